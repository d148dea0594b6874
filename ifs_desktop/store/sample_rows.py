"""Rows of the sample journal, with ids nobody has had: what the hand-written and the made share."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, text

from ifs_desktop.store.changes import Values
from ifs_desktop.store.schema import (
    Answer,
    AnswerPart,
    Dialogue,
    Fact,
    Member,
    Part,
    PartsMap,
    Placement,
    Relation,
    Row,
    Run,
    Tag,
    Turn,
)
from ifs_desktop.store.store import Store

EXERCISE = "then-or-now"
FACTS_OF_RUN = (("age", "thinks_i_am", "part"), ("today", "knows_now", "me"))

Batch = tuple[type[Row], Sequence[Values]]
NO_SOURCE: tuple[str | None, int | None] = (None, None)


class Rows:
    """Makes rows for one journal; all times lead up to ``today``."""

    def __init__(self, store: Store, today: datetime) -> None:
        self.today = today
        with store.read() as session:
            used = session.execute(text("SELECT name, seq FROM sqlite_sequence"))
            self._last = {str(name): int(last) for name, last in used}
            tags = session.execute(select(Tag.name, Tag.id))
            self.tags = {str(name): int(tag_id) for name, tag_id in tags}

    def new(self, table: type[Row], **values: Any) -> Values:
        """A row with the next free id."""
        name = table.__tablename__
        self._last[name] = self._last.get(name, 0) + 1
        return {"id": self._last[name], **values}

    def at(self, days: int, clock: tuple[int, int]) -> datetime:
        """A moment some days ago, at a time of the clock."""
        day = self.today - timedelta(days=days)
        return day.replace(hour=clock[0], minute=clock[1], second=0, microsecond=0)

    def past(self, days: int, clock: tuple[int, int]) -> datetime:
        """The same, but never later than now."""
        return min(self.at(days, clock), self.today)

    def placement(self, map_id: int, part_id: int, x: float, y: float) -> Values:
        """A part on a map."""
        where = {"map_id": map_id, "part_id": part_id, "x": x, "y": y, "put_away": None}
        return self.new(Placement, **where, size=1.0, fade=0.0, pinned=None, number=None)

    def map(self, name: str, made: datetime, kind: str = "map", **more: str) -> Values:
        """A map with Self in the middle; ``more`` gives words for its legend."""
        texts = dict.fromkeys(("about", "size_means", "distance_means", "colour_means"), "")
        return self.new(
            PartsMap,
            name=name,
            self_x=0.0,
            self_y=0.0,
            created=made,
            put_away=None,
            kind=kind,
            position=0.0,
            archived=None,
            **(texts | more),
        )

    def relation(
        self,
        source_id: int,
        target_id: int,
        kind: str,
        drawn: datetime,
        *,
        words: tuple[str, str] = ("", ""),
        tension: int | None = None,
    ) -> Values:
        """A link; ``words`` are said from source to target, and back."""
        return self.new(
            Relation,
            source_id=source_id,
            target_id=target_id,
            kind=kind,
            forth=words[0],
            back=words[1],
            created=drawn,
            put_away=None,
            tension=tension,
        )

    def part(self, name: str, role: str, met: datetime) -> Values:
        """A part in its role's own colour."""
        return self.new(
            Part,
            name=name,
            role=role,
            colour=None,
            created=met,
            put_away=None,
            resting=None,
            veiled=None,
            emoji=None,
            portrait=None,
        )

    def dialogue(self, title: str, start: datetime, last: datetime, **more: Any) -> Values:
        """A dialogue; ``more`` gives what is not as usual."""
        usual = {"kind": "dialogue", "channel": None, "unfinished": None, "closed": None}
        values = usual | {"created": start, "touched": last, "put_away": None} | more
        return self.new(Dialogue, title=title, **values)

    def members(self, dialogue_id: int, part_ids: Sequence[int]) -> list[Values]:
        """The speakers of a dialogue, in this order."""
        return [
            self.new(Member, dialogue_id=dialogue_id, part_id=part_id, position=position)
            for position, part_id in enumerate(part_ids)
        ]

    def turn(
        self,
        dialogue_id: int,
        part_id: int | None,
        said: str,
        order: int,
        when: datetime,
        stage: str | None = None,
    ) -> Values:
        """One thing said; ``order`` counts from 0, ``stage`` is the round of a mediation."""
        return self.new(
            Turn,
            dialogue_id=dialogue_id,
            part_id=part_id,
            text=said,
            position=order + 1.0,
            said_at=when,
            put_away=None,
            written=None,
            stage=stage,
        )

    def fact(
        self,
        part_id: int,
        kind: str,
        said: str,
        said_by: str,
        when: datetime,
        source: tuple[str | None, int | None] = NO_SOURCE,
    ) -> Values:
        """Something known of a part; ``source`` is a Ref's kind and id."""
        return self.new(
            Fact,
            part_id=part_id,
            kind=kind,
            text=said,
            said_by=said_by,
            said_at=when,
            source_kind=source[0],
            source_id=source[1],
            put_away=None,
        )

    def run(self, start: datetime, answers: dict[str, Any]) -> Iterator[Batch]:
        """A finished run, its answers as the kinds of its steps keep them, and its facts.

        A test reads the answers with the exercise's own classes; the store cannot know them.
        """
        given = {key: value for key, value in answers.items() if value not in (None, "", [], {})}
        step = timedelta(seconds=64)
        end = start + step * len(given)
        run = self.new(
            Run,
            exercise=EXERCISE,
            step="closing",
            state="finished",
            started=start,
            ended=end,
            put_away=None,
            due_on=None,
            waits_kind=None,
            waits_id=None,
        )
        rows = [
            self.new(
                Answer,
                run_id=run["id"],
                step=key,
                value=json.dumps(value, ensure_ascii=False, sort_keys=True),
                text=_typed(key, value),
                answered=start + step * order,
                made="{}",
            )
            for order, (key, value) in enumerate(given.items())
        ]
        yield Run, [run]
        yield Answer, rows
        for row in rows:
            if row["step"] == "who":
                picked = [
                    self.new(AnswerPart, answer_id=row["id"], part_id=part) for part in given["who"]
                ]
                yield AnswerPart, picked
        for key, kind, said_by in FACTS_OF_RUN:
            source = ("run", int(run["id"]))
            facts = given.get(key, {}).items()
            yield Fact, [self.fact(int(p), kind, said, said_by, end, source) for p, said in facts]


def _typed(key: str, value: Any) -> str:
    """The words of an answer that were typed."""
    if isinstance(value, dict):
        return "\n".join(value.values())
    return str(value) if key == "trigger" else ""
