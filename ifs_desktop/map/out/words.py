"""What sending a map out and bringing one in say."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from ifs_desktop.map.out.errors import (
    CanvasRefused,
    DamagedCanvas,
    LargeCanvas,
    NewerCanvas,
    NotACanvas,
)
from ifs_desktop.vault.errors import JournalError

_REFUSED: dict[type[CanvasRefused], str] = {
    NotACanvas: str(
        QT_TRANSLATE_NOOP(
            "MapOut",
            "This is not a JSON Canvas file. Nothing was taken from it, and your journal is as it"
            " was. Files of this kind end in .canvas.",
        )
    ),
    DamagedCanvas: str(
        QT_TRANSLATE_NOOP(
            "MapOut",
            "Something in this file is missing or does not fit. Nothing was taken from it, and"
            " your journal is as it was. If there is another copy of the file, try that one.",
        )
    ),
    NewerCanvas: str(
        QT_TRANSLATE_NOOP(
            "MapOut",
            "A later version of this app wrote the file. Nothing was taken from it, and your"
            " journal is as it was. With that version, or a newer one, it comes in.",
        )
    ),
    LargeCanvas: str(
        QT_TRANSLATE_NOOP(
            "MapOut",
            "This file holds more than a map can show. Nothing was taken from it, and your"
            " journal is as it was.",
        )
    ),
}


def explain(error: CanvasRefused | JournalError) -> str:
    """What happened, what is safe, what to do next."""
    if isinstance(error, CanvasRefused):
        return QCoreApplication.translate("MapOut", _REFUSED[type(error)])
    sentence = QCoreApplication.translate("Sentences", error.sentence)
    return error.said_as(sentence, QCoreApplication.translate("MapOut", "the file"))
