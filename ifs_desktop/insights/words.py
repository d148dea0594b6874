"""What the pages of insights say: the words of heights, and a sentence for each point."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from ifs_desktop.insights.queries import Pair, Pairs
from ifs_desktop.parts.profile import reading_words
from ifs_desktop.ui.days import short_day

Levels = tuple[tuple[float, str], ...]


def trust_levels() -> Levels:
    """From none yet to leaning on Self."""
    return tuple((float(level), word) for word, level in reading_words("trust"))


def room_words() -> tuple[str, ...]:
    """How much room there was for Self, 0 to 4."""
    say = QCoreApplication.translate
    return (
        say("Insights", "hardly any"),
        say("Insights", "a little"),
        say("Insights", "some"),
        say("Insights", "a good deal"),
        say("Insights", "plenty"),
    )


def room_levels() -> Levels:
    """The same, as heights."""
    return tuple((float(level), word) for level, word in enumerate(room_words()))


def alarm_levels() -> Levels:
    """Three words of eleven: the others are said at their points."""
    say = QCoreApplication.translate
    return (
        (0.0, say("Insights", "quiet")),
        (5.0, say("Insights", "clear")),
        (10.0, say("Insights", "overwhelming")),
    )


def belief_levels() -> Levels:
    """How true something feels, 0 to 100."""
    say = QCoreApplication.translate
    return (
        (0.0, say("Insights", "not true")),
        (50.0, say("Insights", "half true")),
        (100.0, say("Insights", "wholly true")),
    )


def pairs_title(pairs: Pairs) -> str:
    """The exercise, or what the check-ins were."""
    if pairs.title:
        return pairs.title
    say = QCoreApplication.translate
    return {
        "check_in:activated": say("Insights", "I’m activated"),
        "check_in:sitting": say("Insights", "Sitting"),
        "check_in:drill": say("Insights", "Fire drill"),
    }[pairs.key]


def alarm_word(words: str, at: int | None) -> str:
    """The word that was chosen, or the number where there is none; a dash for nothing."""
    if at is None:
        return "–"
    return words or str(at)


def pair_said(pair: Pair) -> str:
    """ "12 November: strong, afterwards mild. The keys. What helped: the stairs." """
    say = QCoreApplication.translate
    before = alarm_word(pair.before_words, pair.before)
    if pair.after is None:
        said = say("Insights", "{day}: {before}").format(day=day(pair.when), before=before)
    else:
        said = say("Insights", "{day}: {before}, afterwards {after}").format(
            day=day(pair.when), before=before, after=alarm_word(pair.after_words, pair.after)
        )
    return ". ".join((said, *about(pair)))


def about(pair: Pair) -> list[str]:
    """What it was about, and what helped; what was not said is left out."""
    helped = QCoreApplication.translate("Insights", "What helped: {words}")
    told = (short(pair.about), helped.format(words=short(pair.helped)) if pair.helped else "")
    return [words for words in told if words]


def fit_words(fit: str | None) -> str:
    """How what came compares with what was expected; each is worth as much as the others."""
    say = QCoreApplication.translate
    return {
        "as_feared": say("Insights", "It came as expected."),
        "partly": say("Insights", "It came partly as expected."),
        "otherwise": say("Insights", "It came otherwise."),
    }.get(fit or "", "")


def took_words(answer: str) -> str:
    """Whether a part could take a kindness in."""
    say = QCoreApplication.translate
    return {
        "yes": say("Insights", "could take it in"),
        "a_little": say("Insights", "a little"),
        "not_yet": say("Insights", "not yet"),
    }[answer]


def day(when: datetime) -> str:
    """ "12 November"."""
    return short_day(when.date(), date.today())


def short(text: str, most: int = 140) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
