"""Recovery codes: copied by hand, and every slip is told before a key is derived."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ifs_desktop.vault import code
from ifs_desktop.vault.errors import CodeIncomplete, CodeMistyped

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
codes = st.binary(min_size=20, max_size=20)


@given(codes)
def test_a_code_reads_back_as_it_was_written(given_code: bytes) -> None:
    text = code.spell(given_code)
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{5}-){6}[0-9A-HJKMNP-TV-Z]{5}", text)
    assert code.read(text) == given_code


@given(codes)
def test_it_may_be_typed_the_way_people_type(given_code: bytes) -> None:
    text = code.spell(given_code)
    assert code.read(text.lower()) == given_code
    assert code.read(f"  {text.replace('-', '  ')}\n") == given_code
    assert code.read(text.replace("0", "o").replace("1", "l").replace("-", "–")) == given_code
    assert code.read(text.replace("1", "I").replace("-", "")) == given_code


@given(codes, st.integers(0, 34), st.sampled_from(SIGNS))
def test_every_single_wrong_sign_is_told(given_code: bytes, place: int, sign: str) -> None:
    signs = code.spell(given_code).replace("-", "")
    slip = signs[:place] + sign + signs[place + 1 :]
    if slip == signs:
        assert code.read(slip) == given_code
    else:
        with pytest.raises(CodeMistyped):
            code.read(slip)


def test_every_wrong_sign_in_every_place_of_one_code_is_told() -> None:
    signs = code.spell(bytes(range(20))).replace("-", "")
    for place in range(len(signs)):
        for sign in SIGNS + "U*ß":
            slip = signs[:place] + sign + signs[place + 1 :]
            if slip == signs:
                continue
            with pytest.raises((CodeMistyped, CodeIncomplete)):  # ß is two signs in capitals
                code.read(slip)


@given(codes, st.integers(0, 33))
def test_two_neighbours_swapped_are_told(given_code: bytes, place: int) -> None:
    signs = code.spell(given_code).replace("-", "")
    slip = signs[:place] + signs[place + 1] + signs[place] + signs[place + 2 :]
    if slip != signs:
        with pytest.raises(CodeMistyped):
            code.read(slip)


@pytest.mark.parametrize("text", ["", "ABCDE", "A" * 34, "A" * 36])
def test_a_code_of_another_length_is_incomplete(text: str) -> None:
    with pytest.raises(CodeIncomplete):
        code.read(text)


def test_new_codes_differ() -> None:
    assert len({code.new() for _ in range(100)}) == 100
    with pytest.raises(ValueError, match="20 bytes"):
        code.spell(b"short")
