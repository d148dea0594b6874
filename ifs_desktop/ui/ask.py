"""Every question and file dialog of the app; tests preset the answers.

The safe answer is the one that has the focus and the one Esc gives.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, QSettings, Qt, QTime, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDateTimeEdit,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ifs_desktop.store import Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.line_draft import LineDraft
from ifs_desktop.ui.title import is_neutral
from ifs_desktop.ui.widgets.field import Field
from ifs_desktop.ui.widgets.labels import label

if TYPE_CHECKING:  # a library of its own that only printing needs
    from PySide6.QtPrintSupport import QPrinter

_preset: list[list[object]] = []
_asked: list[list[str]] = []


@contextmanager
def answer(*values: object) -> Iterator[list[str]]:
    """Within the block, questions get these answers in turn; yields the titles that were asked."""
    asked: list[str] = []
    _preset.append(list(values))
    _asked.append(asked)
    try:
        yield asked
    finally:
        _preset.pop()
        _asked.pop()


def confirm(
    parent: QWidget | None, title: str, text: str, yes: str, no: str, *, danger: bool = False
) -> bool:
    """A question with two answers; `no` is the safe one. `danger` colours the other."""
    found, value = _preset_answer(title)
    if found:
        return bool(value)
    dialog = _Question(parent, title, text)
    dialog.add_answer(no, 0, safe=True)
    dialog.add_answer(yes, 1, kind="danger" if danger else "primary")
    return _run(dialog) == 1


def choose(parent: QWidget | None, title: str, text: str, options: Sequence[str]) -> int | None:
    """The index of the option taken, or None. The first option has the focus."""
    found, value = _preset_answer(title)
    if found:
        return value if isinstance(value, int) else None
    dialog = _Question(parent, title, text, tall=True)
    for index, option in enumerate(options):
        dialog.add_answer(option, index, safe=index == 0)
    dialog.add_answer(QCoreApplication.translate("Ask", "Cancel"), -1, kind="quiet")
    taken = _run(dialog)
    return taken if taken is not None and taken >= 0 else None


def tell(parent: QWidget | None, title: str, text: str, close: str = "") -> None:
    """Something the user needs to know before going on."""
    if _preset_answer(title)[0]:
        return
    dialog = _Question(parent, title, text)
    word = close or QCoreApplication.translate("Ask", "Close")
    dialog.add_answer(word, 0, safe=True, kind="primary")
    _run(dialog)


def text(
    parent: QWidget | None,
    title: str,
    label_text: str,
    initial: str = "",
    *,
    yes: str = "",
    draft: tuple[Store, str] | None = None,
) -> str | None:
    """A line of text, trimmed, or None when it was left.

    ``draft``: the journal, and the place in it where half a line waits if the app locks meanwhile.
    """
    found, value = _preset_answer(title)
    if found:
        return value if isinstance(value, str) else None
    dialog = _Question(parent, title, "")
    line = dialog.add_line(label_text, initial)
    kept = None if draft is None else LineDraft(line, *draft)
    dialog.add_answer(QCoreApplication.translate("Ask", "Cancel"), 0)
    word = yes or QCoreApplication.translate("Ask", "Keep")
    dialog.add_answer(word, 1, kind="primary", default=True)
    taken = _run(dialog, keep=True)
    answered = shiboken6.isValid(line)  # otherwise the app has locked
    written = line.text().strip() if taken == 1 and answered else None
    if kept is not None and answered:
        kept.forget()
    _drop(dialog)
    return written


def when(
    parent: QWidget | None,
    title: str,
    label_text: str,
    initial: datetime,
    *,
    latest: datetime | None = None,
    yes: str = "",
) -> datetime | None:
    """A day and time on the clock on the wall, or None when it was left. ``initial`` stays as it is
    if nothing is changed; ``latest`` is the last moment that can be chosen.
    """
    found, value = _preset_answer(title)
    if found:
        return value if isinstance(value, datetime) else None
    dialog = _Question(parent, title, "")
    clock = dialog.add_clock(label_text, initial, latest)
    before = clock.dateTime()
    dialog.add_answer(QCoreApplication.translate("Ask", "Cancel"), 0)
    word = yes or QCoreApplication.translate("Ask", "Keep")
    dialog.add_answer(word, 1, kind="primary", default=True)
    taken = _run(dialog, keep=True)
    chosen = None
    if taken == 1 and shiboken6.isValid(clock):  # otherwise the app has locked
        moved = clock.dateTime() != before
        chosen = _moment(clock.dateTime()) if moved else initial
    _drop(dialog)
    return chosen


def open_file(parent: QWidget | None, title: str, folder: str, filter: str = "") -> str | None:
    """The path of a file that exists, or None."""
    found, value = _preset_answer(title)
    if found:
        return str(value) if value else None
    dialog = _file_dialog(parent, title, folder, filter)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _run_file(dialog)


def save_file(
    parent: QWidget | None,
    title: str,
    folder: str,
    filter: str = "",
    *,
    name: str = "",
    suffix: str = "",
) -> str | None:
    """A path to write to, or None. `suffix` (no dot) is added where none was given."""
    found, value = _preset_answer(title)
    if found:
        return str(value) if value else None
    dialog = _file_dialog(parent, title, folder, filter)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    if suffix:
        dialog.setDefaultSuffix(suffix)
    if name:
        dialog.selectFile(os.path.join(folder, name))
    return _run_file(dialog)


def open_folder(parent: QWidget | None, title: str, folder: str) -> str | None:
    """The path of a folder, or None."""
    found, value = _preset_answer(title)
    if found:
        return str(value) if value else None
    dialog = _file_dialog(parent, title, folder)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _run_file(dialog)


def printer(parent: QWidget | None, title: str) -> QPrinter | None:
    """The printer to print on, or None."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    found, value = _preset_answer(title)
    if found:
        return value if isinstance(value, QPrinter) else None
    chosen = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(chosen, parent)
    dialog.setWindowTitle("" if is_neutral() else title)
    dialog.setAccessibleName(title)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    _drop(dialog)
    return chosen if accepted else None


