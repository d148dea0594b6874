"""The gate before an exile, as it is seen: its protectors are asked, and what they say is written.

``ask`` is the one way in for every page. Who is asked is inside a person; nothing here decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ifs_desktop.parts import edits, permissions
from ifs_desktop.parts.permissions import Answer, Answered, Gate
from ifs_desktop.parts.picker import PartPicker
from ifs_desktop.parts.profile import isolated
from ifs_desktop.parts.queries import PartCard
from ifs_desktop.store import Change, Ref, Store
from ifs_desktop.ui import ask as questions
from ifs_desktop.ui import theme
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.days import day_name
from ifs_desktop.ui.line_draft import LineDraft
from ifs_desktop.ui.portrait import Portrait
from ifs_desktop.ui.widgets import Card, label
from ifs_desktop.ui.widgets.labels import paragraph
from ifs_desktop.ui.widgets.scroll import CalmScroll

WIDTH, SIDE, TALLEST = 520, 24, 500  # design px; the tallest the protectors are
LONGEST_CONDITION = 400


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the asking ended.

    ``hear`` is a protector that is to be heard first. ``answers`` wait for a place that is only
    being made: ``dialogue.edits.start_dialogue`` writes them down in the same edit.
    """

    open: bool
    hear: int | None = None
    answers: tuple[Answer, ...] = ()


def ask(parent: QWidget, store: Store, part_id: int, where: Ref | None) -> Outcome:
    """Have the protectors of a part asked, if that is still to be done at this place.

    Answers are written down as they are given; where None is a place that is only being made.
    A test presets a list of ``Answer`` (given one by one), or nothing for leaving.
    """
    before = permissions.may_approach(store, part_id, where)
    if before.open:
        return Outcome(open=True)
    preset, value = questions.preset_answer(title(before.part))
    dialog = GateDialog(store, part_id, where, parent)
    if preset:
        for answer in value if isinstance(value, list) else ():
            dialog.panel.give(answer.protector_id, answer.said, answer.condition)
    else:
        dialog.exec()
    if not shiboken6.isValid(dialog):  # the app has locked
        return Outcome(open=False)
    outcome = dialog.panel.outcome(willing=preset or dialog.went_on)
    dialog.panel.forget()
    shiboken6.delete(dialog)
    return outcome


def title(exile: PartCard) -> str:
    """What the question is called."""
    words = QCoreApplication.translate("Gate", "First, who protects {name}?")
    return words.format(name=isolated(exile.name))


class ProtectorRow(Card):
    """One protector: what it said last, and what it says now."""

    answered = Signal(int, str, str)  # protector, answer, condition
    hear_requested = Signal(int)

    def __init__(self, store: Store, exile_id: int, told: Answered, parent: QWidget) -> None:
        super().__init__(parent)
        self.set_tone("quiet")
        self.told = told
        name = told.protector.name
        self._status = label("", "small", self, wrap=True)
        self._quoted = label("", "small", self, wrap=True)
        self.condition = QLineEdit(self)
        self.condition.setMaxLength(LONGEST_CONDITION)
        self.condition.setPlaceholderText(self.tr("If it names a condition, in its words"))
        self.condition.setAccessibleName(self.tr("Condition of {name}").format(name=name))
        self._draft = LineDraft(
            self.condition, store, f"gate:{exile_id}:{told.protector.id}:condition"
        )
        self.yes = self._button(self.tr("It says yes"), name)
        self.yes.clicked.connect(self._say_yes)
        self.not_now = self._button(self.tr("Not now"), name)
        self.not_now.clicked.connect(self._say_not_now)
        self.again = self._button(self.tr("Ask it again"), name, kind="link")
        self.again.clicked.connect(self._ask_again)
        self.hear = self._button(self.tr("Hear it first"), name, kind="link")
        self.hear.clicked.connect(self._hear)
        self._lay_out(told.protector)
        self.show_answer(told)

    def show_answer(self, told: Answered) -> None:
        """Show where it stands."""
        self.told = told
        said_yes = told.said == "yes"
        self._status.setText(_status(told))
        self._quoted.setText(self.tr("“{words}”").format(words=isolated(told.condition)))
        self._quoted.setVisible(bool(told.condition))
        for control in (self.condition, self.yes, self.not_now):
            control.setVisible(not said_yes)
        self.again.setVisible(said_yes)
        self.hear.setVisible(told.said == "not_now")
        self.setAccessibleName(f"{told.protector.name}: {self._status.text()}")

    def take_focus(self) -> None:
        """Where one answers for it."""
        first = self.again if self.condition.isHidden() else self.condition
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """What is typed here was used, or left."""
        self._draft.forget()

    def _lay_out(self, protector: PartCard) -> None:
        shape = Portrait(theme.px(32), self, protector)
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        words.addWidget(label(protector.name, "subheading", self, wrap=True))
        words.addWidget(self._status)
        words.addWidget(self._quoted)
        head = QHBoxLayout()
        head.setSpacing(theme.px(12))
        head.addWidget(shape, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        head.addWidget(self.again, 0, Qt.AlignmentFlag.AlignTop)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(8))
        for button in (self.yes, self.not_now, self.hear):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(n) for n in (16, 12, 16, 12)))
        column.setSpacing(theme.px(8))
        column.addLayout(head)
        column.addWidget(self.condition)
        column.addLayout(buttons)

    def _button(self, words: str, name: str, kind: str = "") -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.setAccessibleName(words)
        button.setAccessibleDescription(name)
        if kind:
            button.setProperty("kind", kind)
        return button

    def _say_yes(self) -> None:
        self.answered.emit(self.told.protector.id, "yes", self.condition.text())

    def _say_not_now(self) -> None:
        self.answered.emit(self.told.protector.id, "not_now", self.condition.text())

    def _ask_again(self) -> None:
        self.again.hide()
        for control in (self.condition, self.yes, self.not_now):
            control.show()
        self.take_focus()

    def _hear(self) -> None:
        self.hear_requested.emit(self.told.protector.id)


