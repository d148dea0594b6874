"""What is known of one part, to be read and written beside the map."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ifs_desktop.map import words
from ifs_desktop.map.fact_field import FactField, new_visit
from ifs_desktop.map.known import KnownFacts
from ifs_desktop.map.look_pane import LookPane
from ifs_desktop.map.queries import Placed
from ifs_desktop.map.relations_pane import Relations
from ifs_desktop.parts import edits, queries
from ifs_desktop.parts.names import LONGEST_NAME, UnusableName
from ifs_desktop.parts.queries import PartDetail
from ifs_desktop.parts.rows import CalmCombo
from ifs_desktop.store import Ref, Store
from ifs_desktop.ui import ask, glyph, icons, theme
from ifs_desktop.ui.days import short_day
from ifs_desktop.ui.portrait import Portrait
from ifs_desktop.ui.widgets import label

FIELDS = ("job", "fear", "body")
SAVE_AFTER = 500  # ms after the last key of the name
_NAME_LOOK = (
    "QLineEdit { background: transparent; border: 2px solid transparent; border-radius: 8px;"
    " padding: 1px 3px; } QLineEdit:hover { border-color: palette(mid); }"
    " QLineEdit:focus { border-color: palette(highlight); background: palette(base); }"
)


class PartPane(QWidget):
    """Name, role, facts and relations of one part. It writes to the journal itself."""

    open_requested = Signal(object)  # Ref
    link_requested = Signal(int)
    list_requested = Signal()

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._detail: PartDetail | None = None
        self._visit = 0
        self._loading = False
        self.back = _quiet(self.tr("On this map"), self)
        icons.beside(self.back, "chevron-left")
        self.back.setAccessibleName(self.tr("Back to the list of who is on this map"))
        self.back.clicked.connect(self.list_requested)
        self._build_head()
        self.looks = LookPane(store, self)
        self.fields = {kind: FactField(kind, self) for kind in FIELDS}
        for field in self.fields.values():
            field.written.connect(self._written)
            field.sayer_changed.connect(self._sayer_changed)
        self.known = KnownFacts(self)
        self.known.open_requested.connect(self.open_requested)
        self.relations = Relations(store, self)
        self.relations.open_requested.connect(self.open_requested)
        self._build_foot()
        self._arrange()

    def part_id(self) -> int | None:
        """The part shown."""
        return None if self._detail is None else self._detail.card.id

    def show_part(
        self,
        detail: PartDetail,
        *,
        anew: bool,
        placed: Placed | None = None,
        map_id: int = 0,
    ) -> None:
        """Show a part, and how it stands on this map if it is on it.

        ``anew`` replaces what is being typed (after undo).
        """
        if self._detail is not None and self._detail.card.id != detail.card.id:
            self.commit_drafts()
            anew = True
        self._detail = detail
        card = detail.card
        self._loading = True
        if self.name.text().strip() != card.name and (anew or not self._timer.isActive()):
            self._timer.stop()
            self.name.setText(card.name)
            self.name.setCursorPosition(0)
        self._problem.hide()
        self.glyph.show_look(card)
        self.looks.show_part(card, placed, map_id)
        self._met.setText(
            self.tr("{role} · met {day}").format(
                role=glyph.role_name(card.shape), day=short_day(detail.met.date(), date.today())
            )
        )
        self.role.setCurrentIndex(self.role.findData(card.role))
        self._loading = False
        stated = {kind: detail.stated(kind) for kind in FIELDS}
        for kind, field in self.fields.items():
            field.show_fact(stated[kind], anew=anew)
            field.setVisible(not card.veiled)  # of who is veiled nothing is asked
        shown = {fact.id for fact in stated.values() if fact is not None}
        self.known.show_facts([fact for fact in detail.facts if fact.id not in shown])
        self.relations.show_relations(card.id, detail.relations, anew=anew)
        self._with_care.setVisible(card.role == "exile")

    def commit_drafts(self) -> None:
        """Write now what was typed."""
        self._save_name()
        for field in self.fields.values():
            field.commit()
        self.looks.commit_drafts()
        self.relations.commit_drafts()

    def focus_name(self) -> None:
        """Go to the name."""
        self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.name.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.name and event.type() == QEvent.Type.FocusIn:
            self._visit = new_visit()
        elif watched is self.name and event.type() == QEvent.Type.FocusOut:
            self._save_name()
            if self._detail is not None and not self._problem.isHidden():
                self._loading = True
                self.name.setText(self._detail.card.name)
                self._loading = False
                self._problem.hide()
        return False

    def _build_head(self) -> None:
        self.glyph = Portrait(theme.px(40), self)
        self.name = QLineEdit(self)
        self.name.setFont(theme.font(16, bold=True))
        self.name.setStyleSheet(_NAME_LOOK)
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setAccessibleName(self.tr("Name"))
        self.name.textChanged.connect(self._name_typed)
        self.name.returnPressed.connect(self._save_name)
        self.name.installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER)
        self._timer.timeout.connect(self._name_paused)
        self._met = label("", "small", self, wrap=True)
        self._met.setIndent(5)
        self._problem = label(
            self.tr("A name needs at least one letter or sign."), "hint", self, wrap=True
        )
        self._problem.hide()
        self.role = CalmCombo(self)
        self.role.setAccessibleName(self.tr("Role"))
        self.role.setIconSize(QSize(theme.px(20), theme.px(20)))
        for role in glyph.ROLES:
            self.role.addItem(glyph.icon(role), glyph.role_name(role), role)
        self.role.activated.connect(self._role_chosen)

        self.profile = _quiet(self.tr("Open profile"), self)
        icons.beside(self.profile, "users")
        self.profile.clicked.connect(self._open_profile)

    def _build_foot(self) -> None:
        self.link = _quiet(self.tr("Link to another part…"), self)
        icons.beside(self.link, "link")
        self.link.clicked.connect(self._link)
        self.talk = QPushButton(self.tr("Start a dialogue"), self)
        self.talk.setProperty("kind", "primary")
        self.talk.clicked.connect(self._talk)
        self._with_care = label(
            self.tr(
                "An exile is met with the permission of the parts that protect it. They are "
                "asked first."
            ),
            "small",
            self,
            wrap=True,
        )
        self.away = _quiet(self.tr("Put part away…"), self)
        self.away.clicked.connect(self._put_away)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        side = theme.px(18)
        column.setContentsMargins(side, theme.px(12), side, theme.px(20))
        column.setSpacing(theme.px(12))
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(self.glyph, 0, Qt.AlignmentFlag.AlignTop)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self.name)
        lines.addWidget(self._met)
        lines.addWidget(self._problem)
        head.addLayout(lines, 1)
        column.addLayout(head)
        column.addWidget(self.role)
        column.addWidget(self.profile, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.looks)
        for kind in FIELDS:
            column.addWidget(self.fields[kind])
        column.addWidget(self.known)
        column.addWidget(self.relations)
        column.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._with_care)
        column.addWidget(self.talk)
        column.addWidget(self.away, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        # From one thing to write to the next: who said it appears below a field only while one
        # types there, and would catch the Tab and the words meant for the next field.
        fields = self.fields.values()
        stops = [field.edit for field in fields] + [field.said for field in fields]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    @Slot(str)
    def _name_typed(self, _text: str) -> None:
        if not self._loading:
            self._timer.start()

    @Slot()
    def _name_paused(self) -> None:
        self._write_name()

    @Slot()
    def _save_name(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self._write_name()

    def _write_name(self) -> None:
        part_id = self._still_there()
        if part_id is None or self._detail is None or self.name.text() == self._detail.card.name:
            return
        try:
            edits.rename_part(
                self._store,
                part_id=part_id,
                name=self.name.text(),
                visit=self._visit,
            )
            self._problem.hide()
        except UnusableName:
            self._problem.show()

    def _still_there(self) -> int | None:
        """The part shown, unless it has left the journal (undo may have taken it away)."""
        shown = self.part_id()
        if shown is None or queries.part(self._store, shown) is None:
            return None
        return shown

    @Slot(int)
    def _role_chosen(self, _index: int) -> None:
        if self._detail is not None and not self._loading:
            edits.set_role(
                self._store, part_id=self._detail.card.id, role=str(self.role.currentData())
            )

    @Slot(str, str, str, int)
    def _written(self, kind: str, text: str, said_by: str, visit: int) -> None:
        part_id = self._still_there()
        if part_id is not None:
            edits.state_fact(
                self._store,
                part_id=part_id,
                kind=kind,
                text=text,
                said_by=said_by,
                visit=visit,
            )

    @Slot(int, str)
    def _sayer_changed(self, fact_id: int, said_by: str) -> None:
        edits.set_sayer(self._store, fact_id=fact_id, said_by=said_by)

    @Slot()
    def _open_profile(self) -> None:
        if self._detail is not None:
            self.commit_drafts()
            self.open_requested.emit(Ref("profile", self._detail.card.id))

    @Slot()
    def _link(self) -> None:
        if self._detail is not None:
            self.link_requested.emit(self._detail.card.id)

    @Slot()
    def _talk(self) -> None:
        if self._detail is not None:
            self.open_requested.emit(Ref("dialogue", None, f"part:{self._detail.card.id}"))

    @Slot()
    def _put_away(self) -> None:
        if self._detail is None:
            return
        self.commit_drafts()
        card = self._detail.card
        if ask.confirm(
            self,
            self.tr("Put {name} away?").format(name=words.isolated(card.name)),
            self.tr(
                "It leaves all maps and lists. What it said in dialogues stays there. "
                "Undo brings it back."
            ),
            self.tr("Put away"),
            self.tr("Leave it here"),
        ):
            edits.put_away_part(self._store, part_id=card.id)


def _quiet(text: str, parent: QWidget) -> QPushButton:
    """A button that looks like words."""
    button = QPushButton(text, parent)
    button.setProperty("kind", "link")
    button.setProperty("tone", "plain")
    return button
