"""A scroll area without a frame that lets the page show through."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

_NEVER = 1  # Qt.ScrollBarPolicy.ScrollBarAlwaysOff
_NO_FOCUS = 0  # Qt.FocusPolicy.NoFocus


class CalmScroll(QScrollArea):
    """Scrolls one widget, which takes the whole width."""

    def __init__(self, content: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "calm")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        # By property, as in labels.py: this is on the first page.
        self.setProperty("horizontalScrollBarPolicy", _NEVER)
        self.setProperty("focusPolicy", _NO_FOCUS)
        if content is not None:
            self.set_content(content)

    def set_content(self, content: QWidget) -> None:
        """The widget to scroll; an earlier one is let go."""
        self.setWidget(content)
        content.setAutoFillBackground(False)  # setWidget had switched it on

    def show_child(self, child: QWidget) -> None:
        """Scroll as little as needed to bring `child` into sight."""
        self.ensureWidgetVisible(child, 24, 24)