class GatePanel(QWidget):
    """The protectors of one exile, and what each of them says to its being approached here."""

    changed = Signal()  # another answer, or another protector
    hear_requested = Signal(int)  # a protector that said not now

    def __init__(self, store: Store, part_id: int, where: Ref | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._store, self._part_id, self._where = store, part_id, where
        self._answers: list[Answer] = []
        self._hear: int | None = None
        self._bus = Bus(store, self)
        self._bus.changed.connect(self._changed)
        self.gate = permissions.may_approach(store, part_id, where)
        self.rows: dict[int, ProtectorRow] = {}
        self._lead = paragraph("", "subtitle", self)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px(8))
        self.picker = PartPicker(store, self._bus, multiple=False, parent=self)
        self._name_draft = LineDraft(self.picker.name, store, f"gate:{part_id}:name")
        self.picker.add.setAutoDefault(False)
        self.picker.picked.connect(self._guarded_by)
        self.nobody = self._link(self.tr("No one I know of"))
        self.nobody.setProperty("kind", "")
        self.nobody.clicked.connect(self._say_nobody)
        self.another = self._link(self.tr("Another part guards it too…"))
        self.another.clicked.connect(self._look_for_another)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addWidget(self._lead)
        column.addLayout(self._list)
        column.addWidget(self.another, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.picker)
        column.addWidget(self.nobody, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._show(looking=False)

    def give(self, protector_id: int | None, said: str, condition: str = "") -> None:
        """Write down what a protector says; None says "no one I know of"."""
        answer = Answer(self._part_id, protector_id, said, condition)
        if self._where is not None:
            permissions.record(self._store, [answer], self._where)
        elif said == "not_now":  # it holds everywhere, so it does not wait for a place
            permissions.record(self._store, [answer], Ref("profile", self._part_id))
            self._answers = [one for one in self._answers if one.protector_id != protector_id]
        else:
            self._answers.append(answer)
        row = self.rows.get(protector_id) if protector_id is not None else None
        if row is not None and answer not in self._answers:  # what waits stays a draft till then
            row.condition.clear()
            row.forget()
        if said == "not_now":
            self._hear = protector_id
        self._look()

    def outcome(self, *, willing: bool) -> Outcome:
        """How it stands. Not ``willing``: one has left, and only the answers stay."""
        if self.gate.open:
            return Outcome(willing, None, tuple(self._answers) if willing else ())
        refusing = {one.id for one in self.gate.refusing}
        return Outcome(False, self._hear if willing and self._hear in refusing else None)

    def hear(self, protector_id: int) -> None:
        """Let this protector be heard first."""
        self._hear = protector_id
        self.hear_requested.emit(protector_id)

    def heard_first(self) -> PartCard | None:
        """The protector that said not now here, last."""
        return next((one for one in self.gate.refusing if one.id == self._hear), None)

    def forget(self) -> None:
        """What is half typed here was left; stop listening."""
        for row in self.rows.values():
            row.forget()
        self._name_draft.forget()
        self._bus.close()

    def take_focus(self) -> None:
        """Go to the first protector that is still to be asked."""
        waiting = [row for row in self.rows.values() if row.told.said != "yes"]
        if waiting:
            waiting[0].take_focus()
        elif not self.rows:
            self.picker.setFocus(Qt.FocusReason.OtherFocusReason)

    def _link(self, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setProperty("kind", "link")
        button.setAutoDefault(False)
        button.setAccessibleName(words)
        return button

    def _look(self, *, looking: bool = False) -> None:
        self.gate = permissions.may_approach(self._store, self._part_id, self._where, self._answers)
        self._show(looking=looking)
        self.changed.emit()

    def _show(self, *, looking: bool) -> None:
        known = {one.protector.id: one for one in self.gate.protectors}
        for protector_id in [i for i in self.rows if i not in known]:
            row = self.rows.pop(protector_id)
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        for protector_id, told in known.items():
            if protector_id in self.rows:
                self.rows[protector_id].show_answer(told)
                continue
            row = ProtectorRow(self._store, self._part_id, told, self)
            row.answered.connect(self.give)
            row.hear_requested.connect(self.hear)
            self.rows[protector_id] = row
            self._list.addWidget(row)
        alone = not known
        self.picker.set_without({self._part_id, *known})
        self.picker.setVisible(looking or (alone and not self.gate.open))
        self.another.setVisible(not alone and not looking)
        self.nobody.setVisible(alone and not self.gate.open)
        self._lead.setText(_lead(self.gate, self.heard_first()))

    def _changed(self, change: Change) -> None:
        if change.tables & {"part", "relation"}:
            self._look(looking=self.picker.isVisible() and bool(self.rows))

    def _guarded_by(self, part_ids: list[int]) -> None:
        for part_id in part_ids:
            edits.relate(self._store, source_id=part_id, target_id=self._part_id, kind="protects")
        self.picker.set_selection(())
        self._look()
        self.take_focus()

    def _say_nobody(self) -> None:
        self.give(None, "nobody")

    def _look_for_another(self) -> None:
        self._show(looking=True)
        self.picker.setFocus(Qt.FocusReason.OtherFocusReason)


class GateDialog(QDialog):
    """The panel over a page. Leaving is always fine, and keeps what was answered."""

    def __init__(self, store: Store, part_id: int, where: Ref | None, parent: QWidget) -> None:
        super().__init__(parent.window())
        self.went_on = False
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.panel = GatePanel(store, part_id, where, self)
        exile = self.panel.gate.part
        self.setAccessibleName(title(exile))
        self.later = QPushButton(self.tr("Another time"), self)
        self.later.setProperty("kind", "quiet")
        self.later.clicked.connect(self.reject)
        self.go_on = QPushButton(self)
        self.go_on.setProperty("kind", "primary")
        self.go_on.clicked.connect(self._go_on)
        for button in (self.later, self.go_on):
            button.setAutoDefault(False)
        self.panel.changed.connect(self._fit)
        self.panel.hear_requested.connect(self._go_on)
        self._lay_out(exile)
        self._fit()
        self.panel.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, and nothing else."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = self.focusWidget()
            if isinstance(focus, QPushButton):
                focus.click()
            return
        super().keyPressEvent(event)

    def _lay_out(self, exile: PartCard) -> None:
        shape = Portrait(theme.px(36), self, exile)
        head = QHBoxLayout()
        head.setSpacing(theme.px(12))
        head.addWidget(shape, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(label(title(exile), "heading", self, wrap=True), 1)
        self._scroll = CalmScroll(self.panel, self)
        self.panel.installEventFilter(self)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.later)
        buttons.addWidget(self.go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(n) for n in (SIDE, 20, SIDE, 18)))
        column.setSpacing(theme.px(14))
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        column.addLayout(head)
        column.addWidget(self._scroll, 1)
        column.addLayout(buttons)
        self._scroll.setFixedWidth(theme.px(WIDTH - 2 * SIDE))

    def _fit(self) -> None:
        gate, first = self.panel.gate, self.panel.heard_first()
        self.go_on.setVisible(gate.open or first is not None)
        if gate.open:
            words = self.tr("Go on, gently")
        elif first is not None:
            words = self.tr("Hear {name} first").format(name=isolated(_short(first.name)))
        else:
            words = ""
        self.go_on.setText(words.replace("&", "&&"))
        self.go_on.setAccessibleName(words)
        self._take_room()
        if self.go_on.isVisible():
            self.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.panel and event.type() == QEvent.Type.LayoutRequest:
            self._take_room()
        return False

    def _take_room(self) -> None:
        """As tall as the protectors need, and no taller than a small window."""
        layout = self.panel.layout()
        if layout is not None:
            wanted = layout.totalHeightForWidth(theme.px(WIDTH - 2 * SIDE))
            wanted = max(wanted + theme.px(12), self.panel.minimumSizeHint().height())
            self._scroll.take_height(wanted, theme.px(TALLEST))

    def _go_on(self) -> None:
        self.went_on = True
        self.accept()


def _lead(gate: Gate, heard_first: PartCard | None) -> str:
    """What is asked now."""
    say = QCoreApplication.translate
    if gate.open:
        return say("Gate", "Nobody stands in the way now. Whoever you go to is free to be silent.")
    if heard_first is not None:
        return say(
            "Gate",
            "That is heard, and it can wait. You could listen first to what the one who said "
            "“not now” is afraid of.",
        )
    if gate.protectors:
        return say(
            "Gate",
            "Turn inward and ask each of them: may it be approached here? Then write down what "
            "they say. A yes is for this time only, and a no is heard.",
        )
    return say(
        "Gate",
        "Is anyone guarding it? Take a moment and look. Whoever stands before it is asked "
        "before you go near.",
    )


def _status(told: Answered) -> str:
    say = QCoreApplication.translate
    if told.said == "yes":
        return say("Gate", "Yes, for this time")
    if told.when is None:
        return say("Gate", "Not asked yet")
    day = day_name(told.when.date(), date.today())
    if told.said == "not_now":
        return say("Gate", "Not now · {day}").format(day=day)
    return say("Gate", "Not asked yet for this time · spoke last: {day}").format(day=day)


def _short(name: str) -> str:
    return name if len(name) <= 28 else name[:27].rstrip() + "…"
