"""What the person of the sample journal wrote besides dialogues: pages, jottings, a mediation."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from ifs_desktop.store import sample_core as core
from ifs_desktop.store.changes import Values
from ifs_desktop.store.sample_rows import Batch, Rows
from ifs_desktop.store.schema import (
    Agreement,
    Dialogue,
    Entry,
    Image,
    Impression,
    Mediation,
    Member,
    Mention,
    Permission,
    Reading,
    Tag,
    Tagged,
    Target,
    Template,
    Turn,
)

WATCHFUL, SLAM, LITTLE, KIND = core.WATCHFUL, core.SLAM, core.LITTLE, core.KIND
PACE = timedelta(seconds=97)
WIDE, TALL = 320, 180  # px of the picture

# day, clock, title, text, tags, parts named in it
ENTRIES: tuple[tuple[int, tuple[int, int], str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        0,
        (7, 40),
        "Before the day",
        "Awake at five, as so often. @The Watchful One had the week laid out already.\n\n"
        "I made tea and said good morning to it. It did not answer, and it did not leave.",
        ("morning",),
        (WATCHFUL,),
    ),
    (
        1,
        (21, 15),
        "",
        "A walk along the canal with Ines. She talked about her garden for an hour, and it was"
        " the first hour in days in which I looked at nothing but the water.\n\n"
        "![The canal at dusk](image:{image})",
        ("out of the house", "friends"),
        (),
    ),
    (
        4,
        (22, 50),
        "What the Planner wrote on the fridge",
        "Three lists:\n\n1. who knows\n2. who does not\n3. what I would say if anyone asked\n\n"
        "I took the third one down. *That one can wait*, I told it, and it let me.",
        ("home",),
        (),
    ),
    (
        9,
        (8, 5),
        "A letter I will not send",
        "> You said it was nothing. It was a year.\n\n"
        "@Slam the Door wanted it in capitals. I wrote it in small letters and put it here, where"
        " nobody has to do anything about it.",
        ("letters",),
        (SLAM,),
    ),
    (
        23,
        (19, 30),
        "",
        "Nothing much. Soup, rain, an early night. I would like to remember that there are days"
        " like this one too.",
        (),
        (),
    ),
    (
        366,
        (20, 0),
        "Our tenth autumn",
        "Chestnuts on the balcony, all of them from the same tree. We counted them and laughed.",
        ("home",),
        (),
    ),
)
TEMPLATES = (
    ("Evening", "What was here today?\n\n\nWhat can wait until tomorrow?\n\n"),
    ("After meeting them", "Before I went in:\n\nWho reacted:\n\nWhat I need now:\n\n"),
)
# day, clock, kind, text, the part it was sorted onto
IMPRESSIONS: tuple[tuple[int, tuple[int, int], str | None, str, str | None], ...] = (
    (0, (12, 20), "body", "A fist under the ribs when the phone lit up", None),
    (0, (13, 5), "thought", "It was only the dentist. Of course it was", None),
    (1, (8, 45), "urge", "Look at the calendar once more", None),
    (2, (23, 10), None, "That song again", None),
    (6, (17, 30), "feeling", "Small, and a bit cold, after the call", LITTLE),
    (7, (9, 0), "urge", "Walk out and not come back before dark", SLAM),
)
# day, part, kind, word, level
READINGS: tuple[tuple[int, str, str, str, int | None], ...] = (
    (61, WATCHFUL, "toward", "annoyed", 1),
    (30, WATCHFUL, "toward", "wary", 2),
    (12, WATCHFUL, "trust", "a little", 1),
    (9, WATCHFUL, "toward", "curious", 3),
    (0, WATCHFUL, "toward", "curious, and a bit sorry", None),
    (0, WATCHFUL, "trust", "some", 2),
    (19, SLAM, "toward", "afraid of it", 1),
    (8, SLAM, "from", "impatient", 1),
)
CONFLICT = "Whether to read what is on Robin’s phone"
MEDIATION: tuple[tuple[str | None, str, str], ...] = (
    (None, "conflict", "I would like to hear both of you, and I take no side."),
    (WATCHFUL, "want", "I want to know. Not knowing is the worst place there is."),
    (SLAM, "want", "I want us out of that room. What we read stays in our head for weeks."),
    (WATCHFUL, "fear", "If I look away, we will be the last to know again."),
    (SLAM, "fear", "If it goes on looking, there will be nothing left of us but eyes."),
    (WATCHFUL, "hear", "It is afraid for us too. I had taken it for laziness."),
    (SLAM, "hear", "It stands there at night so that I can sleep. Nobody told me."),
    (None, "common", "You both would like an evening without that phone in the middle of it."),
)
AGREED = "No reading after eight in the evening. The Watchful One writes down what it would ask."
REVIEW_IN = timedelta(days=3)


def batches(
    rows: Rows, parts: Mapping[str, int], relation: int, dialogues: list[int]
) -> Iterator[Batch]:
    """Everything; ``relation`` is the one between the two who are in conflict.

    The dialogue of the mediation is added to ``dialogues``.
    """
    picture = rows.new(
        Image, kind="png", width=WIDE, height=TALL, data=_picture(), created=rows.at(1, (21, 15))
    )
    yield Image, [picture]
    yield from _entries(rows, parts, picture["id"])
    yield (
        Template,
        [
            rows.new(Template, name=name, text=words, created=rows.at(40, (9, 0)), put_away=None)
            for name, words in TEMPLATES
        ],
    )
    yield Impression, [_impression(rows, parts, *line) for line in IMPRESSIONS]
    yield Reading, [_reading(rows, parts, *line) for line in READINGS]
    yield from _work(rows, parts, dialogues[0])
    yield from _mediation(rows, parts, relation, dialogues)


def _entries(rows: Rows, parts: Mapping[str, int], picture: int) -> Iterator[Batch]:
    entries: list[Values] = []
    tags: list[Values] = []
    tagged: list[Values] = []
    mentions: list[Values] = []
    for day, clock, title, said, words, named in ENTRIES:
        when = rows.past(day, clock)
        said = said.replace("{image}", str(picture))
        entry = rows.new(
            Entry,
            title=title,
            text=said,
            happened=when,
            written=when,
            touched=when,
            put_away=None,
        )
        entries.append(entry)
        for word in words:
            if word not in rows.tags:
                tags.append(rows.new(Tag, name=word))
                rows.tags[word] = tags[-1]["id"]
            tagged.append(rows.new(Tagged, entry_id=entry["id"], tag_id=rows.tags[word]))
        for key in named:
            name = core.PARTS[key].name
            mentions.append(rows.new(Mention, entry_id=entry["id"], part_id=parts[key], name=name))
    yield Entry, entries
    yield Tag, tags
    yield Tagged, tagged
    yield Mention, mentions


def _impression(
    rows: Rows,
    parts: Mapping[str, int],
    day: int,
    clock: tuple[int, int],
    kind: str | None,
    said: str,
    part: str | None,
) -> Values:
    return rows.new(
        Impression,
        kind=kind,
        text=said,
        noticed=rows.past(day, clock),
        part_id=None if part is None else parts[part],
        put_away=None,
    )


def _reading(
    rows: Rows, parts: Mapping[str, int], day: int, part: str, kind: str, word: str, level: Any
) -> Values:
    return rows.new(
        Reading,
        part_id=parts[part],
        kind=kind,
        word=word,
        level=level,
        said_at=rows.past(day, (9, 30)),
        source_kind=None,
        source_id=None,
        put_away=None,
    )


def _work(rows: Rows, parts: Mapping[str, int], dialogue: int) -> Iterator[Batch]:
    """Where the six Fs stand in today's dialogue, and what two protectors answered before."""
    when = rows.past(0, (9, 14))
    noted = {"find": "shoulders", "focus": "turned inward", "flesh": "a guard at a window"}
    floors: tuple[tuple[str, int, str, str, dict[str, str], datetime | None], ...] = (
        (WATCHFUL, 0, "toward", "open", noted, None),
        (SLAM, 1, "toward", "stepped_back", {}, min(when + timedelta(minutes=9), rows.today)),
    )
    yield (
        Target,
        [
            rows.new(
                Target,
                dialogue_id=dialogue,
                part_id=parts[part],
                depth=depth,
                stage=stage,
                state=state,
                noted=json.dumps(words),
                began=when,
                ended=ended,
            )
            for part, depth, stage, state, words, ended in floors
        ],
    )
    asked = (
        (WATCHFUL, "yes", "Only if I may stay beside her", 9),
        (SLAM, "not_now", "Ask me again when nobody is shouting", 8),
    )
    yield (
        Permission,
        [
            rows.new(
                Permission,
                exile_id=parts[LITTLE],
                protector_id=parts[part],
                answer=answer,
                condition=condition,
                said_at=rows.at(day, (20, 45)),
                where_kind="dialogue",
                where_id=dialogue,
            )
            for part, answer, condition, day in asked
        ],
    )


