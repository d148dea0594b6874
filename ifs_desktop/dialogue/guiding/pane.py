"""The six Fs beside a dialogue: a pane at its side, or folded into one line above it."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.dialogue.guiding import queries
from ifs_desktop.dialogue.guiding.body import Body
from ifs_desktop.dialogue.guiding.doing import Doing
from ifs_desktop.dialogue.guiding.queries import Guide
from ifs_desktop.dialogue.guiding.strip import Strip
from ifs_desktop.store import Change, Store
from ifs_desktop.ui import icons, tab_order, theme
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.widgets.labels import label
from ifs_desktop.ui.widgets.scroll import CalmScroll

WIDE = 264  # design px of the pane
ROOMY = 1000  # design px of the page from which the pane is there unless it was folded
OPEN_KEY = "guide:open"  # view state: whether it is open on a roomy page, and on a narrow one
_SHOWN = frozenset({"target", "turn", "part", "dialogue", "member", "permission", "fact"})
_SAID = frozenset({"turn", "dialogue"})  # what a line said changes: no floor of the stack


class GuidePane(QFrame):
    """Shows one dialogue's guide and writes to the journal itself. ``strip`` is it folded."""

    prompt_chosen = Signal(str)  # for the composer, as Self
    speaker_wanted = Signal(int)
    open_requested = Signal(object)  # Ref
    folded = Signal(bool)

    def __init__(self, store: Store, bus: Bus, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._guide: Guide | None = None
        self._spoke: queries.SpokeUp | None = None
        self._roomy = True
        self._told: bool | None = None
        self._open = {"roomy": True, "narrow": False} | dict(store.state(OPEN_KEY, {}))
        self.doing = Doing(store, self)
        self.setProperty("kind", "pane")
        self.setAccessibleName(self.tr("The six Fs"))
        self.setFixedWidth(theme.px(WIDE))
        self.strip = Strip(parent)
        self.strip.unfold_requested.connect(self.toggle)
        self.fold = QPushButton(self)
        self.fold.setProperty("kind", "quiet")
        self.fold.setProperty("tone", "icon")
        self.fold.setIcon(icons.icon("pane"))
        self.fold.setAccessibleName(self.tr("Fold the six Fs"))
        self.fold.setToolTip(self.tr("Fold the six Fs (Ctrl+G)"))
        self.fold.clicked.connect(self.toggle)
        self.body = Body(store, self.doing, self)
        self.body.prompt_chosen.connect(self.prompt_chosen)
        self.body.put_aside.connect(self._put_aside)
        self.body.line.speaker_wanted.connect(self.speaker_wanted)
        self.body.second.open_requested.connect(self.open_requested)
        self._lay_out()
        self.show_dialogue(None)
        bus.changed.connect(self._changed)

    def show_dialogue(self, dialogue_id: int | None) -> None:
        """Show the guide of a dialogue, or none."""
        if self._guide is not None and dialogue_id != self._guide.dialogue_id:
            self.commit_drafts()
        self._load(dialogue_id)

    def fit(self, page_width: int) -> None:
        """Be a pane on a roomy page; on a narrow one a line, unless it was unfolded there."""
        self._roomy = page_width >= theme.px(ROOMY)
        self._show_or_fold()

    def unfolded(self) -> bool:
        """Whether the whole guide is shown."""
        return self._guide is not None and self._open[self._room()]

    def toggle(self) -> None:
        """Fold it, or unfold it and go there; remembered for pages this wide."""
        room = self._room()
        had_focus = self._has_focus()
        self.commit_drafts()
        self._open[room] = not self._open[room]
        self._store.set_state(OPEN_KEY, self._open)
        self._show_or_fold()
        if self._open[room]:
            self.take_focus()
        elif had_focus:
            self.strip.button.setFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.take_focus()

    def take_focus(self) -> None:
        """Go to where one goes on."""
        if not self.body.take_focus():
            self.fold.setFocus()

    def commit_drafts(self) -> None:
        """Keep everything that is typed here and not kept yet."""
        self.body.commit_drafts()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(18), theme.px(10), theme.px(8), theme.px(6))
        head.addWidget(label(self.tr("The six Fs"), "subheading", self), 1)
        head.addWidget(self.fold)
        scroll = self._scroll = CalmScroll(self.body, self)
        scroll.setAccessibleName(self.tr("The six Fs"))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(scroll, 1)

    def _changed(self, change: Change) -> None:
        if self._guide is None:
            return
        tables = change.tables & _SHOWN
        if "turn" in tables and tables <= _SAID:
            self._show(self._guide)
        elif tables:
            self._load(self._guide.dialogue_id)

    def _load(self, dialogue_id: int | None) -> None:
        self._show(None if dialogue_id is None else queries.guide_of(self._store, dialogue_id))

    def _show(self, found: Guide | None) -> None:
        spoke = None if found is None else queries.spoke_up(self._store, found)
        if spoke is not None and self._store.state(_aside(found)) == spoke.turn_id:
            spoke = None
        same = found == self._guide and spoke == self._spoke
        self._guide, self._spoke = found, spoke
        self.doing.dialogue_id = None if found is None else found.dialogue_id
        self._show_or_fold()
        if found is None:
            self.body.stages.leave()
        elif not same:
            focus = self.window().focusWidget() if self._has_focus() else None
            self.strip.show_guide(found)
            self.body.show_guide(found, spoke)
            tab_order.lead_through(self)
            if focus is not None and not (shiboken6.isValid(focus) and focus.isVisible()):
                self.take_focus()  # what was pressed is gone

    def _show_or_fold(self) -> None:
        shown = self.unfolded()
        self.setVisible(shown)
        self.strip.setVisible(self._guide is not None and not shown)
        if self._told is not shown:
            self._told = shown
            self.folded.emit(not shown)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.body.isAncestorOf(new):
            self._scroll.show_child(new)

    def _put_aside(self) -> None:
        """The card of who spoke up stays away, until somebody speaks up again."""
        if self._guide is not None and self._spoke is not None:
            self._store.set_state(_aside(self._guide), self._spoke.turn_id)
            self._load(self._guide.dialogue_id)

    def _room(self) -> str:
        return "roomy" if self._roomy else "narrow"

    def _has_focus(self) -> bool:
        focus = self.window().focusWidget()
        return focus is not None and self.isAncestorOf(focus) and focus.isVisible()


def _aside(guide: Guide | None) -> str:
    return "" if guide is None else f"guide:{guide.dialogue_id}:aside"
