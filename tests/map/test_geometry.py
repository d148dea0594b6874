"""Links end at borders, keep clear of words, and parts are walked in reading order."""

from __future__ import annotations

import math
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from ifs_desktop.map import geometry as g
from ifs_desktop.map.ground import Grid, Ground

far = st.floats(-2000, 2000, allow_nan=False)
sides = st.sampled_from([4, 5, 6, 40])


@st.composite
def bodies(draw: st.DrawFn) -> g.Body:
    x, y, n = draw(far), draw(far), draw(sides)
    radius, half = draw(st.floats(20, 60)), draw(st.floats(10, 90))
    outline = tuple(
        (x + radius * math.cos(2 * math.pi * i / n), y + radius * math.sin(2 * math.pi * i / n))
        for i in range(n)
    )
    top = y + radius + draw(st.floats(2, 14))
    return g.Body((x, y), outline, g.Rect(x - half, top, x + half, top + draw(st.floats(10, 60))))


def distance_to_polygon(point: g.Point, polygon: tuple[g.Point, ...]) -> float:
    best = math.inf
    for (ax, ay), (bx, by) in zip(polygon, (*polygon[1:], polygon[0]), strict=True):
        length = (bx - ax) ** 2 + (by - ay) ** 2
        t = ((point[0] - ax) * (bx - ax) + (point[1] - ay) * (by - ay)) / length
        t = min(1.0, max(0.0, t))
        best = min(best, math.dist(point, (ax + t * (bx - ax), ay + t * (by - ay))))
    return best


@settings(deadline=None)
@given(bodies(), far, far)
def test_a_border_point_lies_on_the_glyph_or_on_the_box_of_words(
    body: g.Body, x: float, y: float
) -> None:
    point = g.border(body, (x, y))
    assert (
        min(
            distance_to_polygon(point, body.outline),
            distance_to_polygon(point, body.words.corners()),
        )
        < 1e-6
    )


@settings(deadline=None)
@given(bodies(), bodies(), st.floats(-150, 150))
def test_both_ends_of_a_link_lie_a_gap_away_from_the_borders(
    one: g.Body, other: g.Body, bend: float
) -> None:
    path = g.route(one, other, bend=bend)
    if path.start == one.centre:  # drawn through, because the two cover each other
        return
    for point, body in ((path.start, one), (path.end, other)):
        off = min(
            distance_to_polygon(point, body.outline),
            distance_to_polygon(point, body.words.corners()),
        )
        assert off <= g.GAP + 1e-6
        assert not body.words.grown(-1e-6).holds(point)


@settings(deadline=None)
@given(bodies(), bodies(), st.floats(-60, 60))
def test_ends_do_not_leap_when_the_two_parts_swap_roles(
    one: g.Body, other: g.Body, bend: float
) -> None:
    if math.dist(one.centre, other.centre) < 1:  # there is no way between them
        return
    forth, back = g.route(one, other, bend=bend), g.route(other, one, bend=-bend)
    assert math.dist(forth.start, back.end) < 1e-6
    assert math.dist(forth.at(0.5), back.at(0.5)) < 1e-6


def square(x: float, y: float) -> g.Body:
    outline = ((x - 30, y - 30), (x + 30, y - 30), (x + 30, y + 30), (x - 30, y + 30))
    return g.Body((x, y), outline, g.Rect(x - 50, y + 38, x + 50, y + 72))


def test_parallel_links_run_apart() -> None:
    a, b = square(0, 0), square(500, 0)
    middles = [
        g.route(a, b, bend=g.bend_for(a.centre, b.centre, (0, 300), i, 3)).at(0.5) for i in range(3)
    ]
    assert all(math.dist(p, q) > 20 for p, q in pairwise(middles))


def test_a_lone_link_bows_away_from_self() -> None:
    a, b = square(0, 0), square(500, 0)
    above = g.route(a, b, bend=g.bend_for(a.centre, b.centre, (250, 300), 0, 1))
    below = g.route(a, b, bend=g.bend_for(a.centre, b.centre, (250, -300), 0, 1))
    assert above.at(0.5)[1] < 0 < below.at(0.5)[1]


