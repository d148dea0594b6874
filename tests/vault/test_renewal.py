"""A new key: what an old copy and an old password give away ends there."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from ifs_desktop import vault
from ifs_desktop.vault import Vault, connect, container, files
from ifs_desktop.vault.errors import DiskFull, Tampered, WrongCode, WrongPassword
from ifs_desktop.vault.renewal import Renewal
from tests.vault.journals import CHEAP, PASSWORD, beside, new, texts, texts_in, write

NEW = "nine slow clouds over there"
OLD_CODE, CODE = bytes(range(20)), bytes(range(20, 40))


def body_of(path: Path, into: Path) -> Path:
    """The database inside a journal's file."""
    into.write_bytes(path.read_bytes()[8192:])
    return into


def test_the_key_of_an_old_copy_no_longer_reads_the_journal(
    journal: Vault, path: Path, tmp_path: Path, data_dir: Path
) -> None:
    journal.change_code(OLD_CODE)
    old_key = container.look(path).unlock(PASSWORD)
    write(journal, "second")
    renewed = journal.prepare_renewal(NEW, CODE, current=PASSWORD, kdf=CHEAP)
    write(journal, "third")  # one may go on writing until it is closed
    journal.close(renewed)
    assert not any(renewed.dek)
    for secret in (PASSWORD, OLD_CODE):
        with pytest.raises((WrongPassword, WrongCode)):
            container.look(path).unlock(secret)
    with pytest.raises(dbapi2.DatabaseError):
        connect.connect(body_of(path, tmp_path / "body.db"), old_key)
    again = vault.unlock(path, NEW, data_dir=data_dir)
    assert again.arrival == "fresh"
    assert texts(again) == ["first", "second", "third"]
    assert again.has_code
    again.close()
    assert container.look(path).unlock(CODE) == container.look(path).unlock(NEW)
    assert not list((data_dir / "working").iterdir())


def test_a_password_change_alone_would_have_left_the_key(journal: Vault, path: Path) -> None:
    """What the renewal is for."""
    before = container.look(path).unlock(PASSWORD)
    journal.change_password(NEW, current=PASSWORD, kdf=CHEAP)
    assert container.look(path).unlock(NEW) == before


def test_only_who_knows_the_password_renews_the_key(journal: Vault, path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(WrongPassword):
        journal.prepare_renewal(NEW, CODE, current="guessed", kdf=CHEAP)
    assert path.read_bytes() == before


def test_preparing_alone_changes_nothing(journal: Vault, path: Path, data_dir: Path) -> None:
    journal.prepare_renewal(NEW, CODE, current=PASSWORD, kdf=CHEAP)
    write(journal, "second")
    journal.close()
    assert texts_in(path, data_dir) == ["first", "second"]


def test_a_renewal_that_cannot_be_written_leaves_the_old_key_and_every_word(
    journal: Vault, path: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(journal, "second")
    renewed = journal.prepare_renewal(NEW, CODE, current=PASSWORD, kdf=CHEAP)

    def full(_name: Path, _path: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch, pytest.raises(DiskFull):
        patch.setattr(files, "replace", full)
        journal.close(renewed)
    assert texts_in(path, data_dir / "elsewhere") == ["first"]
    again = vault.unlock(path, PASSWORD, data_dir=data_dir)
    assert again.arrival == "resumed"
    assert texts(again) == ["first", "second"]
    again.close()


class Stop(BaseException):
    """The process ends here, as far as the vault can tell."""


def test_each_step_of_a_renewal_may_be_the_last(tmp_path: Path) -> None:
    outcomes = []
    for step in range(1, 100):
        path = tmp_path / f"{step}" / "Documents" / "My journal.ifsjournal"
        path.parent.mkdir(parents=True)
        data_dir = tmp_path / f"{step}" / "data"
        journal = new(path, data_dir, "first")
        write(journal, "second")
        renewed = journal.prepare_renewal(NEW, CODE, current=PASSWORD, kdf=CHEAP)
        whole = closes_within(journal, renewed, step)
        for guard in journal._guards:
            guard.release()  # as the end of the process does
        outcomes.append(the_one_that_opens(path, data_dir))
        assert not (data_dir / "damaged").exists()
        assert not beside(path)
        if whole:
            break
    assert whole
    assert len(outcomes) > 15
    turn = outcomes.index(NEW)  # one step decides, and none goes back
    assert outcomes == [PASSWORD] * turn + [NEW] * (len(outcomes) - turn)
    assert turn > 5


def closes_within(journal: Vault, renewed: Renewal, step: int) -> bool:
    """Whether closing ended before its n-th call into the system, at which all stops dead."""
    left = step

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: object, **more: object) -> Any:
            nonlocal left
            left -= 1
            if left <= 0:
                raise Stop
            return real(*arguments, **more)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for name in ("open", "fsync", "replace", "unlink"):
            patch.setattr(os, name, counted(getattr(os, name)))
        try:
            journal.close(renewed)
        except Stop:
            return False
    return left > 0


def the_one_that_opens(path: Path, data_dir: Path) -> str:
    opened = []
    for secret in (PASSWORD, NEW):
        try:
            again = vault.unlock(path, secret, data_dir=data_dir)
        except WrongPassword:
            continue
        assert again.arrival in ("fresh", "resumed")
        assert texts(again) == ["first", "second"]
        again.close()
        opened.append(secret)
    (one,) = opened
    return one


def test_a_header_of_the_old_key_does_not_fit(journal: Vault, path: Path, data_dir: Path) -> None:
    old = path.read_bytes()
    renewed = journal.prepare_renewal(NEW, CODE, current=PASSWORD, kdf=CHEAP)
    journal.close(renewed)
    forged = bytearray(path.read_bytes())
    # The slots of the old file, with checksums made right: the MAC tells.
    block = bytearray(forged[:4096])
    block[84:192] = old[84:192]
    block[4064:] = sha256(block[:4064]).digest()
    forged[:4096] = forged[4096:8192] = block
    path.write_bytes(forged)
    with pytest.raises(Tampered):
        vault.unlock(path, PASSWORD, data_dir=data_dir)
