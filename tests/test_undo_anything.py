"""Undo gives back exactly what was, whatever was done: random verbs, nested, merged, failing.

Now and then the full-text index is held against one written from nothing. Each undo and redo
is held against the rows as they were at that point, drafts and view state aside.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from sqlalchemy import select

from ifs_desktop import resources_path, vault
from ifs_desktop.beliefs import edits as beliefs
from ifs_desktop.care import edits as care
from ifs_desktop.check_ins import edits as check_ins
from ifs_desktop.dialogue import edits as dialogue
from ifs_desktop.dialogue.guide import ANSWERS, STAGES
from ifs_desktop.dialogue.guiding import edits as guiding
from ifs_desktop.dialogue.guiding import queries as guiding_queries
from ifs_desktop.entries import edits as entries
from ifs_desktop.entries import queries as entries_queries
from ifs_desktop.exercises import catalogue
from ifs_desktop.exercises import edits as exercises
from ifs_desktop.exercises.leading import Leading
from ifs_desktop.exercises.own import edits as own_exercises
from ifs_desktop.exercises.own.queries import own_files
from ifs_desktop.inbox import edits as inbox
from ifs_desktop.letters import edits as letters
from ifs_desktop.map import areas, arranging, copying, layout
from ifs_desktop.map import edits as maps
from ifs_desktop.map import queries as maps_queries
from ifs_desktop.map.geometry import Rect
from ifs_desktop.map.out import queries as maps_out
from ifs_desktop.map.out.edits import bring_in
from ifs_desktop.mediation import edits as mediation
from ifs_desktop.mediation import queries as rooms
from ifs_desktop.parts import edits as parts
from ifs_desktop.parts import permissions
from ifs_desktop.parts.veiling import edits as veiling
from ifs_desktop.people import edits as people
from ifs_desktop.promises import edits as promises
from ifs_desktop.rest import edits as rest
from ifs_desktop.rest import queries as places
from ifs_desktop.store import Ref, Store, sample
from ifs_desktop.store.images import Encoded
from ifs_desktop.store.schema import (
    AREA_KINDS,
    CHANNELS,
    CHECK_IN_KINDS,
    IMPRESSION_KINDS,
    MOMENT_KINDS,
    PROMISE_CAME,
    READING_KINDS,
    RELATION_KINDS,
    ROLES,
    STEP_STATES,
    TOOK_IN,
    Agreement,
    Answer,
    Area,
    Belief,
    BeliefVersion,
    CheckIn,
    Dialogue,
    Entry,
    Fact,
    Impression,
    Letter,
    Material,
    Mediation,
    Member,
    Moment,
    Note,
    Opinion,
    Part,
    PartsMap,
    Permission,
    Person,
    Placement,
    Prediction,
    Promise,
    Reading,
    Relation,
    Row,
    Run,
    SmallStep,
    Template,
    TookIn,
    Turn,
    now,
)
from ifs_desktop.trash import edits as trash
from ifs_desktop.trash import queries as trash_queries
from tests.conftest import CHEAP, PASSWORD
from tests.helpers.journal import Dump, dangling, dump, indexed, indexed_anew

LEADS_ON_TEXT = """---
title: Leads on
section: S
level: green
length: L
purpose: P
needs: N
steps:
  - key: there
    kind: hand_over
    to: map
    button: To a map
    next: end
  - key: end
    kind: closing
    boxes:
      open: Open?