def test_a_link_leads_around_a_part_in_its_way() -> None:
    a, b, between = square(0, 0), square(600, 0), square(300, 0)
    ground = Ground((3, box) for box in (between.glyph_box, between.words))

    def crossed(path: g.Route) -> int:
        return ground.crossings(path, (1, 2))

    led = g.clear_route(a, b, bend=20, crossed=crossed, bendable=True)
    assert crossed(g.route(a, b, bend=20)) > 0
    assert crossed(led) == 0


@settings(deadline=None)
@given(bodies(), far, far)
def test_a_border_known_all_around_is_where_the_outline_says(
    body: g.Body, x: float, y: float
) -> None:
    cx, cy = body.centre
    around = tuple((px - cx, py - cy) for px, py in body.outline)
    quick = g.Body(body.centre, (), body.words, g.reaches(around))
    assert math.dist(g.border(quick, (x, y)), g.border(body, (x, y))) < 0.6


def test_words_lie_clear_of_other_words_and_of_other_lines() -> None:
    path = g.route(square(0, 0), square(600, 0), bend=0)
    ground = Ground(())
    free = g.label_place(path, 60, 16, covered=ground.cost)
    ground.add_words(free)
    second = g.label_place(path, 60, 16, covered=ground.cost)
    assert not second.touches(free)
    ground.add_line([(second.left + 5.0, second.top + 5.0)])
    third = g.label_place(path, 60, 16, covered=ground.cost)
    assert not third.holds((second.left + 5.0, second.top + 5.0))
    assert not third.touches(free)


@settings(deadline=None)
@given(st.lists(st.tuples(far, far, st.floats(1, 400)), max_size=20), far, far)
def test_a_grid_finds_what_looking_at_everything_finds(
    made: list[tuple[float, float, float]], x: float, y: float
) -> None:
    grid, boxes = Grid(256.0), {}
    for key, (left, top, side) in enumerate(made):
        boxes[key] = g.Rect(left, top, left + side, top + side / 2)
        grid.put(key, g.Rect(top, left, top + side, left + side))  # it is moved
        grid.put(key, boxes[key])
    for spot in (g.Rect(x, y, x + 300, y + 300), g.Rect(x, y, x, y), g.Rect(-9e3, -9e3, 9e3, 9e3)):
        found = {key for key, box in boxes.items() if box.touches(spot)}
        assert grid.near(spot) == found
    for key in boxes:
        grid.take(key)
    assert grid.near(g.Rect(-9e3, -9e3, 9e3, 9e3)) == set()


@settings(deadline=None)
@given(bodies(), bodies(), st.floats(20, 120))
def test_words_of_a_link_keep_clear_of_both_parts_where_there_is_room(
    one: g.Body, other: g.Body, width: float
) -> None:
    if math.dist(one.centre, other.centre) < 500:
        return
    path = g.route(one, other, bend=g.bend_for(one.centre, other.centre, (0, 0), 0, 1))
    boxes = [box for b in (one, other) for box in (b.glyph_box, b.words)]
    place = g.label_place(path, width, 16, covered=Ground((0, box) for box in boxes).cost)
    assert not any(box.touches(place) for box in boxes)
    assert not any(place.holds(p) for p in path.points())


def test_reading_order_goes_by_lines_then_from_left_to_right() -> None:
    points = {1: (300.0, 20.0), 2: (0.0, 0.0), 3: (100.0, 400.0), 4: (-100.0, 430.0)}
    assert g.reading_order(points) == [2, 1, 4, 3]


def test_the_nearest_in_a_direction_is_found() -> None:
    points = {1: (200.0, 10.0), 2: (100.0, 300.0), 3: (-80.0, 0.0)}
    assert g.nearest(points, (0, 0), (1, 0)) == 1
    assert g.nearest(points, (0, 0), (-1, 0)) == 3
    assert g.nearest(points, (0, 0), (0, -1)) is None


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(-200, 200), st.floats(-200, 200)), max_size=12))
def test_a_free_place_keeps_apart_from_the_others(taken: list[g.Point]) -> None:
    place = g.free_place((0, 0), taken)
    assert all(math.dist(place, other) >= 120 - 1e-6 for other in taken)


def test_an_arrow_head_points_along_the_link() -> None:
    path = g.route(square(0, 0), square(400, 0), bend=0)
    left, tip, right = g.chevron(path, 1.0, 10)
    assert tip == path.end
    assert left[0] < tip[0] > right[0]
    assert math.isclose(left[1] + right[1], 2 * tip[1], abs_tol=1e-6)
