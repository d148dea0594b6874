"""Which parts a text names by ``@``."""

from __future__ import annotations

from collections.abc import Iterable

Known = tuple[str, int]  # a name and the id of who is called so


def mentioned(text: str, known: Iterable[Known]) -> dict[int, str]:
    """Each part that is named, and its name as it is first written there.

    The longest name that fits is taken, if no letter follows it; letter case makes no matter.
    Of two parts with one name it is the first of ``known``.
    """
    if "@" not in text:
        return {}
    ids: dict[str, int] = {}
    for name, part_id in known:
        if name:
            ids.setdefault(name.casefold(), part_id)
    lengths = sorted({len(name) for name in ids}, reverse=True)
    found: dict[int, str] = {}
    at = text.find("@")
    while at >= 0:
        if at == 0 or not text[at - 1].isalnum():  # not within an address
            _look(text, at + 1, lengths, ids, found)
        at = text.find("@", at + 1)
    return found


def _look(
    text: str, start: int, lengths: list[int], ids: dict[str, int], found: dict[int, str]
) -> None:
    for length in lengths:
        written = text[start : start + length]
        part_id = ids.get(written.casefold())
        if part_id is not None and not text[start + length : start + length + 1].isalnum():
            found.setdefault(part_id, written)
            return
