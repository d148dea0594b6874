"""The small bar over the map for finding someone by name: Enter goes on, Escape leads back."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from ifs_desktop.map import finding
from ifs_desktop.map.canvas import Canvas
from ifs_desktop.ui import icons, theme
from ifs_desktop.ui.widgets import Card, label

MOST_RINGED = 100  # rings around half of a large map would lead nowhere
WIDTH, LEAST = 360, 240


class FindBar(Card):
    """Selects who bears a name, so that a ring shows them; the one gone to has the strong ring."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, shadow=True)
        self._canvas = canvas
        self._view, self._scene = canvas.view, canvas.scene
        self._names: Mapping[int, str] = {}
        self._folded: dict[int, str] | None = None  # worked out when somebody is looked for
        self._order: list[int] | None = None
        self._found: list[int] = []
        self._at = -1
        self._before: tuple[int, ...] = ()
        self.box = QLineEdit(self)
        self.box.setPlaceholderText(self.tr("Find on this map"))
        self.box.setAccessibleName(self.tr("Find on this map"))
        self.box.setAccessibleDescription(
            self.tr("Enter goes to the next, Shift and Enter to the one before, Escape to the map.")
        )
        self.box.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.box.textChanged.connect(self._typed)
        self.box.installEventFilter(self)
        self.back = self._button("arrow-left", self.tr("The one before"))
        self.on = self._button("arrow-right", self.tr("The next one"))
        self.leave = self._button("x", self.tr("Back to the map"))
        self.back.clicked.connect(self.go_back)
        self.on.clicked.connect(self.go_on)
        self.leave.clicked.connect(self.end)
        self.nobody = label(self.tr("Nobody on this map is called that."), "small", self)
        self.nobody.setIndent(theme.px(6))
        row = QHBoxLayout()
        row.setSpacing(theme.px(2))
        row.addWidget(self.box, 1)
        for button in (self.back, self.on, self.leave):
            row.addWidget(button)
        column = QVBoxLayout(self)
        side = theme.px(6)
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(theme.px(2))
        column.addLayout(row)
        column.addWidget(self.nobody)
        self.hide()
        canvas.installEventFilter(self)

    def show_names(self, names: Mapping[int, str]) -> None:
        """Look among these from now on: names by part."""
        self._names, self._folded = names, None
        self._order = None

    def begin(self) -> None:
        """Open, or choose what is typed already to type over it."""
        if self.isHidden():
            self._before = self._scene.selected
            self.box.clear()
            self._tell()
            self.show()
            self._stand()
            self.raise_()
        self.box.selectAll()
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def end(self) -> None:
        """Back to the map, with the one that was found selected, or who was selected before."""
        self.hide()
        found = self._found[self._at : self._at + 1] if self._found else self._before
        self._found = []
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scene.select(found)

    @Slot()
    def go_on(self) -> None:
        """To the next one."""
        self._go(1)

    @Slot()
    def go_back(self) -> None:
        """To the one before."""
        self._go(-1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._canvas and event.type() == QEvent.Type.Resize:
            self._stand()
        elif (
            watched is self.box
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            key = event.key()
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
                return True
            if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._go(1 if key == Qt.Key.Key_Down else -1)
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        else:
            super().keyPressEvent(event)

    def _button(self, icon: str, name: str) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("kind", "quiet")
        button.setIcon(icons.icon(icon))
        button.setAccessibleName(name)
        button.setToolTip(name)
        return button

    @Slot(str)
    def _typed(self, text: str) -> None:
        if self.isHidden():
            return
        if self._order is None:
            self._order = [i for i in self._scene.order() if i in self._names]
        current = self._found[self._at] if self._found else None
        if self._folded is None:
            self._folded = {key: finding.folded(name) for key, name in self._names.items()}
        self._found = finding.matching(self._folded, self._order, text)
        self._at = self._found.index(current) if current in self._found else 0
        self._show()

    def _go(self, step: int) -> None:
        # Somebody may have been taken off the map since.
        self._found = [i for i in self._found if i in self._scene.parts]
        if self._found:
            self._at = (self._at + step) % len(self._found)
            self._show()

    def _show(self) -> None:
        self._tell()
        if not self._found:
            self._scene.select()
            return
        current = self._found[self._at]
        ringed = self._found if len(self._found) <= MOST_RINGED else ()
        self._scene.select((*(i for i in ringed if i != current), current))
        self._scene.parts[current].select(True, strong=True)
        self._view.show_part(current)
        seen = self._seen(current)
        if seen.intersects(self.geometry()):  # out from under the bar
            self._view.pan(0, seen.top() - self.geometry().bottom() - theme.px(8))

    def _seen(self, part_id: int) -> QRect:
        box = self._scene.parts[part_id].whole()
        wide, tall = box.right - box.left, box.bottom - box.top
        seen = self._view.mapFromScene(box.left, box.top, wide, tall).boundingRect()
        return seen.translated(self._view.pos())

    def _tell(self) -> None:
        """Say so where nobody is found."""
        nobody = bool(self.box.text().strip()) and not self._found
        self.nobody.setVisible(nobody)
        for button in (self.back, self.on):
            button.setEnabled(len(self._found) > 1)
        self._stand()

    def _stand(self) -> None:
        """At the top, in the middle of what is free there."""
        left, right, gap = theme.px(12), self._canvas.width() - theme.px(12), theme.px(8)
        tall, top = self.sizeHint().height(), theme.px(10)
        wide = min(theme.px(WIDTH), right - left)
        x = (left + right - wide) // 2
        for covered in self._view.covered:
            card = covered.translated(self._view.pos())
            if card.top() >= top + tall or card.right() < x or card.left() > x + wide:
                continue
            if card.center().x() > (left + right) // 2:
                right = max(card.left() - gap, left + theme.px(LEAST))
            else:
                left = min(card.right() + gap, right - theme.px(LEAST))
        wide = min(wide, right - left)
        x = min(max(x, left), right - wide)
        self.setGeometry(x, top, wide, tall)
