"""Nothing written is on the disk in the clear."""

from __future__ import annotations

from pathlib import Path

from ifs_desktop import vault
from tests.helpers.canaries import Search
from tests.vault.journals import CHEAP, PASSWORD, add_table, new, write

CANARY = "zebra lantern quietly"


SEARCH = Search({"words": CANARY, "password": PASSWORD})


def nothing_in(folder: Path) -> int:
    """How many files there are; none of them shows a trace, or is a plain database."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    for path in found:
        content = path.read_bytes()
        assert b"SQLite format 3" not in content, path
        assert SEARCH.hits(str(path).encode() + content) == set(), path
    return len(found)


def test_no_file_shows_what_was_written(tmp_path: Path, data_dir: Path, path: Path) -> None:
    opened = new(path, data_dir, CANARY)
    write(opened, *(f"{CANARY} {number}" for number in range(500)))
    assert nothing_in(tmp_path) >= 5
    opened.publish()
    write(opened, CANARY)
    with opened.engine.begin() as connection:
        connection.exec_driver_sql("CREATE INDEX by_text ON line (text)")
        connection.exec_driver_sql("SELECT * FROM line ORDER BY text || id").all()
        connection.exec_driver_sql("DELETE FROM line WHERE id % 2")
    opened.backup("before-update")
    nothing_in(tmp_path)
    opened.abandon()
    assert nothing_in(tmp_path) >= 5
    vault.unlock(path, PASSWORD, data_dir=data_dir).close()
    nothing_in(tmp_path)


def test_a_sample_shows_nothing_either(tmp_path: Path, data_dir: Path) -> None:
    opened = vault.create_temporary(data_dir=data_dir)
    add_table(opened)
    write(opened, CANARY)
    assert nothing_in(tmp_path) >= 2
    opened.close()


def test_the_key_is_not_left_in_the_vault(path: Path, data_dir: Path) -> None:
    opened = vault.create(path, PASSWORD, data_dir=data_dir, kdf=CHEAP)
    key = opened._dek
    assert any(key)
    opened.close()
    assert not any(key)
