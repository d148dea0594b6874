"""A map remembers how it was: read back, walked through, undone, erased with its parts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from time import perf_counter

import pytest
from sqlalchemy import delete, func, select, text

from ifs_desktop.map import edits, queries
from ifs_desktop.map.history import edits as history
from ifs_desktop.map.history.past import Past
from ifs_desktop.map.history.queries import past
from ifs_desktop.map.queries import Picture
from ifs_desktop.parts import edits as parts
from ifs_desktop.store import Ref, Store, purge, sample
from ifs_desktop.store.schema import Trace, now
from ifs_desktop.vault import Vault
from tests.helpers.figures import Rounds

Clock = Callable[[float], datetime]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Lets time go by: ``later(60)`` is a minute on."""
    moment = [now()]

    def go_on(seconds: float) -> datetime:
        moment[0] += timedelta(seconds=seconds)
        return moment[0]

    from ifs_desktop.map.history import edits as names
    from ifs_desktop.map.traces import edits as leaving

    for module in (names, leaving, edits):
        monkeypatch.setattr(module, "now", lambda: moment[0])
    return go_on


def places(picture: Picture) -> dict[str, tuple[float, float]]:
    return {one.part.name: (one.x, one.y) for one in picture.placed}


def of(store: Store, map_id: int) -> Past:
    found = past(store, map_id)
    assert found is not None
    return found


def test_a_map_is_walked_back_to_how_it_was(store: Store, later: Clock) -> None:
    map_id = edits.ensure_map(store)
    first = edits.new_part_on_map(store, map_id=map_id, name="A", role="manager", at=(10, 10))
    later(60)
    edits.new_part_on_map(store, map_id=map_id, name="B", role="exile", at=(50, 50))
    shown = queries.picture(store, map_id)
    assert shown is not None
    ids = {one.part.name: one.id for one in shown.placed}
    later(60)
    edits.move_parts(store, map_id=map_id, places={ids["A"]: (110, 10)}, self_place=(0, 40))
    later(60)
    edits.put_away_placements(store, map_id=map_id, placement_ids=[ids["B"]])
    found = of(store, map_id)
    # Self stood in the middle since the map was made.
    steps = [places(found.picture(at)) for at in range(found.last + 1)]
    assert steps[-4:] == [
        {"A": (10, 10)},
        {"A": (10, 10), "B": (50, 50)},
        {"A": (110, 10), "B": (50, 50)},
        {"A": (110, 10)},
    ]
    assert found.picture(found.last).self_place == (0, 40)
    assert found.picture(found.last - 2).self_place == (0, 0)
    halfway = found.picture(found.last - 1.5)
    assert places(halfway)["A"] == (60, 10)
    assert halfway.self_place == (0, 20)
    going = next(p for p in found.picture(found.last - 0.25).placed if p.part.name == "B")
    assert going.fade == pytest.approx(0.75)
    assert found.picture(found.last) == queries.picture(store, map_id)
    assert first in {one.part.id for one in halfway.placed}


def test_what_follows_at_once_is_one_step_unless_a_moment_was_named(
    store: Store, later: Clock
) -> None:
    map_id = edits.ensure_map(store)
    edits.new_part_on_map(store, map_id=map_id, name="A", role="manager", at=(0, 100))
    shown = queries.picture(store, map_id)
    assert shown is not None
    (one,) = shown.placed

    def nudge(x: float) -> None:
        edits.move_parts(store, map_id=map_id, places={one.id: (x, 100)}, merge=("nudge", 1))

    later(60)
    nudge(10)
    later(1)
    nudge(20)
    assert [places(of(store, map_id).picture(at))["A"][0] for at in (0, 1)] == [0, 20]
    later(1)
    history.name_moment(store, map_id=map_id, name="Before the talk")
    later(1)
    nudge(30)
    found = of(store, map_id)
    assert [places(found.picture(at))["A"][0] for at in (0, 1, 2)] == [0, 20, 30]
    (named,) = found.named
    assert named.name == "Before the talk"
    assert places(found.picture(found.position(named.at)))["A"][0] == 20


def test_undo_takes_the_past_back_with_it(store: Store, later: Clock) -> None:
    map_id = edits.ensure_map(store)
    edits.new_part_on_map(store, map_id=map_id, name="A", role="manager", at=(0, 100))
    before = of(store, map_id).steps
    shown = queries.picture(store, map_id)
    assert shown is not None
    later(60)
    edits.move_parts(store, map_id=map_id, places={shown.placed[0].id: (90, 9)})
    edits.move_self(store, map_id=map_id, place=(5, 5))
    assert len(of(store, map_id).steps) > len(before)
    store.undo()
    store.undo()
    assert of(store, map_id).steps == before


