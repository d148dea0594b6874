"""What can be done with the people of one's life, in a real journal: days, parts, steps, exiles."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone

import pytest
from sqlalchemy import inspect

from ifs_desktop.find import queries as find
from ifs_desktop.parts import edits as parts
from ifs_desktop.parts import names
from ifs_desktop.parts.permissions import NotAsked
from ifs_desktop.people import edits, queries
from ifs_desktop.store import Ref, Store, search
from ifs_desktop.store.schema import PREDICTION_FITS, Person
from ifs_desktop.trash import queries as trash

TODAY = date(2026, 11, 26)


def detail(store: Store, person: int) -> queries.PersonDetail:
    found = queries.person(store, person)
    assert found is not None
    return found


@pytest.fixture
def noor(store: Store) -> int:
    return edits.add_person(store, name="Noor al-Amin", who="my  neighbour")


@pytest.fixture
def watcher(store: Store) -> int:
    return parts.add_part(store, name="Watcher", role="manager")


def test_somebody_is_found_by_name_and_by_who_they_are(store: Store, noor: int) -> None:
    edits.add_person(store, name="Ada")
    assert [card.name for card in queries.people(store)] == ["Ada", "Noor al-Amin"]
    assert [card.id for card in queries.people(store, "NEIGH noor")] == [noor]
    with pytest.raises(names.EmptyName):
        edits.add_person(store, name=" \n")
    edits.put_away_person(store, person_id=noor)
    assert queries.person(store, noor) is None and len(queries.people(store)) == 1
    store.undo()
    assert detail(store, noor).card is not None


def test_initials_stand_for_names_wherever_somebody_is_shown(
    store: Store, noor: int, watcher: int
) -> None:
    step = edits.plan_step(store, person_id=noor, text="Wave", planned_on=TODAY)
    edits.predict(store, step_id=step, part_id=watcher, text="a closed door")
    edits.set_reach(store, person_id=noor, place=0)
    before = store.undo_label
    edits.show_initials(store, True)
    assert store.undo_label == before  # how the journal is looked at is no step
    shown = {
        queries.people(store)[0].shown,
        queries.reach_out(store)[0].shown,
        queries.cards(store, [noor])[noor].shown,
        queries.evidence_of(store, watcher)[0].person,
        queries.steps_due(store, TODAY)[0].person.shown,  # type: ignore[union-attr]
    }
    assert shown == {"N. A."}
    edits.change_person(store, person_id=noor, initials="N")
    assert queries.people(store, "noor")[0].shown == "N"
    edits.show_initials(store, False)
    assert queries.people(store)[0].shown == "Noor al-Amin"
    assert [names.initials(name) for name in ("静か な", "zoë", "…", "a b c d e")] == [
        "静. な.",
        "Z.",
        "…",
        "A. B. C. D.",
    ]


def test_nobody_is_measured() -> None:
    """The place among those to reach out to is the one number, and an order of one's own."""
    numbers = {c.key for c in inspect(Person).columns if c.type.python_type is not str}
    assert numbers == {"id", "reach", "created", "put_away"}


def test_the_list_to_reach_out_to_keeps_its_own_order(store: Store) -> None:
    one, two, three = (edits.add_person(store, name=name) for name in ("A", "B", "C"))
    for person in (one, two, three):
        edits.set_reach(store, person_id=person, place=9)
    edits.set_reach(store, person_id=three, place=0)
    assert [card.id for card in queries.reach_out(store)] == [three, one, two]
    edits.set_reach(store, person_id=one, place=None)
    edits.put_away_person(store, person_id=three)
    assert [card.id for card in queries.reach_out(store)] == [two]
    for _ in range(3):
        store.undo()
    assert [card.id for card in queries.reach_out(store)] == [one, two, three]


