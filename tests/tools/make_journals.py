"""Makes the known-answer journals of tests/data/journals, and their lines in its manifest.

    python tests/tools/make_journals.py

What is there already is left alone: a journal that was released with its manifest is an answer
for ever. So this is run once for each new revision of the tables, and makes that journal only.
"""

from __future__ import annotations

import hashlib
import json
import struct
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from sqlalchemy import inspect, text

from ifs_desktop import vault
from ifs_desktop.store import Store, sample
from ifs_desktop.store.migrations import REVISIONS
from ifs_desktop.store.schema import Part, PartsMap, Relation, Run, Turn
from ifs_desktop.vault import Kdf, Vault, code, container, files, header
from ifs_desktop.vault.header import BLOCK, BODY, Header

FOLDER = Path(__file__).resolve().parents[1] / "data" / "journals"
MANIFEST = FOLDER / "manifest.json"
CHEAP = Kdf(memory_kib=64, passes=1, lanes=1)
LEAST = Kdf(memory_kib=64 * 1024, passes=3, lanes=4)  # the least a real journal has
TODAY = datetime(2026, 11, 23, 17, 30, tzinfo=timezone(timedelta(hours=1)))
# As two keyboards type it: the second one composes signs that the first one takes apart.
PASSWORDS = ("cafe\u0301 ﬁve № seven ", "caf\u00e9 five No seven ")
PLAIN_PASSWORD = "four quiet birds outside"  # noqa: S105
CODE = hashlib.sha256(b"recovery code 1").digest()[: code.SIZE]
SPELT = code.spell(CODE)
CODES = (SPELT, SPELT.replace("-", " ").lower().replace("0", "o").replace("1", "l"))
WORDS = ("Watchful", "betrayal", "Nobody comes past me", "Шёпот")
COST_AT = 84 + 4  # in a header: where the first slot says what deriving costs


@dataclass(frozen=True)
class Journal:
    """One known-answer file: how it is made, and what opening it says."""

    name: str
    about: str
    make: Callable[[Path, Path], None]  # (the new file, a folder for working copies)
    passwords: tuple[str, ...] = (PLAIN_PASSWORD,)
    codes: tuple[str, ...] = ()
    error: str = ""  # as docs/FORMAT.md names it
    app: str = ""  # the class in ifs_desktop.vault.errors
    blind: bool = True  # whether the error is seen without a password too
    repaired: bool = False


def fill(store: Store) -> None:
    """Words in every table, the same each time."""
    filled = sample.fill(store, seed=1, today=TODAY)
    earlier, later = TODAY - timedelta(days=300), TODAY - timedelta(days=3)
    slam = filled.parts["slam"]
    with store.edit("More") as session:
        whisper = Part(name="Шёпот 影", role="protector", colour="#7a5cc0", created=earlier)
        session.add_all([whisper, Part(name="Put away", created=earlier, put_away=later)])
        session.add(PartsMap(name="Put away", self_x=-12.5, created=earlier, put_away=later))
        session.add(Run(exercise="then-or-now", step="alarm", started=later))
        session.flush()
        session.add(
            Relation(source_id=slam, target_id=whisper.id, kind="unknown", created=later, back="?")
        )
        said = Turn(dialogue_id=filled.dialogues[0], part_id=slam, text="*Put away* <b>&</b> 🕊")
        said.position, said.said_at, said.put_away = 1.5, later, later
        session.add(said)
    store.set_state("map:current", filled.maps[0])


def good(path: Path, data_dir: Path) -> None:
    """A journal with the newest tables, a password and a recovery code."""
    made = vault.create(path, PASSWORDS[0], data_dir=data_dir, kdf=CHEAP)
    with closing(Store.open(made)) as store:
        fill(store)
    made.publish()
    made.close()
    _rewrite(path, PASSWORDS[0], lambda dek, head: (*head.slots, _coded(dek, head)))


def password_only(path: Path, data_dir: Path) -> None:
    """The first good journal again, under another password, at a real cost."""
    path.write_bytes(_first_good().read_bytes())

    def slots(dek: bytes, head: Header) -> tuple[header.Slot, ...]:
        return (header.wrap(dek, PLAIN_PASSWORD, LEAST, head.journal_id),)

    _rewrite(path, PASSWORDS[0], slots)


def small(path: Path, data_dir: Path) -> None:
    """An intact journal in which there is nothing, not even a table."""
    vault.create(path, PLAIN_PASSWORD, data_dir=data_dir, kdf=CHEAP).close()


def changed(change: Callable[[bytearray], bytes]) -> Callable[[Path, Path], None]:
    """A small journal after a change to its bytes."""

    def make(path: Path, data_dir: Path) -> None:
        small(path, data_dir)
        path.write_bytes(change(bytearray(path.read_bytes())))

    return make


def one_header(path: Path, data_dir: Path) -> None:
    """The first good journal with a damaged first header."""
    path.write_bytes(flipped(60)(bytearray(_first_good().read_bytes())))


def flipped(*places: int) -> Callable[[bytearray], bytes]:
    """Flip a bit at each of the places."""

    def change(content: bytearray) -> bytes:
        for at in places:
            content[at] ^= 0x10
        return bytes(content)

    return change


