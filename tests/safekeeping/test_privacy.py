"""The page Privacy: what it says is what holds, and it looks again while it is seen."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from ifs_desktop import hardening
from ifs_desktop.hardening.live import State
from ifs_desktop.parts import edits as parts
from ifs_desktop.safekeeping import edits, facts, privacy_page, promises, queries
from ifs_desktop.safekeeping.facts import Facts
from ifs_desktop.safekeeping.privacy_page import PrivacyPage
from ifs_desktop.store import Store
from ifs_desktop.vault import Vault, files
from tests.helpers.app import Person, rest
from tests.safekeeping.conftest import the_vault, words_on
from tests.tools.source import ROOT

CLOSED = State(
    dumpable=False,
    core_limit=0,
    seccomp_mode=2,
    seccomp_filters=1,
    network_refused=True,
    network_sockets=0,
    network_modules=("socket", "asyncio"),
    network_libraries=("_socket.cpython-311-x86_64-linux-gnu.so",),
)
OPEN = State(
    dumpable=True,
    core_limit=-1,
    seccomp_mode=0,
    seccomp_filters=0,
    network_refused=False,
    network_sockets=2,
    network_modules=(),
    network_libraries=(),
)
UNKNOWN = State(None, None, None, None, None, None, (), None)


def page_of(person: Person) -> PrivacyPage:
    page: PrivacyPage = person.window.page("privacy")
    person.wait(lambda: "Read from this system" in words_on(person))
    return page


def said(state: State, opened: tuple[Store, Vault]) -> dict[str, promises.Said]:
    store, vault = opened
    real = facts.read(vault, store, Path("settings.txt"))
    return promises.read(dataclasses.replace(real, system=state))


def test_what_is_closed_is_said_to_be(opened: tuple[Store, Vault]) -> None:
    now = said(CLOSED, opened)
    assert {name for name, one in now.items() if one.good is not True} == {"modules"}
    assert "refused" in now["network"].text
    assert "socket, asyncio, _socket." in now["modules"].text
    assert "SQLAlchemy" in now["modules"].text


def test_what_is_open_is_not_glossed_over(opened: tuple[Store, Vault]) -> None:
    now = said(OPEN, opened)
    for name in ("network", "sockets", "dumps", "debugger"):
        assert now[name].good is False, name
    assert "2" in now["sockets"].text
    assert now["modules"].good is True


def test_what_a_system_cannot_tell_is_said_to_be_untold(opened: tuple[Store, Vault]) -> None:
    now = said(UNKNOWN, opened)
    for name in ("network", "sockets", "dumps", "debugger"):
        assert now[name].good is None, name
        assert "Cannot be told here" in now[name].text


def test_the_cipher_and_the_cost_are_those_of_the_journal(opened: tuple[Store, Vault]) -> None:
    _, vault = opened
    cipher = queries.cipher(vault)
    assert cipher.version.startswith("4.")
    assert cipher.page_check == "HMAC_SHA512"
    assert cipher.temporary_in_memory
    assert cipher.kdf is not None
    assert (cipher.kdf.memory_kib, cipher.kdf.passes) == (64, 1)
    assert not cipher.has_code


def test_a_file_that_others_may_read_is_told(tmp_path: Path) -> None:
    file = tmp_path / "settings.txt"
    file.write_text("theme = dark\n")
    file.chmod(0o600)
    assert promises.place("settings", facts.place(file)).good is True
    file.chmod(0o644)
    told = promises.place("settings", facts.place(file))
    assert told.good is False
    assert "encrypted" not in told.text
    assert "encrypted" in promises.place("journal", facts.place(file)).text
    assert promises.place("folder", facts.place(file)).good is None
    missing = promises.place("backups", facts.place(tmp_path / "not there"))
    assert missing == promises.Said(None, "Nothing is there now.")


def test_a_temporary_file_is_told(opened: tuple[Store, Vault]) -> None:
    store, vault = opened
    here = Path("settings.txt")
    assert facts.read(vault, store, here).left == 0
    files.beside(vault.path).write_bytes(b"")
    (vault.working_folder / "snapshot-1").write_bytes(b"")
    found = facts.read(vault, store, here)
    assert found.left == 2
    assert promises.read(found)["temporary"].good is None


def test_every_place_is_shown_and_can_be_copied(person: Person, tmp_path: Path) -> None:
    vault = the_vault(person)
    stick = tmp_path / "Stick"
    stick.mkdir()
    edits.choose_folder(person.store, folder=stick)
    page_of(person)
    for title, path in (
        ("Your journal", vault.path),
        ("The encrypted working copy, while it is open", vault.working_folder),
        ("Backups on this computer", vault.backup_folder),
        ("Backups in your folder", stick),
        ("Settings, with nothing of what you write", person.app.settings.file),
    ):
        assert person.find(title, QLineEdit).text() == str(path)
        person.find(f"Copy the path: {title}")


def test_what_cannot_be_promised_is_said(person: Person) -> None:
    page_of(person)
    text = words_on(person)
    for word in (
        "administrator",
        "sleeps",
        "Pictures of the screen",
        "make you tell",
        "Old backups",
    ):
        assert word in text, word


def test_it_looks_again_while_it_is_seen(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(privacy_page, "LOOK_EVERY", 100)
    state = [CLOSED]
    looked: list[State] = []

    def read() -> State:
        looked.append(state[0])
        return state[0]

    monkeypatch.setattr(hardening, "state", read)
    page_of(person)
    person.wait(lambda: any("Closed. Tried right now" in name for name in person.names()))
    state[0] = OPEN
    person.wait(lambda: any("Not closed by the system" in name for name in person.names()))
    assert "The way to the network: Not closed by the system here." in " ".join(person.names())
    person.window.go("map")
    rest(150)
    before = len(looked)
    rest(400)
    assert len(looked) == before
    person.window.go("privacy")
    person.press("Look again")
    person.wait(lambda: len(looked) > before)


def test_the_sample_journal_has_its_facts_too(qtbot: QtBot) -> None:
    someone = Person()
    someone.look_around()
    page_of(someone)
    assert "The sample has no password" in words_on(someone)
    assert "Your journal" not in someone.names()
    someone.end()


@pytest.mark.skipif(sys.platform != "linux", reason="what Linux enforces")
def test_in_a_program_that_was_closed_off_the_page_finds_it_closed(tmp_path: Path) -> None:
    code = """
from pathlib import Path
from ifs_desktop import hardening
hardening.close_up()
from ifs_desktop import vault
from ifs_desktop.safekeeping import facts, promises
from ifs_desktop.store import Store
from ifs_desktop.vault import Kdf
opened = vault.create(Path("a.ifsjournal"), "four quiet birds", data_dir=Path("data"),
                      kdf=Kdf(64, 1, 1))
store = Store.open(opened)
said = promises.read(facts.read(opened, store, Path("settings.txt")))
print(*sorted(name for name, one in said.items() if one.good is True))
store.close()
opened.close()
"""
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.stdout.split() == [
        *("cipher", "clipboard", "debugger", "dumps", "network", "password", "sockets"),
        "temporary",
    ], ran.stderr


def test_reading_the_facts_leaves_the_journal_as_it_is(opened: tuple[Store, Vault]) -> None:
    store, vault = opened
    parts.add_part(store, name="Lookout", role="manager")
    vault.publish()
    found = facts.read(vault, store, Path("settings.txt"))
    assert isinstance(found, Facts)
    assert not vault.changed
