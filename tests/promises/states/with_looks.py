"""How a part looks and what it is to another: half typed, half pulled, half cut."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.promises.states.in_profiles import a_profile
from tests.promises.states.on_the_map import a_part, the_map
from tests.promises.states.scene import Scene, Table

STATES = Table()
Key = Qt.Key


@STATES.state
def more_letters_than_a_shape_has_room_for(scene: Scene) -> None:
    page = a_profile(scene)
    page.sheet.head.portrait.click()
    scene.write(page.sheet.head.looks.emoji.line)
    scene.lock()


@STATES.state
def words_on_a_link_half_typed_in_a_profile(scene: Scene) -> None:
    page = a_profile(scene)
    line = page.sheet.relations.lines[0]
    line.edit.click()
    assert line.editor is not None
    scene.write(line.editor.words.forth)
    scene.write(line.editor.words.back)
    scene.lock()


@STATES.state
def words_on_a_link_half_typed_beside_the_map(scene: Scene) -> None:
    page = the_map(scene)
    page.scene.select(link=next(iter(page.scene.links)))
    scene.write(page.inspector.link.row.words.forth)
    scene.lock()


@STATES.state
def somebody_new_half_named_to_be_linked(scene: Scene) -> None:
    page = a_profile(scene)
    page.sheet.relations.add.click()
    assert page.sheet.relate is not None
    scene.write(page.sheet.relate.picker.name)
    scene.lock()


@STATES.covered
def a_size_being_pulled(scene: Scene) -> None:
    page = the_map(scene)
    a_part(scene)
    pane = page.inspector.part.looks
    pane.unfold.click()
    pane.size_line.setFocus()
    QTest.keyClick(pane.size_line, Key.Key_Right)
    scene.lock()


@STATES.covered
def a_picture_being_cut(scene: Scene) -> None:
    page = a_profile(scene)
    looks = page.sheet.head.looks
    looks.show()  # letters that had no room may have it open already
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(0x306090)
    dropped = QMimeData()
    dropped.setImageData(image)
    assert looks.picture.take(dropped)
    scene.person.wait(lambda: QApplication.activeModalWidget() is not None)
    scene.lock()
