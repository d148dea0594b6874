"""Half a line in a dialog: kept when the app locks, there again, and gone once it is used."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ifs_desktop.store import Store
from ifs_desktop.ui import ask, theme
from ifs_desktop.ui.line_draft import LineDraft
from tests.helpers.walk import meanwhile

PLACE = "map:new:name"


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> QWidget:
    theme.apply(qapp, "light")
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def asked(window: QWidget, store: Store) -> str | None:
    return ask.text(window, "New map", "Name", "as it was", draft=(store, PLACE))


def line() -> QLineEdit:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    return dialog.findChildren(QLineEdit)[0]


def lock(store: Store) -> None:
    """What the app does: keep what is typed, then take its windows away."""
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    for draft in dialog.findChildren(LineDraft):
        draft.flush()
    dialog.hide()
    shiboken6.delete(dialog)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_half_a_name_is_there_again_after_a_lock_until_it_is_answered(
    window: QWidget, store: Store, key: Qt.Key
) -> None:
    def half() -> None:
        QTest.keyClicks(line(), "half a na")
        lock(store)

    meanwhile(half)
    assert asked(window, store) is None
    assert store.draft(PLACE) == "half a na"
    seen: list[str] = []

    def whole() -> None:
        seen.append(line().text())
        QTest.keyClicks(line(), "me")
        QTest.keyClick(line(), key)

    meanwhile(whole)
    assert asked(window, store) == ("half a name" if key == Qt.Key.Key_Return else None)
    assert seen == ["half a na"]
    assert store.draft(PLACE) == ""


def test_it_is_kept_while_one_types(qtbot: QtBot, store: Store) -> None:
    box = QLineEdit()
    qtbot.addWidget(box)
    LineDraft(box, store, PLACE)
    QTest.keyClicks(box, "half a na")
    qtbot.waitUntil(lambda: store.draft(PLACE) == "half a na", timeout=2000)


def test_without_a_lock_nothing_is_kept(window: QWidget, store: Store) -> None:
    meanwhile(lambda: QTest.keyClick(line(), Qt.Key.Key_Return))
    assert asked(window, store) == "as it was"
    assert store.draft(PLACE) == ""
