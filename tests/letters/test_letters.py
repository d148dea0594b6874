"""Letters to parts: kept, answered or not, and an exile is only written to through the gate."""

from __future__ import annotations

import pytest

from ifs_desktop.letters import edits, queries
from ifs_desktop.parts import permissions
from ifs_desktop.parts.edits import add_part
from ifs_desktop.store import Ref, Store

RUN = Ref("run", 7)


@pytest.fixture
def watchful(store: Store) -> int:
    return add_part(store, name="The Watchful One", role="manager")


def write(store: Store, part: int, text: str, letter: int | None = None) -> int:
    return edits.write(store, part_id=part, text=text, source=RUN, letter_id=letter)


def test_a_letter_is_rewritten_as_one_types_and_the_last_one_stands_first(
    store: Store, watchful: int
) -> None:
    first = write(store, watchful, "Dear Watchful")
    assert write(store, watchful, "Dear Watchful, thank you.\n", first) == first
    second = write(store, watchful, "Once more")
    one, other = queries.letters_to(store, watchful)
    assert (one.id, other.id) == (second, first)
    assert (other.text, other.source, other.reply) == ("Dear Watchful, thank you.\n", RUN, "")
    assert "thank you" not in repr(other)


def test_a_reply_is_kept_and_taken_away_again(store: Store, watchful: int) -> None:
    made = write(store, watchful, "Hello")
    edits.reply(store, letter_id=made, text=" I hear you. \0")
    found = queries.letter(store, made)
    assert found is not None and found.reply == "I hear you." and found.replied is not None
    edits.reply(store, letter_id=made, text="  ")
    found = queries.letter(store, made)
    assert found is not None and (found.reply, found.replied) == ("", None)


def test_a_letter_that_goes_to_another_part_has_no_reply_any_more(
    store: Store, watchful: int
) -> None:
    other = add_part(store, name="Slam the Door", role="firefighter")
    made = write(store, watchful, "Hello")
    edits.reply(store, letter_id=made, text="I hear you.")
    write(store, other, "Hello", made)
    assert queries.letters_to(store, watchful) == ()
    (found,) = queries.letters_to(store, other)
    assert (found.reply, found.replied) == ("", None)


def test_a_letter_put_away_comes_back_by_undo_and_by_writing_on(
    store: Store, watchful: int
) -> None:
    made = write(store, watchful, "Hello")
    edits.put_away(store, letter_id=made)
    assert queries.letter(store, made) is None
    store.undo()
    assert queries.letter(store, made) is not None
    store.redo()
    write(store, watchful, "Hello again", made)
    assert [one.text for one in queries.letters_to(store, watchful)] == ["Hello again"]


def test_a_letter_without_words_is_none(store: Store, watchful: int) -> None:
    with pytest.raises(edits.EmptyLetter):
        write(store, watchful, " \n")
    assert queries.letters_to(store, watchful) == ()


def test_an_exile_is_written_to_and_answers_only_through_the_gate(
    store: Store, watchful: int
) -> None:
    little = add_part(store, name="Little One", role="exile")
    with pytest.raises(permissions.NotAsked):
        write(store, little, "Hello")
    said = {"exile_id": little, "protector_id": watchful, "where": RUN}
    permissions.record_answer(store, answer="yes", **said)  # type: ignore[arg-type]
    permissions.record_answer(store, exile_id=little, protector_id=None, answer="nobody", where=RUN)
    made = write(store, little, "Hello")
    permissions.record_answer(store, answer="not_now", **said)  # type: ignore[arg-type]
    with pytest.raises(permissions.NotAsked):
        edits.reply(store, letter_id=made, text="I am here")
    with pytest.raises(permissions.NotAsked):
        write(store, little, "Hello again", made)
    (kept,) = queries.letters_to(store, little)  # what was written is never gated
    assert (kept.text, kept.reply) == ("Hello", "")
