"""A map as a JSON Canvas 1.0 file (https://jsoncanvas.org/spec/1.0), and such a file read again.

What the format has no place for stands under one key, ``ifs-desktop``, of the file and of each
node and edge; other programs pass it by. A canvas that another program drew comes in too: short
texts become parts, long ones notes, frames stay frames, lines become links not known yet.
"""

from __future__ import annotations

import base64
import binascii
import json
import math
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from ifs_desktop.map.areas import LONGEST_TEXT
from ifs_desktop.map.edits import FARTHEST
from ifs_desktop.map.out.content import AreaOut, LinkOut, MapOut, PartOut
from ifs_desktop.map.out.errors import DamagedCanvas, LargeCanvas, NewerCanvas, NotACanvas
from ifs_desktop.map.out.pixels import bare
from ifs_desktop.map.queries import Legend
from ifs_desktop.map.shelf.edits import LONGEST_ABOUT, LONGEST_MEANING
from ifs_desktop.parts.emoji import clean_emoji
from ifs_desktop.parts.names import UnusableName, clean_name
from ifs_desktop.store.images import Encoded
from ifs_desktop.store.plain import plain
from ifs_desktop.store.schema import AREA_KINDS, DIRECTED_KINDS, IMAGE_KINDS, RELATION_KINDS, ROLES

KEY = "ifs-desktop"
VERSION = 1
MOST_BYTES = 256 << 20  # a map of which each part has a picture
MOST_THINGS = 20_000  # nodes and edges
PART_BOX, SELF_BOX = (160, 120), (120, 120)  # width and height of a part's node
SELF = "self"
_LONG = 60  # letters: a longer text of another program is a note, not a name
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_SIDES = {"left": "right", "right": "left", "top": "bottom", "bottom": "top"}
_MOST_PICTURE = 8 << 20

Json = dict[str, Any]


def written(content: MapOut, self_name: str, link_name: Callable[[str], str]) -> str:
    """The file's text. ``self_name`` and ``link_name(kind)`` are the words other programs show."""
    nodes = [_area_node(number, area) for number, area in enumerate(content.areas)]
    nodes.append(_node(SELF, "text", content.self_place, SELF_BOX, text=self_name))
    nodes += [_part_node(number, part) for number, part in enumerate(content.parts)]
    edges = [
        _edge(number, link, content.parts, link_name) for number, link in enumerate(content.links)
    ]
    legend = content.legend
    own = {
        "version": VERSION,
        "name": content.name,
        "about": content.about,
        "legend": {"size": legend.size, "distance": legend.distance, "colour": legend.colour},
        "self": list(content.self_place),
    }
    file = {"nodes": nodes, "edges": edges, KEY: own}
    return json.dumps(file, ensure_ascii=False, indent="\t") + "\n"


def read(data: bytes, name: str) -> MapOut:
    """What a file holds; ``name`` is the map's where the file gives none. Raises CanvasRefused."""
    if len(data) > MOST_BYTES:
        raise LargeCanvas
    try:
        file = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NotACanvas from error
    if not isinstance(file, dict) or not isinstance(file.get("nodes", []), list):
        raise NotACanvas
    if not ({"nodes", "edges"} & file.keys()) or not isinstance(file.get("edges", []), list):
        raise NotACanvas
    nodes, edges = file.get("nodes", []), file.get("edges", [])
    if len(nodes) + len(edges) > MOST_THINGS:
        raise LargeCanvas
    own = file.get(KEY, {})
    if isinstance(own, dict) and isinstance(own.get("version"), int) and own["version"] > VERSION:
        raise NewerCanvas
    try:
        return _content(nodes, edges, own, name)
    except (LookupError, TypeError, ValueError, OverflowError, UnusableName) as error:
        raise DamagedCanvas from error


# ---- out


def _node(
    id_: str, kind: str, centre: tuple[float, float], box: tuple[float, float], **more: Any
) -> Json:
    x, y = round(centre[0] - box[0] / 2), round(centre[1] - box[1] / 2)
    return {"id": id_, "type": kind, "x": x, "y": y, "width": box[0], "height": box[1], **more}


