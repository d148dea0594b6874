"""Looking for things: what people type, and that the index finds what a patient reader would."""

from __future__ import annotations

import re
import time
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ifs_desktop.store import Store, fold, search
from ifs_desktop.store.query import KINDS, Query, parse
from ifs_desktop.store.schema import Answer as AnswerRow
from ifs_desktop.store.schema import (
    AnswerPart,
    Dialogue,
    Entry,
    Fact,
    Impression,
    Mention,
    Part,
    Row,
    Tag,
    Tagged,
    Turn,
)
from ifs_desktop.store.schema import Run as RunRow
from tests.helpers.figures import Rounds

BEGAN = datetime(2026, 3, 1, 9, 0, tzinfo=timezone(timedelta(hours=-5)))


def keep(store: Store, *rows: Row) -> None:
    with store.edit("Keep") as session:
        for row in rows:  # one by one: what points at another comes after it
            session.add(row)
            session.flush()


def found(store: Store, query: str, limit: int = 50) -> list[str]:
    with store.read() as session:
        return [f"{hit.table} {hit.id}" for hit in search.find(session, query, limit=limit)]


def day(number: int, hour: int = 12) -> datetime:
    return BEGAN.replace(day=number, hour=hour)


def test_what_is_typed_is_read_and_written_back() -> None:
    query = parse(
        'slam "the door" -"by force" kind:ent PART:"The Watchful" after:2026-3 tag:home x'
    )
    assert query == Query(
        query.phrases,
        'slam "the door" -"by force" x',
        ("entry",),
        ("The Watchful",),
        ("home",),
        "2026-03-01",
    )
    assert [(p.words, p.open_end, p.without) for p in query.phrases] == [
        (("slam",), True, False),
        (("the", "door"), False, False),
        (("by", "force"), False, True),
        (("x",), True, False),
    ]
    assert parse(query.text()) == query


@pytest.mark.parametrize("text", ["after:", "before:soon", "part:", "tag:", "kind:", "kind:entr"])
def test_a_filter_that_is_half_typed_leaves_nothing_out(text: str) -> None:
    query = parse(f"alder {text}")
    assert query.phrases[0].words == ("alder",)
    assert query.parts == query.tags == () and not query.after + query.before
    assert query.kinds == (("entry",) if text == "kind:entr" else ())


@given(st.text(st.sampled_from("ab\"*-: \0'()^守è") | st.characters(), max_size=24))
@example('kind:"')
@example('part:"" -"')
def test_any_text_is_a_query(text: str) -> None:
    query = parse(text)
    assert parse(query.text()).phrases == query.phrases
    assert query.pattern() is None or query.phrases


@pytest.fixture
def kept(store: Store) -> Store:
    """A few of everything, told apart by their days."""
    keep(
        store,
        Part(name="The Watchful One", created=day(1)),
        Part(name="Zoë", created=day(1)),
        Dialogue(title="Alder", created=day(2)),
        Turn(dialogue_id=1, part_id=1, text="alder turn", position=1.0, said_at=day(9)),
        Turn(dialogue_id=1, part_id=None, text="alder of Self", position=2.0, said_at=day(9, 13)),
        Entry(title="Alder", text="an entry", happened=day(5)),
        Entry(title="", text="alder again", happened=day(4)),
        Tag(name="Home at last"),
        Tagged(entry_id=1, tag_id=1),
        Mention(entry_id=1, part_id=1, name="Watchful"),
        Fact(part_id=1, kind="job", text="alder fact", said_at=day(6)),
        Fact(part_id=2, kind="job", text="alder fact", said_at=day(7)),
        Impression(text="alder felt", noticed=day(8), part_id=2),
        RunRow(exercise="x", step="y"),
        AnswerRow(run_id=1, step="y", value='"z"', text="alder answer", answered=day(3)),
        AnswerPart(answer_id=1, part_id=2),
    )
    return store


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (
            "alder",
            "turn 2, turn 1, impression 1, fact 2, fact 1, entry 1, entry 2, answer 1, dialogue 1",
        ),
        ("alder kind:turn kind:fact", "turn 2, turn 1, fact 2, fact 1"),
        ("alder part:watch", "turn 1, fact 1, entry 1"),
        ("part:zoe", "impression 1, fact 2, answer 1, part 2"),
        ('part:"one watchful" kind:entry', "entry 1"),
        ("part:nobody alder", ""),
        ("tag:last", "entry 1"),
        ("tag:absent", ""),
        ("alder after:2026-03-08", "turn 2, turn 1, impression 1"),
        ("alder after:2026-03-03 before:2026-03-05", "entry 2, answer 1"),
        ("alder before:2026-03", ""),
        ("-alder kind:entry", ""),
        ("-again kind:entry", "entry 1"),
        ("-alder", "part 2, part 1"),
        ('alder -"of self" kind:turn', "turn 1"),
        ('"alder turn"', "turn 1"),
        ('"alder tur"', ""),
        ('"alder tur"*', "turn 1"),
        ("kind:agreement alder", ""),
    ],
)
def test_filters_leave_what_they_say_and_the_newest_comes_first(
    kept: Store, query: str, expected: str
) -> None:
    assert ", ".join(found(kept, query)) == expected


