"""The names of links; what a part's profile says in the same words everywhere comes from there."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ifs_desktop.parts.profile import fact_title as fact_title
from ifs_desktop.parts.profile import isolated as isolated
from ifs_desktop.parts.profile import relation_sentence as relation_sentence
from ifs_desktop.parts.profile import said_line as said_line
from ifs_desktop.parts.profile import sayer_name as sayer_name
from ifs_desktop.parts.profile import sentence as sentence

# In the order they are offered.
KINDS = (
    "protects",
    "polarised",
    "allied",
    "drives",
    "concerned",
    "colluding",
    "distant",
    "unknown",
)
DIRECTED = frozenset({"protects", "drives", "concerned"})


def kind_name(kind: str) -> str:
    """What stands beside a link on the map."""
    say = QCoreApplication.translate
    return {
        "protects": say("Link", "protects"),
        "polarised": say("Link", "polarised"),
        "allied": say("Link", "allied"),
        "drives": say("Link", "drives"),
        "concerned": say("Link", "concerned"),
        "colluding": say("Link", "colluding"),
        "distant": say("Link", "distant"),
        "unknown": say("Link", "not known yet"),
    }[kind]
