"""Maps and places, in a real journal."""

from __future__ import annotations

import itertools
import math

from ifs_desktop.map import edits, queries
from ifs_desktop.parts import edits as part_edits
from ifs_desktop.parts import queries as part_queries
from ifs_desktop.store import Store


def drawn(store: Store, map_id: int) -> queries.Picture:
    picture = queries.picture(store, map_id)
    assert picture is not None
    return picture


def test_the_first_map_is_made_once_and_is_no_undo_step(store: Store) -> None:
    first = edits.ensure_map(store)
    assert edits.ensure_map(store) == first
    assert drawn(store, first).name == "My parts"
    assert store.undo_label is None


def test_a_new_part_on_a_map_is_one_undo_step(store: Store) -> None:
    map_id = edits.ensure_map(store)
    edits.new_part_on_map(store, map_id=map_id, name="Slam", role="firefighter", at=(10, -20))
    placed = drawn(store, map_id).placed[0]
    assert (placed.part.name, placed.x, placed.y) == ("Slam", 10, -20)
    store.undo()
    assert drawn(store, map_id).placed == ()
    assert part_queries.find_parts(store) == ()


def test_a_part_stands_once_on_each_map_it_is_placed_on(store: Store) -> None:
    one, other = edits.ensure_map(store), edits.new_map(store, name="Work")
    part = part_edits.add_part(store, name="Slam")
    first = edits.place_part(store, map_id=one, part_id=part, at=(0, 0))
    assert edits.place_part(store, map_id=one, part_id=part, at=(50, 50)) == first
    edits.place_part(store, map_id=other, part_id=part, at=(7, 7))
    assert len(drawn(store, one).placed) == len(drawn(store, other).placed) == 1
    assert queries.map_of(store, part) == one


def test_parts_and_self_are_moved_in_one_step(store: Store) -> None:
    map_id = edits.ensure_map(store)
    part = edits.new_part_on_map(store, map_id=map_id, name="A", role="exile", at=(0, 0))
    placement = drawn(store, map_id).placed[0].id
    edits.move_parts(store, map_id=map_id, places={placement: (30, 40)}, self_place=(5, 6))
    picture = drawn(store, map_id)
    assert (picture.placed[0].x, picture.placed[0].y, picture.self_place) == (30, 40, (5, 6))
    store.undo()
    picture = drawn(store, map_id)
    assert (picture.placed[0].x, picture.placed[0].y, picture.self_place) == (0, 0, (0, 0))
    assert picture.placed[0].part.id == part


def test_self_has_its_own_place_on_each_map(store: Store) -> None:
    one, other = edits.ensure_map(store), edits.new_map(store, name="Work")
    edits.move_self(store, map_id=one, place=(100, 0))
    assert store.undo_label == "Move Self"
    assert drawn(store, one).self_place == (100, 0)
    assert drawn(store, other).self_place == (0, 0)


def test_taking_a_part_off_a_map_leaves_the_part(store: Store) -> None:
    map_id = edits.ensure_map(store)
    part = edits.new_part_on_map(store, map_id=map_id, name="A", role="exile", at=(0, 0))
    placement = drawn(store, map_id).placed[0].id
    edits.put_away_placements(store, map_id=map_id, placement_ids=[placement])
    assert drawn(store, map_id).placed == ()
    assert part_queries.part(store, part) is not None
    store.undo()
    assert drawn(store, map_id).placed[0].part.id == part


def test_links_are_drawn_only_where_both_ends_stand(store: Store) -> None:
    one, other = edits.ensure_map(store), edits.new_map(store, name="Work")
    a = edits.new_part_on_map(store, map_id=one, name="A", role="exile", at=(0, 0))
    b = edits.new_part_on_map(store, map_id=one, name="B", role="manager", at=(90, 0))
    edits.place_part(store, map_id=other, part_id=a, at=(0, 0))
    part_edits.relate(store, source_id=b, target_id=a, kind="protects")
    assert [link.kind for link in drawn(store, one).links] == ["protects"]
    assert drawn(store, other).links == ()


def test_places_are_kept_within_reach(store: Store) -> None:
    map_id = edits.ensure_map(store)
    edits.new_part_on_map(store, map_id=map_id, name="A", role="exile", at=(1e12, -1e12))
    placed = drawn(store, map_id).placed[0]
    assert (placed.x, placed.y) == (edits.FARTHEST, -edits.FARTHEST)


def test_where_a_part_is_felt_is_shown_on_the_map(store: Store) -> None:
    map_id = edits.ensure_map(store)
    part = edits.new_part_on_map(store, map_id=map_id, name="A", role="exile", at=(0, 0))
    part_edits.state_fact(store, part_id=part, kind="body", text="chest")
    assert drawn(store, map_id).placed[0].body == "chest"


def test_who_is_behind_a_part_stands_further_from_self_with_room_around(store: Store) -> None:
    front, other, hidden = (part_edits.add_part(store, name=name) for name in ("A", "B", "C"))
    assert edits.place_behind(store, part_id=hidden, front_id=front) is None  # there is no map
    map_id = edits.ensure_map(store)
    edits.place_part(store, map_id=map_id, part_id=other, at=(0, -200))  # just where it would be
    edits.place_behind(store, part_id=hidden, front_id=front)
    places = {one.part.id: (one.x, one.y) for one in drawn(store, map_id).placed}
    assert math.dist(places[hidden], (0, 0)) > math.dist(places[front], (0, 0))
    pairs = itertools.combinations([*places.values(), (0.0, 0.0)], 2)
    assert len(places) == 3 and min(math.dist(*pair) for pair in pairs) >= 150
    store.undo()
    assert len(drawn(store, map_id).placed) == 1
