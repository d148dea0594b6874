"""The page of people: by key and mouse over a real journal; nothing typed is lost."""

from __future__ import annotations

import gc
import time
import weakref
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ifs_desktop.care.help import HelpPage
from ifs_desktop.parts import edits as parts
from ifs_desktop.parts.answers import MOST_CHIPS
from ifs_desktop.parts.profile_group import Words
from ifs_desktop.people import edits, queries
from ifs_desktop.people.moments import MomentForm
from ifs_desktop.people.opinions import OpinionForm
from ifs_desktop.people.page import PeoplePage
from ifs_desktop.people.steps import LookForm, StepForm
from ifs_desktop.settings import Settings
from ifs_desktop.store import Ref, Store, purge
from ifs_desktop.store.schema import Part
from ifs_desktop.ui import theme
from ifs_desktop.ui.bus import Bus
from tests.helpers.app import type_into

Key, Left = Qt.Key, Qt.MouseButton.LeftButton
Alt, Control = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def bus(store: Store) -> Iterator[Bus]:
    made = Bus(store)
    yield made
    made.close()


def shown_page(qtbot: QtBot, store: Store, bus: Bus, tmp_path: Path) -> PeoplePage:
    made = PeoplePage(store, bus, Settings(str(tmp_path / "s.txt")), None)  # type: ignore[arg-type]
    made.resize(1200, 800)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.take_focus()
    return made


def free(window: QWidget) -> None:
    window.hide()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def page(
    qtbot: QtBot, qapp: QApplication, store: Store, bus: Bus, tmp_path: Path
) -> Iterator[PeoplePage]:
    """Two people, two parts and an exile, and the page on the screen."""
    theme.apply(qapp, "light")
    edits.add_person(store, name="Noor al-Amin", who="my neighbour")
    edits.add_person(store, name="Ada")
    parts.add_part(store, name="Watcher", role="manager")
    parts.add_part(store, name="Door", role="firefighter")
    parts.add_part(store, name="Little", role="exile")
    made = shown_page(qtbot, store, bus, tmp_path)
    yield made
    free(made)


def words_on(page: QWidget) -> str:
    """All that is read on a page, in labels and lines."""
    QApplication.processEvents()
    labels = [w.text() for w in page.findChildren(QLabel) if w.isVisible()]
    lines = [
        f"{w.words()} {w.accessibleDescription()}"
        for w in page.findChildren(Words)
        if w.isVisible()
    ]
    chips = [w.accessibleName() for w in page.findChildren(QAbstractButton) if w.isVisible()]
    return "\n".join([*labels, *lines, *chips])


def detail(store: Store, person: int) -> queries.PersonDetail:
    found = queries.person(store, person)
    assert found is not None
    return found


def press(page: QWidget, words: str, place: int = 0) -> None:
    QApplication.processEvents()
    found = [
        b
        for b in page.findChildren(QAbstractButton)
        if b.isVisible() and words in (b.text(), b.accessibleName())
    ]
    QTest.mouseClick(found[place], Left)


def test_somebody_is_found_as_one_types_and_shown_by_key_alone(page: PeoplePage) -> None:
    assert page.pane.search.hasFocus() and "Nobody is measured here" in words_on(page)
    type_into(page.pane.search, "neigh")
    assert page.pane.list.ids() == [1]
    QTest.keyClick(page.pane.search, Key.Key_Down)
    assert page.here() == Ref("person", 1) and page.sheet.head.name.text() == "Noor al-Amin"
    said = QAccessible.queryAccessibleInterface(page.pane.list).child(0)
    assert said is not None and said.text(QAccessible.Text.Name) == "Noor al-Amin, my neighbour"


