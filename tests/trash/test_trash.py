"""The trash: everything put away is listed, found, brought back with its parents, or erased."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from ifs_desktop.map import areas
from ifs_desktop.map import edits as maps
from ifs_desktop.map.history import edits as history
from ifs_desktop.parts import edits as parts
from ifs_desktop.parts import permissions
from ifs_desktop.rest import edits as rest
from ifs_desktop.settings import Settings
from ifs_desktop.store import Ref, Store, purge, sample
from ifs_desktop.store.schema import (
    Agreement,
    Dialogue,
    Entry,
    Impression,
    Part,
    PartsMap,
    Placement,
    Relation,
    Row,
    Trace,
    Turn,
    now,
)
from ifs_desktop.trash import edits, queries, words
from ifs_desktop.trash.page import TrashPage
from ifs_desktop.ui import ask, theme
from ifs_desktop.ui.bus import Bus
from tests.helpers.app import type_into


@pytest.fixture
def filled(store: Store) -> Store:
    """The sample journal, with the first row of every kind put away, each a day before the last."""
    sample.fill(store)
    with store.edit("Put away", undoable=False) as session:
        for days, table in enumerate(purge.KINDS.values()):
            row = session.scalars(select(table).order_by(table.id)).first()
            assert row is not None
            row.put_away = now() - timedelta(days=days)  # type: ignore[attr-defined]
    return store


def first(store: Store, table: type[Row], **of: object) -> Row:
    with store.read() as session:
        row = session.scalars(select(table).filter_by(**of).order_by(table.id)).first()
    assert row is not None
    return row


def away(store: Store, table: type[Row], id_: int) -> bool:
    with store.read() as session:
        return session.get_one(table, id_).put_away is not None  # type: ignore[attr-defined]


def test_everything_is_listed_the_last_put_away_first(filled: Store) -> None:
    found = queries.listed(filled)
    assert [one.ref.kind for one in found] == [*purge.KINDS]
    by_kind = {one.ref.kind: one for one in found}
    assert by_kind["turn"].where == ("Asking the Watchful One to step back",)
    assert by_kind["agreement"].where == ("The Watchful One", "Slam the Door")
    assert by_kind["placement"].where and by_kind["relation"].text.count(" – ") == 1
    assert all(one.text for one in found)
    assert {one.called for one in found} <= words.KINDS.keys() | words.SORTS.keys()
    for kind in purge.KINDS:
        assert [one.ref.kind for one in queries.listed(filled, kind)] == [kind]
    assert len(queries.listed(filled, limit=3)) == 3
    (entry,) = queries.listed(filled, words="the DAY bef")
    assert entry.text == "Before the day"
    assert {one.ref.kind for one in queries.listed(filled, words="step back")} >= {"turn"}
    halt = Event()
    halt.set()
    with pytest.raises(queries.Halted):
        queries.listed(filled, halt=halt)


def test_what_a_thing_belongs_to_comes_back_with_it(store: Store) -> None:
    sample.fill(store)
    agreement = first(store, Agreement)
    turn = first(store, Turn)
    with store.edit("Put away", undoable=False) as session:
        tables: tuple[type[Row], ...] = (Agreement, Relation, Part, Dialogue, Turn)
        for table in tables:
            for row in session.scalars(select(table)):
                row.put_away = now()  # type: ignore[attr-defined]
    edits.bring_back(store, refs=[Ref("turn", turn.id)])
    assert isinstance(turn, Turn) and not away(store, Dialogue, turn.dialogue_id)
    assert len(queries.listed(store, "turn", limit=500)) + 1 == len(turns(store))
    edits.bring_back(store, refs=[Ref("agreement", agreement.id)])
    with store.read() as session:
        kept = session.scalars(select(Relation).where(Relation.put_away.is_(None))).one()
        assert {row.id for row in parts_there(store)} == {kept.source_id, kept.target_id}
    assert queries.listed(store, "agreement") == ()
    store.undo()
    store.undo()
    assert away(store, Turn, turn.id) and away(store, Dialogue, turn.dialogue_id)


def test_what_lay_on_a_map_comes_back_with_it_and_into_its_history(store: Store) -> None:
    on = maps.new_map(store, name="Map")
    part = parts.add_part(store, name="One")
    refs = (
        Ref("area", areas.add_area(store, map_id=on, kind="note", text="Here", box=(0, 0, 90, 90))),
        Ref("map_moment", history.name_moment(store, map_id=on, name="Then")),
        Ref("placement", maps.place_part(store, map_id=on, part_id=part, at=(0, 0))),
    )
    areas.put_area_away(store, area_id=refs[0].id or 0)
    history.put_moment_away(store, moment_id=refs[1].id or 0)
    maps.put_away_placements(store, map_id=on, placement_ids=[refs[2].id or 0])
    for ref in refs:
        maps.put_map_away(store, map_id=on)
        edits.bring_back(store, refs=[ref])
        assert not away(store, PartsMap, on)
        assert not away(store, purge.KINDS[ref.kind], ref.id or 0)
    with store.read() as session:
        traces = session.scalars(select(Trace).where(Trace.placement_id == refs[2].id)).all()
    assert traces[-1].there == 1


def test_an_exile_comes_back_to_where_it_rested_only_through_the_gate(store: Store) -> None:
    exile = parts.add_part(store, name="Little", role="exile")
    guard = parts.add_part(store, name="Guard", role="manager")
    parts.relate(store, source_id=guard, target_id=exile, kind="protects")
    place = rest.build(store, name="Meadow")
    at = Ref("map", place)
    asked = {"exile_id": exile, "protector_id": guard, "where": at}
    permissions.record_answer(store, answer="yes", **asked)  # type: ignore[arg-type]
    placed = Ref("placement", maps.place_part(store, map_id=place, part_id=exile, at=(0, 0)))
    maps.put_away_placements(store, map_id=place, placement_ids=[placed.id or 0])
    permissions.record_answer(store, answer="not_now", **asked)  # type: ignore[arg-type]
    assert edits.bring_back(store, refs=[placed]) == (placed,)
    assert away(store, Placement, placed.id or 0)
    assert edits.guarded(store, [placed])
    permissions.record_answer(store, answer="yes", **asked)  # type: ignore[arg-type]
    assert edits.bring_back(store, refs=[placed]) == ()
    rest.put_away(store, map_id=place)
    (found,) = queries.listed(store, "map")
    assert words.kind_name(found.called) == "Place to rest"


def turns(store: Store) -> list[int]:
    with store.read() as session:
        return list(session.scalars(select(Turn.id)))


def parts_there(store: Store) -> list[Row]:
    with store.read() as session:
        return list(session.scalars(select(Part).where(Part.put_away.is_(None))))


def test_what_stands_there_again_already_is_left(store: Store) -> None:
    one = parts.add_part(store, name="One")
    two = parts.add_part(store, name="Two")
    on = maps.new_map(store, name="Map")
    old = [
        Ref("relation", parts.relate(store, source_id=one, target_id=two, kind="allied")),
        Ref("placement", maps.place_part(store, map_id=on, part_id=one, at=(0, 0))),
    ]
    parts.put_away_relation(store, relation_id=old[0].id or 0)
    maps.put_away_placements(store, map_id=on, placement_ids=[old[1].id or 0])
    parts.relate(store, source_id=two, target_id=one, kind="allied")
    maps.place_part(store, map_id=on, part_id=one, at=(9, 9))
    before = store.undo_label
    assert edits.bring_back(store, refs=old) == tuple(old)
    assert store.undo_label == before
    for table in (Relation, Placement):
        with store.read() as session:
            rows = session.scalars(select(table).where(table.put_away.is_(None))).all()
        assert len(rows) == 1


# ---- the page


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, filled: Store, tmp_path: Path) -> Iterator[TrashPage]:
    theme.apply(qapp, "light")
    bus = Bus(filled)
    made = TrashPage(filled, bus, Settings(str(tmp_path / "settings.txt")), None)  # type: ignore[arg-type]
    qtbot.addWidget(made)
    made.resize(1100, 760)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    qtbot.waitUntil(lambda: not made.busy())
    yield made
    bus.close()


def kinds(page: TrashPage) -> list[str]:
    return [line.key.kind for line in page.list.lines() if isinstance(line.key, Ref)]


def said(page: TrashPage) -> str:
    return "\n".join(w.text() for w in page.findChildren(QLabel) if w.isVisible())


def test_it_is_narrowed_by_kind_and_by_words_as_typed(page: TrashPage, qtbot: QtBot) -> None:
    assert kinds(page) == [*purge.KINDS]
    page.kind.setCurrentIndex(page.kind.findData("entry"))
    qtbot.waitUntil(lambda: not page.busy())
    assert kinds(page) == ["entry"]
    type_into(page.words, "nothing like it")
    qtbot.waitUntil(lambda: not page.busy())
    assert kinds(page) == [] and "Nothing put away fits." in said(page)
    page.words.clear()
    page.kind.setCurrentIndex(0)
    qtbot.waitUntil(lambda: not page.busy())
    assert kinds(page) == [*purge.KINDS]


def test_enter_brings_back_and_undo_puts_away_again(
    page: TrashPage, filled: Store, qtbot: QtBot
) -> None:
    page.list.choose(lambda line: isinstance(line.key, Ref) and line.key.kind == "entry")
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.busy())
    assert "entry" not in kinds(page)
    assert len(page.list.selected()) == 1  # the next one, so that the keyboard goes on
    step = filled.undo()
    assert step is not None and step.place == Ref("trash")
    qtbot.waitUntil(lambda: "entry" in kinds(page))


def test_for_good_is_asked_says_what_goes_and_takes_only_the_chosen(
    page: TrashPage, filled: Store, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts.add_part(filled, name="Somebody")
    qtbot.waitUntil(lambda: not page.busy())
    wanted = ("impression", "dialogue")
    page.list.choose(lambda line: isinstance(line.key, Ref) and line.key.kind in wanted)
    chosen = {
        line.key.kind: line.key.id for line in page.list.selected() if isinstance(line.key, Ref)
    }
    page.list.setFocus()
    asked: list[str] = []
    real = ask.confirm

    def listen(parent: object, title: str, text: str, *rest: str, danger: bool = False) -> bool:
        asked.append(text)
        return real(None, title, text, *rest, danger=danger)

    monkeypatch.setattr(ask, "confirm", listen)
    with ask.answer(False) as titles:
        QTest.keyClick(page.list, Qt.Key.Key_Delete)
    assert titles == ["Delete these for good?"] and "everything said in it" in asked[0]
    assert "Backups made so far still hold it." in asked[0] and "With a part" not in asked[0]
    assert filled.undo_label is not None
    with ask.answer(True):
        QTest.keyClick(page.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not page.busy())
    assert kinds(page) == [kind for kind in purge.KINDS if kind not in (*wanted, "turn")]
    assert filled.undo_label is None and "It is gone for good." in said(page)
    with filled.read() as session:
        assert session.get(Dialogue, chosen["dialogue"]) is None
        assert session.get(Impression, chosen["impression"]) is None
        assert session.scalars(select(Entry)).first() is not None
    (link,) = (b for b in page.findChildren(QPushButton) if b.text() == "Backups")
    with qtbot.waitSignal(page.open_requested) as opened:
        QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert opened.args == [Ref("page", None, "backups")]
