"""Fonts for the scripts of this journal are found before a map with them is opened."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from ifs_desktop.map import lettering
from ifs_desktop.map.lettering import samples
from ifs_desktop.parts import edits
from ifs_desktop.settings import Settings
from ifs_desktop.store import Store
from tests.map.conftest import open_page


def test_there_is_one_letter_of_each_script_in_the_names() -> None:
    names = ["Anna", "安静的信使", "지친 아이", "Осторожная", "גנן", "Bea", "🌿"]
    assert samples(names) == ["A", "安", "지", " ", "О", "ג", "🌿"]
    assert samples([]) == []


@given(st.lists(st.text(max_size=40), max_size=12))
def test_any_names_have_their_samples(names: list[str]) -> None:
    found = samples(names)
    assert set(found) <= set("".join(names)) and len(found) == len(set(found))
    assert bool(found) == any(names)


def test_who_stands_on_no_map_yet_is_measured_once_the_page_is_shown(
    store: Store, settings: Settings, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured: list[str] = []

    class Measure:
        def horizontalAdvance(self, text: str) -> float:
            measured.append(text)
            return 1.0

    class Type:
        name_measure = line_measure = Measure()

    monkeypatch.setattr(lettering, "present", Type)
    edits.add_part(store, name="지친")
    for drawn in open_page(qtbot, store, settings, {}):
        qtbot.waitUntil(lambda: measured.count("지") == 2)  # in each of the two fonts
        drawn.page.hide()
        drawn.page.show()
        qtbot.wait(lettering.QUIET + 50)
        assert measured.count("지") == 2  # not again
