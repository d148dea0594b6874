"""A whole session without hands, for tests that watch the process from outside.

    python tests/tools/session.py

One line on its standard input is a word that stands in everything it types; HOME and the XDG
folders say where everything goes. It tells each step and what could be seen then, says "ready"
with words in every kind of place, many of them not finished, and waits for a second line: "quit",
"lock" (which replaces the process, as for everyone) or "stay", to be ended from outside.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from ifs_desktop import app as real
from ifs_desktop import hardening
from ifs_desktop.care.activated import Activated
from ifs_desktop.inbox.capture import Capture
from ifs_desktop.map.history.overlay import TimeView
from ifs_desktop.parts import edits as verbs
from ifs_desktop.parts import queries as parts
from ifs_desktop.parts.gate import GatePanel
from ifs_desktop.people import edits as people
from ifs_desktop.store import Ref
from ifs_desktop.ui.widgets import GrowingTextEdit
from tests.helpers.app import Person, centre, type_into
from tests.helpers.canaries import CODE, canaries
from tests.helpers.codes import keep_code, said
from tests.helpers.walk import (
    back_at_the_window,
    choose_option,
    go_on,
    meanwhile,
    on_step,
    part_at,
    place_part,
    take_place,
)

Words = dict[str, str]
Control = Qt.KeyboardModifier.ControlModifier
Left = Qt.MouseButton.LeftButton


class RealPerson(Person):
    """Locking replaces the process, as it does for everyone."""

    def _relaunch(self, file: str, notice: str) -> None:
        tell("relaunch")
        real.relaunch(file, notice)


def tell(words: str) -> None:
    """Say where the session is; of what is secret, only the code, which nobody can foresee."""
    print(words, flush=True)


def refuse_connections() -> None:
    """Any use of Python's sockets is told, and does not work."""

    def hook(event: str, _arguments: tuple[object, ...]) -> None:
        if event.startswith("socket."):
            tell(f"reached out by {event}")
            raise PermissionError(event)

    sys.addaudithook(hook)


def unlimited_dumps() -> None:
    """As on a computer that keeps the memory of programs that crash."""
    if sys.platform != "win32":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (most, most))


# ---- the steps


def create_the_journal(person: Person, words: Words) -> None:
    """A new journal and its code; closed, and a wrong password tried before the right one."""
    person.create(words["password"], code=True)
    tell(f"{CODE} {keep_code(person)}")
    person.press("Go on")
    person.press("Go to my map")
    person.end()
    person.start()
    person.unlock(words["wrong"])
    person.wait(lambda: "does not open" in said(person))
    person.unlock(words["password"])
    person.wait(person.opened)


def draw_the_map(person: Person, words: Words) -> None:
    """Parts by name, one of them told about; a note, a legend, another name for the map."""
    page = person.window.page("map")
    middle = centre(page.view)
    place_part(person, "Manager", words["part"], middle + QPoint(-180, -140))
    place_part(person, "Firefighter", words["other"], middle + QPoint(180, -140))
    first = next(iter(sorted(number for number in page.canvas.scene.parts if number > 0)))
    QTest.mouseClick(page.view.viewport(), Left, pos=part_at(person, first))
    field = person.find("What it does for me", within=page)
    field.setFocus()
    type_into(field, words["fact"])
    QTest.mouseClick(page.view.viewport(), Left, pos=QPoint(page.view.width() - 30, 30))

    page.view.setFocus()
    person.key(Qt.Key.Key_W)
    type_into(person.find("Words on the map", within=page), words["lying"])
    person.press("Legend, folded", within=page)
    type_into(person.find("Size", GrowingTextEdit, within=page), words["meaning"])
    page.canvas.scene.select()
    page.view.setFocus()
    person.key(Qt.Key.Key_F2)
    person.wait(lambda: QApplication.activeModalWidget() is not None)
    type_into(person.find("What is it about?"), words["situation"])
    person.find("Name").selectAll()
    type_into(person.find("Name"), words["map"])
    person.press("Keep")
    back_at_the_window(person)


