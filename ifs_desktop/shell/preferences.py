"""Settings: how it looks, when it locks, what is remembered on this computer."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QVBoxLayout, QWidget

from ifs_desktop.settings import Settings
from ifs_desktop.shell.private_choices import PrivateChoices
from ifs_desktop.shell.this_journal import ThisJournal
from ifs_desktop.store import Ref, Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.column import Column
from ifs_desktop.ui.widgets.labels import paragraph


class PreferencesPage(QWidget):
    """Every change holds at once; there is nothing to save."""

    open_requested = Signal(object)  # Ref
    idle_minutes_changed = Signal(int)
    remembering_changed = Signal(bool)
    title_changed = Signal()

    def __init__(self, store: Store, bus: Bus, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        column = Column(self.tr("Settings"), self)
        column.add(paragraph(self.tr("Light or dark"), "heading", self))
        self._theme = QComboBox(self)
        self._theme.setAccessibleName(self.tr("Light or dark"))
        for choice, text in (
            ("system", self.tr("As this computer does")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
        ):
            self._theme.addItem(text, choice)
        self._theme.setCurrentIndex(self._theme.findData(settings.text("theme")))
        self._theme.currentIndexChanged.connect(self._theme_chosen)
        column.add_row(self._theme)
        column.gap(20)
        column.add(paragraph(self.tr("Lock when nobody is here"), "heading", self))
        column.add(
            paragraph(
                self.tr("Locking keeps what you wrote, also what is not finished."),
                "hint",
                self,
            )
        )
        self._minutes = QComboBox(self)
        self._minutes.setAccessibleName(self.tr("Lock when nobody is here"))
        for minutes, text in self._idle_choices():
            self._minutes.addItem(text, minutes)
        self._minutes.setCurrentIndex(self._minutes.findData(settings.number("idle_lock_minutes")))
        self._minutes.currentIndexChanged.connect(self._minutes_chosen)
        column.add_row(self._minutes)
        column.gap(20)
        privacy = PrivateChoices(settings, self)
        privacy.title_changed.connect(self.title_changed)
        column.add(privacy)
        column.gap(20)
        self._remembered(column)
        column.gap(20)
        journal = ThisJournal(self)
        journal.open_requested.connect(self.open_requested)
        column.add(journal)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column)

    def _remembered(self, column: Column) -> None:
        column.add(paragraph(self.tr("Remembered on this computer"), "heading", self))
        self._remember = QCheckBox(self.tr("Offer the last journal when the app starts"), self)
        self._remember.setAccessibleDescription(
            self.tr("Keeps the path of one journal file, and nothing else about it.")
        )
        self._remember.setChecked(self._settings.on("remember_journal"))
        self._remember.toggled.connect(self._remember_toggled)
        column.add(self._remember)
        column.add(
            paragraph(
                self.tr(
                    "This keeps the path of one journal file. Without it, you open your journal"
                    " from its folder each time."
                ),
                "hint",
                self,
            )
        )

    def open_ref(self, ref: Ref) -> None:
        """There is one place only."""

    def here(self) -> Ref | None:
        """Where the reader is."""
        return Ref("page", None, "settings")

    def commit_drafts(self) -> None:
        """Nothing is typed here."""

    def menu_actions(self) -> list[QAction]:
        """No actions of its own."""
        return []

    def take_focus(self) -> None:
        """Begin at the first choice."""
        self._theme.setFocus()

    def _idle_choices(self) -> list[tuple[int, str]]:
        choices = [(1, self.tr("After 1 minute"))]
        choices += [
            (minutes, self.tr("After {minutes} minutes").format(minutes=minutes))
            for minutes in (2, 5, 10, 15, 30, 60)
        ]
        return [*choices, (0, self.tr("Never by itself"))]

    def _theme_chosen(self) -> None:
        choice = str(self._theme.currentData())
        self._settings.set(theme=choice)
        qt = QApplication.instance()
        if isinstance(qt, QApplication):
            theme.apply(qt, choice)

    def _minutes_chosen(self) -> None:
        minutes = int(self._minutes.currentData())
        self._settings.set(idle_lock_minutes=minutes)
        self.idle_minutes_changed.emit(minutes)

    def _remember_toggled(self, on: bool) -> None:
        self._settings.set(remember_journal=on)
        if not on:
            self._settings.set(last_journal="")
        self.remembering_changed.emit(on)