def test_a_name_is_enough_and_all_of_it_is_written_as_one_types(
    page: PeoplePage, store: Store
) -> None:
    QTest.keyClick(page.pane.search, Key.Key_N, Control)
    assert page.pane.name.hasFocus()
    type_into(page.pane.name, "Ruth")
    QTest.keyClick(page.pane.name, Key.Key_Return)
    assert page.here() == Ref("person", 3)
    head = page.sheet.head
    for box, text in ((head.who, "works here"), (head.how, "after six"), (head.initials, "R")):
        box.setFocus()
        type_into(box, text)
    QTest.mouseClick(head.reach, Left, pos=QPoint(8, head.reach.height() // 2))
    page.commit_drafts()
    card = detail(store, 3).card
    assert card is not None
    assert (card.who, card.how, card.initials, card.reach) == ("works here", "after six", "R", 0)
    head.name.setFocus()
    head.name.clear()
    page.commit_drafts()
    assert "at least one letter" in words_on(page) and detail(store, 3).card == card
    type_into(head.name, "Ruthie")
    page.commit_drafts()
    assert queries.people(store, "ruthie") and "at least one letter" not in words_on(page)
    store.undo()
    assert head.name.text() == "Ruth"


def test_what_they_did_is_written_said_anew_and_put_away(page: PeoplePage, store: Store) -> None:
    page.open_ref(Ref("person", 1))
    press(page, "Write down what they did")
    form = page.sheet.behaviours.form
    assert isinstance(form, MomentForm) and form.text.hasFocus()
    QTest.keyClick(form.text, Key.Key_Return, Control)  # nothing is written yet
    assert page.sheet.behaviours.form is form and store.undo_label == "Add part"
    type_into(form.text, "called on Sunday")
    press(form, "Yesterday")
    press(form, "Keep")
    (one,) = detail(store, 1).moments
    assert (one.text, (date.today() - one.happened.date()).days) == ("called on Sunday", 1)
    press(page, "called on Sunday")
    form = page.sheet.behaviours.form
    assert isinstance(form, MomentForm) and form.text.toPlainText() == "called on Sunday"
    type_into(form.text, ", as she said")
    QTest.keyClick(form.text, Key.Key_Return, Control)
    assert detail(store, 1).moments[0].text == "called on Sunday, as she said"
    press(page.sheet.behaviours, "Put away")
    assert detail(store, 1).moments == () and "called" not in words_on(page)
    store.undo()
    assert "called on Sunday, as she said" in words_on(page)


def test_a_kindness_asks_parts_and_no_exile(page: PeoplePage, store: Store) -> None:
    page.open_ref(Ref("person", 1))
    press(page, "Write down a kindness")
    form = page.sheet.kindnesses.form
    assert isinstance(form, MomentForm) and form.took is not None
    assert "Little" not in words_on(form)
    type_into(form.text, "soup")
    QApplication.processEvents()
    form.took.offered.chips[1].click()
    QApplication.processEvents()
    press(form, "Door")
    press(form, "Not yet")
    press(form, "Keep")
    (one,) = detail(store, 1).moments
    assert [(part.name, said) for part, said in one.took_in] in ([("Watcher", "not_yet")],)
    assert "Watcher\u2069: Not yet" in words_on(page)


def test_tab_goes_down_a_form_to_its_end(page: PeoplePage, store: Store) -> None:
    page.show_person(1)
    page.sheet.kindnesses.add.click()
    form = page.sheet.kindnesses.form
    assert isinstance(form, MomentForm) and form.took is not None
    QApplication.processEvents()
    form.took.offered.chips[1].click()
    QApplication.processEvents()
    form.take_focus()
    met = []
    for _ in range(12):
        focus = QApplication.focusWidget()
        assert isinstance(focus, QWidget)
        met.append(focus.accessibleName() or getattr(focus, "text", str)())
        QTest.keyClick(focus, Key.Key_Tab)
    watcher, door = met.index("Watcher"), met.index("Door")
    assert met[:2] == ["What exactly did they do?", "Today"] and min(watcher, door) > 2
    assert met[max(watcher, door) + 1 :][:5] == ["Yes", "A little", "Not yet", "Not now", "Keep"]


def test_where_no_part_is_known_nobody_is_asked(page: PeoplePage, store: Store) -> None:
    for part in (1, 2):
        parts.put_away_part(store, part_id=part)
    page.show_person(1)
    page.sheet.opinions.add.click()
    form = page.sheet.opinions.form
    assert form is not None and form.cancel.hasFocus()
    assert "There is no part to ask yet." in words_on(form)
    assert "Keep" not in words_on(form) and "Which part?" not in words_on(form)


def test_each_part_sees_them_in_its_own_way(page: PeoplePage, store: Store) -> None:
    page.open_ref(Ref("person", 1))
    for part, text in (("Watcher", "too quiet"), ("Door", "kind")):
        press(page, "Ask a part")
        form = page.sheet.opinions.form
        assert isinstance(form, OpinionForm) and form.parts is not None
        assert {chip.name() for chip in form.parts.chips.values()} == {"Door", "Watcher"}
        press(form, part)
        type_into(form.text, text)
        press(form, "Keep")
    press(page, "too quiet")
    form = page.sheet.opinions.form
    assert isinstance(form, OpinionForm) and form.text.hasFocus()
    type_into(form.text, "keeps her word")
    press(form, "Keep")
    assert "too quiet" not in words_on(page)
    press(page, "What it said before")
    assert "too quiet" in words_on(page) and "keeps her word" in words_on(page)


def test_a_step_is_planned_and_looked_back_at(page: PeoplePage, store: Store) -> None:
    page.open_ref(Ref("person", 1))
    press(page, "Plan a small step")
    form = page.sheet.steps.form
    assert isinstance(form, StepForm)
    type_into(form.text, "Wave")
    press(form, "Tomorrow")
    press(form, "Keep")
    (step,) = detail(store, 1).steps
    assert step.planned_on is not None and (step.planned_on - date.today()).days == 1
    edits.predict(store, step_id=step.id, part_id=1, text="a closed door", permission="not_now")
    assert "waits: not now, says \u2068Watcher\u2069" in words_on(page)
    edits.predict(store, step_id=step.id, part_id=1, text="a closed door", permission="yes")
    press(page, "Say what came of it")
    look = page.sheet.steps.form
    assert isinstance(look, LookForm) and "It expected: a closed door" in words_on(look)
    press(look, "I took the step")
    type_into(look.text, "She waved back")
    press(look, "As it feared")
    press(look, "Keep")
    (step,) = detail(store, 1).steps
    assert (step.state, step.outcome, step.predictions[0].fit) == (
        "taken",
        "She waved back",
        "as_feared",
    )
    assert "As it feared" in words_on(page) and "I took the step" in words_on(page)


def test_half_a_word_of_each_kind_is_there_again_after_a_lock(
    qtbot: QtBot, page: PeoplePage, store: Store, bus: Bus, tmp_path: Path
) -> None:
    step = edits.plan_step(store, person_id=1, text="Wave", planned_on=None)
    page.open_ref(Ref("person", 1))
    type_into(page.pane.name, "Rut")
    sheet = page.sheet
    for told, text in ((sheet.behaviours, "half a"), (sheet.kindnesses, "half b")):
        told.open_form(None)
        assert isinstance(told.form, MomentForm)
        type_into(told.form.text, text)
    sheet.opinions.open_form(None)
    assert isinstance(sheet.opinions.form, OpinionForm)
    press(sheet.opinions.form, "Door")
    type_into(sheet.opinions.form.text, "half c")
    sheet.steps.look_back(detail(store, 1).steps[0])
    assert isinstance(sheet.steps.form, LookForm)
    type_into(sheet.steps.form.text, "half d")
    page.commit_drafts()
    again = shown_page(qtbot, store, bus, tmp_path)
    again.open_ref(Ref("person", 1))
    assert again.pane.name.text() == "Rut"
    sheet = again.sheet
    assert [told.form is not None for told in sheet.cards()] == [True] * 4
    written = [form.text.toPlainText() for form in (t.form for t in sheet.cards())]  # type: ignore[union-attr]
    assert written == ["half a", "half b", "half c", "half d"]
    press(sheet.opinions.form, "Keep")  # type: ignore[arg-type]
    assert detail(store, 1).opinions[0][0].part.name == "Door"
    QTest.keyClick(sheet.behaviours.form.text, Key.Key_Escape)  # type: ignore[union-attr]
    sheet.behaviours.open_form(None)
    assert sheet.behaviours.form.text.toPlainText() == "half a"  # type: ignore[union-attr]
    press(sheet.behaviours.form, "Not now")  # type: ignore[arg-type]
    assert store.draft("person:1:behaviour") == "" and step
    free(again)


def test_initials_are_shown_instead_of_names_everywhere(
    page: PeoplePage, store: Store, qtbot: QtBot, bus: Bus, tmp_path: Path
) -> None:
    page.open_ref(Ref("person", 1))
    edits.set_reach(store, person_id=1, place=0)
    press(page, "Initials instead of names")
    assert page.initials.isChecked() and page.actions_by_name["initials"].isChecked()
    assert "Noor" not in words_on(page) and "N. A." in words_on(page)
    assert page.sheet.head.name.isHidden() and page.pane.list.item(1).text() == "N. A."
    type_into(page.pane.search, "noor")  # who looks for somebody knows the name
    assert page.pane.list.ids() == [1]
    helping = HelpPage(store, bus, Settings(str(tmp_path / "s.txt")), page, list)
    helping.show()
    assert "N. A., my neighbour" in words_on(helping) and "Noor" not in words_on(helping)
    press(page, "Initials instead of names")
    assert "Noor al-Amin, my neighbour" in words_on(helping)


def test_the_list_for_a_hard_day_is_ordered_by_key_and_by_drag(
    page: PeoplePage, store: Store
) -> None:
    three = edits.add_person(store, name="Ruth")
    for person in (1, 2, three):
        edits.set_reach(store, person_id=person, place=9)
    press(page, "To reach out to")
    listed = page.pane.list
    assert listed.ids() == [1, 2, three]
    listed.setFocus()
    listed.setCurrentRow(2)
    QTest.keyClick(listed, Key.Key_Up, Alt)
    assert listed.ids() == [1, three, 2] and listed.currentRow() == 1
    QTest.keyClick(listed, Key.Key_Down, Alt)
    QTest.keyClick(listed, Key.Key_Down, Alt)  # the last one stays the last
    assert listed.ids() == [1, 2, three]
    data = listed.model().mimeData(listed.selectedIndexes())
    assert not data.hasText() and b"Ruth" not in b"".join(
        data.data(f).data() for f in data.formats()
    )
    top = listed.visualItemRect(listed.item(0)).topLeft() + QPoint(20, 3)
    none, move = Qt.KeyboardModifier.NoModifier, Qt.DropAction.MoveAction
    for event in (
        QDragEnterEvent(top, move, data, Left, none),
        QDropEvent(QPointF(top), move, data, Left, none),
    ):
        QApplication.sendEvent(listed.viewport(), event)
    assert listed.ids() == [three, 1, 2]
    assert [card.id for card in queries.reach_out(store)] == [three, 1, 2]
    store.undo()
    assert listed.ids() == [1, 2, three]


def test_a_ref_leads_to_whom_it_is_about(page: PeoplePage, store: Store, qtbot: QtBot) -> None:
    opinion = edits.add_opinion(store, person_id=2, part_id=1, text="kind")
    stranger = edits.add_moment(
        store,
        kind="kindness",
        text="held a door",
        person_id=None,
        happened=edits.on_day(date.today()),
    )
    page.open_ref(Ref("opinion", opinion))
    assert page.here() == Ref("person", 2)
    page.open_ref(Ref("moment", stranger))
    assert page.here() == Ref("page", None, "people") and "held a door" in words_on(page)
    assert page.sheet.head.isHidden() and page.sheet.opinions.isHidden()
    with qtbot.waitSignal(page.open_requested) as opened:
        press(page, "Prepare one with your protectors")
    assert opened.args == [Ref("exercise", None, "small-steps")]
    page.open_ref(Ref("person", 2))
    press(page.sheet, "Put away", -1)
    assert queries.person(store, 2) is None and page.here() == Ref("page", None, "people")
    assert "kind" not in words_on(page)


def test_the_page_dies_with_its_words(
    qtbot: QtBot, page: PeoplePage, store: Store, bus: Bus, tmp_path: Path
) -> None:
    again = shown_page(qtbot, store, bus, tmp_path)
    again.open_ref(Ref("person", 1))
    again.sheet.kindnesses.open_form(None)
    ref, form = weakref.ref(again), weakref.ref(again.sheet.kindnesses.form)
    free(again)
    del again
    gc.collect()
    assert ref() is None and form() is None


def test_a_part_that_became_an_exile_is_not_asked_here_and_loses_no_word(
    qtbot: QtBot, page: PeoplePage, store: Store
) -> None:
    edits.add_opinion(store, person_id=1, part_id=1, text="wary")
    step = edits.plan_step(store, person_id=1, text="Wave", planned_on=None)
    for part in (1, 2):
        edits.predict(store, step_id=step, part_id=part, text="a closed door")
    edits.look_back(store, step_id=step, state="taken", outcome="", fits={1: (None, "a smile")})
    page.open_ref(Ref("person", 1))
    press(page, "wary")
    open_form = page.sheet.opinions.form
    assert isinstance(open_form, OpinionForm)
    type_into(open_form.text, "half a word")
    parts.set_role(store, part_id=1, role="exile")
    press(open_form, "Keep")
    assert open_form.text.toPlainText() == "half a word" and "not asked" in words_on(open_form)
    press(open_form, "Not now")
    with qtbot.waitSignal(page.open_requested) as led:
        press(page, "wary")
    assert led.args == [Ref("profile", 1)] and page.sheet.opinions.form is None
    page.sheet.steps.look_back(detail(store, 1).steps[0])
    look = page.sheet.steps.form
    assert isinstance(look, LookForm) and list(look.fits) == [2]
    press(look, "I let it go")
    press(look, "Keep")
    assert {one.part.id: one.outcome for one in detail(store, 1).steps[0].predictions}[1]


def test_among_thousands_of_parts_one_is_found_by_its_name(page: PeoplePage, store: Store) -> None:
    with store.edit("Many", undoable=False) as session:
        session.add_all([Part(name=f"Part {number}") for number in range(2000)])
    page.open_ref(Ref("person", 1))
    began = time.process_time()
    page.sheet.opinions.open_form(None)
    form = page.sheet.opinions.form
    assert isinstance(form, OpinionForm) and form.parts is not None
    assert len(form.parts.chips) == MOST_CHIPS and time.process_time() - began < 1
    QApplication.processEvents()  # what is new is shown only then
    (find,) = [line for line in form.findChildren(QLineEdit) if line.isVisible()]
    type_into(find, "part 1777")
    press(form, "Part 1777")
    find.clear()
    assert [c.name() for c in form.parts.chips.values() if c.isChecked()] == ["Part 1777"]
    assert any(c.isVisible() and c.isChecked() for c in form.parts.chips.values())


def test_half_typed_words_go_with_what_they_are_about_and_with_nothing_else(
    page: PeoplePage, store: Store
) -> None:
    step = edits.plan_step(store, person_id=1, text="Wave", planned_on=None)
    for part in (1, 2):
        opinion = edits.add_opinion(store, person_id=1, part_id=part, text="wary")
        edits.predict(store, step_id=step, part_id=part, text="a closed door")
    assert opinion == 2  # the number of the other part too
    page.open_ref(Ref("person", 1))
    sheet = page.sheet
    (other,) = [seen for seen in sheet.opinions.items or () if seen.told[0].part.id == 2]
    sheet.opinions.open_form(other)
    assert isinstance(sheet.opinions.form, OpinionForm)
    type_into(sheet.opinions.form.text, "half a")
    sheet.steps.look_back(detail(store, 1).steps[0])
    assert isinstance(sheet.steps.form, LookForm)
    type_into(sheet.steps.form.fits[2][1], "half b")
    page.commit_drafts()
    page.hide()
    edits.add_opinion(store, person_id=1, part_id=2, text="kind")
    edits.put_away_opinion(store, opinion_id=2)
    purge.for_good(store, [Ref("opinion", 2)])
    assert len(queries.half_written(store)) == 2
    edits.put_away_step(store, step_id=step)
    purge.for_good(store, [Ref("small_step", step)])
    assert len(queries.half_written(store)) == 1
