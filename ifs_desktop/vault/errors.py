"""What can go wrong with a journal's file, each with its sentence for the person it happens to."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ifs_desktop.vault.files import NotAFile

FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}


class JournalError(Exception):
    """Says what happened, what is safe and what to do next; names the file, never its folder."""

    sentence = "Something went wrong with {file}. Nothing in it was changed."

    def __init__(self, path: Path | None = None, **details: str) -> None:
        self.file = path.name if path is not None else ""
        self.details = details  # what else the sentence has a place for
        super().__init__(self.file)

    def __str__(self) -> str:
        """The sentence, as a person reads it."""
        return self.said_as(self.sentence, "this journal")

    def said_as(self, sentence: str, this: str) -> str:
        """A sentence, perhaps translated, filled in; ``this`` stands for a file without a name."""
        text = sentence.format(file=f"“{self.file}”" if self.file else this, **self.details)
        return text[:1].upper() + text[1:]


class NotAJournal(JournalError):
    """Neither header begins with the magic bytes."""

    sentence = (
        "{file} is not a journal of IFS Desktop. It was left as it is. Choose another file, or, if"
        " a journal was here before, a backup of it."
    )


class WrongPassword(JournalError):
    """The header is whole and no slot opens."""

    sentence = (
        "This password does not open {file}. Nothing was changed. Try once more, with an eye"
        " on Caps Lock and the keyboard layout."
    )


class WrongCode(JournalError):
    """The header is whole, and no recovery slot opens by this code."""

    sentence = (
        "This recovery code does not open {file}. Nothing was changed. It may belong to another"
        " journal, or a newer code took its place: look for the sheet with the latest date."
    )


class NoCode(JournalError):
    """The journal has no recovery slot."""

    sentence = (
        "{file} has no recovery code, so only its password opens it. Nothing was changed. Perhaps"
        " a backup of it has one."
    )


class CodeIncomplete(JournalError):
    """Not as many signs as a recovery code has."""

    sentence = (
        "The recovery code of {file} has seven groups of five letters and digits. Nothing was"
        " changed. Compare what you typed with your sheet, group by group."
    )


class CodeMistyped(JournalError):
    """The check signs do not fit."""

    sentence = (
        "There is a slip somewhere in this recovery code, so {file} was left as it is. Compare the"
        " code with your sheet, sign by sign."
    )


class DamagedHeader(JournalError):
    """Both copies of the header are damaged."""

    sentence = (
        "The beginning of {file} is damaged, and so is its second copy. The file was left as it"
        " is. Open a backup, or an earlier version from your synced folder."
    )


class DamagedBody(JournalError):
    """The pages behind the header are not the ones that were written."""

    sentence = (
        "Part of {file} is damaged. The file was left as it is. Open a backup, or an earlier"
        " version from your synced folder."
    )


class Truncated(DamagedBody):
    """The file is shorter than its header says."""

    sentence = (
        "The end of {file} is missing. The file was left as it is. If it is still being copied or"
        " synced, wait for that and try again; otherwise open a backup."
    )


class Tampered(JournalError):
    """The checksums are right, but what they vouch for was not written with the journal's key."""

    sentence = (
        "{file} was changed by something other than this app, so it was not opened. The file was"
        " left as it is. Open a backup that you trust."
    )


class TooNew(JournalError):
    """The file has a later format version."""

    sentence = (
        "{file} was made by a newer version of IFS Desktop. It is unharmed. Install the newer"
        " version to open it."
    )


class NewerSchema(JournalError):
    """The tables inside were made by a later version of the app."""

    sentence = (
        "{file} was last used with a newer version of IFS Desktop. Everything in it is safe."
        " Install the newer version to open it."
    )


class JournalMissing(JournalError):
    """The folder is there, the file is not."""

    sentence = (
        "{file} is not in its folder any more. Nothing was changed. If it was moved or renamed,"
        " choose it at its new place."
    )


