"""A part's own picture: chosen, pasted or dropped, made safe off the screen, cut to its shape."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QRect, Signal, Slot
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ifs_desktop.parts.cutting import CutDialog
from ifs_desktop.parts.profile_group import link
from ifs_desktop.parts.queries import PartCard
from ifs_desktop.ui import pictures, theme, work
from ifs_desktop.ui.pictures import PictureRefused
from ifs_desktop.ui.widgets import FlowLayout, label


class PictureChoice(QWidget):
    """Asks for a picture, then what of it is to be seen."""

    chosen = Signal(int, object)  # the part, and Encoded or None

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._card: PartCard | None = None
        self._job: work.Job | None = None
        self._image: QImage | None = None  # that is being cut
        self.dialog: CutDialog | None = None
        self.setAccessibleName(self.tr("Picture"))
        row = QWidget(self)
        flow = FlowLayout(row, gap=theme.px(14), line_gap=theme.px(4))
        self.choose: QPushButton = link(self.tr("Choose a picture…"), row)
        self.choose.setAccessibleDescription(self.tr("Or paste one, or drop it here."))
        self.choose.clicked.connect(self._ask)
        self.away: QPushButton = link(self.tr("Take it away"), row)
        self.away.setAccessibleDescription(self.tr("Takes the picture from the part"))
        self.away.clicked.connect(self._take_away)
        for button in (self.choose, self.away):
            flow.addWidget(button)
        self._told = label("", "hint", self, wrap=True)
        self._hint = label(self.tr("Or paste one, or drop it here."), "small", self, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        for widget in (row, self._hint, self._told):
            column.addWidget(widget)
        self._told.hide()

    def show_card(self, card: PartCard) -> None:
        """Whose picture it is; one still being made for another part is given up."""
        if self._card is None or self._card.id != card.id:
            self._give_up()
            self._told.hide()
        self._card = card
        self.away.setVisible(card.portrait is not None)

    def stops(self) -> list[QWidget]:
        """Where Tab goes."""
        return [self.choose, self.away]

    def take(self, data: QMimeData) -> bool:
        """Use the first picture of what was pasted or dropped; False where there is none."""
        found = pictures.taken(data)
        if not found or self._card is None:
            return False
        self._give_up()
        self._told.hide()
        self._job = work.start(
            pictures.to_cut, found[0], done=self._cut, failed=self._refused, parent=self
        )
        return True

    def waits(self) -> bool:
        """Whether a picture is in the clipboard."""
        data = QGuiApplication.clipboard().mimeData()
        return data is not None and pictures.offered(data)

    def paste(self) -> bool:
        """Use the picture in the clipboard, if there is one."""
        return self.waits() and self.take(QGuiApplication.clipboard().mimeData())

    @Slot()
    def _ask(self) -> None:
        path = pictures.choose(self)
        if path is not None and self._card is not None:
            self._give_up()
            self._told.hide()
            self._job = work.start(
                pictures.to_cut, path, done=self._cut, failed=self._refused, parent=self
            )

    def _cut(self, made: object) -> None:
        self._job = None
        if not isinstance(made, QImage) or self._card is None:
            return
        self._image = made
        self.dialog = CutDialog(made, self._card, self.window())
        self.dialog.setProperty("part", self._card.id)
        self.dialog.chosen.connect(self._chosen)
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    @Slot(object)
    def _chosen(self, part: QRect) -> None:
        if self._image is None or self.dialog is None:
            return
        part_id = int(self.dialog.property("part"))
        try:
            self.chosen.emit(part_id, pictures.portrait(self._image, part))
        except PictureRefused as refused:
            self._refused(refused)

    @Slot(int)
    def _closed(self, _result: int) -> None:
        self._image = self.dialog = None
        self.choose.setFocus()

    def _refused(self, error: BaseException) -> None:
        self._job = None
        if not isinstance(error, PictureRefused):
            raise error
        self._told.setText(error.sentence)
        self._told.show()

    def _take_away(self) -> None:
        if self._card is not None:
            self.chosen.emit(self._card.id, None)
            self.choose.setFocus()

    def _give_up(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if self.dialog is not None:
            self.dialog.reject()
