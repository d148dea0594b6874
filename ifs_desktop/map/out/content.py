"""All that a map holds, as it travels: without ids, so that two maps can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ifs_desktop.map.queries import Legend
from ifs_desktop.store.images import Encoded

NO_LEGEND = Legend()


@dataclass(frozen=True, slots=True)
class PartOut:
    """A part as it stands on a map. ``x`` and ``y`` are of its centre, in scene units."""

    name: str
    role: str
    x: float
    y: float
    created: datetime | None = None  # tells whether the journal knows it already
    colour: str | None = None
    emoji: str | None = None
    portrait: Encoded | None = None
    resting: datetime | None = None
    veiled: datetime | None = None
    size: float = 1.0
    fade: float = 0.0
    pinned: bool = False
    number: int | None = None


@dataclass(frozen=True, slots=True)
class LinkOut:
    """A link; ``source`` and ``target`` count the parts of the same map from 0."""

    source: int
    target: int
    kind: str = "unknown"
    tension: int | None = None
    forth: str = ""
    back: str = ""
    created: datetime | None = None


@dataclass(frozen=True, slots=True)
class AreaOut:
    """A frame, a safe place or a note; ``x`` and ``y`` are its upper left corner."""

    kind: str
    text: str
    x: float
    y: float
    width: float
    height: float
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class MapOut:
    """A whole map."""

    name: str
    self_place: tuple[float, float] = (0.0, 0.0)
    parts: tuple[PartOut, ...] = ()
    links: tuple[LinkOut, ...] = ()
    areas: tuple[AreaOut, ...] = ()
    legend: Legend = NO_LEGEND
    about: str = ""
