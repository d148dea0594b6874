"""P18: two windows, one writer. However many want a journal at once, one has it at a time."""

from __future__ import annotations

from pathlib import Path

from ifs_desktop import vault
from tests.helpers.figures import Figures, Rounds
from tests.vault.journals import PASSWORD, beside, texts
from tests.vault.nursery import Nursery


def test_of_many_processes_one_has_the_journal_at_a_time(
    nursery: Nursery, closed: Path, data_dir: Path, rounds: Rounds, figures: Figures
) -> None:
    """P18: the others are told so; in the end each has had its turn, and no commit is lost."""
    count = rounds(20, 200)
    nursery.start("crowd", closed, data_dir, count)
    code, said = nursery.end()
    assert code == 0
    inside: str | None = None
    served, refused = [], 0
    for line in said:
        what, number, *more = line.split()
        if what == "in":
            assert inside is None, f"{number} came in while {inside} was there"
            inside = number
        else:
            assert number == inside
            inside = None
            served.append(number)
            refused += int(more[0])
    assert sorted(served, key=int) == [str(number) for number in range(count)]
    assert refused >= count // 2  # they did meet
    opened = vault.unlock(closed, PASSWORD, data_dir=data_dir)
    assert texts(opened) == ["first", *(f"turn {number}" for number in served)]
    opened.close()
    assert beside(closed) == []
    assert [*(data_dir / "working").iterdir()] == []
    figures.note("P18", "processes that wanted one journal at once", count)
    figures.note("P18", "times one was told that it is open already", refused)
    figures.note("P18", "times two had it at once", 0)
