"""Everything out as a folder of Markdown files: complete, readable, and named for every system."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from ifs_desktop import resources_path
from ifs_desktop.dialogue import edits as dialogue
from ifs_desktop.exchange import folder, words
from ifs_desktop.exercises import catalogue
from ifs_desktop.store import Store, sample, search
from ifs_desktop.store.schema import Entry, Image, Part, Row
from ifs_desktop.vault import Halt, Halted, Vault
from ifs_desktop.vault.errors import AlreadyExists
from tests.helpers.journal import dump

TODAY = datetime(2026, 11, 23, 17, 30, tzinfo=timezone(timedelta(hours=1)))
EXERCISES = catalogue.load(Path(resources_path.path("exercises")))


def write(store: Store, path: Path, told: Callable[[float], None] = lambda _: None) -> str:
    """All that stands in the files."""
    folder.write(store, path, EXERCISES, words.of_files, told, Halt())
    texts = [one.read_text("utf-8") for one in sorted(path.rglob("*.md"))]
    return "\n".join(texts)


def lines_of(text: str) -> set[str]:
    return {line.strip() for line in text.splitlines() if line.strip()}


def test_every_word_of_the_journal_is_in_it(opened: tuple[Store, Vault], tmp_path: Path) -> None:
    store, made = opened
    sample.fill(store, parts=9, turns=120, runs=6, today=TODAY)
    with store.edit("Put away") as session:
        shown = session.scalars(select(Image.id)).first()
        session.get_one(Part, 1).portrait = shown
        session.get_one(Entry, 2).put_away = session.get_one(Part, 3).put_away = TODAY
    told: list[float] = []
    all_of_it = re.sub(r"\\([\\`*_\[\]<>#])", r"\1", write(store, tmp_path / "out", told.append))
    assert told == sorted(told) and told[-1] == 1.0
    for name, rows in dump(made.engine).items():
        if name not in search.WORDS:
            continue
        columns = Row.metadata.tables[name].columns.keys()
        for row in rows:
            values = dict(zip(columns, row, strict=True)) | {"put_away": None}
            for line in lines_of(search.WORDS[name](values)):
                assert re.sub(r"\(image:.*?\)", "", line) in re.sub(
                    r"\(\S*Pictures/.*?\)", "", all_of_it
                ), (name, line)
    assert re.search(rf"!\[\]\(\.\./Pictures/{shown}\.\w+\)", all_of_it)
    assert "  - tension: 4/5" in all_of_it
    away = tmp_path / "out" / "Put away"
    assert {one.name for one in away.iterdir()} == {"Journal", "Parts"}


def test_front_matter_and_pictures_are_those_other_programs_know(
    store: Store, tmp_path: Path
) -> None:
    sample.fill(store, today=TODAY)
    write(store, tmp_path / "out")
    entry = next((tmp_path / "out").rglob("*Before the day.md"))
    assert entry.relative_to(tmp_path / "out").as_posix() == (
        "Journal/2026/2026-11-23 07.40 Before the day.md"
    )
    _, front, body = entry.read_text("utf-8").split("---\n", 2)
    head = yaml.safe_load(front)
    assert head["title"] == "Before the day" and head["tags"] == ["morning"]
    assert head["parts"] == ["The Watchful One"]
    assert datetime.fromisoformat(head["date"]) == TODAY.replace(hour=7, minute=40)
    assert body.startswith("\nAwake at five")
    shown = [
        (one.parent / link).resolve()
        for one in (tmp_path / "out").rglob("*.md")
        for link in re.findall(r"!\[.*?\]\((.+?)\)", one.read_text("utf-8"))
    ]
    assert shown and all(one.read_bytes().startswith(b"\x89PNG") for one in shown)
    modes = {
        one.stat().st_mode & 0o077 for one in [tmp_path / "out", *(tmp_path / "out").rglob("*")]
    }
    assert modes == {0}


def test_names_that_are_the_same_do_not_meet(store: Store, tmp_path: Path) -> None:
    for title in ("CON", "con", "a/b", "A\\B", "..", "x" * 500, "夜" * 200, "‮evil"):
        dialogue.start_dialogue(store, title=title, part_ids=[])
    write(store, tmp_path / "out")
    made = [one.name.casefold() for one in (tmp_path / "out" / "Dialogues").iterdir()]
    assert len(made) == len(set(made)) == 8
    assert {one.name for one in (tmp_path / "out").iterdir()} == {"Dialogues", "Read me.md"}


@given(st.text())
def test_any_title_gives_a_name_every_system_holds(title: str) -> None:
    name = folder.file_name(title)
    assert len(name.encode()) <= 200 and name == name.strip(" .")
    assert not set('<>:"/\\|?*\0\n\t') & set(name)
    assert name.casefold().split(".")[0] not in ("con", "prn", "aux", "nul", "com1", "lpt9")


def test_stopped_or_refused_it_leaves_nothing_and_touches_nothing(
    store: Store, tmp_path: Path
) -> None:
    sample.fill(store, today=TODAY)
    halt = Halt()
    done: list[float] = []

    def stop(share: float) -> None:
        done.append(share)
        if len(done) == 12:
            halt.interrupt()

    with pytest.raises(Halted):
        folder.write(store, tmp_path / "out", EXERCISES, words.of_files, stop, halt)
    assert len(done) == 12 and not (tmp_path / "out").exists()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    with pytest.raises(AlreadyExists):
        write(store, tmp_path / "out")
    assert [one.name for one in (tmp_path / "out").iterdir()] == ["mine.txt"]


def test_every_word_of_the_files_can_be_translated() -> None:
    source = Path(folder.__file__).read_text("utf-8")
    said = set(re.findall(r'say\("([^"]+)"\)', source))
    assert said - {"fact"} <= words.FILES.keys()
