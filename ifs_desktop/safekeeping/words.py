"""What is said about backups and checks: what happened, what is safe, what to do next."""

from __future__ import annotations

import re
from datetime import date, datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from ifs_desktop.safekeeping.queries import Kept
from ifs_desktop.ui.days import clock, day_name
from ifs_desktop.vault import JournalError, backup, errors

_CONTEXT = "Safekeeping"
_WHY: dict[type[BaseException], str] = {
    errors.FolderMissing: str(
        QT_TRANSLATE_NOOP("Safekeeping", "the folder for backups cannot be found")
    ),
    errors.ReadOnlyFolder: str(
        QT_TRANSLATE_NOOP("Safekeeping", "the folder for backups does not allow changes")
    ),
    errors.DiskFull: str(
        QT_TRANSLATE_NOOP("Safekeeping", "there is no room left on the disk for backups")
    ),
}
_WHY_NOT = str(QT_TRANSLATE_NOOP("Safekeeping", "the folder for backups could not be written to"))
_ELSEWHERE = str(
    QT_TRANSLATE_NOOP(
        "Safekeeping",
        "The backup was made on this computer, because {why}. Your journal is safe. If the folder"
        " is on a drive or a stick, connect it, or choose another one at Backups in the menu"
        " Journal.",
    )
)
_NOT_MADE = str(
    QT_TRANSLATE_NOOP(
        "Safekeeping",
        "No backup could be made, because {why}. Your journal and the earlier backups are safe."
        " Free some space or choose another folder at Backups in the menu Journal.",
    )
)
_DAMAGED_INSIDE = str(
    QT_TRANSLATE_NOOP(
        "Safekeeping",
        "The working copy on this computer is damaged, so no new backup was made and no old one"
        " removed. Close the journal and open it again. The menu Journal has Backups, where you"
        " can check it.",
    )
)
_DAMAGED_FILE = str(
    QT_TRANSLATE_NOOP(
        "Safekeeping",
        "Your journal file is damaged on its disk. What you see here is whole: it was kept as a"
        " backup, and the file is written anew with your next change. No old backup was removed."
        " Keep a backup on another disk, in case this one wears out.",
    )
)
_NOT_RESTORED: dict[type[BaseException], str] = {
    errors.DiskFull: str(
        QT_TRANSLATE_NOOP(
            "Safekeeping",
            "It was not restored, because there is no room left on the disk of your journal. Free"
            " some space and try again. The backup and your journal are as they were.",
        )
    ),
    errors.ReadOnlyFolder: str(
        QT_TRANSLATE_NOOP(
            "Safekeeping",
            "It was not restored, because the folder of your journal does not allow changes. Allow"
            " changes to it and try again. The backup and your journal are as they were.",
        )
    ),
    errors.FolderMissing: str(
        QT_TRANSLATE_NOOP(
            "Safekeeping",
            "It was not restored, because a folder is not there now: the backup's or your"
            " journal's. Connect the drive or stick and try again. Nothing was changed.",
        )
    ),
    errors.PublishFailed: str(
        QT_TRANSLATE_NOOP(
            "Safekeeping",
            "It was not restored, because the folder of your journal could not be written to. Check"
            " that its drive is connected. The backup and your journal are as they were.",
        )
    ),
}
# Of one backup or version in the list.
_VERDICTS: dict[type[BaseException], str] = {
    errors.Truncated: str(
        QT_TRANSLATE_NOOP(
            "Safekeeping",
            "Not whole: its end is missing. If it is still being copied or synced, look again"
            " later.",
        )
    ),
    errors.DamagedBody: str(
        QT_TRANSLATE_NOOP("Safekeeping", "Not whole: part of it is damaged. Use another one.")
    ),
    errors.DamagedHeader: str(
        QT_TRANSLATE_NOOP("Safekeeping", "Not whole: its beginning is damaged. Use another one.")
    ),
    errors.NotAJournal: str(
        QT_TRANSLATE_NOOP("Safekeeping", "Not a journal: something else was written over it.")
    ),
    errors.TooNew: str(
        QT_TRANSLATE_NOOP(
            "Safekeeping", "Made by a newer version of IFS Desktop, which can open it."
        )
    ),
    errors.JournalMissing: str(
        QT_TRANSLATE_NOOP("Safekeeping", "It is not there any more: it was moved or removed.")
    ),
    errors.FolderMissing: str(
        QT_TRANSLATE_NOOP(
            "Safekeeping", "Its folder is not there now. Connect the drive or stick it is on."
        )
    ),
}
_UNREADABLE = str(
    QT_TRANSLATE_NOOP(
        "Safekeeping", "It could not be read. Check that its drive is connected and look again."
    )
)
_REASONS = {
    backup.DAILY: str(QT_TRANSLATE_NOOP("Safekeeping", "Made by itself")),
    backup.BY_HAND: str(QT_TRANSLATE_NOOP("Safekeeping", "Made by you")),
    "new-password": str(QT_TRANSLATE_NOOP("Safekeeping", "Made after the password was changed")),
    "before-update": str(QT_TRANSLATE_NOOP("Safekeeping", "Made before an update of the journal")),
    "": str(QT_TRANSLATE_NOOP("Safekeeping", "A file with a name of your own")),
}
_BEFORE = str(QT_TRANSLATE_NOOP("Safekeeping", "Made by itself, to be safe"))
_LOOKING = {
    "file": str(QT_TRANSLATE_NOOP("Safekeeping", "Reading your journal file…")),
    "pages": str(QT_TRANSLATE_NOOP("Safekeeping", "Checking each encrypted page…")),
    "tables": str(QT_TRANSLATE_NOOP("Safekeeping", "Checking that the tables hold together…")),
    "links": str(QT_TRANSLATE_NOOP("Safekeeping", "Following what points from one to another…")),
    "index": str(QT_TRANSLATE_NOOP("Safekeeping", "Comparing the search index…")),
}
_SOUND = {
    "file": str(QT_TRANSLATE_NOOP("Safekeeping", "Your journal file is whole, to the last byte.")),
    "pages": str(QT_TRANSLATE_NOOP("Safekeeping", "Each encrypted page is as it was written.")),
    "tables": str(QT_TRANSLATE_NOOP("Safekeeping", "The tables hold together.")),
    "links": str(QT_TRANSLATE_NOOP("Safekeeping", "Whatever points at something finds it.")),
    "index": str(QT_TRANSLATE_NOOP("Safekeeping", "The search finds what it is meant to find.")),
}
_UNSOUND = {
    "file": str(
        QT_TRANSLATE_NOOP(
            "Safekeeping",
            "Your journal file is damaged on its disk. What you see here is whole. Make a backup"
            " now, on another disk if you can; the file is written anew with your next change.",
        )
    ),
    "pages": str(
        QT_TRANSLATE_NOOP(
            "Safekeeping",
            "A page of the working copy on this computer is damaged. Lock and unlock: the journal"
            " is then opened as it was last saved, and the damaged copy is kept.",
        )
    ),
    "tables": str(
        QT_TRANSLATE_NOOP(
            "Safekeeping",
            "A table does not hold together. Your backups are untouched. Lock and unlock; if this"
            " is said again, restore the newest backup that is whole and look at it.",
        )
    ),
    "links": str(
        QT_TRANSLATE_NOOP(
            "Safekeeping",
            "Something points at what is not there any more. What you wrote is readable. If a"
            " part or a dialogue looks incomplete, restore a backup and look at it there.",
        )
    ),
    "index": str(
        QT_TRANSLATE_NOOP(
            "Safekeeping",
            "The search may not find everything. What you wrote is all there. Lock and unlock; if"
            " this is said again, restore the newest backup that is whole and compare.",
        )
    ),
}
_UNKNOWN = str(
    QT_TRANSLATE_NOOP(
        "Safekeeping",
        "This did not work, for a reason the app does not know. Your journal was left as it is."
        " Try again a little later.",
    )
)
_THIS = str(QT_TRANSLATE_NOOP("Safekeeping", "this file"))


