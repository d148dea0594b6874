"""The open journal's window: rail, pages, menu. Here, and only here, pages are joined."""

from __future__ import annotations

import os
import sys
from typing import Any, Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ifs_desktop import several, unforeseen
from ifs_desktop.care.grounding import Grounding
from ifs_desktop.care.honest import READ
from ifs_desktop.inbox.capture import Capture
from ifs_desktop.lock.code_page import DECLINED
from ifs_desktop.publishing import Publishing
from ifs_desktop.rest import queries as rest
from ifs_desktop.safekeeping.rounds import Rounds
from ifs_desktop.settings import Settings
from ifs_desktop.shell import about, actions, menu, notices, places, standpoint, undoing
from ifs_desktop.shell.discretion import Discretion
from ifs_desktop.shell.going import Going
from ifs_desktop.shell.rail import Rail
from ifs_desktop.shell.returning import Returning
from ifs_desktop.shell.tidying import Tidying
from ifs_desktop.shell.watch import Watch
from ifs_desktop.store import Change, Ref, Store
from ifs_desktop.ui import ask, clip, composing
from ifs_desktop.ui.actions import build
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.line_draft import LineDraft
from ifs_desktop.vault import JournalError, Vault

HERE = "here"  # view state: the place to come back to
SOON = 300  # ms after which what is not seen yet is made
STOOD = "standpoint"  # view state: where exactly one was there


class Page(Protocol):
    """What every page can do; each is a QWidget with ``open_requested``."""

    def open_ref(self, ref: Ref) -> None: ...
    def here(self) -> Ref | None: ...
    def commit_drafts(self) -> None: ...
    def menu_actions(self) -> list[QAction]: ...
    def take_focus(self) -> None: ...


