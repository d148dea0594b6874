"""Naming a part by @ in any text box: the list that fits, by key and mouse, and someone new."""

from __future__ import annotations

import time
from collections.abc import Iterator
from statistics import median

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ifs_desktop.parts import queries
from ifs_desktop.parts.edits import add_part
from ifs_desktop.parts.mention import Mentions
from ifs_desktop.parts.named import addressed, folded, named
from ifs_desktop.parts.queries import PartCard
from ifs_desktop.store import Store
from ifs_desktop.store.schema import Part
from ifs_desktop.ui.bus import Bus
from tests.helpers.app import type_into

Key = Qt.Key
NAMES = ("The Watchful One", "Slam the Door", "Éloïse", "静かな番人", "שומר הסף", "One-Eye")


class Writer:
    """A box with mentions in a window, and what was told."""

    def __init__(
        self, qtbot: QtBot, store: Store, bus: Bus, kind: type[QPlainTextEdit | QTextEdit]
    ) -> None:
        self.host = QWidget()
        qtbot.addWidget(self.host)
        self.host.resize(500, 420)
        self.box = kind(self.host)
        QVBoxLayout(self.host).addWidget(self.box)
        self.mentions = Mentions(self.box, store, bus, with_self=True)
        self.told: list[tuple[object, str]] = []
        self.mentions.chosen.connect(self._tell)
        with qtbot.waitExposed(self.host):
            self.host.show()
        self.host.activateWindow()
        self.box.setFocus()
        qtbot.waitUntil(self.box.hasFocus)

    def _tell(self, part_id: object, name: str) -> None:
        self.told.append((part_id, name))

    def type(self, text: str) -> None:
        type_into(self.box, text)

    def key(self, key: Key) -> None:
        QTest.keyClick(self.box, key)

    def rows(self) -> QListView:
        popup = self.mentions.popup()
        assert popup is not None
        found: QListView = popup.findChildren(QListView)[0]
        return found

    def offered(self) -> list[str]:
        if not self.mentions.is_open():
            return []
        model = self.rows().model()
        return [str(model.index(n, 0).data()) for n in range(model.rowCount())]

    def current(self) -> object:
        return self.rows().currentIndex().data()


@pytest.fixture
def bus(store: Store) -> Iterator[Bus]:
    made = Bus(store)
    yield made
    made.close()


@pytest.fixture
def writer(qtbot: QtBot, store: Store, bus: Bus, request: pytest.FixtureRequest) -> Writer:
    made = Writer(qtbot, store, bus, getattr(request, "param", QPlainTextEdit))
    for name in NAMES:
        add_part(store, name=name)
    return made


@pytest.mark.parametrize("writer", [QPlainTextEdit, QTextEdit], indirect=True)
def test_an_at_sign_lists_whom_it_may_mean_and_enter_writes_the_name(writer: Writer) -> None:
    writer.type("🌿 now @")
    assert writer.offered() == ["Self", *sorted(NAMES, key=str.casefold)]
    assert writer.current() is None  # Enter still belongs to the box
    writer.type("el")
    assert writer.offered() == ["Éloïse", "Someone new: el"]
    writer.key(Key.Key_Return)
    assert writer.box.toPlainText() == "🌿 now @Éloïse "
    assert [name for _, name in writer.told] == ["Éloïse"]
    assert not writer.mentions.is_open()
    assert writer.box.hasFocus()


def test_any_word_of_a_name_is_found_and_the_arrows_choose(writer: Writer) -> None:
    writer.type("@one")
    assert writer.offered() == ["One-Eye", "The Watchful One", "Someone new: one"]
    writer.key(Key.Key_Down)
    assert writer.current() == "The Watchful One"
    writer.key(Key.Key_Up)
    writer.key(Key.Key_Up)
    assert writer.current() == "Someone new: one"
    writer.key(Key.Key_Down)
    writer.key(Key.Key_Down)
    writer.key(Key.Key_Tab)
    assert writer.box.toPlainText() == "@The Watchful One "
    writer.type("and @番")
    assert writer.offered()[0] == "静かな番人"
    writer.type(" x")
    assert not writer.mentions.is_open()  # the name was said
    writer.type(", @the")
    assert writer.offered()[0] == "The Watchful One"


