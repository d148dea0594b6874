"""The page of people: joins the list at the side, the sheet beside it, and the journal."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.people import edits, queries
from ifs_desktop.people.actions import ROWS
from ifs_desktop.people.list_pane import ListPane
from ifs_desktop.people.listed import NAMELESS
from ifs_desktop.people.sheet import Sheet
from ifs_desktop.settings import Settings
from ifs_desktop.store import Change, Ref, Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.actions import build
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.widgets import PageHeader

_TABLES = frozenset(
    {"person", "moment", "took_in", "opinion", "small_step", "prediction", "part", "view_state"}
)


class PeoplePage(QWidget):
    """Shows one person at a time. What is asked of other pages goes through ``open_requested``."""

    open_requested = Signal(object)  # Ref

    def __init__(self, store: Store, bus: Bus, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._person: int | None = None
        self._short = queries.initials_only(store)
        self._stale: frozenset[str] = frozenset()
        self._undone = False
        self.actions_by_name = build(ROWS, self)
        self.pane = ListPane(store, self)
        self.sheet = Sheet(store, bus, self)
        self.header = PageHeader(self.tr("People"), self)
        self.initials = QPushButton(self.tr("Initials instead of names"), self.header)
        self.initials.setCheckable(True)
        self.initials.setChecked(self._short)
        self.initials.setProperty("kind", "quiet")
        self.initials.setToolTip(self.tr("In the whole journal. What you typed yourself stays."))
        self.initials.clicked.connect(self.toggle_initials)
        self.header.add_action(self.initials)
        self.pane.chosen.connect(self.show_person)
        self.sheet.open_requested.connect(self.open_requested)
        self.sheet.put_away_requested.connect(self.put_away)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.pane)
        body.addWidget(self.sheet, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.header)
        page.addLayout(body, 1)
        bus.changed.connect(self._changed)
        self._note()

    # ---- what every page can do
    def open_ref(self, ref: Ref) -> None:
        """Show a person, or whom a moment, an opinion or a small step is about."""
        if ref.kind == "person" and ref.id is not None:
            self.show_person(ref.id)
        elif ref.kind in ("moment", "opinion", "small_step"):
            self.show_person(queries.whose(self._store, ref) or NAMELESS)
            self.sheet.lead_to(ref)

    def here(self) -> Ref | None:
        """Who is shown."""
        return Ref("person", self._person) if self._person else Ref("page", None, "people")

    def commit_drafts(self) -> None:
        """Keep what is being typed."""
        self.pane.flush()
        self.sheet.flush()

    def menu_actions(self) -> list[QAction]:
        """What can be done here."""
        return list(self.actions_by_name.values())

    def take_focus(self) -> None:
        """To the line that finds; where nobody is, to the one that adds."""
        self.pane.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def panes(self) -> list[QWidget]:
        """Where F6 goes, in reading order."""
        shown = [card.add for card in self.sheet.cards() if not card.isHidden()]
        return [self.pane.first(), *([self.sheet.head] if self._person else []), *shown]

    # ---- the rows of the action table
    def add_somebody(self) -> None:
        """To the line for a name."""
        self.pane.name.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def find_somebody(self) -> None:
        """To the line that finds."""
        self.pane.everyone.setChecked(True)
        self.pane.refresh()
        self.pane.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def reach_earlier(self) -> None:
        """One place up among those to reach out to."""
        self.pane.shift(-1)

    def reach_later(self) -> None:
        """One place down."""
        self.pane.shift(1)

    def toggle_initials(self) -> None:
        """Initials instead of names, or names again, in the whole journal."""
        self.commit_drafts()
        edits.show_initials(self._store, not self._short)

    def put_away(self) -> None:
        """Put the one away who is shown; undo brings them back."""
        if self._person:
            self.commit_drafts()
            edits.put_away_person(self._store, person_id=self._person)
            self.take_focus()

    # ---- inside
    def show_person(self, person: int) -> None:
        """Show somebody beside the list; 0 are strangers."""
        if person != self._person:
            self.sheet.flush()
        self._person = person
        self._show(anew=False)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._catch_up()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width()
        room = 320 if wide >= theme.px(1000) else 256 if wide >= theme.px(720) else 208
        self.pane.setFixedWidth(theme.px(room))

    def _show(self, *, anew: bool) -> None:
        detail = None
        if self._person is not None:
            named = self._person != NAMELESS
            store = self._store
            detail = queries.person(store, self._person) if named else queries.nameless(store)
        if detail is None:
            self._person = None
        waiting = queries.half_written(self._store) if detail is not None else frozenset()
        self.sheet.show_detail(detail, waiting, short=self._short, anew=anew)
        self.pane.show_current(self._person)
        self._note()

    def _note(self) -> None:
        """What can be done now."""
        for name in ("put_away_person", "reach_earlier", "reach_later"):
            self.actions_by_name[name].setEnabled(bool(self._person))
        for switch in (self.initials, self.actions_by_name["initials"]):
            switch.setChecked(self._short)

    def _changed(self, change: Change) -> None:
        if not change.tables & _TABLES:
            return
        if change.tables == {"view_state"} and queries.initials_only(self._store) == self._short:
            return
        self._stale |= change.tables & _TABLES
        self._undone |= change.origin != "edit"
        if self.isVisible():
            self._catch_up()

    def _catch_up(self) -> None:
        """Show what changed, also while another page was shown."""
        if not self._stale:
            return
        tables, undone = self._stale, self._undone
        self._stale, self._undone = frozenset(), False
        self._short = queries.initials_only(self._store)
        self.pane.refresh()
        card = queries.cards(self._store, [self._person or NAMELESS]).get(self._person or NAMELESS)
        if tables == {"person"} and not undone and card is not None and not card.away:
            self.sheet.head.show_card(card, short=self._short, anew=False)  # all else is as it was
        else:
            self._show(anew=undone)