class Window(QWidget):
    """All that is seen of an unlocked journal. Freed, with its pages, when it is locked."""

    lock_requested = Signal()
    renew_requested = Signal(object)  # Renewal: lock, and put it in force
    quit_requested = Signal()
    kept = Signal()  # a sample journal became one's own

    def __init__(
        self,
        vault: Vault,
        store: Store,
        bus: Bus,
        publishing: Publishing,
        settings: Settings,
        frame: QMainWindow,
    ) -> None:
        super().__init__(frame)
        self._vault = vault
        self._store = store
        self._bus = bus
        self._settings = settings
        self._frame = frame
        self._pages: dict[str, QWidget] = {}
        self._rounds = Rounds(vault, store, publishing.under_way, self)
        self._extra: dict[str, tuple[object, ...]] = {
            "help": (self.all_keys,),
            "backups": (vault, self._rounds),
            **dict.fromkeys(("privacy", "exchange", "code", "keys"), (vault,)),
        }
        self._at = ""
        self._card: Capture | None = None
        self._going = Going(store, self)
        self.actions_by_name = build(actions.ROWS, self)
        self._rail = Rail(self._title(), places.on_rail(), self)
        self._stack = QStackedWidget(self)
        self._notices = notices.Notices(vault, self)
        self._returning = Returning(store, bus, self)
        self.watch = Watch(self)
        self._tidying = Tidying(store, self.watch, self)
        self.watch.set_minutes(settings.number("idle_lock_minutes"))
        self._discretion = Discretion(settings, frame, self)
        self._lay_out()
        self._menu = menu.Menu(frame.menuBar(), self.actions_by_name, self)
        self._join(publishing)
        self._note_undo()
        unforeseen.show_with(self._show_error)
        self._go_to_beginning()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._make_card)
        self._soon.start(SOON)

    # ---- the one block where signals of pages and shell are joined
    def _join(self, publishing: Publishing) -> None:
        self._rail.place_requested.connect(self.go)
        self._rail.undo_requested.connect(self.undo)
        self._rail.go_requested.connect(self.go_to_anything)
        self._going.chosen.connect(self._go_there)
        self._bus.changed.connect(self._going.note)
        self._going.left.connect(self.take_focus)
        self._rail.ground_requested.connect(self.ground)
        self._rail.lock_requested.connect(self.lock_requested)
        self.watch.ground_requested.connect(self.ground)
        self.watch.lock_requested.connect(self.lock_requested)
        self.watch.jot_requested.connect(self.jot)
        self.watch.idle.connect(self.lock_requested)
        self._discretion.lock_requested.connect(self.lock_requested)
        self._bus.changed.connect(self._changed)
        self._returning.open_requested.connect(self.open_ref)
        self._menu.place_requested.connect(self.go)
        publishing.refused.connect(self._notices.show_refused)
        publishing.published.connect(self._notices.hide_refused)
        publishing.published.connect(self._notices.look)
        self._notices.kept.connect(self._become_own)
        self._bus.changed.connect(self._rounds.note_change)
        self._bus.changed.connect(self._tidying.wait)
        publishing.published.connect(self._rounds.wait)
        publishing.refused.connect(self._rounds.wait)
        self._rounds.told.connect(self._notices.say)

    def _join_page(self, name: str, page: QWidget) -> None:
        page.open_requested.connect(self.open_ref)  # type: ignore[attr-defined]
        if name == "settings":
            page.idle_minutes_changed.connect(self.watch.set_minutes)  # type: ignore[attr-defined]
            page.remembering_changed.connect(self._remembering)  # type: ignore[attr-defined]
            page.title_changed.connect(self._discretion.wear_title)  # type: ignore[attr-defined]
        if name == "keys":
            page.renew_requested.connect(self.renew_requested)  # type: ignore[attr-defined]
        if name == "backups":
            page.open_file_requested.connect(several.open_in_new_window)  # type: ignore[attr-defined]

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._notices)
        right.addWidget(self._returning)
        right.addWidget(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addLayout(right, 1)

    def _title(self) -> str:
        return self.tr("Sample journal") if self._vault.temporary else self._vault.path.stem

    # ---- going somewhere
    def go(self, name: str) -> None:
        """Show a place by its name (see ``places``)."""
        if name == "ground":
            self.ground()
            return
        if self._at and self._at != name:
            self._page(self._at).commit_drafts()
        # Qt would pass the focus of a page that goes to whatever comes next in it.
        was_there = self._at != name and _has(self._stack, QApplication.focusWidget())
        with self.watch.turned_away():
            page = self._pages.get(name) or self._make_page(name)
            self._at = name
            self._stack.setCurrentWidget(page)
        self._going.recent.note(Ref("page", None, name))
        if was_there:
            self.take_focus()
        self._returning.show_on(name)
        self._rail.show_place(places.UNDER.get(name, name))
        self._menu.show_page(self._page(name).menu_actions(), name)

    def _make_page(self, name: str) -> QWidget:
        extra = self._extra.get(name, ())
        page = places.make(name, self._store, self._bus, self._settings, self._stack, *extra)
        self._pages[name] = page
        self._stack.addWidget(page)
        self._join_page(name, page)
        return page

    def open_ref(self, ref: Ref) -> None:
        """Show the very place a Ref names; the keyboard comes along from the page that is left."""
        name = places.of(ref)
        left = self._pages.get(self._at)
        follows = left is not None and _has(left, QApplication.focusWidget())
        self.go(name)
        if follows and self._pages[self._at] is not left:
            self.take_focus()
        if name in self._pages:
            self._page(name).open_ref(ref)
            self._going.recent.note(ref)

    def take_focus(self) -> None:
        """Put the keyboard where work goes on."""
        page = self._pages[self._at]
        getattr(page, "take_focus", page.setFocus)()

    def here(self) -> str:
        """The name of the place that is shown."""
        return self._at

    def page(self, name: str) -> Any:
        """The page of a place, made if it was not seen yet (tests and the screenshot tour)."""
        self.go(name)
        return self._pages[name]

    def pages(self) -> list[QWidget]:
        """Every page that was made so far."""
        return list(self._pages.values())

    def _page(self, name: str) -> Page:
        return self._pages[name]  # type: ignore[return-value]

    def _go_to_beginning(self) -> None:
        kept = self._store.state(HERE)
        if not self._vault.temporary and not self._store.state(READ, False):
            settled = self._vault.has_code or self._store.state(DECLINED, False)
            self.go("honest" if settled else "code")
        elif isinstance(kept, list) and len(kept) == 3:
            self.open_ref(Ref(str(kept[0]), kept[1], str(kept[2])))
            left = self._store.state(STOOD)
            if isinstance(left, dict) and left.get("page") == self._at:
                standpoint.Return(self._pages[self._at], left)
        else:
            self.go("map")

    # ---- actions (names in shell/actions.py)
    def request_lock(self) -> None:
        """Lock now."""
        self.lock_requested.emit()

    def request_quit(self) -> None:
        """Keep everything and end."""
        self.quit_requested.emit()

    def open_another(self) -> None:
        """Choose another journal; it has a window of its own."""
        folder = "" if self._vault.temporary else os.path.dirname(self._vault.path)
        path = ask.open_file(
            self,
            self.tr("Open a journal"),
            folder,
            self.tr("Journals (*.ifsjournal);;All files (*)"),
        )
        if path:
            several.open_in_new_window(path)

    def new_journal(self) -> None:
        """The form for a new journal, in a window of its own."""
        several.open_in_new_window("")

    def undo(self) -> None:
        """Take the last step back and go to where it was."""
        self.commit_drafts()
        step = self._store.undo()
        if step is not None and step.place is not None:
            self.open_ref(step.place)

    def redo(self) -> None:
        """Do it again and go to where it is."""
        self.commit_drafts()
        step = self._store.redo()
        if step is not None and step.place is not None:
            self.open_ref(step.place)

    def go_to_anything(self) -> None:
        """A few letters lead to any part, dialogue, map, exercise, place or action."""
        self.commit_drafts()
        self._going.open((*self._page(self._at).menu_actions(), *self.actions_by_name.values()))

    def show_find(self) -> None:
        """Search everything."""
        self.open_ref(Ref("find"))
        self._page("find").edit_query()  # type: ignore[attr-defined]

    def _go_there(self, ref: Ref) -> None:
        self.open_ref(ref)
        self.take_focus()

    def ground(self) -> None:
        """Show Ground me above everything, also above a dialog. What is written stays."""
        if self._frame.findChild(Grounding) is not None:
            return
        self.commit_drafts()
        page = Grounding(self._frame, rest.latest(self._store))
        page.lock_requested.connect(self.lock_requested)
        page.help_requested.connect(self.show_help)
        page.open()

    def jot(self) -> None:
        """A card to jot something down on, above everything but Ground me."""
        cards = self._frame.findChildren(Capture)
        if self._frame.findChild(Grounding) is None and not any(one.isVisible() for one in cards):
            self._make_card().take()

    def _make_card(self) -> Capture:
        """Before it is asked for, so that it is there within a frame."""
        if self._card is None:
            self._card = Capture(self._store, self)
        return self._card

    def next_pane(self) -> None:
        """From the rail through the panes of the page and back."""
        page = self._pages[self._at]
        panes: list[QWidget] = [self._rail, *getattr(page, "panes", lambda: [page])()]
        focus = QApplication.focusWidget()
        held = [n for n, pane in enumerate(panes) if _has(pane, focus)]
        pane = panes[(held[0] + 1) % len(panes)] if held else self._rail
        if pane is self._rail:
            self._rail.first().setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif pane is page:
            self.take_focus()
        else:
            pane.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_keys(self) -> None:
        """What opens this journal."""
        self.go("keys")
        self.take_focus()

    def show_backups(self) -> None:
        """Backups, other versions, and checking the journal."""
        self.go("backups")
        self.take_focus()

    def show_exchange(self) -> None:
        """Take everything out in open formats, or bring such a file in."""
        self.go("exchange")
        self.take_focus()

    def show_privacy(self) -> None:
        """What is enforced right now."""
        self.go("privacy")
        self.take_focus()

    def show_inbox(self) -> None:
        """What was jotted down and waits."""
        self.go("inbox")
        self.take_focus()

    def show_trash(self) -> None:
        """Everything that was put away."""
        self.go("trash")
        self.take_focus()

    def show_help(self) -> None:
        """Help, from anywhere: a question that is open does not stand before it."""
        while isinstance(question := QApplication.activeModalWidget(), QDialog):
            question.reject()
        self.go("help")
        self.take_focus()

    def show_honest(self) -> None:
        """The first page again."""
        self.go("honest")

    def show_about(self) -> None:
        """Version, licence, thanks."""
        about.show(self)

    def all_keys(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Where, and there (what it does, shortcut) of every action that has one, for Help."""
        return places.keys(actions.ROWS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus: only some desktops see to that."""
        button = QApplication.focusWidget()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat()
        if enter and isinstance(button, QPushButton) and self.isAncestorOf(button):
            button.click()
        else:
            super().keyPressEvent(event)

    def say(self, sentence: str) -> None:
        """Something to know, above the page; nothing for the empty string."""
        self._notices.say(sentence)

    # ---- leaving
    def commit_drafts(self) -> bool:
        """Have every page and dialog keep what is being typed; whether all of them could.

        One page's trouble costs no other page its words.
        """
        kept = True
        lines = (line.flush for line in self._frame.findChildren(LineDraft))
        cards = (card.commit_drafts for card in self._frame.findChildren(Capture))
        pages = (self._page(name).commit_drafts for name in self._pages)
        for keep in (composing.take_over, *lines, *cards, *pages):
            try:
                keep()
            except Exception:
                kept = False
                sys.excepthook(*sys.exc_info())
        return kept

    def leave(self) -> None:
        """Stop listening, leave nothing on the clipboard, remember the place. Freed right after."""
        unforeseen.show_with(None)
        for page in self._pages.values():
            getattr(page, "cut_short", int)()  # work that would leave half a file behind
        for busy in (self.watch, self._discretion, self._rounds, self._tidying):
            busy.stop()
        clip.forget()
        self._menu.clear()
        self._going.recent.keep()
        ref = self._page(self._at).here()
        if ref is not None:  # last: a full disk does not take it
            self._store.set_state(HERE, [ref.kind, ref.id, ref.anchor])
            stood = standpoint.take(self._pages[self._at])
            self._store.set_state(STOOD, {"page": self._at, **stood})

    # ---- answers to what happened
    def _changed(self, _change: Change) -> None:
        self._notices.hide_unkept()
        self._note_undo()

    def _show_error(self, error: BaseException) -> bool:
        """An edit met a disk that is full or gone: what was typed still stands where it was."""
        if isinstance(error, JournalError):
            self._notices.show_unkept(error)
        return isinstance(error, JournalError)

    def _note_undo(self) -> None:
        undoing.show(self._store, self.actions_by_name, self._rail)

    def _remembering(self, on: bool) -> None:
        if on:
            self.kept.emit()

    def _become_own(self) -> None:
        self._rail.set_title(self._title())
        self.kept.emit()
        self.go("code")
        self.take_focus()


def _has(pane: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (pane is focus or pane.isAncestorOf(focus))
