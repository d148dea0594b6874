"""Take a picture of every page: light and dark, two window sizes, from the sample journal.

    python tests/tools/tour.py OUT_DIR [--scale 2]

Needs a display; without one it draws off screen. Nothing of the person who runs it is read or
written: the tour has folders of its own, which are gone afterwards.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ifs_desktop.store import Store
    from tests.helpers.app import Person

Take = Callable[[Path], None]

LONG_ENTRY = (
    "# A head\n\n"
    + ("Some *lean* words, **loud** ones and `code`, again and again. " * 12 + "\n\n") * 4
    + "> quiet words\n\n- one\n- two\n\n---\n\n```\nas it is\n```\n"
)
TALKS: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "empty": ("A first word", ("Someone at the door",), ()),
    "long": (
        "A title that goes on, since the evening went on and on and nobody wanted to stop",
        (
            "The one who counts the headlights until everyone is home",
            "Withoutanyspace" * 4,
            "Third",
        ),
        ("A thought that does not end soon. " * 20, "w" * 400, "- one\n- two\n\n> lean", "No.") * 4,
    ),
    "rtl": (
        "שיחה עם השומר",
        ("السهران عند النافذة", "הקול השקט"),
        (
            "إذا توقفت عن المراقبة فسيحدث ذلك مرة أخرى. (حقًا؟) **نعم**.",
            "היום **התעוררתי** מוקדם.\n\n- אחת\n- שתיים\n\n> ציטוט קצר",
            "אני כאן. What would you like, قليلا?",
        ),
    ),
    "japanese": (
        "静かな見張りとの対話",
        ("静かに見守る人、とても長い名前のパートで、いつも窓のそばに立っている", "夜更かし"),
        ("毎晩、家の窓をすべて確かめてから眠ります。" * 6, "> 今はそれでいい", "ありがとう。😀"),
    ),
}
SIZES = ((1440, 900), (1024, 700))
THEMES = ("light", "dark")


def main(arguments: list[str]) -> int:
    """Take all pictures into a folder; the answer is the exit code."""
    if not arguments:
        print(__doc__)
        return 2
    target = Path(arguments[0]).absolute()
    target.mkdir(parents=True, exist_ok=True)
    if "--scale" in arguments:
        os.environ["QT_SCALE_FACTOR"] = arguments[arguments.index("--scale") + 1]
    if sys.platform == "linux" and not os.environ.get("DISPLAY"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    sys.path.insert(0, str(Path(__file__).parents[2]))
    with tempfile.TemporaryDirectory() as home:
        os.environ["HOME"] = home
        for name in ("CONFIG", "DATA", "CACHE", "STATE"):
            os.environ[f"XDG_{name}_HOME"] = str(Path(home) / name.lower())
        return _all(target)


def _all(target: Path) -> int:
    from PySide6.QtWidgets import QApplication

    qt = QApplication(["tour"])
    qt.setApplicationName("ifs-desktop")
    for theme in THEMES:
        for size in SIZES:
            for name, take in _stops(size, theme):
                file = target / f"{name}-{theme}-{size[0]}x{size[1]}.png"
                take(file)
                print(file.name)
    return 0


def _stops(size: tuple[int, int], theme: str) -> Iterator[tuple[str, Take]]:
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

    from ifs_desktop.store import Ref
    from tests.helpers.app import Person, type_into

    person = Person(size, theme)
    take = _camera(person)
    yield "01-first-start", take
    person.type("Password", "a quiet lamp in the hall")
    yield "02-first-start-typed", take
    person.type("Password", "")
    person.lock_page.open_file(_journal(Path(person.folders.documents)))
    QTest.qWait(100)
    yield "03-unlock", take
    person.unlock("not this one")
    QTest.qWait(500)
    yield "04-unlock-refused", take
    person.lock_page.open_file("")
    QTest.qWait(100)
    person.look_around()
    window = person.window
    ids = _ids(person.store)
    yield from _today(person, take)
    window.go("map")
    yield "05-map", take
    yield from _working(person, take)
    window.open_ref(Ref("part", ids["The Watchful One"]))
    yield "06-map-part", take
    window.open_ref(Ref("part", ids["Little One"]))
    yield "07-map-exile", take
    yield from _maps(person, take)
    yield from _beyond(person, ids, take)
    yield from _profile(person, ids, take)
    window.go("dialogues")
    yield "08-dialogue", take
    dialogues = window.page("dialogues")
    dialogues.fold_guide()
    yield "08-dialogue-guide-other-way", take
    dialogues.talk.view.setFocus()
    dialogues.talk.view.keep_current()
    yield "08-dialogue-keep-words", take
    dialogues.talk.write()
    dialogues.fold_guide()
    window.open_ref(Ref("dialogue", _waiting(person.store)))
    yield "08-dialogue-resumed", take
    person.press("Close for today")
    yield "08-dialogue-closing", take
    person.press("Not yet")
    dialogues.talk.write()
    type_into(dialogues.talk.composer.edit, "@one")
    yield "08-dialogue-naming", take
    dialogues.talk.composer.edit.clear()
    yield from _dialogues(person, take)
    window.open_ref(Ref("dialogue", _waiting(person.store)))
    person.press("New dialogue")
    yield "09-dialogue-new", take
    yield from _mediation(person, ids, take)
    yield from _journal_entries(person, take)
    window.open_ref(Ref("page", None, "exercises"))
    yield "10-exercises", take
    page = window.page("exercises")
    yield from _gentle(person, take)
    page.choose("then-or-now")
    yield "10-exercise-ready", take
    page.begin("then-or-now")
    yield "11-exercise-scale", take
    page.toggle_earlier()
    yield "11-exercise-scale-and-earlier", take
    page.toggle_earlier()
    page.go_on()
    yield "12-exercise-choose", take
    page.runner.skip()
    page.runner.skip()
    yield "13-exercise-two-sides", take
    page.runner.skip()
    yield "14-exercise-parts", take
    page.stop()
    yield from _ledger(person, take)
    window.open_ref(Ref("run", _first_run(person.store)))
    yield "15-exercise-read", take
    yield from _every_exercise(person, take)
    yield from _letters(person, take)
    yield from _people(person, take)
    yield from _inbox(person, take)
    yield from _insights(person, take)
    yield from _search(person, take)
    yield from _export(person, take)
    window.go("help")
    yield "16-help", take
    window.go("honest")
    yield "17-honest", take
    window.go("settings")
    yield "18-settings", take
    window.ground()
    yield "19-ground", take
    person.press("Eyes open")
    yield "20-ground-eyes-open", take
    person.press("My place to rest")
    yield "20-ground-my-place", take
    person.press("Back to where I was")
    person.press("Keep as mine…")
    person.find("Name", QLineEdit)
    yield "21-keep-as-mine", take
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    dialog.reject()
    window.go("backups")
    yield "31-backups-sample", take
    person.end()
    yield from _keys(Person(size, theme))
    yield from _safekeeping(size, theme)


def _working(person: Person, take: Take) -> Iterator[tuple[str, Take]]:
    """A map on which several are chosen, one is looked for, and the grid is shown."""
    from PySide6.QtTest import QTest

    working = person.window.page("map")._working
    working.select_all()
    yield "05-map-several", take
    working.toggle_grid()
    working.find()
    QTest.keyClicks(working.finding.box, "one")
    yield "05-map-finding", take
    working.finding.box.setText("nobody")
    yield "05-map-nobody", take
    working.finding.end()
    working.toggle_grid()


def _today(person: Person, take: Take) -> Iterator[tuple[str, Take]]:
    """Today as it is met, being answered, said, in other scripts; and I'm activated to its end."""
    from datetime import date, timedelta

    from PySide6.QtWidgets import QApplication

    from ifs_desktop.care.activated import Activated
    from ifs_desktop.check_ins import edits
    from ifs_desktop.check_ins.queries import likely
    from ifs_desktop.parts.edits import add_part, put_away_part
    from ifs_desktop.promises.edits import promise, put_away
    from ifs_desktop.store import Ref

    store, window = person.store, person.window
    yield "04-today", take
    page = window.page("today")
    window.check_in()
    asked = page.card.asking
    asked.chips.show_picked(likely(store, 2))
    asked.chips.changed.emit()
    asked.body.setText("heavy shoulders, warm hands")
    asked.rooms[2].click()
    asked.chips.more.click()
    asked.chips.line.setText("wa")
    yield "04-today-answering", take
    asked.chips.close_line()
    asked.finish()
    page.offer_way_back(Ref("page", None, "dialogues"), "Dialogues")
    names = (
        "静かに見守る人、とても長い名前のパートで、いつも窓のそばに立っている",
        "الصغيرة في الزاوية",
    )
    there = [add_part(store, name=name, role="manager") for name in names]
    made = [
        promise(store, kind="kindness", text=text, part_id=part, due_on=day, source=None)
        for text, part, day in (
            ("An early night, with the window open a little", there[0], date.today()),
            ("قليل من الشاي قبل النوم " * 4, there[1], date.today() - timedelta(days=2)),
        )
    ]
    kept = edits.check_in(
        store, kind="activated", present=dict.fromkeys(there, ""), body="胸", before=8, after=4
    )
    yield "04-today-scripts", take
    page.open_ref(Ref("check_in", kept))
    yield "04-today-reading", take
    for one in made:
        put_away(store, promise_id=one)
    edits.put_away(store, check_in_id=kept)
    for part in there:
        put_away_part(store, part_id=part)
    window.be_activated()
    up = QApplication.activeModalWidget()
    assert isinstance(up, Activated)
    up.chips.show_picked(likely(store, 1))
    up.before.line.setValue(8)
    yield "04-activated", take
    up.go_on()
    yield "04-activated-breath", take
    up.eyes.click()
    yield "04-activated-eyes-open", take
    up.go_on()
    up.after.line.setValue(5)
    yield "04-activated-close", take
    up.accept()


