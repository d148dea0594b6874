"""How letters are made alike for searching: in the index, in what is looked for, in what is shown.

Scripts written without spaces are indexed sign by sign and searched as phrases. Marks that many
people leave out when they type are left out: accents (the index's tokenizer takes the Latin ones,
this file the Greek ones), Hebrew points, Arabic vowel marks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

KIND = "\U0010fffd"  # begins the one word of a row that says what it is; nobody types it
_UNTYPED = re.compile(
    "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\U0010fffd]+"
)
_GREEK = re.compile("[\u0386-\u03ce\u1f00-\u1fff]+")
# Thai, Lao, Tibetan, Myanmar, Khmer, Han with its marks, kana, bopomofo: written without spaces
# between words. Whoever changes this has to write the index of every journal anew.
_UNSPACED = re.compile(
    "([\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u312f\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u9fff\uf900-\ufaff\uff66-\uff9d\U0001b000-\U0001b16f\U00020000-\U0003ffff])"
)
_JOINTS = re.compile(r"[\W_]+")
_FILL = "\u0301"  # stands for each mark that does not count, so that places stay what they are


def kind(table: str) -> str:
    """The one word that says of which table a row is; no word one may type is in it."""
    return KIND + table.replace("_", "")


def spaced(words: str) -> str:
    """Words as the index takes them: each sign of an unspaced script is a word of its own."""
    if words.isascii():
        return words
    words = _UNTYPED.sub("", unicodedata.normalize("NFC", words))
    return _UNSPACED.sub(r" \1 ", _GREEK.sub(_without_accents, words))


def tokens(words: str) -> list[str]:
    """The words of a text as the index counts them, but for letter case and Latin accents."""
    found: list[str] = []
    word = ""
    for sign in spaced(words):
        kind = unicodedata.category(sign)
        if kind[0] in "LN" or kind in ("Mn", "Mc", "Co"):
            word += sign
        elif word:
            found.append(word)
            word = ""
    return [*found, word] if word else found


def unspaced(word: str) -> bool:
    """Whether a word of ``tokens`` is one sign of a script without spaces."""
    return _UNSPACED.fullmatch(word) is not None


def flat(text: str) -> str:
    """The text as it is compared, sign for sign: as long as it was."""
    return text.lower() if text.isascii() else text.translate(_FLAT)  # the same: 20 times as quick


def plain_words(text: str) -> list[str]:
    """The words of a name, made alike: quicker than ``tokens``, for many short texts."""
    plain = text.lower() if text.isascii() else flat(spaced(text)).replace(_FILL, "")
    return _JOINTS.sub(" ", plain).split()


def spans(text: str, wanted: re.Pattern[str] | None, most: int = 40) -> list[tuple[int, int]]:
    """Where in ``text`` a pattern of ``pattern`` fits."""
    if wanted is None:
        return []
    found = []
    for match in wanted.finditer(flat(text)):
        found.append(match.span())
        if len(found) == most:
            break
    return found


def pattern(phrases: Iterable[tuple[tuple[str, ...], bool]]) -> re.Pattern[str] | None:
    """What finds any of these in a flat text: each is its words and whether the last may go on."""
    made = [_phrase(words, open_end) for words, open_end in phrases if words]
    return re.compile("|".join(f"(?:{one})" for one in made)) if made else None


def _phrase(words: tuple[str, ...], open_end: bool) -> str:
    marks = f"{_FILL}*+"  # all of them: text piled with marks is not tried every way
    body, before = "", ""
    for word in words:
        joint = "" if not before else r"\W*" if unspaced(word) or unspaced(before) else r"\W+"
        signs = (re.escape(sign) for sign in flat(word) if sign != _FILL)
        body += joint + "".join(sign + marks for sign in signs)
        before = word
    start = "" if unspaced(words[0]) else rf"(?<![^\W_{_FILL}])"
    end = r"\w*" if open_end and not unspaced(before) else ""
    stop = "" if open_end or unspaced(before) else r"(?![^\W_])"
    return start + body + end + stop


def _without_accents(found: re.Match[str]) -> str:
    signs = unicodedata.normalize("NFD", found[0])
    return "".join(sign for sign in signs if not unicodedata.combining(sign))


class _Flat(dict[int, str]):
    """For str.translate: each sign's plain one, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        if _UNTYPED.match(sign) or "\u0300" <= sign <= "\u036f":
            plain = _FILL
        else:
            lower = sign.lower()[:1]
            base = unicodedata.normalize("NFD", lower)[:1]
            # Only letters that wear an accent: a Hangul syllable would lose its end.
            plain = base if _LATIN_OR_GREEK.match(base) else lower
        self[code] = plain
        return plain


_LATIN_OR_GREEK = re.compile("[a-z\u0370-\u03ff]")
_FLAT = _Flat()
