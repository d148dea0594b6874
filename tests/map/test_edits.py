"""Maps and places, in a real journal."""

from __future__ import annotations

import itertools
import math

from ifs_desktop.map import areas, edits, queries
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


def standing(store: Store, map_id: int) -> dict[str, tuple[float, ...]]:
    """Where each part stands, and what is said of its place, by name."""
    return {
        one.part.name: (one.x, one.y, one.size, one.fade, one.pinned, one.number or 0)
        for one in drawn(store, map_id).placed
    }


def test_a_new_map_lays_protectors_around_self_and_who_they_protect_behind_them(
    store: Store,
) -> None:
    people = {
        name: part_edits.add_part(store, name=name, role=role)
        for name, role in (
            *((f"Guard {n}", "manager") for n in range(7)),
            *(("Little", "exile"), ("Lost", "exile"), ("Small", "exile")),
        )
    }
    for small in ("Little", "Small"):
        part_edits.relate(
            store, source_id=people["Guard 3"], target_id=people[small], kind="protects"
        )
    map_id = edits.new_map(
        store, name="Dinner", about=" At her parents' table ", part_ids=people.values()
    )
    picture = drawn(store, map_id)
    at = {one.part.name: (one.x, one.y) for one in picture.placed}
    assert picture.about == "At her parents' table" and len(at) == 10
    far = {name: math.hypot(*place) for name, place in at.items()}
    assert max(far[n] for n in at if n.startswith("Guard")) < min(far["Little"], far["Lost"])
    turn = math.dist(at["Guard 3"], at["Little"])
    assert turn == min(math.dist(at[n], at["Little"]) for n in at if n.startswith("Guard"))
    pairs = itertools.combinations([*at.values(), (0.0, 0.0)], 2)
    assert min(math.dist(*pair) for pair in pairs) > 150
    store.undo()
    assert queries.picture(store, map_id) is None


def test_a_copy_of_a_map_is_equal_and_its_own(store: Store) -> None:
    first = edits.ensure_map(store)
    a = edits.new_part_on_map(store, map_id=first, name="A", role="manager", at=(9, 9), number=1)
    edits.new_part_on_map(store, map_id=first, name="Gone", role="manager", at=(0, 90))
    spot = {one.part.name: one.id for one in drawn(store, first).placed}
    edits.put_away_placements(store, map_id=first, placement_ids=[spot["Gone"]])
    edits.resize(store, map_id=first, sizes={spot["A"]: 9.0})
    edits.set_fade(store, map_id=first, fades={spot["A"]: 0.25})
    edits.pin(store, map_id=first, placement_ids=[spot["A"]], pinned=True)
    edits.move_self(store, map_id=first, place=(-50, 0))
    areas.add_area(store, map_id=first, kind="note", text="Quiet here", box=(0, 0, 100, 1))
    edits.set_legend(store, map_id=first, size=" how  loud ", distance="how near")
    copy = edits.duplicate_map(store, map_id=first, name="Today")
    one, other = drawn(store, first), drawn(store, copy)
    assert standing(store, copy) == standing(store, first) == {"A": (9, 9, 2.5, 0.25, True, 1)}
    assert (other.self_place, other.legend) == (one.self_place, one.legend)
    assert one.legend == queries.Legend("how loud", "how near", "")
    assert [(a.kind, a.text, a.height) for a in other.areas] == [("note", "Quiet here", 40.0)]
    edits.move_parts(store, map_id=copy, places={other.placed[0].id: (70, 70)})
    areas.put_area_away(store, area_id=other.areas[0].id)
    assert drawn(store, first).placed == one.placed and drawn(store, first).areas == one.areas
    known = [(at.ref.id, at.title) for at in part_queries.maps_with(store, a, 5)]
    assert known == [(first, "My parts"), (copy, "Today")]


def test_maps_keep_their_order_and_lie_apart_when_they_are_archived(store: Store) -> None:
    def shown() -> list[str]:
        return [card.name + "*" * card.archived for card in queries.maps(store)]

    first = edits.ensure_map(store)
    work, home = edits.new_map(store, name="Work"), edits.new_map(store, name="Home")
    edits.order_maps(store, map_ids=[home, first, work])
    assert shown() == ["Home", "My parts", "Work"]
    edits.archive_map(store, map_id=home)
    assert shown() == ["My parts", "Work", "Home*"] and edits.ensure_map(store) == first
    edits.unarchive_map(store, map_id=home)
    edits.duplicate_map(store, map_id=home, name="Home again")
    assert shown() == ["Home", "Home again", "My parts", "Work"]


def test_after_the_last_map_an_empty_one_is_there_and_one_undo_brings_the_old_one_back(
    store: Store,
) -> None:
    first = edits.ensure_map(store)
    edits.new_part_on_map(store, map_id=first, name="A", role="manager", at=(0, 0))
    edits.put_map_away(store, map_id=first, next_name="My parts")
    (fresh,) = queries.maps(store)
    assert fresh.id != first and drawn(store, fresh.id).placed == ()
    store.undo()
    assert [card.id for card in queries.maps(store)] == [first]
    assert len(drawn(store, first).placed) == 1


def test_areas_move_with_parts_in_one_step_and_stay_within_reach(store: Store) -> None:
    map_id = edits.ensure_map(store)
    edits.new_part_on_map(store, map_id=map_id, name="A", role="manager", at=(0, 0))
    area = areas.add_area(
        store, map_id=map_id, kind="group", text="At work", box=(-90, -90, 1e9, 180)
    )
    spot = drawn(store, map_id).placed[0].id
    edits.move_parts(store, map_id=map_id, places={spot: (10, 0)}, areas={area: (-80, 1e9)})
    (lying,) = drawn(store, map_id).areas
    assert (lying.x, lying.y, lying.width) == (-80, edits.FARTHEST, edits.FARTHEST)
    store.undo()
    assert (drawn(store, map_id).areas[0].x, drawn(store, map_id).placed[0].x) == (-90, 0)
    areas.change_area(store, area_id=area, text="At  home\n", colour="#aabbcc")
    areas.change_area(store, area_id=area, box=(1, 2, 300, 200))
    (lying,) = drawn(store, map_id).areas
    assert lying == queries.AreaCard(area, "group", "At  home", 1, 2, 300, 200, "#aabbcc")
    areas.put_area_away(store, area_id=area)
    assert drawn(store, map_id).areas == ()
