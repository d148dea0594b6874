"""Looks at a program from outside: what it wrote, what it holds open, what is in its memory."""

from __future__ import annotations

import os
import re
import stat
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

LARGEST = 256_000_000  # bytes of a file that is read
CHUNK = 16_000_000
OVERLAP = 512  # bytes, longer than any word that is looked for


class Witness:
    """Remembers a moment, and finds what was made or changed since, anywhere below ``roots``."""

    def __init__(self, roots: Sequence[Path]) -> None:
        self._roots = list(dict.fromkeys(root.resolve() for root in roots))
        with tempfile.NamedTemporaryFile() as now:
            self._since = os.stat(now.name).st_ctime_ns  # the files' own clock

    def changed(self) -> Iterator[tuple[str, bytes]]:
        """The path and content of each file; a name alone may tell something, too."""
        for path in self._walk():
            try:
                found = os.lstat(path)
                if found.st_ctime_ns < self._since or not stat.S_ISREG(found.st_mode):
                    continue
                if found.st_size <= LARGEST:
                    yield path, Path(path).read_bytes()
            except OSError:
                continue  # another program's, gone meanwhile

    def _walk(self) -> Iterator[str]:
        for root in self._roots:
            if any(root != other and root.is_relative_to(other) for other in self._roots):
                continue  # walked as a part of the other
            for folder, _, names in os.walk(root):
                for name in names:
                    yield os.path.join(folder, name)


def open_files(pid: int) -> Iterator[tuple[str, bytes]]:
    """Every file a process holds open, also those that have no name any more.

    None, if the process lets nobody look and we are not root.
    """
    folder = f"/proc/{pid}/fd"
    if not os.access(folder, os.R_OK):
        return
    for link in Path(folder).iterdir():
        try:
            name = os.readlink(link)
            if stat.S_ISREG(os.stat(link).st_mode) and not name.startswith("/memfd:"):
                yield name, link.read_bytes()
        except OSError:
            continue


def family(pid: int) -> list[int]:
    """A process and all it has started."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in family(int(child)))]


def memory(pid: int) -> Iterator[bytes]:
    """Every readable piece of a process's memory; pieces overlap where a region is large."""
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as mem:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            found = re.match(r"([0-9a-f]+)-([0-9a-f]+) r", line)
            if found is None or "[v" in line:
                continue
            start, end = (int(value, 16) for value in found.groups())
            for at in range(start, end, CHUNK):
                try:
                    mem.seek(at)
                    yield mem.read(min(CHUNK + OVERLAP, end - at))
                except (OSError, ValueError, OverflowError):
                    continue


def in_memory(pid: int, words: Sequence[str]) -> tuple[int, int]:
    """How often words stand in a process's memory in any encoding; how many bytes were read."""
    count = read = 0
    for piece in memory(pid):
        read += len(piece)
        packed = piece.translate(None, b"\0")  # in which UTF-8, 16 and 32 are the same
        count += sum(packed.count(word.encode("ascii")) for word in words)
    return count, read


def command_line(pid: int) -> list[str]:
    """What a process was started with."""
    return Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")


def wait_until_replaced(pid: int) -> None:
    """Until the program has become a new one, as it does when it locks."""
    end = time.monotonic() + 120
    while "ifs_desktop" not in command_line(pid):
        assert time.monotonic() < end, "the process was not replaced"
        time.sleep(0.05)


def wait_until_at_rest(pid: int) -> None:
    """Until its lock page is up, and what it loads behind it: it waits and uses no time."""
    end = time.monotonic() + 120
    seen: list[tuple[str, str]] = []
    while len(seen) < 8 or len(set(seen)) > 1 or seen[0][0] != "S":
        assert time.monotonic() < end, "the process never came to rest"
        time.sleep(0.05)
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        state, user_and_system = fields[0], " ".join(fields[11:13])
        seen = [*seen[-7:], (state, user_and_system)]
    assert "libQt6Widgets" in Path(f"/proc/{pid}/maps").read_text()
