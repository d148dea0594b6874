"""A robot that walks exercises: it answers each kind of step as a person does, by key and mouse.

``ANSWER`` has one function for each kind of step. A new kind adds its own, and every exercise that
uses it is walked by ``tests/exercises/test_walks.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QListWidget,
    QPushButton,
    QWidget,
)

from ifs_desktop.exercises.kinds import choose, dump, pick_people, predictions, small_step
from ifs_desktop.exercises.page import ExercisesPage
from ifs_desktop.exercises.steps import StepWidget
from ifs_desktop.exercises.steps.choose import OptionRow
from ifs_desktop.exercises.steps.pick_parts import NameLine
from ifs_desktop.ui.widgets import Chip, ChipChoice, GrowingTextEdit
from ifs_desktop.ui.widgets.line import PositionLine

MOST_STEPS = 100  # a walk that takes more does not end


def click(widget: QWidget) -> None:
    """A click on the middle of a widget that is seen."""
    QApplication.processEvents()  # lets the layout place what was made
    assert not widget.isHidden(), widget.accessibleName()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def write(box: GrowingTextEdit, text: str) -> None:
    """Words typed at the end of a box."""
    QTest.keyClicks(box, text)


def seen(root: QWidget, kind: type[Any]) -> list[Any]:
    """The widgets of a kind that are not hidden."""
    QApplication.processEvents()
    return [widget for widget in root.findChildren(kind) if widget.isVisibleTo(root)]


def button(root: QWidget, words: str) -> QAbstractButton:
    """The button that is seen and says ``words``, or is called so."""
    for one in seen(root, QAbstractButton):
        if words in (one.text().replace("&&", "&"), one.accessibleName()):
            return one  # type: ignore[no-any-return]
    raise AssertionError(f"no button says {words!r}")


# ---- how each kind is answered


def _scale(step: StepWidget) -> None:
    (line,) = seen(step, PositionLine)
    QTest.keyClick(line, Qt.Key.Key_3)


def _choose(step: StepWidget) -> None:
    click(seen(step, OptionRow)[0])


def words_of(_slug: str, key: str, place: int) -> str:
    """What is written in a box of a step; a test may put others in its place."""
    return f"{key} {place}"


def _boxes(step: StepWidget) -> None:
    slug, key = step.place.run.exercise.slug, step.place.step.key
    for place, box in enumerate(seen(step, GrowingTextEdit)):
        write(box, words_of(slug, key, place))


def _pick_parts(step: StepWidget) -> None:
    chips = [chip for chip in seen(step, Chip) if chip.isCheckable()]
    for chip in chips[:2]:
        if not chip.isChecked():
            click(chip)
    if not chips:
        click(button(step, "someone new"))
        (name,) = seen(step, NameLine)
        QTest.keyClicks(name, "Someone")
        QTest.keyClick(name, Qt.Key.Key_Return)


def _take_option(step: StepWidget, option: str) -> None:
    shape = step.place.step.shape
    assert isinstance(shape, choose.Shape)
    click(next(row for row in seen(step, OptionRow) if row.text() == shape.label(option)))


def _belief(step: StepWidget) -> None:
    (box,) = seen(step, GrowingTextEdit)
    if not box.toPlainText():
        write(box, "It was me")
        parts = [chip for chip in seen(step, Chip) if chip.role() not in ("", "exile")]
        click(parts[0] if parts else button(step, "I don’t know"))


def _name_belief(step: StepWidget, option: str) -> None:
    if option == "named":
        _belief(step)
    else:
        click(button(step, "I don’t know"))


def _build_place(step: StepWidget, option: str) -> None:
    if option == "built":
        _boxes(step)


def _let_rest(step: StepWidget) -> None:
    for chip in seen(step, Chip)[:2]:
        if not chip.isChecked():
            click(chip)


def _fill_container(step: StepWidget) -> None:
    what, material = seen(step, GrowingTextEdit)
    write(what, "an iron box")
    write(material, "a loud voice")
    click(button(step, "Put it in"))


def _pick_words(step: StepWidget) -> None:
    for chip in seen(step, Chip)[:2]:
        if not chip.isChecked():
            click(chip)
    _boxes(step)


def _sit(step: StepWidget) -> None:
    click(seen(step, Chip)[0])
    click(button(step, "End it here"))


def _wait(step: StepWidget) -> None:
    click(seen(step, Chip)[-1])


def _hand_over(step: StepWidget) -> None:
    """To the other place; the page is left standing where it is."""
    click(seen(step, QPushButton)[0])


def _impressions(step: StepWidget) -> None:
    (line,) = seen(step, NameLine)
    for text in ("A fist", "Look again"):
        click(seen(step, Chip)[1])
        QTest.keyClicks(line, text)
        QTest.keyClick(line, Qt.Key.Key_Return)


def _sort(step: StepWidget) -> None:
    lists = seen(step, QListWidget)
    if not lists:
        return  # there are no lines
    QTest.keyClick(lists[0], Qt.Key.Key_Return)
    line = next(one for one in seen(step, QLineEdit) if one.hasFocus())
    if len(lists) == 1:  # nobody is known yet: the keyboard is where one names someone new
        QTest.keyClicks(line, "Someone")
        QTest.keyClick(line, Qt.Key.Key_Return)
        return
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(lists[1], Qt.Key.Key_Return)


def _toward(step: StepWidget) -> None:
    click(seen(step, Chip)[0])


def _take_feeling(step: StepWidget, option: str) -> None:
    """Words of one's own, and who says them; the app reads none of it."""
    (own,) = seen(step, QLineEdit)
    QTest.keyClicks(own, "mixed")
    click(next(chip for chip in seen(step, Chip) if chip.property("of") == option))


