"""The page of exercises, walked by key and mouse over a real journal."""

from __future__ import annotations

import weakref
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from ifs_desktop import vault
from ifs_desktop.exercises import edits, queries
from ifs_desktop.exercises.cards import EarlierCard, ExerciseCard
from ifs_desktop.exercises.catalogue import Exercise
from ifs_desktop.exercises.page import ExercisesPage
from ifs_desktop.exercises.steps.choose import OptionRow
from ifs_desktop.exercises.steps.pick_parts import NameLine
from ifs_desktop.exercises.steps.recall import RecallCard
from ifs_desktop.parts import edits as parts
from ifs_desktop.parts import queries as known
from ifs_desktop.parts.permissions import Answer
from ifs_desktop.settings import Settings
from ifs_desktop.store import Ref, Store
from ifs_desktop.store.schema import AnswerPart, Run
from ifs_desktop.ui import ask
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.widgets import Chip, GrowingTextEdit, Notice
from ifs_desktop.ui.widgets.line import PositionLine
from tests.conftest import CHEAP, PASSWORD
from tests.exercises.conftest import activate, free
from tests.helpers import robot

SLUG = "then-or-now"
Key = Qt.Key


def step(page: ExercisesPage) -> str:
    """The key of the step on the screen."""
    assert page.runner.run is not None
    return page.runner.run.step


def control(page: ExercisesPage) -> QWidget:
    sheet = page.runner.sheet
    assert sheet is not None
    QApplication.processEvents()  # lets the layout place what was made
    return sheet.control


def one(page: QWidget, kind: type[Any], place: int = 0, name: str = "") -> Any:
    """A widget of a kind on the step on the screen; with a name, one that is called so."""
    QApplication.processEvents()
    found = [w for w in page.findChildren(kind) if w.isVisibleTo(page)]
    return [w for w in found if name in ("", w.accessibleName())][place]


def press(page: ExercisesPage, key: Key, how: Any = Qt.KeyboardModifier.NoModifier) -> None:
    """A key, where the keyboard is."""
    if not page.isActiveWindow():  # on a screen shared with other tests the keyboard may wander
        page.activateWindow()
        assert QTest.qWaitForWindowActive(page)
    QTest.keyClick(page.focusWidget() or page, key, how)


def scale_to(page: ExercisesPage, at: int) -> None:
    one(control(page), PositionLine).setFocus()
    QTest.keyClick(one(control(page), PositionLine), Key(int(Key.Key_0) + min(at, 9)))
    for _ in range(at - 9):
        press(page, Key.Key_Right)


def choose(page: ExercisesPage, words: str) -> None:
    for row in control(page).findChildren(OptionRow):
        if words in row.text():
            QTest.mouseClick(row, Qt.MouseButton.LeftButton)


def write(page: ExercisesPage, text: str, place: int = 0) -> None:
    box: GrowingTextEdit = one(control(page), GrowingTextEdit, place)
    box.setFocus()
    QTest.keyClicks(box, text)


