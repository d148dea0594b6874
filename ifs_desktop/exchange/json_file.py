"""Writing everything into one JSON file, and reading such a file with a sharp eye."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ifs_desktop import __version__
from ifs_desktop.exchange import queries
from ifs_desktop.exchange.errors import DamagedExport, NewerExport, NotAnExport, TooLarge
from ifs_desktop.exchange.values import (
    FORMAT,
    MOST_BYTES,
    MOST_ID,
    TABLES,
    VERSION,
    Unfit,
    read,
    written,
)
from ifs_desktop.store import Store
from ifs_desktop.store.changes import Values
from ifs_desktop.store.migrations import REVISIONS
from ifs_desktop.store.schema import now
from ifs_desktop.vault import Halt, files
from ifs_desktop.vault.errors import sorted_at

Told = Callable[[float], None]  # how much is done, 0 to 1


@dataclass(frozen=True, slots=True)
class Parcel:
    """What a file holds: the rows of each table, parents before children."""

    tables: dict[str, list[Values]]


def write(store: Store, path: Path, told: Told, halt: Halt) -> None:
    """Write the whole journal to ``path``, over what is there; all or nothing.

    Only its owner may read the file. Raises DiskFull and its like, Halted when stopped.
    """
    with (
        sorted_at(path, writing=True),
        files.temporary(path) as name,
        queries.snapshot(store) as taken,
    ):
        with files.create(name) as file:
            total, done = max(1, taken.count()), 0
            head = {
                "format": FORMAT,
                "version": VERSION,
                "revision": REVISIONS[-1],
                "app": __version__,
                "exported": now().isoformat(),
            }
            file.write(_line(head)[:-2].encode() + b',\n"tables": {\n')
            for number, table in enumerate(TABLES):
                file.write(f'{"," if number else ""}"{table}": ['.encode())
                for place, row in enumerate(taken.rows(table)):
                    halt.check()
                    line = ("," if place else "") + "\n" + _line(written(table, row))[:-1]
                    file.write(line.encode())
                    done += 1
                    if done % queries.AT_ONCE == 0:
                        told(done / total)
                file.write(b"\n]\n")
            file.write(b"}}\n")
            files.sync(file)
        halt.check()
        files.replace(name, path)
    told(1.0)


def open_parcel(path: Path, told: Told, halt: Halt) -> Parcel:
    """Read a file and look at every value in it. Raises ImportRefused, UnreadableFile, Halted."""
    with sorted_at(path, writing=False), path.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise TooLarge
    halt.check()
    told(0.2)
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise NotAnExport from error
    del content
    halt.check()
    told(0.5)
    return Parcel(_rows(_tables(found), told, halt))


def _tables(found: Any) -> dict[str, list[Any]]:
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise NotAnExport
    version, revision = found.get("version"), found.get("revision")
    if not isinstance(version, int) or not isinstance(revision, str):
        raise DamagedExport
    if version > VERSION or revision > REVISIONS[-1]:
        raise NewerExport
    tables = found.get("tables")
    if not isinstance(tables, dict) or tables.keys() != TABLES.keys():
        raise DamagedExport
    for name, rows in tables.items():
        if not isinstance(rows, list):
            raise DamagedExport(name)
    return tables


def _rows(tables: dict[str, list[Any]], told: Told, halt: Halt) -> dict[str, list[Values]]:
    total, done = max(1, sum(map(len, tables.values()))), 0
    made: dict[str, list[Values]] = {}
    ids: dict[str, set[int]] = {}
    for name in TABLES:
        try:
            made[name] = []
            for row in tables[name]:
                made[name].append(read(name, row))
                done += 1
                if done % queries.AT_ONCE == 0:
                    halt.check()
                    told(0.5 + 0.4 * done / total)
        except Unfit as error:
            raise DamagedExport(name) from error
        ids[name] = {row["id"] for row in made[name]}
        if len(ids[name]) < len(made[name]):
            raise DamagedExport(name)
        if ids[name] and not 1 <= min(ids[name]) <= max(ids[name]) <= MOST_ID:
            raise DamagedExport(name)
        for columns in queries.unique_columns(name):
            taken = {tuple(row[column] for column in columns) for row in made[name]}
            if len(taken) < len(made[name]):
                raise DamagedExport(name)
        for column, target in queries.references(name).items():
            pointed = {row[column] for row in made[name]} - {None}
            if not pointed <= ids[target]:
                raise DamagedExport(name)
    return made


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n"
