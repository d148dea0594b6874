"""A map that goes to somebody else: with its names, with their first letters, or with none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from ifs_desktop.map.out.content import NO_LEGEND, AreaOut, LinkOut, MapOut, PartOut
from ifs_desktop.map.queries import AreaCard, Link, Picture, Placed
from ifs_desktop.parts.names import initials

WHOLE, INITIALS, NONE = "whole", "initials", "none"
CHOICES = (WHOLE, INITIALS, NONE)


def on_picture(picture: Picture, how: str) -> Picture:
    """As it is drawn. Without whole names no other words of one's own are shown either."""
    if how == WHOLE:
        return picture

    def part(placed: Placed) -> Placed:
        name = initials(placed.part.name) if how == INITIALS else ""
        emoji = _without_letters(placed.part.emoji)
        card = replace(placed.part, name=name, portrait=None, emoji=emoji)
        return replace(placed, part=card, body="")

    def area(card: AreaCard) -> AreaCard:
        return replace(card, text="")

    def link(one: Link) -> Link:
        return replace(one, agreement="")

    return replace(
        picture,
        name="",
        about="",
        placed=tuple(map(part, picture.placed)),
        areas=tuple(area(card) for card in picture.areas if card.kind != "note"),
        links=tuple(map(link, picture.links)),
        legend=NO_LEGEND,
    )


def on_content(content: MapOut, how: str, name: str, role_name: Callable[[str], str]) -> MapOut:
    """As it is written into a file; ``name`` is the map's then, roles stand for names left out."""
    if how == WHOLE:
        return content

    def part(one: PartOut) -> PartOut:
        shown = initials(one.name) if how == INITIALS else role_name(one.role)
        return replace(
            one,
            name=shown,
            portrait=None,
            created=None,
            emoji=_without_letters(one.emoji),
            resting=_day(one.resting),
            veiled=_day(one.veiled),
        )

    def link(one: LinkOut) -> LinkOut:
        return replace(one, forth="", back="", created=None)

    def area(one: AreaOut) -> AreaOut:
        return replace(one, text="")

    return replace(
        content,
        name=name,
        about="",
        parts=tuple(map(part, content.parts)),
        links=tuple(map(link, content.links)),
        areas=tuple(area(one) for one in content.areas if one.kind != "note"),
        legend=NO_LEGEND,
    )


def _without_letters(emoji: str | None) -> str | None:
    """Three letters in a shape may be a whole name."""
    return None if emoji is None or any(sign.isalpha() for sign in emoji) else emoji


def _day(when: datetime | None) -> datetime | None:
    """The very moment would tell which part of a journal it is."""
    return None if when is None else when.replace(hour=0, minute=0, second=0, microsecond=0)
