"""A journal filled with made-up words, of any size: to look around, for pictures and benchmarks.

The heart of it is written by hand (``sample_core``); beyond that, parts, conversations and runs
are made by chance from a seed (``sample_more``). The same arguments give the same journal.

>>> from ifs_desktop.store import Store, sample
>>> sample.fill(Store.open(opened), turns=100_000)        # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import select

from ifs_desktop.store import sample_core as core
from ifs_desktop.store import sample_map as land
from ifs_desktop.store import sample_more as more
from ifs_desktop.store import sample_paths as paths
from ifs_desktop.store import sample_writing as writing
from ifs_desktop.store.changes import Values
from ifs_desktop.store.sample_chance import Chance
from ifs_desktop.store.sample_rows import Batch, Rows
from ifs_desktop.store.schema import (
    Dialogue,
    Draft,
    Fact,
    Member,
    Note,
    OwnExercise,
    Part,
    PartsMap,
    Placement,
    Relation,
    Turn,
    now,
)
from ifs_desktop.store.store import Store

CONTACTS = "help:contacts"
PACE = timedelta(seconds=97)  # from turn to turn
TURNS = core.TURNS + len(writing.MEDIATION)  # written by hand


@dataclass(slots=True)
class Filled:
    """Where things went. ``parts`` are the hand-written ones, by their keys in sample_core."""

    parts: dict[str, int] = field(default_factory=dict)
    maps: list[int] = field(default_factory=list)  # by hand, then the one with everyone
    dialogues: list[int] = field(default_factory=list)  # by hand; the first one is of today
    relations: list[int] = field(default_factory=list)  # by hand, in the order of sample_core


def fill(
    store: Store,
    *,
    parts: int = 6,
    turns: int = 68,
    runs: int = 4,
    entries: int = 6,
    seed: int = 1,
    today: datetime | None = None,
) -> Filled:
    """Fill a journal; not an undo step, and nothing can be undone afterwards.

    ``parts``, ``turns``, ``runs`` and ``entries`` count everything; less than the hand-written
    heart (6, 68, 4 and 6) is not possible. ``today``, with an offset, is the moment all times
    lead up to.
    """
    filled = Filled()
    with store.read() as session:
        taken = {*session.scalars(select(Note.place)), *session.scalars(select(Draft.place))}
        taken |= set(session.scalars(select(OwnExercise.slug)))
    rows = Rows(store, today or now())
    sizes = (
        *(parts - len(core.PARTS), turns - TURNS, runs - len(core.RUNS)),
        entries - len(writing.ENTRIES),
    )
    store.load("Sample journal", _batches(rows, filled, taken, Chance(Random(seed)), sizes))
    return filled


def _batches(
    rows: Rows, filled: Filled, taken: set[str], chance: Chance, sizes: tuple[int, ...]
) -> Iterator[Batch]:
    yield from _parts(rows, filled)
    turns: dict[tuple[int, int], Values] = {}
    for number, dialogue in enumerate(core.DIALOGUES):
        yield from _dialogue(rows, filled, number, dialogue, turns)
    yield Turn, list(turns.values())
    yield Fact, [_fact(rows, filled, fact, turns) for fact in core.FACTS]
    for run in core.RUNS:
        yield from rows.run(rows.at(run.day, run.clock), _answers(run, filled.parts))
    yield from _texts(rows, filled, taken)
    conflict = filled.relations[core.CONFLICT]
    yield from writing.batches(rows, filled.parts, conflict, filled.dialogues)
    yield from paths.batches(rows, filled.parts, taken)
    speakers = [filled.parts[key] for key, part in core.PARTS.items() if part.role != "exile"]
    parts, said, runs, entries = sizes
    if parts > 0:
        yield from more.parts(rows, chance, parts, speakers, filled.maps)
    yield from more.dialogues(rows, chance, said, speakers)
    yield from more.runs(rows, chance, runs, speakers)
    named = [(filled.parts[key], part.name) for key, part in core.PARTS.items()]
    yield from more.entries(rows, chance, entries, named)


def _parts(rows: Rows, filled: Filled) -> Iterator[Batch]:
    """The parts, their map and how they stand to each other."""
    parts = []
    for number, (key, part) in enumerate(core.PARTS.items()):
        met = rows.at(part.met, (8 + 2 * number, 7 * number))
        row = rows.part(part.name, part.role, met)
        filled.parts[key] = row["id"]
        parts.append(row)
    yield Part, parts
    first = rows.at(61, (8, 0))
    parts_map = rows.map(core.MAP, first, **land.LEGEND)
    filled.maps.append(parts_map["id"])
    yield PartsMap, [parts_map]
    places = [(filled.parts[key], *part.at) for key, part in core.PARTS.items()]
    placed = [rows.placement(parts_map["id"], part, x, y) for part, x, y in places]
    yield Placement, placed
    drawn = rows.at(19, (21, 0))
    relations = [
        rows.relation(
            filled.parts[source],
            filled.parts[target],
            kind,
            drawn,
            words=(forth, back),
            tension=4 if kind == "polarised" else None,
        )
        for kind, source, target, forth, back in core.RELATIONS
    ]
    filled.relations += [row["id"] for row in relations]
    yield Relation, relations
    yield from land.batches(rows, parts_map, parts, placed)


def _dialogue(
    rows: Rows,
    filled: Filled,
    number: int,
    dialogue: core.CoreDialogue,
    turns: dict[tuple[int, int], Values],
) -> Iterator[Batch]:
    start, step = _pace(rows, dialogue)
    last = start + step * (len(dialogue.turns) - 1)
    waits = None if dialogue.unfinished is None else last
    row = rows.dialogue(
        dialogue.title,
        start,
        last,
        channel=dialogue.channel,
        unfinished=dialogue.unfinished,
        closed=waits,
    )
    filled.dialogues.append(row["id"])
    yield Dialogue, [row]
    yield Member, rows.members(row["id"], [filled.parts[key] for key in dialogue.members])
    for order, (speaker, said) in enumerate(dialogue.turns):
        part = None if speaker is None else filled.parts[speaker]
        turns[number, order] = rows.turn(row["id"], part, said, order, start + step * order)


def _pace(rows: Rows, dialogue: core.CoreDialogue) -> tuple[datetime, timedelta]:
    """When a dialogue began and the time from turn to turn; one of today ends before now."""
    start, turns = rows.at(dialogue.day, dialogue.clock), len(dialogue.turns)
    if start + PACE * turns <= rows.today:
        return start, PACE
    start = max(rows.at(0, (0, 0)), rows.today - PACE * turns)
    return start, (rows.today - start) / turns


def _fact(
    rows: Rows, filled: Filled, fact: core.CoreFact, turns: Mapping[tuple[int, int], Values]
) -> Values:
    part = filled.parts[fact.part]
    if fact.turn is None:
        when = rows.at(fact.day, (20, 30))
        return rows.fact(part, fact.kind, fact.text, fact.said_by, when)
    turn = turns[fact.turn]
    source = ("turn", turn["id"])
    return rows.fact(part, fact.kind, fact.text, fact.said_by, turn["said_at"], source)


def _answers(run: core.CoreRun, parts: Mapping[str, int]) -> dict[str, Any]:
    return {
        "alarm": run.alarm,
        "unsafe": run.unsafe,
        "trigger": run.trigger,
        "sides": run.sides,
        "who": [parts[key] for key in run.who],
        "age": {str(parts[key]): said for key, said in run.age.items()},
        "today": {str(parts[key]): said for key, said in run.today.items()},
        "alarm_after": run.alarm_after,
        "closing": run.closing,
    }


def _texts(rows: Rows, filled: Filled, taken: set[str]) -> Iterator[Batch]:
    """A note and a line not yet said, unless the journal has its own there."""
    if CONTACTS not in taken:
        when = rows.at(30, (11, 0))
        yield Note, [rows.new(Note, place=CONTACTS, text=core.CONTACTS, touched=when)]
    number, said = core.DRAFT
    place = f"dialogue:{filled.dialogues[number]}"
    if place not in taken:
        when = rows.at(2, (22, 10))
        yield Draft, [rows.new(Draft, place=place, text=said, touched=when)]
