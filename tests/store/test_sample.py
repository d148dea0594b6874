"""The sample journal: as large as asked, the same each time, kind, and whole."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from sqlalchemy import func, select

from ifs_desktop import resources_path, vault
from ifs_desktop.exercises import catalogue, queries, run
from ifs_desktop.parts.names import clean_name
from ifs_desktop.store import Change, Store, sample, sample_core, sample_words
from ifs_desktop.store.sample_rows import EXERCISE
from ifs_desktop.store.schema import (
    FACT_SAYERS,
    RELATION_KINDS,
    ROLES,
    Dialogue,
    Draft,
    Entry,
    Fact,
    Member,
    Note,
    Part,
    PartsMap,
    Placement,
    Relation,
    Row,
    Run,
    Turn,
)
from ifs_desktop.vault import Vault
from tests.conftest import CHEAP, PASSWORD
from tests.helpers.journal import dangling, dump, indexed, indexed_anew

TODAY = datetime(2026, 11, 23, 17, 30, tzinfo=timezone(timedelta(hours=1)))
KEPT_OUT = re.compile(
    r"\b(heal\w*|cur(e|es|ed|ing)|broken|toxic|fail\w*|should|must|just|overc[oa]me|get over|"
    r"(ab)?normal\w*|(ir)?rational\w*|dramatic\w*|streak|missed|overdue|score|progress|trauma\w*|"
    r"repress\w*)\b",
    re.IGNORECASE,
)


def count(store: Store, table: type[Row]) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_the_hand_written_heart_is_there(store: Store) -> None:
    filled = sample.fill(store, today=TODAY)
    assert (count(store, Part), count(store, Turn), count(store, Run)) == (6, 68, 4)
    assert count(store, PartsMap) == 2  # its own, and that of the place to rest
    with store.read() as session:
        today = session.get_one(Dialogue, filled.dialogues[0])
        assert today.title == "Asking the Watchful One to step back"
        assert today.touched.date() == TODAY.date()
        names = set(session.scalars(select(Part.name)))
    assert {"The Watchful One", "Slam the Door", "Little One", "The Kind Voice"} <= names


@pytest.mark.parametrize(
    ("parts", "turns", "runs", "entries"),
    [(6, 68, 4, 6), (7, 69, 5, 7), (140, 700, 30, 120), (900, 0, 0, 0)],
)
def test_it_is_as_large_as_asked(
    opened: tuple[Store, Vault], parts: int, turns: int, runs: int, entries: int
) -> None:
    store, opened_vault = opened
    sample.fill(store, parts=parts, turns=turns, runs=runs, entries=entries, today=TODAY)
    assert count(store, Part) == max(6, parts)
    assert count(store, Turn) == max(68, turns)
    assert count(store, Run) == max(4, runs)
    assert count(store, Entry) == max(6, entries)
    assert dangling(opened_vault.engine) == []
    assert indexed(opened_vault.engine) == indexed_anew(opened_vault.engine)


def test_the_same_seed_gives_the_same_journal_and_another_one_another(
    opened: tuple[Store, Vault], tmp_path: Path
) -> None:
    store, first = opened
    sample.fill(store, parts=30, turns=300, runs=9, entries=40, seed=5, today=TODAY)
    expected = dump(first.engine)
    for seed, name in ((5, "same"), (6, "other")):
        made = vault.create(
            tmp_path / f"{name}.ifsjournal", PASSWORD, data_dir=tmp_path / name, kdf=CHEAP
        )
        sample.fill(
            Store.open(made), parts=30, turns=300, runs=9, entries=40, seed=seed, today=TODAY
        )
        assert (dump(made.engine) == expected) == (seed == 5)
        made.abandon()


def test_filling_tells_once_and_is_no_undo_step(store: Store) -> None:
    with store.edit("Add part") as session:
        session.add(Part(name="Before"))
    told: list[Change] = []
    store.subscribe(told.append)
    sample.fill(store)
    assert [change.label for change in told] == ["Sample journal"]
    assert {"part", "turn", "run", "placement"} <= told[0].tables
    assert store.undo_label is None


def test_a_journal_that_has_words_already_keeps_them(opened: tuple[Store, Vault]) -> None:
    store, opened_vault = opened
    with store.edit("Write") as session:
        session.add_all([Part(name="Mine"), Note(place=sample.CONTACTS, text="My own people")])
    store.keep_draft("dialogue:3", "My own words")
    sample.fill(store, parts=10, turns=80)
    sample.fill(store, parts=10, turns=80, seed=2)
    assert count(store, Part) == 21
    assert count(store, Turn) == 160
    with store.read() as session:
        assert session.scalars(select(Note.text)).all() == ["My own people"]
        assert (
            session.scalar(select(Draft.text).where(Draft.place == "dialogue:3")) == "My own words"
        )
    assert dangling(opened_vault.engine) == []


@pytest.mark.parametrize("clock", [(0, 0), (0, 5), (9, 15), (23, 59)])
def test_nothing_lies_in_the_future_and_one_dialogue_is_of_today(
    store: Store, clock: tuple[int, int]
) -> None:
    today = TODAY.replace(hour=clock[0], minute=clock[1])
    filled = sample.fill(store, parts=20, turns=200, runs=9, today=today)
    with store.read() as session:
        turns = session.scalars(select(Turn).order_by(Turn.dialogue_id, Turn.position)).all()
        first = [turn for turn in turns if turn.dialogue_id == filled.dialogues[0]]
        assert {turn.said_at.date() for turn in first} == {today.date()}
        assert all(turn.said_at <= today for turn in turns)
        for one, next_one in pairwise(turns):
            if one.dialogue_id == next_one.dialogue_id:
                assert one.said_at <= next_one.said_at
        for dialogue in session.scalars(select(Dialogue)):
            assert dialogue.created <= dialogue.touched <= today
        for walk in session.scalars(select(Run)):
            assert walk.ended is not None and walk.started < walk.ended <= today


def boxes(store: Store, map_id: int) -> dict[int, tuple[float, float, float, float]]:
    """What each part covers on a map: its glyph and two lines of words under it; 0 is Self."""
    with store.read() as session:
        rows = session.scalars(select(Placement).where(Placement.map_id == map_id)).all()
        places = {row.part_id: (row.x, row.y) for row in rows}
        shown = session.get_one(PartsMap, map_id)
        places[0] = (shown.self_x, shown.self_y)
    return {part: (x - 75, y - 38, x + 75, y + 78) for part, (x, y) in places.items()}


def test_parts_on_a_map_do_not_cover_each_other(store: Store) -> None:
    filled = sample.fill(store, parts=300, today=TODAY)
    for map_id, expected in zip(filled.maps, (7, 295), strict=True):
        covered = boxes(store, map_id)
        assert len(covered) == expected
        for one, other in combinations(covered.values(), 2):
            assert (
                one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            )
    for left, top, right, bottom in boxes(store, filled.maps[0]).values():
        assert left >= -470 and right <= 470 and top >= -300 and bottom <= 300


def test_words_are_ones_the_app_knows(store: Store) -> None:
    sample.fill(store, parts=200, turns=400, runs=20, today=TODAY)
    with store.read() as session:
        parts = session.scalars(select(Part)).all()
        assert {part.role for part in parts} == set(ROLES)
        assert len({part.name for part in parts}) == len(parts)
        assert all(clean_name(part.name) == part.name for part in parts)
        assert set(session.scalars(select(Relation.kind))) == set(RELATION_KINDS)
        assert set(session.scalars(select(Fact.said_by))) == set(FACT_SAYERS)
        assert any(not name.isascii() for name in session.scalars(select(Part.name)))
        pairs = session.execute(select(Relation.source_id, Relation.target_id)).all()
        assert all(source != target for source, target in pairs)
        assert len(pairs) == len(set(map(frozenset, pairs)))


def test_facts_lead_to_a_turn_or_a_run_that_is_there(store: Store) -> None:
    sample.fill(store, runs=12, today=TODAY)
    with store.read() as session:
        facts = session.scalars(select(Fact).where(Fact.source_kind.is_not(None))).all()
        assert {fact.source_kind for fact in facts} == {"turn", "run"}
        for fact in facts:
            table: type[Row] = Turn if fact.source_kind == "turn" else Run
            source = session.get_one(table, fact.source_id)
            if fact.said_by == "part" and isinstance(source, Turn):
                assert source.part_id == fact.part_id


def test_no_exile_is_made_to_speak(store: Store) -> None:
    sample.fill(store, parts=100, turns=900, runs=20, today=TODAY)
    with store.read() as session:
        exiles = set(session.scalars(select(Part.id).where(Part.role == "exile")))
        assert len(exiles) > 5
        assert not exiles & set(session.scalars(select(Turn.part_id)))
        assert not exiles & set(session.scalars(select(Member.part_id)))
        said = session.scalars(select(Fact).where(Fact.part_id.in_(exiles))).all()
        assert not [fact for fact in said if fact.said_by == "part"]
        for turn in session.scalars(select(Turn).where(Turn.part_id.is_not(None))):
            assert session.scalar(
                select(Member.id).where(
                    Member.dialogue_id == turn.dialogue_id, Member.part_id == turn.part_id
                )
            )


def test_turns_vary_and_have_the_weight_of_real_ones(store: Store) -> None:
    sample.fill(store, turns=4600, today=TODAY)
    with store.read() as session:
        made = list(session.scalars(select(Turn.text).where(Turn.id > 60)))
    sizes = [len(said.encode()) for said in made]
    assert 480 <= sum(sizes) / len(sizes) <= 620
    assert len(set(made)) > 0.9 * len(made)
    assert any("\n\n" in said for said in made) and any("**" in said for said in made)
    assert any(re.search("[\u0600-\u06ff]", said) for said in made)
    assert any(re.search("[\u4e00-\u9fff]", said) for said in made)
    assert not [said for said in made if "{" in said]


def test_every_run_is_one_the_exercise_itself_could_have_kept(store: Store) -> None:
    sample.fill(store, parts=40, turns=100, runs=40, today=TODAY)
    exercise = catalogue.read_file(Path(resources_path.path("exercises", f"{EXERCISE}.md")))
    with store.read() as session:
        ids = list(session.scalars(select(Run.id)))
    unsafe: set[str] = set()
    for run_id in ids:
        saved = queries.saved_run(store, run_id)
        assert saved is not None and saved.finished and saved.exercise == EXERCISE
        for key, kept in saved.answers.items():
            kind = exercise.step(key).kind
            answer = kind.parse(kept)
            assert not answer.is_empty
            assert sorted(saved.texts[key].split("\n")) == sorted(answer.words().split("\n"))
        walk = queries.opened_run(store, exercise, saved)
        assert set(saved.answers) <= set(walk.way)
        assert run.load(exercise, saved.step, saved.answers, walk.veiled).is_last
        for key in ("age", "today"):
            asked = set(walk.asked(key)) if key in walk.way else set()
            assert set(walk.answer(key).texts if key in saved.answers else ()) <= asked
        unsafe.add(walk.answer("unsafe").option)
    assert unsafe == {"then", "unsure", "both"}
    listed = queries.earlier_runs(store, catalogue.Catalogue((exercise,), ()), 50)
    assert len(listed) == 40
    assert queries.open_runs(store, catalogue.Catalogue((exercise,), ())) == ()
    again = queries.same_trigger(
        store, exercise, "trigger", "A phone lit up on the table, face down."
    )
    assert len(again) == 2


def test_every_word_is_kind() -> None:
    for source in (sample_core, sample_words):
        assert source.__file__ is not None
        words = Path(source.__file__).read_text(encoding="utf-8")
        assert KEPT_OUT.findall(re.sub(r'^""".*?"""', "", words, flags=re.DOTALL)) == []
