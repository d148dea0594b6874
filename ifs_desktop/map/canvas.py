"""The map with what floats over it: palette, zoom bar, the shape being dragged, the name field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from ifs_desktop.map import geometry
from ifs_desktop.map.items import size_of
from ifs_desktop.map.naming import Naming
from ifs_desktop.map.palette import Ghost, Palette
from ifs_desktop.map.scene import MapScene
from ifs_desktop.map.view import MapView
from ifs_desktop.map.zoom_bar import ZoomBar
from ifs_desktop.ui import glyph, theme
from ifs_desktop.ui.widgets import Card

FRAME = 2
_MOUSE = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.PopupFocusReason)


class Canvas(QWidget):
    """Lays the floating cards over the view, and turns palette drags into names to be given."""

    BESIDE, ABOVE = "beside", "above"  # where floats go: beside the palette, in the upper corner

    veil_dropped = Signal(object)  # (x, y) where somebody is protected

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.scene = MapScene(self)
        self.view = MapView(self.scene, self)
        self.naming = Naming(self.view)
        self.palette_card = Palette(self)
        self.zoom_bar = ZoomBar(self.view, self)
        self._floats: list[tuple[Card, str]] = []
        self._ghost: Ghost | None = None
        self._framed = self._by_key = False
        self.scene.selection_changed.connect(self._frame)
        self.view.installEventFilter(self)
        self.view.place_requested.connect(self.name_at)
        self.view.name_requested.connect(self.naming.rename)
        self.palette_card.dragged.connect(self.show_ghost)
        self.palette_card.dropped.connect(self._dropped)
        self.palette_card.given_up.connect(self._end_drag)
        self.palette_card.chosen.connect(self._chosen)
        self.setMinimumSize(320, 240)
        # Tab: first what floats, then the map, so that the map's own Tab walk comes last.
        self.setTabOrder(self.zoom_bar.whole, self.view)

    def free_place(self) -> geometry.Point:
        """Where something new has room, near the middle of what is seen."""
        middle = self.view.middle()
        taken = [item.place() for item in self.scene.parts.values()]
        return geometry.free_place((middle.x(), middle.y()), taken, 150.0)

    @Slot(QPointF)
    def name_at(self, point: QPointF) -> None:
        """Start parts there whose roles are not known yet, one after the other."""
        self.naming.name_new("not_sure", (point.x(), point.y()), chain=True)

    def add_float(self, card: Card, where: str) -> None:
        """Have a card of another owner float here too; it may be shown and hidden."""
        self._floats.append((card, where))
        self.arrange()

    @Slot()
    def give_up_drag(self) -> None:
        """Let no shape hang under the mouse over what comes next."""
        self._end_drag()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and watched is self.view:
            self._by_key = event.gotFocus() and event.reason() not in _MOUSE
            self._frame()
        return False

    @Slot()
    def _frame(self) -> None:
        """Show the focus around the map while nothing on it shows it by its ring."""
        scene = self.scene
        lone = scene.selected_link is None and scene.selected_area is None
        nothing = not scene.selected and lone
        framed = self._by_key and nothing
        if framed != self._framed:
            self._framed = framed
            self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.scene.recolour()
            self.view.recolour()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame that shows the map has the focus; the view covers the rest."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("background"))
        if self._framed:
            painter.setPen(QPen(theme.colour("accent"), FRAME))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    @Slot()
    def arrange(self) -> None:
        """Lay everything anew, as when a float has another size."""
        self.view.setGeometry(self.rect().adjusted(FRAME, FRAME, -FRAME, -FRAME))
        edge = theme.px(12)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.palette_card.set_compact(self.width() < theme.px(720))
        self.palette_card.adjustSize()
        self.zoom_bar.adjustSize()
        for card, at_left in ((self.palette_card, not mirrored), (self.zoom_bar, mirrored)):
            x = edge if at_left else self.width() - card.width() - edge
            card.move(x, self.height() - card.height() - edge)
            card.raise_()
        if self.palette_card.geometry().intersects(self.zoom_bar.geometry()):
            self.palette_card.move(
                self.palette_card.x(), self.zoom_bar.y() - self.palette_card.height()
            )
        covering: list[Card] = [self.palette_card, self.zoom_bar]
        for one, where in self._floats:
            self._lay_float(one, where, edge, mirrored=mirrored)
            if where == self.ABOVE and not one.isHidden():
                covering.append(one)
        origin = self.view.pos()
        self.view.covered = [one.geometry().translated(-origin) for one in covering]
        self.view.hidden = [one.solid().translated(-origin) for one in covering]

    def _lay_float(self, card: Card, where: str, edge: int, *, mirrored: bool) -> None:
        size = card.sizeHint()
        if where == self.BESIDE:
            tall = min(size.height(), self.height() - 2 * edge)
            palette = self.palette_card.geometry()
            room = palette.left() if mirrored else self.width() - palette.right()
            wide = min(size.width(), room - edge)
            x = palette.left() - wide if mirrored else palette.right()
            card.setGeometry(x, palette.bottom() + 1 - tall, wide, tall)
            if card.geometry().intersects(self.zoom_bar.geometry()):
                tall = min(tall, self.zoom_bar.y() - edge)
                card.setGeometry(x, self.zoom_bar.y() - tall, wide, tall)
        else:
            room = self.height() - self.zoom_bar.height() - 3 * edge
            x = edge if mirrored else self.width() - size.width() - edge
            card.setGeometry(x, edge, size.width(), min(size.height(), room))
        card.raise_()

    @Slot(str, QPoint)
    def show_ghost(self, role: str, on_screen: QPoint) -> None:
        """Have a shape follow the mouse."""
        if self._ghost is None:
            size = max(24, round(size_of(role) * self.view.zoom()))
            self._ghost = Ghost(role, min(size, 200), self.window())
        self._ghost.follow(on_screen)

    def let_go(self, on_screen: QPoint) -> geometry.Point | None:
        """End a drag: the place on the map, or None beside it or over something that floats."""
        self._end_drag()
        at = self.view.viewport().mapFromGlobal(on_screen)
        here = self.mapFromGlobal(on_screen)
        cards = [self.palette_card, *(card for card, _ in self._floats if not card.isHidden())]
        over_card = any(card.geometry().contains(here) for card in cards)
        if not self.view.viewport().rect().contains(at) or over_card:
            return None
        point = self.view.mapToScene(at)
        return (point.x(), point.y())

    @Slot(str, QPoint)
    def _dropped(self, role: str, on_screen: QPoint) -> None:
        at = self.let_go(on_screen)
        if at is not None:
            self._begin(role, at)

    def _begin(self, role: str, at: geometry.Point) -> None:
        if role == glyph.VEILED:
            self.veil_dropped.emit(at)
        else:
            self.naming.name_new(role, at)

    @Slot()
    def _end_drag(self) -> None:
        if self._ghost is not None:
            self._ghost.hide()
            self._ghost.deleteLater()
            self._ghost = None

    @Slot(str)
    def _chosen(self, role: str) -> None:
        self._begin(role, self.free_place())
