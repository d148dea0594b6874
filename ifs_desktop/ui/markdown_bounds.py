"""How much of a text in Markdown can be converted without anyone waiting for it.

Python-Markdown takes a time that grows with the square of what stays open in a paragraph, and
recurses into what is nested. So the work is estimated first, line by line, in one pass.
"""

from __future__ import annotations

import re

BUDGET = 50.0  # about milliseconds, on a slow machine
DEEPEST = 100  # blanks and quote signs before the first word: 25 lists within each other
# What one of these costs, in the budget's unit; measured, and rather too much than too little.
_LINE, _LETTER, _MARK, _CELL = 0.06, 0.0005, 0.03, 0.06
_NESTED = 0.25  # of a line's cost, for each blank or quote sign before it
_OPEN = 0.0005  # a letter passed in search of the end of a bracket
_TICKS = 0.0001  # a letter, for each length of ticks there is in its paragraph
_RULE, _SPLIT = 0.15, 0.000015  # a heading or a rule, and a letter of the paragraph it splits
_FENCE = 0.00001  # a letter of the text so far, for each fence

_BEFORE = re.compile(r"[ \t>*+\-\d.)]*")
_MARKS = re.compile(r"[*_`\[!&<\\]")
_BRACKET = re.compile(r"[\[\]()]")
_TICKS_RUN = re.compile(r"`+")


class _Paragraph:
    """What is open, so far, between two empty lines."""

    def __init__(self) -> None:
        self.square = self.round = self.length = 0
        self.ticks: set[int] = set()

    def cost(self, line: str) -> float:
        """What one more line of it adds."""
        length = len(line)
        square, around = self.square, self.round
        passed = (square + around) * length
        for found in _BRACKET.finditer(line):
            sign, rest = found[0], length - found.start()
            if sign == "[":
                square, passed = square + 1, passed + rest
            elif sign == "(":
                around, passed = around + 1, passed + rest
            elif sign == "]" and square:
                square, passed = square - 1, passed - rest
            elif sign == ")" and around:
                around, passed = around - 1, passed - rest
        self.square, self.round = square, around
        self.length += length
        splits = line.startswith("#") or not line.strip(" -=*_")
        self.ticks.update(map(len, _TICKS_RUN.findall(line)))
        return (
            _LETTER * length
            + _MARK * len(_MARKS.findall(line))
            + _CELL * line.count("|")
            + _OPEN * passed
            + (_RULE + _SPLIT * self.length if splits else 0)
            + _TICKS * length * max(0, len(self.ticks) - 1)
        )


def convertible(text: str) -> int:
    """How many letters, in whole lines from the beginning, may be given to the converter."""
    spent, at, fences = 0.0, 0, 0
    paragraph = _Paragraph()
    for line in text.split("\n"):
        bare = line.strip()
        if not bare:
            paragraph = _Paragraph()
            spent += _LETTER
        else:
            before = _BEFORE.match(line)
            signs = before[0] if before is not None else ""
            depth = signs.count(" ") + signs.count(">") + 4 * signs.count("\t")
            if depth > DEEPEST:
                return at
            spent += (_LINE + paragraph.cost(line)) * (1 + _NESTED * depth)
            if bare.startswith(("```", "~~~")):
                fences += 1
                spent += _FENCE * (at + fences)
        if spent > BUDGET:
            return at
        at += len(line) + 1
    return len(text)
