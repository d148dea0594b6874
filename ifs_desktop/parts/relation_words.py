"""What two parts are to each other in words: how each is with the other, and how tense it is."""

from __future__ import annotations

from itertools import count

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ifs_desktop.parts import edits, queries
from ifs_desktop.parts.profile import isolated
from ifs_desktop.parts.queries import RelationCard
from ifs_desktop.parts.rows import CalmCombo
from ifs_desktop.store import Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.draft_clock import DraftClock
from ifs_desktop.ui.widgets.growing import GrowingTextEdit
from ifs_desktop.ui.widgets.labels import label

TENSE = "polarised"  # the kind of relation that has a tension
LONGEST = 28  # letters of a name that are shown over a field
_visits = count(1)


def tension_words(tension: int | None) -> str:
    """How tense it is between two parts."""
    say = QCoreApplication.translate
    return {
        None: say("Tension", "not said"),
        1: say("Tension", "a little"),
        2: say("Tension", "some"),
        3: say("Tension", "clearly there"),
        4: say("Tension", "strong"),
        5: say("Tension", "very strong"),
    }[tension]


class RelationWords(QWidget):
    """It writes to the journal itself, a second after the first key and when it is left."""

    def __init__(self, store: Store, relation: RelationCard, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._relation = relation
        self._visit = 0
        self._loading = False
        self._clock = DraftClock(self)
        self._clock.due.connect(self._write)
        self.tension = CalmCombo(self)
        for level in (None, *edits.TENSIONS):
            self.tension.addItem(tension_words(level), level)
        self.tension.activated.connect(self._tension_chosen)
        self._tense = label(self.tr("How tense it is between them"), "label", self, wrap=True)
        self._tense.setBuddy(self.tension)
        self._titles = [label("", "label", self, wrap=True) for _ in range(2)]
        self.forth, self.back = self._box(), self._box()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(3))
        column.addWidget(self._tense)
        column.addWidget(self.tension)
        for title, box in zip(self._titles, (self.forth, self.back), strict=True):
            title.setBuddy(box)
            column.addSpacing(theme.px(4))
            column.addWidget(title)
            column.addWidget(box)
        self.show_relation(relation, anew=True)

    def show_relation(self, relation: RelationCard, *, anew: bool = False) -> None:
        """Show what is said of this relation; ``anew`` replaces what is being typed."""
        if relation.id != self._relation.id:
            self.commit_drafts()
            anew = True
        self._relation = relation
        tense = relation.kind == TENSE
        self._tense.setVisible(tense)
        self.tension.setVisible(tense)
        self.tension.setCurrentIndex(self.tension.findData(relation.tension))
        ends = (relation.source.name, relation.target.name)
        for title, box, one, other in zip(
            self._titles, (self.forth, self.back), ends, reversed(ends), strict=True
        ):
            words = self.tr("How {one} is with {other}")
            title.setText(words.format(one=_short(one), other=_short(other)))
            box.setAccessibleName(words.format(one=isolated(one), other=isolated(other)))
        self.tension.setAccessibleName(self._tense.text())
        if anew:
            self._clock.drop()
        if not self._clock.running():
            self._loading = True
            for box, said in ((self.forth, relation.forth), (self.back, relation.back)):
                if box.toPlainText().strip() != said:
                    box.setPlainText(said)
            self._loading = False

    def commit_drafts(self) -> None:
        """Write now what was typed."""
        self._clock.flush()

    def stops(self) -> list[QWidget]:
        """Where Tab goes."""
        return [self.tension, self.forth, self.back]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._visit = next(_visits)
        elif event.type() == QEvent.Type.FocusOut:
            self._clock.flush()
        return False

    def _box(self) -> GrowingTextEdit:
        box = GrowingTextEdit(self, least=1, most=8)
        box.textChanged.connect(self._typed)
        box.installEventFilter(self)
        return box

    @Slot()
    def _typed(self) -> None:
        if not self._loading:
            self._clock.touch()

    @Slot()
    def _write(self) -> None:
        if queries.relation(self._store, self._relation.id) is None:
            return  # undo, or somebody, has taken it away
        edits.set_relation_words(
            self._store,
            relation_id=self._relation.id,
            forth=self.forth.toPlainText(),
            back=self.back.toPlainText(),
            visit=self._visit,
        )

    @Slot(int)
    def _tension_chosen(self, _index: int) -> None:
        edits.set_tension(
            self._store, relation_id=self._relation.id, tension=self.tension.currentData()
        )


def _short(name: str) -> str:
    return isolated(name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…")
