"""Killed at any moment: what was acknowledged is there again."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from ifs_desktop import vault
from tests.vault.journals import PASSWORD, new, texts, texts_in

NURSERY = r"""
import os, sys, threading
from pathlib import Path
from ifs_desktop import vault
from tests.vault.journals import PASSWORD, new, write

def say(text):
    os.write(1, f"{text}\n".encode())

def edit(path, data_dir):  # and publish, as fast as both can
    v = vault.unlock(path, PASSWORD, data_dir=data_dir)
    say(f"{os.getpid()} {v.arrival}")
    def publish():
        while True:
            v.publish()
    threading.Thread(target=publish, daemon=True).start()
    for number in range(10**9):
        text = f"{os.getpid()} {number} "
        write(v, text + "x" * (number % 3000))
        say(text)

def create(path, data_dir):
    say(f"{os.getpid()} -")
    new(Path(path), Path(data_dir), "first")

def publish(path, data_dir, step):  # and stop dead at a call into the system
    left = int(step)
    v = vault.unlock(path, PASSWORD, data_dir=data_dir)
    write(v, f"step {step}")
    for name in ("open", "fsync", "replace", "unlink"):
        def counted(*arguments, real=getattr(os, name), **more):
            nonlocal left
            left -= 1
            if left == 0:
                os._exit(1)
            return real(*arguments, **more)
        setattr(os, name, counted)
    say(f"{os.getpid()} {v.arrival}")
    v.publish()

for line in sys.stdin:
    name, *words = line.rstrip("\n").split("\t")
    child = os.fork()  # nothing is open here
    if child == 0:
        try:
            globals()[name](*words)
        except BaseException as error:
            say(f"raised {error!r}")
            os._exit(2)
        os._exit(0)
    say(f"ended {os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}")
"""


class Nursery:
    """A process that has imported everything and forks children to be killed."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", NURSERY],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )

    def start(self, *words: object) -> tuple[int, str]:
        """Its process id and how it arrived."""
        assert self.process.stdin is not None
        self.process.stdin.write("\t".join(str(word) for word in words) + "\n")
        process_id, arrival = self.said().split()
        return int(process_id), arrival

    def said(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().rstrip("\n")

    def end(self, process_id: int | None = None, delay: float = 0) -> tuple[int, list[str]]:
        """Its exit code and what else it said; killed after ``delay`` seconds if given its id."""
        if process_id is not None:
            time.sleep(delay)
            with suppress(ProcessLookupError):  # it may be through by now
                os.kill(process_id, signal.SIGKILL)
        said = []
        while not (line := self.said()).startswith("ended "):
            assert line
            said.append(line)
        return int(line.split()[1]), said

    def close(self) -> None:
        self.process.communicate()


@pytest.fixture
def nursery() -> Iterator[Nursery]:
    with closing(Nursery()) as made:
        yield made


def lives(nursery: Nursery, path: Path, data_dir: Path, rounds: int) -> list[str]:
    """Edit and be killed, again and again; everything that was acknowledged."""
    chance = random.Random(rounds)  # noqa: S311
    acknowledged: list[str] = []
    for _ in range(rounds):
        process_id, arrival = nursery.start("edit", path, data_dir)
        code, more = nursery.end(process_id, chance.uniform(0, 0.25))
        assert code == -signal.SIGKILL, more
        assert arrival in {"fresh", "resumed"}
        acknowledged += more
        vault.check(path)
    assert len(acknowledged) > rounds
    return acknowledged


def beginnings(found: list[str]) -> set[str]:
    return {text.rstrip("x") for text in found}


def test_no_acknowledged_commit_is_lost_to_a_kill(
    nursery: Nursery, closed: Path, data_dir: Path, tmp_path: Path
) -> None:
    acknowledged = lives(nursery, closed, data_dir, 15)
    alone = tmp_path / "alone.ifsjournal"
    alone.write_bytes(closed.read_bytes())
    assert texts_in(alone, tmp_path / "elsewhere")[0] == "first"
    opened = vault.unlock(closed, PASSWORD, data_dir=data_dir)
    assert set(acknowledged) <= beginnings(texts(opened))
    assert opened.conflict_copy is None
    opened.close()
    assert [*closed.parent.iterdir()] == [closed]


@pytest.mark.long
def test_no_acknowledged_commit_is_lost_to_many_kills(
    nursery: Nursery, closed: Path, data_dir: Path
) -> None:
    acknowledged = lives(nursery, closed, data_dir, 200)
    assert set(acknowledged) <= beginnings(texts_in(closed, data_dir))


def test_a_kill_while_creating_leaves_a_whole_journal_or_none(
    nursery: Nursery, path: Path, data_dir: Path
) -> None:
    for delay in range(0, 40, 4):
        process_id, _ = nursery.start("create", path, data_dir)
        nursery.end(process_id, delay / 1000)
        if path.exists():
            vault.unlock(path, PASSWORD, data_dir=data_dir).close()
            path.unlink()
    new(path, data_dir).close()
    assert [*path.parent.iterdir()] == [path]
    assert [*(data_dir / "working").iterdir()] == []


def test_each_step_of_a_publish_may_be_the_last(
    nursery: Nursery, closed: Path, data_dir: Path
) -> None:
    expected = ["first"]
    code = 1
    for step in range(1, 60):
        nursery.start("publish", closed, data_dir, step)
        code, said = nursery.end()
        assert not said
        expected.append(f"step {step}")
        vault.check(closed)
        if code == 0:
            break
    assert code == 0
    assert step > 10
    opened = vault.unlock(closed, PASSWORD, data_dir=data_dir)
    assert texts(opened) == expected
    assert opened.conflict_copy is None
    opened.close()
    assert [*closed.parent.iterdir()] == [closed]
