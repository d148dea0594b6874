"""What can be wrong with a canvas file that is brought in; the face has a sentence for each."""

from __future__ import annotations


class CanvasRefused(Exception):
    """Nothing of the file was taken into the journal, which is as it was."""


class NotACanvas(CanvasRefused):
    """It is not JSON, or JSON of something else."""


class DamagedCanvas(CanvasRefused):
    """It is a JSON Canvas, but something in it is missing or cannot be."""


class NewerCanvas(CanvasRefused):
    """What a later version of the app says about this map cannot be read."""


class LargeCanvas(CanvasRefused):
    """The file holds more than a map can show."""
