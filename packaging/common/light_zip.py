"""The part of Python that is loaded before all else, without alphabets of the last century."""

from __future__ import annotations

import zipfile
from pathlib import Path

# Encodings that Python itself, its zip files and Windows' consoles ask for; the app reads UTF-8.
KEPT = frozenset(
    (
        *("__init__", "aliases", "ascii", "charmap", "cp1252", "cp437", "idna", "latin_1"),
        *("mbcs", "oem", "punycode", "raw_unicode_escape", "undefined", "unicode_escape"),
        *("utf_16", "utf_16_be", "utf_16_le", "utf_32", "utf_32_be", "utf_32_le"),
        *("utf_8", "utf_8_sig"),
    )
)


def lighten(file: Path) -> None:
    """Leave the other encodings out of PyInstaller's base_library.zip."""
    with zipfile.ZipFile(file) as old:
        content = [(told, old.read(told)) for told in old.infolist()]
    with zipfile.ZipFile(file, "w") as new:
        for told, code in content:
            folder, _, name = told.filename.rpartition("/")
            if folder != "encodings" or name.removesuffix(".pyc") in KEPT:
                new.writestr(told, code)
