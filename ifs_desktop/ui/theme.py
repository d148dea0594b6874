"""Colours, fonts and the style sheet; follows the system's light or dark.

Imported before the first window is on the screen: nothing but Qt and what Qt loads anyway, and
not the Qt namespace, whose first use makes all its enums and costs 15 ms.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ifs_desktop.ui import resources

CHOICES = ("system", "light", "dark")
_DESIGN_PX = 14

_state: dict[str, object] = {
    "choice": "system",
    "dark": False,
    "motion": None,  # the user's own setting
    "fusion": False,  # whether the application was born with that style
    "follower": None,
    "contrast": False,  # whether the tokens are those of high contrast
}
_colours: dict[str, QColor] = {}
_values: dict[str, str] = {}
_base_px = 0


class _Follower(QObject):
    """Listens to the system for as long as the application lives."""

    @Slot()
    def follow(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply(app, str(_state["choice"]))


def apply(app: QApplication, choice: str, *, first_page: bool = False) -> None:
    """Give the whole app its look. `choice`: "system", "light" or "dark".

    With `first_page` only what that needs, if nothing has a look yet: call again when it is shown.
    """
    if choice not in CHOICES:
        raise ValueError(f"no such theme: {choice}")
    _state["choice"] = choice
    if _state["follower"] is None:
        if not _state["fusion"]:
            app.setStyle("Fusion")
        app.setFont(_base_font())
        _follow_system(app)
    first_page = first_page and not app.styleSheet()
    if not first_page:
        _state["contrast"] = high_contrast()  # asking makes Qt's enums: 15 ms at the start
    _load(choice == "dark" or (choice == "system" and _system_is_dark(app)))
    sheet = _sheet("start.qss") if first_page else _sheet("start.qss", "style.qss")
    if app.styleSheet() == sheet:
        return
    app.setPalette(_palette())
    app.setStyleSheet(sheet)


def application(name: str) -> QApplication:
    """The application, born with the style that `apply` would give it, which costs 6 ms less."""
    _state["fusion"] = True
    return QApplication([name, "-style", "fusion"])


def colour(token: str) -> QColor:
    """The colour of a token in the present theme; KeyError for an unknown name."""
    if not _colours:
        _load(bool(_state["dark"]))
    return QColor(_colours[token])


def value(token: str) -> str:
    """The colour of a token as "#rrggbb", for HTML and SVG."""
    if not _values:
        _load(bool(_state["dark"]))
    return _values[token]


def tokens() -> dict[str, str]:
    """All tokens of the present theme with their "#rrggbb"."""
    value("ink")
    return dict(_values)


def stamp() -> tuple[bool, bool]:
    """What tells the present colours from others, to hold what was drawn in them."""
    return bool(_state["dark"]), bool(_state["contrast"])


@contextmanager
def paper() -> Iterator[None]:
    """Within the block colours are those of the light theme, for what is printed or saved.

    Nothing may be shown meanwhile: no event is handled in it.
    """
    dark = is_dark()
    _load(False)
    try:
        yield
    finally:
        _load(dark)


def role_colours(role: str) -> tuple[QColor, QColor]:
    """(line, soft fill) of a role or of "self"."""
    return colour(role), colour(role + "_soft")


def is_dark() -> bool:
    """Whether the dark theme is showing."""
    return bool(_state["dark"])


def px(n: float) -> int:
    """A length drawn for 14 px text, in px at the user's text size."""
    return round(n * _base() / _DESIGN_PX)


def font(size: float = 14, *, bold: bool = False) -> QFont:
    """The app's font; `size` in design px (14 is text, 16 reading, 20 headings)."""
    result = QFont(QApplication.font())
    result.setPixelSize(px(size))
    if bold:
        result.setWeight(QFont.Weight.DemiBold)
    return result


def mix(one: QColor, other: QColor, amount: float) -> QColor:
    """`one` with `amount` (0..1) of `other`."""
    keep = 1 - amount
    return QColor.fromRgbF(
        one.redF() * keep + other.redF() * amount,
        one.greenF() * keep + other.greenF() * amount,
        one.blueF() * keep + other.blueF() * amount,
    )


def reduced_motion() -> bool:
    """Whether movement is unwanted: the user's own setting, else the system's where Qt tells."""
    if _state["motion"] is not None:
        return bool(_state["motion"])
    return "Reduce" in _hint("motionPreference")


def set_reduced_motion(reduced: bool | None) -> None:
    """The user's own setting; None follows the system."""
    _state["motion"] = reduced


def high_contrast() -> bool:
    """Whether the system asks for more contrast."""
    return _hint("contrastPreference") == "HighContrast"


