"""Whatever is done to maps: back to the start, on to the end, and the same after a lock.

A verb is a line in VERBS: a method that does one thing to the map it is given, if it can.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from ifs_desktop import vault
from ifs_desktop.map import areas, arranging, copying, edits, layout, queries
from ifs_desktop.map.geometry import Rect
from ifs_desktop.map.queries import Picture
from ifs_desktop.parts import edits as parts
from ifs_desktop.store import Store
from ifs_desktop.store.schema import AREA_KINDS, RELATION_KINDS, ROLES
from tests.conftest import CHEAP, PASSWORD
from tests.helpers.figures import Rounds
from tests.helpers.journal import Dump, dump

Pictures = dict[int, Picture]
Place = tuple[int, int]
BOX = Rect(-40, -36, 40, 84)
PICK = st.integers(0, 999)
PLACE = st.tuples(st.integers(-900, 900), st.integers(-900, 900))
WORDS = st.sampled_from(("Slam", "守夜人", "مُحَمَّد keeps watch", "Zoë  quietly", "…"))


@cache
def new_journal() -> Path:
    """The file of a new journal, to be copied."""
    folder = Path(tempfile.mkdtemp())
    made = vault.create(folder / "a.ifsjournal", PASSWORD, data_dir=folder / "data", kdf=CHEAP)
    Store.open(made).close()
    made.close()
    return made.path


class AnyMapEdits(RuleBasedStateMachine):
    """One encrypted journal, and somebody who does anything at all to its maps."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = Path(shutil.copy(new_journal(), self.folder))
        self.open()

    def open(self) -> None:
        self.vault = vault.unlock(self.path, PASSWORD, data_dir=self.folder / "data")
        self.store = Store.open(self.vault)
        self.before: list[Pictures] = []  # what was seen before each step that can be undone
        self.after: list[Pictures] = []  # and after each that can be done again

    @initialize(many=st.integers(0, 6))
    def begin(self, many: int) -> None:
        self.map_id = edits.ensure_map(self.store)
        for number in range(many):
            edits.new_part_on_map(
                self.store,
                map_id=self.map_id,
                name=f"Part {number}",
                role=ROLES[number % len(ROLES)],
                at=(number * 90, number * 40),
            )
        self.store._history.clear()
        self.start = self.now = self.pictures()

    def pictures(self) -> Pictures:
        """Every map as it is seen."""
        found = [queries.picture(self.store, card.id) for card in queries.maps(self.store)]
        return {picture.id: picture for picture in found if picture is not None}

    # What the person does. ``pick`` and ``other`` choose whom and how.

    def place(self, on: Picture, pick: int, other: int, words: str, at: Place) -> None:
        here = {one.part.id for seen in self.now.values() for one in seen.placed}
        if here:
            edits.place_part(
                self.store, map_id=on.id, part_id=sorted(here)[pick % len(here)], at=at
            )

    def new_part(self, on: Picture, pick: int, other: int, words: str, at: Place) -> None:
        role = ROLES[other % len(ROLES)]
        number = None if pick % 3 else pick
        edits.new_part_on_map(self.store, map_id=on.id, name=words, role=role, at=at, number=number)

    def veil(self, on: Picture, pick: int, other: int, words: str, at: Place) -> None:
        edits.someone_on_map(self.store, map_id=on.id, name=words, at=at)

    def move(self, on: Picture, pick: int, other: int, words: str, at: Place) -> None:
        to = {i: (at[0] + i, at[1]) for i in self.some(on, pick)}
        lying = {area.id: at for area in on.areas[: pick % 2]}
        edits.move_parts(
            self.store,
            map_id=on.id,
            places=to,
            self_place=at if pick % 3 == 0 else None,
            areas=lying,
            merge=("nudge", on.id) if other % 2 else None,
        )

    def take_off(self, on: Picture, pick: int, other: int, words: str, at: Place) -> None:
        edits.put_away_placements(self.store, map_id=on.id, placement_ids=self.some(on, pick)[:2])

    def relate(self, on: Picture, pick: int, other: int, words: str, at: Place) -> None:
        ids = [one.part.id for one in on.placed]
        kind = RELATION_KINDS[pick % len(RELATION_KINDS)]
        if on.links and other % 4 == 0:
            parts.change_relation(self.store, relation_id=on.links[0].id, kind=kind)
        elif on.links and other % 4 == 1:
            parts.reverse_relation(self.store, relation_id=on.links[-1].id)
        elif on.links and other % 4 == 2 and pick % 2:
            parts.put_away_relation(self.store, relation_id=on.links[0].id)
        elif len(ids) > 1 and ids[pick % len(ids)] != ids[other % len(ids)]:
            source, target = ids[pick % len(ids)], ids[other % len(ids)]
            parts.relate(self.store, source_id=source, target_id=target, kind=kind)

    def rename(self, on: Picture, pick: int, other: int, words: str, at: Place) -> None:
        for one in on.placed[: pick % 2]:
            parts.rename_part(self.store, part_id=one.part.id, name=words)
        if not pick % 2:
            edits.rename_map(self.store, map_id=on.id, name=words)

    def put_part_away(self, on: Picture, pick: int, other: int, words: str, at: Place) -> None:
        for one in on.placed[pick % 5 : pick % 5 + 1]:
            parts.put_away_part(self.store, part_id=one.part.id)

    def resize(self, on: Picture, pick: int, other: int, words: str, at: Place) -> None:
        sizes = dict.fromkeys(self.some(on, pick), at[0] / 300)
        merge = ("size", on.id) if other % 2 else None
        edits.resize(self.store, map_id=on.id, sizes=sizes, merge=merge)

    def fade(self, on: Picture, pick: int, other: int, words: str, at: Place) -> None:
        fades = dict.fromkeys(self.some(on, pick), at[1] / 900)
        edits.set_fade(self.store, map_id=on.id, fades=fades)

    def pin(self, on: Picture, pick: int, other: int, words: str, at: Place) -> None:
        ids = self.some(on, pick)
        edits.pin(self.store, map_id=on.id, placement_ids=ids, pinned=bool(other % 2))

    def number(self, on: Picture, pick: int, other: int, words: str, at: Place) -> None:
        numbers = {i: None if other % 4 == 0 else n for n, i in enumerate(self.some(on, pick), 1)}
        edits.number(self.store, map_id=on.id, numbers=numbers)

    def tidy(self, on: Picture, pick: int, other: int, words: str, at: Place) -> None:
        boxes = {0: BOX, **{one.part.id: BOX for one in on.placed}}
        layout.tidy(self.store, map_id=on.id, places=layout.tidied_places(on, boxes))
        again = queries.picture(self.store, on.id)
        assert again is not None
        places = layout.tidied_places(again, boxes)
        assert all(places[p.id] == (p.x, p.y) for p in again.placed if p.id in places)

    def line_up(self, on: Picture, pick: int, other: int, words: str, at: Place) -> None:
        chosen = set(self.some(on, pick))
        standing = {one.id: ((one.x, one.y), BOX) for one in on.placed if one.id in chosen}
        found = arranging.aligned(standing, arranging.WAYS[other % 6])
        layout.line_up(self.store, map_id=on.id, places=found)

    def paste(self, on: Picture, pick: int, other: int, words: str, at: Place) -> None:
        source = list(self.now.values())[other % len(self.now)]
        text = copying.copy(source, [one.part.id for one in source.placed])
        copied = copying.read(text)
        if pick % 2:
            copying.paste(self.store, map_id=on.id, copied=copied, at=at)
        else:
            copying.put_on(self.store, map_id=on.id, copied=copied)

    def lay_area(self, on: Picture, pick: int, other: int, words: str, at: Place) -> None:
        kind = AREA_KINDS[pick % len(AREA_KINDS)]
        areas.add_area(
            self.store, map_id=on.id, kind=kind, text=words, box=(*at, 60 + pick, 50 + other)
        )

    def change_area(self, on: Picture, pick: int, other: int, words: str, at: Place) -> None:
        if not on.areas:
            return
        area = on.areas[pick % len(on.areas)].id
        if other % 4 == 0:
            areas.put_area_away(self.store, area_id=area)
        elif other % 4 == 1:
            areas.change_area(self.store, area_id=area, colour="#aabbcc" if pick % 2 else None)
        elif other % 4 == 2:
            areas.change_area(self.store, area_id=area, box=(*at, 90, 90), merge=("pull", area))
        else:
            areas.change_area(self.store, area_id=area, text=words)

    def legend(self, on: Picture, pick: int, other: int, words: str, at: Place) -> None:
        said = words if pick % 2 else ""
        edits.set_legend(self.store, map_id=on.id, size=said, colour=words, visit=other % 2)

    def maps(self, on: Picture, pick: int, other: int, words: str, at: Place) -> None:
        if other % 7 == 0:
            edits.duplicate_map(self.store, map_id=on.id, name=words)
        elif other % 7 == 1:
            ids = [one.part.id for one in on.placed]
            edits.new_map(self.store, name=words, about=words, part_ids=ids)
        elif other % 7 == 2:
            edits.archive_map(self.store, map_id=on.id)
        elif other % 7 == 3:
            edits.unarchive_map(self.store, map_id=on.id)
        elif other % 7 == 4:
            edits.order_maps(self.store, map_ids=sorted(self.now, reverse=True))
        elif other % 7 == 5:
            edits.set_about(self.store, map_id=on.id, about=words, visit=pick % 2)
        elif len(self.now) > 1:
            edits.put_map_away(self.store, map_id=on.id)

    def some(self, on: Picture, pick: int) -> list[int]:
        """Some placements of a map."""
        return [one.id for n, one in enumerate(on.placed) if (n + pick) % 3]

    # The rules

    @rule(verbs=st.lists(st.tuples(PICK, PICK, PICK, WORDS, PLACE), min_size=1, max_size=6))
    def do(self, verbs: list[tuple[int, int, int, str, Place]]) -> None:
        for number, pick, other, words, at in verbs:
            maps = list(self.now.values())
            VERBS[number % len(VERBS)](self, maps[pick % len(maps)], pick, other, words, at)
            self.follow()

    def follow(self) -> None:
        """Take note of what an edit did to the maps and to the steps that can be undone."""
        was, self.now = self.now, self.pictures()
        steps = len(self.store._history.done)
        if steps == len(self.before) + 1:
            self.before.append(was)
        elif steps < len(self.before):  # a merged step that ended where it had begun
            assert self.now == self.before.pop()
        if self.store.redo_label is None:
            self.after.clear()

    @precondition(lambda self: self.before)
    @rule(steps=st.integers(1, 5))
    def undo(self, steps: int) -> None:
        for _ in range(min(steps, len(self.before))):
            self.store.undo()
            self.after.append(self.now)
            self.now = self.pictures()
            assert self.now == self.before.pop()

    @precondition(lambda self: self.after)
    @rule(steps=st.integers(1, 5))
    def redo(self, steps: int) -> None:
        for _ in range(min(steps, len(self.after))):
            self.store.redo()
            self.before.append(self.now)
            self.now = self.pictures()
            assert self.now == self.after.pop()

    @precondition(lambda self: len(self.before) > 8)
    @rule()
    def lock_and_unlock(self) -> None:
        rows: Dump = dump(self.vault.engine)
        self.store.close()
        self.vault.close()
        self.open()
        assert dump(self.vault.engine) == rows
        assert self.pictures() == self.now
        self.start = self.now  # nothing from before a lock can be undone

    def teardown(self) -> None:
        try:
            self.redo(len(self.after))
            end = self.now
            for _ in range(2):
                self.undo(len(self.before))
                assert self.now == self.start and self.store.undo() is None
                self.redo(len(self.after))
                assert self.now == end and self.store.redo() is None
            self.lock_and_unlock()
        finally:
            self.store.close()
            self.vault.abandon()
            shutil.rmtree(self.folder)


Verb = Callable[[AnyMapEdits, Picture, int, int, str, Place], None]
VERBS: tuple[Verb, ...] = (
    *(AnyMapEdits.place, AnyMapEdits.new_part, AnyMapEdits.veil, AnyMapEdits.move),
    *(AnyMapEdits.take_off, AnyMapEdits.relate, AnyMapEdits.rename, AnyMapEdits.put_part_away),
    *(AnyMapEdits.resize, AnyMapEdits.fade, AnyMapEdits.pin, AnyMapEdits.number),
    *(AnyMapEdits.tidy, AnyMapEdits.line_up, AnyMapEdits.paste),
    *(AnyMapEdits.lay_area, AnyMapEdits.change_area, AnyMapEdits.legend, AnyMapEdits.maps),
)


def test_maps_come_back_and_go_on_whatever_was_done(rounds: Rounds) -> None:
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        AnyMapEdits,
        settings=settings(
            max_examples=rounds(7, 150),
            stateful_step_count=rounds(12, 60),
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
            phases=(Phase.explicit, Phase.generate, Phase.shrink),
            print_blob=True,
        ),
    )
