"""The open journal: edits, reads, undo, drafts and view state.

One edit = one transaction = one undo step = one signal. The store belongs to the thread that
opened it; workers read through ``read()``, which is safe from any thread.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select
from sqlalchemy.orm import Session

from ifs_desktop.store import migrations, search
from ifs_desktop.store.changes import Change, Origin, Ref, Step, Values
from ifs_desktop.store.schema import UNDO_EXEMPT, Draft, Row, ViewState, now
from ifs_desktop.store.undo import EditSession, History, Recorder, reversed_rows, write
from ifs_desktop.vault import Vault

Subscriber = Callable[[Change], None]
_STATE = select(ViewState.value).where(ViewState.key == bindparam("key"))
LOADED_AT_ONCE = 200  # rows: a few milliseconds
STEPS = 3  # of loading a row: itself, and both indexes of its words


class Store:
    """What is kept in one unlocked journal, and how it changes."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._thread = threading.get_ident()
        self._session: Session | None = None
        self._doomed = False
        # Whether the search index may be in more pieces than it need be; None: who wrote last was
        # perhaps gone before that was looked after.
        self._untidy: bool | None = None
        self._loading: Generator[int, None, bool] | None = None
        self._history = History()
        self._subscribers: list[Subscriber] = []

    @classmethod
    def open(cls, vault: Vault) -> Store:
        """The store of an unlocked vault, brought to this version's tables.

        Raises NewerSchema if a newer version of the app wrote the journal, MigrationStopped if
        the tables could not be brought forward; the journal is unchanged then.
        """
        migrations.upgrade(vault)
        return cls(vault)

    def close(self) -> None:
        """Let go of everything that holds words. The vault is closed by who opened it."""
        self._stop_loading()
        self._history.clear()
        self._subscribers.clear()

    def subscribe(self, callback: Subscriber) -> Callable[[], None]:
        """Have ``callback`` called after each commit; the answer takes it off again."""
        self._subscribers.append(callback)

        def unsubscribe() -> None:
            if callback in self._subscribers:
                self._subscribers.remove(callback)

        return unsubscribe

    @contextmanager
    def edit(
        self,
        label: str,
        *,
        place: Ref | None = None,
        merge: tuple[object, ...] | None = None,
        undoable: bool = True,
        sweep: bool = False,
    ) -> Iterator[Session]:
        """One transaction. A nested edit joins the outer one and its label is not used.

        ``place`` is where undo leads. ``merge`` joins an edit to the one before it if both carry
        the same key (typing in one field is one step). ``undoable=False`` is for importing and
        for erasing for good: what could be undone before it no longer can. With ``sweep`` no page
        of the search index holds any more what was taken out of it (see ``search.sweep``).
        """
        self._check_thread()
        if self._session is not None:
            try:
                yield self._session
            except BaseException:
                self._doomed = True  # the outer edit may catch this, but half an edit is none
                raise
            return
        self._stop_loading()
        with EditSession(self._vault.engine, expire_on_commit=False) as session:
            recorder = Recorder(session)
            self._session, self._doomed = session, False
            try:
                with session.begin():
                    yield session
                    if self._doomed:
                        raise RuntimeError("an edit inside this one failed, so neither is kept")
                    session.flush()
                    rows = recorder.rows()
                    search.update(session.connection(), rows)
                    if sweep and rows:
                        search.sweep(session.connection())
            finally:
                self._session = None
        if not rows:
            return
        step = Step(label, rows, place, merge)
        if undoable:
            self._history.push(step)
        elif any(row.table not in UNDO_EXEMPT for row in rows):
            self._history.clear()
        self._tell(step, "edit")

    def load(self, label: str, batches: Iterable[tuple[type[Row], Sequence[Values]]]) -> None:
        """Add many new rows in one transaction (importing, sample journals); all or none.

        Every row gives every column, its ``id`` too. Rows may come before the rows they point
        at. What could be undone before no longer can. Subscribers are told once.
        """
        for _ in self.loading(label, batches):
            pass

    def loading(
        self, label: str, batches: Iterable[tuple[type[Row], Sequence[Values]]]
    ) -> Generator[int, None, bool]:
        """The same in small steps, for a thread that has a window to keep alive.

        Each step tells how far it is: ``STEPS`` for each row at the end, as most of the work is
        that of the index. The last answer is True. Closing it, or an edit that comes between,
        takes all of it back, and then its answer is None.
        """
        self._check_thread()
        if self._session is not None or self._loading is not None:
            raise RuntimeError("loading inside an edit, or twice at once")
        self._loading = work = self._load(label, batches)
        try:
            return (yield from work)
        finally:
            if self._loading is work:
                self._loading = None

    def _load(
        self, label: str, batches: Iterable[tuple[type[Row], Sequence[Values]]]
    ) -> Generator[int, None, bool]:
        keys: set[tuple[str, int]] = set()
        words: list[search.Indexed] = []
        with self._vault.engine.begin() as connection:
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
            for table, rows in batches:
                for start in range(0, len(rows), LOADED_AT_ONCE):
                    some = rows[start : start + LOADED_AT_ONCE]
                    name = table.__tablename__
                    connection.execute(insert(Row.metadata.tables[name]), some)
                    words += search.entries(name, some)
                    keys.update((name, int(row["id"])) for row in some)
                    yield len(keys)
            for done in search.load(connection, words, LOADED_AT_ONCE):
                yield len(keys) + done
            while search.tidy(connection, search.MANY_PAGES):  # or each search asks every piece
                yield STEPS * len(keys)
        self._loading = None
        if keys:
            self._history.clear()
            rows_told = frozenset(keys)
            self._announce(Change(label, "edit", frozenset(name for name, _ in keys), rows_told))
        return True

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session for reading. Inside an edit it sees what the edit has done so far."""
        if self._session is not None and threading.get_ident() == self._thread:
            yield self._session
            return
        with Session(self._vault.reader, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def read_quickly(self) -> Iterator[Connection]:
        """Like ``read``, without rows as objects: a session costs as much as a small query."""
        if self._session is not None and threading.get_ident() == self._thread:
            self._session.flush()  # it sees what the edit has done so far
            yield self._session.connection()
            return
        with self._vault.reader.begin() as connection:
            yield connection

    @property
    def undo_label(self) -> str | None:
        """What ``undo`` would take back, or None."""
        return self._history.done[-1].label if self._history.done else None

    @property
    def redo_label(self) -> str | None:
        """What ``redo`` would do again, or None."""
        return self._history.undone[-1].label if self._history.undone else None

    def undo(self) -> Step | None:
        """Take the last step back; None if there is none."""
        if not self._history.done:
            return None
        step = self._history.done[-1]
        self._carry_out(Step(step.label, reversed_rows(step.rows), step.place), "undo")
        self._history.undone.append(self._history.done.pop())
        self._tell(step, "undo")
        return step

    def redo(self) -> Step | None:
        """Do the step again that was last taken back; None if there is none."""
        if not self._history.undone:
            return None
        step = self._history.undone[-1]
        self._carry_out(step, "redo")
        self._history.done.append(self._history.undone.pop())
        self._tell(step, "redo")
        return step

    def tidy(self) -> bool:
        """One small step of tidying the search index; whether there is more. Changes no row."""
        self._check_thread()
        if self._untidy is None:
            with self.read_quickly() as connection:
                self._untidy = search.in_pieces(connection)
        if not self._untidy or self._session is not None or self._loading is not None:
            return False  # without a word to the file, which would have to be written again
        with self._vault.engine.begin() as connection:
            self._untidy = search.tidy(connection)
        return self._untidy

    def keep_draft(self, place: str, text: str) -> None:
        """Keep what is being typed at ``place``; empty text forgets it. Never an undo step."""
        with self.edit("Keep draft", undoable=False) as session:
            draft = session.scalar(select(Draft).where(Draft.place == place))
            if draft is None:
                if text:
                    session.add(Draft(place=place, text=text))
            elif not text:
                session.delete(draft)
            elif draft.text != text:
                draft.text, draft.touched = text, now()

    def draft(self, place: str) -> str:
        """What was being typed at ``place``, or the empty string."""
        with self.read() as session:
            return session.scalar(select(Draft.text).where(Draft.place == place)) or ""

    def set_state(self, key: str, value: Any) -> None:
        """Remember how a page was left, as JSON. Never an undo step."""
        text = json.dumps(value, ensure_ascii=False)
        with self.edit("Keep view", undoable=False) as session:
            state = session.scalar(select(ViewState).where(ViewState.key == key))
            if state is None:
                session.add(ViewState(key=key, value=text))
            elif state.value != text:
                state.value = text

    def state(self, key: str, default: Any = None) -> Any:
        """What ``set_state`` kept under ``key``."""
        with self.read_quickly() as connection:
            text = connection.execute(_STATE, {"key": key}).scalar()
        return default if text is None else json.loads(text)

    def _carry_out(self, step: Step, origin: Origin) -> None:
        self._check_thread()
        if self._session is not None:
            raise RuntimeError(f"{origin} inside an edit")
        self._stop_loading()
        with self._vault.engine.begin() as connection:
            write(connection, step.rows)
            search.update(connection, step.rows)

    def _tell(self, step: Step, origin: Origin) -> None:
        self._announce(Change.of(step, origin))

    def _announce(self, change: Change) -> None:
        self._untidy = True
        for subscriber in tuple(self._subscribers):
            subscriber(change)

    def _stop_loading(self) -> None:
        """What a person writes meanwhile comes first: nothing of what is loaded is kept."""
        work, self._loading = self._loading, None
        if work is not None:
            work.close()

    def _check_thread(self) -> None:
        if threading.get_ident() != self._thread:
            raise RuntimeError("the journal is changed from the thread that opened it")
