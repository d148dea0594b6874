"""The dialog for a map's words: its name, what it is about and, for a new one, who is there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.map.shelf.edits import LONGEST_ABOUT
from ifs_desktop.parts.names import LONGEST_NAME, UnusableName, clean_name
from ifs_desktop.parts.picker import PartPicker
from ifs_desktop.store import Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.box_draft import BoxDraft
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.line_draft import LineDraft
from ifs_desktop.ui.widgets import Field, GrowingTextEdit, label


class MapDialog(QDialog):
    """Tells what was written, and closes. Half a name waits at ``place`` if the app locks."""

    written = Signal(str, str, object)  # name, what it is about, the parts' ids

    def __init__(
        self,
        store: Store,
        bus: Bus,
        *,
        title: str,
        place: str,
        name: str,
        about: str = "",
        new: bool,
        parent: QWidget,
    ) -> None:
        """``name`` is what it is called; of a ``new`` map, if nothing else is written."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAccessibleName(title)
        self._usual = name if new else ""
        self.name = QLineEdit(self)
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setPlaceholderText(self._usual)
        if not new:
            self.name.setText(name)
            self.name.selectAll()
        self._name = Field(self.tr("Name"), self.name, self)
        self.about = GrowingTextEdit(self, least=2, most=5)
        hint = self.tr("A situation, a person, a time. It can stay empty.")
        self._about = Field(self.tr("What is it about?"), self.about, self, hint=hint)
        self._drafts: list[LineDraft | BoxDraft] = [
            LineDraft(self.name, store, f"{place}:name"),
            BoxDraft(self.about, store, f"{place}:about", about),
        ]
        self.picker: PartPicker | None = None
        if new:
            self.picker = PartPicker(store, bus, multiple=True, parent=self)
            self.picker.add.setAutoDefault(False)
            self._drafts.append(LineDraft(self.picker.name, store, f"{place}:someone"))
        self.keep = QPushButton(self.tr("Make the map") if new else self.tr("Keep"), self)
        self.keep.setProperty("kind", "primary")
        self.keep.setAutoDefault(False)
        self.keep.clicked.connect(self._keep)
        self.leave = QPushButton(self.tr("Cancel"), self)
        self.leave.setAutoDefault(False)
        self.leave.clicked.connect(self.reject)
        self.finished.connect(self._forget)
        self._lay_out(title)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Keep now what is half written."""
        for draft in self._drafts:
            draft.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the name keeps, and so does Ctrl+Enter anywhere."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        focus = self.focusWidget()
        if enter and isinstance(focus, QPushButton) and not control:
            focus.click()
        elif enter and (control or focus is self.name):
            self._keep()
        else:
            super().keyPressEvent(event)

    def _lay_out(self, title: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(side) for side in (28, 24, 28, 20)))
        column.setSpacing(theme.px(12))
        column.addWidget(label(title, "heading", self, wrap=True))
        column.addWidget(self._name)
        column.addWidget(self._about)
        if self.picker is not None:
            who = label(self.tr("Who is there? They will stand around Self."), "label", self)
            who.setWordWrap(True)
            column.addWidget(who)
            column.addWidget(self.picker, 1)
        column.addSpacing(theme.px(4))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.keep)
        column.addLayout(row)
        self.resize(theme.px(500), self.sizeHint().height())

    @Slot()
    def _keep(self) -> None:
        try:
            name = clean_name(self.name.text() or self._usual)
        except UnusableName:
            self._name.set_error(
                self.tr("A name needs at least one letter or sign, and at most 200.")
            )
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        about = self.about.toPlainText()
        if len(about.strip()) > LONGEST_ABOUT:
            self._about.set_error(
                self.tr("This is more than fits here. A journal entry has room for all of it.")
            )
            self.about.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        chosen = [] if self.picker is None else self.picker.selection()
        self.written.emit(name, about, chosen)
        self.accept()

    @Slot()
    def _forget(self) -> None:
        for draft in self._drafts:
            draft.forget()