def remember_the_map(person: Person, words: Words) -> None:
    """A moment of the map with a name, and a place in the body with words."""
    page = person.window.page("map")
    page.view.setFocus()
    person.key(Qt.Key.Key_H, Control)
    view = page.findChild(TimeView)
    assert isinstance(view, TimeView)

    def name_it() -> None:
        type_into(person.find("What was this moment?"), words["moment"])
        person.press("Keep")

    meanwhile(name_it)
    view.name.click()
    back_at_the_window(person)
    view.leave()
    first = min(number for number in page.canvas.scene.parts if number > 0)
    page.canvas.scene.select((first,))
    page.view.setFocus()
    person.key(Qt.Key.Key_B, Control)
    body = person.window.page("body")
    spot = body.view.point("front", 0.5, 0.23).toPoint()
    QTest.mouseClick(body.view, Left, pos=spot)
    type_into(body.text, words["ache"])
    person.window.go("map")


def fill_a_profile(person: Person, words: Words) -> None:
    """A thing that is known, and a word of one's own that is only half typed."""
    page = person.window.page("map")
    first = min(number for number in page.canvas.scene.parts if number > 0)
    page.canvas.scene.select((first,))
    person.press("Open profile", within=page)
    profile = person.window.page("profile")
    for field in ("needs", "trust"):
        person.press("Add to this profile", within=profile.sheet.header)
        QTest.keyClicks(profile.sheet.adding.search, field)
        QTest.keyClick(profile.sheet.adding.search, Qt.Key.Key_Return)
        if field == "needs":
            type_into(person.find("What it needs", GrowingTextEdit), words["known"])
            person.key(Qt.Key.Key_Escape)
    type_into(person.find("In your own words", QLineEdit), words["felt"])
    profile.sheet.finish()
    QApplication.processEvents()


def say_how_it_looks(person: Person, words: Words) -> None:
    """Words on a link that is made there, and letters that have no room in a shape."""
    profile = person.window.page("profile")
    profile.sheet.add_field("relates")
    picker = profile.sheet.relate.picker
    picker.list.setCurrentRow(0)
    QTest.keyClick(picker.list, Qt.Key.Key_Return)
    line = profile.sheet.relations.lines[0]
    line.edit.click()
    type_into(line.editor.words.forth, words["linked"])
    profile.sheet.head.portrait.click()
    type_into(profile.sheet.head.looks.emoji.line, words["lettered"])
    QApplication.processEvents()


def search_for_a_part(person: Person, words: Words) -> None:
    """The name of somebody new, half typed, and left."""
    person.window.page("map").view.setFocus()
    person.key(Qt.Key.Key_N)
    person.wait(lambda: QApplication.activeModalWidget() is not None)
    person.type("Name of someone new", words["search"])
    QTest.keyClick(person.find("Name of someone new"), Qt.Key.Key_Escape)
    person.wait(lambda: QApplication.activeModalWidget() is None)
    back_at_the_window(person)


def look_for_words(person: Person, words: Words) -> None:
    """On the page of the search, where they are kept as typed, and on the way to anything."""
    person.window.show_find()
    page = person.window.page("find")
    type_into(page.box, words["search"])
    person.wait(lambda: not page.searching.under_way())
    person.window.go_to_anything()
    palette = QApplication.activeModalWidget()
    assert palette is not None
    type_into(person.find("Go to anything", QLineEdit), words["search"])
    QTest.keyClick(palette, Qt.Key.Key_Escape)
    back_at_the_window(person)


def hold_a_dialogue(person: Person, words: Words) -> None:
    """A title, a turn, a turn that is taken back."""
    person.press("Dialogues")
    page = person.window.page("dialogues")
    person.press("Begin a dialogue")
    person.type("Find a part", words["part"])
    QTest.keyClick(person.find("Find a part", within=page), Qt.Key.Key_Return)
    person.type("Title, if you like", words["title"])
    person.press("Begin the dialogue", within=page)
    box = person.find("Write as Self", QPlainTextEdit)
    for place in ("turn", "undone"):
        type_into(box, words[place])
        QTest.keyClick(box, Qt.Key.Key_Return)
    QTest.keyClick(box, Qt.Key.Key_Z, Control)
    type_into(box, "@" + words["mentioned"])  # someone new, who speaks from now on
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(box, key)
    QTest.keyClick(box, Qt.Key.Key_0, Control)
    person.press("Close for today", within=page.heading)
    closing = page.talk.desk.closing
    type_into(closing.thanks, words["thanks"])
    type_into(closing.waiting, words["waits"])
    person.press("Close for today", within=closing)


