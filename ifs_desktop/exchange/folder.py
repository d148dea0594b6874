"""Writing everything as a folder of Markdown files with front matter, pictures beside them.

    Journal/2026/2026-11-26 07.40 Before the day.md
    Dialogues/…  Parts/…  Maps/…  Exercises/…  Inbox.md  Pictures/7.png
    Put away/    the same again, for what was put away

The folder is made anew and never written into one that is there.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from ifs_desktop.exchange.folder_written import Written
from ifs_desktop.exchange.marks import escaped, indented, when
from ifs_desktop.exchange.queries import Snapshot, snapshot
from ifs_desktop.exercises.catalogue import Catalogue
from ifs_desktop.exercises.queries import SavedRun, passages
from ifs_desktop.store import Store, images
from ifs_desktop.store.changes import Values
from ifs_desktop.vault import Halt, files
from ifs_desktop.vault.errors import sorted_at

Say = Callable[[str], str]  # a word of the files in the reader's language; "fact:job" is a fact's
Told = Callable[[float], None]

_UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f#^\[\]]+')  # for Windows, and for links
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LONGEST = 60  # characters of a title in a file's name


def write(
    store: Store, folder: Path, catalogue: Catalogue, say: Say, told: Told, halt: Halt
) -> None:
    """Make ``folder`` and write everything into it.

    All or nothing: what was written is removed when it is stopped (Halted) or the disk refuses
    (DiskFull and its like). Raises AlreadyExists if there is something of that name.
    """
    with sorted_at(folder, writing=True):
        files.make_folder(folder.parent)
        folder.mkdir(0o700)
        made = _Folder(folder, say, told, halt)
        try:
            with snapshot(store) as taken:
                _Writing(taken, made, catalogue).all()
        except BaseException:
            made.remove()
            raise
    told(1.0)


class _Folder:
    """The files of one export, each with a name nobody else has."""

    def __init__(self, root: Path, say: Say, told: Told, halt: Halt) -> None:
        self.say = say
        self._root, self._told, self._halt = root, told, halt
        self._taken: set[str] = set()
        self._files: list[Path] = []
        self._folders = [root]
        self.total, self._done = 1, 0
        self.kinds: dict[int, str] = {}  # of the pictures

    def text(self, place: str, name: str, head: Mapping[str, Any], body: str) -> None:
        """A Markdown file; what the front matter has no value for is left out of it."""
        given = {key: value for key, value in head.items() if value not in (None, "", [], {})}
        front = yaml.safe_dump(given, allow_unicode=True, sort_keys=False, width=1000)
        path = self._free(place, name)
        up = "../" * len(PurePosixPath(place).parts)
        shown = images.renamed(body.strip("\n"), lambda number: self._address(number, up))
        self.bytes(path, f"---\n{front}---\n\n{shown}\n".encode())

    def bytes(self, path: Path, data: bytes) -> None:
        """A file that only its owner may read."""
        self._halt.check()
        self._make(path.parent)
        with files.create(path) as file:
            self._files.append(path)
            file.write(data)
        self._done += 1
        self._told(min(1.0, self._done / self.total))

    def picture(self, number: int) -> Path:
        """Where a picture goes."""
        return self._root / self.say("Pictures") / f"{number}.{_suffix(self.kinds[number])}"

    def remove(self) -> None:
        """Take back what was written, and nothing else."""
        for path in reversed(self._files):
            files.remove(path)
        for path in reversed(self._folders):
            files.remove_folder(path)

    def _address(self, number: int, up: str) -> str | None:
        """A picture as a file finds it; ``up`` leads from there to the top of the folder."""
        known = number in self.kinds
        return f"{up}{self.say('Pictures')}/{self.picture(number).name}" if known else None

    def _make(self, folder: Path) -> None:
        if folder not in self._folders:
            self._make(folder.parent)
            folder.mkdir(0o700)
            self._folders.append(folder)

    def _free(self, place: str, name: str) -> Path:
        stem = whole = file_name(name) or self.say("Without a name")
        number = 2
        while (taken := f"{place}/{stem}".casefold()) in self._taken:
            stem, number = f"{whole} {number}", number + 1
        self._taken.add(taken)
        return self._root.joinpath(*PurePosixPath(place).parts, f"{stem}.md")


class _Writing:
    """One pass over the journal."""

    def __init__(self, taken: Snapshot, folder: _Folder, catalogue: Catalogue) -> None:
        self._taken, self._folder, self._catalogue = taken, folder, catalogue
        self._say = folder.say
        self._parts = {row["id"]: row for row in taken.rows("part")}

    def all(self) -> None:
        """Everything."""
        for row in self._taken.rows("image"):
            self._folder.kinds[row["id"]] = row["kind"]
        counted = ("entry", "dialogue", "run", "template", "map")
        self._folder.total = (
            4
            + len(self._parts)
            + len(self._folder.kinds)
            + sum(1 for name in counted for _ in self._taken.rows(name))
        )
        self._read_me()
        for row in self._taken.rows("image"):
            self._folder.bytes(self._folder.picture(row["id"]), row["data"])
        self._entries()
        self._dialogues()
        self._profiles()
        self._maps()
        self._runs()
        self._small()
        Written(self._taken, self._folder, self._say, self._name).all()

    def _place(self, row: Values, *names: str) -> str:
        away = [self._say("Put away")] if row.get("put_away") is not None else []
        return "/".join([*away, *names])

    def _name(self, part_id: int | None) -> str:
        return self._say("Self") if part_id is None else str(self._parts[part_id]["name"])

    def _read_me(self) -> None:
        body = f"# {self._say('Journal')}\n\n{self._say('read me')}"
        self._folder.text("", self._say("Read me"), {}, body)

    def _entries(self) -> None:
        tags = {row["id"]: row["name"] for row in self._taken.rows("tag")}
        tagged, named = defaultdict(list), defaultdict(list)
        for row in self._taken.rows("tagged"):
            tagged[row["entry_id"]].append(tags[row["tag_id"]])
        for row in self._taken.rows("mention"):
            named[row["entry_id"]].append(self._name(row["part_id"]))
        for row in self._taken.rows("entry"):
            happened: datetime = row["happened"]
            head = {
                "title": row["title"],
                "date": when(happened),
                "written": when(row["written"]),
                "changed": when(row["touched"]),
                "tags": tagged[row["id"]],
                "parts": named[row["id"]],
                "put_away": when(row["put_away"]),
            }
            title = row["title"] or _first_line(row["text"])
            place = self._place(row, self._say("Journal"), f"{happened.year:04d}")
            self._folder.text(
                place, f"{_day(happened)} {happened:%H.%M} {title}", head, row["text"]
            )
        for row in self._taken.rows("template"):
            place = self._place(row, self._say("Journal"), self._say("Beginnings"))
            self._folder.text(place, row["name"], {"name": row["name"]}, row["text"])

    def _dialogues(self) -> None:
        mediations = {row["dialogue_id"]: row for row in self._taken.rows("mediation")}
        for row in self._taken.rows("dialogue"):
            members = sorted(
                self._taken.rows("member", dialogue_id=row["id"]), key=lambda m: m["position"]
            )
            head = {
                "title": row["title"],
                "kind": row["kind"],
                "begun": when(row["created"]),
                "last_said": when(row["touched"]),
                "parts": [self._name(member["part_id"]) for member in members],
                "channel": row["channel"],
                "to_be_continued": row["unfinished"] is not None or None,
                "unfinished": row["unfinished"],
                "put_away": when(row["put_away"]),
            }
            paragraphs: list[str] = []
            if row["id"] in mediations:
                self._mediation(mediations[row["id"]], head, paragraphs)
            turns = sorted(
                self._taken.rows("turn", dialogue_id=row["id"]),
                key=lambda t: (t["position"], t["id"]),
            )
            paragraphs += [self._turn(turn) for turn in turns]
            place = self._place(row, self._say("Dialogues"))
            title = f"{_day(row['created'])} {row['title']}"
            self._folder.text(place, title, head, "\n\n".join(paragraphs))

    def _turn(self, turn: Values) -> str:
        away = f", {self._say('put away')}" if turn["put_away"] is not None else ""
        head = f"**{escaped(self._name(turn['part_id']))}** · {turn['said_at']:%Y-%m-%d %H:%M}"
        return f"{head}{away}\n\n{turn['text']}"

    def _mediation(self, row: Values, head: dict[str, Any], paragraphs: list[str]) -> None:
        head["conflict"], head["outcome"] = row["conflict"], row["state"]
        for one in self._taken.rows("agreement", mediation_id=row["id"]):
            day = f" ({self._say('looked at again')}: {one['review_on']})"
            said = f"> **{self._say('Agreement')}** · {when(one['made'])}"
            lines = [said + (day if one["review_on"] else ""), ">", *_quoted(one["text"])]
            paragraphs.append("\n".join(lines + (_quoted(one["review"]) if one["review"] else [])))

    def _profiles(self) -> None:
        links = list(self._taken.rows("relation"))
        for row in self._parts.values():
            head = {
                "name": row["name"],
                "role": row["role"],
                "colour": row["colour"],
                "emoji": row["emoji"],
                "met": when(row["created"]),
                "resting_since": when(row["resting"]),
                "put_away": when(row["put_away"]),
            }
            body = [f"# {escaped(row['name'])}"]
            body += [f"![](image:{row['portrait']})"] if row["portrait"] is not None else []
            self._known(row["id"], body)
            own = [one for one in links if row["id"] in (one["source_id"], one["target_id"])]
            self._section(body, "Links", [self._link(one) for one in own])
            felt = self._taken.rows("body_mark", part_id=row["id"])
            marks = [self._named(one, f"{self._say(one['side'])}: {one['text']}") for one in felt]
            self._section(body, "In the body", marks)
            found = self._taken.rows("impression", part_id=row["id"])
            self._section(body, "Impressions", [_impression(one) for one in found])
            answers = self._taken.rows("permission", exile_id=row["id"])
            self._section(body, "Permissions", [self._permission(one) for one in answers])
            place = self._place(row, self._say("Parts"))
            self._folder.text(place, row["name"], head, "\n\n".join(body))

    def _known(self, part_id: int, body: list[str]) -> None:
        facts: dict[str, list[str]] = defaultdict(list)
        for row in self._taken.rows("fact", part_id=part_id):
            facts[row["kind"]].append(self._line(row["text"], row, self._say(row["said_by"])))
        for kind, lines in facts.items():
            self._section(body, f"fact:{kind}", lines)
        for kind in ("toward", "from", "trust"):
            rows = self._taken.rows("reading", part_id=part_id, kind=kind)
            self._section(body, kind, [self._line(row["word"], row) for row in rows])

    def _line(self, text: str, row: Values, *more: str) -> str:
        away = [self._say("put away")] if row["put_away"] is not None else []
        about = ", ".join([*more, f"{row['said_at']:%Y-%m-%d}", *away])
        return f"- {indented(text)} ({about})"

    def _link(self, row: Values) -> str:
        kind = self._say(f"link:{row['kind']}")
        source, target = self._name(row["source_id"]), self._name(row["target_id"])
        away = f" ({self._say('put away')})" if row["put_away"] is not None else ""
        said = [f"  - {indented(row[way], '    ')}" for way in ("forth", "back") if row[way]]
        if row["tension"] is not None:
            said.insert(0, f"  - {self._say('tension')}: {row['tension']}/5")
        return "\n".join([f"- {escaped(source)} – {kind} – {escaped(target)}{away}", *said])

    def _permission(self, row: Values) -> str:
        who = (
            self._say("nobody") if row["protector_id"] is None else self._name(row["protector_id"])
        )
        answer = "" if row["protector_id"] is None else f": {self._say(row['answer'])}"
        condition = f" – {indented(row['condition'])}" if row["condition"] else ""
        return f"- {row['said_at']:%Y-%m-%d} {escaped(who)}{answer}{condition}"

    def _section(self, body: list[str], title: str, lines: Iterable[str]) -> None:
        given = list(lines)
        if given:
            body += [f"## {self._say(title)}", "\n".join(given)]

    def _maps(self) -> None:
        for row in self._taken.rows("map"):
            places = [
                f"- {escaped(self._name(one['part_id']))}: {one['x']:.0f}, {one['y']:.0f}"
                + (f" ({self._say('put away')})" if one["put_away"] is not None else "")
                for one in self._taken.rows("placement", map_id=row["id"])
            ]
            own = f"- {self._say('Self')}: {row['self_x']:.0f}, {row['self_y']:.0f}"
            head = {
                "name": row["name"],
                "made": when(row["created"]),
                "archived": when(row["archived"]),
                "put_away": when(row["put_away"]),
            }
            body = [f"# {escaped(row['name'])}", *self._legend(row), "\n".join([own, *places])]
            others = self._taken.rows("area", map_id=row["id"])
            self._section(body, "On the map", [self._named(one, one["text"]) for one in others])
            named = self._taken.rows("map_moment", map_id=row["id"])
            moments = [
                self._named(one, f"{one['at']:%Y-%m-%d %H:%M} {one['name']}") for one in named
            ]
            self._section(body, "Named moments", moments)
            place = self._place(row, self._say("Maps"))
            self._folder.text(place, row["name"], head, "\n\n".join(body))

    def _legend(self, row: Values) -> list[str]:
        said = (
            ("About", row["about"]),
            ("Size means", row["size_means"]),
            ("Distance means", row["distance_means"]),
            ("Colour means", row["colour_means"]),
        )
        return [f"**{self._say(name)}**\n\n{words}" for name, words in said if words]

    def _named(self, row: Values, words: str) -> str:
        away = f" ({self._say('put away')})" if row["put_away"] is not None else ""
        return f"- {indented(words)}{away}"

    def _runs(self) -> None:
        for row in self._taken.rows("run"):
            answers = list(self._taken.rows("answer", run_id=row["id"]))
            saved = SavedRun(
                row["id"],
                row["exercise"],
                row["step"],
                row["state"] == "finished",
                row["started"],
                row["ended"],
                {one["step"]: one["value"] for one in answers},
                {one["step"]: one["text"] for one in answers},
            )
            exercise = self._catalogue.get(row["exercise"])
            title = exercise.title if exercise is not None else row["exercise"]
            body = [f"# {title}"]
            for passage in passages(exercise, saved):
                body += [f"## {passage.heading}"] if passage.heading else []
                for line in passage.lines:
                    whose = self._name(line.part) if line.part in self._parts else ""
                    lead = ": ".join(word for word in (whose, line.label) if word)
                    body.append(f"**{escaped(lead)}**\n\n{line.text}" if lead else line.text)
            head = {
                "exercise": row["exercise"],
                "begun": when(row["started"]),
                "ended": when(row["ended"]),
                "put_away": when(row["put_away"]),
            }
            name = f"{_day(row['started'])} {title}"
            place = self._place(row, self._say("Exercises"))
            self._folder.text(place, name, head, "\n\n".join(body))

    def _small(self) -> None:
        jotted = [_impression(row) for row in self._taken.rows("impression")]
        if jotted:
            title = self._say("Inbox")
            self._folder.text("", title, {}, f"# {title}\n\n" + "\n".join(jotted))
        for row in self._taken.rows("note"):
            self._folder.text("", row["place"].replace(":", " "), {}, row["text"])


def file_name(title: str) -> str:
    """A title as a name that every system can hold; may be empty."""
    kept = "".join(
        sign for sign in unicodedata.normalize("NFC", title) if unicodedata.category(sign) != "Cf"
    )
    name = " ".join(_UNFIT.sub(" ", kept).split())[:_LONGEST]
    while len(name.encode()) > 180:
        name = name[:-1]
    name = name.strip(" .")
    return f"{name}_" if _RESERVED.fullmatch(name) else name


def _suffix(kind: str) -> str:
    return "jpg" if kind == "jpeg" else kind


def _day(moment: datetime) -> str:
    return moment.date().isoformat()


def _first_line(text: str) -> str:
    return next((line for line in text.splitlines() if line.strip()), "")


def _impression(row: Values) -> str:
    kind = f" ({row['kind']})" if row["kind"] else ""
    return f"- {row['noticed']:%Y-%m-%d %H:%M}{kind} {indented(row['text'])}"


def _quoted(text: str) -> list[str]:
    return [f"> {line}" for line in text.splitlines()]
