"""The trash: everything put away, by day; to be brought back or deleted for good."""

from __future__ import annotations

from threading import Event

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.exercises import catalogue
from ifs_desktop.exercises.own import queries as own
from ifs_desktop.parts.rows import CalmCombo
from ifs_desktop.settings import Settings
from ifs_desktop.store import Change, Ref, Store
from ifs_desktop.store.purge import KINDS
from ifs_desktop.trash import edits, queries, words
from ifs_desktop.trash.actions import ROWS
from ifs_desktop.ui import for_good, icons, theme, work
from ifs_desktop.ui.actions import build
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.day_list import PAGE, DayList, Line
from ifs_desktop.ui.widgets.header import PageHeader
from ifs_desktop.ui.widgets.labels import label, paragraph
from ifs_desktop.ui.widgets.notice import Notice

_TABLES = frozenset(KINDS)  # where one is, kept as the journal is closed, begins no reading
_AT_MOST = 200  # ms that closing waits for a list that is being read


class TrashPage(QWidget):
    """What is listed is read off this thread, however much there is."""

    open_requested = Signal(object)  # Ref

    def __init__(self, store: Store, bus: Bus, _settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._limit = PAGE
        self._job: work.Job | None = None
        self._halt = Event()
        self._titles: catalogue.Catalogue | None = None
        self._actions = build(ROWS, self)
        self.words = QLineEdit(self)
        self.words.setPlaceholderText(self.tr("Find in what was put away"))
        self.words.setAccessibleName(self.tr("Find in what was put away"))
        self.words.setClearButtonEnabled(True)
        lens = self.words.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        lens.setText(self.tr("Find in what was put away"))
        self.words.textChanged.connect(self._narrow)
        self.kind = CalmCombo(self)
        self.kind.setAccessibleName(self.tr("Which kind"))
        self.kind.setSizeAdjustPolicy(
            CalmCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.kind.setMinimumContentsLength(16)
        self.kind.addItem(self.tr("Everything"), "")
        for kind in words.KINDS:
            self.kind.addItem(icons.icon(words.kind_icon(kind)), words.kind_name(kind), kind)
        self.kind.currentIndexChanged.connect(self._narrow)
        self.list = DayList(self.tr("What was put away"), self)
        self.list.entered.connect(self.bring_back)
        self.list.chosen.connect(self._note_choice)
        self.list.more_requested.connect(self._more)
        self._empty = paragraph("", "subtitle", self, centred=True)
        self._empty.hide()
        self._told = Notice("", self, tone="quiet")
        self._told.hide()
        self._buttons = {
            name: QPushButton(action.text(), self) for name, action in self._actions.items()
        }
        self._lay_out()
        self._note_choice()
        bus.changed.connect(self._changed)

    # ---- what every page can do
    def open_ref(self, ref: Ref) -> None:
        """Show the trash; there is one place only."""

    def here(self) -> Ref | None:
        return Ref("trash")

    def commit_drafts(self) -> None:
        """Nothing is written here."""

    def menu_actions(self) -> list[QAction]:
        return list(self._actions.values())

    def take_focus(self) -> None:
        (self.list if self.list.lines() else self.words).setFocus()

    def panes(self) -> list[QWidget]:
        """Where F6 stops."""
        return [self.words, self.list] if self.list.lines() else [self.words]

    def busy(self) -> bool:
        """Whether the list is being read."""
        return self._job is not None

    def cut_short(self) -> None:
        """The journal is closed: let go of it at once."""
        self._halt.set()
        if self._job is not None:
            self._job.cancel()
            self._job = None
            work.wait(_AT_MOST)

    # ---- actions (names in actions.py)
    def bring_back(self) -> None:
        """Bring what is chosen back to where it was."""
        refs = self._chosen()
        if not refs:
            return
        left = edits.bring_back(self._store, refs=refs)
        self._told.setVisible(bool(left))
        self._told.set_text(
            self.tr(
                "A part that others protect is invited anew: on the place to rest, add it again."
            )
            if edits.guarded(self._store, left)
            else self.tr("What is still here stands there again already, so it was left.")
        )

    def delete_for_good(self) -> None:
        """Ask, and erase what is chosen."""
        if for_good.erase(self, self._store, self._chosen()):
            self._told.set_text(self.tr("It is gone for good.") + " " + for_good.in_backups())
            self._told.show()
            self.take_focus()

    # ---- what is shown
    def _chosen(self) -> list[Ref]:
        return [line.key for line in self.list.selected() if isinstance(line.key, Ref)]

    def _narrow(self) -> None:
        self._limit = PAGE
        self._refresh()

    def _more(self) -> None:
        self._limit *= 2
        self._refresh()

    def _changed(self, change: Change) -> None:
        if self.isVisible() and change.tables & _TABLES:
            self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._told.hide()
        self._refresh()

    def _refresh(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._halt.set()
        self._halt = Event()
        self._job = work.start(
            queries.listed,
            self._store,
            str(self.kind.currentData()),
            self.words.text(),
            self._limit,
            self._halt,
            done=self._listed,
            failed=self._not_listed,
            parent=self,
        )

    def _listed(self, found: object) -> None:
        assert isinstance(found, tuple)
        self._job = None
        had_keyboard = self.list.hasFocus()
        self.list.show_lines([self._line(one) for one in found], more=len(found) == self._limit)
        self.list.setVisible(bool(found))
        self._empty.setVisible(not found)
        narrowed = bool(self.words.text().strip() or self.kind.currentData())
        self._empty.setText(
            self.tr("Nothing put away fits.") if narrowed else self.tr("Nothing is put away.")
        )
        if had_keyboard and not found:
            self.take_focus()
        self._note_choice()

    def _not_listed(self, error: BaseException) -> None:
        self._job = None
        raise error

    def _line(self, found: queries.PutAway) -> Line:
        kind, text = found.called, found.text
        if kind == "run":
            self._titles = self._titles or own.catalogue(self._store)
            exercise = self._titles.get(text)
            text = exercise.title if exercise is not None else text
        return Line(
            found.ref,
            found.when,
            words.kind_icon(kind),
            words.kind_name(kind),
            text or words.unnamed(),
            ", ".join(found.where),
        )

    def _note_choice(self) -> None:
        chosen = bool(self.list.selected())
        for name, action in self._actions.items():
            action.setEnabled(chosen)
            self._buttons[name].setEnabled(chosen)

    def _open_backups(self) -> None:
        self.open_requested.emit(Ref("page", None, "backups"))

    # ---- how it is laid out
    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.setSpacing(theme.px(8))
        filters.addWidget(self.words, 1)
        filters.addWidget(self.kind)
        middle = QVBoxLayout()
        middle.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), 0)
        middle.setSpacing(theme.px(10))
        middle.addLayout(filters)
        middle.addWidget(self._told)
        middle.addWidget(self.list, 1)
        middle.addWidget(self._empty, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(PageHeader(self.tr("Put away"), self))
        page.addLayout(middle, 1)
        page.addWidget(self._foot())

    def _foot(self) -> QFrame:
        foot = QFrame(self)
        foot.setProperty("kind", "foot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        row.setSpacing(theme.px(4))
        for shown in ROWS:
            button = self._buttons[shown.name]
            icons.beside(button, shown.icon)
            theme.set_kind(button, "quiet")
            button.setToolTip(self._actions[shown.name].toolTip())
            button.clicked.connect(self._actions[shown.name].trigger)
            row.addWidget(button)
        said = label(
            self.tr("What is deleted for good may still be in backups."), "small", foot, wrap=True
        )
        said.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(said, 1)
        backups = QPushButton(self.tr("Backups"), foot)
        theme.set_kind(backups, "link")
        backups.clicked.connect(self._open_backups)
        row.addWidget(backups)
        return foot
