"""The map over time: scrubbed, played, named, and left with one key; now is never touched."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ifs_desktop.map import edits, queries
from ifs_desktop.map.history import overlay
from ifs_desktop.map.history.overlay import TimeView
from ifs_desktop.map.history.queries import past
from ifs_desktop.map.history.slider import FINE
from ifs_desktop.map.page import MapPage
from ifs_desktop.store import Store
from ifs_desktop.ui import ask, theme
from tests.map.conftest import Drawn


def open_time(page: MapPage) -> TimeView:
    QTest.keyClick(page.view, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    found = page.findChild(TimeView)
    assert isinstance(found, TimeView)
    return found


def stand(view: TimeView, part: int) -> tuple[float, float] | None:
    item = view.scene.parts.get(part)
    return None if item is None else item.place()


def test_one_walks_back_by_key_and_escape_leads_to_now(
    sampled: Drawn, store: Store, qtbot: QtBot
) -> None:
    page = sampled.page
    before = queries.picture(store, edits.ensure_map(store))
    assert before is not None
    view = open_time(page)
    assert view.when.text() == "Now"
    assert not page.canvas.isEnabled()
    assert view.slider.hasFocus()
    part = before.placed[0].part.id
    now = stand(view, part)
    QTest.keyClick(view.slider, Qt.Key.Key_Home)
    assert len(view.scene.parts) < len(page.scene.parts)
    assert view.when.text() != "Now"
    QTest.keyClick(view.slider, Qt.Key.Key_Right)
    seen = {stand(view, part)}
    while view.slider.value() < view.slider.maximum():
        QTest.keyClick(view.slider, Qt.Key.Key_Right)
        seen.add(stand(view, part))
    assert len(seen - {None}) > 1
    assert stand(view, part) == now
    QTest.keyClick(view.slider, Qt.Key.Key_Home)
    QTest.keyClick(view.slider, Qt.Key.Key_Escape)
    assert page.canvas.isEnabled()
    assert queries.picture(store, edits.ensure_map(store)) == before
    assert page.scene.parts[part].place() == now
    qtbot.waitUntil(lambda: page.findChild(TimeView) is None)


def test_a_moment_is_named_found_by_key_renamed_and_given_up(sampled: Drawn, store: Store) -> None:
    page = sampled.page
    view = open_time(page)
    QTest.keyClick(view.slider, Qt.Key.Key_Home)
    QTest.keyClick(view.slider, Qt.Key.Key_Right)
    QTest.keyClick(view.slider, Qt.Key.Key_Right)
    at = view.slider.value()
    with ask.answer("The first week"):
        view.name.click()
    assert page.findChild(TimeView) is view  # naming leads nowhere else
    assert view.slider.value() == at
    assert "The first week" in view.when.text()
    QTest.keyClick(view.slider, Qt.Key.Key_Home)
    while view.slider.value() < at:
        before = view.slider.value()
        QTest.keyClick(view.slider, Qt.Key.Key_PageUp)
        assert view.slider.value() > before
    assert view.slider.value() == at
    with ask.answer("Week one"):
        pick(view, "Another name…")
    assert "Week one" in view.when.text()
    pick(view, "Take the name off")
    assert "Week one" not in view.when.text()
    found = past(store, edits.ensure_map(store))
    assert found is not None
    assert "Week one" not in [named.name for named in found.named]


def pick(view: TimeView, text: str) -> None:
    menu = view.moments.menu()
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == text).trigger()


def test_it_plays_to_now_and_stops_there(
    sampled: Drawn, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overlay, "LONGEST", 0.2)
    view = open_time(sampled.page)
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert view.play.text() == "Stop"
    assert view.slider.value() < view.slider.maximum()
    qtbot.waitUntil(lambda: view.play.text() == "Play")
    assert view.slider.value() == view.slider.maximum()
    theme.set_reduced_motion(True)  # from step to step then
    try:
        monkeypatch.setattr(overlay, "SECONDS_FOR_A_STEP", 0.01)
        seen: set[int] = set()
        view.slider.valueChanged.connect(seen.add)
        view.play.click()
        qtbot.waitUntil(lambda: view.play.text() == "Play")
        assert {value % FINE for value in seen} == {0}
    finally:
        theme.set_reduced_motion(None)


def test_what_is_done_to_the_map_of_now_leads_back_to_it(
    sampled: Drawn, store: Store, qtbot: QtBot
) -> None:
    open_time(sampled.page)
    edits.move_self(store, map_id=edits.ensure_map(store), place=(40, 40))
    assert sampled.page.canvas.isEnabled()
    qtbot.waitUntil(lambda: sampled.page.findChild(TimeView) is None)


def test_a_new_map_says_that_it_remembers_from_now_on(empty: Drawn) -> None:
    view = open_time(empty.page)
    assert "remembers" in view.when.text()
    assert not view.slider.isEnabled()
    assert view.back.hasFocus()
