"""How long the store takes in a large journal beside a small one, in the same run."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Iterator

import pytest

from ifs_desktop import vault
from ifs_desktop.dialogue import edits
from ifs_desktop.store import Store, sample, search
from ifs_desktop.vault import Vault
from tests.conftest import CHEAP, PASSWORD

pytestmark = pytest.mark.long

SMALL, LARGE = 100, 100_000  # turns
ROUNDS = 400
LIMIT = 1.2
FILL_LIMIT = 60.0  # seconds
AT_ONCE = 0.3  # seconds: what still feels like an answer to a key
LINE = (
    "I noticed you in my shoulders on the tram. I would like to hear about the second cup on the"
    " table, if you want to tell me, and I have the time to listen. We can leave that closed."
)


@pytest.fixture(scope="module")
def journals(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[int, tuple[Store, Vault]]]:
    """A small and a large encrypted journal, filled and unlocked."""
    opened = {}
    for turns in (SMALL, LARGE):
        folder = tmp_path_factory.mktemp(f"turns{turns}")
        made = vault.create(folder / "a.ifsjournal", PASSWORD, data_dir=folder / "data", kdf=CHEAP)
        store = Store.open(made)
        begun = time.perf_counter()
        sample.fill(store, turns=turns)
        took = time.perf_counter() - begun
        print(f"\nfilling with {turns:,} turns: {took:.2f} s")
        assert took < FILL_LIMIT
        opened[turns] = (store, made)
    yield opened
    for store, made in opened.values():
        store.close()
        made.abandon()


def medians(work: dict[int, Callable[[], object]], rounds: int) -> dict[int, float]:
    """Seconds each takes, one after the other by turns, so that both meet the same machine."""
    taken: dict[int, list[float]] = {turns: [] for turns in work}
    gc.disable()
    try:
        for number in range(rounds + 20):
            order = list(work) if number % 2 else list(reversed(work))
            for turns in order:
                begun = time.perf_counter()
                work[turns]()
                if number >= 20:  # the first ones warm up
                    taken[turns].append(time.perf_counter() - begun)
    finally:
        gc.enable()
    return {turns: statistics.median(times) for turns, times in taken.items()}


def told(what: str, found: dict[int, float]) -> float:
    """Print the figures; the ratio of large to small."""
    ratio = found[LARGE] / found[SMALL]
    print(
        f"{what}: {found[SMALL] * 1000:.3f} ms with {SMALL} turns,"
        f" {found[LARGE] * 1000:.3f} ms with {LARGE:,}; ratio {ratio:.2f}"
    )
    return ratio


def test_saving_a_turn_does_not_slow_down_with_the_journal(
    journals: dict[int, tuple[Store, Vault]],
) -> None:
    def saying(store: Store) -> Callable[[], object]:
        return lambda: edits.say(store, dialogue_id=1, part_id=1, text=LINE)

    work = {turns: saying(store) for turns, (store, _) in journals.items()}
    assert told("saving one turn", medians(work, ROUNDS)) <= LIMIT


def test_taking_a_turn_back_answers_at_once(
    journals: dict[int, tuple[Store, Vault]],
) -> None:
    """No ratio: the words are wiped from the index's pages, which are longer in a large one."""

    def back_and_forth(store: Store) -> Callable[[], object]:
        edits.say(store, dialogue_id=1, part_id=1, text=LINE)

        def work() -> None:
            store.undo()
            store.redo()

        return work

    work = {turns: back_and_forth(store) for turns, (store, _) in journals.items()}
    found = medians(work, 60)
    told("undo and redo of one turn", found)
    assert found[LARGE] < AT_ONCE


def test_finding_words_answers_at_once(journals: dict[int, tuple[Store, Vault]]) -> None:
    def finding(store: Store, query: str) -> Callable[[], object]:
        def work() -> None:
            with store.read() as session:
                search.find(session, query)

        return work

    for query in ("soup", "kettle tram", "守"):
        work = {turns: finding(store, query) for turns, (store, _) in journals.items()}
        found = medians(work, 60)
        told(f"finding “{query}”", found)
        assert found[LARGE] < AT_ONCE
