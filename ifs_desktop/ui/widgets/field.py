"""A control with its label above and a hint or error below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets.labels import label as make_label

if TYPE_CHECKING:  # an event's class would cost the first page 3 ms
    from PySide6.QtGui import QFocusEvent
    from PySide6.QtWidgets import QBoxLayout


class Field(QWidget):
    """Names its control for screen readers and passes focus on to it."""

    def __init__(
        self,
        label: str,
        control: QWidget,
        parent: QWidget | None = None,
        *,
        hint: str = "",
        beside: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.control = control
        self._hint, self._warning, self._error = hint, "", ""
        self._label = make_label(label, "label", self, wrap=True)
        self._label.setBuddy(control)
        self._below = make_label(hint, "hint", self, wrap=True)
        self._below.setVisible(bool(hint))
        control.setAccessibleName(label)
        control.setAccessibleDescription(hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._label)
        if beside is None:
            column.addWidget(control)
        else:  # under the same label, so that they are level however tall it is
            row = QHBoxLayout()
            row.setSpacing(theme.px(8))
            row.addWidget(control, 1)
            row.addWidget(beside)
            column.addLayout(row)
        column.addWidget(self._below)
        if (
            not control.sizePolicy().verticalPolicy().value
            & QSizePolicy.PolicyFlag.ExpandFlag.value
        ):
            column.addStretch(1)  # spare height goes below, not between label and control

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Not a focus proxy: with one, Tab never leaves a control that has a button inside.
        self.control.setFocus(event.reason())

    def speak_in(self, layout: QBoxLayout) -> None:
        """Say hints and errors at the end of this layout, which is wider than the field."""
        layout.addWidget(self._below)

    def set_hint(self, hint: str) -> None:
        self._hint = hint
        self._show()

    def set_error(self, text: str) -> None:
        """What needs attention here; "" goes back to the warning or hint."""
        self._error = text
        self._show()

    def set_warning(self, text: str) -> None:
        """Something to know that stops nothing; "" goes back to the hint. An error goes first."""
        self._warning = text
        self._show()

    def _show(self) -> None:
        text = self._error or self._warning or self._hint
        kind = "error" if self._error else "warn" if self._warning else "hint"
        theme.set_kind(self._below, kind)
        self._below.setText(text)
        self._below.setVisible(bool(text))
        self.control.setAccessibleDescription(text)