def close_all() -> None:
    """Give every open question its safe answer (the app is locking)."""
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, _Question | QFileDialog) and widget.isVisible():
            widget.reject()


def forget_files() -> None:
    """Take out of Qt's notes, on Windows and macOS, what its own file dialog wrote there."""
    notes = QSettings(QSettings.Scope.UserScope, "QtProject")
    for key in ("history", "lastVisited", "shortcuts"):
        notes.remove("FileDialog/" + key)
    notes.sync()


def preset_answer(title: str) -> tuple[bool, object]:
    """Whether a test answers this question, and how: for questions with a face of their own."""
    return _preset_answer(title)


def _preset_answer(title: str) -> tuple[bool, object]:
    if not _preset:
        return False, None
    _asked[-1].append(title)
    if not _preset[-1]:
        raise AssertionError(f"no answer is left for: {title}")
    return True, _preset[-1].pop(0)


class _Question(QDialog):
    """A card of words with its answers below."""

    def __init__(
        self, parent: QWidget | None, title: str, words: str, *, tall: bool = False
    ) -> None:
        super().__init__(parent.window() if parent is not None else None)
        self.taken: int | None = None
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        self._answers: list[QPushButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(28, 24, 28, 20)
        self._column.setSpacing(8)
        heading = label(title, "heading", self, wrap=True)
        self._column.addWidget(heading)
        if words:
            body = label(words, "subtitle", self, wrap=True)
            self._column.addWidget(body)
        self._lines = QVBoxLayout()
        self._column.addLayout(self._lines)
        self._column.addSpacing(12)
        self._tall = tall
        self._row: QVBoxLayout | QHBoxLayout
        if tall:
            self._row = QVBoxLayout()
        else:
            self._row = QHBoxLayout()
            self._row.addStretch(1)
        self._row.setSpacing(8)
        self._column.addLayout(self._row)
        wide = QFontMetrics(theme.font(18)).horizontalAdvance(title)
        self.setMinimumWidth(min(max(theme.px(380), wide + 64), theme.px(560)))
        self.setMaximumWidth(theme.px(640))

    def add_answer(
        self, words: str, index: int, *, safe: bool = False, kind: str = "", default: bool = False
    ) -> None:
        button = QPushButton(words, self)
        button.setAccessibleName(words)
        button.setAutoDefault(safe or default)
        button.setDefault(safe or default)
        if kind:
            button.setProperty("kind", kind)
        button.setProperty("answer", index)
        button.clicked.connect(self._take)
        self._row.addWidget(button)
        self._answers.append(button)
        if safe:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_line(self, words: str, initial: str) -> QLineEdit:
        line = QLineEdit(initial, self)
        self._lines.addWidget(Field(words, line, self))
        line.selectAll()
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        return line

    def add_clock(self, words: str, initial: datetime, latest: datetime | None) -> QDateTimeEdit:
        clock = QDateTimeEdit(_on_the_wall(initial), self)
        if latest is not None:
            clock.setMaximumDateTime(_on_the_wall(latest))
        clock.setDisplayFormat(_clock_format())
        self._lines.addWidget(Field(words, clock, self))
        clock.setFocus(Qt.FocusReason.OtherFocusReason)
        return clock

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the answer that has the focus, as Space does."""
        focus = self.focusWidget()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(focus, QPushButton):
            focus.click()
            return
        super().keyPressEvent(event)

    @Slot()
    def _take(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.taken = int(button.property("answer"))
        self.accept()


def _on_the_wall(moment: datetime) -> QDateTime:
    day, time = QDate(moment.year, moment.month, moment.day), QTime(moment.hour, moment.minute)
    return QDateTime(day, time)


def _moment(shown: QDateTime) -> datetime:
    day, time = shown.date(), shown.time()
    wall = datetime(day.year(), day.month(), day.day(), time.hour(), time.minute())
    return wall.astimezone()


def _clock_format() -> str:
    """The locale's own order of day and time, with all four digits of the year."""
    locale, short = QLocale(), QLocale.FormatType.ShortFormat
    day = locale.dateFormat(short)
    if "yyyy" not in day:
        day = day.replace("yy", "yyyy")
    return f"{day}  {locale.timeFormat(short)}"


def _run(dialog: _Question, *, keep: bool = False) -> int | None:
    dialog.exec()
    taken = dialog.taken if shiboken6.isValid(dialog) else None
    if not keep:
        _drop(dialog)
    return taken


def _drop(dialog: QDialog) -> None:
    if shiboken6.isValid(dialog):
        shiboken6.delete(dialog)


def _file_dialog(parent: QWidget | None, title: str, folder: str, filter: str = "") -> QFileDialog:
    """Qt's own dialog, kept from noting anywhere which folders and files were seen.

    GTK's and Windows' own note them in lists of recent files that every program reads, and cannot
    be asked not to. macOS' own stays: a sandboxed app may only open what was picked in it.
    """
    # Qt notes folders in QtProject.conf, which all Qt programs share: a file that cannot be. On
    # Windows and macOS there is no file to keep from being: see `forget_files`.
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)
    dialog = QFileDialog(parent, "" if is_neutral() else title, folder, filter)
    dialog.setAccessibleName(title)
    if sys.platform != "darwin":
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    return dialog


def _run_file(dialog: QFileDialog) -> str | None:
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    files = dialog.selectedFiles() if accepted and shiboken6.isValid(dialog) else []
    _drop(dialog)  # it writes its notes when it dies
    forget_files()
    return files[0] if files else None
