"""What the exercises save is seen again where it is said to be: in the real window, after a lock.

The robot walks every exercise that comes with the app, writing words that stand nowhere else. The
window is locked and unlocked, and each thing that was saved is looked for on its page. ``SEEN`` is
the table: what was done, what was saved, and how it is looked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QTableWidget,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ifs_desktop.care.grounding import Grounding
from ifs_desktop.exercises.steps.recall import RecallCard
from ifs_desktop.insights.cards import ChartCard, InsightCard
from ifs_desktop.parts import edits as parts
from ifs_desktop.parts.queries import find_parts
from ifs_desktop.people import queries as people
from ifs_desktop.rest import queries as rest
from ifs_desktop.store import Ref
from ifs_desktop.today import page as today_page
from ifs_desktop.ui import days
from tests.conftest import PASSWORD
from tests.helpers import robot
from tests.helpers.app import Person
from tests.helpers.figures import Figures
from tests.helpers.walk import back_at_the_window
from tests.helpers.whole_walk import (
    AGREED,
    ANSWERED,
    HELPED,
    HOW,
    SAID,
    THROAT,
    Walking,
    walk_everything,
    written,
)

TODAY = date.today()
TOMORROW, IN_A_WEEK = TODAY + timedelta(days=1), TODAY + timedelta(days=7)
PLANNER, SPRINTER = "Planner", "Sprinter"


def at(slug: str, *keys: str) -> tuple[str, ...]:
    """What the robot wrote in the first box of some steps."""
    return tuple(written(slug, key) for key in keys)


def seen(root: QWidget) -> str:
    """All words that are not hidden, those of lists and tables too."""
    QApplication.processEvents()
    found: list[str] = []
    for one in [root, *root.findChildren(QWidget)]:
        if not one.isVisible():
            continue
        if isinstance(one, QLabel | QLineEdit):
            found.append(one.text())
        elif isinstance(one, QAbstractButton):
            found += [one.text(), one.accessibleName(), one.accessibleDescription()]
        elif isinstance(one, QPlainTextEdit | QTextEdit):
            found.append(one.toPlainText())
        elif isinstance(one, QListWidget):
            found += [one.item(row).text() for row in range(one.count())]
        elif isinstance(one, QTableWidget):
            for row in range(one.rowCount()):
                cells = (one.item(row, column) for column in range(one.columnCount()))
                found.append(" | ".join(cell.text() for cell in cells if cell is not None))
    return "\n".join(found)


def unseen(root: QWidget, *words: str) -> list[str]:
    """Those of the words that are not there."""
    there = seen(root)
    return [one for one in words if one not in there]


class Looking:
    """Leads to the places where things are seen again."""

    def __init__(self, person: Person, clock: Callable[[date], None]) -> None:
        self.person = person
        self.walking = Walking(person)
        self._set_clock = clock

    def profile(self, name: str) -> Any:
        """The profile of a part, with what comes after its first picture."""
        self.person.window.open_ref(Ref("profile", self.part(name)))
        sheet = self.person.window.page("profile").sheet
        sheet.finish()
        for letter in sheet.letters.rows:
            letter.unfold()
        return sheet

    def part(self, name: str) -> int:
        """The part of this name."""
        return next(card.id for card in find_parts(self.person.store) if card.name == name)

    def map(self, ref: Ref) -> Any:
        """The page of the map, where a Ref leads to."""
        self.person.window.open_ref(ref)
        return self.person.window.page("map")

    def today(self, day: date) -> Any:
        """The page of today, as it is on a day."""
        self.person.window.go("help")
        self._set_clock(day)
        self.person.press("Today")
        page = self.person.window.page("today")
        page.refresh()
        return page

    def insights(self, title: str, chosen: str = "") -> Any:
        """A card, with the table of its chart; ``chosen``: the chip above it that is pressed."""
        self.person.press("Insights")
        if chosen:
            self.person.press(chosen, within=self._card(title))
        card = self._card(title)
        if isinstance(card, ChartCard):
            assert card.chart.isVisible()
            card.as_table.setChecked(True)
        return card

    def _card(self, title: str) -> InsightCard:
        QApplication.processEvents()
        page: QWidget = self.person.window.page("insights")
        cards = page.findChildren(InsightCard)
        return next(c for c in cards if c.isVisible() and c.accessibleName() == title)

    def noor(self) -> Any:
        """The page of the person the robot names."""
        (card,) = people.people(self.person.store, "Noor")
        self.person.window.open_ref(Ref("person", card.id))
        return self.person.window.page("people").sheet

    def earlier(self, title: str) -> Any:
        """A run that was walked to its end, read again from the library."""
        page = self.person.window.page("exercises")
        page.show_shelf()
        if "Show older ones" in seen(page.shelf):
            self.person.press("Show older ones", within=page.shelf)
            QApplication.processEvents()
        self.person.press(f"{title}, {days.full_day(TODAY)}", within=page.shelf)
        return page.reading

    def finds(self, words: str) -> list[str]:
        """The search, as one types."""
        self.person.window.open_ref(Ref("find"))
        page = self.person.window.page("find")
        page.box.setText(words)
        self.person.wait(lambda: not page.searching.under_way())
        hits = [page.model.row(row).snippet for row in range(page.model.rowCount())]
        return [] if any(words in hit for hit in hits) else [words]


# ---- where each thing is seen again


def of_who_is_here(look: Looking) -> list[str]:
    slug, veil = "who-is-here", f"Someone behind {SPRINTER}"
    lost = unseen(look.profile(SPRINTER), *at(slug, "find", "job", "wants", "fears"))
    lost += unseen(look.profile(PLANNER), "A fist", "a thought")  # as it was sorted
    lost += unseen(look.profile(veil), "Someone is protected here", f"{SPRINTER} protects {veil}")
    scene = look.map(Ref("part", look.part(veil))).scene
    guards = [link for link in scene.links.values() if link.link.kind == "protects"]
    if not guards or not {look.part(SPRINTER), look.part(veil)} <= scene.parts.keys():
        lost.append("the two on the map, with the line between them")
    look.today(TODAY)
    look.person.press("Continue: Who is here?")
    return lost + unseen(look.walking.page, "Is one of them on guard for you?")


def of_befriend(look: Looking) -> list[str]:
    kindness = written("befriend", "kindness")
    lost = unseen(look.profile(SPRINTER), *at("befriend", "letter", "reply"), kindness, "mixed")
    lost += unseen(look.insights("Letters"), *at("befriend", "letter", "reply"))
    lost += unseen(look.today(TOMORROW).up, kindness)
    up = look.today(TOMORROW + timedelta(days=1)).up
    lost += unseen(up, kindness, "Did it happen?")
    look.person.press(f"Partly: For {SPRINTER}", within=up)
    lost += unseen(look.insights("What you did for a part, or for yourself"), kindness)
    if kindness in seen(look.today(TOMORROW + timedelta(days=2))):
        lost.append("asked once, and not again")
    return lost


def of_then_or_now(look: Looking) -> list[str]:
    slug = "then-or-now"
    lost = unseen(look.profile(PLANNER), *at(slug, "age", "wish", "today", "rather"))
    card = look.insights("Before and afterwards", "Then or now?")
    lost += unseen(card, f"mild | mild | {written(slug, 'trigger')}")

    def offered(key: str) -> None:
        if key == "trigger":
            sheet = look.walking.page.runner.sheet
            look.person.wait(lambda: bool(sheet.findChildren(RecallCard)))
            lost.extend(unseen(sheet, "You wrote these words before", *at(slug, "sides")))

    look.walking.walk(slug, "trigger", at_each=offered)
    return lost


def of_mediate_inside(look: Looking) -> list[str]:
    names = f"{PLANNER} & {SPRINTER}"
    lost = unseen(look.map(Ref("part", look.part(PLANNER))).inspector, "are polarised", AGREED)
    lost += unseen(look.profile(PLANNER).relations, "are polarised", AGREED)
    lost += unseen(look.today(IN_A_WEEK).up, names, AGREED)
    look.person.press(f"Look at the agreement: {names}")
    lost += unseen(look.person.window.page("mediation"), AGREED)
    promise = written("mediate-inside", "promise")
    return lost + unseen(look.today(TOMORROW).up, "A promise to yourself", promise)


def of_small_steps(look: Looking) -> list[str]:
    slug = "small-steps"
    step, fits = written(slug, "step"), ("as it feared", "It came as expected.")
    expected, saw = written(slug, "expect"), written(slug, "after", 1)
    lost = unseen(look.profile(PLANNER).evidence, expected, fits[0], saw)
    lost += unseen(look.insights("What protectors expected, and what came"), expected, saw, fits[1])
    lost += unseen(look.noor(), step, expected, written(slug, "expect", 1), "It says yes.")
    lost += unseen(look.today(TOMORROW).up, step, "Continue: Small steps with safe people")
    look.person.press("Look at the step: A small step with Noor")
    return lost + unseen(look.person.window.page("people"), step)


def of_whose_act(look: Looking) -> list[str]:
    lost = unseen(look.profile(PLANNER).beliefs, "It was me", "felt true then: 30 of 100")
    card = look.insights("How true it felt")
    if len(card.chart.marks()) != 2:
        lost.append("a point for each time it was looked at")
    return lost + unseen(card, "It was me", f"30 | {written('whose-act', 'fair')}", PLANNER)


def of_presence(look: Looking) -> list[str]:
    title, lost = "Before and afterwards", []
    for name, slug, about in (
        ("Stay present", "stay-present", "noticed"),
        ("Fire drill", "fire-drill", "meeting"),
    ):
        helped = f"What helped: {written(slug, 'helped')}"
        card = look.insights(title, name)
        lost += unseen(card, f"mild | mild | {written(slug, about)}\n{helped}")
    lost += unseen(look.insights(title, "I’m activated"), HELPED)
    page = look.today(TODAY)
    look.person.press("Read: I’m activated", within=page.earlier)
    helped = written("fire-drill", "helped")
    return lost + unseen(page, HELPED, THROAT, helped, written("stay-present", "helped"))


def of_inner_dialogue(look: Looking) -> list[str]:
    lost = unseen(look.profile(PLANNER).places, f"{PLANNER} & {SPRINTER}")
    look.person.press(f"{PLANNER} & {SPRINTER}", within=look.profile(PLANNER).places)
    rows = look.person.window.page("dialogues").talk.view.model()
    said = [rows.index(row, 0).data() for row in range(rows.rowCount())]
    lost += [one for one in (SAID, ANSWERED) if not any(one in str(row) for row in said)]
    return lost + look.finds(SAID)


def of_safe_people(look: Looking) -> list[str]:
    slug = "safe-people"
    lost = unseen(look.noor(), *at(slug, "seen", "views"), written(slug, "views", 1))
    look.person.press("Help")
    return lost + unseen(look.person.window.page("help"), "Noor", HOW)


def of_kindness_noticed(look: Looking) -> list[str]:
    kindness = written("kindness-noticed", "what")
    lost = unseen(look.noor().kindnesses, kindness, f"{PLANNER}\u2069: A little")
    return lost + unseen(look.insights("Kindness noticed"), kindness, f"{PLANNER}: a little")


def of_place_to_rest(look: Looking) -> list[str]:
    (place,) = rest.places(look.person.store)
    page = look.map(Ref("map", place.map_id))
    lost = unseen(page, place.name)
    if not page.view._land:
        lost.append("calm land under it")
    if {look.part(PLANNER), look.part(SPRINTER)} - page.scene.parts.keys():
        lost.append("who rests there")
    look.person.key(Qt.Key.Key_F8)
    ground = QApplication.activeModalWidget()
    assert isinstance(ground, Grounding)
    look.person.press("My place to rest")
    lost += unseen(ground, *(written("place-to-rest", "place", number) for number in range(6)))
    ground.close()
    back_at_the_window(look.person)
    look.walking.begin("place-to-rest")
    look.person.press(place.name)  # back to the place, and to what its container holds
    for _ in range(2):
        robot.go_on(look.walking.page)
    return lost + unseen(look.walking.page, "an iron box", "a loud voice")


def of_foundations(look: Looking) -> list[str]:
    slug = "meet-a-part"
    lost = unseen(look.profile(SPRINTER), *at(slug, "find", "flesh", "job", "wants", "fears"))
    lost += unseen(look.profile(SPRINTER), written("unblend", "help"))
    lost += unseen(look.earlier("Check for Self"), "calm", *at("check-for-self", "signs", "toward"))
    lost += unseen(look.earlier("Back to the room"), "I am in this room")
    lost += unseen(look.earlier("A map of today"), *at("map-of-today", "noticed"))
    made = f"Today, {days.short_day(TODAY, TODAY)}"
    look.person.press(made, within=look.profile(PLANNER).places.lists["maps"])
    page = look.person.window.page("map")
    if {look.part(PLANNER), look.part(SPRINTER)} - page.scene.parts.keys():
        lost.append("a map with those who were here")
    return lost + unseen(page, made)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: what was done, what was saved, and how it is looked for."""

    done: str
    saved: str
    lost: Callable[[Looking], list[str]]


