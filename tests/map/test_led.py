"""Whoever is led to something on a map, as by a search, finds it there before them."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from ifs_desktop.map import areas, edits
from ifs_desktop.map.history import edits as history
from ifs_desktop.map.history.overlay import TimeView
from ifs_desktop.map.page import MapPage
from ifs_desktop.settings import Settings
from ifs_desktop.store import Ref, Store
from ifs_desktop.ui.bus import Bus
from tests.map.conftest import Drawn

FAR = (4000.0, 3000.0, 200.0, 120.0)


def test_a_note_far_off_is_selected_and_seen_also_on_another_map(
    drawn: Drawn, store: Store, settings: Settings, qtbot: QtBot
) -> None:
    note = areas.add_area(store, map_id=drawn.map_id, kind="note", text="Far off", box=FAR)
    other = edits.new_map(store, name="Other")
    page = drawn.page
    page.open_ref(Ref("map", other))
    assert drawn.scene.selected_area is None
    page.open_ref(Ref("map", drawn.map_id, f"area:{note}"))
    assert drawn.scene.selected_area == note
    assert seen(page).contains(QRectF(*FAR))
    # A page that is only being opened.
    bus = Bus(store)
    fresh = MapPage(store, bus, settings, None)
    qtbot.addWidget(fresh, before_close_func=lambda _: bus.close())
    fresh.resize(900, 600)
    fresh.open_ref(Ref("map", drawn.map_id, f"area:{note}"))
    fresh.show()
    qtbot.waitUntil(lambda: seen(fresh).contains(QRectF(*FAR)))
    fresh.hide()
    for wrong in ("area:", "area:999", "area:x", "moment:999", "elsewhere:1"):
        page.open_ref(Ref("map", drawn.map_id, wrong))


def seen(page: MapPage) -> QRectF:
    return page.view.mapToScene(page.view.viewport().rect()).boundingRect()


def test_a_named_moment_is_shown_and_a_way_elsewhere_leaves_it(sampled: Drawn) -> None:
    store, page = sampled.store, sampled.page
    moment = history.name_moment(store, map_id=sampled.map_id, name="Harbour")
    edits.move_self(store, map_id=sampled.map_id, place=(40, 40))
    page.open_ref(Ref("map", sampled.map_id, f"moment:{moment}"))
    view = page.findChild(TimeView)
    assert view is not None
    assert "Harbour" in view.when.text()
    page.open_ref(Ref("map", sampled.map_id))
    assert not page.canvas.isEnabled()
    someone = next(one for one in sampled.scene.order() if one)
    page.open_ref(Ref("map", sampled.map_id, f"part:{someone}"))
    assert page.canvas.isEnabled()
    assert sampled.scene.selected == (someone,)
