"""Leaving the computer locks the journal: what each system says, and what the app makes of it."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from ctypes import wintypes
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from ifs_desktop.ui import ask, away, away_linux, away_macos, away_windows
from tests.helpers.app import Person, type_into

ROOT = Path(__file__).parents[2]
PASSWORD = "a coat on the hook"  # noqa: S105
CONFIG = """<busconfig><type>session</type><listen>unix:path={}</listen>
<policy context="default"><allow send_destination="*"/><allow eavesdrop="false"/>
<allow own="*"/></policy></busconfig>"""

on_linux = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("dbus-daemon") is None,
    reason="needs Linux and dbus-daemon",
)


class FakeLogind:
    """A bus of its own with a logind and a screen saver on it that do as they are told."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.address = f"unix:path={folder / 'bus'}"
        config = folder / "bus.conf"
        config.write_text(CONFIG.format(folder / "bus"))
        self._bus = subprocess.Popen(
            ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self._bus.stdout is not None
        self._bus.stdout.readline()  # its address: it listens now
        self._log = folder / "logind.log"
        with self._log.open("w") as log:
            self._logind = subprocess.Popen(
                [sys.executable, str(ROOT / "tests/tools/fake_logind.py"), *arguments],
                env={**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": self.address},
                stdin=subprocess.PIPE,
                stdout=log,
                text=True,
            )
        self.wait_for("ready")

    def tell(self, order: str) -> None:
        """Have it say something to everyone."""
        assert self._logind.stdin is not None
        self._logind.stdin.write(order + "\n")
        self._logind.stdin.flush()

    def heard(self) -> list[str]:
        """What was asked of it."""
        return self._log.read_text().splitlines()

    def wait_for(self, line: str) -> None:
        end = time.monotonic() + 20
        while not any(heard.startswith(line) for heard in self.heard()):
            assert time.monotonic() < end, self.heard()
            time.sleep(0.02)

    def end(self) -> None:
        for process in (self._logind, self._bus):
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()
            process.terminate()
            process.wait()


@pytest.fixture
def logind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeLogind]:
    fake = FakeLogind(tmp_path)
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", fake.address)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", fake.address)
    yield fake
    fake.end()


@pytest.fixture
def person(qtbot: QtBot) -> Iterator[Person]:
    someone = Person()
    yield someone
    someone.end()


def opened(person: Person, logind: FakeLogind) -> None:
    """In a new journal, heard by logind."""
    person.create(PASSWORD)
    person.press("Go to my map")
    person.wait(lambda: logind.heard().count("Get org.freedesktop.login1.Session Active") == 1)


def locked(person: Person, within: float = 1.0) -> bool:
    """Whether it locks in time."""
    begun = time.monotonic()
    person.wait(lambda: person.relaunched != [] or time.monotonic() > begun + within)
    return person.relaunched != []


# ---- Linux: a real bus


@on_linux
@pytest.mark.parametrize("order", ["lock", "hint", "inactive", "saver", "sleep"])
def test_leaving_the_computer_locks_the_journal_within_a_second(
    person: Person, logind: FakeLogind, order: str
) -> None:
    opened(person, logind)
    logind.tell(order)
    assert locked(person)
    assert person.app.opened is None


@on_linux
@pytest.mark.parametrize("order", ["other-lock", "woken", "saver-gone"])
def test_what_says_nothing_about_this_person_leaves_the_journal_open(
    person: Person, logind: FakeLogind, order: str
) -> None:
    opened(person, logind)
    logind.tell(order)
    assert not locked(person, within=0.5)
    assert person.opened()


