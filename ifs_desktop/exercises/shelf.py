"""The library on the screen: what waits, what there is, and what was written before."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.exercises import deep, queries
from ifs_desktop.exercises.blocks import Block, Grid
from ifs_desktop.exercises.cards import EarlierCard, ExerciseCard, WaitingCard
from ifs_desktop.exercises.catalogue import Catalogue, Exercise
from ifs_desktop.exercises.frontmatter import FaultyExercise
from ifs_desktop.store import Store
from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets import CalmScroll, Notice

FIRST_EARLIER = 12  # more are shown when asked for
ORDER = ("After betrayal", "Practices", "Foundations")  # other sections follow


class Shelf(QWidget):
    """Made of what the journal holds; nothing is counted, and nothing is ticked off."""

    begin_requested = Signal(str)  # slug
    resume_requested = Signal(int)  # run
    read_requested = Signal(int)  # run
    put_away_requested = Signal(int)  # run
    save_requested = Signal(str)  # slug of an own exercise: as a file
    put_own_away_requested = Signal(str)  # slug

    def __init__(self, store: Store, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._catalogue = catalogue
        self._earlier = FIRST_EARLIER
        self._waiting_buttons: list[QWidget] = []  # as Tab passes them
        self._cards: list[QWidget] = []
        self._scroll = CalmScroll(parent=self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)
        self._content = content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(*(theme.px(n) for n in (32, 28, 32, 40)))
        column.setSpacing(theme.px(28))
        self._waiting = Block(content)
        column.addWidget(self._waiting)
        self._library = QWidget(content)
        self._sections = QVBoxLayout(self._library)
        self._sections.setContentsMargins(0, 0, 0, 0)
        self._sections.setSpacing(theme.px(28))
        column.addWidget(self._library)
        self._before = Block(content)
        column.addWidget(self._before)
        column.addStretch(1)
        self._scroll.set_content(content)
        self._fill()
        self.refresh()

    def set_catalogue(self, catalogue: Catalogue) -> None:
        """Show other exercises."""
        self._catalogue = catalogue
        self._fill()
        self.refresh()

    def refresh(self) -> None:
        """Show what the journal holds now."""
        waiting = queries.open_runs(self._store, self._catalogue)
        self._waiting.clear()
        self._waiting_buttons.clear()
        if waiting:
            self._waiting.add_title(self.tr("To be continued"))
        for run in waiting:
            card = WaitingCard(run, self._waiting)
            card.resume_requested.connect(self.resume_requested)
            card.put_away_requested.connect(self.put_away_requested)
            self._waiting_buttons += card.buttons
            self._waiting.add(card)
        self._waiting.setVisible(bool(waiting))
        earlier = queries.earlier_runs(self._store, self._catalogue, self._earlier + 1)
        self._before.clear()
        if earlier:
            self._before.add_title(self.tr("Earlier"))
        for done in earlier[: self._earlier]:
            read = EarlierCard(done, self._before)
            read.clicked.connect(self._read)
            self._before.add(read)
        if len(earlier) > self._earlier:
            more = QPushButton(self.tr("Show older ones"), self._before)
            more.setProperty("kind", "link")
            more.clicked.connect(self._show_older)
            self._before.add(more, stretch=False)
        self._before.setVisible(bool(earlier))
        self._order()

    def take_focus(self) -> None:
        """The first thing that can be pressed."""
        first = next(iter((*self._waiting_buttons, *self._cards)), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_card(self, slug: str) -> None:
        """Put the keyboard on an exercise; for one that is put aside, on the way to those."""
        own = [c for c in self._cards if isinstance(c, ExerciseCard) and c.slug == slug]
        card = (own or self._cards[-1:])[0]
        self._settle()  # it was made a moment ago, and has no place yet
        self._scroll.show_child(card)
        card.setFocus(Qt.FocusReason.OtherFocusReason)

    def own_beside(self, slug: str) -> str:
        """The next of one's own, or the one before; empty if there is no other."""
        shown = [card.slug for card in self._cards if isinstance(card, ExerciseCard)]
        own = [s for s in shown if (found := self._catalogue.get(s)) is not None and found.own]
        at = own.index(slug)
        return (own[at + 1 : at + 2] or own[:at][-1:] or [""])[0]

    def _settle(self) -> None:
        layout = self._content.layout()
        assert layout is not None
        layout.activate()
        self._content.adjustSize()

    def _order(self) -> None:
        """Tab goes down the page. What waits was made after the cards that stand below it."""
        earlier = self._before.findChildren(EarlierCard)
        shown = [card for card in earlier if not card.isHidden()]
        for before, after in pairwise((*self._waiting_buttons, *self._cards, *shown)):
            QWidget.setTabOrder(before, after)

    def _fill(self) -> None:
        """The sections, each in its order; the deep ones only where they are wanted."""
        while (item := self._sections.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._cards.clear()
        red = [one for one in self._catalogue.exercises if one.level == "red"]
        open_now = queries.red_is_open(self._store)
        shown = [e for e in self._catalogue.exercises if open_now or e.level != "red"]
        for name in sections([one for one in shown if not one.own]):
            found = [one for one in shown if one.section == name and not one.own]
            self._sections.addWidget(self._section(name, found))
        own = [one for one in shown if one.own]
        if own:
            self._sections.addWidget(self._own(own))
        if red:
            self._sections.addWidget(self._red(open_now))
        if self._catalogue.faults:
            self._sections.addWidget(_faults(self._catalogue.faults, self._library))

    def _section(self, name: str, found: list[Exercise]) -> Block:
        block = Block(self._library)
        block.add_title(name, self._hint(name))
        block.add(self._grid(found, block))
        return block

    def _hint(self, name: str) -> str:
        if name == ORDER[0]:
            return self.tr("Go at your own pace, in any order. Repeat what is good for you.")
        return ""

    def _grid(self, found: list[Exercise], parent: QWidget) -> Grid:
        grid = Grid(parent)
        for exercise in sorted(found, key=lambda one: (one.order, one.title)):
            card = ExerciseCard(exercise, grid)
            card.clicked.connect(self._begin)
            grid.add(card)
            self._cards.append(card)
        return grid

    def _own(self, own: list[Exercise]) -> Block:
        block = Block(self._library)
        block.add_title(self.tr("Your own"), self.tr("Kept in this journal, encrypted with it."))
        grid = Grid(block)
        for exercise in sorted(own, key=lambda one: (one.order, one.title)):
            grid.add(self._own_cell(exercise, grid))
        block.add(grid)
        return block

    def _own_cell(self, exercise: Exercise, parent: QWidget) -> QWidget:
        """The card, and below it what can be done with the file."""
        cell = QWidget(parent)
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        card = ExerciseCard(exercise, cell)
        card.clicked.connect(self._begin)
        self._cards.append(card)
        column.addWidget(card, 1)
        row = QHBoxLayout()
        for words, spoken, what in (
            (self.tr("Save as a file…"), self.tr("Save as a file: {title}"), self._save),
            (self.tr("Put away"), self.tr("Put away: {title}"), self._put_own_away),
        ):
            button = QPushButton(words, cell)
            button.setProperty("kind", "link")
            button.setProperty("slug", exercise.slug)
            button.setAccessibleName(spoken.format(title=exercise.title))
            button.clicked.connect(what)
            row.addWidget(button)
            self._cards.append(button)
        row.addStretch(1)
        column.addLayout(row)
        return cell

    def _red(self, open_now: bool) -> Notice:
        words = self.tr("Some exercises speak to hurt parts. They are put aside until wanted.")
        if open_now:
            words = self.tr("The exercises that speak to hurt parts are shown.")
        notice = Notice(words, self._library, tone="quiet", dismissable=False)
        link = notice.add_link(
            self.tr("Put them aside again") if open_now else self.tr("What they are, and show them")
        )
        link.clicked.connect(self._close_red if open_now else self._lead_to_red)
        self._cards.append(link)
        return notice

    def open_red(self) -> bool:
        """Show the deep ones, after a word about them; whether they are shown now."""
        if queries.red_is_open(self._store):
            return True
        if not deep.ask_to_open(self, self._store):
            return False
        self._fill()
        self._order()
        return True

    def _close_red(self) -> None:
        deep.close(self._store)
        self._fill()
        self._order()
        self.show_card("")

    def _lead_to_red(self) -> None:
        if self.open_red():
            red = [one.slug for one in self._catalogue.exercises if one.level == "red"]
            shown = [c.slug for c in self._cards if isinstance(c, ExerciseCard) and c.slug in red]
            self.show_card(shown[0] if shown else "")

    def _show_older(self) -> None:
        self._earlier += 40
        self.refresh()

    def _begin(self) -> None:
        card = self.sender()
        if isinstance(card, ExerciseCard):
            self.begin_requested.emit(card.slug)

    def _read(self) -> None:
        card = self.sender()
        if isinstance(card, EarlierCard):
            self.read_requested.emit(card.run)

    def _save(self) -> None:
        self.save_requested.emit(str(self.sender().property("slug")))

    def _put_own_away(self) -> None:
        self.put_own_away_requested.emit(str(self.sender().property("slug")))


def sections(exercises: list[Exercise]) -> list[str]:
    """The sections there are: the app's three, then others as they come."""
    found = dict.fromkeys(one.section for one in exercises)
    return [name for name in ORDER if name in found] + [n for n in found if n not in ORDER]


def _faults(faults: tuple[FaultyExercise, ...], parent: QWidget) -> Notice:
    lead = QCoreApplication.translate("Shelf", "Not shown, because the file has a fault:")
    words = "\n".join(str(fault) for fault in faults)
    return Notice(words, parent, lead=lead, tone="quiet", dismissable=False)
