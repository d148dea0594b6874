"""The bar at the top of a page: its title and few actions, reachable at any width."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from ifs_desktop.ui import icons, theme
from ifs_desktop.ui.widgets.labels import ElidedLabel, label

_TALL = 56
_LEAST_TITLE = 140


class PageHeader(QFrame):
    """The title shortens first, then chips go, then all actions but the last move into a menu."""

    back_requested = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar")
        self.setFixedHeight(max(_TALL, theme.px(_TALL)))
        self._chips: list[QWidget] = []
        self._actions: list[tuple[QPushButton, QWidget]] = []
        self._back = QPushButton(self)
        self._back.setProperty("kind", "link")
        self._back.setProperty("tone", "plain")
        self._back.clicked.connect(self.back_requested)
        self._back.hide()
        self._title = ElidedLabel(title, "heading", self)
        self._more = QPushButton(self)
        self._more.setIcon(icons.icon("more"))
        self._more.setAccessibleName(self.tr("More actions"))
        self._more.setToolTip(self.tr("More actions"))
        self._menu = QMenu(self._more)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._menu.triggered.connect(self._press)
        self._more.clicked.connect(self._open_menu)
        self._more.hide()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(20, 0, 20, 0)
        self._row.setSpacing(10)
        self._row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)  # we fold instead
        self._row.addWidget(self._back)
        self._row.addWidget(self._title)
        self._row.addStretch(1)
        self._row.addWidget(self._more)

    def title(self) -> str:
        return self._title.text()

    def set_title(self, title: str) -> None:
        self._title.setText(title)
        self._arrange()

    def set_back(self, text: str) -> None:
        """Name the place above this one ("Exercises"); "" takes the way back away."""
        self._back.setText(text + " ›" if text else "")
        self._back.setAccessibleName(self.tr("Back to {place}").format(place=text) if text else "")
        self._back.setVisible(bool(text))
        self._arrange()

    def add_chip(self, chip: QWidget | str) -> QWidget:
        """A chip (or a plain text in a pill) after the title."""
        if isinstance(chip, str):
            chip = label(chip, "pill", self)
        chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._row.insertWidget(2 + len(self._chips), chip)
        self._chips.append(chip)
        self._arrange()
        return chip

    def clear_chips(self) -> None:
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips.clear()
        self._arrange()

    def add_action(self, button: QPushButton) -> QPushButton:
        """A button at the end of the bar. The last one added always stays in sight."""
        holder = QWidget(self)  # the bar hides the holder, so hiding the button stays its owner's
        inside = QHBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(button)
        self._row.insertWidget(self._row.count() - 1, holder)
        self._actions.append((button, holder))
        button.installEventFilter(self)
        self._arrange()
        return button

    def folded(self) -> list[QPushButton]:
        """The actions that are in the menu now, for want of room."""
        return [b for b, holder in self._actions if holder.isHidden() and not b.isHidden()]

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.height())

    def sizeHint(self) -> QSize:
        return QSize(640, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._arrange()
        return False

    def _arrange(self) -> None:
        """Decide what is shown at this width."""
        gap = self._row.spacing()
        margins = self._row.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        if not self._back.isHidden():
            room -= self._back.sizeHint().width() + gap
        room -= min(self._title.sizeHint().width(), theme.px(_LEAST_TITLE)) + gap
        wanted = [pair for pair in self._actions if not pair[0].isHidden()]
        widths = [button.sizeHint().width() + gap for button, _ in wanted]
        kept = len(wanted)
        if sum(widths) > room:
            room -= self._more.sizeHint().width() + gap
            while kept > 1 and sum(widths[len(wanted) - kept :]) > room:
                kept -= 1
        room -= sum(widths[len(wanted) - kept :])
        for index, (_, holder) in enumerate(wanted):
            _show(holder, index >= len(wanted) - kept)
        for button, holder in self._actions:
            if button.isHidden():
                _show(holder, False)
        _show(self._more, kept < len(wanted))
        for chip in self._chips:
            room -= chip.sizeHint().width() + gap
            _show(chip, room >= 0)

    @Slot()
    def _open_menu(self) -> None:
        corner = self._more.rect().bottomRight()
        left = self._more.mapToGlobal(corner).x() - self._menu.sizeHint().width()
        self._menu.popup(QPoint(left, self._more.mapToGlobal(corner).y() + 4))

    @Slot()
    def _fill_menu(self) -> None:
        self._menu.clear()
        for button in self.folded():
            inner = button.menu()
            if inner is not None:
                inner.setTitle(button.text())
                self._menu.addMenu(inner)
                continue
            action = self._menu.addAction(button.icon(), button.text() or button.accessibleName())
            action.setEnabled(button.isEnabled())
            action.setData(self._index(button))

    @Slot(QAction)
    def _press(self, action: QAction) -> None:
        index = action.data()
        if isinstance(index, int):
            self._actions[index][0].click()

    def _index(self, button: QPushButton) -> int:
        return next(i for i, (one, _) in enumerate(self._actions) if one is button)


def _show(widget: QWidget, shown: bool) -> None:
    if widget.isHidden() == shown:
        widget.setVisible(shown)
