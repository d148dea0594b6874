"""What can be wrong with a file that is brought in; the face has a sentence for each."""

from __future__ import annotations


class ImportRefused(Exception):
    """Nothing of the file was taken into the journal, which is as it was."""


class NotAnExport(ImportRefused):
    """The file is none of ours: not JSON, or JSON of something else."""


class NewerExport(ImportRefused):
    """A later version of the app wrote it."""


class DamagedExport(ImportRefused):
    """It is an export, but something in it is missing or cannot be. ``table`` says where."""

    def __init__(self, table: str = "") -> None:
        self.table = table
        super().__init__(table)


class TooLarge(ImportRefused):
    """The file is larger than any journal would be."""


class ChangedMeanwhile(ImportRefused):
    """The journal was written in while the file was made ready for it."""
