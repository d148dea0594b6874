"""What the window has to say about the journal's file, in soft lines above the page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ifs_desktop import several
from ifs_desktop.lock import sentences
from ifs_desktop.lock.keep import KeepDialog
from ifs_desktop.ui.widgets.notice import Notice
from ifs_desktop.vault import JournalError, Vault


class Notices(QWidget):
    """Nothing most of the time."""

    kept = Signal()  # the sample became a journal of one's own

    def __init__(self, vault: Vault, parent: QWidget) -> None:
        super().__init__(parent)
        self._vault = vault
        self._refused: Notice | None = None
        self._unkept: Notice | None = None
        self._sample: Notice | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        if vault.temporary:
            self._offer_keeping()
        self._copy = vault.conflict_copy
        arrived = self.say(sentences.arrival(vault), self._copy)
        self._gone = arrived if vault.arrival == "orphan" else None
        if not vault.temporary and not vault.folder_writable:
            self.show_refused(sentences.read_only(vault))

    def look(self) -> None:
        """After a publish: the file is there; say if it met one of somebody else's."""
        if self._gone is not None:
            self._gone.hide()
            self._gone.deleteLater()
            self._gone = None
        if self._vault.conflict_copy != self._copy:
            self._copy = self._vault.conflict_copy
            self.say(sentences.replaced(self._vault), self._copy)

    def say(self, sentence: str, copy: Path | None = None) -> Notice | None:
        """Say something that can be put aside, perhaps of another version of the journal.

        Nothing for the empty string.
        """
        if not sentence:
            return None
        notice = Notice(sentence, self, tone="accent", banner=True)
        if copy is not None:
            link = notice.add_link(self.tr("Open it in a new window"))
            link.setProperty("journal", str(copy))
            link.clicked.connect(self._open_copy)
        self._add(notice)
        return notice

    def _open_copy(self) -> None:
        several.open_in_new_window(str(self.sender().property("journal")))

    def show_refused(self, error: BaseException) -> None:
        """The words are safe on this computer, but not in the user's folder yet."""
        self.hide_refused()
        self._refused = Notice(sentences.not_written(error), self, tone="danger", banner=True)
        self._add(self._refused)

    def show_unkept(self, error: JournalError) -> None:
        """What was just done could not be kept: a full disk, say. It goes with the next that is."""
        self.hide_unkept()
        self._unkept = Notice(sentences.explain(error), self, tone="danger", banner=True)
        self._add(self._unkept)

    def hide_unkept(self) -> None:
        """Something was kept again."""
        if self._unkept is not None:
            self._unkept.hide()
            self._unkept.deleteLater()
            self._unkept = None

    def hide_refused(self) -> None:
        """The file is up to date again."""
        if self._refused is not None:
            self._refused.hide()
            self._refused.deleteLater()
            self._refused = None

    def _offer_keeping(self) -> None:
        self._sample = Notice(
            self.tr("It is gone when you lock or close it. Change what you like."),
            self,
            lead=self.tr("This is a sample journal."),
            dismissable=False,
            banner=True,
        )
        keep = self._sample.add_link(self.tr("Keep as mine…"))
        keep.clicked.connect(self._keep)
        self._add(self._sample)

    def _add(self, notice: Notice) -> None:
        self._column.addWidget(notice)

    def _keep(self) -> None:
        dialog = KeepDialog(self._vault, self)
        dialog.finished.connect(self._keeping_ended)
        dialog.open()

    def _keeping_ended(self, result: int) -> None:
        if result == QDialog.DialogCode.Accepted and self._sample is not None:
            self._sample.hide()
            self._sample.deleteLater()
            self._sample = None
            self.kept.emit()
