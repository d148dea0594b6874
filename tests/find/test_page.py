"""The page of the search: results as one types, filters, and the way to the very place."""

from __future__ import annotations

import time
from threading import Timer
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from sqlalchemy import text

from ifs_desktop.dialogue import edits
from ifs_desktop.find import looking, marked, searching
from ifs_desktop.parts.edits import put_away_part
from ifs_desktop.store import Ref, Store, search
from ifs_desktop.store.query import parse
from ifs_desktop.store.schema import Dialogue, Turn, now
from ifs_desktop.ui import theme
from ifs_desktop.vault.connect import Halt, Halted
from tests.find.conftest import OpenPage, Shown

Key = Qt.Key
FACT, ENTRY = "profile 1 fact:1", "entry 1 words:lantern"


def colours(picture: QImage, wanted: QColor, near: int = 0) -> int:
    """How many pixels of a picture have a colour, give or take so much of each primary."""

    red, green, blue = wanted.red(), wanted.green(), wanted.blue()

    def like(found: QColor) -> bool:
        away = (found.red() - red, found.green() - green, found.blue() - blue)
        return all(abs(one) <= near for one in away)

    places = ((x, y) for y in range(80) for x in range(picture.width()))
    return sum(like(picture.pixelColor(x, y)) for x, y in places)


def test_results_appear_as_one_types_the_newest_first_and_lead_to_the_very_place(
    shown: Shown,
) -> None:
    QTest.keyClicks(shown.page.box, "lant")
    assert shown.settled() == [FACT, "turn 2", "turn 1", "dialogue 1", ENTRY]
    QTest.keyClick(shown.page.box, Key.Key_Down)
    for _ in range(4):
        QTest.keyClick(shown.page.list, Key.Key_Down)
    QTest.keyClick(shown.page.list, Key.Key_Return)
    assert shown.asked == [Ref("entry", 1, "words:lantern")]
    at = shown.page.list.visualRect(shown.page.model.index(1)).center()
    QTest.mouseClick(shown.page.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert shown.asked[1:] == [Ref("turn", 2)]
    QTest.keyClick(shown.page.list, Key.Key_Home)
    QTest.keyClick(shown.page.list, Key.Key_Up)  # back to the letters
    assert shown.page.box.hasFocus()
    QTest.keyClick(shown.page.box, Key.Key_Return)
    assert shown.asked[2:] == [Ref("profile", 1, "fact:1")]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("守夜", ["turn 3"]),
        ("قنديل", ["turn 4"]),
        ("lantern part:watchful", [FACT, "turn 1", "dialogue 1"]),
        ("lantern kind:turn -window", ["turn 2"]),
        ("tag:home", ["entry 1"]),
        ("before:2026", ["entry 1"]),
    ],
)
def test_words_phrases_and_filters_find(shown: Shown, typed: str, expected: list[str]) -> None:
    assert shown.look_for(typed) == expected


def test_a_hit_is_marked_in_the_words_around_it(shown: Shown) -> None:
    shown.look_for("kind:entry lant")
    row = shown.page.model.row(0)
    assert row.snippet.startswith("…") and len(row.snippet) < 300
    assert [row.snippet[a:b] for a, b in row.marks] == ["lantern"]
    shown.look_for("thank")
    assert shown.page.model.row(0).snippet == "Thank you for the lantern"  # no signs of Markdown
    picture = shown.page.list.viewport().grab().toImage()
    assert colours(picture, theme.colour("self_soft")) > 20  # the ground
    assert colours(picture, theme.colour("self"), 40) > 15  # and the line: not by colour alone


