"""A calm layout: who stays, stays; nobody covers anybody; twice is once; rings, pairs, guards."""

from __future__ import annotations

import math
import random
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from ifs_desktop.map.geometry import Point, Rect
from ifs_desktop.map.tidy import BEHIND, NEAREST, Standing, tidy
from tests.helpers.figures import Figures

SELF = Rect(-56, -50, 56, 84)
BOX = Rect(-60, -36, 60, 84)
ROLES = ("manager", "firefighter", "protector", "not_sure", "exile", "veiled")
KINDS = ("protects", "protects", "polarised", "allied", "drives", "unknown")
Links = list[tuple[str, int, int]]


@st.composite
def maps(draw: st.DrawFn) -> tuple[Point, list[Standing], Links, list[Rect]]:
    """Some parts anywhere, some of which stay; links between any two; a note or a frame."""
    place = st.tuples(st.integers(-700, 700), st.integers(-700, 700))
    parts = [
        Standing(
            number,
            draw(st.sampled_from(ROLES)),
            draw(place),
            Rect(-wide, -draw(st.integers(20, 90)), wide, draw(st.integers(60, 200))),
            draw(st.sampled_from((False, False, False, True))),
        )
        for number in range(1, draw(st.integers(0, 26)) + 1)
        for wide in (draw(st.integers(20, 220)),)
    ]
    ids = [part.id for part in parts]
    links: Links = []
    if len(ids) > 1:
        pair = st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True)
        for source, target in draw(st.lists(pair, max_size=40)):
            links.append((draw(st.sampled_from(KINDS)), source, target))
    corner = draw(st.lists(place, max_size=2))
    return draw(place), parts, links, [Rect(x, y, x + 180, y + 120) for x, y in corner]


@settings(max_examples=60)
@given(maps())
def test_who_stays_is_not_moved_nobody_is_covered_and_twice_is_once(
    drawn: tuple[Point, list[Standing], Links, list[Rect]],
) -> None:
    centre, parts, links, taken = drawn
    places = tidy(centre, SELF, parts, links, taken)
    assert places.keys() == {part.id for part in parts if not part.stays}
    stays = [SELF.moved(*centre), *taken]
    stays += [part.box.moved(*part.at) for part in parts if part.stays]
    moved = [part.box.moved(*places[part.id]) for part in parts if not part.stays]
    for number, box in enumerate(moved):
        assert not any(box.touches(other) for other in (*stays, *moved[:number]))
    tidied = [
        Standing(p.id, p.role, places.get(p.id, p.at), p.box, p.stays) for p in reversed(parts)
    ]
    assert tidy(centre, SELF, tidied, links, taken) == places


def test_protectors_stand_around_self_opposites_opposite_and_exiles_behind_their_guard() -> None:
    parts = [
        Standing(number, role, (number * 3.0, 0.0), BOX)
        for number, role in enumerate(("manager",) * 4 + ("exile", "exile", "veiled"), 1)
    ]
    links = [("polarised", 1, 3), ("protects", 2, 5), ("protects", 2, 6), ("protects", 4, 7)]
    places = tidy((100, 50), SELF, parts, links)

    def polar(number: int) -> tuple[float, float]:
        x, y = places[number][0] - 100, places[number][1] - 50
        return math.atan2(y, x / 1.3), math.hypot(x / 1.3, y)

    assert all(abs(polar(n)[1] - NEAREST) < 2 for n in (1, 2, 3, 4))
    assert abs(abs(math.remainder(polar(1)[0] - polar(3)[0], math.tau)) - math.pi) < 0.02
    for exile, guard in ((5, 2), (6, 2), (7, 4)):
        assert abs(math.remainder(polar(exile)[0] - polar(guard)[0], math.tau)) < 0.35
        assert abs(polar(exile)[1] - NEAREST - BEHIND) < 2
    # Who is linked stands beside each other, and who belongs to somebody who stays comes there.
    left = Standing(1, "manager", (-300, 50), BOX, stays=True)
    around = tidy((100, 50), SELF, [left, *parts[1:]], links)
    assert around[3][0] > 300 and abs(around[3][1] - 50) < 140


def test_a_large_map_is_tidied_at_once(figures: Figures) -> None:
    chance = random.Random(6)  # noqa: S311 - a picture, no secret
    parts = [
        Standing(n, chance.choice(ROLES), (0, 0), Rect(-70, -36, 70, 90), n % 20 == 0)
        for n in range(1, 2001)
    ]
    links = [
        (chance.choice(KINDS), source, target)
        for source, target in (chance.sample(range(1, 2001), 2) for _ in range(4000))
    ]
    began = time.process_time()
    places = tidy((0, 0), SELF, parts, links)
    took = time.process_time() - began
    figures.note("map", "tidy 2,000 parts, ms", round(took * 1000))
    assert took < 0.6  # 0.15 s on a desktop; a slow machine is given its time
    assert max(math.hypot(*place) for place in places.values()) < 12_000
