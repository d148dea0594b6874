"""The export file: one JSON object, and how each kind of value is written in it.

``docs/EXPORT.md`` describes it for other programs. Rows are those of the tables in
``docs/FORMAT.md``, each an object with every column; times are ISO 8601 with their offset, bytes
are base64.
"""

from __future__ import annotations

import base64
import binascii
import json
import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from ifs_desktop.dialogue.guide import STAGES
from ifs_desktop.parts.edits import READING_LEVELS
from ifs_desktop.parts.emoji import UnusableEmoji, clean_emoji
from ifs_desktop.parts.names import UnusableName, clean_name
from ifs_desktop.store import schema
from ifs_desktop.store.changes import Values
from ifs_desktop.store.plain import plain
from ifs_desktop.store.schema import UNDO_EXEMPT, Row, When

FORMAT = "IFS Desktop export"
VERSION = 1
MOST_BYTES = 1 << 30  # of a file that is read
MOST_PICTURE = 64 << 20  # bytes
MOST_ID = 1 << 30  # what is wider than 32 bits, the face cannot pass on
_WIDEST = 1 << 62
_FURTHEST = 1e9  # of a place on a map
_SIGNS = {"png": b"\x89PNG\r\n\x1a\n", "jpeg": b"\xff\xd8\xff"}
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")

# Parents before the rows that point at them, as a journal can hold them one by one.
TABLES: dict[str, type[Row]] = {
    table.name: next(
        mapper.class_ for mapper in Row.registry.mappers if mapper.local_table is table
    )
    for table in Row.metadata.sorted_tables
    if table.name not in UNDO_EXEMPT
}
# Columns that hold one of a few words.
WORDS: dict[tuple[str, str], tuple[str, ...]] = {
    ("part", "role"): schema.ROLES,
    ("relation", "kind"): schema.RELATION_KINDS,
    ("fact", "said_by"): schema.FACT_SAYERS,
    ("run", "state"): ("open", "finished"),
    ("dialogue", "kind"): schema.DIALOGUE_KINDS,
    ("dialogue", "channel"): schema.CHANNELS,
    ("target", "state"): schema.TARGET_STATES,
    ("permission", "answer"): schema.PERMISSION_ANSWERS,
    ("mediation", "state"): schema.MEDIATION_STATES,
    ("reading", "kind"): schema.READING_KINDS,
    ("impression", "kind"): schema.IMPRESSION_KINDS,
    ("image", "kind"): schema.IMAGE_KINDS,
    ("map", "kind"): schema.MAP_KINDS,
    ("moment", "kind"): schema.MOMENT_KINDS,
    ("took_in", "answer"): schema.TOOK_IN,
    ("small_step", "state"): schema.STEP_STATES,
    ("prediction", "permission"): ("yes", "not_now"),
    ("prediction", "fit"): schema.PREDICTION_FITS,
    ("promise", "kind"): schema.PROMISE_KINDS,
    ("promise", "came"): schema.PROMISE_CAME,
    ("check_in", "kind"): schema.CHECK_IN_KINDS,
    ("area", "kind"): schema.AREA_KINDS,
    ("body_mark", "side"): schema.BODY_SIDES,
}
_JSON = {("answer", "value"), ("answer", "made"), ("target", "noted")}
# Columns that hold a day, "2026-12-24", and those with a number of a small range.
_DAYS = {
    ("agreement", "review_on"),
    ("small_step", "planned_on"),
    ("promise", "due_on"),
    ("run", "due_on"),
}
_RANGES: dict[tuple[str, str], range] = {
    ("reading", "level"): range(READING_LEVELS),
    ("check_in", "room"): range(5),
    ("check_in", "before"): range(11),
    ("check_in", "after"): range(11),
    ("belief_version", "strength"): range(101),
    ("belief_version", "after"): range(101),
    ("relation", "tension"): range(1, 6),
    ("trace", "there"): range(2),
    ("placement", "number"): range(1, 1_000_000),
}


class Unfit(ValueError):
    """A value that cannot stand where it stands."""


def written(table: str, row: Mapping[str, Any]) -> Values:
    """A row as JSON can hold it."""
    return {name: _written(value) for name, value in row.items()}


