"""The .deb and the .tar.xz."""

from __future__ import annotations

import platform
import shutil
from pathlib import Path

import dev
from common import bundle, content, facts
from linux import deb, tree

LARGEST_DEB = 45_000_000  # bytes
LARGEST_INSTALLED = 130_000_000


def build(dist: Path) -> Path:
    """Make both from the bundle; the answer is the .deb."""
    root = staged()
    package = dist / f"{facts.APP}_{facts.version()}_{deb.architecture()}.deb"
    dev.say(f"Writing {package.name}; this takes a minute …")
    deb.write(root, package, facts.version(), small=True)
    size = package.stat().st_size
    if size > LARGEST_DEB:
        raise dev.Stop(f"{package.name} has {size} bytes, and {LARGEST_DEB} are the most.")
    archive(dist)
    return package


def staged() -> Path:
    """The tree of the .deb, from a bundle that was looked through."""
    made = bundle.make()
    content.check(made)
    root = facts.BUILD / "tree"
    tree.lay_out(made, root)
    size = deb.installed(root)
    dev.say(f"Installed it takes {size / 1e6:.1f} MB.")
    if size > LARGEST_INSTALLED:
        raise dev.Stop(f"Installed it has {size} bytes, and {LARGEST_INSTALLED} are the most.")
    return root


def archive(dist: Path) -> Path:
    """The bundle with an installation note, for every other Linux."""
    name = f"{facts.APP}-{facts.version()}-linux-{platform.machine()}"
    folder = facts.BUILD / name
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(facts.BUILD / "bundle" / facts.APP, folder / facts.APP, symlinks=True)
    tree.desktop(folder / "share")
    for note in ("INSTALL.txt", "install.sh"):
        tree.put(folder, note)
    shutil.copyfile(facts.ROOT / "LICENSE", folder / "LICENSE")
    for path in folder.rglob("*"):
        if not path.is_symlink():
            runs = path.is_dir() or path.name in (facts.APP, "install.sh")
            path.chmod(0o755 if runs else 0o644)
    file = dist / f"{name}.tar.xz"
    dev.say(f"Writing {file.name}; this takes a minute …")
    file.write_bytes(deb.compressed(deb.archive(folder, facts.epoch(), name)))
    shutil.rmtree(folder)
    return file
