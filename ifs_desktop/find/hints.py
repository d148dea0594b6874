"""What stands where results would: ways to look, or that nothing was found."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.ui import icons, theme
from ifs_desktop.ui.widgets import CalmScroll, label
from ifs_desktop.ui.widgets.labels import paragraph


class Hints(CalmScroll):
    """A calm sheet; its examples can be tried by a click."""

    example_chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(None, parent)
        sheet = QWidget(self)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(theme.px(8), theme.px(28), theme.px(8), theme.px(24))
        column.setSpacing(theme.px(8))
        self._head = paragraph("", "heading", sheet)
        self._text = paragraph("", "subtitle", sheet)
        column.addWidget(self._head)
        column.addWidget(self._text)
        column.addSpacing(theme.px(10))
        self._ways = QWidget(sheet)
        self._fill(QGridLayout(self._ways))
        column.addWidget(self._ways)
        column.addStretch(1)
        self.set_content(sheet)
        self.show_ways()

    def show_ways(self) -> None:
        """Before anything is looked for."""
        self._head.setText(self.tr("Find any word again"))
        self._text.setText(
            self.tr(
                "Dialogues, journal, facts about parts, exercises and maps are searched as you "
                "type. Everything stays inside this journal."
            )
        )
        self._ways.show()

    def show_nothing(self) -> None:
        """Nothing fits."""
        self._head.setText(self.tr("Nothing found."))
        self._text.setText(
            self.tr(
                "Fewer letters may help, or another word for it. What was put away is not searched."
            )
        )
        self._ways.show()

    def show_trouble(self) -> None:
        """The journal could not be read just now."""
        self._head.setText(self.tr("The search did not get through"))
        self._text.setText(
            self.tr(
                "What you wrote is safe. Look again in a moment; if it stays like this, lock and "
                "unlock."
            )
        )
        self._ways.hide()

    def _fill(self, grid: QGridLayout) -> None:
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(6))
        for number, (typed, said) in enumerate(
            (
                ("shoul", self.tr("words that begin like this")),
                ('"step back"', self.tr("these words, in this order")),
                ("door -kitchen", self.tr("one word without another")),
                ("kind:entry", self.tr("only journal entries; each kind has its word")),
                ('part:"watchful"', self.tr("what has to do with a part")),
                ("tag:home", self.tr("entries with a tag")),
                ("after:2026-03 before:2026-06", self.tr("between two days")),
            )
        ):
            button = QPushButton(typed, self._ways)
            theme.set_kind(button, "quiet")
            icons.beside(button, "search")
            button.setAccessibleName(self.tr("Look for {words}").format(words=typed))
            button.setAccessibleDescription(said)
            button.setProperty("typed", typed)
            button.clicked.connect(self._chosen)
            grid.addWidget(button, number, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(label(said, "hint", self._ways), number, 1)
        grid.setColumnStretch(1, 1)

    def _chosen(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.example_chosen.emit(str(button.property("typed")))
