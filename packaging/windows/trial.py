"""Tries the installer in a clean Windows account made of wine, as a person would.

It installs without a question, makes a journal by keys, writes, locks, unlocks, opens a journal
that was made on Linux, and the other way round; installs again over it, and takes it away. Every
word is looked for in the encrypted file by the app's own vault, on Linux.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import dev
from common import bundle, facts
from common import hands as at_screen
from windows import smoke, wine
from windows.hands import Hands

PASSWORD = "Quiet river 88 stone lamp"
FIRST = "Written on Windows before the lock."
SECOND = "Written on Windows after it."
LINUX = "Written on Linux."
ANSWER = "Answered on Windows."
RETURN = "Answered on Linux."
UNINSTALL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\IFS Desktop"
JOURNALS = rf"HKCU\Software\Classes\{facts.ENDING}"
OPEN = r"HKCU\Software\Classes\IFSDesktop.Journal.1\shell\open\command"
RUNNING = 2  # how the installer ends while the program is open


def run(installer: Path) -> None:
    """The whole way. Stop says what did not work; pictures are kept in build/pictures."""
    if dev.WINDOWS:
        smoke.run(installer)
        return
    wine.prepare()
    linux = bundle.make() / facts.APP
    pictures = facts.BUILD / "pictures" / "windows"
    shutil.rmtree(pictures, ignore_errors=True)
    with contextlib.ExitStack() as until_the_end:
        screen = until_the_end.enter_context(dev.screen())
        place = tempfile.TemporaryDirectory(prefix="ifs-wine-")
        folder = Path(until_the_end.enter_context(place))
        at_screen.take_place(screen)
        windows = wine.Wine(folder / "windows", screen)
        until_the_end.callback(windows.stop)
        here = Hands(rf"[A-Z]:\\.*{facts.NAME}\.exe", pictures)
        there = Hands(re.escape(f"{linux}\0"), pictures, facts.APP)
        other = Linux(linux, folder / "linux", screen, there)
        until_the_end.callback(other.stop)
        try:
            whole_way(Trial(windows, installer, here), other)
        except dev.Stop as reason:
            raise dev.Stop("\n".join([str(reason), "The program said:", *windows.said])) from None
    dev.say(f"Everything worked. Pictures are in {pictures.relative_to(facts.ROOT)}.")


def whole_way(trial: Trial, other: Linux) -> None:
    """One thing after the other."""
    trial.install()
    ours = trial.make_a_journal()
    trial.lock_and_unlock(ours)
    theirs = other.make_a_journal()
    trial.open_by_double_click(theirs)
    other.open(ours)
    trial.install_over(ours)
    trial.remove(ours)


class Trial:
    """One account, and one installation in it."""

    def __init__(self, windows: wine.Wine, installer: Path, hands: Hands) -> None:
        self.windows = windows
        self.installer = wine.windows_path(installer)
        self.hands = hands
        local = windows.user() / "AppData" / "Local"
        self.folder = local / "Programs" / facts.NAME
        self.settings = local / facts.APP / "settings.txt"
        menu = windows.user() / "AppData" / "Roaming" / "Microsoft" / "Windows" / "Start Menu"
        self.shortcut = menu / "Programs" / f"{facts.NAME}.lnk"

    def install(self) -> None:
        """Silently; then everything is where Windows looks for it."""
        began = time.monotonic()
        self.windows.call(self.installer, "/S", timeout=300)
        check("the program is there", (self.folder / f"{facts.NAME}.exe").is_file())
        check("the Start menu has it", self.shortcut.is_file())
        check("Windows lists it", self.registered(UNINSTALL, "DisplayVersion", facts.version()))
        check("a journal has its program", self.registered(JOURNALS, "", "IFSDesktop.Journal"))
        tell(f"installed without a question in {time.monotonic() - began:.0f} s")

    def make_a_journal(self) -> Path:
        """From the Start menu, by keys alone."""
        began = time.monotonic()
        self.windows.start("start", "/unix", str(self.shortcut))
        self.hands.wait_for_window()
        self.hands.keep("1-first-start")
        tell(f"started from the Start menu, at rest after {time.monotonic() - began:.0f} s")
        journal = self.windows.documents / f"My journal{facts.ENDING}"
        create(self.hands, journal)
        self.hands.keep("2-journal-made")
        write_entry(self.hands, FIRST)
        self.hands.keep("3-entry")
        tell("made a journal and wrote in it")
        return journal

    def lock_and_unlock(self, journal: Path) -> None:
        """Locking replaces the process and keeps every word; unlocking goes on."""
        before = self.hands.process()
        self.hands.press("ctrl+l")
        self.hands.wait_for_end(before)
        after = self.hands.wait_for_window()
        self.hands.keep("4-locked")
        check("another process shows the lock page", after not in (0, before))
        check("what was written is in the file", words(journal) == [FIRST])
        unlock(self.hands)
        write_entry(self.hands, SECOND)
        self.hands.keep("5-unlocked")
        refused = self.windows.start(self.installer, "/S")
        check("it is not replaced while it runs", refused.wait(120) == RUNNING)
        close(self.hands)
        check("both entries are in the file", words(journal) == [FIRST, SECOND])
        tell("locked, unlocked, wrote again and closed")

    def open_by_double_click(self, made_elsewhere: Path) -> None:
        """A journal from Linux opens here, and takes an entry."""
        journal = self.windows.documents / f"Von Linux, für später{facts.ENDING}"
        shutil.copy(made_elsewhere, journal)
        # Wine 8 looks only at what is registered for everyone, so the command is started here.
        program = str(self.folder / f"{facts.NAME}.exe").partition("drive_c")[2].replace("/", "\\")
        registered = self.registered(OPEN, "", f'"C:{program}" "%1"')
        check("a double-click starts the program with the journal", registered)
        self.windows.start(f"C:{program}", wine.windows_path(journal))
        self.hands.wait_for_window()
        self.hands.keep("6-double-click")
        unlock(self.hands)
        write_entry(self.hands, ANSWER)
        self.hands.keep("7-journal-from-linux")
        close(self.hands)
        check("both systems wrote in it", words(journal) == [LINUX, ANSWER])
        tell("opened a journal from Linux by what a double-click starts, and wrote in it")

    def install_over(self, journal: Path) -> None:
        """Installing again keeps journals and settings."""
        kept = {file: file.read_bytes() for file in (journal, self.settings)}
        old = self.folder / "_internal" / "of an older version"
        old.touch()
        self.windows.call(self.installer, "/S", timeout=300)
        check("nothing old is left", not old.exists())
        check("journal and settings are the same", same(kept))
        tell("installed over it: journal and settings are the same")

    def remove(self, journal: Path) -> None:
        """Taking it away takes the program, and nothing a person made."""
        kept = {file: file.read_bytes() for file in (journal, self.settings)}
        self.windows.call(str(self.folder / "uninstall.exe"), "/S", timeout=300)
        self.hands.wait("the program's folder is gone", lambda: not self.folder.exists())
        self.hands.wait("Windows lists it no longer", lambda: not self.registered(UNINSTALL))
        check("the Start menu is as before", not self.shortcut.exists())
        check("nor does a journal's kind", not self.registered(JOURNALS))
        check("journal and settings are the same", same(kept))
        tell("removed: the journal and the settings are still there")

    def registered(self, key: str, name: str | None = None, value: str = "") -> bool:
        """Whether the registry has that key, or there a value that begins so."""
        asked = ["reg", "query", key]
        if name is not None:
            asked += ["/v", name] if name else ["/ve"]
        try:
            return value in self.windows.call(*asked, timeout=60)
        except dev.Stop:
            return False


class Linux:
    """The same person with the app on Linux."""

    def __init__(self, program: Path, home: Path, screen: str, hands: Hands) -> None:
        self.program = program
        self.hands = hands
        self.running: subprocess.Popen[bytes] | None = None
        self.documents = home / "Documents"
        self.documents.mkdir(parents=True)
        (home / "run").mkdir(mode=0o700)
        self.env = {
            "HOME": str(home),
            "LC_ALL": "C.UTF-8",
            "DISPLAY": screen,
            "XDG_RUNTIME_DIR": str(home / "run"),
            "QT_QPA_PLATFORM": "xcb",
        }

    def make_a_journal(self) -> Path:
        """By keys, as on Windows."""
        self.start()
        journal = self.documents / f"My journal{facts.ENDING}"
        create(self.hands, journal)
        write_entry(self.hands, LINUX)
        close(self.hands)
        check("Linux wrote it", words(journal) == [LINUX])
        return journal

    def open(self, made_elsewhere: Path) -> None:
        """A journal from Windows opens here, and takes an entry."""
        journal = self.documents / f"From Windows{facts.ENDING}"
        shutil.copy(made_elsewhere, journal)
        self.start(str(journal))
        unlock(self.hands)
        write_entry(self.hands, RETURN)
        self.hands.keep("8-on-linux")
        close(self.hands)
        check("both systems wrote in it", words(journal) == [FIRST, SECOND, RETURN])
        tell("opened the journal from Windows in the build for Linux, and wrote in it")

    def start(self, *arguments: str) -> None:
        """Start the bundled program."""
        self.running = subprocess.Popen([str(self.program), *arguments], env=self.env)
        self.hands.give_keyboard()
        self.hands.wait_for_window()

    def stop(self) -> None:
        """End it if it has not ended."""
        if self.running is not None:
            self.running.kill()
            self.running.wait()


# ---- what a person does, by keys that are the same everywhere


def create(hands: Hands, journal: Path) -> None:
    """The first page: a password twice. The name and the place are there already."""
    hands.write(PASSWORD)
    hands.press("Tab", "Tab", "Tab")
    hands.write(PASSWORD)
    hands.press("Return")
    hands.wait("the journal is there", journal.is_file)
    hands.rest()


def write_entry(hands: Hands, text: str) -> None:
    """A page of the journal, from wherever one is."""
    hands.press("ctrl+k")
    hands.write("Journal")
    hands.press("Return")
    hands.give_keyboard()
    hands.press("ctrl+n")
    hands.write(text)


def unlock(hands: Hands) -> None:
    """Type the password at the lock page."""
    hands.write(PASSWORD)
    hands.press("Return")
    hands.rest()


def close(hands: Hands) -> None:
    """Close the journal and its window, and wait until all is kept."""
    process = hands.process()
    hands.press("ctrl+w")
    hands.wait_for_end(process)


# ---- what is looked at


def words(journal: Path) -> list[str]:
    """The entries of a closed or locked journal, read from a copy of the file on Linux."""
    from sqlalchemy import select

    from ifs_desktop import vault
    from ifs_desktop.store import Store
    from ifs_desktop.store.schema import Entry

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(journal, Path(folder, journal.name)))
        opened = vault.unlock(copy, PASSWORD, data_dir=Path(folder, "data"))
        store = Store.open(opened)
        try:
            with store.read() as session:
                return list(session.scalars(select(Entry.text).order_by(Entry.id)))
        finally:
            store.close()
            opened.close()


def same(kept: dict[Path, bytes]) -> bool:
    """Whether files have the bytes they had."""
    return all(file.is_file() and file.read_bytes() == data for file, data in kept.items())


def check(what: str, holds: bool) -> None:
    """Stop unless it holds."""
    if not holds:
        raise dev.Stop(f"Tried it, and this is not so: {what}.")


def tell(what: str) -> None:
    """One line for each thing that worked."""
    dev.say(f"  ok  {what}")
