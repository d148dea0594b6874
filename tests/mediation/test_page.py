"""The room by keyboard and mouse: choosing two, the rounds, the agreement and looking again."""

from __future__ import annotations

import gc
import weakref
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ifs_desktop.dialogue.page import DialoguePage
from ifs_desktop.mediation import drafts, edits, queries
from ifs_desktop.mediation.asking import AgreeCard, CheckCard, SpeakCard
from ifs_desktop.mediation.day_choice import DayChoice, in_a_month
from ifs_desktop.mediation.outcome import Outcome, ReviewCard
from ifs_desktop.mediation.page import MediationPage
from ifs_desktop.mediation.queries import RoomRow
from ifs_desktop.parts import edits as parts
from ifs_desktop.parts.permissions import Answer, record
from ifs_desktop.settings import Settings
from ifs_desktop.store import Ref, Store
from ifs_desktop.ui import ask
from ifs_desktop.ui.bus import Bus
from tests.flows.test_accessible_names import unnamed
from tests.mediation.conftest import Cast, OpenPage

Key = Qt.Key


def words(page: QWidget) -> str:
    QApplication.processEvents()  # what was added to a layout is shown in a moment
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def here(page: MediationPage) -> int:
    ref = page.here()
    assert ref is not None and ref.id is not None
    return ref.id


def row(page: MediationPage) -> RoomRow:
    found = page.room.row()
    assert found is not None
    return found


def speaking(page: MediationPage) -> SpeakCard:
    assert isinstance(page.room.card, SpeakCard)
    return page.room.card


def say(page: MediationPage, text: str) -> None:
    box = speaking(page).box
    assert QApplication.focusWidget() is box
    QTest.keyClicks(box, text)
    QTest.keyClick(box, Key.Key_Return)


def opened(page: MediationPage, cast: Cast) -> None:
    """A room of the two, past the Self-check, with the keyboard in it."""
    page.open_ref(Ref("mediation", None, f"{cast.planner}:{cast.scroller}"))
    page.beginning.conflict.setText("Reading after ten")
    page.beginning.begin.click()
    for _ in range(2):
        assert isinstance(page.room.card, CheckCard)
        page.room.card.chips[4].click()


def closed(page: MediationPage, cast: Cast, review_on: date | None) -> int:
    """A room that ended with an agreement."""
    opened(page, cast)
    store, place = page._store, here(page)
    while row(page).room.step.round != "agreement":
        edits.pass_on(store, dialogue_id=place)
    edits.agree(store, dialogue_id=place, text="The phone sleeps", review_on=review_on)
    edits.close(store, dialogue_id=place)
    return place


def test_two_are_chosen_from_the_list_or_as_a_pair_that_is_known(
    page: MediationPage, store: Store, cast: Cast
) -> None:
    beginning = page.beginning
    assert page.here() == Ref("mediation")
    assert not beginning.begin.isEnabled()
    assert not beginning.chips
    page.take_focus()
    for name in ("plan", "night"):
        QTest.keyClicks(beginning.picker.search, name)
        QTest.keyClick(beginning.picker.search, Key.Key_Return)
        beginning.picker.search.clear()
    QTest.keyClicks(beginning.conflict, "Reading after ten")
    QTest.keyClick(beginning.conflict, Key.Key_Return)
    place = here(page)
    assert row(page).conflict == "Reading after ten"
    assert store.draft(drafts.NEW_CONFLICT) == ""
    page.ask_for_new()
    beginning.chips[0].click()
    assert set(beginning.picker.selection()) == {cast.planner, cast.scroller}
    assert beginning.go_on.isVisible()  # one of these two waits
    beginning.go_on.click()
    assert here(page) == place


