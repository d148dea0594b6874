"""A map one goes to is painted first; its links get their care right after."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from ifs_desktop.map import edits
from ifs_desktop.map.geometry import Rect, Route
from ifs_desktop.store import Store
from tests.map.conftest import Drawn


def led(drawn: Drawn) -> dict[int, tuple[Route, Rect]]:
    return {i: (item.route, item.words_box()) for i, item in drawn.scene.links.items()}


def test_links_end_as_they_would_with_care_at_once_whatever_comes_between(
    sampled: Drawn, store: Store, qtbot: QtBot
) -> None:
    here = sampled.page._map_id
    other = edits.new_map(store, name="Elsewhere")
    wanted = led(sampled)
    for between in (None, "moved", "dragged"):
        sampled.page._go_to_map(other)
        assert not sampled.scene.links
        sampled.page._go_to_map(here)
        first = led(sampled)
        assert first.keys() == wanted.keys()
        assert first != wanted  # the care did not hold up the paint
        one = next(iter(sampled.scene.parts))
        if between == "moved":
            place = sampled.scene.parts[one].place()
            edits.move_self(store, map_id=here, place=(place[0] + 1, place[1]))
            edits.move_self(store, map_id=here, place=place)
        elif between == "dragged":
            sampled.scene.drag({one: sampled.scene.parts[one].place()})
        qtbot.waitUntil(lambda: led(sampled) == wanted)
    sampled.page._go_to_map(other)  # and off again before that
    qtbot.wait(20)
    assert not sampled.scene.links


def test_where_one_went_is_kept_when_the_map_was_painted(
    sampled: Drawn, store: Store, qtbot: QtBot
) -> None:
    other = edits.new_map(store, name="Elsewhere")
    sampled.page._go_to_map(other)
    qtbot.waitUntil(lambda: store.state("map:current") == other)
    third = edits.new_map(store, name="And there")
    sampled.page._go_to_map(third)
    sampled.page.commit_drafts()  # as when it locks at once
    assert store.state("map:current") == third
