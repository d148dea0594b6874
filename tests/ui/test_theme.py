"""The look: contrast, following the system, the style sheet."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from ifs_desktop.ui import glyph, theme

GROUNDS = ("background", "surface", "raised", "field")
SOFT = (
    *(role + "_soft" for role in (*glyph.ROLES, "self")),
    *("accent_soft", "good_soft", "danger_soft"),
)
# Which words stand on which ground, anywhere in the app.
TEXT_PAIRS = [
    *((text, ground) for text in ("ink", "secondary") for ground in (*GROUNDS, *SOFT)),
    *((text, ground) for text in ("ink", "secondary") for ground in ("hover", "pressed")),
    *(
        (text, ground)
        for text in ("hint", "danger", "warn", "good", "accent")
        for ground in GROUNDS
    ),
    ("danger", "danger_soft"),
    ("good", "good_soft"),
    ("accent", "accent_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent", "accent_pressed"),
    ("on_danger", "danger"),
    ("on_danger", "danger_hover"),
    ("secondary", "track"),  # a primary button that cannot be pressed yet
]
# Shapes and rings need 3:1 against the ground they are drawn on.
SHAPE_PAIRS = [("accent", ground) for ground in GROUNDS] + [
    (role, role + "_soft") for role in ("manager", "firefighter", "exile", "protector", "not_sure")
]


def luminance(colour: str) -> float:
    """WCAG 2 relative luminance of "#rrggbb"."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_words_keep_a_contrast_of_four_and_a_half(name: str) -> None:
    tokens = theme.read_tokens(name)
    poor = {
        (text, ground): round(contrast(tokens[text], tokens[ground]), 2)
        for text, ground in TEXT_PAIRS
        if contrast(tokens[text], tokens[ground]) < 4.5
    }
    assert not poor


@pytest.mark.parametrize("name", ["light", "dark"])
def test_shapes_and_focus_rings_keep_a_contrast_of_three(name: str) -> None:
    tokens = theme.read_tokens(name)
    poor = {
        (line, ground): round(contrast(tokens[line], tokens[ground]), 2)
        for line, ground in SHAPE_PAIRS
        if contrast(tokens[line], tokens[ground]) < 3
    }
    assert not poor


def test_both_themes_have_the_same_tokens() -> None:
    light, dark = theme.read_tokens("light"), theme.read_tokens("dark")
    assert list(light) == list(dark)
    assert all(len(value) == 7 and value[0] == "#" for value in (*light.values(), *dark.values()))


def test_every_place_in_the_style_sheet_is_filled(qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    assert "{{" not in qapp.styleSheet() and "}}" not in qapp.styleSheet()


def test_an_unknown_theme_is_refused(qapp: QApplication) -> None:
    with pytest.raises(ValueError, match="no such theme"):
        theme.apply(qapp, "sepia")


def test_a_change_of_theme_repaints_what_is_on_the_screen(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    shape = glyph.Glyph("exile", 48)
    qtbot.addWidget(shape)
    shape.show()
    light = shape.grab().toImage().pixelColor(QPoint(24, 24)).name()
    theme.apply(qapp, "dark")
    dark = shape.grab().toImage().pixelColor(QPoint(24, 24)).name()
    assert light == theme.read_tokens("light")["exile_soft"].lower()
    assert dark == theme.read_tokens("dark")["exile_soft"].lower()


def test_the_system_choice_follows_the_system(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(theme, "_system_is_dark", lambda app: False)
    theme.apply(qapp, "system")
    assert not theme.is_dark()
    monkeypatch.setattr(theme, "_system_is_dark", lambda app: True)
    qapp.styleHints().colorSchemeChanged.emit(qapp.styleHints().colorScheme())
    assert theme.is_dark()
    theme.apply(qapp, "light")
    qapp.styleHints().colorSchemeChanged.emit(qapp.styleHints().colorScheme())
    assert not theme.is_dark()


def test_high_contrast_draws_stronger_lines_and_hints(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme.apply(qapp, "light")
    hints = qapp.styleHints().colorSchemeChanged
    before = {token: theme.value(token) for token in ("line", "hint", "secondary")}
    monkeypatch.setattr(theme, "high_contrast", lambda: True)
    hints.emit(qapp.styleHints().colorScheme())
    ground = theme.value("background")
    for token, colour in before.items():
        assert contrast(theme.value(token), ground) > contrast(colour, ground)
    monkeypatch.setattr(theme, "high_contrast", lambda: False)
    hints.emit(qapp.styleHints().colorScheme())
    assert {token: theme.value(token) for token in before} == before


def test_a_changed_kind_is_seen_at_once(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    words = QLabel("words")
    qtbot.addWidget(words)
    theme.set_kind(words, "hint")
    words.show()
    small = words.sizeHint()
    theme.set_kind(words, "title")
    assert words.sizeHint().height() > small.height()


def test_a_focused_button_does_not_change_its_size(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    for kind in ("", "primary", "quiet", "danger", "link", "rail"):
        button = QPushButton("Keep this moment")
        button.setProperty("kind", kind)
        qtbot.addWidget(button)
        button.show()
        button.clearFocus()
        before = button.sizeHint()
        button.setFocus()
        assert button.sizeHint() == before, kind


def test_the_users_own_setting_decides_about_motion(qapp: QApplication) -> None:
    theme.set_reduced_motion(True)
    assert theme.reduced_motion()
    theme.set_reduced_motion(False)
    assert not theme.reduced_motion()
    theme.set_reduced_motion(None)


def test_lengths_grow_with_the_text_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "_base_px", 28)
    assert theme.px(14) == 28
    assert theme.px(8) == 16


LIGHT_START = """
import sys
from PySide6.QtCore import __dict__ as core
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from ifs_desktop.ui import mark, theme
from ifs_desktop.ui.widgets.busy import BusySign
from ifs_desktop.ui.widgets.card import Card
from ifs_desktop.ui.widgets.field import Field
from ifs_desktop.ui.widgets.labels import KeyHint, label, paragraph
from ifs_desktop.ui.widgets.reveal import RevealLineEdit
from ifs_desktop.ui.widgets.scroll import CalmScroll
qt = theme.application("test")
theme.apply(qt, "light", first_page=True)
page = QWidget()
column = QVBoxLayout(page)
button = QPushButton("Unlock")
theme.set_kind(button, "primary")
for one in (mark.Mark(), label("x", "title"), paragraph("y", "hint", centred=True), KeyHint("A"),
            Field("Password", RevealLineEdit()), Card(shadow=True), button):
    column.addWidget(one)
sign = BusySign("", page)
sign.hide()
scroll = CalmScroll(page)
scroll.show()
qt.processEvents()
heavy = [name for name in ("dataclasses", "tomllib", "json", "markdown", "nh3", "sqlalchemy")
         if name in sys.modules]
print("Qt" in core, heavy)
"""


def test_a_first_page_needs_neither_the_qt_namespace_nor_heavy_modules() -> None:
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", LIGHT_START],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.split() == ["False", "[]"], done.stdout + done.stderr


def test_a_choice_drops_down_whole_below_its_button(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    choice = QComboBox()
    qtbot.addWidget(choice)
    choice.addItems(["As this computer does", "Light", "Dark"])
    with qtbot.waitExposed(choice):
        choice.show()
    choice.showPopup()
    rows = choice.view()
    qtbot.waitUntil(rows.isVisible)
    for row in range(choice.count()):
        assert rows.viewport().rect().contains(rows.visualRect(rows.model().index(row, 0)))
    choice.hidePopup()
