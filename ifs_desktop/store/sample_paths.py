"""What the exercises left behind in the sample journal: people, letters, promises, check-ins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from ifs_desktop.store import sample_core as core
from ifs_desktop.store.changes import Values
from ifs_desktop.store.sample_rows import Batch, Rows
from ifs_desktop.store.schema import (
    Belief,
    BeliefVersion,
    CheckIn,
    Letter,
    Material,
    Moment,
    Opinion,
    OwnExercise,
    PartsMap,
    Person,
    Placement,
    Prediction,
    Present,
    Promise,
    RestPlace,
    SmallStep,
    TookIn,
)

WATCHFUL, SLAM, LITTLE, KIND = core.WATCHFUL, core.SLAM, core.LITTLE, core.KIND
INES, ILSE, RUTH = "ines", "ilse", "ruth"

# key: name, initials, who, place among those to reach out to, how
PEOPLE: dict[str, tuple[str, str, str, int | None, str]] = {
    INES: ("Ines", "I.", "a friend since school", 0, "Call after six, or knock"),
    ILSE: ("Ilse", "I. S.", "my sister", 1, "Any evening, she is up late"),
    RUTH: ("Ruth", "R.", "works across the corridor", None, ""),
}
# day, clock, person, kind, text, whether parts could take it in
MOMENTS: tuple[tuple[int, tuple[int, int], str | None, str, str, dict[str, str]], ...] = (
    (33, (18, 0), INES, "behaviour", "Asked twice whether I wanted advice, and gave none", {}),
    (20, (12, 30), ILSE, "behaviour", "Said she would call on Sunday, and called on Sunday", {}),
    (16, (10, 15), RUTH, "behaviour", "Told the others something I had asked her to keep", {}),
    (
        11,
        (21, 40),
        INES,
        "kindness",
        "Brought soup, put it down at the door and went, because I had asked her to",
        {KIND: "yes", WATCHFUL: "not_yet"},
    ),
    (3, (8, 20), None, "kindness", "A man on the tram held the door until I had made it", {}),
)
# day, person, part, text
OPINIONS: tuple[tuple[int, str, str, str], ...] = (
    (32, INES, WATCHFUL, "Kind so far. I am keeping the list open."),
    (32, INES, KIND, "She lets me be quiet. I like her."),
    (15, RUTH, SLAM, "Not one more word to that one."),
)
# day, person, text, days from now to the day it is planned for, state, outcome
STEPS: tuple[tuple[int, str, str, int, str, str], ...] = (
    (
        14,
        INES,
        "Tell Ines that the evenings are hard, in one sentence",
        -12,
        "taken",
        "She said “thank you for telling me”, and we washed up.",
    ),
    (1, ILSE, "Ask Ilse whether she has half an hour on Saturday", 2, "planned", ""),
)
# step, part, expects, stop signal, permission, fit, outcome
PREDICTIONS: tuple[tuple[int, str, str, str, str | None, str | None, str], ...] = (
    (
        0,
        WATCHFUL,
        "She will tell somebody, and by Friday everyone knows",
        "A hot neck",
        "yes",
        "otherwise",
        "Friday came. Nobody knew.",
    ),
    (
        0,
        SLAM,
        "She will say I am making too much of it",
        "Wanting to leave the room",
        "yes",
        "partly",
        "She looked away for a moment. I nearly went.",
    ),
    (1, WATCHFUL, "She will say she is busy", "Checking the phone", "yes", None, ""),
)
# day, part, letter, reply
LETTERS: tuple[tuple[int, str, str, str], ...] = (
    (
        9,
        WATCHFUL,
        "Dear Watchful One,\n\nyou have not slept since spring. I know now what you were looking"
        " for. I do not ask you to stop. I would like to sit beside you while you look.",
        "You may sit. Do not talk while I count.",
    ),
)
# day, kind, part, text, days from now to its day, what came of it, note
PROMISES: tuple[tuple[int, str, str | None, str, int, str | None, str], ...] = (
    (9, "kindness", WATCHFUL, "Put the phone in the kitchen at ten", -8, "yes", "It was quiet."),
    (1, "kindness", SLAM, "Ten minutes outside, with no errand", 0, None, ""),
    (5, "promise", None, "I will not decide anything after nine in the evening", 2, None, ""),
)
BELIEF = "I ought to have seen it coming"
# day, strength, after, theirs, mine, unknown, fair, answer
VERSIONS: tuple[tuple[int, int, int | None, str, str, str, str, str], ...] = (
    (
        40,
        95,
        90,
        "Hiding it. Every single day.",
        "Believing what I was told.",
        "Whether anyone could have known.",
        "I trusted somebody I had reason to trust.",
        "Then who is to look out, if not me?",
    ),
    (
        12,
        80,
        65,
        "The lying, and the plan behind it.",
        "Not asking in March, when I wondered.",
        "What would have been different.",
        "I wondered once, and I was given an answer. The answer was a lie.",
        "I can hear that. I am still going to watch.",
    ),
)
# day, clock, kind, room, body, before, after, about, helped, text, who was here
CHECK_INS: tuple[
    tuple[
        int,
        tuple[int, int],
        str,
        int | None,
        str,
        int | None,
        int | None,
        str,
        str,
        str,
        dict[str, str],
    ],
    ...,
] = (
    (6, (7, 50), "today", 2, "tight jaw", None, None, "", "", "", {WATCHFUL: "counting"}),
    (
        4,
        (16, 5),
        "activated",
        None,
        "heat in the face",
        8,
        5,
        "",
        "Cold water, then the window",
        "",
        {SLAM: "wants out"},
    ),
    (3, (9, 0), "sitting", None, "", 4, 3, "", "Feet on the floor", "", {}),
    (
        2,
        (17, 30),
        "drill",
        None,
        "",
        7,
        5,
        "Handing over the keys",
        "Standing near the door",
        "",
        {SLAM: "one hand on the handle"},
    ),
    (
        1,
        (8, 10),
        "today",
        3,
        "warm hands",
        None,
        None,
        "",
        "",
        "Rain, and nothing needed.",
        {WATCHFUL: "reading the paper", KIND: "near"},
    ),
)
_SOURCE = {"source_kind": None, "source_id": None}
PLACE = "The kitchen by the sea"
OWN = "three-breaths"
OWN_EXERCISE = """---
title: Three breaths at the door
section: My own
level: green
length: one minute
purpose: A moment before going in.
needs: A door.
steps:
  - key: pause
    kind: words
    next: after
  - key: after
    kind: write
    next: closing
  - key: closing
    kind: closing
    boxes:
      thanks: Whom would you like to thank?
      unfinished: What can wait here?
    unfinished: unfinished