def test_parts_disagree_and_what_each_thought_before_stays(
    store: Store, noor: int, watcher: int
) -> None:
    door = parts.add_part(store, name="Door", role="firefighter")
    edits.add_opinion(store, person_id=noor, part_id=watcher, text="too quiet")
    edits.add_opinion(store, person_id=noor, part_id=door, text="kind")
    last = edits.add_opinion(store, person_id=noor, part_id=watcher, text="keeps her word")
    told = [[one.text for one in own] for own in detail(store, noor).opinions]
    assert told == [["kind"], ["keeps her word", "too quiet"]]
    edits.put_away_opinion(store, opinion_id=last)
    assert detail(store, noor).opinions[1][0].text == "too quiet"


def test_an_exile_is_given_no_words_before_its_protectors_were_asked(
    store: Store, noor: int
) -> None:
    little = parts.add_part(store, name="Little", role="exile")
    step = edits.plan_step(store, person_id=noor, text="Wave", planned_on=None)
    before = store.undo_label
    with pytest.raises(NotAsked):
        edits.add_opinion(store, person_id=noor, part_id=little, text="warm")
    with pytest.raises(NotAsked):
        edits.predict(store, step_id=step, part_id=little, text="cold")
    with pytest.raises(NotAsked):
        edits.look_back(store, step_id=step, state="taken", outcome="", fits={little: (None, "x")})
    with pytest.raises(NotAsked):
        edits.add_moment(
            store,
            kind="kindness",
            text="waved",
            person_id=noor,
            happened=edits.on_day(TODAY),
            took_in={little: "not_yet"},
        )
    assert store.undo_label == before
    assert detail(store, noor).steps[0].predictions == () == detail(store, noor).moments


def test_a_kindness_says_which_parts_could_take_it_in(
    store: Store, noor: int, watcher: int
) -> None:
    moment = edits.add_moment(
        store,
        kind="kindness",
        text=" brought soup ",
        person_id=noor,
        happened=edits.on_day(TODAY),
        took_in={watcher: "not_yet"},
        source=Ref("run", 7),
    )
    steps = store.undo_label
    edits.add_moment(
        store,
        kind="kindness",
        text="brought soup",
        person_id=noor,
        happened=edits.on_day(TODAY),
        took_in={watcher: "a_little"},
        moment_id=moment,
    )
    (one,) = detail(store, noor).of_kind("kindness")
    assert (one.text, one.took_in[0][1], one.source) == ("brought soup", "a_little", Ref("run", 7))
    assert steps == store.undo_label and detail(store, noor).of_kind("behaviour") == ()
    edits.put_away_moment(store, moment_id=moment)
    assert detail(store, noor).moments == ()
    store.undo()
    store.undo()
    assert detail(store, noor).moments[0].took_in[0][1] == "not_yet"
    with pytest.raises(edits.NothingWritten):
        edits.add_moment(
            store, kind="kindness", text=" ", person_id=None, happened=edits.on_day(TODAY)
        )


def test_a_step_comes_up_on_its_day_and_not_before(store: Store, noor: int) -> None:
    day = date(2026, 12, 24)
    step = edits.plan_step(store, person_id=noor, text="Wave", planned_on=day)
    edits.plan_step(store, person_id=noor, text="Whenever", planned_on=None)
    gone = edits.plan_step(store, person_id=noor, text="Gone", planned_on=day)
    edits.put_away_step(store, step_id=gone)
    assert queries.steps_due(store, day - timedelta(days=1)) == ()
    assert [one.id for one in queries.steps_due(store, day)] == [step]
    assert [one.id for one in queries.steps_due(store, day + timedelta(days=400))] == [step]
    edits.look_back(store, step_id=step, state="not_taken", outcome="")
    assert queries.steps_due(store, day) == ()
    store.undo()
    edits.put_away_person(store, person_id=noor)
    assert queries.steps_due(store, day) == ()