def _part_node(number: int, part: PartOut) -> Json:
    box = (round(PART_BOX[0] * part.size), round(PART_BOX[1] * part.size))
    node = _node(f"part-{number}", "text", (part.x, part.y), box, text=part.name)
    if part.colour is not None:
        node["color"] = part.colour
    node[KEY] = {
        "kind": "part",
        "name": part.name,
        "role": part.role,
        "x": part.x,
        "y": part.y,
        "created": _moment(part.created),
        "colour": part.colour,
        "emoji": part.emoji,
        "portrait": None if part.portrait is None else _picture(part.portrait),
        "resting": _moment(part.resting),
        "veiled": _moment(part.veiled),
        "size": part.size,
        "fade": part.fade,
        "pinned": part.pinned,
        "number": part.number,
    }
    return node


def _area_node(number: int, area: AreaOut) -> Json:
    middle = (area.x + area.width / 2, area.y + area.height / 2)
    box = (max(1, round(area.width)), max(1, round(area.height)))
    words = {"text": area.text} if area.kind == "note" else {"label": area.text}
    kind = "text" if area.kind == "note" else "group"
    node = _node(f"area-{number}", kind, middle, box, **words)
    if area.colour is not None:
        node["color"] = area.colour
    place = {"x": area.x, "y": area.y, "width": area.width, "height": area.height}
    node[KEY] = {"kind": area.kind, **place, "colour": area.colour}
    return node


def _edge(
    number: int, link: LinkOut, parts: tuple[PartOut, ...], link_name: Callable[[str], str]
) -> Json:
    source, target = parts[link.source], parts[link.target]
    dx, dy = target.x - source.x, target.y - source.y
    side = ("right" if dx > 0 else "left") if abs(dx) > abs(dy) else ("bottom" if dy > 0 else "top")
    return {
        "id": f"link-{number}",
        "fromNode": f"part-{link.source}",
        "fromSide": side,
        "toNode": f"part-{link.target}",
        "toSide": _SIDES[side],
        "toEnd": "arrow" if link.kind in DIRECTED_KINDS else "none",
        "label": link_name(link.kind),
        KEY: {
            "kind": link.kind,
            "tension": link.tension,
            "forth": link.forth,
            "back": link.back,
            "created": _moment(link.created),
        },
    }


def _moment(when: datetime | None) -> str | None:
    return None if when is None else when.isoformat()


def _picture(picture: Encoded) -> Json:
    data = base64.b64encode(picture.data).decode("ascii")
    return {
        "kind": picture.kind,
        "width": picture.width,
        "height": picture.height,
        "data": data,
    }


# ---- in


def _content(nodes: list[Json], edges: list[Json], own: object, name: str) -> MapOut:
    said = own if isinstance(own, dict) else {}
    parts: list[PartOut] = []
    areas: list[AreaOut] = []
    places: dict[str, int] = {}
    self_place = (0.0, 0.0)
    for node in nodes:
        id_ = str(node["id"])
        ours = node.get(KEY)
        if id_ == SELF and said and not ours:
            continue
        if _is_part(node, ours):
            places[id_] = len(parts)
            parts.append(_part(node, ours))
        else:
            areas.append(_area(node, ours))
    if said:
        self_place = (_place(said["self"][0]), _place(said["self"][1]))
    links = [link for edge in edges if (link := _link(edge, places)) is not None]
    legend = said.get("legend", {})
    if not isinstance(legend, dict):
        raise TypeError("legend")
    return MapOut(
        clean_name(_text(said.get("name") or name)),
        self_place,
        tuple(parts),
        tuple(links),
        tuple(areas),
        Legend(
            *(
                _text(legend.get(word) or "")[:LONGEST_MEANING]
                for word in ("size", "distance", "colour")
            )
        ),
        _text(said.get("about") or "")[:LONGEST_ABOUT],
    )


def _is_part(node: Json, ours: object) -> bool:
    if isinstance(ours, dict):
        return bool(ours["kind"] == "part")
    if node["type"] != "text":
        return False
    said = _text(node["text"])
    try:
        return len(clean_name(said)) <= _LONG and "\n" not in said.strip()
    except UnusableName:
        return False


