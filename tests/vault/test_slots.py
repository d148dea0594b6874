"""What opens a journal, and how that is changed: password and recovery code."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from ifs_desktop import vault
from ifs_desktop.vault import Vault, code, container, files, header
from ifs_desktop.vault.errors import (
    DamagedBody,
    NoCode,
    ReadOnlyFolder,
    WrongCode,
    WrongPassword,
)
from tests.vault.journals import CHEAP, CODE, NEW, PASSWORD, new, opens, texts, write


def test_a_changed_password_opens_and_the_old_one_does_no_longer(
    journal: Vault, path: Path, data_dir: Path
) -> None:
    write(journal, "second")
    journal.change_password(NEW, current=PASSWORD, kdf=CHEAP)
    assert opens(path, NEW)
    assert not opens(path, PASSWORD)
    assert not journal.changed
    write(journal, "third")
    journal.close()
    assert not opens(path, PASSWORD)
    again = vault.unlock(path, NEW, data_dir=data_dir)
    assert texts(again) == ["first", "second", "third"]
    again.close()


def test_every_change_uses_a_fresh_salt(journal: Vault, path: Path) -> None:
    salts = {container.look(path).header.slots[0].salt}
    for _ in range(3):
        journal.change_password(PASSWORD, current=PASSWORD, kdf=CHEAP)
        salts.add(container.look(path).header.slots[0].salt)
    assert len(salts) == 4


def test_the_password_is_not_changed_by_who_does_not_know_it(journal: Vault, path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(WrongPassword):
        journal.change_password(NEW, current="guessed", kdf=CHEAP)
    with pytest.raises(NoCode):
        journal.change_password(NEW, current=CODE, kdf=CHEAP)
    assert path.read_bytes() == before


def test_the_recovery_code_opens_and_survives_changes(
    journal: Vault, path: Path, data_dir: Path
) -> None:
    assert not journal.has_code
    journal.change_code(CODE)
    assert journal.has_code
    assert opens(path, CODE)
    journal.change_password(NEW, current=PASSWORD, kdf=CHEAP)
    write(journal, "second")
    journal.close()
    assert opens(path, CODE)
    recovered = vault.unlock(path, CODE, data_dir=data_dir)
    assert texts(recovered) == ["first", "second"]
    recovered.change_password(PASSWORD, current=CODE, kdf=CHEAP)
    recovered.close()
    assert opens(path, PASSWORD)
    assert opens(path, CODE)
    assert not opens(path, NEW)


def test_a_new_code_takes_the_place_of_the_old_one(
    journal: Vault, path: Path, data_dir: Path
) -> None:
    other = code.new()
    journal.change_code(CODE)
    journal.change_code(other)
    assert len(container.look(path).header.slots) == 2
    assert opens(path, other)
    journal.close()
    with pytest.raises(WrongCode):
        vault.unlock(path, CODE, data_dir=data_dir)


def test_a_journal_without_a_code_says_so(closed: Path, data_dir: Path) -> None:
    before = closed.read_bytes()
    with pytest.raises(NoCode):
        vault.unlock(closed, CODE, data_dir=data_dir)
    assert closed.read_bytes() == before


def test_damage_is_said_before_a_wrong_code(closed: Path, data_dir: Path) -> None:
    content = bytearray(closed.read_bytes())
    content[-1] ^= 1
    closed.write_bytes(content)
    with pytest.raises(DamagedBody):
        vault.unlock(closed, CODE, data_dir=data_dir)


def test_a_change_that_cannot_be_written_leaves_the_old_password(
    journal: Vault, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_name: Path, _target: Path) -> None:
        raise PermissionError(13, "read-only")

    with monkeypatch.context() as patch:
        patch.setattr(files, "replace", refused)
        with pytest.raises(ReadOnlyFolder):
            journal.change_password(NEW, current=PASSWORD, kdf=CHEAP)
    assert opens(path, PASSWORD)
    journal.prove(PASSWORD)
    with pytest.raises(WrongPassword):
        journal.prove(NEW)
    write(journal, "second")
    journal.close()
    assert opens(path, PASSWORD)
    assert not opens(path, NEW)


def test_a_sample_has_no_slots_to_change(data_dir: Path) -> None:
    sample = vault.create_temporary(data_dir=data_dir)
    with pytest.raises(RuntimeError, match="with a file"):
        sample.change_code(CODE)
    sample.close()


def test_closing_does_not_wait_for_a_key_that_is_being_derived(
    path: Path, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Argon2 takes a second or three, and locking has one."""
    opened = new(path, data_dir, "first")
    deriving, go_on = threading.Event(), threading.Event()
    real = header.wrap

    def slow(*arguments: object) -> header.Slot:
        deriving.set()
        assert go_on.wait(10)
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(header, "wrap", slow)
    outcome: list[BaseException] = []

    def change() -> None:
        try:
            opened.change_password(NEW, current=PASSWORD, kdf=CHEAP)
        except BaseException as error:
            outcome.append(error)

    changing = threading.Thread(target=change)
    changing.start()
    assert deriving.wait(10)
    write(opened, "second")
    opened.close()  # would never return if it waited
    go_on.set()
    changing.join(10)
    assert isinstance(outcome[0], RuntimeError)
    assert opens(path, PASSWORD)
    assert not opens(path, NEW)
