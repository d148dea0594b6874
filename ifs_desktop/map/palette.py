"""The card of shapes to drag onto the map, and the shape that follows the mouse meanwhile.

Below the roles stand somebody of whom only that is known, and the way to those who are known.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.ui import glyph, icons, theme
from ifs_desktop.ui.widgets import Card, label


class PaletteEntry(QPushButton):
    """One shape: pressed it is placed in the middle, dragged it goes where it is let go."""

    dragged = Signal(str, QPoint)  # role, place on the screen
    dropped = Signal(str, QPoint)
    given_up = Signal()
    chosen = Signal(str)

    def __init__(self, role: str, parent: QWidget) -> None:
        super().__init__(short_name(role), parent)
        self.role = role
        self._pressed: QPoint | None = None
        self._dragging = False
        self.setProperty("kind", "rail")
        self.setIcon(glyph.icon(role))
        self.setAccessibleName(self.tr("Place: {role}").format(role=glyph.role_name(role)))
        tip = self.tr("{role}: drag onto the map, or press to place it in the middle")
        self.setToolTip(tip.format(role=glyph.role_name(role)))
        self.clicked.connect(self._chosen)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().toPoint()
        self.setFocus(Qt.FocusReason.MouseFocusReason)  # so that Esc gives a drag up
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._pressed is not None and not self._dragging:
            far = (at - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            if far and event.buttons() & Qt.MouseButton.LeftButton:
                self._dragging = True
                self.setDown(False)
        if self._dragging:
            self.dragged.emit(self.role, event.globalPosition().toPoint())
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        if self._dragging:
            self._end()
            self.dropped.emit(self.role, event.globalPosition().toPoint())
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._dragging and event.key() == Qt.Key.Key_Escape:
            self._end()
            self._pressed = None
            self.given_up.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def _end(self) -> None:
        self._dragging = False
        self.setDown(False)

    @Slot()
    def _chosen(self) -> None:
        self.chosen.emit(self.role)


def short_name(role: str) -> str:
    """What stands beside a shape in the palette."""
    if role == glyph.VEILED:
        return QCoreApplication.translate("Palette", "Someone protected")
    return glyph.role_name(role)


class Palette(Card):
    """The floating card with the five roles, a veil, and the way to the known parts."""

    known_requested = Signal()
    dragged = Signal(str, QPoint)
    dropped = Signal(str, QPoint)
    given_up = Signal()
    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, shadow=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(8), theme.px(10), theme.px(8), theme.px(8))
        column.setSpacing(0)
        self._fitted: tuple[bool, int] | None = None
        self._title = label(self.tr("Drag onto the map"), "small", self)
        self._title.setIndent(theme.px(6))
        self._title.setContentsMargins(0, 0, 0, theme.px(4))
        column.addWidget(self._title)
        self.entries: dict[str, PaletteEntry] = {}
        for role in (*glyph.ROLES, glyph.VEILED):
            entry = self.entries[role] = PaletteEntry(role, self)
            entry.dragged.connect(self.dragged)
            entry.dropped.connect(self.dropped)
            entry.given_up.connect(self.given_up)
            entry.chosen.connect(self.chosen)
            column.addWidget(entry)
        line = QFrame(self)
        line.setProperty("kind", "line")
        column.addSpacing(theme.px(4))
        column.addWidget(line)
        column.addSpacing(theme.px(4))
        self.known = QPushButton(self.tr("Known parts"), self)
        self.known.setProperty("kind", "rail")
        self.known.setIcon(icons.icon("users"))
        self.known.setCheckable(True)
        self.known.setAccessibleName(self.tr("Known parts"))
        self.known.setToolTip(self.tr("Parts you know already, to drag onto this map (K)"))
        self.known.clicked.connect(self.known_requested)
        column.addWidget(self.known)

    def set_compact(self, compact: bool) -> None:
        """Shapes only, where there is little room; their names are in the tool tips."""
        fitted = (compact, theme.px(1000))
        if fitted == self._fitted:
            return
        self._fitted = fitted
        self._title.setVisible(not compact)
        for role, entry in self.entries.items():
            _fit(entry, "" if compact else short_name(role), compact=compact)
        _fit(self.known, "" if compact else self.tr("Known parts"), compact=compact)


def _fit(button: QPushButton, text: str, *, compact: bool) -> None:
    button.setText(text)
    button.setIconSize(QSize(theme.px(24 if compact else 32), theme.px(24)))
    sides = "6px" if compact else "8px 3px 3px"
    button.setStyleSheet(f"QPushButton {{ padding: 3px {sides}; }}")


class Ghost(glyph.Glyph):
    """The shape under the mouse while it is dragged from the palette."""

    def __init__(self, role: str, size: int, parent: QWidget) -> None:
        super().__init__(role, size, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def follow(self, on_screen: QPoint) -> None:
        """Be centred there."""
        at = self.window().mapFromGlobal(on_screen)
        self.move(at.x() - self.width() // 2, at.y() - self.height() // 2)
        self.show()
        self.raise_()
