"""The app's own words stay kind: none of the words kept out stands in anything it says."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.tools.source import ROOT, Module, read_package

KEPT_OUT = re.compile(
    r"\b(?:heal(?:s|ed|ing)?|cur(?:e|es|ed|ing)|broken|toxic|failures?"
    r"|should(?:n['’]t)?|must(?:n['’]t)?|just|overc[oa]m(?:e|es|ing)|g[eo]t(?:s|ting)? over"
    r"|(?:ab)?normal(?:ly)?|irrational(?:ly)?|dramatic(?:ally)?|streaks?|missed|overdue"
    r"|scor(?:e|es|ed|ing)|trauma memor(?:y|ies)|repressed)\b"
    r"|\bprogress\b.{0,12}%",
    re.IGNORECASE,
)
SAYING = {"tr", "translate", "QT_TRANSLATE_NOOP", "QT_TR_NOOP", "say", "edit"}
# (file, word): why it may stand there all the same.
ALLOWED: dict[tuple[str, str], str] = {}
TEXTS = ("exercises/*.md", "guide/*.md", "help/*.md")


def said(module: Module) -> Iterator[ast.Constant]:
    """What a module may show: every string of two words or more, and any inside a tr()."""
    shown = {
        id(part)
        for node in module.nodes
        if isinstance(node, ast.Call)
        if getattr(node.func, "attr", getattr(node.func, "id", "")) in SAYING
        for argument in node.args
        for part in ast.walk(argument)
    }
    for string in module.strings():
        if id(string) in shown or " " in str(string.value).strip():
            yield string


def kept_out(text: str) -> list[str]:
    """The words in a text that the app does not say."""
    return [match.group().lower() for match in KEPT_OUT.finditer(text)]


def test_no_word_kept_out_is_said_by_the_code() -> None:
    findings = [
        module.at(string, f"{word!r} in {str(string.value)[:80]!r}")
        for module in read_package().values()
        for string in said(module)
        for word in kept_out(str(string.value))
        if (module.file.as_posix(), word) not in ALLOWED
    ]
    assert not findings, "\n" + "\n".join(findings)


def test_no_word_kept_out_is_said_by_an_exercise() -> None:
    findings = [
        f"{file.relative_to(ROOT)}:{number}: {word!r} in {line.strip()[:80]!r}"
        for pattern in TEXTS
        for file in sorted((ROOT / "resources").glob(pattern))
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        for word in kept_out(line)
        if (file.relative_to(ROOT).as_posix(), word) not in ALLOWED
    ]
    assert not findings, "\n" + "\n".join(findings)


@pytest.mark.parametrize(
    "text",
    [
        "It will heal you",
        "You should rest",
        "You shouldn’t",
        "It’s JUST a feeling",
        "Progress: 40 %",
        "progress 40%",
        "Three missed days",
        "get over it",
        "Abnormal",
        "a trauma memory",
    ],
)
def test_a_word_kept_out_is_found(text: str) -> None:
    assert kept_out(text)


@pytest.mark.parametrize("text", ["adjust the mustard", "health", "secure", "work in progress"])
def test_a_harmless_word_is_not(text: str) -> None:
    assert not kept_out(text)


def test_every_allowance_is_still_needed() -> None:
    for (file, word), reason in ALLOWED.items():
        assert word in kept_out((ROOT / file).read_text("utf-8")), f"{file}: {word} ({reason})"