def mediate(person: Person, words: Words) -> None:
    """Two parts in conflict, heard and agreed; and a protector that says not now."""
    store, window = person.store, person.window
    one, other = (card.id for card in parts.find_parts(store)[:2])
    window.open_ref(Ref("mediation", None, f"{one}:{other}"))
    page = window.page("mediation")
    type_into(page.beginning.conflict, words["conflict"])
    person.press("Open the room", within=page)
    for _ in range(2):
        page.room.card.chips[4].click()
    type_into(page.room.card.box, words["wanted"])
    QTest.keyClick(page.room.card.box, Qt.Key.Key_Return)
    while page.room.row().room.step.round != "agreement":
        page.room.card.skip.click()
    type_into(page.room.card.box, words["agreed"])
    person.press("Both agree", within=page)
    exile = verbs.add_part(store, name="Someone small", role="exile")
    verbs.relate(store, source_id=one, target_id=exile, kind="protects")
    window.open_ref(Ref("dialogue", None, f"part:{exile}"))

    def not_now() -> None:
        (panel,) = person.app.frame.findChildren(GatePanel)
        (row,) = panel.rows.values()
        type_into(row.condition, words["condition"])
        row.not_now.click()
        person.key(Qt.Key.Key_Escape)

    meanwhile(not_now)
    person.press("Begin the dialogue", within=window.page("dialogues"))
    back_at_the_window(person)
    person.press("Not now", within=window.page("dialogues"))


def meet_a_part(person: Person, words: Words) -> None:
    """A few words at an F, half a feeling, and words of a turn that are kept as a fact."""
    page = person.window.page("dialogues")
    person.press(words["part"], within=page.guide.body)
    type_into(page.guide.body.stages.line, words["noted"])
    person.press("Feel toward", within=page.guide)
    type_into(page.guide.body.stages.below().own, words["felt"])
    page.talk.view.setFocus()
    QTest.keyClick(page.talk.view, Qt.Key.Key_D, Control)
    box = page.talk.keeping.panel.words
    QTest.keyClick(box, Qt.Key.Key_End, Control)
    type_into(box, words["keeping"])
    person.press("Keep these words")


def walk_an_exercise(person: Person, words: Words) -> None:
    """An answer of each kind: one box, two sides, a name, one for each part."""
    person.press("Exercises")
    page = person.window.page("exercises")
    person.press("Then or now?", within=page)
    person.press("Begin", within=page)
    take_place(person, Qt.Key.Key_6)
    go_on(person)
    choose_option(person, "about then")
    go_on(person)
    type_into(on_step(person, GrowingTextEdit), words["trigger"])
    go_on(person)
    type_into(on_step(person, GrowingTextEdit), words["reminds"])
    type_into(on_step(person, GrowingTextEdit, 2), words["knows"])
    go_on(person)
    person.press("someone new", within=page)
    type_into(name := on_step(person, QLineEdit), words["named"])
    QTest.keyClick(name, Qt.Key.Key_Return)
    go_on(person)
    person.wait(lambda: page.runner.findChildren(GrowingTextEdit) != [])
    type_into(on_step(person, GrowingTextEdit), words["age"])


def write_about_people(person: Person, words: Words) -> None:
    """Somebody, what they did, how a part sees them, a step, and half of what came of it."""
    store = person.store
    person.press("People")
    page = person.window.page("people")
    person.type("Name of somebody new", words["person"])
    QTest.keyClick(page.pane.name, Qt.Key.Key_Return)
    head, sheet = page.sheet.head, page.sheet
    type_into(head.who, words["nearby"])
    type_into(head.how, words["reaching"])
    for told, place in ((sheet.behaviours, "did"), (sheet.steps, "step")):
        told.open_form(None)
        type_into(told.form.text, words[place])
        told.form.keep()
    part = next(card for card in parts.find_parts(store) if card.role != "exile")
    sheet.opinions.open_form(None)
    sheet.opinions.form.parts.chips[part.id].click()
    type_into(sheet.opinions.form.text, words["sees"])
    sheet.opinions.form.keep()
    step = sheet.steps.items[0]
    people.predict(store, step_id=step.id, part_id=part.id, text=words["expects"])
    sheet.kindnesses.open_form(None)
    type_into(sheet.kindnesses.form.text, words["kind"])  # and not kept yet
    sheet.steps.look_back(sheet.steps.items[0])
    type_into(sheet.steps.form.text, words["came"])


