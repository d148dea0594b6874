"""The container of a place to rest: something is put in by its words, and taken out again."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.exercises.kinds import container
from ifs_desktop.exercises.steps.rest_place import map_of
from ifs_desktop.exercises.steps.step import Place, StepWidget, box, fill
from ifs_desktop.rest import edits, queries
from ifs_desktop.store import Change
from ifs_desktop.ui import theme
from ifs_desktop.ui.draft_clock import DraftClock
from ifs_desktop.ui.widgets import Card, Field, label


class ContainerStep(StepWidget):
    """Nothing here leads to a part: only words go in."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(place, parent)
        shape = place.step.shape
        assert isinstance(shape, container.Shape)
        self._map_id = map_of(place)
        self._box = box(shape.container, self, least=1, most=3)
        self._box.textChanged.connect(self.changed)
        self.column.addWidget(Field(shape.container, self._box, self))
        self._what = box(shape.material, self, least=2, most=6)
        self._what.textChanged.connect(self._typed)
        hint = self.tr("A picture or a sentence, in words. A part is never put away in here.")
        self._field = Field(shape.material, self._what, self, hint=hint)
        self.column.addWidget(self._field)
        self._put = QPushButton(self.tr("Put it in"), self)
        self._put.clicked.connect(self._put_in)
        self.column.addWidget(self._put, 0, Qt.AlignmentFlag.AlignLeft)
        self._card = Card(self)
        self._card.setAccessibleName(self.tr("In it now"))
        self._inside = QVBoxLayout(self._card)
        self._inside.setContentsMargins(*(theme.px(n) for n in (18, 14, 18, 14)))
        self._inside.setSpacing(theme.px(8))
        self._inside.addWidget(label(self.tr("In it now"), "subheading", self._card))
        self._rows: list[QWidget] = []
        self._held: tuple[queries.Held, ...] = ()
        self.column.addWidget(self._card)
        self._clock = DraftClock(self)
        self._clock.due.connect(self._keep_draft)
        fill(self._what, place.store.draft(self._draft()) or "")
        self._read()
        place.bus.changed.connect(self._changed)

    def answer(self) -> container.Answer:
        held = tuple(one.id for one in self._held)
        return container.Answer(self._box.toPlainText(), held)

    def show_answer(self, answer: container.Answer) -> None:
        text = answer.container
        if not text and self._map_id is not None:
            found = queries.place(self.place.store, self._map_id)
            text = "" if found is None else found.container
        fill(self._box, text)
        self._read()

    def take_focus(self) -> None:
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        self._clock.flush()

    def _draft(self) -> str:
        """Where words wait that were not put in yet."""
        return f"rest:{self._map_id}:material"

    def _typed(self) -> None:
        self._put.setEnabled(bool(self._what.toPlainText().strip()) and self._map_id is not None)
        self._clock.touch()

    def _keep_draft(self) -> None:
        self.place.store.keep_draft(self._draft(), self._what.toPlainText())

    def _put_in(self) -> None:
        if self._map_id is None:
            return
        text = self._what.toPlainText()
        edits.put_in(self.place.store, map_id=self._map_id, text=text)
        fill(self._what, "")
        self._clock.drop()
        self._keep_draft()
        self._read()
        self._typed()
        self._clock.drop()
        self._what.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _take_out(self) -> None:
        edits.take_out(self.place.store, material_id=int(self.sender().property("material")))
        self._read()
        self._what.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _read(self) -> None:
        if self._map_id is not None and queries.place(self.place.store, self._map_id) is None:
            self._map_id = None  # it was taken back
        store, map_id = self.place.store, self._map_id
        self._held = () if map_id is None else queries.material(store, map_id)
        for row in self._rows:
            self._inside.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(one) for one in self._held]
        for row in self._rows:
            self._inside.addWidget(row)
        self._card.setVisible(bool(self._held))
        self._put.setEnabled(bool(self._what.toPlainText().strip()) and map_id is not None)

    def _row(self, one: queries.Held) -> QWidget:
        row = QWidget(self._card)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(10))
        line.addWidget(label(one.text, "", row, wrap=True), 1)
        out = QPushButton(self.tr("Take out"), row)
        out.setProperty("kind", "link")
        out.setProperty("material", one.id)
        out.setAccessibleDescription(one.text)
        out.clicked.connect(self._take_out)
        line.addWidget(out, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _changed(self, change: Change) -> None:
        if change.tables & {"material", "rest_place", "map"}:
            self._read()