@on_linux
def test_switching_the_computer_off_closes_the_journal_and_the_program(
    person: Person, logind: FakeLogind, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(person, logind)
    ended: list[bool] = []
    monkeypatch.setattr(QApplication, "quit", lambda *_: ended.append(True))
    logind.tell("shutdown")
    person.wait(lambda: ended != [])
    assert person.app.opened is None
    assert person.relaunched == []


@on_linux
def test_sleep_waits_until_the_journal_is_in_its_file(
    person: Person, logind: FakeLogind, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(person, logind)
    assert any("Inhibit sleep:shutdown" in line and "delay" in line for line in logind.heard())
    assert person.app.opened is not None
    vault = person.app.opened.vault
    assert vault.changed  # not published yet
    close = vault.close
    seen: list[bool] = []

    def slow_close(renewed: None) -> None:
        time.sleep(0.3)
        seen.append("let go" in logind.heard())
        close(renewed)

    monkeypatch.setattr(vault, "close", slow_close)
    logind.tell("sleep")
    assert locked(person, within=2)
    assert seen == [False]
    logind.wait_for("let go")


@on_linux
def test_an_open_question_menu_and_unfinished_words_do_not_keep_it_open(
    person: Person, logind: FakeLogind
) -> None:
    opened(person, logind)
    person.press("Help")
    field = person.find("Whom I can turn to")
    field.setFocus()
    type_into(field, "half a wor")
    menu = QMenu(person.window)
    menu.addAction("Something")
    menu.popup(person.window.mapToGlobal(person.window.rect().center()))
    QTimer.singleShot(100, lambda: logind.tell("lock"))
    answered = ask.confirm(person.window, "A question", "Will you?", "Yes", "No")
    assert answered is False
    assert locked(person)
    person.end()
    person.start()
    person.unlock(PASSWORD)
    person.wait(person.opened)
    person.press("Help")
    assert person.find("Whom I can turn to").toPlainText() == "half a wor"


@on_linux
def test_a_screen_that_was_locked_while_the_password_was_checked_locks_the_journal(
    person: Person, logind: FakeLogind
) -> None:
    logind.tell("hint")
    time.sleep(0.2)
    person.create(PASSWORD)
    assert locked(person, within=2)


@on_linux
def test_where_no_session_is_known_any_lock_is_taken_for_ours(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = FakeLogind(tmp_path, "nobody")
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", fake.address)
    monkeypatch.setenv("XDG_SESSION_ID", "3")
    try:
        person.create(PASSWORD)
        person.wait(lambda: "GetSession 3" in fake.heard())
        assert "GetSession auto" in fake.heard()
        fake.tell("other-lock")
        assert locked(person)
    finally:
        fake.end()


@on_linux
def test_after_the_lock_nothing_listens_any_more(person: Person, logind: FakeLogind) -> None:
    opened(person, logind)
    person.app.lock()
    logind.wait_for("let go")
    logind.tell("sleep")
    logind.tell("woken")
    time.sleep(0.3)
    assert sum(line.startswith("Inhibit") for line in logind.heard()) == 1


@on_linux
def test_no_bus_has_anything_left_to_part_from_when_it_goes(
    qtbot: QtBot, logind: FakeLogind
) -> None:
    # Or Qt's D-Bus thread, with a lock in its hand, waits for Python while this one waits for it.
    window = QWidget()
    qtbot.addWidget(window)
    ears = away_linux.listen(away.Away(window, window), window)
    assert ears is not None
    logind.wait_for("Inhibit")
    assert ears.receivers(away_linux.END) == 2
    ears.stop()
    assert ears.receivers(away_linux.END) == 0


@pytest.mark.parametrize(
    "address", ["disabled:", "unix:path=/nowhere/bus", "tcp:host=localhost,port=1", "nonsense"]
)
def test_without_a_bus_nothing_is_different(
    person: Person, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    person.create(PASSWORD)
    assert not locked(person, within=0.3)
    assert person.opened()


def test_only_a_bus_of_this_computer_is_listened_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = tmp_path / "bus"
    monkeypatch.delenv("A_BUS", raising=False)
    assert away_linux.bus_address("A_BUS", str(usual)) == ""
    usual.touch()
    assert away_linux.bus_address("A_BUS", str(usual)) == f"unix:path={usual}"
    monkeypatch.setenv("A_BUS", "tcp:host=elsewhere,port=1")
    assert away_linux.bus_address("A_BUS", str(usual)) == ""


# ---- Windows and macOS: their messages, without their systems


class Told(QObject):
    """Keeps what was heard."""

    def __init__(self, ears: away.Away) -> None:
        super().__init__(ears)
        self.reasons: list[str] = []
        ears.left.connect(self.reasons.append)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def told(window: QWidget, monkeypatch: pytest.MonkeyPatch) -> Told:
    monkeypatch.setattr(away, "SYSTEMS", {})
    return Told(away.Away(window, window))


@pytest.mark.parametrize(
    ("message", "detail", "reason"),
    [
        (0x02B1, 0x7, away.SCREEN_LOCKED),
        (0x02B1, 0x2, away.OTHER_USER),
        (0x02B1, 0x4, away.OTHER_USER),
        (0x02B1, 0x6, away.SHUTDOWN),
        (0x0218, 0x4, away.SLEEP),
        (0x0011, 0x0, away.SHUTDOWN),
        (0x02B1, 0x8, None),  # unlocked
        (0x0218, 0x12, None),  # woke up
        (0x0100, 0x7, None),  # a key
    ],
)
def test_windows_messages_are_understood(
    told: Told, window: QWidget, message: int, detail: int, reason: str | None
) -> None:
    parent = told.parent()
    assert isinstance(parent, away.Away)
    ears = away_windows.listen(parent, window)
    try:
        native = wintypes.MSG()
        native.hWnd, native.message, native.wParam = int(window.winId()), message, detail
        address = ctypes.addressof(native)
        assert ears.nativeEventFilter(b"windows_generic_MSG", address) == (False, 0)
        native.hWnd = int(window.winId()) + 1  # to another window
        ears.nativeEventFilter(b"windows_generic_MSG", address)
        ears.nativeEventFilter(b"xcb_generic_event_t", address)
    finally:
        ears.stop()
    assert told.reasons == ([] if reason is None else [reason])


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (b"com.apple.screenIsLocked", away.SCREEN_LOCKED),
        (b"NSWorkspaceWillSleepNotification", away.SLEEP),
        (b"NSWorkspaceSessionDidResignActiveNotification", away.OTHER_USER),
        (b"NSWorkspaceWillPowerOffNotification", away.SHUTDOWN),
        (b"com.apple.screenIsUnlocked", None),
    ],
)
def test_macos_notifications_are_understood(told: Told, name: bytes, reason: str | None) -> None:
    class Recorder:
        """Stands for the Objective-C runtime: who observes what, and the call back."""

        def __init__(self) -> None:
            self.sent: list[tuple[int, bytes, tuple[int | bytes, ...]]] = []
            self.method: Callable[[int, int, int], None] | None = None

        def observer(self, method: Callable[[int, int, int], None]) -> int:
            self.method = method
            return 7

        def centres(self) -> tuple[int, int]:
            return 1, 2

        def selector(self, name: bytes) -> int:
            return 3

        def string(self, text: bytes) -> bytes:
            return text

        def text(self, notification: int) -> bytes:
            return name

        def send(self, receiver: int, selector: bytes, *arguments: int | bytes) -> int:
            self.sent.append((receiver, selector, arguments))
            return 0

    parent = told.parent()
    assert isinstance(parent, away.Away)
    runtime = Recorder()
    ears = away_macos.MacEars(parent)
    ears.start(runtime)  # type: ignore[arg-type]
    observed = {(receiver, words[2]) for receiver, _, words in runtime.sent}
    assert observed == {
        *((1, name) for name in away_macos.SCREEN),
        *((2, name) for name in away_macos.WORKSPACE),
    }
    assert runtime.method is not None
    runtime.method(7, 3, 9)  # as the system calls it, through C
    ears.stop()
    assert runtime.sent[-2:] == [(1, b"removeObserver:", (7,)), (2, b"removeObserver:", (7,))]
    runtime.method(7, 3, 9)
    assert told.reasons == ([] if reason is None else [reason])


def test_every_system_has_its_file() -> None:
    assert set(away.SYSTEMS) == {"linux", "win32", "darwin"}
    for module in (away_linux, away_windows, away_macos):
        assert module.__name__ in away.SYSTEMS.values()
        assert callable(module.listen)
