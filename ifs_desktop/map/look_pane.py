"""How a part looks, beside the map: as everywhere, and how large and how faint it stands here."""

from __future__ import annotations

from itertools import count

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QLabel, QSlider, QVBoxLayout, QWidget

from ifs_desktop.map import edits
from ifs_desktop.map.queries import Placed
from ifs_desktop.parts.looks import Looks
from ifs_desktop.parts.profile_group import link
from ifs_desktop.parts.queries import PartCard
from ifs_desktop.store import Store
from ifs_desktop.ui import icons, theme
from ifs_desktop.ui.widgets import label

WRITE_AFTER = 60  # ms: a slider that is drawn along is seen at work, and the map keeps up
USUAL = 100  # percent of the size
_NEAR = 6  # percent within which a size is the usual one
_visits = count(1)


class Line(QSlider):
    """A slider that tells where it stands now and then, each pull or visit under one number."""

    pulled = Signal(int, int)  # where it stands, the visit

    def __init__(self, name: str, least: int, most: int, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setRange(least, most)
        self.setSingleStep(5)
        self.setPageStep(20)
        self.setAccessibleName(name)
        self._visit = next(_visits)
        self._shown = least
        self._soon_told = QTimer(self)
        self._soon_told.setSingleShot(True)
        self._soon_told.setInterval(WRITE_AFTER)
        self._soon_told.timeout.connect(self.tell)
        self.valueChanged.connect(self._moved)
        self.sliderPressed.connect(self._begin)
        self.sliderReleased.connect(self._let_go)
        self.installEventFilter(self)

    def show_at(self, value: int) -> None:
        """Stand there, without a signal, unless it is being pulled."""
        self._shown = value
        if not self.isSliderDown() and not self._soon_told.isActive():
            blocked = self.blockSignals(True)
            self.setValue(value)
            self.blockSignals(blocked)

    @Slot()
    def tell(self) -> None:
        """Tell now where it stands, if that was not told yet."""
        self._soon_told.stop()
        if self.value() != self._shown:
            self._shown = self.value()
            self.pulled.emit(self.value(), self._visit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._visit = next(_visits)
        elif event.type() == QEvent.Type.FocusOut:
            self.tell()
        elif event.type() == QEvent.Type.Wheel:  # the pane is scrolled over it
            event.ignore()
            return True
        return False

    @Slot(int)
    def _moved(self, _value: int) -> None:
        if not self._soon_told.isActive():
            self._soon_told.start()

    @Slot()
    def _begin(self) -> None:
        self.tell()
        self._visit = next(_visits)

    @Slot()
    def _let_go(self) -> None:
        self.tell()
        self._visit = next(_visits)


class LookPane(QWidget):
    """Folded until it is asked for. It writes to the journal itself."""

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._map_id = 0
        self._placed: Placed | None = None
        self.unfold = link(self.tr("How it looks…"), self)
        self.unfold.setFont(theme.font(14))
        icons.beside(self.unfold, "image")
        self.unfold.setCheckable(True)
        self.unfold.clicked.connect(self._toggle)
        self.looks = Looks(store, self)
        self.looks.left.connect(self._fold)
        self.size_line = Line(
            self.tr("Size on this map"), percent(edits.SMALLEST), percent(edits.LARGEST), self
        )
        self.fade_line = Line(self.tr("Fading on this map"), 0, percent(edits.PALEST), self)
        self.size_line.pulled.connect(self._resized)
        self.fade_line.pulled.connect(self._faded)
        self._named: list[QLabel] = []
        for line in (self.size_line, self.fade_line):
            name = label(line.accessibleName(), "label", self)
            name.setBuddy(line)
            self._named.append(name)
            self.looks.column.addWidget(name)
            self.looks.column.addWidget(line)
        self.looks.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.looks)

    def show_part(self, card: PartCard, placed: Placed | None, map_id: int) -> None:
        """Show a part, and how it stands on the map if it is on it."""
        if self._placed is not None and (placed is None or placed.id != self._placed.id):
            self.commit_drafts()
        self._placed, self._map_id = placed, map_id
        self.unfold.setVisible(not card.veiled or placed is not None)
        self.looks.show_card(card)
        self.looks.hide_own(card.veiled)  # of who is veiled nothing is asked
        for widget in (*self._named, self.size_line, self.fade_line):
            widget.setVisible(placed is not None)
        if placed is not None:
            self.size_line.show_at(percent(placed.size))
            self.fade_line.show_at(percent(placed.fade))

    def commit_drafts(self) -> None:
        """Write now what was pulled or typed."""
        self.size_line.tell()
        self.fade_line.tell()
        self.looks.commit_drafts()

    @Slot()
    def _toggle(self) -> None:
        self.looks.setVisible(self.looks.isHidden())
        self.unfold.setChecked(not self.looks.isHidden())

    @Slot()
    def _fold(self) -> None:
        self.looks.hide()
        self.unfold.setChecked(False)
        self.unfold.setFocus()

    @Slot(int, int)
    def _resized(self, value: int, visit: int) -> None:
        if self._placed is not None:
            size = USUAL if abs(value - USUAL) < _NEAR else value
            edits.resize(
                self._store,
                map_id=self._map_id,
                sizes={self._placed.id: size / 100},
                merge=("size", self._placed.id, visit),
            )

    @Slot(int, int)
    def _faded(self, value: int, visit: int) -> None:
        if self._placed is not None:
            edits.set_fade(
                self._store,
                map_id=self._map_id,
                fades={self._placed.id: value / 100},
                merge=("fade", self._placed.id, visit),
            )


def percent(share: float) -> int:
    """A share as a slider has it."""
    return round(share * 100)
