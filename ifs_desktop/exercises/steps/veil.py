"""Whether a protector guards somebody: three answers, and what becomes of the first."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ifs_desktop.exercises.kinds import choose, veil
from ifs_desktop.exercises.steps.choose import ChooseStep
from ifs_desktop.exercises.steps.step import Place
from ifs_desktop.ui.widgets import label


class VeilStep(ChooseStep):
    """Whoever is behind the protector is given a place, and not asked anything."""

    def __init__(self, place: Place, parent: QWidget) -> None:
        super().__init__(place, parent)
        self._note = label(
            self.tr("A veiled place is kept for them behind this part. Nothing is asked of them."),
            "subtitle",
            self,
            wrap=True,
        )
        self._note.hide()
        self.column.addWidget(self._note)
        self.changed.connect(self._tell)

    def show_answer(self, answer: choose.Answer) -> None:
        super().show_answer(answer)
        self._tell()

    def _tell(self) -> None:
        self._note.setVisible(self.answer().option == veil.SOMEONE)
