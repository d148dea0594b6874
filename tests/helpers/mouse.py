"""Mouse events as a hand makes them: QTest.mouseMove carries no pressed button."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


def press(
    widget: QWidget,
    at: QPoint,
    *,
    button: Qt.MouseButton = LEFT,
    modifiers: Qt.KeyboardModifier = NONE,
) -> None:
    """Press a button there, in the widget's pixels."""
    _send(widget, QEvent.Type.MouseButtonPress, at, button, button, modifiers)


def move(
    widget: QWidget,
    at: QPoint,
    *,
    button: Qt.MouseButton = LEFT,
    modifiers: Qt.KeyboardModifier = NONE,
) -> None:
    """Move with the button held."""
    _send(widget, QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton, button, modifiers)


def release(
    widget: QWidget,
    at: QPoint,
    *,
    button: Qt.MouseButton = LEFT,
    modifiers: Qt.KeyboardModifier = NONE,
) -> None:
    """Let the button go."""
    none = Qt.MouseButton.NoButton
    _send(widget, QEvent.Type.MouseButtonRelease, at, button, none, modifiers)


def click(
    widget: QWidget,
    at: QPoint,
    *,
    button: Qt.MouseButton = LEFT,
    modifiers: Qt.KeyboardModifier = NONE,
) -> None:
    """Press and let go in one place."""
    press(widget, at, button=button, modifiers=modifiers)
    release(widget, at, button=button, modifiers=modifiers)


def double_click(widget: QWidget, at: QPoint) -> None:
    """Two clicks, as Qt tells them."""
    click(widget, at)
    _send(widget, QEvent.Type.MouseButtonDblClick, at, LEFT, LEFT, NONE)
    release(widget, at)


def drag(
    widget: QWidget,
    start: QPoint,
    end: QPoint,
    *,
    steps: int = 6,
    button: Qt.MouseButton = LEFT,
    modifiers: Qt.KeyboardModifier = NONE,
) -> None:
    """Press at ``start``, move in ``steps``, let go at ``end``. ``end`` may lie outside."""
    press(widget, start, button=button, modifiers=modifiers)
    for step in range(1, steps + 1):
        between = QPointF(start) + (QPointF(end) - QPointF(start)) * (step / steps)
        move(widget, between.toPoint(), button=button, modifiers=modifiers)
    release(widget, end, button=button, modifiers=modifiers)


def wheel(
    widget: QWidget, at: QPoint, notches: int, *, modifiers: Qt.KeyboardModifier = NONE
) -> None:
    """Turn the wheel; a positive number turns it away from the hand."""
    event = QWheelEvent(
        QPointF(at),
        QPointF(widget.mapToGlobal(at)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def _send(
    widget: QWidget,
    kind: QEvent.Type,
    at: QPoint,
    button: Qt.MouseButton,
    buttons: Qt.MouseButton,
    modifiers: Qt.KeyboardModifier,
) -> None:
    place = QPointF(widget.mapToGlobal(at))
    event = QMouseEvent(kind, QPointF(at), place, button, buttons, modifiers)
    QApplication.sendEvent(widget, event)
