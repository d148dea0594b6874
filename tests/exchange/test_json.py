"""Everything out as one JSON file, and in again: equal, never twice, and never half."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from ifs_desktop import vault
from ifs_desktop.dialogue import edits as dialogues
from ifs_desktop.exchange import edits, json_file, queries, values
from ifs_desktop.exchange.errors import (
    ChangedMeanwhile,
    DamagedExport,
    ImportRefused,
    NewerExport,
    NotAnExport,
    TooLarge,
)
from ifs_desktop.parts import edits as parts
from ifs_desktop.parts import permissions
from ifs_desktop.store import Change, Ref, Store, sample
from ifs_desktop.store.images import Encoded
from ifs_desktop.store.schema import (
    Answer,
    Dialogue,
    Entry,
    Fact,
    Image,
    Mediation,
    Note,
    Part,
    Reading,
    Turn,
)
from ifs_desktop.vault import Halt, Halted, Vault
from ifs_desktop.vault.errors import FolderMissing, UnreadableFile
from tests.conftest import CHEAP, PASSWORD
from tests.helpers.journal import dangling, dump, indexed, indexed_anew
from tests.tools.source import ROOT

TODAY = datetime(2026, 11, 23, 17, 30, tzinfo=timezone(timedelta(hours=-3, minutes=-30)))
Opened = tuple[Store, Vault]


def nothing(_done: float) -> None: ...


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Opened]:
    """A second, empty journal."""
    path, data_dir = tmp_path / "other.ifsjournal", tmp_path / "other data"
    made = vault.create(path, PASSWORD, data_dir=data_dir, kdf=CHEAP)
    store = Store.open(made)
    yield store, made
    store.close()
    made.abandon()


def empty(store: Store) -> bool:
    """Whether nothing is in the journal yet."""
    with queries.snapshot(store) as taken:
        return taken.count() == 0


def exported(store: Store, path: Path) -> Path:
    json_file.write(store, path, nothing, Halt())
    return path


def plan(store: Store, path: Path) -> edits.Plan:
    return edits.plan(store, json_file.open_parcel(path, nothing, Halt()), Halt())


def brought_in(store: Store, path: Path) -> int:
    """How many rows were new."""
    made = plan(store, path)
    for _ in edits.bring_in(store, made):
        pass
    return made.size


def contents(store: Store, path: Path) -> Any:
    return json.loads(exported(store, path).read_text("utf-8"))


def sources(session: Session) -> set[tuple[str, str]]:
    """Each fact with the turn it came from."""
    found = session.execute(
        select(Fact.text, Turn.text)
        .join(Turn, Turn.id == Fact.source_id)
        .where(Fact.source_kind == "turn")
    )
    return {(fact, turn) for fact, turn in found}


def test_it_comes_back_as_an_equal_journal(opened: Opened, other: Opened, tmp_path: Path) -> None:
    store, made = opened
    sample.fill(store, parts=20, turns=200, runs=9, today=TODAY)
    with store.edit("More") as session:
        part = session.get_one(Part, 1)
        part.put_away = part.resting = TODAY
        session.add(Part(name="Шёпот 影 🕊️", colour="#7a5cc0", created=TODAY))
        session.get_one(Turn, 3).text = 'Line\u2028 <b>&</b> \\" ﬁ ‮'
    path = exported(store, tmp_path / "all.json")
    assert path.stat().st_mode & 0o777 == 0o600
    told: list[Change] = []
    other[0].subscribe(told.append)
    assert brought_in(other[0], path) == sum(map(len, dump(made.engine).values()))
    assert dump(other[1].engine) == dump(made.engine)
    assert indexed(other[1].engine) == indexed_anew(other[1].engine)
    assert [change.label for change in told] == ["Bring an export in"]
    assert not list(tmp_path.glob("*.tmp*"))


def test_what_is_there_already_is_not_added_again_and_stays_as_it_is(
    opened: Opened, tmp_path: Path
) -> None:
    store, made = opened
    sample.fill(store, today=TODAY)
    path = exported(store, tmp_path / "all.json")
    parts.rename_part(store, part_id=1, name="Another name")
    with store.edit("Edit") as session:
        session.get_one(Turn, 2).text = "Other words"
    before = dump(made.engine)
    assert brought_in(store, path) == 0
    assert dump(made.engine) == before
    assert store.undo_label == "Edit", "nothing was added, so nothing is forgotten"


def test_into_another_journal_everything_that_points_follows(
    opened: Opened, other: Opened, tmp_path: Path
) -> None:
    sample.fill(opened[0], today=TODAY)
    portrait = Encoded("png", 1, 1, b"\x89PNG\r\n\x1a\n of its own")
    parts.set_portrait(opened[0], part_id=1, image=portrait)
    own = parts.add_part(other[0], name="My own")
    sample.fill(other[0], seed=3, today=TODAY - timedelta(days=400))
    with other[0].edit("Write") as session:
        session.scalars(select(Note)).one().text = "My own people"
    with opened[0].read() as session:
        sources_before = sources(session)
    path = exported(opened[0], tmp_path / "all.json")
    new = brought_in(other[0], path)
    assert new > 100
    assert brought_in(other[0], path) == 0
    assert dangling(other[1].engine) == []
    assert indexed(other[1].engine) == indexed_anew(other[1].engine)
    with other[0].read() as session:
        assert session.get_one(Part, own).name == "My own"
        (looks,) = session.scalars(select(Part.portrait).where(Part.portrait.is_not(None)))
        assert session.get_one(Image, looks).data == portrait.data
        assert session.scalars(select(Note.text)).all() == ["My own people"]
        images = set(session.scalars(select(Image.id)))
        texts = session.scalars(select(Entry.text).where(Entry.text.contains("image:"))).all()
        shown = {int(found) for text in texts for found in re.findall(r"image:(\d+)", text)}
        assert len(shown) == 2 and shown <= images
        assert sources(session) == sources_before
        named = session.scalars(select(Part).where(Part.name == "The Watchful One")).all()
        assert len(named) == 2
        later = max(one.id for one in named)
        who = [
            json.loads(value)
            for value in session.scalars(select(Answer.value).where(Answer.step == "who"))
        ]
        ages = [
            json.loads(value)
            for value in session.scalars(select(Answer.value).where(Answer.step == "age"))
        ]
        assert any(later in one for one in who) and any(str(later) in one for one in ages)


def test_an_export_opens_no_gate(opened: Opened, other: Opened, tmp_path: Path) -> None:
    """Answers of another copy: older ones, and ones of places that are not in the file."""
    store = opened[0]
    guard = parts.add_part(store, name="Guard", role="manager")
    exile = parts.add_part(store, name="Little One", role="exile")
    parts.relate(store, source_id=guard, target_id=exile, kind="protects")
    talk = dialogues.start_dialogue(store, title="Here", part_ids=[guard])
    here = Ref("dialogue", talk)

    def say(answer: str) -> None:
        permissions.record_answer(
            store, exile_id=exile, protector_id=guard, answer=answer, where=here
        )

    say("yes")
    yes = exported(store, tmp_path / "yes.json")
    store.undo()
    say("not_now")
    assert brought_in(store, yes) == 1
    assert not permissions.may_approach(store, exile, here).open
    (last, first) = permissions.ledger(store, exile)
    assert (last.answer, first.answer) == ("not_now", "yes"), "both are kept"
    say("yes")
    assert permissions.may_approach(store, exile, here).open

    found = json.loads(yes.read_text("utf-8"))
    found["tables"]["permission"][0].update(where_id=talk + 1, said_at=TODAY.isoformat())
    yes.write_text(json.dumps(found), "utf-8")
    for journal in (store, other[0]):
        brought_in(journal, yes)
        later = dialogues.start_dialogue(journal, title="There", part_ids=[])
        assert later == talk + 1
        assert not permissions.may_approach(journal, exile, Ref("dialogue", later)).open


def test_what_was_felt_in_a_mediation_leads_to_its_dialogue(
    opened: Opened, other: Opened, tmp_path: Path
) -> None:
    sample.fill(opened[0], today=TODAY)
    parts.add_part(other[0], name="My own")
    dialogues.start_dialogue(other[0], title="My own", part_ids=[])
    felt = select(Reading.word, Dialogue.title).where(Reading.source_kind == "mediation")
    felt = felt.join(Dialogue, Dialogue.id == Reading.source_id)
    with opened[0].edit("Feel") as session:
        dialogue = session.scalars(select(Mediation.dialogue_id)).one()
        session.add(
            Reading(
                part_id=1, kind="toward", word="calm", source_kind="mediation", source_id=dialogue
            )
        )
    brought_in(other[0], exported(opened[0], tmp_path / "all.json"))
    with opened[0].read() as one, other[0].read() as two:
        assert set(one.execute(felt)) == set(two.execute(felt)) != set()


def test_a_note_in_an_edit_between_comes_first(
    opened: Opened, other: Opened, tmp_path: Path
) -> None:
    sample.fill(opened[0], today=TODAY)
    path = exported(opened[0], tmp_path / "all.json")
    store, made = other
    ready = plan(store, path)
    steps = edits.bring_in(store, ready)
    next(steps)
    parts.add_part(store, name="Mine")
    with pytest.raises(StopIteration) as end:
        next(steps)
    assert end.value.value is None, "it says that it did not come to its end"
    assert {name: len(rows) for name, rows in dump(made.engine).items() if rows} == {"part": 1}
    assert store.undo_label == "Add part"
    with pytest.raises(ChangedMeanwhile):
        edits.bring_in(store, ready)
    store.undo()
    assert brought_in(store, path) == ready.size


def test_stopping_leaves_nothing_behind(opened: Opened, other: Opened, tmp_path: Path) -> None:
    sample.fill(opened[0], turns=1200, today=TODAY)
    path = tmp_path / "all.json"
    halt = Halt()

    def stop(done: float) -> None:
        halt.interrupt()

    with pytest.raises(Halted):
        json_file.write(opened[0], path, stop, halt)
    assert not [one for one in tmp_path.iterdir() if "all" in one.name]
    with pytest.raises(FolderMissing):
        exported(opened[0], tmp_path / "nowhere" / "all.json")
    exported(opened[0], path)
    with pytest.raises(Halted):
        json_file.open_parcel(path, nothing, halt)
    steps = edits.bring_in(other[0], plan(other[0], path))
    next(steps)
    steps.close()
    assert empty(other[0])
    assert brought_in(other[0], path) > 1200


def changed(table: str, at: int = 0, /, **columns: object) -> Callable[[Any], None]:
    def change(found: Any) -> None:
        found["tables"][table][at].update(columns)

    return change


HOSTILE: dict[str, tuple[Callable[[Any], object], type[ImportRefused]]] = {
    "a later version": (lambda f: f.update(version=2), NewerExport),
    "later tables": (lambda f: f.update(revision="9001"), NewerExport),
    "no version": (lambda f: f.pop("version"), DamagedExport),
    "another format": (lambda f: f.update(format="Dear diary"), NotAnExport),
    "no tables": (lambda f: f.pop("tables"), DamagedExport),
    "tables of nothing": (lambda f: f.update(tables=None), DamagedExport),
    "a table too few": (lambda f: f["tables"].pop("turn"), DamagedExport),
    "a table too many": (lambda f: f["tables"].update(sqlite_schema=[]), DamagedExport),
    "a table of words": (lambda f: f["tables"].update(turn="all"), DamagedExport),
    "a row of words": (lambda f: f["tables"]["turn"].append("all"), DamagedExport),
    "a column too many": (changed("turn", evil="x"), DamagedExport),
    "a column too few": (lambda f: f["tables"]["turn"][0].pop("text"), DamagedExport),
    "an id twice": (changed("turn", id=2), DamagedExport),
    "an id of nothing": (changed("turn", id=None), DamagedExport),
    "an id below one": (changed("note", id=0), DamagedExport),
    "an id beyond all": (changed("note", id=1 << 80), DamagedExport),
    "an id too wide to be passed on": (changed("note", id=1 << 31), DamagedExport),
    "an id that is true": (changed("note", id=True), DamagedExport),
    "a reference to nobody": (changed("turn", part_id=999), DamagedExport),
    "a text that is a number": (changed("turn", text=7), DamagedExport),
    "a place that is nowhere": (changed("turn", position="1"), DamagedExport),
    "a time without offset": (changed("turn", said_at="2026-11-23T17:30:00"), DamagedExport),
    "a time of seconds": (changed("turn", said_at="2026-11-23T17:30:00+00:00:30"), DamagedExport),
    "a time before all": (changed("turn", said_at="0001-01-01T00:00:00+14:00"), DamagedExport),
    "a time after all": (changed("entry", happened="9999-12-31T23:59:59-14:00"), DamagedExport),
    "no time": (changed("turn", said_at="yesterday"), DamagedExport),
    "a role nobody has": (changed("part", role="villain"), DamagedExport),
    "a name of nothing": (changed("part", name="  "), DamagedExport),
    "a name that turns": (changed("part", name="a\u202eb"), DamagedExport),
    "a colour of words": (changed("part", colour="red; }"), DamagedExport),
    "an emoji of words": (changed("part", emoji="not one sign"), DamagedExport),
    "an emoji that turns": (changed("part", emoji="\u202eab"), DamagedExport),
    "a link to itself": (changed("relation", source_id=1, target_id=1), DamagedExport),
    "an answer that is no JSON": (changed("answer", value="{"), DamagedExport),
    "an answer too deep": (changed("answer", value="[" * 9000), DamagedExport),
    "a note that is a list": (changed("target", noted="[]"), DamagedExport),
    "a note that is no words": (changed("target", noted='{"find": 5}'), DamagedExport),
    "an F there is not": (changed("target", stage="force"), DamagedExport),
    "a feeling off the line": (changed("reading", level=5), DamagedExport),
    "a place beyond all maps": (changed("placement", x=1e300), DamagedExport),
    "a day that is none": (changed("agreement", review_on="2026-02-30"), DamagedExport),
    "a picture of words": (changed("image", data="SGVsbG8="), DamagedExport),
    "a picture that is no base64": (changed("image", data="€"), DamagedExport),
    "a picture without a size": (changed("image", width=0), DamagedExport),
    "a step twice": (changed("answer", 1, step="alarm"), DamagedExport),
    "nobody and somebody": (changed("permission", answer="nobody"), DamagedExport),
}


@pytest.fixture
def good(opened: Opened, tmp_path: Path) -> Any:
    sample.fill(opened[0], today=TODAY)
    return contents(opened[0], tmp_path / "good.json")


def test_whatever_is_wrong_with_a_file_nothing_of_it_is_taken(
    good: Any, other: Opened, tmp_path: Path
) -> None:
    path = tmp_path / "bad.json"
    for name, (change, error) in HOSTILE.items():
        found = json.loads(json.dumps(good))
        change(found)
        path.write_text(json.dumps(found), "utf-8")
        with pytest.raises(ImportRefused) as refused:
            plan(other[0], path)
        assert type(refused.value) is error, name
    for content in (
        b"",
        b"\xff\xfe",
        b"Dear diary",
        b"[" * 100_000,
        b"[]",
        b'{"a": NaN}',
        b"1e999",
    ):
        path.write_bytes(content)
        with pytest.raises(NotAnExport):
            plan(other[0], path)
    numbers = json.dumps(good).replace('"position": 1.0', '"position": NaN', 1)
    path.write_text(numbers, "utf-8")
    with pytest.raises(DamagedExport):
        plan(other[0], path)
    assert empty(other[0])


def test_a_file_that_is_too_large_or_not_there_is_said(
    other: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "large.json"
    path.write_bytes(b"[" * 50)
    monkeypatch.setattr(json_file, "MOST_BYTES", 49)
    with pytest.raises(TooLarge):
        plan(other[0], path)
    with pytest.raises(vault.JournalError):
        plan(other[0], tmp_path / "none.json")
    with pytest.raises((UnreadableFile, vault.JournalError)):
        plan(other[0], tmp_path)


def test_signs_no_journal_can_hold_are_left_out(good: Any, other: Opened, tmp_path: Path) -> None:
    good["tables"]["turn"][0]["text"] = "a\x00b\ud800c"
    path = tmp_path / "signs.json"
    path.write_text(json.dumps(good), "utf-8")
    brought_in(other[0], path)
    with other[0].read() as session:
        assert session.get_one(Turn, 1).text == "abc"


def test_every_table_has_its_line_and_the_document_says_what_is_written(
    opened: Opened, tmp_path: Path
) -> None:
    assert edits.BIRTH.keys() == values.TABLES.keys()
    text = (ROOT / "docs" / "EXPORT.md").read_text("utf-8")
    sample.fill(opened[0], today=TODAY)
    found = contents(opened[0], tmp_path / "all.json")
    example = text.partition("```json\n")[2].partition("```")[0]
    assert re.findall(r'^  "(\w+)"', example, re.MULTILINE) == list(found)
    for name in ("format", "version", "revision", "app"):
        assert f'"{name}": {json.dumps(found[name])}' in example
    assert text.startswith(f"# The export file, version {values.VERSION}\n")
    assert list(found["tables"]) == list(values.TABLES)
    (time,) = re.findall(r"such as `(2026.+?)`", text)
    assert datetime.fromisoformat(time).isoformat() == time
    with opened[0].read() as session:
        stored = session.get_one(Image, 1).data
    assert base64.b64decode(found["tables"]["image"][0]["data"]) == stored