def test_the_way_through_the_room_by_keyboard(
    page: MediationPage, store: Store, cast: Cast
) -> None:
    opened(page, cast)
    assert row(page).felt == (("left", "curious"), ("right", "curious"))
    for text, left, right in (
        ("a plan", "is asked now", " "),
        ("a rest", " ", "is asked now"),
        ("no rest", " ", "is asked now"),
        ("no plan", "is asked now", " "),
    ):
        assert (page.room.left.asked.text(), page.room.right.asked.text()) == (left, right)
        say(page, text)
    assert "Night Scroller" in speaking(page).prompt.asks
    assert "What Night Scroller said" in words(page.room)
    QTest.keyClick(speaking(page).box, Key.Key_Tab)
    assert QApplication.focusWidget() is speaking(page).back  # Tab goes on within the card
    speaking(page).take_focus()
    speaking(page).skip.click()  # not willing yet
    for text in ("it is tired", "sleep", "sleep too", "a quiet night"):
        say(page, text)
    assert [one.text for one in row(page).said] == [
        *("a plan", "a rest", "no rest", "no plan"),
        *("it is tired", "sleep", "sleep too", "a quiet night"),
    ]
    assert "no plan" in words(page.room.left)
    assert "a quiet night" in words(page.room)
    card = page.room.card
    assert isinstance(card, AgreeCard)
    assert not card.agree.isEnabled()
    QTest.keyClicks(card.box, "The phone sleeps")
    card.days.chips[1].click()
    QTest.keyClick(card.box, Key.Key_Return)
    (made,) = queries.agreements_of(store, row(page).relation_id)
    assert (made.text, made.review_on) == ("The phone sleeps", in_a_month(date.today()))
    QTest.keyClick(speaking(page).box, Key.Key_Return)  # without a word of thanks
    assert isinstance(page.room.card, Outcome)
    assert "The phone sleeps" in words(page.room)
    assert not page.later.isVisible()
    store.undo()
    assert speaking(page).say.accessibleName() == "Close the room"


def test_what_is_not_of_self_is_met_and_never_refused(
    page: MediationPage, store: Store, cast: Cast, qtbot: QtBot
) -> None:
    page.open_ref(Ref("mediation", None, f"{cast.planner}:{cast.scroller}"))
    page.beginning.conflict.setText("Reading")
    page.beginning.begin.click()
    card = page.room.card
    assert isinstance(card, CheckCard)
    card.chips[0].click()
    assert card.offer is not None
    links = {link.text(): link for link in card.offer.findChildren(QPushButton)}
    with qtbot.waitSignal(page.open_requested) as asked:
        links["Hear that part first"].click()
    assert asked.args == [Ref("dialogue", None, "part:")]
    with qtbot.waitSignal(page.open_requested) as asked:
        links["Come back later"].click()
    assert asked.args == [Ref("page", None, "dialogues")]
    assert row(page).felt == ()
    links["Go on"].click()
    assert row(page).felt == (("left", "angry"),)
    assert isinstance(page.room.card, CheckCard)
    page.room.card.own.setText("tender, almost")
    QTest.keyClick(page.room.card.own, Key.Key_Return)
    assert row(page).word("right") == "tender, almost"
    assert row(page).room.step.key == "want:left"


def test_no_agreement_today_and_sitting_down_again(
    page: MediationPage, store: Store, cast: Cast
) -> None:
    opened(page, cast)
    while row(page).room.step.round != "agreement":
        speaking(page).skip.click()
    assert isinstance(page.room.card, AgreeCard)
    page.room.card.without.click()
    QTest.keyClicks(speaking(page).box, "Thank you for coming")
    speaking(page).say.click()
    assert "No agreement that day" in words(page.room)
    assert isinstance(page.room.card, Outcome)
    page.room.card.again.click()
    assert row(page).room.step.key == "want:left"
    page.room.rounds["conflict"].click()
    assert speaking(page).box.toPlainText() == "Reading after ten"
    assert not page.room.rounds["thanks"].isEnabled()


