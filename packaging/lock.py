#!/usr/bin/env python3
"""Writes packaging/requirements/: what a release is built from, each file by its hash.

    python3 packaging/lock.py             # the newest releases that pyproject.toml allows
    python3 packaging/lock.py --keep      # what is written there already, where it is allowed still

Releases are built from these files alone, so that the same commit is the same app tomorrow and
nobody can slip another file in between. The tool that writes them is uv.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

import dev

FOLDER = dev.ROOT / "packaging" / "requirements"
UV = "uv>=0.13,<0.14"
# Intel Macs stand alone: newer releases of cryptography have no wheels for them.
PLATFORMS = {
    "linux": "x86_64-manylinux_2_34",
    "windows": "x86_64-pc-windows-msvc",
    "macos-arm64": "aarch64-apple-darwin",
    "macos-x86_64": "x86_64-apple-darwin",
}
PYTHON = "3.11"  # the release builds' Python


def main(arguments: Sequence[str]) -> int:
    """Write one file for each platform."""
    if unknown := set(arguments) - {"--keep"}:
        print(f"lock.py: there is no option {min(unknown)}\n\n{__doc__}", file=sys.stderr)
        return 2
    dev.prepare(for_tests=False)
    pip = [str(dev.venv_python()), "-m", "pip", "install", "-qq"]
    subprocess.run([*pip, UV], check=True)
    FOLDER.mkdir(exist_ok=True)
    for name, platform in PLATFORMS.items():
        dev.say(f"{name} …")
        subprocess.run(command(name, platform, "--keep" in arguments), cwd=dev.ROOT, check=True)
    return 0


def command(name: str, platform: str, keep: bool) -> list[str]:
    """How uv is asked for a platform's file."""
    asked = [str(dev.venv_python()), "-m", "uv", "pip", "compile", "pyproject.toml", "--quiet"]
    asked += ["--extra=package", "--generate-hashes", "--only-binary=:all:", "--native-tls"]
    asked += [f"--python-version={PYTHON}", f"--python-platform={platform}"]
    asked += ["--custom-compile-command=python3 packaging/lock.py"]
    asked += [] if keep else ["--upgrade"]
    return [*asked, f"--output-file={os.path.relpath(FOLDER / f'{name}.txt', dev.ROOT)}"]


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except dev.Stop as reason:
        sys.exit(str(reason))
