"""The relations of a part beside the map, each to be changed; and one link alone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ifs_desktop.map import lines
from ifs_desktop.parts.queries import RelationCard
from ifs_desktop.parts.relation_row import RelationRow
from ifs_desktop.store import Store
from ifs_desktop.ui import icons, theme
from ifs_desktop.ui.widgets import label


class Relations(QWidget):
    """All relations of one part; rows are kept while their relation is."""

    open_requested = Signal(object)  # Ref

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._part_id: int | None = None
        self.rows: dict[int, RelationRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(10))
        self._column.addWidget(label(self.tr("How it stands to others"), "label", self))
        self.hide()

    def commit_drafts(self) -> None:
        """Write now what was typed."""
        for row in self.rows.values():
            row.commit_drafts()

    def show_relations(
        self, part_id: int, relations: Sequence[RelationCard], *, anew: bool = False
    ) -> None:
        """Show these relations of a part; ``anew`` replaces what is being typed."""
        self._part_id = part_id
        wanted = {relation.id: relation for relation in relations}
        for relation_id in [i for i in self.rows if i not in wanted]:
            row = self.rows.pop(relation_id)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for relation_id, relation in wanted.items():
            row = self.rows.get(relation_id) or _row(self._store, relation, self)
            if relation_id not in self.rows:
                row.open_requested.connect(self.open_requested)
                self.rows[relation_id] = row
                self._column.addWidget(row)
            elif row.relation != relation or anew:
                row.show_relation(relation, anew=anew)
            else:
                row.agreed.show_relation(relation)
        self.setVisible(bool(self.rows))


class LinkPane(QWidget):
    """The link selected on the map."""

    followed = Signal(int)  # the relation that stands after a change
    open_requested = Signal(object)  # Ref
    list_requested = Signal()

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self.row: RelationRow | None = None
        self.back = QPushButton(self.tr("On this map"), self)
        icons.beside(self.back, "chevron-left")
        self.back.setProperty("kind", "link")
        self.back.setProperty("tone", "plain")
        self.back.setAccessibleName(self.tr("Back to the list of who is on this map"))
        self.back.clicked.connect(self.list_requested)
        self._column = QVBoxLayout(self)
        side = theme.px(18)
        self._column.setContentsMargins(side, theme.px(12), side, theme.px(20))
        self._column.setSpacing(theme.px(12))
        self._column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(label(self.tr("A link"), "heading", self))
        self._column.addStretch(1)

    def commit_drafts(self) -> None:
        """Write now what was typed."""
        if self.row is not None:
            self.row.commit_drafts()

    def show_relation(self, relation: RelationCard, *, anew: bool = False) -> None:
        """Show this link; ``anew`` replaces what is being typed."""
        if self.row is None:
            self.row = _row(self._store, relation, self, unfolded=True)
            self.row.changed_to.connect(self.followed)
            self.row.open_requested.connect(self.open_requested)
            self._column.insertWidget(2, self.row)
        else:
            self.row.show_relation(relation, anew=anew)


def _row(
    store: Store, relation: RelationCard, parent: QWidget, *, unfolded: bool = False
) -> RelationRow:
    size = lines.ICON_SIZE
    return RelationRow(store, relation, parent, signs=lines.icon, sign_size=size, unfolded=unfolded)
