"""A row that was found, as it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ifs_desktop.parts.queries import PartCard
from ifs_desktop.store import Ref


@dataclass(frozen=True, slots=True)
class Raw:
    """``where`` is the name of what holds it, ``exercise`` a slug."""

    ref: Ref
    when: datetime
    text: str
    title: str = ""
    where: str = ""
    part: PartCard | None = None
    by_self: bool = False
    exercise: str = ""
