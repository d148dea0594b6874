"""A choice on the screen: one row for each option, moved through with the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QWidget

from ifs_desktop.exercises.kinds import choose
from ifs_desktop.exercises.steps.asking import Asked, asked_cards
from ifs_desktop.exercises.steps.step import Place, StepWidget
from ifs_desktop.ui import theme


class ChooseStep(StepWidget):
    """Nothing is chosen beforehand."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(place, parent)
        shape = place.step.shape
        assert isinstance(shape, choose.Shape)
        for card in asked_cards(place):
            self.column.addWidget(Asked(card, "{name}", self))
        self.setAccessibleName(place.step.heading)
        self.column.setSpacing(theme.px(8))
        self._group = QButtonGroup(self)
        self._rows: dict[str, OptionRow] = {}
        for name, words in shape.options:
            row = OptionRow(words, self)
            row.setAccessibleDescription(place.step.heading)
            self._rows[name] = row
            self._group.addButton(row)
            self.column.addWidget(row)
        self._group.buttonToggled.connect(self._toggled)

    def answer(self) -> choose.Answer:
        for name, row in self._rows.items():
            if row.isChecked():
                return choose.Answer(name)
        return choose.Answer()

    def show_answer(self, answer: choose.Answer) -> None:
        blocked = self._group.blockSignals(True)
        self._group.setExclusive(False)  # an exclusive group cannot go back to none
        for name, row in self._rows.items():
            row.setChecked(name == answer.option)
        self._group.setExclusive(True)
        self._group.blockSignals(blocked)

    def take_focus(self) -> None:
        rows = list(self._rows.values())
        chosen = next((row for row in rows if row.isChecked()), rows[0])
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggled(self, _row: QWidget, checked: bool) -> None:
        if checked:
            self.changed.emit()


class OptionRow(QRadioButton):
    """A radio button as wide as the page; its words wrap."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(words, parent)
        self.setShortcut(QKeySequence())  # a file's “&” gives it no key
        self.setAccessibleName(words)
        self.setFont(theme.font(15))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the option; on the one that is taken it goes on, as elsewhere."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers()
        if enter and not self.isChecked():
            self.click()
        else:
            super().keyPressEvent(event)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._words(width).height() + 2 * theme.px(13)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(420), self.heightForWidth(theme.px(420)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(160), self.heightForWidth(max(self.width(), theme.px(160))))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = theme.colour("accent_soft" if self.isChecked() else "raised")
        if self.underMouse() and not self.isChecked():
            ground = theme.colour("hover")
        border = QPen(theme.colour("accent" if self.isChecked() else "line"), 1)
        if self.hasFocus():
            border = QPen(theme.colour("accent"), 2)
        inset = border.widthF() / 2
        painter.setPen(border)
        painter.setBrush(ground)
        body = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(body, 10, 10)
        self._paint_mark(painter)
        painter.setPen(theme.colour("ink"))
        painter.setFont(self.font())
        words = self._words(self.width())
        room = QRect(self._left(), 0, words.width(), self.height())
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            room.moveRight(self.width() - self._left())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, int(flags) | int(Qt.TextFlag.TextWordWrap), self.text())
        painter.end()

    def _paint_mark(self, painter: QPainter) -> None:
        side = theme.px(16)
        box = QRectF(theme.px(16), (self.height() - side) / 2, side, side)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            box.moveRight(self.width() - theme.px(16))
        chosen = self.isChecked()
        painter.setPen(QPen(theme.colour("accent" if chosen else "hint"), 5 if chosen else 1.2))
        painter.setBrush(theme.colour("raised"))
        inset = 2.5 if chosen else 0.6
        painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))

    def _left(self) -> int:
        return theme.px(16) + theme.px(16) + theme.px(12)

    def _words(self, width: int) -> QRect:
        """The room the words need at a widget ``width`` px wide."""
        wide = max(theme.px(60), width - self._left() - theme.px(16))
        measured = QFontMetrics(self.font()).boundingRect(
            QRect(0, 0, wide, 10_000), int(Qt.TextFlag.TextWordWrap), self.text()
        )
        return QRect(0, 0, wide, measured.height())
