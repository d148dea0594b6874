"""The names of links and the sentences that say how two parts stand to each other."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QCoreApplication

from ifs_desktop.parts.queries import FactCard, RelationCard
from ifs_desktop.ui.days import short_day

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


def sentence(kind: str, source: str, target: str) -> str:
    """How ``source`` stands to ``target``, as a sentence with both names."""
    say = QCoreApplication.translate
    template = {
        "protects": say("Link", "{source} protects {target}"),
        "polarised": say("Link", "{source} and {target} are polarised"),
        "allied": say("Link", "{source} and {target} are allied"),
        "drives": say("Link", "{source} drives {target}"),
        "concerned": say("Link", "{source} is concerned about {target}"),
        "colluding": say("Link", "{source} and {target} are colluding"),
        "distant": say("Link", "{source} and {target} are distant or unaware"),
        "unknown": say("Link", "{source} and {target}: not known yet"),
    }[kind]
    return template.format(source=isolated(source), target=isolated(target))


def relation_sentence(relation: RelationCard) -> str:
    """The sentence of a relation."""
    return sentence(relation.kind, relation.source.name, relation.target.name)


def isolated(name: str) -> str:
    """A name that cannot turn the direction of the sentence around it (Unicode isolates)."""
    return f"\u2068{name}\u2069" if any(ord(sign) > 0x58F for sign in name) else name


def sayer_name(said_by: str) -> str:
    """Who said a fact, as a choice."""
    say = QCoreApplication.translate
    return {
        "part": say("Sayer", "the part"),
        "me": say("Sayer", "me"),
        "guess": say("Sayer", "a guess"),
    }[said_by]


def said_line(said_by: str, fact: FactCard | None) -> str:
    """The quiet line under a fact."""
    say = QCoreApplication.translate
    who = {
        "part": say("Sayer", "said by the part"),
        "me": say("Sayer", "said by me"),
        "guess": say("Sayer", "a guess"),
    }[said_by]
    if fact is None:
        return who
    return f"{who} · {short_day(fact.said_at.date(), datetime.date.today())}"


def fact_title(kind: str) -> str:
    """What a kind of fact is called above its text."""
    say = QCoreApplication.translate
    known = {
        "job": say("Fact", "What it does for me"),
        "fear": say("Fact", "What it is afraid would happen if it stopped"),
        "body": say("Fact", "Where in the body"),
        "thinks_i_am": say("Fact", "How old it thinks I am"),
        "knows_now": say("Fact", "What it knows now"),
    }
    return known.get(kind) or say("Fact", "Also known")
