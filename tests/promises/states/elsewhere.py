"""Help, settings, grounding, menus, and what goes on behind the pages."""

from __future__ import annotations

import threading
import time
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QFileDialog, QPlainTextEdit, QWidget

from ifs_desktop.care.grounding import Grounding
from ifs_desktop.publishing import Publishing
from ifs_desktop.ui import work
from ifs_desktop.vault.errors import PublishFailed
from tests.promises.states.in_dialogues import composer
from tests.promises.states.on_the_map import add_somebody, popup
from tests.promises.states.scene import Left, Scene, Table, open_menu

STATES = Table()
Key = Qt.Key


@STATES.state
def people_half_written_down(scene: Scene) -> None:
    scene.go("Help")
    scene.write(scene.person.find("Whom I can turn to"))
    scene.lock()


@STATES.state
def the_first_page_again(scene: Scene) -> None:
    scene.go("Help")
    scene.person.press("Read the first page again")
    scene.lock()


@STATES.state
def the_settings(scene: Scene) -> None:
    scene.go("Settings")
    scene.lock()


@STATES.state
def the_privacy_page(scene: Scene) -> None:
    scene.write(composer(scene))
    scene.person.window.show_privacy()
    scene.lock()


@STATES.state
def the_page_of_backups(scene: Scene) -> None:
    scene.write(composer(scene))
    scene.person.window.show_backups()
    scene.lock()  # while it looks for them


@STATES.state
def a_new_password_half_typed(scene: Scene) -> None:
    scene.write(composer(scene))
    scene.person.window.show_keys()
    for name in ("Current password", "New password"):
        scene.person.type(name, "half a passw")  # never kept, and gone with the page
    scene.lock()


@STATES.covered
def a_list_in_the_settings(scene: Scene) -> None:
    scene.go("Settings")
    QTest.mouseClick(scene.person.find("Light or dark", QComboBox), Left)
    popup()
    scene.lock()


@STATES.covered
def grounding_with_half_a_turn_behind_it(scene: Scene) -> None:
    scene.write(composer(scene))
    ground(scene)
    scene.lock()


@STATES.covered
def grounding_with_eyes_open(scene: Scene) -> None:
    scene.go("Parts map")
    ground(scene)
    scene.person.press("Eyes open")
    scene.person.press("Go on")
    scene.lock()


@STATES.covered
def grounding_over_a_dialog(scene: Scene) -> None:
    add_somebody(scene)
    scene.write(scene.person.find("Name of someone new"))
    ground(scene)
    scene.lock()


@STATES.covered
def grounding_over_a_question(scene: Scene) -> None:
    page: Any = scene.go("Parts map")

    def act() -> None:
        ground(scene)

    scene.within(page.shelf.put_map_away, act)


def ground(scene: Scene) -> None:
    scene.person.key(Key.Key_F8)
    scene.person.wait(lambda: isinstance(QApplication.activeModalWidget(), Grounding))


@STATES.covered
def something_being_told(scene: Scene) -> None:
    scene.write(composer(scene))
    scene.within(scene.person.window.show_about, lambda: None)


@STATES.covered
def another_journal_being_chosen(scene: Scene) -> None:
    scene.write(composer(scene))

    def look() -> None:
        assert isinstance(QApplication.activeModalWidget(), QFileDialog)

    scene.within(scene.person.window.open_another, look)


@STATES.covered
def a_menu_of_the_bar(scene: Scene) -> None:
    scene.write(composer(scene))
    bar = scene.person.app.frame.menuBar()
    open_menu(bar, bar.actions()[2])
    scene.lock()


@STATES.covered
def a_window_that_is_minimised(scene: Scene) -> None:
    scene.write(composer(scene))
    scene.person.app.frame.showMinimized()
    QApplication.processEvents()
    scene.lock()


@STATES.state
def a_window_that_fills_the_screen(scene: Scene) -> None:
    scene.person.app.frame.showMaximized()
    QApplication.processEvents()
    scene.write(composer(scene))
    scene.lock()
    scene.person.app.frame.showNormal()


@STATES.state
def a_notice_about_the_file(scene: Scene) -> None:
    scene.write(composer(scene))
    opened = scene.person.app.opened
    assert opened is not None
    opened.publishing.refused.emit(PublishFailed(opened.vault.path))
    scene.lock()


@STATES.state
def the_journal_being_written_into_its_file(scene: Scene) -> None:
    scene.write(composer(scene))
    opened = scene.person.app.opened
    assert opened is not None
    begun = threading.Event()
    publish = opened.vault.publish

    def slowly(*given: Any) -> Any:
        begun.set()
        time.sleep(0.3)  # a slow disk
        return publish(*given)

    opened.vault.publish = slowly  # type: ignore[method-assign]
    publishing: Publishing = opened.publishing
    publishing._publish()
    scene.person.wait(begun.is_set)
    scene.lock()


@STATES.state
def a_worker_at_work(scene: Scene) -> None:
    scene.write(composer(scene))
    begun = threading.Event()
    window: QWidget = scene.person.window

    def at_work() -> None:
        begun.set()
        time.sleep(0.3)

    work.start(at_work, done=print, failed=print, parent=window)
    scene.person.wait(begun.is_set)
    scene.lock()


@STATES.state
def the_keyboard_nowhere(scene: Scene) -> None:
    box: QPlainTextEdit = composer(scene)
    scene.write(box)
    box.clearFocus()
    scene.lock()


# ---- the sample journal: it is gone when it is locked, and says so

SAMPLE = Table()


@SAMPLE.state
def the_sample(scene: Scene) -> None:
    scene.write(composer(scene), kept=False)
    scene.lock()


@SAMPLE.covered
def the_sample_being_kept(scene: Scene) -> None:
    keeping(scene)
    for name in ("Password", "Repeat password"):
        scene.person.type(name, "half a passw")
    scene.lock()


@SAMPLE.covered
def the_folder_of_the_sample_being_chosen(scene: Scene) -> None:
    keeping(scene)

    def look() -> None:
        assert isinstance(QApplication.activeModalWidget(), QFileDialog)

    scene.within(lambda: scene.person.press("Choose a folder"), look)


def keeping(scene: Scene) -> None:
    scene.person.press("Keep as mine…")
    scene.person.wait(lambda: isinstance(QApplication.activeModalWidget(), QDialog))
