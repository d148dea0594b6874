"""One belief that was led to, with all that was written when it was looked at."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ifs_desktop.beliefs import queries
from ifs_desktop.beliefs.queries import Version
from ifs_desktop.insights import words
from ifs_desktop.insights.cards import InsightCard
from ifs_desktop.store import Ref, Store


def belief_card(store: Store, ref: Ref, parent: QWidget) -> InsightCard | None:
    """Its words at the time that the anchor names, or at every time; None if it is not there."""
    one = None if ref.id is None else queries.belief(store, ref.id)
    if one is None:
        return None
    card = InsightCard(QCoreApplication.translate("Insights", "A belief"), "", parent)
    card.add_text(one.text)
    if one.holder is not None:
        card.add_part(one.holder)
    for version in one.versions:
        text, day = written(version), words.day(version.said_at)
        if not text or ref.anchor not in ("", f"version:{version.id}"):
            continue
        if version.source is None:
            card.add_text(f"{day}\n{text}")
        else:
            card.add_words(text, day, version.source)
    return card


def written(version: Version) -> str:
    """All that was written of a belief at one time, a line for each answer."""
    say = QCoreApplication.translate
    told = (
        (say("Insights", "Belongs to them"), version.theirs),
        (say("Insights", "Belongs to me"), version.mine),
        (say("Insights", "Not known"), version.unknown),
        (say("Insights", "A fair reading"), version.fair),
        (say("Insights", "What the part said"), version.answer),
    )
    return "\n".join(f"{name}: {text}" for name, text in told if text)
