"""Everything the map offers is done by keyboard alone: each row of its table, in the real window.

What has a shortcut is done by it, the rest from the menu bar. An action that is new is tried here
without a line being added; one that no key reaches, or that does nothing, fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from ifs_desktop.map import actions, areas, edits, queries
from ifs_desktop.map.page import MapPage
from ifs_desktop.parts import edits as parts
from ifs_desktop.rest import edits as rest
from ifs_desktop.store import Ref
from ifs_desktop.ui import ask, clip
from tests.conftest import PASSWORD
from tests.helpers.app import Person

Key = Qt.Key


class Hand:
    """A person at the map with four parts, a link, a note, another map and a place to rest."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.page: MapPage = person.window.page("map")
        store = person.store
        self.map_id = edits.ensure_map(store)
        self.ids = [
            edits.new_part_on_map(store, map_id=self.map_id, name=name, role=role, at=at)
            for name, role, at in (
                ("Watchful", "manager", (-300, -90)),
                ("Slam", "firefighter", (280, -120)),
                ("Planner", "manager", (-40, 260)),
                ("Little", "exile", (310, 200)),
            )
        ]
        placed = queries.picture(store, self.map_id)
        assert placed is not None
        edits.set_fade(store, map_id=self.map_id, fades={placed.placed[0].id: 0.4})
        self.link = parts.relate(
            store, source_id=self.ids[0], target_id=self.ids[3], kind="protects"
        )
        self.note = areas.add_area(
            store, map_id=self.map_id, kind="note", text="Sundays", box=(-500, 300, 120, 80)
        )
        edits.new_map(store, name="Work")
        self.place = rest.build(store, name="The cove")
        self.old = edits.new_map(store, name="Of last year")
        edits.archive_map(store, map_id=self.old)
        self.states: tuple[Callable[[], None], ...] = (
            self.with_three,
            self.with_one,
            self.with_link,
            self.with_note,
            self.with_copy,
            self.at_place,
            self.at_old_map,
            self.with_nothing,
        )

    def home(self) -> None:
        """Back on the first map, with nothing selected and the keyboard there."""
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        while (dialog := QApplication.activeModalWidget()) is not None:
            dialog.close()
        clip.forget()
        self.person.window.go("map")
        self.page._remembering.end()
        self.page.open_ref(Ref("map", self.map_id))
        self.page.scene.select()
        self.page.view.set_zoom(0.6)
        self.page.view.setFocus()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def with_nothing(self) -> None:
        self.page.scene.select()

    def with_one(self) -> None:
        self.page.scene.select((self.ids[0],))

    def with_three(self) -> None:
        self.page.scene.select(self.ids[:3])

    def with_link(self) -> None:
        self.page.scene.select(link=self.link)

    def with_note(self) -> None:
        self.page.scene.select(area=self.note)

    def with_copy(self) -> None:
        self.page.scene.select(self.ids[:2])
        QTest.keySequence(self.page.view, QKeySequence(QKeySequence.StandardKey.Copy))
        self.page.scene.select()

    def at_place(self) -> None:
        self.page.open_ref(Ref("map", self.place))

    def at_old_map(self) -> None:
        self.page.open_ref(Ref("map", self.old))

    def ready(self, action: QAction) -> bool:
        """Bring about a state in which the action can be done, if there is one."""
        for state in self.states:
            self.home()
            state()
            if action.isEnabled() and action.isVisible():
                return True
        return False

    def seen(self) -> tuple[object, ...]:
        """All that an action may change."""
        page, frame = self.page, self.person.app.frame
        copied = QGuiApplication.clipboard().mimeData().formats()
        shown = {id(one) for one in frame.findChildren(QWidget) if one.isVisible()}
        return (
            tuple(self.person.store._history.done),
            (page.here(), page.header.title(), page.scene.selected, page.scene.selected_link),
            (page.view.state(), page.view.grid, page.view.snap, page.view.kept),
            (QApplication.focusWidget(), QApplication.activePopupWidget(), shown),
            (QApplication.activeModalWidget(), tuple(copied)),
        )

    def do(self, action: QAction) -> None:
        """By its shortcut, or by the menu bar."""
        self.page.view.setFocus()
        if not action.shortcut().isEmpty():
            QTest.keySequence(self.page.view, action.shortcut())
            return
        frame = self.person.app.frame
        QTest.keyClick(frame, Key.Key_P, Qt.KeyboardModifier.AltModifier)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu), "the menu of the page did not open"
        inside = next(
            (
                one
                for one in (item.menu() for item in menu.actions())
                if isinstance(one, QMenu) and action in one.actions()
            ),
            None,
        )
        walk_to(menu, action if inside is None else inside.menuAction())
        if inside is not None:
            QTest.keyClick(menu, Key.Key_Right)
            assert inside.isVisible()
            walk_to(inside, action)
        QTest.keyClick(menu if inside is None else inside, Key.Key_Return)


def walk_to(menu: QMenu, action: QAction) -> None:
    """Press Down until an entry is chosen."""
    for _ in range(len(menu.actions()) + 1):
        if menu.activeAction() is action:
            return
        QTest.keyClick(menu, Key.Key_Down)
    raise AssertionError(f"no key leads to {action.text()} in its menu")


@pytest.fixture
def hand(qtbot: QtBot, begun_journal: Path) -> Iterator[Hand]:
    someone = Person()
    someone.open(begun_journal, PASSWORD)
    yield Hand(someone)
    clip.forget()
    someone.end()


def test_every_action_of_the_map_is_done_by_keyboard_alone(hand: Hand) -> None:
    offered = {one.objectName(): one for one in hand.page.menu_actions()}
    assert offered.keys() == {row.name for row in actions.ROWS}
    store = hand.person.store
    for name, action in offered.items():
        assert hand.ready(action), f"nothing makes it possible: {name}"
        before = hand.seen()
        done: list[bool] = []

        def note(*_: object) -> None:
            done.append(True)  # noqa: B023 - it is taken off again below

        action.triggered.connect(note)
        with ask.answer(*[None] * 9) as asked:
            hand.do(action)
            after = hand.seen()
        action.triggered.disconnect(note)
        assert len(done) == 1, f"its keys do not lead to it: {name}"
        assert asked or after != before, f"nothing was done: {name}"
        hand.home()
        for _ in range(3):
            if hand.seen()[0] != before[0] and store.undo_label is not None:
                store.undo()
        assert hand.seen()[0] == before[0], f"it is more than a few steps: {name}"


def test_the_menu_key_opens_the_menu_at_the_part(hand: Hand) -> None:
    hand.home()
    hand.with_one()
    view = hand.page.view
    middle = view.rect().center()  # what Qt makes of the menu key
    by_key = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(view, QContextMenuEvent(by_key, middle, view.mapToGlobal(middle)))
    menu = QApplication.activePopupWidget()
    assert menu is not None
    x, y = hand.page.scene.parts[hand.ids[0]].place()
    part = view.viewport().mapToGlobal(view.mapFromScene(x, y))
    assert (menu.pos() - part).manhattanLength() <= 4
    assert [one.objectName() for one in menu.actions()][:2] == ["name_on_map", "link_on_map"]
