"""The pane beside the map: who is on it, or what is known of what is selected."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from ifs_desktop.map.items import SELF_ID
from ifs_desktop.map.part_pane import PartPane
from ifs_desktop.map.people_list import OnThisMap
from ifs_desktop.map.queries import Picture
from ifs_desktop.map.relations_pane import LinkPane
from ifs_desktop.map.several_pane import SeveralPane
from ifs_desktop.parts import queries
from ifs_desktop.store import Store
from ifs_desktop.ui import glyph, theme
from ifs_desktop.ui.widgets import CalmScroll, label


class Inspector(QFrame):
    """Shows the list, a part, a link, Self, or that several are selected."""

    open_requested = Signal(object)  # Ref
    link_requested = Signal(int)
    chosen = Signal(int)
    list_requested = Signal()
    followed = Signal(int)

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self.setProperty("kind", "pane")
        self.setAccessibleName(self.tr("Details"))
        self.people = OnThisMap(self)
        self.part = PartPane(store, self)
        self.link = LinkPane(store, self)
        self._self = self._self_pane()
        self.several = SeveralPane(self)
        self._scroll = CalmScroll(self.part, self)
        self._link_scroll = CalmScroll(self.link, self)
        self._stack = QStackedLayout()
        for pane in (self.people, self._scroll, self._link_scroll, self._self, self.several):
            self._stack.addWidget(pane)
        holder = QVBoxLayout(self)
        holder.setContentsMargins(1, 0, 0, 0)
        holder.addLayout(self._stack)
        self.people.chosen.connect(self.chosen)
        self.part.open_requested.connect(self.open_requested)
        self.part.link_requested.connect(self.link_requested)
        self.part.list_requested.connect(self.list_requested)
        self.link.list_requested.connect(self.list_requested)
        self.link.followed.connect(self.followed)
        self.link.open_requested.connect(self.open_requested)

    def show_selection(
        self,
        picture: Picture,
        parts: tuple[int, ...],
        link: int | None,
        *,
        anew: bool = False,
        soon: bool = False,
    ) -> None:
        """Show what is selected; ``anew`` replaces what is being typed (after undo).

        ``soon``: the list of who is there may come after the map was painted.
        """
        if len(parts) == 1 and parts[0] != SELF_ID:
            detail = queries.part(self._store, parts[0])
            if detail is not None:
                here = next((p for p in picture.placed if p.part.id == parts[0]), None)
                self.part.show_part(detail, anew=anew, placed=here, map_id=picture.id)
                self._turn_to(self._scroll)
                return
        self.commit_drafts()
        relation = queries.relation(self._store, link) if link is not None else None
        if relation is not None:
            self.link.show_relation(relation, anew=anew)
            self._turn_to(self._link_scroll)
        elif parts == (SELF_ID,):
            self._turn_to(self._self)
        elif len(parts) > 1:
            self._turn_to(self.several)
        else:
            if soon:
                self.people.show_soon(picture)
            else:
                self.people.show_picture(picture)
            self._turn_to(self.people)

    def commit_drafts(self) -> None:
        """Write now what is being typed."""
        self.part.commit_drafts()
        self.link.commit_drafts()

    def _turn_to(self, pane: QWidget) -> None:
        if self._stack.currentWidget() is not pane:
            self._stack.setCurrentWidget(pane)
            self._scroll.verticalScrollBar().setValue(0)

    def _self_pane(self) -> QWidget:
        pane = QWidget(self)
        column = QVBoxLayout(pane)
        side = theme.px(18)
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(theme.px(12))
        head = QHBoxLayout()
        head.addWidget(glyph.Glyph(glyph.SELF, theme.px(44), pane))
        head.addWidget(label(glyph.role_name(glyph.SELF), "heading", pane), 1)
        column.addLayout(head)
        column.addWidget(
            label(
                self.tr(
                    "Self is not a part. It is what is there when parts step back a little: "
                    "calm, curious, kind. It stays on every map; you can move it."
                ),
                "",
                pane,
                wrap=True,
            )
        )
        column.addStretch(1)
        return pane
