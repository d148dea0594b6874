"""Promises that every table keeps, walked over all of them, so that a new one keeps them too."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, ForeignKey, Integer, Table, Text, func, inspect, select, text
from sqlalchemy.orm import Mapper, RelationshipDirection

from ifs_desktop import vault
from ifs_desktop.store import Store, sample, search
from ifs_desktop.store.schema import UNDO_EXEMPT, Row, When
from tests.conftest import PASSWORD

MAPPERS: list[Mapper[Row]] = list(Row.registry.mappers)
TABLES: list[Table] = sorted(
    (Row.metadata.tables[mapper.class_.__tablename__] for mapper in MAPPERS),
    key=lambda table: table.name,
)
each_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)

NOT_IN_SAMPLE = {
    "view_state": "where a page was left belongs to the window, not to what a person wrote",
}
NOT_SEARCHED = {
    "draft": "it is on its page, waiting; the words are found once they are said",
    "tag": "search narrows by it",
}
# Text columns a program fills: names from a fixed list, JSON, colours, places of the app.
NOT_WORDS = {
    "answer": {"step", "value", "made"},  # the words of ``value`` stand in ``text``
    "draft": {"place"},
    "fact": {"kind", "said_by", "source_kind"},
    "note": {"place"},
    "dialogue": {"kind", "channel"},
    "turn": {"stage"},
    "target": {"stage", "state", "noted"},  # what is noted stands in facts and turns
    "permission": {"answer", "where_kind"},
    "mediation": {"stage", "state"},
    "agreement": {"review_on"},
    "reading": {"kind", "source_kind"},
    "mention": {"name"},  # it stands in its entry
    "image": {"kind"},
    "impression": {"kind"},
    "part": {"role", "colour", "emoji"},
    "relation": {"kind"},
    "run": {"exercise", "step", "state", "due_on", "waits_kind"},
    "moment": {"kind", "source_kind"},
    "took_in": {"answer"},
    "opinion": {"source_kind"},
    "small_step": {"planned_on", "state", "source_kind"},
    "prediction": {"permission", "fit"},
    "letter": {"source_kind"},
    "promise": {"kind", "due_on", "came", "source_kind"},
    "belief_version": {"source_kind"},
    "check_in": {"kind", "source_kind"},
    "own_exercise": {"slug"},  # the title stands in the text
    "map": {"kind"},
    "area": {"kind", "colour"},
    "body_mark": {"side"},
    "view_state": {"key", "value"},
}


@pytest.fixture(scope="module")
def engine(new_journal: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A journal that holds the sample; these tests only look at it."""
    folder = tmp_path_factory.mktemp("every table")
    path = Path(shutil.copy(new_journal, folder))
    opened = vault.unlock(path, PASSWORD, data_dir=folder / "data")
    store = Store.open(opened)
    sample.fill(store)
    yield opened.engine
    store.close()
    opened.abandon()


def test_every_table_is_mapped_once() -> None:
    assert {table.name for table in TABLES} == set(Row.metadata.tables)
    assert len(TABLES) == len({table.name for table in TABLES})


@each_table
def test_every_table_has_an_integer_id_of_its_own(table: Table) -> None:
    assert [column.name for column in table.primary_key] == ["id"]
    assert isinstance(table.c.id.type, Integer)


@each_table
def test_an_id_is_never_given_again(table: Table, engine: Engine) -> None:
    assert table.dialect_options["sqlite"]["autoincrement"] is True
    with engine.connect() as connection:
        found = connection.execute(
            text("SELECT sql FROM sqlite_schema WHERE name = :name"), {"name": table.name}
        )
        assert "AUTOINCREMENT" in str(found.scalar_one())


REFERENCES = sorted(
    ((table, key) for table in TABLES for key in table.foreign_keys),
    key=lambda pair: (pair[0].name, pair[1].parent.name),
)
each_reference = pytest.mark.parametrize(
    ("table", "key"),
    REFERENCES,
    ids=[f"{table.name}.{key.parent.name}" for table, key in REFERENCES],
)


@each_reference
def test_every_reference_is_found_through_an_index(
    table: Table, key: ForeignKey, engine: Engine
) -> None:
    with engine.connect() as connection:
        plan = connection.execute(
            text(f"EXPLAIN QUERY PLAN SELECT id FROM {table.name} WHERE {key.parent.name} = 1")
        ).all()
    assert any("SEARCH" in str(row[-1]) and "INDEX" in str(row[-1]) for row in plan), plan


@each_reference
def test_a_delete_cascades_in_the_orm_and_not_behind_its_back(
    table: Table, key: ForeignKey
) -> None:
    assert key.ondelete is None, "the database would delete rows that undo has not seen"
    parent = next(mapper for mapper in MAPPERS if mapper.local_table is key.column.table)
    found = [
        relation
        for relation in parent.relationships
        if relation.direction is RelationshipDirection.ONETOMANY
        and relation.remote_side == {key.parent}
    ]
    assert len(found) == 1
    assert found[0].cascade.delete and found[0].cascade.delete_orphan
    assert not found[0].passive_deletes


@each_table
def test_the_sample_journal_walks_every_table(table: Table, engine: Engine) -> None:
    with engine.connect() as connection:
        rows = connection.execute(select(func.count()).select_from(table)).scalar_one()
    assert bool(rows) != (table.name in NOT_IN_SAMPLE)


def test_every_table_with_words_is_searched_or_says_why_not() -> None:
    searched = {table.__tablename__ for table in search.TABLES}
    for table in TABLES:
        words = {
            column.name
            for column in table.columns
            if isinstance(column.type, Text) and not isinstance(column.type, When)
        } - NOT_WORDS.get(table.name, set())
        assert bool(words) == (table.name in searched or table.name in NOT_SEARCHED), table.name
    assert not searched & set(NOT_SEARCHED)
    assert set(search.WORDS) == searched


def test_the_numbers_of_the_search_index_are_for_ever() -> None:
    assert [table.__tablename__ for table in search.TABLES] == [
        "part",
        "fact",
        "turn",
        "dialogue",
        "answer",
        "map",
        "note",
        "relation",
        "entry",
        "impression",
        "permission",
        "mediation",
        "agreement",
        "reading",
        "template",
        "person",
        "moment",
        "opinion",
        "small_step",
        "prediction",
        "letter",
        "promise",
        "belief",
        "belief_version",
        "check_in",
        "present",
        "rest_place",
        "material",
        "own_exercise",
        "area",
        "map_moment",
        "body_mark",
    ]


def test_every_column_with_words_reaches_the_index() -> None:
    for table in search.TABLES:
        columns = inspect(table).columns
        row = {column.name: f"word{number}" for number, column in enumerate(columns)}
        words = {
            row[column.name]
            for column in columns
            if isinstance(column.type, Text)
            and not isinstance(column.type, When)
            and column.name not in NOT_WORDS.get(table.__tablename__, set())
        }
        assert set(search.WORDS[table.__tablename__](row).split()) == words


def test_the_lists_of_exceptions_name_real_tables() -> None:
    names = set(Row.metadata.tables)
    assert {*NOT_IN_SAMPLE, *NOT_SEARCHED, *NOT_WORDS, *UNDO_EXEMPT} <= names
    for name, columns in NOT_WORDS.items():
        assert columns <= set(Row.metadata.tables[name].columns.keys())


def test_a_table_that_is_put_away_says_when() -> None:
    for table in TABLES:
        if "put_away" in table.columns:
            assert isinstance(table.c.put_away.type, When)
            assert table.c.put_away.nullable
