"""Writes a .deb (see deb(5)) from a tree, alike to the byte whenever the tree is alike."""

from __future__ import annotations

import hashlib
import io
import lzma
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

import dev
from common import facts

FILES = Path(__file__).parent / "files"
DESCRIPTION = """\
 You meet your parts, put them on a map, let them talk with you and with each
 other, keep a journal, and walk through exercises at your own pace. All of it
 stays in one encrypted file on this computer.
 .
 The app has no network code: no account, no telemetry, no update check. It is
 not therapy and not for a crisis."""
# liblzma's own way with machine code makes a package a tenth smaller; dpkg reads it.
SMALL = (
    {"id": lzma.FILTER_X86},
    {"id": lzma.FILTER_LZMA2, "preset": 6},
)


def write(root: Path, file: Path, version: str, *, small: bool) -> None:
    """The package of what lies below ``root``; not ``small``: larger, and made in a moment."""
    content = archive(root, facts.epoch())
    data = ("data.tar.xz", compressed(content)) if small else ("data.tar", content)
    about = {
        "control": control(root, version).encode(),
        "md5sums": sums(root).encode(),
        "postrm": (FILES / "postrm").read_bytes(),
    }
    members = [
        ("debian-binary", b"2.0\n"),
        ("control.tar.xz", lzma.compress(small_archive(about, facts.epoch()))),
        data,
    ]
    with file.open("wb") as package:
        package.write(b"!<arch>\n")
        for name, content in members:
            head = f"{name:<16}{facts.epoch():<12}{0:<6}{0:<6}{'100644':<8}{len(content):<10}`\n"
            package.write(head.encode() + content + b"\n" * (len(content) % 2))


def compressed(content: bytes) -> bytes:
    """As small as it gets in about a minute."""
    return lzma.compress(content, check=lzma.CHECK_CRC32, filters=list(SMALL))


def archive(root: Path, when: int, prefix: str = ".") -> bytes:
    """All that lies below ``root`` as a tar archive: sorted, of root's, all of the same time."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.GNU_FORMAT) as tar:
        for path in [root, *sorted(root.rglob("*"))]:
            name = prefix if path == root else f"{prefix}/{path.relative_to(root)}"
            told = tar.gettarinfo(str(path), name)
            told.uid = told.gid = 0
            told.uname = told.gname = "root"
            told.mtime = when
            if told.isfile() and told.size:
                with path.open("rb") as content:
                    tar.addfile(told, content)
            else:
                tar.addfile(told)
    return made.getvalue()


def small_archive(files: dict[str, bytes], when: int) -> bytes:
    """A few files as a tar archive; scripts may be run."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.GNU_FORMAT) as tar:
        for name, content in sorted(files.items()):
            told = tarfile.TarInfo(f"./{name}")
            told.size, told.mtime = len(content), when
            told.mode = 0o755 if content.startswith(b"#!") else 0o644
            told.uname = told.gname = "root"
            tar.addfile(told, io.BytesIO(content))
    return made.getvalue()


def control(root: Path, version: str) -> str:
    """What dpkg and apt are told."""
    return f"""\
Package: {facts.APP}
Version: {version}
Section: misc
Priority: optional
Architecture: {architecture()}
Maintainer: {facts.MAINTAINER}
Installed-Size: {installed(root) // 1024}
Depends: {", ".join(depends(root))}
Recommends: fonts-noto-core, fonts-noto-color-emoji, libcups2, shared-mime-info
Suggests: fonts-noto-cjk
Description: {facts.SUMMARY[2:]}
{DESCRIPTION}
"""


def architecture() -> str:
    """What Debian calls this machine."""
    return output(["dpkg", "--print-architecture"]).strip()


def installed(root: Path) -> int:
    """Bytes on the disk, as dpkg counts them: whole KiB for each file, one for anything else."""
    total = 0
    for path in root.rglob("*"):
        plain = path.is_file() and not path.is_symlink()
        total += (path.stat().st_size + 1023) // 1024 * 1024 if plain else 1024
    return total


def sums(root: Path) -> str:
    """The checksums that dpkg --verify compares."""
    files = sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    lines = [
        f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(root)}\n"
        for path in files
    ]
    return "".join(lines)


def depends(root: Path) -> list[str]:
    """The Debian packages of every library that is not in the tree: found, never guessed."""
    lib = root / "usr/lib" / facts.APP
    programs = [path for path in sorted(lib.rglob("*")) if is_program(path)]
    # The printer's library is another's to bring: where there is no printer, nothing is amiss.
    programs = [path for path in programs if path.parent.name != "printsupport"]
    folders = sorted({str(path.parent) for path in programs})
    with tempfile.TemporaryDirectory() as place:
        (Path(place) / "debian").mkdir()
        (Path(place) / "debian/control").write_text(
            f"Source: {facts.APP}\n\nPackage: {facts.APP}\n"
        )
        command = ["dpkg-shlibdeps", "-O", "--ignore-missing-info", "--warnings=0"]
        command += [f"-l{folder}" for folder in folders] + [f"-e{path}" for path in programs]
        said = output(command, place)
    found = said.strip().removeprefix("shlibs:Depends=").split(", ")
    return sorted(name for name in found if not re.match(re.escape(facts.APP), name))


def is_program(path: Path) -> bool:
    """Whether it is machine code: a program or a library."""
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as content:
        return content.read(4) == b"\x7fELF"


def output(command: list[str], folder: str | None = None) -> str:
    """What a tool of Debian's prints."""
    try:
        ran = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    except FileNotFoundError:
        raise dev.Stop(f"A .deb can only be built where {command[0]} is, on Debian.") from None
    if ran.returncode:
        raise dev.Stop(f"{command[0]} did not work:\n{dev.tail(ran)}")
    return ran.stdout.decode()
