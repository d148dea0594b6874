"""Tries the .deb as people use it: installs, starts, opens a journal by a double click, removes.

In a clean root made of Debian's files (root.py), at a screen of its own, as a person who is not
root. Pictures of what was seen are kept in build/seen.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import Random

import dev
from common import facts, hands
from linux import build, deb, root, tree
from PySide6.QtGui import QImage

ROOT = facts.BUILD / "root"
SEEN = facts.BUILD / "seen"
CALLS = facts.BUILD / "calls"  # what strace saw
HOME = ROOT / root.HOME
DATA = HOME / ".local/share" / facts.APP
SETTINGS = HOME / ".config" / facts.APP / "settings.txt"
JOURNAL = HOME / "Documents" / f"My journal{facts.ENDING}"
SAMPLE = facts.ROOT / "tests/data/journals/password-only.ifsjournal"
PASSWORD = "four quiet birds outside"  # noqa: S105 - published beside that journal
WORDS = "a thought for the inbox"
OLDER = "0.0.1"
# The rail of places in the light theme: a column of pixels in it, the colour of the row one is at,
# and from row to row.
RAIL_X, MARKED, RAIL_STEP = 18, "#dce9ea", 39
RAIL_FREE = 112  # where nothing stands in that column
PAGE = (210, 70, 1060, 740)  # where the page is, beside the rail
PAGES = ("map", "dialogues", "journal", "exercises", "people", "insights")
PLACE = f"/{JOURNAL.relative_to(ROOT)}"  # as the person knows it
# With the source of this version: what was typed in the installed one.
READ = """
import sys
from pathlib import Path
from sqlalchemy import select
from ifs_desktop import vault
from ifs_desktop.store import Store, migrations
from ifs_desktop.store.schema import Impression
opened = vault.unlock(Path(sys.argv[1]), sys.argv[2], data_dir=Path(sys.argv[3]))
migrations.upgrade(opened)
store = Store.open(opened)
with store.read() as session:
    print(*(row.text for row in session.scalars(select(Impression))), sep="\\n")
store.close()
opened.abandon()
"""
ENTRY = f"/usr/share/applications/{facts.ID}.desktop"


class CannotBeTried(dev.Stop):
    """Who builds here, or the system, does not allow a clean root."""


def quickly() -> Path:
    """A .deb to try, made in a moment: nothing in it is compressed."""
    made = facts.BUILD / f"{facts.APP}_{facts.version()}_{deb.architecture()}.deb"
    deb.write(build.staged(), made, facts.version(), small=False)
    return made


def run(package: Path) -> None:
    """Everything, or dev.Stop."""
    if os.geteuid() or subprocess.run(["unshare", "--mount", "true"], check=False).returncode:
        raise CannotBeTried(
            "The package was built. To try it in a clean root, root is needed, and a system that\n"
            "lets root mount things: sudo python3 packaging/dev.py package --test"
        )
    shutil.rmtree(SEEN, ignore_errors=True)
    with timed("the package's papers"):
        read_papers(package)
    with timed("a clean root"):
        root.make(ROOT, package)
    with timed("installed over an older version"):
        install_over_older(package)
    with dev.screen() as display:
        hands.take_place(display)
        with timed("the first start"):
            start_first(display)
        with timed("a journal, by a double click"):
            open_by_double_click(display)
        with timed("the same without a network"):
            open_without_network(display)
        with timed("with parts missing"):
            start_broken(display)
    with timed("removed and purged"):
        remove()
    root.clear(ROOT)


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Tell how long a step took."""
    begun = time.monotonic()
    yield
    dev.say(f"  {what}: {time.monotonic() - begun:.1f} s")


def read_papers(package: Path) -> None:
    """What Debian's and the desktops' own tools have to say."""
    share = facts.BUILD / "tree" / tree.SHARE
    ask(["desktop-file-validate", str(share / f"applications/{facts.ID}.desktop")])
    ask(["appstreamcli", "validate", "--no-net", str(share / f"metainfo/{facts.ID}.metainfo.xml")])
    looked_at = package if package.parent == facts.DIST else without_libraries()
    ask(["lintian", "--fail-on", "error", str(looked_at)])


