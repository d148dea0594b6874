"""How one turn looks: the glyph, who speaks, and what was said as safe Markdown."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPalette,
    QPen,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ifs_desktop.dialogue.queries import Mark, TurnRow
from ifs_desktop.dialogue.turns import SpeakerRole, TimeRole, TurnsModel
from ifs_desktop.ui import markdown, portrait, theme, unmarked

READING_WIDTH = 640  # design px, of glyph and words together
GLYPH = 36
GAP = 20
ABOVE = 12  # over a turn that names its speaker
ABOVE_FIRST = 24
ABOVE_NEXT = 2  # over a turn by the same speaker
BELOW = 6
DOCUMENTS = 160  # laid-out turns kept ready, as long as they come to no more than
LETTERS = 300_000
LONGEST = 12_000  # letters of a turn that are laid out in the list; so many take less than a frame

Index = QModelIndex | QPersistentModelIndex


@dataclass(slots=True)
class _Laid:
    text: str
    width: int
    document: QTextDocument


_NOBODY = -1  # has spoken before the first turn


def column(width: int) -> tuple[int, int]:
    """(left edge, width) of the reading column in a view ``width`` px wide."""
    wide = min(theme.px(READING_WIDTH), width - 2 * theme.px(24))
    return (width - wide) // 2, max(wide, theme.px(120))


def readable(colour: QColor, ground: QColor, ink: QColor) -> QColor:
    """``colour``, drawn toward ink until words set in it have 4.5:1 on ``ground``."""
    return QColor.fromRgba(_readable(colour.rgba(), ground.rgba(), ink.rgba()))


@lru_cache(256)  # asked for each name that is painted
def _readable(colour: int, ground: int, ink: int) -> int:
    own, below, most = map(QColor.fromRgba, (colour, ground, ink))
    for step in range(11):
        mixed = theme.mix(own, most, step / 10)
        if contrast(mixed, below) >= 4.6:
            return mixed.rgba()
    return ink


class TurnDelegate(QStyledItemDelegate):
    """Paints turns and knows how tall they are, or may be."""

    def __init__(self, turns: TurnsModel, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._turns = turns
        self._viewport = view.viewport()
        self._documents: OrderedDict[int, _Laid] = OrderedDict()
        self._letters = 0  # in the documents that are kept
        self._widths = (-1, 0)  # of the viewport, of words in it
        self._fonts()
        self.editing: tuple[int, int] | None = None  # turn, height of its editor
        self.glow: tuple[int, float] | None = None  # turn, strength 0..1
        self.carried: frozenset[int] = frozenset()  # turns the mouse has taken hold of
        self.images: markdown.Images | None = None
        self.gripped: int | None = None  # the turn whose handle the mouse is over

    def forget(self) -> None:
        """Throw away all that was laid out: colours or fonts are new."""
        self.let_go()
        self._fonts()

    def let_go(self) -> None:
        """Keep nothing of what was laid out."""
        self._documents.clear()
        self._letters = 0

    def height(self, row: int) -> int:
        """Px of a row, laid out."""
        turn = self._turns.turn(row)
        if self.editing is not None and self.editing[0] == turn.id:
            return self.editing[1]
        words = ceil(self._laid_out(turn, self._words_width()).size().height())
        return words + self.words_top(row) + self._below

    def guesses(self, marks: Sequence[Mark]) -> list[int]:
        """Px of rows that follow each other, from how much was said in each."""
        per_line = max(1.0, self._words_width() / self._reading_metrics.averageCharWidth())
        per_byte = self._turns.wide() / per_line
        line = self._reading_metrics.lineSpacing() * markdown.LINE_HEIGHT / 100
        headed, alone = (self._tops[False, head] + self._below for head in (True, False))
        most = ceil(LONGEST / per_line)
        found: list[int] = []
        before: int | None = _NOBODY
        for _, part_id, _, size in marks:
            lines = int(size * per_byte) + 1
            words = ceil((lines if lines < most else most) * line)
            found.append(words + (alone if part_id == before else headed))
            before = part_id
        return found

    def document(self, turn: TurnRow) -> QTextDocument:
        """A turn laid out as it is painted."""
        return self._laid_out(turn, self._words_width())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(1, self.height(index.row()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        turn = self._turns.turn(index.row())
        edited = self.editing is not None and self.editing[0] == turn.id
        left, wide = column(self._viewport.width())
        box = QRect(option.rect.left() + left, option.rect.top(), wide, option.rect.height())
        direction = option.direction
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not edited:
            self._paint_ground(painter, option, turn, box)
        words = box.adjusted(theme.px(GLYPH + GAP), 0, 0, 0)
        if turn.id in self.carried:
            painter.setOpacity(0.4)
        if self._turns.has_head(index.row()):
            top = box.top() + theme.px(ABOVE if index.row() else ABOVE_FIRST)
            size = theme.px(GLYPH)
            mark = QStyle.visualRect(direction, box, QRect(box.left(), top, size, size))
            portrait.paint(painter, QRectF(mark), turn)
            line = QRect(words.left(), top, words.width(), ceil(self._name_metrics.height()))
            self._paint_head(painter, direction, box, line, index)
        elif self.gripped == turn.id:
            mark = QRect(box.left(), box.top(), theme.px(GLYPH), box.height())
            self._paint_grip(painter, QStyle.visualRect(direction, box, mark))
        if edited:  # the editor lies over the words
            painter.restore()
            return
        words.setTop(box.top() + self.words_top(index.row()))
        document = self._laid_out(turn, words.width())
        spot = QStyle.visualRect(direction, box, words)
        painter.translate(QPointF(spot.topLeft()))
        document.documentLayout().draw(painter, self._context)
        painter.restore()

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setGeometry(option.rect)

    def handle(self, rect: QRect, row: int, direction: Qt.LayoutDirection) -> QRect:
        """Where a row that stands in ``rect`` can be taken hold of."""
        left, wide = column(self._viewport.width())
        beside = QRect(left - theme.px(12), rect.top(), theme.px(12 + GLYPH + GAP // 2), 0)
        beside.setBottom(rect.bottom())
        return QStyle.visualRect(direction, QRect(left, rect.top(), wide, rect.height()), beside)

    def _paint_grip(self, painter: QPainter, at: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("hint"))
        gap, dot = theme.px(6), theme.px(3)
        left, top = at.center().x() - gap // 2, at.top() + theme.px(6)
        for number in range(6):
            painter.drawEllipse(left + gap * (number % 2), top + gap * (number // 2), dot, dot)

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, turn: TurnRow, box: QRect
    ) -> None:
        state, flag = option.state, QStyle.StateFlag
        if self.glow is None and not state & (flag.State_Selected | flag.State_HasFocus):
            return
        around = QRectF(box.adjusted(-theme.px(12), theme.px(2), theme.px(12), -1))
        round_by = theme.px(10)
        if self.glow is not None and self.glow[0] == turn.id:
            soft = theme.colour("accent_soft")
            soft.setAlphaF(self.glow[1])
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(soft)
            painter.drawRoundedRect(around, round_by, round_by)
        if state & flag.State_Selected and state & flag.State_Active:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("surface"))
            painter.drawRoundedRect(around, round_by, round_by)
        if state & flag.State_HasFocus:
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(around.adjusted(1, 1, -1, -1), round_by, round_by)

    def _paint_head(
        self,
        painter: QPainter,
        direction: Qt.LayoutDirection,
        box: QRect,
        line: QRect,
        index: Index,
    ) -> None:
        turn = self._turns.turn(index.row())
        name, time = index.data(SpeakerRole), index.data(TimeRole)
        time_width = ceil(self._time_metrics.horizontalAdvance(time)) + theme.px(8) if time else 0
        name = self._name_metrics.elidedText(
            name, Qt.TextElideMode.ElideRight, line.width() - time_width
        )
        name_width = ceil(self._name_metrics.horizontalAdvance(name)) + 1
        role_line = QColor(turn.colour) if turn.colour else theme.role_colours(turn.role)[0]
        ink, ground = theme.colour("ink"), theme.colour("background")
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if direction == Qt.LayoutDirection.RightToLeft:
            flags = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        flags |= int(Qt.TextFlag.TextSingleLine) | int(Qt.AlignmentFlag.AlignAbsolute)
        painter.setPen(readable(role_line, ground, ink))
        painter.setFont(self._name_font)
        at = QRect(line.left(), line.top(), name_width, line.height())
        painter.drawText(QStyle.visualRect(direction, box, at), flags, name)
        if time:
            painter.setPen(theme.colour("hint"))
            painter.setFont(self._time_font)
            at = QRect(at.right() + theme.px(8), line.top(), time_width, line.height())
            painter.drawText(QStyle.visualRect(direction, box, at), flags, time)

    def _words_width(self) -> int:
        wide = self._viewport.width()
        if self._widths[0] != wide:
            self._widths = (wide, column(wide)[1] - theme.px(GLYPH + GAP))
        return self._widths[1]

    def words_top(self, row: int) -> int:
        """Px from a row's top to its words."""
        return self._tops[row == 0, self._turns.has_head(row)]

    def _laid_out(self, turn: TurnRow, width: int) -> QTextDocument:
        laid = self._documents.get(turn.id)
        if laid is None or laid.text != turn.text:
            if laid is not None:
                self._letters -= len(laid.text)
            laid = self._documents[turn.id] = _Laid(turn.text, 0, self._made(turn.text))
            self._letters += len(turn.text)
            while len(self._documents) > 1 and (
                len(self._documents) > DOCUMENTS or self._letters > LETTERS
            ):
                oldest = next(iter(self._documents))
                self._letters -= len(self._documents.pop(oldest).text)
        self._documents.move_to_end(turn.id)
        if laid.width != width:
            laid.document.setTextWidth(width)
            laid.width = width
        return laid.document

    def _made(self, text: str) -> QTextDocument:
        end = len(text) if len(text) <= LONGEST else _pause_before(text, LONGEST)
        document = unmarked.document(text[:end], self._reading_font, self.images)
        option = document.defaultTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        if end < len(text):
            words = self.tr("It goes on: this is very long. Enter opens all of it.")
            _add_note(document, words, theme.colour("hint"))
        return document

    def _fonts(self) -> None:
        self._context = QAbstractTextDocumentLayout.PaintContext()
        self._context.palette.setColor(QPalette.ColorRole.Text, theme.colour("ink"))
        self._reading_font: QFont = theme.font(16)
        self._name_font: QFont = theme.font(13, bold=True)
        self._time_font: QFont = theme.font(13)
        self._reading_metrics = QFontMetricsF(self._reading_font)
        self._name_metrics = QFontMetricsF(self._name_font)
        self._time_metrics = QFontMetricsF(self._time_font)
        self._below = theme.px(BELOW)
        self._widths = (-1, 0)
        head = ceil(self._name_metrics.height()) + theme.px(3)
        self._tops = {
            (True, True): theme.px(ABOVE_FIRST) + head,
            (False, True): theme.px(ABOVE) + head,
            (False, False): theme.px(ABOVE_NEXT),
        }


def _pause_before(text: str, end: int) -> int:
    """Where a paragraph, a line or a word ends, not long before ``end``."""
    for pause in ("\n\n", "\n", " "):
        found = text.rfind(pause, end // 2, end)
        if found > 0:
            return found
    return end


def _add_note(document: QTextDocument, words: str, colour: QColor) -> None:
    cursor = QTextCursor(document)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    shape, look = QTextBlockFormat(), QTextCharFormat()
    shape.setTopMargin(theme.px(8))
    look.setForeground(colour)
    look.setFontItalic(True)
    cursor.insertBlock(shape, look)
    cursor.insertText(words)


def contrast(one: QColor, other: QColor) -> float:
    """How much two colours differ, as WCAG counts: 1 to 21."""
    light, dark = sorted((_light(one), _light(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _light(colour: QColor) -> float:
    def line(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)

    return (
        0.2126 * line(colour.redF())
        + 0.7152 * line(colour.greenF())
        + 0.0722 * line(colour.blueF())
    )
