"""The gate before an exile, half answered, and the room for two parts in conflict."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from ifs_desktop.parts import edits, queries
from ifs_desktop.parts.gate import GateDialog
from ifs_desktop.store import Ref
from tests.helpers.walk import back_at_the_window
from tests.promises.states.scene import Scene, Table

STATES = Table()


def part(scene: Scene, name: str) -> int:
    return next(card.id for card in queries.find_parts(scene.person.store, name))


def gate() -> GateDialog:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, GateDialog)
    return dialog


def guarded(scene: Scene, *by: str) -> int:
    """The exile, with these protectors; the choosing is open and it is picked."""
    little = part(scene, "Little One")
    for name in by:
        edits.relate(
            scene.person.store, source_id=part(scene, name), target_id=little, kind="protects"
        )
    back_at_the_window(scene.person)
    scene.person.window.open_ref(Ref("dialogue", None, f"part:{little}"))
    return little


def begin(scene: Scene) -> None:
    page = scene.person.window.page("dialogues")
    scene.person.press("Begin the dialogue", within=page)


@STATES.covered
def a_gate_where_a_guard_is_being_named(scene: Scene) -> None:
    guarded(scene)

    def name_one() -> None:
        scene.write(gate().panel.picker.name)

    scene.within(lambda: begin(scene), name_one)


@STATES.state
def an_exile_picked_for_a_dialogue_with_half_a_title(scene: Scene) -> None:
    guarded(scene)
    scene.write(scene.person.window.page("dialogues").choosing.title_edit)
    scene.lock()


@STATES.covered
def a_gate_with_half_a_condition(scene: Scene) -> None:
    guarded(scene, "The Watchful One")

    def condition() -> None:
        scene.write(gate().panel.rows[part(scene, "The Watchful One")].condition)

    scene.within(lambda: begin(scene), condition)


@STATES.covered
def a_gate_with_a_yes_that_waits(scene: Scene) -> None:
    guarded(scene, "The Watchful One", "Slam the Door")

    def half() -> None:
        rows = gate().panel.rows
        scene.write(rows[part(scene, "The Watchful One")].condition)
        rows[part(scene, "The Watchful One")].yes.click()
        scene.write(rows[part(scene, "Slam the Door")].condition)

    scene.within(lambda: begin(scene), half)


@STATES.covered
def a_gate_where_one_said_not_now(scene: Scene) -> None:
    guarded(scene, "The Watchful One")

    def refused() -> None:
        row = gate().panel.rows[part(scene, "The Watchful One")]
        scene.write(row.condition)
        row.not_now.click()

    scene.within(lambda: begin(scene), refused)
