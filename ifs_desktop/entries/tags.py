"""Below an entry: the parts it names, its tags, and the line in which a tag is added."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from ifs_desktop.entries import drafts, queries
from ifs_desktop.parts.queries import PartCard
from ifs_desktop.store import Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.line_draft import LineDraft
from ifs_desktop.ui.widgets.chip import Chip
from ifs_desktop.ui.widgets.flow import FlowLayout


class TagChip(Chip):
    """A tag; pressing it, Delete or Backspace takes it off."""

    removed = Signal(str)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__("#" + name, parent)
        self.tag = name
        self.setAccessibleName(self.tr("Take off the tag {name}").format(name=name))
        self.setToolTip(self.tr("Take this tag off"))
        self.clicked.connect(self._remove)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._remove()
        else:
            super().keyPressEvent(event)

    def _remove(self) -> None:
        self.removed.emit(self.tag)


class TagLine(QLineEdit):
    """Enter or a comma adds what is typed; a tag that begins so is filled in."""

    added = Signal(str)

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        # In the line itself: Up and Down go through those that fit. A list would be a window.
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        self.setCompleter(completer)
        self.setProperty("kind", "bare")
        self.setPlaceholderText(self.tr("Add a tag"))
        self.setAccessibleName(self.tr("Add a tag"))
        self.setAccessibleDescription(self.tr("Enter adds it"))
        self.setMaxLength(80)
        self._draft = LineDraft(self, store, drafts.NEW_TAG)
        self.textEdited.connect(self._typed)
        self.returnPressed.connect(self._add)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._known.setStringList(queries.tags(self._store))
        super().focusInEvent(event)

    def flush(self) -> None:
        """Keep half a tag."""
        self._draft.flush()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font(13))
        return QSize(metrics.averageCharWidth() * 18, metrics.height() + theme.px(10))

    def _typed(self, text: str) -> None:
        if text.endswith((",", "，", "、")):
            self._add()

    def _add(self) -> None:
        words = self.text().strip(" ,，、#")
        self.clear()
        self._draft.forget()
        if words:
            self.added.emit(words)


class Foot(QWidget):
    """Chips in reading order; the line stands last."""

    part_chosen = Signal(int)
    tag_added = Signal(str)
    tag_removed = Signal(str)

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(parent)
        self._chips: list[Chip] = []
        self._shown: tuple[tuple[PartCard, ...], tuple[str, ...]] = (), ()
        self.line = TagLine(store, self)
        self.line.setFont(theme.font(13))
        self.line.added.connect(self.tag_added)
        self._flow = FlowLayout(self, gap=theme.px(8), line_gap=theme.px(8))
        self._flow.addWidget(self.line)

    def chips(self) -> list[Chip]:
        """The chips as they stand: parts, then tags."""
        return list(self._chips)

    def show_all(self, parts: Sequence[PartCard], tags: Sequence[str]) -> None:
        """Show these; chips that stay are made anew only if something changed."""
        if (tuple(parts), tuple(tags)) == self._shown:
            return
        self._shown = tuple(parts), tuple(tags)
        held = self.focusWidget() in self._chips
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [*map(self._part, parts), *map(self._tag, tags)]
        for number, chip in enumerate(self._chips):
            self._flow.insert_widget(number, chip)
            chip.show()
        if held:
            self.line.setFocus()

    def _part(self, card: PartCard) -> Chip:
        chip = Chip(card.name, self, look=card)
        chip.setAccessibleName(self.tr("Open {name}").format(name=card.name))
        chip.setProperty("part", card.id)
        chip.clicked.connect(self._part_pressed)
        return chip

    def _tag(self, name: str) -> Chip:
        chip = TagChip(name, self)
        chip.removed.connect(self.tag_removed)
        return chip

    def _part_pressed(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            self.part_chosen.emit(int(chip.property("part")))