def test_someone_new_is_made_in_place_with_the_mouse(writer: Writer, store: Store) -> None:
    writer.type("@The Fog")
    assert writer.offered() == ["Someone new: The Fog"]
    assert writer.current() is None  # nobody is made by an Enter that was meant for the box
    view = writer.rows()
    at = view.visualRect(view.model().index(0, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    (made,) = [card for card in queries.all_cards(store) if card.name == "The Fog"]
    assert writer.told == [(made.id, "The Fog")]
    assert writer.box.toPlainText() == "@The Fog "
    assert writer.box.hasFocus()


@pytest.mark.parametrize("text", ["ana@one", "@", "@ one", "@one more thing that is said", "@one."])
def test_what_is_no_name_is_left_to_the_box(writer: Writer, text: str, store: Store) -> None:
    writer.type(text)
    writer.key(Key.Key_Return)
    assert writer.box.toPlainText().replace("\u2029", "\n") == text + "\n"
    assert writer.told == []
    assert len(queries.all_cards(store)) == len(NAMES)


def test_escape_leaves_the_list_until_another_at(writer: Writer) -> None:
    writer.type("@wa")
    writer.key(Key.Key_Escape)
    writer.type("t")
    assert not writer.mentions.is_open()
    writer.type(" @wa")
    assert writer.offered()[0] == "The Watchful One"
    writer.key(Key.Key_Left)
    writer.key(Key.Key_Home)
    assert not writer.mentions.is_open()


def test_words_put_in_by_the_page_open_no_list_and_leaving_closes_it(writer: Writer) -> None:
    writer.box.insertPlainText("@wa")
    assert not writer.mentions.is_open()
    writer.box.moveCursor(writer.box.textCursor().MoveOperation.End)
    writer.type("t")
    popup = writer.mentions.popup()
    assert popup is not None
    assert writer.host.rect().contains(popup.geometry())
    writer.box.clearFocus()
    assert not writer.mentions.is_open()


def test_the_list_stands_above_where_there_is_no_room_below(writer: Writer) -> None:
    for _ in range(14):
        writer.key(Key.Key_Return)
    writer.type("@")
    popup = writer.mentions.popup()
    assert popup is not None
    line = writer.box.viewport().mapTo(writer.host, writer.box.cursorRect().topLeft())
    assert popup.geometry().bottom() < line.y()
    assert popup.geometry().top() >= 0
    assert popup.childAt(QPoint(20, 20)) is not None


def test_a_key_is_answered_within_a_frame_with_2000_parts(
    qtbot: QtBot, store: Store, bus: Bus
) -> None:
    with store.edit("Add parts") as session:
        session.add_all(Part(name=f"Part {number} who keeps watch") for number in range(2_000))
    writer = Writer(qtbot, store, bus, QPlainTextEdit)
    took = []
    for letter in "@part 19":
        begin = time.process_time()
        writer.type(letter)
        popup = writer.mentions.popup()
        if popup is not None:
            popup.repaint()
        took.append(time.process_time() - begin)
    assert len(writer.offered()) == 61
    assert median(took) < 0.0167


def test_who_is_addressed_is_the_longest_name_that_fits() -> None:
    people = named(
        PartCard(n, name, "not_sure", None)
        for n, name in enumerate(("Slam", "Slam the Door", "Éloïse", "番人"), start=1)
    )
    said = {
        "@Slam the Door: stay out": (2, "stay out"),
        "@slam THE door": (2, ""),
        "@Slam the Doorman": (1, "the Doorman"),
        "@eloise, are you there?": (3, "are you there?"),
        "@番人 はい": (4, "はい"),
    }
    for text, expected in said.items():
        found = addressed(text, people)
        assert found is not None
        assert (found[0].id, found[1]) == expected
    assert (
        addressed("Slam", people) is addressed("@ Slam", people) is addressed("@", people) is None
    )
    assert folded("  Ḗlo-ïse! ") == "elo ise"
