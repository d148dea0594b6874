"""The words of the room: the names of its rounds, and what is asked at each step."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from ifs_desktop.mediation.queries import AgreementRow
from ifs_desktop.mediation.rounds import (
    AGREEMENT,
    CHECK,
    COMMON,
    CONFLICT,
    FEAR,
    HEAR,
    ROUNDS,
    THANKS,
    WANT,
    Step,
)
from ifs_desktop.parts.profile import isolated
from ifs_desktop.ui.days import short_day

LONGEST = 32  # letters of a name in a sentence
_LONG_WORD, _PIECE = re.compile(r"\S{21,}"), 12


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is asked, what may help, and what stands in the empty box."""

    asks: str
    helps: str
    empty: str


def round_name(round_: str) -> str:
    """A round in the strip above the room."""
    say = QCoreApplication.translate
    return {
        CONFLICT: say("Mediation", "Conflict"),
        CHECK: say("Mediation", "Self"),
        WANT: say("Mediation", "Wants"),
        FEAR: say("Mediation", "Fears"),
        HEAR: say("Mediation", "Hearing"),
        COMMON: say("Mediation", "Common ground"),
        AGREEMENT: say("Mediation", "Agreement"),
        THANKS: say("Mediation", "Thanks"),
    }[round_]


def round_names() -> tuple[tuple[str, str], ...]:
    """Every round with its name, in order."""
    return tuple((key, round_name(key)) for key in ROUNDS)


def said_in(round_: str) -> str:
    """What stands above words said in a round; empty where nothing needs to be said."""
    say = QCoreApplication.translate
    return {
        WANT: say("Mediation", "Wants"),
        FEAR: say("Mediation", "Fears"),
        HEAR: say("Mediation", "Heard"),
        COMMON: say("Mediation", "What both care about"),
        THANKS: say("Mediation", "Thanks"),
    }.get(round_, "")


def prompt(step: Step, speaker: str, other: str) -> Prompt:
    """What is asked at a step. ``speaker`` and ``other``: names; Self is empty."""
    say = QCoreApplication.translate
    one, two = short(speaker), short(other)
    if step.round == CONFLICT:
        return _conflict()
    if step.round == CHECK:
        return Prompt(
            say("Mediation", "How do I feel toward {name} now?").format(name=one),
            say(
                "Mediation",
                "A word is enough. With some calm or curiosity toward both, each can be heard.",
            ),
            say("Mediation", "A word of my own…"),
        )
    if step.round == WANT:
        return Prompt(
            say("Mediation", "{name}, what do you want here?").format(name=one),
            say("Mediation", "{other} waits meanwhile, and is asked the same.").format(other=two),
            say("Mediation", "In its own words…"),
        )
    if step.round == FEAR:
        return Prompt(
            say("Mediation", "{name}, what do you fear if we did not?").format(name=one),
            say("Mediation", "What might happen if nobody listened to this one?"),
            say("Mediation", "In its own words…"),
        )
    if step.round == HEAR:
        return Prompt(
            say("Mediation", "{name}, would you hear {other}?").format(name=one, other=two),
            say(
                "Mediation",
                "What {other} said stands at its seat. If it is willing: what did it hear? If "
                "not yet, that is fine too.",
            ).format(other=two),
            say("Mediation", "I heard that…"),
        )
    if step.round == COMMON:
        return _common(step, one)
    if step.round == AGREEMENT:
        return Prompt(
            say("Mediation", "Is there something both can live with?"),
            say(
                "Mediation",
                "Small, and for a while. No agreement today is a full result, too.",
            ),
            say("Mediation", "For now, we…"),
        )
    return _thanks()


def _thanks() -> Prompt:
    say = QCoreApplication.translate
    return Prompt(
        say("Mediation", "Thank both, if you like"),
        say("Mediation", "For coming, for speaking, or for listening. Without words is fine."),
        say("Mediation", "Thank you both for…"),
    )


def _conflict() -> Prompt:
    say = QCoreApplication.translate
    return Prompt(
        say("Mediation", "What is it about, this time?"),
        say(
            "Mediation",
            "One plain sentence about one thing, such as where, when and what. Self takes no "
            "side: there is room for both of you here.",
        ),
        say("Mediation", "In a plain sentence…"),
    )


def _common(step: Step, name: str) -> Prompt:
    say = QCoreApplication.translate
    if step.seat == "self":
        return Prompt(
            say("Mediation", "What do you hear that both care about?"),
            say("Mediation", "Say it as Self, to both of them."),
            say("Mediation", "You both…"),
        )
    return Prompt(
        say("Mediation", "{name}, is there something you both care about?").format(name=name),
        say("Mediation", "Perhaps the same person, the same rest, the same evening."),
        say("Mediation", "In its own words…"),
    )


def day_line(agreement: AgreementRow, today: date) -> str:
    """When an agreement is looked at again, or that it ended."""
    say = QCoreApplication.translate
    if agreement.ended is not None:
        return say("Mediation", "Until {day}").format(day=short_day(agreement.ended.date(), today))
    if agreement.review_on is None:
        return say("Mediation", "No date to look at it again")
    if agreement.is_due(today):
        return say("Mediation", "To look at again, whenever it suits")
    return say("Mediation", "To be looked at again on {day}").format(
        day=short_day(agreement.review_on, today)
    )


def pair(left: str, right: str) -> str:
    """Both names, for a title or a list."""
    words = QCoreApplication.translate("Mediation", "{left} & {right}")
    return words.format(left=isolated(left), right=isolated(right))


def short(name: str) -> str:
    """A name that fits into a sentence."""
    cut = name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"
    return isolated(breakable(cut))


def breakable(text: str) -> str:
    """With places at which a very long word may go on in the next line; a label has none."""
    return _LONG_WORD.sub(_broken_up, text)


def _broken_up(word: re.Match[str]) -> str:
    letters = word.group()
    return "\u200b".join(letters[i : i + _PIECE] for i in range(0, len(letters), _PIECE))
