"""One line of how a part stands to another: the sentence, what was agreed, and how to change it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ifs_desktop.parts import profile
from ifs_desktop.parts.agreed import Agreed
from ifs_desktop.parts.profile_group import Words, tool
from ifs_desktop.parts.queries import RelationCard
from ifs_desktop.parts.relation_row import RelationRow
from ifs_desktop.parts.relation_words import TENSE, tension_words
from ifs_desktop.store import Ref, Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.portrait import Portrait


class RelationLine(QWidget):
    """Leads to the other part; its pencil unfolds what can be changed below it."""

    open_requested = Signal(object)  # Ref
    arranged = Signal()
    unfolded = Signal(QWidget)  # what is below the line now

    def __init__(self, store: Store, relation: RelationCard, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._part_id = 0
        self.relation = relation
        self.editor: RelationRow | None = None
        self.shape = Portrait(theme.px(22), self)
        self.words = Words("", self)
        self.words.clicked.connect(self._lead)
        self.edit = tool("edit", self.tr("Change it"), self)
        self.edit.setCheckable(True)
        self.edit.clicked.connect(self._toggle)
        self.agreed = Agreed(store, self)
        self.agreed.open_requested.connect(self.open_requested)
        self.agreed.setContentsMargins(theme.px(30), 0, theme.px(30), 0)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.shape)
        row.addWidget(self.words, 1)
        row.addWidget(self.edit)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(4))
        self._column.addLayout(row)
        self._column.addWidget(self.agreed)

    def show_relation(
        self, part_id: int, relation: RelationCard, *, mediated: bool, anew: bool
    ) -> None:
        """Show this relation of a part; ``anew`` replaces what is being typed."""
        self._part_id, self.relation = part_id, relation
        other = relation.target if relation.source.id == part_id else relation.source
        tense = relation.kind == TENSE and relation.tension is not None
        said = (tension_words(relation.tension) if tense else "", relation.forth, relation.back)
        sentence = profile.relation_sentence(relation)
        self.shape.show_look(other)
        self.words.set_words(sentence, second=" · ".join(filter(None, said)))
        self.edit.setAccessibleDescription(sentence)
        self.agreed.show_relation(relation, mediated=mediated)
        if self.editor is not None:
            self.editor.show_relation(relation, anew=anew)

    def commit_drafts(self) -> None:
        """Write now what was typed."""
        if self.editor is not None:
            self.editor.commit_drafts()

    def stops(self) -> list[QWidget]:
        """Where Tab goes."""
        below = [] if self.editor is None else self.editor.stops()
        return [self.words, self.edit, self.agreed.go, *below]

    @Slot()
    def _lead(self) -> None:
        ends = (self.relation.source.id, self.relation.target.id)
        self.open_requested.emit(Ref("profile", ends[ends[0] == self._part_id]))

    @Slot()
    def _toggle(self) -> None:
        if self.editor is None:
            self.editor = RelationRow(self._store, self.relation, self, unfolded=True, alone=False)
            self.editor.setContentsMargins(theme.px(30), 0, 0, theme.px(8))
            self._column.addWidget(self.editor)
            self.editor.show()  # at once, so that it has its height before all is arranged
            self.editor.kind.setFocus()
            self.unfolded.emit(self.editor)
        else:
            self.editor.commit_drafts()
            self._column.removeWidget(self.editor)
            self.editor.hide()
            self.editor.deleteLater()
            self.editor = None
        self.edit.setChecked(self.editor is not None)
        self.arranged.emit()
