"""Bringing an export in: what is there already is not added again, and nothing is changed.

A row is the same as one of the journal if both have the same parents and were made at the same
moment (``BIRTH``). Into an empty journal all rows come with their own ids, so that it is equal to
the one that was exported; into any other they get new ones, and whatever points at them follows.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from ifs_desktop.exchange import queries
from ifs_desktop.exchange.errors import ChangedMeanwhile
from ifs_desktop.exchange.json_file import Parcel
from ifs_desktop.exchange.values import TABLES
from ifs_desktop.store import Store, images
from ifs_desktop.store.changes import Values
from ifs_desktop.store.purge import ERASED
from ifs_desktop.vault import Halt

# What tells that two rows are one and the same. Whoever adds a table adds its line.
BIRTH: dict[str, tuple[str, ...]] = {
    "part": ("created",),
    "map": ("created",),
    "dialogue": ("created",),
    "run": ("exercise", "started"),
    "note": ("place",),
    "entry": ("written",),
    "tag": ("name",),
    "template": ("created",),
    "image": ("created", "data"),
    "fact": ("part_id", "kind", "said_at"),
    "placement": ("map_id", "part_id"),
    "relation": ("source_id", "target_id", "created"),
    "member": ("dialogue_id", "part_id"),
    "turn": ("dialogue_id", "said_at", "written"),
    "target": ("dialogue_id", "part_id", "began"),
    "permission": ("exile_id", "protector_id", "said_at"),
    "mediation": ("dialogue_id",),
    "agreement": ("mediation_id", "made"),
    "reading": ("part_id", "kind", "said_at"),
    "tagged": ("entry_id", "tag_id"),
    "mention": ("entry_id", "part_id"),
    "impression": ("noticed",),
    "answer": ("run_id", "step"),
    "answer_part": ("answer_id", "part_id"),
    "person": ("created",),
    "moment": ("person_id", "written"),
    "took_in": ("moment_id", "part_id"),
    "opinion": ("person_id", "part_id", "said_at"),
    "small_step": ("created",),
    "prediction": ("small_step_id", "part_id"),
    "letter": ("part_id", "written"),
    "promise": ("made",),
    "belief": ("created",),
    "belief_version": ("belief_id", "said_at"),
    "check_in": ("said_at",),
    "present": ("check_in_id", "part_id"),
    "rest_place": ("map_id",),
    "material": ("rest_place_id", "put_in"),
    "own_exercise": ("slug",),
    "area": ("map_id", "created"),
    "map_moment": ("map_id", "at"),
    "body_mark": ("part_id", "created"),
    "trace": ("map_id", "placement_id", "since"),
}
# Columns that name a row by its kind and id, without being a reference of the database.
_NAMED = {
    "permission": ("where_kind", "where_id"),
    "run": ("waits_kind", "waits_id"),
    **dict.fromkeys(
        (
            *("fact", "reading", "moment", "opinion", "small_step", "letter", "promise"),
            *("belief_version", "check_in"),
        ),
        ("source_kind", "source_id"),
    ),
}
_ROW_OF = {"profile": "part", "mediation": "dialogue"}  # kinds of Ref that go by another row

Ids = dict[str, dict[int, int]]  # of each table: the id in the file, the id in the journal


@dataclass(frozen=True, slots=True)
class Plan:
    """The rows to add, with their ids, and what the journal looked like when it was made."""

    rows: dict[str, list[Values]]
    last_ids: dict[str, int]

    @property
    def size(self) -> int:
        """How many rows there are to add."""
        return sum(map(len, self.rows.values()))


def plan(store: Store, parcel: Parcel, halt: Halt) -> Plan:
    """Find out what is new; safe from any thread. Raises Halted."""
    with queries.snapshot(store) as taken:
        last = queries.last_ids(taken.session)
        ids: Ids = {}
        if taken.count() == 0:
            for name, rows in parcel.tables.items():
                ids[name] = {row["id"]: row["id"] for row in rows}
            given = {
                name: [_naming(name, row, ids) for row in parcel.tables[name]]
                for name in ("permission", "part")
            }
            return Plan(parcel.tables | given, last)
        new: dict[str, list[Values]] = {}
        free = dict(last)
        for name in TABLES:
            halt.check()
            rows = [_pointing(name, row, ids) for row in parcel.tables[name]]
            if name == "answer":
                rows = [_with_parts(row, ids) for row in rows]
            ids[name], new[name] = _matched(name, rows, list(taken.rows(name)), free)
        for name, rows in new.items():
            new[name] = [_naming(name, row, ids) for row in rows]
        return Plan(new, last)


def bring_in(store: Store, plan: Plan) -> Generator[int, None, bool]:
    """Add what was planned, step by step (see ``Store.loading``). Raises ChangedMeanwhile."""
    with store.read() as session:
        if _grown(session, plan):
            raise ChangedMeanwhile
    return store.loading(
        "Bring an export in", [(TABLES[name], rows) for name, rows in plan.rows.items()]
    )


def _grown(session: Session, plan: Plan) -> bool:
    last = queries.last_ids(session)
    return any(last.get(name) != plan.last_ids.get(name) for name in TABLES)


def _matched(
    name: str, rows: list[Values], own: list[Values], free: dict[str, int]
) -> tuple[dict[int, int], list[Values]]:
    """The ids these rows have in the journal, and those of them that are new, with their ids."""
    known: dict[tuple[Any, ...], list[Values]] = defaultdict(list)
    for row in own:
        known[_birth(name, row)].append(row)
    ids: dict[int, int] = {}
    new: list[Values] = []
    for row in rows:
        twin = _twin(row, known[_birth(name, row)])
        if twin is not None:
            ids[row["id"]] = twin["id"]
            continue
        free[name] = free.get(name, 0) + 1
        ids[row["id"]] = free[name]
        new.append(row | {"id": free[name]})
    return ids, new


def _twin(row: Values, candidates: list[Values]) -> Values | None:
    """The row of the journal that this one is; each of them is taken once."""
    if not candidates:
        return None
    if len(candidates) > 1:  # born in the same moment: only an equal one is the same
        for place, one in enumerate(candidates):
            if one | {"id": 0} == row | {"id": 0}:
                return candidates.pop(place)
    return candidates.pop(0)


def _birth(name: str, row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[column] for column in BIRTH[name])


def _pointing(name: str, row: Values, ids: Ids) -> Values:
    """A row whose references lead to rows of the journal."""
    moved = {
        column: None if row[column] is None else ids[target][row[column]]
        for column, target in queries.references(name).items()
    }
    return row | moved


def _naming(name: str, row: Values, ids: Ids) -> Values:
    """The same for what names rows in other ways: sources, places, pictures in a text."""
    changed: Values = {}
    if name in _NAMED:
        kind, number = _NAMED[name]
        table = _ROW_OF.get(row[kind] or "", row[kind] or "")
        changed[number] = ids.get(table, {}).get(row[number])
        if (
            changed[number] is None and row[number] is not None
        ):  # it leads to nothing in the file, and to nothing here
            changed |= {kind: ERASED, number: 0} if name == "permission" else {kind: None}
    if isinstance(row.get("text"), str) and "image:" in row["text"]:
        changed["text"] = images.renamed(
            row["text"], lambda number: f"image:{ids['image'].get(number, 0)}"
        )
    if name == "part" and row["portrait"] is not None:
        changed["portrait"] = ids["image"].get(row["portrait"])
    if name == "answer":
        made = {_named(w, ids): _led(w, one, ids) for w, one in json.loads(row["made"]).items()}
        changed["made"] = json.dumps(made)
        value = _renumbered(json.loads(row["value"]), ids)
        changed["value"] = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return row | changed


def _led(word: str, number: int, ids: Ids) -> int:
    """Where a row that an answer wrote is now: ``word`` begins with its table. 0: it was erased."""
    return ids.get(word.partition(":")[0], {}).get(number, 0)


def _named(word: str, ids: Ids) -> str:
    """The name of such a row, with the part it was written for: ``opinion:part:12``."""
    table, _, number = word.rpartition(":")
    if not table.endswith(":part") or not number.isdecimal():
        return word
    return f"{table}:{ids['part'].get(int(number), 0)}"


def _renumbered(value: Any, ids: Ids) -> Any:
    """An answer in which rows are named by their table: ``{"person": 3}``."""
    if isinstance(value, list):
        return [_renumbered(one, ids) for one in value]
    if isinstance(value, dict):
        return {
            key: ids[key].get(one, 0) if key in ids and type(one) is int else _renumbered(one, ids)
            for key, one in value.items()
        }
    return value


def _with_parts(row: Values, ids: Ids) -> Values:
    """An answer names parts by their ids: as a list of them, or as what was said of each.

    Of a part that was erased the words stay, under a number that no part has.
    """
    value, led = json.loads(row["value"]), ids["part"]
    if isinstance(value, list) and value and all(type(one) is int for one in value):
        value = [led[one] for one in value if one in led]
    elif isinstance(value, dict) and value and all(key.isdecimal() for key in value):
        value = {str(led.get(int(key), -int(key))): said for key, said in value.items()}
    else:
        return row
    return row | {"value": json.dumps(value, ensure_ascii=False, sort_keys=True)}
