"""Beside the facts: what a part said last, how it stands to others, and whom it protects, asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.mediation.queries import mediated
from ifs_desktop.parts import edits, profile
from ifs_desktop.parts.agreed import Agreed
from ifs_desktop.parts.picker import PartPicker
from ifs_desktop.parts.profile_group import Section, Words, link
from ifs_desktop.parts.queries import Place, RelationCard
from ifs_desktop.store import Ref, Store
from ifs_desktop.ui import markdown, theme
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.days import short_day
from ifs_desktop.ui.line_draft import LineDraft
from ifs_desktop.ui.portrait import Portrait
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
    """How it stands to others, as sentences that lead to the other part."""

    open_requested = Signal(object)  # Ref

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(QCoreApplication.translate("Relations", "How it stands to others"), parent)
        self._store = store
        self._part_id = 0
        self.agreed: list[Agreed] = []
        self._shown: tuple[RelationCard, ...] = ()
        self.rows: list[Words] = []
        self._shapes: list[Portrait] = []  # of the other part, one in each row
        self._held: list[QWidget] = []  # what holds both
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(4))
        self.column.setSpacing(theme.px(8))
        self.column.addLayout(self._lines)
        self.change = link(self.tr("Change this on the map"), self)
        self.change.clicked.connect(self._to_map)
        self.column.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_relations(self, part_id: int, relations: Sequence[RelationCard]) -> None:
        """Show these."""
        self.setVisible(bool(relations))
        if part_id == self._part_id and tuple(relations) == self._shown:
            return
        self._part_id, self._shown = part_id, tuple(relations)
        while len(self.rows) > len(relations):
            self.rows.pop()
            self._shapes.pop()
            for line in (self._held.pop(), self.agreed.pop()):
                self._lines.removeWidget(line)
                line.hide()
                line.deleteLater()
        while len(self.rows) < len(relations):
            self._add_row()
        for relation, shape, words in zip(relations, self._shapes, self.rows, strict=True):
            other = relation.target if relation.source.id == part_id else relation.source
            said = " · ".join(filter(None, (relation.forth, relation.back)))
            shape.show_look(other)
            words.set_words(profile.relation_sentence(relation), second=said)
            words.setProperty("other", other.id)
        sat = mediated(self._store, [relation.id for relation in relations])
        for relation, agreed in zip(relations, self.agreed, strict=True):
            agreed.show_relation(relation, mediated=relation.id in sat)

    def _add_row(self) -> None:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        shape = Portrait(theme.px(22), line)
        words = Words("", line)
        words.clicked.connect(self._lead)
        row.addWidget(shape)
        row.addWidget(words, 1)
        self._lines.addWidget(line)
        self.rows.append(words)
        self._shapes.append(shape)
        self._held.append(line)
        agreed = Agreed(self._store, self)
        agreed.open_requested.connect(self.open_requested)
        agreed.setContentsMargins(theme.px(30), 0, theme.px(30), 0)
        self._lines.addWidget(agreed)
        self.agreed.append(agreed)

    def reveal(self, relation_id: int) -> QWidget | None:
        """The line of one of them."""
        rows = zip(self._shown, self.rows, strict=True)
        return next((row for one, row in rows if one.id == relation_id), None)

    def stops(self) -> list[QWidget]:
        """Where Tab goes."""
        pairs = zip(self.rows, self.agreed, strict=True)
        return [*(stop for row, agreed in pairs for stop in (row, agreed.go)), self.change]

    @Slot()
    def _lead(self) -> None:
        self.open_requested.emit(Ref("profile", int(self.sender().property("other"))))

    @Slot()
    def _to_map(self) -> None:
        self.open_requested.emit(Ref("part", self._part_id))


class Protects(Card):
    """Asks whom this part protects."""

    left = Signal()

    def __init__(self, store: Store, bus: Bus, part_id: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._store, self._part_id = store, part_id
        title = self.tr("Whom does it protect?")
        self.setAccessibleName(title)
        self.picker = PartPicker(store, bus, multiple=False, parent=self, without=[part_id])
        self.picker.picked.connect(self._picked)
        self.draft = LineDraft(self.picker.name, store, draft_place(part_id))
        self.cancel = QPushButton(self.tr("Not now"), self)
        self.cancel.setProperty("kind", "quiet")
        self.cancel.clicked.connect(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(n) for n in (20, 16, 18, 16)))
        column.setSpacing(theme.px(10))
        column.addWidget(label(title, "subheading", self))
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
                kind="protects",
                place=Ref("profile", self._part_id),
            )


def draft_place(part_id: int) -> str:
    """Where the name of somebody new waits that is half typed."""
    return f"part:{part_id}:protects"
