"""The turns of one dialogue as a list model: the loaded stretch, kept in order row by row."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ifs_desktop.dialogue.queries import TurnPage, TurnRow
from ifs_desktop.parts.queries import PartCard
from ifs_desktop.ui.days import clock, moment_name

TurnRole = int(Qt.ItemDataRole.UserRole)
HeadRole = TurnRole + 1  # bool: the speaker's name and glyph are shown
TimeRole = TurnRole + 2  # str: the time, where it helps
SpeakerRole = TurnRole + 3  # str: the name it is said under

PAUSE = timedelta(minutes=30)

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class TurnsModel(QAbstractListModel):
    """Holds the latest turns up to the end; earlier ones are put before them when asked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[TurnRow] = []
        self.earlier = False  # turns exist before the first loaded one

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = index.row()
        if role == TurnRole:
            return self._rows[row]
        if role == SpeakerRole:
            return self.speaker(self._rows[row])
        if role == HeadRole:
            return self.has_head(row)
        if role == TimeRole:
            return self._time(row)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._rows[row].text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            turn = self._rows[row]
            words = self.tr("{speaker}, {time}: {text}")
            return words.format(
                speaker=self.speaker(turn), time=clock(turn.said_at), text=turn.text
            )
        return None

    def speaker(self, turn: TurnRow) -> str:
        """The name a turn is shown under."""
        return self.tr("Self") if turn.part_id is None else turn.name

    def turn(self, row: int) -> TurnRow:
        """The turn in a row."""
        return self._rows[row]

    def first(self) -> TurnRow | None:
        """The earliest turn that is loaded."""
        return self._rows[0] if self._rows else None

    def row_of(self, turn_id: int) -> int | None:
        """Where a turn stands, or None if it is not loaded."""
        return next((n for n, turn in enumerate(self._rows) if turn.id == turn_id), None)

    def parts(self) -> frozenset[int]:
        """The parts that speak in the loaded turns."""
        return frozenset(turn.part_id for turn in self._rows if turn.part_id is not None)

    def show(self, page: TurnPage) -> None:
        """Begin anew with another dialogue."""
        self.beginResetModel()
        self._rows = list(page.rows)
        self.earlier = page.earlier
        self.endResetModel()

    def prepend(self, page: TurnPage) -> None:
        """Put earlier turns before those that are there."""
        self.earlier = page.earlier
        if not page.rows:
            return
        self.beginInsertRows(_NOWHERE, 0, len(page.rows) - 1)
        self._rows[:0] = page.rows
        self.endInsertRows()
        self._tell(len(page.rows))

    def let_go(self, keep: int) -> None:
        """Keep only the last ``keep`` turns loaded; the others can be asked for again."""
        spare = len(self._rows) - keep
        if spare > 0:
            self.beginRemoveRows(_NOWHERE, 0, spare - 1)
            del self._rows[:spare]
            self.earlier = True
            self.endRemoveRows()
            self._tell(0)

    def apply(self, turn_ids: Iterable[int], found: Mapping[int, TurnRow]) -> None:
        """Bring single turns up to date; one that was not found is gone."""
        for turn_id in sorted(turn_ids):
            turn, row = found.get(turn_id), self.row_of(turn_id)
            if turn is None:
                if row is not None:
                    self._remove(row)
            elif row is None:
                self._insert(turn)
            elif self._rows[row] != turn:
                self._rows[row] = turn
                self._tell(row)

    def rename(self, cards: Mapping[int, PartCard]) -> None:
        """Show these parts with the name, role and colour they have now."""
        for row, turn in enumerate(self._rows):
            card = cards.get(turn.part_id) if turn.part_id is not None else None
            if card is None:
                continue
            fresh = replace(turn, name=card.name, role=card.role, colour=card.colour)
            if fresh != turn:
                self._rows[row] = fresh
                self._tell(row)

    def _insert(self, turn: TurnRow) -> None:
        row = bisect_left(self._rows, turn.order, key=_order)
        if row == 0 and self.earlier:
            return  # it belongs to a stretch that is not loaded
        self.beginInsertRows(_NOWHERE, row, row)
        self._rows.insert(row, turn)
        self.endInsertRows()
        self._tell(row + 1)

    def _remove(self, row: int) -> None:
        self.beginRemoveRows(_NOWHERE, row, row)
        del self._rows[row]
        self.endRemoveRows()
        self._tell(row)

    def _tell(self, row: int) -> None:
        # Whether the next row names its speaker depends on this one; it compares itself.
        if row < len(self._rows):
            index = self.index(row)
            self.dataChanged.emit(index, index)

    def has_head(self, row: int) -> bool:
        """Whether a row names its speaker: not when the one before speaks on."""
        return (
            row == 0
            or self._rows[row - 1].part_id != self._rows[row].part_id
            or self._after_pause(row)
        )

    def _after_pause(self, row: int) -> bool:
        return row == 0 or self._rows[row].said_at - self._rows[row - 1].said_at >= PAUSE

    def _time(self, row: int) -> str:
        if not self._after_pause(row):
            return ""
        return moment_name(self._rows[row].said_at, datetime.now().astimezone().date())


def _order(turn: TurnRow) -> tuple[float, int]:
    return turn.order
