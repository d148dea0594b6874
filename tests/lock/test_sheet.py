"""The recovery code on paper: one page that can be read, and no trace of it anywhere else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from ifs_desktop.lock import sheet
from ifs_desktop.vault import code
from tests.helpers.pdf import text_of

CODE = code.spell(bytes(range(100, 120)))
LONG = "Тихая заводь & <b>ein langer Name</b> " * 6


@pytest.fixture(autouse=True)
def running(qapp: QApplication) -> None:
    """Fonts need an application."""


def printed(pdf: bytes) -> str:
    return " ".join(text_of(pdf).split())


@pytest.mark.parametrize("name", ["My journal", LONG])
def test_the_sheet_names_the_journal_and_shows_every_group_with_its_number(name: str) -> None:
    words = printed(sheet.pdf(name, CODE))
    groups = " ".join(f"{number} {group}" for number, group in enumerate(CODE.split("-"), 1))
    assert groups in words
    assert "".join(name.split()) in "".join(words.split())
    for told in ("I forgot my password", "Whoever holds this sheet", "away from the computer"):
        assert told in words


@pytest.mark.parametrize("name", ["My journal", LONG])
def test_the_sheet_is_one_page(name: str) -> None:
    assert sheet.pdf(name, CODE).count(b"/Type /Page\n") == 1


def test_the_file_says_nothing_of_the_journal_about_itself(tmp_path: Path) -> None:
    file = sheet.save(str(tmp_path / "code.pdf"), "Heronry", CODE)
    data = file.read_bytes()
    assert "Recovery code".encode("utf-16-be") in data  # its title
    for secret in ("Heronry", str(tmp_path), os.environ["HOME"], CODE):
        for how in ("utf-8", "utf-16-be"):
            assert secret.encode(how) not in data
    assert "Heronry" in text_of(data)  # but on the page itself


def test_saving_writes_that_one_file_and_no_other_for_a_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = [tmp_path / name for name in ("temporary", "runtime", "home/away")]
    for folder in folders:
        folder.mkdir(parents=True)
    monkeypatch.setenv("TMPDIR", str(folders[0]))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folders[1]))
    watched = [*folders[:2], Path(os.environ["HOME"])]
    before = [folder.stat().st_mtime_ns for folder in watched]
    sheet.save(str(folders[2] / "code.pdf"), "My journal", CODE)
    # A file that came and went would have changed the time of its folder.
    assert [folder.stat().st_mtime_ns for folder in watched] == before
    assert [path.name for path in folders[2].iterdir()] == ["code.pdf"]


def test_a_sheet_never_takes_the_place_of_a_journal(tmp_path: Path) -> None:
    journal = tmp_path / "My journal.ifsjournal"
    journal.write_bytes(b"a whole life")
    file = sheet.save(str(journal), "My journal", CODE)
    assert journal.read_bytes() == b"a whole life"
    assert file.name == "My journal.ifsjournal.pdf"
    with pytest.raises(FileExistsError):  # nobody was asked about that name
        sheet.save(str(journal), "My journal", CODE)


def test_no_half_of_a_sheet_is_left_on_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_file: int) -> None:
        raise OSError(28, "no room")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no room"):
        sheet.save(str(tmp_path / "code.pdf"), "My journal", CODE)
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_file_that_cannot_be_written_over_stays(tmp_path: Path) -> None:
    (tmp_path / "code.pdf").mkdir()
    with pytest.raises(IsADirectoryError):
        sheet.save(str(tmp_path / "code.pdf"), "My journal", CODE)
    assert (tmp_path / "code.pdf").is_dir()


def test_a_printer_gets_the_same_page(tmp_path: Path) -> None:
    assert sheet.print_on(paper(tmp_path / "printed.pdf"), "My journal", CODE)
    data = (tmp_path / "printed.pdf").read_bytes()
    assert printed(data) == printed(sheet.pdf("My journal", CODE))


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_takes_nothing_is_told(tmp_path: Path) -> None:
    assert not sheet.print_on(paper(tmp_path / "not there" / "x.pdf"), "My journal", CODE)


@pytest.mark.skipif(not os.path.isdir("/dev/shm"), reason="about CUPS on Linux")
@pytest.mark.parametrize("before", [None, "/somewhere/else"])
def test_what_is_spooled_on_the_way_to_a_printer_is_in_memory_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: str | None
) -> None:
    runtime = tmp_path / "runtime"
    runtime.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    if before is None:
        monkeypatch.delenv("TMPDIR", raising=False)
    else:
        monkeypatch.setenv("TMPDIR", before)
    seen: list[str | None] = []
    draw = sheet._draw

    def watch(device: QPrinter, journal: str, words: str) -> bool:
        seen.append(os.environ.get("TMPDIR"))
        return draw(device, journal, words)

    monkeypatch.setattr(sheet, "_draw", watch)
    sheet.print_on(paper(tmp_path / "printed.pdf"), "My journal", CODE)
    assert seen == [str(runtime)]
    assert os.environ.get("TMPDIR") == before


def paper(file: Path) -> QPrinter:
    """A printer whose paper is a file."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    return printer
