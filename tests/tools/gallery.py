"""Paints every widget in both themes at 1x and 2x: python tests/tools/gallery.py OUT_DIR."""

from __future__ import annotations

import os
import sys

_HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(os.path.dirname(_HERE)))

LONG = "The one who reads every message four times and still does not know what she meant by it"
NAMES = (
    ("The Watchful One", "manager"),
    ("Slam the Door", "firefighter"),
    ("Little One", "exile"),
    ("Der Wächter", "protector"),
    ("見張り番のひと", "not_sure"),
    ("الحارس الصغير", "manager"),
    ("Self", "self"),
)


def buttons():
    from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

    from ifs_desktop.ui import icons

    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    for enabled in (True, False):
        row = QHBoxLayout()
        for kind in ("", "primary", "quiet", "danger", "link"):
            button = QPushButton((kind or "plain").capitalize(), box)
            button.setProperty("kind", kind)
            button.setEnabled(enabled)
            row.addWidget(button)
        checked = QPushButton("Checked", box)
        checked.setCheckable(True)
        checked.setChecked(True)
        checked.setEnabled(enabled)
        row.addWidget(checked)
        menu = QPushButton("Arrange", box)
        menu.setMenu(QMenu(menu))
        menu.setEnabled(enabled)
        row.addWidget(menu)
        withicon = QPushButton("Add part", box)
        withicon.setIcon(icons.icon("plus", "on_accent"))
        withicon.setProperty("kind", "primary")
        withicon.setEnabled(enabled)
        row.addWidget(withicon)
        tool = QToolButton(box)
        tool.setIcon(icons.icon("search"))
        tool.setEnabled(enabled)
        row.addWidget(tool)
        row.addStretch(1)
        column.addLayout(row)
    return box


def chips():
    from PySide6.QtWidgets import QWidget

    from ifs_desktop.ui.widgets import Chip, FlowLayout

    box = QWidget()
    flow = FlowLayout(box)
    for index, (name, role) in enumerate(NAMES):
        chip = Chip(name, box, role=role, key=f"Ctrl {index}", checkable=True)
        chip.setChecked(index % 2 == 0)
        flow.addWidget(chip)
    for chip in (
        Chip(LONG, box, role="exile"),
        Chip("tense", box),
        Chip("curious", box, checkable=True),
        Chip("invite a part", box, icon="plus"),
        Chip("not now", box, role="manager"),
    ):
        flow.addWidget(chip)
    chip.setEnabled(False)
    return box


def glyphs():
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QColor, QPainter
    from PySide6.QtWidgets import QHBoxLayout, QWidget

    from ifs_desktop.ui import glyph
    from ifs_desktop.ui.mark import Mark

    class Row(QWidget):
        def paintEvent(self, event):
            painter = QPainter(self)
            x = 12
            for size in (70, 36, 18):
                for role in (*glyph.ROLES, "self"):
                    box = QRectF(x, 12 + (70 - size) / 2, size, size)
                    glyph.paint(painter, box, role, selected=size == 36)
                    x += size + (18 if size > 20 else 8)
            glyph.paint(painter, QRectF(x, 12, 70, 70), "manager", QColor("#3FA06A"))
            painter.end()

    row = Row()
    row.setFixedSize(1020, 94)
    box = QWidget()
    line = QHBoxLayout(box)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(Mark(56, box))
    line.addWidget(row)
    line.addStretch(1)
    return box


def icon_wall():
    from PySide6.QtWidgets import QLabel, QWidget

    from ifs_desktop.ui import icons, resources
    from ifs_desktop.ui.widgets import FlowLayout

    box = QWidget()
    flow = FlowLayout(box, gap=14)
    for file in sorted(os.listdir(resources.path("icons"))):
        picture = QLabel(box)
        picture.setPixmap(icons.icon(file.removesuffix(".svg")).pixmap(18))
        picture.setToolTip(file)
        flow.addWidget(picture)
    return box


