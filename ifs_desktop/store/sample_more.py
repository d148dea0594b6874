"""The made part of a sample journal: as many parts, conversations and runs as are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from ifs_desktop.store import sample_words as words
from ifs_desktop.store.changes import Values
from ifs_desktop.store.sample_chance import Chance
from ifs_desktop.store.sample_rows import Batch, Rows
from ifs_desktop.store.schema import (
    Dialogue,
    Entry,
    Fact,
    Member,
    Mention,
    Part,
    PartsMap,
    Placement,
    Relation,
    Tag,
    Tagged,
    Turn,
)

CHUNK = 4000  # turns in memory at once
LONGEST = 60  # turns in a dialogue
LATEST, SPAN = 25.0, 1070.0  # days before today: nothing later, and how far it goes back from there
CELL_WIDTH, CELL_HEIGHT, JITTER = 190.0, 170.0, 18.0  # scene units: room for a glyph and its words


def parts(
    rows: Rows, chance: Chance, count: int, speakers: list[int], maps: list[int]
) -> Iterator[Batch]:
    """Parts with facts and relations, all on a map of their own.

    Those that may speak are added to ``speakers``, the map to ``maps``.
    """
    everyone = rows.map(words.EVERYONE, rows.today)
    maps.append(everyone["id"])
    yield PartsMap, [everyone]
    known: set[str] = set()
    made: list[Values] = []
    facts: list[Values] = []
    for _ in range(count):
        met = rows.today - timedelta(days=LATEST + SPAN * chance.share())
        name, role = chance.name(known), chance.role()
        part = rows.part(name, role, met)
        made.append(part)
        facts.append(rows.fact(part["id"], "body", chance.pick(words.BODIES), "me", met))
        if role == "exile":  # nobody has asked it anything
            continue
        speakers.append(part["id"])
        job, fear = chance.pick(words.JOBS), chance.pick(words.FEARS)
        sayer = chance.pick(("part", "me", "guess"))
        facts.append(rows.fact(part["id"], "job", chance.sentence(job), "me", met))
        facts.append(rows.fact(part["id"], "fear", chance.sentence(fear), sayer, met))
    yield Part, made
    yield Fact, facts
    yield Placement, _spread(rows, chance, everyone["id"], made)
    yield Relation, _relations(rows, chance, made)


def _spread(rows: Rows, chance: Chance, map_id: int, made: list[Values]) -> list[Values]:
    """One cell for each part, from the middle outwards; Self keeps the middle one."""
    reach = 1
    while (2 * reach + 1) ** 2 - 1 < len(made):
        reach += 1
    across = range(-reach, reach + 1)
    cells = [(CELL_WIDTH * x, CELL_HEIGHT * y) for x in across for y in across if x or y]
    cells.sort(key=lambda cell: (cell[0] ** 2 + cell[1] ** 2, cell))

    def off() -> float:
        return JITTER * (2 * chance.share() - 1)

    return [
        rows.placement(map_id, part["id"], float(round(x + off())), float(round(y + off())))
        for part, (x, y) in zip(made, cells, strict=False)
    ]


def _relations(rows: Rows, chance: Chance, made: list[Values]) -> list[Values]:
    """About two for each part, to parts that stand near it on the map."""
    found = []
    for number, part in enumerate(made):
        for other in chance.some(made[max(0, number - 12) : number], 2):
            source, target, kind = chance.relation(other, part)
            drawn = max(part["created"], other["created"])
            found.append(rows.relation(source["id"], target["id"], kind, drawn))
    return found


def dialogues(rows: Rows, chance: Chance, turns: int, speakers: list[int]) -> Iterator[Batch]:
    """Conversations that hold ``turns`` turns in all, the oldest first."""
    lengths: list[int] = []
    while turns > 0:
        lengths.append(min(turns, LONGEST, 6 + int(55 * chance.share())))
        turns -= lengths[-1]
    made: list[Values] = []
    members: list[Values] = []
    said: list[Values] = []
    for length, days in zip(lengths, _days(chance, len(lengths)), strict=True):
        when = rows.today - timedelta(days=days)
        here = chance.some(speakers, 1 + int(3 * chance.share()))
        title = chance.title()
        dialogue = rows.dialogue(title, when, when)
        members += rows.members(dialogue["id"], here)
        for order in range(length):
            part = None if order % 2 == 0 else chance.pick(here)
            spoken = chance.turn(part is None)
            said.append(rows.turn(dialogue["id"], part, spoken, order, when))
            when += timedelta(seconds=20 + len(spoken) / 5)
        dialogue["touched"] = said[-1]["said_at"]
        made.append(dialogue)
        if len(said) >= CHUNK:
            yield Turn, said
            said = []
    yield Turn, said
    yield Dialogue, made
    yield Member, members


def entries(
    rows: Rows, chance: Chance, count: int, named: list[tuple[int, str]]
) -> Iterator[Batch]:
    """Pages of the journal, the oldest first; some name a part of ``named``, by id and name."""
    made: list[Values] = []
    tags: list[Values] = []
    tagged: list[Values] = []
    mentions: list[Values] = []
    for days in _days(chance, count):
        when = rows.today - timedelta(days=days)
        title = chance.title() if chance.share() < 0.4 else ""
        text = "\n\n".join(chance.turn(True) for _ in range(1 + int(2 * chance.share())))
        entry = rows.new(
            Entry, title=title, text=text, happened=when, written=when, touched=when, put_away=None
        )
        if chance.share() < 0.2:
            part, name = chance.pick(named)
            entry["text"] += f"\n\n@{name} was there too."
            mentions.append(rows.new(Mention, entry_id=entry["id"], part_id=part, name=name))
        for word in chance.some(words.TAGS, int(2.5 * chance.share())):
            if word not in rows.tags:
                tags.append(rows.new(Tag, name=word))
                rows.tags[word] = tags[-1]["id"]
            tagged.append(rows.new(Tagged, entry_id=entry["id"], tag_id=rows.tags[word]))
        made.append(entry)
        if len(made) >= CHUNK:
            yield Entry, made
            made = []
    yield Entry, made
    yield Tag, tags
    yield Tagged, tagged
    yield Mention, mentions


def runs(rows: Rows, chance: Chance, count: int, speakers: list[int]) -> Iterator[Batch]:
    """Finished runs, the oldest first."""
    for days in _days(chance, count):
        yield from rows.run(rows.today - timedelta(days=days), _answers(chance, speakers))


def _answers(chance: Chance, speakers: list[int]) -> dict[str, Any]:
    alarm = 2 + int(8 * chance.share())
    unsafe = chance.pick(("then", "then", "unsure", "both"))
    closing = {"thanks": chance.sentence(words.THANKS)}
    if unsafe == "both":  # a warning that may be true goes to people, and is not talked down
        return {"alarm": alarm, "unsafe": unsafe, "closing": closing}
    who = chance.some(speakers, 1 + int(3 * chance.share()))
    return {
        "alarm": alarm,
        "unsafe": unsafe,
        "trigger": chance.sentence(chance.pick(words.TRIGGERS)),
        "sides": {
            box: chance.sentence(chance.pick(words.SIDES[box]))
            for box in words.SIDES
            if chance.share() < 0.8
        },
        "who": who,
        "age": {str(part): chance.pick(words.AGES) for part in who},
        "today": {str(part): chance.sentence(chance.pick(words.TODAYS)) for part in who},
        "alarm_after": max(0, min(10, alarm - 3 + int(5 * chance.share()))),
        "closing": closing,
    }


def _days(chance: Chance, count: int) -> list[float]:
    return sorted((LATEST + SPAN * chance.share() for _ in range(count)), reverse=True)
