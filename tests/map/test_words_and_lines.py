"""Each kind of link has its words, its line and its icon; shape alone tells kinds apart."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from ifs_desktop.map import geometry, lines, words
from ifs_desktop.store.schema import DIRECTED_KINDS, FACT_SAYERS, RELATION_KINDS


def test_all_kinds_and_sayers_of_the_journal_have_words() -> None:
    assert set(words.KINDS) == set(RELATION_KINDS) == set(lines.STYLES)
    assert words.DIRECTED == DIRECTED_KINDS
    for kind in RELATION_KINDS:
        sentence = words.sentence(kind, "Watchful", "Little")
        assert "Watchful" in sentence
        assert "Little" in sentence
        assert words.kind_name(kind)
    assert all(words.sayer_name(sayer) for sayer in FACT_SAYERS)


def test_a_name_written_from_right_to_left_does_not_turn_the_sentence() -> None:
    assert words.sentence("protects", "مراقب", "Little") == "\u2068مراقب\u2069 protects Little"


@pytest.mark.usefixtures("qapp")
def test_no_two_kinds_look_alike_without_their_colours() -> None:
    route = geometry.Route((0, 0), (100, -30), (200, 0))
    seen = set()
    for kind in RELATION_KINDS:
        pen = lines.line_pen(kind)
        seen.add(
            (
                tuple(pen.dashPattern()),
                pen.widthF() if kind == "unknown" else 0.0,
                lines.line_path(route, kind).elementCount(),
                lines.mark_path(route, kind).elementCount(),
                lines.STYLES[kind].closed,
            )
        )
    assert len(seen) == len(RELATION_KINDS)


@pytest.mark.usefixtures("qapp")
def test_icons_of_lines_are_not_blank_and_all_differ() -> None:
    pictures: set[bytes] = set()
    for kind in RELATION_KINDS:
        image = lines.icon(kind).pixmap(QSize(40, 16)).toImage()
        image = image.convertToFormat(QImage.Format.Format_ARGB32)
        assert any(image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(16))
        pictures.add(bytes(image.constBits()))
    assert len(pictures) == len(RELATION_KINDS)
