"""Parts, what is known of them and how they stand to each other, in a real journal."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ifs_desktop.parts import edits, queries
from ifs_desktop.parts.names import LONGEST_NAME, EmptyName, LongName, UnusableName, clean_name
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.schema import Part, Reading


def test_a_name_becomes_one_line_without_control_characters() -> None:
    assert clean_name("  The\tWatchful\n\x07One ") == "The Watchful One"
    assert clean_name("\u202eevil\u202c") == "evil"
    assert clean_name("👩\u200d👧 می\u200cنا") == "👩\u200d👧 می\u200cنا"


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u200b", "\u202e\u202c", "\x00"])
def test_an_empty_name_is_refused(text: str) -> None:
    with pytest.raises(EmptyName):
        clean_name(text)


def test_a_name_longer_than_two_hundred_characters_is_refused() -> None:
    assert clean_name("a" * LONGEST_NAME)
    with pytest.raises(LongName):
        clean_name("a" * (LONGEST_NAME + 1))


@settings(deadline=None)
@given(st.text())
def test_what_is_kept_as_a_name_stays_the_same_when_cleaned_again(text: str) -> None:
    try:
        name = clean_name(text)
    except UnusableName:
        return
    assert clean_name(name) == name
    name.encode("utf-8")


def test_a_part_is_found_by_any_piece_of_its_name(store: Store) -> None:
    one = edits.add_part(store, name="The Watchful One", role="manager")
    edits.add_part(store, name="Little One", role="exile")
    assert [card.id for card in queries.find_parts(store, "ONE watch")] == [one]
    assert [card.name for card in queries.find_parts(store)] == ["Little One", "The Watchful One"]


def test_a_part_put_away_leaves_the_lists_and_undo_brings_it_back(store: Store) -> None:
    one = edits.add_part(store, name="Little One", role="exile")
    edits.put_away_part(store, part_id=one)
    assert queries.find_parts(store) == ()
    assert queries.part(store, one) is None
    assert queries.cards(store, [one])[one].name == "Little One"
    store.undo()
    assert queries.part(store, one) is not None


def test_typing_in_a_field_rewrites_one_fact_and_is_one_undo_step(store: Store) -> None:
    one = edits.add_part(store, name="Slam")
    for text in ("Kee", "Keeps", "Keeps the door"):
        edits.state_fact(store, part_id=one, kind="job", text=text, visit=1)
    detail = queries.part(store, one)
    assert detail is not None
    assert [fact.text for fact in detail.facts] == ["Keeps the door"]
    store.undo()
    detail = queries.part(store, one)
    assert detail is not None
    assert detail.facts == ()


def test_two_visits_to_a_field_are_two_undo_steps(store: Store) -> None:
    one = edits.add_part(store, name="Slam")
    edits.state_fact(store, part_id=one, kind="job", text="first", visit=1)
    edits.state_fact(store, part_id=one, kind="job", text="second", visit=2)
    store.undo()
    detail = queries.part(store, one)
    assert detail is not None
    assert [fact.text for fact in detail.facts] == ["first"]


def test_facts_of_other_sayers_and_other_sources_are_not_rewritten(store: Store) -> None:
    one = edits.add_part(store, name="Slam")
    edits.state_fact(store, part_id=one, kind="job", text="mine")
    edits.state_fact(store, part_id=one, kind="job", text="its own", said_by="part")
    edits.state_fact(store, part_id=one, kind="job", text="learnt", source=Ref("run", 3))
    detail = queries.part(store, one)
    assert detail is not None
    assert {(f.text, f.said_by, f.source) for f in detail.facts} == {
        ("mine", "me", None),
        ("its own", "part", None),
        ("learnt", "me", Ref("run", 3)),
    }


def test_emptying_a_field_puts_the_fact_away(store: Store) -> None:
    one = edits.add_part(store, name="Slam")
    edits.state_fact(store, part_id=one, kind="job", text="mine")
    assert edits.state_fact(store, part_id=one, kind="job", text="  ") is None
    detail = queries.part(store, one)
    assert detail is not None
    assert detail.facts == ()


def test_who_said_a_fact_can_be_changed(store: Store) -> None:
    one = edits.add_part(store, name="Slam")
    fact = edits.state_fact(store, part_id=one, kind="fear", text="the door opens")
    assert fact is not None
    edits.set_sayer(store, fact_id=fact, said_by="guess")
    detail = queries.part(store, one)
    assert detail is not None
    assert detail.facts[0].said_by == "guess"


def test_a_link_is_kept_once_and_a_mutual_one_in_either_direction(store: Store) -> None:
    a, b = (edits.add_part(store, name=name) for name in ("A", "B"))
    allied = edits.relate(store, source_id=a, target_id=b, kind="allied")
    assert edits.relate(store, source_id=b, target_id=a, kind="allied") == allied
    guards = edits.relate(store, source_id=a, target_id=b, kind="protects")
    assert edits.relate(store, source_id=b, target_id=a, kind="protects") != guards


def test_a_part_cannot_be_linked_to_itself(store: Store) -> None:
    a = edits.add_part(store, name="A")
    with pytest.raises(edits.SamePart):
        edits.relate(store, source_id=a, target_id=a, kind="allied")


def test_a_link_is_changed_turned_round_and_put_away(store: Store) -> None:
    a, b = (edits.add_part(store, name=name) for name in ("A", "B"))
    link = edits.relate(store, source_id=a, target_id=b, kind="allied")
    assert edits.change_relation(store, relation_id=link, kind="drives") == link
    assert edits.reverse_relation(store, relation_id=link) == link
    found = queries.relation(store, link)
    assert found is not None
    assert (found.kind, found.source.id, found.target.id) == ("drives", b, a)
    edits.put_away_relation(store, relation_id=link)
    assert queries.relation(store, link) is None
    store.undo()
    assert queries.relation(store, link) is not None


def test_changing_a_link_into_one_that_is_there_keeps_the_one_that_is_there(store: Store) -> None:
    a, b = (edits.add_part(store, name=name) for name in ("A", "B"))
    allied = edits.relate(store, source_id=a, target_id=b, kind="allied")
    other = edits.relate(store, source_id=b, target_id=a, kind="unknown")
    assert edits.change_relation(store, relation_id=other, kind="allied") == allied
    assert queries.relation(store, other) is None


def test_links_of_a_part_put_away_are_not_shown(store: Store) -> None:
    a, b = (edits.add_part(store, name=name) for name in ("A", "B"))
    edits.relate(store, source_id=a, target_id=b, kind="protects")
    edits.put_away_part(store, part_id=b)
    detail = queries.part(store, a)
    assert detail is not None
    assert detail.relations == ()


@pytest.mark.parametrize(
    "call",
    [
        lambda store, part: edits.add_part(store, name="x", role="boss"),
        lambda store, part: edits.set_role(store, part_id=part, role="boss"),
        lambda store, part: edits.state_fact(
            store, part_id=part, kind="job", text="x", said_by="he"
        ),
        lambda store, part: edits.relate(store, source_id=part, target_id=99, kind="hates"),
    ],
)
def test_unknown_roles_sayers_and_kinds_are_refused(store: Store, call: object) -> None:
    part = edits.add_part(store, name="A")
    with pytest.raises(ValueError, match="is no"):
        call(store, part)  # type: ignore[operator]


def test_a_reading_is_kept_in_words_and_one_without_a_word_is_refused(store: Store) -> None:
    one = edits.add_part(store, name="Slam")
    run = Ref("run", 3)
    kept = edits.add_reading(store, part_id=one, kind="toward", word=" wary\n", level=2, source=run)
    edits.add_reading(store, part_id=one, kind="trust", word="a little")
    with store.read() as session:
        row = session.get_one(Reading, kept)
        assert (row.word, row.level, row.source_kind, row.source_id) == ("wary", 2, "run", 3)
    with pytest.raises(edits.NoWord):
        edits.add_reading(store, part_id=one, kind="toward", word=" \n ")
    for kind, level in (("mood", 1), ("from", 5), ("from", -1)):
        with pytest.raises(ValueError, match="no "):
            edits.add_reading(store, part_id=one, kind=kind, word="a", level=level)
    edits.put_away_reading(store, reading_id=kept)
    with store.read() as session:
        assert session.get_one(Reading, kept).put_away is not None


def test_a_part_wears_a_colour_and_rests_until_it_is_woken(store: Store) -> None:
    one = edits.add_part(store, name="Slam")
    with pytest.raises(ValueError, match="no colour"):
        edits.set_colour(store, part_id=one, colour="#12; }")
    edits.set_colour(store, part_id=one, colour="#4d7c57")
    edits.let_rest(store, part_id=one)
    with store.read() as session:
        row = session.get_one(Part, one)
        assert row.colour == "#4d7c57"
        assert row.resting is not None
    edits.wake(store, part_id=one)
    edits.set_colour(store, part_id=one, colour=None)
    with store.read() as session:
        row = session.get_one(Part, one)
        assert (row.colour, row.resting) == (None, None)


def test_facts_of_one_kind_stand_beside_each_other_and_are_reworded_one_by_one(
    store: Store,
) -> None:
    one = edits.add_part(store, name="Slam")
    first = edits.add_fact(store, part_id=one, kind="fear", text=" that it ends ", said_by="part")
    second = edits.add_fact(store, part_id=one, kind="fear", text="quiet", source=Ref("turn", 4))
    assert first is not None and second is not None
    assert edits.add_fact(store, part_id=one, kind="fear", text="  ") is None
    edits.reword_fact(store, fact_id=second, text="the quiet")
    detail = queries.part(store, one)
    assert detail is not None
    assert [(f.text, f.said_by, f.source) for f in detail.facts] == [
        ("the quiet", "me", Ref("turn", 4)),
        ("that it ends", "part", None),
    ]
    edits.reword_fact(store, fact_id=first, text=" ")
    detail = queries.part(store, one)
    assert detail is not None and [f.id for f in detail.facts] == [second]
