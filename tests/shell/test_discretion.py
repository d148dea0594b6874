"""Nobody reads along: what windows are called, the cover, the lock when minimised."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QPlainTextEdit, QWidget

from ifs_desktop.settings import Settings
from ifs_desktop.ui import ask, theme, title
from ifs_desktop.ui.cover import Cover
from tests.helpers import x11
from tests.helpers.app import Person, type_into

on_x11 = pytest.mark.skipif(
    sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM") != "xcb", reason="needs X11"
)
SECRET = "the heron by the weir"
# The real program, up to its first page; it says there which window it has.
STARTED = """
import sys
import ifs_desktop.app
from ifs_desktop.__main__ import main
def look(app):
    print(int(app.frame.winId()), flush=True)
    sys.stdin.readline()
    app.quit()
ifs_desktop.app.App._preload = look
sys.exit(main([]))
"""


@pytest.fixture(autouse=True)
def own_name() -> None:
    title.wear(False)  # what run() does, which tests do without


def choose(person: Person, name: str) -> None:
    person.press("Settings")
    box = person.find(name, QCheckBox)
    assert not box.isChecked()  # nothing of this is on by itself
    person.press(name)
    assert box.isChecked()


# ---- what windows are called


@on_x11
@pytest.mark.parametrize("neutral", [False, True])
def test_every_name_that_the_desktop_sees_is_the_same_from_the_start(neutral: bool) -> None:
    file = Path(os.environ["XDG_CONFIG_HOME"]) / "ifs-desktop" / "settings.txt"
    Settings(str(file)).set(neutral_title=neutral)
    program = subprocess.Popen(
        [sys.executable, "-c", STARTED],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert program.stdout is not None
        names = x11.names(int(program.stdout.readline()))
    finally:
        program.communicate("done\n", timeout=30)
    assert program.returncode == 0
    assert {name.lower().replace(" ", "-") for name in names} == (
        {"notes", "ifs-desktop"} - ({"ifs-desktop"} if neutral else {"notes"})
    )
    assert len(names) >= 3


@on_x11
def test_no_window_is_called_by_what_it_asks_or_shows(sample: Person) -> None:
    seen: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        seen.extend(x11.names(int(dialog.winId())))
        dialog.reject()

    QTimer.singleShot(200, look)
    ask.confirm(sample.window, "Put The Watchful One away?", "", "Put away", "Keep")
    for key in (Qt.Key.Key_N, Qt.Key.Key_F8):
        sample.app.frame.activateWindow()  # no window manager does it on a bare X server
        QTest.qWaitForWindowActive(sample.app.frame)
        QTest.keyClick(sample.window.page("map").view, key)
        sample.wait(lambda: QApplication.activeModalWidget() is not None, seconds=2)
        QTest.qWait(50)
        look()
        sample.wait(lambda: QApplication.activeModalWidget() is None, seconds=2)
    seen += x11.names(int(sample.app.frame.winId()))
    shown = {name for name in seen if name.lower() not in (QGuiApplication.applicationName(),)}
    assert not [name for name in shown if "Watchful" in name or "Ground" in name or "part" in name]
    assert "IFS Desktop" in shown
    assert QApplication.activeModalWidget() is None


@on_x11
def test_the_neutral_title_is_worn_at_once_and_kept(inside: Person) -> None:
    frame = int(inside.app.frame.winId())
    assert "IFS Desktop" in x11.names(frame)
    choose(inside, "Neutral window title")
    assert title.is_neutral()
    QTest.qWait(50)
    assert "Notes" in x11.names(frame)
    assert "IFS Desktop" not in x11.names(frame)
    assert Settings(str(Path(inside.folders.config) / "settings.txt")).on("neutral_title")
    inside.press("Neutral window title")
    assert "IFS Desktop" in x11.names(frame)


# ---- the lock when minimised


def test_minimising_locks_when_that_is_wished(inside: Person) -> None:
    choose(inside, "Lock when the window is minimised")
    inside.app.frame.showMinimized()
    inside.wait(lambda: inside.relaunched != [], seconds=1)


def test_minimising_leaves_the_journal_open_otherwise(inside: Person) -> None:
    inside.app.frame.showMinimized()
    QTest.qWait(200)
    assert inside.relaunched == []
    assert inside.app.opened is not None


# ---- the cover


def colours(picture: QImage) -> set[str]:
    """The colours on a grid over the whole picture."""
    return {
        QColor(picture.pixel(x, y)).name()
        for x in range(0, picture.width(), 3)
        for y in range(0, picture.height(), 3)
    }


def write(person: Person) -> QPlainTextEdit:
    person.press("Dialogues")
    composer: QPlainTextEdit = person.find("Write as Self", QPlainTextEdit)
    composer.setFocus()
    type_into(composer, SECRET)
    return composer


@on_x11
def test_the_window_is_covered_while_another_app_is_used(sample: Person) -> None:
    choose(sample, "Cover the window while another app is used")
    composer = write(sample)
    with x11.someone_elses_window():
        sample.wait(lambda: sample.app.frame.findChildren(Cover) != [], seconds=5)
        cover = sample.app.frame.findChildren(Cover)[0]
        assert cover.geometry() == sample.app.frame.rect()
        covered = sample.app.frame.grab().toImage()
        assert readable(sample, covered) == []
        sample.app.frame.resize(900, 700)
        QTest.qWait(50)
        assert cover.geometry() == sample.app.frame.rect()
        assert readable(sample, sample.app.frame.grab().toImage()) == []
    sample.app.frame.resize(1280, 820)
    sample.app.frame.activateWindow()
    sample.wait(lambda: not any(c.isVisible() for c in sample.app.frame.findChildren(Cover)))
    assert QApplication.focusWidget() is composer
    assert composer.toPlainText() == SECRET
    type_into(composer, ".")
    assert composer.toPlainText() == SECRET + "."
    QTest.qWait(300)
    assert len(colours(sample.app.frame.grab().toImage())) > 2 * len(colours(covered))


def readable(person: Person, picture: QImage) -> list[str]:
    """Places where something other than the cover is seen: a picture of the cover alone differs."""
    cover = person.app.frame.findChildren(Cover)[0]
    alone = cover.grab().toImage().convertToFormat(picture.format())
    assert alone.size() == picture.size()
    return [] if alone == picture else ["the cover is not all that is seen"]


@on_x11
def test_an_open_dialog_is_covered_too(sample: Person) -> None:
    choose(sample, "Cover the window while another app is used")
    sample.window.go("map")
    QTest.keyClick(sample.window.page("map").view, Qt.Key.Key_N)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QWidget)
    with x11.someone_elses_window():
        sample.wait(lambda: dialog.findChildren(Cover) != [], seconds=5)
        assert dialog.findChildren(Cover)[0].geometry() == dialog.rect()
    dialog.activateWindow()
    sample.wait(lambda: not any(c.isVisible() for c in dialog.findChildren(Cover)))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


@on_x11
def test_without_the_wish_nothing_is_covered(sample: Person) -> None:
    write(sample)
    with x11.someone_elses_window():
        sample.wait(lambda: not sample.app.frame.isActiveWindow(), seconds=5)
        QTest.qWait(100)
        assert sample.app.frame.findChildren(Cover) == []
    sample.app.frame.activateWindow()
    QTest.qWaitForWindowActive(sample.app.frame)


@on_x11
def test_it_locks_from_below_the_cover(sample: Person) -> None:
    choose(sample, "Cover the window while another app is used")
    with x11.someone_elses_window():
        sample.wait(lambda: sample.app.frame.findChildren(Cover) != [], seconds=5)
        sample.window.request_lock()
        sample.wait(lambda: sample.relaunched != [], seconds=1)


def test_the_cover_is_the_plain_ground_of_either_theme(inside: Person) -> None:
    for name in ("light", "dark"):
        qt = QApplication.instance()
        assert isinstance(qt, QApplication)
        theme.apply(qt, name)
        cover = Cover(inside.app.frame)
        corner = cover.grab().toImage().pixelColor(QPoint(3, 3))
        assert corner.name() == theme.colour("background").name()
        cover.deleteLater()
