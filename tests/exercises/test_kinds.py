"""Each kind of step keeps its answer as JSON, whole, and gives its words to the search index."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ifs_desktop.exercises.kinds import (
    KINDS,
    belief,
    choose,
    closing,
    container,
    dump,
    hand_over,
    impressions,
    pick_parts,
    pick_words,
    promise,
    protectors_in,
    reply,
    rest_place,
    scale,
    shares,
    sort,
    strength,
    timer,
    toward,
    two_sided,
    wait,
    write,
    write_each,
)
from ifs_desktop.exercises.steps import WIDGETS
from ifs_desktop.parts.edits import READING_LEVELS
from ifs_desktop.store.schema import IMPRESSION_KINDS

TEXTS = st.dictionaries(st.text(min_size=1), st.text().filter(str.strip), max_size=4)
SAID = st.text().filter(str.strip)
IDS = st.integers(1, 10**9)
HELD = st.one_of(
    st.tuples(st.none(), st.sampled_from(("", "me", "unknown"))),
    st.tuples(IDS, st.just("part")),
)
ANSWERS: dict[str, st.SearchStrategy[Any]] = {
    "belief": st.builds(
        lambda text, taken, held: belief.Answer(text, taken, *held), SAID, st.none() | IDS, HELD
    ),
    "strength": st.builds(
        strength.Answer, st.none() | st.integers(0, 20).map(lambda place: place * strength.STEP)
    ),
    "shares": st.builds(shares.Answer, st.dictionaries(st.sampled_from(shares.COLUMNS), SAID)),
    "fair": st.builds(write.Answer, st.text()),
    "belief_answer": st.builds(write_each.Answer, st.dictionaries(IDS, SAID, max_size=4)),
    "place": st.builds(
        rest_place.Answer,
        st.dictionaries(st.sampled_from(rest_place.TEXTS), SAID, min_size=1),
        st.none() | IDS,
    ),
    "protectors_in": st.builds(protectors_in.Answer, st.lists(IDS, unique=True).map(tuple)),
    "container": st.builds(container.Answer, st.text(), st.lists(IDS).map(tuple)),
    "scale": st.builds(scale.Answer, st.one_of(st.none(), st.integers(0, 10))),
    "choose": st.builds(choose.Answer, st.text()),
    "write": st.builds(write.Answer, st.text()),
    "write_each": st.builds(
        write_each.Answer,
        st.dictionaries(st.integers(1, 10**9), st.text().filter(str.strip), max_size=4),
    ),
    "two_sided": st.builds(two_sided.Answer, TEXTS),
    "pick_parts": st.builds(
        pick_parts.Answer, st.lists(st.integers(1, 10**9), unique=True).map(tuple)
    ),
    "closing": st.builds(closing.Answer, TEXTS),
    "impressions": st.builds(
        impressions.Answer,
        st.lists(
            st.builds(
                impressions.Noticed,
                st.integers(1, 99),
                st.text(),
                st.sampled_from((None, *IMPRESSION_KINDS)),
            ),
            max_size=4,
        ).map(tuple),
    ),
    "sort": st.builds(
        sort.Answer, st.dictionaries(st.integers(1, 99), st.integers(1, 10**9), max_size=4)
    ),
    "veil": st.builds(choose.Answer, st.text()),
    "toward": st.builds(
        toward.Answer,
        st.text(),
        st.sampled_from(("", *toward.WHO)),
        st.none() | st.integers(0, READING_LEVELS - 1),
    ),
    "letter": st.builds(write.Answer, st.text()),
    "reply": st.builds(reply.Answer, st.text(), st.booleans()),
    "promise": st.builds(
        promise.Answer, st.text(), st.none() | st.integers(1, 10**9), st.none() | st.dates()
    ),
    "pick_words": st.builds(
        pick_words.Answer, st.lists(st.text(), unique=True).map(tuple), st.text()
    ),
    "timer": st.one_of(
        st.just(timer.Answer()),
        st.builds(timer.Answer, st.integers(1, 60), st.integers(0, 3600)),
    ),
    "wait": st.one_of(
        st.just(wait.Answer()),
        st.builds(wait.Answer, st.sampled_from(wait.WHEN), st.one_of(st.none(), st.dates())),
    ),
    "hand_over": st.one_of(
        st.just(hand_over.Answer()),
        st.just(hand_over.Answer(True)),
        st.builds(
            hand_over.Answer,
            st.just(True),
            st.sampled_from(["dialogue", "map"]),
            st.integers(1, 10**9),
        ),
    ),
}


@given(data=st.data(), name=st.sampled_from(sorted(ANSWERS)))
def test_an_answer_comes_back_as_it_was_kept(data: st.DataObject, name: str) -> None:
    answer = data.draw(ANSWERS[name])
    assert KINDS[name].parse(dump(answer)) == answer


@pytest.mark.parametrize("name", sorted(KINDS))
def test_a_blank_answer_is_empty_and_has_no_words(name: str) -> None:
    blank = KINDS[name].blank
    assert blank.is_empty
    assert blank.words() == ""
    assert KINDS[name].parse(dump(blank)).is_empty


@pytest.mark.parametrize("name", sorted(ANSWERS))
@pytest.mark.parametrize("text", ["{", '{"a": 1}', "[true]", "[[]]", "1.5", "11", "-1", "true"])
def test_what_a_kind_did_not_write_is_refused(name: str, text: str) -> None:
    with pytest.raises(ValueError):
        KINDS[name].parse(text)


def test_typed_words_are_found_by_search_and_chosen_ones_are_not() -> None:
    assert write.Answer("a door").words() == "a door"
    assert two_sided.Answer({"like": "spring", "same": " ", "sure": "now"}).words() == "spring\nnow"
    assert write_each.Answer({3: "nine"}).words() == "nine"
    assert scale.Answer(4).words() == ""
    assert choose.Answer("then").words() == ""


def test_blank_text_is_no_answer() -> None:
    assert write.Answer(" \n").is_empty
    assert two_sided.Answer({"like": " "}).is_empty
    assert write_each.Answer({1: ""}).is_empty
    assert closing.Answer({"thanks": "\t"}).is_empty


def test_lowest_on_the_scale_is_an_answer() -> None:
    assert not scale.Answer(0).is_empty


def test_every_kind_has_a_widget_and_every_widget_a_kind() -> None:
    assert WIDGETS.keys() == KINDS.keys()


def test_facts_are_said_for_each_part_also_when_taken_back() -> None:
    shape = write_each.Shape("thinks_i_am", "part")
    said = write_each.said(shape, write_each.Answer({1: " nine ", 2: ""}))
    assert [(one.part, one.text, one.by) for one in said] == [(1, "nine", "part"), (2, "", "part")]
    assert write_each.said(write_each.Shape("", ""), write_each.Answer({1: "nine"})) == ()
