"""The page Export and import, with real files and buttons."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ifs_desktop.exchange import folder, json_file, values
from ifs_desktop.exchange.page import ExchangePage
from ifs_desktop.settings import Settings
from ifs_desktop.store import Store, sample
from ifs_desktop.ui import ask
from ifs_desktop.ui.bus import Bus
from ifs_desktop.vault import Halt, Vault
from tests.helpers.journal import dump


@pytest.fixture
def page(qtbot: QtBot, opened: tuple[Store, Vault], tmp_path: Path) -> Iterator[ExchangePage]:
    bus = Bus(opened[0])
    made = ExchangePage(opened[0], bus, Settings(tmp_path / "settings.ini"), None, opened[1])  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.cut_short()
    bus.close()


def said(page: ExchangePage) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def settle(page: ExchangePage, qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: not (page.out.busy() or page.into.busy()), timeout=20_000)
    return said(page)


def test_out_as_json_and_in_again(
    page: ExchangePage, opened: tuple[Store, Vault], tmp_path: Path, qtbot: QtBot
) -> None:
    store, vault = opened
    sample.fill(store, turns=400)
    before = dump(vault.engine)
    path = tmp_path / "all.json"
    assert "not encrypted" in said(page)
    with ask.answer(str(path)):
        page.json.click()
    assert page.out.cancel.isVisible() and not page.file.isEnabled()
    assert "all.json" in settle(page, qtbot) and path.exists()
    with ask.answer(str(path)):
        page.file.click()
    assert "already" in settle(page, qtbot)
    assert dump(vault.engine) == before
    assert not vault.backups(), "nothing was added, so nothing was made safe"


def test_in_to_a_journal_with_a_backup_before(
    page: ExchangePage, opened: tuple[Store, Vault], tmp_path: Path, qtbot: QtBot
) -> None:
    store, vault = opened
    sample.fill(store, turns=300)
    path = tmp_path / "all.json"
    json_file.write(store, path, lambda _: None, Halt())
    everything = dump(vault.engine)
    with store.edit("Empty", undoable=False) as session:
        for table in reversed([*values.TABLES.values()]):
            for row in session.query(table):
                session.delete(row)
    with ask.answer(str(path)):
        page.file.click()
    assert "in your journal now" in settle(page, qtbot)
    assert dump(vault.engine) == everything
    assert [one.reason for one in vault.backups()] == ["before-import"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [("Dear diary", "is not an export"), ('{"format": "IFS Desktop export"}', "damaged")],
)
def test_a_file_that_is_none_is_said_kindly(
    page: ExchangePage, tmp_path: Path, qtbot: QtBot, content: str, sentence: str
) -> None:
    path = tmp_path / "none.json"
    path.write_text(content, "utf-8")
    with ask.answer(str(path)):
        page.file.click()
    text = settle(page, qtbot)
    assert sentence in text and "Your journal is as it was" in text
    assert page.file.isEnabled()


def test_out_as_a_folder_beside_one_that_is_there(
    page: ExchangePage, opened: tuple[Store, Vault], tmp_path: Path, qtbot: QtBot
) -> None:
    sample.fill(opened[0])
    for _ in range(2):
        with ask.answer(str(tmp_path / "out")):
            page.markdown.click()
        settle(page, qtbot)
    made = sorted(one.name for one in (tmp_path / "out").iterdir())
    assert len(made) == 2 and made[1] == f"{made[0]} 2"
    assert made[0].startswith("My journal 20")
    with ask.answer(None):
        page.markdown.click()
    assert not page.out.busy()


def test_cancel_and_closing_the_journal_leave_no_half(
    page: ExchangePage,
    opened: tuple[Store, Vault],
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sample.fill(opened[0])
    wrote, go_on = threading.Event(), threading.Event()
    real = folder._Folder.bytes

    def slowly(self: folder._Folder, path: Path, data: bytes) -> None:
        real(self, path, data)
        wrote.set()
        go_on.wait(10)

    monkeypatch.setattr(folder._Folder, "bytes", slowly)
    with ask.answer(str(tmp_path / "out")):
        page.markdown.click()
    assert wrote.wait(10)
    assert page.focusWidget() is page.out.cancel
    QTest.keyClick(page.out.cancel, Qt.Key.Key_Space)
    go_on.set()
    assert "Nothing was left behind" in settle(page, qtbot)
    assert not list((tmp_path / "out").iterdir())
    wrote.clear()
    go_on.clear()
    with ask.answer(str(tmp_path / "out")):
        page.markdown.click()
    assert wrote.wait(10)
    threading.Timer(0.1, go_on.set).start()
    page.cut_short()
    assert not list((tmp_path / "out").iterdir())