def without_libraries() -> Path:
    """A package with all but the bundle's insides: lintian looks at those for minutes."""
    folder = facts.BUILD / "lintian"
    shutil.rmtree(folder, ignore_errors=True)
    whole = facts.BUILD / "tree"
    shutil.copytree(
        whole, folder / "tree", symlinks=True, ignore=shutil.ignore_patterns("_internal")
    )
    made = folder / f"{facts.APP}_{facts.version()}_{deb.architecture()}.deb"
    deb.write(folder / "tree", made, facts.version(), small=True)
    return made


def ask(command: list[str]) -> None:
    """Stop if a tool finds an error."""
    ran = subprocess.run(command, capture_output=True, check=False)
    if ran.returncode:
        raise dev.Stop(f"{command[0]} says:\n{dev.tail(ran, 40)}")


def install_over_older(package: Path) -> None:
    """A newer version takes the older one's place, and leaves what people made."""
    gone = facts.BUILD / "tree" / tree.HOME / "of-the-older-version"
    gone.write_text("gone after the update\n", "utf-8")
    older = facts.BUILD / "older.deb"
    deb.write(facts.BUILD / "tree", older, OLDER, small=False)
    gone.unlink()
    install(older)
    before = make_belongings()
    install(package)
    if (ROOT / tree.HOME / gone.name).exists() or belongings() != before:
        raise dev.Stop("Installing over an older version left its files, or touched a person's.")
    told = root.inside(ROOT, [facts.APP, "--version"], person=True)
    if told.strip() != f"{facts.APP} {facts.version()}":
        raise dev.Stop(f"The installed program calls itself {told.strip()}")
    shutil.rmtree(SETTINGS.parent)  # what follows is a first start


def install(package: Path) -> None:
    """By dpkg, which refuses if anything is missing that the package depends on."""
    shutil.copyfile(package, ROOT / "tmp/new.deb")
    root.inside(ROOT, ["dpkg", "--install", "/tmp/new.deb"])
    (ROOT / "tmp/new.deb").unlink()


def make_belongings() -> dict[str, bytes]:
    """A journal and settings, as an older version would have left them."""
    for folder in (JOURNAL.parent, SETTINGS.parent):
        folder.mkdir(parents=True)
    shutil.copyfile(SAMPLE, JOURNAL)
    SETTINGS.write_text("theme = dark\n", "utf-8")
    for path in [HOME, *HOME.rglob("*")]:
        os.chown(path, root.PERSON[1], root.PERSON[1])
    return belongings()


def belongings() -> dict[str, bytes]:
    """Every file in the person's home."""
    return {str(path): path.read_bytes() for path in HOME.rglob("*") if path.is_file()}


@contextmanager
def session(
    display: str, command: list[str], *, network: bool = True, watched: bool = False
) -> Iterator[list[str]]:
    """A program of the person's; at the end it has ended well. The list holds what it said."""
    runtime = ROOT / "tmp/runtime"
    runtime.mkdir(mode=0o700, exist_ok=True)
    os.chown(runtime, root.PERSON[1], root.PERSON[1])
    watch = ["strace", "-f", "-qq", "--seccomp-bpf", "-e", "trace=socket", "-o", str(CALLS)]
    env = {"DISPLAY": display, "XDG_RUNTIME_DIR": "/tmp/runtime"}
    before = watch if watched else []
    started = root.start(ROOT, command, person=True, env=env, before=before, network=network)
    said: list[str] = []
    try:
        yield said
        said += started.communicate(timeout=hands.PATIENCE)[0].decode().splitlines()
    except subprocess.TimeoutExpired:
        raise dev.Stop(f"{' '.join(command)} did not end") from None
    finally:
        end(started)


