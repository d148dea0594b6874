"""Setting up, running and testing as the README says, and what a built wheel contains."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from ifs_desktop import __version__, resources_path
from tests.tools.source import ROOT

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about Linux")


@pytest.fixture
def dev() -> ModuleType:
    """packaging/dev.py as a module of its own, so a test may change it."""
    spec = importlib.util.spec_from_file_location("ifs_dev", ROOT / "packaging" / "dev.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run_dev(
    folder: Path, *arguments: str, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Start a copy of dev.py, as a person would, in a bare environment."""
    (folder / "packaging").mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "packaging" / "dev.py", folder / "packaging")
    shutil.copy(ROOT / "pyproject.toml", folder)
    return subprocess.run(
        [sys.executable, str(folder / "packaging" / "dev.py"), *arguments],
        env=env or {"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )


# ---- packaging/dev.py


@linux_only
def test_run_without_a_display_says_so_and_sets_nothing_up(tmp_path: Path) -> None:
    folder = tmp_path / "a folder with spaces"
    ran = run_dev(folder, "run")
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert "There is no display here" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert not (folder / ".venv").exists()


def test_the_help_names_every_command(tmp_path: Path, dev: ModuleType) -> None:
    ran = run_dev(tmp_path, "--help")
    assert ran.returncode == 0
    commands = {name.removeprefix("command_") for name in vars(dev) if name.startswith("command_")}
    assert commands == {"run", "test", "bench", "package"}
    for command in commands:
        assert f"\n  {command} " in ran.stdout


def test_an_unknown_command_is_refused(tmp_path: Path) -> None:
    ran = run_dev(tmp_path, "fly")
    assert ran.returncode == 2
    assert "there is no command fly" in ran.stderr


@linux_only
def test_without_root_the_command_to_type_is_shown(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "root_prefix", lambda: None)
    monkeypatch.setattr(dev.shutil, "which", lambda name: "/usr/bin/apt-get")
    with pytest.raises(dev.Stop, match="sudo apt-get install libegl1 xvfb"):
        dev.apt_install(["libegl1", "xvfb"], "for Qt and the tests")


@linux_only
def test_on_a_system_without_apt_the_missing_packages_are_named(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(dev.Stop, match="libegl1"):
        dev.apt_install(["libegl1"], "for Qt")


@linux_only
def test_only_what_is_missing_is_asked_for(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    libraries = {"libc6": "libc.so.6", "libnowhere9": "libnowhere.so.9"}
    monkeypatch.setattr(dev, "LIBRARIES", libraries)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert dev.missing_libraries() == ["libnowhere9"]


def test_a_changed_project_file_asks_for_a_new_installation(
    dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    project = tmp_path / "pyproject.toml"
    project.write_text("[project]\n", "utf-8")
    before = dev.stamp()
    assert dev.stamp() == before
    project.write_text('[project]\nname = "x"\n', "utf-8")
    assert dev.stamp() != before


@linux_only
def test_a_machine_without_a_locale_gets_utf8(dev: ModuleType) -> None:
    assert dev.utf8({})["LC_ALL"] == "C.UTF-8"
    assert dev.utf8({"LC_ALL": "POSIX"})["LC_ALL"] == "C.UTF-8"
    assert dev.utf8({"LANG": "de_DE.UTF-8"}) == {"LANG": "de_DE.UTF-8"}


@linux_only
def test_two_virtual_screens_do_not_collide(dev: ModuleType) -> None:
    with dev.screen() as one, dev.screen() as other:
        assert one != other


@linux_only
def test_each_process_of_the_tests_has_a_screen(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    with dev.test_environment(2) as env:
        screens = env["IFS_TEST_SCREENS"].split()
        assert len(set(screens)) == 2
        assert env["DISPLAY"] == screens[0]
        assert "WAYLAND_DISPLAY" not in env
        runtime = Path(env["XDG_RUNTIME_DIR"])
        files = Path(env["TMPDIR"])
        assert runtime.is_dir() and files.is_dir()
    assert not runtime.exists() and not files.exists()


@linux_only
def test_what_tests_write_is_kept_in_memory_where_there_is_room(
    dev: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TMPDIR", raising=False)
    monkeypatch.setattr(dev, "IN_MEMORY", str(tmp_path))
    monkeypatch.setattr(dev, "ROOM", 1)
    assert dev.quick_disk() == str(tmp_path)
    with dev.test_environment() as env:
        assert Path(env["TMPDIR"]).is_relative_to(tmp_path)
    monkeypatch.setattr(dev, "ROOM", 10**18)
    assert dev.quick_disk() is None
    monkeypatch.setattr(dev, "IN_MEMORY", str(tmp_path / "nowhere"))
    assert dev.quick_disk() is None
    monkeypatch.setattr(dev, "IN_MEMORY", str(tmp_path))
    monkeypatch.setattr(dev, "ROOM", 1)
    monkeypatch.setenv("TMPDIR", "/chosen")
    assert dev.quick_disk() is None


@pytest.mark.parametrize(
    ("count", "arguments", "expected"),
    [
        (2, (), ["-n2", "--dist=worksteal"]),
        (2, ("-k", "undo"), ["-n2", "--dist=worksteal"]),
        (1, (), []),
        (2, ("-pno:xdist",), []),
        (2, ("-p", "no:xdist"), []),
        (2, ("--pdb",), []),
    ],
)
def test_the_tests_are_spread_over_the_cores_unless_that_is_not_wanted(
    dev: ModuleType, count: int, arguments: tuple[str, ...], expected: list[str]
) -> None:
    assert dev.spread(count, arguments) == expected
    assert 1 <= dev.workers() <= dev.MOST_WORKERS


def test_the_test_command_puts_a_persons_own_number_of_processes_last(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    environment: list[int] = []

    @contextlib.contextmanager
    def empty(screens: int) -> Iterator[dict[str, str]]:
        environment.append(screens)
        yield {}

    def stream(command: list[str], env: dict[str, str]) -> tuple[int, str]:
        asked.append(command[3:])
        return 0, "3 passed"

    monkeypatch.setattr(dev, "prepare", lambda for_tests: None)
    monkeypatch.setattr(dev, "workers", lambda: 3)
    monkeypatch.setattr(dev, "test_environment", empty)
    monkeypatch.setattr(dev, "stream", stream)
    monkeypatch.setattr(dev, "meanwhile", lambda _: contextlib.nullcontext(lambda: 0))
    monkeypatch.setattr(dev.subprocess, "call", lambda *_, **__: 0)
    assert dev.command_test(["-n0", "--long"]) == 0
    assert environment == [3]
    assert asked == [["--ignore=tests/benchmarks", "-n3", "--dist=worksteal", "-n0", "--long"]]


def test_the_last_line_printed_is_kept(
    dev: ModuleType, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    program = [sys.executable, "-c", "import sys; print('a\\n3 passed'); sys.exit(3)"]
    assert dev.stream(program, dict(os.environ)) == (3, "3 passed")
    assert b"3 passed" in capfdbinary.readouterr().out


def test_what_works_meanwhile_says_its_words_at_the_end_and_is_over_afterwards(
    dev: ModuleType, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    fails = "import os, sys; print('error', os.getpriority(0, 0)); sys.exit(1)"
    with dev.meanwhile([sys.executable, "-c", fails]) as finish:
        assert capfdbinary.readouterr().out == b""
        assert finish() == 1
    assert int(capfdbinary.readouterr().out.removeprefix(b"error")) >= 5
    started = time.monotonic()
    with dev.meanwhile([sys.executable, "-c", "import time; time.sleep(60)"]):
        pass
    assert time.monotonic() - started < 30


@pytest.mark.parametrize(
    "stage",
    ["ruff check", "ruff format", "mypy", "pytest", pytest.param("package", marks=linux_only)],
)
def test_one_stage_that_fails_fails_all(
    dev: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    stage: str,
) -> None:
    def code(command: list[str]) -> int:
        return int({"package": "--try"}.get(stage, stage) in " ".join(command[2:]))

    monkeypatch.setattr(dev, "prepare", lambda for_tests: None)
    monkeypatch.setattr(dev, "test_environment", lambda _: contextlib.nullcontext({}))
    monkeypatch.setattr(dev, "stream", lambda command, _: (code(command), "3 passed"))
    monkeypatch.setattr(
        dev, "meanwhile", lambda command: contextlib.nullcontext(lambda: code(command))
    )
    monkeypatch.setattr(dev.subprocess, "call", lambda command, **_: code(command))
    assert dev.command_test([]) == 1
    assert f"{stage}: FAILED" in capfd.readouterr().out


# ---- one command, said everywhere


def test_ci_runs_the_test_command_of_the_readme() -> None:
    ci = (ROOT / ".ci" / "run").read_text("utf-8")
    assert re.findall(r"^exec (.+)$", ci, re.MULTILINE) == ["python3 packaging/dev.py test"]
    readme = (ROOT / "README.md").read_text("utf-8")
    for command in ("run", "test"):
        assert f"python3 packaging/dev.py {command}\n" in readme


# ---- pyproject.toml


def test_every_dependency_has_bounds_and_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    listed = tomllib.loads(text)["project"]["dependencies"]
    assert listed
    for dependency in listed:
        assert ">=" in dependency and "<" in dependency, dependency
        above = text.split(f'"{dependency}"')[0].rstrip().splitlines()[-1].strip()
        twin = above.startswith('"' + re.split(r"[><;=]", dependency)[0])
        assert above.startswith("#") or twin, f"{dependency} has no reason above it"


def test_every_lint_exception_has_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    ignored = text.partition("\nignore = [\n")[2].partition("]")[0]
    for line in ignored.splitlines():
        assert "# " in line, line


# ---- what is built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of what it is made of."""
    copy = tmp_path_factory.mktemp("source")
    for name in ("ifs_desktop", "resources"):
        leave = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, copy / name, ignore=leave)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(copy / "out")]
    subprocess.run(command, cwd=copy, capture_output=True, check=True)
    (built,) = (copy / "out").glob("*.whl")
    return built


def test_the_wheel_contains_every_resource(wheel: Path) -> None:
    kept = set(zipfile.ZipFile(wheel).namelist())
    resources = [file for file in (ROOT / "resources").rglob("*") if file.is_file()]
    assert resources
    for file in resources:
        assert f"ifs_desktop/{file.relative_to(ROOT).as_posix()}" in kept
    assert "ifs_desktop/store/migrations/env.py" in kept
    assert "ifs_desktop/py.typed" in kept


def test_an_installed_wheel_finds_its_resources(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    code = (
        "import ifs_desktop, os, ifs_desktop.resources_path as r;"
        "print(ifs_desktop.__version__, r.folder(), os.path.isdir(r.path('themes')))"
    )
    env = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    said = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    expected = tmp_path / "site" / "ifs_desktop" / "resources"
    assert said.stdout.strip() == f"{__version__} {expected} True"


def test_the_source_tree_finds_its_resources_beside_the_package() -> None:
    assert Path(resources_path.folder()) == ROOT / "resources"
    assert Path(resources_path.path("themes", "light.toml")).is_file()


@pytest.mark.long
def test_a_wheel_installs_into_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    folder = tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    install = [str(folder / "python"), "-m", "pip", "install", "-q", str(wheel)]
    subprocess.run(install, capture_output=True, check=True)
    said = subprocess.run(
        [folder / "ifs-desktop", "--version"], capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == f"ifs-desktop {__version__}"
