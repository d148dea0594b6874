"""The page of a part's profile: joins its sheet, its actions and the rest of the app."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ifs_desktop.letters import queries as letters
from ifs_desktop.parts import edits, profile, queries
from ifs_desktop.parts.actions import ROWS
from ifs_desktop.parts.profile_sheet import Sheet
from ifs_desktop.parts.queries import PartDetail
from ifs_desktop.settings import Settings
from ifs_desktop.store import Change, Ref, Store, purge
from ifs_desktop.ui import ask, icons
from ifs_desktop.ui.actions import build
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.widgets import label


class PartPage(QWidget):
    """Shows one part. What is asked of other pages goes through ``open_requested``."""

    open_requested = Signal(object)  # Ref

    def __init__(
        self, store: Store, bus: Bus, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._detail: PartDetail | None = None
        self._stale: frozenset[str] = frozenset()
        self._undone = False
        self.actions_by_name = build(ROWS, self)
        self.sheet = Sheet(store, bus, self)
        self._nobody = label(
            self.tr("No part is open here. You can choose one on the map."), "", self, wrap=True
        )
        self.to_map = QPushButton(self.tr("To the map"), self)
        self.sheet.add(self._nobody)
        self.sheet.add_row(self.to_map)
        self._build_header()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.sheet)
        self.to_map.clicked.connect(self.show_on_map)
        self.sheet.open_requested.connect(self.open_requested)
        self.sheet.left_adding.connect(self._back_to_add)
        self.sheet.foot.rest.clicked.connect(self.let_rest)
        self.sheet.foot.wake.clicked.connect(self.wake)
        self.sheet.foot.away.clicked.connect(self.put_away)
        self.sheet.foot.gone.clicked.connect(self.delete_for_good)
        bus.changed.connect(self._changed)
        self._open(None)

    # ---- what every page can do
    def open_ref(self, ref: Ref) -> None:
        """Show the part with this id; the anchor "fact:ID" and its like lead further down."""
        if ref.kind == "letter" and ref.id is not None:
            letter = letters.letter(self._store, ref.id)
            ref = ref if letter is None else Ref("profile", letter.part_id, f"letter:{ref.id}")
        if ref.kind != "profile" or ref.id is None:
            return
        self._catch_up()
        if self.part_id() != ref.id:
            self.commit_drafts()
            self._open(queries.part(self._store, ref.id))
        kind, _, number = ref.anchor.partition(":")
        if number.isdecimal():
            self.sheet.lead_to(kind, int(number))

    def here(self) -> Ref | None:
        """The part that is shown."""
        part_id = self.part_id()
        return None if part_id is None else Ref("profile", part_id)

    def commit_drafts(self) -> None:
        """Keep what is being typed."""
        self.sheet.commit_drafts()

    def menu_actions(self) -> list[QAction]:
        """What can be done with this part."""
        return list(self.actions_by_name.values())

    def take_focus(self) -> None:
        """To the button that adds; where there is no part, to the way to the map."""
        (self.to_map if self._detail is None else self.add).setFocus()

    def panes(self) -> list[QWidget]:
        """Where F6 goes, in reading order."""
        if self._detail is None:
            return [self]
        shown = [card for card in self.sheet.cards() if not card.isHidden()]
        return [self, self.sheet.head, *shown]

    # ---- the rows of the action table
    def ask_what_to_add(self) -> None:
        """Offer every field."""
        if self._detail is not None:
            self.sheet.ask_what_to_add()

    def talk(self) -> None:
        """A dialogue with this part; before an exile its protectors are asked there."""
        if self._detail is not None:
            self.open_requested.emit(Ref("dialogue", None, f"part:{self._detail.card.id}"))

    def show_on_map(self) -> None:
        """The part where it stands, or the map."""
        part_id = self.part_id()
        place = Ref("page", None, "map") if part_id is None else Ref("part", part_id)
        self.open_requested.emit(place)

    def let_rest(self) -> None:
        """It stays in every list, quietly."""
        part_id = self.part_id()
        if part_id is not None:
            edits.let_rest(self._store, part_id=part_id)

    def wake(self) -> None:
        """It is here again."""
        part_id = self.part_id()
        if part_id is not None:
            edits.wake(self._store, part_id=part_id)

    def put_away(self) -> None:
        """Ask, then put the part away and go to the map."""
        if self._detail is None:
            return
        self.commit_drafts()
        card = self._detail.card
        if ask.confirm(
            self,
            self.tr("Put {name} away?").format(name=profile.isolated(card.name)),
            self.tr(
                "It leaves all maps and lists. What it said in dialogues stays there. "
                "Undo brings it back."
            ),
            self.tr("Put away"),
            self.tr("Leave it here"),
        ):
            edits.put_away_part(self._store, part_id=card.id)
            self.open_requested.emit(Ref("page", None, "map"))

    def delete_for_good(self) -> None:
        """Say what goes and what backups still hold; then erase the part and go to the map."""
        if self._detail is None:
            return
        card = self._detail.card
        if ask.confirm(
            self,
            self.tr("Delete {name} for good?").format(name=profile.isolated(card.name)),
            self.tr(
                "All that is known of it goes, its links, its places on maps and everything it "
                "said in dialogues. What others said and what you wrote in your journal stays. "
                "This cannot be undone, nor can anything you did before it.\n\n"
                "Backups that were made earlier still hold it until you remove them."
            ),
            self.tr("Delete for good"),
            self.tr("Keep it"),
            danger=True,
        ):
            self.commit_drafts()
            purge.for_good(self._store, [Ref("part", card.id)])
            self.open_requested.emit(Ref("page", None, "map"))

    # ---- inside
    def part_id(self) -> int | None:
        """The part that is shown."""
        return None if self._detail is None else self._detail.card.id

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._catch_up()

    def _build_header(self) -> None:
        header = self.sheet.header
        header.set_back(self.tr("Parts map"))
        header.back_requested.connect(self.show_on_map)
        self._talk = QPushButton(self.tr("Start a dialogue"), header)
        self._talk.clicked.connect(self.talk)
        header.add_action(self._talk)
        self.add = QPushButton(self.tr("Add…"), header)
        self.add.setProperty("kind", "primary")
        icons.beside(self.add, "plus", "on_accent")
        self.add.setAccessibleName(self.tr("Add to this profile"))
        self.add.setToolTip(self.actions_by_name["add_to_profile"].toolTip())
        self.add.clicked.connect(self.ask_what_to_add)
        header.add_action(self.add)

    def _open(self, detail: PartDetail | None) -> None:
        self._stale = frozenset()
        self._name(detail)
        self.sheet.show_part(detail)

    def _name(self, detail: PartDetail | None) -> None:
        """Title and actions, for this part."""
        self._detail = detail
        here = detail is not None
        resting = detail is not None and detail.resting is not None
        led = self.to_map.hasFocus()  # the keyboard was led here before the part was
        self.sheet.set_title("" if detail is None else detail.card.name)
        self._nobody.setHidden(here)
        self.to_map.setHidden(here)
        self.add.setVisible(here)
        self._talk.setVisible(here)
        if led and here:
            self.add.setFocus()
        for name, action in self.actions_by_name.items():
            action.setEnabled(here or name == "part_on_map")
        self.actions_by_name["rest_part"].setEnabled(here and not resting)
        self.actions_by_name["wake_part"].setEnabled(resting)

    @Slot()
    def _back_to_add(self) -> None:
        self.add.setFocus()

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if self._detail is None:
            return
        self._stale |= change.tables
        self._undone |= change.origin != "edit"
        if self.isVisible():
            self._catch_up()

    def _catch_up(self) -> None:
        """Show what changed, also while another page was shown."""
        tables, self._stale = self._stale, frozenset()
        undone, self._undone = self._undone, False
        part_id = self.part_id()
        if part_id is None or not tables:
            return
        if "part" in tables:
            detail = queries.part(self._store, part_id)
            if detail is None:
                self._open(None)
                return
            self._name(detail)
        self.sheet.refresh(tables, anew=undone)
