"""Carrying turns with the mouse: to another place among the others, or onto another speaker."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from ifs_desktop.dialogue.speakers import Speakers
from ifs_desktop.dialogue.turns_view import TurnsView
from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets.chip import Chip

EDGE = 48  # design px from the view's edge where it begins to scroll
FASTEST = 26  # design px it scrolls at a time
EVERY = 16  # ms
WIDEST = 260  # design px of the note that follows the mouse


class Carrying(QObject):
    """Begins where a turn's glyph or name is pressed and the mouse moves. Esc leaves all as it is.

    The same is done by keys: Alt+Up and Alt+Down, Ctrl+Shift and a speaker's number.
    """

    moved = Signal(object, object)  # list of turns, the turn they stand before or None
    given = Signal(object, object)  # list of turns, a part or None for Self

    def __init__(self, view: TurnsView, speakers: Speakers) -> None:
        super().__init__(view)
        self._view = view
        self._speakers = speakers
        self._pressed: tuple[QPoint, int, bool] | None = None  # where, which turn, chosen by now
        self._carried: list[int] = []
        self._at = QPoint()  # the mouse, on the screen
        self._chip: Chip | None = None
        self._note = Note(view)
        self._scroll = QTimer(self)
        self._scroll.setInterval(EVERY)
        self._scroll.timeout.connect(self._scroll_on)
        view.viewport().setMouseTracking(True)
        view.viewport().installEventFilter(self)
        view.installEventFilter(self)
        view.model().modelReset.connect(self.leave)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            return self._key(event)
        if isinstance(event, QMouseEvent) and watched is self._view.viewport():
            if event.type() == QEvent.Type.MouseButtonPress:
                return self._press(event)
            if event.type() == QEvent.Type.MouseMove:
                return self._move(event)
            if event.type() == QEvent.Type.MouseButtonRelease:
                return self._release(event)
        return False

    def leave(self) -> None:
        """Put nothing anywhere."""
        self._pressed = None
        self._carried = []
        self._scroll.stop()
        self._note.hide()
        self._light(None)
        self._view.show_carried(frozenset(), None)

    def _key(self, event: QKeyEvent) -> bool:
        if not self._carried:
            return False
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self.leave()
        return True

    def _press(self, event: QMouseEvent) -> bool:
        at = event.position().toPoint()
        turn_id = self._view.handle_at(at)
        if event.button() != Qt.MouseButton.LeftButton or event.modifiers() or turn_id is None:
            return False
        chosen = turn_id in self._view.chosen()
        self._pressed = (at, turn_id, chosen)
        return chosen  # several that are chosen stay chosen, to be carried together

    def _move(self, event: QMouseEvent) -> bool:
        at = event.position().toPoint()
        if self._pressed is None:
            over = event.buttons() == Qt.MouseButton.NoButton and self._view.handle_at(at)
            self._view.viewport().setCursor(
                Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.ArrowCursor
            )
            self._view.show_grip(over or None)
            return False
        far = (at - self._pressed[0]).manhattanLength() >= QApplication.startDragDistance()
        if far and not self._carried:
            self._carried = self._view.chosen()
            self._view.setFocus(Qt.FocusReason.MouseFocusReason)  # Esc is for this now
            self._view.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self._scroll.start()
        if self._carried:
            self._at = event.globalPosition().toPoint()
            self._follow()
        return True

    def _release(self, event: QMouseEvent) -> bool:
        pressed, carried = self._pressed, self._carried
        if pressed is None:
            return False
        chip = self._chip
        before = self._view.place_at(self._view.viewport().mapFromGlobal(self._at))
        inside = self._inside()
        self.leave()
        self._view.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        if not carried:
            if pressed[2]:
                self._view.choose(pressed[1])
            return pressed[2]
        if chip is not None:
            self.given.emit(carried, self._speakers.speaker_of(chip))
        elif inside:
            self.moved.emit(carried, before)
        return True

    def _follow(self) -> None:
        chip = _chip_of(QApplication.widgetAt(self._at), self._speakers)
        self._light(chip)
        place = None
        if chip is None and self._inside():
            place = self._view.viewport().mapFromGlobal(self._at)
        self._view.show_carried(frozenset(self._carried), place)
        if chip is not None:
            words = self.tr("Said by {name}").format(name=chip.name())
        elif len(self._carried) == 1:
            words = self._view.beginning(self._carried[0])
        else:
            words = self.tr("These lines")
        self._note.follow(self._at, words)

    def _light(self, chip: Chip | None) -> None:
        if self._chip is not chip:
            for one, down in ((self._chip, False), (chip, True)):
                if one is not None and one in self._speakers.chips():
                    one.setDown(down)
            self._chip = chip

    def _inside(self) -> bool:
        viewport = self._view.viewport()
        at = viewport.mapFromGlobal(self._at)
        room = QRect(viewport.rect()).adjusted(0, -theme.px(EDGE), 0, theme.px(EDGE // 2))
        return room.contains(at)

    def _scroll_on(self) -> None:
        if self._chip is not None or not self._inside():
            return
        y, height = (
            self._view.viewport().mapFromGlobal(self._at).y(),
            self._view.viewport().height(),
        )
        edge = theme.px(EDGE)
        deep = min(0, y - edge) + max(0, y - height + edge)
        if deep:
            by = max(-1.0, min(1.0, deep / edge)) * theme.px(FASTEST)
            bar = self._view.verticalScrollBar()
            bar.setValue(bar.value() + round(by))
            self._follow()


class Note(QWidget):
    """A few words beside the mouse: what is carried, or what would happen here."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._words = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def follow(self, at: QPoint, words: str) -> None:
        """Stand beside the mouse, over everything else in the window."""
        window = self.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        metrics = QFontMetrics(theme.font(13))
        room = theme.px(WIDEST)
        self._words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
        wide = metrics.horizontalAdvance(self._words) + 2 * theme.px(12)
        self.resize(QSize(wide, metrics.height() + 2 * theme.px(7)))
        place = window.mapFromGlobal(at) + QPoint(theme.px(14), theme.px(12))
        self.move(min(place.x(), max(0, window.width() - wide)), place.y())
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("edge"), 1))
        painter.setBrush(theme.colour("raised"))
        body = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(body, theme.px(8), theme.px(8))
        painter.setPen(theme.colour("ink"))
        painter.setFont(theme.font(13))
        flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextSingleLine)
        painter.drawText(self.rect(), flags, self._words)
        painter.end()


def _chip_of(widget: QWidget | None, speakers: Speakers) -> Chip | None:
    return widget if isinstance(widget, Chip) and widget in speakers.chips() else None
