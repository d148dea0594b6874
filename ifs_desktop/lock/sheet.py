"""A recovery code on a sheet of paper or in a PDF: one calm page, made in memory.

Nothing of it is written anywhere but to the printer, or to the file a person chose.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import date
from html import escape
from pathlib import Path

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QLocale, QMarginsF, QSizeF
from PySide6.QtGui import (
    QFont,
    QFontDatabase,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
)
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from ifs_desktop.ui import days
from ifs_desktop.ui.printing import spooled_in_memory

IN_A_ROW = 4  # groups


def pdf(journal: str, code: str) -> bytes:
    """The sheet as a PDF. What the file says about itself names no journal."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(_title())
    writer.setCreator("IFS Desktop")
    writer.setPageSize(QPageSize(_paper()))
    _draw(writer, journal, code)
    del writer  # it ends the file
    return bytes(buffer.data().data())


def save(path: str, journal: str, code: str) -> Path:
    """Write the sheet to a PDF file; where it is. Raises OSError, and then leaves no half of it."""
    where, mode = Path(path), "wb"
    if where.suffix.lower() != ".pdf":
        where, mode = where.with_name(f"{where.name}.pdf"), "xb"  # never over a journal
    data = pdf(journal, code)
    with where.open(mode) as file:
        try:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            with suppress(OSError):
                where.unlink()
            raise
    return where


def print_on(printer: QPrinter, journal: str, code: str) -> bool:
    """Send the sheet to a printer; whether it went there."""
    printer.setDocName(_title())
    printer.setCreator("IFS Desktop")
    with spooled_in_memory():
        return _draw(printer, journal, code)


def _draw(device: QPagedPaintDevice, journal: str, code: str) -> bool:
    device.setPageMargins(QMarginsF(22, 22, 22, 22), QPageLayout.Unit.Millimeter)
    painter = QPainter()
    if not painter.begin(device):
        return False
    document = QTextDocument()
    layout = document.documentLayout()
    layout.setPaintDevice(device)  # so that points are points
    document.setDefaultFont(QFont(QApplication.font().family(), 11))
    document.setDocumentMargin(0)
    document.setHtml(_html(journal, code))
    document.setPageSize(QSizeF(device.width(), device.height()))
    document.drawContents(painter)
    return painter.end()


def _html(journal: str, code: str) -> str:
    cells = "".join(
        f'{"</tr><tr>" if number % IN_A_ROW == 0 else ""}<td bgcolor="#F1F0EC">'
        f'<p class="number">{number + 1}</p><p class="group">{group}</p></td>'
        for number, group in enumerate(code.split("-"))
    )
    family = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
    style = (  # Qt takes sizes in points, and distances in px
        "p { color: #000000; margin: 0; } .about { color: #444444; margin: 6px 0 30px 0; }"
        " .title { font-size: 22pt; font-weight: 600; } .number { font-size: 8pt; color: #444444; }"
        " .head { font-size: 12pt; font-weight: 600; margin: 26px 0 4px 0; }"
        f" .group {{ font-family: '{family}'; font-size: 22pt; font-weight: 600; }}"
    )
    about = _say("For the journal “{name}”. Made on {date}.").format(
        name=journal, date=days.full_day(date.today())
    )
    parts = [f'<p class="title">{escape(_title())}</p>', f'<p class="about">{escape(about)}</p>']
    parts.append(f'<table cellpadding="9" cellspacing="5" width="100%"><tr>{cells}</tr></table>')
    for heading, text in _sections():
        parts.append(f'<p class="head">{escape(heading)}</p><p>{escape(text)}</p>')
    return f"<html><head><style>{style}</style></head><body>{''.join(parts)}</body></html>"


def _sections() -> list[tuple[str, str]]:
    return [
        (
            _say("What it is for"),
            _say(
                "If the password is forgotten, this code opens the journal. Nobody can bring either"
                " of them back: not the makers of the app, not the computer."
            ),
        ),
        (
            _say("How to use it"),
            _say(
                "Open the journal in IFS Desktop. Where it asks for the password, choose “I forgot"
                " my password”. Type this code, then choose a new password. Everything written is"
                " still there, and the code goes on working. There is no letter I, L, O or U in it:"
                " what looks like an O is a zero. Small letters are fine."
            ),
        ),
        (
            _say("Where to keep it"),
            _say(
                "Whoever holds this sheet can open the journal. Keep it away from the computer:"
                " with a person you trust, or among papers that nobody else looks at. If it is lost"
                " or seen, make a new code in the app, under Settings. Then this one opens only the"
                " backups made before."
            ),
        ),
    ]


def _title() -> str:
    return _say("Recovery code")


def _paper() -> QPageSize.PageSizeId:
    letter = QLocale().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    return QPageSize.PageSizeId.Letter if letter else QPageSize.PageSizeId.A4


def _say(text: str) -> str:
    return QCoreApplication.translate("Sheet", text)
