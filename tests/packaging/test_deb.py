"""The .deb and what desktops read: alike each time, and of one mind about names."""

from __future__ import annotations

import configparser
import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from ifs_desktop.ui import title
from ifs_desktop.vault import header
from tests.tools.source import ROOT

pytestmark = [
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about Linux"),
    pytest.mark.skipif(not shutil.which("dpkg"), reason="a .deb is built on Debian"),
]
Module = Callable[[str], ModuleType]
FILES = ROOT / "packaging" / "linux" / "files"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A little of what a package installs."""
    lib = tmp_path / "tree" / "usr" / "lib" / "ifs-desktop"
    (lib / "_internal").mkdir(parents=True)
    shutil.copy(sys.executable, lib / "ifs-desktop")
    (lib / "_internal" / "b.txt").write_text("b")
    (lib / "_internal" / "a.txt").write_text("a")
    (lib / "_internal" / "link").symlink_to("a.txt")
    return tmp_path / "tree"


def members(package: bytes) -> dict[str, bytes]:
    """The three parts of a .deb, read as deb(5) describes them."""
    assert package.startswith(b"!<arch>\n")
    found, place = {}, 8
    while place < len(package):
        head = package[place : place + 60]
        size = int(head[48:58])
        found[head[:16].decode().strip()] = package[place + 60 : place + 60 + size]
        place += 60 + size + size % 2
    return found


def test_two_packages_of_the_same_commit_are_alike_to_the_byte(
    ours: Module, tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deb = ours("linux.deb")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    deb.write(tree, tmp_path / "one.deb", "0.1.0", small=True)
    again = tmp_path / "again"
    shutil.copytree(tree, again, symlinks=True)
    for file in again.rglob("*.txt"):
        os.utime(file, (1, 1))
    deb.write(again, tmp_path / "two.deb", "0.1.0", small=True)
    package = (tmp_path / "one.deb").read_bytes()
    assert package == (tmp_path / "two.deb").read_bytes()

    parts = members(package)
    assert list(parts) == ["debian-binary", "control.tar.xz", "data.tar.xz"]
    with tarfile.open(fileobj=io.BytesIO(parts["data.tar.xz"])) as data:
        files = data.getmembers()
    assert [file.name for file in files] == sorted(file.name for file in files)
    assert {(file.uname, file.uid, file.mtime) for file in files} == {("root", 0, 1790000000)}
    with tarfile.open(fileobj=io.BytesIO(parts["control.tar.xz"])) as control:
        assert control.getmember("./postrm").mode == 0o755
        told = control.extractfile("./control")
        assert told is not None
        assert re.search(rb"^Depends: .*libc6 \(>= 2\.\d+\)", told.read(), re.MULTILINE)


def test_what_is_not_expected_in_a_bundle_stops_the_build(ours: Module, tmp_path: Path) -> None:
    content, dev = ours("common.content"), ours("dev")
    for name in content.NEEDED["linux"]:
        file = tmp_path / "_internal/PySide6/Qt/plugins" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    content.check(tmp_path)
    for name, words in {
        "_internal/libQt6Network.so.6": "must never hold",
        "_internal/PySide6/Qt/plugins/tls/libqopensslbackend.so": "must never hold",
        "_internal/PySide6/Qt/plugins/platforms/libqvnc.so": "must never hold",
        "_internal/PySide6/Qt/plugins/sqldrivers/libqsqlite.so": "must never hold",
        "_internal/libgtk-3.so.0": "must never hold",
        "_internal/ifs_desktop/store/migrations/__pycache__/env.cpython-311.pyc": "must never hold",
        "_internal/markdown-3.11.3.dist-info/RECORD": "must never hold",
        "_internal/libsurprise.so.1": "does not allow",
    }.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
        with pytest.raises(dev.Stop, match=words):
            content.check(tmp_path)
        file.unlink()
    (tmp_path / "_internal/PySide6/Qt/plugins" / content.NEEDED["linux"][0]).unlink()
    with pytest.raises(dev.Stop, match=r"lacks platforms/libqxcb\.so"):
        content.check(tmp_path)


def test_desktops_are_told_one_name_and_the_journals_own_first_bytes(ours: Module) -> None:
    facts = ours("common.facts")
    entry = configparser.RawConfigParser()
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(FILES / f"{facts.ID}.desktop", "utf-8")
    row = entry["Desktop Entry"]
    assert row["Exec"] == f"{facts.APP} %f"
    assert row["MimeType"] == f"{facts.MIME};"
    assert (row["Name"], row["StartupWMClass"], row["Icon"]) == title.OWN
    assert title.OWN[2] == facts.ID

    kind = ET.parse(FILES / f"{facts.ID}.xml").find(".//{*}mime-type")
    assert kind is not None
    assert kind.get("type") == facts.MIME
    glob, match = kind.find("{*}glob"), kind.find(".//{*}match")
    assert glob is not None and match is not None
    assert glob.get("pattern") == f"*{facts.ENDING}"
    magic = str(match.get("value")).encode().decode("unicode_escape").encode("latin-1")
    assert magic == header.MAGIC

    about = ET.fromstring(facts.filled((FILES / f"{facts.ID}.metainfo.xml").read_text("utf-8")))
    assert about.findtext("id") == facts.ID
    assert about.findtext(".//launchable") == f"{facts.ID}.desktop"
    assert about.findtext(".//mediatype") == facts.MIME
    for picture in about.iter("image"):
        name = str(picture.text).removeprefix(f"{facts.PICTURES}/")
        assert (ROOT / "docs" / "pictures" / name).is_file()


def test_every_size_of_an_icon_is_drawn_and_none_is_empty(ours: Module, tmp_path: Path) -> None:
    icons = ours("common.icons")
    for kind in icons.KINDS:
        for side in (16, 24, 48, 256):
            image = icons.draw(kind, side)
            seen = [
                (x, y) for x in range(side) for y in range(side) if image.pixelColor(x, y).alpha()
            ]
            assert len({x for x, _ in seen}) >= side * 0.6
            assert len({y for _, y in seen}) >= side * 0.85
    windows, macos = icons.ico("app"), icons.icns("journal")
    assert windows[:6] == b"\x00\x00\x01\x00" + bytes([len(icons.WINDOWS), 0])
    assert macos[:4] == b"icns" and int.from_bytes(macos[4:8], "big") == len(macos)


def test_the_archive_installs_for_one_person_and_leaves_journals_alone(tmp_path: Path) -> None:
    unpacked, home = tmp_path / "unpacked", tmp_path / "home"
    entry = Path("applications/org.ifsdesktop.IFSDesktop.desktop")
    (unpacked / "share" / entry.parent).mkdir(parents=True)
    shutil.copy(FILES / entry.name, unpacked / "share" / entry)
    (unpacked / "ifs-desktop").mkdir()
    (unpacked / "ifs-desktop" / "ifs-desktop").write_text("#!/bin/sh\necho it starts\n")
    (unpacked / "ifs-desktop" / "ifs-desktop").chmod(0o755)
    shutil.copy(FILES / "install.sh", unpacked)
    kept = home / ".local/share/ifs-desktop/backups/My journal.ifsjournal"
    kept.parent.mkdir(parents=True)
    kept.write_text("words")

    def install(*arguments: str) -> str:
        command = ["sh", str(unpacked / "install.sh"), *arguments]
        env = {"PATH": os.environ["PATH"], "HOME": str(home)}
        return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout

    install()
    assert "in your menu" in install()  # over itself, too
    program = home / ".local/share/ifs-desktop-program/ifs-desktop"
    assert f'Exec="{program}" %f\n' in (home / ".local/share" / entry).read_text("utf-8")
    started = subprocess.run([home / ".local/bin/ifs-desktop"], capture_output=True, check=True)
    assert started.stdout == b"it starts\n"
    assert "Your journals" in install("--remove")
    assert kept.read_text() == "words"
    assert not program.exists() and not (home / ".local/share" / entry).exists()
    assert not (home / ".local/bin/ifs-desktop").is_symlink()
