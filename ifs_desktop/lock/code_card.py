"""A recovery code as people see it: seven numbered groups, large, to be read, heard or copied."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from ifs_desktop.lock.code_line import MONO, mono_family
from ifs_desktop.ui import theme
from ifs_desktop.ui.widgets.card import Card
from ifs_desktop.ui.widgets.labels import label

IN_A_ROW = 4


class CodeCard(Card):
    """Tab goes from group to group; a screen reader spells each."""

    def __init__(self, groups: list[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(QCoreApplication.translate("GiveCode", "Your recovery code"))
        self.groups: list[QLabel] = []
        grid = QGridLayout(self)
        side = theme.px(22)
        grid.setContentsMargins(side, theme.px(16), side, theme.px(18))
        grid.setHorizontalSpacing(theme.px(10))
        grid.setVerticalSpacing(theme.px(12))
        for number, group in enumerate(groups):
            grid.addLayout(self._cell(number, group), *divmod(number, IN_A_ROW))

    def take_focus(self) -> None:
        """Begin to read."""
        self.groups[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _cell(self, number: int, group: str) -> QVBoxLayout:
        cell = QVBoxLayout()
        cell.setSpacing(0)
        above = label(str(number + 1), "hint", self)
        above.setIndent(theme.px(4))
        signs = label(group, "code", self)
        signs.setIndent(0)
        signs.setStyleSheet(MONO.format(family=mono_family()))
        signs.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        signs.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the flags alone allow a click only
        signs.setCursor(Qt.CursorShape.IBeamCursor)
        signs.setAccessibleName(name_of(number))
        signs.setAccessibleDescription(" ".join(group))
        self.groups.append(signs)
        cell.addWidget(above)
        cell.addWidget(signs)
        return cell


def name_of(number: int) -> str:
    """ "Group 3", counted from nought here and from one for people."""
    return QCoreApplication.translate("GiveCode", "Group {number}").format(number=number + 1)
