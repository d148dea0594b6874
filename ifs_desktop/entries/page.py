"""The journal page: joins the list, the calendar and the open entry."""

from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise

from PySide6.QtCore import QStandardPaths, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QHideEvent, QImage, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.entries import drafts, edits, queries, templates
from ifs_desktop.entries.actions import PAGE_ROWS
from ifs_desktop.entries.list_pane import ListPane
from ifs_desktop.entries.queries import TemplateRow
from ifs_desktop.entries.sheet import Sheet
from ifs_desktop.entries.templates import TemplatesButton
from ifs_desktop.settings import Settings
from ifs_desktop.store import Change, Ref, Store
from ifs_desktop.store.images import Encoded
from ifs_desktop.store.schema import now
from ifs_desktop.ui import actions, ask, icons, pictures, theme, work
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.pictures import PictureRefused
from ifs_desktop.ui.widgets.header import PageHeader
from ifs_desktop.ui.widgets.notice import Notice

OPEN_KEY = "entry:open"
NARROW = 560  # design px of the page below which the list gives way to the entry
_SETTLED = 500  # ms until what is open counts as where one is
_SHOWN = frozenset({"entry", "tag", "tagged", "mention", "part"})


class EntriesPage(QWidget):
    """Shows one entry at a time; comes back to the one that was open."""

    open_requested = Signal(object)  # Ref

    def __init__(
        self, store: Store, bus: Bus, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._actions = actions.build(PAGE_ROWS, self)
        self.heading = PageHeader(self.tr("Journal"), self)
        self.list_pane = ListPane(store, self)
        self.sheet = Sheet(store, bus, self)
        self.notice = Notice("", parent=self)
        self.notice.hide()
        self._later = QTimer(self)  # as one walks along the list: each write takes half a frame
        self._later.setSingleShot(True)
        self._later.setInterval(_SETTLED)
        self._later.timeout.connect(self._remember)
        self._fill_heading()
        self._lay_out()
        self._connect()
        bus.changed.connect(self._changed)
        self._open_as_left()

    # The page protocol

    def open_ref(self, ref: Ref) -> None:
        """Open an entry, at the words of the anchor ("words:…") if any, or the templates."""
        if ref.kind == "entry" and ref.id is not None:
            if self._open(ref.id) and ref.anchor.startswith("words:"):
                self.sheet.text.lead_to(ref.anchor.removeprefix("words:"))
        elif ref.kind == "template" and ref.id is not None:
            self.templates_button.lead_to(ref.id)

    def here(self) -> Ref | None:
        """The entry that is open."""
        open_id = self.sheet.entry_id()
        return None if open_id is None else Ref("entry", open_id)

    def commit_drafts(self) -> None:
        """Keep what is typed, now."""
        self.sheet.commit()
        self.sheet.foot.line.flush()
        if self._later.isActive():
            self._remember()

    def menu_actions(self) -> list[QAction]:
        """What the window's menu offers while this page is shown."""
        return [self._actions[row.name] for row in PAGE_ROWS]

    def take_focus(self) -> None:
        """Put the keyboard where one writes on."""
        self.sheet.text.setFocus()

    def panes(self) -> list[QWidget]:
        """Where F6 goes, in reading order."""
        some = self.list_pane.list.entries.rowCount() > 0
        shown: list[QWidget] = [self.list_pane.list] if some else []
        shown += [self.list_pane.calendar.grid, self.sheet.text]
        return [pane for pane in shown if pane.isVisible()]

    # Actions

    def new_entry(self) -> None:
        """Begin an entry; it is kept from its first words on."""
        self._begin(None)

    def late_entry(self) -> None:
        """Begin an entry for an earlier time."""
        happened = self._ask_when(self.tr("When was it?"), None)
        if happened is not None:
            self._begin(happened)

    def change_when(self) -> None:
        """Put the open entry under another day and time."""
        happened = self._ask_when(self.tr("Day and time of this entry"), self.sheet.happened())
        if happened is not None:
            self.sheet.set_happened(happened)

    def add_picture(self) -> None:
        """Choose a picture and put it where the cursor is."""
        folder = QStandardPaths.StandardLocation.PicturesLocation
        path = pictures.choose(self, QStandardPaths.writableLocation(folder))
        if path:
            self._take_pictures([path])

    def keep_template(self) -> None:
        """Keep the words of this entry as a beginning for others."""
        self.commit_drafts()
        templates.keep(self, self._store, self.sheet.text.words())

    def rename_template(self) -> None:
        """Give a template another name."""
        if queries.templates(self._store):
            templates.rename(self, self._store)

    def put_away_template(self) -> None:
        """Put a template away."""
        if queries.templates(self._store):
            templates.put_away(self, self._store)

    def put_away_entry(self) -> None:
        """Put the open entry away."""
        open_id = self.sheet.entry_id()
        if open_id is not None:
            self._put_away(open_id)
        elif not self.sheet.blank():
            self.sheet.commit()
            self.put_away_entry()

    # What is shown

    def hideEvent(self, event: QHideEvent) -> None:
        if self._later.isActive():
            self._remember()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.list_pane.fit(event.size().width())
        self._fit_list()
        super().resizeEvent(event)

    def _open_as_left(self) -> None:
        left = self._store.state(OPEN_KEY)
        if self._store.draft(drafts.NEW):
            self.sheet.show_blank()
        elif not (isinstance(left, int) and self._open(left)):
            latest = queries.latest(self._store)
            if latest is None or not self._open(latest):
                self.sheet.show_blank()
        self._fit_list()

    def _open(self, entry_id: int) -> bool:
        """Open an entry; whether it is there."""
        if entry_id != self.sheet.entry_id():
            self.sheet.commit()
            entry = queries.entry(self._store, entry_id)
            if entry is None:
                return False
            self.sheet.show_entry(entry)
            self._later.start()
        if self.list_pane.list.entries.row_of(entry_id) is None:
            row = queries.row(self._store, entry_id)
            if row is not None:
                self.list_pane.show_all(row)
        self.list_pane.list.mark(entry_id)
        self.notice.hide()
        self._note_blank()
        return True

    def _remember(self) -> None:
        self._later.stop()
        entry_id = self.sheet.entry_id()
        if entry_id is not None:
            self._store.set_state(OPEN_KEY, entry_id)

    def _begin(self, happened: datetime | None) -> None:
        self.commit_drafts()
        self.sheet.show_blank(happened)
        self.list_pane.list.mark(None)
        self.notice.hide()
        self._note_blank()
        self.sheet.text.setFocus()

    def _begun(self, entry_id: int) -> None:
        """The blank entry was kept for the first time."""
        self._store.set_state(OPEN_KEY, entry_id)
        entry = queries.entry(self._store, entry_id)
        if entry is not None:
            self.sheet.refresh(entry)
        self.list_pane.list.mark(entry_id)
        self._fit_list()

    def _changed(self, change: Change) -> None:
        if not change.tables & _SHOWN:
            return
        touched = set(change.ids("entry"))
        place = change.place
        if place is not None and place.kind == "entry" and place.id is not None:
            touched.add(place.id)
        tags = not change.tables.isdisjoint({"entry", "tag", "tagged"})
        if tags:
            self.list_pane.look(touched)
        self._refresh(change)
        self._fit_list()

    def _refresh(self, change: Change) -> None:
        open_id = self.sheet.entry_id()
        if open_id is None:
            return
        entry = queries.entry(self._store, open_id)
        if entry is None:  # put away, or its beginning was taken back
            at = self.list_pane.list.currentIndex().row()
            self.sheet.show_blank()
            rows = self.list_pane.list.entries
            if rows.rowCount():
                self._open(rows.at(min(max(at, 0), rows.rowCount() - 1)).id)
        else:
            self.sheet.refresh(entry)
            self.list_pane.list.mark(open_id, show=change.origin != "edit")

    def _fit_list(self) -> None:
        # There before the first entry too: the words would jump aside while they are typed.
        self.list_pane.setVisible(self.width() >= theme.px(NARROW))
        has_templates = bool(queries.templates(self._store))
        for name in ("rename_template", "put_away_template"):
            self._actions[name].setEnabled(has_templates)
        self._note_blank()

    def _note_blank(self) -> None:
        """Before a word is written there is nothing to put away or to begin others from."""
        some = self.sheet.entry_id() is not None or not self.sheet.blank()
        for name in ("keep_template", "put_away_entry"):
            self._actions[name].setEnabled(some)

    # What is done

    def _go_to_day(self, day: date) -> None:
        row = queries.first_of_day(self._store, day)
        if row is not None:
            self.list_pane.show_all(row)
            self._open(row.id)

    def _put_away(self, entry_id: int) -> None:
        if entry_id == self.sheet.entry_id():
            self.commit_drafts()
        edits.put_away_entry(self._store, entry_id=entry_id)

    def _from_template(self, template: TemplateRow) -> None:
        self.commit_drafts()
        self._open(edits.begin_entry(self._store, text=template.text))
        self.sheet.text.setFocus()

    def _ask_when(self, title: str, initial: datetime | None) -> datetime | None:
        self.commit_drafts()
        return ask.when(self, title, self.tr("Day and time"), initial or now(), latest=now())

    def _take_pictures(self, sources: list[QImage | str]) -> None:
        for source in sources[:20]:
            work.start(
                _encoded,
                *(self.sheet.opening, source),
                done=self._picture_made,
                failed=self._picture_refused,
                parent=self,
            )

    def _picture_made(self, made: object) -> None:
        assert isinstance(made, tuple)
        opening, image = made
        if opening == self.sheet.opening:
            self.notice.hide()
            self.sheet.add_picture(image)
            return
        self.notice.set_text(
            self.tr(
                "Another page was opened before the picture was ready, so it was not added. The"
                " file is as it was. Open the page it belongs to, and add it once more."
            )
        )
        self.notice.show()

    def _picture_refused(self, error: BaseException) -> None:
        if not isinstance(error, PictureRefused):
            raise error
        self.notice.set_text(error.sentence)
        self.notice.show()

    def _open_part(self, part_id: int) -> None:
        self.open_requested.emit(Ref("profile", part_id))

    def _open_inbox(self) -> None:
        self.open_requested.emit(Ref("page", None, "inbox"))

    # Layout

    def _connect(self) -> None:
        self.list_pane.new_requested.connect(self.new_entry)
        self.list_pane.day_chosen.connect(self._go_to_day)
        self.list_pane.list.chosen.connect(self._open)
        self.list_pane.list.put_away_requested.connect(self._put_away)
        self.sheet.begun.connect(self._begun)
        self.sheet.when_requested.connect(self.change_when)
        self.sheet.part_chosen.connect(self._open_part)
        self.sheet.text.typed.connect(self._note_blank)
        self.sheet.title.textEdited.connect(self._note_blank)
        self.sheet.text.pictures_offered.connect(self._take_pictures)

    def _fill_heading(self) -> None:
        for name in ("late_entry", "add_picture"):
            self.heading.add_action(self._button(name))
        more = ("keep_template", "rename_template", "put_away_template")
        self.templates_button = TemplatesButton(
            self._store, [self._actions[name] for name in more], self.heading
        )
        self.templates_button.chosen.connect(self._from_template)
        self.heading.add_action(self.templates_button)
        self.heading.add_action(self._button("put_away_entry"))
        inbox = QPushButton(self.tr("Inbox"), self.heading)
        inbox.setProperty("kind", "quiet")
        icons.beside(inbox, "inbox")
        inbox.setAccessibleName(self.tr("Inbox"))
        inbox.setToolTip(self.tr("What was jotted down and is not sorted yet"))
        inbox.clicked.connect(self._open_inbox)
        self.heading.add_action(inbox)

    def _button(self, name: str) -> QPushButton:
        action = self._actions[name]
        icon = next(row.icon for row in PAGE_ROWS if row.name == name)
        button = QPushButton(action.text(), self.heading)
        button.setProperty("kind", "quiet")
        icons.beside(button, icon)
        button.setAccessibleName(action.text().replace("…", ""))
        button.setToolTip(action.toolTip())
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        return button

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.notice, 0, Qt.AlignmentFlag.AlignTop)
        right.addWidget(self.sheet, 1)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.list_pane)
        body.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.heading)
        layout.addLayout(body, 1)
        stops = (*self.heading.findChildren(QPushButton), *self.list_pane.stops())
        for before, after in pairwise((*stops, *self.sheet.stops())):
            QWidget.setTabOrder(before, after)


def _encoded(opening: int, source: QImage | str) -> tuple[int, Encoded]:
    """A picture, and for which opening of the sheet it was taken."""
    return opening, pictures.encoded(source)