def test_half_a_line_and_a_day_are_there_when_one_comes_back(
    page: MediationPage, store: Store, cast: Cast
) -> None:
    opened(page, cast)
    place = here(page)
    QTest.keyClicks(speaking(page).box, "a pl")
    page.come_back_later()
    page.ask_for_new()
    page.take_focus()
    page.open_ref(Ref("mediation", place))
    assert page.focusWidget() is speaking(page).box  # not the button that passes
    assert speaking(page).box.toPlainText() == "a pl"
    QTest.keyClicks(speaking(page).box, "an")
    parts.rename_part(store, part_id=cast.planner, name="Planner")  # the card is made anew
    assert speaking(page).box.toPlainText() == "a plan"
    while row(page).room.step.round != "agreement":
        edits.pass_on(store, dialogue_id=place)
    card = page.room.card
    assert isinstance(card, AgreeCard)
    card.days.chips[2].click()
    later = date.today() + timedelta(days=100)
    card.days.own.setDate(later)  # type: ignore[arg-type]
    page.ask_for_new()
    page.open_ref(Ref("mediation", place))
    assert isinstance(page.room.card, AgreeCard)
    assert page.room.card.days.day() == later


def test_looking_again_keeps_changes_or_ends_it(
    page: MediationPage, store: Store, cast: Cast
) -> None:
    place = closed(page, cast, date.today() + timedelta(days=3))

    def review() -> ReviewCard:
        assert isinstance(page.room.card, Outcome)
        found = page.room.card.review
        assert found is not None
        return found

    assert "To be looked at again on" in words(page.room)
    review().look.click()
    QTest.keyClicks(review().how, "It held, mostly")
    page.commit_drafts()
    page.ask_for_new()
    page.open_ref(Ref("mediation", place))  # half written, it is open
    assert review().how.toPlainText() == "It held, mostly"
    review().days.chips[3].click()
    review().keep.click()
    assert "It held, mostly" in words(page.room)
    assert "No date to look at it again" in words(page.room)
    review().look.click()
    assert review().how.toPlainText() == ""
    review().text.setPlainText("From eleven on")
    assert review().keep.accessibleName() == "Keep it as changed"
    review().keep.click()
    assert [one.text for one in row(page).agreements] == ["From eleven on", "The phone sleeps"]
    review().look.click()
    review().end.click()
    assert "Nothing is agreed now" in words(page.room)
    store.undo()
    assert row(page).standing is not None


def test_on_its_day_it_is_open_to_be_looked_at(page: MediationPage, cast: Cast) -> None:
    closed(page, cast, date.today())
    assert isinstance(page.room.card, Outcome)
    assert page.room.card.review is not None
    assert page.room.card.review.how.isVisible()
    assert "whenever it suits" in words(page.room)


def test_an_exile_takes_its_seat_and_speaks_past_the_gate_only(
    page: MediationPage, store: Store, cast: Cast, qtbot: QtBot
) -> None:
    page.open_ref(Ref("mediation", None, f"{cast.planner}:{cast.little}"))
    with ask.answer([]):
        page.beginning.begin.click()
    assert page.here() == Ref("mediation")
    with ask.answer([Answer(cast.little, None, "nobody")]):
        page.beginning.begin.click()
    place = here(page)
    for _ in range(3):
        edits.pass_on(store, dialogue_id=place)
    record(store, [Answer(cast.little, cast.scroller, "not_now")], Ref("dialogue", place))
    edits.pass_on(store, dialogue_id=place)
    assert row(page).room.step.seat == "right"
    speaking(page).box.setPlainText("the light on")
    with (
        ask.answer([Answer(cast.little, cast.scroller, "not_now")]),
        qtbot.waitSignal(page.open_requested) as asked,
    ):
        speaking(page).say.click()
    assert asked.args == [Ref("dialogue", None, f"part:{cast.scroller}")]
    assert speaking(page).box.toPlainText() == "the light on"
    with ask.answer([Answer(cast.little, cast.scroller, "yes")]):
        speaking(page).say.click()
    assert [one.text for one in row(page).said] == ["the light on"]


