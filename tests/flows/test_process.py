"""What can only be seen from outside: the process is replaced at lock, and no socket is opened."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.tools.session import DRAFT, LINE, PASSWORD

ROOT = Path(__file__).parents[2]
SESSION = [sys.executable, str(ROOT / "tests/tools/session.py")]
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


@contextmanager
def session(*before: str, what: str) -> Iterator[subprocess.Popen[str]]:
    (Path(os.environ["HOME"]) / "Documents").mkdir(exist_ok=True)
    process = subprocess.Popen(
        [*before, *SESSION, what],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,  # so that all of it can be ended, a traced child too
    )
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def command_line(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")


def wait_until_replaced(pid: int) -> None:
    end = time.monotonic() + 60
    while "ifs_desktop" not in command_line(pid):
        assert time.monotonic() < end, "the process was not replaced"
        time.sleep(0.05)


def wait_until_at_rest(pid: int) -> None:
    """Until its lock page is up, and what it loads behind it: it waits and uses no time."""
    end = time.monotonic() + 60
    seen: list[tuple[str, str]] = []
    while len(seen) < 8 or len(set(seen)) > 1 or seen[0][0] != "S":
        assert time.monotonic() < end, "the process never came to rest"
        time.sleep(0.05)
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        state, user_and_system = fields[0], " ".join(fields[11:13])
        seen = [*seen[-7:], (state, user_and_system)]
    assert "libQt6Widgets" in Path(f"/proc/{pid}/maps").read_text()


def windows_of(pid: int) -> list[str]:
    return [str(Path(link).resolve()) for link in Path(f"/proc/{pid}/fd").iterdir()]


def memory(pid: int) -> Iterator[bytes]:
    """Every readable piece of a process's memory."""
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as mem:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            found = re.match(r"([0-9a-f]+)-([0-9a-f]+) r", line)
            if found is None or "[v" in line:
                continue
            start, end = (int(value, 16) for value in found.groups())
            try:
                mem.seek(start)
                yield mem.read(end - start)
            except (OSError, ValueError, OverflowError):
                continue


@linux_only
@pytest.mark.skipif(
    sys.platform == "linux" and os.geteuid() != 0, reason="only root may look into the app's memory"
)
def test_locking_replaces_the_process_and_leaves_nothing_in_memory() -> None:
    with session(what="words") as process:
        wait_until_replaced(process.pid)
        wait_until_at_rest(process.pid)
        assert process.poll() is None
        assert "-m" in command_line(process.pid)
        assert not [name for name in windows_of(process.pid) if "work.db" in name]
        for piece in memory(process.pid):
            for word in (LINE, DRAFT, PASSWORD):
                assert word.encode() not in piece
                assert word.encode("utf-16-le") not in piece
        process.send_signal(signal.SIGTERM)
    again = subprocess.run([*SESSION, "unlock"], cwd=ROOT, capture_output=True, text=True)
    assert "closed" in again.stdout, again.stderr
    assert again.stderr == ""


@linux_only
def test_a_whole_session_opens_no_network_socket(tmp_path: Path) -> None:
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed")
    log = tmp_path / "calls.txt"
    # --seccomp-bpf: stop only at these calls; stopping at each makes the session 20 times slower
    watch = [
        strace,
        "-f",
        "--seccomp-bpf",
        "-qq",
        "-e",
        "trace=socket,connect,bind,sendto",
        "-o",
        str(log),
    ]
    with session(*watch, what="words") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "relaunch\n"
        (traced,) = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        wait_until_replaced(int(traced))
        wait_until_at_rest(int(traced))  # the new process, and its lock page, are watched as well
        process.send_signal(signal.SIGTERM)
    calls = log.read_text()
    assert "AF_UNIX" in calls, "strace saw nothing at all"
    assert not re.findall(r".*AF_INET.*", calls)


def test_nothing_typed_in_a_session_is_readable_on_the_disk() -> None:
    with session(what="words") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "relaunch\n"
    files = [path for path in Path(os.environ["HOME"]).rglob("*") if path.is_file()]
    assert any(path.suffix == ".ifsjournal" for path in files)
    for path in files:
        data = path.read_bytes()
        for word in (LINE, DRAFT, PASSWORD, "Canary"):
            for code in ("utf-8", "utf-16-le", "utf-16-be"):
                assert word.encode(code) not in data, f"{word!r} in {path}"
