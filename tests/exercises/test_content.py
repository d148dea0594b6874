"""What the exercise files say: short steps, plain words, and nothing that harms."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ifs_desktop import resources_path
from ifs_desktop.exercises import catalogue, run
from ifs_desktop.exercises.catalogue import LEVELS, VARIANTS, Exercise, Step
from ifs_desktop.exercises.kinds import choose, scale, words, write
from tests.exercises.flesch import reading_ease, syllables
from tests.exercises.flesch import words as words_of

FOLDER = Path(resources_path.path("exercises"))
FILES = sorted(FOLDER.glob("*.md"))
PLAIN = 70  # Flesch
LONGEST_STEP = 60  # words
KEPT_OUT = re.compile(
    r"\b(heal\w*|cur(e|es|ed|ing)|broken|toxic|failures?|should\w*|must\w*|just|overc[ao]me\w*"
    r"|g[eo]t(ting)? over|(ab)?normal\w*|irrational\w*|dramatic\w*|streaks?|missed|overdue|scor\w+"
    r"|progress|trauma memor\w+|repressed)\b",
    re.IGNORECASE,
)
DIGS = re.compile(r"how old were you|when (was|did) (that|it|this)|remember when", re.IGNORECASE)


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def exercise(request: pytest.FixtureRequest) -> Exercise:
    path: Path = request.param
    return catalogue.read_file(path)


def said(step: Step) -> list[str]:
    """Everything a step may show, piece by piece."""
    label = [step.revisit.label] if step.revisit else []
    return [step.heading, step.text, *step.variants.values(), *step.shape.shown(), *label]


def shown_at_once(step: Step) -> str:
    """The most a step shows at one time."""
    text = max((step.text, *step.variants.values()), key=lambda t: len(words_of(t)))
    label = [step.revisit.label] if step.revisit else []
    return "\n".join([step.heading, text, *step.shape.shown(), *label])


def test_there_are_exercises_and_none_is_faulty() -> None:
    found = catalogue.load(FOLDER)
    assert found.exercises
    assert found.faults == ()


def test_every_exercise_reads_easily(exercise: Exercise) -> None:
    front = [exercise.title, exercise.purpose, exercise.needs]
    text = "\n".join([*front, *(piece for step in exercise.steps for piece in said(step))])
    assert reading_ease(text) >= PLAIN


def test_every_step_is_short(exercise: Exercise) -> None:
    long = {s.key: len(words_of(shown_at_once(s))) for s in exercise.steps}
    assert {key: count for key, count in long.items() if count > LONGEST_STEP} == {}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_word_kept_out_is_said(path: Path) -> None:
    assert [match.group() for match in KEPT_OUT.finditer(path.read_text("utf-8"))] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nobody_is_asked_to_dig_for_a_memory(path: Path) -> None:
    assert DIGS.search(path.read_text("utf-8")) is None


def test_every_exercise_has_a_level_and_words_for_its_card(exercise: Exercise) -> None:
    assert exercise.level in LEVELS
    assert all((exercise.title, exercise.section, exercise.length, exercise.purpose))


def test_a_visual_prompt_has_a_body_and_a_words_variant(exercise: Exercise) -> None:
    visual = re.compile(r"\b(camera|picture|look around|you can see|imagine|image)\b", re.I)
    for step in exercise.steps:
        if visual.search(step.text):
            assert set(step.variants) == set(VARIANTS), step.key


def test_a_strong_alarm_offers_grounding_in_every_scale(exercise: Exercise) -> None:
    for step in exercise.steps:
        if isinstance(step.shape, scale.Shape):
            assert step.shape.ground_from == 8
            assert [at for at in range(11) if step.shape.offers_grounding(at)] == [8, 9, 10]
            assert len(set(step.shape.words)) == scale.POSITIONS


class TestThenOrNow:
    """The rule of this exercise: a true warning is never calmed."""

    @pytest.fixture
    def exercise(self) -> Exercise:
        return catalogue.read_file(FOLDER / "then-or-now.md")

    def test_it_is_amber(self, exercise: Exercise) -> None:
        assert exercise.level == "amber"

    def test_it_begins_with_the_alarm_and_then_asks_what_is_unsafe(
        self, exercise: Exercise
    ) -> None:
        assert run.start(exercise).way[:2] == ("alarm", "unsafe")

    @pytest.mark.parametrize("option", ["now", "both"])
    def test_danger_now_leads_to_help_and_the_closing_only(
        self, exercise: Exercise, option: str
    ) -> None:
        way = run.start(exercise).answered("unsafe", choose.Answer(option)).way
        assert way == ("alarm", "unsafe", "heed", "closing")
        heed = exercise.step("heed")
        assert isinstance(heed.shape, words.Shape)
        assert heed.shape.link == "help"
        assert "may be true" in heed.heading
        assert "Thank the part" in heed.text
        assert "trust" in heed.text

    @pytest.mark.parametrize("option", ["then", "unsure", ""])
    def test_then_and_not_knowing_go_on(self, exercise: Exercise, option: str) -> None:
        way = run.start(exercise).answered("unsafe", choose.Answer(option)).way
        assert way[2:4] == ("trigger", "sides")
        assert "heed" not in way

    def test_a_lower_alarm_is_not_praised_and_a_higher_one_is_met_kindly(
        self, exercise: Exercise
    ) -> None:
        shape = exercise.step("alarm_after").shape
        assert isinstance(shape, scale.Shape)
        praise = re.compile(r"\b(good|great|well done|better|success|worked|proud)\b", re.I)
        assert not praise.search(shape.note(9, 2))
        assert "nothing wrong" in shape.note(2, 9)

    def test_the_trigger_recalls_the_table_of_then_and_now(self, exercise: Exercise) -> None:
        shape = exercise.step("trigger").shape
        assert isinstance(shape, write.Shape)
        assert shape.recall == "sides"


@pytest.mark.parametrize(
    ("word", "count"),
    [("cat", 1), ("alarm", 2), ("like", 1), ("little", 2), ("noticeable", 4), ("the", 1)],
)
def test_syllables_are_counted_about_right(word: str, count: int) -> None:
    assert syllables(word) == count


def test_plain_text_reads_more_easily_than_heavy_text() -> None:
    heavy = "Organisational considerations necessitate comprehensive administrative evaluation."
    assert reading_ease("The cat sat on the mat.") > 100
    assert reading_ease(heavy) < 0
