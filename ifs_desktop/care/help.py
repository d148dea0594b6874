"""Help: what to do now, whom to turn to, a part that wants to die or to harm, and the keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ifs_desktop.care import edits, queries
from ifs_desktop.care.reach import ReachOut
from ifs_desktop.settings import Settings
from ifs_desktop.store import Change, Ref, Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.column import Column
from ifs_desktop.ui.draft_clock import DraftClock
from ifs_desktop.ui.widgets.card import Card
from ifs_desktop.ui.widgets.labels import KeyHint, paragraph

# Where, and there (what it does, shortcut), from the action tables.
Keys = Callable[[], list[tuple[str, list[tuple[str, str]]]]]


class HelpPage(QWidget):
    """One page, readable on a hard day: the most urgent first."""

    open_requested = Signal(object)  # Ref

    def __init__(
        self, store: Store, bus: Bus, settings: Settings, parent: QWidget, keys: Keys
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._clock = DraftClock(self)
        self._clock.due.connect(self.commit_drafts)
        self._column = column = Column(self.tr("Help"), self)
        column.add(self._right_now())
        column.gap(12)
        column.add(self._people())
        column.gap(12)
        column.add(self._hard_part())
        column.gap(12)
        column.add(self._unsafe_home())
        column.gap(20)
        column.add(paragraph(self.tr("Keys"), "heading", self))
        for where, rows in keys():
            column.gap(14)
            column.add(paragraph(where, "subheading", self))
            column.add(self._keys(rows))
        column.gap(20)
        honest = QPushButton(self.tr("Read the first page again"), self)
        honest.clicked.connect(self._honest)
        column.add_row(honest)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column)
        bus.changed.connect(self._changed)

    def open_ref(self, ref: Ref) -> None:
        """The anchor "contacts" leads to whom one can turn to."""
        if ref.anchor == "contacts":
            self._contacts.setFocus(Qt.FocusReason.OtherFocusReason)
            self._column.show_child(self._contacts)

    def here(self) -> Ref | None:
        """Where the reader is."""
        return Ref("help")

    def commit_drafts(self) -> None:
        """Keep the contacts as they stand."""
        self._clock.drop()
        text = self._contacts.toPlainText()
        if text != queries.contacts(self._store):
            edits.write_contacts(self._store, text=text)

    def menu_actions(self) -> list[QAction]:
        """No actions of its own."""
        return []

    def take_focus(self) -> None:
        """Begin at the first thing that can be pressed."""
        self._ground.setFocus()

    def _right_now(self) -> QWidget:
        card = _card(self, self.tr("Right now"))
        _say(
            card,
            self.tr(
                "If you or someone near you is in danger, call your local emergency number, or go"
                " to where people are. A crisis line is there for the moments that feel too big;"
                " you do not need the right words for it."
            ),
        )
        _say(
            card,
            self.tr("This app has no connection to anyone and cannot call for you."),
            "hint",
        )
        self._ground = QPushButton(self.tr("Back to the room"), card)
        self._ground.setAccessibleDescription(self.tr("Opens Ground me, F8"))
        self._ground.clicked.connect(self._ground_me)
        _add(card, self._ground)
        return card

    def _people(self) -> QWidget:
        card = _card(self, self.tr("Whom I can turn to"))
        _say(
            card,
            self.tr("Names and numbers, written on a calm day. They stay in your journal."),
            "hint",
        )
        self._reach = ReachOut(self._store, card)
        self._reach.open_requested.connect(self.open_requested)
        card_layout = card.layout()
        assert card_layout is not None
        card_layout.addWidget(self._reach)
        self._contacts = QPlainTextEdit(queries.contacts(self._store), card)
        self._contacts.setAccessibleName(self.tr("Whom I can turn to"))
        self._contacts.setPlaceholderText(self.tr("Someone I can call, even at night…"))
        self._contacts.setTabChangesFocus(True)
        self._contacts.setFixedHeight(theme.px(120))
        self._contacts.textChanged.connect(self._clock.touch)
        card_layout.addWidget(self._contacts)
        return card

    def _hard_part(self) -> QWidget:
        card = _card(self, self.tr("When a part wants to die, or to harm"))
        for text in (
            self.tr(
                "A part that thinks of dying, or of hurting someone, is often trying to end"
                " something unbearable. Having such a part does not make you bad or alone."
            ),
            self.tr(
                "First put some distance between you and whatever could do harm. Then let a"
                " person know: someone on your list, a crisis line, a doctor, the emergency"
                " number. You can say it as simply as: a part of me wants to die, please stay"
                " with me."
            ),
            self.tr(
                "You do not need to argue with that part or make it go away. You could ask"
                " whether it will wait until another person is with you. Talking with it can come"
                " later, and not alone."
            ),
        ):
            _say(card, text)
        return card

    def _unsafe_home(self) -> QWidget:
        card = _card(self, self.tr("When someone at home is not safe"))
        _say(
            card,
            self.tr(
                "Ctrl+L locks at once. What you wrote stays in the locked file. Others who use"
                " this computer can see that this app is on it, and that a journal file is there,"
                " though not what it says. A warning inside you about a person who is near may be"
                " true: it is a reason to find support, never something to be talked out of."
            ),
        )
        return card

    def _keys(self, rows: list[tuple[str, str]]) -> QWidget:
        box = QWidget(self)
        form = QFormLayout(box)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(theme.px(24))
        for name, shortcut in rows:
            cap = QWidget(box)
            cap.setMinimumWidth(theme.px(110))  # so that the words of all lists stand in line
            held = QHBoxLayout(cap)
            held.setContentsMargins(0, 0, 0, 0)
            held.addWidget(KeyHint(shortcut, cap))
            held.addStretch(1)
            form.addRow(cap, paragraph(name, "reading", box))
        return box

    def _changed(self, change: Change) -> None:
        if change.tables & {"person", "view_state"} and self.isVisible():
            self._show_people()
        if "note" in change.tables and change.origin != "edit":
            self._clock.drop()
            self._contacts.blockSignals(True)
            self._contacts.setPlainText(queries.contacts(self._store))
            self._contacts.blockSignals(False)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_people()

    def _show_people(self) -> None:
        """Whom to reach out to, as it is now, with the room their words need."""
        self._reach.refresh()
        self._column.settle()

    def _ground_me(self) -> None:
        self.open_requested.emit(Ref("page", None, "ground"))

    def _honest(self) -> None:
        self.open_requested.emit(Ref("honest"))


def _card(parent: QWidget, title: str) -> Card:
    card = Card(parent)
    layout = QVBoxLayout(card)
    side = theme.px(20)
    layout.setContentsMargins(side, theme.px(16), side, theme.px(18))
    layout.setSpacing(theme.px(8))
    layout.addWidget(paragraph(title, "heading", card))
    return card


def _say(card: Card, text: str, kind: str = "reading") -> None:
    layout = card.layout()
    assert layout is not None
    layout.addWidget(paragraph(text, kind, card))


def _add(card: Card, button: QPushButton) -> None:
    layout = card.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
