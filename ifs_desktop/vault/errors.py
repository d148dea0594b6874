"""What can be wrong with a journal, each with its own class and a sentence that helps.

``str(error)`` says what happened, what is safe and what to do next. No error carries content.
"""

from __future__ import annotations

import errno


class JournalError(Exception):
    """The base of them all."""

    sentence = "Something is wrong with this journal."

    def __str__(self) -> str:
        return self.sentence


class NotAJournal(JournalError):
    """No header in it is ours."""

    sentence = (
        "This file is not a journal of this app. It was left as it is. Choose a file that ends"
        " in .ifsjournal and was made here."
    )


class TooNew(JournalError):
    """An intact header of a later format."""

    sentence = (
        "This journal was written by a newer version of the app. It is intact and was left as it"
        " is. Install the newer version to open it."
    )


class NewerSchema(TooNew):
    """The tables inside were written by a later version."""


class WrongPassword(JournalError):
    """The file is intact, and no slot opens with this secret."""

    sentence = "That is not this journal's password. Nothing was changed. Try once more, slowly."


class Damaged(JournalError):
    """Bytes of the file are not what was written."""


class DamagedHeader(Damaged):
    """Both copies of the header are damaged."""

    sentence = (
        "The beginning of this file is damaged, so it cannot be opened. It was left as it is."
        " Open a backup or another copy of it."
    )


class DamagedBody(Damaged):
    """The header is intact, the journal behind it is not."""

    sentence = (
        "This file is damaged. It was left as it is. Open a backup or another copy of it; keep"
        " this one, part of it may still be read."
    )


class Truncated(DamagedBody):
    """The file ends too early."""

    sentence = (
        "This file is not complete: its end is missing, as after a copy or download that was cut"
        " short. It was left as it is. Copy it again, or open a backup."
    )


class Tampered(Damaged):
    """Whole by its checksums, but not written by someone who has the key."""

    sentence = (
        "Someone or something changed this file outside the app. It was left as it is and not"
        " opened. Open a backup or another copy of it."
    )


class WorkingCopyDamaged(Damaged):
    """The private working copy cannot be read; it was kept aside."""

    sentence = (
        "The working copy on this computer is damaged and was kept aside. The journal file itself"
        " is intact: open it again."
    )


class JournalMissing(JournalError):
    """No file at this path."""

    sentence = (
        "There is no journal at this place any more. It may have been moved or renamed, or its"
        " drive is not connected. Nothing was changed. Choose where it is now."
    )


class FolderMissing(JournalError):
    """The folder to write into is not there."""

    sentence = (
        "That folder is not there. What you wrote is kept safe on this computer. Choose a folder"
        " that exists, or connect its drive."
    )


class ReadOnlyFolder(JournalError):
    """The folder, or the drive, refuses writing."""

    sentence = (
        "That folder cannot be written to. What you wrote is kept safe on this computer, but not"
        " in your file yet. Choose a folder of your own, or make this one writable."
    )


class UnreadableFile(JournalError):
    """The system does not let this user read the file."""

    sentence = (
        "This computer does not let you read that file. It was left as it is. Ask its owner, or"
        " copy it into a folder of your own."
    )


class DiskFull(JournalError):
    """No room is left."""

    sentence = (
        "The disk is full. The file in your folder is still the last complete one. Make some room,"
        " and it will be written again."
    )


class AlreadyExists(JournalError):
    """A new journal never takes the place of a file."""

    sentence = (
        "There is a file with this name in that folder already. It was left as it is. Choose"
        " another name, or open that journal instead."
    )


class AlreadyOpen(JournalError):
    """Another process has this journal open."""

    sentence = (
        "This journal is open in another window. Nothing was changed. Go on there, or lock it"
        " there first."
    )


class PublishFailed(JournalError):
    """The file in the user's folder could not be replaced; ``__cause__`` says why."""

    sentence = (
        "What you wrote is saved on this computer, but not in your folder yet. The file there is"
        " still the last complete one. The app tries again by itself."
    )


_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def for_reading(error: OSError) -> JournalError:
    """The error for a file that could not be read."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return JournalMissing()
    if isinstance(error, IsADirectoryError):
        return NotAJournal()
    if error.errno in _READ_ONLY:
        return UnreadableFile()
    return PublishFailed() if error.errno in _FULL else DamagedBody()


def for_writing(error: OSError) -> JournalError:
    """The error for a file that could not be written."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return FolderMissing()
    if error.errno in _READ_ONLY:
        return ReadOnlyFolder()
    return DiskFull() if error.errno in _FULL else PublishFailed()
