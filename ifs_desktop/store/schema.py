"""The tables of a journal, as SQLAlchemy maps them.

Every table has an integer ``id`` that is never used twice. ``put_away`` holds the time a thing
was put away, or NULL; nothing is deleted by a usual edit. Times are kept in UTC with the writer's
offset, so they sort as text and can still be shown as the clock on the wall said.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from sqlalchemy import (
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator

ROLES = ("manager", "firefighter", "exile", "protector", "not_sure")
RELATION_KINDS = (
    "protects",
    "polarised",
    "allied",
    "colluding",
    "distant",
    "drives",
    "concerned",
    "unknown",
)
DIRECTED_KINDS = frozenset({"protects", "drives", "concerned"})
FACT_SAYERS = ("part", "me", "guess")
PERMISSION_ANSWERS = ("yes", "not_now", "nobody")  # "nobody": no protector that I know of
DIALOGUE_KINDS = ("dialogue", "mediation")
CHANNELS = ("image", "voice", "body", "feeling", "words")
TARGET_STATES = ("open", "stepped_back", "met", "not_now")
READING_KINDS = ("toward", "from", "trust")
IMPRESSION_KINDS = ("feeling", "thought", "body", "urge")
MEDIATION_STATES = ("open", "agreed", "no_agreement")
IMAGE_KINDS = ("png", "jpeg")
MAP_KINDS = ("map", "place")  # "place": the map of a place to rest
AREA_KINDS = ("group", "safe", "note")
BODY_SIDES = ("front", "back")
MOMENT_KINDS = ("behaviour", "kindness")
TOOK_IN = ("yes", "a_little", "not_yet")
STEP_STATES = ("planned", "taken", "not_taken", "let_go")
PREDICTION_FITS = ("as_feared", "partly", "otherwise")
PROMISE_KINDS = ("kindness", "promise")
PROMISE_CAME = ("yes", "partly", "not_yet", "let_go")
CHECK_IN_KINDS = ("today", "activated", "sitting", "drill")


def now() -> datetime:
    """This moment, with the offset of the clock on the wall."""
    return datetime.now(UTC).astimezone()


class When(TypeDecorator[datetime]):
    """An aware datetime as ``2026-11-23T17:30:00.000000Z+0100``: UTC first, then the offset."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Write; a time without an offset is refused, it would be a guess."""
        if value is None:
            return None
        offset = value.utcoffset()
        if offset is None:
            raise ValueError("a time in the journal needs an offset")
        minutes = int(offset.total_seconds() // 60)
        sign = "-" if minutes < 0 else "+"
        hours, rest = divmod(abs(minutes), 60)
        # Not strftime: it does not fill up years before 1000, and they would sort wrongly.
        utc = value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds")
        return f"{utc}Z{sign}{hours:02d}{rest:02d}"

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Read back into the offset it was written in."""
        return None if value is None else read_when(value)


def read_when(kept: str) -> datetime:
    """A moment as it was kept."""
    text, offset = kept[:-5], kept[-5:]
    minutes = int(offset[1:3]) * 60 + int(offset[3:5])
    if offset[0] == "-":
        minutes = -minutes
    utc = datetime.fromisoformat(text[:-1]).replace(tzinfo=UTC)
    return utc.astimezone(timezone(timedelta(minutes=minutes)))


class Row(DeclarativeBase):
    """What every table shares."""

    type_annotation_map = {datetime: When, str: Text, float: Float, bytes: LargeBinary}
    # SQLite names no constraint by itself, and one without a name cannot be changed later.
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    __table_args__: Any = {"sqlite_autoincrement": True}

    id: Mapped[int] = mapped_column(Integer, primary_key=True, sort_order=-1)


class Part(Row):
    """A part. Self is not one: it has no row anywhere."""

    __tablename__ = "part"

    name: Mapped[str]
    role: Mapped[str] = mapped_column(default="not_sure")
    colour: Mapped[str | None]  # "#rrggbb", or NULL for the role's own colour
    created: Mapped[datetime] = mapped_column(default=now)
    put_away: Mapped[datetime | None]
    resting: Mapped[datetime | None]  # since when it rests; a part that rests stays in every list
    veiled: Mapped[datetime | None]  # since when it is only known that somebody is protected here
    emoji: Mapped[str | None]  # shown within its shape
    portrait: Mapped[int | None]  # the number of an image, shown within its shape

    facts: Mapped[list[Fact]] = relationship(cascade="all, delete-orphan")
    placements: Mapped[list[Placement]] = relationship(cascade="all, delete-orphan")
    memberships: Mapped[list[Member]] = relationship(cascade="all, delete-orphan")
    picks: Mapped[list[AnswerPart]] = relationship(cascade="all, delete-orphan")
    turns: Mapped[list[Turn]] = relationship(cascade="all, delete-orphan")
    outgoing: Mapped[list[Relation]] = relationship(
        cascade="all, delete-orphan", foreign_keys="Relation.source_id"
    )
    incoming: Mapped[list[Relation]] = relationship(
        cascade="all, delete-orphan", foreign_keys="Relation.target_id"
    )
    mentions: Mapped[list[Mention]] = relationship(cascade="all, delete-orphan")
    impressions: Mapped[list[Impression]] = relationship(cascade="all, delete-orphan")
    readings: Mapped[list[Reading]] = relationship(cascade="all, delete-orphan")
    targets: Mapped[list[Target]] = relationship(cascade="all, delete-orphan")
    guarded: Mapped[list[Permission]] = relationship(
        cascade="all, delete-orphan", foreign_keys="Permission.exile_id"
    )
    permissions: Mapped[list[Permission]] = relationship(
        cascade="all, delete-orphan", foreign_keys="Permission.protector_id"
    )
    left_seats: Mapped[list[Mediation]] = relationship(
        cascade="all, delete-orphan", foreign_keys="Mediation.left_id"
    )
    right_seats: Mapped[list[Mediation]] = relationship(
        cascade="all, delete-orphan", foreign_keys="Mediation.right_id"
    )
    took_in: Mapped[list[TookIn]] = relationship(cascade="all, delete-orphan")
    opinions: Mapped[list[Opinion]] = relationship(cascade="all, delete-orphan")
    predictions: Mapped[list[Prediction]] = relationship(cascade="all, delete-orphan")
    letters: Mapped[list[Letter]] = relationship(cascade="all, delete-orphan")
    promises: Mapped[list[Promise]] = relationship(cascade="all, delete-orphan")
    beliefs: Mapped[list[Belief]] = relationship(cascade="all, delete-orphan")
    present: Mapped[list[Present]] = relationship(cascade="all, delete-orphan")
    body_marks: Mapped[list[BodyMark]] = relationship(cascade="all, delete-orphan")


class Fact(Row):
    """Something known about a part: who said it, when, and where it comes from."""

    __tablename__ = "fact"
    __table_args__ = (Index("fact_of_part", "part_id", "kind"), Row.__table_args__)

    part_id: Mapped[int] = mapped_column(ForeignKey("part.id"))
    kind: Mapped[str]  # job, fear, body, thinks_i_am, knows_now, …
    text: Mapped[str]
    said_by: Mapped[str] = mapped_column(default="me")  # one of FACT_SAYERS
    said_at: Mapped[datetime] = mapped_column(default=now)
    source_kind: Mapped[str | None]  # a Ref's kind: turn, dialogue, run, entry, impression
    source_id: Mapped[int | None]
    put_away: Mapped[datetime | None]


class PartsMap(Row):
    """A map on which parts are placed. Self's own place belongs to the map."""

    __tablename__ = "map"

    name: Mapped[str]
    self_x: Mapped[float] = mapped_column(default=0.0)
    self_y: Mapped[float] = mapped_column(default=0.0)
    created: Mapped[datetime] = mapped_column(default=now)
    put_away: Mapped[datetime | None]
    kind: Mapped[str] = mapped_column(default="map")  # one of MAP_KINDS
    position: Mapped[float] = mapped_column(default=0.0)  # order among the maps, then by id
    archived: Mapped[datetime | None]  # since when it stands apart from the maps in use
    about: Mapped[str] = mapped_column(default="")  # the situation it shows, in words
    # The legend: what these mean on this map, in the writer's words.
    size_means: Mapped[str] = mapped_column(default="")
    distance_means: Mapped[str] = mapped_column(default="")
    colour_means: Mapped[str] = mapped_column(default="")

    placements: Mapped[list[Placement]] = relationship(cascade="all, delete-orphan")
    rest_places: Mapped[list[RestPlace]] = relationship(cascade="all, delete-orphan")
    areas: Mapped[list[Area]] = relationship(cascade="all, delete-orphan")
    traces: Mapped[list[Trace]] = relationship(cascade="all, delete-orphan")
    moments: Mapped[list[MapMoment]] = relationship(cascade="all, delete-orphan")


class Placement(Row):
    """Where a part stands on one map: scene units, y grows downwards, of the glyph's centre."""

    __tablename__ = "placement"
    __table_args__ = (
        Index("placement_of_map", "map_id"),
        Index("placement_of_part", "part_id"),
        Row.__table_args__,
    )

    map_id: Mapped[int] = mapped_column(ForeignKey("map.id"))
    part_id: Mapped[int] = mapped_column(ForeignKey("part.id"))
    x: Mapped[float]
    y: Mapped[float]
    put_away: Mapped[datetime | None]
    size: Mapped[float] = mapped_column(default=1.0)  # of the usual one: 0.5 to 2.5
    fade: Mapped[float] = mapped_column(default=0.0)  # 0 as usual to 0.8 nearly gone
    pinned: Mapped[datetime | None]  # since when tidying leaves it where it stands
    number: Mapped[int | None]  # in the order of discovery: 1, 2, 3

    traces: Mapped[list[Trace]] = relationship(cascade="all, delete-orphan")


class Trace(Row):
    """Where a placement (or Self) stood on a map from a moment on: the map's own history.

    Written with each edit that changes how a map looks, so undo takes it back as well.
    """

    __tablename__ = "trace"
    __table_args__ = (
        Index("trace_of_map", "map_id"),
        Index("trace_of_placement", "placement_id"),
        Row.__table_args__,
    )

    map_id: Mapped[int] = mapped_column(ForeignKey("map.id"))
    placement_id: Mapped[int | None] = mapped_column(ForeignKey("placement.id"))  # NULL: Self
    since: Mapped[datetime] = mapped_column(default=now)
    x: Mapped[float]
    y: Mapped[float]
    size: Mapped[float] = mapped_column(default=1.0)
    fade: Mapped[float] = mapped_column(default=0.0)
    there: Mapped[int] = mapped_column(default=1)  # 0: from then on it was off the map


class MapMoment(Row):
    """A named moment of a map's history, to come back to."""

    __tablename__ = "map_moment"
    __table_args__ = (Index("map_moment_of_map", "map_id"), Row.__table_args__)

    map_id: Mapped[int] = mapped_column(ForeignKey("map.id"))
    name: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)
    put_away: Mapped[datetime | None]


