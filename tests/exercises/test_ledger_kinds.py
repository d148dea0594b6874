"""The kinds of a belief and of a place to rest: their front matter, and how they are read again."""

from __future__ import annotations

from pathlib import Path

import pytest

from ifs_desktop.exercises import catalogue
from ifs_desktop.exercises.frontmatter import FaultyExercise
from ifs_desktop.exercises.kinds import belief, container, rest_place, shares, strength
from tests.exercises.conftest import FOLDER

WHOSE_ACT = (FOLDER / "whose-act.md").read_text("utf-8")
PLACE = (FOLDER / "place-to-rest.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "old", "new", "reason"),
    [
        (WHOSE_ACT, "    holders:\n      me: I hold it\n", "    holders:\n", "“me” is missing"),
        (
            WHOSE_ACT,
            "unknown: I don’t know",
            "unknown: I\n      who: x",
            "“who” means nothing here",
        ),
        (WHOSE_ACT, "      - half true\n", "", "words is a list of 5"),
        (WHOSE_ACT, "time: before", "time: soon", "time is “soon”, it can be before, after"),
        (WHOSE_ACT, "      unknown: Not known\n", "", "“unknown” is missing"),
        (WHOSE_ACT, "compare: strength", "compare: fair", "not a step of the kind strength"),
        (
            WHOSE_ACT,
            "kind: fair\n    about: belief",
            "kind: fair\n    about: shares",
            "not a step of the kind belief",
        ),
        (PLACE, "      sound: To hear\n", "", "“sound” is missing"),
        (PLACE, "    unnamed: A place to rest\n", "", "“unnamed” is missing"),
        (
            PLACE,
            "kind: container\n    about: place",
            "kind: container\n    about: who",
            "not a step of the kind place",
        ),
        (PLACE, "      material: What would you like to put in?\n", "", "“material” is missing"),
    ],
)
def test_a_fault_is_refused_with_its_reason(text: str, old: str, new: str, reason: str) -> None:
    assert text.count(old) >= 1
    with pytest.raises(FaultyExercise) as caught:
        catalogue.read(Path("own.md"), text.replace(old, new, 1))
    assert reason in caught.value.reason
    assert 1 < caught.value.line < 90


def test_a_place_on_the_line_has_the_nearest_of_its_words() -> None:
    shape = strength.Shape(("a", "b", "c", "d", "e"), "before", None, "", "", "")
    at = (0, 10, 15, 35, 40, 60, 65, 85, 90, 100)
    assert [shape.word(place) for place in at] == [*"aabbccddee"]
    assert shape.word(None) == "" and shape.note(10, 90) == ""
    assert [line.text for line in shape.lines(strength.Answer(65))] == ["d (65)"]


def test_answers_are_read_again_line_by_line() -> None:
    who = belief.Shape("mine", "not known")
    lines = who.lines(belief.Answer("Nobody stays", None, 7, "part"))
    assert [(line.text, line.part) for line in lines] == [("Nobody stays", None), ("", 7)]
    lines = who.lines(belief.Answer("Nobody stays", 3, None, "unknown"))
    assert [line.text for line in lines] == ["Nobody stays", "not known"]
    columns = shares.Shape((("theirs", "Theirs"), ("mine", "Mine"), ("unknown", "Not known")))
    lines = columns.lines(shares.Answer({"unknown": "why", "theirs": "the lie"}))
    assert [(line.label, line.text) for line in lines] == [
        ("Theirs", "the lie"),
        ("Not known", "why"),
    ]
    place = rest_place.Shape((("name", "Name"), ("sight", "To see")), "A place")
    lines = place.lines(rest_place.Answer({"sight": "grey water", "name": " "}, 4))
    assert [(line.label, line.text) for line in lines] == [("To see", "grey water")]
    box = container.Shape("What holds it", "What goes in")
    assert [line.text for line in box.lines(container.Answer("iron", (1,)))] == ["iron"]
    assert box.lines(container.Answer("", (1,))) == []


def test_only_typed_words_are_given_to_the_search() -> None:
    assert belief.Answer(" Nobody stays ", 3, 7, "part").words() == "Nobody stays"
    assert shares.Answer({"theirs": "a", "mine": " ", "unknown": "b"}).words() == "a\nb"
    assert rest_place.Answer({"name": "The cove", "words": "calm"}, 2).words() == "The cove\ncalm"
    assert container.Answer(" iron ", (1, 2)).words() == "iron"
    assert not belief.Answer("", None, 7, "part").is_empty  # who holds it waits for its words
