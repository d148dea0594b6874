"""Whom one writes as: Self and the dialogue's parts, as chips with their keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from ifs_desktop.parts.queries import PartCard
from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets.chip import Chip
from ifs_desktop.ui.widgets.flow import FlowLayout
from ifs_desktop.ui.widgets.scroll import CalmScroll

CHIP = 28  # design px a chip is tall
LINE_GAP = 6
KEYS = 9  # parts that have a key of their own: Ctrl+1 to Ctrl+9


class Speakers(QWidget):
    """One chip is chosen. Self comes first, the parts in the order they were invited."""

    chosen = Signal(object)  # part id, or None for Self
    invite_requested = Signal()
    marked = Signal()  # another chip is the chosen one

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parts: tuple[PartCard, ...] = ()
        self._current: int | None = None
        self._chips: list[Chip] = []
        self._flow = FlowLayout(self, gap=theme.px(8), line_gap=theme.px(LINE_GAP))
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.idClicked.connect(self._clicked)
        self.invite = Chip(self.tr("Invite"), self, icon="plus")
        self.invite.setAccessibleName(self.tr("Invite a part"))
        self.invite.setToolTip(self.tr("Invite a part"))
        self.invite.clicked.connect(self.invite_requested)
        self._flow.addWidget(self.invite)
        self._fill()

    def current(self) -> int | None:
        """The part one writes as; None is Self."""
        return self._current

    def current_name(self) -> str:
        """The name one writes under."""
        return next((p.name for p in self._parts if p.id == self._current), self.tr("Self"))

    def chips(self) -> list[Chip]:
        """Self's chip and the parts', in the order of their keys."""
        return list(self._chips)

    def speaker_of(self, chip: Chip) -> int | None:
        """Whom a chip stands for; None is Self."""
        number = self._group.id(chip)
        return self._parts[number - 1].id if number > 0 else None

    def current_chip(self) -> Chip:
        """The chip that is chosen."""
        return next((chip for chip in self._chips if chip.isChecked()), self._chips[0])

    def several(self) -> bool:
        """Whether there is another speaker to go on to."""
        return bool(self._parts)

    def show_parts(self, parts: Sequence[PartCard], current: int | None) -> None:
        """Offer these parts; one that is not among them cannot be current."""
        known = {part.id for part in parts}
        self._current = current if current in known else None
        if tuple(parts) != self._parts or not self._chips:
            self._parts = tuple(parts)
            self._fill()
        self._mark()

    def choose(self, part_id: int | None) -> None:
        """Write as this part; a part that is not here is left alone."""
        if part_id is not None and part_id not in {part.id for part in self._parts}:
            return
        if part_id != self._current:
            self._current = part_id
            self._mark()
            self.chosen.emit(part_id)

    def choose_number(self, number: int) -> None:
        """0 is Self, 1 the first part."""
        if number == 0:
            self.choose(None)
        elif number <= len(self._parts):
            self.choose(self._parts[number - 1].id)

    def choose_next(self) -> None:
        """Go on to the next speaker, from the last to Self."""
        order: list[int | None] = [None, *(part.id for part in self._parts)]
        self.choose(order[(order.index(self._current) + 1) % len(order)])

    def _fill(self) -> None:
        focused = next((n for n, chip in enumerate(self._chips) if chip.hasFocus()), None)
        for chip in self._chips:
            self._group.removeButton(chip)
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips.clear()
        self._add(self.tr("Self"), None)
        for part in self._parts:
            self._add(part.name, part)
        before: QWidget = self._chips[0]
        for after in (*self._chips[1:], self.invite):
            self.setTabOrder(before, after)
            before = after
        if focused is not None:
            self._chips[min(focused, len(self._chips) - 1)].setFocus()

    def _add(self, name: str, part: PartCard | None) -> None:
        number = len(self._chips)
        key = self.tr("Ctrl {number}").format(number=number) if number <= KEYS else ""
        chip = Chip(name, self, role="self", key=key, look=part, checkable=True)
        chip.setAccessibleName(self.tr("Write as {name}").format(name=name))
        self._group.addButton(chip, number)
        self._flow.insert_widget(number, chip)
        self._chips.append(chip)
        chip.show()

    def _mark(self) -> None:
        order: list[int | None] = [None, *(part.id for part in self._parts)]
        self._chips[order.index(self._current)].setChecked(True)
        self.marked.emit()

    def _clicked(self, number: int) -> None:
        self.choose_number(number)


class SpeakerRoom(CalmScroll):
    """As tall as the chips need, up to a few lines; beyond that it scrolls to the chosen one."""

    def __init__(self, speakers: Speakers, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self._speakers = speakers
        self._most_lines = 2.4
        self.set_content(speakers)
        self.setAccessibleName(self.tr("Speakers"))
        speakers.marked.connect(self._show_marked)
        speakers.setProperty("kind", "clear")

    def set_most_lines(self, lines: float) -> None:
        """How many lines of chips are in sight at once."""
        self._most_lines = lines
        self.fit()

    def fit(self) -> None:
        """Take the height the chips need at this width."""
        tall = theme.px(CHIP)
        most = round(self._most_lines * (tall + theme.px(LINE_GAP))) - theme.px(LINE_GAP)
        was = self.height()
        self.take_height(self._speakers.heightForWidth(self.width()), max(most, tall))
        if self.height() != was:
            self._show_marked()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._speakers and event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return super().eventFilter(watched, event)

    def _show_marked(self) -> None:
        self.ensureWidgetVisible(self._speakers.current_chip(), 0, 0)