def _mediation(
    rows: Rows, parts: Mapping[str, int], relation: int, dialogues: list[int]
) -> Iterator[Batch]:
    start = rows.at(5, (19, 0))
    end = start + PACE * len(MEDIATION)
    row = rows.dialogue(CONFLICT, start, end, kind="mediation", closed=end)
    dialogues.append(row["id"])
    yield Dialogue, [row]
    yield Member, rows.members(row["id"], [parts[WATCHFUL], parts[SLAM]])
    yield (
        Turn,
        [
            rows.turn(
                row["id"],
                None if part is None else parts[part],
                said,
                order,
                start + PACE * order,
                stage,
            )
            for order, (part, stage, said) in enumerate(MEDIATION)
        ],
    )
    mediation = rows.new(
        Mediation,
        dialogue_id=row["id"],
        relation_id=relation,
        left_id=parts[WATCHFUL],
        right_id=parts[SLAM],
        conflict=CONFLICT,
        stage="agreement",
        state="agreed",
        began=start,
        ended=end,
    )
    yield Mediation, [mediation]
    review = (rows.today + REVIEW_IN).date().isoformat()
    yield (
        Agreement,
        [
            rows.new(
                Agreement,
                mediation_id=mediation["id"],
                text=AGREED,
                made=end,
                review_on=review,
                reviewed=None,
                review="",
                put_away=None,
            )
        ],
    )


@cache
def _picture() -> bytes:
    """A PNG of an evening sky over water, made here so that it has no other author."""
    lines = bytearray()
    for y in range(TALL):
        lines.append(0)
        sky = y / (TALL * 0.62)
        for x in range(WIDE):
            if sky < 1:
                glow = max(0.0, 1 - abs(x - WIDE * 0.66) / WIDE * 1.6) * sky
                red, green, blue = 96 + 130 * glow, 104 + 62 * glow, 132 - 20 * glow
            else:
                wave = ((x * 7 + y * y) % 29) / 29 * 12
                red, green, blue = 78 + 44 * (sky - 1) + wave, 88 + wave, 112 + wave
            lines += bytes((int(red), int(green), int(blue)))

    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", WIDE, TALL, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(lines), 9))
        + chunk(b"IEND", b"")
    )
