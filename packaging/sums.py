#!/usr/bin/env python3
"""Checksums of a folder of downloads, and who vouches for them.

    python3 packaging/sums.py write FOLDER        # FOLDER/SHA256SUMS
    python3 packaging/sums.py sign FOLDER KEY     # FOLDER/SHA256SUMS.sig, by an SSH key
    python3 packaging/sums.py check FOLDER        # both, without a network

Who may sign stands in packaging/release-signers, which comes with the source: whoever has that
can check a download offline. The program behind it is ssh-keygen, which every system brings.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

SIGNERS = Path(__file__).resolve().parent / "release-signers"
SIGNER = "release@ifs-desktop"  # the name before the key in that file
PURPOSE = "ifs-desktop-release"  # a signature made for anything else is worth nothing here
SUMS, SIGNATURE = "SHA256SUMS", "SHA256SUMS.sig"
CHUNK = 1 << 20


class Untrue(Exception):
    """A download is not what was signed; the text says which."""


def write(folder: Path) -> None:
    """One line for each file, as sha256sum writes it."""
    lines = [f"{checksum(file)}  {file.name}\n" for file in files(folder)]
    (folder / SUMS).write_bytes("".join(lines).encode())


def sign(folder: Path, key: Path) -> None:
    """Sign the checksums."""
    (folder / SIGNATURE).unlink(missing_ok=True)  # ssh-keygen would ask
    command = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(key), "-n", PURPOSE]
    subprocess.run([*command, str(folder / SUMS)], stdin=subprocess.DEVNULL, check=True)


def check(folder: Path, signers: Path = SIGNERS) -> None:
    """Raise Untrue unless the checksums are signed by one of us and every file has its own."""
    if not (folder / SIGNATURE).is_file():
        raise Untrue(f"{SIGNATURE} is missing beside the download.")
    verify = ["ssh-keygen", "-Y", "verify", "-f", str(signers), "-I", SIGNER, "-n", PURPOSE]
    verify += ["-s", str(folder / SIGNATURE)]
    said = subprocess.run(
        verify, input=(folder / SUMS).read_bytes(), capture_output=True, check=False
    )
    if said.returncode:
        raise Untrue(f"{SUMS} was not signed by a key of packaging/{SIGNERS.name}.")
    named = {}
    for line in (folder / SUMS).read_text("utf-8").splitlines():
        total, _, name = line.partition("  ")
        named[name] = total
    found = files(folder)
    if not found:
        raise Untrue("There is no download in that folder.")
    for file in found:
        if named.get(file.name) != checksum(file):
            raise Untrue(f"{file.name} is not the file that was signed. Please do not start it.")


def files(folder: Path) -> list[Path]:
    """What is summed up: all but the sums themselves."""
    ours = {SUMS, SIGNATURE}
    return sorted(file for file in folder.iterdir() if file.is_file() and file.name not in ours)


def checksum(file: Path) -> str:
    """The SHA-256 of a file of any size."""
    total = hashlib.sha256()
    with file.open("rb") as source:
        while chunk := source.read(CHUNK):
            total.update(chunk)
    return total.hexdigest()


def main(arguments: Sequence[str]) -> int:
    """Do what was asked; the answer is the exit code."""
    match arguments:
        case ["write", folder]:
            write(Path(folder))
        case ["sign", folder, key]:
            sign(Path(folder), Path(key))
        case ["check", folder]:
            try:
                check(Path(folder))
            except Untrue as reason:
                print(reason, file=sys.stderr)
                return 1
            print("All of it is what was signed.")
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
