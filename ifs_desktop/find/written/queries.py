"""The rows that exercises and check-ins leave behind: their text, whom it is about and when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from sqlalchemy import BindParameter, Executable, bindparam, select
from sqlalchemy.orm import Session

from ifs_desktop.find.raw import Raw
from ifs_desktop.parts.queries import card
from ifs_desktop.store import Ref
from ifs_desktop.store.schema import (
    Belief,
    BeliefVersion,
    CheckIn,
    Letter,
    Material,
    Moment,
    Opinion,
    OwnExercise,
    Part,
    PartsMap,
    Person,
    Prediction,
    Present,
    Promise,
    RestPlace,
    SmallStep,
)

Known = Iterable[tuple[int, Raw]]
Loader = Callable[[Session, Sequence[int]], Known]

_IDS: BindParameter[list[int]] = bindparam("ids", expanding=True)
_PEOPLE = select(Person).where(Person.id.in_(_IDS))
_MOMENTS = (
    select(Moment, Person.name)
    .join(Person, Person.id == Moment.person_id, isouter=True)
    .where(Moment.id.in_(_IDS), Person.put_away.is_(None))
)
_OPINIONS = (
    select(Opinion, Person.name, Part)
    .join(Person, Person.id == Opinion.person_id)
    .join(Part, Part.id == Opinion.part_id)
    .where(Opinion.id.in_(_IDS), Person.put_away.is_(None), Part.put_away.is_(None))
)
_STEPS = (
    select(SmallStep, Person.name)
    .join(Person, Person.id == SmallStep.person_id, isouter=True)
    .where(SmallStep.id.in_(_IDS), Person.put_away.is_(None))
)
_PREDICTIONS = (
    select(Prediction, SmallStep, Part)
    .join(SmallStep, SmallStep.id == Prediction.small_step_id)
    .join(Part, Part.id == Prediction.part_id)
    .where(Prediction.id.in_(_IDS), SmallStep.put_away.is_(None), Part.put_away.is_(None))
)
_LETTERS = (
    select(Letter, Part)
    .join(Part, Part.id == Letter.part_id)
    .where(Letter.id.in_(_IDS), Part.put_away.is_(None))
)
_PROMISES = (
    select(Promise, Part)
    .join(Part, Part.id == Promise.part_id, isouter=True)
    .where(Promise.id.in_(_IDS), Part.put_away.is_(None))
)
_BELIEFS = (
    select(Belief, Part)
    .join(Part, Part.id == Belief.part_id, isouter=True)
    .where(Belief.id.in_(_IDS), Part.put_away.is_(None))
)
_VERSIONS = (
    select(BeliefVersion, Belief.text, Part)
    .join(Belief, Belief.id == BeliefVersion.belief_id)
    .join(Part, Part.id == Belief.part_id, isouter=True)
    .where(BeliefVersion.id.in_(_IDS), Belief.put_away.is_(None), Part.put_away.is_(None))
)
_CHECK_INS = select(CheckIn).where(CheckIn.id.in_(_IDS))
_PRESENT = (
    select(Present, CheckIn, Part)
    .join(CheckIn, CheckIn.id == Present.check_in_id)
    .join(Part, Part.id == Present.part_id)
    .where(Present.id.in_(_IDS), CheckIn.put_away.is_(None), Part.put_away.is_(None))
)
_REST = (
    select(RestPlace, PartsMap.name)
    .join(PartsMap, PartsMap.id == RestPlace.map_id)
    .where(RestPlace.id.in_(_IDS), PartsMap.put_away.is_(None))
)
_MATERIAL = (
    select(Material, RestPlace.map_id, PartsMap.name)
    .join(RestPlace, RestPlace.id == Material.rest_place_id)
    .join(PartsMap, PartsMap.id == RestPlace.map_id)
    .where(Material.id.in_(_IDS), PartsMap.put_away.is_(None))
)
_OWN = select(OwnExercise).where(OwnExercise.id.in_(_IDS))


def _read(query: Executable, made: Callable[..., tuple[int, Raw]]) -> Loader:
    def load(session: Session, ids: Sequence[int]) -> Known:
        return [made(*row) for row in session.execute(query, {"ids": ids})]

    return load


def _person(row: Person) -> tuple[int, Raw]:
    return row.id, Raw(Ref("person", row.id), row.created, _lines(row.who, row.how), row.name)


def _moment(row: Moment, name: str | None) -> tuple[int, Raw]:
    return row.id, Raw(Ref("moment", row.id), row.happened, row.text, "", name or "")


def _opinion(row: Opinion, name: str, part: Part) -> tuple[int, Raw]:
    ref = Ref("opinion", row.id)
    return row.id, Raw(ref, row.said_at, row.text, "", name, card(part))


def _step(row: SmallStep, name: str | None) -> tuple[int, Raw]:
    return row.id, Raw(_of_step(row), row.created, _lines(row.text, row.outcome), "", name or "")


def _prediction(row: Prediction, step: SmallStep, part: Part) -> tuple[int, Raw]:
    text = _lines(row.text, row.stop_signal, row.outcome)
    return row.id, Raw(_of_step(step), row.said_at, text, "", step.text, card(part))


def _of_step(step: SmallStep) -> Ref:
    return Ref("small_step", step.id)


def _letter(row: Letter, part: Part) -> tuple[int, Raw]:
    ref = Ref("profile", part.id, f"letter:{row.id}")
    return row.id, Raw(ref, row.written, _lines(row.text, row.reply), part=card(part))


def _promise(row: Promise, part: Part | None) -> tuple[int, Raw]:
    text = _lines(row.text, row.note)
    if part is None:
        return row.id, Raw(Ref("promise", row.id), row.made, text, by_self=True)
    ref = Ref("profile", part.id, f"promise:{row.id}")
    return row.id, Raw(ref, row.made, text, part=card(part))


def _belief(row: Belief, part: Part | None) -> tuple[int, Raw]:
    who = None if part is None else card(part)
    return row.id, Raw(Ref("belief", row.id), row.created, row.text, part=who)


def _version(row: BeliefVersion, belief: str, part: Part | None) -> tuple[int, Raw]:
    text = _lines(row.theirs, row.mine, row.unknown, row.fair, row.answer)
    who = None if part is None else card(part)
    ref = Ref("belief", row.belief_id, f"version:{row.id}")
    return row.id, Raw(ref, row.said_at, text, "", belief, who)


def _check_in(row: CheckIn) -> tuple[int, Raw]:
    text = _lines(row.about, row.body, row.helped, row.text)
    return row.id, Raw(Ref("check_in", row.id), row.said_at, text)


def _present(row: Present, check_in: CheckIn, part: Part) -> tuple[int, Raw]:
    ref = Ref("check_in", check_in.id)
    return row.id, Raw(ref, row.said_at, row.words, part=card(part))


def _rest(row: RestPlace, name: str) -> tuple[int, Raw]:
    text = _lines(row.sight, row.sound, row.touch, row.smell, row.words, row.container)
    return row.id, Raw(Ref("map", row.map_id), row.created, text, name)


def _material(row: Material, map_id: int, name: str) -> tuple[int, Raw]:
    return row.id, Raw(Ref("map", map_id, f"material:{row.id}"), row.put_in, row.text, "", name)


def _own(row: OwnExercise) -> tuple[int, Raw]:
    when: datetime = row.added
    return row.id, Raw(Ref("exercise", None, row.slug), when, row.text)


def _lines(*texts: str) -> str:
    return "\n".join(filter(None, texts))


LOADERS: dict[str, Loader] = {
    "person": _read(_PEOPLE, _person),
    "moment": _read(_MOMENTS, _moment),
    "opinion": _read(_OPINIONS, _opinion),
    "small_step": _read(_STEPS, _step),
    "prediction": _read(_PREDICTIONS, _prediction),
    "letter": _read(_LETTERS, _letter),
    "promise": _read(_PROMISES, _promise),
    "belief": _read(_BELIEFS, _belief),
    "belief_version": _read(_VERSIONS, _version),
    "check_in": _read(_CHECK_INS, _check_in),
    "present": _read(_PRESENT, _present),
    "rest_place": _read(_REST, _rest),
    "material": _read(_MATERIAL, _material),
    "own_exercise": _read(_OWN, _own),
}
