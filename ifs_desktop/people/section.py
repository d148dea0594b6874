"""A card of what was written about somebody, newest first, and the form one writes it in."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.parts import profile
from ifs_desktop.parts.profile_group import Section, Words, clear, link, tool
from ifs_desktop.store import Ref, Store
from ifs_desktop.ui import icons, theme
from ifs_desktop.ui.box_draft import BoxDraft
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.line_draft import LineDraft
from ifs_desktop.ui.tab_order import stops
from ifs_desktop.ui.widgets import GrowingTextEdit, label

FIRST, MORE = 8, 40  # lines of one card: at once, and when asked for


class Form(QWidget):
    """A few boxes and two ways out. Esc folds it and what is typed waits; "Not now" lets it go."""

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.drafts: list[BoxDraft | LineDraft] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(theme.px(6), theme.px(4), 0, theme.px(8))
        self.column.setSpacing(theme.px(10))
        self.keep_button = QPushButton(self.tr("Keep"), self)
        self.keep_button.setProperty("kind", "primary")
        self.keep_button.clicked.connect(self.keep)
        self.cancel = QPushButton(self.tr("Not now"), self)
        self.cancel.setProperty("kind", "quiet")
        self.cancel.clicked.connect(self.let_go)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.keep_button)
        self.column.addLayout(foot)

    def add(self, widget: QWidget) -> None:
        """A widget above the two ways out."""
        self.column.insertWidget(self.column.count() - 1, widget)

    def box(self, name: str, *, least: int = 2, most: int = 8) -> GrowingTextEdit:
        """A box to write in, for ``add``."""
        made = GrowingTextEdit(self, least=least, most=most)
        made.setFont(theme.font(14))
        made.setAccessibleName(name)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return made

    def keep(self) -> None:
        """Write it into the journal; a form that has nothing to write stays open."""
        if self.write():
            self.forget()
            self.left.emit()

    def write(self) -> bool:
        """Write it; False if there is nothing to write."""
        raise NotImplementedError

    def flush(self) -> None:
        """Keep what is half typed."""
        for draft in self.drafts:
            draft.flush()

    def forget(self) -> None:
        """Nothing waits here any more."""
        for draft in self.drafts:
            draft.forget()

    def let_go(self) -> None:
        """Nothing of it is wanted."""
        self.forget()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter keeps; Esc folds the form."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.flush()
            self.left.emit()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.keep()
        else:
            super().keyPressEvent(event)

    def take_focus(self) -> None:
        """Where one begins to write."""


class Told(Section):
    """Lines of one kind about somebody. At most one form is open; it outlives a new look."""

    open_requested = Signal(object)  # Ref
    arranged = Signal()

    def __init__(
        self, store: Store, bus: Bus, title: str, hint: str, add: str, parent: QWidget
    ) -> None:
        super().__init__(title, parent)
        self.store, self.bus = store, bus
        self.person_id: int | None = None
        self.items: Sequence[Any] | None = None
        self.form: Form | None = None
        self._about: int | None = None  # the item the form is about; None: a new one
        self._most = FIRST
        self._stops: list[QWidget] = []
        self.column.setSpacing(theme.px(8))
        self._hint = label(hint, "hint", self, wrap=True)
        self.column.addWidget(self._hint)
        self._room = QVBoxLayout()  # of the form
        self.column.addLayout(self._room)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(2))
        self.column.addLayout(self._lines)
        self.add = QPushButton(add, self)
        self.add.setProperty("kind", "quiet")
        self.add.setMinimumWidth(theme.px(80))  # else it keeps the lines above it from wrapping
        icons.beside(self.add, "plus")
        self.add.clicked.connect(self._add)
        self.more = link(self.tr("Show more"), self)
        self.more.setAccessibleDescription(title)
        self.more.clicked.connect(self._show_more)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addWidget(self.more)
        foot.addStretch(1)
        self.column.addLayout(foot)

    # ---- what each kind says of itself
    def line(self, item: Any) -> tuple[QWidget, list[QWidget]]:
        """What shows one item, and where Tab goes in it."""
        raise NotImplementedError

    def new_form(self, item: Any | None) -> Form:
        """A form for a new one, or to say one anew."""
        raise NotImplementedError

    def place(self, item: Any | None) -> str:
        """Where words wait that are half typed in its form."""
        raise NotImplementedError

    # ---- what it shows
    def show_items(
        self, person_id: int | None, items: Sequence[Any], waiting: Collection[str]
    ) -> None:
        """Show these; ``waiting`` are the places of words half typed."""
        other = person_id != self.person_id or self.items is None
        if other:
            self._drop_form()
            self._most = FIRST
        elif items == self.items:
            return
        self.person_id, self.items = person_id, items
        if self._about is not None and all(item.id != self._about for item in items):
            self._drop_form()  # what it was about is not there any more
        self._show()
        half = self.half_written(waiting) if other else None
        if half is not None:
            self.show_form(*half, focus=False)

    def half_written(self, waiting: Collection[str]) -> tuple[Form, Any | None] | None:
        """The form in which words wait, if there is one, and the item it is about."""
        for item in (None, *(self.items or ())):
            if self.place(item) in waiting:
                return self.new_form(item), item
        return None

    def open_form(self, item: Any | None) -> None:
        """Write a new one, or one anew; a form that is open already keeps its words."""
        self.show_form(self.new_form(item), item)

    def show_form(self, form: Form, item: Any | None, *, focus: bool = True) -> None:
        """Show a form about an item, where there is room for one."""
        if self.form is not None:
            self.form.flush()
            self._drop_form()
        self.form, self._about = form, None if item is None else item.id
        form.left.connect(self._left)
        self._room.addWidget(form)
        self.add.hide()
        self.arranged.emit()
        if focus:
            form.take_focus()

    def stops(self) -> list[QWidget]:
        """Where Tab goes."""
        inside = [] if self.form is None else list(stops(self.form))
        return [*inside, *self._stops, self.add, self.more]

    def flush(self) -> None:
        """Keep what is half typed."""
        if self.form is not None:
            self.form.flush()

    def words(
        self, item: Any, text: str, second: str, day: str, source: Ref | None
    ) -> tuple[QWidget, list[QWidget]]:
        """A line to press, where it comes from, and the way to put it away."""
        held = QWidget(self)
        row = QHBoxLayout(held)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        words = Words(text, held, second=second, day=day)
        words.setProperty("item", item.id)
        words.clicked.connect(self._pressed)
        row.addWidget(words, 1)
        stops: list[QWidget] = [words]
        if source is not None:
            leads = link(profile.source_line(source.kind), held)
            leads.setAccessibleDescription(text)
            leads.setProperty("item", item.id)
            leads.clicked.connect(self._lead)
            row.addWidget(leads, 0, Qt.AlignmentFlag.AlignTop)
            stops.append(leads)
        away = tool("x", self.tr("Put away"), held)
        away.setAccessibleDescription(text)
        away.setProperty("item", item.id)
        away.clicked.connect(self._put_away)
        row.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        return held, [*stops, away]

    def item(self, sender: object) -> Any:
        """The item whose line was pressed."""
        number = sender.property("item")  # type: ignore[attr-defined]
        return next(one for one in self.items or () if one.id == number)

    def put_away(self, item: Any) -> None:
        """Put one away."""
        raise NotImplementedError

    # ---- inside
    def _show(self) -> None:
        items = self.items or ()
        had_keyboard = any(stop.hasFocus() for stop in self._stops)
        clear(self._lines)
        self._stops = []
        for item in items[: self._most]:
            line, stops = self.line(item)
            self._lines.addWidget(line)
            self._stops += stops
        self._hint.setVisible(not items)
        self.more.setVisible(len(items) > self._most)
        self.arranged.emit()
        if had_keyboard:
            (self._stops[0] if self._stops else self.add).setFocus()

    def _drop_form(self) -> None:
        if self.form is not None:
            gone, self.form, self._about = self.form, None, None
            self._room.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
            self.add.show()

    def _left(self) -> None:
        self._drop_form()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.arranged.emit()

    def _add(self) -> None:
        self.open_form(None)

    def _show_more(self) -> None:
        self._most += MORE
        self._show()

    def _pressed(self) -> None:
        self.open_form(self.item(self.sender()))

    def _lead(self) -> None:
        source = self.item(self.sender()).source
        if source is not None:
            self.open_requested.emit(source)

    def _put_away(self) -> None:
        self.put_away(self.item(self.sender()))
