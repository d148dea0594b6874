"""One thing known of a part: its words, who said it and when, and the way to where it was said."""

from __future__ import annotations

from itertools import count

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ifs_desktop.parts import edits, profile
from ifs_desktop.parts.profile_group import Words, link, tool
from ifs_desktop.parts.queries import FactCard
from ifs_desktop.store import Store
from ifs_desktop.store.schema import FACT_SAYERS
from ifs_desktop.ui import theme
from ifs_desktop.ui.draft_clock import DraftClock
from ifs_desktop.ui.widgets import FlowLayout, GrowingTextEdit

GLOW = 2400  # ms that a fact glows after a link led to it
_KEPT_ON = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
_visits = count(1)  # each stay in a field is one undo step


class FactRow(QWidget):
    """Shown as words; pressed, it becomes a field. A new one begins as a field."""

    open_requested = Signal(object)  # Ref
    left = Signal()  # the field was closed

    def __init__(
        self, store: Store, part_id: int, kind: str, fact: FactCard | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._store, self._part_id, self.kind = store, part_id, kind
        self.fact = fact
        self.adding = False  # it is being written into the journal for the first time
        self.edit: GrowingTextEdit | None = None
        self._visit = 0
        self._glows = False
        self.text = Words("", self)
        self.text.clicked.connect(self.begin)
        self.said = link("", self)
        self.said.setToolTip(self.tr("Who said it?"))
        self.said.clicked.connect(self._ask_sayer)
        self.source = link("", self)
        self.source.clicked.connect(self._lead)
        self.away = tool("x", self.tr("Put away"), self)
        self.away.clicked.connect(self._put_away)
        self._clock = DraftClock(self)
        self._clock.due.connect(self._keep)
        below = FlowLayout(gap=theme.px(2), line_gap=0)
        below.addWidget(self.said)
        below.addWidget(self.source)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._column.addWidget(self.text)
        self._column.addLayout(below)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        row.addLayout(self._column, 1)
        row.addWidget(self.away, 0, Qt.AlignmentFlag.AlignTop)
        self._show()

    def stops(self) -> list[QWidget]:
        """Where Tab goes."""
        first = self.text if self.edit is None else self.edit
        return [first, self.away, self.said, self.source]

    def become(self, part_id: int, fact: FactCard) -> None:
        """Stand for another fact of this kind, of another part too; making a row costs more."""
        self._part_id, self._glows = part_id, False
        self.show_fact(fact, anew=True)

    def show_fact(self, fact: FactCard, *, anew: bool) -> None:
        """Show it; ``anew`` replaces what is being typed (after undo)."""
        if fact == self.fact and not anew:
            return
        self.fact = fact
        self._show()
        if anew and self.edit is not None and self.edit.toPlainText().strip() != fact.text:
            self._clock.drop()
            self._fill(fact.text)

    @Slot()
    def begin(self) -> None:
        """Write in it."""
        if self.edit is None:
            self._visit = next(_visits)
            self.edit = GrowingTextEdit(self, least=1, most=12)
            title = profile.fact_title(self.kind)
            self.edit.setAccessibleName(title)
            self._fill("" if self.fact is None else self.fact.text)
            self.edit.textChanged.connect(self._clock.touch)
            self.edit.installEventFilter(self)
            self._column.insertWidget(0, self.edit)
            QWidget.setTabOrder(self.text, self.edit)
            self.text.hide()
            self._show()
            self.edit.show()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit.moveCursor(self.edit.textCursor().MoveOperation.End)

    @Slot()
    def finish(self) -> None:
        """Keep what was typed, and be words again; without words it is put away."""
        if self.edit is None:
            return
        edit, self.edit = self.edit, None
        self._clock.drop()
        self._write(edit.toPlainText(), last=True)
        edit.removeEventFilter(self)
        self._column.removeWidget(edit)
        edit.hide()
        edit.deleteLater()
        self.text.show()
        self._show()
        self.left.emit()

    def let_go(self) -> None:
        """It is no longer shown, and writes nothing any more."""
        self._clock.drop()
        if self.edit is not None:
            self.edit.removeEventFilter(self)

    def commit(self) -> None:
        """Keep what was typed so far."""
        self._clock.flush()

    def glow(self) -> None:
        """Be seen at once, for a little while."""
        self._glows = True
        self.update()
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(self._fade)
        timer.start(GLOW)

    def glows(self) -> bool:
        """Whether it is glowing now."""
        return self._glows

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            if event.reason() in _KEPT_ON:
                self.commit()
            else:
                self.finish()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            done = event.key() == Qt.Key.Key_Escape or (
                event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
                and event.modifiers() & Qt.KeyboardModifier.ControlModifier
            )
            if done:
                self.text.show()
                self.text.setFocus(Qt.FocusReason.OtherFocusReason)  # which ends the field
                return True
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._glows:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft"))
            painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
            painter.end()

    def _fade(self) -> None:
        self._glows = False
        self.update()

    def _fill(self, text: str) -> None:
        if self.edit is not None:
            self.edit.blockSignals(True)
            self.edit.setPlainText(text)
            self.edit.blockSignals(False)

    def _show(self) -> None:
        title, fact = profile.fact_title(self.kind), self.fact
        self.said.setVisible(fact is not None)
        self.away.setVisible(fact is not None and self.edit is None)
        self.source.setVisible(fact is not None and fact.source is not None)
        if fact is None:
            return
        self.text.set_words(fact.text)
        self.text.setAccessibleName(self.tr("{what}: {words}").format(what=title, words=fact.text))
        self.text.setAccessibleDescription(self.tr("Press Enter to edit"))
        line = profile.said_line(fact.said_by, fact)
        self.said.setText(line)
        self.said.setAccessibleName(self.tr("{what}: {words}").format(what=title, words=line))
        self.away.setAccessibleDescription(fact.text)
        if fact.source is not None:
            self.source.setText(profile.source_line(fact.source.kind))
            self.source.setAccessibleName(self.tr("Open where it was said"))
            self.source.setAccessibleDescription(fact.text)

    def _keep(self) -> None:
        if self.edit is not None:
            self._write(self.edit.toPlainText(), last=False)

    def _write(self, text: str, *, last: bool) -> None:
        """Into the journal. An empty field is only believed once it is left."""
        if self.fact is None:
            if text.strip():
                self.adding = True
                edits.add_fact(
                    self._store,
                    part_id=self._part_id,
                    kind=self.kind,
                    text=text,
                    visit=self._visit,
                )
                self.adding = False
        elif text.strip() != self.fact.text and (last or text.strip()):
            edits.reword_fact(self._store, fact_id=self.fact.id, text=text, visit=self._visit)

    @Slot()
    def _ask_sayer(self) -> None:
        if self.fact is None:
            return
        self.commit()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        for sayer in FACT_SAYERS:
            action = menu.addAction(profile.sayer_name(sayer))
            action.setData(sayer)
            action.setCheckable(True)
            action.setChecked(sayer == self.fact.said_by)
            group.addAction(action)
        menu.triggered.connect(self._sayer_chosen)
        menu.popup(self.said.mapToGlobal(self.said.rect().bottomLeft()))

    @Slot(QAction)
    def _sayer_chosen(self, action: QAction) -> None:
        if self.fact is not None:
            edits.set_sayer(self._store, fact_id=self.fact.id, said_by=str(action.data()))

    @Slot()
    def _lead(self) -> None:
        if self.fact is not None and self.fact.source is not None:
            self.open_requested.emit(self.fact.source)

    @Slot()
    def _put_away(self) -> None:
        if self.fact is not None:
            edits.put_away_fact(self._store, fact_id=self.fact.id)
