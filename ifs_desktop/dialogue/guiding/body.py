"""All that is seen of one dialogue's guide, from the stack down to how parts are sensed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ifs_desktop.dialogue import guide as six
from ifs_desktop.dialogue import queries as dialogues
from ifs_desktop.dialogue.guiding import prompts, says
from ifs_desktop.dialogue.guiding.doing import CHANNEL_KEY, Doing
from ifs_desktop.dialogue.guiding.foot import Channel, Earlier, Prompts, Steps
from ifs_desktop.dialogue.guiding.queries import Guide, SpokeUp
from ifs_desktop.dialogue.guiding.second import SecondVoice
from ifs_desktop.dialogue.guiding.stages import Stages
from ifs_desktop.dialogue.guiding.thread_line import ThreadLine
from ifs_desktop.dialogue.guiding.toward import Toward
from ifs_desktop.dialogue.guiding.who import Who
from ifs_desktop.parts.profile import isolated
from ifs_desktop.store import Store
from ifs_desktop.ui import tab_order, theme
from ifs_desktop.ui.widgets.labels import paragraph


class Body(QWidget):
    """Shows what it is given; what is pressed goes to ``doing``."""

    prompt_chosen = Signal(str)
    put_aside = Signal()  # the card of who spoke up

    def __init__(self, store: Store, doing: Doing, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._doing = doing
        self._guide: Guide | None = None
        self._spoke: SpokeUp | None = None
        self._asking = False  # the person said that someone else is here
        self._who_for: object = None
        self.line = ThreadLine(self)
        self.story = paragraph("", "small", self)
        self.second = SecondVoice(self)
        self.stages = Stages(self)
        self.who: Who | None = None
        self.take_up = QPushButton(self.tr("Take up the thread"), self)
        self.take_up.setProperty("kind", "primary")
        self.guarded = paragraph("", "small", self)
        self.ask = QPushButton(self.tr("Ask them"), self)
        self.prompts = Prompts(self)
        self.steps = Steps(self)
        self.earlier = Earlier(self)
        self.channel = Channel(self)
        self._lay_out()
        self._join()

    def show_guide(self, found: Guide, spoke: SpokeUp | None) -> None:
        """Show a guide as it stands now."""
        was = self._guide
        if was is None or (was.dialogue_id, was.top) != (found.dialogue_id, found.top):
            self._asking = False
            self.steps.calm()
        self._guide, self._spoke = found, spoke
        floor, depth = found.thread.top, len(found.thread.floors) - 1
        working = floor is not None and not found.thread.resting and found.open
        self.line.show_thread(found)
        self.line.setVisible(floor is not None)
        self.story.setText(says.story(found))
        self.story.setVisible(bool(self.story.text()))
        self.second.show_voice(found, spoke if working else None)
        _show_if(working, self.stages, self.steps, self.channel)
        self.take_up.setVisible(found.thread.resting and found.open)
        _show_if(not found.open, self.guarded, self.ask)
        if found.top is not None:
            words = self.tr("The parts that protect {name} are asked first.")
            self.guarded.setText(words.format(name=isolated(found.top.name)))
        if working and floor is not None:
            self.stages.show_floor(floor, self._gate(found, floor))
            self.steps.show_depth(depth)
        else:
            self.stages.leave()
        self.channel.show_channel(self._by())
        self.earlier.show_ended(found)
        self._show_who()
        self._show_prompts()

    def take_focus(self) -> bool:
        """Go to where one goes on; False if nothing here takes the focus."""
        floor = None if self._guide is None else self._guide.thread.top
        if self.who is not None:
            self.who.take_focus()
        elif floor is not None and not self.stages.isHidden():
            self.stages.rows[floor.stage].setFocus()
        elif not self.take_up.isHidden():
            self.take_up.setFocus()
        elif not self.ask.isHidden():
            self.ask.setFocus()
        else:
            return False
        return True

    def commit_drafts(self) -> None:
        """Keep everything that is typed here and not kept yet."""
        self.stages.flush()
        toward = self.stages.below()
        if isinstance(toward, Toward):
            toward.flush()
        if self.who is not None:
            self.who.flush()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), 0, theme.px(12), theme.px(18))
        column.setSpacing(theme.px(12))
        self._who_room = QVBoxLayout()
        above: tuple[QWidget, ...] = (self.line, self.story, self.second)
        below: tuple[QWidget, ...] = (
            *(self.stages, self.take_up, self.guarded, self.ask),
            *(self.prompts, self.steps, self.earlier, self.channel),
        )
        for widget in above:
            column.addWidget(widget)
        column.addLayout(self._who_room)
        for widget in below:
            column.addWidget(widget)
        column.addStretch(1)

    def _join(self) -> None:
        doing = self._doing
        self.line.return_requested.connect(doing.return_to)
        self.second.wait_requested.connect(self._ask_to_wait)
        self.second.hear_requested.connect(doing.turn_to)
        self.second.put_aside.connect(self.put_aside)
        self.stages.chosen.connect(doing.go_to)
        self.stages.noted.connect(doing.note)
        self.take_up.clicked.connect(doing.take_up)
        self.ask.clicked.connect(self._ask_protectors)
        self.prompts.chosen.connect(self.prompt_chosen)
        self.steps.step_back_requested.connect(doing.step_back)
        self.steps.meet_requested.connect(doing.meet)
        self.steps.aside_requested.connect(doing.set_aside)
        self.steps.another_requested.connect(self._someone_else)
        self.steps.mood_changed.connect(self._show_prompts)
        self.earlier.again_requested.connect(doing.turn_to)
        self.channel.chosen.connect(doing.sense_by)
        doing.found.connect(self._found)

    def _gate(self, found: Guide, floor: six.Floor) -> QWidget | None:
        """The chips of *feel toward*, where one stands there."""
        if floor.stage != six.TOWARD:
            return None
        was = self.stages.below()
        draft = f"guide:{found.dialogue_id}:{floor.part_id}:word"
        if isinstance(was, Toward) and was.shows == (draft, floor.note(six.TOWARD), floor.answer):
            return was
        toward = Toward(self._store, floor, draft, self.stages)
        toward.answered.connect(self._doing.answer)
        return toward

    # Who is here

    def _show_who(self) -> None:
        """Ask whom to meet, or who else is here."""
        found = self._guide
        asks = "" if found is None else self._question(found)
        wanted = None
        if found is not None and asks:
            row = dialogues.dialogue(self._store, found.dialogue_id)
            near = () if row is None else row.members
            top = found.thread.top
            at_gate = top is not None and top.stage == six.TOWARD and not self._asking
            top_id = None if top is None else top.part_id
            wanted = (found.dialogue_id, asks, near, top_id, at_gate)
        if wanted == self._who_for:
            return
        self._who_for = wanted
        if self.who is not None:
            self.who.flush()
            for room in (self._who_room, self.stages.room):
                room.removeWidget(self.who)
            self.who.hide()
            self.who.deleteLater()
            self.who = None
        if wanted is not None:
            dialogue_id, _, near, top_id, at_gate = wanted
            without = frozenset() if top_id is None else frozenset({top_id})
            self.who = Who(self._store, asks, near, without, _who_draft(dialogue_id), self)
            self.who.chosen.connect(self._doing.turn_to)
            self.who.named.connect(self._doing.turn_to_new)
            (self.stages.room if at_gate else self._who_room).addWidget(self.who)
            self.who.show()
        tab_order.lead_through(self)

    def _question(self, found: Guide) -> str:
        floor = found.thread.top
        if floor is None:
            return self.tr("Whom would you like to get to know?")
        if found.thread.resting or not found.open:
            return ""
        if self._asking or (floor.answer == six.PART and floor.stage == six.TOWARD):
            return self.tr("Another part is here. Who is it?")
        if floor.answer == six.UNSURE and floor.stage == six.TOWARD:
            return self.tr("Another part may be here. If so, who is it?")
        return ""

    def _found(self) -> None:
        """The name was used. Its panel may be gone by now, so the draft is named here."""
        self._asking = False
        if self.who is not None:
            self.who.forget()
        if self._guide is not None:
            self._store.keep_draft(_who_draft(self._guide.dialogue_id), "")

    def _someone_else(self) -> None:
        self._asking = not self._asking
        self._show_who()
        if self.who is not None:
            self.who.take_focus()

    def _ask_protectors(self) -> None:
        if self._guide is not None and self._guide.top is not None:
            self._doing.turn_to(self._guide.top.id)

    # What could be said

    def _by(self) -> str | None:
        own = None if self._guide is None else self._guide.channel
        return own or self._store.state(CHANNEL_KEY)

    def _show_prompts(self) -> None:
        found = self._guide
        working = found is not None and found.open and not found.thread.resting
        state = self._state() if working else None
        self.prompts.show_lines(() if state is None else self._lines(state))
        tab_order.lead_through(self)

    def _state(self) -> tuple[str, str] | None:
        found = self._guide
        if found is None or found.top is None or found.thread.top is None:
            return None
        if self.steps.mood():
            return self.steps.mood(), prompts.HERE
        depth = len(found.thread.floors) - 1
        shut = found.thread.top.shut and found.thread.top.stage == six.TOWARD
        if self._spoke is not None and not shut:
            return "second", prompts.HERE
        return prompts.state_of(found.thread.top, role=found.top.role, depth=depth, new=found.new)

    def _lines(self, state: tuple[str, str]) -> list[str]:
        top = None if self._guide is None else self._guide.top
        name = "" if top is None else top.name
        other = "" if self._spoke is None else self._spoke.part.name
        lines = prompts.load()[state].by(self._by())
        return [prompts.filled(line, name=name, other=other) for line in lines]

    def _ask_to_wait(self) -> None:
        line = self._lines(("second", prompts.HERE))[0]
        self.put_aside.emit()
        self.prompt_chosen.emit(line)


def _who_draft(dialogue_id: int) -> str:
    return f"guide:{dialogue_id}:who"


def _show_if(shown: bool, *widgets: QWidget) -> None:
    for widget in widgets:
        widget.setVisible(shown)
