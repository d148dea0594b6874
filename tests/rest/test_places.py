"""Places to rest in a real journal: built, visited again, with a container and a map."""

from __future__ import annotations

from typing import Any

import pytest

from ifs_desktop.exercises import catalogue
from ifs_desktop.exercises import edits as runs
from ifs_desktop.exercises.kinds import container, rest_place
from ifs_desktop.map import edits as maps
from ifs_desktop.map import queries as map_queries
from ifs_desktop.parts import edits as parts
from ifs_desktop.parts import permissions
from ifs_desktop.rest import edits, queries
from ifs_desktop.store import Ref, Store
from tests.exercises.conftest import FOLDER

EXERCISE = catalogue.read_file(FOLDER / "place-to-rest.md")
COVE = {"name": "The cove", "sight": "grey water", "words": "nobody needs me"}


def give(store: Store, key: str, answer: Any, run_id: int = 0, visit: int = 1) -> int:
    """Answer a step of the exercise; returns the run."""
    given: Any = {"exercise": EXERCISE, "key": key, "answer": answer, "visit": visit}
    if not run_id:
        return runs.begin(store, **given)
    runs.answer(store, run_id=run_id, **given)
    return run_id


def test_a_walk_builds_one_place_and_says_anew_what_it_is_like(store: Store) -> None:
    run = give(store, "place", rest_place.Answer({"name": "The co", "sight": "grey"}))
    give(store, "place", rest_place.Answer(COVE), run)
    give(store, "container", container.Answer("an iron box"), run, 2)
    (place,) = queries.places(store)
    assert (place.name, place.lines) == ("The cove", ("grey water", "nobody needs me"))
    assert place.container == "an iron box"
    assert queries.place(store, place.map_id) is not None
    assert "cove" not in repr(place)
    give(store, "place", rest_place.Answer({"words": "only this"}), run, 3)
    (place,) = queries.places(store)
    assert (place.name, place.lines) == ("A place to rest", ("only this",))
    give(store, "place", rest_place.Answer({"name": "\u200b"}), run, 4)
    assert queries.places(store)[0].name == "A place to rest"


def test_an_emptied_place_goes_unless_somebody_rests_in_it(store: Store) -> None:
    run = give(store, "place", rest_place.Answer(COVE))
    give(store, "place", rest_place.Answer(), run, 2)
    assert queries.places(store) == ()
    give(store, "place", rest_place.Answer(COVE), run, 3)
    (place,) = queries.places(store)
    watcher = parts.add_part(store, name="Watcher", role="manager")
    maps.place_part(store, map_id=place.map_id, part_id=watcher, at=(10, 20))
    give(store, "place", rest_place.Answer(), run, 4)
    assert [one.part.id for one in queries.resting(store, place.map_id)] == [watcher]


def test_a_place_visited_again_is_the_same_one(store: Store) -> None:
    give(store, "place", rest_place.Answer(COVE))
    (place,) = queries.places(store)
    run = give(store, "place", rest_place.Answer({"name": "A new one"}), visit=2)
    assert len(queries.places(store)) == 2
    changed = {**COVE, "sound": "small waves"}
    give(store, "place", rest_place.Answer(changed, place.map_id), run, 3)
    (one,) = queries.places(store)  # the new one had nothing in it
    assert (one.map_id, one.sound) == (place.map_id, "small waves")
    give(store, "place", rest_place.Answer(), run, 5)
    assert queries.places(store) == (one,)  # it was there before this walk
    give(store, "place", rest_place.Answer(changed, place.map_id), run, 6)
    edits.put_away(store, map_id=place.map_id)
    assert queries.place(store, place.map_id) is None
    give(store, "place", rest_place.Answer(changed, place.map_id), run, 7)
    (fresh,) = queries.places(store)
    assert fresh.map_id != place.map_id


def test_the_container_takes_words_and_gives_them_back(store: Store) -> None:
    place = edits.build(store, name="The cove")
    kept = edits.put_in(store, map_id=place, text=" a loud voice ")
    out = edits.put_in(store, map_id=place, text="a picture")
    edits.take_out(store, material_id=out)
    edits.take_out(store, material_id=out)
    (held,) = queries.material(store, place)
    assert (held.id, held.text) == (kept, "a loud voice")
    store.undo()
    assert [one.id for one in queries.material(store, place)] == [kept, out]
    with pytest.raises(edits.NothingPutIn):
        edits.put_in(store, map_id=place, text="\0 \n")
    with pytest.raises(ValueError):
        edits.put_in(store, map_id=maps.new_map(store, name="A map"), text="a")


def test_a_place_has_a_map_of_its_own_apart_from_the_others(store: Store) -> None:
    watcher = parts.add_part(store, name="Watcher", role="manager")
    place = edits.build(store, name="The cove")
    maps.place_part(store, map_id=place, part_id=watcher, at=(0, 0))
    first = maps.ensure_map(store)
    assert first != place
    assert [one.id for one in map_queries.maps(store)] == [first]
    assert [one.id for one in map_queries.maps(store, "place")] == [place]
    assert map_queries.map_of(store, watcher) is None
    maps.place_part(store, map_id=first, part_id=watcher, at=(0, 0))
    assert map_queries.map_of(store, watcher) == first
    picture = map_queries.picture(store, place)
    assert picture is not None and picture.kind == "place"


def test_an_exile_comes_to_a_place_only_through_the_gate(store: Store) -> None:
    little = parts.add_part(store, name="Little", role="exile")
    place = edits.build(store, name="The cove")
    with pytest.raises(permissions.NotAsked):
        maps.place_part(store, map_id=place, part_id=little, at=(0, 0))
    assert queries.resting(store, place) == ()
    maps.place_part(store, map_id=maps.ensure_map(store), part_id=little, at=(0, 0))
    permissions.record_answer(
        store, exile_id=little, protector_id=None, answer="nobody", where=Ref("map", place)
    )
    maps.place_part(store, map_id=place, part_id=little, at=(0, 0))
    assert [one.part.id for one in queries.resting(store, place)] == [little]
