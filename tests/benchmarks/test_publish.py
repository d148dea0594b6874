"""How long the person waits for the file: publishing, closing and unlocking at 10 and 100 MB."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ifs_desktop import vault
from ifs_desktop.vault import Kdf, Vault

PASSWORD = "four quiet birds outside"  # noqa: S105
CHEAP = Kdf(memory_kib=64, passes=1, lanes=1)
FILL = """
WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 250)
INSERT INTO page (content) SELECT randomblob(4000) FROM number
"""


def _seconds(call: Callable[[], object]) -> float:
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


def _edit(opened: Vault) -> None:
    with opened.engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO page (content) VALUES (randomblob(100))")


# Publishing goes on behind the window and may take its time; locking and unlocking are waited for.
@pytest.mark.parametrize(
    ("megabytes", "publishing", "closing", "unlocking", "resuming"),
    [(10, 1.0, 0.5, 0.5, 0.5), (100, 8.0, 1.5, 1.0, 3.0)],
)
def test_the_file_is_written_and_opened_soon(
    tmp_path: Path,
    data_dir: Path,
    megabytes: int,
    publishing: float,
    closing: float,
    unlocking: float,
    resuming: float,
) -> None:
    path = tmp_path / "My journal.ifsjournal"
    opened = vault.create(path, PASSWORD, data_dir=data_dir, kdf=CHEAP)
    with opened.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE page (id INTEGER PRIMARY KEY, content BLOB)")
    for _ in range(megabytes):
        with opened.engine.begin() as connection:
            connection.exec_driver_sql(FILL)
    found: dict[str, list[float]] = {"publish": [], "close": [], "unlock": [], "resume": []}

    def unlock() -> None:
        nonlocal opened
        opened = vault.unlock(path, PASSWORD, data_dir=data_dir)

    for _ in range(3):
        _edit(opened)
        found["publish"].append(_seconds(opened.publish))
        _edit(opened)
        opened.abandon()
        found["resume"].append(_seconds(unlock))
        assert opened.arrival == "resumed"
        _edit(opened)
        found["close"].append(_seconds(opened.close))
        found["unlock"].append(_seconds(unlock))
    opened.close()
    best = {name: min(times) for name, times in found.items()}
    size = path.stat().st_size / 1e6
    print(f"\n{size:.0f} MB:", ", ".join(f"{name} {best[name]:.2f} s" for name in best))
    assert best["publish"] <= publishing
    assert best["close"] <= closing
    assert best["unlock"] <= unlocking
    assert best["resume"] <= resuming


def test_a_password_costs_about_a_second(tmp_path: Path, data_dir: Path) -> None:
    path = tmp_path / "My journal.ifsjournal"
    made: list[Vault] = []
    creating = _seconds(lambda: made.append(vault.create(path, PASSWORD, data_dir=data_dir)))
    made.pop().close()
    unlocking = []
    for _ in range(3):
        unlocking.append(
            _seconds(lambda: made.append(vault.unlock(path, PASSWORD, data_dir=data_dir)))
        )
        made.pop().close()
    print(f"\ncalibrated: create {creating:.2f} s, unlock {min(unlocking):.2f} s")
    assert 0.2 <= min(unlocking) <= 3
