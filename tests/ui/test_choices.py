"""A choice of chips, and a day on the wall: by key, in both directions, and never a wrong day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets import ChipChoice, DayPick

Key = Qt.Key
TODAY = date.today()


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[QWidget]:
    theme.apply(qapp, "light")
    made = QWidget()
    made.resize(500, 300)
    qtbot.addWidget(made)
    yield made


def shown(qtbot: QtBot, window: QWidget) -> None:
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


@pytest.mark.parametrize("mirrored", [False, True])
def test_one_or_none_is_chosen_by_key_alone(qtbot: QtBot, window: QWidget, mirrored: bool) -> None:
    if mirrored:
        window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    options = {"yes": "Yes", "a_little": "A little", "not_yet": "Not yet"}
    choice = ChipChoice(options, "Could it take it in?", window)
    told: list[str] = []
    choice.changed.connect(lambda: told.append(choice.value()))
    shown(qtbot, window)
    first, second, third = choice.chips.values()
    assert choice.value() == "" and second.accessibleDescription() == "Could it take it in?"
    first.setFocus()
    forth = Key.Key_Left if mirrored else Key.Key_Right
    QTest.keyClick(first, forth)
    assert second.hasFocus()
    QTest.keyClick(second, Key.Key_Space)
    QTest.keyClick(second, Key.Key_Up)
    QTest.keyClick(first, Key.Key_Up)
    assert third.hasFocus()
    QTest.keyClick(third, Key.Key_Space)
    QTest.keyClick(third, Key.Key_Space)  # let go
    assert told == ["a_little", "not_yet", ""]
    choice.show_value("yes")
    assert choice.value() == "yes" and len(told) == 3


def test_a_day_behind_us_is_chosen_and_shown_again(window: QWidget) -> None:
    pick = DayPick("When was it?", {0: "Today", -1: "Yesterday"}, window)
    assert pick.day() == TODAY and pick.own.maximumDate() == QDate.currentDate()
    today, yesterday, other = pick.chips()
    yesterday.click()
    assert pick.day() == TODAY - timedelta(days=1) and pick.own.isHidden()
    other.click()
    assert not pick.own.isHidden()
    pick.own.setDate(QDate(2022, 2, 28))
    assert pick.day() == date(2022, 2, 28)
    pick.show_day(TODAY + timedelta(days=3))  # written where the clock was ahead
    assert pick.day() == TODAY + timedelta(days=3)
    pick.show_day(TODAY - timedelta(days=1))
    assert yesterday.isChecked() and not today.isChecked()


def test_a_day_ahead_or_none_is_chosen(window: QWidget) -> None:
    pick = DayPick("When?", {1: "Tomorrow", 7: "In a week"}, window, none="No day")
    assert pick.day() is None and pick.own.minimumDate() == QDate.currentDate()
    tomorrow, week, other, none = pick.chips()
    week.click()
    assert pick.day() == TODAY + timedelta(days=7)
    pick.show_day(date(2020, 5, 1))  # a step whose day has long come keeps it
    assert pick.day() == date(2020, 5, 1) and other.isChecked()
    pick.show_day(None)
    assert none.isChecked() and not tomorrow.isChecked() and pick.day() is None
