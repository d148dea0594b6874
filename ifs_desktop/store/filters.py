"""Which rows of the index a query's parts and tags leave: plain SQL over the tables themselves."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ifs_desktop.store import fold
from ifs_desktop.store.query import Query

_PICKED = "IN (SELECT value FROM json_each(:parts))"
# Of each table with words: the ids of rows that have to do with a part.
_OF_PART = {
    "part": f"SELECT id FROM part WHERE id {_PICKED}",
    "turn": f"SELECT id FROM turn WHERE part_id {_PICKED}",
    "fact": f"SELECT id FROM fact WHERE part_id {_PICKED}",
    "impression": f"SELECT id FROM impression WHERE part_id {_PICKED}",
    "reading": f"SELECT id FROM reading WHERE part_id {_PICKED}",
    "entry": f"SELECT entry_id FROM mention WHERE part_id {_PICKED}",
    "answer": f"SELECT answer_id FROM answer_part WHERE part_id {_PICKED}",
    "dialogue": f"SELECT dialogue_id FROM member WHERE part_id {_PICKED}",
    "map": f"SELECT map_id FROM placement WHERE part_id {_PICKED} AND put_away IS NULL",
    "relation": f"SELECT id FROM relation WHERE source_id {_PICKED} OR target_id {_PICKED}",
    "permission": f"SELECT id FROM permission WHERE exile_id {_PICKED} OR protector_id {_PICKED}",
    "mediation": f"SELECT id FROM mediation WHERE left_id {_PICKED} OR right_id {_PICKED}",
    "agreement": "SELECT agreement.id FROM agreement JOIN mediation ON mediation.id ="
    f" agreement.mediation_id WHERE left_id {_PICKED} OR right_id {_PICKED}",
    "moment": f"SELECT moment_id FROM took_in WHERE part_id {_PICKED}",
    "opinion": f"SELECT id FROM opinion WHERE part_id {_PICKED}",
    "small_step": f"SELECT small_step_id FROM prediction WHERE part_id {_PICKED}",
    "prediction": f"SELECT id FROM prediction WHERE part_id {_PICKED}",
    "letter": f"SELECT id FROM letter WHERE part_id {_PICKED}",
    "promise": f"SELECT id FROM promise WHERE part_id {_PICKED}",
    "belief": f"SELECT id FROM belief WHERE part_id {_PICKED}",
    "belief_version": "SELECT belief_version.id FROM belief_version JOIN belief ON belief.id ="
    f" belief_version.belief_id WHERE part_id {_PICKED}",
    "check_in": f"SELECT check_in_id FROM present WHERE part_id {_PICKED}",
    "present": f"SELECT id FROM present WHERE part_id {_PICKED}",
    "body_mark": f"SELECT id FROM body_mark WHERE part_id {_PICKED}",
}
_TAGGED = "SELECT entry_id FROM tagged WHERE tag_id IN (SELECT value FROM json_each(:tags))"


def rows(
    connection: Any, query: Query, numbers: Mapping[str, int]
) -> tuple[list[str], dict[str, object]] | None:
    """(conditions on search_row, their values); None if no row can fit.

    ``numbers`` are those of the tables in the index.
    """
    where: list[str] = []
    values: dict[str, object] = {}
    if query.parts:
        names = connection.execute("SELECT id, name FROM part")
        values["parts"] = picked = _picked(names, query.parts)
        where.append(_among(_OF_PART, numbers))
        if picked == "[]":
            return None
    if query.tags:
        names = connection.execute("SELECT id, name FROM tag")
        values["tags"] = picked = _picked(names, query.tags)
        where.append(_among({"entry": _TAGGED}, numbers))
        if picked == "[]":
            return None
    return where, values


def _among(of: Mapping[str, str], numbers: Mapping[str, int]) -> str:
    # The plus keeps these rows from leading: words lead, see ``search.statement``.
    found = " UNION ALL ".join(
        f"SELECT id FROM search_row WHERE kind = {numbers[table]} AND row_id IN ({ids})"
        for table, ids in of.items()
    )
    return f"+search_row.id IN ({found})"


def _picked(known: Iterable[tuple[int, str]], wanted: Sequence[str]) -> str:
    """The ids, as JSON, of names in which each word of one of the wanted names begins a word."""
    looked = [words for name in wanted if (words := fold.plain_words(name))]
    ids = []
    for row_id, name in known:
        low = name.lower() if name.isascii() else ""
        if low and not any(all(part in low for part in sought) for sought in looked):
            continue  # most of them: taking a name apart costs more than looking into it
        words = fold.plain_words(name)
        if any(all(any(w.startswith(s) for w in words) for s in sought) for sought in looked):
            ids.append(row_id)
    return json.dumps(ids)