class Area(Row):
    """What else lies on a map: a frame around parts, a safe place, or a note."""

    __tablename__ = "area"
    __table_args__ = (Index("area_of_map", "map_id"), Row.__table_args__)

    map_id: Mapped[int] = mapped_column(ForeignKey("map.id"))
    kind: Mapped[str]  # one of AREA_KINDS
    text: Mapped[str] = mapped_column(default="")  # the name, or the words of a note
    x: Mapped[float]  # the upper left corner, in scene units
    y: Mapped[float]
    width: Mapped[float]
    height: Mapped[float]
    colour: Mapped[str | None]  # "#rrggbb", or NULL for the kind's own
    created: Mapped[datetime] = mapped_column(default=now)
    put_away: Mapped[datetime | None]


class BodyMark(Row):
    """A place in the body where a part is felt, marked on the drawn figure."""

    __tablename__ = "body_mark"
    __table_args__ = (Index("body_mark_of_part", "part_id"), Row.__table_args__)

    part_id: Mapped[int] = mapped_column(ForeignKey("part.id"))
    side: Mapped[str] = mapped_column(default="front")  # one of BODY_SIDES
    x: Mapped[float]  # 0 to 1 across the figure's picture, left to right as seen
    y: Mapped[float]  # 0 to 1 down it
    size: Mapped[float] = mapped_column(default=0.06)  # its radius, of the picture's height
    text: Mapped[str] = mapped_column(default="")  # how it feels there
    created: Mapped[datetime] = mapped_column(default=now)
    put_away: Mapped[datetime | None]