def end(started: subprocess.Popen[bytes]) -> None:
    """Whatever is still running in the clean root."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                if os.readlink(folder / "root") == str(ROOT):
                    os.kill(int(folder.name), 9)
            except OSError:
                continue
    started.kill()
    started.communicate()


def seat(mark: str) -> tuple[int, int]:
    """Tells one window that shows a journal from the next (see ifs_desktop/several.py)."""
    try:
        lock = (DATA / "windows" / f"{mark}.lock").stat()
    except OSError:
        return (0, 0)
    return (lock.st_ino, lock.st_mtime_ns) if lock.st_size else (0, 0)


def shown(mark: str, before: tuple[int, int] = (0, 0)) -> bool:
    """Whether a window is on the screen that shows that journal, and is not the one before."""
    return seat(mark) not in ((0, 0), before)


def mark() -> str:
    """What stands for the person's journal there."""
    return f"{Random(os.fsencode(PLACE)).getrandbits(64):016x}"


def start_first(display: str) -> None:
    """From the menu, on a clean account: the lock page, and a sample journal to look around in."""
    with session(display, ["gio", "launch", ENTRY], watched=True) as said:
        hands.wait("the first page is shown", lambda: shown("new"))
        hands.focus(facts.APP)
        hands.keep(SEEN / "1-first-start.png")
        # From the password back over where and the name to the page's last button.
        hands.press("shift+Tab", "shift+Tab", "shift+Tab", "shift+Tab", "space")
        hands.wait("the sample journal is open", opened)
        hands.wait("the sample journal is shown", in_journal)
        seen = hands.wait_for_rest()
        hands.keep(SEEN / "2-sample.png")
        look_around(seen)
        hands.focus(facts.APP)
        hands.press("ctrl+q")
    nothing_said(said)
    reached = [line for line in CALLS.read_text().splitlines() if "AF_INET" in line]
    if reached or "AF_UNIX" not in CALLS.read_text():
        raise dev.Stop(
            "The bundle reached for a network, or was not watched:\n" + "\n".join(reached)
        )


