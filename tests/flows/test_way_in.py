"""What can go wrong at the door: each has its own sentence, and the file is left as it is."""

from __future__ import annotations

import hashlib
import json
import os
import struct
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ifs_desktop import publishing, vault
from ifs_desktop.app import create_journal
from ifs_desktop.store import Store
from ifs_desktop.vault import header, holder
from tests.helpers.app import CHEAP, Person
from tests.helpers.codes import choose_code

PASSWORD = "the blue door, twice"  # noqa: S105


@pytest.fixture
def person(qtbot: QtBot) -> Iterator[Person]:
    someone = Person()
    yield someone
    someone.end()


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """A journal made elsewhere."""
    path = tmp_path / "usb" / "Notes.ifsjournal"
    path.parent.mkdir()
    vault.create(path, PASSWORD, data_dir=tmp_path / "elsewhere", kdf=CHEAP).close()
    return path


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1000])


def replace_by_text(path: Path) -> None:
    path.write_text("Dear diary, " * 2000)


def make_newer(path: Path) -> None:
    """Raise the version in both headers, with a right checksum, as a later app would write it."""
    data = bytearray(path.read_bytes())
    for start in (0, header.BLOCK):
        block = data[start : start + header.BLOCK - 32]
        version = struct.unpack_from(">H", block, 8)[0]
        struct.pack_into(">H", block, 8, version + 1)
        data[start : start + header.BLOCK] = block + hashlib.sha256(block).digest()
    path.write_bytes(data)


def damage_body(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-2000] ^= 1
    path.write_bytes(data)


def remove(path: Path) -> None:
    path.unlink()


def nothing(path: Path) -> None:
    """The file is fine."""


def said(person: Person) -> str:
    """The sentence below the password field."""
    return "\n".join(
        label.text()
        for label in person.app.frame.findChildren(QLabel)
        if label.isVisible() and label.property("kind") == "error"
    )


def try_it(person: Person, journal: Path, password: str) -> str:
    person.lock_page.open_file(str(journal))
    QApplication.processEvents()
    person.unlock(password)
    person.wait(lambda: said(person) != "")
    return said(person)


CASES: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "a wrong password": (nothing, "the red door", "This password does not open “Notes.ifsjournal”"),
    "a truncated file": (cut, PASSWORD, "The end of “Notes.ifsjournal” is missing"),
    "a text file": (replace_by_text, PASSWORD, "is not a journal"),
    "a newer format": (make_newer, PASSWORD, "newer version"),
    "a damaged file": (damage_body, PASSWORD, "Part of “Notes.ifsjournal” is damaged"),
    "a missing file": (remove, PASSWORD, "“Notes.ifsjournal”"),
}


@pytest.mark.parametrize("case", CASES)
def test_each_way_it_can_fail_has_its_sentence_and_leaves_the_file(
    person: Person, journal: Path, case: str
) -> None:
    change, password, words = CASES[case]
    change(journal)
    before = journal.read_bytes() if journal.exists() else b""
    assert words in try_it(person, journal, password)
    assert (journal.read_bytes() if journal.exists() else b"") == before
    assert person.app.window is None


def test_no_two_ways_share_a_sentence(person: Person, journal: Path) -> None:
    whole = journal.read_bytes()
    sentences = []
    for change, password, _words in CASES.values():
        journal.write_bytes(whole)
        change(journal)
        sentences.append(try_it(person, journal, password))
        person.type("Password", "")  # typing takes the sentence away
        QTest.keyClick(person.find("Password"), Qt.Key.Key_X)
        assert said(person) == ""
    assert len(set(sentences)) == len(CASES)


def test_a_wrong_password_keeps_the_focus_ready_to_type_again(
    person: Person, journal: Path
) -> None:
    try_it(person, journal, "the red door")
    field = person.find("Password")
    assert field.hasFocus()
    assert field.selectedText()
    person.unlock(PASSWORD)
    person.wait(person.opened)


def test_a_new_journal_in_a_missing_folder_says_so(person: Person, tmp_path: Path) -> None:
    person.type("Where it is kept", str(tmp_path / "not there"))
    person.type("Password", PASSWORD)
    person.type("Repeat password", PASSWORD)
    person.press("Create journal")
    person.wait(lambda: said(person) != "")
    assert "folder" in said(person)
    assert not (tmp_path / "not there").exists()


def test_a_new_journal_never_takes_the_place_of_a_file(person: Person, journal: Path) -> None:
    before = journal.read_bytes()
    person.type("Where it is kept", str(journal.parent))
    person.type("Name", "Notes")
    person.type("Password", PASSWORD)
    person.type("Repeat password", PASSWORD)
    person.press("Create journal")
    person.wait(lambda: said(person) != "")
    assert "“Notes.ifsjournal”" in said(person)
    assert journal.read_bytes() == before


