"""Other journals, from the menu, from the lock page and from the system; real app, one process."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu

from ifs_desktop import several, vault
from ifs_desktop.app import standard_folders
from ifs_desktop.several import Seat
from ifs_desktop.ui import ask
from ifs_desktop.ui.file_open import FileOpen
from ifs_desktop.vault import Vault
from tests.helpers.app import CHEAP, Person, rest
from tests.shell.conftest import PASSWORD

Control = Qt.KeyboardModifier.ControlModifier
Shift = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was given a window of its own."""
    files: list[str] = []
    monkeypatch.setattr(several, "open_in_new_window", files.append)
    return files


@pytest.fixture
def other(tmp_path: Path) -> Iterator[tuple[str, Seat]]:
    """A journal that another window shows."""
    path = str(tmp_path / "Other.ifsjournal")
    vault.create(path, PASSWORD, data_dir=data(), kdf=CHEAP).close()
    seat = Seat(data())
    assert seat.take(path)
    seat.be_ready()
    yield path, seat
    seat.leave()


def data() -> str:
    return standard_folders().data


def said(person: Person) -> str:
    labels = person.app.frame.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


# ---- from an open journal


def test_another_journal_and_a_new_one_have_windows_of_their_own(
    inside: Person, opened: list[str]
) -> None:
    (journal, *_) = inside.app.frame.menuBar().actions()
    menu = journal.menu()
    assert isinstance(menu, QMenu)
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts == [
        *("Open another journal…", "New journal…"),
        *(
            "What was put away",
            "Password and recovery code",
            "Backups",
            "Export and import",
            "Privacy",
        ),
        *("Lock", "Close journal", "Quit"),
    ]
    with ask.answer("/home/ana/Other.ifsjournal") as asked:
        inside.key(Qt.Key.Key_O, Control)
    assert asked == ["Open a journal"]
    assert opened == ["/home/ana/Other.ifsjournal"]
    with ask.answer(None):
        inside.key(Qt.Key.Key_O, Control)
    assert len(opened) == 1
    inside.key(Qt.Key.Key_N, Control, Shift)
    assert opened[1:] == [""]
    assert inside.opened()


def test_ctrl_w_keeps_everything_and_closes_the_window(inside: Person) -> None:
    inside.press("Help")
    inside.type("Whom I can turn to", "someone kind")
    inside.key(Qt.Key.Key_W, Control)
    inside.wait(lambda: not inside.app.frame.isVisible())
    assert inside.app.opened is None and inside.relaunched == []
    inside.end()
    inside.start()
    inside.unlock(PASSWORD)
    inside.wait(inside.opened)
    inside.press("Help")
    assert inside.find("Whom I can turn to").toPlainText() == "someone kind"


def test_a_conflict_copy_can_be_opened_beside_it(
    person: Person, opened: list[str], tmp_path: Path
) -> None:
    person.create(PASSWORD)
    path = diverge(person, tmp_path)
    person.start()
    person.unlock(PASSWORD)
    person.wait(person.opened)
    assert "was also changed in another place" in said(person)
    person.press("Open it in a new window")
    (copy,) = opened
    assert "conflict" in copy and Path(copy).parent == path.parent
    vault.unlock(copy, PASSWORD, data_dir=tmp_path / "third").close()


def diverge(person: Person, tmp_path: Path) -> Path:
    """End it with something unpublished, and change the file in another place."""
    assert person.app.opened is not None
    path = person.app.opened.vault.path
    whole = path.read_bytes()
    person.app.opened.store.set_state("therapist", "yes")
    person.app.opened.store.close()
    person.app.opened.vault.abandon()
    person.app.opened = None
    person.app._ending = True
    person.app._seat.leave()
    person.end()
    elsewhere = tmp_path / "elsewhere" / path.name
    elsewhere.parent.mkdir()
    elsewhere.write_bytes(whole)
    there: Vault = vault.unlock(elsewhere, PASSWORD, data_dir=tmp_path / "there")
    there.change_password(PASSWORD, current=PASSWORD, kdf=CHEAP)
    there.close()
    path.write_bytes(elsewhere.read_bytes())
    return path


# ---- which window is found by what


def test_the_window_is_found_by_what_it_shows(person: Person) -> None:
    folder = person.app._seat.folder
    assert several.is_shown(folder, "")
    person.create(PASSWORD)
    assert person.app.opened is not None
    path = str(person.app.opened.vault.path)
    assert several.is_shown(folder, path) and not several.is_shown(folder, "")
    person.app.lock()
    assert person.relaunched == [(path, "")]
    assert not several.is_shown(folder, path)


def test_a_sample_is_found_by_nobody_until_it_is_kept(sample: Person, tmp_path: Path) -> None:
    folder = sample.app._seat.folder
    assert os.listdir(folder) == []
    assert sample.app.opened is not None
    kept = sample.app.opened.vault
    kept.keep_as(tmp_path / "Mine.ifsjournal", PASSWORD, CHEAP)  # its dialog measures the computer
    sample.window.kept.emit()
    assert several.is_shown(folder, str(kept.path))


