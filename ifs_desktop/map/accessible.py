"""The map for those who hear it: a list of parts, areas and links, each with what is said of it.

To a screen reader a QGraphicsView is an empty box. A small QObject stands for each thing on the
map, made when a reader first asks for it: without a reader none is made and nothing is worked out.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleObject,
    QAccessibleStateChangeEvent,
)
from PySide6.QtWidgets import QAccessibleWidget

from ifs_desktop.map import told
from ifs_desktop.map.geometry import Rect
from ifs_desktop.map.queries import AreaCard, Picture
from ifs_desktop.map.view import MapView

Iface = Any  # an interface or None, which Qt knows and the stubs do not
Key = tuple[str, int]  # "part", "area" or "link", and its id; Self is a part


class Voice(QObject):
    """Stands for one thing on the map; ``said`` is the name and description heard last."""

    def __init__(self, key: Key, heard: Heard) -> None:
        super().__init__(heard)
        self.key = key
        self.heard = heard
        self.said = ("", "")
        self.accessible: QAccessibleInterface | None = None


class Heard(QObject):
    """What there is to hear on one map, and telling a reader what changes."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view)
        install()
        self.view = view
        view.heard = self
        self.accessible: QAccessibleInterface | None = None
        self._staying: frozenset[int] = frozenset()
        self._areas: dict[int, AreaCard] = {}
        self._order: list[Key] | None = None
        self._places: dict[Key, int] = {}
        self._voices: dict[Key, Voice] = {}
        self._selected: tuple[int, ...] = ()
        self._late = QTimer(self)  # Qt tells of the focus of the whole map right after it came
        self._late.setSingleShot(True)
        self._late.timeout.connect(self._focus)
        view.map_scene.selection_changed.connect(self._chosen)
        view.installEventFilter(self)

    # What there is

    def keys(self) -> Sequence[Key]:
        """Parts as they are read, then areas, then links."""
        if self._order is None:
            scene = self.view.map_scene
            self._order = [("part", i) for i in scene.order()]
            self._order += [("area", i) for i in self._areas]
            self._order += [("link", i) for i in scene.links]
            self._places = {key: n for n, key in enumerate(self._order)}
        return self._order

    def place(self, key: Key) -> int:
        """Which number something has among ``keys``; -1 for what is gone."""
        self.keys()
        return self._places.get(key, -1)

    def voice(self, key: Key) -> Voice:
        """Who stands for it."""
        if key not in self._voices:
            self._voices[key] = Voice(key, self)
        return self._voices[key]

    def words(self, key: Key) -> tuple[str, str]:
        """Its name and what else is said of it."""
        kind, number = key
        scene = self.view.map_scene
        if not self.there(key):
            return ("", "")
        if kind == "part":
            return told.part_words(scene, number, stays=number in self._staying)
        if kind == "area":
            return told.area_words(self._areas[number])
        return told.link_words(scene, number)

    def there(self, key: Key) -> bool:
        """Whether it still lies on the map."""
        kind, number = key
        scene = self.view.map_scene
        known: dict[str, Collection[int]]
        known = {"part": scene.parts, "area": self._areas, "link": scene.links}
        return number in known[kind]

    def box(self, key: Key) -> QRect:
        """Where it is on the screen."""
        kind, number = key
        if not self.there(key):
            return QRect()
        scene = self.view.map_scene
        if kind == "part":
            box = scene.parts[number].whole()
        elif kind == "area":
            area = self._areas[number]
            box = Rect(area.x, area.y, area.x + area.width, area.y + area.height)
        else:
            box = scene.links[number].words_box()
        width, height = box.right - box.left, box.bottom - box.top
        found = self.view.mapFromScene(box.left, box.top, width, height).boundingRect()
        return QRect(self.view.viewport().mapToGlobal(found.topLeft()), found.size())

    def at(self, x: int, y: int) -> Key | None:
        """What is there on the screen."""
        viewport = self.view.viewport()
        point = self.view.mapToScene(viewport.mapFromGlobal(QPoint(x, y)))
        hit = self.view.map_scene.hit(point, self.view.reach())
        if hit is None:
            return None
        kind = {"handle": "part", "grip": "area"}.get(hit[0], hit[0])
        return (kind, hit[1])

    def current(self) -> Key | None:
        """What keys act on."""
        scene = self.view.map_scene
        if scene.selected_link is not None:
            return ("link", scene.selected_link)
        if scene.selected_area is not None:
            return ("area", scene.selected_area)
        return None if scene.current is None else ("part", scene.current)

    def is_selected(self, key: Key) -> bool:
        """Whether it is selected, alone or among others."""
        scene = self.view.map_scene
        kind, number = key
        return (kind == "part" and number in scene.selected) or key == self.current()

    # What changes

    def show_picture(self, picture: Picture) -> None:
        """Tell of what came, went or is called otherwise since."""
        before = set(self._order or ())
        self._staying = frozenset(one.part.id for one in picture.placed if one.pinned)
        self._areas = {area.id: area for area in picture.areas}
        self._order = None
        for key in [key for key in self._voices if not self.there(key)]:
            gone = self._voices.pop(key)
            self._tell(gone, QAccessible.Event.ObjectDestroyed)
            gone.deleteLater()
        if not QAccessible.isActive() or not before:
            return
        for key in self.keys():
            if key not in before:
                self._tell(self.voice(key), QAccessible.Event.ObjectCreated)
        for key, voice in self._voices.items():
            if voice.said != ("", ""):
                name, more = self.words(key)
                was_name, was_more = voice.said
                voice.said = (name, more)
                if name != was_name:
                    self._tell(voice, QAccessible.Event.NameChanged)
                if more != was_more:
                    self._tell(voice, QAccessible.Event.DescriptionChanged)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.view and event.type() == QEvent.Type.FocusIn and QAccessible.isActive():
            self._late.start()
        return False

    @Slot()
    def _chosen(self) -> None:
        was, self._selected = self._selected, self.view.map_scene.selected
        if not QAccessible.isActive():
            return
        changed = set(was) ^ set(self._selected)
        if len(changed) <= 20:  # who selects all has heard what was done
            for number in changed & set(self.view.map_scene.parts):
                state = QAccessible.State()
                state.selected = True
                event = QAccessibleStateChangeEvent(self.voice(("part", number)), state)
                QAccessible.updateAccessibility(event)
        self._focus()

    @Slot()
    def _focus(self) -> None:
        key = self.current()
        if key is not None and self.view.hasFocus():
            self._tell(self.voice(key), QAccessible.Event.Focus)

    def _tell(self, voice: Voice, event: QAccessible.Event) -> None:
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(voice, event))


