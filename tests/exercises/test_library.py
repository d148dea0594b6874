"""The library, the three taps before an exercise, the time it takes, and the times before."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from ifs_desktop.exercises import edits, queries
from ifs_desktop.exercises.cards import ExerciseCard
from ifs_desktop.exercises.catalogue import Catalogue, Exercise
from ifs_desktop.exercises.how_now import LONG
from ifs_desktop.exercises.kinds import scale
from ifs_desktop.exercises.page import ExercisesPage
from ifs_desktop.exercises.shelf import sections
from ifs_desktop.parts import edits as parts
from ifs_desktop.store import Ref, Store
from ifs_desktop.ui import ask
from ifs_desktop.ui.widgets import Chip, GrowingTextEdit
from tests.helpers import robot

SLUG = "then-or-now"


def words_on(widget: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def shown(page: ExercisesPage) -> list[str]:
    QApplication.processEvents()
    return [card.slug for card in page.shelf.findChildren(ExerciseCard) if card.isVisible()]


def use(page: ExercisesPage, *exercises: Exercise) -> None:
    page.catalogue = Catalogue(exercises, ())
    page.shelf.set_catalogue(page.catalogue)


@pytest.fixture
def asked(page: ExercisesPage) -> list[Ref]:
    """The places the page asked to be led to."""
    found: list[Ref] = []
    page.open_requested.connect(found.append)
    return found


# ---- the library


def test_sections_stand_in_their_order_and_cards_in_theirs(
    page: ExercisesPage, then_or_now: Exercise
) -> None:
    def made(slug: str, section: str, order: int) -> Exercise:
        return replace(then_or_now, slug=slug, title=slug, section=section, order=order)

    use(
        page,
        made("d", "Foundations", 1),
        made("z", "Of a therapist", 1),
        made("b", "After betrayal", 20),
        made("a", "After betrayal", 30),
        made("c", "Practices", 1),
    )
    assert sections(list(page.catalogue.exercises)) == [
        "After betrayal",
        "Practices",
        "Foundations",
        "Of a therapist",
    ]
    assert [card.slug for card in page.shelf._cards if isinstance(card, ExerciseCard)] == [
        *("b", "a", "c", "d", "z"),
    ]


def test_cards_are_of_one_width_however_many_stand_beside_each_other(
    page: ExercisesPage, then_or_now: Exercise
) -> None:
    use(
        page,
        *(replace(then_or_now, slug=slug, title=slug, section="Practices") for slug in "abc"),
        replace(then_or_now, slug="d", title="d", section="Foundations"),
    )
    for width in (1000, 700):  # three beside each other, and two
        page.resize(width, 760)
        for _ in range(3):  # a layout follows another
            QApplication.processEvents()
        cards = [card for card in page.shelf._cards if isinstance(card, ExerciseCard)]
        widths = {card.width() for card in cards}
        assert max(widths) - min(widths) <= 1
        assert max(widths) < 350


def test_a_card_says_level_length_and_rhythm_in_words(
    page: ExercisesPage, then_or_now: Exercise
) -> None:
    use(page, replace(then_or_now, rhythm="about once a week"))
    said = words_on(page.shelf)
    assert "about 10 minutes · about once a week" in said
    assert "for a day when you feel steady" in said


def test_what_speaks_to_hurt_parts_is_hidden_until_it_is_wanted(
    page: ExercisesPage, store: Store, then_or_now: Exercise
) -> None:
    use(page, then_or_now, replace(then_or_now, slug="red", title="Red", level="red"))
    assert shown(page) == [SLUG]
    with ask.answer(False):
        page.choose("red")  # also from elsewhere: a search, a link
    assert page.runner.run is None
    assert shown(page) == [SLUG]
    with ask.answer(True) as asked:
        robot.click(robot.button(page.shelf, "What they are, and show them"))
    assert asked == ["Exercises that speak to hurt parts"]
    assert set(shown(page)) == {SLUG, "red"}
    page.choose("red")
    assert "How is it right now?" in words_on(page.ready)
    page.show_shelf()
    robot.click(robot.button(page.shelf, "Put them aside again"))
    assert shown(page) == [SLUG]


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "For today, if you like"), (1, "Comes up on"), (-1, "Whenever"), (-400, "Whenever")],
)
def test_a_run_that_was_kept_for_a_day_is_never_late(
    page: ExercisesPage, store: Store, then_or_now: Exercise, days: int, words: str
) -> None:
    alarm = scale.Answer(4)
    run = edits.begin(store, exercise=then_or_now, key="alarm", answer=alarm, visit=1)
    today = datetime.now().astimezone().date()
    day = today + timedelta(days=days)
    edits.wait_until(store, exercise=then_or_now, run_id=run, day=day)
    page.show_shelf()
    assert words in words_on(page.shelf)
    assert words_on(page.shelf).index("To be continued") < words_on(page.shelf).index("After")


# ---- three taps


def test_three_taps_may_come_first_and_are_kept_nowhere(
    page: ExercisesPage, store: Store, asked: list[Ref]
) -> None:
    before = store.undo_label
    page.choose(SLUG)
    assert page.focusWidget() is robot.button(page.ready, "here in the room")
    assert "Good to know." not in words_on(page.ready)
    robot.click(robot.button(page.ready, "some noise"))
    assert "Grounding, something" not in words_on(page.ready)
    robot.click(robot.button(page.ready, "very loud"))
    assert "Grounding, something gentle or another day" in words_on(page.ready)
    robot.click(page.ready.ground)
    assert asked == [Ref("page", None, "ground")]
    assert robot.button(page.ready, "very loud").isChecked()  # still there afterwards
    robot.click(page.ready.begin)
    assert robot.here(page) == "alarm"
    assert store.undo_label == before


def test_not_today_and_something_gentle_are_answers(page: ExercisesPage) -> None:
    page.choose(SLUG)
    robot.click(page.ready.not_today)
    assert page.shelf.isVisible()
    page.choose(SLUG)
    robot.click(page.ready.gentle)
    link = robot.button(page.ready, "Back to the room")
    assert page.ready.isAncestorOf(page.focusWidget())
    robot.click(link)
    assert page.runner.run is not None
    assert page.runner.run.exercise.slug == "back-to-the-room"


def test_a_gentle_one_begins_at_once(page: ExercisesPage) -> None:
    page.choose("check-for-self")
    assert robot.here(page) == "signs"


# ---- a long while


def test_after_a_long_while_it_asks_softly_and_once(
    page: ExercisesPage, monkeypatch: pytest.MonkeyPatch, asked: list[Ref]
) -> None:
    page.begin(SLUG)
    how = page.runner.how
    robot.answer(page)
    assert how.isHidden()
    monkeypatch.setattr(QElapsedTimer, "elapsed", lambda _clock: LONG + 1)
    robot.go_on(page)
    assert not how.isHidden()
    assert page.runner.isAncestorOf(page.focusWidget())  # no dialog took the keyboard
    assert not how.isAncestorOf(page.focusWidget())
    robot.click(robot.button(how, "Ground me"))
    assert asked == [Ref("page", None, "ground")]
    robot.click(robot.button(how, "Fine, I go on"))
    page.runner.skip()
    assert how.isHidden()
    monkeypatch.undo()


# ---- the times before


def test_earlier_times_stand_beside_a_new_one_only_to_read(
    page: ExercisesPage, store: Store
) -> None:
    parts.add_part(store, name="Planner")
    for _ in range(2):
        robot.walk(page, SLUG)
    page.begin(SLUG)
    earlier = next(b for b in page.header.findChildren(QPushButton) if "before: " in b.text())
    day = datetime.now().astimezone().date()
    assert str(day.day) in earlier.text()
    assert page.beside.isHidden()
    page.toggle_earlier()
    assert "trigger 0" in words_on(page.beside)
    assert not page.beside.findChildren(GrowingTextEdit)
    assert page.beside.newer.isHidden()
    robot.click(page.beside.older)
    assert page.beside.older.isHidden()
    assert robot.here(page) == "alarm"
    robot.answer(page)
    robot.go_on(page)
    assert "trigger 0" in words_on(page.beside)  # stays while one goes on
    robot.click(robot.button(page.beside, "Close the earlier time"))
    assert page.beside.isHidden()
    assert len(queries.open_runs(store, page.catalogue)) == 1


def test_the_first_time_there_is_nothing_beside_it(page: ExercisesPage) -> None:
    page.begin(SLUG)
    page.toggle_earlier()
    assert page.beside.isHidden()
    buttons = [b.text() for b in page.header.findChildren(QPushButton) if not b.isHidden()]
    assert not [text for text in buttons if "before" in text]


def test_an_exercise_without_an_overview_is_listed_and_read(
    page: ExercisesPage, store: Store
) -> None:
    robot.walk(page, "back-to-the-room")
    (earlier,) = queries.earlier_runs(store, page.catalogue, 5)
    assert (earlier.about, earlier.before, earlier.after) == ("", "", "")
    page.show_shelf()
    assert "Back to the room" in words_on(page.shelf)
    page.open_run(earlier.id)
    assert "I am in this room" in words_on(page.reading)
    assert not page.reading.findChildren(Chip)
