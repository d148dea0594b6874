"""Erasing for good: what goes, what stays, and what then no longer leads anywhere."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from ifs_desktop.dialogue import edits as dialogues
from ifs_desktop.parts import edits as parts
from ifs_desktop.parts import permissions
from ifs_desktop.store import Ref, Store, purge, sample
from ifs_desktop.store.schema import (
    Dialogue,
    Draft,
    Fact,
    Mediation,
    Member,
    Part,
    Permission,
    Reading,
    Relation,
    Turn,
)


@pytest.fixture
def filled(store: Store) -> Store:
    """The sample journal."""
    sample.fill(store)
    return store


def test_what_was_said_in_a_mediation_outlives_its_link(filled: Store) -> None:
    with filled.read() as session:
        mediation = session.scalars(select(Mediation)).one()
        relation, dialogue = mediation.relation_id, mediation.dialogue_id
        said = session.scalars(select(Turn.text).where(Turn.dialogue_id == dialogue)).all()
    purge.for_good(filled, [Ref("relation", relation)])
    with filled.read() as session:
        assert session.get(Relation, relation) is None
        assert not session.scalars(select(Mediation)).all()
        assert session.get_one(Dialogue, dialogue).kind == "dialogue"
        assert session.scalars(select(Turn.text).where(Turn.dialogue_id == dialogue)).all() == said


def test_with_a_part_goes_what_it_said_and_the_others_are_heard_on(filled: Store) -> None:
    with filled.read() as session:
        part = session.scalars(select(Turn.part_id).where(Turn.part_id.is_not(None))).first()
        others = session.scalars(select(Turn.id).where(Turn.part_id.is_distinct_from(part))).all()
        dialogues = session.scalars(select(Dialogue.id)).all()
    purge.for_good(filled, [Ref("profile", part)])
    with filled.read() as session:
        assert session.get(Part, part) is None
        assert session.scalars(select(Turn.id)).all() == others
        assert session.scalars(select(Dialogue.id)).all() == dialogues
        assert not session.scalars(select(Member).where(Member.part_id == part)).all()


def test_what_came_from_an_erased_place_stays_and_leads_nowhere(filled: Store) -> None:
    with filled.edit("Begin", undoable=False) as session:
        dialogue = Dialogue(title="gone", turns=[Turn(text="I guard", position=1.0)])
        session.add(dialogue)
        session.flush()
        turn = dialogue.turns[0].id
        fact = Fact(part_id=1, kind="job", text="Guards", source_kind="turn", source_id=turn)
        felt = Reading(
            part_id=1, kind="toward", word="curious", source_kind="dialogue", source_id=dialogue.id
        )
        answer = Permission(
            exile_id=1, answer="nobody", where_kind="dialogue", where_id=dialogue.id
        )
        session.add_all([fact, felt, answer])
    before = sources(filled)
    purge.for_good(filled, [Ref("dialogue", dialogue.id), Ref("dialogue", 9_999)])
    with filled.read() as session:
        kept = session.get_one(Fact, fact.id)
        assert (kept.text, kept.source_kind, kept.source_id) == ("Guards", None, None)
        assert session.get_one(Reading, felt.id).source_kind is None
        assert session.get_one(Permission, answer.id).where_kind == purge.ERASED
    assert {*sources(filled).items()} ^ {*before.items()} == {
        (("fact", fact.id), ("turn", turn)),
        (("fact", fact.id), (None, None)),
        (("reading", felt.id), ("dialogue", dialogue.id)),
        (("reading", felt.id), (None, None)),
    }


def test_half_written_words_go_by_what_they_were_written_of(filled: Store) -> None:
    with filled.read() as session:
        mediation = session.scalars(select(Mediation)).one()
        others = session.scalars(select(Part.id).where(Part.role != "exile")).all()
    assert mediation.id != mediation.dialogue_id, "or this says nothing"
    gone, stays = mediation.dialogue_id, mediation.id  # both are numbers of dialogues
    exile, guard = others[0], others[-1]
    kept = {
        *(f"mediation:{stays}:want:left", "mediation:new:conflict"),
        *(f"gate:{exile}:{exile}:condition", f"guide:{guard}:{exile}:word"),
    }
    lost = {
        *(f"mediation:{gone}:want:left", f"gate:{exile}:{guard}:condition", f"gate:{guard}:name"),
        f"guide:{gone}0:{guard}:word",
    }
    for place in (*kept, *lost):
        filled.keep_draft(place, "half")
    with filled.edit("Feel", undoable=False) as session:
        told = Reading(part_id=exile, kind="toward", word="calm")
        told.source_kind, told.source_id = "mediation", stays
        session.add(told)
    purge.for_good(filled, [Ref("relation", mediation.relation_id), Ref("part", guard)])
    with filled.read() as session:
        left = {*session.scalars(select(Draft.place))}
        assert session.get_one(Reading, told.id).source_id == stays
    assert kept <= left and not lost & left


def test_erasing_who_said_not_now_opens_no_gate(store: Store) -> None:
    guard = parts.add_part(store, name="Guard", role="manager")
    exile = parts.add_part(store, name="Little One", role="exile")
    here = Ref("dialogue", dialogues.start_dialogue(store, title="Here", part_ids=[guard]))
    for protector, said in ((None, "nobody"), (guard, "not_now")):
        permissions.record_answer(
            store, exile_id=exile, protector_id=protector, answer=said, where=here
        )
    purge.for_good(store, [Ref("part", guard)])
    assert not permissions.may_approach(store, exile, here).open


def sources(store: Store) -> dict[tuple[str, int], tuple[str | None, int | None]]:
    """Where each fact and reading says that it comes from."""
    with store.read() as session:
        rows = [*session.scalars(select(Fact)), *session.scalars(select(Reading))]
        return {(row.__tablename__, row.id): (row.source_kind, row.source_id) for row in rows}


def test_half_written_words_of_other_places_stay(filled: Store) -> None:
    with filled.edit("Begin", undoable=False) as session:
        session.add_all(dialogues := [Dialogue(title="one"), Dialogue(title="two")])
    one, two = (row.id for row in dialogues)
    kept = (f"dialogue:{two}", f"turn:{one}", f"dialogue:{one}0", "dialogue:new", "help:contacts")
    for place in (f"dialogue:{one}", f"dialogue:{one}:title", *kept):
        filled.keep_draft(place, "half")
    filled.set_state("dialogue:open", one)
    filled.set_state("map:current", one)
    purge.for_good(filled, [Ref("dialogue", one)])
    with filled.read() as session:
        left = {*session.scalars(select(Draft.place))}
    assert {*kept} <= left and not {f"dialogue:{one}", f"dialogue:{one}:title"} & left
    assert filled.state("dialogue:open") is None
    assert filled.state("map:current") == one