def held_elsewhere(journal: Path) -> Path:
    """The note of somebody at another computer."""
    note = holder.note_of(journal)
    note.write_text(json.dumps(asdict(replace(holder.me(), computer="attic", account="ana"))))
    return note


def test_a_journal_open_at_another_computer_is_opened_only_on_purpose(
    person: Person, journal: Path
) -> None:
    note = held_elsewhere(journal)
    told = try_it(person, journal, PASSWORD)
    assert "on the computer “attic”, in the account “ana”" in told
    assert "attic" in note.read_text()
    person.press("Open it here anyway")
    person.wait(person.opened)
    assert "attic" not in note.read_text()


def test_the_recovery_code_opens_on_purpose_too(person: Person, journal: Path) -> None:
    opened = vault.unlock(journal, PASSWORD, data_dir=journal.parent / "elsewhere")
    opened.change_code(bytes(20))
    opened.close()
    held_elsewhere(journal)
    person.lock_page.open_file(str(journal))
    choose_code(person)
    person.type("Recovery code", vault.code.spell(bytes(20)))
    person.type("New password", "the green door")
    person.type("Repeat new password", "the green door")
    person.press("Open with this code")
    person.wait(lambda: "“attic”" in said(person))
    person.press("Open it here anyway")
    person.wait(person.opened)
    person.lock_and_unlock("the green door")


def test_a_file_that_is_gone_is_made_up_for_and_that_is_said(person: Person) -> None:
    journal = person.documents / "Notes.ifsjournal"
    opened = create_journal(str(journal), PASSWORD, person.folders.data, CHEAP)
    store = Store.open(opened)
    store.keep_draft("a place", "written before the power went")
    store.close()
    opened.abandon()
    journal.unlink()
    person.lock_page.open_file(str(journal))
    QApplication.processEvents()
    person.unlock(PASSWORD)
    person.wait(person.opened)
    assert "“Notes.ifsjournal” is gone from its folder" in shown(person)
    assert person.store.draft("a place") == "written before the power went"
    person.app.lock()
    assert journal.exists()


def test_once_the_file_is_there_again_it_is_no_longer_said_to_be_gone(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "QUIET", 1.0)
    journal = person.documents / "Notes.ifsjournal"
    opened = create_journal(str(journal), PASSWORD, person.folders.data, CHEAP)
    opened.abandon()
    journal.unlink()
    person.lock_page.open_file(str(journal))
    QApplication.processEvents()
    person.unlock(PASSWORD)
    person.wait(person.opened)
    assert "is gone from its folder" in shown(person)
    person.wait(journal.exists)
    person.wait(lambda: "is gone from its folder" not in shown(person))


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A journal on a medium that cannot be written to, for root as well."""
    stick = tmp_path / "stick"
    stick.mkdir()
    journal = stick / "Notes.ifsjournal"
    if os.geteuid() == 0 and not mounted("-t", "tmpfs", "tmpfs", str(stick)):
        pytest.skip("root may write anywhere, and nothing can be mounted here")
    vault.create(journal, PASSWORD, data_dir=tmp_path / "elsewhere", kdf=CHEAP).close()
    if os.geteuid() == 0:
        assert mounted("-o", "remount,ro", str(stick))
        yield journal
        subprocess.run(["umount", "-l", str(stick)], check=True)
    else:
        stick.chmod(0o500)
        yield journal
        stick.chmod(0o700)


def mounted(*arguments: str) -> bool:
    return subprocess.run(["mount", *arguments], capture_output=True).returncode == 0


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such mounts")
def test_a_read_only_folder_is_said_and_nothing_is_lost(person: Person, read_only: Path) -> None:
    """Opening works; the window says at once that the file cannot be brought up to date."""
    before = read_only.read_bytes()
    person.lock_page.open_file(str(read_only))
    QApplication.processEvents()
    person.unlock(PASSWORD)
    person.wait(person.opened)
    assert "“Notes.ifsjournal” does not allow changes" in shown(person)
    assert "safe on this computer, but not in your file yet" in shown(person)
    assert "choose another place" not in shown(person)  # there is no way to
    person.store.keep_draft("a place", "written in a read-only folder")
    person.app.lock()
    assert person.relaunched[-1][1] == "ReadOnlyFolder"
    assert read_only.read_bytes() == before
    person.end()
    person.start(str(read_only), "ReadOnlyFolder")
    assert "safe on this computer" in shown(person)
    person.unlock(PASSWORD)
    person.wait(person.opened)
    assert person.store.draft("a place") == "written in a read-only folder"


def shown(person: Person) -> str:
    """Every word on the screen."""
    labels = person.app.frame.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())
