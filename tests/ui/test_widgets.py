"""The small widgets, used as a person uses them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets import (
    BusySign,
    CalmScroll,
    Card,
    Chip,
    ElidedLabel,
    Field,
    FlowLayout,
    GrowingTextEdit,
    KeyHint,
    Notice,
    PageHeader,
    RevealLineEdit,
)

# The offscreen platform has no window manager and says so, as a warning.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LONG = "The one who reads every message four times and still does not know what she meant by it"


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> None:
    theme.apply(qapp, "light")


def header_with(qtbot: QtBot, title: str, width: int) -> PageHeader:
    header = PageHeader(title)
    qtbot.addWidget(header)
    for name in ("Undo", "Arrange", "Export", "Add part"):
        header.add_action(QPushButton(name))
    header.resize(width, header.height())
    header.show()
    QApplication.processEvents()
    return header


def test_a_header_is_fifty_six_px_high(qtbot: QtBot) -> None:
    assert header_with(qtbot, "Map", 1200).height() == theme.px(56)


def test_a_wide_header_shows_all_its_actions(qtbot: QtBot) -> None:
    header = header_with(qtbot, "Map", 1200)
    assert header.folded() == []


def test_a_narrow_header_keeps_every_action_reachable(qtbot: QtBot) -> None:
    header = header_with(qtbot, LONG, 420)
    folded = header.folded()
    assert folded
    last = header.findChildren(QPushButton)[-1]
    assert "Add part" not in [button.text() for button in folded]
    header._fill_menu()
    assert [action.text() for action in header._menu.actions()] == [b.text() for b in folded]
    with qtbot.waitSignal(folded[0].clicked):
        header._menu.actions()[0].trigger()
    assert last is not None


def test_a_header_unfolds_when_it_grows_again(qtbot: QtBot) -> None:
    header = header_with(qtbot, "Map", 420)
    header.resize(1200, header.height())
    QApplication.processEvents()
    assert header.folded() == []


def test_an_action_its_owner_hides_stays_hidden(qtbot: QtBot) -> None:
    header = header_with(qtbot, "Map", 1200)
    undo = header._actions[0][0]
    undo.hide()
    for width in (400, 1200):
        header.resize(width, header.height())
        QApplication.processEvents()
        assert not undo.isVisible() and undo not in header.folded()
    undo.show()
    QApplication.processEvents()
    assert undo.isVisible()


def test_nothing_in_a_header_overlaps_at_any_width(qtbot: QtBot) -> None:
    header = header_with(qtbot, LONG, 1200)
    header.set_back("Exercises")
    header.add_chip(Chip("The Watchful One", role="manager"))
    header.add_chip(Chip(LONG, role="exile"))
    for width in range(480, 1500, 60):
        header.resize(width, header.height())
        QApplication.processEvents()
        children = [
            child
            for child in header.children()
            if isinstance(child, QWidget) and child.isVisible() and not child.isWindow()
        ]
        boxes = sorted((child.geometry() for child in children), key=lambda box: box.x())
        for one, other in pairwise(boxes):
            assert one.right() < other.left(), width
        assert boxes[-1].right() <= width


def test_the_way_back_is_named(qtbot: QtBot) -> None:
    header = header_with(qtbot, "Then or now?", 900)
    header.set_back("Exercises")
    back = header.findChildren(QPushButton)[0]
    assert back.accessibleName() == "Back to Exercises"
    with qtbot.waitSignal(header.back_requested):
        back.click()


def test_a_long_title_keeps_its_words_in_a_tooltip(qtbot: QtBot) -> None:
    words = ElidedLabel(LONG)
    qtbot.addWidget(words)
    words.resize(120, 24)
    words.show()
    assert words.toolTip() == LONG
    words.resize(2000, 24)
    QApplication.processEvents()
    assert words.toolTip() == ""


@pytest.mark.parametrize("name", ["Little One", LONG, "見張り番のひと", "الحارس الصغير", "A & B"])
def test_a_chip_is_named_and_of_a_bearable_width(qtbot: QtBot, name: str) -> None:
    chip = Chip(name, role="exile", key="Ctrl 3", checkable=True)
    qtbot.addWidget(chip)
    chip.show()
    assert chip.accessibleName() == name
    assert chip.accessibleDescription() == "Exile, Ctrl 3"
    assert chip.sizeHint().width() < theme.px(380)
    assert (chip.toolTip() == name) == (name == LONG)
    assert not chip.grab().isNull()


def test_a_chip_is_taken_by_keyboard(qtbot: QtBot) -> None:
    chip = Chip("curious", checkable=True)
    qtbot.addWidget(chip)
    chip.show()
    QTest.keyClick(chip, Qt.Key.Key_Space)
    assert chip.isChecked()


def test_a_chip_mirrors_where_reading_goes_from_right_to_left(qtbot: QtBot) -> None:
    chip = Chip("x", role="exile", key="Ctrl 1")
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    left = chip.grab().toImage()
    chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert chip.grab().toImage() != left


def test_a_flow_wraps_and_grows(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    flow = FlowLayout(box)
    chips = [Chip(f"part {index}", box) for index in range(12)]
    for chip in chips:
        flow.addWidget(chip)
    assert flow.heightForWidth(2000) < flow.heightForWidth(200)
    box.resize(200, flow.heightForWidth(200))
    box.show()
    QApplication.processEvents()
    assert all(box.rect().contains(chip.geometry()) for chip in chips)
    assert chips[0].y() < chips[-1].y()
    flow.clear()
    assert flow.count() == 0


def test_a_flow_takes_a_widget_in_the_middle(qtbot: QtBot) -> None:
    box = QWidget()
    qtbot.addWidget(box)
    flow = FlowLayout(box)
    first, last, between = (QLabel(text, box) for text in "acb")
    flow.addWidget(first)
    flow.addWidget(last)
    flow.insert_widget(1, between)
    box.resize(300, 40)
    box.show()
    QApplication.processEvents()
    assert first.x() < between.x() < last.x()


def test_a_field_names_its_control_and_explains_an_error(qtbot: QtBot) -> None:
    line = QLineEdit()
    field = Field("Name", line, hint="What you call it")
    qtbot.addWidget(field)
    assert line.accessibleName() == "Name"
    assert line.accessibleDescription() == "What you call it"
    field.set_error("Two parts have this name.")
    assert line.accessibleDescription() == "Two parts have this name."
    field.set_error("")
    assert line.accessibleDescription() == "What you call it"


def test_tab_leads_through_the_fields_and_past_what_is_inside_them(
    qtbot: QtBot, qapp: QApplication
) -> None:
    form = QWidget()
    qtbot.addWidget(form)
    column = QVBoxLayout(form)
    fields = [Field(name, RevealLineEdit(form), form) for name in ("Password", "Repeat password")]
    for field in fields:
        column.addWidget(field)
    form.show()
    form.activateWindow()
    QTest.qWaitForWindowActive(form)
    fields[0].setFocus()
    visited = []
    for _ in range(4):
        focus = qapp.focusWidget()
        assert focus is not None
        visited.append(focus.accessibleName())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    show = "Show what is typed"
    assert visited == ["Password", show, "Repeat password", show]


def test_after_a_click_on_show_one_types_on_in_the_field(qtbot: QtBot) -> None:
    form = QWidget()
    qtbot.addWidget(form)
    column = QVBoxLayout(form)
    line, other = RevealLineEdit(form), QLineEdit(form)
    column.addWidget(other)
    column.addWidget(line)
    form.show()
    form.activateWindow()
    QTest.qWaitForWindowActive(form)
    button = line.findChild(QPushButton)
    assert button is not None
    for before in (line, other):
        before.setFocus()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert QApplication.focusWidget() is line
        QTest.keyClicks(line, "ab")
    assert line.text() == "abab"


def test_a_warning_stays_when_an_error_goes(qtbot: QtBot) -> None:
    line = QLineEdit()
    field = Field("Password", line)
    qtbot.addWidget(field)
    field.set_warning("Caps Lock is on")
    field.set_error("")  # as every letter typed into a field does
    assert line.accessibleDescription() == "Caps Lock is on"
    field.set_error("Choose a password.")
    assert line.accessibleDescription() == "Choose a password."
    field.set_error("")
    field.set_warning("")
    assert line.accessibleDescription() == ""


def test_a_notice_shows_words_as_they_are_and_can_be_put_aside(qtbot: QtBot) -> None:
    notice = Notice("<b>x</b> & y", lead="A <i>lead</i>.")
    qtbot.addWidget(notice)
    link = notice.add_link("Ask it to wait")
    notice.show()
    shown = notice.findChild(QLabel)
    assert shown is not None
    assert "&lt;b&gt;x&lt;/b&gt; &amp; y" in shown.text()
    with qtbot.waitSignal(link.clicked):
        QTest.keyClick(link, Qt.Key.Key_Space)
    with qtbot.waitSignal(notice.closed):
        notice.dismiss()
    assert not notice.isVisible()


def test_a_busy_sign_moves_only_while_it_is_seen(qtbot: QtBot) -> None:
    sign = BusySign("Opening your journal")
    qtbot.addWidget(sign)
    assert not sign.moving()
    sign.show()
    assert sign.moving() and sign.accessibleName() == "Opening your journal"
    sign.hide()
    assert not sign.moving()


def test_a_busy_sign_is_still_when_less_motion_is_wanted(qtbot: QtBot) -> None:
    theme.set_reduced_motion(True)
    try:
        sign = BusySign()
        qtbot.addWidget(sign)
        sign.show()
        assert not sign.moving()
        assert not sign.grab().isNull()
    finally:
        theme.set_reduced_motion(None)


def shown_password(qtbot: QtBot) -> RevealLineEdit:
    line = RevealLineEdit()
    qtbot.addWidget(line)
    line.show()
    line.setFocus()
    return line


def test_a_password_is_hidden_until_it_is_asked_for(qtbot: QtBot) -> None:
    line = shown_password(qtbot)
    assert line.echoMode() == QLineEdit.EchoMode.Password
    button = line.findChild(QPushButton)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert line.echoMode() == QLineEdit.EchoMode.Normal
    assert button.accessibleName() == "Hide what is typed"
    line.hide()
    assert line.echoMode() == QLineEdit.EchoMode.Password


def test_the_button_of_a_password_is_reached_by_tab_and_keeps_its_keys(qtbot: QtBot) -> None:
    line = shown_password(qtbot)
    button = line.findChild(QPushButton)
    assert button is not None and button.focusPolicy() & Qt.FocusPolicy.TabFocus
    submitted: list[bool] = []
    line.returnPressed.connect(lambda: submitted.append(True))
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert line.echoMode() == QLineEdit.EchoMode.Normal and not submitted
    QTest.keyClicks(button, "x")
    assert line.text() == ""


def test_the_text_of_a_password_never_runs_under_its_button(qtbot: QtBot) -> None:
    line = shown_password(qtbot)
    line.resize(220, line.sizeHint().height())
    button = line.findChild(QPushButton)
    assert button is not None
    assert line.textMargins().right() >= button.width()
    assert line.rect().contains(button.geometry())


def press(line: QLineEdit, letter: str, *, shift: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    key = Qt.Key(ord(letter.upper()))
    QApplication.sendEvent(line, QKeyEvent(QKeyEvent.Type.KeyPress, key, modifier, letter))


def test_caps_lock_is_noticed_from_what_is_typed(qtbot: QtBot) -> None:
    line = shown_password(qtbot)
    told: list[bool] = []
    line.caps_lock_changed.connect(told.append)
    press(line, "a")
    assert told == []
    press(line, "A", shift=True)
    assert told == []
    press(line, "A")
    assert told == [True] and line.caps_lock()
    press(line, "a", shift=True)
    assert told == [True]
    QTest.keyClick(line, Qt.Key.Key_CapsLock)
    assert told == [True, False]


def test_digits_and_letters_without_case_say_nothing_about_caps_lock(qtbot: QtBot) -> None:
    line = shown_password(qtbot)
    told: list[bool] = []
    line.caps_lock_changed.connect(told.append)
    for letter in "1ش見":
        QApplication.sendEvent(
            line,
            QKeyEvent(QKeyEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter),
        )
    assert told == []


def test_a_growing_text_grows_to_its_limit_and_shrinks(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    edit = GrowingTextEdit(least=2, most=5)
    column.addWidget(edit)
    column.addStretch(1)
    page.resize(400, 600)
    page.show()
    low = edit.height()
    edit.setPlainText("one\ntwo\nthree\nfour")
    QApplication.processEvents()
    middle = edit.height()
    edit.setPlainText("\n".join(["line"] * 40))
    QApplication.processEvents()
    high = edit.height()
    assert low < middle < high < 300
    edit.clear()
    QApplication.processEvents()
    assert edit.height() == low


@pytest.mark.parametrize("text", ["a\nb\nc\nd", "見張り番\nحارس\n見張り番\nक्षेत्र", "word " * 60])
def test_a_growing_text_below_its_limit_needs_no_scroll_bar(qtbot: QtBot, text: str) -> None:
    edit = GrowingTextEdit(least=1, most=20)
    qtbot.addWidget(edit)
    edit.resize(320, 40)
    edit.show()
    edit.setPlainText(text)
    QApplication.processEvents()
    assert edit.verticalScrollBar().maximum() == 0


def test_tab_leaves_a_growing_text(qtbot: QtBot) -> None:
    edit = GrowingTextEdit()
    qtbot.addWidget(edit)
    assert edit.tabChangesFocus()


def test_a_calm_scroll_lets_the_page_show_through(qtbot: QtBot) -> None:
    page = QWidget()
    page.setProperty("kind", "page")
    qtbot.addWidget(page)
    scroll = CalmScroll(QLabel(""), page)
    scroll.resize(100, 100)
    page.resize(100, 100)
    page.show()
    seen = page.grab().toImage().pixelColor(QPoint(50, 50))
    assert seen == theme.colour("background")


@pytest.mark.parametrize("shadow", [False, True])
def test_a_card_is_a_raised_sheet(qtbot: QtBot, shadow: bool) -> None:
    card = Card(shadow=shadow)
    qtbot.addWidget(card)
    card.resize(200, 100)
    seen = card.grab().toImage().pixelColor(QPoint(100, 50))
    assert seen == theme.colour("raised")


def test_a_key_hint_is_plain_text(qtbot: QtBot) -> None:
    hint = KeyHint("<b>Ctrl</b>")
    qtbot.addWidget(hint)
    assert hint.textFormat() == Qt.TextFormat.PlainText
