"""The map as a real reader hears it: an AT-SPI client, on a message bus of the test's own."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.desk import LAUNCHER, PYTHON, Told, desktop_that_listens

TOOLS = Path(__file__).parents[1] / "tools"
ASKED = "import gi; gi.require_version('Atspi', '2.0')"


def can_listen() -> bool:
    """Whether this is a Linux with a reader's library; ``dev.py test`` installs it on Debian."""
    if sys.platform != "linux" or not LAUNCHER.exists() or not shutil.which("dbus-daemon"):
        return False
    return subprocess.run([PYTHON, "-c", ASKED], capture_output=True, check=False).returncode == 0


def test_a_real_reader_hears_everybody_and_what_changes(tmp_path: Path) -> None:
    if not can_listen():
        pytest.skip("needs Linux, at-spi2-core and gir1.2-atspi-2.0")
    with desktop_that_listens(tmp_path) as env:
        shown = Told([sys.executable, str(TOOLS / "heard_map.py")], env, tmp_path / "map.log")
        shown.wait_for("ready")
        reader = Told([str(PYTHON), str(TOOLS / "reader.py")], env, tmp_path / "reader.log")
        told = json.loads(reader.wait_for('"description"'))
        assert [(one["name"], one["description"], one["role"]) for one in told] == [
            ("Watchful", "Manager. Watchful protects Little", "list item"),
            ("השקט", "Firefighter", "list item"),
            ("Self", "", "list item"),
            ("Little", "Exile. Watchful protects Little", "list item"),
            ("Sundays", "Note", "label"),
            ("Watchful protects Little", "", "list item"),
        ]
        assert [one["place"] for one in told] == list(range(6))
        assert all(one["in"] == "Parts map" for one in told)
        left, right = (told[n]["box"] for n in (0, 1))
        assert left[0] + left[2] < right[0] and min(left[2:]) > 20
        for order, words in (
            ("select", '"object:state-changed:focused", "name": "Little", "detail": 1'),
            ("rename", '"object:property-change:accessible-name", "name": "Little One"'),
            ("take off", '"object:children-changed:remove", "name": "Parts map"'),
        ):
            shown.tell(order)
            reader.wait_for(words)
        shown.tell("quit")
        shown.wait_for("ended")  # a reader that still holds on to pieces does no harm
        reader.end()
        shown.end()
