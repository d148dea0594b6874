"""The real app with hostile texts in every place, looked at, hovered over and clicked.

    python tests/tools/hostile.py COUNT|trap

Prints how many texts were shown, tool tips came up, clicks were made, and links were opened.
``trap`` shows instead what an app would do that takes such texts for HTML.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import cast

sys.path.insert(0, str(Path(__file__).parents[2]))

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLabel,
    QPlainTextEdit,
    QToolTip,
    QWidget,
)

from ifs_desktop import hardening, resources_path
from ifs_desktop.care import edits as care
from ifs_desktop.dialogue import edits as dialogues
from ifs_desktop.entries import edits as entries
from ifs_desktop.exercises import catalogue
from ifs_desktop.exercises import edits as exercises
from ifs_desktop.exercises.kinds import two_sided, write
from ifs_desktop.map import edits as maps
from ifs_desktop.parts import edits as parts
from ifs_desktop.store import Ref, Store
from tests.helpers import mouse
from tests.helpers.app import Person, rest
from tests.helpers.hostile import ADDRESSES, BAIT, cases

NAMES = 12  # hostile names on the map
SCHEMES = ("http", "https", "ftp", "file", "mailto", "smb", "javascript", "data", "qrc")


class Doors(QObject):
    """Stands where the system would be asked to open a link."""

    def __init__(self) -> None:
        super().__init__()
        self.opened = 0
        slot = cast("bytes", "open")  # the stub says bytes, the call wants str
        for scheme in SCHEMES:
            QDesktopServices.setUrlHandler(scheme, self, slot)

    @Slot(QUrl)
    def open(self, _address: QUrl) -> None:
        """A link was to be opened."""
        self.opened += 1


def main(argument: str) -> int:
    """Show it all, or fall into the trap."""
    hardening.close_up()
    qt = QApplication(["hostile"])
    qt.setApplicationName("ifs-desktop")
    doors = Doors()
    if argument == "trap":
        _trap()
        print(1, 0, 1, doors.opened)
        return 0
    texts = cases()[:: max(1, len(cases()) // int(argument))]
    person = Person()
    person.create("a word for the door")
    person.press("Go to my map")
    run_id = _fill(person.store, texts)
    shown, hovered, clicked = len(texts), 0, 0
    person.press("Dialogues")
    clicked += _read_all(person)
    hovered += _hover(person.app.frame)
    person.press("Journal")
    journal = person.window.page("entries")
    clicked += _click_over(journal.sheet.text.viewport())
    journal.sheet.text.selectAll()
    journal.sheet.text.copy()
    journal.sheet.text.paste()
    hovered += _hover(person.app.frame)
    person.window.go("map")
    for part_id in list(person.window.page("map").scene.parts)[:NAMES]:
        person.window.open_ref(Ref("part", part_id))
        hovered += _hover(person.app.frame)
    page = person.window.page("map")
    page.view.setFocus()
    for open_it in (page.view.ask_add, page.view.ask_link):
        open_it()
        rest(50)
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        hovered += _hover(dialog)
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        rest(50)
    person.window.open_ref(Ref("run", run_id))
    clicked += _click_labels(person.window.page("exercises"))
    hovered += _hover(person.app.frame)
    person.window.open_ref(Ref("page", None, "exercises"))
    hovered += _hover(person.app.frame)
    person.window.go("help")
    contacts = person.find("Whom I can turn to", QPlainTextEdit)
    assert BAIT in contacts.toPlainText()
    clicked += _click_over(contacts.viewport())
    person.end()
    print(shown, hovered, clicked, doors.opened)
    return 0


def _fill(store: Store, texts: list[str]) -> int:
    """Hostile names, facts, titles, turns, answers and contacts; the id of an exercise's run."""
    map_id = maps.ensure_map(store, name="My parts")
    ids = []
    for number, address in enumerate(ADDRESSES[:NAMES]):
        name = f'<img src="{address}"> & {number} ' + "of a long name " * 4
        at = (number % 4 * 180.0 - 300.0, number // 4 * 180.0 - 200.0)
        role = ("manager", "firefighter", "not_sure")[number % 3]
        ids.append(maps.new_part_on_map(store, map_id=map_id, name=name, role=role, at=at))
        for kind in ("job", "fear", "body"):
            parts.state_fact(store, part_id=ids[-1], kind=kind, text=name, said_by="me", visit=1)
    parts.relate(store, source_id=ids[0], target_id=ids[1], kind="protects")
    maps.rename_map(store, map_id=map_id, name=f'<img src="{ADDRESSES[2]}">')
    title = f'<img src="{ADDRESSES[2]}"> <a href="{ADDRESSES[8]}">x</a>'
    talk = dialogues.start_dialogue(store, title=title, part_ids=ids[:3])
    for text in texts:
        dialogues.say(store, dialogue_id=talk, part_id=ids[0], text=text)
    exercise = catalogue.load(Path(resources_path.path("exercises"))).get("then-or-now")
    assert exercise is not None
    answer = write.Answer("\n\n".join(texts[:40]))
    run_id = exercises.begin(store, exercise=exercise, key="trigger", answer=answer, visit=1)
    sides = two_sided.Answer({"like": texts[0], "sure": "\n".join(texts[40:])})
    exercises.answer(store, exercise=exercise, run_id=run_id, key="sides", answer=sides, visit=2)
    exercises.finish(store, exercise=exercise, run_id=run_id)
    entry = entries.begin_entry(store, title=title, text="\n\n".join(texts))
    for address in ADDRESSES[:4]:
        entries.tag_entry(store, entry_id=entry, name=f"<img src='{address}'>")
    entries.keep_template(store, name=title, text=texts[0])
    care.write_contacts(store, text="\n".join(texts[:40]))
    return run_id


def _read_all(person: Person) -> int:
    """Scroll through every turn; move over it and click it in several places."""
    view = person.window.page("dialogues").talk.view
    clicks = 0
    model = view.model()
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        view.scrollTo(index)
        QApplication.processEvents()
        box = view.visualRect(index).intersected(view.viewport().rect())
        for part in (0.2, 0.4, 0.6):
            at = QPoint(box.left() + int(box.width() * part), box.center().y())
            mouse.move(view.viewport(), at, button=Qt.MouseButton.NoButton)
            mouse.click(view.viewport(), at)
            clicks += 1
    return clicks


def _hover(root: QWidget) -> int:
    """Bring up every tool tip there is, also of the rows of lists."""
    shown = 0
    for widget in root.findChildren(QWidget):
        if not shiboken6.isValid(widget) or not widget.isVisible():
            continue
        spots = [widget.rect().center()] if widget.toolTip() else []
        if isinstance(widget, QAbstractItemView):
            model, widget = widget.model(), widget.viewport()
            view = widget.parent()
            assert isinstance(view, QAbstractItemView)
            rows = [view.visualRect(model.index(row, 0)) for row in range(model.rowCount())]
            spots = [box.center() for box in rows if widget.rect().contains(box.center())]
        for at in spots:
            event = QHelpEvent(QEvent.Type.ToolTip, at, widget.mapToGlobal(at))
            QApplication.sendEvent(widget, event)
            QApplication.processEvents()
            shown += QToolTip.isVisible()
            QToolTip.hideText()
    return shown


def _click_labels(root: QWidget) -> int:
    """Click every text that stands on the screen."""
    QApplication.processEvents()
    labels = [label for label in root.findChildren(QLabel) if label.isVisible()]
    return sum(_click_over(label) for label in labels)


def _click_over(widget: QWidget) -> int:
    spots = [QPoint(x, y) for y in range(6, min(widget.height(), 400), 24) for x in (12, 40, 90)]
    for at in spots:
        mouse.move(widget, at, button=Qt.MouseButton.NoButton)
        mouse.click(widget, at)
    return len(spots)


def _trap() -> None:
    label = QLabel(f'<img src="file:///tmp/{BAIT}.png"> text')
    label.show()
    link = QLabel(f'<a href="http://{BAIT}.example/">a link in these words</a>')
    link.setOpenExternalLinks(True)
    link.show()
    rest(100)
    mouse.click(link, QPoint(20, link.height() // 2))
    rest(100)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
