"""What is known of a part, kind by kind; only what is used or asked for is shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ifs_desktop.parts import profile
from ifs_desktop.parts.profile_fact import FactRow
from ifs_desktop.parts.profile_group import Group, Section, link
from ifs_desktop.parts.queries import FactCard
from ifs_desktop.store import Store
from ifs_desktop.ui import theme

FIRST = 6  # facts of one kind that are shown at once; more when asked for
MORE = 40


class Facts(Section):
    """The facts of one part. Rows are kept while their fact is, with what is typed in them."""

    open_requested = Signal(object)  # Ref
    arranged = Signal()  # there is another order for Tab

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(QCoreApplication.translate("Facts", "What is known"), parent)
        self._store = store
        self._part_id = 0
        self._facts: tuple[FactCard, ...] = ()
        self._kinds: dict[str, KindOfFact] = {}
        self._groups = QVBoxLayout()
        self._groups.setSpacing(theme.px(12))
        self.column.addLayout(self._groups)
        self.hide()

    def show_facts(self, part_id: int, facts: Sequence[FactCard], *, anew: bool = False) -> None:
        """Show these, the newest first in each kind; ``anew`` replaces what is being typed."""
        if part_id != self._part_id:
            for row in self.rows():
                row.finish()
            self._part_id = part_id
            for group in self._kinds.values():
                group.leave(part_id)
        elif tuple(facts) == self._facts and not anew:
            return
        self._facts = tuple(facts)
        by_kind: dict[str, list[FactCard]] = {kind: [] for kind in self._kinds}
        for fact in facts:
            by_kind.setdefault(fact.kind, []).append(fact)
        for kind in sorted(by_kind, key=_place):
            if by_kind[kind] or kind in self._kinds:
                self._kind(kind).show_facts(by_kind[kind], anew=anew)
        self._rest()

    def begin(self, kind: str) -> FactRow:
        """Begin to write another fact of this kind; its row."""
        group = self._kind(kind)
        self.show()
        group.show()
        row = group.begin()
        self.arranged.emit()
        return row

    def row(self, fact_id: int) -> FactRow | None:
        """The row of a fact, also of one that waits to be shown."""
        for group in self._kinds.values():
            found = group.reveal(fact_id)
            if found is not None:
                return found
        return None

    def rows(self) -> list[FactRow]:
        """Every row that is shown, from top to bottom."""
        kinds = sorted(self._kinds, key=_place)
        return [row for kind in kinds for row in self._kinds[kind].rows()]

    def stops(self) -> list[QWidget]:
        """Where Tab goes."""
        kinds = sorted(self._kinds, key=_place)
        return [stop for kind in kinds for stop in self._kinds[kind].stops()]

    def commit_drafts(self) -> None:
        """Keep what is being typed."""
        for row in self.rows():
            row.commit()

    def _kind(self, kind: str) -> KindOfFact:
        group = self._kinds.get(kind)
        if group is None:
            group = KindOfFact(self._store, self._part_id, kind, self)
            group.open_requested.connect(self.open_requested)
            group.changed.connect(self._rest)
            before = sum(1 for other in self._kinds if _place(other) < _place(kind))
            self._kinds[kind] = group
            self._groups.insertWidget(before, group)
        return group

    @Slot()
    def _rest(self) -> None:
        """Hide what is empty."""
        for group in self._kinds.values():
            group.setVisible(bool(group.rows()))
        self.setVisible(any(group.rows() for group in self._kinds.values()))
        self.arranged.emit()


class KindOfFact(Group):
    """All facts of one kind, under its title."""

    open_requested = Signal(object)  # Ref
    changed = Signal()

    def __init__(self, store: Store, part_id: int, kind: str, parent: QWidget) -> None:
        super().__init__(profile.fact_title(kind), parent)
        self._store, self._part_id, self._kind = store, part_id, kind
        self._facts: list[FactCard] = []
        self._rows: dict[int, FactRow] = {}
        self._spare: list[FactRow] = []  # rows whose fact is gone, while new ones are shown
        self._new: FactRow | None = None
        self._most = FIRST
        self._more: QPushButton | None = None

    def rows(self) -> list[FactRow]:
        """The rows shown, a new one first."""
        new = [] if self._new is None else [self._new]
        return new + [self._rows[fact.id] for fact in self._facts if fact.id in self._rows]

    def stops(self) -> list[QWidget]:
        """Where Tab goes."""
        found = [stop for row in self.rows() for stop in row.stops()]
        return found if self._more is None else [*found, self._more]

    def leave(self, part_id: int) -> None:
        """Another part comes; the rows are kept for what is known of it."""
        self._part_id, self._most = part_id, FIRST

    def show_facts(self, facts: list[FactCard], *, anew: bool) -> None:
        """Show the first of these."""
        self._facts = facts
        known = {fact.id for fact in facts}
        for fact_id in [i for i in self._rows if i not in known]:
            self._rows[fact_id].let_go()
            self._spare.append(self._rows.pop(fact_id))
        if self._new is not None and self._new.adding:
            fresh = next((f for f in facts if f.id not in self._rows), None)
            if fresh is not None:  # what was typed has become a fact: its row stays
                self._rows[fresh.id], self._new = self._new, None
                self._rows[fresh.id].show_fact(fresh, anew=False)
        for place, fact in enumerate(facts):
            row = self._rows.get(fact.id)
            if row is not None:
                row.show_fact(fact, anew=anew)
            elif place < self._most:
                self._insert(fact)
        while self._spare:
            self._drop(self._spare.pop())
        self._offer_more()

    def begin(self) -> FactRow:
        """Begin a new one."""
        if self._new is None:
            self._new = FactRow(self._store, self._part_id, self._kind, None, self)
            self._join(self._new)
            self._new.left.connect(self._new_left)
            self.column.insertWidget(0, self._new)
            self._new.show()  # a layout shows it later, and what is not shown takes no focus
        self._new.begin()
        return self._new

    def reveal(self, fact_id: int) -> FactRow | None:
        """The row of a fact of this kind, made if it is not shown yet."""
        if fact_id not in self._rows and any(fact.id == fact_id for fact in self._facts):
            self._most = len(self._facts)
            self.show_facts(self._facts, anew=False)
            self.changed.emit()
        return self._rows.get(fact_id)

    def _insert(self, fact: FactCard) -> None:
        earlier = self._facts[: self._facts.index(fact)]
        before = [self._rows[f.id] for f in earlier if f.id in self._rows]
        if self._spare and self._spare[-1].edit is None:
            row = self._spare.pop()
            row.become(self._part_id, fact)
            self.column.removeWidget(row)
        else:
            row = FactRow(self._store, self._part_id, self._kind, fact, self)
            self._join(row)
        self._rows[fact.id] = row
        after = 0 if self._new is None else 1
        place = self.column.indexOf(before[-1]) + 1 if before else after
        self.column.insertWidget(place, row)

    def _join(self, row: FactRow) -> None:
        row.open_requested.connect(self.open_requested)
        row.left.connect(self.changed)

    def _offer_more(self) -> None:
        waiting = len(self._facts) > len(self._rows)
        if waiting and self._more is None:
            self._more = link(self.tr("Show more"), self)
            self._more.setAccessibleDescription(self.title)
            self._more.clicked.connect(self._show_more)
            self.column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        elif not waiting and self._more is not None:
            self._drop(self._more)
            self._more = None

    @Slot()
    def _show_more(self) -> None:
        self._most += MORE
        first_new = len(self._rows)
        self.show_facts(self._facts, anew=False)
        self.changed.emit()
        self.rows()[first_new].show()
        self.rows()[first_new].text.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _new_left(self) -> None:
        if self._new is not None and self._new.fact is None and self._new.edit is None:
            self._drop(self._new)
            self._new = None
            self.changed.emit()

    def _drop(self, widget: QWidget) -> None:
        self.column.removeWidget(widget)
        widget.hide()
        widget.deleteLater()


def _place(kind: str) -> tuple[int, str]:
    """Where a kind stands; one that only a later version knows comes last."""
    return (profile.KINDS.index(kind) if kind in profile.KINDS else len(profile.KINDS), kind)
