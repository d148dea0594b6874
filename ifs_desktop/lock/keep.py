"""Keeping the sample journal as one's own: the same card as for a new journal, in a dialog."""

from __future__ import annotations

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.lock import sentences
from ifs_desktop.lock.create import CreateForm
from ifs_desktop.ui import theme, work
from ifs_desktop.vault import Vault


class KeepDialog(QDialog):
    """Accepted once the file is written and proven to open."""

    def __init__(self, vault: Vault, parent: QWidget) -> None:
        super().__init__(parent)
        self._vault = vault
        self.setWindowTitle(self.tr("Keep as mine"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        self._busy = False
        later = QPushButton(self.tr("Not now"), self)
        later.setAutoDefault(False)
        theme.set_kind(later, "quiet")
        later.clicked.connect(self.reject)
        self._form = CreateForm(documents, self, do=self.tr("Keep it"), way_out=later)
        self._form.setMinimumWidth(theme.px(460))
        self._form.submitted.connect(self._keep)
        layout = QVBoxLayout(self)
        side = theme.px(12)
        layout.setContentsMargins(side, side, side, side)
        layout.addWidget(self._form)
        self._form.take_focus()

    def reject(self) -> None:
        """Leave it for later, unless it is being made."""
        if not self._busy:
            super().reject()

    def _keep(self, path: str, password: str) -> None:
        self._busy = True
        self._form.set_busy(True, self.tr("Making your journal…"))
        work.start(
            self._vault.keep_as, path, password, done=self._kept, failed=self._refused, parent=self
        )

    def _kept(self, _result: object) -> None:
        self._form.forget()
        self.accept()

    def _refused(self, error: BaseException) -> None:
        self._busy = False
        self._form.refuse(sentences.explain(error, creating=True))
