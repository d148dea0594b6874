"""“Restore a backup…”: the way back from a journal that does not open, while it is locked."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale, Signal

from ifs_desktop.lock import sentences
from ifs_desktop.lock.below import LinkBelow
from ifs_desktop.lock.unlock import UnlockForm
from ifs_desktop.ui import ask, days, work
from ifs_desktop.vault import Backup, backup, restore

SHOWN = 6  # the newest whole ones


class RestoreBackup(LinkBelow):
    """Seen once a whole backup was found."""

    restored = Signal(str)  # the path of the new file

    def __init__(self, form: UnlockForm, data: str, file: str) -> None:
        super().__init__(QCoreApplication.translate("RestoreBackup", "Restore a backup…"), form)
        self._form, self._file = form, Path(file)
        self._backups: list[Backup] = []
        self.setAccessibleDescription(
            self.tr("Puts a backup in a file of its own beside this one, which stays as it is")
        )
        self.hide()
        self.clicked.connect(self._choose)
        work.start(
            whole_ones, Path(data), self._file, done=self._found, failed=self._refused, parent=self
        )

    def _found(self, backups: Any) -> None:  # workers answer with any object
        self._backups = backups
        self.setVisible(bool(backups))

    def _choose(self) -> None:
        chosen = ask.choose(
            self,
            self.tr("Restore a backup"),
            self.tr(
                "These are whole. The one you choose is put in a file of its own beside the one"
                " that does not open, and opens with the password of its day."
            ),
            [self._line(one) for one in self._backups],
        )
        if chosen is not None:
            self.setEnabled(False)
            work.start(
                restore,
                *(self._backups[chosen].path, self._file),
                done=self._done,
                failed=self._refused,
                parent=self,
            )

    def _line(self, one: Backup) -> str:
        local = one.saved_at.astimezone()
        return self.tr("{day}, {time} · {size}").format(
            day=days.day_name(local.date(), date.today()),
            time=days.clock(local),
            size=QLocale().formattedDataSize(one.size, 1, QLocale.DataSizeFormat.DataSizeSIFormat),
        )

    def _done(self, path: object) -> None:
        self.restored.emit(str(path))

    def _refused(self, error: BaseException) -> None:
        self._form.refuse(sentences.explain(error))
        self.leave()


def whole_ones(data: Path, file: Path) -> list[Backup]:
    """The newest backups of a journal that are whole (worker thread)."""
    found: list[Backup] = []
    for one in backup.of_file(data, file):
        if len(found) == SHOWN:
            break
        if backup.is_whole(one):
            found.append(one)
    return found
