"""One relation to be changed: its kind, which way round, its words; and the way to put it away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.parts import edits, profile
from ifs_desktop.parts.agreed import Agreed
from ifs_desktop.parts.profile_group import link
from ifs_desktop.parts.queries import RelationCard
from ifs_desktop.parts.relation_words import RelationWords
from ifs_desktop.parts.rows import CalmCombo
from ifs_desktop.store import Store
from ifs_desktop.ui import icons, theme
from ifs_desktop.ui.widgets.labels import label

Signs = Callable[[str], QIcon]  # the line of a kind


def fill_kinds(combo: CalmCombo, signs: Signs | None, size: QSize | None = None) -> None:
    """Offer every kind of relation, where there are any with its line."""
    if size is not None:
        combo.setIconSize(size)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(4)
    for kind in profile.RELATIONS:
        sign = QIcon() if signs is None else signs(kind)
        combo.addItem(sign, profile.relation_name(kind), kind)


class RelationRow(QWidget):
    """It writes to the journal itself. The words unfold where nothing is said yet."""

    changed_to = Signal(int)  # the relation that stands now
    open_requested = Signal(object)  # Ref

    def __init__(
        self,
        store: Store,
        relation: RelationCard,
        parent: QWidget,
        *,
        signs: Signs | None = None,
        sign_size: QSize | None = None,
        unfolded: bool = False,
        alone: bool = True,
    ) -> None:
        """Not ``alone``: its sentence, and what was agreed on, stand over it already."""
        super().__init__(parent)
        self._store = store
        self.relation = relation
        self._unfolded, self._alone = unfolded, alone
        self._sentence = label("", "", self, wrap=True)
        self.kind = CalmCombo(self)
        fill_kinds(self.kind, signs, sign_size)
        self.kind.activated.connect(self._kind_chosen)
        self.turn = self._tool("swap", self.tr("The other way round"))
        self.turn.clicked.connect(self._reverse)
        self.away = self._tool("x", self.tr("Put link away"))
        self.away.clicked.connect(self._put_away)
        self.unfold = link(self.tr("How they are with each other…"), self)
        self.unfold.clicked.connect(self._unfold)
        self.words = RelationWords(store, relation, self)
        self.words.hide()
        self.agreed = Agreed(store, self)
        self.agreed.open_requested.connect(self.open_requested)
        self._arrange()
        self._sentence.setVisible(alone)
        self.agreed.setVisible(alone)
        self.show_relation(relation)

    def show_relation(self, relation: RelationCard, *, anew: bool = False) -> None:
        """Show this relation; ``anew`` replaces what is being typed."""
        self.relation = relation
        if self._alone:
            self.agreed.show_relation(relation)
        self.words.show_relation(relation, anew=anew)
        sentence = profile.relation_sentence(relation)
        self._sentence.setText(sentence)
        self.kind.setCurrentIndex(self.kind.findData(relation.kind))
        self.kind.setAccessibleName(self.tr("How they stand to each other"))
        self.turn.setVisible(relation.kind in profile.DIRECTED)
        for control in (self.kind, self.turn, self.away, self.unfold):
            control.setAccessibleDescription(sentence)
        said = bool(relation.forth or relation.back or relation.tension is not None)
        shown = self._unfolded or said or not self.words.isHidden()
        self.words.setVisible(shown)
        self.unfold.setVisible(not shown)

    def commit_drafts(self) -> None:
        """Write now what was typed."""
        self.words.commit_drafts()

    def stops(self) -> list[QWidget]:
        """Where Tab goes."""
        return [self.kind, self.turn, self.away, self.unfold, *self.words.stops(), self.agreed.go]

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(2))
        row.addWidget(self.kind, 1)
        row.addWidget(self.turn)
        row.addWidget(self.away)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self._sentence)
        column.addLayout(row)
        column.addWidget(self.unfold)
        column.addWidget(self.words)
        column.addWidget(self.agreed)

    def _tool(self, icon: str, name: str) -> QPushButton:
        button = QPushButton(self)
        button.setIcon(icons.icon(icon))
        button.setProperty("kind", "quiet")
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setFixedWidth(theme.px(34))
        button.setStyleSheet("QPushButton { padding-left: 0; padding-right: 0; }")
        return button

    @Slot()
    def _unfold(self) -> None:
        self.words.show()
        self.unfold.hide()
        (self.words.tension if self.relation.kind == "polarised" else self.words.forth).setFocus()

    @Slot(int)
    def _kind_chosen(self, _index: int) -> None:
        self.commit_drafts()
        stands = edits.change_relation(
            self._store, relation_id=self.relation.id, kind=str(self.kind.currentData())
        )
        self.changed_to.emit(stands)

    @Slot()
    def _reverse(self) -> None:
        self.commit_drafts()
        self.changed_to.emit(edits.reverse_relation(self._store, relation_id=self.relation.id))

    @Slot()
    def _put_away(self) -> None:
        self.commit_drafts()
        edits.put_away_relation(self._store, relation_id=self.relation.id)