class Relation(Row):
    """How one part stands to another. For a mutual kind the order of the two has no meaning."""

    __tablename__ = "relation"
    __table_args__ = (
        Index("relation_source", "source_id"),
        Index("relation_target", "target_id"),
        Row.__table_args__,
    )

    source_id: Mapped[int] = mapped_column(ForeignKey("part.id"))
    target_id: Mapped[int] = mapped_column(ForeignKey("part.id"))
    kind: Mapped[str]  # one of RELATION_KINDS
    forth: Mapped[str] = mapped_column(default="")  # source to target, in words
    back: Mapped[str] = mapped_column(default="")  # target to source, in words
    created: Mapped[datetime] = mapped_column(default=now)
    put_away: Mapped[datetime | None]
    tension: Mapped[int | None]  # of a polarised pair: 1 a little to 5 very strong

    mediations: Mapped[list[Mediation]] = relationship(cascade="all, delete-orphan")


class Dialogue(Row):
    """A conversation between parts and Self."""

    __tablename__ = "dialogue"

    title: Mapped[str]
    created: Mapped[datetime] = mapped_column(default=now)
    touched: Mapped[datetime] = mapped_column(default=now, index=True)  # last turn said
    put_away: Mapped[datetime | None]
    kind: Mapped[str] = mapped_column(default="dialogue")  # one of DIALOGUE_KINDS
    channel: Mapped[str | None]  # how the parts are sensed here, one of CHANNELS
    unfinished: Mapped[str | None]  # what waits, "" without words; NULL: it is not to be continued
    closed: Mapped[datetime | None]  # when the writer last closed it, with or without a closing

    members: Mapped[list[Member]] = relationship(cascade="all, delete-orphan")
    turns: Mapped[list[Turn]] = relationship(cascade="all, delete-orphan")
    targets: Mapped[list[Target]] = relationship(cascade="all, delete-orphan")
    mediations: Mapped[list[Mediation]] = relationship(cascade="all, delete-orphan")


