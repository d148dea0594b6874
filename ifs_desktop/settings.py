"""One table of preferences, one `name = value` a line. No word of a journal is ever kept here.

The one path that is remembered (the last journal's) can be switched off. Qt-free, and light
enough to be read before the first window is on the screen: importing json would cost it 3 ms.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import Any


class Preference:
    """One row: its name, its type, its default, and the values allowed (None: any)."""

    def __init__(
        self, name: str, kind: type, default: Any, allowed: tuple[object, ...] | None
    ) -> None:
        self.name = name
        self.kind = kind
        self.default = default
        self.allowed = allowed


TABLE = (
    Preference("theme", str, "system", ("system", "light", "dark")),
    Preference("idle_lock_minutes", int, 5, (0, 1, 2, 5, 10, 15, 30, 60)),  # 0: never
    Preference("lock_when_minimised", bool, False, None),
    Preference("cover_when_inactive", bool, False, None),
    Preference("neutral_title", bool, False, None),
    Preference("remember_journal", bool, True, None),
    Preference("last_journal", str, "", None),  # an absolute path
    Preference("window_width", int, 1280, None),
    Preference("window_height", int, 820, None),
    Preference("window_maximised", bool, False, None),
)
_BY_NAME = {row.name: row for row in TABLE}


class Settings:
    """The preferences of one user of this computer, kept in one small text file."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._values = _read(file)
        self._unwritten: dict[str, object] = {}

    @property
    def file(self) -> str:
        """Where they are kept."""
        return self._file

    def get(self, name: str) -> object:
        """The value kept, or the default. Unknown names raise KeyError."""
        row = _BY_NAME[name]
        value = self._values.get(name, row.default)
        return value if _fits(row, value) else row.default

    def text(self, name: str) -> str:
        """A text preference."""
        return str(self.get(name))

    def number(self, name: str) -> int:
        """A whole-number preference."""
        value = self.get(name)
        return value if isinstance(value, int) else int(_BY_NAME[name].default)

    def on(self, name: str) -> bool:
        """A yes-or-no preference."""
        return bool(self.get(name))

    def set(self, **values: object) -> None:
        """Keep values. A folder that cannot be written to is no reason to stop working."""
        for name, value in values.items():
            if not _fits(_BY_NAME[name], value):
                raise ValueError(f"{name} cannot be {value!r}")
        # Another window may have kept something since this one looked.
        self._unwritten.update(values)
        self._values = _read(self._file)
        for name, value in self._unwritten.items():
            if value == _BY_NAME[name].default:
                self._values.pop(name, None)
            else:
                self._values[name] = value
        with suppress(OSError):  # the preferences hold for this session
            _write(self._file, self._values)
            self._unwritten.clear()


def _fits(row: Preference, value: object) -> bool:
    return type(value) is row.kind and (row.allowed is None or value in row.allowed)


def _read(file: str) -> dict[str, object]:
    try:
        with open(file, encoding="utf-8", errors="surrogateescape", newline="\n") as stream:
            lines = stream.read().split("\n")
    except OSError:
        return {}  # none yet: preferences are not worth a question at start
    found: dict[str, object] = {}
    for line in lines:
        name, _, text = line.partition(" = ")
        row = _BY_NAME.get(name)
        if row is None:
            continue
        if row.kind is str:
            found[name] = text
        elif row.kind is bool and text in ("yes", "no"):
            found[name] = text == "yes"
        elif row.kind is int and text.isdecimal():
            found[name] = int(text)
    return found


def _write(file: str, values: dict[str, object]) -> None:
    folder = os.path.dirname(file)
    os.makedirs(folder, mode=0o700, exist_ok=True)
    fresh = f"{file}.{os.urandom(6).hex()}"  # several windows may write at once
    try:
        # A path on Linux may hold bytes that are no UTF-8: surrogateescape carries them through.
        with open(fresh, "x", encoding="utf-8", errors="surrogateescape", newline="\n") as stream:
            for name, value in sorted(values.items()):
                text = ("no", "yes")[value] if isinstance(value, bool) else str(value)
                if "\n" not in text:  # a path with a line break in it is not remembered
                    stream.write(f"{name} = {text}\n")
        os.replace(fresh, file)
    except OSError:
        with suppress(OSError):
            os.unlink(fresh)
        raise