def _every_exercise(person: Person, take: Take) -> Iterator[tuple[str, Take]]:
    """The first, a middle and the last step of each, answered by the robot that walks them."""
    from tests.helpers import robot

    page = person.window.page("exercises")
    for exercise in page.catalogue.exercises:
        person.window.go("exercises")
        page.begin(exercise.slug)
        number = 0
        while not page.runner.run.here.kind.ends:
            if page.runner.run.here.kind.name != "hand_over":
                robot.answer(page)
            if number in (0, len(page.runner.run.way) // 2):
                yield f"15-exercise-{exercise.slug}-{number:02d}", take
            page.runner.skip()
            number += 1
        yield f"15-exercise-{exercise.slug}-last", take
        page.stop()


def _letters(person: Person, take: Take) -> Iterator[tuple[str, Take]]:
    """A letter with its reply in a profile, and who is veiled, in a profile and on the map."""
    from ifs_desktop.letters import edits
    from ifs_desktop.map.edits import place_behind
    from ifs_desktop.parts.edits import add_part
    from ifs_desktop.parts.veiling.edits import veil
    from ifs_desktop.store import Ref

    store, window = person.store, person.window
    part = add_part(store, name="The one at the window", role="protector")
    text = "Dear you,\n\nI know how late it gets. " + "I saw it again last night. " * 12
    letter = edits.write(store, part_id=part, text=text, source=None)
    edits.reply(store, letter_id=letter, text="I did not know that anybody saw.")
    behind = veil(store, protector_id=part, name="Someone behind {protector}")
    assert behind is not None
    place_behind(store, part_id=behind, front_id=part)
    window.open_ref(Ref("letter", letter))
    yield "15-profile-letter", take
    window.open_ref(Ref("profile", behind))
    yield "15-profile-veiled", take
    window.open_ref(Ref("part", behind))
    yield "15-map-veiled", take


def _maps(person: Person, take: Take) -> Iterator[tuple[str, Take]]:
    """All maps, a new one, known parts, names one after the other, a note and the legend."""
    from PySide6.QtCore import QPointF

    from ifs_desktop.map import edits, queries
    from ifs_desktop.store import Ref
    from tests.helpers.app import drop_deleted

    store, page = person.store, person.window.page("map")
    first = queries.maps(store)[0].id
    for name, about in (
        ("Dinner at my parents' table", "Sunday, when nobody says what everybody thinks"),
        (TALKS["long"][0], ""),
        (TALKS["japanese"][0], TALKS["japanese"][2][0]),
        (TALKS["rtl"][0], TALKS["rtl"][2][1]),
    ):
        edits.new_map(store, name=name, about=about)
    edits.archive_map(store, map_id=edits.new_map(store, name="Before the move"))
    page.open_ref(Ref("map", first))
    page.scene.select()
    page.shelf.show_list()
    yield "07-map-list", take
    page.shelf.show_list()
    page.shelf.new_map()
    yield "07-map-new", take
    page.shelf._dialog.reject()
    drop_deleted(collect=False)
    page._making.show_known()
    yield "07-map-known", take
    page._making.show_known()
    page.canvas.name_at(page.view.middle() + QPointF(0, 260))
    yield "07-map-naming", take
    page.canvas.naming.finish(keep=False)
    page._areas.add_note()
    yield "07-map-note", take
    page._areas.writing.finish(keep=False)
    edits.set_legend(store, map_id=first, size="how loud it is now", distance="how near to me")
    page._legend.show_legend()
    page.view.fit()
    yield "07-map-legend", take
    page._legend.show_legend()


def _beyond(person: Person, ids: dict[str, int], take: Take) -> Iterator[tuple[str, Take]]:
    """The map over time, named moments, the ways out of it, and the body map."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from ifs_desktop.body import edits as body
    from ifs_desktop.map.history import edits as history
    from ifs_desktop.map.out.dialog import CANVAS, PDF, OutDialog
    from ifs_desktop.store import Ref

    store, page = person.store, person.window.page("map")
    for name in ("Before the talk", TALKS["japanese"][0], TALKS["rtl"][0]):
        history.name_moment(store, map_id=page._map_id, name=name)
    page._remembering.toggle()
    yield "07-map-over-time", take
    slider = QApplication.focusWidget()
    assert slider is not None
    for _ in range(4):
        QTest.keyClick(slider, Qt.Key.Key_Left)
    yield "07-map-earlier", take
    page._remembering.end()
    page._going.send_out()
    out = QApplication.activeModalWidget()
    assert isinstance(out, OutDialog)
    yield "07-map-out", take
    out.names.setCurrentIndex(1)
    out.form.setCurrentIndex(out.form.findData(PDF))
    yield "07-map-out-initials", take
    out.form.setCurrentIndex(out.form.findData(CANVAS))
    yield "07-map-out-canvas", take
    out.reject()
    person.window.open_ref(Ref("body"))
    yield "07-body-none", take
    for part, side, x, y, size, text in (
        ("The Watchful One", "front", 0.38, 0.2, 0.05, "tight, as before a storm"),
        ("Little One", "front", 0.5, 0.33, 0.09, TALKS["japanese"][2][0]),
        ("The Planner", "back", 0.3, 0.42, 0.04, TALKS["rtl"][2][2]),
    ):
        body.mark(store, part_id=ids[part], side=side, x=x, y=y, size=size, text=text)
    yield "07-body", take
    person.window.open_ref(Ref("body", ids["Little One"]))
    yield "07-body-part", take


def _dialogues(person: Person, take: Take) -> Iterator[tuple[str, Take]]:
    """A dialogue that is empty, a long one, and two in other scripts, with their guides."""
    from ifs_desktop.dialogue import edits
    from ifs_desktop.dialogue.guiding.edits import begin_guide
    from ifs_desktop.parts.edits import add_part, put_away_part
    from ifs_desktop.store import Ref

    store, window = person.store, person.window
    for kind, (title, names, lines) in TALKS.items():
        cast = [add_part(store, name=name, role="manager") for name in names]
        talk = edits.start_dialogue(store, title=title, part_ids=cast)
        for number, text in enumerate(lines):
            speaker = (*cast, None)[number % (len(cast) + 1)]
            edits.say(store, dialogue_id=talk, part_id=speaker, text=text)
        begin_guide(store, dialogue_id=talk, part_id=cast[0])
        window.open_ref(Ref("dialogue", talk))
        yield f"08-dialogue-{kind}", take
        edits.put_away_dialogue(store, dialogue_id=talk)
        for part_id in cast:
            put_away_part(store, part_id=part_id)


def _looks(person: Person, ids: dict[str, int], take: Take) -> Iterator[tuple[str, Take]]:
    """A picture being cut, one with its emoji everywhere, and what is changed of a link."""
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter

    from ifs_desktop.parts import edits
    from ifs_desktop.parts.cutting import CutDialog
    from ifs_desktop.parts.queries import cards
    from ifs_desktop.store import Ref
    from ifs_desktop.ui import pictures

    window, page, part = person.window, person.window.page("profile"), ids["Little One"]
    image = QImage(600, 400, QImage.Format.Format_RGB32)
    painter, dusk = QPainter(image), QLinearGradient(0, 0, 0, 400)
    dusk.setColorAt(0, QColor("#e9c9a0"))
    dusk.setColorAt(1, QColor("#3d5a80"))
    painter.fillRect(image.rect(), dusk)
    painter.end()
    dialog = CutDialog(image, cards(person.store, [part])[part], window)
    dialog.open()
    yield "07-looks-cut", take
    dialog.reject()
    picture = pictures.portrait(image, QRect(100, 0, 400, 400))
    edits.set_portrait(person.store, part_id=part, image=picture)
    edits.set_emoji(person.store, part_id=part, emoji="🌱")
    window.open_ref(Ref("profile", part))
    yield "07-looks-profile", take
    line = page.sheet.relations.lines[0]
    line.edit.click()
    yield "07-looks-link", take
    window.open_ref(Ref("part", part))
    pane = window.page("map").inspector.part.looks
    pane.unfold.click()
    yield "07-looks-map", take
    pane.unfold.click()
    edits.set_portrait(person.store, part_id=part, image=None)


def _profile(person: Person, ids: dict[str, int], take: Take) -> Iterator[tuple[str, Take]]:
    """A full profile from top to end, what can be added to it, one of an exile, and a new one."""
    from ifs_desktop.parts import edits
    from ifs_desktop.store import Ref

    window, page = person.window, person.window.page("profile")
    bar = page.sheet._scroll.verticalScrollBar()
    window.open_ref(Ref("profile", ids["The Watchful One"]))
    yield "07-profile", take
    bar.setValue(bar.maximum() // 2)
    yield "07-profile-middle", take
    bar.setValue(bar.maximum())
    yield "07-profile-end", take
    bar.setValue(0)
    page.ask_what_to_add()
    yield "07-profile-add", take
    page.sheet.add_field("toward")
    page.sheet.readings.kinds["toward"].list.click()
    page.sheet.head.portrait.click()
    yield "07-profile-words", take
    yield from _looks(person, ids, take)
    window.open_ref(Ref("profile", ids["The Watchful One"]))
    page.take_focus()
    window.open_ref(Ref("profile", ids["Little One"]))
    yield "07-profile-exile", take
    name = "静かに見守る人、とても長い名前のパートで、いつも窓のそばに立っている"
    other = edits.add_part(person.store, name=name, role="protector", colour="#b9628f")
    for kind, text in (
        ("job", "毎晩、家の窓をすべて確かめてから眠ります。" * 6),
        ("fear", "إذا توقفت عن المراقبة فسيحدث ذلك مرة أخرى ولن ينتبه أحد. " * 4),
        ("note", "withoutanyspace" * 16),
    ):
        edits.add_fact(person.store, part_id=other, kind=kind, text=text, said_by="part")
    edits.add_reading(person.store, part_id=other, kind="from", word="מסוקרן ומעט זהיר")
    edits.let_rest(person.store, part_id=other)
    window.open_ref(Ref("profile", other))
    yield "07-profile-scripts", take
    new = edits.add_part(person.store, name="مُحَمَّد keeps watch")
    window.open_ref(Ref("profile", new))
    yield "07-profile-new", take
    edits.put_away_part(person.store, part_id=new)
    edits.put_away_part(person.store, part_id=other)


def _insights(person: Person, take: Take) -> Iterator[tuple[str, Take]]:
    """What was written, over time: from the top, further down, and as a table."""
    from PySide6.QtWidgets import QScrollArea

    from ifs_desktop.insights.cards import ChartCard

    window = person.window
    page = window.page("insights")
    yield "80-insights", take
    (scroll,) = page.findChildren(QScrollArea)
    scroll.verticalScrollBar().setValue(scroll.verticalScrollBar().maximum())
    yield "81-insights-words", take
    scroll.verticalScrollBar().setValue(0)
    card = page.findChildren(ChartCard)[0]
    card.as_table.setChecked(True)
    card.chart.setFocus()
    yield "82-insights-table", take
    card.as_table.setChecked(False)


def _ledger(person: Person, take: Take) -> Iterator[tuple[str, Take]]:
    """Whose act was it?, a place to rest and its map, step by step."""
    from ifs_desktop.rest import queries
    from ifs_desktop.store import Ref
    from tests.helpers import robot

    page = person.window.page("exercises")
    for slug, last in (("whose-act", "strength_after"), ("place-to-rest", "container")):
        page.begin(slug)
        for _ in range(robot.MOST_STEPS):
            key = robot.here(page)
            yield f"14-{slug}-{key}-asked", take
            robot.answer(page)
            yield f"14-{slug}-{key}", take
            if key == last:
                break
            robot.go_on(page)
        page.stop()
    for slug in ("mediate-inside", "inner-dialogue", "map-of-today"):
        page.begin(slug)
        robot.answer(page)
        robot.go_on(page)
        yield f"14-{slug}", take
        page.stop()
    place = queries.places(person.store)[0]
    person.window.open_ref(Ref("map", place.map_id))
    yield "14-place-to-rest-map", take
    person.window.open_ref(Ref("page", None, "exercises"))


def _people(person: Person, take: Take) -> Iterator[tuple[str, Take]]:
    """The page of people, its forms, other scripts, initials, and the exercises with people."""
    from ifs_desktop.parts.queries import find_parts
    from ifs_desktop.people import edits, queries
    from ifs_desktop.store import Ref
    from tests.helpers import robot

    store, window = person.store, person.window
    window.go("people")
    yield "70-people", take
    page = window.page("people")
    ids = {card.name: card.id for card in queries.people(store)}
    window.open_ref(Ref("person", ids["Ines"]))
    yield "71-person", take
    page.sheet.show_child(page.sheet.away)
    yield "71-person-end", take
    for name, card in (("kindness", page.sheet.kindnesses), ("opinion", page.sheet.opinions)):
        card.open_form(None)
        page.sheet.show_child(card.form)
        yield f"72-person-{name}", take
        card.form.let_go()
    page.sheet.steps.look_back(page.sheet.steps.items[0])
    page.sheet.show_child(page.sheet.steps.form)
    yield "72-person-outcome", take
    page.sheet.steps.form.let_go()
    page.pane.reaching.click()
    yield "73-people-reach-out", take
    page.toggle_initials()
    page.sheet.to_top()
    yield "73-people-initials", take
    page.toggle_initials()
    page.pane.everyone.click()
    part = next(card for card in find_parts(store) if card.role != "exile")
    for name, who, text in (
        (
            "静かな友だち、とても長い名前の人で、いつも窓のそばに座っている",
            "隣の人",
            "窓を確かめた。" * 9,
        ),
        ("محمد الذي يسكن بجانب النهر القديم", "מישהו מהעבודה", "اتصل يوم الأحد كما قال. " * 5),
        ("Withoutanyspace" * 6, "someone " * 20, "withoutanyspace" * 14),
    ):
        new = edits.add_person(store, name=name, who=who)
        edits.change_person(store, person_id=new, how=text)
        edits.set_reach(store, person_id=new, place=0)
        edits.add_moment(
            store, kind="behaviour", text=text, person_id=new, happened=edits.on_day(date.today())
        )
        edits.add_opinion(store, person_id=new, part_id=part.id, text=text)
        window.open_ref(Ref("person", new))
        yield f"74-person-script-{new}", take
    window.go("help")
    yield "75-help-people", take
    exercises = window.page("exercises")
    for slug in ("safe-people", "kindness-noticed", "small-steps"):
        exercises.begin(slug)
        while exercises.runner.run is not None:
            key = robot.here(exercises)
            robot.answer(exercises)
            yield f"76-{slug}-{key}", take
            robot.go_on(exercises)
        yield f"76-{slug}-read", take
    for new in [card.id for card in queries.people(store) if card.id not in ids.values()]:
        edits.put_away_person(store, person_id=new)


def _gentle(person: Person, take: Take) -> Iterator[tuple[str, Take]]:
    """Steps that rest: a breath, words to pick, a sitting; and a file that is checked."""
    from ifs_desktop import resources_path
    from ifs_desktop.ui import ask

    page = person.window.page("exercises")
    page.begin("back-to-the-room")
    page.go_on()
    page.go_on()
    yield "10-exercise-breath", take
    person.press("eyes open, without breathing", within=page)
    yield "10-exercise-eyes-open", take
    page.begin("check-for-self")
    yield "10-exercise-words", take
    page.begin("stay-present")
    page.runner.skip()
    page.runner.skip()
    yield "10-exercise-timer", take
    person.press("5 minutes", within=page)
    yield "10-exercise-sitting", take
    person.press("End it here", within=page)
    yield "10-exercise-sat", take
    page.stop()
    file = Path(person.folders.documents, "then-or-now.md")
    text = Path(resources_path.path("exercises", file.name)).read_text("utf-8")
    file.write_text(text.replace("kind: write", "kind: wrote").replace("level: ", "level: x"))
    with ask.answer(str(file)):
        person.press("Add your own…", within=page)
    yield "10-exercise-checked", take
    page.show_shelf()


def _inbox(person: Person, take: Take) -> Iterator[tuple[str, Take]]:
    """What was jotted down, the card to do it on, and what was put away."""
    from PySide6.QtWidgets import QApplication, QDialog

    from ifs_desktop.dialogue import edits as dialogue
    from ifs_desktop.inbox import edits

    window, store = person.window, person.store
    edits.jot(store, text="台所の椅子に座ったら急に静かになった。" * 4, kind="thought")
    edits.jot(store, text="حين رنّ الهاتف شعرت بثقل في صدري", kind="body")
    window.show_inbox()
    yield "56-inbox", take
    page = window.page("inbox")
    page.list.choose(lambda _line: True)
    window.jot()
    card = QApplication.activeModalWidget()
    assert isinstance(card, QDialog)
    yield "57-jot", take
    card.reject()
    page.put_away()
    dialogue.put_away_turn(store, turn_id=2)
    dialogue.put_away_dialogue(store, dialogue_id=2)
    window.show_trash()
    person.wait(lambda: bool(window.page("trash").list.lines()))
    yield "58-trash", take


def _journal_entries(person: Person, take: Take) -> Iterator[tuple[str, Take]]:
    """The journal: an entry, a picture, long words, two other scripts, a blank one."""
    from ifs_desktop.entries import edits, queries
    from ifs_desktop.store import Ref

    store, window = person.store, person.window
    page = window.page("entries")
    yield "40-journal", take
    rows = queries.earlier(store)
    window.open_ref(Ref("entry", rows[1].id))
    yield "41-journal-picture", take
    shown = (
        ("long", "A title that goes on, since the day did not want to end " * 3, LONG_ENTRY),
        ("rtl", "בוקר שקט", "היום **התעוררתי** מוקדם.\n\n- אחת\n- שתיים\n\n> ציטוט קצר"),
        (
            "japanese",
            "静かな朝",
            "今朝は**早く**目が覚めた。\n\n> 短い引用\n\n" + "長い文章を書く。" * 60,
        ),
    )
    for number, (name, title, text) in enumerate(shown):
        entry = edits.begin_entry(store, title=title, text=text)
        for tag in ("a tag that is longer than the pane is wide", "home", "朝", "בית"):
            edits.tag_entry(store, entry_id=entry, name=tag)
        window.open_ref(Ref("entry", entry))
        yield f"{42 + number}-journal-{name}", take
    page.new_entry()
    yield "45-journal-blank", take


def _camera(person: Person) -> Take:
    """What a person sees, once it is at rest."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    def take(file: Path) -> None:
        QTest.qWait(300)
        shown = QApplication.activeModalWidget() or person.app.frame
        shown.grab().save(str(file))

    return take


def _mediation(person: Person, ids: dict[str, int], take: Take) -> Iterator[tuple[str, Take]]:
    """The gate before an exile, and the room for two, round by round."""
    from ifs_desktop.dialogue.edits import put_away_dialogue
    from ifs_desktop.mediation import edits
    from ifs_desktop.parts.edits import add_part
    from ifs_desktop.parts.gate import GateDialog
    from ifs_desktop.store import Ref

    window = person.window
    dialog = GateDialog(person.store, ids["Little One"], None, window)
    dialog.open()
    yield "09-gate", take
    dialog.reject()
    dialog.panel.forget()
    dialog.deleteLater()
    alone = add_part(person.store, name="الصغيرة في الزاوية", role="exile")
    dialog = GateDialog(person.store, alone, None, window)
    dialog.open()
    yield "09-gate-nobody-known", take
    dialog.reject()
    dialog.panel.forget()
    dialog.deleteLater()
    talk = edits.begin(
        person.store,
        left_id=add_part(
            person.store, name="静かに見守る人、いつも窓のそばに立っている", role="manager"
        ),
        right_id=add_part(person.store, name="الذي يغلق الباب", role="firefighter"),
        conflict="夜十時のあと、読むかどうか。" * 4,
    )
    for _ in range(2):
        edits.feel(person.store, dialogue_id=talk, word="curious", level=3)
    for text in ("明日のために、早く眠りたい。" * 5, "أريد ساعة لا تخص أحدا. " * 5):
        edits.speak(person.store, dialogue_id=talk, text=text)
    window.open_ref(Ref("mediation", talk))
    yield "09-mediation-scripts", take
    put_away_dialogue(person.store, dialogue_id=talk)
    two = f"{ids['The Planner']}:{ids['Night Scroller']}"
    window.open_ref(Ref("mediation", None, two))
    yield "09-mediation-choosing", take
    page = window.page("mediation")
    page.beginning.conflict.setText("Whether to read on after ten in the evening")
    page.beginning.begin.click()
    here = page.here().id
    seen = ""
    while seen != "thanks":
        seen = page.room.row().room.step.round
        yield f"09-mediation-{seen}", take
        while page.room.row().room.step.round == seen and seen not in ("agreement", "thanks"):
            if seen == "check":
                edits.feel(person.store, dialogue_id=here, word="curious", level=3)
            else:
                edits.speak(person.store, dialogue_id=here, text="A quiet evening for all of us.")
        if seen == "agreement":
            page.room.card.box.setPlainText("The phone sleeps in the kitchen from ten on.")
            page.room.card.agree.click()
    edits.close(person.store, dialogue_id=here)
    page.room.card.review.open_review()
    yield "09-mediation-review", take


def _search(person: Person, take: Take) -> Iterator[tuple[str, Take]]:
    """The search before and after a few letters, and the way to anything."""
    from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

    person.window.show_find()
    yield "60-search", take
    page = person.window.page("find")
    for number, typed in enumerate(("watch", "the part:watchful kind:turn", "qqq"), 61):
        page.box.setText(typed)
        yield f"{number}-search", take
    page.box.clear()
    person.window.go_to_anything()
    yield "64-go-to", take
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    dialog.findChildren(QLineEdit)[0].setText("wo")
    yield "65-go-to-typed", take
    dialog.reject()


def _export(person: Person, take: Take) -> Iterator[tuple[str, Take]]:
    """The page that takes everything out, before and after, and one that is not of this app."""
    from ifs_desktop.ui import ask

    person.window.show_exchange()
    yield "66-export", take
    page = person.window.page("exchange")
    with ask.answer(str(person.documents / "all of it.json")):
        page.export_json()
    person.wait(lambda: not page.out.busy())
    other = person.documents / "other.json"
    other.write_text("{}")
    with ask.answer(str(other)):
        page.bring_in()
    person.wait(lambda: not page.into.busy())
    yield "67-exported", take


def _keys(person: Person) -> Iterator[tuple[str, Take]]:
    """What opens a journal of one's own: its recovery code, its password, both ways in."""
    from PySide6.QtTest import QTest

    from ifs_desktop import vault
    from ifs_desktop.vault import holder
    from tests.helpers.app import CHEAP

    take = _camera(person)
    person.lock_page.open_file("")
    QTest.qWait(100)
    person.type("Name", f"Тихая заводь 静かな入り江 {len(list(person.documents.iterdir()))}")
    person.create("a quiet lamp", code=True)
    yield "22-recovery-code", take
    person.press("I have it safe")
    person.press("Keep this code")
    yield "23-recovery-code-typed", take
    person.press("Show the code again")
    person.press("Not now")
    assert person.app.opened is not None
    opened = person.app.opened.vault
    person.window.go("dialogues")
    yield "08-dialogue-none", take
    person.window.page("dialogues").ask_for_new()
    yield "09-dialogue-new-nobody", take
    opened.change_code(vault.code.new())
    opened.backup("daily")
    person.window.go("settings")
    yield "24-settings-own", take
    for page in (
        "entries",
        "inbox",
        "trash",
        "find",
        "insights",
    ):  # in a journal with nothing in it
        person.window.go(page)
        if page == "trash":
            person.wait(lambda: not person.window.page("trash").busy())
        yield f"24-empty-{page}", take
    person.window.go("keys")
    yield "25-keys", take
    opened.change_password("a quiet lamp", current="a quiet lamp", kdf=CHEAP)
    person.type("Current password", "a quiet lamp")
    person.type("New password", "seldom pears march")
    person.type("Repeat new password", "seldom pears march")
    person.press("Change the password")
    person.wait(lambda: "Keep them" in person.names())
    yield "26-keys-changed", take
    person.press("Keep them")
    person.type("Password", "seldom pears march")
    person.press("Make a new recovery code")
    person.wait(lambda: "Group 1" in person.names())
    yield "27-keys-code", take
    person.press("Not now")
    person.press("Make a new key…")
    yield "27-keys-new-key", take
    file = str(opened.path)
    person.end()
    person.start(file)
    yield "28-unlock-own", take
    person.press("I forgot my password")
    QTest.qWait(100)
    person.type("Recovery code", vault.code.spell(bytes(20))[:-1] + "9")
    yield "29-forgot", take
    person.lock_page.open_file(file)
    QTest.qWait(100)
    note = holder.note_of(Path(file))
    note.write_text(json.dumps(asdict(replace(holder.me(), computer="attic", account="ana"))))
    person.unlock("seldom pears march")
    person.wait(lambda: "Open it here anyway" in person.names())
    yield "30-held-elsewhere", take
    note.unlink()
    person.end()


def _safekeeping(size: tuple[int, int], theme: str) -> Iterator[tuple[str, Take]]:
    """A journal of one's own, with a long name: first no backups, then many."""
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QScrollArea

    from tests.helpers.app import Person, rest

    person = Person(size, theme)
    take = _camera(person)

    def scroll(share: float) -> None:
        bar = person.window.page(person.window.here()).findChild(QScrollArea).verticalScrollBar()
        bar.setValue(round(bar.maximum() * share))

    person.lock_page.open_file("")
    QTest.qWait(200)
    name = "Тетрадь тихих утренних разговоров 静かな朝の会話の日記"
    person.type("Name", f"{name} {theme} {size[0]}")
    person.create("a quiet lamp in the hall")
    page = person.window.page("backups")
    person.wait(lambda: not page.busy())
    yield "32-backups-none", take
    _keep_many(person)
    person.window.go("map")
    person.window.go("backups")
    person.wait(lambda: page.backups.model.rows() and page.backups.model.unknown() is None)
    yield "33-backups", take
    person.press("Show where it is", page.backups)
    scroll(0.5)
    yield "34-backups-list", take
    person.press("Check this journal")
    rest(1500)
    scroll(1)
    yield "35-check", take
    person.window.go("privacy")
    rest(500)
    yield "36-privacy", take
    scroll(0.5)
    yield "37-privacy-places", take
    scroll(1)
    yield "38-privacy-not-promised", take
    person.end()


def _keep_many(person: Person) -> None:
    """Forty backups, some damaged, and another version."""
    from ifs_desktop.vault import backup, conflict, files

    assert person.app.opened is not None
    vault = person.app.opened.vault
    vault.publish()
    for number in range(40):
        kept = vault.backup(backup.BY_HAND if number % 7 == 3 else backup.DAILY)
        content = bytearray(kept.read_bytes())
        if number % 10 == 6:
            content[9_000] ^= 1
        if number % 13 == 11:
            del content[-100:]
        kept.write_bytes(content)
    conflict.keep_copy(
        vault.path, Path(person.folders.data), lambda copy: files.duplicate(vault.path, copy)
    )


def _journal(folder: Path) -> str:
    """A real journal to be refused by."""
    from ifs_desktop import vault
    from tests.helpers.app import CHEAP

    path = folder / "My journal.ifsjournal"
    if not path.exists():
        vault.create(path, "something else", data_dir=folder.parent / "apart", kdf=CHEAP).close()
    return str(path)


def _ids(store: Store) -> dict[str, int]:
    from ifs_desktop.parts import queries

    return {card.name: card.id for card in queries.find_parts(store)}


def _waiting(store: Store) -> int:
    from ifs_desktop.dialogue import queries

    return next(row.id for row in queries.dialogues(store) if row.waits)


def _first_run(store: Store) -> int:
    from sqlalchemy import select

    from ifs_desktop.store.schema import Run

    with store.read() as session:
        return session.scalars(select(Run.id).where(Run.state == "finished")).first() or 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
