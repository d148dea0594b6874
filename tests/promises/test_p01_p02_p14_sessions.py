"""Whole sessions, watched from outside: nothing on the disk, no network, nothing left in memory.

Each session types a word into every kind of place (tests/tools/session.py). P1: no file that was
made or changed anywhere holds one of them in any encoding, however the session ends. P2: it opens
no network socket, and is the same where there is no network. P14: once it is locked, the memory
of the new process holds none of them.
"""

from __future__ import annotations

import base64
import gzip
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest

from ifs_desktop.hardening import linux
from tests.helpers.canaries import PLACES, Search, canaries, traces
from tests.helpers.figures import Figures
from tests.helpers.witness import (
    Witness,
    in_memory,
    memory,
    open_files,
    wait_until_at_rest,
    wait_until_replaced,
)
from tests.promises.sessions import Session, session

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
# Stops only at these calls: stopping at each makes the session 20 times slower.
STRACE = ("strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=socket,connect,bind,sendto,execve")
ENDINGS = (signal.SIGSEGV, signal.SIGKILL)  # a crash also wants to leave a dump of the memory
# Words that are not to be kept: in the journal, that is. The rest was written to stay.
PASSING = {"password", "wrong", "copied", "undone"}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Each session is a test of its own: once in the quick run, often in the long one."""
    if "number" in metafunc.fixturenames:
        often = 20 if "locked" in metafunc.function.__name__ else 6
        metafunc.parametrize("number", range(often if metafunc.config.getoption("--long") else 1))


def watched_by_strace(log: Path) -> list[str]:
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    return [*STRACE, "-o", str(log)]


def nothing_is_readable(one: Session, figures: Figures, ending: str) -> None:
    looked, found = one.leaks()
    figures.note("P1", "sessions ended by " + ending, 1)
    figures.note("P1", "files looked at", looked)
    figures.note("P1", "words found", len(found))
    assert set(one.codes) == {"code", "plain code"}
    assert looked >= 3  # the journal, the settings, its error output
    assert found == []
    assert one.mark not in "".join(one.told)
    assert not [line for line in one.told if line.startswith("reached out")]


@pytest.mark.skipif(
    sys.platform == "linux" and os.geteuid() != 0, reason="only root may look into its memory"
)
def test_a_locked_session_leaves_nothing_on_disk_in_memory_or_on_the_network(
    tmp_path: Path, figures: Figures, number: int
) -> None:
    fresh_home(tmp_path / "one home")
    log = tmp_path / "calls.txt"
    with session(tmp_path / "session", *watched_by_strace(log)) as one:
        one.write_everywhere()
        before = seen_in_memory(one)
        nothing_is_readable(one, figures, "a look while it is open")
        one.say("lock")
        one.hear("relaunch")
        wait_until_replaced(one.pid)
        wait_until_at_rest(one.pid)
        assert not [name for name, _ in open_files(one.pid) if "work.db" in name]
        left, read = in_memory(one.pid, [one.mark, *one.codes.values()])
        nothing_is_readable(one, figures, "lock")
        one.end(signal.SIGTERM)
    figures.note("P14", "words in memory before the lock", len(before))
    figures.note("P14", "words in memory after the lock", left)
    figures.note("P14", "locks", 1)
    assert {place for place, _ in before} == set(PLACES), "the look misses what is there"
    assert {"utf-8", "utf-16-le"} <= {code for _, code in before}
    assert read > 20_000_000, "hardly anything was read of the new process"
    assert left == 0
    families = re.findall(r"socket\((\w+)", log.read_text())
    families = [family for family in families if family != hex(linux.NO_FAMILY)]  # a question
    figures.note("P2", "sockets of this computer", families.count("AF_UNIX"))
    figures.note("P2", "network sockets", len(families) - families.count("AF_UNIX"))
    assert '-m", "ifs_desktop' in log.read_text(), "the new process was not watched"
    assert set(families) == {"AF_UNIX"}
    assert one.kept() == set(PLACES) - PASSING


def test_a_session_is_the_same_without_a_network_and_leaves_nothing_when_it_quits_or_crashes(
    tmp_path: Path, figures: Figures, number: int
) -> None:
    alone = ["unshare", "-n"]
    if subprocess.run([*alone, "true"], capture_output=True).returncode:
        alone = []  # it may not be taken off the network here
    fresh_home(tmp_path / "one home")
    with session(tmp_path / "quit", *alone) as off:
        off.write_everywhere()
        if alone:
            devices = Path(f"/proc/{off.pid}/net/dev").read_text()
            assert "lo:" in devices and not re.search(r"\b(eth|en|wl)\w+:", devices)
        off.say("quit")
        off.hear("closed")
        off.process.wait(60)
        nothing_is_readable(off, figures, "quit")
    assert off.process.returncode == 0
    assert off.errors.read_text() == ""
    assert off.kept() == set(PLACES) - PASSING
    fresh_home(tmp_path / "other home")
    with session(tmp_path / "on") as on:
        on.write_everywhere()
        on.say("stay")
        ending = ENDINGS[number % 2]
        on.end(ending)
        nothing_is_readable(on, figures, ending.name)
    assert on.process.returncode == -ending
    assert not list((tmp_path / "on").rglob("core*"))
    assert len(on.told) >= 8
    assert on.told == off.told
    figures.note("P2", "sessions the same without a network", len(alone) // 2)


def fresh_home(home: Path) -> None:
    """Each session is a first start."""
    home.mkdir()
    os.environ["HOME"] = str(home)  # put back by the fixture that every test has
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        os.environ[f"XDG_{name}_HOME"] = str(home / f".{name.lower()}")


def seen_in_memory(one: Session) -> set[tuple[str, str]]:
    """The places whose words stand in the memory of a session, and in which encoding."""
    found: set[tuple[str, str]] = set()
    patterns = {
        code: re.compile(re.escape(f"{one.mark}ö".encode(code)) + rb"(?:[a-z]\0*){3,10}")
        for code in ("utf-8", "latin-1", "utf-16-le", "utf-32-le")  # latin-1: as Python has it
    }
    for piece in memory(one.pid):
        for code, pattern in patterns.items():
            if one.mark.encode(code) in piece:
                said = [word.decode(code, "ignore") for word in pattern.findall(piece)]
                found |= {(p, code) for p in PLACES for word in said if f"ö{p}" in word}
    return found


# ---- that all of this can fail


def test_the_search_finds_a_word_in_every_encoding() -> None:
    words = canaries("qqqmark")
    search = Search(words, "qqqmarkö")
    codes = Search({"code": "QX4T-7ZB2-9MKD"})
    for how, trace in traces("QX4T-7ZB2-9MKD").items():
        assert ("code", how) in codes.hits(b"\xff\x00before" + trace + b"after\xfe"), how
    assert codes.hits(b"QX4T-7ZB2-9MKE") == set()
    assert search.encodings() >= 20
    assert len(words) >= 12
    for place, word in words.items():
        for how, trace in traces(word).items():
            assert (place, how) in search.hits(b"\xff\x00before" + trace + b"after\xfe"), how
        for shift in range(3):
            packed = base64.b64encode(b"x" * shift + word.encode() + b"after")
            assert (place, f"base64 +{shift}") in search.hits(packed)
        inside = b"something " + word.encode("utf-16-le")
        for pack in (zlib.compress, gzip.compress):
            assert (place, "zlib utf-16-le") in search.hits(b"PNG...." + pack(inside) + b"...")
    assert search.hits(b"nothing " * 100 + zlib.compress(b"nothing")) == set()
    assert search.hits(os.urandom(3_000_000)) == set()


def test_the_witness_sees_what_was_made_changed_renamed_or_has_no_name(tmp_path: Path) -> None:
    old, moved = tmp_path / "old", tmp_path / "moved"
    for path in (old, moved):
        path.write_text("before")
        os.utime(path, (1, 1))
    time.sleep(0.05)  # the files' clock has coarse ticks
    witness = Witness([tmp_path, tmp_path / "new"])
    assert list(witness.changed()) == []
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "made").write_text("made")
    os.utime(tmp_path / "new" / "made", (1, 1))  # the time it says it has is not believed
    moved.rename(tmp_path / "other")
    assert {Path(name).name for name, _ in witness.changed()} == {"made", "other"}
    old.write_text("changed")
    assert {Path(name).name for name, _ in witness.changed()} == {"made", "other", "old"}
    with (tmp_path / "gone").open("w+") as gone:
        gone.write("still held")
        gone.flush()
        (tmp_path / "gone").unlink()
        assert b"still held" in [content for _, content in open_files(os.getpid())]


def test_a_network_socket_is_seen_where_one_is_opened(tmp_path: Path) -> None:
    log = tmp_path / "calls.txt"
    code = "import socket; socket.socket(socket.AF_INET, socket.SOCK_STREAM).close()"
    subprocess.run([*watched_by_strace(log), sys.executable, "-c", code], check=True)
    assert "socket(AF_INET" in log.read_text()