@pytest.mark.parametrize(
    "words", ["the lantern burned all night ", "הפנס דלק כל הלילה ", "ランタン"]
)
def test_words_that_do_not_fit_end_in_dots_within_their_lines(
    qapp: QApplication, words: str
) -> None:
    hand = marked.Hand(theme.font(14))

    def drawn(text: str) -> QImage:
        picture = QImage(340, 60, QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        marked.Words(text, ((0, 3),), hand, 300, 2).draw(painter, QPointF(20, 5))
        painter.end()
        return picture

    def inked(picture: QImage, at: range) -> bool:
        white = QColor(Qt.GlobalColor.white)
        return any(picture.pixelColor(x, y) != white for x in at for y in range(60))

    long = drawn(words * 40)
    assert long == drawn(words * 41) != drawn(words)
    assert not inked(long, range(18)) and not inked(long, range(322, 340))
    cut = marked.Words(words * 40, (), hand, 300, 2)
    assert cut._dots is not None and marked.Words(words, (), hand, 300, 2)._dots is None


def test_filters_by_mouse_and_key_and_typed_ones_are_the_same(shown: Shown) -> None:
    filters = shown.page.filters
    shown.look_for("lantern")
    for combo, data, typed in (
        (filters.kind, "turn", "lantern kind:turn"),
        (filters.part, "The Watchful One", 'lantern kind:turn part:"The Watchful One"'),
        (filters.kind, "", 'lantern part:"The Watchful One"'),
    ):
        combo.setFocus()
        combo.setCurrentIndex(combo.findData(data))
        combo.activated.emit(combo.currentIndex())
        assert shown.page.box.text() == typed
    assert shown.settled() == [FACT, "turn 1", "dialogue 1"]
    shown.look_for("lantern kind:turn kind:fact tag:ho before:2030 part:slam")
    said = [c.currentText() for c in (filters.kind, filters.part, filters.time, filters.tag)]
    assert said == ["Several", "slam", "Before 1 January 2030", "ho"]
    QTest.mouseClick(filters.clear, Qt.MouseButton.LeftButton)
    assert shown.page.box.text() == "lantern"
    assert filters.kind.currentText() == "Anything" and not filters.clear.isVisible()


def test_nothing_found_is_said_kindly_and_ways_to_look_can_be_tried(shown: Shown) -> None:
    assert shown.look_for("absent") == []
    assert shown.page.stack.currentWidget() is shown.page.hints
    names = [one.accessibleName() for one in shown.page.hints.findChildren(QPushButton)]
    assert "Look for kind:entry" in names
    button = shown.page.hints.findChildren(QPushButton)[names.index("Look for kind:entry")]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shown.settled() == ["entry 1"]
    assert shown.look_for("") == []


def test_what_is_found_soon_is_painted_with_the_letter_on_the_ground_of_the_page(
    shown: Shown, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "PATIENCE", 10)
    for choice in ("dark", "light"):
        theme.apply(qapp, choice)
        shown.page.box.setText(f"lantern -{choice}")
        assert shown.page.model.rowCount() == 5  # and no event was waited for
        assert shown.page.stack.currentWidget() is shown.page.list
        seen = shown.page.list.viewport().grab().toImage()
        assert seen.pixelColor(3, seen.height() - 3) == theme.colour("background")


def test_a_newer_key_ends_an_older_search_and_no_stale_answer_is_shown(
    shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    halted: list[str] = []
    look = looking.look

    def slowly(store: Store, query: Any, halt: Halt, *rest: Any) -> object:
        if query.words == "window":
            end = time.monotonic() + 20
            try:
                while time.monotonic() < end:
                    halt.check()
            except Halted:
                halted.append(query.words)
                raise
        return look(store, query, halt, *rest)

    monkeypatch.setattr(looking, "look", slowly)
    shown.page.box.setText("window")
    assert shown.look_for("thank") == ["turn 2"]
    shown.qtbot.waitUntil(lambda: halted == ["window"])
    shown.qtbot.wait(20)
    assert shown.settled() == ["turn 2"]


def test_a_running_query_is_interrupted_inside_the_database(written: Store) -> None:
    halt = Halt()
    with written.read() as session:
        endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x FROM n) SELECT max(x) FROM n"
        Timer(0.05, halt.interrupt).start()
        with pytest.raises(Halted), search.stopping(session, halt):
            session.execute(text(endless)).all()


def test_more_is_loaded_as_one_scrolls_and_no_row_twice(
    written: Store, open_page: OpenPage
) -> None:
    with written.edit("Talk") as session:
        session.add_all(
            [Turn(dialogue_id=1, text=f"again {n}", position=10.0 + n) for n in range(130)]
        )
    shown = open_page()
    assert len(shown.look_for("again")) == looking.FIRST
    bar = shown.page.list.verticalScrollBar()
    for _ in range(4):
        bar.setValue(bar.maximum())
        refs = shown.settled()
    assert len(refs) == len(set(refs)) == 130


def test_words_results_and_place_are_there_when_one_comes_back(
    shown: Shown, written: Store
) -> None:
    shown.look_for("lantern")
    shown.page.list.setCurrentIndex(shown.page.model.index(2))
    shown.page.hide()
    edits.say(written, dialogue_id=1, part_id=1, text="one more lantern")
    shown.page.show()
    assert shown.settled()[0] == "turn 5"
    assert shown.page.list.currentIndex().row() == 3  # still the same turn
    assert shown.page.here() == Ref("find", None, "lantern")
    shown.page.open_ref(Ref("find", None, "thank"))
    assert shown.settled() == ["turn 2"]


def test_what_is_put_away_is_not_found_nor_what_it_holds(shown: Shown, written: Store) -> None:
    put_away_part(written, part_id=1)
    shown.look_for("lantern")
    assert FACT not in shown.settled()
    with written.edit("Put away") as session:
        session.get_one(Dialogue, 1).put_away = now()
    assert shown.settled() == [ENTRY]
    written.undo()
    assert shown.settled() == ["turn 2", "turn 1", "dialogue 1", ENTRY]


def test_what_was_looked_for_is_kept_in_the_journal_alone(
    shown: Shown, written: Store, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "PATIENCE", 10)  # the page is not finished when it answers
    shown.look_for("lantern wind")
    shown.page.commit_drafts()
    assert written.draft("find") == "lantern wind"
    assert open_page().settled() == ["turn 1"]


def test_a_screen_reader_hears_what_a_row_shows(shown: Shown) -> None:
    shown.look_for("window")
    said = shown.page.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Said. The Watchful One. Asking for lantern. ")
    assert said.endswith("A lantern in the window")


def test_any_letters_may_be_typed(shown: Shown) -> None:
    for letter in '"(*-:kind:\'"NEAR ^ قن 守 \u0301':
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(shown.page.box, event)
    shown.settled()
    assert shown.look_for("守") == ["turn 3"]


def test_a_snippet_begins_near_the_hit_and_ends_with_a_sign() -> None:
    text = "word " * 100 + "# the **lantern**\n\n![a picture](image:7) " + "word " * 100
    words, marks = looking.snippet(text, parse("lantern").pattern())
    assert words.startswith("…word") and words.endswith("…")
    assert "the lantern a picture word" in words
    assert [words[a:b] for a, b in marks] == ["lantern"]
    assert looking.snippet("", None) == ("", ())
