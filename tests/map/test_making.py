"""Parts come onto the map: named one after the other, numbered, known already, or a veil."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from ifs_desktop.map import queries
from ifs_desktop.map.known_parts import KnownParts
from ifs_desktop.map.naming import NameField
from ifs_desktop.map.palette import Ghost
from ifs_desktop.parts import edits as part_edits
from ifs_desktop.parts.queries import find_parts
from ifs_desktop.rest import edits as rest
from ifs_desktop.store import Ref
from ifs_desktop.ui import ask
from tests.helpers import mouse
from tests.map.conftest import Drawn

Key = Qt.Key


def placed(drawn: Drawn) -> tuple[queries.Placed, ...]:
    picture = queries.picture(drawn.store, drawn.page._map_id)
    assert picture is not None
    return picture.placed


def name_field(drawn: Drawn) -> NameField:
    (field,) = [f for f in drawn.paper.findChildren(NameField) if f.isVisible()]
    return field


def names_typed(drawn: Drawn, *names: str) -> None:
    """Each with Enter, into whatever field is open then."""
    for name in names:
        QTest.keyClicks(name_field(drawn), name)
        QTest.keyClick(name_field(drawn), Key.Key_Return)


def drawer(drawn: Drawn) -> KnownParts:
    drawn.view.setFocus()
    QTest.keyClick(drawn.view, Key.Key_K)
    known = drawn.page._making.known
    assert known.isVisible() and known.search.hasFocus()
    return known


def test_names_are_typed_one_after_the_other_each_beside_the_last(empty: Drawn) -> None:
    mouse.double_click(empty.paper, empty.view.mapFromScene(-200, -220))
    names_typed(empty, "Alarm", "Smoother", "Runner", "Judge", "Clown")
    assert [one.part.name for one in placed(empty)] == [
        *("Alarm", "Smoother", "Runner", "Judge", "Clown")
    ]
    seen = empty.view.mapToScene(empty.paper.rect()).boundingRect()
    spots = [(one.x, one.y) for one in placed(empty)]
    assert all(seen.contains(*spot) for spot in spots)
    assert spots[1][0] > spots[0][0] and spots[1][1] == spots[0][1]
    rows = [(a, b) for a, b in pairwise(spots) if b[0] < a[0]]
    assert rows and all(b[1] > a[1] for a, b in rows)  # at the edge a new one begins
    assert len(set(spots)) == 5
    QTest.keyClicks(name_field(empty), "Not this one")
    QTest.keyClick(name_field(empty), Key.Key_Escape)
    assert len(placed(empty)) == 5 and empty.view.hasFocus()
    assert empty.scene.selected == ()  # Self neither
    empty.store.undo()
    assert len(placed(empty)) == 4


def test_a_name_is_never_typed_below_what_floats_over_the_map(drawn: Drawn) -> None:
    drawn.page._legend.show_legend()
    drawn.view.setFocus()
    legend, palette = (drawn.page._legend.card, drawn.page.canvas.palette_card)
    right = legend.geometry().left() - 40
    for at in (QPoint(right, 60), QPoint(palette.geometry().right() + 30, palette.y() - 20)):
        drawn.page.canvas.name_at(drawn.view.mapToScene(at))
        for name in ("One", "Another", "A third"):
            field = name_field(drawn).geometry()
            assert drawn.paper.rect().contains(field)
            assert not any(card.intersects(field) for card in drawn.view.covered)
            names_typed(drawn, name)
        QTest.keyClick(name_field(drawn), Key.Key_Escape)


def test_an_empty_name_ends_a_chain_and_a_lock_keeps_the_half_one(empty: Drawn) -> None:
    middle = empty.paper.rect().center() + QPoint(150, 0)
    mouse.double_click(empty.paper, middle)
    names_typed(empty, "Alarm")
    QTest.keyClick(name_field(empty), Key.Key_Return)
    assert not [f for f in empty.paper.findChildren(NameField) if f.isVisible()]
    mouse.double_click(empty.paper, middle + QPoint(0, 150))
    names_typed(empty, "Smoother")
    QTest.keyClicks(name_field(empty), "Half")
    empty.page.commit_drafts()
    assert [one.part.name for one in placed(empty)] == ["Alarm", "Smoother", "Half"]


def test_parts_are_numbered_as_they_came_from_then_on_and_no_more_when_it_is_off(
    drawn: Drawn,
) -> None:
    action = drawn.page._actions["number_parts"]
    action.trigger()
    assert [one.number for one in placed(drawn)] == [1, 2, 3] and action.isChecked()
    mouse.double_click(drawn.paper, QPoint(500, 60))
    names_typed(drawn, "Fourth", "Fifth")
    QTest.keyClick(name_field(drawn), Key.Key_Escape)
    assert [one.number for one in placed(drawn)] == [1, 2, 3, 4, 5]
    action.trigger()
    assert {one.number for one in placed(drawn)} == {None} and not action.isChecked()
    assert drawn.store.undo_label == "Number parts"
    drawn.store.undo()
    assert action.isChecked()


def test_a_known_part_is_found_and_placed_by_key_or_dragged_to_its_place(drawn: Drawn) -> None:
    for name in ("Ánna's guard", "Worrier", "Poet"):
        part_edits.add_part(drawn.store, name=name, role="manager")
    known = drawer(drawn)
    QTest.keyClicks(known.search, "anna")
    QTest.keyClick(known.search, Key.Key_Return)
    assert [one.part.name for one in placed(drawn)][-1] == "Ánna's guard"
    assert "on this map" in known.list.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    QTest.keyClick(known.search, Key.Key_Return)  # once is enough
    assert len(placed(drawn)) == 4 and drawn.store.undo_label == "Place part"
    known.search.clear()
    rows = {known.list.item(r).text(): r for r in range(known.list.count())}
    start = known.list.visualItemRect(known.list.item(rows["Poet"])).center()
    spot = drawn.paper.rect().center() + QPoint(190, 140)
    paper, port = drawn.paper, known.list.viewport()
    mouse.drag(port, start, port.mapFromGlobal(paper.mapToGlobal(spot)))
    poet = placed(drawn)[-1]
    assert poet.part.name == "Poet"
    assert (drawn.view.mapFromScene(poet.x, poet.y) - spot).manhattanLength() <= 4
    assert not any(ghost.isVisible() for ghost in drawn.page.findChildren(Ghost))
    start = known.list.visualItemRect(known.list.item(rows["Worrier"])).center()
    mouse.drag(port, start, start + QPoint(0, 30))  # let go over the drawer itself
    assert len(placed(drawn)) == 5
    QTest.keyClick(known.search, Key.Key_Escape)
    assert known.isHidden() and drawn.view.hasFocus()


def test_somebody_protected_is_placed_under_a_veil_and_not_where_parts_rest(
    drawn: Drawn,
) -> None:
    entry = drawn.page.canvas.palette_card.entries["veiled"]
    QTest.mouseClick(entry, Qt.MouseButton.LeftButton)
    someone = placed(drawn)[-1].part
    assert someone.veiled and someone.role == "exile" and someone.name == "Someone"
    drawn.store.undo()
    assert len(placed(drawn)) == 3 and len(find_parts(drawn.store)) == 3
    place = rest.build(drawn.store, name="The cove")
    drawn.page.open_ref(Ref("map", place))
    with ask.answer(None) as asked:
        QTest.mouseClick(entry, Qt.MouseButton.LeftButton)
    assert asked == ["Not here"] and placed(drawn) == ()


def test_an_exile_from_the_drawer_comes_to_a_place_to_rest_only_by_the_gate(drawn: Drawn) -> None:
    place = rest.build(drawn.store, name="The cove")
    drawn.page.open_ref(Ref("map", place))
    known = drawer(drawn)
    QTest.keyClicks(known.search, "Little")
    with ask.answer([]) as asked:
        QTest.keyClick(known.search, Key.Key_Return)
    assert len(asked) == 1 and placed(drawn) == ()
    known.search.setText("Slam")
    QTest.keyClick(known.search, Key.Key_Return)
    assert [one.part.name for one in placed(drawn)] == ["Slam"]