class Member(Row):
    """A part invited to a dialogue, in the order of the speaker keys."""

    __tablename__ = "member"
    __table_args__ = (UniqueConstraint("dialogue_id", "part_id"), Row.__table_args__)

    dialogue_id: Mapped[int] = mapped_column(ForeignKey("dialogue.id"))
    part_id: Mapped[int] = mapped_column(ForeignKey("part.id"), index=True)
    position: Mapped[int]


class Turn(Row):
    """One thing said. ``part_id`` NULL is Self speaking."""

    __tablename__ = "turn"
    __table_args__ = (
        # All that a long dialogue's outline asks for: without reading what was said.
        Index(
            "turn_of_dialogue",
            *("dialogue_id", "position", "id", "part_id", "put_away"),
            text("length(CAST(text AS BLOB))"),
        ),
        Index("turn_of_part", "part_id"),
        Row.__table_args__,
    )

    dialogue_id: Mapped[int] = mapped_column(ForeignKey("dialogue.id"))
    part_id: Mapped[int | None] = mapped_column(ForeignKey("part.id"))
    text: Mapped[str]  # Markdown, as typed
    position: Mapped[float]  # order within the dialogue; a float, so that one fits between two
    said_at: Mapped[datetime] = mapped_column(default=now)
    put_away: Mapped[datetime | None]
    written: Mapped[datetime | None]  # of a late entry: when it was typed, after ``said_at``
    stage: Mapped[str | None]  # in a mediation: the round it answers


class Target(Row):
    """A part somebody is getting to know in a dialogue: one floor of the six-Fs stack."""

    __tablename__ = "target"
    __table_args__ = (
        Index("target_of_dialogue", "dialogue_id", "depth"),
        Index("target_of_part", "part_id"),
        Row.__table_args__,
    )

    dialogue_id: Mapped[int] = mapped_column(ForeignKey("dialogue.id"))
    part_id: Mapped[int] = mapped_column(ForeignKey("part.id"))
    depth: Mapped[int]  # 0 is the part it began with; a concerned part stands one above
    stage: Mapped[str] = mapped_column(default="find")  # the F it stands at
    state: Mapped[str] = mapped_column(default="open")  # one of TARGET_STATES
    noted: Mapped[str] = mapped_column(default="{}")  # JSON: F to the few words said there
    began: Mapped[datetime] = mapped_column(default=now)
    ended: Mapped[datetime | None]


class Permission(Row):
    """What a protector answered when it was asked about an exile. Written down, never changed."""

    __tablename__ = "permission"
    __table_args__ = (
        Index("permission_for_exile", "exile_id", "said_at"),
        Index("permission_of_protector", "protector_id"),
        Row.__table_args__,
    )

    exile_id: Mapped[int] = mapped_column(ForeignKey("part.id"))
    protector_id: Mapped[int | None] = mapped_column(ForeignKey("part.id"))  # NULL: "nobody"
    answer: Mapped[str]  # one of PERMISSION_ANSWERS
    condition: Mapped[str] = mapped_column(default="")  # "only if I may stay beside her"
    said_at: Mapped[datetime] = mapped_column(default=now)
    where_kind: Mapped[str]  # a Ref's kind: dialogue, run, entry. A yes holds there only
    where_id: Mapped[int]


