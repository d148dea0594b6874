"""The journal's page: writing, leaving, coming back, finding one's way by list and calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ifs_desktop.entries import drafts, edits, queries, sheet
from ifs_desktop.entries.listed import MonthRole
from ifs_desktop.entries.page import EntriesPage
from ifs_desktop.store import Ref, Store, images, sample
from ifs_desktop.store.images import Encoded
from ifs_desktop.ui import ask, pictures, theme
from tests.entries.conftest import OpenPage
from tests.helpers.app import type_into

Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(open_page: OpenPage, cast: dict[str, int]) -> EntriesPage:
    """The page of a journal without entries, the keyboard in the blank one."""
    page = open_page()
    page.take_focus()
    return page


def listed(page: EntriesPage) -> list[str]:
    rows = page.list_pane.list.entries
    return [rows.at(number).title for number in range(rows.rowCount())]


def only(store: Store) -> queries.EntryDetail:
    (row,) = queries.earlier(store)
    entry = queries.entry(store, row.id)
    assert entry is not None
    return entry


def written(store: Store, *texts: str, days: int = 1) -> list[int]:
    """Entries, each some days after the one before, the last one now."""
    last = datetime.now().astimezone()
    times = [last - timedelta(days=days * n) for n in reversed(range(len(texts)))]
    pairs = zip(texts, times, strict=True)
    return [edits.begin_entry(store, text=text, happened=when) for text, when in pairs]


def test_what_is_typed_becomes_an_entry_and_one_step(
    qtbot: QtBot, store: Store, page: EntriesPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet, "PAUSE", 60)
    page.sheet.clock._timer.setInterval(20)
    before = store.undo_label
    type_into(page.sheet.text, "Soup and @Watch")
    qtbot.waitUntil(lambda: store.draft(drafts.NEW) != "" or bool(queries.earlier(store)))
    qtbot.waitUntil(lambda: bool(queries.earlier(store)))
    type_into(page.sheet.text, ", then rain")
    page.sheet.title.setFocus()
    type_into(page.sheet.title, "Evening")
    QTest.keyClick(page.sheet.title, Key.Key_Return)
    assert page.sheet.text.hasFocus()
    entry = only(store)
    assert (entry.title, entry.text) == ("Evening", "Soup and @Watch, then rain")
    assert [part.name for part in entry.parts] == ["Watch"]
    assert listed(page) == ["Evening"] and page.list_pane.isVisible()
    assert page.here() == Ref("entry", entry.id)
    assert store.draft(drafts.NEW) == store.draft(drafts.of_entry(entry.id)) == ""
    store.undo()
    assert queries.earlier(store) == [] and store.undo_label == before
    assert page.sheet.blank() and page.sheet.entry_id() is None


def test_a_blank_entry_is_not_kept(store: Store, page: EntriesPage) -> None:
    type_into(page.sheet.text, "  ")
    page.commit_drafts()
    page.new_entry()
    page.commit_drafts()
    assert queries.earlier(store) == [] and store.draft(drafts.NEW) == ""


def test_words_typed_before_a_crash_are_there_again(store: Store, open_page: OpenPage) -> None:
    (entry,) = written(store, "Half")
    store.keep_draft(drafts.of_entry(entry), "A title\nHalf a pear")
    page = open_page()
    assert page.sheet.text.words() == "Half a pear" and page.sheet.title.text() == "A title"
    assert only(store).text == "Half a pear"
    store.keep_draft(drafts.NEW, "\nNew words")
    again = open_page()
    assert again.sheet.text.words() == "New words"
    assert {row.title for row in queries.earlier(store)} == {"A title", "New words"}


def test_going_to_another_entry_keeps_the_first(store: Store, open_page: OpenPage) -> None:
    older, newer = written(store, "older", "newer")
    page = open_page()
    assert page.here() == Ref("entry", newer)
    page.take_focus()
    type_into(page.sheet.text, "the ")
    page.list_pane.list.setFocus()
    QTest.keyClick(page.list_pane.list, Key.Key_Down)
    assert page.here() == Ref("entry", older)
    assert listed(page) == ["the newer", "older"]
    store.undo()
    assert listed(page) == ["newer", "older"]
    page.open_ref(Ref("entry", newer))
    assert page.sheet.text.words() == "newer"
    assert open_page().here() == Ref("entry", newer)


def test_undo_elsewhere_shows_in_the_open_entry(store: Store, open_page: OpenPage) -> None:
    (entry,) = written(store, "one")
    page = open_page()
    edits.write_entry(store, entry_id=entry, title="T", text="two")
    assert page.sheet.text.words() == "two" and page.sheet.title.text() == "T"
    store.undo()
    assert page.sheet.text.words() == "one" and page.sheet.title.text() == ""


def test_another_theme_or_a_mere_look_is_no_typing(
    qapp: QApplication, store: Store, open_page: OpenPage
) -> None:
    (entry,) = written(store, "# one\n\n> two")
    page = open_page()
    theme.apply(qapp, "dark")
    theme.apply(qapp, "light")
    QApplication.processEvents()
    assert not page.sheet.clock.running() and not page.sheet._typed
    assert store.draft(drafts.of_entry(entry)) == ""


def test_putting_away_opens_the_entry_beside_it(store: Store, open_page: OpenPage) -> None:
    ids = written(store, "a", "b", "c")
    page = open_page()
    page.open_ref(Ref("entry", ids[1]))
    page.put_away_entry()
    assert listed(page) == ["c", "a"] and page.here() == Ref("entry", ids[0])
    page.list_pane.list.setFocus()
    QTest.keyClick(page.list_pane.list, Key.Key_Delete)
    assert listed(page) == ["c"] and page.here() == Ref("entry", ids[2])
    store.undo()
    assert listed(page) == ["c", "a"]


def test_a_late_entry_stands_under_its_own_time(store: Store, page: EntriesPage) -> None:
    then = datetime.now().astimezone().replace(microsecond=0) - timedelta(days=40)
    with ask.answer(then) as asked:
        page.late_entry()
    assert asked == ["When was it?"]
    type_into(page.sheet.text, "late")
    page.commit_drafts()
    assert only(store).happened == then
    with ask.answer(then - timedelta(days=1)):
        page.sheet.when.click()
    assert only(store).happened == then - timedelta(days=1)
    assert str((then - timedelta(days=1)).year) in page.sheet.when.text()


def test_tags_are_added_completed_and_taken_off(store: Store, open_page: OpenPage) -> None:
    first, second = written(store, "one", "two")
    edits.tag_entry(store, entry_id=first, name="out of the house")
    page = open_page()
    line = page.sheet.foot.line
    line.setFocus()
    type_into(line, "out o")
    assert line.text() == "out of the house"
    QTest.keyClick(line, Key.Key_End)
    QTest.keyClick(line, Key.Key_Return)
    type_into(line, "quiet,")
    row = queries.row(store, second)
    assert row is not None and row.tags == ("out of the house", "quiet")
    box = page.list_pane.tags
    assert [box.itemText(n) for n in range(box.count())] == ["All", "#out of the house", "#quiet"]
    box.setCurrentIndex(2)
    box.activated.emit(2)
    assert listed(page) == ["two"]
    chip = page.sheet.foot.chips()[1]
    chip.setFocus()
    QTest.keyClick(chip, Key.Key_Delete)
    assert listed(page) == ["two", "one"] and page.list_pane.tag() == ""
    type_into(line, "half a ta")
    page.commit_drafts()
    assert open_page().sheet.foot.line.text() == "half a ta"


def test_a_tag_begins_an_entry_that_has_no_words_yet(store: Store, page: EntriesPage) -> None:
    page.sheet.foot.line.setFocus()
    type_into(page.sheet.foot.line, "rain")
    QTest.keyClick(page.sheet.foot.line, Key.Key_Return)
    assert only(store).tags == ("rain",)
    page.take_focus()
    type_into(page.sheet.text, "words")
    page.commit_drafts()
    assert only(store).text == "words"


def test_a_part_that_is_named_leads_to_its_profile(
    qtbot: QtBot, store: Store, page: EntriesPage, cast: dict[str, int]
) -> None:
    type_into(page.sheet.text, "With @Little One")
    page.commit_drafts()
    (chip,) = page.sheet.foot.chips()
    with qtbot.waitSignal(page.open_requested) as asked:
        chip.click()
    assert asked.args == [Ref("profile", cast["Little One"])]


def test_templates_are_started_used_and_put_away(store: Store, page: EntriesPage) -> None:
    type_into(page.sheet.text, "What was here?")
    with ask.answer("Evening & night"):
        page.keep_template()
    menu = page.templates_button.menu()
    assert menu is not None
    menu.aboutToShow.emit()
    menu.actions()[0].trigger()
    assert page.sheet.text.words() == "What was here?" and len(listed(page)) == 2
    with ask.answer(0, "Nights"):
        page.rename_template()
    assert [row.name for row in queries.templates(store)] == ["Nights"]
    with ask.answer(0):
        page.put_away_template()
    assert queries.templates(store) == []
    store.undo()
    assert [row.name for row in queries.templates(store)] == ["Nights"]


def picture() -> QImage:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    return image


def test_a_dropped_picture_is_kept_shown_and_taken_back_with_its_line(
    qtbot: QtBot, store: Store, page: EntriesPage, tmp_path: Path
) -> None:
    type_into(page.sheet.text, "Here:")
    assert picture().save(str(tmp_path / "a.png"))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.png"))])
    copy = Qt.DropAction.CopyAction
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(20, 20), copy, data, button, none)
    page.sheet.text.dropEvent(drop)
    qtbot.waitUntil(lambda: "image:" in page.sheet.text.words())
    (number,) = images.named_in(page.sheet.text.words())
    entry = only(store)
    assert entry.text == f"Here:\n![Picture](image:{number})\n"
    block = page.sheet.text.document().findBlockByNumber(1)
    assert block.blockFormat().bottomMargin() > 200
    assert block.next().blockFormat().bottomMargin() == 0
    QApplication.processEvents()
    shown = page.sheet.text.viewport().grab().toImage()
    dots = shown.devicePixelRatio()
    rect = page.sheet.text.document().documentLayout().blockBoundingRect(block)
    at = QPoint(int(100 * dots), int((rect.top() + 120) * dots))
    assert shown.pixelColor(at) == QColor("teal")
    QTest.keyClick(page.sheet.text, Key.Key_Z, Control)
    assert page.sheet.text.words() == "Here:"
    QTest.keyClick(page.sheet.text, Key.Key_Y, Control)
    page.commit_drafts()
    store.undo()
    assert images.image(store, number) is None and queries.earlier(store) == []


def test_a_file_that_is_no_picture_is_refused_and_the_words_stay(
    qtbot: QtBot, store: Store, page: EntriesPage, tmp_path: Path
) -> None:
    path = tmp_path / "words.png"
    path.write_text("no picture")
    with ask.answer(str(path)):
        page.add_picture()
    qtbot.waitUntil(page.notice.isVisible)
    assert "could not be read" in page.notice.accessibleName()
    assert page.sheet.blank()


def test_a_picture_comes_to_no_other_entry_than_the_one_it_was_added_to(
    qtbot: QtBot, store: Store, page: EntriesPage, tmp_path: Path
) -> None:
    assert picture().save(str(tmp_path / "a.png"))
    type_into(page.sheet.text, "Here:")
    with ask.answer(str(tmp_path / "a.png")):
        page.add_picture()
    page.new_entry()
    qtbot.waitUntil(page.notice.isVisible)
    assert "once more" in page.notice.accessibleName()
    assert page.sheet.blank() and only(store).text == "Here:"


def test_pasted_words_are_plain_and_a_pasted_picture_is_kept(
    qtbot: QtBot, store: Store, page: EntriesPage
) -> None:
    rich = QMimeData()
    rich.setHtml("<b>bold</b> <img src='file:///etc/hostname'>")
    rich.setText("bold")
    page.sheet.text.insertFromMimeData(rich)
    assert page.sheet.text.words() == "bold"
    assert page.sheet.text.document().begin().begin().fragment().charFormat().fontWeight() == 400
    copied = QMimeData()
    copied.setImageData(picture())
    page.sheet.text.insertFromMimeData(copied)
    qtbot.waitUntil(lambda: "image:" in page.sheet.text.words())


def test_the_calendar_leads_to_a_day_by_key_and_mouse(store: Store, open_page: OpenPage) -> None:
    ids = written(store, "first", "second", "third", days=40)
    page = open_page()
    grid = page.list_pane.calendar.grid
    rows = {number: queries.row(store, number) for number in ids}
    first, second = rows[ids[0]], rows[ids[1]]
    assert first is not None and second is not None
    grid.setFocus()
    while grid.day.replace(day=1) != second.happened.date().replace(day=1):
        QTest.keyClick(grid, Key.Key_PageUp)
    day = second.happened.date()
    assert grid.is_marked(day) and not grid.is_marked(day + timedelta(days=1))
    side = Key.Key_Right if day > grid.day else Key.Key_Left
    while grid.day != day:
        QTest.keyClick(grid, side)
    assert "Something is written here" in grid.accessibleDescription()
    QTest.keyClick(grid, Key.Key_Return)
    assert page.here() == Ref("entry", ids[1])
    grid.go_to(first.happened.date())
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.box(grid.day).center())
    assert page.here() == Ref("entry", ids[0])


def test_on_this_day_is_shown_when_it_is_asked_for(store: Store, open_page: OpenPage) -> None:
    today = date.today()
    then = datetime(today.year - 2, today.month, min(today.day, 28), 12).astimezone()
    edits.begin_entry(store, text="then", happened=then)
    edits.begin_entry(store, text="now")
    page = open_page()
    page.list_pane.calendar.grid.go_to(then.date().replace(year=today.year))
    page.list_pane.this_day.click()
    assert listed(page) == ["then"]
    page.list_pane.this_day.click()
    assert listed(page) == ["now", "then"]
    page.list_pane.calendar.grid.go_to(then.date() + timedelta(days=20))
    page.list_pane.this_day.click()
    assert listed(page) == [] and page.list_pane._none.isVisible()


def test_a_long_journal_is_read_as_it_is_looked_at(store: Store, open_page: OpenPage) -> None:
    sample.fill(store, entries=700)
    page = open_page()
    rows = page.list_pane.list.entries
    assert rows.rowCount() < 200
    every = queries.earlier(store, limit=1000)
    assert len(every) == 700
    page.open_ref(Ref("entry", every[500].id))
    assert page.list_pane.list.currentIndex().data() == (every[500].title or "No words yet")
    for _ in range(12):
        rows.fetch_newer()
        rows.fetchMore(rows.index(-1))
    assert [rows.at(n).id for n in range(rows.rowCount())] == [row.id for row in every]
    months = [rows.index(n).data(MonthRole) for n in range(rows.rowCount())]
    named = [month for month in months if month]
    assert (
        len(named) == len(set(named)) == len({(r.happened.year, r.happened.month) for r in every})
    )


def test_f6_reaches_list_calendar_and_words(store: Store, open_page: OpenPage) -> None:
    empty = open_page()
    assert [pane.accessibleName() for pane in empty.panes()][1:] == ["Entry"]
    written(store, "one")
    page = open_page()
    names = [pane.accessibleName() for pane in page.panes()]
    assert names[0] == "Entries" and names[1].startswith("Calendar") and names[2] == "Entry"
    page.list_pane.calendar.month.click()
    assert len(page.panes()) == 2


def test_tab_goes_through_all_in_reading_order(store: Store, open_page: OpenPage) -> None:
    entry = written(store, "one")[0]
    edits.tag_entry(store, entry_id=entry, name="home")
    page = open_page()
    page.sheet.when.setFocus()
    passed = []
    for _ in range(9):
        focus = QApplication.focusWidget()
        assert focus is not None
        passed.append(focus.accessibleName())
        QTest.keyClick(focus, Key.Key_Tab)
    assert passed[1:5] == ["Title", "Entry", "Take off the tag home", "Add a tag"]
    assert passed[5:8] == ["Late entry", "Add a picture", "Templates"]


def test_the_words_stay_where_they_are_when_the_first_entry_is_kept(page: EntriesPage) -> None:
    at = page.sheet.text.mapTo(page, QPoint(0, 0))
    away = next(one for one in page.menu_actions() if one.objectName() == "put_away_entry")
    assert not away.isEnabled()
    type_into(page.sheet.text, "here")
    assert away.isEnabled()
    page.commit_drafts()
    QApplication.processEvents()
    assert page.sheet.text.mapTo(page, QPoint(0, 0)) == at


def test_a_title_that_is_too_long_is_told_whole(page: EntriesPage) -> None:
    line, title = page.sheet.title, "since the day did not want to end " * 6
    page.sheet.text.setFocus()
    line.setText("short")
    assert not line.toolTip()
    line.setText(title + "a")
    ends = line.grab().toImage()
    line.setText(title + "bcd")
    assert line.toolTip() == title + "bcd"
    assert line.grab().toImage() == ends  # what does not fit is not begun


@pytest.fixture
def quick_pause(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(sheet, "PAUSE", 30)
    yield


def test_typing_and_saving_meet_without_losing_a_letter(
    qtbot: QtBot, store: Store, quick_pause: None, open_page: OpenPage
) -> None:
    """Saved again and again while it is typed, with changes from elsewhere in between."""
    page = open_page()
    page.take_focus()
    words = "One day after another, and none of them was lost."
    for number, letter in enumerate(words):
        type_into(page.sheet.text, letter)
        if number % 5 == 0:
            qtbot.wait(35)
        if number == 20:
            edits.begin_entry(store, text="elsewhere")
        if number == 30:
            open_id = page.sheet.entry_id()
            assert open_id is not None
            edits.tag_entry(store, entry_id=open_id, name="between")
    page.commit_drafts()
    assert page.sheet.text.words() == words
    open_id = page.sheet.entry_id()
    assert open_id is not None
    entry = queries.entry(store, open_id)
    assert entry is not None and entry.text == words and entry.tags == ("between",)


def test_a_picture_that_is_gone_leaves_its_words(store: Store, open_page: OpenPage) -> None:
    number = images.keep_image(store, pictures.encoded(picture()))
    assert isinstance(images.image(store, number), Encoded)
    (entry,) = written(store, f"![A hill](image:{number})\n\n![Gone](image:{number + 7})")
    page = open_page()
    assert page.here() == Ref("entry", entry)
    document = page.sheet.text.document()
    margins = [document.findBlockByNumber(n).blockFormat().bottomMargin() for n in (0, 2)]
    assert margins[0] > 100 and margins[1] == 0
