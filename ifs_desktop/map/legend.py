"""The legend on the map: what size, distance and colour mean here, and the lines that are drawn.

It is written in place. Without words it is no more than a small button in the corner.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ifs_desktop.map import lines, words
from ifs_desktop.map.fact_field import new_visit
from ifs_desktop.map.queries import Legend, Picture
from ifs_desktop.ui import icons, theme
from ifs_desktop.ui.draft_clock import DraftClock
from ifs_desktop.ui.widgets import CalmScroll, Card, GrowingTextEdit, label

WIDE = 232  # design px
INDENT = 7  # px of a label, so that it stands over what is written in the field
MEANINGS = ("about", "size", "distance", "colour")


class MeaningField(QWidget):
    """One line of the legend; tells what was written a second after the first new key."""

    written = Signal(str, str, int)  # which, text, visit
    left = Signal()  # Esc

    def __init__(self, which: str, title: str, hint: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.which = which
        self._visit = 0
        self._known = ""
        self._loading = False
        heading = label(title, "small", self)
        heading.setIndent(INDENT)
        self.edit = GrowingTextEdit(self, least=1, most=4)
        self.edit.setProperty("kind", "legend")
        self.edit.setPlaceholderText(hint)
        self.edit.setAccessibleName(title)
        self.edit.setAccessibleDescription(hint)
        self.edit.installEventFilter(self)
        self.edit.textChanged.connect(self._typed)
        heading.setBuddy(self.edit)
        self._clock = DraftClock(self)
        self._clock.due.connect(self._tell)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(heading)
        column.addWidget(self.edit)

    def show_words(self, text: str, *, anew: bool) -> None:
        """Show what is known; ``anew`` replaces what is being typed (another map, or undo)."""
        if self._clock.running() and not anew:
            return
        self._clock.drop()
        self._known = text
        if self._flat() != text and (anew or not self.edit.hasFocus()):
            self._loading = True
            self.edit.setPlainText(text)
            self._loading = False

    def commit(self) -> None:
        """Tell now what was typed, if it was not told yet."""
        self._clock.flush()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._visit = new_visit()
        elif event.type() == QEvent.Type.FocusOut:
            self.commit()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.which != "about":
                self.edit.focusNextChild()
                return True
        return False

    @Slot()
    def _typed(self) -> None:
        if not self._loading:
            self._clock.touch()

    @Slot()
    def _tell(self) -> None:
        text = self.edit.toPlainText()
        if self._flat() != self._known:
            self._known = self._flat()
            self.written.emit(self.which, text, self._visit)

    def _flat(self) -> str:
        text = self.edit.toPlainText()
        return text.strip() if self.which == "about" else " ".join(text.split())


class LegendCard(Card):
    """Folds to its title; unfolds by a press, by its action, or where it has words to read."""

    written = Signal(str, str, int)  # which of MEANINGS, text, visit
    toggled = Signal(bool)  # by the writer: whether it is open now
    grown = Signal()  # it needs other room
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, shadow=True)
        self._kinds: tuple[str, ...] = ()
        self._samples: dict[str, QWidget] = {}  # by kind
        self.title = QPushButton(self.tr("Legend"), self)
        self.title.setProperty("kind", "quiet")
        self.title.setToolTip(self.tr("What things mean on this map"))
        self.title.clicked.connect(self._pressed)
        self._body = QWidget(self)
        self._body.installEventFilter(self)
        self._scroll = CalmScroll(self._body, self)
        self.fields = {which: self._field(which) for which in MEANINGS}
        inside = QVBoxLayout(self._body)
        inside.setContentsMargins(*(theme.px(side) for side in (6, 2, 6, 6)))
        inside.setSpacing(theme.px(8))
        for field in self.fields.values():
            inside.addWidget(field)
        self._lines_title = label(self.tr("Lines"), "small", self._body)
        self._lines_title.setIndent(INDENT)
        inside.addWidget(self._lines_title)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(3))
        self._lines.setContentsMargins(INDENT, 0, INDENT, 0)
        inside.addLayout(self._lines)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(side) for side in (6, 5, 6, 5)))
        column.setSpacing(0)
        column.addWidget(self.title, 0, Qt.AlignmentFlag.AlignTrailing)
        column.addWidget(self._scroll, 1)
        self._scroll.hide()
        self._name()

    def is_open(self) -> bool:
        """Whether more than its title is seen."""
        return not self._scroll.isHidden()

    def unfold(self, shown: bool) -> None:
        """Show the legend, or its title only."""
        if shown != self.is_open():
            self.commit_drafts()
            self._scroll.setVisible(shown)
        if shown:
            self._draw_lines()
        self._name()
        self.grown.emit()

    def take_focus(self) -> None:
        """To the first thing that can be written."""
        self.fields["about"].edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_picture(self, picture: Picture, *, anew: bool, soon: bool = False) -> None:
        """Show what is said of this map, and the kinds of lines that are on it.

        ``soon`` it is unfolded, or folded: the lines can wait.
        """
        legend: Legend = picture.legend
        said = (picture.about, legend.size, legend.distance, legend.colour)
        for which, text in zip(MEANINGS, said, strict=True):
            self.fields[which].show_words(text, anew=anew)
        drawn = {link.kind for link in picture.links}
        self._show_lines(tuple(kind for kind in words.KINDS if kind in drawn), soon=soon)
        spoken = [
            self.tr("{what}: {words}").format(what=self.fields[w].edit.accessibleName(), words=text)
            for w, text in zip(MEANINGS, said, strict=True)
            if text
        ]
        self.title.setAccessibleDescription(". ".join(spoken))
        self.setAccessibleDescription(". ".join(spoken))

    def commit_drafts(self) -> None:
        """Keep what is being typed."""
        for field in self.fields.values():
            field.commit()

    def sizeHint(self) -> QSize:
        around = self.contentsMargins()
        if not self.is_open():
            return super().sizeHint()
        layout = self.layout()
        assert layout is not None
        edges = layout.contentsMargins()
        tall = around.top() + around.bottom() + edges.top() + edges.bottom()
        tall += self.title.sizeHint().height() + self._body.sizeHint().height()
        return QSize(theme.px(WIDE), tall + 2)

    def event(self, event: QEvent) -> bool:
        answer = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.grown.emit()
        return answer

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._body and event.type() == QEvent.Type.LayoutRequest:
            self.grown.emit()  # more kinds of lines, or longer words
        return False

    def _field(self, which: str) -> MeaningField:
        title, hint = {
            "about": (self.tr("This map is about"), self.tr("A situation, a time…")),
            "size": (self.tr("Size"), self.tr("What does size mean here?")),
            "distance": (self.tr("Distance"), self.tr("What does distance mean?")),
            "colour": (self.tr("Colour"), self.tr("What do colours mean?")),
        }[which]
        field = MeaningField(which, title, hint, self._body)
        field.written.connect(self.written)
        field.left.connect(self.left)
        return field

    def _show_lines(self, kinds: tuple[str, ...], *, soon: bool) -> None:
        self._lines_title.setVisible(bool(kinds))
        self._kinds = kinds
        if self.is_open() and not soon:
            self._draw_lines()

    def _draw_lines(self) -> None:
        """Show the lines there are; folded, nobody sees them."""
        for kind in self._kinds:
            if kind not in self._samples:
                self._samples[kind] = _LineSample(kind, self._body)
                order = sorted(self._samples, key=words.KINDS.index)
                self._lines.insertWidget(order.index(kind), self._samples[kind])
        for kind, sample in self._samples.items():
            sample.setVisible(kind in self._kinds)

    @Slot()
    def _pressed(self) -> None:
        shown = not self.is_open()
        self.unfold(shown)
        self.toggled.emit(shown)

    def _name(self) -> None:
        self.setAccessibleName(self.tr("Legend"))
        self.title.setAccessibleName(
            self.tr("Legend, open") if self.is_open() else self.tr("Legend, folded")
        )
        icons.beside(self.title, "chevron-down" if self.is_open() else "info")


class _LineSample(QWidget):
    """A short piece of line, and what it says."""

    def __init__(self, kind: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._picture = QLabel(self)
        self._kind = kind
        name = label(words.kind_name(kind), "small", self)
        name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(10))
        row.addWidget(self._picture)
        row.addWidget(name, 1)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._draw()

    def _draw(self) -> None:
        scale = self.devicePixelRatioF()
        self._picture.setPixmap(lines.icon(self._kind).pixmap(lines.ICON_SIZE, scale))
