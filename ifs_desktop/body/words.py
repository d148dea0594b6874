"""What the places of a body are called, and the sides it is seen from."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ifs_desktop.body import figure
from ifs_desktop.body.queries import MarkCard


def side_name(side: str) -> str:
    """ "Front" or "Back"."""
    say = QCoreApplication.translate
    return say("Body", "Front") if side == "front" else say("Body", "Back")


def where(side: str, x: float, y: float) -> str:
    """ "left shoulder": what is at a point of the figure."""
    name = figure.place_name(side, x, y)
    own, colon, paired = name.partition(":")
    if not colon:
        return _single(name)
    say = QCoreApplication.translate
    words = say("Body", "left {place}") if own == "left" else say("Body", "right {place}")
    return words.format(place=_paired(paired))


def mark_line(mark: MarkCard) -> str:
    """ "Chest, front · like a stone"."""
    say = QCoreApplication.translate
    there = where(mark.side, mark.x, mark.y)
    line = say("Body", "{place}, {side}").format(
        place=there[:1].upper() + there[1:], side=side_name(mark.side).lower()
    )
    said = " ".join(mark.text.split())
    return f"{line} · {said}" if said else line


def _single(name: str) -> str:
    say = QCoreApplication.translate
    return {
        "forehead": say("Body", "forehead"),
        "eyes": say("Body", "eyes"),
        "jaw": say("Body", "jaw"),
        "throat": say("Body", "throat"),
        "chest": say("Body", "chest"),
        "stomach": say("Body", "stomach"),
        "belly": say("Body", "belly"),
        "pelvis": say("Body", "pelvis"),
        "back of the head": say("Body", "back of the head"),
        "neck": say("Body", "neck"),
        "between the shoulder blades": say("Body", "between the shoulder blades"),
        "middle of the back": say("Body", "middle of the back"),
        "lower back": say("Body", "lower back"),
        "seat": say("Body", "seat"),
        "around": say("Body", "around the body"),
    }[name]


def _paired(name: str) -> str:
    say = QCoreApplication.translate
    return {
        "shoulder": say("Body", "shoulder"),
        "upper arm": say("Body", "upper arm"),
        "elbow": say("Body", "elbow"),
        "forearm": say("Body", "forearm"),
        "hand": say("Body", "hand"),
        "hip": say("Body", "hip"),
        "thigh": say("Body", "thigh"),
        "knee": say("Body", "knee"),
        "lower leg": say("Body", "lower leg"),
        "foot": say("Body", "foot"),
    }[name]
