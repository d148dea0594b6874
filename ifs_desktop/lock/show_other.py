"""“Show that window”: the way to the window that has the journal open."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ifs_desktop import several
from ifs_desktop.lock.below import LinkBelow
from ifs_desktop.lock.unlock import UnlockForm
from ifs_desktop.ui.other_window import OtherWindow


class ShowOther(LinkBelow):
    """Raises the other window, or says that it does not answer."""

    @classmethod
    def put(cls, form: UnlockForm, folder: str, file: str) -> None:
        """Put it below the password and its sentence, if a window has ``file``."""
        for old in form.findChildren(cls):
            old.leave()
        if several.is_shown(folder, file):
            cls(form, folder, file)

    def __init__(self, form: UnlockForm, folder: str, file: str) -> None:
        super().__init__(QCoreApplication.translate("ShowOther", "Show that window"), form)
        self._form, self._folder, self._file = form, folder, file
        self.clicked.connect(self._ask)

    def _ask(self) -> None:
        other = OtherWindow(self._folder, self._file, self)
        other.silent.connect(self._tell)
        self.setEnabled(False)
        other.came.connect(self._came)
        other.ask()

    def _came(self) -> None:
        self.setEnabled(True)

    def _tell(self) -> None:
        self._form.refuse(
            self.tr(
                "The other window does not answer. Nothing was changed. Give it a moment, or close"
                " it, then type your password here again."
            )
        )
        self.leave()
