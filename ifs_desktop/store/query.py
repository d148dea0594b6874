"""What is looked for: read from what people type, and written back as they would type it.

``slam "the door" -kitchen part:watchful kind:entry after:2026-03 tag:home``: every word fits words
that begin with it, words in quotes fit as they stand, a minus leaves out. Any text is a query.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from ifs_desktop.store import fold

# What people can look for, by the word they type, and the tables it stands for.
KINDS: dict[str, tuple[str, ...]] = {
    "turn": ("turn",),
    "entry": ("entry",),
    "fact": ("fact", "body_mark"),
    "answer": ("answer",),
    "dialogue": ("dialogue",),
    "part": ("part",),
    "map": ("map", "area", "map_moment"),
    "impression": ("impression",),
    "agreement": ("agreement", "mediation"),
    "relation": ("relation",),
    "permission": ("permission",),
    "feeling": ("reading",),
    "person": ("person", "opinion"),
    "moment": ("moment",),
    "step": ("small_step", "prediction"),
    "letter": ("letter",),
    "promise": ("promise",),
    "belief": ("belief", "belief_version"),
    "checkin": ("check_in", "present"),
    "rest": ("rest_place", "material"),
    "exercise": ("own_exercise",),
    "template": ("template",),
    "note": ("note",),
}
# A quoted piece, a filter with a quoted or bare value, or anything else up to the next space.
_PIECE = re.compile(
    r"""(?P<minus>-?)(?:"(?P<quoted>[^"]*)(?:"(?P<star>\*?)|$)"""
    r"""|(?P<name>kind|part|tag|after|before):(?:"(?P<long>[^"]*)(?:"|$)|(?P<short>[^\s"]*))"""
    r"""|(?P<bare>[^\s"]+))""",
    re.IGNORECASE,
)
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?-?")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that follow each other. With ``open_end`` the last one may go on."""

    words: tuple[str, ...]
    open_end: bool
    without: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """All that has to fit. ``parts`` and ``tags`` are names as typed; days are ISO dates."""

    phrases: tuple[Phrase, ...] = ()
    words: str = ""  # what was typed, without the filters
    kinds: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    after: str = ""  # this day or later
    before: str = ""  # earlier than this day

    def empty(self) -> bool:
        """Whether it asks for nothing."""
        return not self.phrases and not self.filtered()

    def filtered(self) -> bool:
        """Whether anything but words is asked for."""
        return bool(self.kinds or self.parts or self.tags or self.after or self.before)

    def pattern(self) -> re.Pattern[str] | None:
        """What finds the words in a flat text (see ``fold.spans``)."""
        return fold.pattern((p.words, p.open_end) for p in self.phrases if not p.without)

    def text(self) -> str:
        """As one would type it."""
        pieces = [self.words] if self.words else []
        pieces += [f"kind:{kind}" for kind in self.kinds]
        pieces += [f"part:{_quoted(name)}" for name in self.parts]
        pieces += [f"tag:{_quoted(name)}" for name in self.tags]
        pieces += [f"after:{self.after}"] if self.after else []
        pieces += [f"before:{self.before}"] if self.before else []
        return " ".join(pieces)

    def with_filters(self, **filters: object) -> Query:
        """The same words under other filters."""
        return replace(self, **filters)  # type: ignore[arg-type]


def parse(text: str) -> Query:
    """What a text asks for; filters that say nothing yet, such as ``after:``, are passed over."""
    phrases: list[Phrase] = []
    words: list[str] = []
    lists: dict[str, list[str]] = {"kind": [], "part": [], "tag": []}
    days = {"after": "", "before": ""}
    for piece in _PIECE.finditer(text.replace("\0", " ")):
        name = (piece["name"] or "").lower()
        value = (piece["long"] if piece["long"] is not None else piece["short"] or "").strip()
        if name in days and not piece["minus"]:
            days[name] = _day(value) or days[name]
        elif name == "kind" and not piece["minus"] and (kind := _kind(value)):
            lists["kind"].append(kind)
        elif name in ("part", "tag") and not piece["minus"]:
            lists[name] += [value] if value else []
        else:
            words.append(piece[0])
            phrases += _phrase(piece)
    kinds, parts, tags = (tuple(dict.fromkeys(lists[name])) for name in ("kind", "part", "tag"))
    return Query(tuple(phrases), " ".join(words), kinds, parts, tags, days["after"], days["before"])


def _phrase(piece: re.Match[str]) -> list[Phrase]:
    quoted = piece["quoted"]
    said = quoted if quoted is not None else piece[0][len(piece["minus"]) :]
    found = tuple(fold.tokens(said))
    if not any(word.strip(fold.KIND) for word in found):
        return []
    open_end = bool(piece["star"]) if quoted is not None else True
    return [Phrase(found, open_end, bool(piece["minus"]))]


def _kind(value: str) -> str:
    """The kind that a word names, or begins to name."""
    low = value.lower()
    return next((kind for kind in KINDS if low and kind.startswith(low)), "")


def _day(value: str) -> str:
    """The first day of a year, a month or a day as typed; "" while it is none."""
    found = _DAY.fullmatch(value)
    if found is None:
        return ""
    year, month, day = (int(number or 1) for number in found.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _quoted(name: str) -> str:
    clean = name.replace('"', " ")
    return f'"{clean}"' if re.search(r"\s", clean) or not clean else clean
