"""How the guide names things: the Fs, the answers at *feel toward*, and how a thread stands."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from ifs_desktop.dialogue import guide
from ifs_desktop.dialogue.guide import Floor
from ifs_desktop.dialogue.guiding.queries import Guide
from ifs_desktop.parts.profile import isolated
from ifs_desktop.parts.queries import PartCard

LONGEST = 32  # signs of a name within a sentence


def stages() -> tuple[tuple[str, str, str], ...]:
    """(F, its name, its quiet question), in order."""
    say = QCoreApplication.translate
    return (
        ("find", say("Guide", "Find"), say("Guide", "where does it show itself?")),
        ("focus", say("Guide", "Focus"), say("Guide", "may I turn to it?")),
        ("flesh", say("Guide", "Flesh out"), say("Guide", "what is it like?")),
        ("toward", say("Guide", "Feel toward"), say("Guide", "how do I feel toward it?")),
        ("befriend", say("Guide", "Befriend"), say("Guide", "what does it want for me?")),
        ("fears", say("Guide", "Fears"), say("Guide", "what does it fear?")),
    )


def story(found: Guide) -> str:
    """ "You began with A. B asked to be heard." Empty where there is one target at work only."""
    say = QCoreApplication.translate
    top = found.thread.top
    if top is None:
        return say(
            "Guide",
            "The six Fs are six quiet ways to turn to a part. Any of them can be first, and each"
            " can be left out.",
        )
    names = [_short(found.parts[floor.part_id].name) for floor in found.thread.floors]
    lines = []
    if found.thread.resting:
        lines.append(say("Guide", "To be continued."))
        noted = "; ".join(isolated(words) for _, words in top.noted)
        if noted:
            lines.append(say("Guide", "Noted so far: {words}.").format(words=noted))
    if len(names) > 1:
        lines.append(say("Guide", "You began with {name}.").format(name=names[0]))
        asked = say("Guide", "Then {name} asked to be heard.")
        lines += [asked.format(name=name) for name in names[1:]]
    return " ".join(lines)


def left(floor: Floor, parts: Mapping[int, PartCard]) -> str:
    """How a part left the stack, with its name."""
    say = QCoreApplication.translate
    told = {
        guide.STEPPED_BACK: say("Guide", "{name} stepped back"),
        guide.MET: say("Guide", "You met {name}"),
        guide.NOT_NOW: say("Guide", "{name} can be heard later"),
    }
    return told.get(floor.state, "{name}").format(name=isolated(parts[floor.part_id].name))


def _short(name: str) -> str:
    """A name as a sentence can hold it."""
    return isolated(name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…")
