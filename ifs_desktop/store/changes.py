"""What travels when the journal changes: a place (Ref), a change record and an undo step."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Origin = Literal["edit", "undo", "redo"]
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Ref:
    """A place in the app: what kind of thing, which one, and where inside it."""

    kind: str
    id: int | None = None
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after; ``None`` stands for "was not there"."""

    table: str
    id: int
    before: Values | None
    after: Values | None


@dataclass(frozen=True, slots=True)
class Step:
    """One named thing a person did, as it can be taken back."""

    label: str
    rows: tuple[RowChange, ...] = field(repr=False)  # holds what people wrote: never printed
    place: Ref | None = None
    merge: tuple[object, ...] | None = None
    size: int = 0  # letters and bytes that the rows hold


@dataclass(frozen=True, slots=True)
class Change:
    """Told to every page after a commit; a page decides whether it is touched."""

    label: str
    origin: Origin
    tables: frozenset[str]
    rows: frozenset[tuple[str, int]]
    place: Ref | None = None

    def ids(self, table: str) -> frozenset[int]:
        """The rows of one table that are touched."""
        return frozenset(row_id for name, row_id in self.rows if name == table)

    @classmethod
    def of(cls, step: Step, origin: Origin) -> Change:
        """The change record for carrying out ``step``."""
        keys = frozenset((row.table, row.id) for row in step.rows)
        return cls(step.label, origin, frozenset(t for t, _ in keys), keys, step.place)
