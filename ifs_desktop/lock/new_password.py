"""A password to be: typed twice, with its strength and words to suggest."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.lock.form import password_field
from ifs_desktop.lock.meter import StrengthMeter
from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets.field import Field


class NewPassword(QWidget):
    """Any password is taken; the two fields only have to be the same."""

    submitted = Signal()  # Enter was pressed
    edited = Signal()

    def __init__(self, name: str, repeat: str, parent: QWidget, *, dice: bool = True) -> None:
        """``name`` and ``repeat`` name the two fields.

        Without ``dice`` the link that suggests words has no picture until ``show_dice``.
        """
        super().__init__(parent)
        self._field, self._password = password_field(name, self)
        self._meter = StrengthMeter(self)
        self._repeat_field, self._repeat = password_field(repeat, self)
        self._suggest = QPushButton(self)  # QPushButton(text, self) makes the enums of QIcon, 1 ms
        self._suggest.setText(self.tr("Suggest words"))
        if dice:
            self.show_dice()
        self._suggest.setAccessibleDescription(
            self.tr("Fills in six random words as a password and shows them")
        )
        self._suggest.setAutoDefault(False)
        theme.set_kind(self._suggest, "link")
        self._lay_out()
        self._password.textChanged.connect(self._meter.look_at)
        self._suggest.clicked.connect(self._suggest_words)
        for line in (self._password, self._repeat):
            line.returnPressed.connect(self.submitted)
            line.textEdited.connect(self._edited)

    def text(self) -> str:
        """The password."""
        return self._password.text()

    def is_missing(self) -> bool:
        """Whether one of the fields is not right yet; it then says so, and has the cursor."""
        if not self._password.text():
            self._point(self._field, self.tr("Choose a password."))
        elif not self._repeat.text():
            self._point(self._repeat_field, self.tr("Type the password once more."))
        elif self._repeat.text() != self._password.text():
            self._point(
                self._repeat_field, self.tr("The two are not the same yet. You could show both.")
            )
        else:
            return False
        return True

    def take_focus(self) -> None:
        """Begin at the password."""
        self._password.setFocus()

    def lines(self) -> tuple[QLineEdit, QLineEdit]:
        """The two fields."""
        return self._password, self._repeat

    def stops(self) -> list[QWidget]:
        """Where Tab stops, in turn."""
        return [*self._password.stops(), self._suggest, *self._repeat.stops()]

    def set_busy(self, busy: bool) -> None:
        """While the password is put to use."""
        for line in self.lines():
            line.setReadOnly(busy)
        self._suggest.setEnabled(not busy)

    def clear_errors(self) -> None:
        """Take back what was said."""
        self._field.set_error("")
        self._repeat_field.set_error("")

    def forget(self) -> None:
        """Leave nothing typed behind."""
        for line in self.lines():
            line.setText("")  # unlike clear(), this leaves nothing for undo
        self._repeat_field.set_hint("")
        self.clear_errors()

    def show_dice(self) -> None:
        """Put the picture on its link. On the first page that waits until it is on the screen."""
        from ifs_desktop.ui import icons

        self._suggest.setIcon(icons.icon("dice"))
        layout = self.layout()
        if layout is not None:
            layout.activate()  # at once, so that no frame shows the words cut

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(self._field)
        strength = QHBoxLayout()
        strength.setSpacing(theme.px(8))
        strength.addWidget(self._meter, 1)
        strength.addWidget(self._suggest)
        column.addLayout(strength)
        column.addWidget(self._repeat_field)

    def _edited(self) -> None:
        self.clear_errors()
        self.edited.emit()

    def _suggest_words(self) -> None:
        from ifs_desktop.lock import words

        self._password.setText(words.suggest())
        self._repeat.setText("")
        self._password.reveal()
        self._repeat.setFocus()
        self._repeat_field.set_hint(self.tr("Type the words once more. It helps to remember them."))

    def _point(self, field: Field, sentence: str) -> None:
        field.set_error(sentence)
        field.control.setFocus()