def look_around(seen: QImage) -> None:
    """Every page of the rail is loaded and shown."""
    hands.wait("the rail marks the page one is at", marked)
    first = marked()
    for number, page in enumerate(PAGES, 1):
        y = first[len(first) // 2] + number * RAIL_STEP
        hands.click(RAIL_X, y)
        hands.wait(f"the rail marks {page}", partial(is_marked, y))
        hands.wait(f"the page {page} is shown", partial(is_another, seen))
        seen = hands.wait_for_rest()
        hands.keep(SEEN / f"2-{page}.png")


def is_another(before: QImage) -> bool:
    """Whether another page is shown, whatever the rail marks."""
    return hands.differ(before.copy(*PAGE), hands.look().copy(*PAGE))


def is_marked(y: int) -> bool:
    """Whether one is at the page whose row is there."""
    return y in marked()


def marked() -> range:
    """Where the rail marks the page one is at."""
    return hands.find_colour(hands.look(), MARKED, RAIL_X)


def nothing_said(said: list[str]) -> None:
    """A program that works is silent; a page that is missing would be told of."""
    if said:
        raise dev.Stop("The program said:\n" + "\n".join(said))


def open_by_double_click(display: str) -> None:
    """As a file manager does it; then unlock, write, lock, unlock again and close."""
    nameless = "/tmp/nameless"
    (ROOT / nameless[1:]).write_bytes(JOURNAL.read_bytes()[:64])
    for place in (PLACE, nameless):
        asked = ["gio", "info", "-a", "standard::content-type,standard::icon", place]
        kind = root.inside(ROOT, asked)
        if facts.MIME not in kind or facts.MIME.replace("/", "-") not in kind:
            raise dev.Stop(f"{place} is not known to be a journal:\n{kind}")
    with session(display, ["gio", "open", PLACE]) as said:
        unlock("7-double-click")
        before = hands.keep(SEEN / "8-unlocked.png")
        hands.press("ctrl+j")
        hands.wait_for_change("the card to jot something down on", before)
        hands.write(WORDS)
        card = hands.look()
        hands.press("Return")
        hands.wait_for_change("the page without the card", card)
        hands.focus(facts.APP)
        window = seat(mark())
        hands.press("ctrl+l")
        hands.wait("the journal is locked", lambda: shown(mark(), window) and not opened())
        unlock("9-locked")
        hands.focus(facts.APP)
        hands.press("ctrl+q")
    nothing_said(said)
    ours = subprocess.run(
        [sys.executable, "-c", READ, str(JOURNAL), PASSWORD, str(facts.BUILD / "reading")],
        env={**os.environ, "PYTHONPATH": str(facts.ROOT)},
        capture_output=True,
        check=False,
    )
    if WORDS not in ours.stdout.decode():
        raise dev.Stop("What was typed is not in the journal:\n" + dev.tail(ours))


def unlock(name: str) -> None:
    """At the lock page of the journal: look, type the password, and wait until it is open."""
    hands.wait("the journal's lock page is shown", lambda: shown(mark()))
    hands.focus(facts.APP)
    hands.wait_for_rest()
    hands.keep(SEEN / f"{name}.png")
    hands.write(PASSWORD)
    hands.press("Return")
    hands.wait("the journal is shown", in_journal)
    hands.wait_for_rest()


def in_journal() -> bool:
    """Whether the rail is there, which the lock page has not."""
    return hands.look().pixelColor(RAIL_X, RAIL_FREE).name() == "#fffdfa" and opened()


def opened() -> bool:
    """Whether a working copy says that a journal is open."""
    return any(DATA.rglob("work.db"))


def open_without_network(display: str) -> None:
    """In a network with nothing in it, not even this computer: the same picture."""
    before = QImage(str(SEEN / "9-locked.png"))
    with session(display, ["gio", "open", PLACE], network=False) as said:
        hands.wait("the journal's lock page is shown", lambda: shown(mark()))
        # Whether the keyboard was there already when that picture was taken is a matter of time.
        same = not hands.differ(before, hands.wait_for_rest())
        hands.focus(facts.APP)
        hands.wait(
            "without a network, the page looks the same",
            lambda: same or not hands.differ(before, hands.look()),
        )
        unlock("10-without-network")
        hands.focus(facts.APP)
        hands.press("ctrl+q")
    nothing_said(said)


def start_broken(display: str) -> None:
    """A bundle that lost a part says so, in words, and does no more."""
    qt = "_internal/PySide6/Qt"
    for lost in (
        f"{qt}/lib/libQt6Widgets.so.6",
        f"{qt}/plugins/platforms",
        "_internal/ifs_desktop/resources/themes",
    ):
        there = ROOT / tree.HOME / lost
        aside = there.rename(there.with_name("aside"))
        try:
            env = {"DISPLAY": display, "XDG_RUNTIME_DIR": "/tmp/runtime"}
            started = root.start(ROOT, [facts.APP], person=True, env=env)
            said = started.communicate(timeout=hands.PATIENCE)[0].decode()
        finally:
            aside.rename(there)
        if started.returncode != 3 or "Your journals" not in said or "Traceback" in said:
            raise dev.Stop(f"Without {lost} it ended with {started.returncode}:\n{said}")


def remove() -> None:
    """The package goes, also for good; what people made stays, and they are told where."""
    before = belongings()
    for how in ("--remove", "--purge"):
        said = root.inside(ROOT, ["dpkg", how, facts.APP])
        if "Your journals" not in said or belongings() != before:
            raise dev.Stop(f"dpkg {how} does not say where journals are, or touched them:\n{said}")
    left = [path for path in (ROOT / "usr").rglob("*ifs*") if facts.APP in path.name.lower()]
    if left or facts.MIME in root.inside(ROOT, ["cat", "/usr/share/mime/globs2"]):
        raise dev.Stop(f"After the removal there still was {left or facts.MIME}")
