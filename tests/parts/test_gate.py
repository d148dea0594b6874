"""Asking the protectors of an exile, by keyboard and mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ifs_desktop.parts import edits, gate, permissions, queries
from ifs_desktop.parts.permissions import Answer
from ifs_desktop.store import Ref, Store
from ifs_desktop.ui import ask, theme
from tests.flows.test_accessible_names import unnamed

Key = Qt.Key
HERE = Ref("dialogue", 1)


class Asking:
    """A window over which the gate is asked about; ``acts`` is what is done in the dialog."""

    def __init__(self, qtbot: QtBot, qapp: QApplication, store: Store) -> None:
        theme.apply(qapp, "light")
        self.store = store
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(800, 600)
        self.window.show()
        self.watchful = edits.add_part(store, name="The Watchful One", role="manager")
        self.little = edits.add_part(store, name="Little One", role="exile")

    def protect(self) -> None:
        edits.relate(self.store, source_id=self.watchful, target_id=self.little, kind="protects")

    def __call__(
        self, act: Callable[[gate.GateDialog], None], where: Ref | None = HERE
    ) -> gate.Outcome:
        error: list[BaseException] = []

        def inside() -> None:
            dialog = QApplication.activeModalWidget()
            try:
                assert isinstance(dialog, gate.GateDialog)
                assert QTest.qWaitForWindowActive(dialog)
                act(dialog)
            except BaseException as caught:
                error.append(caught)
            if isinstance(dialog, gate.GateDialog):
                dialog.reject()

        QTimer.singleShot(50, inside)
        outcome = gate.ask(self.window, self.store, self.little, where)
        if error:
            raise error[0]
        return outcome


@pytest.fixture
def asking(qtbot: QtBot, qapp: QApplication, store: Store) -> Iterator[Asking]:
    made = Asking(qtbot, qapp, store)
    yield made
    made.window.close()


def words(dialog: gate.GateDialog) -> str:
    return "\n".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisible())


def test_a_part_that_is_no_exile_and_an_open_gate_ask_nothing(asking: Asking) -> None:
    assert gate.ask(asking.window, asking.store, asking.watchful, HERE) == gate.Outcome(True)
    permissions.record(asking.store, [Answer(asking.little, None, "nobody")], HERE)
    assert gate.ask(asking.window, asking.store, asking.little, HERE) == gate.Outcome(True)


def test_a_yes_with_its_condition_is_written_down_at_once(asking: Asking) -> None:
    asking.protect()

    def act(dialog: gate.GateDialog) -> None:
        row = dialog.panel.rows[asking.watchful]
        assert unnamed(dialog) == []
        assert "Not asked yet" in words(dialog)
        assert not dialog.go_on.isVisible()
        assert row.condition.hasFocus()
        QTest.keyClicks(row.condition, "only if I may stay")
        QTest.keyClick(row.condition, Key.Key_Return)  # does nothing by itself
        QTest.keyClick(row.condition, Key.Key_Tab)
        assert row.yes.hasFocus()
        QTest.keyClick(row.yes, Key.Key_Return)
        assert permissions.ledger(asking.store, asking.little)[0].condition == "only if I may stay"
        assert "Yes, for this time" in words(dialog)
        assert dialog.go_on.hasFocus()
        QTest.keyClick(dialog.go_on, Key.Key_Return)

    assert asking(act) == gate.Outcome(True)
    assert asking.store.undo_label == "Write down an answer"
    assert permissions.may_approach(asking.store, asking.little, HERE).open


def test_not_now_is_heard_and_the_gate_stays_closed(asking: Asking) -> None:
    asking.protect()

    def act(dialog: gate.GateDialog) -> None:
        dialog.panel.rows[asking.watchful].not_now.click()
        assert "Not now · Today" in words(dialog)
        assert dialog.go_on.accessibleName() == "Hear The Watchful One first"
        dialog.go_on.click()

    assert asking(act, where=None) == gate.Outcome(False, hear=asking.watchful)
    (line,) = permissions.ledger(asking.store, asking.little)
    assert (line.answer, line.where) == ("not_now", Ref("profile", asking.little))
    assert asking(lambda dialog: dialog.later.click()) == gate.Outcome(False)
    assert asking(lambda d: d.panel.rows[asking.watchful].hear.click()).hear == asking.watchful


def test_for_a_place_to_come_the_yes_waits_and_leaving_drops_it(asking: Asking) -> None:
    asking.protect()

    def say_yes(dialog: gate.GateDialog) -> None:
        row = dialog.panel.rows[asking.watchful]
        row.condition.setText("slowly")
        row.yes.click()
        row.again.click()
        assert row.condition.text() == "slowly"
        row.yes.click()

    def go_on(dialog: gate.GateDialog) -> None:
        say_yes(dialog)
        dialog.go_on.click()

    outcome = asking(go_on, where=None)
    assert outcome.open
    assert outcome.answers[-1] == Answer(asking.little, asking.watchful, "yes", "slowly")
    assert asking(say_yes, where=None) == gate.Outcome(False)
    assert permissions.ledger(asking.store, asking.little) == ()
    assert asking.store.draft(f"gate:{asking.little}:{asking.watchful}:condition") == ""


def test_where_nobody_is_known_one_looks_and_draws_the_link_or_says_so(asking: Asking) -> None:
    def found(dialog: gate.GateDialog) -> None:
        assert unnamed(dialog) == []
        assert "Is anyone guarding it?" in words(dialog)
        assert dialog.panel.picker.search.hasFocus()
        dialog.panel.picker.name.setText("Slam the Door")
        dialog.panel.picker.add.click()
        (row,) = dialog.panel.rows.values()
        assert row.told.protector.name == "Slam the Door"
        assert not dialog.panel.picker.isVisible()
        dialog.panel.another.click()
        assert [dialog.panel.picker.list.item(0).text()] == ["The Watchful One"]
        dialog.panel.picker.picked.emit([asking.watchful])
        assert len(dialog.panel.rows) == 2

    def nobody(dialog: gate.GateDialog) -> None:
        dialog.panel.nobody.setFocus()
        QTest.keyClick(dialog.panel.nobody, Key.Key_Return)
        dialog.go_on.click()

    assert asking(nobody) == gate.Outcome(True)
    asking.store.undo()
    assert asking(found) == gate.Outcome(False)
    detail = queries.part(asking.store, asking.little)
    assert detail is not None
    assert [one.kind for one in detail.relations] == ["protects", "protects"]


def test_half_a_condition_is_there_again_after_a_lock(asking: Asking) -> None:
    asking.protect()
    first = gate.GateDialog(asking.store, asking.little, HERE, asking.window)
    first.panel.rows[asking.watchful].condition.setText("only in dayl")
    first.panel.rows[asking.watchful]._draft.flush()  # as the window does on a lock
    first.panel._bus.close()
    first.deleteLater()

    def act(dialog: gate.GateDialog) -> None:
        assert dialog.panel.rows[asking.watchful].condition.text() == "only in dayl"

    asking(act)


def test_tests_answer_for_the_protectors(asking: Asking) -> None:
    asking.protect()
    with ask.answer([Answer(asking.little, asking.watchful, "yes")]) as asked:
        assert gate.ask(asking.window, asking.store, asking.little, HERE).open
    assert asked == ["First, who protects Little One?"]
