"""Writes a .deb (see deb(5)) from a tree, alike to the byte whenever the tree is alike."""

from __future__ import annotations

import hashlib
import io
import lzma
import re
import subprocess
import tarfile
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
    programs = [path for path in sorted(root.rglob("*")) if is_program(path)]
    # The printer's library is another's to bring: where there is no printer, nothing is amiss.
    programs = [path for path in programs if path.parent.name != "printsupport"]
    told = output(["readelf", "--dynamic", "--wide", *map(str, programs)])
    wanted = set(re.findall(r"\(NEEDED\).*\[(.+)\]", told))
    missing = wanted - {path.name for path in root.rglob("*.so*")}
    known = packages_of_libraries()
    if unknown := sorted(name for name in missing if name not in known):
        raise dev.Stop("No Debian package installed here brings " + ", ".join(unknown))
    # Of "1.14.10", only "1.14": what is published after that mends, and adds nothing to call.
    return sorted({re.sub(r"(>= [^.)]+\.[^.)]+)[^)]*", r"\1", known[name]) for name in missing})


def packages_of_libraries() -> dict[str, str]:
    """For each library that Debian's packages here bring, what depends on it depends on."""
    found = {"ld-linux-x86-64.so.2": "libc6", "ld-linux-aarch64.so.1": "libc6"}
    here = Path("/var/lib/dpkg/info")
    for file in sorted(here.glob("*.symbols")):
        # Some have only this: a line such as "libbz2.so.1.0 libbz2-1.0 #MINVER#" for each library
        for name, package in re.findall(r"^(\S+) (\S+) #MINVER#", file.read_text("utf-8"), re.M):
            found[name] = package
    for file in sorted(here.glob("*.shlibs")):
        for line in file.read_text("utf-8").splitlines():
            # such as "libX11 6 libx11-6 (>= 2:1.6.9)"; a word with a colon before is for installers
            if parts := re.match(r"(\S+)\s+(\S+)\s+(\S.*)", line):
                name, number, package = parts.groups()
                if not name.endswith(":"):
                    found[f"{name}.so.{number}"] = package
                    found[f"{name}-{number}.so"] = package
    return found


def is_program(path: Path) -> bool:
    """Whether it is machine code: a program or a library."""
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as content:
        return content.read(4) == b"\x7fELF"


def output(command: list[str]) -> str:
    """What a tool of Debian's prints."""
    try:
        ran = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError:
        raise dev.Stop(f"A .deb can only be built where {command[0]} is, on Debian.") from None
    if ran.returncode:
        raise dev.Stop(f"{command[0]} did not work:\n{dev.tail(ran)}")
    return ran.stdout.decode()
