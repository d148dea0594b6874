"""Backups: whole, verified journal files in our own folder, made before anything risky."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from ifs_desktop.vault import container, files
from ifs_desktop.vault.header import Header

_UNFIT = re.compile(r"[^a-z0-9-]+")


def write(body: Path, what: Header, dek: bytes | bytearray, data_dir: Path, reason: str) -> Path:
    """Keep ``body`` as a journal file of its own; it opens with the same password.

    ``reason`` ends in the name: small letters, digits and hyphens. Raises OSError.
    """
    folder = data_dir / "backups" / what.journal_id.hex()
    files.make_folder(folder)
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    path = folder / f"{moment} {_UNFIT.sub('-', reason.lower())}.ifsjournal"
    with container.prepared(body, what, dek, path) as (name, _):
        files.place_new(name, path)
    files.sync_folder(folder)
    container.check(path)
    return path