---

## pause

### Stand still for a moment

Put a hand on the door. Let three breaths come and go.

## after

### What do you notice?

A word is enough.

## closing

### Before you go

Thank whoever came along.
"""


def batches(rows: Rows, parts: Mapping[str, int], taken: set[str]) -> Iterator[Batch]:
    """Everything, the people first; no exercise whose name is in ``taken``."""
    yield from _people(rows, parts)
    yield Letter, [_letter(rows, parts, *line) for line in LETTERS]
    yield Promise, [_promise(rows, parts, *line) for line in PROMISES]
    yield from _belief(rows, parts)
    yield from _check_ins(rows, parts)
    yield from _rest(rows, parts)
    if OWN in taken:
        return
    added = rows.at(21, (19, 0))
    own = rows.new(OwnExercise, slug=OWN, text=OWN_EXERCISE, added=added, put_away=None)
    yield OwnExercise, [own]


def _people(rows: Rows, parts: Mapping[str, int]) -> Iterator[Batch]:
    people = {
        key: rows.new(
            Person,
            name=name,
            initials=initials,
            who=who,
            reach=reach,
            how=how,
            created=rows.at(34, (11, number)),
            put_away=None,
        )
        for number, (key, (name, initials, who, reach, how)) in enumerate(PEOPLE.items())
    }
    yield Person, list(people.values())
    moments: list[Values] = []
    taken: list[Values] = []
    for day, clock, who_did, kind, text, took_in in MOMENTS:
        when = rows.past(day, clock)
        moment = rows.new(
            Moment,
            person_id=None if who_did is None else people[who_did]["id"],
            kind=kind,
            text=text,
            happened=when,
            written=when,
            **_SOURCE,
            put_away=None,
        )
        moments.append(moment)
        for part, answer in took_in.items():
            taken.append(
                rows.new(TookIn, moment_id=moment["id"], part_id=parts[part], answer=answer)
            )
    yield Moment, moments
    yield TookIn, taken
    opinions = [
        rows.new(
            Opinion,
            person_id=people[who_seen]["id"],
            part_id=parts[part],
            text=text,
            said_at=rows.at(day, (20, 0)),
            **_SOURCE,
            put_away=None,
        )
        for day, who_seen, part, text in OPINIONS
    ]
    yield Opinion, opinions
    yield from _steps(rows, parts, people)


def _steps(rows: Rows, parts: Mapping[str, int], people: Mapping[str, Values]) -> Iterator[Batch]:
    steps = [
        rows.new(
            SmallStep,
            person_id=people[person]["id"],
            text=text,
            planned_on=_day(rows, days),
            state=state,
            outcome=outcome,
            created=rows.at(ago, (19, 10)),
            looked_at=None if state == "planned" else rows.at(max(0, -days), (21, 0)),
            **_SOURCE,
            put_away=None,
        )
        for ago, person, text, days, state, outcome in STEPS
    ]
    yield SmallStep, steps
    predictions = [
        rows.new(
            Prediction,
            small_step_id=steps[number]["id"],
            part_id=parts[part],
            text=text,
            stop_signal=signal,
            permission=permission,
            fit=fit,
            outcome=outcome,
            said_at=steps[number]["created"],
        )
        for number, part, text, signal, permission, fit, outcome in PREDICTIONS
    ]
    yield Prediction, predictions


def _letter(
    rows: Rows, parts: Mapping[str, int], day: int, to: str, text: str, reply: str
) -> Values:
    when = rows.at(day, (20, 15))
    return rows.new(
        Letter,
        part_id=parts[to],
        text=text,
        written=when,
        reply=reply,
        replied=when + timedelta(minutes=12),
        **_SOURCE,
        put_away=None,
    )


def _promise(
    rows: Rows,
    parts: Mapping[str, int],
    ago: int,
    kind: str,
    part: str | None,
    text: str,
    days: int,
    came: str | None,
    note: str,
) -> Values:
    return rows.new(
        Promise,
        kind=kind,
        part_id=None if part is None else parts[part],
        text=text,
        due_on=_day(rows, days),
        came=came,
        note=note,
        made=rows.past(ago, (20, 30)),
        answered=None if came is None else rows.past(max(0, -days), (8, 0)),
        **_SOURCE,
        put_away=None,
    )


def _belief(rows: Rows, parts: Mapping[str, int]) -> Iterator[Batch]:
    belief = rows.new(
        Belief,
        text=BELIEF,
        part_id=parts[WATCHFUL],
        own=None,
        created=rows.at(VERSIONS[0][0], (19, 0)),
        put_away=None,
    )
    yield Belief, [belief]
    versions = [
        rows.new(
            BeliefVersion,
            belief_id=belief["id"],
            strength=strength,
            after=after,
            theirs=theirs,
            mine=mine,
            unknown=unknown,
            fair=fair,
            answer=answer,
            said_at=rows.at(day, (19, 5)),
            **_SOURCE,
        )
        for day, strength, after, theirs, mine, unknown, fair, answer in VERSIONS
    ]
    yield BeliefVersion, versions


def _check_ins(rows: Rows, parts: Mapping[str, int]) -> Iterator[Batch]:
    made: list[Values] = []
    present: list[Values] = []
    for day, clock, kind, room, body, before, after, about, helped, text, here in CHECK_INS:
        row = rows.new(
            CheckIn,
            kind=kind,
            said_at=rows.past(day, clock),
            room=room,
            body=body,
            before=before,
            after=after,
            about=about,
            helped=helped,
            text=text,
            **_SOURCE,
            put_away=None,
        )
        made.append(row)
        for part, words in here.items():
            present.append(
                rows.new(
                    Present,
                    check_in_id=row["id"],
                    part_id=parts[part],
                    words=words,
                    said_at=row["said_at"],
                )
            )
    yield CheckIn, made
    yield Present, present


def _rest(rows: Rows, parts: Mapping[str, int]) -> Iterator[Batch]:
    when = rows.at(18, (20, 0))
    own_map = rows.map(PLACE, when, "place")
    yield PartsMap, [own_map]
    yield Placement, [rows.placement(own_map["id"], parts[WATCHFUL], -160.0, -40.0)]
    place = rows.new(
        RestPlace,
        map_id=own_map["id"],
        sight="A long table, and the light of early evening on it",
        sound="The kettle, and far off the water",
        touch="Warm stone under bare feet",
        smell="Bread",
        words="Nobody needs anything from me here.",
        container="A tin box with a lid that clicks",
        created=when,
    )
    yield RestPlace, [place]
    kept = rows.new(
        Material,
        rest_place_id=place["id"],
        text="The picture of the two cups",
        put_in=when + timedelta(minutes=6),
        taken_out=None,
        put_away=None,
    )
    yield Material, [kept]


def _day(rows: Rows, days: int) -> str:
    """A day as the calendar on the wall says it, ``days`` from the last one."""
    there: datetime = rows.today + timedelta(days=days)
    return there.date().isoformat()
