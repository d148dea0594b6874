"""The relations of a part as sentences, each with its kind to change; and one link alone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.map import lines, words
from ifs_desktop.parts import edits
from ifs_desktop.parts.agreed import Agreed
from ifs_desktop.parts.queries import RelationCard
from ifs_desktop.parts.rows import CalmCombo
from ifs_desktop.store import Store
from ifs_desktop.ui import icons, theme
from ifs_desktop.ui.widgets import label


class RelationRow(QWidget):
    """One relation: sentence, kind, the other way round, put away."""

    changed_to = Signal(int)  # the relation that stands now
    open_requested = Signal(object)  # Ref

    def __init__(self, store: Store, relation: RelationCard, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self.relation = relation
        self._sentence = label("", "", self, wrap=True)
        self.kind = CalmCombo(self)
        self.kind.setIconSize(lines.ICON_SIZE)
        self.kind.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.kind.setMinimumContentsLength(4)
        for kind in words.KINDS:
            self.kind.addItem(lines.icon(kind), words.kind_name(kind), kind)
        self.kind.activated.connect(self._kind_chosen)
        self.turn = self._tool("swap", self.tr("The other way round"))
        self.turn.clicked.connect(self._reverse)
        self.away = self._tool("x", self.tr("Put link away"))
        self.away.clicked.connect(self._put_away)
        row = QHBoxLayout()
        row.setSpacing(theme.px(2))
        row.addWidget(self.kind, 1)
        row.addWidget(self.turn)
        row.addWidget(self.away)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        self.agreed = Agreed(store, self)
        self.agreed.open_requested.connect(self.open_requested)
        column.addWidget(self._sentence)
        column.addLayout(row)
        column.addWidget(self.agreed)
        self.show_relation(relation)

    def show_relation(self, relation: RelationCard) -> None:
        """Show this relation."""
        self.relation = relation
        self.agreed.show_relation(relation)
        sentence = words.relation_sentence(relation)
        self._sentence.setText(sentence)
        self.kind.setCurrentIndex(self.kind.findData(relation.kind))
        self.kind.setAccessibleName(self.tr("How they stand to each other"))
        self.turn.setVisible(relation.kind in words.DIRECTED)
        for control in (self.kind, self.turn, self.away):
            control.setAccessibleDescription(sentence)

    def _tool(self, icon: str, name: str) -> QPushButton:
        button = QPushButton(self)
        button.setIcon(icons.icon(icon))
        button.setProperty("kind", "quiet")
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setFixedWidth(theme.px(34))
        button.setStyleSheet("QPushButton { padding-left: 0; padding-right: 0; }")
        return button

    @Slot(int)
    def _kind_chosen(self, _index: int) -> None:
        stands = edits.change_relation(
            self._store, relation_id=self.relation.id, kind=str(self.kind.currentData())
        )
        self.changed_to.emit(stands)

    @Slot()
    def _reverse(self) -> None:
        self.changed_to.emit(edits.reverse_relation(self._store, relation_id=self.relation.id))

    @Slot()
    def _put_away(self) -> None:
        edits.put_away_relation(self._store, relation_id=self.relation.id)


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

    def show_relations(self, part_id: int, relations: Sequence[RelationCard]) -> None:
        """Show these relations of a part."""
        self._part_id = part_id
        wanted = {relation.id: relation for relation in relations}
        for relation_id in [i for i in self.rows if i not in wanted]:
            row = self.rows.pop(relation_id)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for relation_id, relation in wanted.items():
            row = self.rows.get(relation_id) or RelationRow(self._store, relation, self)
            if relation_id not in self.rows:
                row.open_requested.connect(self.open_requested)
                self.rows[relation_id] = row
                self._column.addWidget(row)
            elif row.relation != relation:
                row.show_relation(relation)
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

    def show_relation(self, relation: RelationCard) -> None:
        """Show this link."""
        if self.row is None:
            self.row = RelationRow(self._store, relation, self)
            self.row.changed_to.connect(self.followed)
            self.row.open_requested.connect(self.open_requested)
            self._column.insertWidget(2, self.row)
        else:
            self.row.show_relation(relation)
