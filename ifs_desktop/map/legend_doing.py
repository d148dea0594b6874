"""What is written into the legend, kept in the journal; and whether it is open on each map."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ifs_desktop.map import edits
from ifs_desktop.map.canvas import Canvas
from ifs_desktop.map.legend import LegendCard
from ifs_desktop.map.queries import Picture
from ifs_desktop.store import Store
from ifs_desktop.ui import theme

ROOMY = 720  # design px of the canvas from which on a legend opens by itself


class LegendDoing(QObject):
    """The handler of legend_actions.ROWS; the card belongs to the canvas."""

    left = Signal()  # back to the map

    def __init__(self, store: Store, canvas: Canvas, page: QWidget) -> None:
        super().__init__(page)
        self._store, self._canvas = store, canvas
        self._picture: Picture | None = None
        self._arriving = True
        self._action: QAction | None = None
        self.card = LegendCard(canvas)
        self.card.written.connect(self._written)
        self.card.toggled.connect(self._toggled)
        self.card.grown.connect(canvas.arrange)
        self.card.left.connect(self.left)
        canvas.add_float(self.card, canvas.ABOVE)
        self.card.show()

    def set_actions(self, actions: dict[str, QAction]) -> None:
        """The action that is on while the legend is open."""
        self._action = actions["map_legend"]

    def show_picture(self, picture: Picture, *, anew: bool) -> None:
        """Show what is said of this map."""
        other = self._picture is None or self._picture.id != picture.id
        if other and self._picture is not None:
            self.card.commit_drafts()  # they belong to the map that was shown
        self._picture = picture
        self._arriving |= other
        self.card.show_picture(picture, anew=anew or other, soon=self._arriving)
        self.card.setVisible(picture.kind != "place")

    def arrive(self) -> None:
        """Open as this map was left; one with words opens by itself where there is room."""
        if not self._arriving or self._picture is None:
            return
        self._arriving = False
        says = bool(self._picture.legend or self._picture.about)
        opens = says and self._canvas.width() >= theme.px(ROOMY)
        self._unfold(bool(self._store.state(self._key(), opens)))

    def commit_drafts(self) -> None:
        """Keep what is being typed."""
        self.card.commit_drafts()

    def show_legend(self) -> None:
        """Open the legend to write in it, or fold it."""
        if self.card.isHidden():
            return
        shown = not self.card.is_open()
        self._unfold(shown)
        self._toggled(shown)
        if shown:
            self.card.take_focus()
        else:
            self.left.emit()

    @Slot(str, str, int)
    def _written(self, which: str, text: str, visit: int) -> None:
        if self._picture is None:
            return
        map_id = self._picture.id
        if which == "about":
            edits.set_about(self._store, map_id=map_id, about=text, visit=visit)
        else:
            edits.set_legend(self._store, map_id=map_id, visit=visit, **{which: text})

    @Slot(bool)
    def _toggled(self, shown: bool) -> None:
        self._store.set_state(self._key(), shown)
        if self._action is not None:
            self._action.setChecked(shown)

    def _unfold(self, shown: bool) -> None:
        self.card.unfold(shown)
        if self._action is not None:
            self._action.setChecked(shown)

    def _key(self) -> str:
        assert self._picture is not None
        return f"map:{self._picture.id}:legend"
