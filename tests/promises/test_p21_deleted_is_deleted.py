"""P21: deleted is deleted. A word erased for good is on no page and in no index any more."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import inspect, select, text

from ifs_desktop import vault
from ifs_desktop.store import Ref, Store, purge, sample
from ifs_desktop.store.schema import (
    Agreement,
    Answer,
    AnswerPart,
    Area,
    Belief,
    BeliefVersion,
    BodyMark,
    CheckIn,
    Dialogue,
    Draft,
    Entry,
    Fact,
    Image,
    Impression,
    Letter,
    MapMoment,
    Material,
    Mediation,
    Member,
    Mention,
    Moment,
    Note,
    Opinion,
    OwnExercise,
    Part,
    PartsMap,
    Permission,
    Person,
    Placement,
    Prediction,
    Present,
    Promise,
    Reading,
    Relation,
    RestPlace,
    Row,
    Run,
    SmallStep,
    Tag,
    Tagged,
    Target,
    Template,
    TookIn,
    Trace,
    Turn,
    ViewState,
)
from ifs_desktop.store.search import find
from ifs_desktop.vault import Vault
from tests.conftest import PASSWORD
from tests.helpers.figures import Figures, Rounds
from tests.helpers.journal import dump, indexed
from tests.vault import pages

WORD = "quokkasaurus"
LONG = f"{WORD} " + "filler words of a long text " * 400 + WORD  # over several pages
# Each table with what a person's words may stand in.
Made = Callable[[str, int], Row]
MAKE: dict[str, Made] = {
    "part": lambda words, n: Part(name=words),
    "fact": lambda words, n: Fact(part_id=1, kind="job", text=words, source_kind=words),
    "map": lambda words, n: PartsMap(name=words),
    "relation": lambda words, n: Relation(
        source_id=1, target_id=2, kind="allied", forth=words, back=words
    ),
    "dialogue": lambda words, n: Dialogue(title=words),
    "turn": lambda words, n: Turn(dialogue_id=1, text=words, position=float(n)),
    "run": lambda words, n: Run(exercise=f"{words}{n}", step=words),
    "answer": lambda words, n: Answer(run_id=1, step=f"{words}{n}", value=words, text=words),
    "note": lambda words, n: Note(place=f"{words}{n}", text=words),
    "draft": lambda words, n: Draft(place=f"{words}{n}", text=words),
    "view_state": lambda words, n: ViewState(key=f"{words}{n}", value=json.dumps(words)),
}


def with_rows_around(store: Store, chance: random.Random) -> None:
    """A journal in use: what is erased stood among other things."""
    with store.edit("Begin", undoable=False) as session:
        session.add_all([Part(name="one"), Part(name="two"), Dialogue(title="three")])
        session.flush()
        session.add(Run(exercise="four", step="five"))
    with store.edit("Fill", undoable=False) as session:
        for number in range(60):
            for make in MAKE.values():
                session.add(make(f"word{number} " * chance.randrange(1, 40), number))


def where_it_stands(opened: Vault, store: Store, data_dir: Path) -> set[str]:
    """Where the word is found."""
    found = {name for name, held in pages.all_of(opened, data_dir).items() if traces(held)}
    if traces(pages.of_file(opened, opened.path)):
        found.add("file")
    if any(WORD in term for _, term, _ in indexed(opened.engine)):
        found.add("index")
    with store.read() as session:
        if find(session, WORD):
            found.add("search")
    return found


def traces(held: bytes) -> bool:
    """Any piece of the word that could not be there by chance; the index keeps words by halves."""
    return any(WORD[at : at + 7].encode() in held for at in range(len(WORD) - 6))


def merge_log(opened: Vault) -> None:
    """As SQLite does by itself from time to time, and at closing."""
    with opened.engine.connect() as connection:
        connection.commit()
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def test_a_word_erased_for_good_is_gone_from_every_page(
    opened: tuple[Store, Vault], data_dir: Path, rounds: Rounds, figures: Figures
) -> None:
    """P21: from the database, its log, the index, and the file, for words short and long."""
    store, vault_ = opened
    with_rows_around(store, random.Random(0))  # noqa: S311
    for number in range(rounds(1, 10)):
        for name, make in MAKE.items():
            where = f"{name} in round {number}"
            with store.edit("Write", undoable=False) as session:
                rows = [make(words, 900 + at) for at, words in enumerate((WORD, LONG))]
                session.add_all(rows)
                session.flush()
                ids = [row.id for row in rows]
            table = type(rows[0])
            vault_.publish()
            merge_log(vault_)
            found = where_it_stands(vault_, store, data_dir)
            assert {"database", "file"} <= found, where  # so it would be seen
            with store.edit("Erase for good", undoable=False, sweep=True) as session:
                for row in session.scalars(select(table).where(table.id.in_(ids))):
                    session.delete(row)
            vault_.publish()
            merge_log(vault_)
            assert where_it_stands(vault_, store, data_dir) == set(), where
            figures.note("P21", "words erased and looked for on every page", len(ids))
    figures.note("P21", "erased words found again", 0)


def test_a_word_written_over_is_gone_too(
    opened: tuple[Store, Vault], data_dir: Path, figures: Figures
) -> None:
    """P21: a draft grows by every keystroke kept, and ends as something else."""
    store, vault_ = opened
    with_rows_around(store, random.Random(21))  # noqa: S311
    for length in range(1, len(LONG), 97):
        store.keep_draft("dialogue:1", LONG[-length:])
    with store.edit("Write", undoable=False) as session:
        session.add(part := Part(name=f"name {WORD}"))
        session.flush()
        part_id = part.id
    vault_.publish()
    merge_log(vault_)
    assert where_it_stands(vault_, store, data_dir) >= {"database", "file", "index", "search"}
    store.keep_draft("dialogue:1", "")
    with store.edit("Reword", undoable=False) as session:
        session.get_one(Part, part_id).name = "another"
    with store.read() as session:
        assert not find(session, WORD), "the index holds it crossed out, until something is erased"
    purge.for_good(store, [Ref("part", 1)])
    vault_.publish()
    merge_log(vault_)
    assert where_it_stands(vault_, store, data_dir) == set()
    figures.note("P21", "words erased and looked for on every page", 2)


def test_the_journal_closed_right_after_holds_nothing(
    opened: tuple[Store, Vault], data_dir: Path, figures: Figures
) -> None:
    """P21: closing publishes the working copy itself, its free pages too."""
    store, vault_ = opened
    with_rows_around(store, random.Random(22))  # noqa: S311
    dek = bytes(vault_._dek)
    with store.edit("Write", undoable=False) as session:
        session.add(Note(place="help:contacts", text=LONG))
    store.keep_draft("dialogue:1", WORD)
    vault_.publish()
    with store.edit("Erase for good", undoable=False, sweep=True) as session:
        session.delete(session.scalars(select(Note).where(Note.place == "help:contacts")).one())
    store.keep_draft("dialogue:1", "")
    store.close()
    vault_.close()
    again = vault.unlock(vault_.path, PASSWORD, data_dir=data_dir)
    assert bytes(again._dek) == dek
    assert not traces(pages.of_file(again, again.path))
    again.close()
    figures.note("P21", "words erased and looked for on every page", 2)


# What each kind is made with: words on it, on what hangs on it, and on what leads to it.
def a_part(words: str) -> Iterator[Row]:
    yield (part := Part(name=words))
    part.facts = [Fact(kind="fear", text=words)]
    part.turns = [Turn(dialogue_id=1, text=words, position=900.0)]
    part.impressions = [Impression(text=words)]
    part.readings = [Reading(kind="toward", word=words)]
    part.outgoing = [Relation(target_id=1, kind="allied", forth=words)]
    part.permissions = [
        Permission(exile_id=1, answer="yes", condition=words, where_kind="run", where_id=1)
    ]
    part.body_marks = [BodyMark(x=0.5, y=0.5, text=words)]
    part.mentions = [Mention(entry_id=1, name=words)]


def a_dialogue(words: str) -> Iterator[Row]:
    yield (dialogue := Dialogue(title=words, unfinished=words))
    dialogue.turns = [Turn(text=f"{words} ![](image:{PICTURE})", position=1.0)]
    dialogue.targets = [Target(part_id=1, depth=0, noted=words)]
    dialogue.members = [Member(part_id=1, position=1)]
    dialogue.mediations = [
        Mediation(relation_id=1, left_id=1, right_id=2, conflict=words, agreements=[agreed(words)])
    ]


def an_entry(words: str) -> Iterator[Row]:
    yield (entry := Entry(title=words, text=f"{words} ![{words}](image:{PICTURE})"))
    yield (tag := Tag(name=words))
    tag.tagged = [one := Tagged()]
    entry.tagged = [one]
    entry.mentions = [Mention(part_id=1, name=words)]


def a_run(words: str) -> Iterator[Row]:
    yield (run := Run(exercise="then-or-now", step="age"))
    run.answers = [Answer(step="age", value=words, text=words, parts=[AnswerPart(part_id=1)])]


def a_relation(words: str) -> Iterator[Row]:
    yield (relation := Relation(source_id=1, target_id=2, kind="allied", forth=words))
    relation.mediations = [
        Mediation(dialogue_id=1, left_id=1, right_id=2, conflict=words, agreements=[agreed(words)])
    ]


def a_map(words: str) -> Iterator[Row]:
    legend = dict.fromkeys(("about", "size_means", "distance_means", "colour_means"), words)
    yield (parts_map := PartsMap(name=words, **legend))
    parts_map.placements = [placed := Placement(part_id=1, x=0.0, y=0.0)]
    placed.traces = [stood := Trace(x=0.0, y=0.0)]
    parts_map.traces = [stood, Trace(x=1.0, y=1.0)]
    parts_map.areas = [an_area(words)]
    parts_map.moments = [MapMoment(name=words)]
    like = dict.fromkeys(("sight", "sound", "touch", "smell", "words", "container"), words)
    parts_map.rest_places = [RestPlace(**like, material=[Material(text=words)])]


def a_person(words: str) -> Iterator[Row]:
    yield (person := Person(name=words, initials=words, who=words, how=words))
    person.moments = [
        Moment(kind="kindness", text=words, took_in=[TookIn(part_id=1, answer="yes")])
    ]
    person.opinions = [Opinion(part_id=1, text=words)]
    person.small_steps = [a_step(words)]


def a_step(words: str) -> SmallStep:
    expected = Prediction(part_id=1, text=words, stop_signal=words, outcome=words)
    return SmallStep(text=words, outcome=words, predictions=[expected])


def a_belief(words: str) -> Iterator[Row]:
    yield (belief := Belief(text=words, part_id=1))
    ledger = dict.fromkeys(("theirs", "mine", "unknown", "fair", "answer"), words)
    belief.versions = [BeliefVersion(strength=40, **ledger)]


def a_check_in(words: str) -> Iterator[Row]:
    said = dict.fromkeys(("body", "about", "helped", "text"), words)
    yield (row := CheckIn(kind="drill", before=7, **said))
    row.present = [Present(part_id=1, words=words)]


def agreed(words: str, **of: int) -> Agreement:
    return Agreement(text=words, review=words, **of)


def an_area(words: str, **of: int) -> Area:
    return Area(kind="note", text=words, x=0.0, y=0.0, width=90.0, height=60.0, **of)


PICTURE = 77
MAKE_WITH_ALL: dict[str, Callable[[str], Iterator[Row]]] = {
    "part": a_part,
    "dialogue": a_dialogue,
    "turn": lambda words: iter(
        [Turn(dialogue_id=1, text=f"{words} ![](image:{PICTURE})", position=9.0)]
    ),
    "entry": an_entry,
    "impression": lambda words: iter([Impression(text=words, kind="urge")]),
    "run": a_run,
    "fact": lambda words: iter([Fact(part_id=1, kind="job", text=words)]),
    "reading": lambda words: iter([Reading(part_id=1, kind="toward", word=words)]),
    "relation": a_relation,
    "agreement": lambda words: iter([agreed(words, mediation_id=1)]),
    "map": a_map,
    "placement": lambda words: iter([Placement(map_id=1, part_id=1, x=3.0, y=4.0)]),
    "person": a_person,
    "moment": lambda words: iter([Moment(kind="behaviour", text=words)]),
    "opinion": lambda words: iter([Opinion(person_id=1, part_id=1, text=words)]),
    "small_step": lambda words: iter([a_step(words)]),
    "letter": lambda words: iter([Letter(part_id=1, text=words, reply=words)]),
    "promise": lambda words: iter([Promise(kind="kindness", text=words, note=words)]),
    "belief": a_belief,
    "check_in": a_check_in,
    "material": lambda words: iter([Material(rest_place_id=1, text=words)]),
    "own_exercise": lambda words: iter([OwnExercise(slug=words, text=words)]),
    "area": lambda words: iter([an_area(words, map_id=1)]),
    "map_moment": lambda words: iter([MapMoment(map_id=1, name=words)]),
    "body_mark": lambda words: iter([BodyMark(part_id=1, x=0.5, y=0.5, text=words)]),
    "template": lambda words: iter([Template(name=words, text=f"{words} ![](image:{PICTURE})")]),
}


def test_what_is_erased_for_good_takes_along_all_that_led_to_it(
    opened: tuple[Store, Vault], data_dir: Path, figures: Figures
) -> None:
    """P21: by the verb of the trash: rows below it, drafts, views, tags and pictures too."""
    store, vault_ = opened
    sample.fill(store)
    before = dump(vault_.engine)
    with store.edit("Make") as session:
        data = f"{WORD} bytes of a picture ".encode() * 900
        session.add(Image(id=PICTURE, kind="png", width=1, height=1, data=data))
        made = {kind: list(make(WORD)) for kind, make in MAKE_WITH_ALL.items()}
        session.add_all(row for rows in made.values() for row in rows)
        session.flush()
        chosen = [Ref(kind, rows[0].id) for kind, rows in made.items()]
    for ref in chosen:
        store.keep_draft(f"{ref.kind}:{ref.id}:name", f"half {WORD}")
        store.set_state(f"{ref.kind}:{ref.id}:view", WORD)
        store.set_state(f"{ref.kind}:here", [ref.kind, ref.id, WORD])
    vault_.publish()
    assert {"log", "file"} <= where_it_stands(vault_, store, data_dir)  # so it would be seen
    for ref in chosen:
        assert dump(vault_.engine)["image"] != before["image"]  # it is still shown somewhere
        purge.for_good(store, [ref])
    vault_.publish()
    merge_log(vault_)
    assert where_it_stands(vault_, store, data_dir) == set()
    assert store.undo_label is None and store.redo_label is None
    assert dump(vault_.engine) == before  # and nothing else is gone
    figures.note("P21", "words erased and looked for on every page", len(chosen))


def test_what_can_be_put_away_can_be_erased_for_good() -> None:
    """P21: a new table with a trash has to be listed."""
    with_trash = {name for name, table in Row.metadata.tables.items() if "put_away" in table.c}
    assert with_trash == {*purge.KINDS} == {*MAKE_WITH_ALL}


def test_the_tables_that_hold_words_are_all_here() -> None:
    """P21: a new table with text is to be erased as well."""
    with_text = {
        name
        for name, table in Row.metadata.tables.items()
        if any(str(column.type) == "TEXT" and column.name not in CHOSEN for column in table.c)
    }
    hanging = {
        inspect(below).mapper.local_table.name
        for make in MAKE_WITH_ALL.values()
        for row in list(make(WORD))
        for below, *_ in inspect(row).mapper.cascade_iterator("save-update", inspect(row))
    }
    assert with_text <= {*MAKE, *MAKE_WITH_ALL, *hanging, "tag", "image"}


CHOSEN = {"colour", "created", "put_away", "said_at", "touched"}  # never a person's own words


def test_nothing_can_be_undone_into_being_again(opened: tuple[Store, Vault]) -> None:
    """P21: what undo remembers of the word goes with it."""
    store, _ = opened
    with store.edit("Add a part") as session:
        session.add(part := Part(name=WORD))
        session.flush()
        part_id = part.id
    with store.edit("Erase for good", undoable=False, sweep=True) as session:
        session.delete(session.get_one(Part, part_id))
    assert store.undo() is None
    assert store.redo() is None
    with store.read() as session:
        assert session.execute(text("SELECT count(*) FROM part")).scalar_one() == 0
