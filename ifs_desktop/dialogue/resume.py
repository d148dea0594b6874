"""A quiet card for who comes back to a dialogue: when it was, what waits, who spoke last."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.dialogue.channels import channel_name
from ifs_desktop.dialogue.queries import DialogueRow, Resumed, TurnRow
from ifs_desktop.parts.profile import isolated
from ifs_desktop.ui import icons, theme
from ifs_desktop.ui.days import moment_name
from ifs_desktop.ui.portrait import Portrait
from ifs_desktop.ui.widgets.labels import ElidedLabel, label

MOST_WORDS = 200  # signs of what waits, and of last words
LOW = 440  # design px of the page below which only the first line is shown


def is_wanted(found: Resumed, today: date) -> bool:
    """Whether there is something to come back to: it waits, or was left on another day."""
    return found.unfinished is not None or found.when.date() != today


class Resume(QFrame):
    """Above the composer until it is put aside or something is said."""

    put_aside = Signal()

    def __init__(self, row: DialogueRow, found: Resumed, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "notice")
        self.setProperty("tone", "accent")
        self._words: list[str] = []
        self._more: list[QWidget] = []  # what is left out where there is little room
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(3))
        when = moment_name(found.when, today)
        if found.unfinished is None:
            self._say(self.tr("Last here: {when}").format(when=when), "subheading")
        else:
            self._say(self.tr("To be continued, from {when}").format(when=when), "subheading")
        if found.unfinished:
            words = found.unfinished
            short = words if len(words) <= MOST_WORDS else words[:MOST_WORDS].rstrip() + "…"
            self._more.append(self._say(short, ""))
        if found.last is not None:
            self._column.addLayout(self._last(found.last))
        self._say_how(row, found)
        close = QPushButton(self)
        close.setProperty("kind", "link")
        close.setProperty("tone", "plain")
        close.setIcon(icons.icon("x"))
        close.setAccessibleName(self.tr("Put this note aside"))
        close.setToolTip(self.tr("Put this note aside"))
        close.clicked.connect(self.put_aside)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(16), theme.px(10), theme.px(8), theme.px(10))
        layout.setSpacing(theme.px(8))
        layout.addLayout(self._column, 1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName("\n".join(self._words))

    def fit(self, height: int) -> None:
        """Leave the turns some room in a page that is ``height`` px tall."""
        for widget in self._more:
            widget.setVisible(height >= theme.px(LOW))

    def words(self) -> list[str]:
        """What it says, line by line."""
        return list(self._words)

    def _say(self, words: str, kind: str) -> QLabel:
        shown = label(words, kind, self, wrap=True)
        self._column.addWidget(shown)
        self._words.append(words)
        return shown

    def _tell(self, words: str) -> None:
        self._more.append(self._say(words, "small"))

    def _last(self, turn: TurnRow) -> QHBoxLayout:
        name = isolated(turn.name) or self.tr("Self")
        said = isolated(" ".join(turn.text.split())[:MOST_WORDS])
        words = self.tr("{name}: “{words}”").format(name=name, words=said)
        shape = Portrait(theme.px(18), self, turn)
        line = ElidedLabel(words, "", self)
        line.setSizePolicy(line.sizePolicy().Policy.Ignored, line.sizePolicy().Policy.Preferred)
        self._words.append(words)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        self._more += [shape, line]
        row.addWidget(shape)
        row.addWidget(line, 1)
        return row

    def _say_how(self, row: DialogueRow, found: Resumed) -> None:
        if found.not_back:
            names = ", ".join(isolated(part.name) for part in found.not_back)
            self._tell(self.tr("Had not stepped back yet: {names}").format(names=names))
        if row.channel is not None:
            how = channel_name(row.channel)
            self._tell(self.tr("How parts are sensed here: {how}").format(how=how))
