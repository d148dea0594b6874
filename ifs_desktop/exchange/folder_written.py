"""The files of what exercises and check-ins left behind, for ``folder``.

People/Ines.md  Letters/2026-11-17 The Watchful One.md  Beliefs/…  Places to rest/…
Check-ins.md  Kindnesses and promises.md  Exercises/Own/three-breaths.md
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, Protocol

from ifs_desktop.exchange.marks import escaped, indented, when
from ifs_desktop.exchange.queries import Snapshot
from ifs_desktop.store.changes import Values

Say = Callable[[str], str]


class Folder(Protocol):
    """Where the files go."""

    def text(self, place: str, name: str, head: Mapping[str, Any], body: str) -> None:
        """A Markdown file with front matter."""


class Written:
    """One pass over these tables. ``name`` gives a part's name by its id."""

    def __init__(
        self, taken: Snapshot, folder: Folder, say: Say, name: Callable[[int | None], str]
    ) -> None:
        self._taken, self._folder, self._say, self._name = taken, folder, say, name

    def all(self) -> None:
        """Everything."""
        self._people()
        self._letters()
        self._beliefs()
        self._places()
        self._lists()
        for row in self._taken.rows("own_exercise"):
            place = self._place(row, self._say("Exercises"), self._say("Own"))
            # The file itself, as a text in one that has its own front matter.
            body = f"```\n{row['text'].rstrip()}\n```"
            self._folder.text(place, row["slug"], {"exercise": row["slug"]}, body)

    def _place(self, row: Values, *names: str) -> str:
        away = [self._say("Put away")] if row.get("put_away") is not None else []
        return "/".join([*away, *names])

    def _people(self) -> None:
        moments, opinions = self._by("moment", "person_id"), self._by("opinion", "person_id")
        steps = self._by("small_step", "person_id")
        for row in self._taken.rows("person"):
            head = {
                "name": row["name"],
                "initials": row["initials"],
                "who": row["who"],
                "reach_out": row["reach"] is not None or None,
                "how": row["how"],
                "met": when(row["created"]),
                "put_away": when(row["put_away"]),
            }
            body = [f"# {escaped(row['name'])}"]
            self._section(body, "Moments", [self._moment(one) for one in moments[row["id"]]])
            self._section(
                body,
                "How parts see them",
                [self._dated(one, self._name(one["part_id"])) for one in opinions[row["id"]]],
            )
            self._section(body, "Small steps", [self._step(one) for one in steps[row["id"]]])
            place = self._place(row, self._say("People"))
            self._folder.text(place, row["name"], head, "\n\n".join(body))
        others: list[str] = []
        self._section(others, "Moments", [self._moment(one) for one in moments[None]])
        self._section(others, "Small steps", [self._step(one) for one in steps[None]])
        if others:
            self._folder.text(
                self._say("People"), self._say("Nobody named"), {}, "\n\n".join(others)
            )

    def _moment(self, row: Values) -> str:
        took = [
            f"{escaped(self._name(one['part_id']))}: {self._say('took:' + one['answer'])}"
            for one in self._taken.rows("took_in", moment_id=row["id"])
        ]
        kind = self._say(row["kind"])
        return self._item(row, row["happened"], kind, row["text"], *took)

    def _step(self, row: Values) -> str:
        lines = [row["outcome"]] if row["outcome"] else []
        for one in self._taken.rows("prediction", small_step_id=row["id"]):
            asked = one["permission"]
            answer = f" ({self._say(asked)})" if asked else ""
            lines.append(f"{escaped(self._name(one['part_id']))}{answer}: {one['text']}")
            lines += [one[name] for name in ("stop_signal", "outcome") if one[name]]
            if one["fit"]:
                lines.append(self._say("fit:" + one["fit"]))
        state = self._say("step:" + row["state"])
        day = row["planned_on"] or ""
        about = ", ".join(word for word in (day, state) if word)
        return self._item(row, row["created"], about, row["text"], *lines)

    def _letters(self) -> None:
        for row in self._taken.rows("letter"):
            to = self._name(row["part_id"])
            head = {
                "to": to,
                "written": when(row["written"]),
                "answered": when(row["replied"]),
                "put_away": when(row["put_away"]),
            }
            body = [row["text"]]
            if row["reply"]:
                body += [f"## {escaped(to)}", row["reply"]]
            name = f"{row['written'].date().isoformat()} {to}"
            place = self._place(row, self._say("Letters"))
            self._folder.text(place, name, head, "\n\n".join(body))

    def _beliefs(self) -> None:
        for row in self._taken.rows("belief"):
            head = {
                "held_by": None if row["part_id"] is None else self._name(row["part_id"]),
                "written": when(row["created"]),
                "put_away": when(row["put_away"]),
            }
            body = [f"# {escaped(row['text'])}"]
            for one in self._taken.rows("belief_version", belief_id=row["id"]):
                body.append(f"## {one['said_at']:%Y-%m-%d}")
                felt = [str(one[name]) for name in ("strength", "after") if one[name] is not None]
                body += [f"{self._say('How true')}: {' → '.join(felt)}"] if felt else []
                for name in ("theirs", "mine", "unknown", "fair", "answer"):
                    if one[name]:
                        body.append(f"**{self._say('ledger:' + name)}**\n\n{one[name]}")
            place = self._place(row, self._say("Beliefs"))
            self._folder.text(place, row["text"], head, "\n\n".join(body))

    def _places(self) -> None:
        maps = {row["id"]: row for row in self._taken.rows("map")}
        for row in self._taken.rows("rest_place"):
            own = maps[row["map_id"]]
            body = [f"# {escaped(own['name'])}"]
            body += [
                row[name]
                for name in ("sight", "sound", "touch", "smell", "words", "container")
                if row[name]
            ]
            kept = self._taken.rows("material", rest_place_id=row["id"])
            held = [self._item(one, one["put_in"], "", one["text"]) for one in kept]
            self._section(body, "In the container", held)
            head = {"name": own["name"], "made": when(row["created"])}
            place = self._place(own, self._say("Places to rest"))
            self._folder.text(place, own["name"], head, "\n\n".join(body))

    def _lists(self) -> None:
        here = self._by("present", "check_in_id")
        lines = [self._check_in(row, here[row["id"]]) for row in self._taken.rows("check_in")]
        self._list("Check-ins", lines)
        lines = []
        for row in self._taken.rows("promise"):
            to = "" if row["part_id"] is None else self._name(row["part_id"])
            came = self._say("came:" + row["came"]) if row["came"] else ""
            about = ", ".join(word for word in (escaped(to), row["due_on"] or "", came) if word)
            more = [row["note"]] if row["note"] else []
            lines.append(self._item(row, row["made"], about, row["text"], *more))
        self._list("Kindnesses and promises", lines)

    def _check_in(self, row: Values, here: Iterable[Values]) -> str:
        alarm = " → ".join(str(row[name]) for name in ("before", "after") if row[name] is not None)
        room = "" if row["room"] is None else f"{self._say('room')} {row['room']}/4"
        about = ", ".join(word for word in (self._say("at:" + row["kind"]), alarm, room) if word)
        said = [row[name] for name in ("about", "body", "helped", "text") if row[name]]
        said += [f"{escaped(self._name(one['part_id']))}: {one['words']}" for one in here]
        return self._item(row, row["said_at"], about, *(said or [""]))

    def _list(self, title: str, lines: list[str]) -> None:
        if lines:
            name = self._say(title)
            self._folder.text("", name, {}, f"# {name}\n\n" + "\n".join(lines))

    def _by(self, table: str, column: str) -> defaultdict[int | None, list[Values]]:
        found: defaultdict[int | None, list[Values]] = defaultdict(list)
        for row in self._taken.rows(table):
            found[row[column]].append(row)
        return found

    def _dated(self, row: Values, who: str) -> str:
        return self._item(row, row["said_at"], escaped(who), row["text"])

    def _item(self, row: Values, at: datetime, about: str, text: str, *more: str) -> str:
        away = [self._say("put away")] if row.get("put_away") is not None else []
        lead = ", ".join([f"{at:%Y-%m-%d}", *filter(None, [about]), *away])
        lines = [f"- {lead}: {indented(text)}", *(f"  - {indented(one, '    ')}" for one in more)]
        return "\n".join(lines)

    def _section(self, body: list[str], title: str, lines: list[str]) -> None:
        if lines:
            body += [f"## {self._say(title)}", "\n".join(lines)]