SEEN = (
    Row("step 1, who is here?", "impressions, facts, a veil, a link, an open run", of_who_is_here),
    Row("step 2, befriend", "a feeling, a letter and its reply, a kindness", of_befriend),
    Row("step 3, then or now?", "a trigger, both sides, before and after", of_then_or_now),
    Row("step 4, mediate inside", "rounds, an agreement, a promise", of_mediate_inside),
    Row("step 5, small steps", "predictions, permission, what came", of_small_steps),
    Row("step 6, whose act was it?", "two versions of a belief", of_whose_act),
    Row("step 7, presence", "a sitting, a fire drill, I’m activated", of_presence),
    Row("inner dialogue", "a dialogue and its lines", of_inner_dialogue),
    Row("safe people", "what somebody did, and how parts see them", of_safe_people),
    Row("kindness noticed", "a moment, and who could take it in", of_kindness_noticed),
    Row("a place to rest", "a place, who rests there, a container", of_place_to_rest),
    Row("foundations", "facts, a map, words", of_foundations),
)


@pytest.fixture
def person(qtbot: QtBot, begun_journal: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    monkeypatch.setattr(robot, "words_of", written)
    someone = Person((1024, 700))
    someone.open(begun_journal, PASSWORD)
    for name, role in ((PLANNER, "manager"), (SPRINTER, "firefighter")):
        parts.add_part(someone.store, name=name, role=role)
    yield someone
    someone.end()


def test_all_that_the_exercises_save_is_seen_again_after_a_lock(
    person: Person, monkeypatch: pytest.MonkeyPatch, figures: Figures
) -> None:
    def set_clock(day: date) -> None:
        class Calendar(date):
            @classmethod
            def today(cls) -> date:  # type: ignore[override]
                return day

        monkeypatch.setattr(today_page, "date", Calendar)

    walk_everything(person)
    person.lock_and_unlock(PASSWORD)
    back_at_the_window(person)
    looking = Looking(person, set_clock)
    lost = {row.done: words for row in SEEN if (words := row.lost(looking))}
    assert lost == {}
    figures.note("Seen again", "rows of what is saved", len(SEEN))