class _MapVoice(QAccessibleWidget):
    """The map itself. Qt asks it for its children; its viewport is the last of them."""

    def __init__(self, view: MapView) -> None:
        super().__init__(view, QAccessible.Role.List, "")

    def _heard(self) -> Heard | None:
        view = self.object()
        heard = view.heard if isinstance(view, MapView) else None
        return heard if isinstance(heard, Heard) else None

    def childCount(self) -> int:
        heard = self._heard()
        return 0 if heard is None else len(heard.keys()) + 1

    def child(self, index: int) -> Iface:
        heard = self._heard()
        if heard is None or index < 0:
            return None
        keys = heard.keys()
        if index == len(keys):
            return QAccessible.queryAccessibleInterface(heard.view.viewport())
        if index > len(keys):
            return None
        return QAccessible.queryAccessibleInterface(heard.voice(keys[index]))

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        heard = self._heard()
        thing = child.object()
        if heard is None:
            return -1
        if isinstance(thing, Voice):
            return heard.place(thing.key)
        return len(heard.keys()) if thing is heard.view.viewport() else -1

    def childAt(self, x: int, y: int) -> Iface:
        heard = self._heard()
        key = None if heard is None else heard.at(x, y)
        if heard is None or key is None:
            return None
        return QAccessible.queryAccessibleInterface(heard.voice(key))

    def focusChild(self) -> Iface:
        heard = self._heard()
        key = None if heard is None else heard.current()
        if heard is None or key is None or not heard.view.hasFocus():
            return None
        return QAccessible.queryAccessibleInterface(heard.voice(key))


class _PieceVoice(QAccessibleObject):
    """A part, an area or a link."""

    def __init__(self, voice: Voice) -> None:
        super().__init__(voice)

    def _voice(self) -> Voice | None:
        voice = self.object()
        return voice if isinstance(voice, Voice) else None

    def parent(self) -> Iface:
        voice = self._voice()
        return None if voice is None else QAccessible.queryAccessibleInterface(voice.heard.view)

    def child(self, index: int) -> Iface:
        return None

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def childAt(self, x: int, y: int) -> Iface:
        return None

    def role(self) -> QAccessible.Role:
        voice = self._voice()
        area = voice is not None and voice.key[0] == "area"
        return QAccessible.Role.StaticText if area else QAccessible.Role.ListItem

    def rect(self) -> QRect:
        voice = self._voice()
        return QRect() if voice is None else voice.heard.box(voice.key)

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        voice = self._voice()
        if voice is None or not voice.heard.there(voice.key):
            state.invalid = True
            return state
        heard, view = voice.heard, voice.heard.view
        state.focusable = state.selectable = True
        state.selected = heard.is_selected(voice.key)
        state.focused = view.hasFocus() and heard.current() == voice.key
        state.invisible = not view.isVisible()
        shown = QRect(view.viewport().mapToGlobal(QPoint()), view.viewport().size())
        state.offscreen = not shown.intersects(self.rect())
        return state

    def text(self, kind: QAccessible.Text) -> str:
        voice = self._voice()
        if voice is None or kind not in (QAccessible.Text.Name, QAccessible.Text.Description):
            return ""
        voice.said = voice.heard.words(voice.key)
        return voice.said[0 if kind == QAccessible.Text.Name else 1]


def install() -> None:
    """Have Qt ask here how maps are heard; once for the app."""
    if not _installed:
        _installed.append(_made)
        QAccessible.installFactory(_made)


_installed: list[object] = []


def _made(_kind: str, thing: QObject) -> Iface:
    """How something is heard. Qt keeps the answer until that is gone, so Python does as well."""
    if isinstance(thing, MapView) and isinstance(thing.heard, Heard):
        thing.heard.accessible = _MapVoice(thing)
        return thing.heard.accessible
    if isinstance(thing, Voice):
        thing.accessible = _PieceVoice(thing)
        return thing.accessible
    return None
