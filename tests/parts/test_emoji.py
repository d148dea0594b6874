"""What may stand in a shape: up to three signs as people see them, whatever they are made of."""

from __future__ import annotations

import pytest

from ifs_desktop.parts import edits, queries
from ifs_desktop.parts.emoji import MOST, UnusableEmoji, clean_emoji, signs
from ifs_desktop.store import Store

FAMILY, THUMB, FLAG = "👨‍👩‍👧‍👦", "👍🏽", "🇩🇪"
SCOTLAND = "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
FEW = ("🌱", "❤️", FAMILY, THUMB, FLAG, SCOTLAND, "1️⃣", "A", "AB!", "ß", "שלו", "م", "静か", "é")


@pytest.mark.parametrize("text", [*FEW, f"{FAMILY}{FLAG}{THUMB}", FLAG * 3])
def test_up_to_three_signs_are_kept_as_they_are(text: str) -> None:
    assert clean_emoji(f" {text}\n") == text
    assert len(signs(text)) <= MOST


REFUSED = (
    *("🌱🌱🌱🌱", "four", FLAG * 4, FAMILY * 4, "a b", "a\nb", "a\x00", "\u202eab", "\u2066a"),
    *("\u200d", "\u0301" * 3, "a" + "\u0301" * 60, "🌱" * 10_000, "\ud83d", "\ue000"),
)


def test_what_has_no_room_or_would_disturb_is_refused(store: Store) -> None:
    part = edits.add_part(store, name="Watchful")
    edits.set_emoji(store, part_id=part, emoji="🌱")
    for text in REFUSED:
        with pytest.raises(UnusableEmoji):
            edits.set_emoji(store, part_id=part, emoji=text)
    assert queries.cards(store, [part])[part].emoji == "🌱"


def test_nothing_and_spaces_take_it_away_again(store: Store) -> None:
    part = edits.add_part(store, name="Watchful")
    edits.set_emoji(store, part_id=part, emoji="🌱")
    for emoji in ("🌳", "🌳🌳", " \u200f"):
        edits.set_emoji(store, part_id=part, emoji=emoji, visit=7)
    assert queries.all_cards(store)[0].emoji is None
    store.undo()  # one visit is one step
    assert queries.all_cards(store)[0].emoji == "🌱"
