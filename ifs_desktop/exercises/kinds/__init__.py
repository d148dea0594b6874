"""The kinds of step, by name. A new kind is one file here, one in ``steps``, and a line in each."""

from __future__ import annotations

from ifs_desktop.exercises.kinds import (
    breathe,
    choose,
    closing,
    hand_over,
    impressions,
    letter,
    moment,
    opinions,
    outcome,
    pick_parts,
    pick_people,
    pick_words,
    predictions,
    promise,
    reply,
    scale,
    small_step,
    sort,
    timer,
    toward,
    two_sided,
    veil,
    wait,
    words,
    write,
    write_each,
)
from ifs_desktop.exercises.kinds.kind import (
    Answer,
    Json,
    Keeping,
    Kind,
    Line,
    Said,
    Shape,
    dump,
)

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        scale.KIND,
        choose.KIND,
        write.KIND,
        write_each.KIND,
        two_sided.KIND,
        pick_parts.KIND,
        pick_words.KIND,
        breathe.KIND,
        timer.KIND,
        hand_over.KIND,
        wait.KIND,
        pick_people.KIND,
        moment.KIND,
        opinions.KIND,
        small_step.KIND,
        predictions.KIND,
        outcome.KIND,
        words.KIND,
        closing.KIND,
        impressions.KIND,
        sort.KIND,
        veil.KIND,
        toward.KIND,
        letter.KIND,
        reply.KIND,
        promise.KIND,
    )
}

__all__ = ["KINDS", "Answer", "Json", "Keeping", "Kind", "Line", "Said", "Shape", "dump"]
