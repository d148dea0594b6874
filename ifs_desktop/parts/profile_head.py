"""The head of a profile: shape and colour, name, role, since when it is known, whether it rests."""

from __future__ import annotations

from datetime import date
from itertools import count

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ifs_desktop.parts import edits
from ifs_desktop.parts.looks import Looks
from ifs_desktop.parts.names import LONGEST_NAME, UnusableName
from ifs_desktop.parts.profile_colours import Swatch
from ifs_desktop.parts.profile_group import beginning, link
from ifs_desktop.parts.queries import PartDetail
from ifs_desktop.parts.rows import CalmCombo
from ifs_desktop.store import Ref, Store
from ifs_desktop.ui import glyph, theme
from ifs_desktop.ui.days import short_day
from ifs_desktop.ui.draft_clock import DraftClock
from ifs_desktop.ui.widgets import label

_NAME_LOOK = (
    "QLineEdit { background: transparent; border: 2px solid transparent; border-radius: 8px;"
    " padding: 1px 5px; } QLineEdit:hover { border-color: palette(mid); }"
    " QLineEdit:focus { border-color: palette(highlight); background: palette(base); }"
)
_visits = count(1)


class Head(QWidget):
    """It writes to the journal itself."""

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._detail: PartDetail | None = None
        self._visit = 0
        self._loading = False
        self.portrait = Swatch(theme.px(72), self)
        self.portrait.setAccessibleName(self.tr("How it looks…"))
        self.portrait.setToolTip(self.tr("Choose a colour, an emoji or a picture"))
        self.portrait.clicked.connect(self._toggle_looks)
        self.portrait.setAcceptDrops(True)
        self.portrait.installEventFilter(self)
        self.looks = Looks(store, self)
        self.looks.left.connect(self._leave_looks)
        self.looks.hide()
        self._build_name()
        self.role = CalmCombo(self)
        self.role.setAccessibleName(self.tr("Role"))
        self.role.setIconSize(QSize(theme.px(20), theme.px(20)))
        for role in glyph.ROLES:
            self.role.addItem(glyph.icon(role), glyph.role_name(role), role)
        self.role.activated.connect(self._role_chosen)
        self._met = label("", "small", self)
        self._rests = label("", "small", self)
        self.wake = link(self.tr("Wake it"), self)
        self.wake.clicked.connect(self._wake)
        self._arrange()

    def show_part(self, detail: PartDetail, *, anew: bool) -> None:
        """Show a part. ``anew`` replaces what is being typed (after undo)."""
        if self._detail is not None and self._detail.card.id != detail.card.id:
            self.commit_drafts()
            self.looks.hide()
            anew = True
        self._detail = detail
        card = detail.card
        self._loading = True
        if self.name.text().strip() != card.name and (anew or not self._clock.running()):
            self._clock.drop()
            self.name.setText(card.name)
            self.name.setCursorPosition(0)
        self._problem.hide()
        self.role.setCurrentIndex(self.role.findData(card.role))
        self._loading = False
        self.portrait.show_card(card)
        self.portrait.setEnabled(not card.veiled)  # of who is veiled nothing is asked
        self.looks.show_card(card)
        if card.veiled:
            self.looks.hide()
        today = date.today()
        met = self.tr("met {day}").format(day=short_day(detail.met.date(), today))
        self._met.setText(met)
        self._rests.setVisible(detail.resting is not None)
        self.wake.setVisible(detail.resting is not None)
        if detail.resting is not None:
            since = short_day(detail.resting.date(), today)
            self._rests.setText(self.tr("resting since {day}").format(day=since))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.name.setFocus(event.reason())

    def stops(self) -> list[QWidget]:
        """Where Tab goes."""
        return [self.portrait, *self.looks.stops(), self.name, self.role, self.wake]

    def commit_drafts(self) -> None:
        """Keep a name that is being typed."""
        self._clock.flush()
        self.looks.commit_drafts()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.portrait and isinstance(event, QDragEnterEvent):
            self.looks.dragEnterEvent(event)
            return True
        if watched is self.portrait and isinstance(event, QDropEvent):
            if event.type() == QEvent.Type.Drop:
                self.looks.dropEvent(event)
            return True
        if watched is self.name and event.type() == QEvent.Type.FocusIn:
            self._visit = next(_visits)
        elif watched is self.name and event.type() == QEvent.Type.FocusOut:
            self._clock.flush()
            if self._detail is not None and not self._problem.isHidden():
                self._loading = True
                self.name.setText(self._detail.card.name)
                self._loading = False
                self._problem.hide()
        return False

    def _build_name(self) -> None:
        self.name = QLineEdit(self)
        self.name.setFont(theme.font(22, bold=True))
        self.name.setStyleSheet(_NAME_LOOK)
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setAlignment(beginning(self))
        self.name.setAccessibleName(self.tr("Name"))
        self.name.textChanged.connect(self._name_typed)
        self._clock = DraftClock(self)
        self._clock.due.connect(self._write_name)
        self.name.returnPressed.connect(self._clock.flush)
        self.name.installEventFilter(self)
        self._problem = label(
            self.tr("A name needs at least one letter or sign."), "hint", self, wrap=True
        )
        self._problem.hide()

    def _arrange(self) -> None:
        below = QHBoxLayout()
        below.setContentsMargins(theme.px(4), 0, 0, 0)
        below.setSpacing(theme.px(10))
        for widget in (self.role, self._met, self._rests, self.wake):
            below.addWidget(widget)
        below.addStretch(1)
        lines = QVBoxLayout()
        lines.setSpacing(theme.px(4))
        lines.addWidget(self.name)
        lines.addWidget(self._problem)
        lines.addLayout(below)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(self.portrait, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(lines, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(row)
        column.addWidget(self.looks)

    def _place(self) -> Ref | None:
        return None if self._detail is None else Ref("profile", self._detail.card.id)

    @Slot(str)
    def _name_typed(self, _text: str) -> None:
        if not self._loading:
            self._clock.touch()

    @Slot()
    def _write_name(self) -> None:
        if self._detail is None or self.name.text() == self._detail.card.name:
            return
        try:
            edits.rename_part(
                self._store,
                part_id=self._detail.card.id,
                name=self.name.text(),
                visit=self._visit,
                place=self._place(),
            )
            self._problem.hide()
        except UnusableName:
            self._problem.show()

    @Slot(int)
    def _role_chosen(self, _index: int) -> None:
        if self._detail is not None and not self._loading:
            part_id, role = self._detail.card.id, str(self.role.currentData())
            edits.set_role(self._store, part_id=part_id, role=role, place=self._place())

    @Slot()
    def _toggle_looks(self) -> None:
        self.looks.setVisible(self.looks.isHidden())

    @Slot()
    def _leave_looks(self) -> None:
        self.looks.hide()
        self.portrait.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _wake(self) -> None:
        if self._detail is not None:
            edits.wake(self._store, part_id=self._detail.card.id)