def _reply(step: StepWidget) -> None:
    click(seen(step, Chip)[-1])
    _boxes(step)


def _promise(step: StepWidget) -> None:
    _boxes(step)
    click(button(step, "Tomorrow"))


def _somebody(step: StepWidget) -> None:
    chips = seen(step, Chip)
    known = [chip for chip in chips if chip.property("person")]
    if any(chip.isChecked() for chip in chips):
        return
    if known:
        click(known[0])
    else:
        click(button(step, "someone new"))
        (name,) = seen(step, NameLine)
        QTest.keyClicks(name, "Noor")
        QTest.keyClick(name, Qt.Key.Key_Return)


def _take_person(step: StepWidget, option: str) -> None:
    if option == pick_people.NOBODY:
        click(button(step, step.place.step.shape.shown()[0]))
    else:
        _somebody(step)


def _moment(step: StepWidget) -> None:
    _boxes(step)
    for chip in [chip for chip in seen(step, Chip) if chip.role()]:
        click(chip)
    for choice in seen(step, ChipChoice):
        click(choice.chips["a_little"])


def _take_step(step: StepWidget, option: str) -> None:
    if option == small_step.NONE:
        click(button(step, step.place.step.shape.shown()[0]))
    else:
        _boxes(step)
        click(button(step, "Tomorrow"))


def _small_step(step: StepWidget) -> None:
    _take_step(step, small_step.STEP)


def _expect(step: StepWidget, option: str) -> None:
    _boxes(step)
    for choice in seen(step, ChipChoice):
        click(choice.chips["not_now" if option == predictions.NOT_NOW else "yes"])


def _predictions(step: StepWidget) -> None:
    _expect(step, predictions.GO_ON)


def _outcome(step: StepWidget) -> None:
    _boxes(step)
    state, *fits = seen(step, ChipChoice)
    click(state.chips["taken"])
    for choice in fits:
        click(choice.chips["as_feared"])


def _nothing(_step: StepWidget) -> None:
    """Only words to read."""


ANSWER: dict[str, Callable[[Any], None]] = {
    "scale": _scale,
    "check_in": _boxes,
    "choose": _choose,
    "write": _boxes,
    "write_each": _boxes,
    "two_sided": _boxes,
    "pick_parts": _pick_parts,
    "pick_people": _somebody,
    "moment": _moment,
    "opinions": _boxes,
    "small_step": _small_step,
    "predictions": _predictions,
    "outcome": _outcome,
    "pick_words": _pick_words,
    "breathe": _nothing,
    "timer": _sit,
    "hand_over": _hand_over,
    "wait": _wait,
    "words": _nothing,
    "closing": _boxes,
    "belief": _belief,
    "strength": _scale,
    "shares": _boxes,
    "fair": _boxes,
    "belief_answer": _boxes,
    "place": _boxes,
    "protectors_in": _let_rest,
    "container": _fill_container,
    "impressions": _impressions,
    "sort": _sort,
    "veil": _choose,
    "toward": _toward,
    "letter": _boxes,
    "reply": _reply,
    "promise": _promise,
}


TAKE: dict[str, Callable[[Any, str], None]] = {  # kinds one branches by
    "choose": _take_option,
    "belief": _name_belief,
    "place": _build_place,
    "veil": _take_option,
    "toward": _take_feeling,
    "pick_people": _take_person,
    "small_step": _take_step,
    "predictions": _expect,
}


# ---- walking


def walk(
    page: ExercisesPage,
    slug: str,
    until: str | None = None,
    *,
    take: Mapping[str, str] | None = None,
    at_each: Callable[[str], None] | None = None,
) -> dict[str, str]:
    """Walk an exercise to its end, or stop for today at the step ``until``.

    ``take``: the option to take at a step that chooses, by its key; elsewhere the first.
    ``at_each``: called at each step once it is answered, with its key.
    Returns what was answered on the way, as it is kept, by the step's key.
    """
    page.begin(slug)
    return walk_on(page, until, take=take, at_each=at_each)


def walk_on(
    page: ExercisesPage,
    until: str | None = None,
    *,
    take: Mapping[str, str] | None = None,
    at_each: Callable[[str], None] | None = None,
) -> dict[str, str]:
    """The same from the step on the screen."""
    assert page.runner.run is not None
    given: dict[str, str] = {}
    for _ in range(MOST_STEPS):
        key = here(page)
        given[key] = answer(page, (take or {}).get(key, ""))
        if at_each is not None:
            at_each(key)
        if key == until:
            click(button(page, "Save and stop for today"))
            return given
        go_on(page)
        if page.runner.run is None:
            return given
    raise AssertionError("it does not end")


def here(page: ExercisesPage) -> str:
    """The key of the step on the screen."""
    assert page.runner.run is not None
    return page.runner.run.step


def answer(page: ExercisesPage, option: str = "") -> str:
    """Answer the step on the screen; returns the answer as it is kept."""
    sheet = page.runner.sheet
    assert sheet is not None
    control = sheet.control
    kind = control.place.step.kind.name
    if option:
        TAKE[kind](control, option)
    else:
        ANSWER[kind](control)
    return dump(control.answer())


def go_on(page: ExercisesPage) -> None:
    """To the next step: without an answer where none is given, now where it could wait."""
    sheet = page.runner.sheet
    assert sheet is not None
    onward = sheet.go_on.isEnabled() and not sheet.control.rests()
    click(sheet.go_on if onward else sheet.skip)


def continue_run(page: ExercisesPage, run_id: int) -> None:
    """From the shelf, on with a run that was stopped."""
    waiting = [b for b in seen(page.shelf, QPushButton) if b.property("run") == run_id]
    click(next(b for b in waiting if b.text() == "Continue"))
