"""Whom a step may ask: of the parts picked before, those that are here and may be approached."""

from __future__ import annotations

from ifs_desktop.exercises.kinds.kind import Keeping
from ifs_desktop.parts import permissions
from ifs_desktop.parts.queries import part


def asked(keeping: Keeping) -> tuple[int, ...]:
    """Parts that were put away are not asked, nor exiles whose protectors were not asked here."""
    if keeping.about is None:
        return ()
    picked: tuple[int, ...] = getattr(keeping.answer(keeping.about), "parts", ())
    return tuple(one for one in picked if may_ask(keeping, one))


def may_ask(keeping: Keeping, part_id: int) -> bool:
    """Whether a part is here and may be approached in this run."""
    here = part(keeping.store, part_id) is not None
    return here and permissions.may_approach(keeping.store, part_id, keeping.source).open


def waits(keeping: Keeping, part_id: int | None) -> bool:
    """Whether a part that was written for is still picked, and may not be asked now."""
    if part_id is None or keeping.about is None:
        return False
    picked: tuple[int, ...] = getattr(keeping.answer(keeping.about), "parts", ())
    return part_id in picked and not may_ask(keeping, part_id)
