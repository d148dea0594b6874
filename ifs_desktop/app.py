"""Starts Qt, unlocks and locks. ``Opened`` holds the journal and lives only while it is unlocked.

Until the lock page is on the screen nothing is imported but Qt, the standard library and the few
modules of ours that draw it: the rest is loaded while the password is typed.
"""

from __future__ import annotations

import gc
import importlib
import os
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QStandardPaths, QTimer, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from ifs_desktop import several, unforeseen
from ifs_desktop.lock.page import LockPage
from ifs_desktop.settings import Settings
from ifs_desktop.ui import theme, title

if TYPE_CHECKING:  # an event's class, too, would cost the first page 3 ms
    from PySide6.QtGui import QCloseEvent

    from ifs_desktop.publishing import Publishing
    from ifs_desktop.shell.window import Window
    from ifs_desktop.store import Store
    from ifs_desktop.ui.away import Away
    from ifs_desktop.ui.bus import Bus
    from ifs_desktop.vault import Kdf, Vault
    from ifs_desktop.vault.renewal import Renewal

WITHOUT_QT = (
    "ifs_desktop.vault",
    "ifs_desktop.store",
    "ifs_desktop.parts.edits",
    "ifs_desktop.map.edits",
    "ifs_desktop.map.geometry",
    "ifs_desktop.dialogue.edits",
    "ifs_desktop.today.queries",
    "ifs_desktop.find.queries",  # and with it every kind of exercise
    "markdown.extensions.fenced_code",
    "markdown.extensions.tables",
    "nh3",
)
WITH_QT = (
    "ifs_desktop.ui.widgets.notice",
    "ifs_desktop.ui.actions",
    "ifs_desktop.care.grounding",
    "ifs_desktop.care.activated",
    "ifs_desktop.today.page",
    "ifs_desktop.map.items",
    "ifs_desktop.map.inspector",
    "ifs_desktop.map.page",
    "ifs_desktop.shell.window",
    # What the rail leads to: who chooses it for the first time does not wait for it then.
    "ifs_desktop.dialogue.talk",
    "ifs_desktop.dialogue.page",
    "ifs_desktop.entries.page",
    "ifs_desktop.parts.page",
    "ifs_desktop.exercises.page",
    "ifs_desktop.people.page",
    "ifs_desktop.insights.page",
    "ifs_desktop.find.page",
)
Relaunch = Callable[[str, str], None]  # (journal to offer or "", notice code or "")


class Folders:
    """The platform's places for us, as absolute paths. (A namedtuple costs the start 0.3 ms.)"""

    def __init__(self, config: str, data: str, documents: str) -> None:
        self.config = config
        self.data = data
        self.documents = documents


class Opened:
    """An unlocked journal and what serves it; let go of as a whole when it is locked."""

    def __init__(self, vault: Vault, store: Store, bus: Bus, publishing: Publishing) -> None:
        self.vault = vault
        self.store = store
        self.bus = bus
        self.publishing = publishing


def run(file: str = "", notice: str = "") -> int:
    """Open the one window with the lock page and stay until it is closed.

    If a window shows that journal already, it comes to the front, and there is nothing more to do.
    """
    unforeseen.install()
    qInstallMessageHandler(unforeseen.tell_of_qt)
    QApplication.setApplicationName("ifs-desktop")  # the folders' name, whatever windows are called
    folders = standard_folders()
    settings = Settings(os.path.join(folders.config, "settings.txt"))
    seat = several.Seat(folders.data)
    handed_on = several.handed_on()
    if not file:
        file = remembered(settings) if handed_on is None else handed_on
    # What there is to say after a lock is said, whatever other window came in between.
    if not several.find_place(seat, file) and not notice:
        return 0
    neutral = settings.on("neutral_title")
    QApplication.setApplicationName(title.program(neutral))
    unforeseen.end_with(end_without_window)
    qt = theme.application(title.program(neutral))
    unforeseen.end_with(None)
    title.wear(neutral)
    app = App(settings, folders, seat=seat)
    app.start(file, notice)
    if sys.platform == "darwin":  # elsewhere files come as arguments
        from ifs_desktop.ui.file_open import FileOpen

        opening = FileOpen(qt)
        opening.asked.connect(app.open_file)
    return qt.exec()