def test_going_on_after_the_last_hit_finds_the_rest_once(kept: Store) -> None:
    with kept.read() as session:
        whole = search.find(session, "alder")
        first = search.find(session, "alder", limit=4)
        rest = search.find(session, "alder", beyond=first[-1].place)
    assert first + rest == whole


def test_a_row_whose_day_changes_moves_to_its_place(kept: Store) -> None:
    with kept.edit("Change the day") as session:
        session.get_one(Entry, 2).happened = day(20)
    assert found(kept, "again after:2026-03-20") == ["entry 2"]
    assert found(kept, "alder")[0] == "entry 2"
    kept.undo()
    assert found(kept, "again after:2026-03-20") == []
    assert found(kept, "again") == ["entry 2"]


def test_things_of_one_second_stand_beside_each_other(store: Store) -> None:
    moment = day(1)
    rows = [
        {"id": n, "title": "", "text": f"alder {n}", "happened": moment, "put_away": None}
        | {"written": moment, "touched": moment}
        for n in (1, 2, 3)
    ]
    keep(store, Part(name="alder", created=moment))
    store.load("Load", [(Entry, rows)])
    keep(store, Part(name="alder", created=moment))
    assert found(store, "alder") == ["part 2", "entry 3", "entry 2", "entry 1", "part 1"]


WORDS = ("Kettle", "kettles", "ket", "tram", "Éclair", "eclairs", "守夜", "夜の守", "ประตู", "a")
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
TYPED = (*WORDS, "kett", "ÉCL", "守", "夜の", "tr", "ตู")
PIECES = st.builds(
    lambda minus, words, quoted, star: (
        minus + (f'"{" ".join(words)}"{star}' if quoted else words[0])
    ),
    st.sampled_from(("", "", "", "-")),
    st.lists(st.sampled_from(TYPED), min_size=1, max_size=2),
    st.booleans(),
    st.sampled_from(("", "*")),
)


def reader_finds(text: str, query: str) -> bool:
    """A patient reader: each piece in turn, letter by letter, without the index."""

    def words(said: str) -> list[str]:
        spread = re.sub("([\u0e00-\u0eff\u3040-\u9fff])", r" \1 ", said.lower())
        return spread.replace("é", "e").split()

    had = words(text)
    for minus, quoted, star, bare in re.findall(r'(-?)(?:"([^"]*)"(\*?)|(\S+))', query):
        sought, open_end = words(quoted or bare), bool(star or bare)
        fits = any(
            had[at : at + len(sought) - 1] == sought[:-1]
            and (last == sought[-1] or (open_end and last.startswith(sought[-1])))
            for at in range(len(had) - len(sought) + 1)
            for last in [had[at + len(sought) - 1]]
        )
        if fits == bool(minus):
            return False
    return True


def test_the_index_finds_what_a_patient_reader_finds(store: Store, rounds: Rounds) -> None:
    kept: list[str] = []

    @settings(
        max_examples=rounds(120, 3000), suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(st.lists(TEXTS, max_size=2), st.lists(PIECES, min_size=1, max_size=3).map(" ".join))
    def look(texts: list[str], query: str) -> None:
        for text in texts:
            keep(store, Impression(text=text, noticed=day(1)))
            kept.append(text)
        expected = {n for n, text in enumerate(kept, 1) if reader_finds(text, query)}
        assert {int(hit.split()[1]) for hit in found(store, query, 10_000)} == expected
        for text in kept[-3:]:
            pattern = parse(query).pattern()
            marked = [text[a:b] for a, b in fold.spans(text, pattern)]
            assert bool(marked) or pattern is None or not reader_finds(text, query)

    look()


def test_any_number_of_words_can_be_left_out(kept: Store) -> None:
    without = " ".join(f"-word{n}" for n in range(1500))
    with kept.read() as session:
        everything = search.find(session, "kind:entry")
        assert everything and search.find(session, f"kind:entry {without}") == everything


def test_letters_piled_with_marks_hold_nothing_up() -> None:
    piled = "a" + "\u0301" * 13 + " "
    pattern = parse('"a a a a a a b"').pattern()
    began = time.perf_counter()
    assert fold.spans(piled * 9 + "c", pattern) == []
    assert time.perf_counter() - began < 1
    assert fold.spans(piled * 6 + "b", pattern) == [(0, 15 * 6 + 1)]


def test_every_kind_is_a_kind_of_row_in_the_index() -> None:
    tables = [table for kind in KINDS.values() for table in kind]
    assert sorted(tables) == sorted(table.__tablename__ for table in search.TABLES)


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("Don’t slam the door", "door don", ["Don", "door"]),
        ("ZOË, Zoe\u0301 and Zoey", "zoe", ["ZOË", "Zoe\u0301", "Zoey"]),
        ("ZOË, and Zoey", '"zoe"', ["ZOË"]),
        ("安静的守夜人", "守夜", ["守夜"]),
        ("ผู้เฝ้าประตูใจเย็น", "ประตู", ["ประตู"]),
        ("مُحَمَّد هنا", "محمد", ["مُحَمَّد"]),
        ("slam the\ndoor", '"the door" -slam', ["the\ndoor"]),
        ("ΉΛΙΟΣ", "ηλιο", ["ΉΛΙΟΣ"]),
    ],
)
def test_hits_are_marked_where_they_stand(text: str, query: str, marked: list[str]) -> None:
    assert [text[a:b] for a, b in fold.spans(text, parse(query).pattern())] == marked
