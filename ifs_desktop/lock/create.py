"""The card that makes a journal: a name, a place, a password twice, and one honest sentence."""

from __future__ import annotations

import os
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ifs_desktop.lock.form import PasswordForm
from ifs_desktop.lock.new_password import NewPassword
from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets.field import Field
from ifs_desktop.ui.widgets.labels import paragraph

ENDING = ".ifsjournal"
REFUSED_IN_NAMES = '<>:"/\\|?*'
LONGEST_NAME = 100
LONGEST_BYTES = 200  # file systems take 255; copies beside it get longer names


def file_name(name: str) -> str:
    """A file name for a journal's name, or "" if none can be made of it."""
    kept = "".join(c for c in name if c.isprintable() and c not in REFUSED_IN_NAMES)
    kept = kept.strip(" .").removesuffix(ENDING)
    kept = kept.encode()[:LONGEST_BYTES].decode(errors="ignore").strip(" .")
    return kept + ENDING if kept else ""


class CreateForm(PasswordForm):
    """Used on the first start, for a further journal, and to keep a sample."""

    submitted = Signal(str, str)  # path, password

    def __init__(
        self,
        folder: str,
        parent: QWidget,
        *,
        do: str = "",
        way_out: QPushButton | None = None,
        dice: bool = True,
    ) -> None:
        """``do`` are other words for the button that creates; ``way_out`` stands before it.

        Without ``dice`` the link that suggests words has no picture until ``show_dice``.
        """
        super().__init__(parent)
        self._name = QLineEdit(self.tr("My journal"), self)
        self._name.setMaxLength(LONGEST_NAME)
        self._name_field = Field(self.tr("Name"), self._name, self)
        self._folder = QLineEdit(folder, self)
        self._choose = _button(self.tr("Choose…"), self)
        self._choose.setAccessibleName(self.tr("Choose a folder"))
        self._choose.setAutoDefault(False)
        # As high as the row, which is as high as the field: exactly level at every size.
        self._choose.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Ignored)
        self._folder_field = Field(
            self.tr("Where it is kept"), self._folder, self, beside=self._choose
        )
        self._new = NewPassword(self.tr("Password"), self.tr("Repeat password"), self, dice=dice)
        self._create = _button(do or self.tr("Create journal"), self)
        self._create.setAccessibleName(self._create.text())
        theme.set_kind(self._create, "primary")
        self._way_out = way_out
        self._lay_out()
        self._order()
        self._name.textChanged.connect(self._tell_file)
        self._new.submitted.connect(self._submit)
        self._new.edited.connect(self._edited)
        for line in (self._name, self._folder):
            line.returnPressed.connect(self._submit)
            line.textEdited.connect(self._edited)
        self._create.clicked.connect(self._submit)
        self._choose.clicked.connect(self._choose_folder)

    def show_dice(self) -> None:
        """Put the picture on its link: once the first page is on the screen."""
        self._new.show_dice()

    def last_stop(self) -> QWidget:
        """The button that creates, or the way out."""
        return self._way_out or self._create

    def take_focus(self) -> None:
        """Name and place have good answers already, so begin at the password."""
        self._new.take_focus()

    def set_busy(self, busy: bool, text: str = "") -> None:
        """While the journal is made."""
        super().set_busy(busy, text)
        self._new.set_busy(busy)
        for line in (self._name, self._folder):
            line.setReadOnly(busy)
        for button in (self._create, self._choose, self._way_out):
            if button is not None:
                button.setEnabled(not busy)

    def refuse(self, sentence: str) -> None:
        """Say what happened with the place that was chosen."""
        self.set_busy(False)
        self._folder_field.set_error(sentence)
        self._folder.setFocus()

    def forget(self) -> None:
        """Leave nothing typed behind."""
        self._new.forget()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        side = theme.px(24)
        column.setContentsMargins(side, theme.px(20), side, theme.px(20))
        column.setSpacing(theme.px(12))
        where = QHBoxLayout()
        where.setSpacing(theme.px(8))
        where.addWidget(self._name_field, 4)
        where.addWidget(self._folder_field, 7)
        column.addLayout(where)
        # What is said of the two is too long for their columns.
        self._name_field.speak_in(column)
        self._folder_field.speak_in(column)
        column.addWidget(self._new)
        column.addWidget(
            paragraph(
                self.tr(
                    "Only this password opens your journal, and a recovery code that you can make"
                    " next. Nobody can bring them back: not us, not this computer. A few words you"
                    " know by heart, or a note in a safe place, will keep the way open for you."
                ),
                "hint",
                self,
            )
        )
        last = QHBoxLayout()
        last.setSpacing(theme.px(8))
        if self._way_out is not None:
            last.addWidget(self._way_out)
        last.addWidget(self._create, 1)
        column.addLayout(last)

    def _order(self) -> None:
        stops: list[QWidget] = [self._name, self._folder, self._choose]
        stops += [*self._new.stops(), self._create]
        if self._way_out is not None:
            stops.append(self._way_out)
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _tell_file(self, name: str) -> None:
        """Say how it is saved, where a file cannot have the name that is typed."""
        made = file_name(name)
        plain = made in ("", name.strip(), name.strip() + ENDING)
        told = "" if plain else self.tr("Saved as {file}").format(file=made)
        self._name_field.set_hint(told)

    def _edited(self) -> None:
        self._name_field.set_error("")
        self._folder_field.set_error("")
        self._new.clear_errors()

    def _choose_folder(self) -> None:
        from ifs_desktop.ui import ask

        folder = ask.open_folder(self, self.tr("Where the journal is kept"), self._folder.text())
        if folder:
            self._folder.setText(folder)
            self._edited()

    def _submit(self) -> None:
        if self._name.isReadOnly():
            return
        self._edited()
        name = file_name(self._name.text())
        folder = os.path.expanduser(self._folder.text().strip())
        if not name:
            self._point(self._name_field, self.tr("Give the journal a name."))
        elif not folder:
            self._point(self._folder_field, self.tr("Choose a folder for the journal."))
        elif not self._new.is_missing():
            path = os.path.join(os.path.abspath(folder), name)
            self.submitted.emit(path, self._new.text())

    def _point(self, field: Field, sentence: str) -> None:
        field.set_error(sentence)
        field.control.setFocus()


def _button(text: str, parent: QWidget) -> QPushButton:
    """A button of words alone. QPushButton(text, parent) would make the enums of QIcon: 1 ms."""
    button = QPushButton(parent)
    button.setText(text)
    return button
