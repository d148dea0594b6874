"""P16: nothing a person writes, pastes or is sent can open a file, a connection or a program."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QApplication

from ifs_desktop.ui import markdown, theme, tip
from tests.helpers.figures import Figures, Rounds
from tests.helpers.hostile import ALONE, BAIT, SLOW, cases, every_case

ROOT = Path(__file__).parents[2]
HARMLESS_TAG = re.compile(
    r"<p class=\"note\">"
    r"|</?(p|br|hr|h[1-6]|strong|em|ul|ol( start=\"\d+\")?|li|blockquote|code|pre|table|thead"
    r"|tbody|tr|th|td|span)>"
)


def _no_picture(_number: int) -> None:
    """The journal has none."""


def test_nothing_hostile_is_left_in_any_text_and_no_document_asks_for_anything(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, figures: Figures, rounds: Rounds
) -> None:
    asked: list[str] = []
    answer = markdown.Document.loadResource

    def noted(self: markdown.Document, kind: int, name: QUrl | str) -> object:
        asked.append(str(name))
        return answer(self, kind, name)

    monkeypatch.setattr(markdown.Document, "loadResource", noted)
    texts = every_case() if rounds(0, 1) else [*cases()[::3], *ALONE, *SLOW]
    assert len(texts) >= 500
    for text in texts:
        made = markdown.to_html(text)
        assert "<" not in HARMLESS_TAG.sub("", made), text
        document = markdown.document(text, theme.font(16), _no_picture)
        document.setTextWidth(500)
        assert document.size().height() > 0  # it is laid out, so it has what it would load
        block = document.begin()
        while block.isValid():
            pieces: Any = block  # iterable, which its types don't say
            for piece in pieces:
                shape = piece.fragment().charFormat()
                assert not shape.isImageFormat(), text
                assert not shape.isAnchor() and not shape.anchorHref(), text
            block = block.next()
    figures.note("P16", "hostile texts", len(texts))
    figures.note("P16", "resources asked for", len(asked))
    assert asked == []


def test_a_document_answers_every_request_with_one_pixel(qapp: QApplication) -> None:
    made = markdown.Document()
    made.setHtml("<img src='file:///etc/passwd'>")  # as if all else had failed
    for kind in QTextDocument.ResourceType:
        got = made.resource(kind.value, QUrl("file:///etc/passwd"))
        assert isinstance(got, QImage) and got.size().toTuple() == (1, 1)


@pytest.mark.parametrize("text", [f"<img src='/tmp/{BAIT}.png'>", "a & b", "&lt;b>", "a\n<b>"])
def test_a_tool_tip_shows_what_was_written(text: str) -> None:
    shown = QTextDocument()
    shown.setHtml(tip.plain(text))
    assert shown.toPlainText() == text


# ---- the whole app, watched from outside


def watched(tmp_path: Path, *arguments: str) -> tuple[str, str]:
    """Show hostile texts everywhere in the real app; what it told, and all it asked the system."""
    strace = shutil.which("strace")
    if sys.platform != "linux" or strace is None:
        pytest.skip("strace is not there")
    (Path(os.environ["HOME"]) / "Documents").mkdir()
    log = tmp_path / "calls.txt"
    calls = "trace=%file,socket,connect,sendto"
    watch = [strace, "-f", "--seccomp-bpf", "-qq", "-s", "300", "-e", calls, "-o", str(log)]
    program = [sys.executable, str(ROOT / "tests/tools/hostile.py"), *arguments]
    ran = subprocess.run([*watch, *program], capture_output=True, text=True, timeout=900)
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr == ""
    return ran.stdout, log.read_text()


def test_the_app_shows_them_in_every_place_and_reaches_nothing(
    tmp_path: Path, figures: Figures, rounds: Rounds
) -> None:
    told, calls = watched(tmp_path, str(rounds(48, 5000)))
    shown, hovered, clicked, opened = map(int, told.split())
    figures.note("P16", "texts in the real app", shown)
    figures.note("P16", "tool tips shown", hovered)
    figures.note("P16", "clicks on texts", clicked)
    figures.note("P16", "links opened", opened)
    reached = [line for line in calls.splitlines() if BAIT in line]
    figures.note("P16", "files and hosts reached", len(reached))
    assert "work.db" in calls, "strace saw nothing of the app"
    assert shown >= 48 and hovered >= 5 and clicked >= 48
    assert opened == 0
    assert reached == []
    assert not re.findall(r"AF_INET", calls)
    programs = [line for line in calls.splitlines() if re.search(r"execve\(", line)]
    assert len(programs) == 1, "it started a program"  # itself


def test_a_picture_that_is_loaded_and_a_link_that_is_opened_are_seen(tmp_path: Path) -> None:
    told, calls = watched(tmp_path, "trap")
    assert told.split()[-1] == "1"
    assert f"/tmp/{BAIT}.png" in calls
