"""The action table makes actions that can be found and pressed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ifs_desktop.ui.actions import Row, build

# The offscreen platform has no window manager and says so, as a warning.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ROWS = (
    Row("undo", "Undo", QKeySequence.StandardKey.Undo, "undo", icon="undo", menu="Edit"),
    Row("fit", "Whole map", "Ctrl+0", "fit", tip="Show everything"),
    Row("again", "Again…", ("Ctrl+Y", "F7"), "fit"),
    Row("quiet", "Without keys", "", "fit"),
)


class Owner(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.did: list[str] = []
        self.line = QLineEdit(self)
        QVBoxLayout(self).addWidget(self.line)

    def undo(self) -> None:
        self.did.append("undo")

    def fit(self) -> None:
        self.did.append("fit")


def test_an_action_calls_its_handler_by_key_from_inside(qtbot: QtBot) -> None:
    owner = Owner()
    qtbot.addWidget(owner)
    build(ROWS, owner)
    with qtbot.waitActive(owner):
        owner.show()
        owner.activateWindow()
    owner.line.setFocus()
    QTest.keyClick(owner.line, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(owner.line, Qt.Key.Key_F7)
    assert owner.did == ["fit", "fit"]


def test_actions_carry_their_row(qtbot: QtBot) -> None:
    owner = Owner()
    qtbot.addWidget(owner)
    made = build(ROWS, owner)
    assert list(made) == ["undo", "fit", "again", "quiet"]
    assert made["fit"].toolTip() == "Show everything (Ctrl+0)"
    assert made["again"].toolTip() == "Again (Ctrl+Y)"
    assert made["quiet"].toolTip() == "Without keys"
    assert not made["undo"].icon().isNull()
    assert made["fit"].shortcutContext() == Qt.ShortcutContext.WidgetWithChildrenShortcut
    made["undo"].trigger()
    assert owner.did == ["undo"]


def test_two_actions_of_one_name_are_an_error(qtbot: QtBot) -> None:
    owner = Owner()
    qtbot.addWidget(owner)
    with pytest.raises(ValueError, match="two actions"):
        build((ROWS[1], ROWS[1]), owner)


def test_a_handler_that_is_not_there_is_an_error(qtbot: QtBot) -> None:
    owner = Owner()
    qtbot.addWidget(owner)
    with pytest.raises(AttributeError):
        build((Row("x", "X", "", "nothing_like_it"),), owner)


def test_rows_tell_their_keys_for_help() -> None:
    assert ROWS[1].keys_text() == "Ctrl+0"
    assert ROWS[3].keys_text() == ""
    assert len(ROWS[2].keys()) == 2


def test_the_key_that_ends_a_line_has_one_name() -> None:
    assert Row("a", "A", "Ctrl+Return", "a").keys_text() in ("Ctrl+Enter", "⌘↩")
