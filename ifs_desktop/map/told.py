"""What a screen reader is told of each thing on a map: its name, and what else is to be said."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from ifs_desktop.map import words
from ifs_desktop.map.items import SELF_ID
from ifs_desktop.map.queries import AreaCard
from ifs_desktop.map.scene import MapScene
from ifs_desktop.ui import glyph

Told = tuple[str, str]  # name, description


def part_words(scene: MapScene, part_id: int, *, stays: bool) -> Told:
    """A part's name; its role, how it stands to others, and whether tidying leaves it there."""
    item = scene.parts[part_id]
    if part_id == SELF_ID:
        return (glyph.role_name(glyph.SELF), "")
    sentences = [glyph.role_name(item.role)]
    sentences += [link_words(scene, link.link.id)[0] for link in scene.links_of(part_id)]
    if stays:
        sentences.append(QCoreApplication.translate("MapTold", "It is left where it is"))
    return (item.name, ". ".join(sentences))


def link_words(scene: MapScene, relation_id: int) -> Told:
    """A link as a sentence; what was agreed on."""
    link = scene.links[relation_id].link
    source, target = scene.parts[link.source_id].name, scene.parts[link.target_id].name
    return (words.sentence(link.kind, source, target), link.agreement)


def area_words(area: AreaCard) -> Told:
    """An area's words; what it is."""
    say = QCoreApplication.translate
    kind = {
        "group": say("Area", "Group"),
        "safe": say("Area", "Safe place"),
        "note": say("Area", "Note"),
    }[area.kind]
    return (area.text or kind, kind)
