"""A field for a recovery code: groups what is typed or pasted, and tells a slip at once."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFontDatabase, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ifs_desktop.lock import sentences
from ifs_desktop.ui.widgets.field import Field
from ifs_desktop.vault import code, errors

WHOLE = code.GROUPS * code.GROUP
MONO = "font-family: '{family}'"
SECRET = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText


class CodeLine(QLineEdit):
    """Small letters, spaces and signs that look alike are read as what they mean."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setInputMethodHints(SECRET)
        self.setStyleSheet(MONO.format(family=mono_family()))
        self.textEdited.connect(self._group)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Del before a hyphen takes the sign behind it: the hyphen would only come back."""
        at = self.cursorPosition()
        delete = event.key() == Qt.Key.Key_Delete and not self.hasSelectedText()
        if delete and self.text()[at : at + 1] == "-":
            self.setCursorPosition(at + 1)
        super().keyPressEvent(event)

    def _group(self, text: str) -> None:
        before = len(code.tidy(text[: self.cursorPosition()]))
        signs = code.tidy(text)
        self.setText("-".join(signs[at : at + code.GROUP] for at in range(0, len(signs), 5)))
        self.setCursorPosition(before + max(0, before - 1) // code.GROUP)


class CodeField(Field):
    """Says below itself whether the code is whole. Nothing is derived for that."""

    def __init__(self, parent: QWidget) -> None:
        self._line = CodeLine(parent)
        name = QCoreApplication.translate("CodeField", "Recovery code")
        super().__init__(name, self._line, parent, hint=self._shape())
        self._line.textChanged.connect(self._look)

    def read(self) -> bytes | None:
        """The code; or None, and then it is said why and the cursor is in the field."""
        try:
            return code.read(self._line.text())
        except errors.JournalError as error:
            self.refuse(sentences.explain(error))
            return None

    def refuse(self, sentence: str) -> None:
        """Say what is not right, and have the cursor."""
        self.set_error(sentence)
        self._line.setFocus()

    def line(self) -> QLineEdit:
        """Where it is typed."""
        return self._line

    def _look(self, text: str) -> None:
        """As soon as there are signs enough, say whether they are a code."""
        error, hint = "", self._shape()
        if len(code.tidy(text)) >= WHOLE:
            try:
                code.read(text)
                hint = QCoreApplication.translate("CodeField", "This is a whole code.")
            except errors.JournalError as slip:
                error = sentences.explain(slip)
        self.set_error(error)
        self.set_hint(hint)

    def _shape(self) -> str:
        return QCoreApplication.translate(
            "CodeField", "Seven groups of five letters and digits; capitals do not matter."
        )


def mono_family() -> str:
    """The system's font in which every sign has the same width."""
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
