"""Fixtures every test may use: private folders, a real encrypted journal, its store and bus."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings

from ifs_desktop import vault
from ifs_desktop.store import Store
from ifs_desktop.vault import Kdf, Vault
from tests.helpers import figures as noted
from tests.helpers.figures import Figures, Rounds
from tests.helpers.sooner import make_journals_sooner

PASSWORD = "four quiet birds outside"  # noqa: S105
CHEAP = Kdf(memory_kib=64, passes=1, lanes=1)


# ---- the run

_run = 0  # tests so far


def own_screen(worker: str, screens: str) -> None:
    """Give a process of pytest-xdist its own X screen and runtime folder, before Qt looks."""
    if not worker or not screens:
        return  # one process, or screens are somebody else's care
    displays = screens.split()
    os.environ["DISPLAY"] = displays[int(worker.removeprefix("gw")) % len(displays)]
    runtime = Path(os.environ["XDG_RUNTIME_DIR"], worker)
    runtime.mkdir(mode=0o700, exist_ok=True)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)


# Here, not in a fixture: Qt and what tests start read the environment only once.
own_screen(os.environ.get("PYTEST_XDIST_WORKER", ""), os.environ.get("IFS_TEST_SCREENS", ""))

# The clock says little of a property while another process has the core.
settings.register_profile("tests", parent=settings(), deadline=None)
settings.load_profile("tests")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--long", action="store_true", help="also the tests that take minutes, and more rounds"
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--long") and config.option.markexpr == "not long":
        config.option.markexpr = ""  # what pyproject.toml leaves out; a person's own -m stays


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest comes first: else one process would end with it while others are done."""
    items.sort(key=lambda item: 0 if {"promises", "flows"} & set(item.path.parts) else 1)


def pytest_collection_finish() -> None:
    """Leave what is loaded by now out of all later collections, or each looks at it for 0.1 s."""
    gc.collect()
    gc.freeze()


def pytest_runtest_logfinish() -> None:
    """Now and then the same with what was loaded since."""
    global _run
    _run += 1
    if _run % 25 == 0:
        gc.collect()
        gc.freeze()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    lines = noted.table(
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        if getattr(report, "when", "") == "teardown"  # the last of a test: it carries them all
        for name, value in report.user_properties
        if name == noted.NAME
    )
    if lines:
        terminalreporter.section("promises and figures")
        for line in lines:
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def rounds(pytestconfig: pytest.Config) -> Rounds:
    """How often to repeat something: ``rounds(20, 1000)`` is 1000 under ``--long``."""
    asked = bool(pytestconfig.getoption("--long"))

    def rounds(quick: int, long: int) -> int:
        return long if asked else quick

    return rounds


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> Figures:
    """Where a test notes figures: ``figures.note("P3", "kills", 20)``."""
    return Figures(request.node.user_properties)


# ---- what a test stands on


@pytest.fixture(autouse=True, scope="session")
def journals_made_sooner() -> Iterator[None]:
    """What a new journal costs each time is done once (see tests/helpers/sooner.py)."""
    with pytest.MonkeyPatch.context() as patch:
        make_journals_sooner(patch)
        yield


@pytest.fixture(autouse=True)
def private_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the folders of the person who runs it."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / f".{name.lower()}"))
    # Nor does the lock of that person's screen reach a test.
    for bus in ("SYSTEM", "SESSION"):
        monkeypatch.setenv(f"DBUS_{bus}_BUS_ADDRESS", "disabled:")


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """Where the app keeps its private working copies."""
    return tmp_path / "data"


@pytest.fixture(scope="session")
def new_journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a new journal. Copying it costs a test half of what making one does."""
    folder = tmp_path_factory.mktemp("new journal")
    made = vault.create(
        folder / "My journal.ifsjournal", PASSWORD, data_dir=folder / "data", kdf=CHEAP
    )
    Store.open(made).close()
    made.close()
    return made.path


@pytest.fixture(scope="session")
def begun_journal(new_journal: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with its first pages seen, left a moment ago on its map."""
    from ifs_desktop.care.honest import READ  # with Qt, which most tests do without
    from ifs_desktop.lock.code_page import DECLINED
    from ifs_desktop.shell.last_place import HERE, LEFT

    folder = tmp_path_factory.mktemp("begun journal")
    path = Path(shutil.copy(new_journal, folder))
    begun = vault.unlock(path, PASSWORD, data_dir=folder / "data")
    store = Store.open(begun)
    for seen in (DECLINED, READ):
        store.set_state(seen, True)
    store.set_state(HERE, ["page", None, "map"])
    store.set_state(LEFT, datetime.now(UTC).isoformat())
    store.close()
    begun.close()
    return path


@pytest.fixture
def opened(tmp_path: Path, data_dir: Path, new_journal: Path) -> Iterator[tuple[Store, Vault]]:
    """A new, empty, encrypted journal, unlocked."""
    path = Path(shutil.copy(new_journal, tmp_path))
    opened_vault = vault.unlock(path, PASSWORD, data_dir=data_dir)
    store = Store.open(opened_vault)
    yield store, opened_vault
    store.close()
    opened_vault.abandon()


@pytest.fixture
def store(opened: tuple[Store, Vault]) -> Store:
    """The store of a new, empty journal."""
    return opened[0]
