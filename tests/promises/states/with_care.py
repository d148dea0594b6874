"""The gate before an exile, half answered, and the room for two parts in conflict."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtWidgets import QApplication

from ifs_desktop.mediation import edits as mediation
from ifs_desktop.mediation import queries as rooms
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


# ---- the mediation room


def beginning(scene: Scene) -> Any:
    """The choosing of two, both chosen."""
    pair = [part(scene, name) for name in ("The Watchful One", "Slam the Door")]
    back_at_the_window(scene.person)
    scene.person.window.open_ref(Ref("mediation", None, ":".join(map(str, pair))))
    return scene.person.window.page("mediation").beginning


def room(scene: Scene, round_: str) -> Any:
    """A new mediation at the first step of a round; what is asked there."""
    store = scene.person.store
    here = mediation.begin(
        store,
        left_id=part(scene, "The Watchful One"),
        right_id=part(scene, "Slam the Door"),
        conflict="" if round_ == "conflict" else "Whether to look",
    )
    while True:
        row = rooms.room(store, here)
        assert row is not None
        if row.room.step.round == round_:
            break
        if row.room.step.round == "agreement":
            mediation.part_without(store, dialogue_id=here)
        else:
            mediation.pass_on(store, dialogue_id=here)
    back_at_the_window(scene.person)
    scene.person.window.open_ref(Ref("mediation", here))
    return scene.person.window.page("mediation").room.card


@STATES.state
def two_chosen_with_half_a_conflict(scene: Scene) -> None:
    scene.write(beginning(scene).conflict)
    scene.lock()


@STATES.state
def two_chosen_with_half_a_name(scene: Scene) -> None:
    scene.write(beginning(scene).picker.name)
    scene.lock()


@STATES.state
def a_want_half_said(scene: Scene) -> None:
    scene.write(room(scene, "want").box)
    scene.lock()


@STATES.state
def a_conflict_half_named(scene: Scene) -> None:
    scene.write(room(scene, "conflict").box)
    scene.lock()


@STATES.state
def a_feeling_half_typed(scene: Scene) -> None:
    scene.write(room(scene, "check").own)
    scene.lock()


@STATES.state
def a_feeling_that_is_not_of_self(scene: Scene) -> None:
    card = room(scene, "check")
    card.chips[0].click()
    scene.write(card.own)
    scene.lock()


@STATES.state
def an_agreement_half_written_with_a_day(scene: Scene) -> None:
    card = room(scene, "agreement")
    card.days.chips[2].click()
    scene.write(card.box)
    scene.lock()


@STATES.state
def half_a_thank_you(scene: Scene) -> None:
    scene.write(room(scene, "thanks").box)
    scene.lock()


@STATES.state
def an_agreement_being_looked_at_again(scene: Scene) -> None:
    store = scene.person.store
    room(scene, "agreement")
    page = scene.person.window.page("mediation")
    here = page.here().id
    mediation.agree(store, dialogue_id=here, text="To look at eight", review_on=date.today())
    mediation.close(store, dialogue_id=here)
    review = page.room.card.review
    scene.write(review.how)
    scene.write(review.text)
    scene.lock()
