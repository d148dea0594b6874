"""A map goes out as a picture, a drawing, a page or to the clipboard, with or without names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ifs_desktop.map import edits as map_edits
from ifs_desktop.map import queries
from ifs_desktop.map.out import json_canvas, names, written
from ifs_desktop.map.out.dialog import CANVAS, PDF, PNG, SVG, OutDialog
from ifs_desktop.map.out.drawing import Sheet
from ifs_desktop.map.out.going import Going
from ifs_desktop.map.queries import Picture
from ifs_desktop.store import Store, sample
from ifs_desktop.ui import ask, theme


@pytest.fixture
def picture(store: Store) -> Picture:
    sample.fill(store)
    found = queries.picture(store, map_edits.ensure_map(store))
    assert found is not None
    return found


@pytest.fixture
def sheet(picture: Picture, qtbot: QtBot) -> Iterator[Sheet]:
    drawn = Sheet(picture)
    yield drawn
    drawn.close()


def near(colour: QColor, token: str) -> bool:
    with theme.paper():
        wanted = theme.colour(token)
    pairs = zip(colour.getRgb()[:3], wanted.getRgb()[:3], strict=True)  # type: ignore[index]
    return all(abs(one - other) < 12 for one, other in pairs)


def colours(image: QImage) -> set[str]:
    return {
        QColor(image.pixel(x, y)).name()
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
    }


def test_a_picture_is_sharp_on_paper_and_in_light_colours_also_in_the_dark(
    sheet: Sheet, picture: Picture, qapp: object
) -> None:
    light = written.image(sheet)
    assert light.size() == QSize(*(round(side * written.SHARPNESS) for side in sheet.size))
    assert near(QColor(light.pixel(2, 2)), "surface")
    with theme.paper():
        assert theme.colour("manager").name() in colours(light)
    theme.apply(QGuiApplication.instance(), "dark")  # type: ignore[arg-type]
    try:
        assert theme.is_dark()
        dark = Sheet(picture)
        assert written.image(dark) == light
        assert theme.is_dark()
        dark.close()
    finally:
        theme.apply(QGuiApplication.instance(), "light")  # type: ignore[arg-type]
    clear = written.image(sheet, clear=True)
    assert clear.pixelColor(2, 2).alpha() == 0


def test_a_drawing_has_lines_and_shapes_and_needs_no_font(sheet: Sheet, picture: Picture) -> None:
    root = ElementTree.fromstring(written.svg(sheet))
    kinds = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert "path" in kinds
    assert not kinds & {"image", "text", "script"}
    box = [float(number) for number in root.attrib["viewBox"].split()]
    assert box == pytest.approx([0, 0, *sheet.size], abs=1)


def test_a_page_is_as_large_as_the_map_and_holds_its_fonts(sheet: Sheet) -> None:
    page = written.pdf(sheet)
    assert page.startswith(b"%PDF")
    assert b"FontFile" in page
    media = page.split(b"/MediaBox [")[1].split(b"]")[0].split()
    assert [float(n) for n in media[2:]] == pytest.approx([s * 0.75 for s in sheet.size], abs=2)


@pytest.mark.parametrize("how", [names.INITIALS, names.NONE])
def test_names_are_shortened_or_left_out_of_what_is_drawn(picture: Picture, how: str) -> None:
    shown = names.on_picture(picture, how)
    words = " ".join(
        [shown.name, shown.about, *(p.part.name + p.body for p in shown.placed)]
        + [area.text for area in shown.areas]
        + [link.agreement for link in shown.links]
        + [shown.legend.size, shown.legend.distance, shown.legend.colour]
    )
    assert picture.legend.distance
    assert picture.legend.distance not in words
    for placed in picture.placed:
        assert placed.part.name not in words
    assert ("T. W. O." in words) == (how == names.INITIALS)
    assert [(p.x, p.y) for p in shown.placed] == [(p.x, p.y) for p in picture.placed]


@pytest.fixture
def dialog(store: Store, picture: Picture, qtbot: QtBot) -> Iterator[OutDialog]:
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    opened = OutDialog(store, picture, page)
    opened.open()
    yield opened
    opened.close()


def choose(dialog: OutDialog, form: str, how: str = names.WHOLE) -> None:
    dialog.form.setCurrentIndex(dialog.form.findData(form))
    dialog.names.setCurrentIndex(dialog.names.findData(how))


def test_each_kind_of_file_is_written_whole_and_only_for_its_owner(
    dialog: OutDialog, tmp_path: Path, store: Store
) -> None:
    begins = {PNG: b"\x89PNG", SVG: b"<?xml", PDF: b"%PDF", CANVAS: b"{"}
    for form, sign in begins.items():
        choose(dialog, form)
        path = tmp_path / f"out.{form}"
        path.write_text("older")
        with ask.answer(str(path)):
            dialog.save.click()
        assert path.read_bytes().startswith(sign)
        assert path.stat().st_mode & 0o077 == 0
        assert not dialog.said.isHidden()
    assert {path.name for path in tmp_path.glob("out*")} == {f"out.{form}" for form in begins}
    content = json_canvas.read((tmp_path / "out.canvas").read_bytes(), "x")
    assert {part.name for part in content.parts} >= {"Little One", "The Planner"}


def test_a_folder_that_cannot_be_written_to_is_said_kindly(
    dialog: OutDialog, tmp_path: Path
) -> None:
    with ask.answer(str(tmp_path / "none" / "map.png")):
        dialog.save.click()
    assert dialog.said.property("tone") == "danger"


def test_the_look_before_follows_what_is_chosen(dialog: OutDialog) -> None:
    before = dialog.look.pixmap().toImage()
    choose(dialog, PNG, names.NONE)
    assert dialog.look.pixmap().toImage() != before
    assert dialog.left_out.isVisibleTo(dialog)
    choose(dialog, CANVAS)
    assert not dialog.legend.isEnabled()
    assert not dialog.paper.isEnabled()


def test_a_copy_is_a_picture_that_others_are_asked_not_to_keep(dialog: OutDialog) -> None:
    dialog.copy.click()
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasImage()
    assert not data.hasText()
    assert data.data("x-kde-passwordManagerHint") == b"secret"
    QGuiApplication.clipboard().clear()


def test_a_map_is_printed_without_its_name_in_the_queue(dialog: OutDialog, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    path = tmp_path / "printed.pdf"
    printer.setOutputFileName(str(path))
    with ask.answer(printer):
        dialog.print.click()
    assert printer.docName() == written.APP
    assert path.read_bytes().startswith(b"%PDF")
    assert os.environ.get("TMPDIR") != os.environ.get("XDG_RUNTIME_DIR")


def test_a_canvas_comes_in_as_a_new_map_and_a_bad_one_leaves_the_journal_alone(
    store: Store, picture: Picture, dialog: OutDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "out.canvas"
    choose(dialog, CANVAS)
    with ask.answer(str(path)):
        dialog.save.click()
    page = QWidget()
    qtbot.addWidget(page)
    going = Going(store, page)
    came: list[int] = []
    going.came.connect(came.append)
    with ask.answer(str(path)):
        going.bring_in()
    assert len(queries.maps(store)) == 2
    assert came == [queries.maps(store)[-1].id]
    path.write_text("{")
    with ask.answer(str(path), True) as asked:
        going.bring_in()
    assert asked[-1] == "The map stayed outside"
    with ask.answer(str(tmp_path / "gone.canvas"), True) as asked:
        going.bring_in()
    assert asked[-1] == "The map stayed outside"
    assert len(queries.maps(store)) == 2