class Mediation(Row):
    """Two parts in conflict and Self between them. What is said are turns of its dialogue."""

    __tablename__ = "mediation"
    __table_args__ = (
        UniqueConstraint("dialogue_id"),
        Index("mediation_of_relation", "relation_id"),
        Index("mediation_left", "left_id"),
        Index("mediation_right", "right_id"),
        Row.__table_args__,
    )

    dialogue_id: Mapped[int] = mapped_column(ForeignKey("dialogue.id"))
    relation_id: Mapped[int] = mapped_column(ForeignKey("relation.id"))
    left_id: Mapped[int] = mapped_column(ForeignKey("part.id"))
    right_id: Mapped[int] = mapped_column(ForeignKey("part.id"))
    conflict: Mapped[str] = mapped_column(default="")  # what it is about, in concrete words
    stage: Mapped[str] = mapped_column(default="conflict")  # the round it stands at: "want:right"
    state: Mapped[str] = mapped_column(default="open")  # one of MEDIATION_STATES
    began: Mapped[datetime] = mapped_column(default=now)
    ended: Mapped[datetime | None]

    agreements: Mapped[list[Agreement]] = relationship(cascade="all, delete-orphan")


class Agreement(Row):
    """What two parts agreed on, and when it is looked at again."""

    __tablename__ = "agreement"
    __table_args__ = (Index("agreement_of_mediation", "mediation_id"), Row.__table_args__)

    mediation_id: Mapped[int] = mapped_column(ForeignKey("mediation.id"))
    text: Mapped[str]
    made: Mapped[datetime] = mapped_column(default=now)
    review_on: Mapped[str | None] = mapped_column(index=True)  # a day: "2026-12-24"
    reviewed: Mapped[datetime | None]
    review: Mapped[str] = mapped_column(default="")  # how it went, in words
    put_away: Mapped[datetime | None]


class Reading(Row):
    """How somebody felt toward a part, it toward them, or its trust in Self, at one moment."""

    __tablename__ = "reading"
    __table_args__ = (Index("reading_of_part", "part_id", "kind", "said_at"), Row.__table_args__)

    part_id: Mapped[int] = mapped_column(ForeignKey("part.id"))
    kind: Mapped[str]  # one of READING_KINDS
    word: Mapped[str]  # "curious", as chosen or typed
    level: Mapped[
        int | None
    ]  # 0 far to 4 near, for the line of the trend; NULL: a word of one's own
    said_at: Mapped[datetime] = mapped_column(default=now)
    source_kind: Mapped[str | None]
    source_id: Mapped[int | None]
    put_away: Mapped[datetime | None]


class Entry(Row):
    """A page of the journal."""

    __tablename__ = "entry"

    title: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")  # Markdown, as typed
    happened: Mapped[datetime] = mapped_column(default=now, index=True)  # the day it stands under
    written: Mapped[datetime] = mapped_column(default=now)
    touched: Mapped[datetime] = mapped_column(default=now)
    put_away: Mapped[datetime | None]

    tagged: Mapped[list[Tagged]] = relationship(cascade="all, delete-orphan")
    mentions: Mapped[list[Mention]] = relationship(cascade="all, delete-orphan")


class Tag(Row):
    """A word that gathers entries."""

    __tablename__ = "tag"

    name: Mapped[str] = mapped_column(unique=True)

    tagged: Mapped[list[Tagged]] = relationship(cascade="all, delete-orphan")


class Tagged(Row):
    """An entry that carries a tag."""

    __tablename__ = "tagged"
    __table_args__ = (UniqueConstraint("entry_id", "tag_id"), Row.__table_args__)

    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"))
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id"), index=True)


class Mention(Row):
    """A part named by ``@`` in an entry, and the name as it is written there."""

    __tablename__ = "mention"
    __table_args__ = (UniqueConstraint("entry_id", "part_id"), Row.__table_args__)

    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"))
    part_id: Mapped[int] = mapped_column(ForeignKey("part.id"), index=True)
    name: Mapped[str]


class Template(Row):
    """A beginning for entries, made by the writer."""

    __tablename__ = "template"

    name: Mapped[str]
    text: Mapped[str] = mapped_column(default="")
    created: Mapped[datetime] = mapped_column(default=now)
    put_away: Mapped[datetime | None]


class Image(Row):
    """A picture kept inside the journal. Texts show it as ``![words](image:7)``."""

    __tablename__ = "image"

    kind: Mapped[str]  # one of IMAGE_KINDS
    width: Mapped[int]
    height: Mapped[int]
    data: Mapped[bytes]
    created: Mapped[datetime] = mapped_column(default=now)


