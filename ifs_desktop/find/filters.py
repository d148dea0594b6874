"""Filters by mouse and key: four choices that read and write the same query as the box above."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ifs_desktop.find import queries, words
from ifs_desktop.parts.queries import find_parts
from ifs_desktop.parts.rows import CalmCombo
from ifs_desktop.store import Store
from ifs_desktop.store.query import KINDS, Query
from ifs_desktop.ui import icons, portrait, theme
from ifs_desktop.ui.days import short_day
from ifs_desktop.ui.widgets import FlowLayout

_ANY, _OTHER = "", "\0"  # data of the first row, and of one for what only the box can say


class Filters(QWidget):
    """Kind, part, time and tag."""

    changed = Signal(object)  # Query: the same words under other filters

    def __init__(self, store: Store, parent: QWidget) -> None:
        super().__init__(parent)
        self._store = store
        self._query = Query()
        self._shown: Query | None = None  # its filters
        self._filled: list[QWidget] = []
        self.kind = self._combo(self.tr("Anything"), self.tr("Kind"))
        self.part = self._combo(self.tr("Any part"), self.tr("Part"))
        self.time = self._combo(self.tr("Any time"), self.tr("Time"))
        for combo in (self.kind, self.part, self.time):  # "Exercise answers", whole
            combo.setMinimumContentsLength(15)
        self.tag = self._combo(self.tr("Any tag"), self.tr("Tag"))
        self._filled = [self.kind, self.time]
        for kind in KINDS:
            self.kind.addItem(icons.icon(words.icon(kind)), words.many(kind), kind)
        self.clear = QPushButton(self.tr("Clear filters"), self)
        theme.set_kind(self.clear, "quiet")
        icons.beside(self.clear, "x")
        self.clear.clicked.connect(self._clear)
        row = FlowLayout(self)
        for control in (self.kind, self.part, self.time, self.tag, self.clear):
            row.addWidget(control)
        self.show_query(self._query)

    def show_query(self, query: Query) -> None:
        """Show what the box says."""
        same = self._shown == (shown := query.with_filters(phrases=(), words=""))
        self._query, self._shown = query, shown
        if same:  # as with every letter of a word
            return
        self._show(self.kind, query.kinds)
        self._show(self.part, query.parts)
        self._show(self.tag, query.tags)
        self._show_time(query)
        self.clear.setVisible(query.filtered())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Parts and tags are asked for when somebody is about to choose one."""
        about = event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.FocusIn)
        if about and isinstance(watched, CalmCombo) and watched not in self._filled:
            self._fill(watched)
        return super().eventFilter(watched, event)

    def forget(self) -> None:
        """Parts or tags changed: the lists are asked for again."""
        self._filled = [self.kind, self.time]

    def _combo(self, nothing: str, name: str) -> CalmCombo:
        combo = CalmCombo(self)
        combo.setAccessibleName(name)
        combo.setSizeAdjustPolicy(CalmCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(10)
        combo.setMaximumWidth(theme.px(240))
        combo.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        combo.addItem(nothing, _ANY)
        combo.activated.connect(self._chosen)
        combo.installEventFilter(self)
        return combo

    def _fill(self, combo: CalmCombo) -> None:
        self._filled.append(combo)
        for number in range(combo.count() - 1, 0, -1):
            combo.removeItem(number)
        if combo is self.part:
            for card in find_parts(self._store):
                combo.addItem(portrait.icon(card), card.name, card.name)
        else:
            for name in queries.tags(self._store):
                combo.addItem(name, name)
        self._shown = None
        self.show_query(self._query)

    def _show(self, combo: CalmCombo, values: Sequence[str]) -> None:
        at = combo.findData(_OTHER)
        if at > 0:
            combo.removeItem(at)
        number = combo.findData(values[0]) if len(values) == 1 else 0
        if len(values) > 1 or number < 0:  # several, or half a name
            said = self.tr("Several") if len(values) > 1 else values[0]
            combo.insertItem(1, said, _OTHER)
            number = 1
        combo.setCurrentIndex(number)

    def _show_time(self, query: Query) -> None:
        self.time.clear()
        today = datetime.now().astimezone().date()
        self.time.addItem(self.tr("Any time"), _ANY)
        for said, ago in (
            (self.tr("The last week"), 7),
            (self.tr("The last month"), 31),
            (self.tr("The last year"), 366),
        ):
            self.time.addItem(said, (today - timedelta(days=ago)).isoformat())
        at = self.time.findData(query.after)
        if query.before or at < 0:
            self.time.addItem(_between(self, query), _OTHER)
            at = self.time.count() - 1
        self.time.setCurrentIndex(at)

    def _chosen(self) -> None:
        combo = self.sender()
        if not isinstance(combo, CalmCombo) or combo.currentData() == _OTHER:
            return
        self._shown = None  # what the box makes of it is shown, whatever that is
        value = str(combo.currentData() or "")
        taken = (value,) if value else ()
        if combo is self.kind:
            query = self._query.with_filters(kinds=taken)
        elif combo is self.part:
            query = self._query.with_filters(parts=taken)
        elif combo is self.tag:
            query = self._query.with_filters(tags=taken)
        else:
            query = self._query.with_filters(after=value, before="")
        self.changed.emit(query)

    def _clear(self) -> None:
        none: tuple[str, ...] = ()
        self.changed.emit(
            self._query.with_filters(kinds=none, parts=none, tags=none, after="", before="")
        )


def _between(parent: QWidget, query: Query) -> str:
    today = datetime.now().astimezone().date()
    after, before = (
        short_day(date.fromisoformat(day), today) if day else ""
        for day in (query.after, query.before)
    )
    if after and before:
        return parent.tr("{first} to before {last}").format(first=after, last=before)
    return (
        parent.tr("From {day}").format(day=after)
        if after
        else parent.tr("Before {day}").format(day=before)
    )
