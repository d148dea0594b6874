"""Beside the facts: what a part said last, and how it stands to others, shown and asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.mediation.queries import mediated
from ifs_desktop.parts import edits, profile
from ifs_desktop.parts.picker import PartPicker
from ifs_desktop.parts.profile_group import Section, link
from ifs_desktop.parts.profile_relation import RelationLine
from ifs_desktop.parts.queries import Place, RelationCard
from ifs_desktop.parts.relation_row import fill_kinds
from ifs_desktop.parts.rows import CalmCombo
from ifs_desktop.store import Ref, Store
from ifs_desktop.ui import markdown, theme
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.days import short_day
from ifs_desktop.ui.line_draft import LineDraft
from ifs_desktop.ui.widgets import Card, label

LONGEST = 280  # letters of the last words that are shown


class LastWords(Card):
    """The last thing a part said, and the way to go on from there."""

    open_requested = Signal(object)  # Ref

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.set_tone("quiet")
        self._place: Place | None = None
        self._words = label("", "", self, wrap=True)
        self._words.setFont(theme.font(15))
        self._when = label("", "small", self, wrap=True)
        self.go = QPushButton(self.tr("Go on from here"), self)
        self.go.setProperty("kind", "link")
        self.go.setAccessibleName(self.go.text())
        self.go.clicked.connect(self._lead)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(n) for n in (20, 14, 18, 12)))
        column.setSpacing(theme.px(4))
        column.addWidget(self._words)
        row = QHBoxLayout()
        row.addWidget(self._when, 1)
        row.addWidget(self.go)
        column.addLayout(row)
        self.hide()

    def show_words(self, place: Place | None) -> None:
        """Show these; None hides the card."""
        if place != self._place and place is not None:
            said = markdown.document(place.title, self._words.font()).toPlainText()
            text = " ".join(said.replace("\ufffc", "").split())
            text = text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " …"
            self._words.setText(self.tr("“{words}”").format(words=text))
            day = short_day(place.when.date(), date.today())
            line = self.tr("said {day} in {title}") if place.second else self.tr("said {day}")
            self._when.setText(line.format(day=day, title=profile.isolated(place.second)))
            self.go.setAccessibleDescription(text)
        self._place = place
        self.setVisible(place is not None)

    def stops(self) -> list[QWidget]:
        """Where Tab goes."""
        return [self.go]

    @Slot()
    def _lead(self) -> None:
        if self._place is not None:
            self.open_requested.emit(self._place.ref)


class Relations(Section):
    """How it stands to others, as sentences that lead to the other part; each can be changed."""

    open_requested = Signal(object)  # Ref
    link_requested = Signal()
    arranged = Signal()
    unfolded = Signal(QWidget)  # below one of the lines

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(QCoreApplication.translate("Relations", "How it stands to others"), parent)
        self._store = store
        self._part_id = 0
        self._shown: tuple[RelationCard, ...] = ()
        self.lines: list[RelationLine] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(4))
        self.column.setSpacing(theme.px(8))
        self.column.addLayout(self._lines)
        self.add = link(self.tr("Link to another part…"), self)
        self.add.clicked.connect(self.link_requested)
        self.change = link(self.tr("See it on the map"), self)
        self.change.clicked.connect(self._to_map)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(16))
        foot.addWidget(self.add)
        foot.addWidget(self.change)
        foot.addStretch(1)
        self.column.addLayout(foot)
        self.hide()

    def show_relations(
        self, part_id: int, relations: Sequence[RelationCard], *, anew: bool = False
    ) -> None:
        """Show these; ``anew`` replaces what is being typed."""
        self.setVisible(bool(relations))
        if part_id == self._part_id and tuple(relations) == self._shown and not anew:
            return
        kept = {line.relation.id: line for line in self.lines}
        wanted = {relation.id for relation in relations}
        if part_id != self._part_id:
            self.commit_drafts()
            wanted = set()  # another profile: nothing is being changed there
        self._part_id, self._shown = part_id, tuple(relations)
        for line in self.lines:
            self._lines.removeWidget(line)
            if line.relation.id not in wanted:
                del kept[line.relation.id]
                line.hide()
                line.deleteLater()
        sat = mediated(self._store, [relation.id for relation in relations])
        self.lines = []
        for relation in relations:
            line = kept.get(relation.id) or self._line(relation)
            line.show_relation(part_id, relation, mediated=relation.id in sat, anew=anew)
            self._lines.addWidget(line)
            self.lines.append(line)
        self.arranged.emit()

    def commit_drafts(self) -> None:
        """Write now what was typed."""
        for line in self.lines:
            line.commit_drafts()

    def reveal(self, relation_id: int) -> QWidget | None:
        """The line of one of them."""
        return next((one.words for one in self.lines if one.relation.id == relation_id), None)

    def stops(self) -> list[QWidget]:
        """Where Tab goes."""
        return [*(stop for line in self.lines for stop in line.stops()), self.add, self.change]

    def _line(self, relation: RelationCard) -> RelationLine:
        line = RelationLine(self._store, relation, self)
        line.open_requested.connect(self.open_requested)
        line.arranged.connect(self.arranged)
        line.unfolded.connect(self.unfolded)
        return line

    @Slot()
    def _to_map(self) -> None:
        self.open_requested.emit(Ref("part", self._part_id))


class Relate(Card):
    """Asks to which part this one stands in a relation, and in which."""

    left = Signal()

    def __init__(self, store: Store, bus: Bus, part_id: int, kind: str, parent: QWidget) -> None:
        """``kind``: what is asked for; with "" it is asked too."""
        super().__init__(parent)
        self._store, self._part_id, self._kind = store, part_id, kind
        title = self.tr("Whom does it protect?")
        if not kind:
            title = self.tr("How does it stand to another part?")
        self.setAccessibleName(title)
        self.kind = CalmCombo(self)
        fill_kinds(self.kind, None)
        self.kind.setAccessibleName(self.tr("How they stand to each other"))
        self.kind.setVisible(not kind)
        self.picker = PartPicker(store, bus, multiple=False, parent=self, without=[part_id])
        self.picker.picked.connect(self._picked)
        self.draft = LineDraft(self.picker.name, store, draft_place(part_id, kind))
        self.cancel = QPushButton(self.tr("Not now"), self)
        self.cancel.setProperty("kind", "quiet")
        self.cancel.clicked.connect(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(n) for n in (20, 16, 18, 16)))
        column.setSpacing(theme.px(10))
        column.addWidget(label(title, "subheading", self))
        column.addWidget(self.kind)
        column.addWidget(self.picker)
        column.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignRight)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(240), theme.px(340))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    @Slot()
    def leave(self) -> None:
        """Nothing was chosen, or everything is done."""
        self.draft.forget()
        self.left.emit()

    @Slot(object)
    def _picked(self, chosen: list[int]) -> None:
        if chosen:
            self.leave()
            edits.relate(
                self._store,
                source_id=self._part_id,
                target_id=chosen[0],
                kind=self._kind or str(self.kind.currentData()),
                place=Ref("profile", self._part_id),
            )


def draft_place(part_id: int, kind: str) -> str:
    """Where the name of somebody new waits that is half typed."""
    return f"part:{part_id}:{kind or 'relates'}"
