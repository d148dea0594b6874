"""The first thing on the screen: unlock the journal, make one, or look around first."""

from __future__ import annotations

import os
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.lock.form import OpeningForm
from ifs_desktop.lock.unlock import UnlockForm
from ifs_desktop.ui import theme
from ifs_desktop.ui.mark import Mark
from ifs_desktop.ui.widgets.labels import paragraph
from ifs_desktop.ui.widgets.scroll import CalmScroll

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

    from ifs_desktop.lock.create import CreateForm  # imported when it is needed, as the next
    from ifs_desktop.lock.forgot import ForgotForm
    from ifs_desktop.several import Seat

UNLOCK_WIDTH = 416  # design px
CREATE_WIDTH = 500


class LockPage(QWidget):
    """Knows one path at most. Everything that costs time happens elsewhere."""

    create_requested = Signal(str, str)  # path, password
    unlock_requested = Signal(str, str, bool)  # path, password, whether to insist
    reset_requested = Signal(str, object, str, bool)  # path, code (bytes), new password, insist
    sample_requested = Signal()
    offered = Signal(str)  # a path, or "": what the page is for now
    painted = Signal()  # once: the page is on the screen

    def __init__(self, file: str, documents: str, notice: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._file = file
        self._offered = file
        self._documents = documents
        self._notice = notice
        self._forgot = False
        self._painted = False
        self._busy = False
        self._late: Callable[[], None] | None = None  # what waits until the page is seen
        self._form: UnlockForm | CreateForm | ForgotForm | None = None
        self.setObjectName("lock-page")
        self._middle = QWidget(self)
        self._column = QVBoxLayout(self._middle)
        scroll = CalmScroll(None, self)
        holder = QWidget(scroll)
        room = QVBoxLayout(holder)
        room.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        room.addStretch(1)
        # Stretches and no alignments: those are of the Qt namespace, 15 ms at the start.
        sides = QHBoxLayout()
        sides.addStretch(1)
        sides.addWidget(self._middle)
        sides.addStretch(1)
        room.addLayout(sides)
        room.addStretch(1)
        scroll.set_content(holder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)
        self._build()

    def take_focus(self) -> None:
        """Put the cursor where one types."""
        if self._form is not None:
            self._form.take_focus()

    def file(self) -> str:
        """The journal that is asked for; "" while a new one is."""
        return self._file

    def set_busy(self, busy: bool) -> None:
        """While a key is derived or a journal is made."""
        self._busy = busy
        text = self.tr("Opening…") if self._file else self.tr("Making your journal…")
        if self._form is not None:
            self._form.set_busy(busy, text)
        for link in self._links:
            link.setEnabled(not busy)

    def is_busy(self) -> bool:
        """Whether a key is being derived or a journal made."""
        return self._busy

    def refuse(self, error: BaseException) -> None:
        """Say why it did not open, in words that help."""
        from ifs_desktop.lock import sentences

        self.set_busy(False)
        if self._form is not None:
            self._form.refuse(sentences.explain(error, creating=not self._file))
        if isinstance(self._form, OpeningForm):
            self._form.offer_anyway(sentences.can_be_passed_over(error))

    def offer_other_window(self, seat: Seat) -> None:
        """Below the sentence, the way to the window that has the journal, if there is one."""
        if isinstance(self._form, UnlockForm) and not seat.has(self._file):
            from ifs_desktop.lock.show_other import ShowOther

            ShowOther.put(self._form, seat.folder, self._file)

    def offer_backups(self, data: str) -> None:
        """Below the sentence, the way to a backup of a journal that does not open."""
        if isinstance(self._form, UnlockForm):
            from ifs_desktop.lock.restore import RestoreBackup

            RestoreBackup(self._form, data, self._file).restored.connect(self._restored)

    def _restored(self, file: str) -> None:
        from ifs_desktop.lock import sentences

        self._notice = sentences.RESTORED
        self.open_file(file)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell, once, that there is something to see."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._seen)

    def _seen(self) -> None:
        self.painted.emit()
        if self._late is not None:
            self._late()
            self._late = None

    # ---- building
    def _build(self) -> None:
        column = self._column
        while (item := column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        self._links: list[QPushButton] = []
        creating = not self._file
        tall = creating or self._forgot  # the card needs the room
        self._middle.setFixedWidth(theme.px(CREATE_WIDTH if tall else UNLOCK_WIDTH))
        mark = Mark(theme.px(40 if tall else 58), self)
        mark.setFixedWidth(self._middle.width())  # it draws itself in its middle
        column.addWidget(mark)
        column.addSpacing(theme.px(2 if tall else 12))
        column.addWidget(paragraph(self._title(), "title", self, centred=True))
        column.addWidget(paragraph(self._subtitle(), "subtitle", self, centred=True))
        column.addSpacing(theme.px(8 if tall else 18))
        if creating:
            self._form = self._create_form()
        else:
            self._form = self._forgot_form() if self._forgot else self._unlock_form()
        column.addWidget(self._form)
        column.addWidget(self._ways())
        # Qt's own order goes from the password to the links, and to the button last.
        for before, after in pairwise([self._form.last_stop(), *self._links]):
            QWidget.setTabOrder(before, after)
        column.addSpacing(theme.px(2 if tall else 12))
        column.addWidget(
            paragraph(
                self.tr("Encrypted on this computer. This app never connects to a network."),
                "hint",
                self,
                centred=True,
            )
        )
        self._say_notice()

    def _title(self) -> str:
        if not self._file:
            return self.tr("A journal for your parts")
        return self.tr("Another way in") if self._forgot else self.tr("Welcome back")

    def _subtitle(self) -> str:
        if self._file:
            return os.path.basename(self._file)
        return self.tr("Locked with your password, kept on this computer.")

    def _unlock_form(self) -> UnlockForm:
        form = UnlockForm(self, forgot=self._painted)
        if not self._painted:
            self._late = form.show_forgot  # a link costs the first page 1 ms
        form.submitted.connect(self._unlock)
        form.forgotten.connect(self._use_code)
        return form

    def _forgot_form(self) -> ForgotForm:
        from ifs_desktop.lock.forgot import ForgotForm

        form = ForgotForm(self)
        form.submitted.connect(self._reset)
        return form

    def _create_form(self) -> CreateForm:
        from ifs_desktop.lock.create import CreateForm

        form = CreateForm(self._documents, self, dice=self._painted)
        if not self._painted:
            self._late = form.show_dice  # icons would cost the first page 5 ms
        form.submitted.connect(self.create_requested)
        return form

    def _ways(self) -> QWidget:
        box = QWidget(self)
        row = QHBoxLayout(box)
        row.setContentsMargins(theme.px(4), theme.px(4), theme.px(4), 0)
        row.setSpacing(theme.px(4))
        if self._forgot:
            row.addWidget(self._link(self.tr("Back to the password"), self._use_password))
            row.addStretch(1)
        elif self._file:
            row.addWidget(self._link(self.tr("Open another journal…"), self._open_another))
            row.addStretch(1)
            row.addWidget(self._link(self.tr("New journal…"), self._new))
        else:
            row.addWidget(self._link(self.tr("Open a journal I have…"), self._open_another))
            row.addStretch(1)
            if self._offered:
                row.addWidget(self._link(self.tr("Back"), self._back))
            row.addWidget(self._link(self.tr("Look around first"), self.sample_requested))
        return box

    def _link(self, text: str, slot: object) -> QPushButton:
        button = QPushButton(self)  # QPushButton(text, self) would make the enums of QIcon, 1 ms
        button.setText(text)
        button.setAutoDefault(False)
        theme.set_kind(button, "link")
        theme.set_kind(button, "plain", "tone")
        button.clicked.connect(slot)
        self._links.append(button)
        return button

    def _say_notice(self) -> None:
        if not self._notice or not isinstance(self._form, UnlockForm):
            return
        from ifs_desktop.lock import sentences

        self._column.insertWidget(
            self._column.count() - 1,
            paragraph(
                sentences.at_lock(self._notice),
                sentences.kind_at_lock(self._notice),
                self,
                centred=True,
            ),
        )
        self._notice = ""

    # ---- what is done here
    def _unlock(self, password: str, insist: bool) -> None:
        self.unlock_requested.emit(self._file, password, insist)

    def _reset(self, code: bytes, password: str, insist: bool) -> None:
        self.reset_requested.emit(self._file, code, password, insist)

    def _use_code(self) -> None:
        self._show(self._file, forgot=True)

    def _use_password(self) -> None:
        self._show(self._file)

    def _open_another(self) -> None:
        from ifs_desktop.ui import ask

        folder = os.path.dirname(self._file) or self._documents
        path = ask.open_file(
            self,
            self.tr("Open a journal"),
            folder,
            self.tr("Journals (*.ifsjournal);;All files (*)"),
        )
        if path:
            self.open_file(path)

    def _new(self) -> None:
        self.open_file("")

    def _back(self) -> None:
        self.open_file(self._offered)

    def open_file(self, file: str) -> None:
        """Ask for the password of this journal; "" offers to make a new one."""
        self._show(file)

    def _show(self, file: str, *, forgot: bool = False) -> None:
        self._file = file
        self._forgot = forgot
        if file:
            self._offered = file
        self._build()
        self.take_focus()
        self.offered.emit(file)