def fields():
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import (
        QCheckBox,
        QComboBox,
        QGridLayout,
        QLineEdit,
        QProgressBar,
        QRadioButton,
        QSlider,
        QSpinBox,
        QTabWidget,
        QTextEdit,
        QWidget,
    )

    from ifs_desktop.ui.widgets import Card, Field, GrowingTextEdit, RevealLineEdit

    card = Card()
    grid = QGridLayout(card)
    grid.setContentsMargins(20, 16, 20, 16)
    grid.setSpacing(14)
    password = RevealLineEdit()
    password.setText("correct horse")
    first = Field("Password", password, card)
    first.set_warning("Caps Lock is on")
    grid.addWidget(first, 0, 0)
    empty = QLineEdit()
    empty.setPlaceholderText("Search all dialogues")
    grid.addWidget(Field("Search", empty, card, hint="Words in any order"), 0, 1)
    broken = QLineEdit(LONG)
    bad = Field("Name", broken, card)
    bad.set_error("Two parts have this name. You can tell them apart by adding a word.")
    grid.addWidget(bad, 0, 2)
    off = QLineEdit("Read only, for now")
    off.setEnabled(False)
    grid.addWidget(Field("Off", off, card), 0, 3)
    spin = QSpinBox()
    spin.setSuffix(" min")
    spin.setValue(5)
    grid.addWidget(Field("Lock after", spin, card), 1, 0)
    combo = QComboBox()
    combo.addItems(["Follow the system", "Light", "Dark"])
    grid.addWidget(Field("Look", combo, card), 1, 1)
    growing = GrowingTextEdit()
    growing.setPlainText("We'd be fooled again and it would be my fault.\nحارس\n見張り番")
    grid.addWidget(Field("What it is afraid would happen if it stopped", growing, card), 1, 2)
    rich = QTextEdit("Some <b>rich</b> text")
    rich.setMaximumHeight(80)
    grid.addWidget(Field("Rich", rich, card), 1, 3)
    checks = QWidget()
    lines = QGridLayout(checks)
    lines.setContentsMargins(0, 0, 0, 0)
    for index, state in enumerate(
        (Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked, Qt.CheckState.Checked)
    ):
        check = QCheckBox("Blur when the window loses focus")
        check.setTristate(index == 1)
        check.setCheckState(state)
        lines.addWidget(check, index, 0)
        radio = QRadioButton("Not now")
        radio.setChecked(index == 1)
        radio.setEnabled(index != 2)
        lines.addWidget(radio, index, 1)
    grid.addWidget(checks, 2, 0, 1, 2)
    sliders = QWidget()
    lines = QGridLayout(sliders)
    for index, tone in enumerate(("", "alarm", "self")):
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setProperty("tone", tone)
        slider.setValue(30 + 25 * index)
        lines.addWidget(slider, index, 0)
    bar = QProgressBar()
    bar.setValue(40)
    bar.setTextVisible(False)
    lines.addWidget(bar, 3, 0)
    grid.addWidget(sliders, 2, 2)
    tabs = QTabWidget()
    tabs.addTab(QWidget(), "Look")
    tabs.addTab(QWidget(), "Safety")
    tabs.addTab(QWidget(), "Keys")
    grid.addWidget(tabs, 2, 3)
    return card


def words():
    from PySide6.QtWidgets import (
        QHBoxLayout,
        QListWidget,
        QTreeWidget,
        QTreeWidgetItem,
        QVBoxLayout,
        QWidget,
    )

    from ifs_desktop.ui.widgets import BusySign, Card, KeyHint, Notice, label

    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    left = QVBoxLayout()
    for kind in ("title", "heading", "subheading", "subtitle", "label", "hint", "small", "reading"):
        left.addWidget(label(f"{kind}: What set the alarm off today?", kind))
    for kind in ("error", "warn", "pill"):
        left.addWidget(label(f"{kind}: words", kind))
    keys = QHBoxLayout()
    keys.addWidget(KeyHint("Enter"))
    keys.addWidget(label("say it", "small"))
    keys.addWidget(KeyHint("Ctrl L"))
    keys.addWidget(BusySign())
    keys.addStretch(1)
    left.addLayout(keys)
    row.addLayout(left)
    middle = QVBoxLayout()
    for tone in ("self", "accent", "good", "danger", "quiet"):
        notice = Notice(
            "You could thank it, and ask if it will wait, or open a mediation for both.",
            lead="A second protector spoke up.",
            tone=tone,
            dismissable=tone != "quiet",
        )
        if tone in ("self", "quiet"):
            notice.add_link("Ask it to wait")
            notice.add_link("Open mediation")
        middle.addWidget(notice)
    row.addLayout(middle, 1)
    right = QVBoxLayout()
    listing = QListWidget()
    listing.ensurePolished()
    listing.addItems([name for name, _ in NAMES] + [LONG])
    listing.setCurrentRow(1)
    listing.setMaximumHeight(150)
    right.addWidget(listing)
    tree = QTreeWidget()
    tree.ensurePolished()
    tree.setHeaderLabels(["Name", "Kind"])
    QTreeWidgetItem(QTreeWidgetItem(tree, ["After the betrayal", "map"]), ["Little One", "exile"])
    tree.expandAll()
    tree.setMaximumHeight(120)
    right.addWidget(tree)
    floating = Card(shadow=True)
    inside = QVBoxLayout(floating)
    inside.addWidget(label("A card that floats", "subheading"))
    right.addWidget(floating)
    row.addLayout(right)
    return box


