"""The map as it is heard: by Qt's own interfaces here, by a real reader below."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible, QAccessibleInterface

from ifs_desktop.map import areas, edits
from ifs_desktop.parts import edits as part_edits
from tests.map.conftest import Drawn

Text = QAccessible.Text


@pytest.fixture
def listening() -> Iterator[None]:
    was = QAccessible.isActive()
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(was)


def heard(drawn: Drawn) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(drawn.view)
    assert found is not None
    return found


def told(drawn: Drawn) -> list[tuple[str, str]]:
    """Name and description of all that lies on the map."""
    whole = heard(drawn)
    pieces = [whole.child(n) for n in range(whole.childCount() - 1)]
    return [(p.text(Text.Name), p.text(Text.Description)) for p in pieces]


def test_everybody_is_heard_with_role_and_relations(listening: None, drawn: Drawn) -> None:
    areas.add_area(
        drawn.store, map_id=drawn.map_id, kind="note", text="Sundays", box=(300, 300, 90, 60)
    )
    whole = heard(drawn)
    assert whole.role() == QAccessible.Role.List
    assert whole.text(Text.Name) == "Parts map"
    guards = "Watchful protects Little"
    assert told(drawn) == [
        ("Watchful", f"Manager. {guards}"),
        ("Slam", "Firefighter"),
        ("Self", ""),
        ("Little", f"Exile. {guards}"),
        ("Sundays", "Note"),
        (guards, ""),
    ]
    slam = whole.child(1)
    at = drawn.paper.mapToGlobal(drawn.at("Slam"))
    assert slam.rect().contains(at)
    assert whole.childAt(at.x(), at.y()).text(Text.Name) == "Slam"
    assert whole.indexOfChild(slam) == 1 and slam.parent().text(Text.Name) == "Parts map"
    corner = drawn.paper.mapToGlobal(QPoint(3, 3))
    assert whole.childAt(corner.x(), corner.y()) is None
    drawn.scene.select((drawn.parts["Slam"],))
    assert slam.state().focused and slam.state().selected
    assert whole.focusChild().text(Text.Name) == "Slam"
    assert not whole.child(0).state().selected


def test_what_changes_is_heard_and_who_goes_is_gone(listening: None, drawn: Drawn) -> None:
    assert len(told(drawn)) == 5
    little = heard(drawn).child(3)
    part_edits.rename_part(drawn.store, part_id=drawn.parts["Slam"], name="Bang")
    assert told(drawn)[1] == ("Bang", "Firefighter")
    drawn.scene.select((drawn.parts["Little"],))
    drawn.page._doing.take_off()
    assert [name for name, _ in told(drawn)] == ["Watchful", "Bang", "Self"]
    assert not little.isValid() or little.state().invalid
    edits.new_part_on_map(
        drawn.store, map_id=drawn.map_id, name="New one", role="protector", at=(0, 300)
    )
    assert told(drawn)[-1] == ("New one", "Protector")


def test_without_a_reader_nothing_is_made(drawn: Drawn) -> None:
    if QAccessible.isActive():
        pytest.skip("somebody is listening")
    drawn.scene.select((drawn.parts["Slam"],))
    part_edits.rename_part(drawn.store, part_id=drawn.parts["Slam"], name="Bang")
    assert not drawn.page._heard._voices and drawn.page._heard._order is None