def note_what_is_here(person: Person, words: Words) -> None:
    """A line that is kept, and half of another."""
    page = at_the_exercise(person, "Who is here?")
    line = page.runner.sheet.control.line
    type_into(line, words["noticed"])
    QTest.keyClick(line, Qt.Key.Key_Return)
    type_into(line, words["noticing"])
    page.stop()


def write_to_a_part(person: Person, words: Words) -> None:
    """A letter, its reply, and a kindness that is not planned to its end."""
    page = at_the_exercise(person, "Befriend a part")
    person.press(words["part"], within=page.runner)
    go_on(person)
    person.press("curious", within=page.runner)
    for place in ("letter", "reply", "kindness"):
        go_on(person)
        type_into(on_step(person, GrowingTextEdit), words[place])


def at_the_exercise(person: Person, title: str) -> Any:
    """The page of exercises, at the first step of one."""
    person.press("Exercises")
    person.window.open_ref(Ref("page", None, "exercises"))
    page = person.window.page("exercises")
    person.press(title, within=page)
    person.press("Begin", within=page)
    return page


def look_at_a_belief(person: Person, words: Words) -> None:
    """A belief, what belongs to whom, and a fair reading."""
    page = person.window.page("exercises")
    page.begin("whose-act")
    type_into(on_step(person, GrowingTextEdit), words["believed"])
    go_on(person)
    page.runner.skip()
    type_into(on_step(person, GrowingTextEdit), words["theirs"])
    type_into(on_step(person, GrowingTextEdit, 2), words["unknown"])
    go_on(person)
    type_into(on_step(person, GrowingTextEdit), words["fair"])
    page.stop()


def build_a_place_to_rest(person: Person, words: Words) -> None:
    """A name and a scent, a container, something in it and something half put in."""
    page = person.window.page("exercises")
    page.begin("place-to-rest")
    type_into(on_step(person, GrowingTextEdit), words["place"])
    type_into(on_step(person, GrowingTextEdit, 4), words["scent"])
    go_on(person)
    page.runner.skip()
    type_into(on_step(person, GrowingTextEdit), words["box"])
    type_into(on_step(person, GrowingTextEdit, 1), words["material"])
    person.press("Put it in", within=page)
    type_into(on_step(person, GrowingTextEdit, 1), words["putting"])


def jot_something_down(person: Person, words: Words) -> None:
    """An impression, and half of another."""
    for place, key in (("jotted", Qt.Key.Key_Return), ("jotting", Qt.Key.Key_Escape)):
        person.key(Qt.Key.Key_J, Control)
        card = QApplication.activeModalWidget()
        assert isinstance(card, Capture)
        type_into(card.edit, words[place])
        QTest.keyClick(card.edit, key)
        back_at_the_window(person)


def check_in(person: Person, words: Words) -> None:
    """A part that is here in a word, what the body says, and what helped a part that was up."""
    person.key(Qt.Key.Key_F7)
    asked = person.window.page("today").card.asking
    asked.chips.first().click()
    QApplication.processEvents()
    lines = [one for one in asked._words.findChildren(QLineEdit) if one.isVisible()]
    type_into(lines[0], words["present"])
    type_into(asked.body, words["sensed"])
    person.press("Done", within=asked)
    person.key(Qt.Key.Key_F9)
    page = QApplication.activeModalWidget()
    assert isinstance(page, Activated)
    for _ in range(2):
        page.go_on()
    type_into(page.helped, words["helped"])
    QTest.keyClick(page, Qt.Key.Key_Escape)
    back_at_the_window(person)
    person.press("Parts map")  # the day is another one in each run


