"""A map over time: it lies over the page, shows how the map was, and leaves it as it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QObject,
    QPointF,
    QRectF,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QKeyEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsView,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ifs_desktop.map.history.past import Named, Past
from ifs_desktop.map.history.slider import FINE, TimeSlider
from ifs_desktop.map.paper import OnPaper
from ifs_desktop.map.scene import MapScene
from ifs_desktop.ui import days, icons, theme
from ifs_desktop.ui.widgets import Card, label

TICK = 16  # ms between two pictures while it plays
SETTLE = 160  # ms after the last change until links are led with care
SECONDS_FOR_A_STEP, LONGEST = 0.9, 24.0  # of playing; a long past goes faster
AROUND = 130.0  # scene units kept free around everything that ever stood there


class Window(OnPaper):
    """A look at a scene that changes nothing in it."""

    def __init__(self, scene: MapScene, parent: QWidget) -> None:
        super().__init__(scene, parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setInteractive(False)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._framed: QRectF | None = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._framed is not None:
            self.frame(self._framed)

    def frame(self, box: QRectF) -> None:
        """Show a box of the scene, at most at 100 %, until somebody looks closer."""
        self._framed = box
        room = self.viewport().rect()
        zoom = min(1.0, room.width() / box.width(), room.height() / box.height())
        self.resetTransform()
        self.scale(zoom, zoom)
        self.centerOn(box.center())
        self.lay()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._framed = None
        by = 1.0015 ** event.angleDelta().y()
        now = self.transform().m11()
        by = min(4.0, max(0.1, now * by)) / now
        self.scale(by, by)
        self.lay()


class TimeView(QWidget):
    """``left`` when it is over; ``name_requested`` with the moment that is shown."""

    left = Signal()
    name_requested = Signal(object)  # datetime
    rename_requested = Signal(int)  # a named moment's id
    put_away_requested = Signal(int)

    def __init__(self, page: QWidget, covered: QWidget) -> None:
        """It lies over the page from the upper edge of ``covered`` on."""
        super().__init__(page)
        self._page, self._covered = page, covered
        self._past: Past | None = None
        self.setAccessibleName(self.tr("Map over time"))
        self.setAutoFillBackground(True)
        self.scene = MapScene(self)
        self.view = Window(self.scene, self)
        self.view.setAccessibleName(self.tr("The map as it was"))
        self.slider = TimeSlider(self)
        self.slider.valueChanged.connect(self._moved)
        self.when = label("", "", self)
        self.play = self._button(self.tr("Play"), "arrow-right", self.toggle)
        self.moments = self._button(self.tr("Named moments"), "bookmark", None)
        self._menu = QMenu(self.moments)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._menu.triggered.connect(self._picked)
        self.moments.setMenu(self._menu)
        self.name = self._button(self.tr("Name this moment…"), "edit", self._name)
        self.back = self._button(self.tr("Back to now"), "", self.leave)
        self.back.setProperty("kind", "primary")
        self.back.setToolTip(self.tr("Back to now (Esc)"))
        self._clock = QTimer(self)
        self._clock.setInterval(TICK)
        self._clock.timeout.connect(self._tick)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(SETTLE)
        self._quiet.timeout.connect(self._settle)
        self._arrange()
        covered.installEventFilter(self)
        self._lie()

    def _button(self, text: str, icon: str, pressed: Callable[[], None] | None) -> QPushButton:
        button = QPushButton(text, self)
        button.setProperty("kind", "quiet")
        if icon:
            icons.beside(button, icon)
        if pressed is not None:
            button.clicked.connect(pressed)
        return button

    def _arrange(self) -> None:
        bar = Card(self, shadow=True)
        line = QHBoxLayout()
        line.setSpacing(theme.px(10))
        line.addWidget(self.play)
        line.addWidget(self.slider, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.when, 1)
        row.addWidget(self.moments)
        row.addWidget(self.name)
        row.addWidget(self.back)
        inner = QVBoxLayout(bar)
        inner.setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(10))
        inner.setSpacing(theme.px(6))
        inner.addLayout(line)
        inner.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.px(24), 0, theme.px(24), theme.px(8))
        foot.addWidget(bar)
        column.addLayout(foot)

    # ---- showing
    def show_past(self, past: Past, at: float | None = None) -> None:
        """Show a past from now on; at a position, or at its end."""
        fresh = self._past is None
        self._past = past
        last = past.last
        self.slider.show_steps(last, [past.position(named.at) for named in past.named])
        self.play.setEnabled(last > 0)
        self.slider.setEnabled(last > 0)
        self.moments.setEnabled(bool(past.named))
        value = round((last if at is None else min(at, last)) * FINE)
        if value == self.slider.value():
            self._show()
        self.slider.setValue(value)
        if fresh:
            self.view.frame(self._ground())
            self._settle()

    @property
    def position(self) -> float:
        """The position in the past that is shown."""
        return self.slider.value() / FINE

    def _ground(self) -> QRectF:
        """The box around everything that ever stood on the map."""
        assert self._past is not None
        box = self.scene.content()
        for step in self._past.steps:
            for stand in step.stands.values():
                at = QPointF(stand.x, stand.y)
                box = box.united(QRectF(at.x() - 1, at.y() - 1, 2, 2))
        return box.adjusted(-AROUND, -AROUND, AROUND, AROUND)

    @Slot()
    def _moved(self, *_: object) -> None:
        self._show()

    def _show(self) -> None:
        if self._past is None:
            return
        self.scene.show_picture(self._past.picture(self.position), moving=True)
        self.scene.hint.setVisible(False)
        self._quiet.start()
        self._say()

    def _say(self) -> None:
        assert self._past is not None
        when = self._past.when(self.position)
        if self._past.last == 0:
            said = self.tr("Nothing on this map has changed yet. From now on it remembers.")
        elif self.position >= self._past.last or when is None:
            said = self.tr("Now")
        else:
            said = _moment(when)
        named = self._named_here()
        if named is not None:
            said = f"{said}  ·  {named.name}"
        self.when.setText(said)
        self.slider.setAccessibleDescription(said)

    @Slot()
    def _settle(self) -> None:
        """Once nothing moves: lead the links with care, and tell a screen reader where one is."""
        self.scene.settle(self.scene.parts)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(
                QAccessibleAnnouncementEvent(self.slider, self.when.text())
            )

    def _named_here(self) -> Named | None:
        assert self._past is not None
        here = [n for n in self._past.named if self._past.position(n.at) == self.position]
        return here[-1] if here else None

    # ---- what is done
    @Slot()
    def toggle(self) -> None:
        """Play from here, or from the beginning at the end; or stop."""
        if self._clock.isActive():
            self._stop()
            return
        if self.slider.value() >= self.slider.maximum():
            self.slider.setValue(0)
        self._clock.setInterval(round(1000 * SECONDS_FOR_A_STEP) if _still() else TICK)
        self._clock.start()
        self.play.setText(self.tr("Stop"))
        icons.beside(self.play, "stop")

    def _stop(self) -> None:
        self._clock.stop()
        self.play.setText(self.tr("Play"))
        icons.beside(self.play, "arrow-right")

    @Slot()
    def _tick(self) -> None:
        assert self._past is not None
        seconds = min(LONGEST, SECONDS_FOR_A_STEP * max(1, self._past.last))
        by = FINE if _still() else max(1, round(self.slider.maximum() * TICK / 1000 / seconds))
        self.slider.setValue(self.slider.value() + by)
        if self.slider.value() >= self.slider.maximum():
            self._stop()

    @Slot()
    def leave(self) -> None:
        """Back to now."""
        self._stop()
        self.left.emit()

    @Slot()
    def _name(self) -> None:
        assert self._past is not None
        self._stop()
        when = None if self.position >= self._past.last else self._past.when(self.position)
        self.name_requested.emit(when)

    @Slot()
    def _fill_menu(self) -> None:
        self._menu.clear()
        assert self._past is not None
        for named in self._past.named:
            day = days.short_day(named.at.astimezone().date(), date.today())
            words = f"{named.name.replace('&', '&&')}\t{day}"
            self._menu.addAction(words).setData(("go", named.id))
        here = self._named_here()
        if here is not None:
            self._menu.addSeparator()
            self._menu.addAction(self.tr("Another name…")).setData(("rename", here.id))
            self._menu.addAction(self.tr("Take the name off")).setData(("away", here.id))

    @Slot(QAction)
    def _picked(self, action: QAction) -> None:
        assert self._past is not None
        what, moment_id = action.data()
        if what == "rename":
            self.rename_requested.emit(moment_id)
        elif what == "away":
            self.put_away_requested.emit(moment_id)
        else:
            self.go_to(moment_id)

    def go_to(self, moment_id: int) -> None:
        """Show the map as it was at a moment with a name."""
        assert self._past is not None
        for named in self._past.named:
            if named.id == moment_id:
                self._stop()
                self.slider.setValue(self._past.position(named.at) * FINE)
                self.slider.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- events
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._covered and event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._lie()
        return False

    def _lie(self) -> None:
        top = self._covered.y()
        self.setGeometry(0, top, self._page.width(), self._page.height() - top)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() == Qt.Key.Key_Space:
            self.toggle()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.scene.recolour()
            self.view.lay()


def _still() -> bool:
    """Whether movement is unwanted: then it goes from step to step."""
    return theme.reduced_motion()


def _moment(when: datetime) -> str:
    here = when.astimezone()
    words = QCoreApplication.translate("TimeView", "{day}, {time}")
    return words.format(day=days.full_day(here.date()), time=days.clock(here))
