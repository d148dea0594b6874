"""Making and using a recovery code as a person does, and looking for traces of it."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtWidgets import QLabel, QLineEdit

from ifs_desktop.vault import code, container, errors
from tests.helpers.app import Person


def shown_code(person: Person) -> str:
    """The code on the screen, as its groups are read out."""
    spelled = [
        person.find(f"Group {number}", QLabel).accessibleDescription()
        for number in range(1, code.GROUPS + 1)
    ]
    return "-".join(group.replace(" ", "") for group in spelled)


def asked_groups(person: Person) -> list[int]:
    """The numbers of the groups that are to be typed."""
    names = {line.accessibleName() for line in lines(person)}
    return [number for number in range(1, code.GROUPS + 1) if f"Group {number}" in names]


def lines(person: Person) -> list[QLineEdit]:
    """The fields on the screen."""
    return [line for line in person.app.frame.findChildren(QLineEdit) if line.isVisible()]


def type_groups(person: Person, words: str) -> None:
    """Type the groups that are asked for."""
    for number in asked_groups(person):
        field = person.find(f"Group {number}", QLineEdit)
        field.setFocus()
        field.selectAll()
        person.keys(words.split("-")[number - 1].lower())


def keep_code(person: Person) -> str:
    """From the code on the screen to one that counts; what it was."""
    words = shown_code(person)
    person.press("I have it safe")
    type_groups(person, words)
    person.press("Keep this code")
    person.wait(lambda: "Keep this code" not in person.names())
    return words


def choose_code(person: Person) -> None:
    """At the lock page: the way for who forgot the password."""
    person.wait(lambda: "I forgot my password" in person.names())
    person.press("I forgot my password")
    person.wait(lambda: "Recovery code" in person.names())


def opens(file: Path, secret: str | bytes) -> bool:
    """Whether a file, as it is on the disk, opens by a password or the bytes of a code."""
    try:
        container.look(file).unlock(secret)
    except (errors.WrongPassword, errors.WrongCode, errors.NoCode):
        return False
    return True


def said(person: Person) -> str:
    """Every word on the screen."""
    labels = [label for label in person.app.frame.findChildren(QLabel) if label.isVisible()]
    return "\n".join(label.text() for label in labels)


def traces(*secrets: str) -> list[str]:
    """Where a secret can be read in any file of the person's home."""
    wanted = set(secrets)
    for words in secrets:
        if words.count("-") == code.GROUPS - 1:
            wanted |= {words.replace("-", ""), code.read(words).hex()}
    found = []
    for path in Path(os.environ["HOME"]).rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        for words in wanted:
            if any(words.encode(how) in data for how in ("utf-8", "utf-16-le", "utf-16-be")):
                found.append(f"{words!r} in {path.name}")
        found += [path.name for one in secrets if one.count("-") == 6 if code.read(one) in data]
    return found