class FolderMissing(JournalError):
    """The folder is not there, as when a stick is unplugged."""

    sentence = (
        "The folder of {file} cannot be found. Nothing was lost. If it is on a drive or a stick,"
        " connect it and try again, or choose another place."
    )


class ReadOnlyFolder(JournalError):
    """The folder takes no new files."""

    sentence = (
        "The folder of {file} does not allow changes. What you have written is safe. Allow"
        " changes to the folder, or choose another place."
    )


class DiskFull(JournalError):
    """No room, on the disk of the file or of the private working copy."""

    sentence = (
        "There is no room left on the disk for {file}. What was saved before is safe. Free some"
        " space and try again."
    )


class AlreadyExists(JournalError):
    """A new journal never replaces a file."""

    sentence = (
        "There is already a file named {file} here, and it was left as it is. Choose another name,"
        " or open that file."
    )


class AlreadyOpen(JournalError):
    """Another process, or this one, has the journal open."""

    sentence = (
        "{file} is already open in another window of this app. Nothing was changed. Continue"
        " there, or close it there first."
    )


class HeldElsewhere(JournalError):
    """Another computer, or another account of this one, has the journal open."""

    sentence = (
        "{file} is open on the computer “{computer}”, in the account “{account}”, since {since}."
        " Nothing was changed. Close it there first. If it is not open there any more, you can"
        " open it here anyway: if both write, both versions are kept."
    )

    def __init__(
        self, path: Path | None = None, *, computer: str = "?", account: str = "?", since: str = "?"
    ) -> None:
        super().__init__(path, computer=computer, account=account, since=since)


class UnreadableFile(JournalError):
    """The system does not let us read the file."""

    sentence = (
        "{file} could not be read. Nothing was changed. Check that you are allowed to read it and"
        " that its drive is connected."
    )


class WorkingCopyDamaged(JournalError):
    """The private working copy can no longer be read while the journal is open."""

    sentence = (
        "The working copy of {file} on this computer is damaged. The file itself is as it was when"
        " it was last saved. Close the journal and open it again; the damaged copy is kept."
    )


class NotKept(JournalError):
    """The working copy on this computer does not take what is written."""

    sentence = (
        "What you wrote last could not be kept on this computer, so {file} does not have it yet."
        " Everything before it is safe. Check that you may write in the app's own folder, then try"
        " again."
    )


class NoPrivateFolder(JournalError):
    """The app's own folder, where the working copy goes, cannot be used."""

    sentence = (
        "{file} was not opened, because the app's own folder on this computer cannot be used. The"
        " file was left as it is. Check that you may write in that folder, then try again."
    )


class PublishFailed(JournalError):
    """The file could not be written; the cause is the system's own error."""

    sentence = (
        "{file} is saved on this computer, but not in your folder yet. Everything you have written"
        " is safe. It is tried again by itself; check that the drive is connected."
    )


def sort(error: OSError, path: Path, *, writing: bool) -> JournalError:
    """The error of ours that a system error met at ``path`` amounts to."""
    if error.errno in FULL:
        return DiskFull(path)
    if isinstance(error, FileExistsError):
        return AlreadyExists(path)
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        if not path.parent.is_dir():
            return FolderMissing(path)
        return PublishFailed(path) if writing else JournalMissing(path)
    if isinstance(error, IsADirectoryError | NotAFile):
        return NotAJournal(path)
    if writing and (isinstance(error, PermissionError) or error.errno == errno.EROFS):
        return ReadOnlyFolder(path)
    return PublishFailed(path) if writing else UnreadableFile(path)


@contextmanager
def sorted_privately(path: Path) -> Iterator[None]:
    """The same for errors met in the app's own folder while opening the journal at ``path``."""
    try:
        yield
    except OSError as error:
        full = error.errno in FULL
        raise (DiskFull if full else NoPrivateFolder)(path) from error


@contextmanager
def sorted_at(path: Path, *, writing: bool) -> Iterator[None]:
    """Turn the system errors met inside into errors of ours, with the first as their cause."""
    try:
        yield
    except OSError as error:
        raise sort(error, path, writing=writing) from error
