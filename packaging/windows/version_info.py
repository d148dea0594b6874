"""What Windows shows about the program: its version resource, in the form PyInstaller reads."""

from __future__ import annotations

import re
from pathlib import Path

from common import facts

TEXT = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, OS=0x40004, fileType=0x1),
  kids=[
    StringFileInfo([StringTable("040904B0", [
      StringStruct("CompanyName", "{name}"),
      StringStruct("FileDescription", "{name}"),
      StringStruct("FileVersion", "{version}"),
      StringStruct("InternalName", "{app}"),
      StringStruct("LegalCopyright", "{licence}"),
      StringStruct("OriginalFilename", "{name}.exe"),
      StringStruct("ProductName", "{name}"),
      StringStruct("ProductVersion", "{version}"),
    ])]),
    VarFileInfo([VarStruct("Translation", [0x0409, 1200])]),
  ],
)
"""


def text(version: str) -> str:
    """The resource for a version such as 1.2.3; Windows wants four numbers besides."""
    return TEXT.format(
        numbers=numbers(version),
        version=version,
        name=facts.NAME,
        app=facts.APP,
        licence=facts.LICENCE,
    )


def numbers(version: str) -> tuple[int, int, int, int]:
    """1.2.3 and 1.2.3rc1 are (1, 2, 3, 0)."""
    found = re.match(r"(\d+)\.(\d+)\.(\d+)", version)
    assert found, version
    return int(found[1]), int(found[2]), int(found[3]), 0


def file() -> Path:
    """The resource of the version at hand, written where PyInstaller can read it."""
    made = facts.BUILD / "version_info.txt"
    made.parent.mkdir(exist_ok=True)
    made.write_text(text(facts.version()), "utf-8")
    return made
