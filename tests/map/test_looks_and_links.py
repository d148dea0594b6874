"""Beside the map: how a part looks and stands here, and what two parts are to each other."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider

from ifs_desktop.map import edits as edits_of_maps
from ifs_desktop.map import queries
from ifs_desktop.map.queries import Placed
from ifs_desktop.parts import edits
from ifs_desktop.parts import queries as parts
from ifs_desktop.parts.queries import RelationCard
from ifs_desktop.store import Ref
from tests.map.conftest import Drawn

Key = Qt.Key


def placed(drawn: Drawn, name: str) -> Placed:
    picture = queries.picture(drawn.store, drawn.map_id)
    assert picture is not None
    return next(p for p in picture.placed if p.part.id == drawn.parts[name])


def relation(drawn: Drawn) -> RelationCard:
    found = parts.part(drawn.store, drawn.parts["Little"])
    assert found is not None
    return found.relations[0]


def knob(line: QSlider) -> QPoint:
    option = QStyleOptionSlider()
    line.initStyleOption(option)
    part = QStyle.SubControl.SC_SliderHandle
    control = QStyle.ComplexControl.CC_Slider
    return line.style().subControlRect(control, option, part, line).center()


def test_size_and_fading_are_pulled_and_each_pull_is_one_step(drawn: Drawn) -> None:
    pane = drawn.page.inspector.part.looks
    drawn.scene.select((drawn.parts["Slam"],))
    assert pane.looks.isHidden()
    pane.unfold.click()
    for line, label in ((pane.size_line, "Change size"), (pane.fade_line, "Let fade")):
        drawn.page.inspector._scroll.show_child(line)
        begin = knob(line)
        QTest.mousePress(line, Qt.MouseButton.LeftButton, pos=begin)
        for step in range(1, 5):
            QTest.mouseMove(line, begin + QPoint(14 * step, 0))
            QTest.qWait(70)  # it is written while it is pulled, too
        assert drawn.store.undo_label == label
        QTest.mouseRelease(line, Qt.MouseButton.LeftButton, pos=begin + QPoint(56, 0))
    now = placed(drawn, "Slam")
    assert now.size > 1.2 and now.fade > 0.1
    drawn.store.undo()
    assert (placed(drawn, "Slam").size, placed(drawn, "Slam").fade) == (now.size, 0)
    assert pane.fade_line.value() == 0
    drawn.store.undo()
    assert placed(drawn, "Slam").size == 1 and pane.size_line.value() == 100
    pane.size_line.setFocus()
    QTest.keyClick(pane.size_line, Key.Key_Right)
    QTest.keyClick(pane.size_line, Key.Key_Right)
    drawn.page.commit_drafts()  # as at a lock, at once
    assert placed(drawn, "Slam").size == 1.1
    drawn.store.undo()
    assert placed(drawn, "Slam").size == 1


def test_a_veiled_part_is_asked_nothing_but_how_it_stands_here(drawn: Drawn) -> None:
    from ifs_desktop.parts.veiling import edits as veiling

    hidden = veiling.veil(drawn.store, protector_id=drawn.parts["Slam"], name="Behind {protector}")
    assert hidden is not None
    drawn.page._doing.place(hidden)
    pane = drawn.page.inspector.part.looks
    pane.unfold.click()
    assert pane.size_line.isVisible() and not pane.looks.colours.isVisible()
    drawn.scene.select((drawn.parts["Slam"],))
    assert pane.looks.colours.isVisible() and pane.looks.picture.isVisible()


def test_a_link_is_given_a_tension_and_words_both_ways(drawn: Drawn) -> None:
    (link,) = drawn.scene.links
    drawn.scene.select(link=link)
    row = drawn.page.inspector.link.row
    assert row is not None and row.words.isVisible() and not row.words.tension.isVisible()
    row.words.forth.setFocus()
    QTest.keyClicks(row.words.forth, "I look")
    QTest.keyClicks(row.words.forth, " out")
    assert row.words.forth.accessibleName() == "How Watchful is with Little"
    drawn.page.commit_drafts()  # as at a lock
    assert relation(drawn).forth == "I look out"
    row.words.back.setFocus()
    QTest.keyClicks(row.words.back, "Who is there?")
    drawn.view.setFocus()  # left: written
    assert (relation(drawn).forth, relation(drawn).back) == ("I look out", "Who is there?")
    row.kind.setFocus()
    QTest.keyClick(row.kind, Key.Key_Down)
    assert relation(drawn).kind == "polarised" and row.words.tension.isVisible()
    row.words.tension.setFocus()
    for _ in range(4):
        QTest.keyClick(row.words.tension, Key.Key_Down)
    assert relation(drawn).tension == 4 and row.words.tension.currentText() == "strong"
    for _ in range(4):
        drawn.store.undo()
    assert relation(drawn).tension is None and row.words.tension.currentText() == "not said"
    assert drawn.store.undo_label == "Change link"
    drawn.store.undo()
    assert drawn.store.undo_label == "Write on a link"
    drawn.store.undo()
    assert (relation(drawn).back, row.words.back.toPlainText()) == ("", "")
    drawn.store.undo()  # what was typed in one stay is one step
    assert (relation(drawn).forth, row.words.forth.toPlainText()) == ("", "")
    assert drawn.store.undo_label == "Link parts"


def test_words_half_typed_on_a_link_are_kept_when_another_is_chosen_or_it_is_turned(
    drawn: Drawn,
) -> None:
    drawn.scene.select((drawn.parts["Little"],))
    pane = drawn.page.inspector.part
    (row,) = pane.relations.rows.values()
    assert not row.words.isVisible()
    row.unfold.click()
    assert row.words.forth.hasFocus()
    QTest.keyClicks(row.words.forth, "I look")
    row.turn.click()
    assert (relation(drawn).back, row.words.back.toPlainText()) == ("I look", "I look")
    QTest.keyClicks(row.words.forth, "Gone")
    edits.put_away_relation(drawn.store, relation_id=relation(drawn).id)
    drawn.page.commit_drafts()
    assert drawn.store.undo_label == "Put link away"


def test_a_link_whose_words_are_being_typed_keeps_them_while_others_change(drawn: Drawn) -> None:
    (link,) = drawn.scene.links
    drawn.scene.select(link=link)
    row = drawn.page.inspector.link.row
    assert row is not None
    row.words.forth.setFocus()
    QTest.keyClicks(row.words.forth, "half a")
    edits.rename_part(drawn.store, part_id=drawn.parts["Little"], name="Small")
    assert row.words.forth.toPlainText() == "half a"
    other = edits.relate(
        drawn.store, source_id=drawn.parts["Slam"], target_id=drawn.parts["Little"], kind="drives"
    )
    drawn.scene.select(link=other)
    assert row.words.forth.toPlainText() == ""
    found = parts.relation(drawn.store, link)
    assert found is not None and found.forth == "half a"


def test_the_way_from_a_profile_leads_to_the_part_on_that_map(drawn: Drawn) -> None:
    other = edits_of_maps.new_map(drawn.store, name="Another")
    edits_of_maps.place_part(drawn.store, map_id=other, part_id=drawn.parts["Slam"], at=(9, 9))
    for place in parts.maps_with(drawn.store, drawn.parts["Slam"], 9):
        drawn.page.open_ref(place.ref)
        assert drawn.page.here() == Ref("part", drawn.parts["Slam"])
        assert drawn.page._map_id == place.ref.id
