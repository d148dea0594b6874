"""Ground me leads to the place to rest, if there is one, in the words it was built of."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ifs_desktop.care.grounding import Grounding, MyPlace
from ifs_desktop.rest import edits, queries
from ifs_desktop.store import Store


def ways(page: QWidget) -> list[str]:
    return [b.text() for b in page.findChildren(QPushButton) if b.isCheckable()]


def test_the_place_is_shown_with_what_each_sense_meets_there(qtbot: QtBot, store: Store) -> None:
    edits.build(store, name="An older one")
    edits.build(store, name="The <b>cove</b>", sight="grey water", words="nobody <i>needs</i> me")
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    page = Grounding(window, queries.places(store)[0])
    page.open()
    assert ways(page)[-1] == "My place to rest"
    place = page.findChild(MyPlace)
    assert place is not None and not place.isVisible()
    next(b for b in page.findChildren(QPushButton) if b.text() == "My place to rest").click()
    assert place.isVisible()
    shown = "\n".join(label.text() for label in place.findChildren(QLabel))
    assert "grey water" in shown and "&lt;i&gt;needs" in shown
    assert not place.grab().isNull()
    page.close()
    bare = Grounding(window)
    bare.open()
    assert len(ways(bare)) == 3
    bare.close()