def end_without_window(reason: str) -> None:
    """Qt finds no way to show a window: the person is told, and the program ends."""
    from ifs_desktop import broken

    broken.end_without_window(reason)


def remembered(settings: Settings) -> str:
    """The journal that is offered at a start, or ""."""
    return settings.text("last_journal") if settings.on("remember_journal") else ""


def standard_folders() -> Folders:
    """The platform's folders (XDG variables are respected)."""
    where = QStandardPaths.StandardLocation
    local = QStandardPaths.writableLocation
    return Folders(
        os.path.join(local(where.GenericConfigLocation), "ifs-desktop"),
        # AppLocalDataLocation: on Windows the roaming folder would travel to other computers.
        local(where.AppLocalDataLocation),
        local(where.DocumentsLocation) or local(where.HomeLocation),
    )


def relaunch(file: str, notice: str) -> None:
    """Become a new process: what was decrypted goes with the old one's memory."""
    arguments = several.command()
    if notice:
        arguments.append(f"--notice={notice}")
    if file:
        os.environ[several.HANDED_ON] = file  # command lines can be read by other users
    if sys.platform == "win32":
        import subprocess

        subprocess.Popen(arguments, close_fds=True)
        os._exit(0)
    os.execv(sys.executable, arguments)  # noqa: S606


def create_journal(path: str, password: str, data: str, kdf: Kdf | None) -> Vault:
    """Make a new journal and its tables (worker thread)."""
    from ifs_desktop import vault
    from ifs_desktop.store import migrations

    made = vault.create(path, password, data_dir=data, kdf=kdf)
    migrations.upgrade(made)
    return made


def unlock_journal(path: str, secret: str | bytes, data: str, insist: bool) -> Vault:
    """Unlock a journal and bring its tables to this version (worker thread)."""
    from ifs_desktop import vault
    from ifs_desktop.store import migrations

    opened = vault.unlock(path, secret, data_dir=data, insist=insist)
    try:
        migrations.upgrade(opened)
    except BaseException:
        opened.abandon()
        raise
    return opened


def reset_password(
    path: str, code: bytes, password: str, data: str, insist: bool, kdf: Kdf | None
) -> tuple[Vault, Exception | None]:
    """Unlock by the recovery code, and give a new password; or what kept the old (worker thread).

    Who has lost the password is let in all the same: nobody is to be locked out by a full disk.
    """
    from ifs_desktop.vault import JournalError

    opened = unlock_journal(path, code, data, insist)
    try:
        opened.change_password(password, current=code, kdf=kdf)
    except JournalError as error:
        return opened, error
    except BaseException:
        opened.abandon()
        raise
    return opened, None


def sample_journal(data: str) -> Vault:
    """A journal to look around in; its key exists in memory only (worker thread)."""
    from ifs_desktop import vault
    from ifs_desktop.store import Store, sample

    made = vault.create_temporary(data_dir=data)
    store = Store.open(made)
    sample.fill(store)
    store.close()
    return made