class Impression(Row):
    """Something noticed and jotted down in a moment; sorted onto a part later, or not."""

    __tablename__ = "impression"
    __table_args__ = (Index("impression_of_part", "part_id"), Row.__table_args__)

    kind: Mapped[str | None]  # one of IMPRESSION_KINDS; NULL: not said
    text: Mapped[str]
    noticed: Mapped[datetime] = mapped_column(default=now, index=True)
    part_id: Mapped[int | None] = mapped_column(ForeignKey("part.id"))
    put_away: Mapped[datetime | None]


class Run(Row):
    """One walk through an exercise, kept from the first answer on."""

    __tablename__ = "run"
    __table_args__ = (Index("run_of_exercise", "exercise", "started"), Row.__table_args__)

    exercise: Mapped[str]  # the exercise file's slug
    step: Mapped[str]  # the key of the step it stands at
    state: Mapped[str] = mapped_column(default="open")  # open, finished
    started: Mapped[datetime] = mapped_column(default=now)
    ended: Mapped[datetime | None]
    put_away: Mapped[datetime | None]
    due_on: Mapped[str | None] = mapped_column(index=True)  # the day it comes up again
    waits_kind: Mapped[str | None]  # where it was handed over to: a Ref's kind
    waits_id: Mapped[int | None]

    answers: Mapped[list[Answer]] = relationship(cascade="all, delete-orphan")


class Answer(Row):
    """What was answered at one step: its kind's JSON, and its words for search."""

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("run_id", "step"), Row.__table_args__)

    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"))
    step: Mapped[str]
    value: Mapped[str]  # JSON, in the shape the step's kind defines
    text: Mapped[str] = mapped_column(default="")  # the words a person typed, plain
    answered: Mapped[datetime] = mapped_column(default=now)
    made: Mapped[str] = mapped_column(default="{}")  # JSON: name to the id of a row it wrote

    parts: Mapped[list[AnswerPart]] = relationship(cascade="all, delete-orphan")


class AnswerPart(Row):
    """A part picked in an answer."""

    __tablename__ = "answer_part"
    __table_args__ = (UniqueConstraint("answer_id", "part_id"), Row.__table_args__)

    answer_id: Mapped[int] = mapped_column(ForeignKey("answer.id"))
    part_id: Mapped[int] = mapped_column(ForeignKey("part.id"), index=True)


class Person(Row):
    """Somebody in the writer's life. Nothing about them is measured."""

    __tablename__ = "person"

    name: Mapped[str]
    initials: Mapped[str] = mapped_column(default="")  # shown instead of the name, if wanted
    who: Mapped[str] = mapped_column(default="")  # "my sister"
    reach: Mapped[int | None]  # place among those to reach out to on a hard day; NULL: not one
    how: Mapped[str] = mapped_column(default="")  # how to reach them: "call after six"
    created: Mapped[datetime] = mapped_column(default=now)
    put_away: Mapped[datetime | None]

    moments: Mapped[list[Moment]] = relationship(cascade="all, delete-orphan")
    opinions: Mapped[list[Opinion]] = relationship(cascade="all, delete-orphan")
    small_steps: Mapped[list[SmallStep]] = relationship(cascade="all, delete-orphan")


class Moment(Row):
    """Something somebody did, seen on a day. ``person_id`` NULL: a stranger, or not said."""

    __tablename__ = "moment"
    __table_args__ = (Index("moment_of_person", "person_id", "happened"), Row.__table_args__)

    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str]  # one of MOMENT_KINDS
    text: Mapped[str]
    happened: Mapped[datetime] = mapped_column(default=now, index=True)
    written: Mapped[datetime] = mapped_column(default=now)
    source_kind: Mapped[str | None]
    source_id: Mapped[int | None]
    put_away: Mapped[datetime | None]

    took_in: Mapped[list[TookIn]] = relationship(cascade="all, delete-orphan")


class TookIn(Row):
    """Whether a part could take a kindness in."""

    __tablename__ = "took_in"
    __table_args__ = (UniqueConstraint("moment_id", "part_id"), Row.__table_args__)

    moment_id: Mapped[int] = mapped_column(ForeignKey("moment.id"))
    part_id: Mapped[int] = mapped_column(ForeignKey("part.id"), index=True)
    answer: Mapped[str]  # one of TOOK_IN


