"""The file name that is made of a journal's name."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ifs_desktop.lock.create import ENDING, REFUSED_IN_NAMES, file_name


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("My journal", "My journal.ifsjournal"),
        ("  My journal  ", "My journal.ifsjournal"),
        ("My journal.ifsjournal", "My journal.ifsjournal"),
        ("a/b\\c:d", "abcd.ifsjournal"),
        ("日記 – étude", "日記 – étude.ifsjournal"),
        ("...", ""),
        (".hidden", "hidden.ifsjournal"),
        ("../../etc", "etc.ifsjournal"),
        ("line\nbreak\t", "linebreak.ifsjournal"),
        (ENDING, "ifsjournal.ifsjournal"),
        ("", ""),
        (" ", ""),
    ],
)
def test_a_name_becomes_a_plain_file_name(name: str, file: str) -> None:
    assert file_name(name) == file


@given(st.text(max_size=200))
def test_any_name_gives_a_safe_file_name_or_none(name: str) -> None:
    made = file_name(name)
    if not made:
        return
    stem = made.removesuffix(ENDING)
    assert stem and made.endswith(ENDING)
    assert stem == stem.strip(" .")
    assert made.isprintable()
    assert not set(made) & set(REFUSED_IN_NAMES)
    assert len(made.encode()) <= 220
    assert file_name(made) == made


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.text(max_size=100))
def test_a_file_of_any_name_can_be_made(tmp_path: Path, name: str) -> None:
    made = file_name(name)
    if made:
        (tmp_path / made).write_bytes(b"")
        assert (tmp_path / made).exists()
