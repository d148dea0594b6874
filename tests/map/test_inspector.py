"""What is written beside the map lands in the journal; and the page leaves nothing behind."""

from __future__ import annotations

import gc
import weakref
from datetime import date

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ifs_desktop.map import edits
from ifs_desktop.map.page import MapPage
from ifs_desktop.mediation import edits as mediation
from ifs_desktop.mediation import queries as rooms
from ifs_desktop.parts import edits as part_edits
from ifs_desktop.parts import queries as part_queries
from ifs_desktop.parts.agreed import Agreed
from ifs_desktop.parts.queries import PartDetail
from ifs_desktop.parts.veiling.edits import veil
from ifs_desktop.settings import Settings
from ifs_desktop.store import Ref, Store
from ifs_desktop.ui import ask
from ifs_desktop.ui.bus import Bus
from tests.helpers import mouse
from tests.map.conftest import Drawn


def detail(drawn: Drawn, name: str) -> PartDetail:
    found = part_queries.part(drawn.store, drawn.parts[name])
    assert found is not None
    return found


def select(drawn: Drawn, name: str) -> None:
    drawn.scene.select((drawn.parts[name],))


def test_what_is_typed_is_kept_soon_and_as_one_undo_step(drawn: Drawn, qtbot: QtBot) -> None:
    select(drawn, "Watchful")
    field = drawn.page.inspector.part.fields["job"]
    field.edit.setFocus()
    QTest.keyClicks(field.edit, "Scans")
    qtbot.waitUntil(lambda: len(detail(drawn, "Watchful").facts) == 1, timeout=1500)
    QTest.keyClicks(field.edit, " every message")
    drawn.page.commit_drafts()
    (fact,) = detail(drawn, "Watchful").facts
    assert (fact.kind, fact.text, fact.said_by) == ("job", "Scans every message", "me")
    drawn.store.undo()
    assert detail(drawn, "Watchful").facts == ()
    assert field.edit.toPlainText() == ""


def test_who_types_on_without_a_pause_is_kept_too(drawn: Drawn) -> None:
    select(drawn, "Watchful")
    field = drawn.page.inspector.part.fields["job"]
    field.edit.setFocus()
    QTest.keyClicks(field.edit, "Scans every text", delay=50)  # 1.6 seconds, no pause
    (fact,) = detail(drawn, "Watchful").facts
    assert fact.text.startswith("Scans")
    assert field.edit.toPlainText() == "Scans every text"


def test_tab_leads_from_one_field_to_the_next_and_then_to_who_said_it(drawn: Drawn) -> None:
    select(drawn, "Watchful")
    pane = drawn.page.inspector.part
    pane.fields["job"].edit.setFocus()
    for kind in ("job", "fear", "body"):
        field = pane.fields[kind].edit
        assert field.hasFocus()
        QTest.keyClicks(field, "something")
        QTest.keyClick(field, Qt.Key.Key_Tab)
    assert pane.fields["job"].said.hasFocus()


def test_what_is_typed_is_kept_when_another_part_is_selected(drawn: Drawn) -> None:
    select(drawn, "Watchful")
    field = drawn.page.inspector.part.fields["fear"].edit
    field.setFocus()
    QTest.keyClicks(field, "We would be fooled")
    select(drawn, "Slam")
    assert [f.text for f in detail(drawn, "Watchful").facts] == ["We would be fooled"]
    assert detail(drawn, "Slam").facts == ()
    assert field.toPlainText() == ""


def test_the_one_who_said_it_can_be_changed(drawn: Drawn) -> None:
    select(drawn, "Slam")
    field = drawn.page.inspector.part.fields["body"]
    field.edit.setFocus()
    QTest.keyClicks(field.edit, "fists")
    drawn.page.commit_drafts()
    assert field.said.text().startswith("said by me · ")
    QTest.mouseClick(field.said, Qt.MouseButton.LeftButton)
    by_part = next(a for a in field.menu.actions() if a.data() == "part")
    by_part.trigger()
    field.menu.close()
    (fact,) = detail(drawn, "Slam").facts
    assert fact.said_by == "part"
    assert field.said.text().startswith("said by the part · ")


def test_the_name_is_kept_and_an_empty_one_is_not(drawn: Drawn) -> None:
    select(drawn, "Slam")
    name = drawn.page.inspector.part.name
    name.setFocus()
    name.selectAll()
    QTest.keyClicks(name, "Slam the Door")
    drawn.page.commit_drafts()
    assert drawn.scene.parts[drawn.parts["Slam"]].name == "Slam the Door"
    name.selectAll()
    QTest.keyClick(name, Qt.Key.Key_Delete)
    drawn.page.commit_drafts()
    assert detail(drawn, "Slam").card.name == "Slam the Door"
    drawn.view.setFocus()
    assert name.text() == "Slam the Door"


