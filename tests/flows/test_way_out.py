"""Leaving the journal works whatever goes wrong on the way, and says what it has to say."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from ifs_desktop import app, several, unforeseen
from ifs_desktop.store import Ref
from tests.conftest import PASSWORD
from tests.helpers.app import Person


@pytest.fixture
def person(qtbot: QtBot, begun_journal: Path) -> Iterator[Person]:
    someone = Person()
    someone.open(begun_journal, PASSWORD)
    yield someone
    someone.end()


def test_a_page_in_trouble_keeps_neither_the_journal_open_nor_the_others_words(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.press("Help")
    field = person.find("Whom I can turn to")
    field.setFocus()
    field.setPlainText("someone kind")
    monkeypatch.setattr(sys, "excepthook", lambda *_: None)

    def refuse() -> None:
        raise OSError("no room for what was typed")

    monkeypatch.setattr(person.window.page("map"), "commit_drafts", refuse)
    assert person.app.opened is not None
    path = str(person.app.opened.vault.path)
    person.app.lock()
    assert person.relaunched == [(path, "unkept")]
    person.end()
    person.start("", "unkept")
    shown = "\n".join(w.text() for w in person.app.frame.findChildren(QLabel) if w.isVisible())
    assert "may not have been kept" in shown
    person.unlock(PASSWORD)
    person.wait(person.opened)
    person.press("Help")
    assert person.find("Whom I can turn to").toPlainText() == "someone kind"


def test_the_journal_to_come_back_to_is_not_in_the_command_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(os, "execv", lambda program, line: started.append(line))
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv(several.HANDED_ON, "")
    app.relaunch("/home/ana/Secret name.ifsjournal", "unkept")
    assert "Secret name" not in " ".join(started[0])
    assert os.environ[several.HANDED_ON].endswith("Secret name.ifsjournal")


def test_an_unforeseen_error_is_told_without_its_words() -> None:
    code = (
        "from ifs_desktop import unforeseen, settings\n"
        "unforeseen.install()\n"
        "settings.Settings('/nowhere').get('what a person wrote')\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert run.stderr.startswith("ifs-desktop: unforeseen KeyError at settings.py:")
    assert "what a person wrote" not in run.stderr
    assert unforeseen.tell is not sys.excepthook


def test_what_only_a_later_version_knows_leads_to_the_map(person: Person) -> None:
    with capture_exceptions() as caught:
        person.store.set_state("here", ["hologram", 7, ""])
        person.window.open_ref(Ref("hologram", 7))
    assert caught == []
    assert person.window.here() == "map"
