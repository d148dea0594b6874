"""The profile of a part: written by keyboard, kept in the journal, leading to where it was said."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListWidgetItem, QMenu, QWidget
from pytestqt.qtbot import QtBot

from ifs_desktop.beliefs import edits as beliefs
from ifs_desktop.dialogue import edits as dialogue
from ifs_desktop.letters import edits as letters
from ifs_desktop.mediation import edits as mediation
from ifs_desktop.mediation import queries as rooms
from ifs_desktop.parts import edits, permissions, profile, queries, rows
from ifs_desktop.parts.page import PartPage
from ifs_desktop.parts.picker import PartPicker
from ifs_desktop.parts.profile_colours import COLOURS, colour_name
from ifs_desktop.parts.profile_fact import FactRow
from ifs_desktop.parts.profile_facts import FIRST
from ifs_desktop.parts.profile_group import Words
from ifs_desktop.parts.profile_head import Head
from ifs_desktop.parts.queries import FactCard, PartCard, PartDetail
from ifs_desktop.parts.veiling import edits as veiling
from ifs_desktop.promises import edits as promises
from ifs_desktop.settings import Settings
from ifs_desktop.store import Ref, Store, purge, sample
from ifs_desktop.store.schema import (
    Entry,
    Impression,
    Mention,
    PartsMap,
    Placement,
    Reading,
    Turn,
    now,
)
from ifs_desktop.ui import ask, theme
from ifs_desktop.ui.bus import Bus
from tests.parts.conftest import Cast

Key = Qt.Key


def detail(store: Store, part_id: int) -> PartDetail:
    found = queries.part(store, part_id)
    assert found is not None
    return found


def facts(store: Store, part_id: int) -> list[FactCard]:
    return list(detail(store, part_id).facts)


def type_a_fact(page: PartPage, find: str, text: str) -> None:
    """Ctrl+N, a few letters of the field, Enter, the words, Esc."""
    QTest.keyClick(page.add, Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(page.sheet.adding.search, find)
    QTest.keyClick(page.sheet.adding.search, Key.Key_Return)
    edit = focused()
    QTest.keyClicks(edit, text)
    QTest.keyClick(edit, Key.Key_Escape)


def row_of(page: PartPage, fact_id: int) -> FactRow:
    row = page.sheet.facts.row(fact_id)
    assert row is not None
    return row


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def led(qtbot: QtBot, page: PartPage, press: Callable[[], None]) -> Ref:
    with qtbot.waitSignal(page.open_requested) as asked:
        press()
    ref = asked.args[0]
    assert isinstance(ref, Ref)
    return ref


# ---- what is known


def test_a_new_part_shows_a_name_and_kind_words_and_nothing_to_fill_in(page: PartPage) -> None:
    sheet = page.sheet
    assert sheet.head.name.text() == "The Watchful One"
    assert all(card.isHidden() for card in (*sheet.cards(), sheet.last, sheet.adding))
    assert sheet._new.isVisible()


def test_a_field_is_found_by_typing_and_what_is_written_there_is_one_undo_step(
    page: PartPage, store: Store, cast: Cast
) -> None:
    type_a_fact(page, "belie", "it is all mine to hold")
    (fact,) = facts(store, cast.watchful)
    assert (fact.kind, fact.text, fact.said_by) == ("belief", "it is all mine to hold", "me")
    row = row_of(page, fact.id)
    assert row.text.hasFocus() and row.edit is None
    assert not page.sheet._new.isVisible()
    type_a_fact(page, "belie", "nobody else looks")
    assert [f.text for f in facts(store, cast.watchful)] == [
        "nobody else looks",
        "it is all mine to hold",
    ]
    store.undo()
    store.undo()
    assert facts(store, cast.watchful) == []
    assert page.sheet.facts.isHidden() and page.sheet._new.isVisible()


def test_a_field_without_words_leaves_nothing_behind(
    page: PartPage, store: Store, cast: Cast
) -> None:
    type_a_fact(page, "pronouns", "")
    assert facts(store, cast.watchful) == []
    assert page.sheet.facts.isHidden()


def test_the_words_offered_are_narrowed_and_left_by_escape(page: PartPage) -> None:
    adding = page.sheet.adding
    page.add.click()
    everything = adding.offered()
    assert {profile.fact_title(k) for k in profile.KINDS} - set(everything) == {
        profile.fact_title("knows_now"),
        profile.fact_title("fear"),  # offered by a shorter name
    }
    QTest.keyClicks(adding.search, "needs")
    assert adding.offered() == ["What it needs", "What it needs from Self"]
    QTest.keyClicks(adding.search, "xx")
    assert adding.offered() == [] and adding._nothing.isVisible()
    QTest.keyClick(adding.search, Key.Key_Escape)
    assert adding.isHidden() and page.add.hasFocus()


def test_what_is_typed_is_kept_soon_and_at_a_lock_but_a_moment_without_words_is_not_believed(
    page: PartPage, store: Store, cast: Cast, qtbot: QtBot
) -> None:
    kept = edits.add_fact(store, part_id=cast.watchful, kind="job", text="looks", said_by="part")
    assert kept is not None
    row = row_of(page, kept)
    QTest.keyClick(row.text, Key.Key_Return)
    assert row.edit is not None
    QTest.keyClicks(row.edit, " out")
    qtbot.waitUntil(lambda: facts(store, cast.watchful)[0].text == "looks out", timeout=1500)
    row.edit.selectAll()
    QTest.keyClick(row.edit, Key.Key_Delete)
    page.commit_drafts()
    assert facts(store, cast.watchful)[0].text == "looks out"
    QTest.keyClicks(row.edit, "listens")
    page.commit_drafts()
    (fact,) = facts(store, cast.watchful)
    assert (fact.id, fact.text, fact.said_by) == (kept, "listens", "part")
    row.edit.selectAll()
    QTest.keyClick(row.edit, Key.Key_Delete)
    QTest.keyClick(row.edit, Key.Key_Escape)
    assert facts(store, cast.watchful) == []
    store.undo()
    assert facts(store, cast.watchful)[0].text == "looks"


def test_what_changes_elsewhere_does_not_take_what_is_being_typed(
    page: PartPage, store: Store, cast: Cast
) -> None:
    edits.add_fact(store, part_id=cast.watchful, kind="job", text="looks")
    page.sheet.add_field("job")
    edit = focused()
    QTest.keyClicks(edit, "half a wo")
    other = edits.add_fact(store, part_id=cast.watchful, kind="job", text="from the guide")
    edits.add_fact(store, part_id=cast.watchful, kind="need", text="rest")
    edits.set_role(store, part_id=cast.watchful, role="protector")
    assert edit.hasFocus() and edit.property("plainText") == "half a wo"
    page.commit_drafts()
    kinds = [(row.kind, row.fact.text) for row in page.sheet.facts.rows() if row.fact]
    assert kinds == [
        ("job", "half a wo"),
        ("job", "from the guide"),
        ("job", "looks"),
        ("need", "rest"),
    ]
    assert other is not None and edit.hasFocus()


def test_a_fact_says_who_said_it_and_leads_to_where(
    page: PartPage, store: Store, cast: Cast, qtbot: QtBot
) -> None:
    said = edits.add_fact(
        store,
        part_id=cast.watchful,
        kind="fear",
        text="dark",
        said_by="part",
        source=Ref("turn", 7),
    )
    assert said is not None
    row = row_of(page, said)
    assert row.said.text().startswith("said by the part · ")
    assert row.source.text() == "in a dialogue"
    assert led(qtbot, page, row.source.click) == Ref("turn", 7)
    row.said.click()
    menu = row.findChild(QMenu)
    assert isinstance(menu, QMenu)
    assert [a.text() for a in menu.actions() if a.isChecked()] == ["the part"]
    next(a for a in menu.actions() if a.data() == "guess").trigger()
    menu.close()
    assert facts(store, cast.watchful)[0].said_by == "guess"
    assert row.said.text().startswith("a guess · ")
    row.away.click()
    assert facts(store, cast.watchful) == []
    store.undo()
    assert [f.text for f in facts(store, cast.watchful)] == ["dark"]


def test_a_link_leads_to_the_very_fact_and_lets_it_glow(
    page: PartPage, store: Store, cast: Cast, qtbot: QtBot
) -> None:
    kept = [
        edits.add_fact(store, part_id=cast.door, kind="note", text=f"note {n}")
        for n in range(FIRST + 3)
    ]
    page.open_ref(Ref("profile", cast.door))
    assert len(page.sheet.facts.rows()) == FIRST
    page.open_ref(Ref("profile", cast.door, f"fact:{kept[0]}"))
    row = row_of(page, kept[0] or 0)
    assert row.glows() and row.text.hasFocus()
    area = page.sheet._scroll.viewport()
    qtbot.waitUntil(
        lambda: area.rect().contains(row.text.mapTo(area, QPoint(4, 4))) if row else False
    )
    assert page.here() == Ref("profile", cast.door)


def test_a_field_that_is_added_comes_into_sight(
    page: PartPage, store: Store, cast: Cast, qtbot: QtBot
) -> None:
    for number in range(12):
        edits.add_fact(store, part_id=cast.door, kind=profile.KINDS[number], text="words")
    page.open_ref(Ref("profile", cast.door))
    page.sheet.add_field("note")
    edit, area = focused(), page.sheet._scroll.viewport()
    qtbot.waitUntil(lambda: area.rect().contains(edit.mapTo(area, edit.rect().bottomLeft())))


# ---- readings


def test_a_word_is_noted_by_keyboard_and_the_line_is_told_in_days_and_words(
    page: PartPage, store: Store, cast: Cast
) -> None:
    first = edits.add_reading(store, part_id=cast.watchful, kind="toward", word="wary", level=2)
    with store.edit("Earlier") as session:
        session.get_one(Reading, first).said_at = now() - timedelta(days=30)
    kind = page.sheet.readings.kinds["toward"]
    assert kind.trend.isHidden()  # one word makes no line
    kind.note.setFocus()
    QTest.keyClick(kind.note, Key.Key_Space)
    words = [word for word, _ in profile.reading_words("toward")]
    for _ in range(words.index("curious")):
        QTest.keyClick(focused(), Key.Key_Tab)
    QTest.keyClick(focused(), Key.Key_Space)
    assert [(r.word, r.level) for r in queries.readings(store, cast.watchful)] == [
        ("curious", 3),
        ("wary", 2),
    ]
    assert kind.word.text() == "curious" and kind.note.hasFocus()
    assert kind.trend.isVisible()
    told = kind.trend.accessibleDescription()
    assert told.index("wary") < told.index("curious")
    low, high = kind.trend.points()
    assert low.x() < high.x() and low.y() > high.y()  # later to the right, nearer is higher
    kind.list.click()
    away = [s for s in kind.stops() if s.accessibleDescription().endswith("wary")]
    away[0].click()  # type: ignore[attr-defined]
    assert [r.word for r in queries.readings(store, cast.watchful)] == ["curious"]
    assert kind.trend.isHidden()
    store.undo()
    assert kind.trend.isVisible()


def test_a_word_of_ones_own_waits_half_typed_and_is_kept_without_a_level(
    page: PartPage, store: Store, cast: Cast, tmp_path: str
) -> None:
    page.sheet.add_field("from")
    kind = page.sheet.readings.kinds["from"]
    assert kind._chooser is not None
    QTest.keyClicks(kind._chooser.own, "shy, I thi")
    page.open_ref(Ref("profile", cast.door))
    assert page.sheet.readings.isHidden()
    page.open_ref(Ref("profile", cast.watchful))
    again = page.sheet.readings.kinds["from"]._chooser
    assert again is not None and again.own.text() == "shy, I thi"
    again.own.setFocus()
    again.own.end(False)
    QTest.keyClicks(again.own, "nk")
    QTest.keyClick(again.own, Key.Key_Return)
    (reading,) = queries.readings(store, cast.watchful)
    assert (reading.kind, reading.word, reading.level) == ("from", "shy, I think", None)
    assert store.draft(f"part:{cast.watchful}:reading:from") == ""


def test_every_offered_word_has_its_place_on_the_line_and_each_kind_reaches_both_ends() -> None:
    for kind in profile.READINGS:
        levels = [level for _, level in profile.reading_words(kind)]
        assert levels == sorted(levels)
        assert (min(levels), max(levels)) == (0, edits.READING_LEVELS - 1)


# ---- who it is


def look(head: Head) -> PartCard:
    card = head.portrait.card()
    assert card is not None
    return card


def test_name_role_and_colour_are_changed_in_place_and_undo_comes_back_here(
    page: PartPage, store: Store, cast: Cast
) -> None:
    head = page.sheet.head
    head.name.setFocus()
    head.name.selectAll()
    QTest.keyClicks(head.name, "Watch")
    page.commit_drafts()
    QTest.keyClick(head.role, Key.Key_Down)
    head.portrait.setFocus()
    QTest.keyClick(head.portrait, Key.Key_Space)
    rose = next(c for c in head.looks.colours.choices if c.accessibleName() == "Rose")
    rose.click()
    card = detail(store, cast.watchful).card
    assert (card.name, card.role, card.colour) == ("Watch", "firefighter", "#b9628f")
    assert page.sheet.header.title() == "Watch" and look(head).colour == "#b9628f"
    for _ in range(3):
        step = store.undo()
        assert step is not None and step.place == Ref("profile", cast.watchful)
    assert head.name.text() == "The Watchful One" and look(head).colour is None
    head.name.selectAll()
    head.name.setFocus()
    QTest.keyClick(head.name, Key.Key_Delete)
    page.add.setFocus()
    assert head.name.text() == "The Watchful One"


@pytest.mark.parametrize("look", ["light", "dark"])
def test_every_colour_of_the_palette_is_seen_on_paper_and_in_the_dark(
    qapp: QApplication, look: str
) -> None:
    theme.apply(qapp, look)

    def light(colour: QColor) -> float:
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        even = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * even[0] + 0.7152 * even[1] + 0.0722 * even[2] + 0.05

    for colour in COLOURS:
        assert colour_name(colour)
        for ground in ("background", "surface", "raised"):
            pair = sorted((light(QColor(colour)), light(theme.colour(ground))))
            assert pair[1] / pair[0] >= 3, (colour, ground)
    theme.apply(qapp, "light")


def test_a_part_that_rests_is_quiet_and_last_in_lists_and_one_action_wakes_it(
    page: PartPage, store: Store, cast: Cast, qtbot: QtBot
) -> None:
    edits.let_rest(store, part_id=cast.little)
    page.sheet.foot.rest.click()
    found = queries.find_parts(store)
    assert [c.name for c in found] == ["Slam the Door", "Little One", "The Watchful One"]
    assert rows.role_line(found[-1]) == "Manager · resting"
    bus = Bus(store)
    picker = PartPicker(store, bus, multiple=False, parent=page)
    item = picker.list.item(2)
    assert item.text() == "The Watchful One" and "resting" in item.data(rows.SECOND)
    picker.show()
    picker.list.grab()  # drawn without a complaint of Qt's
    head, named = page.sheet.head, page.actions_by_name
    assert head._rests.isVisible() and head._rests.text().startswith("resting since ")
    assert not named["rest_part"].isEnabled()
    named["wake_part"].trigger()
    assert not detail(store, cast.watchful).card.resting
    assert head.wake.isHidden() and named["rest_part"].isEnabled()
    bus.close()


def test_putting_away_asks_and_leads_to_the_map(
    page: PartPage, store: Store, cast: Cast, qtbot: QtBot
) -> None:
    with ask.answer(False, True) as asked:
        page.put_away()
        assert queries.part(store, cast.watchful) is not None
        assert led(qtbot, page, page.sheet.foot.away.click) == Ref("page", None, "map")
    assert asked == ["Put The Watchful One away?"] * 2
    assert page.here() is None and page.to_map.isVisible() and page.sheet.head.isHidden()
    store.undo()
    page.open_ref(Ref("profile", cast.watchful))
    assert page.sheet.head.isVisible() and page.here() == Ref("profile", cast.watchful)


def test_deleting_for_good_says_what_goes_and_what_backups_hold_and_then_erases(
    page: PartPage, store: Store, cast: Cast, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk = dialogue.start_dialogue(store, title="", part_ids=[cast.watchful, cast.door])
    dialogue.say(store, dialogue_id=talk, part_id=cast.watchful, text="I was here")
    kept = edits.add_fact(store, part_id=cast.watchful, kind="need", text="rest")
    assert kept is not None
    row_of(page, kept).begin()
    words: list[str] = []

    def yes(_parent: QWidget, _title: str, text: str, *_answers: str, danger: bool) -> bool:
        words.append(text)
        return danger

    monkeypatch.setattr(ask, "confirm", yes)
    assert led(qtbot, page, page.sheet.foot.gone.click) == Ref("page", None, "map")
    assert "everything it said" in words[0] and "Backups" in words[0]
    assert queries.cards(store, [cast.watchful]) == {}
    with store.read() as session:
        assert session.query(Turn).count() == 0
    assert store.undo_label is None and page.here() is None


def test_an_answer_from_a_place_that_was_erased_stays_and_leads_nowhere(
    page: PartPage, store: Store, cast: Cast
) -> None:
    talk = dialogue.start_dialogue(store, title="", part_ids=[cast.watchful])
    permissions.record_answer(
        store,
        exile_id=cast.little,
        protector_id=cast.watchful,
        answer="yes",
        where=Ref("dialogue", talk),
    )
    page.sheet.finish()
    (line,) = page.sheet.ledger.lists["ledger"].rows
    assert line.isEnabled()
    purge.for_good(store, [Ref("dialogue", talk)])
    page.sheet.finish()
    assert line.words() == "About Little One: yes" and not line.isEnabled()


def test_whom_it_protects_is_picked_and_a_name_half_typed_waits(
    page: PartPage, store: Store, cast: Cast, qtbot: QtBot
) -> None:
    type_into = page.sheet.adding
    page.add.click()
    QTest.keyClicks(type_into.search, "protects")
    QTest.keyClick(type_into.search, Key.Key_Return)
    asked = page.sheet.relate
    assert asked is not None
    QTest.keyClicks(asked.picker.name, "Some")
    page.open_ref(Ref("profile", cast.door))
    assert page.sheet.relate is None
    page.open_ref(Ref("profile", cast.watchful))
    asked = page.sheet.relate
    assert asked is not None and asked.picker.name.text() == "Some"
    QTest.keyClicks(asked.picker.search, "little")
    QTest.keyClick(asked.picker.search, Key.Key_Return)
    assert page.sheet.relate is None
    (relation,) = detail(store, cast.watchful).relations
    assert (relation.kind, relation.target.id) == ("protects", cast.little)
    (line,) = (one.words for one in page.sheet.relations.lines)
    assert line.words() == "The Watchful One protects Little One"
    assert led(qtbot, page, line.click) == Ref("profile", cast.little)
    assert store.draft(f"part:{cast.watchful}:protects") == ""
    step = store.undo()
    assert step is not None and step.place == Ref("profile", cast.watchful)


def test_below_a_link_stands_what_the_two_agreed_on(
    page: PartPage, store: Store, cast: Cast
) -> None:
    edits.relate(store, source_id=cast.door, target_id=cast.little, kind="protects")
    here = mediation.begin(store, left_id=cast.watchful, right_id=cast.door, conflict="The door")
    while (found := rooms.room(store, here)) and found.room.step.round != "agreement":
        mediation.pass_on(store, dialogue_id=here)
    mediation.agree(store, dialogue_id=here, text="Left ajar", review_on=None)
    page.open_ref(Ref("profile", cast.door))
    lines = [(one.words, one.agreed) for one in page.sheet.relations.lines]
    told = {row.words(): agreed.line.text() for row, agreed in lines if not agreed.isHidden()}
    assert list(told.values()) == ["Agreement: Left ajar"]


# ---- where it appears


def test_beliefs_stand_in_the_profile_of_who_holds_them(
    page: PartPage, store: Store, cast: Cast, qtbot: QtBot
) -> None:
    assert page.sheet.beliefs.isHidden()
    held = beliefs.hold(store, text="It was my fault", part_id=cast.watchful)
    page.sheet.finish()
    (row,) = page.sheet.beliefs.lists["beliefs"].rows
    assert row.words() == "It was my fault" and "felt true" not in row.accessibleDescription()
    beliefs.version(store, belief_id=held, source=Ref("run", 1), strength=80, after=60)
    page.sheet.finish()
    (row,) = page.sheet.beliefs.lists["beliefs"].rows
    assert "felt true then: 60 of 100" in row.accessibleDescription()
    assert led(qtbot, page, row.click) == Ref("belief", held)
    page.open_ref(Ref("profile", cast.door))
    page.sheet.finish()
    assert page.sheet.beliefs.isHidden()


def test_the_last_words_and_every_place_lead_to_the_very_spot(
    page: PartPage, store: Store, cast: Cast, qtbot: QtBot
) -> None:
    talks = [
        dialogue.start_dialogue(store, title=f"Talk {n}", part_ids=[cast.watchful, cast.door])
        for n in range(6)
    ]
    for talk in talks:
        last = dialogue.say(store, dialogue_id=talk, part_id=cast.watchful, text=f"**so** {talk}")
        dialogue.say(store, dialogue_id=talk, part_id=cast.door, text="no")
    dialogue.leave_out(store, dialogue_id=talks[-1], part_id=cast.watchful)
    dialogue.put_away_dialogue(store, dialogue_id=talks[0])
    with store.edit("Elsewhere") as session:
        entry = Entry(title="", text="![us](image:3) @Watchful was here")
        gone = Entry(title="gone", put_away=now())
        noted = Impression(kind="body", text="tight chest", part_id=cast.watchful)
        here = PartsMap(name="Spring")
        session.add_all([entry, gone, noted, here])
        session.flush()
        for one in (entry, gone):
            session.add(Mention(entry_id=one.id, part_id=cast.watchful, name="Watchful"))
        session.add(Placement(map_id=here.id, part_id=cast.watchful, x=0, y=0))
    page.sheet.finish()
    assert page.sheet.last._words.text() == f"“so {talks[-1]}”"
    assert led(qtbot, page, page.sheet.last.go.click) == Ref("turn", last)
    lists = page.sheet.places.lists
    shown = {name: [row.words() for row in one.rows] for name, one in lists.items()}
    assert shown == {
        "dialogues": ["Talk 5", "Talk 4", "Talk 3", "Talk 2"],
        "mediations": [],
        "runs": [],
        "entries": ["us @Watchful was here"],
        "impressions": ["tight chest"],
        "maps": ["Spring"],
    }
    assert lists["runs"].isHidden() and lists["entries"].isVisible()
    dialogues = lists["dialogues"]
    assert led(qtbot, page, dialogues.rows[0].click) == Ref("turn", last)
    assert led(qtbot, page, lists["entries"].rows[0].click) == Ref("entry", entry.id)
    assert led(qtbot, page, lists["impressions"].rows[0].click) == Ref("impression", noted.id)
    assert led(qtbot, page, lists["maps"].rows[0].click) == Ref(
        "map", here.id, f"part:{cast.watchful}"
    )
    assert dialogues.more is not None
    dialogues.more.click()
    assert [row.words() for row in dialogues.rows][4:] == ["Talk 1"] and dialogues.more is None
    assert dialogues.rows[4].hasFocus()


def test_answers_about_an_exile_stand_in_both_profiles_with_day_and_condition(
    page: PartPage, store: Store, cast: Cast, qtbot: QtBot
) -> None:
    for protector, answer, condition in (
        (cast.watchful, "not_now", ""),
        (cast.watchful, "yes", "only if I may stay"),
        (None, "nobody", ""),
    ):
        permissions.record_answer(
            store,
            exile_id=cast.little,
            protector_id=protector,
            answer=answer,
            condition=condition,
            where=Ref("dialogue", 3),
        )
    page.sheet.finish()
    given = page.sheet.ledger.lists["ledger"].rows
    assert [row.words() for row in given] == ["About Little One: yes", "About Little One: not now"]
    assert "only if I may stay" in given[0].accessibleDescription()
    page.open_ref(Ref("profile", cast.little))
    page.sheet.finish()
    kept = page.sheet.ledger.lists["ledger"].rows
    assert [row.words() for row in kept] == [
        "No one I know of guards it",
        "The Watchful One: yes",
        "The Watchful One: not now",
    ]
    assert led(qtbot, page, kept[1].click) == Ref("dialogue", 3)
    assert led(qtbot, page, page._talk.click) == Ref("dialogue", None, f"part:{cast.little}")


# ---- the page


def test_tab_goes_down_a_full_profile_and_f6_has_a_pane_for_each_card(
    page: PartPage, store: Store
) -> None:
    filled = sample.fill(store)
    page.open_ref(Ref("profile", filled.parts["watchful"]))
    page.sheet.finish()
    QApplication.processEvents()  # layouts show what is new only then
    page.sheet.head.portrait.setFocus()
    seen: list[QWidget] = []
    while (focus := QApplication.focusWidget()) is not None and focus not in seen:
        seen.append(focus)
        QTest.keyClick(focus, Key.Key_Tab)
        if focus is page.sheet.foot.away:
            break
    inside = page.sheet._outer
    rows = [stop for stop in seen if stop.accessibleName() != "Put away"]  # beside a whole fact
    tops = [stop.mapTo(inside, QPoint()).y() for stop in rows]
    assert all(below > top - 12 for top, below in pairwise(tops))
    assert all(stop.accessibleName() for stop in seen)
    for words in inside.findChildren(Words):
        if words.isVisible():
            assert words in seen and words.height() >= words.heightForWidth(words.width())
    assert {one.words for one in page.sheet.relations.lines} <= set(seen)
    panes = page.panes()
    # The page itself, its head, and every card with something in it.
    assert panes[2:] == [card for card in page.sheet.cards() if not card.isHidden()]
    assert {page.sheet.readings, page.sheet.facts, page.sheet.evidence} <= set(panes)
    for pane in panes[1:]:
        pane.setFocus(Qt.FocusReason.ShortcutFocusReason)
        assert pane.isAncestorOf(focused())


def test_what_changed_while_another_page_was_shown_is_there_on_coming_back(
    page: PartPage, store: Store, cast: Cast
) -> None:
    page.hide()
    edits.add_fact(store, part_id=cast.watchful, kind="need", text="rest")
    edits.rename_part(store, part_id=cast.watchful, name="Watch")
    assert page.sheet.facts.rows() == []
    page.show()
    assert [row.text.words() for row in page.sheet.facts.rows()] == ["rest"]
    assert page.sheet.head.name.text() == "Watch"
    page.hide()
    edits.put_away_part(store, part_id=cast.watchful)
    page.show()
    assert page.here() is None and page.to_map.isVisible()


def test_the_page_leaves_nothing_behind(
    qtbot: QtBot, store: Store, cast: Cast, tmp_path: str
) -> None:
    sample.fill(store)
    bus = Bus(store)
    page = PartPage(store, bus, Settings(f"{tmp_path}/settings.txt"))
    page.show()
    page.open_ref(Ref("profile", cast.watchful))
    page.sheet.add_field("job")
    page.sheet.add_field("trust")
    page.sheet.add_field("protects")
    page.sheet.finish()
    widgets: list[QWidget] = [page, page.sheet, page.sheet.facts, page.sheet.readings]
    known = [weakref.ref(widget) for widget in widgets]
    page.close()
    page.deleteLater()
    bus.close()
    del page, bus, widgets
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert [one() for one in known] == [None] * 4


# ---- letters, kindnesses, and who is veiled


def test_a_letter_unfolds_with_its_reply_and_leads_to_where_it_was_written(
    page: PartPage, store: Store, cast: Cast
) -> None:
    assert page.sheet.letters.isHidden()
    run, text = Ref("run", 3), "Dear Watchful,\n\n" + "I know how late it gets. " * 12
    made = letters.write(store, part_id=cast.watchful, text=text, source=run)
    letters.reply(store, letter_id=made, text="Then stay.")
    said = {"kind": "kindness", "part_id": cast.watchful, "source": run, "due_on": None}
    kept = promises.promise(store, text="Tea", **said)  # type: ignore[arg-type]
    promises.answer(store, promise_id=kept, came="partly", note="half a cup")
    page.sheet.finish()
    (row,) = page.sheet.letters.rows
    assert row.words.words().startswith("Dear Watchful, I know") and len(row.words.words()) < 160
    led: list[Ref] = []
    page.open_requested.connect(led.append)
    page.open_ref(Ref("profile", cast.little))
    page.open_ref(Ref("letter", made))  # as from the search
    page.sheet.finish()
    (row,) = page.sheet.letters.rows
    assert row.is_open and row.words.words() == text.strip() and row.words.hasFocus()
    assert row._source is not None and "Then stay." in words_in(row)
    row._source.click()
    QTest.keyClick(row.words, Key.Key_Return)
    assert not row.is_open and led == [run]
    (kindness,) = page.sheet.letters.kindnesses.rows
    assert "some of it happened · half a cup" in kindness.accessibleDescription()
    kindness.click()
    assert led[-1] == Ref("promise", kept)


def words_in(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel))


def test_who_is_veiled_is_told_calmly_until_they_show_themselves(
    page: PartPage, store: Store, cast: Cast
) -> None:
    hidden = veiling.veil(store, protector_id=cast.watchful, name="Someone behind {protector}")
    assert hidden is not None
    page.open_ref(Ref("profile", hidden))
    page.sheet.finish()
    assert "nothing is asked" in words_in(page.sheet.veil) and page.sheet.veil.isVisible()
    assert page.sheet._new.isHidden()  # which would invite to write down more
    assert look(page.sheet.head).shape == "veiled"
    item = QListWidgetItem()
    rows.fill(item, detail(store, hidden).card)
    assert item.data(rows.SECOND) == "Someone is protected here"
    page.sheet.veil.lift.click()
    assert page.sheet.veil.isHidden() and look(page.sheet.head).shape == "exile"
    assert not permissions.may_approach(store, hidden, Ref("run", 1)).open
    store.undo()
    assert page.sheet.veil.isVisible()