def test_the_role_changes_the_shape_on_the_map(drawn: Drawn) -> None:
    select(drawn, "Slam")
    role = drawn.page.inspector.part.role
    role.setFocus()
    QTest.keyClick(role, Qt.Key.Key_Down)
    QTest.keyClick(role, Qt.Key.Key_Down)
    assert detail(drawn, "Slam").card.role == "protector"
    assert drawn.scene.parts[drawn.parts["Slam"]].role == "protector"


def test_a_dialogue_with_an_exile_leads_to_the_choosing_and_says_who_is_asked_first(
    drawn: Drawn, qtbot: QtBot
) -> None:
    select(drawn, "Little")
    pane = drawn.page.inspector.part
    (care,) = (label for label in pane.findChildren(QLabel) if "permission" in label.text())
    assert care.isVisible()
    with qtbot.waitSignal(drawn.page.open_requested) as asked:
        pane.talk.click()
    assert asked.args == [Ref("dialogue", None, f"part:{drawn.parts['Little']}")]
    select(drawn, "Slam")
    assert not care.isVisible()


def test_a_dialogue_is_asked_for_with_the_part(drawn: Drawn, qtbot: QtBot) -> None:
    select(drawn, "Slam")
    with qtbot.waitSignal(drawn.page.open_requested) as asked:
        drawn.page.inspector.part.talk.click()
    assert asked.args == [Ref("dialogue", None, f"part:{drawn.parts['Slam']}")]


def test_a_fact_from_an_exercise_leads_to_where_it_was_said(drawn: Drawn, qtbot: QtBot) -> None:
    part_edits.state_fact(
        drawn.store,
        part_id=drawn.parts["Slam"],
        kind="thinks_i_am",
        text="nine",
        said_by="part",
        source=Ref("run", 7),
    )
    select(drawn, "Slam")
    known = drawn.page.inspector.part.known
    (link,) = known.findChildren(QPushButton)
    with qtbot.waitSignal(drawn.page.open_requested) as asked:
        link.click()
    assert asked.args == [Ref("run", 7)]


def test_putting_a_part_away_asks_first_and_undo_brings_it_back(drawn: Drawn) -> None:
    select(drawn, "Slam")
    with ask.answer(False):
        drawn.page.inspector.part.away.click()
    assert drawn.parts["Slam"] in drawn.scene.parts
    with ask.answer(True):
        drawn.page.inspector.part.away.click()
    assert drawn.parts["Slam"] not in drawn.scene.parts
    drawn.store.undo()
    assert drawn.parts["Slam"] in drawn.scene.parts


def test_a_relation_is_a_sentence_and_its_row_is_kept_on_change(drawn: Drawn) -> None:
    select(drawn, "Little")
    relations = drawn.page.inspector.part.relations
    (row,) = relations.rows.values()
    assert "Watchful protects Little" in [label.text() for label in row.findChildren(QLabel)]
    row.turn.click()
    assert list(relations.rows.values()) == [row]
    assert "Little protects Watchful" in [label.text() for label in row.findChildren(QLabel)]
    row.away.click()
    assert relations.rows == {}
    assert drawn.scene.links == {}


def test_typing_after_the_part_left_the_journal_does_no_harm(drawn: Drawn) -> None:
    edits.new_part_on_map(drawn.store, map_id=drawn.map_id, name="Brief", role="exile", at=(90, 90))
    brief = next(i for i, item in drawn.scene.parts.items() if item.name == "Brief")
    drawn.scene.select((brief,))
    field = drawn.page.inspector.part.fields["job"].edit
    field.setFocus()
    QTest.keyClicks(field, "gone soon")
    drawn.store.undo()
    drawn.page.commit_drafts()
    assert part_queries.part(drawn.store, brief) is None


def test_maps_are_made_renamed_and_changed_between(drawn: Drawn) -> None:
    with ask.answer("At work"):
        drawn.page.shelf.new_map()
    assert drawn.page.header.title() == "At work"
    assert list(drawn.scene.parts) == [0]
    with ask.answer("In the office"):
        drawn.page.shelf.name_map()
    assert drawn.page.header.title() == "In the office"
    drawn.page.open_ref(Ref("map", drawn.map_id))
    assert len(drawn.scene.parts) == 4
    drawn.page.commit_drafts()
    assert drawn.store.state("map:current") == drawn.map_id


