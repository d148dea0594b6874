"""The tables of a journal, as SQLAlchemy maps them.

Every table has an integer ``id`` that is never used twice. ``put_away`` holds the time a thing
was put away, or NULL; nothing is deleted by a usual edit. Times are kept in UTC with the writer's
offset, so they sort as text and can still be shown as the clock on the wall said.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from sqlalchemy import Dialect, Float, ForeignKey, Index, Integer, MetaData, Text, UniqueConstraint
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
        if value is None:
            return None
        text, offset = value[:-5], value[-5:]
        minutes = int(offset[1:3]) * 60 + int(offset[3:5])
        if offset[0] == "-":
            minutes = -minutes
        utc = datetime.fromisoformat(text[:-1]).replace(tzinfo=UTC)
        return utc.astimezone(timezone(timedelta(minutes=minutes)))


class Row(DeclarativeBase):
    """What every table shares."""

    type_annotation_map = {datetime: When, str: Text, float: Float}
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


class Fact(Row):
    """Something known about a part: who said it, when, and where it comes from."""

    __tablename__ = "fact"
    __table_args__ = (Index("fact_of_part", "part_id", "kind"), Row.__table_args__)

    part_id: Mapped[int] = mapped_column(ForeignKey("part.id"))
    kind: Mapped[str]  # job, fear, body, thinks_i_am, knows_now, …
    text: Mapped[str]
    said_by: Mapped[str] = mapped_column(default="me")  # one of FACT_SAYERS
    said_at: Mapped[datetime] = mapped_column(default=now)
    source_kind: Mapped[str | None]  # a Ref's kind: turn, run
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

    placements: Mapped[list[Placement]] = relationship(cascade="all, delete-orphan")


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


class Dialogue(Row):
    """A conversation between parts and Self."""

    __tablename__ = "dialogue"

    title: Mapped[str]
    created: Mapped[datetime] = mapped_column(default=now)
    touched: Mapped[datetime] = mapped_column(default=now, index=True)  # last turn said
    put_away: Mapped[datetime | None]

    members: Mapped[list[Member]] = relationship(cascade="all, delete-orphan")
    turns: Mapped[list[Turn]] = relationship(cascade="all, delete-orphan")


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
        Index("turn_of_dialogue", "dialogue_id", "position"),
        Index("turn_of_part", "part_id"),
        Row.__table_args__,
    )

    dialogue_id: Mapped[int] = mapped_column(ForeignKey("dialogue.id"))
    part_id: Mapped[int | None] = mapped_column(ForeignKey("part.id"))
    text: Mapped[str]  # Markdown, as typed
    position: Mapped[float]  # order within the dialogue; a float, so that one fits between two
    said_at: Mapped[datetime] = mapped_column(default=now)
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

    parts: Mapped[list[AnswerPart]] = relationship(cascade="all, delete-orphan")


class AnswerPart(Row):
    """A part picked in an answer."""

    __tablename__ = "answer_part"
    __table_args__ = (UniqueConstraint("answer_id", "part_id"), Row.__table_args__)

    answer_id: Mapped[int] = mapped_column(ForeignKey("answer.id"))
    part_id: Mapped[int] = mapped_column(ForeignKey("part.id"), index=True)


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