---
## there
### There
Go.
## end
### End
Rest.
"""
LEADS_ON = catalogue.read(Path("leads-on.md"), LEADS_ON_TEXT)
EXERCISE = catalogue.read_file(Path(resources_path.path("exercises", "then-or-now.md")))
BODY = Rect(-40, -36, 40, 84)
KINDS_OF_FACT = ("job", "fear", "body")
DELETABLE = (
    *(Part, Fact, PartsMap, Placement, Relation, Dialogue, Member, Turn, Run, Answer, Note),
    *(Permission, Mediation, Agreement, Letter, Promise),
    *(Person, Moment, TookIn, Opinion, SmallStep, Prediction, Area),
)

WORDS = st.sampled_from(
    (
        "The Watchful One",
        "守夜人在门口",
        "Zoë   quietly",
        "ผู้เฝ้าประตู",
        "**Slam** the door",
        "a",
        "مُحَمَّد keeps watch",
        "the lamp and the chair",
        "…",
    )
)
PICK = st.integers(0, 10_000)
PLACE = st.tuples(st.integers(-900, 900), st.integers(-900, 900))


class Failed(Exception):
    """Raised in the middle of an edit, on purpose."""


@cache
def new_journal() -> Path:
    """The file of a new journal; making its tables anew each time would take half of the test."""
    folder = Path(tempfile.mkdtemp())
    made = vault.create(folder / "a.ifsjournal", PASSWORD, data_dir=folder / "data", kdf=CHEAP)
    Store.open(made).close()
    made.close()
    return made.path


class AnyEdits(RuleBasedStateMachine):
    """One encrypted journal, and somebody who does anything at all in it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        path = Path(shutil.copy(new_journal(), self.folder))
        self.vault = vault.unlock(path, PASSWORD, data_dir=self.folder / "data")
        self.store = Store.open(self.vault)
        self.before: list[Dump] = []  # the rows before each step that can be undone
        self.after: list[Dump] = []  # the rows after each step that can be done again
        self.now = dump(self.vault.engine)
        self.checks = 0

    @initialize(filled=st.booleans())
    def begin(self, filled: bool) -> None:
        if filled:
            sample.fill(self.store)
        maps.ensure_map(self.store)
        self.now = dump(self.vault.engine)

    # What the person does

    def some(self, table: type[Row], pick: int) -> int | None:
        """The id of one row of a table, or None if it is empty."""
        with self.store.read() as session:
            ids = session.scalars(select(table.id).order_by(table.id)).all()
        return ids[pick % len(ids)] if ids else None

    def speaker(self, pick: int) -> int | None:
        """The id of a part that may speak, or None."""
        with self.store.read() as session:
            ids = session.scalars(select(Part.id).where(Part.role != "exile")).all()
        return ids[pick % len(ids)] if ids else None

    def verb(self, number: int, pick: int, other: int, words: str, at: tuple[int, int]) -> None:
        """One verb of a feature, if there is something to do it with."""
        verbs: tuple[Callable[[int, int, str, tuple[int, int]], None], ...] = (
            self.on_parts,
            self.on_profiles,
            self.on_veils,
            self.on_relations,
            self.on_permissions,
            self.on_maps,
            self.on_whole_maps,
            self.on_many_parts,
            self.on_areas,
            self.on_dialogues,
            self.on_turns,
            self.on_guide,
            self.on_mediations,
            self.on_closing,
            self.on_exercises,
            self.on_impressions,
            self.on_letters,
            self.on_beliefs,
            self.on_places,
            self.on_people,
            self.on_small_steps,
            self.on_entries,
            self.on_check_ins,
            self.on_rows,
        )
        verbs[number % len(verbs)](pick, other, words, at)

    def on_parts(self, pick: int, other: int, words: str, at: tuple[int, int]) -> None:
        part, fact = self.some(Part, pick), self.some(Fact, pick)
        role = ROLES[other % len(ROLES)]
        if part is None or other % 6 == 0:
            parts.add_part(self.store, name=words, role=role)
        elif other % 6 == 1:
            parts.rename_part(self.store, part_id=part, name=words, visit=other % 3)
        elif other % 6 == 2:
            parts.set_role(self.store, part_id=part, role=role)
        elif other % 6 == 3:
            kind = KINDS_OF_FACT[pick % 3]
            said = "" if pick % 5 == 0 else words
            parts.state_fact(self.store, part_id=part, kind=kind, text=said, visit=other % 3)
        elif other % 6 == 4:
            parts.put_away_part(self.store, part_id=part)
        elif fact is not None and pick % 2:
            parts.set_sayer(self.store, fact_id=fact, said_by="guess")
        elif fact is not None:
            parts.put_away_fact(self.store, fact_id=fact)

    def on_profiles(self, pick: int, other: int, words: str, at: tuple[int, int]) -> None:
        part, fact, reading = (self.some(table, pick) for table in (Part, Fact, Reading))
        if part is not None and other % 7 < 2:
            kind = READING_KINDS[pick % 3]
            parts.add_reading(self.store, part_id=part, kind=kind, word=words, level=pick % 5)
        elif part is not None and other % 7 == 2:
            parts.add_fact(self.store, part_id=part, kind="need", text=words, visit=other % 3)
        elif part is not None and other % 7 == 3:
            self.look(part, pick)
        elif part is not None and other % 7 == 4:
            (parts.let_rest if pick % 2 else parts.wake)(self.store, part_id=part)
        elif fact is not None and other % 7 == 5:
            said = "" if pick % 5 == 0 else words
            parts.reword_fact(self.store, fact_id=fact, text=said, visit=other % 3)
        elif reading is not None and part is not None and pick % 2:
            parts.change_reading(
                self.store, reading_id=reading, part_id=part, word=words, level=None
            )
        elif reading is not None:
            parts.put_away_reading(self.store, reading_id=reading)

    def look(self, part: int, pick: int) -> None:
        if pick % 3 == 0:
            parts.set_colour(self.store, part_id=part, colour="#4d7c57" if pick % 2 else None)
        elif pick % 3 == 1:
            emoji = ("🌱", "👍🏽", None)[pick % 9 // 3]
            parts.set_emoji(self.store, part_id=part, emoji=emoji, visit=pick % 2)
        else:
            image = Encoded("png", 1, 1, b"a picture") if pick % 2 else None
            parts.set_portrait(self.store, part_id=part, image=image)

    def on_veils(self, pick: int, other: int, words: str, at: tuple[int, int]) -> None:
        front, part = self.some(Part, pick), self.some(Part, other)
        if part is not None and other % 3 == 0:
            (veiling.lift_veil if pick % 2 else veiling.take_veil_away)(self.store, part_id=part)
        elif front is not None:
            again = part if pick % 4 == 0 and part != front else None
            name = "Behind {protector}"
            with self.store.edit("Leave a veil"):  # both are one step, as in an exercise
                behind = veiling.veil(self.store, protector_id=front, name=name, part_id=again)
                if behind is not None and behind != front:
                    maps.place_behind(self.store, part_id=behind, front_id=front)

    def on_relations(self, pick: int, other: int, words: str, at: tuple[int, int]) -> None:
        source, target, relation = (
            self.some(Part, pick),
            self.some(Part, other),
            self.some(Relation, pick),
        )
        kind = RELATION_KINDS[(pick + other) % len(RELATION_KINDS)]
        if relation is not None and pick % 3 == 0 and other % 2:
            tension = (None, *parts.TENSIONS)[other % 6]
            parts.set_tension(self.store, relation_id=relation, tension=tension)
        elif relation is not None and pick % 3 == 0:
            parts.set_relation_words(
                self.store, relation_id=relation, forth=words, back=words[:3], visit=other % 3
            )
        elif relation is not None and other % 4 == 1:
            parts.change_relation(self.store, relation_id=relation, kind=kind)
        elif relation is not None and other % 4 == 2:
            parts.reverse_relation(self.store, relation_id=relation)
        elif relation is not None and other % 4 == 3:
            parts.put_away_relation(self.store, relation_id=relation)
        elif source is not None and target is not None and source != target:
            parts.relate(self.store, source_id=source, target_id=target, kind=kind)

    def on_permissions(self, pick: int, other: int, words: str, at: tuple[int, int]) -> None:
        exile, by = self.some(Part, pick), self.some(Part, other)
        where = self.some(Dialogue, pick)
        if exile is not None and where is not None and exile != by:
            said = "nobody" if by is None else ("yes", "not_now")[other % 2]
            permissions.record_answer(
                self.store,
                exile_id=exile,
                protector_id=by,
                answer=said,
                where=Ref("dialogue", where),
                condition=words,
            )

    def on_maps(self, pick: int, other: int, words: str, at: tuple[int, int]) -> None:
        on, part = self.some(PartsMap, pick), self.some(Part, other)
        if on is None or other % 8 == 7:
            if on is None or pick % 2:
                maps.new_map(self.store, name=words)
                return
            drawn = maps_out.whole(self.store, on)
            if drawn is not None:  # the second time its frames come twice, its parts do not
                bring_in(self.store, replace(drawn, name=words))
            return
        with self.store.read() as session:
            placed = session.scalars(select(Placement.id).where(Placement.map_id == on)).all()
        if places.place(self.store, on) is not None:
            part = self.speaker(other)  # in a place to rest an exile needs the gate
        if part is not None and other % 8 in (0, 1):
            maps.place_part(self.store, map_id=on, part_id=part, at=at)
        elif other % 8 in (2, 3):
            to = {id_: (at[0] + id_, at[1]) for id_ in placed}
            merge = ("nudge", on) if other % 8 == 3 else None
            maps.move_parts(self.store, map_id=on, places=to, self_place=at, merge=merge)
        elif other % 8 == 4:
            maps.move_self(self.store, map_id=on, place=at)
        elif other % 8 == 5:
            maps.put_away_placements(self.store, map_id=on, placement_ids=placed[:2])
        elif other % 8 == 6:
            maps.rename_map(self.store, map_id=on, name=words)
        else:
            maps.new_part_on_map(self.store, map_id=on, name=words, role="protector", at=at)

    def on_many_parts(self, pick: int, other: int, words: str, at: tuple[int, int]) -> None:
        """Lining up, tidying, and copying from one map onto another."""
        shown = [maps_queries.picture(self.store, one.id) for one in maps_queries.maps(self.store)]
        known = [picture for picture in shown if picture is not None]
        if not known:
            return
        here, there = known[pick % len(known)], known[other % len(known)]
        boxes = {0: BODY, **{one.part.id: BODY for one in here.placed}}
        if other % 3 == 0:
            places = layout.tidied_places(here, boxes)
            layout.tidy(self.store, map_id=here.id, places=places)
        elif other % 3 == 1:
            standing = {one.id: ((one.x, one.y), BODY) for one in here.placed}
            places = arranging.distributed(standing, arranging.DIRECTIONS[pick % 2])
            layout.line_up(self.store, map_id=here.id, places=places)
        else:
            text = copying.copy(here, [one.part.id for one in here.placed])
            paste = copying.put_on if pick % 2 else copying.paste
            paste(self.store, map_id=there.id, copied=copying.read(text))

    def on_whole_maps(self, pick: int, other: int, words: str, at: tuple[int, int]) -> None:
        on, last = self.some(PartsMap, pick), self.some(PartsMap, other)
        with self.store.read() as session:
            here = session.scalars(select(Placement.id).where(Placement.map_id == on)).all()
            known = session.scalars(select(Part.id)).all()
        some = here[: 1 + pick % 3]
        if on is None or last is None or other % 14 == 0:
            maps.new_map(self.store, name=words, about=words, part_ids=known[: pick % 9])
        elif other % 14 == 1:
            maps.duplicate_map(self.store, map_id=on, name=words)
        elif other % 14 == 2:
            maps.archive_map(self.store, map_id=on)
        elif other % 14 == 3:
            maps.unarchive_map(self.store, map_id=on)
        elif other % 14 == 4:
            maps.put_map_away(self.store, map_id=on)
        elif other % 14 == 5:
            maps.order_maps(self.store, map_ids=list(dict.fromkeys((last, on))))
        elif other % 14 == 6:
            maps.set_about(self.store, map_id=on, about=words, visit=pick % 2)
        elif other % 14 == 7:
            maps.set_legend(self.store, map_id=on, size=words, colour="", visit=pick % 2)
        elif other % 14 == 8:
            maps.resize(self.store, map_id=on, sizes=dict.fromkeys(some, at[0] / 300))
        elif other % 14 == 9:
            maps.set_fade(self.store, map_id=on, fades=dict.fromkeys(some, at[1] / 900))
        elif other % 14 == 10:
            maps.pin(self.store, map_id=on, placement_ids=some, pinned=bool(pick % 2))
        elif other % 14 == 11:
            numbers = dict.fromkeys(some, None if pick % 4 == 0 else pick)
            maps.number(self.store, map_id=on, numbers=numbers)
        elif other % 14 == 12 and places.place(self.store, on) is None:
            maps.someone_on_map(self.store, map_id=on, name=words, at=at)
        else:
            maps.new_part_on_map(
                self.store, map_id=on, name=words, role="manager", at=at, number=pick
            )

    def on_areas(self, pick: int, other: int, words: str, at: tuple[int, int]) -> None:
        on, area = self.some(PartsMap, pick), self.some(Area, pick)
        box = (*at, 40 + pick % 500, 60)
        if on is None:
            return
        if area is None or other % 6 == 0:
            kind = AREA_KINDS[pick % len(AREA_KINDS)]
            areas.add_area(self.store, map_id=on, kind=kind, text=words, box=box)
        elif other % 6 == 1:
            areas.change_area(self.store, area_id=area, text=words, merge=("words", other % 4))
        elif other % 6 == 2:
            areas.change_area(self.store, area_id=area, box=box)
        elif other % 6 == 3:
            colour = None if pick % 3 == 0 else "#aabbcc"
            areas.change_area(self.store, area_id=area, colour=colour)
        elif other % 6 == 4:
            areas.put_area_away(self.store, area_id=area)
        else:
            maps.move_parts(self.store, map_id=on, places={}, areas={area: at})

    def on_dialogues(self, pick: int, other: int, words: str, at: tuple[int, int]) -> None:
        where, part = self.some(Dialogue, pick), self.speaker(other)
        if where is None or other % 5 == 0:
            here = [] if part is None else [part]
            dialogue.start_dialogue(self.store, title=words, part_ids=here)
        elif part is not None and other % 5 in (1, 2):
            dialogue.invite(self.store, dialogue_id=where, part_id=part)
        elif part is not None and other % 5 == 3:
            dialogue.leave_out(self.store, dialogue_id=where, part_id=part)
        elif pick % 2:
            dialogue.rename_dialogue(self.store, dialogue_id=where, title=words)
        else:
            dialogue.put_away_dialogue(self.store, dialogue_id=where)

    def on_mediations(self, pick: int, other: int, words: str, at: tuple[int, int]) -> None:
        left, right, made = self.speaker(pick), self.speaker(other), self.some(Agreement, pick)
        here = self.some(Mediation, pick)
        row = None
        if here is not None:
            with self.store.read() as session:
                dialogue_id = session.get_one(Mediation, here).dialogue_id
            row = rooms.room(self.store, dialogue_id)
        day = date(2026, 12, 1 + pick % 28)
        if made is not None and other % 7 == 1:
            mediation.keep_agreement(self.store, agreement_id=made, how=words, review_on=day)
        elif made is not None and other % 7 == 2:
            mediation.end_agreement(self.store, agreement_id=made, how=words)
        elif row is not None and other % 7:
            self.in_the_room(row, words, day, willing=other % 2 == 0)
        elif left is not None and right is not None and left != right:
            mediation.begin(self.store, left_id=left, right_id=right, conflict=words)

    def in_the_room(self, row: rooms.RoomRow, words: str, day: date, *, willing: bool) -> None:
        """Whatever is asked there, answered or passed."""
        here, step = row.dialogue_id, row.room.step
        seated = row.seated(step.seat)
        where = Ref("dialogue", here)
        if row.room.closed:
            mediation.reopen(self.store, dialogue_id=here)
        elif step.round == "agreement" and willing:
            mediation.agree(self.store, dialogue_id=here, text=words, review_on=day)
        elif step.round == "agreement":
            mediation.part_without(self.store, dialogue_id=here)
        elif step.round == "thanks" and row.room.decided:
            mediation.close(self.store, dialogue_id=here, thanks=words if willing else "")
        elif step.round == "check" and willing:
            mediation.feel(self.store, dialogue_id=here, word=words)
        elif step.round == "conflict" and willing:
            mediation.name_conflict(self.store, dialogue_id=here, text=words)
        elif step.round in ("check", "conflict", "thanks") or not willing:
            mediation.go_back(self.store, dialogue_id=here)
        elif seated is None or permissions.may_approach(self.store, seated.id, where).open:
            mediation.speak(self.store, dialogue_id=here, text=words)
        else:
            mediation.pass_on(self.store, dialogue_id=here)

    def on_turns(self, pick: int, other: int, words: str, at: tuple[int, int]) -> None:
        where, turn = self.some(Dialogue, pick), self.some(Turn, other)
        speaker = self.speaker(pick) if pick % 3 else None
        if turn is not None and pick % 2:
            self.on_order_of_turns(turn, pick, other, words)
        elif turn is not None and other % 4 == 0:
            dialogue.put_away_turn(self.store, turn_id=turn)
        elif turn is not None and other % 4 == 1:
            dialogue.reword(self.store, turn_id=turn, text=f"{words} {pick % 3}")
        elif where is not None:
            dialogue.say(self.store, dialogue_id=where, part_id=speaker, text=words)

    def on_order_of_turns(self, turn: int, pick: int, other: int, words: str) -> None:
        with self.store.read() as session:
            home = session.get_one(Turn, turn).dialogue_id
            beside = session.scalars(select(Turn.id).where(Turn.dialogue_id == home)).all()
        near = beside[pick % len(beside)]
        if other % 5 == 0:
            dialogue.move_turns(self.store, turn_ids=[turn], before=near)
        elif other % 5 == 1:
            dialogue.split_turn(self.store, turn_id=turn, first=words, second="the rest")
        elif other % 5 == 2 and near != turn:
            dialogue.join_turns(self.store, first_id=turn, second_id=near)
        elif other % 5 == 3:
            dialogue.give_turns(self.store, turn_ids=[turn, near], part_id=self.speaker(pick))
        else:
            moment = now() - timedelta(minutes=pick % 90)
            dialogue.retime_turn(self.store, turn_id=turn, said_at=moment)

    def on_guide(self, pick: int, other: int, words: str, at: tuple[int, int]) -> None:
        """The six Fs of a dialogue; a step that is not possible now would spoil a nested edit."""
        where, part, turn = self.some(Dialogue, pick), self.speaker(other), self.some(Turn, other)
        found = None if where is None else guiding_queries.guide_of(self.store, where)
        if where is None or found is None or part is None:
            return
        top, here = found.thread.top, {"dialogue_id": where}
        if turn is not None and other % 7 == 6:
            source = Ref("turn", turn)
            said: dict[str, Any] = {"kind": "fear", "said_by": "part", "source": source}
            parts.keep_words(self.store, part_id=part, text=words, **said)
        elif top is None:
            guiding.begin_guide(self.store, part_id=part, **here)
        elif found.thread.resting and found.open:
            guiding.take_up(self.store, **here)
        elif found.thread.resting or other % 7 == 0:
            guiding.note_f(self.store, part_id=top.part_id, stage="find", words=words, **here)
        elif other % 7 == 1:
            guiding.set_aside(self.store, **here)
        elif other % 7 == 2:
            leave = guiding.step_back if len(found.thread.floors) > 1 else guiding.meet
            leave(self.store, **here)
        elif other % 7 == 3 and found.open:
            guiding.answer_toward(self.store, word=words, of=ANSWERS[pick % 3], level=2, **here)
        elif other % 7 == 4 and found.open and not top.shut:
            guiding.go_to(self.store, stage=STAGES[pick % 6], **here)
        else:
            guiding.turn_to(self.store, part_id=part, **here)

    def on_closing(self, pick: int, other: int, words: str, at: tuple[int, int]) -> None:
        where = self.some(Dialogue, pick)
        if where is not None and other % 2:
            waits = None if other % 3 == 0 else words
            thanks = words if pick % 2 else ""
            dialogue.close_dialogue(self.store, dialogue_id=where, thanks=thanks, unfinished=waits)
        elif where is not None:
            channel = (None, *CHANNELS)[pick % (len(CHANNELS) + 1)]
            dialogue.set_channel(self.store, dialogue_id=where, channel=channel)

    def on_exercises(self, pick: int, other: int, words: str, at: tuple[int, int]) -> None:
        run, part = self.some(Run, pick), self.some(Part, other)
        given: list[tuple[str, Any]] = [
            ("alarm", pick % 11),
            ("unsafe", "then"),
            ("trigger", words),
            ("sides", {"like": words}),
            ("who", [] if part is None else [part]),
            ("age", {} if part is None else {str(part): words}),
            ("closing", {"thanks": words} if pick % 2 else {}),
        ]
        key, value = given[other % len(given)]
        answer = EXERCISE.step(key).kind.load(value)
        visit = 1 + other % 2
        if run is None or pick % 7 == 0:
            exercises.begin(self.store, exercise=EXERCISE, key=key, answer=answer, visit=pick + 100)
        elif pick % 7 == 1:
            exercises.go_to(self.store, exercise=EXERCISE, run_id=run, key=key, visit=other % 2)
        elif pick % 7 == 2:
            exercises.finish(self.store, exercise=EXERCISE, run_id=run, visit=other % 2)
        elif pick % 7 == 3:
            exercises.put_away_run(self.store, run_id=run)
        elif pick % 7 == 4:
            day = date(2026, 1, 1 + other % 28) if other % 3 else None
            with self.store.edit("Lead over"):  # one verb, one step
                exercises.wait_until(self.store, exercise=LEADS_ON, run_id=run, day=day)
                exercises.lead_over(
                    self.store,
                    exercise=LEADS_ON,
                    run_id=run,
                    key="there",
                    leading=Leading("map", () if part is None else (part,), "Today"),
                    visit=visit,
                )
                if other % 2:
                    exercises.hand_over(self.store, exercise=LEADS_ON, run_id=run, to=None)
        elif pick % 7 == 5:
            mine = own_files(self.store)
            if mine and other % 3 == 0:
                own_exercises.put_away_own(self.store, slug=mine[0][0])
            else:
                text = LEADS_ON_TEXT + f"\nMore {other}.\n"
                own_exercises.keep_own(self.store, slug=f"mine-{other % 2}", text=text)
        else:
            exercises.answer(
                self.store, exercise=EXERCISE, run_id=run, key=key, answer=answer, visit=visit
            )

    def on_impressions(self, pick: int, other: int, words: str, at: tuple[int, int]) -> None:
        here, part = self.some(Impression, pick), self.some(Part, other)
        kind = (None, *IMPRESSION_KINDS)[other % 5]
        if here is None or other % 7 == 0:
            inbox.jot(self.store, text=words, kind=kind)
        elif other % 7 == 1:
            inbox.reword(self.store, impression_id=here, text=words, kind=kind)
        elif other % 7 == 2 and part is not None:
            inbox.sort_onto(self.store, impression_ids=[here, pick % 7], part_id=part)
        elif other % 7 == 3:
            inbox.sort_onto_new(self.store, impression_ids=[here], name=words, role="not_sure")
        elif other % 7 == 4:
            inbox.take_back(self.store, impression_ids=[here])
        elif other % 7 == 5:
            inbox.put_away(self.store, impression_ids=[here])
        else:
            put_away = trash_queries.listed(self.store, limit=5)
            trash.bring_back(self.store, refs=[one.ref for one in put_away[: 1 + pick % 3]])

    def on_people(self, pick: int, other: int, words: str, at: tuple[int, int]) -> None:
        whom, part, told = self.some(Person, pick), self.speaker(pick), self.some(Moment, other)
        if whom is None or other % 8 == 0:
            people.add_person(self.store, name=words, who=words)
        elif other % 8 == 1:
            people.change_person(self.store, person_id=whom, how=words, visit=pick % 3)
        elif other % 8 == 2:
            people.set_reach(self.store, person_id=whom, place=(None, 0, 1, 9)[pick % 4])
        elif other % 8 == 3:
            people.put_away_person(self.store, person_id=whom)
        elif other % 8 == 4 and told is not None and pick % 2:
            people.put_away_moment(self.store, moment_id=told)
        elif other % 8 < 6 or part is None:
            took = {} if part is None or pick % 3 == 0 else {part: TOOK_IN[pick % 3]}
            people.add_moment(
                self.store,
                kind=MOMENT_KINDS[pick % 2],
                text=words,
                person_id=whom if pick % 4 else None,
                happened=people.on_day(date(2026, 1 + pick % 12, 3)),
                took_in=took,
                moment_id=told if pick % 5 else None,
            )
        else:
            seen = self.some(Opinion, pick)
            if seen is not None and pick % 3 == 0:
                people.put_away_opinion(self.store, opinion_id=seen)
                return  # one verb, one step
            given = seen if pick % 3 == 1 else None
            people.add_opinion(
                self.store, person_id=whom, part_id=part, text=words, opinion_id=given
            )

    def on_small_steps(self, pick: int, other: int, words: str, at: tuple[int, int]) -> None:
        step, part = self.some(SmallStep, pick), self.speaker(other)
        if step is None or other % 6 == 0:
            people.plan_step(
                self.store,
                person_id=self.some(Person, pick),
                text=words,
                planned_on=date(2026, 12, 1 + pick % 28) if pick % 2 else None,
                step_id=step if pick % 3 else None,
            )
        elif other % 6 == 1:
            people.put_away_step(self.store, step_id=step)
        elif part is not None and other % 6 == 2:
            people.take_back_prediction(self.store, step_id=step, part_id=part)
        elif part is not None and other % 6 < 5:
            allowed = ("yes", "not_now", None)[pick % 3]
            people.predict(self.store, step_id=step, part_id=part, text=words, permission=allowed)
        else:
            fits: dict[int, people.Fit] = {} if part is None else {part: ("partly", words)}
            state = STEP_STATES[pick % 4]
            people.look_back(self.store, step_id=step, state=state, outcome=words, fits=fits)

    def on_letters(self, pick: int, other: int, words: str, at: tuple[int, int]) -> None:
        """Letters, their replies, and kindnesses; an exile is only written to through the gate."""
        part = self.speaker(pick)
        here, planned = self.some(Letter, pick), self.some(Promise, pick)
        if part is not None and other % 6 == 0:
            given = here if pick % 2 else None
            letters.write(self.store, part_id=part, text=words, source=None, letter_id=given)
        elif here is not None and other % 6 == 1:
            letters.reply(self.store, letter_id=here, text="" if pick % 3 else words)
        elif here is not None and other % 6 == 2:
            letters.put_away(self.store, letter_id=here)
        elif planned is not None and other % 6 == 3:
            came = (None, *PROMISE_CAME)[other % 5]
            promises.answer(self.store, promise_id=planned, came=came, note=words)
        elif planned is not None and other % 6 == 4:
            promises.put_away(self.store, promise_id=planned)
        else:
            day = date(2026, 12, 1 + pick % 28)
            whom: dict[str, Any] = {"part_id": part if pick % 2 else None, "source": None}
            given = planned if pick % 3 else None
            promises.promise(
                self.store, kind="kindness", text=words, due_on=day, promise_id=given, **whom
            )

    def on_beliefs(self, pick: int, other: int, words: str, at: tuple[int, int]) -> None:
        here, version = self.some(Belief, pick), self.some(BeliefVersion, other)
        if here is None or other % 5 == 0:
            part = self.speaker(pick)
            own = part is None and bool(other % 2)
            given = here if other % 3 else None
            beliefs.hold(self.store, text=words, part_id=part, own=own, belief_id=given)
        elif other % 5 in (1, 2):
            given = version if other % 5 == 1 else None
            beliefs.version(
                self.store,
                belief_id=here,
                source=Ref("run", 1 + pick % 3),
                version_id=given,
                strength=at[0] % 101,
                fair=words,
            )
        elif other % 5 == 3:
            beliefs.take_back(self.store, version_id=version, belief_id=here)
        else:
            beliefs.put_away(self.store, belief_id=here)

    def on_places(self, pick: int, other: int, words: str, at: tuple[int, int]) -> None:
        """Places to rest and their containers; that parts come and go is the map's."""
        known = [place.map_id for place in places.places(self.store)]
        here = known[pick % len(known)] if known else None
        held = self.some(Material, pick)
        if here is None or other % 6 == 0:
            rest.build(self.store, name=words, map_id=here if pick % 2 else None, sight=words)
        elif other % 6 == 1:
            rest.put_in(self.store, map_id=here, text=words)
        elif other % 6 == 2 and held is not None:
            rest.take_out(self.store, material_id=held)
        elif other % 6 == 3:
            rest.name_container(self.store, map_id=here, text=words)
        elif other % 6 == 4:
            rest.take_back(self.store, map_id=here)
        else:
            rest.put_away(self.store, map_id=here)

    def on_entries(self, pick: int, other: int, words: str, at: tuple[int, int]) -> None:
        entry, template = self.some(Entry, pick), self.some(Template, other)
        detail = None if entry is None else entries_queries.entry(self.store, entry)
        if entry is None or other % 8 == 0:
            entries.begin_entry(self.store, text=f"{words} @{words}", visit=other % 3)
        elif other % 8 == 1:
            text = f"{words} @The Watchful One @{words}"
            entries.write_entry(self.store, entry_id=entry, title=words, text=text, visit=other % 3)
        elif other % 8 == 2:
            entries.put_away_entry(self.store, entry_id=entry)
        elif other % 8 == 3:
            happened = now() - timedelta(hours=pick)
            entries.move_entry(self.store, entry_id=entry, happened=happened)
        elif other % 8 == 4:
            entries.tag_entry(self.store, entry_id=entry, name=words)
        elif other % 8 == 5 and detail is not None and detail.tags:
            entries.untag_entry(self.store, entry_id=entry, name=detail.tags[0])
        elif template is None or other % 8 == 6:
            entries.keep_template(self.store, name=words, text=words)
        elif pick % 2:
            entries.rename_template(self.store, template_id=template, name=words)
        else:
            entries.put_away_template(self.store, template_id=template)

    def on_check_ins(self, pick: int, other: int, words: str, at: tuple[int, int]) -> None:
        here, part = self.some(CheckIn, pick), self.some(Part, other)
        if here is not None and other % 5 == 0:
            check_ins.take_back(self.store, check_in_id=here, visit=pick % 3)
        elif here is not None and other % 5 == 1:
            check_ins.put_away(self.store, check_in_id=here)
        else:
            check_ins.check_in(
                self.store,
                kind=CHECK_IN_KINDS[pick % 4],
                present={} if part is None or pick % 3 == 0 else {part: words},
                room=(None, 0, 4)[other % 3],
                body=words if pick % 2 else "",
                before=other % 11,
                check_in_id=here if other % 2 else None,
                visit=pick % 3,
            )

    def on_rows(self, pick: int, other: int, words: str, at: tuple[int, int]) -> None:
        """Plain rows, as a feature to come may treat them: deleted, brought back, changed twice."""
        table = DELETABLE[pick % len(DELETABLE)]
        chosen = self.some(table, other)
        if other % 3 == 0:
            care.write_contacts(self.store, text=words)
        elif chosen is not None and other % 3 == 1:
            with self.store.edit("Delete") as session:
                session.delete(session.get_one(table, chosen))
        elif chosen is not None and hasattr(table, "put_away"):
            with self.store.edit("Away and back") as session:
                row: Any = session.get_one(table, chosen)
                row.put_away = now()
                session.flush()
                row.put_away = None if other % 2 else now()

    # The rules

    @rule(number=PICK, pick=PICK, other=PICK, words=WORDS, at=PLACE)
    def do(self, number: int, pick: int, other: int, words: str, at: tuple[int, int]) -> None:
        self.verb(number, pick, other, words, at)
        self.follow()

    @rule(
        verbs=st.lists(st.tuples(PICK, PICK, PICK, WORDS, PLACE), min_size=1, max_size=4),
        merge=st.sampled_from((None, ("typing", 1))),
        fails=st.booleans(),
    )
    def do_nested(
        self,
        verbs: list[tuple[int, int, int, str, tuple[int, int]]],
        merge: tuple[object, ...] | None,
        fails: bool,
    ) -> None:
        """Several verbs as one step; sometimes the last thing that happens is an error."""
        try:
            with self.store.edit("Several", merge=merge):
                for arguments in verbs:
                    self.verb(*arguments)
                if fails:
                    raise Failed
        except Failed:
            assert dump(self.vault.engine) == self.now
        self.follow()

    @rule(words=WORDS, pick=PICK)
    def type_a_draft(self, words: str, pick: int) -> None:
        """Never a step, and never in the way of one."""
        self.store.keep_draft(f"dialogue:{pick % 5}", words)
        self.store.set_state("page", [pick % 3, words])
        assert dump(self.vault.engine) == self.now

    @precondition(lambda self: self.before)
    @rule(steps=st.integers(1, 6))
    def undo(self, steps: int) -> None:
        for _ in range(min(steps, len(self.before))):
            label = self.store.undo_label
            step = self.store.undo()
            assert step is not None and step.label == label == self.store.redo_label
            self.after.append(self.now)
            self.now = dump(self.vault.engine)
            assert self.now == self.before.pop()
        self.check()

    @precondition(lambda self: self.after)
    @rule(steps=st.integers(1, 6))
    def redo(self, steps: int) -> None:
        for _ in range(min(steps, len(self.after))):
            label = self.store.redo_label
            step = self.store.redo()
            assert step is not None and step.label == label == self.store.undo_label
            self.before.append(self.now)
            self.now = dump(self.vault.engine)
            assert self.now == self.after.pop()
        self.check()

    # What holds

    def follow(self) -> None:
        """Take note of what an edit did to the rows and to the steps that can be undone."""
        was, self.now = self.now, dump(self.vault.engine)
        steps = len(self.store._history.done)
        if steps == len(self.before) + 1:
            self.before.append(was)
        elif steps == len(self.before) - 1:  # typing that ended where it had begun
            assert self.now == self.before.pop()
        else:  # nothing changed, or it joined the step before
            assert steps == len(self.before)
        if self.store.redo_label is None:
            self.after.clear()
        else:
            assert self.now == was
        assert (self.store.undo_label is None) == (not self.before)
        self.check()

    def check(self) -> None:
        """The references hold at each point, and the index, which takes long, at some of them."""
        self.checks += 1
        assert dangling(self.vault.engine) == []
        if self.checks % 4 == 0:
            self.check_index()

    def check_index(self) -> None:
        """It is held against one that is written from nothing."""
        assert indexed(self.vault.engine) == indexed_anew(self.vault.engine)

    def teardown(self) -> None:
        """All the way back, all the way forward, and back again."""
        try:
            self.redo(len(self.after))
            end = self.now
            start = self.before[0] if self.before else end
            for _ in range(2):
                self.undo(len(self.before))
                assert self.now == start and self.store.undo() is None
                self.redo(len(self.after))
                assert self.now == end and self.store.redo() is None
            self.check_index()
        finally:
            self.store.close()
            self.vault.abandon()
            shutil.rmtree(self.folder)


USUAL = settings(
    max_examples=6,
    stateful_step_count=28,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    print_blob=True,
)


def run(with_settings: settings) -> None:
    """Let chance try to break undo."""
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(AnyEdits, settings=with_settings)


def test_undo_gives_back_what_was_whatever_was_done() -> None:
    run(USUAL)


@pytest.mark.long
def test_undo_gives_back_what_was_for_longer() -> None:
    run(settings(USUAL, max_examples=60, stateful_step_count=50))