def headers():
    from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

    from ifs_desktop.ui.widgets import Chip, PageHeader

    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    for title, width in (("Asking the Watchful One to step back", 0), (LONG, 900), (LONG, 480)):
        header = PageHeader(title)
        header.set_back("Dialogues" if width == 900 else "")
        header.add_chip(Chip("The Watchful One", role="manager"))
        header.add_chip(Chip("Slam the Door", role="firefighter"))
        for text in ("Undo", "Arrange", "Export…"):
            header.add_action(QPushButton(text))
        last = header.add_action(QPushButton("Add part"))
        last.setProperty("kind", "primary")
        line = QHBoxLayout()
        if width:
            header.setFixedWidth(width)
        line.addWidget(header)
        if width:
            line.addStretch(1)
        column.addLayout(line)
    return box


def paper():
    from PySide6.QtWidgets import QTextBrowser

    from ifs_desktop.ui import markdown, theme

    view = QTextBrowser()
    document = markdown.document(
        "# What the jaw is holding\n\nIt *holds* what **was not said**.\nA second line.\n\n"
        "> We'd miss it. Like last time.\n\n- one\n- two\n    - inner\n\n1. first\n2. second\n\n"
        "Some `code`, a [label](https://example.org) and <b>raw</b>.\n\n"
        "| then | now |\n|---|---|\n| he hid it | she told me |\n\n```\nblock\n```\n",
        theme.font(16),
    )
    document.setParent(view)
    view.setDocument(document)
    view.setMinimumHeight(470)
    return view


def build():
    from PySide6.QtWidgets import QVBoxLayout, QWidget

    page = QWidget()
    page.setProperty("kind", "page")
    page.setAutoFillBackground(True)
    page.setMinimumWidth(1400)
    column = QVBoxLayout(page)
    column.setContentsMargins(24, 24, 24, 24)
    column.setSpacing(20)
    for make in (headers, glyphs, buttons, chips, words, fields, icon_wall, paper):
        column.addWidget(make())
    return page


def states(out, name, app):
    """Focus, hover and open popups, which need a shown window."""
    from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

    from ifs_desktop.ui import icons
    from ifs_desktop.ui.widgets import Chip

    window = QWidget()
    window.setProperty("kind", "page")
    column = QVBoxLayout(window)
    made = [QPushButton("Plain"), QPushButton("Primary"), QPushButton("Quiet"), QPushButton("Link")]
    made[1].setProperty("kind", "primary")
    made[2].setProperty("kind", "quiet")
    made[3].setProperty("kind", "link")
    made += [Chip("Little One", role="exile"), QLineEdit("a line"), QComboBox()]
    for one in made:
        column.addWidget(one)
    window.resize(260, 360)
    window.show()
    window.activateWindow()
    for index, one in enumerate(made):
        one.setFocus()
        app.processEvents()
        one.grab().save(os.path.join(out, f"focus-{name}-{index}.png"))
    menu = QMenu(window)
    menu.addAction(icons.icon("undo"), "Undo: Move parts").setShortcut("Ctrl+Z")
    menu.addAction("Off").setEnabled(False)
    menu.addSeparator()
    tick = menu.addAction("Checked")
    tick.setCheckable(True)
    tick.setChecked(True)
    menu.addMenu("More").addAction("x")
    menu.popup(window.mapToGlobal(window.rect().center()))
    app.processEvents()
    menu.grab().save(os.path.join(out, f"menu-{name}.png"))
    menu.close()
    window.close()


def one(out, choice, scale):
    from PySide6.QtWidgets import QApplication

    from ifs_desktop.ui import theme

    app = QApplication([])
    theme.apply(app, choice)
    page = build()
    page.show()
    app.processEvents()
    page.resize(1400, page.layout().totalHeightForWidth(1400))
    app.processEvents()
    page.grab().save(os.path.join(out, f"gallery-{choice}-{scale}x.png"))
    states(out, f"{choice}-{scale}x", app)


def main():
    import subprocess

    if len(sys.argv) == 4:
        one(*sys.argv[1:])
        return
    out = sys.argv[1]
    os.makedirs(out, exist_ok=True)
    for choice in ("light", "dark"):
        for scale in ("1", "2"):
            env = dict(os.environ, QT_QPA_PLATFORM="offscreen", QT_SCALE_FACTOR=scale)
            subprocess.run([sys.executable, __file__, out, choice, scale], env=env, check=True)


if __name__ == "__main__":
    main()
