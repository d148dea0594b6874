"""A map as a JSON Canvas: valid for other programs, equal when it comes back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage
from sqlalchemy import func, select

from ifs_desktop import vault
from ifs_desktop.map import edits as map_edits
from ifs_desktop.map.out import edits, errors, json_canvas, names, queries
from ifs_desktop.map.out.content import AreaOut, LinkOut, MapOut, PartOut
from ifs_desktop.map.queries import Legend
from ifs_desktop.parts.names import clean_name
from ifs_desktop.store import Store, sample
from ifs_desktop.store.images import Encoded
from ifs_desktop.store.schema import Area, Part, Relation, now
from tests.conftest import PASSWORD

MOST = 49_000.0
GONE = object()


def text(content: MapOut) -> str:
    return json_canvas.written(content, "Self", str.capitalize)


def back(content: MapOut) -> MapOut:
    return json_canvas.read(text(content).encode(), "Unnamed")


@pytest.fixture
def full(store: Store) -> MapOut:
    """The sample journal's map, with every look a part can have."""
    sample.fill(store)
    content = queries.whole(store, map_edits.ensure_map(store))
    assert content is not None
    assert content.links
    assert content.areas
    assert content.legend
    return content


def test_a_map_is_a_valid_canvas_for_other_programs(full: MapOut) -> None:
    file = json.loads(text(full))
    ids = [node["id"] for node in file["nodes"]] + [edge["id"] for edge in file["edges"]]
    assert len(ids) == len(set(ids))
    for node in file["nodes"]:
        assert all(type(node[side]) is int for side in ("x", "y", "width", "height"))
        assert node["type"] in ("text", "group")
        assert isinstance(node["text"] if node["type"] == "text" else node["label"], str)
        assert node.get("color", "#000000").startswith("#")
        assert set(node) <= {
            *("id", "type", "x", "y", "width", "height", "text", "label", "color", json_canvas.KEY)
        }
    for edge in file["edges"]:
        assert {edge["fromNode"], edge["toNode"]} <= set(ids)
        assert {edge["fromSide"], edge["toSide"]} <= {"left", "right", "top", "bottom"}
        assert edge["toEnd"] in ("arrow", "none")
    protects = [e for e in file["edges"] if e["label"] == "Protects"]
    assert protects
    assert all(edge["toEnd"] == "arrow" for edge in protects)


def test_a_map_comes_back_equal_into_its_journal_and_into_another(
    full: MapOut, store: Store, new_journal: Path, tmp_path: Path, data_dir: Path
) -> None:
    with store.read() as session:
        before = session.scalars(select(func.count()).select_from(Part)).one()
    again = queries.whole(store, edits.bring_in(store, back(full)))
    assert again == full
    with store.read() as session:  # nobody was made twice
        assert session.scalars(select(func.count()).select_from(Part)).one() == before
    store.undo()
    path = tmp_path / "other.ifsjournal"
    path.write_bytes(new_journal.read_bytes())
    other_vault = vault.unlock(path, PASSWORD, data_dir=data_dir)
    other = Store.open(other_vault)
    map_id = edits.bring_in(other, back(full))
    assert queries.whole(other, map_id) == full
    other.undo()
    with other.read() as session:
        for table in (Part, Relation, Area):
            assert session.scalars(select(func.count()).select_from(table)).one() == 0
    other.close()
    other_vault.abandon()


_names = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20)
_place = st.floats(-MOST, MOST, allow_nan=False)
_times = st.none() | st.datetimes(
    datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)
)
_parts = st.builds(
    PartOut,
    name=_names,
    role=st.sampled_from(("manager", "exile", "not_sure")),
    x=_place,
    y=_place,
    created=_times,
    colour=st.none() | st.just("#aabbcc"),
    emoji=st.none() | st.just("🦊"),
    resting=_times,
    veiled=_times,
    size=st.floats(0.5, 2.5),
    fade=st.floats(0, 0.8),
    pinned=st.booleans(),
    number=st.none() | st.integers(1, 99),
)
_areas = st.builds(
    AreaOut,
    kind=st.sampled_from(("group", "safe", "note")),
    text=st.text(st.characters(exclude_categories=["C"]), max_size=40),
    x=_place,
    y=_place,
    width=st.floats(1, 5000),
    height=st.floats(1, 5000),
    colour=st.none() | st.just("#112233"),
)


@given(
    st.lists(_parts, min_size=2, max_size=5, unique_by=lambda part: part.name),
    st.lists(_areas, max_size=3),
    st.sampled_from(("polarised", "protects", "unknown")),
    st.none() | st.integers(1, 5),
)
def test_whatever_is_on_a_map_is_read_as_it_was_written(
    parts: list[PartOut], areas: list[AreaOut], kind: str, tension: int | None
) -> None:
    parts = [replace(part, name=clean_name(part.name)) for part in parts]
    link = LinkOut(0, 1, kind, tension, "one way", "", now())
    said = Legend("how loud", "how near", "")
    content = MapOut("Map", (1.5, -2.0), tuple(parts), (link,), tuple(areas), said, "After it")
    assert back(content) == content