def elsewhere(error: JournalError) -> str:
    """A backup went to our own folder, not to the chosen one."""
    return _say(_ELSEWHERE).format(why=_why(error))


def not_made(error: BaseException) -> str:
    """No backup could be made at all."""
    if isinstance(error, errors.WorkingCopyDamaged):
        return _say(_DAMAGED_INSIDE)
    if isinstance(error, JournalError | OSError):
        return _say(_NOT_MADE).format(why=_why(error))
    return _say(_UNKNOWN)


def damage(error: JournalError, *, inside: bool) -> str:
    """What the look before a backup found."""
    if isinstance(error, errors.FolderMissing | errors.JournalMissing | errors.UnreadableFile):
        return explain(error)
    return _say(_DAMAGED_INSIDE if inside else _DAMAGED_FILE)


def explain(error: BaseException) -> str:
    """The vault's own sentence; an error that is not the vault's shows no detail."""
    if not isinstance(error, JournalError):
        return _say(_UNKNOWN)
    sentence = QCoreApplication.translate("Sentences", error.sentence)
    return error.said_as(sentence, _say(_THIS))


def verdict(error: BaseException | None) -> str:
    """What came of checking a backup or a version; None: it is whole."""
    if error is None:
        return _say(str(QT_TRANSLATE_NOOP("Safekeeping", "Whole")))
    return _say(_VERDICTS.get(type(error), _UNREADABLE))