def test_a_locked_sample_does_not_become_a_second_window_of_a_journal(
    sample: Person, other: tuple[str, Seat]
) -> None:
    sample.app.settings.set(last_journal=other[0])
    sample.app.lock()
    assert sample.relaunched == [(several.NEW, "")]


# ---- coming to the front


def test_a_window_that_is_asked_for_comes_to_the_front(person: Person) -> None:
    frame = person.app.frame
    frame.showMinimized()
    assert frame.isMinimized()
    several.ask(person.app._seat.folder, "")
    person.wait(lambda: not frame.isMinimized())
    assert frame.isVisible()
    person.wait(frame.isActiveWindow)
    assert not several.is_asked(person.app._seat.folder, "")
    frame.showMaximized()
    person.wait(frame.isMaximized)
    frame.setWindowState(frame.windowState() | Qt.WindowState.WindowMinimized)
    frame.come_to_front()
    assert frame.isMaximized() and not frame.isMinimized(), "it is to be as large as it was"


# ---- what another window has


def test_a_journal_that_has_a_window_is_shown_there_and_not_offered_twice(
    person: Person, other: tuple[str, Seat]
) -> None:
    path, seat = other
    with ask.answer(path):
        person.press("Open a journal I have…")
    assert seat.is_asked()
    person.wait(lambda: "A journal for your parts" in said(person))
    assert person.app._seat.has("")


def test_a_window_that_does_not_come_keeps_nobody_from_the_journal(
    person: Person, other: tuple[str, Seat], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(several, "PATIENCE", 0.1)
    path, seat = other
    with ask.answer(path):
        person.press("Open a journal I have…")
    person.wait(lambda: not several.is_asked(seat.folder, path))
    rest(100)
    assert "Other.ifsjournal" in said(person)
    assert person.app._seat.has("")
    person.unlock(PASSWORD)
    person.wait(person.opened)


def test_a_window_that_closes_meanwhile_leaves_its_journal_to_the_one_that_asks(
    person: Person, other: tuple[str, Seat]
) -> None:
    path, seat = other
    with ask.answer(path):
        person.press("Open a journal I have…")
    seat.leave()
    person.wait(lambda: person.app._seat.has(path))
    assert not several.is_asked(seat.folder, path)
    assert "Other.ifsjournal" in said(person)


def refused(person: Person, path: str) -> Vault:
    """At the sentence that another window has it open."""
    held = vault.unlock(path, PASSWORD, data_dir=data())
    person.lock_page.open_file(path)
    asked = (person.app._seat.folder, path)
    person.wait(lambda: "Other.ifsjournal" in said(person) and not several.is_asked(*asked))
    person.unlock(PASSWORD)
    person.wait(lambda: "already open in another window" in said(person))
    return held


def test_that_window_can_be_shown_from_the_sentence(
    person: Person, other: tuple[str, Seat], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(several, "PATIENCE", 0.1)
    path, seat = other
    held = refused(person, path)
    monkeypatch.setattr(several, "PATIENCE", 20)
    person.wait(lambda: "Show that window" in person.names())
    person.key(Qt.Key.Key_Tab)  # from the password to its “Show”
    person.key(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is person.find("Show that window")
    person.key(Qt.Key.Key_Space)
    assert seat.is_asked()
    person.wait(lambda: person.find("Show that window").isEnabled())
    person.type("Password", "x")
    assert "Show that window" not in person.names()
    held.close()


def test_a_window_that_does_not_answer_is_told(
    person: Person, other: tuple[str, Seat], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(several, "PATIENCE", 0.1)
    held = refused(person, other[0])
    person.wait(lambda: "Show that window" in person.names())
    person.press("Show that window")
    person.wait(lambda: "does not answer" in said(person))
    assert "Show that window" not in person.names()
    held.close()


def test_where_no_window_has_it_none_is_offered(person: Person, other: tuple[str, Seat]) -> None:
    other[1].leave()
    held = refused(person, other[0])
    assert "Show that window" not in person.names()
    held.close()


# ---- macOS hands files over as events


def test_a_file_from_the_system_is_offered_at_the_lock_page(person: Person, tmp_path: Path) -> None:
    send(person, tmp_path / "Mine.ifsjournal")
    person.wait(lambda: "Mine.ifsjournal" in said(person))
    assert person.app._seat.has(str(tmp_path / "Mine.ifsjournal"))


def test_a_file_from_the_system_gets_a_window_beside_an_open_journal(
    inside: Person, opened: list[str], tmp_path: Path
) -> None:
    send(inside, tmp_path / "Mine.ifsjournal")
    assert opened == [str(tmp_path / "Mine.ifsjournal")]
    assert inside.opened()


def send(person: Person, path: Path) -> None:
    qt = QApplication.instance()
    assert qt is not None
    opening = FileOpen(qt)
    opening.asked.connect(person.app.open_file)
    QApplication.sendEvent(qt, QFileOpenEvent(QUrl("https://example.org/a.ifsjournal")))
    QApplication.sendEvent(qt, QFileOpenEvent(str(path)))
    qt.removeEventFilter(opening)
    opening.deleteLater()
