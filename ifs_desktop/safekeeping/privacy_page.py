"""Privacy: what is enforced here at this moment, and what nobody can promise."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ifs_desktop.safekeeping import facts, promises, words
from ifs_desktop.safekeeping.facts import Facts
from ifs_desktop.safekeeping.path_line import PathLine
from ifs_desktop.safekeeping.sign import Sign
from ifs_desktop.settings import Settings
from ifs_desktop.store import Ref, Store
from ifs_desktop.ui import theme, work
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.column import Column
from ifs_desktop.ui.days import clock
from ifs_desktop.ui.widgets.card import Card
from ifs_desktop.ui.widgets.labels import paragraph
from ifs_desktop.vault import Vault

LOOK_EVERY = 5000  # ms, while it is shown
PLACES = ("journal", "working", "backups", "folder", "settings")


class PrivacyPage(QWidget):
    """Nothing of it is remembered: each line is what the system answered a moment ago."""

    open_requested = Signal(object)  # Ref

    def __init__(
        self, store: Store, bus: Bus, settings: Settings, parent: QWidget, vault: Vault
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._settings = settings
        self._vault = vault
        self._job: work.Job | None = None
        self._signs: dict[str, Sign] = {}
        self._places: dict[str, tuple[QWidget, PathLine, Sign]] = {}
        self._clock = QTimer(self)
        self._clock.setInterval(LOOK_EVERY)
        self._clock.timeout.connect(self.look)
        self._again = QPushButton(self.tr("Look again"), self)
        self._again.setAccessibleDescription(self.tr("It also looks by itself, every 5 seconds."))
        self._again.clicked.connect(self.look)
        self._when = paragraph("", "hint", self)
        column = Column(self.tr("Privacy"), self)
        column.add(paragraph(self.tr("What is enforced here, now"), "heading", self))
        column.add_row(self._again)
        column.add(self._when)
        column.add(self._rows())
        column.gap(20)
        column.add(paragraph(self.tr("Where everything is"), "heading", self))
        column.add(self._where())
        column.gap(20)
        column.add(paragraph(self.tr("What cannot be promised"), "heading", self))
        for text in self._not_promised():
            column.add(paragraph(text, "reading", self))
            column.gap(4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column)

    def open_ref(self, ref: Ref) -> None:
        """There is one place only."""

    def here(self) -> Ref | None:
        """Where the reader is."""
        return Ref("page", None, "privacy")

    def commit_drafts(self) -> None:
        """Nothing is typed here."""

    def menu_actions(self) -> list[QAction]:
        """No actions of its own."""
        return []

    def take_focus(self) -> None:
        """Begin at the button."""
        self._again.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._clock.start()
        self.look()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()

    def look(self) -> None:
        """Ask the system, off the UI thread."""
        if self._job is None:
            self._job = work.start(
                facts.read,
                self._vault,
                self._store,
                Path(self._settings.file),
                done=self._looked,
                failed=self._failed,
                parent=self,
            )

    def _looked(self, found: object) -> None:
        assert isinstance(found, Facts)
        self._job = None
        now = datetime.now().astimezone()
        pattern = self.tr("Read from this system at {time}, and again every 5 seconds.")
        self._when.setText(pattern.format(time=f"{clock(now)}:{now:%S}"))
        for name, said in promises.read(found).items():
            self._signs[name].say(said.good, said.text)
        for name, (row, path, sign) in self._places.items():
            place = found.places.get(name)
            row.setVisible(place is not None)
            if place is not None:
                path.set_path(str(place.path))
                said = promises.place(name, place)
                sign.say(said.good, said.text)

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self._when.setText(words.explain(error))

    def _rows(self) -> QWidget:
        card, column = _card(self)
        for name, title, why in promises.titles():
            sign = Sign(None, self.tr("A moment, please"), card)
            sign.set_title(title)
            self._signs[name] = sign
            column.addWidget(_row(title, (sign, paragraph(why, "hint", card)), card))
        return card

    def _where(self) -> QWidget:
        card, column = _card(self)
        for name in PLACES:
            title = promises.place_title(name)
            path = PathLine(title, "", card)
            sign = Sign(None, self.tr("A moment, please"), card)
            sign.set_title(title)
            row = _row(title, (path, sign), card)
            row.hide()
            self._places[name] = (row, path, sign)
            column.addWidget(row)
        return card

    def _not_promised(self) -> list[str]:
        return [
            self.tr(
                "Safety from a program, or a person with administrator rights, that watches this"
                " computer while your journal is unlocked. It could read what you read."
            ),
            self.tr(
                "What the system itself writes down: memory it puts on its disk when there is"
                " little of it, or when the computer sleeps deeply. Lock before you leave."
            ),
            self.tr(
                "Pictures of the screen. On Linux and newer macOS other programs can take them."
                " Clipboard keepers, too, may hold on to what you copied."
            ),
            self.tr("Protection from someone who can make you tell the password."),
            self.tr(
                "That nobody sees you use this app. Its name, the ending of the file and the"
                " system's own lists of recent files show it. While a journal is open, a small file"
                " beside it names this computer and your account there, so that others wait. The"
                " app remembers one path, the last journal's; Settings can switch that off."
            ),
            self.tr(
                "Old backups open with the password of their day, also after you change it. Remove"
                " those that are not to be opened any more."
            ),
            self.tr(
                "A way in without the password and without the recovery code. Nobody has one, and"
                " nor do we."
            ),
        ]


def _card(parent: QWidget) -> tuple[Card, QVBoxLayout]:
    card = Card(parent)
    column = QVBoxLayout(card)
    side = theme.px(18)
    column.setContentsMargins(side, theme.px(14), side, theme.px(14))
    column.setSpacing(theme.px(16))
    return card, column


def _row(title: str, parts: tuple[QWidget, ...], parent: QWidget) -> QWidget:
    row = QWidget(parent)
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(3))
    column.addWidget(paragraph(title, "subheading", row))
    for part in parts:
        column.addWidget(part)
    return row
