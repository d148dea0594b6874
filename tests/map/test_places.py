"""The map of a place to rest: calm land under it, apart from the others, and the gate before it."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QGraphicsPathItem

from ifs_desktop.map import edits
from ifs_desktop.map.land import UNDER
from ifs_desktop.parts.permissions import Answer
from ifs_desktop.rest import edits as rest
from ifs_desktop.rest import queries
from ifs_desktop.store import Ref
from ifs_desktop.ui import ask, theme
from tests.map.conftest import Drawn


def land(drawn: Drawn) -> list[QGraphicsPathItem]:
    return [
        item
        for item in drawn.scene.items()
        if isinstance(item, QGraphicsPathItem) and item.zValue() <= UNDER + 10
    ]


def test_a_place_lies_on_calm_land_in_the_colours_of_the_theme(
    qapp: QApplication, drawn: Drawn
) -> None:
    place = rest.build(drawn.store, name="The cove")
    assert not land(drawn)
    assert drawn.view.paper.land is None
    drawn.page.open_ref(Ref("map", place))
    assert drawn.page.header.title() == "The cove"
    light = [item.brush().color() for item in land(drawn)]
    assert len(light) == 4
    drawn.view.set_zoom(0.3)
    assert drawn.view.paper.land is not None and drawn.view.paper.land.gradient() is not None
    assert not drawn.scene.hit(drawn.view.mapToScene(5, 5), 8.0)  # nothing to take hold of
    theme.apply(qapp, "dark")
    QApplication.processEvents()
    dark = [item.brush().color() for item in land(drawn)]
    assert len(dark) == 4 and all(colour not in light for colour in dark)
    drawn.page.open_ref(Ref("map", drawn.map_id))
    assert not land(drawn) and drawn.view.paper.land is None


def test_a_place_is_put_away_where_its_map_is_and_undo_leads_back(drawn: Drawn) -> None:
    place = rest.build(drawn.store, name="The cove")
    away = next(one for one in drawn.page.menu_actions() if one.objectName() == "put_place_away")
    assert not away.isVisible()
    drawn.page.open_ref(Ref("map", place))
    assert away.isVisible()
    away.trigger()
    assert queries.places(drawn.store) == ()
    assert drawn.page.here() == Ref("map", drawn.map_id) and not away.isVisible()
    drawn.store.undo()
    assert [one.map_id for one in queries.places(drawn.store)] == [place]


def test_an_exile_is_let_in_only_when_its_protectors_agree(drawn: Drawn) -> None:
    place = rest.build(drawn.store, name="The cove")
    drawn.page.open_ref(Ref("map", place))
    little, watchful = drawn.parts["Little"], drawn.parts["Watchful"]

    def here() -> set[int]:
        return {one.part.id for one in queries.resting(drawn.store, place)}

    drawn.page._doing.place(watchful)
    with ask.answer([]):
        drawn.page._doing.place(little)
    assert here() == {watchful}
    led: list[Ref] = []
    drawn.page.open_requested.connect(led.append)
    with ask.answer([Answer(little, watchful, "not_now")]):
        drawn.page._doing.place(little)
    assert here() == {watchful}
    assert led == [Ref("dialogue", None, f"part:{watchful}")]
    with ask.answer([Answer(little, watchful, "yes")]):
        drawn.page._doing.place(little)
    assert here() == {watchful, little}
    with ask.answer(None) as asked:
        drawn.page._making._named("exile", (10.0, 10.0), "Someone small")
    assert asked == ["Not here"] and len(here()) == 2
    someone = drawn.page._doing.make_here("Someone small", "exile")
    assert someone not in here()
    edits.put_away_placements(
        drawn.store,
        map_id=place,
        placement_ids=[one.placement_id for one in queries.resting(drawn.store, place)],
    )
    assert here() == set()
