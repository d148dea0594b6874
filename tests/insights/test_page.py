"""Insights: what was written in exercises and check-ins is seen again, drawn and as a table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ifs_desktop.exercises import catalogue
from ifs_desktop.insights.cards import ChartCard, InsightCard
from ifs_desktop.insights.page import InsightsPage
from ifs_desktop.insights.queries import Insights, look_back
from ifs_desktop.parts import edits
from ifs_desktop.settings import Settings
from ifs_desktop.store import Ref, Store, sample
from ifs_desktop.store.schema import Belief, BeliefVersion, CheckIn, Reading
from ifs_desktop.ui import theme
from ifs_desktop.ui.bus import Bus
from tests.exercises.conftest import FOLDER

Key = Qt.Key


def found(store: Store, since: datetime | None = None, most: int = 20) -> Insights:
    return look_back(store, catalogue.load(FOLDER), since, most)


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, store: Store, tmp_path: Path) -> Iterator[InsightsPage]:
    theme.apply(qapp, "light")
    bus = Bus(store)
    made = InsightsPage(store, bus, Settings(str(tmp_path / "settings.txt")), None)
    qtbot.addWidget(made)
    made.resize(1100, 760)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    bus.close()


def cards(page: InsightsPage) -> dict[str, ChartCard]:
    return {card.accessibleName(): card for card in page.findChildren(ChartCard)}


def button(page: InsightsPage, name: str) -> QPushButton:
    return next(b for b in page.findChildren(QPushButton) if b.text() == name and b.isVisible())


def words(page: InsightsPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel))


def test_an_empty_journal_asks_for_nothing(page: InsightsPage) -> None:
    assert not cards(page)
    assert "There is nothing to do for it." in words(page)


def test_what_was_written_is_seen_again_and_leads_back(
    page: InsightsPage, store: Store, qtbot: QtBot
) -> None:
    sample.fill(store)
    page.span.setCurrentIndex(2)  # everything; and the page looks anew
    known = cards(page)
    assert {*known} == {
        "Trust in Self, part by part",
        "Before and afterwards",
        "How true it felt",
        "Room for Self",
    }
    for words_once in (
        "Brought soup, put it down at the door",  # a kindness
        "You may sit. Do not talk while I count.",  # a letter's answer
        "Put the phone in the kitchen at ten",  # something that was done
        "Expected: She will tell somebody",  # a protector's evidence, of both kinds
        "It came otherwise.",
        "It came partly as expected.",
    ):
        assert words_once in words(page)
    for card in known.values():  # the table says what the picture says
        card.as_table.setChecked(True)
        rows = {
            str(card.table.model().index(row, 0).data()) for row in range(card.table.rowCount())
        }
        assert rows
        assert all(mark.said.split(" · ")[0].split(":")[0] in rows for mark in card.chart.marks())
        assert card.chart.accessibleDescription()
    chart = known["How true it felt"].chart
    assert [mark.level for mark in chart.marks()] == [90, 65]
    chart.setFocus()
    QTest.keyClick(chart, Key.Key_Left)
    assert "I wondered once" in known["How true it felt"].said.text()
    with qtbot.waitSignal(page.open_requested) as led:
        QTest.keyClick(chart, Key.Key_Return)
    assert led.args == [chart.marks()[-1].ref]
    with qtbot.waitSignal(page.open_requested) as led:
        QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.place(0).toPoint())
    assert led.args == [chart.marks()[0].ref]
    there = next(
        button
        for button in page.findChildren(QPushButton)
        if button.accessibleDescription().startswith("Brought soup")
    )
    with qtbot.waitSignal(page.open_requested) as led:
        QTest.mouseClick(there, Qt.MouseButton.LeftButton)
    assert led.args[0].kind == "moment"


def test_pairs_of_each_kind_are_chosen_and_one_without_an_end_is_shown(
    page: InsightsPage, store: Store
) -> None:
    sample.fill(store)
    with store.edit("Check in") as session:
        session.add(CheckIn(kind="drill", before=9))
    card = cards(page)["Before and afterwards"]
    chips = [chip for chip in card.findChildren(QPushButton) if chip.isCheckable()][:-1]
    names = [chip.text() for chip in chips]
    assert names == ["Fire drill", "Stay present", "Then or now?", "I’m activated"]
    QTest.mouseClick(chips[0], Qt.MouseButton.LeftButton)
    card = cards(page)["Before and afterwards"]
    assert [(mark.level, mark.hollow) for mark in card.chart.marks()] == [
        (7, True),
        (5, False),
        (9, True),
    ]
    card.as_table.setChecked(True)
    assert card.table.model().index(1, 2).data() == "–"


def test_only_what_is_in_the_time_asked_for(store: Store) -> None:
    sample.fill(store)
    day = datetime.now(timezone(timedelta(hours=9))) - timedelta(days=13)
    recent = found(store, day)
    assert [len(line.points) for line in recent.beliefs] == [1]
    assert len(found(store).beliefs[0].points) == 2
    assert [len(line.points) for line in recent.trust] == [2]
    assert {kept.text[:7] for kept in recent.kindnesses} == {"Brought", "A man o"}
    assert not found(store, datetime.now(timezone(timedelta(hours=-9)))).kindnesses


def test_what_was_put_away_is_not_shown(store: Store) -> None:
    filled = sample.fill(store)
    for part in filled.parts.values():
        edits.put_away_part(store, part_id=part)
    after = found(store)
    assert not after.trust and not after.letters and not after.evidence
    assert all(not kept.parts for kept in after.kindnesses)


def test_a_belief_that_is_looked_for_is_the_one_shown(page: InsightsPage, store: Store) -> None:
    sample.fill(store)
    with store.edit("Hold a belief") as session:
        other = Belief(text="Nobody stays")
        session.add(other)
        session.flush()
        session.add(BeliefVersion(belief_id=other.id, strength=40))
    page.open_ref(Ref("belief", 1))
    assert "I ought to have seen" in cards(page)["How true it felt"].chart.marks()[0].said
    page.open_ref(Ref("belief", other.id))
    assert "Nobody stays" in cards(page)["How true it felt"].chart.marks()[0].said
    with store.edit("Look at one") as session:  # without saying how true it felt
        unsaid = Belief(text="It was me")
        session.add(unsaid)
        session.flush()
        session.add(BeliefVersion(belief_id=unsaid.id, theirs="The lying", answer="Perhaps"))
    page.open_ref(Ref("belief", unsaid.id))
    (told,) = [one for one in page.findChildren(InsightCard) if one.accessibleName() == "A belief"]
    said = "\n".join(one.text() for one in told.findChildren(QLabel))
    assert "It was me" in said and "Belongs to them: The lying\nWhat the part said: Perhaps" in said
    page.open_ref(Ref("belief", other.id))
    QTest.mouseClick(button(page, "Put this belief away"), Qt.MouseButton.LeftButton)
    assert "I ought to have seen" in cards(page)["How true it felt"].chart.marks()[0].said
    button(page, "Put this belief away").setFocus()
    QTest.keyClick(button(page, "Put this belief away"), Key.Key_Space)
    assert "How true it felt" not in cards(page) and page.span.hasFocus()
    store.undo()
    assert "How true it felt" in cards(page)
    page.open_ref(Ref("belief", unsaid.id))
    page.hide()
    page.show()
    assert "A belief" not in {one.accessibleName() for one in page.findChildren(InsightCard)}
    page.open_ref(Ref("belief", unsaid.id))
    QTest.mouseClick(button(page, "Put this belief away"), Qt.MouseButton.LeftButton)
    assert "A belief" not in {one.accessibleName() for one in page.findChildren(InsightCard)}
    assert "How true it felt" in cards(page)


def test_by_keys_a_pair_is_met_once_and_a_choice_keeps_the_keyboard(
    page: InsightsPage, store: Store
) -> None:
    sample.fill(store)
    page.open_ref(Ref("page", None, "insights"))
    card = cards(page)["Before and afterwards"]
    marks = card.chart.marks()
    told = list(dict.fromkeys(mark.said for mark in marks))
    assert len(told) < len(marks)
    heard: list[str] = []
    card.chart.pointed.connect(heard.append)
    card.chart.setFocus()
    for _ in marks:
        QTest.keyClick(card.chart, Key.Key_Right)
    assert heard == told
    assert card.chart.accessibleDescription().split("\n") == told
    card.as_table.setChecked(True)
    chip = button(page, "Stay present")
    chip.setFocus()
    QTest.keyClick(chip, Key.Key_Space)
    focus = QApplication.focusWidget()
    assert isinstance(focus, QPushButton) and focus.text() == "Stay present" and focus.isChecked()
    assert focus is not chip and cards(page)["Before and afterwards"].table.isVisible()


def test_it_stays_readable_with_many_parts_and_in_a_narrow_window(
    page: InsightsPage, store: Store
) -> None:
    sample.fill(store)
    with store.edit("Feel") as session:
        for number in range(9):
            part = edits.add_part(store, name=f"שומר {number} " + "x" * 60)
            for level in (0, 4, 2):
                session.add(Reading(part_id=part, kind="trust", word="some", level=level))
    card = cards(page)["Trust in Self, part by part"]
    assert len({mark.line for mark in card.chart.marks()}) == 6
    page.resize(640, 500)
    QApplication.processEvents()
    for card in cards(page).values():
        assert card.width() <= 640
        for number in range(len(card.chart.marks())):
            assert card.chart.rect().contains(card.chart.place(number).toPoint())
