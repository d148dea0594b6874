"""The way Tab takes through what is made while it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def lead_through(root: QWidget) -> None:
    """Let Tab go through a widget as its layouts stand, whatever was made first."""
    for before, after in pairwise(stops(root)):
        QWidget.setTabOrder(before, after)


def stops(widget: QWidget) -> Iterator[QWidget]:
    """All that Tab can come to within a widget, in reading order; also what is hidden."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus.value:
        yield widget
    elif isinstance(widget, QScrollArea):
        inside = widget.widget()
        if inside is not None:
            yield from stops(inside)
    else:
        yield from _within(widget.layout())


def _within(layout: QLayout | None) -> Iterator[QWidget]:
    for index in range(0 if layout is None else layout.count()):
        item = None if layout is None else layout.itemAt(index)
        if item is None:
            continue
        widget = item.widget()
        if widget is not None:
            yield from stops(widget)
        else:
            yield from _within(item.layout())