def read(table: str, row: object) -> Values:
    """A row as the journal holds it. Raises Unfit for anything the app would not have written."""
    columns = Row.metadata.tables[table].columns
    if not isinstance(row, dict) or row.keys() != set(columns.keys()):
        raise Unfit("columns")
    values = {name: _read(columns[name], row[name]) for name in columns.keys()}  # noqa: SIM118
    for (name, column), words in WORDS.items():
        if name == table and values[column] is not None and values[column] not in words:
            raise Unfit(column)
    for (name, column), allowed in _RANGES.items():
        if name == table and values[column] is not None and values[column] not in allowed:
            raise Unfit(column)
    check = _CHECKS.get(table)
    if check is not None and not check(values):
        raise Unfit(table)
    return values


def _written(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value


def _read(column: Any, value: object) -> Any:
    if value is None:
        if column.nullable:
            return None
        raise Unfit(column.name)
    kind = datetime if isinstance(column.type, When) else column.type.python_type
    read = _READ[kind]
    try:
        made = read(value)
    except (ValueError, OverflowError, binascii.Error) as error:
        raise Unfit(column.name) from error
    if (column.table.name, column.name) in _JSON:
        _json(made)
    if (column.table.name, column.name) in _DAYS:
        _day(made)
    return made


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise Unfit("text")
    return plain(value)


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not -_WIDEST < value < _WIDEST:
        raise Unfit("number")
    return value


def _number(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        raise Unfit("number")
    return float(value)


def _moment(value: object) -> datetime:
    when = datetime.fromisoformat(_text(value))
    offset = when.utcoffset()
    if offset is None or offset.total_seconds() % 60:
        raise Unfit("time")
    if not 1 < when.year < 9999:  # elsewhere on earth there is no such day
        raise Unfit("time")
    return when


def _bytes(value: object) -> bytes:
    return base64.b64decode(_text(value).encode("ascii"), validate=True)


def _json(text: str) -> None:
    try:
        json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unfit("json") from error


def _day(text: str) -> None:
    try:
        written = date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise Unfit("day") from error
    if written != text:
        raise Unfit("day")


def _picture(row: Values) -> bool:
    sizes = 0 < row["width"] <= 20_000 and 0 < row["height"] <= 20_000
    data: bytes = row["data"]
    return sizes and len(data) <= MOST_PICTURE and data.startswith(_SIGNS[row["kind"]])


def _noted(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(words, str) for words in value.values())


def _is_name(text: str) -> bool:
    try:
        return clean_name(text) == text
    except UnusableName:
        return False


def _is_emoji(emoji: str | None) -> bool:
    try:
        return emoji is None or clean_emoji(emoji) == emoji
    except UnusableEmoji:
        return False


def _is_colour(colour: str | None) -> bool:
    return colour is None or bool(_COLOUR.fullmatch(colour))


def _looks(row: Values) -> bool:
    """Where and how a part stands on a map; the map itself keeps narrower bounds."""
    near = bool(max(abs(row["x"]), abs(row["y"])) <= _FURTHEST)
    return near and bool(0.1 <= row["size"] <= 10 and 0 <= row["fade"] <= 1)


def _made(row: Values) -> bool:
    """Names of rows with their ids; see ``exercises.kinds.kind.Keeping``."""
    made = json.loads(row["made"])
    return isinstance(made, dict) and all(type(number) is int for number in made.values())


_READ: dict[type, Any] = {
    str: _text,
    int: _whole,
    float: _number,
    bytes: _bytes,
    datetime: _moment,
}
_CHECKS: dict[str, Any] = {
    "part": lambda row: (
        _is_name(row["name"]) and _is_colour(row["colour"]) and _is_emoji(row["emoji"])
    ),
    "relation": lambda row: row["source_id"] != row["target_id"],
    "permission": lambda row: (row["protector_id"] is None) == (row["answer"] == "nobody"),
    "mediation": lambda row: row["left_id"] != row["right_id"],
    "placement": lambda row: _looks(row),
    "trace": lambda row: _looks(row),
    "area": lambda row: (
        max(abs(row["x"]), abs(row["y"])) <= _FURTHEST
        and min(row["width"], row["height"]) > 0
        and max(row["width"], row["height"]) <= _FURTHEST
        and _is_colour(row["colour"])
    ),
    "body_mark": lambda row: 0 <= row["x"] <= 1 and 0 <= row["y"] <= 1 and 0 < row["size"] <= 1,
    "map": lambda row: max(abs(row["self_x"]), abs(row["self_y"])) <= _FURTHEST,
    "target": lambda row: row["stage"] in STAGES and _noted(json.loads(row["noted"])),
    "answer": _made,
    "image": _picture,
}