def test_a_not_now_is_heeded(store: Store, noor: int, watcher: int) -> None:
    step = edits.plan_step(store, person_id=noor, text="Call", planned_on=TODAY)
    edits.predict(store, step_id=step, part_id=watcher, text="", permission="not_now")
    assert queries.steps_due(store, TODAY) == ()
    (one,) = detail(store, noor).steps
    assert [part.name for part in one.refusing] == ["Watcher"]
    edits.predict(store, step_id=step, part_id=watcher, text="", permission="yes")
    assert [one.id for one in queries.steps_due(store, TODAY)] == [step]
    edits.take_back_prediction(store, step_id=step, part_id=watcher)
    assert detail(store, noor).steps[0].predictions == ()


def test_what_came_is_a_protectors_own_evidence_whatever_it_was(
    store: Store, noor: int, watcher: int
) -> None:
    step = edits.plan_step(store, person_id=noor, text="Call", planned_on=TODAY)
    edits.predict(store, step_id=step, part_id=watcher, text="no answer", stop_signal="a hot neck")
    for fit in PREDICTION_FITS:
        fits = {watcher: (fit, "I was ready")}
        edits.look_back(store, step_id=step, state="taken", outcome="It rang", fits=fits)
        (one,) = queries.evidence_of(store, watcher)
        said = (one.person, one.step, one.expected, one.fit, one.saw, one.happened)
        assert said == ("Noor al-Amin", "Call", "no answer", fit, "I was ready", "It rang")
    edits.look_back(store, step_id=step, state="planned", outcome="")
    (one,) = queries.evidence_of(store, watcher)
    assert (one.fit, one.saw, one.state) == (None, "", "planned")
    assert detail(store, noor).steps[0].looked_at is None


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A clock on another wall: 14 hours ahead of UTC."""
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_a_day_is_a_day_on_the_wall(
    store: Store, noor: int, monkeypatch: pytest.MonkeyPatch, elsewhere: None
) -> None:
    late = edits.on_day(date(2026, 3, 29))
    moment = edits.add_moment(store, kind="behaviour", text="waved", person_id=noor, happened=late)
    assert late.utcoffset() == timedelta(hours=14)
    monkeypatch.setenv("TZ", "America/Los_Angeles")
    time.tzset()
    (one,) = detail(store, noor).moments
    assert one.happened.date() == date(2026, 3, 29)  # not the day it was in Los Angeles
    edits.add_moment(  # said anew there, on the same day: its clock stays as it was
        store,
        kind="behaviour",
        text="waved back",
        person_id=noor,
        happened=edits.on_day(date(2026, 3, 29)),
        moment_id=moment,
    )
    (one,) = detail(store, noor).moments
    assert (one.text, one.happened) == ("waved back", late)


def test_a_step_is_due_by_the_day_alone(store: Store, noor: int, elsewhere: None) -> None:
    today = datetime.now(timezone(timedelta(hours=14))).date()
    edits.plan_step(store, person_id=noor, text="Wave", planned_on=today)
    assert len(queries.steps_due(store, date.today())) == 1
    assert queries.steps_due(store, today - timedelta(days=1)) == ()


def test_initials_stand_for_names_among_what_is_found_and_what_was_put_away(
    store: Store, noor: int, watcher: int
) -> None:
    ada = edits.add_person(store, name="Ada Byron", who="heron")
    edits.add_opinion(store, person_id=noor, part_id=watcher, text="a heron")
    for text in ("heron seen", "heron put away"):
        happened = edits.on_day(TODAY)
        last = edits.add_moment(
            store, kind="behaviour", text=text, person_id=noor, happened=happened
        )
    edits.put_away_moment(store, moment_id=last)
    edits.put_away_person(store, person_id=ada)
    shown: list[set[str]] = []
    for short in (False, True):
        edits.show_initials(store, short)
        with store.read() as session:
            found = find.load(session, search.find(session, "heron")).values()
        away = [word for one in trash.listed(store) for word in (one.text, *one.where)]
        assert trash.listed(store, words="byron")  # who types a name knows it
        shown.append({word for raw in found for word in (raw.title, raw.where)} | set(away))
    assert shown == [
        {"", "Noor al-Amin", "heron put away", "Ada Byron"},
        {"", "N. A.", "heron put away", "A. B."},
    ]
