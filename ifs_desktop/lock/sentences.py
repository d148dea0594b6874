"""Each error of the vault as a sentence in the user's language: what, what is safe, what next."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from ifs_desktop.vault import Vault, errors

_CONTEXT = "Sentences"
_THIS = str(QT_TRANSLATE_NOOP("Sentences", "this journal"))
_UNKNOWN = str(
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Something went wrong that this app does not know. Your journal file was left as it is."
        " Close the app and open it again.",
    )
)
_RESUMED = str(
    QT_TRANSLATE_NOOP(
        "Sentences", "The app was closed unexpectedly last time. Everything you wrote is here."
    )
)
_CONFLICT = str(
    QT_TRANSLATE_NOOP(
        "Sentences",
        "This journal was also changed in another place. Nothing is lost: what was only on this"
        " computer is kept beside it as “{name}”, which opens with the same password.",
    )
)
_REPLACED = str(
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Something else wrote to your journal file while it was open here. Nothing is lost: that"
        " other version is kept beside it as “{name}”, and your file is the journal you have open.",
    )
)
_OLDER = str(
    QT_TRANSLATE_NOOP(
        "Sentences",
        "This file is older than the one that was last open on this computer. If that surprises"
        " you, look for a newer copy before you go on.",
    )
)
_DAMAGED = str(
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The working copy on this computer was damaged and is kept aside. This is the journal as it"
        " was last written to your file.",
    )
)
_ORPHAN = str(
    QT_TRANSLATE_NOOP(
        "Sentences",
        "{file} is gone from its folder. All that you wrote is here. The file is written there"
        " again in a moment, or as soon as its folder is there.",
    )
)
# The vault's own sentences speak of a journal that is there; these of one that is not, yet.
_NOT_MADE: dict[type[BaseException], str] = {
    errors.FolderMissing: str(
        QT_TRANSLATE_NOOP(
            "Sentences",
            "{file} was not made, because this folder cannot be found. If it is on a drive or a"
            " stick, connect it and try again, or choose another place.",
        )
    ),
    errors.ReadOnlyFolder: str(
        QT_TRANSLATE_NOOP(
            "Sentences",
            "{file} was not made, because this folder does not allow changes. Choose another"
            " place, or allow changes to the folder.",
        )
    ),
    errors.DiskFull: str(
        QT_TRANSLATE_NOOP(
            "Sentences",
            "{file} was not made, because there is no room left on the disk. Free some space and"
            " try again, or choose another place.",
        )
    ),
    errors.NoPrivateFolder: str(
        QT_TRANSLATE_NOOP(
            "Sentences",
            "{file} was not made, because the app's own folder on this computer cannot be used."
            " Check that you may write in that folder, then try again.",
        )
    ),
    errors.PublishFailed: str(
        QT_TRANSLATE_NOOP(
            "Sentences",
            "{file} was not made, because it could not be written to this folder. Try again, or"
            " choose another place.",
        )
    ),
}
# The vault's own say to try again, or elsewhere; an open journal's file is tried again by itself.
_NOT_WRITTEN: dict[type[BaseException], str] = {
    errors.FolderMissing: str(
        QT_TRANSLATE_NOOP(
            "Sentences",
            "The folder of {file} cannot be found. What you write is safe on this computer, but not"
            " in your file yet. If the folder is on a drive or a stick, connect it: the file is"
            " then written by itself.",
        )
    ),
    errors.ReadOnlyFolder: str(
        QT_TRANSLATE_NOOP(
            "Sentences",
            "The folder of {file} does not allow changes. What you write is safe on this computer,"
            " but not in your file yet. Allow changes to the folder: the file is then written by"
            " itself.",
        )
    ),
    errors.DiskFull: str(
        QT_TRANSLATE_NOOP(
            "Sentences",
            "There is no room left on the disk for {file}. What you wrote is safe on this computer,"
            " but not in your file yet. Free some space: the file is then written by itself.",
        )
    ),
}
_RESET = str(
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Your new password opens this journal from now on. Your recovery code still opens it too.",
    )
)
_NOT_RESET = str(
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Your recovery code opened this journal, but its password is still the old one. {why}",
    )
)
REPLACED, RENEWED, NOT_RENEWED = "replaced", "renewed", "not-renewed"
RESTORED = "restored"
_REPLACED_AT_LOCK = str(
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Something else wrote to your journal file while it was open. Nothing is lost: that other"
        " version is kept beside it, with the word “conflict” in its name.",
    )
)
_RESTORED = str(
    QT_TRANSLATE_NOOP(
        "Sentences",
        "This is the backup, in a file of its own beside the one that did not open. It opens with"
        " the password of that day.",
    )
)
_RENEWED_AT_LOCK = str(
    QT_TRANSLATE_NOOP(
        "Sentences",
        "Your journal has a new key. It opens with your new password, or with your new recovery"
        " code.",
    )
)
_NOT_RENEWED_AT_LOCK = str(
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The new key could not be written to your file, so your old password and recovery code"
        " still hold. What you wrote is safe on this computer.",
    )
)
_UNKEPT = str(
    QT_TRANSLATE_NOOP(
        "Sentences",
        "The last words you typed may not have been kept when this was locked. All that was kept"
        " before is safe.",
    )
)
_NOT_AT_LOCK = str(
    QT_TRANSLATE_NOOP(
        "Sentences",
        "What you wrote is safe on this computer, but could not be written to your file."
        " Unlock to try again.",
    )
)


def explain(error: BaseException, *, creating: bool = False) -> str:
    """A sentence for an error, met when ``creating`` a journal or with one that is there.

    An error that is not the vault's shows no detail: it may be content.
    """
    if not isinstance(error, errors.JournalError):
        return _say(_UNKNOWN)
    sentence = _NOT_MADE.get(type(error), error.sentence) if creating else error.sentence
    return error.said_as(_say(sentence), _say(_THIS))


def not_written(error: BaseException) -> str:
    """What is to be said while the file of an open journal cannot be written."""
    known = _NOT_WRITTEN.get(type(error))
    if known is None or not isinstance(error, errors.JournalError):
        return explain(error)
    return error.said_as(_say(known), _say(_THIS))


def arrival(vault: Vault) -> str:
    """What is to be said right after unlocking, or the empty string."""
    if vault.arrival == "conflict" and vault.conflict_copy is not None:
        return _say(_CONFLICT).format(name=vault.conflict_copy.name)
    plain = {"resumed": _RESUMED, "older": _OLDER, "damaged": _DAMAGED, "orphan": _ORPHAN}
    text = plain.get(vault.arrival)
    return _say(text).format(file=f"“{vault.path.name}”") if text else ""


def by_code(error: BaseException | None) -> str:
    """What is to be said after unlocking by the recovery code; ``error`` kept the old password."""
    if error is None:
        return _say(_RESET)
    return _say(_NOT_RESET).format(why=explain(error))


def is_wrong_secret(error: BaseException) -> bool:
    """Whether it is about what was typed, and not about the file."""
    return isinstance(error, errors.WrongPassword | errors.WrongCode | errors.NoCode)


def has_backups(error: BaseException) -> bool:
    """Whether it is a journal itself that is not what it was: a backup may be."""
    lost = (errors.DamagedBody, errors.DamagedHeader, errors.Tampered)
    return isinstance(error, (*lost, errors.NotAJournal, errors.JournalMissing))


def can_be_passed_over(error: BaseException) -> bool:
    """Whether somebody may open the journal all the same, once they have read the sentence."""
    return isinstance(error, errors.HeldElsewhere)


def replaced(vault: Vault) -> str:
    """What is to be said when a publish found a file of somebody else's in its place."""
    copy = vault.conflict_copy
    return _say(_REPLACED).format(name=copy.name) if copy is not None else ""


def read_only(vault: Vault) -> errors.JournalError:
    """The error that a journal in a folder without write permission will meet."""
    return errors.ReadOnlyFolder(vault.path)


def at_lock(code: str) -> str:
    """What the lock page says about the last close: an error's class name or a word above."""
    known = {
        REPLACED: _REPLACED_AT_LOCK,
        RENEWED: _RENEWED_AT_LOCK,
        RESTORED: _RESTORED,
        NOT_RENEWED: _NOT_RENEWED_AT_LOCK,
        "unkept": _UNKEPT,
    }
    return _say(known.get(code, _NOT_AT_LOCK))


def kind_at_lock(code: str) -> str:
    """How that looks: good news is no warning."""
    return "subtitle" if code in (RENEWED, RESTORED) else "warn"


def _say(text: str) -> str:
    return QCoreApplication.translate(_CONTEXT, text)
