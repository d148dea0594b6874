"""The places of the app: what stands on the rail, which page each is, which Ref leads where."""

from __future__ import annotations

import importlib
from collections.abc import Iterable

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QWidget

from ifs_desktop.settings import Settings
from ifs_desktop.store import Ref, Store
from ifs_desktop.ui.actions import Row
from ifs_desktop.ui.bus import Bus

# name, icon, text; in the rail's order. A place is listed from the day it works.
RAIL = (
    ("today", "today", str(QT_TRANSLATE_NOOP("places", "Today"))),
    ("map", "map", str(QT_TRANSLATE_NOOP("places", "Parts map"))),
    ("dialogues", "dialogue", str(QT_TRANSLATE_NOOP("places", "Dialogues"))),
    ("entries", "journal", str(QT_TRANSLATE_NOOP("places", "Journal"))),
    ("exercises", "exercises", str(QT_TRANSLATE_NOOP("places", "Exercises"))),
    ("people", "users", str(QT_TRANSLATE_NOOP("places", "People"))),
    ("insights", "insights", str(QT_TRANSLATE_NOOP("places", "Insights"))),
)

# Places that Ctrl+K offers beside those of the rail, in the same form.
BESIDE = (
    ("body", "user", str(QT_TRANSLATE_NOOP("places", "Body map"))),
    ("settings", "settings", str(QT_TRANSLATE_NOOP("places", "Settings"))),
)

# A page's module is imported when the page is first shown.
PAGES = {
    "today": ("ifs_desktop.today.page", "TodayPage"),
    "map": ("ifs_desktop.map.page", "MapPage"),
    "dialogues": ("ifs_desktop.dialogue.page", "DialoguePage"),
    "entries": ("ifs_desktop.entries.page", "EntriesPage"),
    "exercises": ("ifs_desktop.exercises.page", "ExercisesPage"),
    "people": ("ifs_desktop.people.page", "PeoplePage"),
    "profile": ("ifs_desktop.parts.page", "PartPage"),
    "body": ("ifs_desktop.body.page", "BodyPage"),
    "inbox": ("ifs_desktop.inbox.page", "InboxPage"),
    "trash": ("ifs_desktop.trash.page", "TrashPage"),
    "mediation": ("ifs_desktop.mediation.page", "MediationPage"),
    "find": ("ifs_desktop.find.page", "FindPage"),
    "insights": ("ifs_desktop.insights.page", "InsightsPage"),
    "help": ("ifs_desktop.care.help", "HelpPage"),
    "honest": ("ifs_desktop.care.honest", "HonestPage"),
    "code": ("ifs_desktop.lock.code_page", "CodePage"),
    "keys": ("ifs_desktop.lock.keys", "KeysPage"),
    "backups": ("ifs_desktop.safekeeping.page", "BackupsPage"),
    "privacy": ("ifs_desktop.safekeeping.privacy_page", "PrivacyPage"),
    "exchange": ("ifs_desktop.exchange.page", "ExchangePage"),
    "settings": ("ifs_desktop.shell.preferences", "PreferencesPage"),
}
# Pages that are not on the rail themselves: the place that is marked while one is there.
UNDER: dict[str, str] = {
    "profile": "map",
    "body": "map",
    "inbox": "entries",
    "mediation": "dialogues",
}
# The action tables of the pages, each with the words its keys stand under in Help.
ACTION_TABLES = {
    "ifs_desktop.map.actions": str(QT_TRANSLATE_NOOP("places", "On the parts map")),
    "ifs_desktop.body.actions": str(QT_TRANSLATE_NOOP("places", "On the body map")),
    "ifs_desktop.parts.actions": str(QT_TRANSLATE_NOOP("places", "In a part’s profile")),
    "ifs_desktop.dialogue.actions": str(QT_TRANSLATE_NOOP("places", "In dialogues")),
    "ifs_desktop.mediation.actions": str(QT_TRANSLATE_NOOP("places", "In a mediation")),
    "ifs_desktop.entries.actions": str(QT_TRANSLATE_NOOP("places", "In the journal")),
    "ifs_desktop.inbox.actions": str(QT_TRANSLATE_NOOP("places", "In the inbox")),
    "ifs_desktop.exercises.actions": str(QT_TRANSLATE_NOOP("places", "In an exercise")),
    "ifs_desktop.people.actions": str(QT_TRANSLATE_NOOP("places", "Among your people")),
    "ifs_desktop.find.actions": str(QT_TRANSLATE_NOOP("places", "In the search")),
    "ifs_desktop.trash.actions": str(QT_TRANSLATE_NOOP("places", "Among what was put away")),
}
_KINDS = {
    "check_in": "today",
    "promise": "today",
    "map": "map",
    "part": "map",
    "profile": "profile",
    "letter": "profile",
    "placement": "map",
    "area": "map",
    "map_moment": "map",
    "body": "body",
    "body_mark": "body",
    "relation": "map",
    "dialogue": "dialogues",
    "turn": "dialogues",
    "mediation": "mediation",
    "entry": "entries",
    "template": "entries",
    "exercise": "exercises",
    "run": "exercises",
    "belief": "insights",
    "person": "people",
    "moment": "people",
    "opinion": "people",
    "small_step": "people",
    "inbox": "inbox",
    "impression": "inbox",
    "trash": "trash",
    "find": "find",
    "help": "help",
    "honest": "honest",
}


# Not pages: what can be opened above any of them, and the verb that does it.
ABOVE = {"ground": "ground", "activated": "be_activated", "jot": "jot"}


def on_rail() -> list[tuple[str, str, str]]:
    """The rail's rows, translated."""
    return [(n, icon, QCoreApplication.translate("places", text)) for n, icon, text in RAIL]


def beside() -> list[tuple[str, str, str]]:
    """The other places one can go to by name, translated."""
    return [(n, icon, QCoreApplication.translate("places", text)) for n, icon, text in BESIDE]


def title(name: str) -> str:
    """What the place under which a page stands is called; empty for one without a name."""
    shown = UNDER.get(name, name)
    return next((text for n, _icon, text in (*on_rail(), *beside()) if n == shown), "")


def of(ref: Ref) -> str:
    """The place a Ref leads to; ``Ref("page", None, name)`` names it outright.

    A kind that only a later version knows leads to the map.
    """
    name = ref.anchor if ref.kind == "page" else _KINDS.get(ref.kind, "")
    return name if name in PAGES or name in ABOVE else "map"


def make(
    name: str, store: Store, bus: Bus, settings: Settings, parent: QWidget, *extra: object
) -> QWidget:
    """A page, for the first time; ``extra`` is what only this one needs."""
    module, cls = PAGES[name]
    page = getattr(importlib.import_module(module), cls)
    made: QWidget = page(store, bus, settings, parent, *extra)
    return made


def keys(shell: Iterable[Row]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Where, and there (what it does, shortcut), from the tables of the shell and every page."""
    tables: list[tuple[str, Iterable[Row]]] = [
        (str(QT_TRANSLATE_NOOP("places", "Everywhere")), shell)
    ]
    tables += [(where, importlib.import_module(n).ROWS) for n, where in ACTION_TABLES.items()]
    found = [
        (where, [(row.title(), row.keys_text()) for row in rows if row.keys_text()])
        for where, rows in tables
    ]
    return [(QCoreApplication.translate("places", where), rows) for where, rows in found if rows]
