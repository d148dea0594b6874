"""The robot in the real window: every exercise of the app, also where one leads elsewhere."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ifs_desktop.care.activated import Activated
from ifs_desktop.mediation.asking import AgreeCard, CheckCard, SpeakCard
from ifs_desktop.store import Ref
from tests.helpers import robot
from tests.helpers.app import Person, type_into
from tests.helpers.walk import back_at_the_window

SAID, ANSWERED = "I count the doors at night", "Thank you for counting them"
CONFLICT, AGREED = "the late evening", "ten is enough for both"
HOW = "after six, by telephone"
HELPED, THROAT = "the cold water of the tap", "a tight throat"
OF_SELF = {"toward": "of_self"}
Key, Control = Qt.Key, Qt.KeyboardModifier.ControlModifier


def written(slug: str, key: str, place: int = 0) -> str:
    """What the robot writes in a box here: words that stand nowhere else."""
    return f"{slug} {key} {'abcdefgh'[place]}"


def walk_everything(person: Person) -> None:
    """Each exercise once to its end; some a second time, and one left in the middle."""
    walking = Walking(person)
    walking.to_the_end()
    walking.a_second_time()
    walking.beside_them()


class Walking:
    """Begins each exercise where Ctrl+K leads to, and answers it to its end."""

    def __init__(self, person: Person) -> None:
        self.person = person

    @property
    def page(self) -> Any:
        """The page of exercises."""
        return self.person.window.page("exercises")

    def begin(self, slug: str) -> None:
        """By its name; where it may stir something up, one is asked first how it is."""
        self.person.window.open_ref(Ref("exercise", None, slug))
        if self.page.ready.isVisible():
            self.person.press("Begin", within=self.page.ready)

    def walk(self, slug: str, until: str | None = None, **how: Any) -> None:
        """To the end, or to where one stops for today."""
        self.begin(slug)
        robot.walk_on(self.page, until, **how)

    def to_the_end(self) -> None:
        """All seventeen."""
        for slug in ("safe-people", "kindness-noticed", "then-or-now", "whose-act"):
            self.walk(slug)
        for slug in ("stay-present", "fire-drill", "place-to-rest", "small-steps"):
            self.walk(slug)
        for slug in ("unblend", "check-for-self", "back-to-the-room"):
            self.walk(slug)
        self.walk("map-of-today", at_each=self.at_the_map)
        self.walk("inner-dialogue", at_each=self.talk)
        self.walk("mediate-inside", at_each=self.sit_between)
        for slug in ("befriend", "meet-a-part", "who-is-here"):
            self.walk(slug, take=OF_SELF)

    def a_second_time(self) -> None:
        """What is looked at again, what waits for its day, and what is left in the middle."""
        self.walk("whose-act")
        self.walk("small-steps", "day", at_each=self.wait_for_the_day)
        self.walk("who-is-here", "guard")

    def beside_them(self) -> None:
        """I'm activated, and whom to reach out to on a hard day."""
        self.be_activated()
        self.person.press("People")
        page = self.person.window.page("people")
        page.pane.list.setCurrentRow(0)
        head = page.sheet.head
        QTest.mouseClick(head.reach, Qt.MouseButton.LeftButton, pos=head.reach.rect().center() / 2)
        type_into(head.how, HOW)

    # ---- where an exercise leads to
    def come_back(self, title: str) -> None:
        """By the bar above the page one was led to."""
        self.person.press(f"Back to the exercise: {title}")
        assert self.person.window.here() == "exercises"

    def at_the_map(self, key: str) -> None:
        """A new map with those who were picked."""
        if key == "map":
            assert self.person.window.here() == "map"
            self.come_back("A map of today")

    def talk(self, key: str) -> None:
        """One line of a part, one of Self."""
        if key != "talk":
            return
        person = self.person
        assert person.window.here() == "dialogues"
        back_at_the_window(person)
        page = person.window.page("dialogues")
        page.talk.write()
        for speaker, words in ((Key.Key_1, SAID), (Key.Key_0, ANSWERED)):
            person.key(speaker, Control)
            type_into(page.talk.composer.edit, words)
            person.key(Key.Key_Return)
        self.come_back("Inner dialogue")

    def sit_between(self, key: str) -> None:
        """Two are heard, round by round, up to an agreement with a day to look again."""
        if key != "talk":
            return
        person = self.person
        assert person.window.here() == "mediation"
        page = person.window.page("mediation")
        for number in range(30):
            card = page.room.card
            if isinstance(card, CheckCard):
                robot.click(card.chips[4])
            elif isinstance(card, AgreeCard):
                type_into(card.box, AGREED)
                robot.click(card.days.chips[0])
                robot.click(card.agree)
            elif isinstance(card, SpeakCard):
                type_into(card.box, CONFLICT if number == 0 else f"round {number}")
                robot.click(card.say)
        self.come_back("Mediate inside")

    def wait_for_the_day(self, key: str) -> None:
        """Not "whenever I like", but the day of the step."""
        if key == "day":
            robot.click(robot.button(self.page.runner.sheet.control, "on the day of the step"))

    def be_activated(self) -> None:
        """F9: a part, the body, how strong; a breath; how strong now, and what helped."""
        person = self.person
        person.key(Key.Key_F9)
        card = QApplication.activeModalWidget()
        assert isinstance(card, Activated)
        person.wait(card.chips.first().hasFocus)
        person.key(Key.Key_Space)
        type_into(card.body, THROAT)
        QTest.keyClick(card.before.line, Key.Key_7)
        for _ in range(2):
            QTest.keyClick(card, Key.Key_Return)
        QTest.keyClick(card.after.line, Key.Key_2)
        type_into(card.helped, HELPED)
        QTest.keyClick(card.helped, Key.Key_Return)
        back_at_the_window(person)
