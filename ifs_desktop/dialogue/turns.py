"""The turns of one dialogue as a list model: all are known of, the words of some are loaded."""

from __future__ import annotations

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ifs_desktop.dialogue.queries import Mark, TurnRow
from ifs_desktop.parts.queries import PartCard
from ifs_desktop.store import images
from ifs_desktop.ui.days import clock, moment_name

TurnRole = int(Qt.ItemDataRole.UserRole)
HeadRole = TurnRole + 1  # bool: the speaker's name and glyph are shown
TimeRole = TurnRole + 2  # str: the time, where it helps
SpeakerRole = TurnRole + 3  # str: the name it is said under

PAUSE = timedelta(minutes=30)
STRETCH = 24  # turns that are loaded before and after one that is asked for
LOADED = 400  # turns whose words are held

Index = QModelIndex | QPersistentModelIndex
Load = Callable[[Collection[int]], Mapping[int, TurnRow]]
_NOWHERE = QModelIndex()


def _nothing(turn_ids: Collection[int]) -> Mapping[int, TurnRow]:
    return {}


class TurnsModel(QAbstractListModel):
    """Knows where every turn stands. The words of those in sight, and around, come when asked."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._marks: list[Mark] = []
        self._rows: dict[int, int] | None = {}  # turn: row; None until it is counted again
        self._loaded: OrderedDict[int, TurnRow] = OrderedDict()
        self._load: Load = _nothing

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._marks)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = index.row()
        if role == TurnRole:
            return self.turn(row)
        if role == SpeakerRole:
            return self.speaker(self.turn(row))
        if role == HeadRole:
            return self.has_head(row)
        if role == TimeRole:
            return self._time(row)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.turn(row).text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._aloud(self.turn(row))
        return None

    def speaker(self, turn: TurnRow) -> str:
        """The name a turn is shown under."""
        return self.tr("Self") if turn.part_id is None else turn.name

    def turn(self, row: int) -> TurnRow:
        """The turn in a row, with its words."""
        turn_id = self._marks[row].id
        found = self._loaded.get(turn_id)
        if found is None:
            self._load_around(row)
            found = self._loaded[turn_id]
        return found

    def mark(self, row: int) -> Mark:
        """What is known of the turn in a row without loading it."""
        return self._marks[row]

    def marks(self) -> list[Mark]:
        """What is known of every turn, in order."""
        return self._marks

    def wide(self) -> float:
        """How many letters of Latin width a byte of the loaded words comes to."""
        size = letters = 0
        for turn in self._loaded.values():
            octets = len(turn.text.encode())
            size += octets
            letters += (octets + len(turn.text)) // 2
        return letters / size if size else 1.0

    def row_of(self, turn_id: int) -> int | None:
        """Where a turn stands, or None if it is not here."""
        if self._rows is None:
            self._rows = {mark.id: row for row, mark in enumerate(self._marks)}
        return self._rows.get(turn_id)

    def parts(self) -> frozenset[int]:
        """The parts that speak here."""
        return frozenset(mark.part_id for mark in self._marks if mark.part_id is not None)

    def show(self, marks: list[Mark], load: Load = _nothing) -> None:
        """Begin anew with another dialogue; ``load`` gives turns with their words."""
        self.beginResetModel()
        self._marks, self._rows, self._load = list(marks), None, load
        self._loaded.clear()
        if marks:
            self.turn(len(marks) - 1)
        self.endResetModel()

    def apply(self, turn_ids: Collection[int], found: Mapping[int, TurnRow]) -> None:
        """Bring single turns up to date; one that was not found is gone."""
        moved = False
        for turn_id in sorted(turn_ids):
            turn, row = found.get(turn_id), self.row_of(turn_id)
            if turn is None:
                if row is not None:
                    self._remove(row)
            elif row is None:
                self._insert(turn)
            else:
                moved = self._update(row, turn) or moved
        if moved:
            self._sort()

    def rename(self, cards: Mapping[int, PartCard]) -> None:
        """Show these parts as they are called and as they look now."""
        for turn in tuple(self._loaded.values()):
            card = cards.get(turn.part_id) if turn.part_id is not None else None
            row = self.row_of(turn.id)
            if card is None or row is None:
                continue
            fresh = replace(
                turn,
                name=card.name,
                role=card.role,
                colour=card.colour,
                emoji=card.emoji,
                portrait=card.portrait,
            )
            if fresh != turn:
                self._loaded[turn.id] = fresh
                self._tell(row)

    def has_head(self, row: int) -> bool:
        """Whether a row names its speaker: not when the one before speaks on."""
        return (
            row == 0
            or self._marks[row - 1].part_id != self._marks[row].part_id
            or self.turn(row).written is not None
            or self._after_pause(row)
        )

    def _load_around(self, row: int) -> None:
        around = self._marks[max(0, row - STRETCH) : row + STRETCH]
        missing = [mark.id for mark in around if mark.id not in self._loaded]
        for turn in self._load(missing).values():
            self._keep(turn)

    def _keep(self, turn: TurnRow) -> None:
        self._loaded[turn.id] = turn
        self._loaded.move_to_end(turn.id)
        while len(self._loaded) > LOADED:
            self._loaded.popitem(last=False)

    def _insert(self, turn: TurnRow) -> None:
        row = bisect_left(self._marks, turn.order, key=_order)
        self.beginInsertRows(_NOWHERE, row, row)
        if self._rows is not None and row == len(self._marks):
            self._rows[turn.id] = row
        else:
            self._rows = None
        self._keep(turn)
        self._marks.insert(row, Mark.of(turn))
        self.endInsertRows()
        self._tell(row + 1)

    def _update(self, row: int, turn: TurnRow) -> bool:
        """Show a turn as it is now; True if it stands elsewhere."""
        before, mark = self._loaded.get(turn.id), self._marks[row]
        if before != turn:
            self._keep(turn)
            self._marks[row] = Mark.of(turn)
            self._tell(row)
            if before is None or _opens(before) != _opens(turn):
                self._tell(row + 1)
        return mark.order != turn.order

    def _remove(self, row: int) -> None:
        self.beginRemoveRows(_NOWHERE, row, row)
        self._loaded.pop(self._marks[row].id, None)
        del self._marks[row]
        self._rows = None
        self.endRemoveRows()
        self._tell(row)

    def _sort(self) -> None:
        """Put all in order again, and let what is chosen stay chosen."""
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        ids = [self._marks[index.row()].id for index in held]
        self._marks.sort(key=_order)
        self._rows = None
        rows = [self.row_of(turn_id) for turn_id in ids]
        self.changePersistentIndexList(
            held, [QModelIndex() if row is None else self.index(row) for row in rows]
        )
        self.layoutChanged.emit()

    def _tell(self, row: int) -> None:
        # Whether the next row names its speaker depends on this one; it compares itself.
        if row < len(self._marks):
            index = self.index(row)
            self.dataChanged.emit(index, index)

    def _after_pause(self, row: int) -> bool:
        return row == 0 or abs(self.turn(row).said_at - self.turn(row - 1).said_at) >= PAUSE

    def _time(self, row: int) -> str:
        turn = self.turn(row)
        if turn.written is not None:
            return self.tr("{time} · added later").format(time=self._moment(turn))
        return self._moment(turn) if self._after_pause(row) else ""

    def _moment(self, turn: TurnRow) -> str:
        return moment_name(turn.said_at, datetime.now().astimezone().date())

    def _aloud(self, turn: TurnRow) -> str:
        if turn.written is None:
            words, time = self.tr("{speaker}, {time}: {text}"), clock(turn.said_at)
        else:
            words, time = self.tr("{speaker}, {time}, added later: {text}"), self._moment(turn)
        return words.format(speaker=self.speaker(turn), time=time, text=said(turn.text))


def _order(mark: Mark) -> tuple[float, int]:
    return mark.position, mark.id


def said(text: str) -> str:
    """A text to be read aloud: of a picture its words, not its number."""
    return images.NAMED.sub(lambda found: found[0][2:].split("](", 1)[0], text)


def _opens(turn: TurnRow) -> tuple[int | None, datetime]:
    """What the row after a turn looks at to know whether it names its speaker."""
    return turn.part_id, turn.said_at