def forged(at: int, data: bytes) -> Callable[[bytearray], bytes]:
    """Write ``data`` into both headers, and make their checksums right again."""

    def change(content: bytearray) -> bytes:
        content[at : at + len(data)] = data
        block = bytes(content[: BLOCK - 32])
        return (block + hashlib.sha256(block).digest()) * 2 + content[BODY:]

    return change


def _coded(dek: bytes, head: Header) -> header.Slot:
    return header.wrap(dek, CODE, CHEAP, head.journal_id)


def _first_good() -> Path:
    return FOLDER / f"schema-{REVISIONS[0]}.ifsjournal"


def _rewrite(
    path: Path, password: str, slots: Callable[[bytes, Header], tuple[header.Slot, ...]]
) -> None:
    """The same body under a header with other slots."""
    with files.temporary(path) as body:
        with files.create(body) as file:
            found = container.copy_body(path, file.write)
        dek = bytes(found.unlock(password))
        what = replace(found.header, slots=slots(dek, found.header))
        with container.prepared(body, what, dek, path) as (name, _):
            files.replace(name, path)


JOURNALS = (
    Journal(
        f"schema-{REVISIONS[-1]}",
        f"a good journal with the tables of revision {REVISIONS[-1]}, a password and a code",
        good,
        passwords=PASSWORDS,
        codes=CODES,
    ),
    Journal("password-only", "the content of schema-0001 at a real cost, no code", password_only),
    Journal(
        "one-header-damaged",
        "schema-0001 with a flipped bit in its first header: opens by the second",
        one_header,
        passwords=PASSWORDS,
        codes=CODES,
        repaired=True,
    ),
    Journal(
        "both-headers-damaged",
        "a flipped bit in each header",
        changed(flipped(60, BLOCK + 70)),
        error="Damaged",
        app="DamagedHeader",
    ),
    Journal(
        "damaged-body",
        "a flipped bit behind the headers",
        changed(flipped(BODY + 1000)),
        error="Damaged",
        app="DamagedBody",
    ),
    Journal(
        "truncated",
        "the last kilobyte is missing",
        changed(lambda content: bytes(content[:-1024])),
        error="Damaged",
        app="Truncated",
    ),
    Journal(
        "tampered",
        "a later time of saving, with right checksums, by somebody without the key",
        changed(forged(76, struct.pack(">Q", 2_000_000_000))),
        error="Tampered",
        app="Tampered",
        blind=False,
    ),
    Journal(
        "hostile-cost",
        "a slot that asks for 4 TiB of memory",
        changed(forged(COST_AT, struct.pack(">I", 2**32 - 1))),
        error="Tampered",
        app="Tampered",
    ),
    Journal(
        "newer-format",
        "format version 2",
        changed(forged(8, struct.pack(">H", 2))),
        error="Newer",
        app="TooNew",
    ),
    Journal(
        "not-a-journal",
        "some lines of text",
        changed(lambda _: b"Dear diary,\n" * 800),
        error="NotAJournal",
        app="NotAJournal",
    ),
)


def rows(opened: Vault) -> dict[str, int]:
    """How many rows each table has, but for those of SQLite and of the search index."""
    with opened.reader.connect() as connection:
        names = [
            name
            for name in inspect(connection).get_table_names()
            if not name.startswith(("sqlite_", "search"))
        ]
        return {
            name: int(connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one())
            for name in sorted(names)
        }


def described(journal: Journal, path: Path, data_dir: Path) -> dict[str, Any]:
    """The journal's lines in the manifest."""
    content = path.read_bytes()
    lines: dict[str, Any] = {
        "about": journal.about,
        "sha256": hashlib.sha256(content).hexdigest(),
        "size": len(content),
        "passwords": list(journal.passwords),
        "codes": list(journal.codes),
        "error": journal.error,
        "app": journal.app,
        "seen_without_password": bool(journal.error) and journal.blind,
        "header_repaired": journal.repaired,
    }
    if not journal.error:
        opened = vault.unlock(path, journal.passwords[0], data_dir=data_dir)
        lines["rows"], lines["words"] = rows(opened), list(WORDS)
        opened.abandon()
    return lines


def missing() -> Iterator[Journal]:
    """The journals that are not there yet. A file without its lines, or the reverse, is an end."""
    known = manifest()
    for journal in JOURNALS:
        there = (FOLDER / f"{journal.name}.ifsjournal").exists()
        if there != (journal.name in known):
            sys.exit(f"{journal.name}: the file and the manifest do not agree; nothing was written")
        if not there:
            yield journal


def manifest() -> dict[str, Any]:
    """What is expected of the journals there are, by name."""
    found: dict[str, Any] = json.loads(MANIFEST.read_text("utf-8")) if MANIFEST.exists() else {}
    return found


def main() -> None:
    """Make what is missing."""
    for journal in list(missing()):
        path = FOLDER / f"{journal.name}.ifsjournal"
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder) / path.name
            journal.make(made, Path(folder) / "data")
            lines = described(journal, made, Path(folder) / "data")
            files.make_folder(FOLDER)
            with path.open("xb") as file:  # never over a file
                file.write(made.read_bytes())
        MANIFEST.write_text(json.dumps(manifest() | {journal.name: lines}, indent=2) + "\n")
        print(f"{path.name}: {journal.about}")


if __name__ == "__main__":
    main()
