"""Lays out what the .deb installs, as it will be below /."""

from __future__ import annotations

import gzip
import re
import shutil
import time
from pathlib import Path

from common import facts, icons

FILES = Path(__file__).parent / "files"
HOME = f"usr/lib/{facts.APP}"  # of the bundle
SHARE = "usr/share"
PIXELS = "usr/share/icons/hicolor"
# Libraries in the bundle that Debian has as well: the .deb depends on Debian's, which are kept
# safe by Debian. The .tar.xz keeps them, since other systems call them by other names.
DEBIANS = re.compile(
    r"lib(bz2|crypto|ffi|lzma|mpdec|uuid|xcb(-[a-z-]+)?|xkbcommon(-x11)?|z)\.so\.[0-9.]+$"
)


def lay_out(bundle: Path, root: Path) -> None:
    """Fill ``root``, which is made anew."""
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(bundle, root / HOME, symlinks=True)
    for library in (root / HOME / "_internal").iterdir():
        if DEBIANS.match(library.name):
            library.unlink()
    (root / "usr/bin").mkdir()
    (root / "usr/bin" / facts.APP).symlink_to(f"../lib/{facts.APP}/{facts.APP}")
    desktop(root / SHARE)
    documents(root / SHARE)
    for path in root.rglob("*"):
        if not path.is_symlink():
            program = path.is_dir() or path == root / HOME / facts.APP
            path.chmod(0o755 if program else 0o644)


def desktop(share: Path) -> None:
    """What desktops read: the menu's entry, the kind of file, the software centre's page, icons."""
    put(share / "applications", f"{facts.ID}.desktop")
    put(share / "mime/packages", f"{facts.ID}.xml")
    put(share / "metainfo", f"{facts.ID}.metainfo.xml")
    hicolor = share / "icons/hicolor"
    document = facts.MIME.replace("/", "-")
    for kind, folder, name in (
        ("app", "apps", facts.ID),
        ("journal", "mimetypes", document),
    ):
        for side in icons.LINUX:
            copy(facts.ICONS / f"{kind}-{side}.png", hicolor / f"{side}x{side}/{folder}/{name}.png")
        copy(icons.DRAWINGS / f"{kind}.svg", hicolor / f"scalable/{folder}/{name}.svg")
        symbol = icons.DRAWINGS / f"{kind}-symbolic.svg"
        copy(symbol, hicolor / f"symbolic/{folder}/{name}-symbolic.svg")


def documents(share: Path) -> None:
    """What Debian wants to be told with a package, and the manual's page."""
    folder = share / "doc" / facts.APP
    put(folder, "copyright")
    put(folder, "README.Debian")
    when = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(facts.epoch()))
    changes = (
        f"{facts.APP} ({facts.version()}) unstable; urgency=medium\n\n"
        f"  * Version {facts.version()}; what changed stands in NEWS.gz.\n\n"
        f" -- {facts.MAINTAINER}  {when}\n"
    )
    zipped(folder / "changelog.gz", changes)
    zipped(folder / "NEWS.gz", (facts.ROOT / "CHANGELOG.md").read_text("utf-8"))
    page = (FILES / f"{facts.APP}.1").read_text("utf-8")
    zipped(share / f"man/man1/{facts.APP}.1.gz", facts.filled(page))
    put(share / "lintian/overrides", "lintian-overrides", facts.APP)


def put(folder: Path, name: str, called: str = "") -> None:
    """One of our files, filled in."""
    folder.mkdir(parents=True, exist_ok=True)
    text = (FILES / name).read_text("utf-8")
    (folder / (called or name)).write_text(facts.filled(text), "utf-8")


def copy(file: Path, to: Path) -> None:
    """A file as it is."""
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, to)


def zipped(file: Path, text: str) -> None:
    """A text as Debian wants those: gzip, without a time of its own."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
