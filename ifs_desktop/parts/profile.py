"""The words in which a profile speaks: titles of facts, who said them, readings, relations."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QCoreApplication

from ifs_desktop.parts.queries import FactCard, RelationCard
from ifs_desktop.ui.days import short_day

# The kinds of facts people add, in the order a profile shows them; "knows_now" comes of exercises.
KINDS = (
    "names",
    "pronouns",
    "age",
    "came",
    "channel",
    "body",
    "job",
    "wants",
    "fear",
    "triggers",
    "feels",
    "belief",
    "burden",
    "thinks_i_am",
    "knows_now",
    "need",
    "needs_from_self",
    "rather_do",
    "agreement",
    "memory",
    "note",
)
# The kinds of relations in the order they are offered.
RELATIONS = (
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
READINGS = ("toward", "from", "trust")


def isolated(name: str) -> str:
    """A name that cannot turn the direction of the sentence around it (Unicode isolates)."""
    return f"\u2068{name}\u2069" if any(ord(sign) > 0x58F for sign in name) else name


def fact_title(kind: str) -> str:
    """What a kind of fact is called above its text."""
    say = QCoreApplication.translate
    known = {
        "names": say("Fact", "Other names"),
        "pronouns": say("Fact", "Pronouns"),
        "age": say("Fact", "How old it is"),
        "came": say("Fact", "When it came"),
        "channel": say("Fact", "How I sense it"),
        "body": say("Fact", "Where in the body"),
        "job": say("Fact", "What it does for me"),
        "wants": say("Fact", "What it wants for me"),
        "fear": say("Fact", "What it is afraid would happen if it stopped"),
        "triggers": say("Fact", "What calls it up"),
        "feels": say("Fact", "What it feels"),
        "belief": say("Fact", "What it believes"),
        "burden": say("Fact", "What it carries"),
        "thinks_i_am": say("Fact", "How old it thinks I am"),
        "knows_now": say("Fact", "What it knows now"),
        "need": say("Fact", "What it needs"),
        "needs_from_self": say("Fact", "What it needs from Self"),
        "rather_do": say("Fact", "What it would rather do"),
        "agreement": say("Fact", "What was agreed"),
        "memory": say("Fact", "Memories"),
        "note": say("Fact", "Notes"),
    }
    return known.get(kind) or say("Fact", "Also known")


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


def source_line(kind: str) -> str:
    """The link that leads to where a fact was said."""
    say = QCoreApplication.translate
    known = {
        "turn": say("Source", "in a dialogue"),
        "dialogue": say("Source", "in a dialogue"),
        "mediation": say("Source", "in a mediation"),
        "run": say("Source", "in an exercise"),
        "entry": say("Source", "in the journal"),
        "impression": say("Source", "in the inbox"),
    }
    return known.get(kind) or say("Source", "where it was said")


def reading_title(kind: str) -> str:
    """What a kind of reading is called."""
    say = QCoreApplication.translate
    return {
        "toward": say("Reading", "How I feel toward it"),
        "from": say("Reading", "How it feels toward me"),
        "trust": say("Reading", "Its trust in Self"),
    }[kind]


def reading_words(kind: str) -> tuple[tuple[str, int], ...]:
    """Words that are offered, each with its level on the line, from far (0) to near (4)."""
    say = QCoreApplication.translate
    return {
        "toward": (
            (say("Reading", "angry"), 0),
            (say("Reading", "afraid of it"), 1),
            (say("Reading", "annoyed"), 1),
            (say("Reading", "wary"), 2),
            (say("Reading", "curious"), 3),
            (say("Reading", "warm"), 4),
            (say("Reading", "compassionate"), 4),
        ),
        "from": (
            (say("Reading", "does not know me"), 0),
            (say("Reading", "angry"), 0),
            (say("Reading", "impatient"), 1),
            (say("Reading", "wary"), 2),
            (say("Reading", "interested"), 3),
            (say("Reading", "glad I am here"), 4),
        ),
        "trust": (
            (say("Reading", "none yet"), 0),
            (say("Reading", "a little"), 1),
            (say("Reading", "some"), 2),
            (say("Reading", "much"), 3),
            (say("Reading", "it leans on me"), 4),
        ),
    }[kind]


def relation_name(kind: str) -> str:
    """What a kind of relation is called beside its line."""
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
