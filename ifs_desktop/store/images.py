"""Pictures kept inside the journal. Texts show them as ``![words](image:7)``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select

from ifs_desktop.store.changes import Ref
from ifs_desktop.store.schema import Image
from ifs_desktop.store.store import Store

# How a text names one; its group is the picture's number.
NAMED = re.compile(r"!\[[^\[\]\n]{0,300}\]\(image:(\d{1,15})\)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Encoded:
    """A picture as it is kept: ``kind`` is one of IMAGE_KINDS, sizes are in px."""

    kind: str
    width: int
    height: int
    data: bytes


def keep_image(
    store: Store,
    image: Encoded,
    *,
    place: Ref | None = None,
    merge: tuple[object, ...] | None = None,
) -> int:
    """Keep a picture in the journal; its number.

    It is an undo step of its own unless ``merge`` or an edit around it joins it to the text.
    """
    with store.edit("Add a picture", place=place, merge=merge) as session:
        row = Image(kind=image.kind, width=image.width, height=image.height, data=image.data)
        session.add(row)
        session.flush()
        return row.id


def image(store: Store, number: int) -> Encoded | None:
    """A picture by its number, or None."""
    with store.read() as session:
        columns = (Image.kind, Image.width, Image.height, Image.data)
        found = session.execute(select(*columns).where(Image.id == number)).first()
    return None if found is None else Encoded(*found)


def renamed(text: str, address: Callable[[int], str | None]) -> str:
    """The text with another address for each picture it shows; None leaves one as it is."""

    def other(found: re.Match[str]) -> str:
        wanted = address(int(found[1]))
        if wanted is None:
            return found[0]
        return f"{found[0].removesuffix(f'image:{found[1]})')}{wanted})"

    return NAMED.sub(other, text)


def named_in(text: str) -> list[int]:
    """The numbers of the pictures a text shows, in its order."""
    return [int(number) for number in NAMED.findall(text)]
