"""A soft, tinted line of words with what can be done about it; it never blocks."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.ui import icons, theme
from ifs_desktop.ui.widgets.flow import FlowLayout


class Notice(QFrame):
    """`closed` comes when the user put it aside. Tones: self, accent, good, danger, quiet."""

    closed = Signal()

    def __init__(
        self,
        text: str,
        parent: QWidget | None = None,
        *,
        lead: str = "",
        tone: str = "self",
        dismissable: bool = True,
        banner: bool = False,
    ) -> None:
        """`lead` stands before the text in bold. Both are plain text.

        A `banner` goes over a whole page: square, its links at the end of the line.
        """
        super().__init__(parent)
        self.setProperty("kind", "notice")
        self.setProperty("tone", tone)
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setWordWrap(True)
        self._words.setContentsMargins(6, 0, 0, 0)  # as much as a link has, so words line up
        self._links = QWidget(self)
        FlowLayout(self._links, gap=4, line_gap=4)
        self._links.hide()
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._words)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 10, 8 if dismissable else 16, 10)
        row.setSpacing(8)
        row.addLayout(column, 1)
        if banner:
            self.setProperty("shape", "banner")
            row.addWidget(self._links)
        else:
            column.addWidget(self._links)
        self._close = QPushButton(self)
        self._close.setProperty("kind", "link")
        self._close.setProperty("tone", "plain")
        self._close.setIcon(icons.icon("x"))
        self._close.setAccessibleName(self.tr("Put this note aside"))
        self._close.setToolTip(self.tr("Put this note aside"))
        self._close.clicked.connect(self.dismiss)
        self._close.setVisible(dismissable)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.set_text(text, lead)

    def set_text(self, text: str, lead: str = "") -> None:
        bold = f"<b>{_escaped(lead)}</b> " if lead else ""
        self._words.setText(bold + _escaped(text))
        self.setAccessibleName(f"{lead} {text}".strip())

    def set_tone(self, tone: str) -> None:
        theme.set_kind(self, tone, "tone")

    def add_link(self, text: str) -> QPushButton:
        """A button that looks like a link, below the words; connect to its `clicked`."""
        link = QPushButton(text, self._links)
        link.setProperty("kind", "link")
        link.setCursor(Qt.CursorShape.PointingHandCursor)
        link.setAccessibleName(text)
        flow = self._links.layout()
        assert flow is not None
        flow.addWidget(link)
        self._links.show()
        return link

    @Slot()
    def dismiss(self) -> None:
        """Hide it and tell."""
        self.hide()
        self.closed.emit()


def _escaped(text: str) -> str:
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return plain.replace("\n", "<br>")
