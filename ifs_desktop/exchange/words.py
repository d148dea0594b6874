"""What exporting and importing say: the words of the files, and a sentence for each refusal."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from ifs_desktop.exchange.errors import (
    ChangedMeanwhile,
    DamagedExport,
    ImportRefused,
    NewerExport,
    NotAnExport,
    TooLarge,
)
from ifs_desktop.parts.profile import fact_title, reading_title, sayer_name
from ifs_desktop.vault import JournalError

_FILES = "Export"
# The words in the files, by what the code calls them.
FILES = {
    "Journal": QT_TRANSLATE_NOOP("Export", "Journal"),
    "Dialogues": QT_TRANSLATE_NOOP("Export", "Dialogues"),
    "Parts": QT_TRANSLATE_NOOP("Export", "Parts"),
    "Maps": QT_TRANSLATE_NOOP("Export", "Maps"),
    "Exercises": QT_TRANSLATE_NOOP("Export", "Exercises"),
    "Pictures": QT_TRANSLATE_NOOP("Export", "Pictures"),
    "Inbox": QT_TRANSLATE_NOOP("Export", "Inbox"),
    "Put away": QT_TRANSLATE_NOOP("Export", "Put away"),
    "Beginnings": QT_TRANSLATE_NOOP("Export", "Beginnings"),
    "Without a name": QT_TRANSLATE_NOOP("Export", "Without a name"),
    "Read me": QT_TRANSLATE_NOOP("Export", "Read me"),
    "read me": QT_TRANSLATE_NOOP(
        "Export",
        "Everything that was in the journal, as Markdown files that any editor opens.\n\n"
        "These files are not encrypted. Keep them where nobody else looks, or remove them when"
        " they have done their work.",
    ),
    "Self": QT_TRANSLATE_NOOP("Export", "Self"),
    "Agreement": QT_TRANSLATE_NOOP("Export", "Agreement"),
    "looked at again": QT_TRANSLATE_NOOP("Export", "looked at again"),
    "put away": QT_TRANSLATE_NOOP("Export", "put away"),
    "Links": QT_TRANSLATE_NOOP("Export", "Links"),
    "Impressions": QT_TRANSLATE_NOOP("Export", "Impressions"),
    "Permissions": QT_TRANSLATE_NOOP("Export", "What its protectors answered"),
    "nobody": QT_TRANSLATE_NOOP("Export", "no one I know of guards it"),
    "yes": QT_TRANSLATE_NOOP("Export", "yes"),
    "not_now": QT_TRANSLATE_NOOP("Export", "not now"),
    "link:protects": QT_TRANSLATE_NOOP("Export", "protects"),
    "link:polarised": QT_TRANSLATE_NOOP("Export", "polarised with"),
    "link:allied": QT_TRANSLATE_NOOP("Export", "allied with"),
    "link:colluding": QT_TRANSLATE_NOOP("Export", "colluding with"),
    "link:distant": QT_TRANSLATE_NOOP("Export", "distant from"),
    "link:drives": QT_TRANSLATE_NOOP("Export", "drives"),
    "link:concerned": QT_TRANSLATE_NOOP("Export", "concerned about"),
    "link:unknown": QT_TRANSLATE_NOOP("Export", "linked, not known yet how"),
    "tension": QT_TRANSLATE_NOOP("Export", "tension"),
    "About": QT_TRANSLATE_NOOP("Export", "What it is about"),
    "Size means": QT_TRANSLATE_NOOP("Export", "Size means"),
    "Distance means": QT_TRANSLATE_NOOP("Export", "Distance from Self means"),
    "Colour means": QT_TRANSLATE_NOOP("Export", "Colour means"),
    "On the map": QT_TRANSLATE_NOOP("Export", "Also on the map"),
    "Named moments": QT_TRANSLATE_NOOP("Export", "Named moments"),
    "In the body": QT_TRANSLATE_NOOP("Export", "In the body"),
    "front": QT_TRANSLATE_NOOP("Export", "front"),
    "back": QT_TRANSLATE_NOOP("Export", "back"),
    "Own": QT_TRANSLATE_NOOP("Export", "Own"),
    "People": QT_TRANSLATE_NOOP("Export", "People"),
    "Moments": QT_TRANSLATE_NOOP("Export", "Moments"),
    "How parts see them": QT_TRANSLATE_NOOP("Export", "How parts see them"),
    "Small steps": QT_TRANSLATE_NOOP("Export", "Small steps"),
    "Nobody named": QT_TRANSLATE_NOOP("Export", "Nobody named"),
    "Letters": QT_TRANSLATE_NOOP("Export", "Letters"),
    "Beliefs": QT_TRANSLATE_NOOP("Export", "Beliefs"),
    "How true": QT_TRANSLATE_NOOP("Export", "How true it felt, 0 to 100"),
    "Places to rest": QT_TRANSLATE_NOOP("Export", "Places to rest"),
    "In the container": QT_TRANSLATE_NOOP("Export", "In the container"),
    "Check-ins": QT_TRANSLATE_NOOP("Export", "Check-ins"),
    "Kindnesses and promises": QT_TRANSLATE_NOOP("Export", "Kindnesses and promises"),
    "room": QT_TRANSLATE_NOOP("Export", "room for Self"),
    "behaviour": QT_TRANSLATE_NOOP("Export", "seen"),
    "kindness": QT_TRANSLATE_NOOP("Export", "kindness"),
    "took:yes": QT_TRANSLATE_NOOP("Export", "could take it in"),
    "took:a_little": QT_TRANSLATE_NOOP("Export", "could take in a little"),
    "took:not_yet": QT_TRANSLATE_NOOP("Export", "not yet"),
    "fit:as_feared": QT_TRANSLATE_NOOP("Export", "it came as expected"),
    "fit:partly": QT_TRANSLATE_NOOP("Export", "it came partly as expected"),
    "fit:otherwise": QT_TRANSLATE_NOOP("Export", "it came otherwise"),
    "step:planned": QT_TRANSLATE_NOOP("Export", "planned"),
    "step:taken": QT_TRANSLATE_NOOP("Export", "taken"),
    "step:not_taken": QT_TRANSLATE_NOOP("Export", "not taken"),
    "step:let_go": QT_TRANSLATE_NOOP("Export", "let go"),
    "came:yes": QT_TRANSLATE_NOOP("Export", "it happened"),
    "came:partly": QT_TRANSLATE_NOOP("Export", "partly"),
    "came:not_yet": QT_TRANSLATE_NOOP("Export", "not yet"),
    "came:let_go": QT_TRANSLATE_NOOP("Export", "let go"),
    "ledger:theirs": QT_TRANSLATE_NOOP("Export", "Belongs to them"),
    "ledger:mine": QT_TRANSLATE_NOOP("Export", "Belongs to me"),
    "ledger:unknown": QT_TRANSLATE_NOOP("Export", "Not known"),
    "ledger:fair": QT_TRANSLATE_NOOP("Export", "A fair reading"),
    "ledger:answer": QT_TRANSLATE_NOOP("Export", "What the part said"),
    "at:today": QT_TRANSLATE_NOOP("Export", "check-in"),
    "at:activated": QT_TRANSLATE_NOOP("Export", "activated"),
    "at:sitting": QT_TRANSLATE_NOOP("Export", "sitting"),
    "at:drill": QT_TRANSLATE_NOOP("Export", "fire drill"),
}
_REFUSED = {
    NotAnExport: QT_TRANSLATE_NOOP(
        "Exchange",
        "This file is not an export of IFS Desktop, so nothing was taken from it. Your journal is"
        " as it was. Choose the JSON file that “As one JSON file” wrote.",
    ),
    NewerExport: QT_TRANSLATE_NOOP(
        "Exchange",
        "A later version of IFS Desktop wrote this file, so nothing was taken from it. Your"
        " journal is as it was. Bring it in with that version.",
    ),
    DamagedExport: QT_TRANSLATE_NOOP(
        "Exchange",
        "Something in this file is damaged or was changed by hand, so nothing was taken from it."
        " Your journal is as it was. Try another copy of the file, or export again.",
    ),
    TooLarge: QT_TRANSLATE_NOOP(
        "Exchange",
        "This file is larger than a gigabyte, which is more than can be brought in. Nothing was"
        " taken from it, and your journal is as it was.",
    ),
    ChangedMeanwhile: QT_TRANSLATE_NOOP(
        "Exchange",
        "Something was written in the journal at the same time, so nothing was taken from the"
        " file. What you wrote is kept. Try it again.",
    ),
}
_UNKNOWN = QT_TRANSLATE_NOOP(
    "Exchange", "That did not work. Your journal is as it was. Try it again."
)
_THIS = QT_TRANSLATE_NOOP("Exchange", "this file")


def of_files(word: str) -> str:
    """A word of the Markdown files in the reader's language (see ``folder.Say``)."""
    if word.startswith("fact:"):
        return fact_title(word.removeprefix("fact:"))
    if word in ("toward", "from", "trust"):
        return reading_title(word)
    if word in ("part", "me", "guess"):
        return sayer_name(word)
    return QCoreApplication.translate(_FILES, str(FILES[word]))


def explain(error: BaseException) -> str:
    """What happened, what is safe, what to do next."""
    if isinstance(error, ImportRefused):
        return QCoreApplication.translate("Exchange", str(_REFUSED[type(error)]))
    if isinstance(error, JournalError):
        sentence = QCoreApplication.translate("Sentences", error.sentence)
        return error.said_as(sentence, QCoreApplication.translate("Exchange", str(_THIS)))
    return QCoreApplication.translate("Exchange", str(_UNKNOWN))