def write_an_entry(person: Person, words: Words) -> None:
    """An entry with a title and a tag, a template made of it, and away from it again."""
    person.press("Journal")
    page = person.window.page("entries")
    type_into(person.find("Title", within=page), words["heading"])
    person.find("Entry", within=page).setFocus()
    type_into(page.sheet.text, words["entry"])
    line = person.find("Add a tag", within=page)
    line.setFocus()
    type_into(line, words["tag"])
    QTest.keyClick(line, Qt.Key.Key_Return)

    def name() -> None:
        person.keys(words["template"])
        person.key(Qt.Key.Key_Return)

    meanwhile(name)
    page.keep_template()
    back_at_the_window(person)
    person.press("Parts map")  # the day and time of an entry are another in each run


def write_down_help(person: Person, words: Words) -> None:
    """Whom one can turn to."""
    person.press("Help")
    person.type("Whom I can turn to", words["contact"])


def copy_something(person: Person, words: Words) -> None:
    """Words that are cut out, and are on the clipboard only."""
    box = person.find("Whom I can turn to")
    QTest.keyClick(box, Qt.Key.Key_End, Control)
    QTest.keyClick(box, Qt.Key.Key_Return)
    type_into(box, words["copied"])
    QTest.keyClick(box, Qt.Key.Key_Home, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(box, Qt.Key.Key_X, Control)
    assert QApplication.clipboard().text() == words["copied"]


def leave_much_unfinished(person: Person, words: Words) -> None:
    """A name on the map, a turn that is being reworded, and one that is not said yet."""
    page = person.window.page("map")
    entry = person.find("Place: Manager", within=page)
    QTest.mouseClick(entry, Left)
    field = person.find("Name", QLineEdit, within=page.canvas)
    type_into(field, words["half"])
    person.press("Dialogues")
    box = person.find("Write as Self", QPlainTextEdit)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Up)
    editor = person.window.page("dialogues").talk.view.editor()
    assert editor is not None
    QTest.keyClick(editor[1].edit, Qt.Key.Key_A, Control)
    type_into(editor[1].edit, words["reworded"])
    box.setFocus()
    type_into(box, words["draft"])


STEPS: tuple[Callable[[Person, Words], None], ...] = (
    create_the_journal,
    draw_the_map,
    remember_the_map,
    fill_a_profile,
    say_how_it_looks,
    search_for_a_part,
    look_for_words,
    hold_a_dialogue,
    mediate,
    meet_a_part,
    walk_an_exercise,
    write_about_people,
    note_what_is_here,
    write_to_a_part,
    look_at_a_belief,
    build_a_place_to_rest,
    jot_something_down,
    check_in,
    write_an_entry,
    write_down_help,
    copy_something,
    leave_much_unfinished,
)


def main() -> int:
    """Walk through all of it, then end as asked; a lock does not return."""
    refuse_connections()
    unlimited_dumps()
    hardening.close_up()
    mark = sys.stdin.readline().strip()
    qt = QApplication(["session"])
    qt.setApplicationName("ifs-desktop")
    person = RealPerson()
    words = canaries(mark)
    for step in STEPS:
        step(person, words)
        tell(f"{step.__name__}: {_seen(person, mark)}")
    tell("ready")
    return _end(person, sys.stdin.readline().strip())


def _end(person: Person, how: str) -> int:
    if how == "quit":
        person.end()
        tell("closed")
        return 0
    if how == "lock":
        QTimer.singleShot(0, lambda: person.key(Qt.Key.Key_L, Control))
    person.wait(lambda: False, seconds=300)
    return 1


def _seen(person: Person, mark: str) -> str:
    """A short sign of all that is visible, the same in every run."""
    lines = [*person.names(), *said(person).splitlines()]
    # Sorted only without the mark, which is another one in each run.
    seen = "\n".join(sorted(line.replace(mark, "") for line in lines))
    seen = re.sub(r"\d+:\d\d", "", seen)  # the clock on the wall
    return hashlib.sha256(seen.encode()).hexdigest()[:16]


if __name__ == "__main__":
    raise SystemExit(main())
