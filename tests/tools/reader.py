"""A real AT-SPI client, run by the system's own Python: what a screen reader hears of a map.

Prints one line of JSON for all that lies on the map, then one for each thing that is told.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections.abc import Callable
from typing import Any

gi: Any = importlib.import_module("gi")  # of the system's Python only
gi.require_version("Atspi", "2.0")
Atspi: Any = importlib.import_module("gi.repository.Atspi")


def find(top: Any, wanted: Callable[[Any], bool], deep: int = 0) -> Any:
    """The first accessible below ``top`` that is ``wanted``."""
    if top is None or deep > 12:
        return None
    if wanted(top):
        return top
    for number in range(min(top.get_child_count(), 50)):
        found = find(top.get_child_at_index(number), wanted, deep + 1)
        if found is not None:
            return found
    return None


def is_map(one: Any) -> bool:
    """Whether this is what is looked for."""
    return bool(one.get_role() == Atspi.Role.LIST and one.get_name() == "Parts map")


def the_map() -> Any:
    """The map, as soon as the program is known to the desktop."""
    for _ in range(100):
        desktop = Atspi.get_desktop(0)
        for number in range(desktop.get_child_count()):
            found = find(desktop.get_child_at_index(number), is_map)
            if found is not None:
                return found
        time.sleep(0.1)
    sys.exit("no map was heard")


def told(one: Any) -> dict[str, object]:
    """What is said of a thing on the map."""
    states = one.get_state_set()
    extents = one.get_extents(Atspi.CoordType.SCREEN)
    return {
        "name": one.get_name(),
        "description": one.get_description(),
        "role": one.get_role_name(),
        "place": one.get_index_in_parent(),
        "in": one.get_parent().get_name(),
        "box": [extents.x, extents.y, extents.width, extents.height],
        "selected": states.contains(Atspi.StateType.SELECTED),
        "focused": states.contains(Atspi.StateType.FOCUSED),
        "focusable": states.contains(Atspi.StateType.FOCUSABLE),
    }


def heard(event: Any) -> None:
    """Pass on what is told."""
    source = event.source
    name = source.get_name() if source is not None else ""
    print(json.dumps({"event": event.type, "name": name, "detail": event.detail1}), flush=True)


listener = Atspi.EventListener.new(heard)
for kind in (
    "object:state-changed:focused",
    "object:property-change:accessible-name",
    "object:children-changed",
    "object:announcement",
):
    listener.register(kind)
whole = the_map()
things = [whole.get_child_at_index(n) for n in range(whole.get_child_count())]
print(json.dumps([told(one) for one in things if one.get_name()]), flush=True)
Atspi.event_main()
