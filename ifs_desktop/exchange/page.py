"""Export and import: everything out in open formats, and such a file in again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ifs_desktop.exchange import edits, folder, json_file, words
from ifs_desktop.exchange.carrying import Carrying
from ifs_desktop.exchange.edits import Plan
from ifs_desktop.exchange.errors import ChangedMeanwhile
from ifs_desktop.exercises.own import queries as own
from ifs_desktop.settings import Settings
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.schema import now
from ifs_desktop.store.store import STEPS
from ifs_desktop.ui import ask
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.column import Column
from ifs_desktop.ui.widgets.labels import label, paragraph
from ifs_desktop.ui.widgets.notice import Notice
from ifs_desktop.vault import Halt, Vault

BEFORE = "before-import"  # why the backup is made


class ExchangePage(QWidget):
    """One thing at a time; writing in the journal goes on meanwhile."""

    open_requested = Signal(object)  # Ref

    def __init__(
        self, store: Store, bus: Bus, settings: Settings, parent: QWidget, vault: Vault
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._vault = vault
        self._name = ""  # of the file that is being written or read
        self.markdown = self._button(self.tr("As Markdown files…"), self.export_folder)
        self.json = self._button(self.tr("As one JSON file…"), self.export_json)
        self.file = self._button(self.tr("Choose a file…"), self.bring_in)
        self.file.setAccessibleDescription(self.tr("Bring an export in"))
        self.out = Carrying(self)
        self.into = Carrying(self)
        for carrying in (self.out, self.into):
            carrying.begun.connect(self._show_busy)
            carrying.ended.connect(self._show_busy)
        self.out.done.connect(self._exported)
        self.into.done.connect(self._went_on)
        self._lay_out()

    def _button(self, text: str, pressed: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.clicked.connect(pressed)
        return button

    def _lay_out(self) -> None:
        self._column = column = Column(self.tr("Export and import"), self)
        column.add(label(self.tr("Take everything out"), "heading", column))
        column.add(
            paragraph(
                self.tr(
                    "Everything you wrote, in open formats: as a folder of Markdown files that any"
                    " editor opens, with their pictures, or as one JSON file that this app can"
                    " bring back in. What was put away is in it too."
                ),
                "reading",
                column,
            )
        )
        column.add(
            Notice(
                self.tr(
                    "Anyone who can open the files can read them. Keep them where nobody else"
                    " looks, and remove them once they have done their work. For safekeeping, a"
                    " backup is the better way: it stays encrypted."
                ),
                column,
                lead=self.tr("An export is not encrypted."),
                dismissable=False,
            )
        )
        column.gap(4)
        column.add_row(self.markdown, self.json)
        column.add(self.out)
        column.gap(28)
        column.add(label(self.tr("Bring an export in"), "heading", column))
        column.add(
            paragraph(
                self.tr(
                    "From a JSON file that this app wrote. What is in your journal already is not"
                    " added again, and nothing in it is changed."
                ),
                "reading",
                column,
            )
        )
        column.add_row(self.file)
        column.add(self.into)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column)

    # ---- what every page can do
    def open_ref(self, ref: Ref) -> None:
        """There is one place only."""

    def here(self) -> Ref | None:
        """Where the reader is."""
        return Ref("page", None, "exchange")

    def commit_drafts(self) -> None:
        """Nothing is typed here."""

    def menu_actions(self) -> list[QAction]:
        """No actions of its own."""
        return []

    def take_focus(self) -> None:
        """Begin at the first thing that can be done."""
        busy = next((one for one in (self.out, self.into) if one.busy()), None)
        (self.markdown if busy is None else busy.cancel).setFocus()

    def cut_short(self) -> None:
        """The journal is closed: no half of an export is left behind."""
        self.out.stop_and_wait()
        self.into.stop_and_wait()

    # ---- out
    def export_folder(self) -> None:
        """Ask where, and write the Markdown files."""
        parent = ask.open_folder(self, self.tr("Where would you like the folder?"), _documents())
        if parent is None:
            return
        path = _free(Path(parent), self._file_name())
        self._name = path.name
        found = own.catalogue(self._store)
        self.out.run(
            self.tr("Writing Markdown files…"),
            *(folder.write, self._store, path, found, words.of_files),
        )

    def export_json(self) -> None:
        """Ask where, and write the JSON file."""
        path = ask.save_file(
            self,
            self.tr("Export as one JSON file"),
            _documents(),
            self.tr("JSON files (*.json)"),
            name=f"{self._file_name()}.json",
            suffix="json",
        )
        if path:
            self._name = Path(path).name
            self.out.run(
                self.tr("Writing the JSON file…"), json_file.write, self._store, Path(path)
            )

    def _exported(self, _nothing: object) -> None:
        said = self.tr("Everything is in “{name}” now. It is not encrypted.")
        self.out.say(said.format(name=self._name), "good")
        self._focus_after(self.markdown)

    # ---- in
    def bring_in(self) -> None:
        """Ask for a file, look at it closely, and add what is new."""
        path = ask.open_file(
            self,
            self.tr("Bring an export in"),
            _documents(),
            self.tr("JSON files (*.json);;All files (*)"),
        )
        if path:
            self.into.run(
                self.tr("Reading the file…"), _made_ready, self._store, self._vault, Path(path)
            )

    def _went_on(self, answer: object) -> None:
        if not isinstance(answer, Plan):  # the rows are in
            self.into.say(self.tr("It is all in your journal now."), "good")
            self._focus_after(self.file)
        elif answer.size == 0:
            self.into.say(
                self.tr("Everything in this file is in your journal already. Nothing was added."),
                "quiet",
            )
            self._focus_after(self.file)
        else:
            try:
                steps = edits.bring_in(self._store, answer)
            except ChangedMeanwhile as error:
                self.into.say(words.explain(error), "danger")
            else:
                self.into.step(self.tr("Adding what is new…"), steps, STEPS * answer.size)

    # ---- small things
    def _show_busy(self) -> None:
        free = not (self.out.busy() or self.into.busy())
        for button in (self.markdown, self.json, self.file):
            button.setEnabled(free)
        told = self.sender()
        if isinstance(told, Carrying):
            self._column.show_child(told)  # in a low window it would be said out of sight

    def _focus_after(self, button: QPushButton) -> None:
        if self.isVisible() and self.focusWidget() is None:
            button.setFocus()

    def _file_name(self) -> str:
        title = self.tr("Sample journal") if self._vault.temporary else self._vault.path.stem
        return folder.file_name(f"{title} {now().date().isoformat()}")


def _made_ready(store: Store, vault: Vault, path: Path, told: json_file.Told, halt: Halt) -> Plan:
    parcel = json_file.open_parcel(path, told, halt)
    plan = edits.plan(store, parcel, halt)
    if plan.size and not vault.temporary:
        vault.backup(BEFORE)
    told(1.0)
    return plan


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


def _free(parent: Path, name: str) -> Path:
    """A folder that is not there yet."""
    path, number = parent / name, 2
    while path.exists():
        path, number = parent / f"{name} {number}", number + 1
    return path
