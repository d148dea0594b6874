"""Backups: where they go, those there are, other versions of the journal, and checking it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import SIGNAL, Signal
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ifs_desktop.safekeeping import edits, queries, words
from ifs_desktop.safekeeping.examining import Examining
from ifs_desktop.safekeeping.making import Making
from ifs_desktop.safekeeping.panel import Panel
from ifs_desktop.safekeeping.place import Place
from ifs_desktop.safekeeping.queries import Kept
from ifs_desktop.safekeeping.rounds import Rounds
from ifs_desktop.safekeeping.verdicts import Verdicts
from ifs_desktop.settings import Settings
from ifs_desktop.store import Ref, Store
from ifs_desktop.ui import ask, theme, work
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.column import Column
from ifs_desktop.ui.widgets.labels import paragraph
from ifs_desktop.vault import Vault, restore


@dataclass(frozen=True, slots=True)
class _Listed:
    backups: list[Kept]
    versions: list[Kept]
    chosen: Path | None  # the folder for backups
    there: bool  # whether it is


class BackupsPage(QWidget):
    """Everything that takes time is done by workers; the lists are read anew when it is shown."""

    open_requested = Signal(object)  # Ref
    open_file_requested = Signal(str)  # the path of a journal, for a window of its own

    def __init__(
        self,
        store: Store,
        bus: Bus,
        settings: Settings,
        parent: QWidget,
        vault: Vault,
        rounds: Rounds,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._vault = vault
        self._rounds = rounds
        self._listing: work.Job | None = None
        self._restoring: work.Job | None = None
        self._choose: Path | None = None  # the file to go to once it is listed
        self._column = Column(self.tr("Backups"), self)
        self._sample = paragraph(self._about_sample(), "reading", self)
        self._all = QWidget(self)
        self._make_parts()
        self._lay_out()
        self._join()

    # ---- what every page can do
    def open_ref(self, ref: Ref) -> None:
        """There is one place only."""

    def here(self) -> Ref | None:
        """Where the reader is."""
        return Ref("page", None, "backups")

    def commit_drafts(self) -> None:
        """Nothing is typed here."""

    def menu_actions(self) -> list[QAction]:
        """No actions of its own."""
        return []

    def take_focus(self) -> None:
        """Begin at what is done most."""
        if not self._vault.temporary:
            self._making.button.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._verdicts.rest()
        if not event.spontaneous():  # the page is left, and what was said is of another moment
            self._making.outcome.clear()
            self.backups.say_nothing()

    def busy(self) -> bool:
        """Whether something is made, restored or listed at this moment."""
        return self._making.busy() or bool(self._restoring or self._listing)

    # ---- made once
    def _make_parts(self) -> None:
        today = self._rounds.today
        self._place = Place(self._vault.backup_folder, self._all)
        self._making = Making(self._vault, self._store, self._all)
        self.backups = Panel(
            self.tr("Backups"), self.tr("Restore…"), words.backup_line, today, self._all
        )
        self.backups.set_empty(
            self.tr(
                "No backups yet. The first one is made by itself, once nothing was written for a"
                " minute."
            )
        )
        self.backups.set_removal(
            self.tr("Remove this backup?"),
            self.tr(
                "This backup ({moment}) is removed for good. Your journal and the other backups"
                " stay."
            ),
        )
        self.versions = Panel(
            self.tr("Other versions"),
            self.tr("Open it in a new window"),
            words.version_line,
            today,
            self._all,
        )
        self.versions.set_empty(
            self.tr("None. This journal was not changed in two places at once.")
        )
        self.versions.set_removal(
            self.tr("Remove this version?"),
            self.tr(
                "This version ({moment}), and whatever only it holds, is removed for good. Your"
                " journal and its backups stay."
            ),
        )
        self.examining = Examining(self._vault, self._store, today, self._all)
        self._verdicts = Verdicts([self.backups.model, self.versions.model], self)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._all)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        for heading, text, parts in self._sections():
            if column.count():
                column.addSpacing(theme.px(24))
            column.addWidget(paragraph(heading, "heading", self._all))
            if text:
                column.addWidget(paragraph(text, "subtitle", self._all))
            for part in parts:
                column.addWidget(part)
        self._column.add(self._sample)
        self._column.add(self._all)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._column)

    def _sections(self) -> list[tuple[str, str, tuple[QWidget, ...]]]:
        return [
            (
                self.tr("Where backups go"),
                self.tr("One is made by itself on each day on which something changed."),
                (self._place,),
            ),
            (self.tr("Backups"), "", (self._making, self.backups)),
            (
                self.tr("Other versions"),
                self.tr(
                    "When this journal was changed in two places, both versions are kept. Open the"
                    " other one to see what it has, and copy over what you want."
                ),
                (self.versions,),
            ),
            (
                self.tr("Check this journal"),
                self.tr("Reads everything in it and tells whether it is whole."),
                (self.examining,),
            ),
        ]

    def _about_sample(self) -> str:
        return self.tr(
            "The sample journal is gone when you lock or close it: it has no password that a"
            " backup could be opened with. Once you keep it as yours, its backups are here."
        )

    def _join(self) -> None:
        self._place.chosen.connect(self._folder_chosen)
        self._making.made.connect(self._made)
        self._rounds.made.connect(self._refresh)
        self.backups.use_requested.connect(self._restore)
        self.backups.followed.connect(self.open_file_requested)
        self.versions.use_requested.connect(self._open)
        for panel in (self.backups, self.versions):
            panel.changed.connect(self._refresh)
        self.examining.told.connect(self._column.show_child)

    # ---- what is there
    def _refresh(self) -> None:
        sample = self._vault.temporary
        self._sample.setVisible(sample)
        self._all.setVisible(not sample)
        if sample or not self.isVisible():
            return
        if self._listing is not None:
            self._listing.cancel()
        self.versions.offer_use(self._can_open())
        self._listing = work.start(
            _list,
            self._vault,
            self._store,
            done=self._listed,
            failed=self._not_listed,
            parent=self,
        )

    def _listed(self, found: object) -> None:
        assert isinstance(found, _Listed)
        self._listing = None
        self._place.show_place(found.chosen, there=found.there)
        self.backups.show_rows(found.backups)
        self.versions.show_rows(found.versions)
        if self._choose is not None:
            self.backups.choose(self._choose)
            self._choose = None
        if self.isVisible():
            self._verdicts.go_on()

    def _not_listed(self, error: BaseException) -> None:
        self._listing = None
        self._making.outcome.say(words.explain(error), "danger")

    # ---- doing something
    def _folder_chosen(self, folder: object) -> None:
        edits.choose_folder(self._store, folder=folder if isinstance(folder, Path) else None)
        self._refresh()

    def _made(self, path: object) -> None:
        self._choose = path if isinstance(path, Path) else None
        self._refresh()

    def _restore(self, row: Kept) -> None:
        text = self.tr(
            "This backup ({moment}) becomes a new journal file beside yours. Your journal stays as"
            " it is."
        ).format(moment=words.moment(row.saved_at, self._rounds.today()))
        title, yes, no = self.tr("Restore this backup?"), self.tr("Restore it"), self.tr("Not now")
        if ask.confirm(self, title, text, yes, no) and self._restoring is None:
            self.backups.say(self.tr("Restoring…"), "quiet")
            self._restoring = work.start(
                restore,
                row.path,
                self._vault.path,
                done=self._restored,
                failed=self._not_restored,
                parent=self,
            )

    def _restored(self, path: object) -> None:
        assert isinstance(path, Path)
        self._restoring = None
        text = self.tr(
            "It is beside your journal now, as “{name}”. It opens with the password your journal"
            " had when this backup was made."
        ).format(name=words.breakable(path.name))
        link = self.tr("Open it in a new window") if self._can_open() else ""
        self.backups.say(text, "good", link=link, follows=str(path))
        self._refresh()

    def _not_restored(self, error: BaseException) -> None:
        self._restoring = None
        self.backups.say(words.not_restored(error), "danger")
        self._refresh()

    def _open(self, row: Kept) -> None:
        self.open_file_requested.emit(str(row.path))

    def _can_open(self) -> bool:
        """Whether somebody opens windows for us. (QMetaMethod.fromSignal would leak the page.)"""
        return self.receivers(SIGNAL("open_file_requested(QString)")) > 0


def _list(vault: Vault, store: Store) -> _Listed:
    chosen = queries.folder(store)
    there = chosen is None or chosen.is_dir()
    return _Listed(queries.backups(vault, chosen), queries.other_versions(vault), chosen, there)
