"""A drawn map as the bytes of a file: PNG, SVG or PDF. Made in memory; nothing is written here."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSize, QSizeF
from PySide6.QtGui import (
    QImage,
    QImageWriter,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from ifs_desktop.map.out.drawing import Sheet
from ifs_desktop.ui import theme

SHARPNESS = 2.0  # image dots for one scene unit
MOST_SIDE = 12_000  # dots; a larger map comes less sharp
APP = "IFS Desktop"


def image(sheet: Sheet, *, clear: bool = False) -> QImage:
    """The sheet in dots. ``clear``: without the paper behind it."""
    scale = min(SHARPNESS, MOST_SIDE / max(sheet.size))
    width, height = (max(1, round(side * scale)) for side in sheet.size)
    drawn = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    drawn.setDotsPerMeterX(round(96 * scale / 0.0254))
    drawn.setDotsPerMeterY(round(96 * scale / 0.0254))
    with theme.paper():
        drawn.fill(0 if clear else theme.colour("surface"))
    painter = QPainter(drawn)
    sheet.paint(painter, QRectF(0, 0, width, height))
    painter.end()
    return drawn


def png(sheet: Sheet, *, clear: bool = False) -> bytes:
    """The image as a PNG file."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image(sheet, clear=clear))
    buffer.close()
    return bytes(data.data())


def svg(sheet: Sheet, *, clear: bool = False) -> bytes:
    """Lines and shapes; letters are shapes as well, so that no font is needed to look at it."""
    from PySide6.QtSvg import QSvgGenerator  # not at the start: 1 ms

    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    width, height = sheet.size
    area = QRectF(0, 0, width, height)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(round(width), round(height)))
    generator.setViewBox(area)
    generator.setTitle(APP)
    painter = QPainter(generator)
    if not clear:
        with theme.paper():
            painter.fillRect(area, theme.colour("surface"))
    sheet.paint(painter, area, outlines=True)
    painter.end()
    buffer.close()
    return bytes(data.data())


def pdf(sheet: Sheet) -> bytes:
    """One page as large as the map, with the fonts in it."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(APP)
    writer.setCreator(APP)
    millimetres = QSizeF(*(side * 25.4 / 96 for side in sheet.size))
    writer.setPageSize(QPageSize(millimetres, QPageSize.Unit.Millimeter))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    on_page(sheet, writer)
    del writer  # it ends the file
    buffer.close()
    return bytes(data.data())


def on_page(sheet: Sheet, device: QPagedPaintDevice) -> bool:
    """Paint the sheet as large as a page has room; whether the device took it."""
    wide = sheet.size[0] > sheet.size[1]
    layout = device.pageLayout()
    page = layout.pageSize().size(QPageSize.Unit.Millimeter)
    if wide != (page.width() > page.height()) and layout.margins(QPageLayout.Unit.Point).top():
        device.setPageOrientation(QPageLayout.Orientation.Landscape)
    painter = QPainter()
    if not painter.begin(device):
        return False
    view = painter.viewport()
    sheet.paint(painter, QRectF(0, 0, view.width(), view.height()))
    return painter.end()
