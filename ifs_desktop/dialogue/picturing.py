"""Pictures for the composer: chosen, pasted or dropped, made safe off the screen, then named."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QImage

from ifs_desktop.dialogue.writing import WritingEdit
from ifs_desktop.store import Ref, Store, images
from ifs_desktop.store.images import Encoded
from ifs_desktop.ui import pictures, work
from ifs_desktop.ui.pictures import PictureRefused


class Picturing(QObject):
    """Belongs to the box; what it adds stands where the cursor is when the picture is ready."""

    told = Signal(str)  # why a picture was not added

    def __init__(self, box: WritingEdit, store: Store) -> None:
        super().__init__(box)
        self._box, self._store = box, store
        self._place: Ref | None = None
        self._jobs: list[work.Job] = []
        box.pictures_offered.connect(self.add)

    def begin(self, place: Ref | None) -> None:
        """Another dialogue: pictures that are not ready yet do not come to it."""
        for job in self._jobs:
            job.cancel()
        self._jobs.clear()
        self._place = place

    def choose(self) -> None:
        """Have a file picked."""
        path = pictures.choose(self._box)
        if path is not None:
            self.add([path])

    def add(self, sources: list[QImage | str]) -> None:
        """Make these ready, one by one."""
        if self._place is not None:
            self._jobs += [
                work.start(
                    pictures.encoded, source, done=self._ready, failed=self._refused, parent=self
                )
                for source in sources
            ]

    def _ready(self, made: object) -> None:
        if not isinstance(made, Encoded) or self._place is None:
            return
        number = images.keep_image(self._store, made, place=self._place)
        words = QCoreApplication.translate("Picturing", "picture")
        self._box.insertPlainText(f"![{words}](image:{number})")

    def _refused(self, error: BaseException) -> None:
        if not isinstance(error, PictureRefused):
            raise error
        self.told.emit(error.sentence)