def test_undoing_the_beginning_and_putting_away_leave_the_room(
    page: MediationPage, store: Store, cast: Cast, qtbot: QtBot
) -> None:
    opened(page, cast)
    for _ in range(3):
        store.undo()
    assert page.here() == Ref("mediation")
    for _ in range(3):
        store.redo()
    opened(page, cast)
    with qtbot.waitSignal(page.open_requested):
        page.put_away()
    assert page.here() == Ref("mediation")
    page.open_ref(Ref("mediation", 999))
    page.open_ref(Ref("mediation", None, "1:nobody:7777"))
    assert page.here() == Ref("mediation")


def test_every_control_of_every_round_has_a_name(
    page: MediationPage, store: Store, cast: Cast
) -> None:
    assert unnamed(page) == []
    opened(page, cast)
    place = here(page)
    edits.go_to(store, dialogue_id=place, key="check:left")
    while row(page).room.step.round != "agreement":
        assert unnamed(page) == []
        edits.pass_on(store, dialogue_id=place)
    assert unnamed(page) == []
    edits.agree(store, dialogue_id=place, text="The phone sleeps", review_on=date.today())
    assert unnamed(page) == []
    edits.close(store, dialogue_id=place)
    QApplication.processEvents()
    assert unnamed(page) == []


def test_a_month_later_is_a_day_of_the_next_month() -> None:
    assert in_a_month(date(2027, 1, 31)) == date(2027, 2, 28)
    assert in_a_month(date(2026, 12, 24)) == date(2027, 1, 24)


def test_the_day_that_was_chosen_is_found_again(page: MediationPage, store: Store) -> None:
    first = DayChoice(store, "day", date.today(), page)
    for number in range(4):
        first.chips[number].click()
        again = DayChoice(store, "day", date.today(), page)
        assert again.day() == first.day()
        assert (again.day() is None) == (number == 3)


def test_the_page_dies_with_its_words(open_page: OpenPage, cast: Cast, qapp: QApplication) -> None:
    page = open_page()
    opened(page, cast)
    speaking(page).box.setPlainText("a plan")
    kept = [weakref.ref(one) for one in (page, page.room, page.beginning, speaking(page).box)]
    page.commit_drafts()
    page.close()
    page.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    del page
    gc.collect()
    assert [one() for one in kept] == [None] * 4


def test_on_its_day_an_agreement_stands_above_the_dialogues_until_it_is_looked_at(
    page: MediationPage, store: Store, cast: Cast, qtbot: QtBot, tmp_path: Path
) -> None:
    bus = Bus(store)
    listed = DialoguePage(store, bus, Settings(str(tmp_path / "others.txt")))
    qtbot.addWidget(listed)
    listed.show()
    assert listed.due.isHidden()
    place = closed(page, cast, date.today() - timedelta(days=40))  # late is fine
    assert listed.due.isVisible()
    assert "The phone sleeps" in words(listed.due)
    with qtbot.waitSignal(listed.open_requested) as asked:
        listed.due.look.click()
    assert asked.args == [Ref("mediation", place)]
    made = row(page).agreements[0].id
    edits.keep_agreement(store, agreement_id=made, how="", review_on=date.today())
    assert listed.due.isHidden()
    with qtbot.waitSignal(listed.open_requested) as asked:
        listed.list_pane.mediate_button.click()
    assert asked.args == [Ref("mediation")]
    bus.close()


def test_on_a_narrow_page_the_seats_stand_above_what_is_asked(
    page: MediationPage, cast: Cast
) -> None:
    opened(page, cast)
    room = page.room
    for wide, beside in ((540, False), (1100, True)):
        page.resize(wide, 640)
        QApplication.processEvents()
        assert (room.left.y() == room.view.y()) is beside
        assert room.view.viewport().width() >= room._middle.minimumSizeHint().width()
    assert room.left.width() == room.right.width()
