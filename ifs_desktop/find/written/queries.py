"""The rows that exercises and check-ins leave behind: their text, whom it is about and when."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, case, func, literal, null

from ifs_desktop.find.rows.queries import joined, of, row
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

_PART_HERE = Part.put_away.is_(None)
_PERSON_HERE = Person.put_away.is_(None)
_NAME = func.coalesce(Person.name, "")

ROWS: dict[str, Select[Any]] = {
    "person": row(
        Person, when=Person.created, text=joined(Person.who, Person.how), title=Person.name
    ),
    "moment": row(Moment, when=Moment.happened, text=Moment.text, where=_NAME)
    .join(Person, Person.id == Moment.person_id, isouter=True)
    .where(_PERSON_HERE),
    "opinion": row(Opinion, when=Opinion.said_at, text=Opinion.text, where=_NAME, part=Part)
    .join(Person, Person.id == Opinion.person_id)
    .join(Part, Part.id == Opinion.part_id)
    .where(_PERSON_HERE, _PART_HERE),
    "small_step": row(
        SmallStep,
        when=SmallStep.created,
        text=joined(SmallStep.text, SmallStep.outcome),
        where=_NAME,
    )
    .join(Person, Person.id == SmallStep.person_id, isouter=True)
    .where(_PERSON_HERE),
    "prediction": row(
        Prediction,
        kind="small_step",
        ref=SmallStep.id,
        when=Prediction.said_at,
        text=joined(Prediction.text, Prediction.stop_signal, Prediction.outcome),
        where=SmallStep.text,
        part=Part,
    )
    .join(SmallStep, SmallStep.id == Prediction.small_step_id)
    .join(Part, Part.id == Prediction.part_id)
    .where(SmallStep.put_away.is_(None), _PART_HERE),
    "letter": row(
        Letter,
        when=Letter.written,
        text=joined(Letter.text, Letter.reply),
        part=Part,
        **of(Part, "letter", Letter),
    )
    .join(Part, Part.id == Letter.part_id)
    .where(_PART_HERE),
    "promise": row(
        Promise,
        kind=case((Part.id.is_(None), "promise"), else_="profile"),
        ref=func.coalesce(Part.id, Promise.id),
        anchor=case((Part.id.is_(None), ""), else_=literal("promise:").concat(Promise.id)),
        when=Promise.made,
        text=joined(Promise.text, Promise.note),
        part=Part,
    )
    .join(Part, Part.id == Promise.part_id, isouter=True)
    .where(_PART_HERE),
    "belief": row(Belief, when=Belief.created, text=Belief.text, part=Part)
    .join(Part, Part.id == Belief.part_id, isouter=True)
    .where(_PART_HERE),
    "belief_version": row(
        BeliefVersion,
        kind="belief",
        ref=Belief.id,
        anchor=literal("version:").concat(BeliefVersion.id),
        when=BeliefVersion.said_at,
        text=joined(
            BeliefVersion.theirs,
            BeliefVersion.mine,
            BeliefVersion.unknown,
            BeliefVersion.fair,
            BeliefVersion.answer,
        ),
        where=Belief.text,
        part=Part,
    )
    .join(Belief, Belief.id == BeliefVersion.belief_id)
    .join(Part, Part.id == Belief.part_id, isouter=True)
    .where(Belief.put_away.is_(None), _PART_HERE),
    "check_in": row(
        CheckIn,
        when=CheckIn.said_at,
        text=joined(CheckIn.about, CheckIn.body, CheckIn.helped, CheckIn.text),
    ),
    "present": row(
        Present,
        kind="check_in",
        ref=CheckIn.id,
        when=Present.said_at,
        text=Present.words,
        part=Part,
    )
    .join(CheckIn, CheckIn.id == Present.check_in_id)
    .join(Part, Part.id == Present.part_id)
    .where(CheckIn.put_away.is_(None), _PART_HERE),
    "rest_place": row(
        RestPlace,
        kind="map",
        ref=PartsMap.id,
        when=RestPlace.created,
        text=joined(
            RestPlace.sight,
            RestPlace.sound,
            RestPlace.touch,
            RestPlace.smell,
            RestPlace.words,
            RestPlace.container,
        ),
        title=PartsMap.name,
    )
    .join(PartsMap, PartsMap.id == RestPlace.map_id)
    .where(PartsMap.put_away.is_(None)),
    "material": row(
        Material,
        kind="map",
        ref=PartsMap.id,
        anchor=literal("material:").concat(Material.id),
        when=Material.put_in,
        text=Material.text,
        where=PartsMap.name,
    )
    .join(RestPlace, RestPlace.id == Material.rest_place_id)
    .join(PartsMap, PartsMap.id == RestPlace.map_id)
    .where(PartsMap.put_away.is_(None)),
    "own_exercise": row(
        OwnExercise,
        kind="exercise",
        ref=null(),
        anchor=OwnExercise.slug,
        when=OwnExercise.added,
        text=OwnExercise.text,
    ),
}