def test_a_canvas_of_another_program_becomes_parts_notes_and_frames(store: Store) -> None:
    box = {"x": 0, "y": 0, "width": 200, "height": 100}
    file = {
        "nodes": [
            {"id": "a", "type": "text", "text": "The Critic", "color": "4", **box},
            {"id": "b", "type": "text", "text": "Little One", "color": "#ff0000", **box},
            {"id": "c", "type": "text", "text": "It was a long week.\n\n" * 9, **box},
            {"id": "d", "type": "group", "label": "At work", **box},
            {"id": "e", "type": "file", "file": "Letters/one.md", **box},
            {"id": "f", "type": "link", "url": "https://example.org", **box},
        ],
        "edges": [
            {"id": "1", "fromNode": "a", "toNode": "b", "label": "scolds"},
            {"id": "2", "fromNode": "a", "toNode": "c"},
        ],
        "somebody": {"else": 1},
    }
    content = json_canvas.read(json.dumps(file).encode(), "From elsewhere")
    assert [part.name for part in content.parts] == ["The Critic", "Little One"]
    assert content.parts[0].colour is None
    assert content.parts[1].colour == "#ff0000"
    assert [area.kind for area in content.areas] == ["note", "group", "note", "note"]
    assert content.links == (LinkOut(0, 1, forth="scolds"),)
    shown = queries.whole(store, edits.bring_in(store, content))
    assert shown is not None
    assert (shown.name, len(shown.parts), len(shown.links)) == ("From elsewhere", 2, 1)


def _at(file: Any, path: str) -> tuple[Any, Any]:
    """The object a path leads into, and the last step of the path."""
    steps = [int(step) if step.isdecimal() else step for step in path.split(".")]
    for step in steps[:-1]:
        file = file[step]
    return file, steps[-1]


def test_what_does_not_fit_is_refused_by_its_kind_and_takes_nothing(
    full: MapOut, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = f"nodes.3.{json_canvas.KEY}"
    damaged: tuple[tuple[str, object], ...] = (
        ("nodes.3.id", GONE),
        (f"{part}.name", GONE),
        (f"{part}.name", " \u202e "),
        (f"{part}.name", "x" * 10_000),
        (f"{part}.role", "villain"),
        (f"{part}.x", "left"),
        (f"{part}.size", 99),
        (f"{part}.created", "yesterday"),
        (f"{part}.portrait", {"kind": "png", "width": 1, "height": 1, "data": "PHN2Zz4="}),
        (f"edges.0.{json_canvas.KEY}.tension", 6),
        (f"{part}.emoji", "not one sign"),
        ("nodes.0.label", None),
        ("nodes.0", 3),
        (f"{json_canvas.KEY}.self", []),
        (f"{json_canvas.KEY}.legend", ["size"]),
    )
    for path, value in damaged:
        file = json.loads(text(full))
        holder, last = _at(file, path)
        if value is GONE:
            del holder[last]
        else:
            holder[last] = value
        with pytest.raises(errors.DamagedCanvas):
            json_canvas.read(json.dumps(file).encode(), "x")
    other = {"nodes": [{"id": "a", "type": "text", "text": ["a"]}]}
    with pytest.raises(errors.DamagedCanvas):
        json_canvas.read(json.dumps(other).encode(), "x")
    newer = json.loads(text(full))
    newer[json_canvas.KEY]["version"] = 2
    with pytest.raises(errors.NewerCanvas):
        json_canvas.read(json.dumps(newer).encode(), "x")
    for data in (b"", b"{", b"[]", b"\xff\xfe", b'{"a": 1}', b"[" * 100_000, b'{"nodes": 3}'):
        with pytest.raises(errors.NotACanvas):
            json_canvas.read(data, "x")
    monkeypatch.setattr(json_canvas, "MOST_THINGS", 3)
    with pytest.raises(errors.LargeCanvas):
        json_canvas.read(text(full).encode(), "x")
    assert store.undo_label is None


@pytest.mark.parametrize("how", [names.INITIALS, names.NONE])
def test_without_names_no_word_of_ones_own_leaves_with_a_map(full: MapOut, how: str) -> None:
    ann = replace(full.parts[0], emoji="Ann", resting=now(), veiled=now())
    full = replace(full, parts=(ann, replace(full.parts[1], emoji="🦊"), *full.parts[2:]))
    shown = names.on_content(full, how, "Map", str.upper)
    said = text(shown)
    assert [part.emoji for part in shown.parts[:2]] == [None, "🦊"]
    assert all(when is not None and when.hour == when.microsecond == 0 for when in _since(shown))
    own = {part.name for part in full.parts} | {full.name, full.about}
    own |= {area.text for area in full.areas} | {link.forth for link in full.links}
    own |= {link.back for link in full.links}
    own |= {full.legend.size, full.legend.distance, full.legend.colour}
    for word in own - {""}:
        assert word not in said
    assert all(part.created is None for part in shown.parts)
    assert back(shown) == shown


def _since(content: MapOut) -> list[datetime | None]:
    return [content.parts[0].resting, content.parts[0].veiled]


def _picture(kind: str) -> Encoded:
    """A picture that tells something besides its pixels."""
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    image.setText("Comment", "taken at home")
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, kind)  # type: ignore[call-overload]
    return Encoded(kind.lower(), 40, 30, bytes(buffer.data().data()))


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_portrait_comes_in_with_its_pixels_only_and_a_broken_one_not_at_all(kind: str) -> None:
    told = _picture(kind)
    assert b"taken at home" in told.data
    part = PartOut("A", "manager", 0, 0, portrait=told)
    came = back(MapOut("Map", parts=(part,))).parts[0].portrait
    assert came is not None
    assert b"taken at home" not in came.data
    pixels = QImage.fromData(QByteArray(came.data))
    assert pixels == QImage.fromData(QByteArray(told.data))
    whole = MapOut("Map", parts=(replace(part, portrait=came),))
    assert back(whole) == whole
    for broken in (
        replace(came, width=400),
        replace(came, data=came.data[:60]),
        replace(came, data=came.data[:-9]),
        replace(came, data=came.data[:30] + b"\0" * 9),
    ):
        with pytest.raises(errors.DamagedCanvas):
            back(MapOut("Map", parts=(replace(part, portrait=broken),)))
