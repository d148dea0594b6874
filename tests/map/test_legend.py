"""The legend on the map: written in place, kept at a lock, folded away where it says nothing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from ifs_desktop.map import edits, queries
from ifs_desktop.map.legend import LegendCard, MeaningField
from ifs_desktop.parts import edits as part_edits
from ifs_desktop.store import Ref
from tests.map.conftest import Drawn

Key = Qt.Key
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def opened(drawn: Drawn) -> LegendCard:
    """The legend, opened by its key to be written."""
    drawn.view.setFocus()
    QTest.keyClick(drawn.view, Key.Key_L, BOTH)
    card = drawn.page._legend.card
    assert card.is_open() and card.fields["about"].edit.hasFocus()
    return card


def said(drawn: Drawn) -> tuple[str, queries.Legend]:
    picture = queries.picture(drawn.store, drawn.map_id)
    assert picture is not None
    return picture.about, picture.legend


def typed(field: MeaningField, text: str) -> None:
    field.edit.setFocus()
    QTest.keyClicks(field.edit, text)


def test_what_things_mean_is_written_in_place_one_undo_step_for_each(drawn: Drawn) -> None:
    card = opened(drawn)
    QTest.keyClicks(card.fields["about"].edit, "Dinner at home")
    QTest.keyClick(card.fields["about"].edit, Key.Key_Tab)
    assert card.fields["size"].edit.hasFocus()
    QTest.keyClicks(card.fields["size"].edit, "how loud")
    QTest.keyClick(card.fields["size"].edit, Key.Key_Return)  # on to the next, no second line
    QTest.keyClicks(card.fields["distance"].edit, "how ne")
    card.fields["distance"]._clock.flush()  # a second has gone by
    QTest.keyClicks(card.fields["distance"].edit, "ar")
    assert said(drawn) == ("Dinner at home", queries.Legend("how loud", "how ne", ""))
    drawn.page.commit_drafts()  # as a lock does
    assert said(drawn)[1].distance == "how near"
    drawn.store.undo()
    assert said(drawn) == ("Dinner at home", queries.Legend("how loud", "", ""))
    assert card.fields["distance"].edit.toPlainText() == ""
    drawn.store.redo()
    assert card.fields["distance"].edit.toPlainText() == "how near"
    assert "Size: how loud. Distance: how near" in card.title.accessibleDescription()
    QTest.keyClick(card.fields["size"].edit, Key.Key_Escape)
    assert drawn.view.hasFocus() and card.is_open()
    QTest.keyClick(drawn.view, Key.Key_L, BOTH)
    assert not card.is_open() and drawn.view.hasFocus()


def test_it_opens_by_itself_only_where_it_says_something_and_stays_as_it_was_left(
    drawn: Drawn,
) -> None:
    card = drawn.page._legend.card
    assert card.isVisible() and not card.is_open()
    quiet = edits.new_map(drawn.store, name="Quiet")
    telling = edits.new_map(drawn.store, name="Telling", about="The call")
    drawn.page.open_ref(Ref("map", telling))
    assert card.is_open() and card.fields["about"].edit.toPlainText() == "The call"
    before = card.geometry()
    assert before.intersects(drawn.view.covered[-1])  # fitting the map keeps clear of it
    QTest.mouseClick(card.title, Qt.MouseButton.LeftButton)
    assert not card.is_open() and card.height() < before.height()
    drawn.page.open_ref(Ref("map", quiet))
    assert not card.is_open() and card.fields["about"].edit.toPlainText() == ""
    drawn.page.open_ref(Ref("map", telling))
    assert not card.is_open()


def test_words_typed_last_stay_with_the_map_they_were_written_on(drawn: Drawn) -> None:
    other = edits.new_map(drawn.store, name="Other")
    card = opened(drawn)
    typed(card.fields["colour"], "who it is like")
    drawn.page.open_ref(Ref("map", other))
    assert said(drawn)[1].colour == "who it is like"
    picture = queries.picture(drawn.store, other)
    assert picture is not None and not picture.legend
    assert card.fields["colour"].edit.toPlainText() == ""


def test_only_the_kinds_of_lines_on_this_map_are_explained(drawn: Drawn) -> None:
    card = opened(drawn)

    def kinds() -> list[str]:
        return [
            found.text()
            for sample in card._samples.values()
            for found in sample.findChildren(QLabel)
            if found.text()
        ]

    assert kinds() == ["protects"]
    part_edits.relate(
        drawn.store,
        source_id=drawn.parts["Watchful"],
        target_id=drawn.parts["Slam"],
        kind="polarised",
    )
    assert kinds() == ["protects", "polarised"]
    assert all(not s.findChildren(QLabel)[0].pixmap().isNull() for s in card._samples.values())