def set_kind(widget: QWidget, kind: str, name: str = "kind") -> None:
    """Set the property the style sheet looks at, and restyle what is already on the screen."""
    before = widget.property(name)
    if before == kind:
        return
    widget.setProperty(name, kind)
    if before is None and not widget.isVisible():
        return  # a new widget: its first look is yet to come
    from PySide6.QtCore import Qt

    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)
        widget.update()


def read_tokens(name: str) -> dict[str, str]:
    """The tokens of themes/<name>.toml. Read by hand: tomllib would cost the start 3 ms."""
    found = {}
    for line in resources.text("themes", name + ".toml").splitlines():
        key, equals, rest = line.partition("=")
        if equals and not line.startswith("#"):
            found[key.strip()] = rest.strip().strip('"')
    return found


def _load(dark: bool) -> None:
    values = read_tokens("dark" if dark else "light")
    if _state["contrast"]:
        # Lines carry meaning, hints carry text: both step up one place.
        values["line"] = values["edge"] = values["hint"]
        values["hint"] = values["secondary"]
        values["secondary"] = values["ink"]
    _state["dark"] = dark
    _values.clear()
    _values.update(values)
    _colours.clear()
    _colours.update((name, QColor(text)) for name, text in values.items())


def _system_is_dark(app: QApplication) -> bool:
    """What the palette says before it was ours, later Fusion's own: it follows the system."""
    # The first use of QStyle makes its enums, 6 ms: not before the first page is on the screen.
    own = app.style().standardPalette() if app.styleSheet() else app.palette()
    return own.color(QPalette.ColorRole.Window).lightness() < 128


def _hint(name: str) -> str:
    """An accessibility preference of the system by its name in Qt, or "" where Qt has none."""
    hints = QGuiApplication.styleHints()  # PySide drops what comes from it when it is dropped
    reader = getattr(hints, "accessibility", None)  # Qt has it from 6.10
    preference = getattr(reader(), name, None) if reader is not None else None
    return str(preference().name) if preference is not None else ""


def _follow_system(app: QApplication) -> None:
    follower = _state["follower"] = _Follower(app)
    hints = QGuiApplication.styleHints()
    hints.colorSchemeChanged.connect(follower.follow)
    reader = getattr(hints, "accessibility", None)
    if reader is not None:
        reader().contrastPreferenceChanged.connect(follower.follow)


def _base() -> int:
    global _base_px
    if not _base_px:
        system = QApplication.font()  # the system's own, until `apply` sets ours
        size = system.pixelSize()
        if size <= 0:
            screen = QGuiApplication.primaryScreen()
            dots = screen.logicalDotsPerInch() if screen is not None else 96.0
            size = round(system.pointSizeF() * dots / 72)
        _base_px = max(_DESIGN_PX, size)
    return _base_px


def _base_font() -> QFont:
    base = QApplication.font()
    base.setPixelSize(_base())
    return base


def _palette() -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    plan = {
        role.Window: "background",
        role.WindowText: "ink",
        role.Base: "field",
        role.AlternateBase: "surface",
        role.Text: "ink",
        role.Button: "raised",
        role.ButtonText: "ink",
        role.BrightText: "on_accent",
        role.ToolTipBase: "raised",
        role.ToolTipText: "ink",
        role.PlaceholderText: "hint",
        role.Highlight: "accent",
        role.HighlightedText: "on_accent",
        role.Accent: "accent",
        role.Link: "accent",
        role.LinkVisited: "accent",
        role.Light: "raised",
        role.Midlight: "hover",
        role.Mid: "line",
        role.Dark: "edge",
        role.Shadow: "shadow",
    }
    for one, token in plan.items():
        palette.setColor(one, _colours[token])
    group = QPalette.ColorGroup
    for one in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(group.Disabled, one, _colours["hint"])
    palette.setColor(group.Disabled, role.Highlight, _colours["track"])
    palette.setColor(group.Inactive, role.Highlight, _colours["accent_soft"])
    palette.setColor(group.Inactive, role.HighlightedText, _colours["ink"])
    return palette


def _sheet(*files: str) -> str:
    """The files as one sheet with every {{token}}, {{px}} and {{art}} filled in, in one pass."""
    parts = "".join(map(resources.text, files)).split("{{")
    art = resources.path("themes", "dark" if is_dark() else "light").replace(os.sep, "/")
    out = [parts[0]]
    for part in parts[1:]:
        name, _, rest = part.partition("}}")
        if name.isdigit():
            out.append(str(px(int(name))))
        elif name == "art":
            out.append(art)
        else:
            out.append(_values[name])
        out.append(rest)
    return "".join(out)