def test_links_and_areas_are_there_while_they_were(store: Store) -> None:
    sample.fill(store)
    map_id = edits.ensure_map(store)
    found = of(store, map_id)
    assert not found.picture(0).links
    assert found.picture(found.last) == queries.picture(store, map_id)
    link = found.picture(found.last).links[0]
    parts.put_away_relation(store, relation_id=link.id)
    found = of(store, map_id)
    assert link.id not in {one.id for one in found.picture(found.last).links}
    assert link.id in {one.id for one in found.picture(found.last - 1).links}


def test_a_map_without_traces_has_always_been_as_it_is(
    store: Store, opened: tuple[Store, Vault]
) -> None:
    sample.fill(store)
    map_id = edits.ensure_map(store)
    with opened[1].engine.begin() as connection:
        connection.execute(delete(Trace))
    found = of(store, map_id)
    assert found.last == 0
    assert found.when(0) is None
    assert found.picture(0) == queries.picture(store, map_id)


def test_the_past_is_erased_with_what_is_erased_for_good(store: Store) -> None:
    sample.fill(store)
    map_id = edits.ensure_map(store)
    shown = queries.picture(store, map_id)
    assert shown is not None
    gone = shown.placed[0].part
    parts.put_away_part(store, part_id=gone.id)
    purge.for_good(store, [Ref("part", gone.id)])
    found = of(store, map_id)
    for position in range(found.last + 1):
        assert gone.id not in {one.part.id for one in found.picture(position).placed}
    with store.read() as session:
        left = session.scalars(select(Trace.placement_id).where(Trace.map_id == map_id)).all()
    assert shown.placed[0].id not in left
    other = shown.placed[1]
    purge.for_good(store, [Ref("placement", other.id)])
    with store.read() as session:
        assert other.id not in session.scalars(select(Trace.placement_id)).all()


def used(vault: Vault) -> int:
    """Bytes of the journal's pages that hold something."""
    with vault.engine.connect() as connection:
        pages, free, size = (
            int(connection.execute(text(f"PRAGMA {name}")).scalar_one())
            for name in ("page_count", "freelist_count", "page_size")
        )
    return (pages - free) * size


def test_500_edits_cost_little_room_and_each_step_is_shown_within_a_frame(
    opened: tuple[Store, Vault], later: Clock, rounds: Rounds
) -> None:
    store, vault = opened
    map_id = edits.ensure_map(store)
    for number in range(30):
        at = (200.0 * (number % 6), 200.0 * (number // 6))
        edits.new_part_on_map(store, map_id=map_id, name=f"P{number}", role="manager", at=at)
    shown = queries.picture(store, map_id)
    assert shown is not None
    ids = [one.id for one in shown.placed]
    before = used(vault)
    for number in range(500):
        later(60)
        to = (float(number), number * 2.5)
        edits.move_parts(store, map_id=map_id, places={ids[number % 30]: to})
    with store.read() as session:
        rows = session.scalars(select(func.count()).select_from(Trace)).one()
    assert rows >= 500
    assert used(vault) - before <= 200_000
    found = of(store, map_id)
    spent = []
    for number in range(rounds(200, 2000)):
        begun = perf_counter()
        found.picture(found.last * (number * 37 % 200) / 200)
        spent.append(perf_counter() - begun)
    spent.sort()
    assert spent[len(spent) * 95 // 100] < 0.0167


def test_moments_are_named_renamed_and_put_away(store: Store) -> None:
    map_id = edits.ensure_map(store)
    moment = history.name_moment(store, map_id=map_id, name="  One   day ")
    assert [named.name for named in of(store, map_id).named] == ["One day"]
    history.rename_moment(store, moment_id=moment, name="Another day")
    history.put_moment_away(store, moment_id=moment)
    assert not of(store, map_id).named
    store.undo()
    assert [named.name for named in of(store, map_id).named] == ["Another day"]


def test_what_was_before_a_map_is_no_moment_of_it(store: Store, later: Clock) -> None:
    two = [parts.add_part(store, name=name) for name in ("A", "B")]
    parts.relate(store, source_id=two[0], target_id=two[1], kind="allied")
    map_id = edits.new_map(store, name="Later", part_ids=two)
    found = of(store, map_id)
    assert found.last == 0
    assert len(found.picture(0).links) == 1
