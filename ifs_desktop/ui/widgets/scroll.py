"""A scroll area without a frame that lets the page show through."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

_IF_NEEDED, _NEVER = 0, 1  # Qt.ScrollBarPolicy.ScrollBarAsNeeded and ScrollBarAlwaysOff
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

    def let_go(self) -> None:
        """Show nothing; what was shown dies."""
        old = self.takeWidget()
        if old is not None:
            old.hide()
            old.deleteLater()

    def take_height(self, needed: int, most: int) -> None:
        """Be as tall as the content, up to a height; only beyond that is there a bar.

        A bar that stands where all has room takes width, so that all has no room any more.
        """
        self.setProperty("verticalScrollBarPolicy", _NEVER if needed <= most else _IF_NEEDED)
        height = min(needed, most)
        if not (height == self.minimumHeight() == self.maximumHeight()):
            self.setFixedHeight(height)

    def show_child(self, child: QWidget) -> None:
        """Scroll as little as needed to bring `child` into sight."""
        self.ensureWidgetVisible(child, 24, 24)