def _part(node: Json, ours: object) -> PartOut:
    if not isinstance(ours, dict):
        x = node["x"] + node["width"] / 2
        y = node["y"] + node["height"] / 2
        name = clean_name(_text(node["text"]))
        return PartOut(name, "not_sure", _place(x), _place(y), colour=_colour(node.get("color")))
    return PartOut(
        name=clean_name(_text(ours["name"])),
        role=_one_of(ours["role"], ROLES),
        x=_place(ours["x"]),
        y=_place(ours["y"]),
        created=_when(ours["created"]),
        colour=_colour(ours["colour"]),
        emoji=None if ours["emoji"] is None else clean_emoji(_text(ours["emoji"])),
        portrait=None if ours["portrait"] is None else _read_picture(ours["portrait"]),
        resting=_when(ours["resting"]),
        veiled=_when(ours["veiled"]),
        size=_between(ours["size"], 0.5, 2.5),
        fade=_between(ours["fade"], 0.0, 0.8),
        pinned=bool(ours["pinned"]),
        number=None if ours["number"] is None else int(_between(ours["number"], 1, 999_999)),
    )


def _area(node: Json, ours: object) -> AreaOut:
    if isinstance(ours, dict):
        words = node["text"] if ours["kind"] == "note" else node.get("label", "")
        box, kind = ours, _one_of(ours["kind"], AREA_KINDS)
    elif node["type"] == "group":
        words, box, kind = node.get("label", ""), node, "group"
    else:  # a long text, or the place of a file or page that stays outside
        words, box, kind = node.get("text") or node.get("file") or node.get("url"), node, "note"
    return AreaOut(
        kind,
        _text(words)[:LONGEST_TEXT],
        _place(box["x"]),
        _place(box["y"]),
        _between(box["width"], 1.0, 2 * FARTHEST),
        _between(box["height"], 1.0, 2 * FARTHEST),
        _colour(box.get("colour") if isinstance(ours, dict) else node.get("color")),
    )


def _link(edge: Json, places: Mapping[str, int]) -> LinkOut | None:
    """None for a line that does not lie between two parts."""
    source, target = places.get(str(edge["fromNode"])), places.get(str(edge["toNode"]))
    if source is None or target is None or source == target:
        return None
    ours = edge.get(KEY)
    if not isinstance(ours, dict):
        return LinkOut(source, target, forth=_text(edge.get("label") or ""))
    tension = ours["tension"]
    return LinkOut(
        source,
        target,
        _one_of(ours["kind"], RELATION_KINDS),
        None if tension is None else int(_between(tension, 1, 5)),
        _text(ours["forth"]),
        _text(ours["back"]),
        _when(ours["created"]),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text")
    return plain(value)


def _place(value: object) -> float:
    return max(-FARTHEST, min(FARTHEST, _number(value)))


def _between(value: object, least: float, most: float) -> float:
    number = _number(value)
    if not least <= number <= most:
        raise ValueError("out of range")
    return number


def _number(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value):
        raise TypeError("number")
    return float(value)


def _one_of(value: object, words: tuple[str, ...]) -> str:
    if value not in words:
        raise ValueError("unknown word")
    return str(value)


def _colour(value: object) -> str | None:
    """Other programs also give a number of a palette of theirs: it has no meaning here."""
    return value if isinstance(value, str) and _COLOUR.fullmatch(value) else None


def _when(value: object) -> datetime | None:
    if value is None:
        return None
    when = datetime.fromisoformat(_text(value))
    if when.utcoffset() is None or not 1 < when.year < 9999:
        raise ValueError("time")
    return when


def _read_picture(value: Json) -> Encoded:
    kind = _one_of(value["kind"], IMAGE_KINDS)
    try:
        data = base64.b64decode(_text(value["data"]).encode("ascii"), validate=True)
    except binascii.Error as error:
        raise ValueError("picture") from error
    if len(data) > _MOST_PICTURE:
        raise ValueError("picture")
    width, height = (int(_between(value[side], 1, 4096)) for side in ("width", "height"))
    return bare(Encoded(kind, width, height, data))