def checking() -> str:
    """It is not known yet."""
    return _say(str(QT_TRANSLATE_NOOP("Safekeeping", "Checking…")))


def reason(why: str) -> str:
    """Why a backup was made."""
    return _say(_REASONS.get(why, _BEFORE))


def not_restored(error: BaseException) -> str:
    """A backup could not become a new file."""
    if type(error) in _NOT_RESTORED:
        return _say(_NOT_RESTORED[type(error)])
    if isinstance(error, JournalError):
        pattern = QT_TRANSLATE_NOOP("Safekeeping", "It was not restored. {verdict}")
        return _say(str(pattern)).format(verdict=verdict(error))
    return _say(_UNKNOWN)


def looking(what: str) -> str:
    """What is looked at now."""
    return _say(_LOOKING[what])


def found(what: str, sound: bool) -> str:
    """What came of one look."""
    return _say((_SOUND if sound else _UNSOUND)[what])


def moment(when: datetime, today: date) -> str:
    """ "Today, 09:14" or "3 March 2025, 09:14"."""
    pattern = _say(str(QT_TRANSLATE_NOOP("Safekeeping", "{day}, {time}")))
    return pattern.format(day=day_name(when.date(), today), time=clock(when))


def size(count: int) -> str:
    """Bytes as people count them."""
    return QLocale().formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeSIFormat)


def backup_line(row: Kept) -> str:
    """Why a backup was made, how large it is, and where."""
    here = _say(str(QT_TRANSLATE_NOOP("Safekeeping", "On this computer")))
    pattern = _say(str(QT_TRANSLATE_NOOP("Safekeeping", "{why} · {size} · {where}")))
    where = here if row.ours else row.path.parent.name
    return pattern.format(why=reason(row.reason), size=size(row.size), where=where)


def version_line(row: Kept) -> str:
    """What another version is called, and how large it is."""
    pattern = _say(str(QT_TRANSLATE_NOOP("Safekeeping", "{name} · {size}")))
    return pattern.format(name=row.path.stem, size=size(row.size))


def breakable(name: str) -> str:
    """A file's name that fits into lines: one long word may break every 30 letters."""
    return re.sub(r"\S{30}", "\\g<0>\u200b", name)


def _why(error: BaseException) -> str:
    return _say(_WHY.get(type(error), _WHY_NOT))


def _say(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)
