"""After a change of password: what still opens with the old one, and a way to be rid of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.lock import sentences
from ifs_desktop.lock.busy import BusyRow
from ifs_desktop.ui import ask, theme, work
from ifs_desktop.ui.widgets.card import Card
from ifs_desktop.ui.widgets.labels import paragraph
from ifs_desktop.vault import Backup, Vault, backup

REASON = "new-password"


class OlderBackups(Card):
    """Says how many there are; none goes before a new one was made and checked."""

    closed = Signal(str)  # what to say of it, or "" when they are kept

    def __init__(
        self, vault: Vault, older: list[Backup], folder: Path | None, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.set_tone("quiet")
        self._vault = vault
        self._older = older
        self._folder = folder
        self._said = paragraph("", "error", self)
        self._said.hide()
        self._busy = BusyRow(self)
        self._busy.set_text(self.tr("Making a new backup and checking it…"))
        self._busy.hide()
        self._remove = QPushButton(self.tr("Remove the older backups"), self)
        self._remove.clicked.connect(self._ask)
        self._keep = QPushButton(self.tr("Keep them"), self)
        theme.set_kind(self._keep, "quiet")
        self._keep.clicked.connect(self._keep_them)
        column = QVBoxLayout(self)
        side = theme.px(20)
        column.setContentsMargins(side, theme.px(16), side, theme.px(16))
        column.setSpacing(theme.px(10))
        title = self.tr("Backups made before still open with the old password")
        column.addWidget(paragraph(title, "subheading", self))
        column.addWidget(paragraph(self._count(), "", self))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self._remove)
        row.addWidget(self._keep)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._said)
        column.addWidget(self._busy)

    def take_focus(self) -> None:
        """On the safe answer."""
        self._keep.setFocus()

    def _count(self) -> str:
        if len(self._older) == 1:
            return self.tr(
                "The app made one. Who knows the old password can"
                " read what it holds. Copies you made yourself are not counted."
            )
        return self.tr(
            "The app made {count}. Who knows the old password can"
            " read what they hold. Copies you made yourself are not counted."
        ).format(count=len(self._older))

    def _keep_them(self) -> None:
        self.closed.emit("")

    def _ask(self) -> None:
        sure = ask.confirm(
            self,
            self.tr("Remove the older backups?"),
            self.tr(
                "First a new backup is made, which opens with the new password, and checked. Then"
                " the older ones are removed for good: an earlier state of the journal cannot be"
                " brought back from them any more."
            ),
            self.tr("Remove them"),
            self.tr("Keep them"),
            danger=True,
        )
        if sure:
            self._set_busy(True)
            work.start(
                renew,
                *(self._vault, self._older, self._folder),
                done=self._done,
                failed=self._failed,
                parent=self,
            )

    def _set_busy(self, busy: bool) -> None:
        self._busy.setVisible(busy)
        self._said.hide()
        for button in (self._remove, self._keep):
            button.setEnabled(not busy)

    def _done(self, left: object) -> None:
        if not left:
            self.closed.emit(
                self.tr(
                    "The older backups are gone. A new one was made and checked;"
                    " it opens with the new password."
                )
            )
            return
        assert isinstance(left, list)
        self._older = left
        self._set_busy(False)
        names = ", ".join(one.path.name for one in left)
        self._tell(
            self.tr(
                "A new backup was made and checked. These older ones could not be removed: {names}"
            ).format(names=names)
        )

    def _failed(self, error: BaseException) -> None:
        self._set_busy(False)
        words = self.tr("No backup was removed, because the new one could not be made. {why}")
        self._tell(words.format(why=sentences.explain(error)))

    def _tell(self, words: str) -> None:
        self._said.setText(words)
        self._said.show()


def renew(vault: Vault, older: list[Backup], folder: Path | None) -> list[Backup]:
    """A new, verified backup, and only then the older ones away; those left (worker thread).

    One more is made in the chosen folder, if that is there: on a stick, say.
    """
    vault.backup(REASON)
    if folder is not None and folder.is_dir():
        vault.backup(REASON, folder)
    return backup.remove(older)