def test_undoing_a_new_map_comes_back_to_one_that_is_there(drawn: Drawn) -> None:
    with ask.answer("At work"):
        drawn.page.shelf.new_map()
    drawn.store.undo()
    assert drawn.page.here() == Ref("map", drawn.map_id)


def test_no_count_of_anything_is_shown(drawn: Drawn) -> None:
    for label in drawn.page.findChildren(QLabel):
        assert not any(word in label.text() for word in ("3 parts", "4 parts", "1 link"))


def test_a_closed_page_is_gone(qtbot: QtBot, store: Store, settings: Settings) -> None:
    map_id = edits.ensure_map(store)
    edits.new_part_on_map(store, map_id=map_id, name="A", role="exile", at=(0, 0))
    bus = Bus(store)
    page = MapPage(store, bus, settings, None)
    page.resize(1000, 700)
    page.show()
    qtbot.waitExposed(page)
    page.scene.select(page.scene.parts)
    page.canvas.naming.rename(next(i for i in page.scene.parts if i))
    gone: list[weakref.ref[object]] = [
        weakref.ref(page),
        weakref.ref(page.canvas),
        weakref.ref(page.scene),
        weakref.ref(page.inspector.part),
    ]
    gone += [weakref.ref(item) for item in page.scene.parts.values()]
    page.canvas.naming.finish(keep=False)
    page.close()
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    del page
    gc.collect()
    assert [ref() for ref in gone] == [None] * len(gone)
    bus.close()


def test_the_wheel_over_the_details_changes_no_role(drawn: Drawn) -> None:
    select(drawn, "Slam")
    role = drawn.page.inspector.part.role
    mouse.wheel(role, role.rect().center(), -2)
    assert role.currentData() == "firefighter"


def test_hiding_the_details_keeps_what_was_typed_and_goes_back_to_the_map(drawn: Drawn) -> None:
    select(drawn, "Slam")
    field = drawn.page.inspector.part.fields["job"].edit
    field.setFocus()
    QTest.keyClicks(field, "keeps the door")
    QTest.keyClick(field, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert drawn.page.inspector.isHidden()
    assert [fact.text for fact in detail(drawn, "Slam").facts] == ["keeps the door"]
    assert drawn.view.hasFocus()
    assert drawn.store.state("map:details") is False


def test_below_a_link_stands_what_both_agreed_on_and_the_way_to_their_room(
    drawn: Drawn, qtbot: QtBot
) -> None:
    store, slam, watch = drawn.store, drawn.parts["Slam"], drawn.parts["Little"]
    part_edits.set_role(store, part_id=watch, role="manager")
    select(drawn, "Slam")
    drawn.page.inspector.part.show()
    part_edits.relate(store, source_id=slam, target_id=watch, kind="polarised")

    def agreed() -> Agreed:
        rows = drawn.page.inspector.part.relations.rows.values()
        return next(row.agreed for row in rows if row.relation.kind == "polarised")

    with qtbot.waitSignal(drawn.page.open_requested) as asked:
        agreed().go.click()
    assert asked.args == [Ref("mediation", None, f"{slam}:{watch}")]
    assert not agreed().line.isVisible()
    here = mediation.begin(store, left_id=slam, right_id=watch, conflict="The door")
    while True:
        found = rooms.room(store, here)
        assert found is not None
        if found.room.step.round == "agreement":
            break
        mediation.pass_on(store, dialogue_id=here)
    day = date(date.today().year + 1, 12, 24)
    mediation.agree(store, dialogue_id=here, text="Left ajar", review_on=day)
    select(drawn, "Little")
    select(drawn, "Slam")
    told = "Agreement: Left ajar · to be looked at again on 24 December"
    assert agreed().line.text().startswith(told)
    with qtbot.waitSignal(drawn.page.open_requested) as asked:
        agreed().go.click()
    assert asked.args == [Ref("mediation", here)]


def test_nothing_is_asked_of_who_is_veiled(drawn: Drawn) -> None:
    pane = drawn.page.inspector.part
    name = "Slam"
    drawn.page.open_ref(Ref("part", drawn.parts[name]))
    assert not pane.fields["job"].isHidden()
    hidden = veil(drawn.store, protector_id=drawn.parts[name], name="Someone behind {protector}")
    assert hidden is not None
    edits.place_behind(drawn.store, part_id=hidden, front_id=drawn.parts[name])
    drawn.page.open_ref(Ref("part", hidden))
    assert all(field.isHidden() for field in pane.fields.values())
    assert drawn.scene.parts[hidden].pen().dashPattern()
