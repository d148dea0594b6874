"""The pane at the side: whom to show, a line to find them by, and one to add somebody."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.parts.names import LONGEST_NAME, UnusableName
from ifs_desktop.people import edits, queries
from ifs_desktop.people.listed import NAMELESS, PeopleList
from ifs_desktop.store import Store
from ifs_desktop.ui import icons, theme
from ifs_desktop.ui.line_draft import LineDraft
from ifs_desktop.ui.widgets import FlowLayout, label

NEW_NAME = "people:new:name"  # where a name half typed waits


class ListPane(QFrame):
    """It tells whom to show, and adds people itself."""

    chosen = Signal(int)

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self.current: int | None = None
        self.setProperty("kind", "list-pane")
        self.everyone = self._view(self.tr("Everyone"), True)
        self.reaching = self._view(self.tr("To reach out to"), False)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Find somebody"))
        self.search.setAccessibleName(self.tr("Find somebody"))
        self.search.setClearButtonEnabled(True)
        lens = self.search.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        lens.setText(self.tr("Find somebody"))
        self.search.textChanged.connect(self.refresh)
        self.search.installEventFilter(self)
        self.list = PeopleList(self)
        self.list.chosen.connect(self._chosen)
        self.list.moved.connect(self._moved)
        self._words = label("", "hint", self, wrap=True)
        self.name = QLineEdit(self)
        self.name.setPlaceholderText(self.tr("A name is enough"))
        self.name.setAccessibleName(self.tr("Name of somebody new"))
        self.name.setMaxLength(LONGEST_NAME)
        self.name.returnPressed.connect(self._add)
        self.add = QPushButton(self.tr("Add"), self)
        self.add.setAccessibleName(self.tr("Add somebody new"))
        self.add.clicked.connect(self._add)
        self._problem = label("", "hint", self, wrap=True)
        self._draft = LineDraft(self.name, store, NEW_NAME)
        self.name.textChanged.connect(self._named)
        self._lay_out()
        self._named()
        self.refresh()

    def refresh(self) -> None:
        """Look up whom to show."""
        ordered = self.reaching.isChecked()
        self.search.setHidden(ordered)
        text = self.search.text()
        found = queries.reach_out(self._store) if ordered else queries.people(self._store, text)
        told = not ordered and not text and queries.has_nameless(self._store)
        self.list.set_ordered(ordered)
        line = self.tr("Without a name") if told else ""
        self.list.show_people(found, line, self.current)
        self.list.setHidden(not (found or told))
        self._words.setText(self._said(ordered, bool(found), bool(text)))
        self._words.setVisible(bool(self._words.text()))

    def show_current(self, person: int | None) -> None:
        """Mark who is shown beside the list; None is nobody."""
        self.current = person
        self.list.choose(person)

    def shift(self, by: int) -> None:
        """Put the one who is shown earlier or later among those to reach out to."""
        card = queries.cards(self._store, [self.current or NAMELESS]).get(self.current or NAMELESS)
        listed = [one.id for one in queries.reach_out(self._store)]
        if card is None or card.id not in listed:
            return
        place = listed.index(card.id) + by
        if 0 <= place < len(listed):
            edits.set_reach(self._store, person_id=card.id, place=place)

    def first(self) -> QWidget:
        """Where the keyboard begins: at the line that finds, or, where nobody is, that adds."""
        if self.list.isHidden():
            return self.name
        return self.list if self.search.isHidden() else self.search

    def flush(self) -> None:
        """Keep a name that is half typed."""
        self._draft.flush()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search down into the list; Enter shows the first."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if (enter or event.key() == Qt.Key.Key_Down) and self.list.count():
                self.list.setFocus(Qt.FocusReason.TabFocusReason)
                self.list.setCurrentRow(max(0, self.list.currentRow()))
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return False

    def _said(self, ordered: bool, found: bool, text: bool) -> str:
        if ordered and found:
            return self.tr(
                "Help shows them in this order. Drag, or Alt+Up and Alt+Down, moves one."
            )
        if ordered:
            return self.tr(
                "Nobody is on this list yet. On a calm day, choose those you could turn to on a "
                "hard one: show somebody, and tick “To reach out to”."
            )
        if found:
            return ""
        return self.tr("Nobody by that name.") if text else self.tr("Nobody is here yet.")

    def _view(self, words: str, chosen: bool) -> QPushButton:
        button = QPushButton(words, self)
        button.setCheckable(True)
        button.setChecked(chosen)
        button.setAutoExclusive(True)
        theme.set_kind(button, "choice")
        button.clicked.connect(self.refresh)
        return button

    def _lay_out(self) -> None:
        held = QWidget(self)
        views = FlowLayout(held, gap=theme.px(6), line_gap=theme.px(6))
        views.addWidget(self.everyone)
        views.addWidget(self.reaching)
        adding = QHBoxLayout()
        adding.setSpacing(theme.px(6))
        adding.addWidget(self.name, 1)
        adding.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(n) for n in (16, 14, 16, 14)))
        column.setSpacing(theme.px(10))
        column.addWidget(held)
        column.addWidget(self.search)
        column.addWidget(self._words)
        column.addWidget(self.list, 1)
        column.addStretch()
        someone = label(self.tr("Somebody new"), "label", self)
        someone.setBuddy(self.name)
        column.addWidget(someone)
        column.addLayout(adding)
        column.addWidget(self._problem)

    def _chosen(self, person: int) -> None:
        self.current = person
        self.chosen.emit(person)

    def _moved(self, person: int, place: int) -> None:
        edits.set_reach(self._store, person_id=person, place=place)

    def _named(self) -> None:
        self.add.setEnabled(bool(self.name.text().strip()))
        self._problem.hide()

    def _add(self) -> None:
        try:
            person = edits.add_person(self._store, name=self.name.text())
        except UnusableName:
            self._problem.setText(self.tr("A name needs at least one letter or sign."))
            self._problem.show()
            return
        self.name.clear()
        self._draft.forget()
        self.search.clear()
        self.everyone.setChecked(True)
        self.refresh()
        self._chosen(person)
