"""What lies on the sample journal's own map: its legend, its history, and places in the body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from ifs_desktop.store.changes import Values
from ifs_desktop.store.sample_core import LITTLE, PARTS, SLAM, WATCHFUL
from ifs_desktop.store.sample_rows import Batch, Rows
from ifs_desktop.store.schema import Area, BodyMark, MapMoment, Trace

LEGEND = {
    "size_means": "How much it is here this week",
    "distance_means": "How near it lets me come",
}
_NARROW = 0.72  # how near to Self parts stood when they were first put down
_AREAS = (  # kind, words, (x, y, width, height)
    ("safe", "Nothing is asked here", (-118.0, -104.0, 236.0, 214.0)),
    (
        "note",
        "They came in the week after. The Kind Voice only later.",
        (236.0, 232.0, 210.0, 84.0),
    ),
)
_MARKS = (  # part, side, (x, y), words
    (WATCHFUL, "front", (0.5, 0.066), "Tight behind the eyes"),
    (SLAM, "front", (0.47, 0.235), "Heat, and a door in the chest"),
    (LITTLE, "front", (0.5, 0.36), "A cold stone"),
    (WATCHFUL, "back", (0.5, 0.22), "As if somebody stood there"),
)


def batches(
    rows: Rows, parts_map: Values, parts: Sequence[Values], placed: Sequence[Values]
) -> Iterator[Batch]:
    """All of it. ``placed`` are the placements of ``parts``, in the same order."""
    map_id, made = parts_map["id"], parts_map["created"]
    yield (
        Area,
        [
            rows.new(
                Area,
                map_id=map_id,
                kind=kind,
                text=text,
                x=box[0],
                y=box[1],
                width=box[2],
                height=box[3],
                colour=None,
                created=rows.at(19, (21, number)),
                put_away=None,
            )
            for number, (kind, text, box) in enumerate(_AREAS)
        ],
    )
    yield Trace, _history(rows, parts_map, parts, placed)
    named = rows.new(
        MapMoment,
        map_id=map_id,
        name="Before the first mediation",
        at=max(made, rows.at(19, (20, 30))),
        put_away=None,
    )
    yield MapMoment, [named]
    ids = dict(zip(PARTS, (part["id"] for part in parts), strict=True))
    yield (
        BodyMark,
        [
            rows.new(
                BodyMark,
                part_id=ids[part],
                side=side,
                x=at[0],
                y=at[1],
                size=0.04,
                text=text,
                created=rows.at(18, (9, number)),
                put_away=None,
            )
            for number, (part, side, at, text) in enumerate(_MARKS)
        ],
    )


def _history(
    rows: Rows, parts_map: Values, parts: Sequence[Values], placed: Sequence[Values]
) -> list[Values]:
    """Self first; then each part near it on the day it was met, and weeks later where it is now."""

    def trace(placement: Values | None, since: object, near: float) -> Values:
        return rows.new(
            Trace,
            map_id=parts_map["id"],
            placement_id=None if placement is None else placement["id"],
            since=since,
            x=0.0 if placement is None else float(round(placement["x"] * near)),
            y=0.0 if placement is None else float(round(placement["y"] * near)),
            size=1.0,
            fade=0.0,
            there=1,
        )

    found = [trace(None, parts_map["created"], 1.0)]
    for part, placement in zip(parts, placed, strict=True):
        met = max(part["created"], parts_map["created"])
        found.append(trace(placement, met, _NARROW))
        settled = min(met + timedelta(days=16), rows.today)
        found.append(trace(placement, settled, 1.0))
    return found