class Frame(QMainWindow):
    """The one top-level window: first the lock page, then the journal."""

    close_requested = Signal()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing is asked for; whoever listens ends the app once all is kept."""
        event.ignore()
        self.close_requested.emit()

    def come_to_front(self) -> None:
        """Be seen, from behind other windows or from the task bar, as large as before."""
        from PySide6.QtCore import Qt

        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        QApplication.alert(self)  # where the desktop lets no window come forward by itself


class App(QObject):
    """Joins the lock page and the journal's window, and owns what is open."""

    def __init__(
        self,
        settings: Settings,
        folders: Folders,
        *,
        seat: several.Seat | None = None,
        relaunch: Relaunch = relaunch,
        kdf: Kdf | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.settings = settings
        self.folders = folders
        self.opened: Opened | None = None
        self.window: Window | None = None
        self.lock_page: LockPage | None = None
        self._away: Away | None = None
        self._seat = seat or several.Seat(folders.data)
        self._relaunch = relaunch
        self._kdf = kdf  # tests only; a real journal's cost is measured when it is made
        self._ending = False
        self._with_qt = list(WITH_QT)
        theme.apply(_qt(), settings.text("theme"), first_page=True)
        self.frame = Frame()
        self.frame.close_requested.connect(self.quit)
        room = self.frame.screen().availableSize()
        self.frame.resize(
            min(settings.number("window_width"), room.width()),
            min(settings.number("window_height"), room.height()),
        )

    def start(self, file: str | None = None, notice: str = "") -> None:
        """Show the lock page: for ``file`` ("": the first start), or the remembered journal."""
        if file is None:
            file = remembered(self.settings)
        self._seat.take(file)
        page = LockPage(file, self.folders.documents, notice, self.frame)
        page.create_requested.connect(self._create)
        page.unlock_requested.connect(self._unlock)
        page.reset_requested.connect(self._reset)
        page.sample_requested.connect(self._look_around)
        page.offered.connect(self._offer)
        self.lock_page = page
        self.frame.setCentralWidget(page)
        if self.settings.on("window_maximised"):
            self.frame.showMaximized()
        else:
            self.frame.show()
        page.take_focus()
        page.painted.connect(self._preload)

    def _preload(self) -> None:
        """The lock page is on the screen: load the rest while the password is typed."""
        theme.apply(_qt(), self.settings.text("theme"))
        from ifs_desktop.ui import clip, mark

        self.frame.setWindowIcon(mark.app_icon())
        clip.ClipboardGuard(self)
        self._be_found()
        gc.enable()  # __main__ had switched it off for the start
        self._loading = threading.Thread(target=import_without_qt, daemon=True)
        self._loading.start()
        self._load_next()

    def _load_next(self) -> None:
        """A module with Qt in it at a time, on this thread, once the others are loaded.

        Two threads that make PySide's enums at the same moment crash the interpreter.
        """
        if self._loading.is_alive():
            QTimer.singleShot(50, self, self._load_next)
        elif self._with_qt and self.opened is None:
            importlib.import_module(self._with_qt.pop(0))
            QTimer.singleShot(10, self, self._load_next)

    # ---- this window among others
    def _be_found(self) -> None:
        """Come to the front when another start asks for what this window shows."""
        from PySide6.QtCore import QFileSystemWatcher

        self._seat.be_ready()
        several.sweep(self._seat.folder)
        watcher = QFileSystemWatcher([self._seat.folder], self)
        watcher.directoryChanged.connect(self._look_for_questions)
        self._look_for_questions()

    def _look_for_questions(self) -> None:
        if not self._ending and self._seat.is_asked():
            self.frame.come_to_front()

    def open_file(self, path: str) -> None:
        """Show a journal the system asks for: here, or beside the one that is open."""
        if self.lock_page is None or self.lock_page.is_busy():
            several.open_in_new_window(path)
        else:
            self.lock_page.open_file(path)

    def _offer(self, file: str) -> None:
        """The lock page offers another journal; if a window has it, that one comes instead."""
        if self._seat.take(file):
            return
        from ifs_desktop.ui.other_window import OtherWindow

        other = OtherWindow(self._seat.folder, file, self)
        other.came.connect(self._back_to_own)
        other.silent.connect(self._take_offered)
        other.ask()

    def _back_to_own(self) -> None:
        if self.lock_page is not None and not self.lock_page.is_busy():
            self.lock_page.open_file(self._seat.file)

    def _take_offered(self) -> None:
        if self.lock_page is not None:
            self._seat.take(self.lock_page.file())  # in case the other window was about to close

    def _sit(self, vault: Vault) -> None:
        """Let others find the window by the journal that is open. A sample is nobody's."""
        if vault.temporary:
            self._seat.leave()
        else:
            self._seat.take(str(vault.path))

    # ---- unlocking
    def _create(self, path: str, password: str) -> None:
        self._work(create_journal, path, password, self.folders.data, self._kdf)

    def _unlock(self, path: str, password: str, insist: bool) -> None:
        self._work(unlock_journal, path, password, self.folders.data, insist)

    def _reset(self, path: str, code: bytes, password: str, insist: bool) -> None:
        self._work(
            reset_password,
            *(path, code, password, self.folders.data, insist, self._kdf),
            done=self._enter_by_code,
        )

    def _look_around(self) -> None:
        self._work(sample_journal, self.folders.data)

    def _work(
        self,
        function: Callable[..., object],
        *arguments: object,
        done: Callable[[Any], None] | None = None,
    ) -> None:
        from ifs_desktop.ui import work

        if self.lock_page is not None:
            self.lock_page.set_busy(True)
            work.start(
                function,
                *arguments,
                done=done or self._enter,
                failed=self._refused,
                parent=self.lock_page,
            )

    def _refused(self, error: BaseException) -> None:
        from ifs_desktop.lock import sentences
        from ifs_desktop.vault.errors import AlreadyOpen

        if self.lock_page is not None:
            self.lock_page.refuse(error)
            if isinstance(error, AlreadyOpen):
                self.lock_page.offer_other_window(self._seat)
            elif sentences.has_backups(error):
                self.lock_page.offer_backups(self.folders.data)

    def _enter(self, vault: Any) -> None:  # a Vault; workers answer with any object
        from ifs_desktop.publishing import Publishing
        from ifs_desktop.shell.window import Window
        from ifs_desktop.store import Store
        from ifs_desktop.ui import album
        from ifs_desktop.ui.away import Away
        from ifs_desktop.ui.bus import Bus

        # What is loaded by now stays: each time the collector looked at it would cost 0.1 s.
        gc.freeze()
        store = Store.open(vault)
        bus = Bus(store, self)
        album.begin(store, bus)
        publishing = Publishing(vault, self)
        bus.changed.connect(publishing.note_change)
        self.opened = Opened(vault, store, bus, publishing)
        self._sit(vault)
        self._remember(vault)
        self.window = Window(vault, store, bus, publishing, self.settings, self.frame)
        # Queued: the key or click that asks for it is still on its way through widgets that go.
        from PySide6.QtCore import Qt

        queued = Qt.ConnectionType.QueuedConnection
        self.window.lock_requested.connect(self.lock, queued)
        self.window.renew_requested.connect(self.lock, queued)
        self.window.quit_requested.connect(self.quit, queued)
        self.window.kept.connect(self._kept)
        self._away = Away(self.frame, self)
        self._away.left.connect(self._left, queued)
        self.lock_page = None
        self.frame.setCentralWidget(self.window)  # deletes the lock page
        self.window.take_focus()
        if vault.changed:
            publishing.note_change()

    def _enter_by_code(self, answer: Any) -> None:  # what reset_password answers
        from ifs_desktop.lock import sentences

        vault, error = answer
        self._enter(vault)
        if self.window is not None:
            self.window.say(sentences.by_code(error))

    def _kept(self) -> None:
        if self.opened is not None:
            self._sit(self.opened.vault)
            self._remember(self.opened.vault)

    def _remember(self, vault: Vault) -> None:
        if self.settings.on("remember_journal") and not vault.temporary:
            self.settings.set(last_journal=str(vault.path))

    def lock(self, renewed: Renewal | None = None) -> None:
        """Keep everything, close the journal and become a new process at the lock page.

        With a renewal the journal has another key, password and recovery code from then on.
        """
        if self._ending or self.opened is None:
            return
        vault = self.opened.vault
        notice = self._leave(renewed)  # whatever went wrong on the way out
        file = "" if vault.temporary else str(vault.path)
        if vault.temporary and several.is_shown(self._seat.folder, remembered(self.settings)):
            file = several.NEW  # a journal that has its window already is nothing to come back to
        self._seat.leave()
        self._relaunch(file, notice)

    def _left(self, reason: str) -> None:
        """The system says that the person has left (see ``ui.away``)."""
        from ifs_desktop.ui.away import SHUTDOWN

        if reason == SHUTDOWN:
            self.quit()
        else:
            self.lock()

    def quit(self) -> None:
        """Keep everything and end the program."""
        if self._ending:
            return
        from ifs_desktop.ui import clip

        self._leave()
        clip.forget()
        self._keep_window_size()
        self._seat.leave()
        self.frame.hide()
        _qt().quit()

    def _leave(self, renewed: Renewal | None = None) -> str:
        """Close what is open; the answer is the code of a notice for the lock page, or "".

        Nothing that goes wrong on the way may keep the journal open: each step is taken.
        """
        self._ending = True
        if self.opened is None:
            return ""
        from PySide6.QtCore import QEvent  # 3 ms that the start need not pay

        from ifs_desktop.ui import portrait

        opened, self.opened = self.opened, None
        kept = self.window is None or self.window.commit_drafts()
        for step in (
            self._keep_window_size,
            opened.publishing.stop,
            self._close_own_windows,
            self._drop_window,
            portrait.forget,
            opened.bus.close,
            opened.store.close,
        ):
            try:
                step()
            except Exception:
                sys.excepthook(*sys.exc_info())
        sample = opened.vault.temporary
        notice = _close(opened.vault, renewed) or ("" if kept else "unkept")
        if sample:  # it was perhaps about to be kept
            self._remember(opened.vault)
        if self._away is not None:
            self._away.stop()  # not before: the computer may sleep from here on
        opened.bus.deleteLater()
        opened.publishing.deleteLater()
        del opened, step
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()
        return notice

    def _close_own_windows(self) -> None:
        for popup in iter(QApplication.activePopupWidget, None):
            popup.close()
        for widget in QApplication.topLevelWidgets():
            if widget is not self.frame and widget.isWindow():
                widget.hide()
                widget.deleteLater()

    def _drop_window(self) -> None:
        window, self.window = self.window, None
        if window is None:
            return
        try:
            window.leave()
        finally:
            self.frame.menuBar().clear()
            self.frame.setCentralWidget(QWidget(self.frame))  # deletes the window and its pages
            self.frame.repaint()

    def _keep_window_size(self) -> None:
        maximised = self.frame.isMaximized()
        self.settings.set(window_maximised=maximised)
        if not maximised:
            self.settings.set(window_width=self.frame.width(), window_height=self.frame.height())


def _close(vault: Vault, renewed: Renewal | None) -> str:
    """Close a vault; the code of what is to be said about it at the lock page, or ""."""
    from ifs_desktop.lock.sentences import NOT_RENEWED, RENEWED, REPLACED

    copy = vault.conflict_copy
    try:
        vault.close(renewed)
    except Exception as error:  # the words are safe in the private working copy
        return type(error).__name__ if renewed is None else NOT_RENEWED
    if renewed is not None:
        return RENEWED
    return "" if vault.conflict_copy == copy else REPLACED


def _qt() -> QApplication:
    qt = QApplication.instance()
    assert isinstance(qt, QApplication)
    return qt


def import_without_qt() -> None:
    """Load what unlocking and the pages need, in a thread: for that, nothing of it knows Qt."""
    unforeseen.quiet_libraries()
    for name in WITHOUT_QT:
        importlib.import_module(name)
