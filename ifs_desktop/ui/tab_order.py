"""The way Tab takes through what is made while it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QStackedWidget, QWidget


def lead_through(root: QWidget) -> None:
    """Let Tab go through a widget as its layouts stand, whatever was made first."""
    for before, after in pairwise(stops(root)):
        QWidget.setTabOrder(before, after)


def stops(widget: QWidget) -> Iterator[QWidget]:
    """All that Tab can come to within a widget, in reading order; also what is hidden."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus.value:
        yield widget
        return
    inside = None
    if isinstance(widget, QScrollArea):
        inside = widget.widget()
    elif isinstance(widget, QStackedWidget):
        inside = widget.currentWidget()
    if inside is not None:
        yield from stops(inside)
        return
    layout = widget.layout()
    if layout is not None:
        here = [child for child in widget.children() if isinstance(child, QWidget)]
        yield from _within(layout, here)


def _within(layout: QLayout, widgets: list[QWidget]) -> Iterator[QWidget]:
    """Asked for their places one by one: Python would keep a layout's items, and all with them."""
    within = [sub for sub in layout.children() if isinstance(sub, QLayout)]
    placed: list[tuple[int, QWidget | QLayout]] = [(layout.indexOf(sub), sub) for sub in within]
    placed += [(layout.indexOf(widget), widget) for widget in widgets]
    for _, one in sorted((pair for pair in placed if pair[0] >= 0), key=lambda pair: pair[0]):
        if isinstance(one, QWidget):
            yield from stops(one)
        else:
            yield from _within(one, widgets)
