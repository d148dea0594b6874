"""Kind *letter*: some words to a part that was picked. It stays with the part, in its profile."""

from __future__ import annotations

from collections.abc import Mapping

from ifs_desktop.exercises.frontmatter import Fields
from ifs_desktop.exercises.kinds.asked import asked, waits
from ifs_desktop.exercises.kinds.kind import Keeping, Kind
from ifs_desktop.exercises.kinds.write import Answer, Shape, load
from ifs_desktop.letters import edits as letters
from ifs_desktop.letters import queries as kept

ROW = "letter"


def read(fields: Fields, key: str) -> Shape:
    """There is nothing more to read."""
    return Shape(None)


def keep(keeping: Keeping, shape: Shape, answer: Answer) -> Mapping[str, int]:
    """Write it to the first of the parts that may be asked; without words it is put away.

    A letter to one that may not be asked any more stays as it is.
    """
    made = keeping.made.get(ROW)
    card = None if made is None else kept.letter(keeping.store, made)
    to = None if card is None else card.part_id
    whom = asked(keeping)[:1]
    if ROW in keeping.on_its_own or (not answer.is_empty and waits(keeping, to)):
        return keeping.made
    if answer.is_empty or not whom:
        if made is not None:
            letters.put_away(keeping.store, letter_id=made)
        return {}
    source = keeping.source
    written = letters.write(
        keeping.store, part_id=whom[0], text=answer.text, source=source, letter_id=made
    )
    return {ROW: written}


KIND = Kind("letter", read, load, Answer(), per_part=True, about=("pick_parts",), keep=keep)
