"""The dialog behind "Save or print this map…": how it goes out, and a look at it before."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, QStandardPaths, Qt, Slot
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ifs_desktop.map import words as map_words
from ifs_desktop.map.out import json_canvas, names, queries, words, written
from ifs_desktop.map.out.drawing import Sheet
from ifs_desktop.map.queries import Picture
from ifs_desktop.store import Store
from ifs_desktop.store.schema import now
from ifs_desktop.ui import ask, clip, glyph, theme
from ifs_desktop.ui.printing import spooled_in_memory
from ifs_desktop.ui.widgets import label
from ifs_desktop.ui.widgets.notice import Notice
from ifs_desktop.vault import JournalError, files
from ifs_desktop.vault.errors import sorted_at

PNG, SVG, PDF, CANVAS = "png", "svg", "pdf", "canvas"
PREVIEW = QSize(430, 330)


class OutDialog(QDialog):
    """Keeps nothing: what was chosen is forgotten with it."""

    def __init__(self, store: Store, picture: Picture, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._picture = picture
        self._sheet: Sheet | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(self.tr("Save or print this map"))
        self.look = QLabel(self)
        self.look.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.look.setFixedSize(theme.px(PREVIEW.width()), theme.px(PREVIEW.height()))
        self.look.setAccessibleName(self.tr("How it will look"))
        self.form = self._box(
            self.tr("As what?"),
            (
                (PNG, self.tr("A picture (PNG)")),
                (SVG, self.tr("A drawing for any size (SVG)")),
                (PDF, self.tr("A page (PDF)")),
                (CANVAS, self.tr("A map for other programs (JSON Canvas)")),
            ),
        )
        self.names = self._box(
            self.tr("Names of parts"),
            (
                (names.WHOLE, self.tr("As they are")),
                (names.INITIALS, self.tr("First letters only")),
                (names.NONE, self.tr("Left out")),
            ),
        )
        self.legend = QCheckBox(self.tr("Say below what shapes, lines and sizes mean"), self)
        self.legend.setChecked(True)
        self.paper = QCheckBox(self.tr("With paper behind it"), self)
        self.paper.setChecked(True)
        self.left_out = label(
            self.tr("Notes, the legend’s words, the map’s name and what was agreed stay here too."),
            "hint",
            self,
            wrap=True,
        )
        self.save = self._button(self.tr("Save…"), self._save)
        self.save.setProperty("kind", "primary")
        self.save.setDefault(True)
        self.copy = self._button(self.tr("Copy as a picture"), self._copy)
        self.print = self._button(self.tr("Print…"), self._print)
        self.leave = self._button(self.tr("Close"), self.reject)
        self.said = Notice("", self, tone="good", dismissable=False)
        self.said.hide()
        for box in (self.form, self.names):
            box.currentIndexChanged.connect(self._chosen)
        self.legend.toggled.connect(self._chosen)
        self.paper.toggled.connect(self._chosen)
        self._arrange()
        self._chosen()
        self.finished.connect(self._drop)

    def _box(self, name: str, choices: tuple[tuple[str, str], ...]) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        for value, text in choices:
            box.addItem(text, value)
        return box

    def _button(self, text: str, pressed: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(pressed)
        return button

    def _arrange(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(theme.px(6))
        for box in (self.form, self.names):
            title = label(box.accessibleName(), "label", self)
            title.setBuddy(box)
            side.addWidget(title)
            side.addWidget(box)
            side.addSpacing(theme.px(6))
        side.addWidget(self.left_out)
        side.addWidget(self.legend)
        side.addWidget(self.paper)
        side.addStretch(1)
        notice = Notice(
            self.tr("Anyone who can open it can look at it. Keep it where nobody else looks."),
            self,
            lead=self.tr("What leaves the journal is not encrypted."),
            dismissable=False,
        )
        middle = QHBoxLayout()
        middle.setSpacing(theme.px(20))
        middle.addWidget(self.look)
        middle.addLayout(side, 1)
        row = QHBoxLayout()
        row.addWidget(self.copy)
        row.addWidget(self.print)
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.save)
        column = QVBoxLayout(self)
        edge = theme.px(22)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.px(14))
        column.addWidget(label(self.accessibleName(), "heading", self))
        column.addLayout(middle)
        column.addWidget(notice)
        column.addWidget(self.said)
        column.addLayout(row)

    # ---- what was chosen
    @property
    def _how(self) -> str:
        return str(self.names.currentData())

    @property
    def _form(self) -> str:
        return str(self.form.currentData())

    def sheet(self) -> Sheet:
        """The map as it is to be drawn now."""
        if self._sheet is None:
            shown = names.on_picture(self._picture, self._how)
            self._sheet = Sheet(shown, legend=self.legend.isChecked())
        return self._sheet

    @Slot()
    def _chosen(self, *_: object) -> None:
        self._drop()
        self.said.hide()
        drawn = self._form != CANVAS
        self.legend.setEnabled(drawn)
        self.paper.setEnabled(self._form in (PNG, SVG))
        self.left_out.setVisible(self._how != names.WHOLE)
        self._show()

    def _show(self) -> None:
        ratio = self.devicePixelRatioF()
        drawn = QImage(self.look.size() * ratio, QImage.Format.Format_ARGB32_Premultiplied)
        drawn.setDevicePixelRatio(ratio)
        with theme.paper():
            drawn.fill(theme.colour("surface"))
        painter = QPainter(drawn)
        self.sheet().paint(painter, QRectF(self.look.rect()))
        painter.end()
        self.look.setPixmap(QPixmap.fromImage(drawn))

    @Slot()
    def _drop(self, *_: object) -> None:
        if self._sheet is not None:
            self._sheet.close()
            self._sheet = None

    # ---- what is done with it
    @Slot()
    def _save(self) -> None:
        form = self._form
        kinds = {
            PNG: self.tr("Pictures (*.png)"),
            SVG: self.tr("Drawings (*.svg)"),
            PDF: self.tr("Pages (*.pdf)"),
            CANVAS: self.tr("JSON Canvas (*.canvas)"),
        }
        chosen = ask.save_file(
            self,
            self.tr("Save this map"),
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation),
            kinds[form],
            name=f"{self.tr('Map')} {now().date().isoformat()}.{form}",
            suffix=form,
        )
        if not chosen:
            return
        path = Path(chosen)
        try:
            _keep(path, self._bytes(form))
        except JournalError as error:
            self._say(words.explain(error), "danger")
        else:
            said = self.tr("The map is in “{name}” now. It is not encrypted.")
            self._say(said.format(name=path.name), "good")

    def _bytes(self, form: str) -> bytes:
        clear = not self.paper.isChecked()
        if form == PNG:
            return written.png(self.sheet(), clear=clear)
        if form == SVG:
            return written.svg(self.sheet(), clear=clear)
        if form == PDF:
            return written.pdf(self.sheet())
        content = queries.whole(self._store, self._picture.id)
        assert content is not None  # the dialog closes with its map
        shown = names.on_content(content, self._how, self.tr("Map"), glyph.role_name)
        return json_canvas.written(shown, glyph.role_name(glyph.SELF), map_words.kind_name).encode()

    @Slot()
    def _copy(self) -> None:
        clip.copy_picture(written.image(self.sheet(), clear=False))
        self._say(self.tr("Copied. It is taken from the clipboard after half a minute."), "good")

    @Slot()
    def _print(self) -> None:
        printer = ask.printer(self, self.tr("Print this map"))
        if printer is None:
            return
        printer.setDocName(written.APP)
        printer.setCreator(written.APP)
        with spooled_in_memory():
            went = written.on_page(self.sheet(), printer)
        if went:
            self._say(self.tr("The map is on its way to the printer."), "good")
        else:
            self._say(
                self.tr("The printer did not take it. Nothing is lost; look whether it is on."),
                "danger",
            )

    def _say(self, text: str, tone: str) -> None:
        self.said.set_text(text)
        self.said.set_tone(tone)
        self.said.show()


def _keep(path: Path, data: bytes) -> None:
    """Write a file over what is there, all or nothing. Raises DiskFull and its like."""
    with sorted_at(path, writing=True), files.temporary(path) as name:
        with files.create(name) as file:
            file.write(data)
            files.sync(file)
        files.replace(name, path)
