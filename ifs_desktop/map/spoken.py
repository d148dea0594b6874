"""What is selected on the map, in words for a screen reader."""

from __future__ import annotations

from ifs_desktop.map import told, words
from ifs_desktop.map.items import SELF_ID
from ifs_desktop.map.queries import Picture
from ifs_desktop.map.scene import MapScene
from ifs_desktop.ui import glyph


def spoken(scene: MapScene, picture: Picture) -> str:
    """Name, role and relations of the selected part, or the selected link or area; "" for none."""
    names = {placed.part.id: placed.part.name for placed in picture.placed}
    if scene.selected_link is not None:
        link = scene.links[scene.selected_link].link
        return words.sentence(link.kind, names[link.source_id], names[link.target_id])
    for area in picture.areas:
        if area.id == scene.selected_area:
            return ", ".join(told.area_words(area))
    current = scene.current
    if current is None:
        return ""
    if current == SELF_ID:
        return glyph.role_name(glyph.SELF)
    item = scene.parts[current]
    sentences = [
        words.sentence(i.link.kind, names[i.link.source_id], names[i.link.target_id])
        for i in scene.links_of(current)
    ]
    return ". ".join((f"{item.name}, {glyph.role_name(item.role)}", *sentences))
