"""Each fact of the Privacy page as a row of words: what, how it is now, why it matters."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from ifs_desktop.safekeeping.facts import Facts, Place
from ifs_desktop.ui import clip

_CONTEXT = "Privacy"
_TITLES = {
    "network": str(QT_TRANSLATE_NOOP("Privacy", "The way to the network")),
    "sockets": str(QT_TRANSLATE_NOOP("Privacy", "Open connections")),
    "modules": str(QT_TRANSLATE_NOOP("Privacy", "Parts that could connect")),
    "dumps": str(QT_TRANSLATE_NOOP("Privacy", "Copies of memory after a crash")),
    "debugger": str(QT_TRANSLATE_NOOP("Privacy", "Looking into this app's memory")),
    "clipboard": str(QT_TRANSLATE_NOOP("Privacy", "What you copy")),
    "cipher": str(QT_TRANSLATE_NOOP("Privacy", "How this journal is encrypted")),
    "password": str(QT_TRANSLATE_NOOP("Privacy", "How slow guessing the password is")),
    "temporary": str(QT_TRANSLATE_NOOP("Privacy", "Temporary files")),
}
_WHY = {
    "network": str(
        QT_TRANSLATE_NOOP(
            "Privacy", "So that even a fault in a library cannot send your words anywhere."
        )
    ),
    "sockets": str(
        QT_TRANSLATE_NOOP("Privacy", "Each connection of a program goes through a socket.")
    ),
    "modules": str(
        QT_TRANSLATE_NOOP(
            "Privacy",
            "A part that is loaded is not yet used: what counts is the line about the way to the"
            " network.",
        )
    ),
    "dumps": str(
        QT_TRANSLATE_NOOP("Privacy", "Such a copy could hold what was readable while unlocked.")
    ),
    "debugger": str(
        QT_TRANSLATE_NOOP("Privacy", "Other programs in your account stay out of it, too.")
    ),
    "clipboard": str(
        QT_TRANSLATE_NOOP("Privacy", "Every program can read the clipboard of your account.")
    ),
    "cipher": str(
        QT_TRANSLATE_NOOP(
            "Privacy", "Text, drafts and search index alike; a changed page is noticed."
        )
    ),
    "password": str(
        QT_TRANSLATE_NOOP("Privacy", "Whoever has the file can try passwords, but not fast.")
    ),
    "temporary": str(
        QT_TRANSLATE_NOOP("Privacy", "Programs often forget copies of what they work on.")
    ),
}
_PLACES = {
    "journal": str(QT_TRANSLATE_NOOP("Privacy", "Your journal")),
    "working": str(QT_TRANSLATE_NOOP("Privacy", "The encrypted working copy, while it is open")),
    "backups": str(QT_TRANSLATE_NOOP("Privacy", "Backups on this computer")),
    "folder": str(QT_TRANSLATE_NOOP("Privacy", "Backups in your folder")),
    "settings": str(QT_TRANSLATE_NOOP("Privacy", "Settings, with nothing of what you write")),
}
_CANNOT_TELL = str(QT_TRANSLATE_NOOP("Privacy", "Cannot be told here."))


@dataclass(frozen=True, slots=True)
class Said:
    """How one thing is now; good is None where it cannot be told, or is neither."""

    good: bool | None
    text: str


def titles() -> list[tuple[str, str, str]]:
    """(name, title, why it matters) of every row, in order."""
    return [(name, _say(title), _say(_WHY[name])) for name, title in _TITLES.items()]


def place_title(name: str) -> str:
    """What lies at one of the places."""
    return _say(_PLACES[name])


def read(facts: Facts) -> dict[str, Said]:
    """What to say of each row."""
    return {
        "network": _network(facts),
        "sockets": _sockets(facts.system.network_sockets),
        "modules": _modules(facts),
        "dumps": _dumps(facts),
        "debugger": _told(
            None if facts.system.dumpable is None else not facts.system.dumpable,
            QT_TRANSLATE_NOOP("Privacy", "Closed to other programs, debuggers among them."),
            QT_TRANSLATE_NOOP("Privacy", "Open to other programs in your account."),
        ),
        "clipboard": Said(
            True,
            _say(
                str(
                    QT_TRANSLATE_NOOP(
                        "Privacy", "Taken back {seconds} seconds later, and when you lock."
                    )
                )
            ).format(seconds=clip.KEPT_FOR // 1000),
        ),
        "cipher": Said(
            True,
            _say(
                str(
                    QT_TRANSLATE_NOOP(
                        "Privacy", "AES-256, page by page, each checked by {check} (SQLCipher {v})."
                    )
                )
            ).format(check=facts.cipher.page_check.replace("_", "-"), v=facts.cipher.version),
        ),
        "password": _password(facts),
        "temporary": _temporary(facts),
    }


def place(name: str, found: Place) -> Said:
    """Who may read what lies there."""
    if not found.there:
        return Said(None, _say(str(QT_TRANSLATE_NOOP("Privacy", "Nothing is there now."))))
    if name == "folder" and found.private is False:  # as folders for everything are
        text = QT_TRANSLATE_NOOP(
            "Privacy", "Others may see the names of the files there. The files are encrypted."
        )
        return Said(None, _say(str(text)))
    encrypted = QT_TRANSLATE_NOOP(
        "Privacy", "Other accounts of this computer may open the file. It is encrypted."
    )
    plain = QT_TRANSLATE_NOOP("Privacy", "Other accounts of this computer may read it.")
    return _told(
        found.private,
        QT_TRANSLATE_NOOP("Privacy", "Only your account may read it."),
        plain if name == "settings" else encrypted,
    )


def _network(facts: Facts) -> Said:
    return _told(
        facts.system.network_refused,
        QT_TRANSLATE_NOOP(
            "Privacy", "Closed. Tried right now: the system refused this app a network socket."
        ),
        QT_TRANSLATE_NOOP(
            "Privacy",
            "Not closed by the system here. Nothing in this app opens a connection all the same.",
        ),
        QT_TRANSLATE_NOOP(
            "Privacy",
            "Cannot be told here. Nothing in this app opens a connection.",
        ),
    )


def _sockets(count: int | None) -> Said:
    if not count:
        return _told(
            None if count is None else True,
            QT_TRANSLATE_NOOP("Privacy", "None."),
            "",
        )
    text = str(QT_TRANSLATE_NOOP("Privacy", "Network sockets that are open: {count}"))
    return Said(False, _say(text).format(count=count))


def _modules(facts: Facts) -> Said:
    libraries = (name.partition(".")[0] for name in facts.system.network_libraries or ())
    names = dict.fromkeys([*facts.system.network_modules, *libraries])
    if not names:
        return Said(True, _say(str(QT_TRANSLATE_NOOP("Privacy", "None is loaded."))))
    text = str(
        QT_TRANSLATE_NOOP(
            "Privacy",
            "Loaded: {names}. The library that keeps the tables (SQLAlchemy) imports some of Python"
            "'s own without using them, and Qt brings others for its windows.",
        )
    )
    return Said(None, _say(text).format(names=", ".join(names)))


def _dumps(facts: Facts) -> Said:
    limit, dumpable = facts.system.core_limit, facts.system.dumpable
    off = None if limit is None else limit == 0 and dumpable is not True
    return _told(
        off,
        QT_TRANSLATE_NOOP("Privacy", "Switched off."),
        QT_TRANSLATE_NOOP("Privacy", "Allowed by the system here."),
    )


def _password(facts: Facts) -> Said:
    cost = facts.cipher.kdf
    if cost is None and not facts.cipher.sample:
        return Said(None, _say(_CANNOT_TELL))
    if cost is None:
        text = QT_TRANSLATE_NOOP(
            "Privacy", "The sample has no password: its key is in memory only, and goes at lock."
        )
        return Said(None, _say(str(text)))
    text = QT_TRANSLATE_NOOP(
        "Privacy",
        "Each try takes {mib} MiB of memory, gone through {passes} times (Argon2id).",
    )
    said = _say(str(text)).format(mib=cost.memory_kib // 1024, passes=cost.passes)
    if facts.cipher.has_code:
        more = QT_TRANSLATE_NOOP("Privacy", "The recovery code opens it too, and is not guessable.")
        said = f"{said} {_say(str(more))}"
    return Said(True, said)


def _temporary(facts: Facts) -> Said:
    if not facts.cipher.temporary_in_memory:
        text = QT_TRANSLATE_NOOP("Privacy", "The database may write some.")
        return Said(False, _say(str(text)))
    if facts.left:
        text = QT_TRANSLATE_NOOP(
            "Privacy", "{count}, encrypted, while the file is being written. It goes by itself."
        )
        return Said(None, _say(str(text)).format(count=facts.left))
    return Said(True, _say(str(QT_TRANSLATE_NOOP("Privacy", "None."))))


def _told(good: bool | None, yes: object, no: object, unknown: object = _CANNOT_TELL) -> Said:
    return Said(good, _say(str(unknown if good is None else yes if good else no)))


def _say(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)
