"""The card that makes a journal: a name, a place, a password twice, and one honest sentence."""

from __future__ import annotations

import os
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ifs_desktop.lock.form import PasswordForm, password_field
from ifs_desktop.lock.meter import StrengthMeter
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
        self._password_field, self._password = password_field(self.tr("Password"), self)
        self._meter = StrengthMeter(self)
        self._repeat_field, self._repeat = password_field(self.tr("Repeat password"), self)
        self._suggest = _button(self.tr("Suggest words"), self)
        if dice:
            self.show_dice()
        self._suggest.setAccessibleDescription(
            self.tr("Fills in six random words as a password and shows them")
        )
        self._suggest.setAutoDefault(False)
        theme.set_kind(self._suggest, "link")
        self._create = _button(do or self.tr("Create journal"), self)
        self._create.setAccessibleName(self._create.text())
        theme.set_kind(self._create, "primary")
        self._way_out = way_out
        self._lay_out()
        self._order()
        self._name.textChanged.connect(self._tell_file)
        self._password.textChanged.connect(self._password_typed)
        self._suggest.clicked.connect(self._suggest_words)
        for line in (self._name, self._folder, self._password, self._repeat):
            line.returnPressed.connect(self._submit)
            line.textEdited.connect(self._edited)
        self._create.clicked.connect(self._submit)
        self._choose.clicked.connect(self._choose_folder)

    def show_dice(self) -> None:
        """Put the picture on its link. On the first page that waits until it is on the screen."""
        from ifs_desktop.ui import icons

        self._suggest.setIcon(icons.icon("dice"))
        layout = self.layout()
        if layout is not None:
            layout.activate()  # at once, so that no frame shows the words cut

    def take_focus(self) -> None:
        """Name and place have good answers already, so begin at the password."""
        self._password.setFocus()

    def set_busy(self, busy: bool, text: str = "") -> None:
        """While the journal is made."""
        super().set_busy(busy, text)
        for line in (self._name, self._folder, self._password, self._repeat):
            line.setReadOnly(busy)
        for button in (self._create, self._suggest, self._choose, self._way_out):
            if button is not None:
                button.setEnabled(not busy)

    def refuse(self, sentence: str) -> None:
        """Say what happened with the place that was chosen."""
        self.set_busy(False)
        self._folder_field.set_error(sentence)
        self._folder.setFocus()

    def forget(self) -> None:
        """Leave nothing typed behind."""
        self._password.setText("")
        self._repeat.setText("")

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
        column.addWidget(self._password_field)
        strength = QHBoxLayout()
        strength.setSpacing(theme.px(8))
        strength.addWidget(self._meter, 1)
        strength.addWidget(self._suggest)
        column.addLayout(strength)
        column.addWidget(self._repeat_field)
        column.addWidget(
            paragraph(
                self.tr(
                    "Nobody can open this journal without its password, and nobody can bring the"
                    " password back: not us, not this computer. A few words you know by heart, or"
                    " a note in a safe place, will keep the way open for you."
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
        stops += [*self._password.stops(), self._suggest, *self._repeat.stops(), self._create]
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

    def _password_typed(self, text: str) -> None:
        self._meter.look_at(text)

    def _edited(self) -> None:
        for field in (
            self._name_field,
            self._folder_field,
            self._password_field,
            self._repeat_field,
        ):
            field.set_error("")

    def _suggest_words(self) -> None:
        from ifs_desktop.lock import words

        phrase = words.suggest()
        self._password.setText(phrase)
        self._repeat.setText("")
        self._password.reveal()
        self._repeat.setFocus()
        self._repeat_field.set_hint(self.tr("Type the words once more. It helps to remember them."))

    def _choose_folder(self) -> None:
        from ifs_desktop.ui import ask

        folder = ask.open_folder(self, self.tr("Where the journal is kept"), self._folder.text())
        if folder:
            self._folder.setText(folder)
            self._edited()

    def _submit(self) -> None:
        if self._password.isReadOnly():
            return
        self._edited()
        name = file_name(self._name.text())
        folder = os.path.expanduser(self._folder.text().strip())
        if not name:
            self._point(self._name_field, self.tr("Give the journal a name."))
        elif not folder:
            self._point(self._folder_field, self.tr("Choose a folder for the journal."))
        elif not self._password.text():
            self._point(self._password_field, self.tr("Choose a password."))
        elif not self._repeat.text():
            self._point(self._repeat_field, self.tr("Type the password once more."))
        elif self._repeat.text() != self._password.text():
            self._point(
                self._repeat_field, self.tr("The two are not the same yet. You could show both.")
            )
        else:
            path = os.path.join(os.path.abspath(folder), name)
            self.submitted.emit(path, self._password.text())

    def _point(self, field: Field, sentence: str) -> None:
        field.set_error(sentence)
        field.control.setFocus()


def _button(text: str, parent: QWidget) -> QPushButton:
    """A button of words alone. QPushButton(text, parent) would make the enums of QIcon: 1 ms."""
    button = QPushButton(parent)
    button.setText(text)
    return button