class Opinion(Row):
    """How a part sees a person. Parts may disagree; the latest of each is what it thinks now."""

    __tablename__ = "opinion"
    __table_args__ = (Index("opinion_of_person", "person_id", "part_id"), Row.__table_args__)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    part_id: Mapped[int] = mapped_column(ForeignKey("part.id"), index=True)
    text: Mapped[str]
    said_at: Mapped[datetime] = mapped_column(default=now)
    source_kind: Mapped[str | None]
    source_id: Mapped[int | None]
    put_away: Mapped[datetime | None]


class SmallStep(Row):
    """One small step towards somebody, as it was planned, and what came of it."""

    __tablename__ = "small_step"
    __table_args__ = (Index("small_step_with", "person_id"), Row.__table_args__)

    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    text: Mapped[str]
    planned_on: Mapped[str | None] = mapped_column(index=True)  # a day: "2026-12-24"
    state: Mapped[str] = mapped_column(default="planned")  # one of STEP_STATES
    outcome: Mapped[str] = mapped_column(default="")  # what happened, in words
    created: Mapped[datetime] = mapped_column(default=now)
    looked_at: Mapped[datetime | None]  # when the writer last said how it went
    source_kind: Mapped[str | None]
    source_id: Mapped[int | None]
    put_away: Mapped[datetime | None]

    predictions: Mapped[list[Prediction]] = relationship(cascade="all, delete-orphan")


class Prediction(Row):
    """What a protector expects of a small step, its signal to stop, and what it saw afterwards."""

    __tablename__ = "prediction"
    __table_args__ = (UniqueConstraint("small_step_id", "part_id"), Row.__table_args__)

    small_step_id: Mapped[int] = mapped_column(ForeignKey("small_step.id"))
    part_id: Mapped[int] = mapped_column(ForeignKey("part.id"), index=True)
    text: Mapped[str] = mapped_column(default="")
    stop_signal: Mapped[str] = mapped_column(default="")
    permission: Mapped[str | None]  # "yes", "not_now"; NULL: not asked
    fit: Mapped[str | None]  # one of PREDICTION_FITS; NULL: not looked at
    outcome: Mapped[str] = mapped_column(default="")  # what it saw, in its words
    said_at: Mapped[datetime] = mapped_column(default=now)


class Letter(Row):
    """A letter to a part, and what it answered, if it did."""

    __tablename__ = "letter"
    __table_args__ = (Index("letter_to", "part_id"), Row.__table_args__)

    part_id: Mapped[int] = mapped_column(ForeignKey("part.id"))
    text: Mapped[str]  # Markdown, as typed
    written: Mapped[datetime] = mapped_column(default=now)
    reply: Mapped[str] = mapped_column(default="")
    replied: Mapped[datetime | None]
    source_kind: Mapped[str | None]
    source_id: Mapped[int | None]
    put_away: Mapped[datetime | None]


class Promise(Row):
    """One thing to do: a kindness for a part, or a small promise to oneself."""

    __tablename__ = "promise"
    __table_args__ = (Index("promise_to", "part_id"), Row.__table_args__)

    kind: Mapped[str]  # one of PROMISE_KINDS
    part_id: Mapped[int | None] = mapped_column(ForeignKey("part.id"))  # NULL: to oneself
    text: Mapped[str]
    due_on: Mapped[str | None] = mapped_column(index=True)  # a day; NULL: whenever
    came: Mapped[str | None]  # one of PROMISE_CAME; NULL: not asked yet
    note: Mapped[str] = mapped_column(default="")  # how it was
    made: Mapped[datetime] = mapped_column(default=now)
    answered: Mapped[datetime | None]
    source_kind: Mapped[str | None]
    source_id: Mapped[int | None]
    put_away: Mapped[datetime | None]


class Belief(Row):
    """Something held to be true: by a part, by the writer, or it is not known by whom."""

    __tablename__ = "belief"
    __table_args__ = (Index("belief_of_part", "part_id"), Row.__table_args__)

    text: Mapped[str]
    part_id: Mapped[int | None] = mapped_column(ForeignKey("part.id"))
    own: Mapped[datetime | None]  # since when the writer says: it is mine. No part then
    created: Mapped[datetime] = mapped_column(default=now)
    put_away: Mapped[datetime | None]

    versions: Mapped[list[BeliefVersion]] = relationship(cascade="all, delete-orphan")


