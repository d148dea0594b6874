"""The open entry: its day, its title, its words, and the keeping of them while they are typed.

A draft is kept within a second of typing. The entry itself, with its words in the search, is
written when typing pauses or is left: in a long one that takes longer than a frame.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ifs_desktop.entries import drafts, edits
from ifs_desktop.entries.queries import EntryDetail
from ifs_desktop.entries.tags import Foot
from ifs_desktop.entries.text import EntryText, side_margin
from ifs_desktop.parts.mention import Mentions
from ifs_desktop.parts.queries import PartCard
from ifs_desktop.store import Ref, Store, images
from ifs_desktop.store.images import Encoded
from ifs_desktop.ui import days, theme, tip
from ifs_desktop.ui.bus import Bus
from ifs_desktop.ui.draft_clock import DraftClock

PAUSE = 2500  # ms without a key after which the entry itself is written
LONG, LONG_PAUSE = 100_000, 20_000  # letters, and ms in a text whose writing takes some frames
_DOWN = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down)


class TitleLine(QLineEdit):
    """One line in large letters; Enter goes on to the words. A long one ends in … while read."""

    done = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bare")
        self.setPlaceholderText(self.tr("Title, if you like"))
        self.setAccessibleName(self.tr("Title"))
        self.setMaxLength(400)
        self.setTextMargins(-2, 0, -2, 0)  # level with the words below
        self.textChanged.connect(self._tell_whole)
        self._use_font()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _DOWN and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._use_font()

    def paintEvent(self, event: QPaintEvent) -> None:
        text, metrics = self.text(), self.fontMetrics()
        if self.hasFocus() or metrics.horizontalAdvance(text) <= self.width():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(theme.colour("ink"))
        ways = (unicodedata.bidirectional(letter) for letter in text)
        leads = next((way for way in ways if way in ("L", "R", "AL")), "L") == "L"
        side = Qt.AlignmentFlag.AlignLeft if leads else Qt.AlignmentFlag.AlignRight
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(side | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.end()

    def _tell_whole(self, text: str) -> None:
        long = self.fontMetrics().horizontalAdvance(text) > self.width()
        self.setToolTip(tip.plain(text) if long else "")

    def _use_font(self) -> None:
        font = theme.font(24, bold=True)
        if self.font() != font:
            self.setFont(font)


class Sheet(QWidget):
    """One entry, or the blank one that becomes an entry with its first words."""

    begun = Signal(int)  # the blank one is an entry now
    when_requested = Signal()
    part_chosen = Signal(int)

    def __init__(self, store: Store, bus: Bus, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._id: int | None = None
        self._kept = ("", "")  # title and words as they are in the journal
        self._happened: datetime | None = None  # of a blank one: None is the moment it is begun
        self._visit = 0
        self.opening = 0  # another number for each entry that is opened, or begun
        self._typed = self._drafted = self._quiet = False
        self.clock = DraftClock(self)
        self.clock.due.connect(self._keep_draft)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.commit)
        self.when = QPushButton(self)
        self.when.setProperty("kind", "link")
        self.when.setProperty("tone", "plain")
        self.when.setStyleSheet("QPushButton { padding-left: 0; padding-right: 0; }")
        self.when.setToolTip(self.tr("Change day and time…"))
        self.when.clicked.connect(self.when_requested)
        self.title = TitleLine(self)
        self.text = EntryText(store, self)
        self.mentions = Mentions(self.text, store, bus)
        self.foot = Foot(store, self)
        self.title.textEdited.connect(self._on_typed)
        self.title.done.connect(self.text.setFocus)
        self.title.editingFinished.connect(self.commit)
        self.text.typed.connect(self._on_typed)
        self.text.left.connect(self.commit)
        self.foot.part_chosen.connect(self.part_chosen)
        self.foot.tag_added.connect(self._add_tag)
        self.foot.tag_removed.connect(self._remove_tag)
        self._lay_out()

    def entry_id(self) -> int | None:
        """Which entry is open; None is the blank one."""
        return self._id

    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab goes."""
        return (self.when, self.title, self.text, *self.foot.chips(), self.foot.line)

    def happened(self) -> datetime | None:
        """The day and time it stands under, if it has one already."""
        return self._happened

    def blank(self) -> bool:
        """Whether nothing but white space stands here."""
        return not self.title.text().strip() and not self.text.words().strip()

    def show_entry(self, entry: EntryDetail) -> None:
        """Open an entry, with what was typed in it when the app was stopped without a lock."""
        self._begin(entry.id, entry.happened, (entry.title, entry.text))
        self._show_foot(entry.parts, entry.tags)

    def show_blank(self, happened: datetime | None = None) -> None:
        """Begin with nothing, for now or for an earlier time."""
        self._begin(None, happened, ("", ""))
        self._show_foot((), ())

    def refresh(self, entry: EntryDetail) -> None:
        """The open entry may have changed elsewhere, or by undo."""
        self._happened = entry.happened
        self._name_day()
        self._show_foot(entry.parts, entry.tags)
        words = (entry.title, entry.text)
        if words != self._kept and not self._typed:
            self._kept = words
            self._visit += 1
            self._show(*words)

    def set_happened(self, happened: datetime) -> None:
        """Put it under another day and time."""
        self.commit()
        if self._id is not None:
            edits.move_entry(self._store, entry_id=self._id, happened=happened)
        self._happened = happened
        self._name_day()

    def add_picture(self, image: Encoded) -> None:
        """Keep a picture and show it where the cursor is, as one step with the words."""
        place = None if self._id is None else Ref("entry", self._id)
        number = images.keep_image(self._store, image, place=place, merge=("entry", self._visit))
        self.text.add_picture(number)
        self.commit()

    def commit(self) -> None:
        """Write what is typed into the entry, now."""
        self.clock.drop()
        self._pause.stop()
        words = (edits.one_line(self.title.text()), self.text.words()) if self._typed else None
        if words is None:
            return
        if words == self._kept or (self._id is None and self.blank()):
            self._typed = False
            if self._drafted:
                self._store.keep_draft(drafts.of_entry(self._id), "")
                self._drafted = False
            return
        before, self._kept, self._typed = self._kept, words, False
        try:
            self._write(*words)
        except BaseException:
            self._kept, self._typed = before, True
            raise
        self._drafted = False

    def _write(self, title: str, text: str) -> None:
        if self._id is not None:
            edits.write_entry(
                self._store, entry_id=self._id, title=title, text=text, visit=self._visit
            )
            return
        self._id = edits.begin_entry(
            self._store, title=title, text=text, happened=self._happened, visit=self._visit
        )
        self.begun.emit(self._id)

    def _begin(
        self, entry_id: int | None, happened: datetime | None, words: tuple[str, str]
    ) -> None:
        self.clock.drop()
        self._pause.stop()
        self.mentions.close()
        self._id, self._happened, self._kept = entry_id, happened, words
        self._typed = self._drafted = False
        self._visit += 1
        self.opening += 1
        self._name_day()
        draft = self._store.draft(drafts.of_entry(entry_id))
        self._show(*(drafts.unpacked(draft) if draft else words))
        if draft:
            self._typed = self._drafted = True
            self.commit()

    def _show_foot(self, parts: Sequence[PartCard], tags: Sequence[str]) -> None:
        self.foot.show_all(parts, tags)
        for before, after in pairwise(self.stops()):
            self.setTabOrder(before, after)

    def _show(self, title: str, text: str) -> None:
        self._quiet = True
        self.title.setText(title)
        self.title.setCursorPosition(0)
        self.text.show_text(text)
        self._quiet = False

    def _on_typed(self) -> None:
        if not self._quiet:
            self._typed = True
            self.clock.touch()
            long = self.text.document().characterCount() > LONG
            self._pause.start(LONG_PAUSE if long else PAUSE)

    def _keep_draft(self) -> None:
        self._drafted = True
        words = drafts.packed(self.title.text(), self.text.words())
        self._store.keep_draft(drafts.of_entry(self._id), words)

    def _add_tag(self, name: str) -> None:
        self.commit()
        if not edits.tag_name(name):
            return
        with self._store.edit("Tag an entry"):
            entry_id = self._id
            if entry_id is None:
                entry_id = edits.begin_entry(self._store, happened=self._happened)
            edits.tag_entry(self._store, entry_id=entry_id, name=name)
        if self._id is None:
            self._id = entry_id
            self.begun.emit(entry_id)

    def _remove_tag(self, name: str) -> None:
        self.commit()
        if self._id is not None:
            edits.untag_entry(self._store, entry_id=self._id, name=name)

    def _name_day(self) -> None:
        if self._happened is None:
            words = self.tr("Now")
        else:
            day, time = days.full_day(self._happened.date()), days.clock(self._happened)
            words = self.tr("{day}, {time}").format(day=day, time=time)
        self.when.setText(words)
        self.when.setAccessibleName(self.tr("Day and time: {when}").format(when=words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = side_margin(event.size().width())
        self._head.setContentsMargins(side, theme.px(26), side, theme.px(10))
        self._below.setContentsMargins(side, theme.px(10), side, theme.px(18))

    def _lay_out(self) -> None:
        self._head = QVBoxLayout()
        self._head.setSpacing(theme.px(6))
        self._head.addWidget(self.when, 0, Qt.AlignmentFlag.AlignLeft)
        self._head.addWidget(self.title)
        self._below = QHBoxLayout()
        self._below.addWidget(self.foot, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._head)
        layout.addWidget(self.text, 1)
        layout.addLayout(self._below)
