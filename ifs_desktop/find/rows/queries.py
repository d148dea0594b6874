"""The one shape in which a search reads rows, whichever table they stand in."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, func, literal, null, select
from sqlalchemy import text as sql_text

from ifs_desktop.store.schema import Part


def row(
    table: Any,
    *,
    when: Any,
    text: Any = "",
    title: Any = "",
    where: Any = "",
    kind: Any = None,
    ref: Any = None,
    anchor: Any = "",
    exercise: Any = "",
    part: Any = None,
) -> Select[Any]:
    """What becomes a ``Raw``, of the rows whose numbers are given as a list in JSON."""
    kind = table.__tablename__ if kind is None else kind
    ref = table.id if ref is None else ref
    shown = ("id", "name", "role", "colour", "resting", "veiled", "emoji", "portrait")
    card = [getattr(part, name) if part else null() for name in shown]
    asked = (kind, ref, anchor, when, text, title, where, exercise)
    columns = [literal(one) if isinstance(one, str) else one for one in asked]
    given = sql_text("SELECT value FROM json_each(?)")
    return select(table.id, *columns, *card).select_from(table).where(table.id.in_(given))


def of(part: type[Part], name: str, table: Any) -> dict[str, Any]:
    """Where a row is that stands in the profile of a part."""
    return {"kind": "profile", "ref": part.id, "anchor": literal(f"{name}:").concat(table.id)}


def joined(*columns: Any) -> Any:
    """The words of several columns, one below the other."""
    text: Any = func.coalesce(columns[0], "")
    for column in columns[1:]:
        text = text.concat("\n").concat(func.coalesce(column, ""))
    return func.trim(text, " \n")