def go_on(page: ExercisesPage) -> None:
    press(page, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def pick(page: ExercisesPage, name: str) -> None:
    chips = control(page).findChildren(Chip)
    QTest.mouseClick(next(c for c in chips if c.name() == name), Qt.MouseButton.LeftButton)


def card_of(page: ExercisesPage, slug: str) -> ExerciseCard:
    QApplication.processEvents()
    found = page.shelf.findChildren(ExerciseCard)
    return next(card for card in found if card.slug == slug and card.isVisible())


def words_on(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def counted(store: Store) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(Run)) or 0


def only_run(store: Store) -> queries.SavedRun:
    with store.read() as session:
        run_id = session.scalars(select(Run.id)).one()
    saved = queries.saved_run(store, run_id)
    assert saved is not None
    return saved


def to_trigger(page: ExercisesPage, alarm: int = 5) -> None:
    page.begin(SLUG)
    scale_to(page, alarm)
    go_on(page)
    choose(page, "can’t tell")
    go_on(page)
    assert step(page) == "trigger"


@pytest.fixture
def asked(page: ExercisesPage) -> list[Ref]:
    """The places the page asked to be led to."""
    found: list[Ref] = []
    page.open_requested.connect(found.append)
    return found


# ---- the whole way


def test_a_walk_to_the_end_is_in_the_journal(page: ExercisesPage, store: Store) -> None:
    watcher = parts.add_part(store, name="Watcher", role="manager")
    little = parts.add_part(store, name="Little", role="exile")
    QTest.mouseClick(card_of(page, SLUG), Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.ready.begin, Qt.MouseButton.LeftButton)
    scale_to(page, 7)
    press(page, Key.Key_Return)
    choose(page, "about then")
    press(page, Key.Key_Return)
    write(page, "a door closed")
    go_on(page)
    write(page, "that spring", 0)
    write(page, "it is today", 2)
    go_on(page)
    pick(page, "Watcher")
    pick(page, "Little")
    assert "Little: named here" in words_on(control(page))
    go_on(page)
    assert "Little" not in words_on(control(page))
    write(page, "nine")
    go_on(page)
    write(page, "who is here")
    go_on(page)
    write(page, "I have a key")
    go_on(page)
    write(page, "sleep in")
    go_on(page)
    scale_to(page, 4)
    go_on(page)
    write(page, "for watching", 0)
    write(page, "the cellar", 1)
    go_on(page)
    saved = only_run(store)
    assert saved.finished
    assert saved.answers["alarm"] == "7"
    assert saved.answers["unsafe"] == '"then"'
    assert saved.texts["trigger"] == "a door closed"
    assert saved.texts["sides"] == "that spring\nit is today"
    assert saved.answers["alarm_after"] == "4"
    with store.read() as session:
        assert set(session.scalars(select(AnswerPart.part_id))) == {watcher, little}
    detail, other = known.part(store, watcher), known.part(store, little)
    assert detail is not None
    assert other is not None
    assert {(f.kind, f.text, f.said_by, f.source) for f in detail.facts} == {
        ("thinks_i_am", "nine", "part", Ref("run", saved.id)),
        ("needs_from_self", "who is here", "part", Ref("run", saved.id)),
        ("knows_now", "I have a key", "me", Ref("run", saved.id)),
        ("rather_do", "sleep in", "part", Ref("run", saved.id)),
    }
    assert other.facts == ()
    assert "It is kept in your journal." in words_on(page.reading)
    assert page.here() == Ref("run", saved.id)


@pytest.mark.parametrize("words", ["unsafe now", "about both"])
def test_a_true_warning_leads_to_help_and_never_to_calming(
    page: ExercisesPage, asked: list[Ref], words: str
) -> None:
    page.begin(SLUG)
    scale_to(page, 6)
    go_on(page)
    choose(page, words)
    go_on(page)
    assert step(page) == "heed"
    assert "This warning may be true" in words_on(page)
    assert "Thank the part that warned you" in words_on(page)
    press(page, Key.Key_Return)
    assert asked == [Ref("help")]
    assert step(page) == "heed"
    go_on(page)
    assert step(page) == "closing"
    go_on(page)
    assert page.runner.run is None
    assert "Nothing more is needed" not in words_on(page.reading)
    QTest.mouseClick(robot.button(page.reading, "Open Help"), Qt.MouseButton.LeftButton)
    assert asked == [Ref("help"), Ref("help")]


def test_one_may_notice_later_that_something_is_unsafe_now(page: ExercisesPage) -> None:
    to_trigger(page)
    page.runner.skip()
    assert page.runner.sheet is not None
    assert page.runner.sheet.revisit is not None
    QTest.mouseClick(page.runner.sheet.revisit, Qt.MouseButton.LeftButton)
    assert step(page) == "unsafe"
    choose(page, "unsafe now")
    go_on(page)
    assert step(page) == "heed"


# ---- nothing is kept too early, and nothing is lost


def test_looking_at_an_exercise_keeps_nothing(page: ExercisesPage, store: Store) -> None:
    page.begin(SLUG)
    page.runner.skip()
    page.runner.go_back()
    assert page.here() == Ref("exercise", None, SLUG)
    page.show_shelf()
    assert counted(store) == 0


def test_the_first_answer_begins_the_run(page: ExercisesPage, store: Store) -> None:
    page.begin(SLUG)
    scale_to(page, 2)
    page.commit_drafts()
    assert only_run(store).answers == {"alarm": "2"}
    assert page.here() == Ref("run", only_run(store).id)


def test_stopped_at_any_step_it_is_resumed_there(page: ExercisesPage, store: Store) -> None:
    parts.add_part(store, name="Watcher")
    page.begin(SLUG)
    scale_to(page, 2)
    page.commit_drafts()
    seen: list[str] = []
    for _ in range(9):
        was = step(page)
        page.stop()
        assert page.runner.run is None
        QTest.mouseClick(
            next(b for b in page.shelf.findChildren(QPushButton) if b.text() == "Continue"),
            Qt.MouseButton.LeftButton,
        )
        assert step(page) == was
        if was == "who":
            pick(page, "Watcher")
        page.runner.skip()
        seen.append(was)
    assert len(set(seen)) == 9


def test_typed_words_are_in_the_journal_two_seconds_later(
    page: ExercisesPage, store: Store, qtbot: QtBot
) -> None:
    to_trigger(page)
    write(page, "a door")
    qtbot.waitUntil(lambda: only_run(store).texts.get("trigger") == "a door", timeout=2000)


def test_typed_words_are_kept_when_the_app_locks(page: ExercisesPage, store: Store) -> None:
    to_trigger(page)
    write(page, "a door")
    page.commit_drafts()
    assert only_run(store).texts["trigger"] == "a door"


def test_nothing_is_left_to_be_done_once_drafts_are_kept(page: ExercisesPage) -> None:
    to_trigger(page)
    write(page, "a door")
    assert [timer for timer in page.findChildren(QTimer) if timer.isActive()]
    page.commit_drafts()
    assert not [timer for timer in page.findChildren(QTimer) if timer.isActive()]


def test_locked_and_unlocked_one_is_where_one_was(
    qtbot: QtBot, tmp_path: Path, data_dir: Path
) -> None:
    settings = Settings(str(tmp_path / "s.json"))
    file = tmp_path / "Mine.ifsjournal"
    made = vault.create(file, PASSWORD, data_dir=data_dir, kdf=CHEAP)
    store = Store.open(made)
    bus = Bus(store)
    page = ExercisesPage(store, bus, settings, None)
    activate(qtbot, page)
    to_trigger(page, alarm=8)
    write(page, "quillfeather at the door")
    page.commit_drafts()
    here = page.here()
    free(page)
    bus.close()
    store.close()
    made.close()
    for kept in (path for path in tmp_path.rglob("*") if path.is_file()):
        assert b"quillfeather" not in kept.read_bytes()
    again = vault.unlock(file, PASSWORD, data_dir=data_dir)
    store = Store.open(again)
    bus = Bus(store)
    page = ExercisesPage(store, bus, settings, None)
    activate(qtbot, page)
    assert here is not None
    page.open_ref(here)
    assert step(page) == "trigger"
    assert one(control(page), GrowingTextEdit).toPlainText() == "quillfeather at the door"
    page.go_back()
    page.go_back()
    assert one(control(page), PositionLine).at() == 8
    free(page)
    bus.close()
    store.close()
    again.close()


def test_going_to_the_catalogue_keeps_what_is_typed(page: ExercisesPage, store: Store) -> None:
    to_trigger(page)
    write(page, "a door")
    page.header.back_requested.emit()
    assert only_run(store).texts["trigger"] == "a door"
    assert "To be continued" in words_on(page.shelf)


def test_esc_destroys_nothing(page: ExercisesPage) -> None:
    to_trigger(page)
    write(page, "a door")
    press(page, Key.Key_Escape)
    assert step(page) == "trigger"
    assert one(control(page), GrowingTextEdit).toPlainText() == "a door"


def test_alt_left_goes_back_and_the_answer_is_there(page: ExercisesPage) -> None:
    to_trigger(page, alarm=5)
    press(page, Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert step(page) == "unsafe"
    press(page, Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert one(control(page), PositionLine).value() == 5


# ---- undo


def test_undo_takes_an_answer_back_and_shows_its_step(page: ExercisesPage, store: Store) -> None:
    to_trigger(page)
    write(page, "a door")
    go_on(page)
    assert step(page) == "sides"
    assert store.undo_label == "Answer: Then or now?"
    undone = store.undo()
    assert undone is not None
    assert undone.place is not None
    page.open_ref(undone.place)
    assert step(page) == "trigger"
    assert one(control(page), GrowingTextEdit).toPlainText() == ""
    redone = store.redo()
    assert redone is not None
    assert only_run(store).texts["trigger"] == "a door"


def test_undoing_the_first_answer_leaves_a_fresh_exercise(
    page: ExercisesPage, store: Store
) -> None:
    page.begin(SLUG)
    scale_to(page, 3)
    page.commit_drafts()
    undone = store.undo()
    assert undone is not None
    assert undone.place is not None
    page.open_ref(undone.place)
    assert counted(store) == 1 - 1
    assert step(page) == "alarm"
    assert one(control(page), PositionLine).at() is None
    redone = store.redo()
    assert redone is not None
    assert redone.place is not None
    page.open_ref(redone.place)
    assert one(control(page), PositionLine).at() == 3
    assert page.here() == Ref("run", only_run(store).id)
    page.runner.skip()
    assert counted(store) == 1


def test_a_run_put_away_comes_back_by_undo(page: ExercisesPage, store: Store) -> None:
    page.begin(SLUG)
    scale_to(page, 3)
    page.stop()
    away = next(b for b in page.shelf.findChildren(QPushButton) if b.text() == "Put away")
    QTest.mouseClick(away, Qt.MouseButton.LeftButton)
    assert "To be continued" not in words_on(page.shelf)
    store.undo()
    assert "To be continued" in words_on(page.shelf)


# ---- the same trigger


def walk_through(page: ExercisesPage, trigger: str, like: str) -> None:
    to_trigger(page, alarm=9)
    write(page, trigger)
    go_on(page)
    write(page, like, 0)
    go_on(page)
    while page.runner.run is not None:
        page.runner.skip()


def test_the_same_trigger_offers_the_earlier_run(page: ExercisesPage, store: Store) -> None:
    walk_through(page, "One word: fine.", "that spring")
    to_trigger(page)
    write(page, "One word: fine")
    control(page).look()  # type: ignore[attr-defined]
    card: RecallCard = one(control(page), RecallCard)
    assert "that spring" in words_on(card)
    bring = next(b for b in card.findChildren(QPushButton) if "Bring" in b.text())
    QTest.mouseClick(bring, Qt.MouseButton.LeftButton)
    go_on(page)
    assert one(control(page), GrowingTextEdit).toPlainText() == "that spring"


def test_nothing_is_carried_over_by_itself(page: ExercisesPage) -> None:
    walk_through(page, "One word: fine.", "that spring")
    to_trigger(page)
    write(page, "One word: fine.")
    go_on(page)
    assert one(control(page), GrowingTextEdit).toPlainText() == ""


def test_what_was_brought_along_leaves_ones_own_words(page: ExercisesPage) -> None:
    walk_through(page, "One word: fine.", "that spring")
    to_trigger(page)
    go_back = page.runner.go_back
    page.runner.skip()
    write(page, "my own", 0)
    go_back()
    write(page, "One word: fine.")
    control(page).look()  # type: ignore[attr-defined]
    one(control(page), RecallCard)._bring()
    go_on(page)
    assert one(control(page), GrowingTextEdit).toPlainText() == "my own"


def test_reading_the_earlier_run_leaves_the_open_one_where_it_is(
    page: ExercisesPage, asked: list[Ref]
) -> None:
    walk_through(page, "One word: fine.", "that spring")
    to_trigger(page)
    write(page, "One word: fine.")
    control(page).look()  # type: ignore[attr-defined]
    read = next(
        b for b in one(control(page), RecallCard).findChildren(QPushButton) if b.text() == "Read it"
    )
    QTest.mouseClick(read, Qt.MouseButton.LeftButton)
    assert "that spring" in words_on(page.reading)
    assert asked == []
    press(page, Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert step(page) == "trigger"
    assert one(control(page), GrowingTextEdit).toPlainText() == "One word: fine."


def test_an_offer_goes_when_the_words_change(page: ExercisesPage) -> None:
    walk_through(page, "One word: fine.", "that spring")
    to_trigger(page)
    write(page, "One word: fine.")
    control(page).look()  # type: ignore[attr-defined]
    assert control(page).findChildren(RecallCard)
    write(page, " Again")
    control(page).look()  # type: ignore[attr-defined]
    assert not [c for c in control(page).findChildren(RecallCard) if c.isVisible()]


# ---- earlier runs


def test_an_earlier_run_is_listed_in_words_and_can_be_read(
    page: ExercisesPage, store: Store, asked: list[Ref]
) -> None:
    parts.add_part(store, name="Watcher")
    to_trigger(page, alarm=9)
    write(page, "a door")
    page.runner.skip()
    page.runner.skip()
    pick(page, "Watcher")
    while page.runner.run is not None:
        page.runner.skip()
    page.show_shelf()
    card: EarlierCard = one(page.shelf, EarlierCard)
    assert "a door" in words_on(card)
    assert "almost too much" in words_on(card)
    card.setFocus()
    QTest.keyClick(card, Key.Key_Return)
    assert "almost too much (9)" in words_on(page.reading)
    QTest.mouseClick(one(page.reading, Chip), Qt.MouseButton.LeftButton)
    assert [ref.kind for ref in asked] == ["part"]
    page.header.back_requested.emit()
    assert page.here() == Ref("page", None, "exercises")


def test_a_place_in_the_app_leads_here(page: ExercisesPage, store: Store) -> None:
    page.open_ref(Ref("exercise", None, SLUG))
    assert page.runner.run is None
    assert "How is it right now?" in words_on(page.ready)
    QTest.mouseClick(page.ready.begin, Qt.MouseButton.LeftButton)
    assert step(page) == "alarm"
    scale_to(page, 1)
    page.stop()
    page.open_ref(Ref("run", only_run(store).id, "unsafe"))
    assert step(page) == "unsafe"
    page.open_ref(Ref("page", None, "exercises"))
    assert page.here() == Ref("page", None, "exercises")
    page.open_ref(Ref("run", 999))
    assert page.here() == Ref("page", None, "exercises")
    page.open_ref(Ref("exercise", None, "no-such"))
    assert page.here() == Ref("page", None, "exercises")


# ---- the scale


def test_a_scale_has_nothing_chosen_beforehand(page: ExercisesPage) -> None:
    page.begin(SLUG)
    line: PositionLine = one(control(page), PositionLine)
    assert line.at() is None
    assert page.runner.sheet is not None
    assert not page.runner.sheet.go_on.isEnabled()
    press(page, Key.Key_Return)
    assert step(page) == "alarm"
    assert line.accessibleDescription() == "nothing chosen yet"


def test_arrows_take_the_lowest_place_first(page: ExercisesPage) -> None:
    page.begin(SLUG)
    line: PositionLine = one(control(page), PositionLine)
    assert page.focusWidget() is line
    press(page, Key.Key_Right)
    assert line.at() == 0
    assert line.accessibleDescription() == "quiet"
    press(page, Key.Key_Left)
    assert line.at() == 0
    press(page, Key.Key_End)
    assert line.accessibleDescription() == "overwhelming"


def test_a_click_takes_a_place(page: ExercisesPage) -> None:
    page.begin(SLUG)
    line: PositionLine = one(control(page), PositionLine)
    middle = QPoint(line.width() // 2, line.height() // 2)
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=middle)
    assert line.at() == 5


@pytest.mark.parametrize(("at", "offered"), [(7, False), (8, True), (10, True)])
def test_a_strong_alarm_offers_grounding_and_loses_nothing(
    page: ExercisesPage, asked: list[Ref], store: Store, at: int, offered: bool
) -> None:
    page.begin(SLUG)
    scale_to(page, at)
    notice: Notice = control(page).findChildren(Notice)[0]
    assert notice.isVisible() == offered
    if offered:
        QTest.mouseClick(one(notice, QPushButton), Qt.MouseButton.LeftButton)
        assert asked == [Ref("page", None, "ground")]
        assert only_run(store).answers == {"alarm": str(at)}
        assert step(page) == "alarm"


@pytest.mark.parametrize(
    ("after", "said"), [(2, "less loud"), (6, "as loud as"), (7, "did nothing wrong")]
)
def test_the_alarm_afterwards_is_met_evenly(page: ExercisesPage, after: int, said: str) -> None:
    page.begin(SLUG)
    scale_to(page, 6)
    while step(page) != "alarm_after":
        page.runner.skip()
    assert "When you began: strong" in one(control(page), PositionLine).accessibleDescription()
    scale_to(page, after)
    assert said in words_on(control(page))


# ---- parts


def test_someone_new_is_added_by_name_and_picked(page: ExercisesPage, store: Store) -> None:
    to_trigger(page)
    page.runner.skip()
    page.runner.skip()
    assert step(page) == "who"
    pick(page, "someone new")
    QTest.keyClicks(page.focusWidget(), "The Fog")
    press(page, Key.Key_Return)
    (made,) = known.find_parts(store)
    assert (made.name, made.role) == ("The Fog", "not_sure")
    assert step(page) == "who"
    go_on(page)
    assert step(page) == "age"
    assert "The Fog" in words_on(control(page))


def test_a_name_that_is_known_picks_that_part(page: ExercisesPage, store: Store) -> None:
    part = parts.add_part(store, name="Watcher")
    to_trigger(page)
    page.runner.skip()
    page.runner.skip()
    pick(page, "someone new")
    QTest.keyClicks(page.focusWidget(), "watcher ")
    press(page, Key.Key_Return)
    assert control(page).answer().parts == (part,)  # type: ignore[attr-defined]
    assert len(known.find_parts(store)) == 1


def test_esc_leaves_the_name_and_the_step(page: ExercisesPage, store: Store) -> None:
    to_trigger(page)
    page.runner.skip()
    page.runner.skip()
    pick(page, "someone new")
    QTest.keyClicks(page.focusWidget(), "x")
    press(page, Key.Key_Escape)
    assert step(page) == "who"
    assert known.find_parts(store) == ()


def test_a_part_renamed_elsewhere_is_renamed_here(page: ExercisesPage, store: Store) -> None:
    part = parts.add_part(store, name="Watcher")
    to_trigger(page)
    page.runner.skip()
    page.runner.skip()
    parts.rename_part(store, part_id=part, name="Sentinel")
    assert "Sentinel" in [chip.name() for chip in control(page).findChildren(Chip)]


def test_a_part_that_becomes_an_exile_is_not_asked_any_more(
    page: ExercisesPage, store: Store
) -> None:
    part = parts.add_part(store, name="Watcher")
    to_trigger(page)
    page.runner.skip()
    page.runner.skip()
    pick(page, "Watcher")
    go_on(page)
    assert step(page) == "age"
    parts.set_role(store, part_id=part, role="exile")
    assert step(page) == "who"


def test_an_exercise_for_exiles_asks_the_protectors_first_and_then_the_exile(
    page: ExercisesPage, store: Store, asked: list[Ref]
) -> None:
    little = parts.add_part(store, name="Little", role="exile")
    watcher = parts.add_part(store, name="Watcher")
    parts.relate(store, source_id=watcher, target_id=little, kind="protects")
    known = page.catalogue.exercises
    red = tuple(replace(one, level="red") for one in known)
    page.catalogue = replace(page.catalogue, exercises=red)
    to_trigger(page)
    page.runner.skip()
    page.runner.skip()
    pick(page, "Little")
    button = one(control(page), QPushButton, 0, "Ask the parts that protect Little…")
    with ask.answer([Answer(little, watcher, "not_now")]):
        button.click()
    assert asked == [Ref("dialogue", None, f"part:{watcher}")]
    go_on(page)
    assert step(page) == "alarm_after"  # nobody to ask
    page.runner.go_back()
    button = one(control(page), QPushButton, 0, "Ask the parts that protect Little…")
    with ask.answer([Answer(little, watcher, "yes")]):
        button.click()
    assert "named here" not in words_on(control(page))
    go_on(page)
    assert "Little" in words_on(control(page))
    assert step(page) == "age"


def test_the_keyboard_passes_the_parts_before_someone_new(
    page: ExercisesPage, store: Store
) -> None:
    for name in ("Ada", "Ben"):
        parts.add_part(store, name=name)
    to_trigger(page)
    page.runner.skip()
    page.runner.skip()
    passed = []
    for _ in range(3):
        chip = page.focusWidget()
        assert isinstance(chip, Chip)
        passed.append(chip.name())
        press(page, Key.Key_Tab)
    assert passed == ["Ada", "Ben", "someone new"]
    press(page, Key.Key_Backtab)
    press(page, Key.Key_Backtab)
    press(page, Key.Key_Space)
    go_on(page)
    assert step(page) == "age"


# ---- how a step is put, read and heard


def test_a_visual_step_can_be_put_through_the_body_and_it_is_remembered(
    page: ExercisesPage,
) -> None:
    to_trigger(page)
    body = next(c for c in page.runner.findChildren(Chip) if c.name() == "through the body")
    QTest.mouseClick(body, Qt.MouseButton.LeftButton)
    assert "Where in your body" in words_on(page.runner)
    while step(page) != "closing":
        page.runner.skip()
    assert "feel your feet" in words_on(page.runner)


def test_every_control_has_a_name_and_the_keyboard_lands_in_the_step(
    page: ExercisesPage, store: Store
) -> None:
    parts.add_part(store, name="Watcher")
    page.begin(SLUG)
    scale_to(page, 9)
    while page.runner.run is not None:
        focus = page.focusWidget()
        assert focus is not None
        assert page.runner.isAncestorOf(focus), step(page)
        if step(page) == "who":
            pick(page, "Watcher")
        for widget in page.findChildren(QWidget):
            if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                name = widget.accessibleName() or getattr(widget, "text", str)()
                assert name, (step(page), widget)
        page.runner.skip()


def test_no_step_shows_a_count_a_score_or_a_tick(page: ExercisesPage, store: Store) -> None:
    page.begin(SLUG)
    scale_to(page, 3)
    while page.runner.run is not None:
        shown = words_on(page)
        assert "step " not in shown.lower()
        assert "%" not in shown
        assert "✓" not in shown
        page.runner.skip()


def test_a_faulty_file_is_named_and_the_others_are_there(
    qtbot: QtBot, store: Store, tmp_path: Path
) -> None:
    source = Path(__file__).parents[2] / "resources" / "exercises" / "then-or-now.md"
    (tmp_path / "good.md").write_bytes(source.read_bytes())
    (tmp_path / "faulty.md").write_text("---\ntitle: x\n---\n")
    bus = Bus(store)
    page = ExercisesPage(store, bus, Settings(str(tmp_path / "s.json")), None, tmp_path)
    page.resize(900, 700)
    activate(qtbot, page)
    assert one(page, ExerciseCard).slug == "good"
    assert "faulty.md, line 2: “section” is missing" in words_on(page)
    free(page)
    bus.close()


def test_older_runs_are_shown_when_asked_for(
    page: ExercisesPage, store: Store, then_or_now: Exercise
) -> None:
    alarm = then_or_now.step("alarm").kind.load(3)
    for visit in range(1, 15):
        run = edits.begin(store, exercise=then_or_now, key="alarm", answer=alarm, visit=visit)
        edits.finish(store, exercise=then_or_now, run_id=run)
    page.show_shelf()
    QApplication.processEvents()
    shown = [c for c in page.shelf.findChildren(EarlierCard) if c.isVisible()]
    assert len(shown) == 12
    more = next(b for b in page.shelf.findChildren(QPushButton) if b.text() == "Show older ones")
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    shown = [c for c in page.shelf.findChildren(EarlierCard) if c.isVisible()]
    assert len(shown) == 14


def test_the_page_is_freed_with_all_it_showed(
    qapp: QApplication, qtbot: QtBot, store: Store, tmp_path: Path
) -> None:
    parts.add_part(store, name="Watcher")
    bus = Bus(store)
    page = ExercisesPage(store, bus, Settings(str(tmp_path / "s.json")), None)
    activate(qtbot, page)
    page.begin(SLUG)
    scale_to(page, 9)
    while page.runner.run is not None:
        if step(page) == "who":
            pick(page, "Watcher")
        page.runner.skip()
    to_trigger(page)
    write(page, "a door")
    page.commit_drafts()
    held = [page, page.shelf, page.runner, page.reading, page.runner.sheet, control(page)]
    watched = [weakref.ref(widget) for widget in held]
    freed: list[bool] = []
    page.destroyed.connect(lambda: freed.append(True))
    free(page)
    del page, held
    qapp.processEvents()
    bus.close()
    del bus
    assert freed
    assert [ref() for ref in watched] == [None] * len(watched)


def test_who_types_on_without_a_pause_is_kept_too(page: ExercisesPage, store: Store) -> None:
    to_trigger(page)
    box: GrowingTextEdit = one(control(page), GrowingTextEdit)
    box.setFocus()
    QTest.keyClicks(box, "the door was shut", delay=50)  # 1.7 seconds, no pause
    assert only_run(store).texts["trigger"].startswith("the d")


def test_enter_takes_the_option_the_keyboard_is_at_and_again_goes_on(page: ExercisesPage) -> None:
    page.begin(SLUG)
    scale_to(page, 3)
    go_on(page)
    here = step(page)
    rows: list[OptionRow] = control(page).findChildren(OptionRow)
    assert page.focusWidget() is rows[0]
    press(page, Key.Key_Down)
    press(page, Key.Key_Return)
    assert [row.isChecked() for row in rows] == [False, True, *[False] * (len(rows) - 2)]
    assert step(page) == here
    press(page, Key.Key_Return)
    assert step(page) != here


def test_tab_passes_what_waits_before_the_exercises_below_it(page: ExercisesPage) -> None:
    for _ in range(2):
        page.begin(SLUG)
        scale_to(page, 3)
        page.stop()
    QApplication.processEvents()
    page.shelf.take_focus()
    passed = []
    for _ in range(5):
        focus = page.focusWidget()
        assert isinstance(focus, QAbstractButton)
        passed.append(focus.text() or type(focus).__name__)
        press(page, Key.Key_Tab)
    assert passed == ["Continue", "Put away", "Continue", "Put away", "ExerciseCard"]


def test_a_name_being_typed_is_there_after_a_lock(page: ExercisesPage, store: Store) -> None:
    to_trigger(page)
    page.runner.skip()
    page.runner.skip()
    assert step(page) == "who"
    press(page, Key.Key_Space)
    QTest.keyClicks(page.focusWidget(), "the one by the do")
    page.commit_drafts()
    page.runner.leave()
    page.open_ref(Ref("run", only_run(store).id))
    line: NameLine = one(control(page), NameLine)
    assert line.text() == "the one by the do"
    line.setFocus()
    QTest.keyClicks(line, "or")
    QTest.keyClick(line, Key.Key_Return)
    assert [card.name for card in known.find_parts(store)] == ["the one by the door"]
    page.commit_drafts()
    page.runner.leave()
    page.open_ref(Ref("run", only_run(store).id))
    left = control(page).findChild(NameLine)
    assert left is not None and not left.isVisible()
