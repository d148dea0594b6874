"""Runs tests/tools/session.py in folders of its own, and looks for what it leaves behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ifs_desktop import vault
from tests.helpers.canaries import CODE, Search, canaries, new_mark
from tests.helpers.journal import dump
from tests.helpers.witness import Witness, command_line, family, open_files

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, str(ROOT / "tests/tools/session.py")]


class Session:
    """A running session, what it has told so far, and who watches it."""

    def __init__(self, folder: Path, before: tuple[str, ...]) -> None:
        home = Path(os.environ["HOME"])
        self.mark = new_mark()
        self.words = canaries(self.mark)
        self.search = Search(self.words, f"{self.mark}ö")
        self.home = home
        self.told: list[str] = []
        self.codes: dict[str, str] = {}
        work, temporary = folder / "work", folder / "tmp"
        for made in (work, temporary, home / "Documents"):
            made.mkdir(exist_ok=True)
        runtime = os.environ.get("XDG_RUNTIME_DIR", "")
        named = [*(os.environ[name] for name in os.environ if name.startswith("XDG_")), runtime]
        self.witness = Witness(
            [
                *(home, work, temporary, ROOT),
                *(Path(tempfile.gettempdir()), Path("/dev/shm"), Path("/var/tmp")),  # noqa: S108
                *(Path(name) for name in named if name.startswith("/")),
            ]
        )
        with (work / "errors.txt").open("wb") as errors:
            self.process = subprocess.Popen(
                [*before, *PROGRAM],
                cwd=work,
                env={**os.environ, "TMPDIR": str(temporary), "PYTHONDONTWRITEBYTECODE": "1"},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                start_new_session=True,  # so that all of it can be ended, a traced child too
            )
        self.errors = work / "errors.txt"
        self._pid = 0

    @property
    def pid(self) -> int:
        """The program itself, also where something watches it from around it."""
        if not self._pid:  # it stays the same when the program is replaced
            found = (p for p in family(self.process.pid) if PROGRAM[1] in command_line(p)[1:2])
            self._pid = next(found)
        return self._pid

    def write_everywhere(self) -> None:
        """Have it type words into every kind of place."""
        self.say(self.mark)
        self.hear("ready")

    def say(self, words: str) -> None:
        """Tell it how to go on."""
        assert self.process.stdin is not None
        self.process.stdin.write(words + "\n")
        self.process.stdin.flush()

    def hear(self, until: str) -> None:
        """Wait for a line."""
        assert self.process.stdout is not None
        while (line := self.process.stdout.readline().strip()) != until:
            assert line, f"it ended before {until!r}: {self.errors.read_text()}"
            if line.startswith(CODE):
                code = line.removeprefix(CODE).strip()
                self.codes = {"code": code, "plain code": code.replace("-", "")}
            else:
                self.told.append(line)

    def end(self, with_signal: int) -> None:
        """End the program itself, and wait for it."""
        os.kill(self.pid, with_signal)
        self.process.wait(60)

    def leaks(self) -> tuple[int, list[str]]:
        """How many files were looked at, and where a word of ours was found, in which encoding."""
        looked, found = 0, []
        codes = Search(self.codes)
        running = family(self.process.pid) if self.process.poll() is None else []
        held = [file for pid in running for file in open_files(pid)]
        for name, content in [*self.witness.changed(), *held]:
            looked += 1
            content = os.fsencode(name) + b"\0" + content
            for place, how in self.search.hits(content) | codes.hits(content):
                found.append(f"{place} as {how} in {name}")
        return looked, found

    def kept(self) -> set[str]:
        """The places whose words are in the journal; it opens with the password that was typed."""
        (path,) = (self.home / "Documents").glob("*.ifsjournal")
        data = Path(os.environ["XDG_DATA_HOME"], "ifs-desktop")
        opened = vault.unlock(path, self.words["password"], data_dir=data)
        with opened.engine.connect() as connection:
            drafts = [tuple(row) for row in connection.exec_driver_sql("SELECT * FROM draft")]
        everything = json.dumps([dump(opened.engine), drafts], default=str, ensure_ascii=False)
        opened.close()
        return {place for place, word in self.words.items() if word in everything}


@contextmanager
def session(folder: Path, *before: str) -> Iterator[Session]:
    """A session that is certainly over afterwards. ``before`` is a program that watches it."""
    folder.mkdir(exist_ok=True)
    made = Session(folder, before)
    try:
        yield made
    finally:
        with suppress(ProcessLookupError):
            os.killpg(made.process.pid, signal.SIGKILL)
        made.process.wait()
        for pipe in (made.process.stdin, made.process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()
