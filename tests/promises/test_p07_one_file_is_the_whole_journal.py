"""P7: one file is the whole journal. Copied alone at any moment, it opens and is complete."""

from __future__ import annotations

import random
import shutil
import threading
import time
from pathlib import Path

from ifs_desktop import vault
from tests.helpers.figures import Figures, Rounds
from tests.vault.journals import new, texts_in
from tests.vault.nursery import Nursery

BEFORE = 100  # long texts, so that writing the file takes a moment too
ONE_LIFE = 100  # copies, then a new journal: this one grows all the time


def test_a_copy_of_the_file_made_at_any_moment_is_complete(
    nursery: Nursery, tmp_path: Path, rounds: Rounds, figures: Figures
) -> None:
    """P7: all that was in a publish which had returned before the copying began is in the copy."""
    left = rounds(30, 1000)
    figures.note("P7", "copies made while it was edited and published", left)
    while left > 0:
        folder = tmp_path / "life"
        folder.mkdir()
        found = copies(nursery, folder, min(left, ONE_LIFE))
        assert len({held for _, held in found}) > 1  # it was published meanwhile
        for promised, held in found:
            assert held >= promised
        left -= ONE_LIFE
        shutil.rmtree(folder)
    figures.note("P7", "copies that did not open or were not complete", 0)


def copies(nursery: Nursery, folder: Path, count: int) -> list[tuple[int, int]]:
    """How many texts were published for sure before each copy, and how many it holds."""
    chance = random.Random(count)  # noqa: S311
    path = folder / "My journal.ifsjournal"
    new(path, folder / "data", *(f"- {'x' * 20_000}" for _ in range(BEFORE))).close()
    process_id, _ = nursery.start("publish", path, folder / "data")
    published = [0]

    def listen() -> None:
        while not (line := nursery.said()).startswith("ended"):
            published[0] = int(line)

    listener = threading.Thread(target=listen)
    listener.start()
    while published[0] == 0:
        time.sleep(0.01)
    promised = []
    for number in range(count):
        time.sleep(chance.uniform(0, 0.03))
        promised.append(published[0])
        shutil.copyfile(path, folder / f"{number}.ifsjournal")
    assert listener.is_alive()
    nursery.kill(process_id)
    listener.join()
    found = []
    for number, before in enumerate(promised):
        alone = folder / f"{number}.ifsjournal"
        vault.check(alone)
        held = texts_in(alone, folder / f"elsewhere {number}")[BEFORE:]
        assert [text.split()[0] for text in held] == [str(n) for n in range(len(held))]
        found.append((before, len(held)))
    return found
