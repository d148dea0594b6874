"""What can be added to a profile: every field as a word to press; typing narrows them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ifs_desktop.parts import profile
from ifs_desktop.ui import icons, theme
from ifs_desktop.ui.widgets import Card, Chip, FlowLayout, label

PROTECTS, RELATES = "protects", "relates"


class AddPanel(Card):
    """Unfolds below the head. Esc leaves it, Enter takes the first word that is left."""

    chosen = Signal(str)  # a kind of fact or reading, PROTECTS or RELATES
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.set_tone("accent")
        self.setAccessibleName(self.tr("Add to this profile"))
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("What would you like to add?"))
        self.search.setAccessibleName(self.tr("What would you like to add?"))
        lens = self.search.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        lens.setText(self.tr("What would you like to add?"))
        self.search.textChanged.connect(self._narrow)
        self.search.installEventFilter(self)
        self._nothing = label(self.tr("Nothing by that name."), "hint", self)
        self._nothing.hide()
        self._room = QWidget(self)
        self._flow = FlowLayout(self._room, gap=theme.px(6), line_gap=theme.px(6))
        self.chips: list[Chip] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(n) for n in (16, 14, 16, 14)))
        column.setSpacing(theme.px(10))
        column.addWidget(self.search)
        column.addWidget(self._room)
        column.addWidget(self._nothing)

    def open(self) -> None:
        """Show everything, with the cursor in the line."""
        if not self.chips:
            self._fill()
        self.search.clear()
        self.show()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        for kind, title in offered():
            chip = Chip(title, self._room)
            chip.setProperty("what", kind)
            chip.clicked.connect(self._pressed)
            chip.installEventFilter(self)
            self._flow.addWidget(chip)
            self.chips.append(chip)

    def stops(self) -> list[QWidget]:
        """Where Tab goes."""
        return [self.search, *self.chips]

    def offered(self) -> list[str]:
        """The words that are left."""
        return [chip.name() for chip in self.chips if not chip.isHidden()]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return True
        if watched is self.search and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            first = next((chip for chip in self.chips if not chip.isHidden()), None)
            if first is not None:
                first.click()
            return True
        return False

    @Slot(str)
    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        for chip in self.chips:
            name = chip.name().casefold()
            chip.setVisible(all(word in name for word in words))
        self._nothing.setVisible(not self.offered())
        self._flow.invalidate()
        self._room.updateGeometry()

    @Slot()
    def _pressed(self) -> None:
        self.chosen.emit(str(self.sender().property("what")))


def offered() -> list[tuple[str, str]]:
    """(kind, title) of all that can be added, in the order of the profile."""
    kinds = [kind for kind in profile.KINDS if kind != "knows_now"]
    say = QCoreApplication.translate
    short = {"fear": say("AddPanel", "What it is afraid of")}
    found = [(kind, short.get(kind) or profile.fact_title(kind)) for kind in kinds]
    found += [(kind, profile.reading_title(kind)) for kind in profile.READINGS]
    found.append((PROTECTS, say("AddPanel", "Whom it protects")))
    found.append((RELATES, say("AddPanel", "How it stands to another part")))
    return found