class BeliefVersion(Row):
    """How a belief stood at one moment: how true it felt, and what belongs to whom."""

    __tablename__ = "belief_version"
    __table_args__ = (Index("version_of_belief", "belief_id", "said_at"), Row.__table_args__)

    belief_id: Mapped[int] = mapped_column(ForeignKey("belief.id"))
    strength: Mapped[int | None]  # 0 to 100: how true it feels
    after: Mapped[int | None]  # the same, once the ledger was written
    theirs: Mapped[str] = mapped_column(default="")
    mine: Mapped[str] = mapped_column(default="")
    unknown: Mapped[str] = mapped_column(default="")
    fair: Mapped[str] = mapped_column(default="")  # a fair reading, in one's own words
    answer: Mapped[str] = mapped_column(default="")  # what the part says to it
    said_at: Mapped[datetime] = mapped_column(default=now)
    source_kind: Mapped[str | None]
    source_id: Mapped[int | None]


class CheckIn(Row):
    """How it was at one moment: who was here, the body, how much room there was."""

    __tablename__ = "check_in"

    kind: Mapped[str]  # one of CHECK_IN_KINDS
    said_at: Mapped[datetime] = mapped_column(default=now, index=True)
    room: Mapped[int | None]  # room for Self: 0 hardly any to 4 plenty
    body: Mapped[str] = mapped_column(default="")
    before: Mapped[int | None]  # alarm 0 to 10
    after: Mapped[int | None]
    about: Mapped[str] = mapped_column(default="")  # what it is about: the meeting of a drill
    helped: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    source_kind: Mapped[str | None]
    source_id: Mapped[int | None]
    put_away: Mapped[datetime | None]

    present: Mapped[list[Present]] = relationship(cascade="all, delete-orphan")


class Present(Row):
    """A part that was here, in a word or two."""

    __tablename__ = "present"
    __table_args__ = (UniqueConstraint("check_in_id", "part_id"), Row.__table_args__)

    check_in_id: Mapped[int] = mapped_column(ForeignKey("check_in.id"))
    part_id: Mapped[int] = mapped_column(ForeignKey("part.id"), index=True)
    words: Mapped[str] = mapped_column(default="")
    said_at: Mapped[datetime] = mapped_column(default=now)


class RestPlace(Row):
    """A place to rest: what it is like there. The parts that rest in it stand on its map."""

    __tablename__ = "rest_place"
    __table_args__ = (UniqueConstraint("map_id"), Row.__table_args__)

    map_id: Mapped[int] = mapped_column(ForeignKey("map.id"))
    sight: Mapped[str] = mapped_column(default="")
    sound: Mapped[str] = mapped_column(default="")
    touch: Mapped[str] = mapped_column(default="")
    smell: Mapped[str] = mapped_column(default="")
    words: Mapped[str] = mapped_column(default="")
    container: Mapped[str] = mapped_column(default="")  # what holds the material: "an iron box"
    created: Mapped[datetime] = mapped_column(default=now)

    material: Mapped[list[Material]] = relationship(cascade="all, delete-orphan")


class Material(Row):
    """Something put into the container of a place to rest: a picture, a sentence. Never a part."""

    __tablename__ = "material"
    __table_args__ = (Index("material_of_place", "rest_place_id"), Row.__table_args__)

    rest_place_id: Mapped[int] = mapped_column(ForeignKey("rest_place.id"))
    text: Mapped[str]
    put_in: Mapped[datetime] = mapped_column(default=now)
    taken_out: Mapped[datetime | None]
    put_away: Mapped[datetime | None]


class OwnExercise(Row):
    """An exercise file of the writer's or their therapist's. The newest of a slug counts."""

    __tablename__ = "own_exercise"

    slug: Mapped[str] = mapped_column(unique=True)
    text: Mapped[str]  # the file as it was read
    added: Mapped[datetime] = mapped_column(default=now)
    put_away: Mapped[datetime | None]


class Note(Row):
    """One lasting text with a fixed place in the app, such as whom to call on a hard day."""

    __tablename__ = "note"

    place: Mapped[str] = mapped_column(unique=True)  # "help:contacts"
    text: Mapped[str]
    touched: Mapped[datetime] = mapped_column(default=now)


class Draft(Row):
    """Text that is being typed, kept until it is said, saved or thrown away by its writer."""

    __tablename__ = "draft"

    place: Mapped[str] = mapped_column(unique=True)  # "dialogue:12"
    text: Mapped[str]
    touched: Mapped[datetime] = mapped_column(default=now)


class ViewState(Row):
    """Where the writer was, so that a page comes back as it was left. Never an undo step."""

    __tablename__ = "view_state"

    key: Mapped[str] = mapped_column(unique=True)
    value: Mapped[str]  # JSON


UNDO_EXEMPT = frozenset({Draft.__tablename__, ViewState.__tablename__})
