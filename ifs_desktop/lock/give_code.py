"""Giving a journal a recovery code: show it, have two groups typed, and only then put it to use."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.lock import sentences
from ifs_desktop.lock.busy import BusyRow
from ifs_desktop.lock.code_card import CodeCard, name_of
from ifs_desktop.lock.code_line import CodeLine
from ifs_desktop.ui import ask, clip, icons, theme, work
from ifs_desktop.ui.widgets.field import Field
from ifs_desktop.ui.widgets.labels import paragraph
from ifs_desktop.vault import Vault, code

ASKED = 2  # groups that are typed again


class GiveCode(QWidget):
    """Holds the one copy of a new code; with this widget it is gone."""

    kept = Signal(object)  # the code was put to use; what came of it
    left = Signal()  # not now

    def __init__(
        self,
        vault: Vault,
        parent: QWidget,
        *,
        not_now: str,
        keep: Callable[[bytes], object] | None = None,
    ) -> None:
        """``not_now`` tells who hears that button what it does.

        ``keep`` puts the code to use (worker thread); else it opens the journal at once.
        """
        super().__init__(parent)
        self._vault = vault
        self._use = keep or vault.change_code
        self._code = code.new()
        self._groups = code.spell(self._code).split("-")
        self._busy = False
        self._card = CodeCard(self._groups, self)
        self._ways = self._make_ways()
        self._said = paragraph("", "hint", self)
        self._said.hide()
        self._show_part = self._make_show_part(not_now)
        self._check_part = self._make_check_part()
        self._check_part.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addWidget(self._card)
        column.addWidget(self._ways)
        column.addWidget(self._said)
        column.addWidget(self._show_part)
        column.addWidget(self._check_part)

    def take_focus(self) -> None:
        """Begin with the code."""
        self._card.take_focus()

    # ---- what is on it
    def _make_ways(self) -> QWidget:
        box, row = _row(self)
        for text, icon, slot in (
            (self.tr("Print…"), "", self._print),
            (self.tr("Save as PDF…"), "", self._save),
            (self.tr("Copy"), "copy", self._copy),
        ):
            button = QPushButton(text, box)
            if icon:
                icons.beside(button, icon)
            button.clicked.connect(slot)
            row.addWidget(button)
        row.addStretch(1)
        return box

    def _make_show_part(self, not_now: str) -> QWidget:
        part = QWidget(self)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, theme.px(4), 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(
            paragraph(
                self.tr(
                    "Print it, save it, or write it down. It is shown this once and kept nowhere in"
                    " the app. Whoever finds the sheet can open your journal: keep it away from"
                    " this computer, with a person you trust or where nobody else looks. A printer"
                    " may remember what it printed."
                ),
                "",
                part,
            )
        )
        box, row = _row(part)
        self._on = QPushButton(self.tr("I have it safe"), box)
        theme.set_kind(self._on, "primary")
        self._on.clicked.connect(self._ask_back)
        later = QPushButton(self.tr("Not now"), box)
        later.setAccessibleDescription(not_now)
        theme.set_kind(later, "quiet")
        later.clicked.connect(self.left)
        row.addWidget(self._on)
        row.addWidget(later)
        row.addStretch(1)
        column.addWidget(box)
        return part

    def _make_check_part(self) -> QWidget:
        part = QWidget(self)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(
            paragraph(
                self.tr(
                    "To be sure that it can be read one day, type two groups from your sheet. The"
                    " code counts from then on."
                ),
                "",
                part,
            )
        )
        chosen = sorted(secrets.SystemRandom().sample(range(code.GROUPS), ASKED))
        self._fields: dict[int, Field] = {}
        box, row = _row(part)
        for number in chosen:
            line = CodeLine(box)
            line.setMaximumWidth(theme.px(170))
            line.returnPressed.connect(self._keep)
            line.textEdited.connect(self._typed)
            self._fields[number] = Field(name_of(number), line, box)
            row.addWidget(self._fields[number], 1)
        row.addStretch(1)
        column.addWidget(box)
        self._wrong = paragraph("", "error", part)
        self._wrong.hide()
        column.addWidget(self._wrong)
        box, row = _row(part)
        self._keep_button = QPushButton(self.tr("Keep this code"), box)
        theme.set_kind(self._keep_button, "primary")
        self._keep_button.clicked.connect(self._keep)
        self._again = QPushButton(self.tr("Show the code again"), box)
        theme.set_kind(self._again, "quiet")
        self._again.clicked.connect(self._show_again)
        row.addWidget(self._keep_button)
        row.addWidget(self._again)
        row.addStretch(1)
        column.addWidget(box)
        self._busy_row = BusyRow(part)
        self._busy_row.hide()
        column.addWidget(self._busy_row)
        return part

    # ---- ways to keep it
    def _copy(self) -> None:
        clip.copy_plain("-".join(self._groups))
        self._say(
            self.tr(
                "Copied. After {seconds} seconds, and when you lock, it is taken from the clipboard"
                " again."
            ).format(seconds=clip.KEPT_FOR // 1000)
        )

    def _print(self) -> None:
        from ifs_desktop.lock import sheet  # the library for printing is loaded when it is used

        printer = ask.printer(self, self.tr("Print the recovery code"))
        if printer is None:
            return
        paper = printer.outputFileName()  # printing dialogs offer a file, too
        if sheet.print_on(printer, self._vault.path.stem, "-".join(self._groups)):
            self._say(self._saved(paper) if paper else self.tr("Sent to the printer."))
        elif paper:
            self._say(self._not_saved(), "error")
        else:
            self._say(self.tr("The printer took nothing. Look whether it is on."), "error")

    def _save(self) -> None:
        from ifs_desktop.lock import sheet

        documents = QStandardPaths.StandardLocation.DocumentsLocation
        path = ask.save_file(
            self,
            self.tr("Save the recovery code"),
            QStandardPaths.writableLocation(documents),
            self.tr("PDF (*.pdf)"),
            name=self.tr("Recovery code") + ".pdf",
            suffix="pdf",
        )
        if not path:
            return
        try:
            file = sheet.save(path, self._vault.path.stem, "-".join(self._groups))
        except OSError:
            self._say(self._not_saved(), "error")
            return
        self._say(self._saved(file.name))

    def _saved(self, file: str) -> str:
        return self.tr(
            "Saved as “{file}”. It opens without a password: a stick that lies"
            " somewhere safe is better than this computer."
        ).format(file=file)

    def _not_saved(self) -> str:
        return self.tr(
            "The sheet was not saved: nothing can be written there. The code is"
            " still here. Choose another place."
        )

    def _say(self, words: str, kind: str = "hint") -> None:
        _tell(self._said, words, kind)

    # ---- from showing it to having it typed
    def _ask_back(self) -> None:
        self._turn(show=False)
        next(iter(self._fields.values())).control.setFocus()

    def _show_again(self) -> None:
        self._turn(show=True)
        self._card.take_focus()

    def _turn(self, *, show: bool) -> None:
        for part in (self._card, self._ways, self._show_part):
            part.setVisible(show)
        self._say("")
        self._check_part.setVisible(not show)

    def _typed(self) -> None:
        for field in self._fields.values():
            field.set_error("")
        _tell(self._wrong, "", "error")

    def _keep(self) -> None:
        if self._busy:
            return
        self._typed()
        for number, field in self._fields.items():
            line = field.control
            assert isinstance(line, CodeLine)
            if code.tidy(line.text()) != self._groups[number]:
                _tell(self._wrong, self._slip(number, line.text()), "error")
                line.setAccessibleDescription(self._wrong.text())
                line.setFocus()
                line.selectAll()
                return
        self._set_busy(True)
        work.start(
            self._use,
            self._code,
            done=self._done,
            failed=self._failed,
            parent=self,
        )

    def _slip(self, number: int, typed: str) -> str:
        if not typed:
            words = self.tr("Type group {number} from your sheet.")
            return words.format(number=number + 1)
        return self.tr(
            "Group {number} of the code is another one. Compare it with your sheet, sign by sign,"
            " or look at the code again."
        ).format(number=number + 1)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._busy_row.set_text(self.tr("Keeping the code…"))
        self._busy_row.setVisible(busy)
        for button in (self._keep_button, self._again):
            button.setEnabled(not busy)

    def _done(self, result: object) -> None:
        self.kept.emit(result)

    def _failed(self, error: BaseException) -> None:
        self._set_busy(False)
        words = self.tr("The code does not count yet. {why}").format(why=sentences.explain(error))
        _tell(self._wrong, words, "error")


def _tell(said: QLabel, words: str, kind: str) -> None:
    theme.set_kind(said, kind)
    said.setText(words)
    said.setVisible(bool(words))


def _row(parent: QWidget) -> tuple[QWidget, QHBoxLayout]:
    box = QWidget(parent)
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(8))
    return box, row
