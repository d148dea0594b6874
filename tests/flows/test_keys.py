"""What opens this journal: changing the password, older backups, a new recovery code."""

from __future__ import annotations

import gc
import shutil
import time
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ifs_desktop import vault
from ifs_desktop.parts import edits as parts
from ifs_desktop.parts import queries as known
from ifs_desktop.shell.window import HERE
from ifs_desktop.store import Store
from ifs_desktop.ui import ask
from ifs_desktop.vault import Kdf, Vault, errors, key
from tests.conftest import PASSWORD
from tests.helpers.app import CHEAP, Person, drop_deleted
from tests.helpers.codes import keep_code, opens, said, shown_code, traces, type_groups

NEW = "ten green pebbles in a row"
Control = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """A real password costs a second each time."""

    def cheap(seconds: float = 1.0) -> Kdf:
        return CHEAP

    monkeypatch.setattr(key, "calibrate", cheap)


@pytest.fixture(scope="module")
def journal(begun_journal: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With a part in it; it was left on the page of what opens it."""
    folder = tmp_path_factory.mktemp("left")
    path = Path(shutil.copy(begun_journal, folder))
    left = vault.unlock(path, PASSWORD, data_dir=folder / "data")
    store = Store.open(left)
    parts.add_part(store, name="Lookout", role="manager")
    store.set_state(HERE, ["page", None, "keys"])
    store.close()
    left.close()
    return path


@pytest.fixture
def person(qtbot: QtBot, journal: Path) -> Iterator[Person]:
    """On the page of what opens the journal."""
    someone = Person()
    someone.open(journal, PASSWORD)
    assert someone.window.here() == "keys"
    yield someone
    someone.end()


def file_of(person: Person) -> Path:
    return person.documents / "My journal.ifsjournal"


def vault_of(person: Person) -> Vault:
    assert person.app.opened is not None
    return person.app.opened.vault


def fill(person: Person, current: str = PASSWORD, new: str = NEW, repeat: str = NEW) -> None:
    person.type("Current password", current)
    person.type("New password", new)
    person.type("Repeat new password", repeat)


def change(person: Person) -> None:
    fill(person)
    person.key(Qt.Key.Key_Return)
    person.wait(lambda: "Your new password opens" in said(person))


# ---- the password


def test_the_new_password_opens_from_then_on_and_the_old_one_no_longer(person: Person) -> None:
    change(person)
    assert opens(file_of(person), NEW)
    assert not opens(file_of(person), PASSWORD)
    assert all(line.text() == "" for line in person.app.frame.findChildren(QLineEdit))
    person.lock_and_unlock(NEW)
    assert person.window.here() == "keys"
    assert [part.name for part in known.find_parts(person.store)] == ["Lookout"]
    assert traces(PASSWORD, NEW) == []


def test_a_wrong_current_password_is_told_at_its_field(person: Person) -> None:
    before = file_of(person).read_bytes()
    fill(person, current="guessed")
    person.press("Change the password")
    field = person.find("Current password")
    person.wait(lambda: "does not open" in field.accessibleDescription())
    assert field.hasFocus() and field.selectedText() == "guessed"
    assert person.find("New password").text() == NEW
    assert file_of(person).read_bytes() == before
    person.keys(PASSWORD)
    assert "does not open" not in said(person)
    person.key(Qt.Key.Key_Return)
    person.wait(lambda: "Your new password opens" in said(person))


@pytest.mark.parametrize(
    ("current", "new", "repeat", "sentence", "place"),
    [
        ("", NEW, NEW, "Type the password that opens the journal now.", "Current password"),
        (PASSWORD, "", "", "Choose a password.", "New password"),
        (PASSWORD, NEW, "", "Type the password once more.", "Repeat new password"),
        (PASSWORD, NEW, "other", "The two are not the same yet.", "Repeat new password"),
    ],
)
def test_what_is_missing_is_asked_for_where_it_belongs(
    person: Person, current: str, new: str, repeat: str, sentence: str, place: str
) -> None:
    fill(person, current, new, repeat)
    person.press("Change the password")
    assert sentence in said(person)
    assert person.find(place).hasFocus()
    assert sentence in person.find(place).accessibleDescription()


def test_words_are_suggested_and_weighed(person: Person) -> None:
    person.press("Suggest words")
    assert len(person.find("New password").text().split()) == 6
    person.wait(lambda: "Very hard to guess" in said(person))
    assert person.find("Repeat new password").hasFocus()


def test_a_password_that_could_not_be_written_leaves_the_old_one(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise errors.ReadOnlyFolder(file_of(person))

    with monkeypatch.context() as patch:
        patch.setattr(vault_of(person), "_publish", refuse)
        fill(person)
        person.press("Change the password")
        person.wait(lambda: "still the old one" in said(person))
    assert "does not allow changes" in said(person)
    assert opens(file_of(person), PASSWORD)


# ---- the backups before it


def with_backups(person: Person, count: int = 2) -> list[Path]:
    return [vault_of(person).backup("daily") for _ in range(count)]


def test_without_backups_nothing_is_asked(person: Person) -> None:
    change(person)
    assert "made before still open with the old one" in said(person)
    assert "Remove the older backups" not in person.names()


def test_older_backups_are_told_and_can_stay(person: Person) -> None:
    older = with_backups(person, 2)
    change(person)
    assert "Backups made before still open with the old password" in said(person)
    assert "The app made 2." in said(person)
    assert person.find("Keep them").hasFocus()
    person.press("Keep them")
    assert "Keep them" not in person.names()
    assert all(opens(path, PASSWORD) for path in older)


def test_older_backups_go_once_a_new_one_is_there(person: Person) -> None:
    older = with_backups(person, 2)
    change(person)
    with ask.answer(True) as asked:
        person.press("Remove the older backups")
    assert asked == ["Remove the older backups?"]
    person.wait(lambda: "The older backups are gone" in said(person))
    assert not any(path.exists() for path in older)
    (fresh,) = vault_of(person).backups()
    assert opens(fresh.path, NEW)
    assert not opens(fresh.path, PASSWORD)
    vault.check(fresh.path)


def test_no_backup_goes_if_the_question_is_left(person: Person) -> None:
    older = with_backups(person, 1)
    change(person)
    assert "The app made one." in said(person)
    with ask.answer(False):
        person.press("Remove the older backups")
    assert [one.path for one in vault_of(person).backups()] == older


def test_no_backup_goes_if_no_new_one_could_be_made(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = with_backups(person, 2)
    change(person)

    def refuse(*_: object, **__: object) -> None:
        raise errors.DiskFull(older[0])

    with monkeypatch.context() as patch:
        patch.setattr(vault.Vault, "backup", refuse)
        with ask.answer(True):
            person.press("Remove the older backups")
        person.wait(lambda: "No backup was removed" in said(person))
    assert "no room left" in said(person)
    assert all(opens(path, PASSWORD) for path in older)
    with ask.answer(True):
        person.press("Remove the older backups")
    person.wait(lambda: "The older backups are gone" in said(person))
    assert not any(path.exists() for path in older)


def test_a_backup_that_stays_is_named(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    older = with_backups(person, 2)
    change(person)
    remove = vault.backup.remove
    monkeypatch.setattr(vault.backup, "remove", lambda them: [*remove(them[1:]), them[0]])
    with ask.answer(True):
        person.press("Remove the older backups")
    person.wait(lambda: "could not be removed" in said(person))
    left = [path for path in older if path.exists()]
    assert len(left) == 1 and left[0].name in said(person)


def test_only_what_the_app_named_is_counted_and_removed(person: Person) -> None:
    (path,) = with_backups(person, 1)
    mine = path.rename(path.with_name("before I moved out.ifsjournal"))
    with_backups(person, 1)
    change(person)
    assert "The app made one." in said(person)
    with ask.answer(True):
        person.press("Remove the older backups")
    person.wait(lambda: "The older backups are gone" in said(person))
    assert opens(mine, PASSWORD)


def test_the_backups_in_a_folder_of_ones_own_count_too(person: Person, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    person.store.set_state("backup_folder", str(stick))
    older = [vault_of(person).backup("daily"), vault_of(person).backup("daily", stick)]
    person.press("Parts map")
    person.window.go("keys")
    change(person)
    assert "The app made 2." in said(person)
    with ask.answer(True):
        person.press("Remove the older backups")
    person.wait(lambda: "The older backups are gone" in said(person))
    assert not any(path.exists() for path in older)
    left = vault_of(person).backups(stick)
    assert {one.path.parent for one in left} == {stick, older[0].parent}
    assert all(opens(one.path, NEW) for one in left)


# ---- the recovery code


def prove(person: Person, password: str = PASSWORD) -> None:
    person.type("Password", password)
    person.press("Make a new recovery code")


def test_a_code_is_made_for_who_knows_the_password(person: Person) -> None:
    assert "has no recovery code yet" in said(person)
    prove(person)
    person.wait(lambda: "Group 1" in person.names())
    first = keep_code(person)
    assert "The code on your new sheet opens this journal from now on" in said(person)
    assert "This journal has a recovery code." in said(person)
    prove(person)
    person.wait(lambda: "Group 1" in person.names())
    second = keep_code(person)
    assert opens(file_of(person), vault.code.read(second))
    assert not opens(file_of(person), vault.code.read(first))
    assert opens(file_of(person), PASSWORD)
    assert traces(first, second) == []


def test_a_new_code_that_was_not_kept_leaves_the_old_one(person: Person) -> None:
    vault_of(person).change_code(bytes(20))
    prove(person)
    person.wait(lambda: "Group 1" in person.names())
    words = shown_code(person)
    person.press("Not now")
    assert "Group 1" not in person.names()
    assert person.find("Password").hasFocus()
    assert opens(file_of(person), bytes(20))
    assert not opens(file_of(person), vault.code.read(words))


def test_no_code_is_shown_to_who_does_not_know_the_password(person: Person) -> None:
    person.press("Make a new recovery code")
    assert "Type the password of this journal first." in said(person)
    prove(person, "guessed")
    person.wait(lambda: "does not open" in person.find("Password").accessibleDescription())
    assert "Group 1" not in person.names()
    assert person.find("Password").hasFocus()


def test_the_code_survives_a_change_of_password(person: Person) -> None:
    prove(person)
    person.wait(lambda: "Group 1" in person.names())
    words = keep_code(person)
    change(person)
    assert opens(file_of(person), vault.code.read(words))
    assert opens(file_of(person), NEW)


# ---- the page


def test_settings_and_the_menu_lead_there(person: Person) -> None:
    person.press("Settings")
    person.press("Password and recovery code")
    assert person.window.here() == "keys"
    person.press("Parts map")
    person.window.actions_by_name["keys"].trigger()
    assert person.window.here() == "keys"
    assert person.find("Current password").hasFocus()


def test_leaving_the_page_forgets_what_was_typed_on_it(person: Person) -> None:
    fill(person)
    prove(person)
    person.wait(lambda: "Group 1" in person.names())
    page = person.window.page("keys")
    dead = [weakref.ref(one) for one in page.findChildren(QWidget) if isinstance(one, QLineEdit)]
    person.press("Parts map")
    drop_deleted()
    assert [ref() for ref in dead if ref() is not None] == []
    person.window.go("keys")
    assert person.find("Current password").text() == ""
    assert "Group 1" not in person.names()


def test_a_sample_has_neither_until_it_is_kept(qtbot: QtBot) -> None:
    someone = Person()
    someone.look_around()
    someone.window.show_keys()
    assert "it has neither a password nor a recovery code" in said(someone)
    assert "Current password" not in someone.names()
    someone.press("Keep as mine…")
    someone.type("Password", PASSWORD)
    someone.type("Repeat password", PASSWORD)
    someone.press("Keep it")
    someone.wait(lambda: QApplication.activeModalWidget() is None)
    someone.app.frame.activateWindow()  # no window manager does it after a dialog
    QTest.qWaitForWindowActive(someone.app.frame)
    assert someone.window.here() == "code"
    words = keep_code(someone)
    someone.window.show_keys()
    assert "sample journal" not in said(someone)
    assert "This journal has a recovery code." in said(someone)
    assert opens(file_of(someone), vault.code.read(words))
    someone.end()


# ---- locking in the middle


def half_typed(person: Person) -> None:
    fill(person)


def being_changed(person: Person) -> None:
    fill(person)
    person.press("Change the password")


def being_proved(person: Person) -> None:
    prove(person)


def code_shown(person: Person) -> None:
    prove(person)
    person.wait(lambda: "Group 1" in person.names())


def code_being_kept(person: Person) -> None:
    code_shown(person)
    words = shown_code(person)
    person.press("I have it safe")
    type_groups(person, words)
    person.press("Keep this code")


def asked_for_backups(person: Person) -> None:
    with_backups(person, 1)
    change(person)
    QTimer.singleShot(300, person.app, person.app.lock)
    person.press("Remove the older backups")


def being_renewed(person: Person) -> None:
    with_backups(person, 2)
    change(person)
    with ask.answer(True):
        person.press("Remove the older backups")


STATES = [
    half_typed,
    being_changed,
    being_proved,
    code_shown,
    code_being_kept,
    asked_for_backups,
    being_renewed,
]


@pytest.mark.parametrize("state", STATES)
def test_it_locks_at_once_from_every_form_and_asks_nothing(
    person: Person, state: Callable[[Person], None]
) -> None:
    state(person)
    page = person.window.page("keys") if person.app.window is not None else None
    dead = [weakref.ref(page), *map(weakref.ref, page.findChildren(QWidget))] if page else []
    page = None
    began = time.process_time()
    person.app.lock()
    assert time.process_time() - began < 1
    person.wait(lambda: person.relaunched != [])
    assert person.relaunched[-1][1] == ""
    drop_deleted()
    alive = [ref() for ref in dead if ref() is not None]
    assert not alive, [gc.get_referrers(thing) for thing in alive[:1]]
    assert traces(PASSWORD, NEW) == []
    person.end()
    person.start()
    password = NEW if opens(file_of(person), NEW) else PASSWORD
    assert opens(file_of(person), password)
    person.unlock(password)
    person.wait(person.opened)
    assert [part.name for part in known.find_parts(person.store)] == ["Lookout"]
    for one in vault_of(person).backups():
        vault.check(one.path)


def test_the_keyboard_alone_changes_the_password(person: Person) -> None:
    person.find("Current password").setFocus()
    person.keys(PASSWORD)
    for stop, words in ((2, NEW), (3, NEW)):  # over the buttons that show, and suggest
        for _ in range(stop):
            focus = QApplication.focusWidget()
            assert focus is not None
            QTest.keyClick(focus, Qt.Key.Key_Tab)
        person.keys(words)
    person.key(Qt.Key.Key_Return)
    person.wait(lambda: opens(file_of(person), NEW))
