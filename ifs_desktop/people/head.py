"""Who somebody is to the writer, how to reach them, and whether to, on a hard day."""

from __future__ import annotations

from itertools import count

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ifs_desktop.parts import names
from ifs_desktop.parts.profile_group import beginning
from ifs_desktop.people import edits
from ifs_desktop.people.queries import PersonCard
from ifs_desktop.store import Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.draft_clock import DraftClock
from ifs_desktop.ui.widgets import Field, GrowingTextEdit, label
from ifs_desktop.ui.widgets.labels import told

LONGEST_INITIALS = 12
LAST = 1_000_000  # a place after everybody else
_NAME_LOOK = (
    "QLineEdit { background: transparent; border: 2px solid transparent; border-radius: 8px;"
    " padding: 1px 5px; } QLineEdit:hover { border-color: palette(mid); }"
    " QLineEdit:focus { border-color: palette(highlight); background: palette(base); }"
)
_visits = count(1)  # each stay in a field is one undo step


class Head(QWidget):
    """It writes to the journal itself, as one types. Where initials are shown, no name is."""

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._card: PersonCard | None = None
        self._visit = 0
        self._loading = False
        self._clock = DraftClock(self)
        self._clock.due.connect(self._write)
        self.title = told("", "title", self)
        self.name = self._line(self.tr("Name"), names.LONGEST_NAME)
        self.name.setFont(theme.font(22, bold=True))
        self.name.setStyleSheet(_NAME_LOOK)
        self.name.setAlignment(beginning(self))
        self._problem = label("", "error", self, wrap=True)
        self.initials = self._line(self.tr("Initials"), LONGEST_INITIALS)
        self.who = self._line(self.tr("Who they are to me"), 400)
        self.how = GrowingTextEdit(self, least=1, most=5)
        self.how.setFont(theme.font(14))
        self.how.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.how.textChanged.connect(self._typed)
        self.how.installEventFilter(self)
        self.reach = QCheckBox(self.tr("To reach out to on a hard day"), self)
        self.reach.setMinimumWidth(theme.px(80))
        self.reach.setAccessibleDescription(self.tr("Help shows this list."))
        self.reach.toggled.connect(self._reached)
        self._lay_out()

    def show_card(self, card: PersonCard, *, short: bool, anew: bool) -> None:
        """Show somebody. ``anew`` replaces what is being typed (after undo)."""
        if self._card is not None and self._card.id != card.id:
            self._clock.flush()
            anew = True
        self._card = card
        self._loading = True
        self.title.setText(card.shown)
        self.initials.setPlaceholderText(names.initials(card.name))
        self.title.setVisible(short)
        self.name.setHidden(short)
        if anew or not self._clock.running():
            self._clock.drop()
            lines = ((self.name, card.name), (self.initials, card.initials), (self.who, card.who))
            for line, text in lines:
                if line.text().strip() != text:
                    line.setText(text)
                    line.setCursorPosition(0)
            if self.how.toPlainText().strip() != card.how:
                self.how.setPlainText(card.how)
            self._tell("")
        self.reach.setChecked(card.reach is not None)
        self._loading = False

    def leave(self) -> None:
        """Nobody is shown any more."""
        self._clock.flush()
        self._card = None

    def flush(self) -> None:
        """Keep what is being typed."""
        self._clock.flush()

    def stops(self) -> list[QWidget]:
        """Where Tab goes."""
        return [self.name, self.who, self.initials, self.how, self.reach]

    def focusInEvent(self, event: QFocusEvent) -> None:
        (self.who if self.name.isHidden() else self.name).setFocus(event.reason())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._visit = next(_visits)
        elif event.type() == QEvent.Type.FocusOut:
            self._clock.flush()
        return False

    def _line(self, name: str, most: int) -> QLineEdit:
        line = QLineEdit(self)
        line.setMaxLength(most)
        line.setAccessibleName(name)
        line.textChanged.connect(self._typed)
        line.returnPressed.connect(self._clock.flush)
        line.installEventFilter(self)
        return line

    def _lay_out(self) -> None:
        named = QVBoxLayout()
        named.setSpacing(theme.px(2))
        for widget in (self.title, self.name, self._problem):
            named.addWidget(widget)
        first = QHBoxLayout()
        first.setSpacing(theme.px(12))
        first.addWidget(Field(self.tr("Who they are to me"), self.who, self), 3)
        first.addWidget(Field(self.tr("Initials"), self.initials, self), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addLayout(named)
        column.addLayout(first)
        self.who.setPlaceholderText(self.tr("“my sister”, “someone I walk home with”"))
        how = Field(self.tr("How to reach them"), self.how, self)
        self.how.setPlaceholderText(self.tr("A number, a time that suits, a way to begin"))
        column.addWidget(how)
        column.addWidget(self.reach)

    def _tell(self, problem: str) -> None:
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def _typed(self, *_: object) -> None:
        if not self._loading:
            self._clock.touch()

    def _write(self) -> None:
        card = self._card
        if card is None:
            return
        name: str | None = self.name.text()
        try:
            names.clean_name(self.name.text())
            self._tell("")
        except names.UnusableName:
            name = None  # the name they have stays
            self._tell(self.tr("A name needs at least one letter or sign."))
        edits.change_person(
            self._store,
            person_id=card.id,
            name=name,
            initials=self.initials.text(),
            who=self.who.text(),
            how=self.how.toPlainText(),
            visit=self._visit,
        )

    def _reached(self, on: bool) -> None:
        if self._card is not None and not self._loading:
            self._clock.flush()
            place = LAST if on else None
            edits.set_reach(self._store, person_id=self._card.id, place=place)
