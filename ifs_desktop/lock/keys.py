"""The page of what opens this journal: its password, and its recovery code."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ifs_desktop.lock.change_password import ChangePassword
from ifs_desktop.lock.give_code import GiveCode
from ifs_desktop.lock.older_backups import OlderBackups
from ifs_desktop.lock.prove import ProveForm
from ifs_desktop.lock.renew import RenewPart
from ifs_desktop.settings import Settings
from ifs_desktop.store import Ref, Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.column import Column
from ifs_desktop.ui.widgets.labels import paragraph
from ifs_desktop.ui.widgets.notice import Notice
from ifs_desktop.vault import Backup, Vault

BACKUP_FOLDER = "backup_folder"  # view state: where a person wants backups too, or ""


class KeysPage(QWidget):
    """What is typed on it lives while it is shown, and no longer."""

    open_requested = Signal(object)  # Ref
    renew_requested = Signal(object)  # Renewal
    # Of the class: a page that is cleared away is still hidden.
    _password: PasswordPart | None = None
    _code: CodePart | None = None
    _renew: RenewPart | None = None

    def __init__(
        self, store: Store, bus: Bus, settings: Settings, parent: QWidget, vault: Vault
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._vault = vault
        self._column = Column(self.tr("Password and recovery code"), self)
        self._sample = paragraph(
            self.tr(
                "This is a sample journal. It is gone when you lock or close it, so it has neither"
                " a password nor a recovery code. Both come once you keep it as yours."
            ),
            "reading",
            self,
        )
        self._room = QVBoxLayout()
        self._room.setContentsMargins(0, 0, 0, 0)
        self._room.setSpacing(theme.px(28))
        holder = QWidget(self)
        holder.setLayout(self._room)
        self._column.add(self._sample)
        self._column.add(holder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._column)

    def open_ref(self, ref: Ref) -> None:
        """There is one place only."""

    def here(self) -> Ref | None:
        """Where the reader is."""
        return Ref("page", None, "keys")

    def commit_drafts(self) -> None:
        """Nothing typed here is kept."""

    def menu_actions(self) -> list[QAction]:
        """No actions of its own."""
        return []

    def take_focus(self) -> None:
        """Begin at the first field."""
        if self._renew is not None and self._renew.is_begun():
            self._renew.take_focus()
        elif self._password is not None:
            self._password.take_focus()
        else:
            self.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin anew, unless the window was only out of sight."""
        super().showEvent(event)
        self._sample.setVisible(self._vault.temporary)
        if event.spontaneous() or self._password is not None or self._vault.temporary:
            return
        chosen = str(self._store.state(BACKUP_FOLDER, "") or "")
        self._password = PasswordPart(self._vault, Path(chosen) if chosen else None, self)
        self._code = CodePart(self._vault, self)
        self._renew = RenewPart(self._vault, self)
        self._renew.begun.connect(self._renewing)
        self._renew.left.connect(self._not_renewing)
        self._renew.renewed.connect(self.renew_requested)
        for part in (self._password, self._code, self._renew):
            part.grown.connect(self._column.show_child)
            self._room.addWidget(part)
            part.show()
        self.take_focus()

    def _renewing(self) -> None:
        """One thing at a time: it asks for passwords too."""
        for part in (self._password, self._code):
            if part is not None:
                part.hush()  # "the new password" of before would soon be read as the one of now
        self._show_others(False)

    def _not_renewing(self) -> None:
        self._show_others(True)

    def _show_others(self, shown: bool) -> None:
        for part in (self._password, self._code):
            if part is not None:
                part.setVisible(shown)

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget what was typed, and a code that was not kept."""
        super().hideEvent(event)
        if event.spontaneous():
            return
        for part in (self._password, self._code, self._renew):
            if part is not None:
                _let_go(part)
        self._password = self._code = self._renew = None


class PasswordPart(QWidget):
    """Change the password; then what is to be said of the backups."""

    grown = Signal(object)  # the widget that came

    def __init__(self, vault: Vault, folder: Path | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._vault = vault
        self._folder = folder
        self._older: OlderBackups | None = None
        self._column = _column(self)
        self._column.addWidget(paragraph(self.tr("Change the password"), "heading", self))
        self._form = ChangePassword(
            self.tr("Change the password"),
            self.tr("Changing the password…"),
            partial(change, vault, folder),
            self,
        )
        self._form.changed.connect(self._changed)
        self._column.addWidget(self._form)
        self._said = _notice(self)
        self._column.addWidget(self._said)

    def take_focus(self) -> None:
        """Begin at the first field."""
        self._form.take_focus()

    def hush(self) -> None:
        """What was said is of before."""
        self._said.hide()

    def _changed(self, older: list[Backup]) -> None:
        self._say(
            self.tr(
                "Your new password opens this journal from now on. Copies of the file that were"
                " made before still open with the old one, and who has one and knows the old"
                " password could find a way into later ones: a new key, below, ends that."
            )
        )
        self._let_older_go()
        if older:
            self._older = OlderBackups(self._vault, older, self._folder, self)
            self._older.closed.connect(self._older_closed)
            self._column.addWidget(self._older)
            self._older.show()
            self._older.take_focus()
            self.grown.emit(self._older)

    def _older_closed(self, words: str) -> None:
        self._let_older_go()
        self._say(words)
        self._form.take_focus()

    def _let_older_go(self) -> None:
        if self._older is not None:
            _let_go(self._older)
            self._older = None

    def _say(self, words: str) -> None:
        if words:
            self._said.set_text(words)
            self._said.show()
            self.grown.emit(self._said)


class CodePart(QWidget):
    """Say whether there is a recovery code, and make a new one for who knows the password."""

    grown = Signal(object)  # the widget that came

    def __init__(self, vault: Vault, parent: QWidget) -> None:
        super().__init__(parent)
        self._vault = vault
        self._given: GiveCode | None = None
        self._column = _column(self)
        self._column.addWidget(paragraph(self.tr("Recovery code"), "heading", self))
        self._state = paragraph("", "", self)
        self._column.addWidget(self._state)
        self._said = _notice(self)
        self._column.addWidget(self._said)
        self._form = ProveForm(vault, self.tr("Make a new recovery code"), self)
        self._form.proved.connect(self._give)
        self._column.addWidget(self._form)
        self._tell()

    def hush(self) -> None:
        """What was said is of before."""
        self._said.hide()

    def _tell(self) -> None:
        if self._vault.has_code:
            words = self.tr(
                "This journal has a recovery code. If the sheet is lost, or somebody saw it, make a"
                " new code: the old one does not open the journal any more then."
            )
        else:
            words = self.tr(
                "This journal has no recovery code yet. If its password is forgotten, nothing else"
                " opens it."
            )
        self._state.setText(words)

    def _give(self) -> None:
        self._form.hide()
        self._said.hide()
        self._given = GiveCode(
            self._vault, self, not_now=self.tr("Leaves what opens the journal now as it is.")
        )
        self._given.kept.connect(self._kept)
        self._given.left.connect(self._close)
        self._column.addWidget(self._given)
        self._given.show()
        self._given.take_focus()
        self.grown.emit(self._given)

    def _kept(self) -> None:
        self._close()
        self._said.set_text(
            self.tr(
                "The code on your new sheet opens this journal from now on, and an earlier one no"
                " longer. Backups made before still open with the earlier one."
            )
        )
        self._said.show()
        self.grown.emit(self._said)

    def _close(self) -> None:
        if self._given is not None:
            _let_go(self._given)
            self._given = None
        self._tell()
        self._form.show()
        self._form.take_focus()


def change(vault: Vault, folder: Path | None, current: str, new: str) -> list[Backup]:
    """Change the password; the backups that still open with the old one (worker thread).

    ``folder`` is where backups are kept beside our own folder.
    """
    vault.change_password(new, current=current)
    return [one for one in vault.backups(folder) if one.reason]  # others were put there by hand


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(10))
    return column


def _notice(parent: QWidget) -> Notice:
    notice = Notice("", parent, tone="good", dismissable=False)
    notice.hide()
    return notice


def _let_go(widget: QWidget) -> None:
    widget.hide()
    widget.deleteLater()
