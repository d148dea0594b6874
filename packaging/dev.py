#!/usr/bin/env python3
"""One door for working on IFS Desktop: sets up what is missing, then runs or tests the app.

Standard library only. The syntax stays readable to Python 3.8, so that an old one can still
start this file, look for a newer Python and hand over to it.
"""

from __future__ import annotations

import contextlib
import ctypes
import glob
import hashlib
import os
import select
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

USAGE = """\
usage: python3 packaging/dev.py COMMAND

  run [FILE]               set up what is missing, then start the app
  test [--long] [ARGS]     lint, format, types and tests; ARGS go to pytest,
                           --long adds what takes minutes, -n0 uses one core
  bench [ARGS]             the benchmarks, one after the other, with their figures
  package [--test]         what people install, into dist/: on Linux a .deb and a .tar.xz, on
                           macOS a .dmg, on Windows an installer; --test tries what was built
  package --windows [--test]   on Linux, under wine: an installer to try things with
  package --locked=SYSTEM [--test]   as releases are: packaging/requirements/SYSTEM.txt alone

Everything is kept in .venv and build beside this folder; delete them to start afresh.
"""

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
OLDEST = (3, 11)
NEWER_PYTHONS = ("python3.14", "python3.13", "python3.12", "python3.11")
WINDOWS = sys.platform == "win32"
LINUX = sys.platform.startswith("linux")

# What Qt loads from the system: Debian's package and the library it brings.
LIBRARIES = {
    "libglib2.0-0": "libglib-2.0.so.0",
    "libegl1": "libEGL.so.1",
    "libgl1": "libGL.so.1",
    "libfontconfig1": "libfontconfig.so.1",
    "libdbus-1-3": "libdbus-1.so.3",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-shape0": "libxcb-shape.so.0",
}
# What a window on Wayland needs besides.
WAYLAND = {
    "libwayland-cursor0": "libwayland-cursor.so.0",
    "libwayland-egl1": "libwayland-egl.so.1",
}
# What the tests start: a screen and a message bus of their own, and the witness that no network is
# used.
PROGRAMS = {"xvfb": "Xvfb", "strace": "strace", "dbus-daemon": "dbus-daemon"}
# What reads the app aloud in a test, as a screen reader does. Debian's places; that test is left
# out elsewhere unless they are there.
READER = {
    "at-spi2-core": "/usr/libexec/at-spi-bus-launcher",
    "python3-gi": "/usr/lib/python3/dist-packages/gi",
    "gir1.2-atspi-2.0": "/usr/lib/*/girepository-1.0/Atspi-2.0.typelib",
}
# What packaging/linux needs to build a .deb and to look at it from all sides: Debian's package
# and a file it brings.
FOR_PACKAGES = {
    "appstream": "/usr/bin/appstreamcli",
    "binutils": "/usr/bin/strip",
    "desktop-file-utils": "/usr/bin/desktop-file-validate",
    "lintian": "/usr/bin/lintian",
    "libglib2.0-bin": "/usr/bin/gio",
    "shared-mime-info": "/usr/bin/update-mime-database",
    "xdotool": "/usr/bin/xdotool",
}
# Letters of many scripts for the pictures. Nothing fails without them.
FONTS = {"fonts-noto-core": "/usr/share/fonts/truetype/noto"}

SCREEN = "1600x1000x24"
# Where tests/conftest.py reads the screens: one for each process of pytest-xdist, so that their
# windows do not take the keyboard from each other.
SCREENS = "IFS_TEST_SCREENS"
MOST_WORKERS = 4  # beyond that, collecting the tests once more costs what it saves
# Where Linux keeps files in memory. The tests' journals stand there if it has this many bytes of
# room: every transaction of theirs would wait for the disk.
IN_MEMORY = "/dev/shm"  # noqa: S108
ROOM = 2_000_000_000
# What a developer's own desktop would change about the tests.
UNWANTED = (
    "WAYLAND_DISPLAY",
    "QT_QPA_PLATFORMTHEME",
    "QT_STYLE_OVERRIDE",
    "QT_SCALE_FACTOR",
    "QT_FONT_DPI",
    "QT_LOGGING_RULES",
    "PYTHONDONTWRITEBYTECODE",  # each of a hundred programs would compile everything anew
)


class Stop(Exception):
    """Work cannot go on; the text says why and what to do next."""


def say(text: str) -> None:
    """Print one calm line at once, also into a pipe."""
    print(text, flush=True)


# ---- Python and its packages


def newer_python() -> str:
    """A Python that is new enough, or Stop."""
    for name in NEWER_PYTHONS:
        found = shutil.which(name)
        if found and answers(found, f"import sys; sys.exit(sys.version_info < {OLDEST})"):
            return found
    raise Stop(
        "IFS Desktop needs Python 3.11 or newer, and this is Python "
        f"{sys.version_info[0]}.{sys.version_info[1]}. Please install a newer one "
        "(Debian 12 and Ubuntu 24.04 bring it as python3) and try again."
    )


def answers(python: str | Path, code: str) -> bool:
    """Whether that Python exists and runs the code without an error."""
    try:
        ran = subprocess.run([str(python), "-c", code], capture_output=True, check=False)
    except OSError:
        return False
    return ran.returncode == 0


def venv_python() -> Path:
    """The Python of the environment, whether it is there yet or not."""
    return VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")


def stamp() -> str:
    """Changes when the environment has to be filled anew."""
    parts = (str(ROOT), str(sys.version_info[:2]), (ROOT / "pyproject.toml").read_text("utf-8"))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def prepare_python() -> None:
    """Make .venv and install the app and its tools into it, unless that is done already."""
    marker = VENV / "ifs-desktop-stamp"
    wanted = stamp()
    works = answers(venv_python(), f"import sys, pip; sys.exit(sys.version_info < {OLDEST})")
    if works and marker.is_file() and marker.read_text("utf-8") == wanted:
        return
    if not works:
        make_venv()
    say("Installing the app's packages into .venv; the first time this takes a minute or two …")
    install = [str(venv_python()), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    if subprocess.run([*install, "-e", f"{ROOT}[dev,package]"], check=False).returncode:
        raise Stop(
            "The packages could not be installed; pip's reason stands above. "
            "The network is needed for this step only. Please try the same command again."
        )
    marker.write_text(wanted, "utf-8")


def locked_python(system: str) -> Path:
    """The Python of a new environment with what packaging/requirements names, and nothing else."""
    lock = ROOT / "packaging" / "requirements" / f"{system}.txt"
    if not lock.is_file():
        known = ", ".join(sorted(file.stem for file in lock.parent.glob("*.txt")))
        raise Stop(f"There are no requirements for {system}; there are some for {known}.")
    prepare_system(for_tests=True)
    folder = ROOT / "build" / "locked"
    make_venv(folder)
    python = folder / ("Scripts/python.exe" if WINDOWS else "bin/python")
    install = [str(python), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    install += ["--require-hashes", "--only-binary=:all:", "-r", str(lock)]
    if subprocess.run(install, check=False).returncode:
        raise Stop("The locked packages could not be installed; pip's reason stands above.")
    return python


def make_venv(folder: Path = VENV) -> None:
    """Make an empty environment, with pip in it."""
    if not answers(sys.executable, "import ensurepip, venv"):
        # Debian and Ubuntu keep these two modules in a package of their own.
        apt_install([f"python3.{sys.version_info[1]}-venv"], "to make an environment")
    say(f"Making an environment in {folder.relative_to(ROOT)} …")
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(folder)], capture_output=True, check=False
    )
    if made.returncode:
        raise Stop("The environment could not be made:\n" + tail(made))


# ---- the system's packages


def missing_libraries() -> list[str]:
    """Debian packages of the libraries that Qt would look for in vain."""
    wanted = {**LIBRARIES, **(WAYLAND if os.environ.get("WAYLAND_DISPLAY") else {})}
    return [package for package, library in wanted.items() if not loads(library)]


def loads(library: str) -> bool:
    """Whether the system has a library, whatever its package is called there."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_programs() -> list[str]:
    """Debian packages of the programs that the tests start and that are not here."""
    missing = [package for package, program in PROGRAMS.items() if not shutil.which(program)]
    if shutil.which("apt-get"):
        missing += [package for package, place in READER.items() if not glob.glob(place)]
    return missing


def missing_for_packages() -> list[str]:
    """Debian packages that building and trying a .deb needs and that are not here."""
    if not shutil.which("dpkg"):  # a .deb is built and tried on Debian and its kin only
        return []
    missing = [package for package, file in FOR_PACKAGES.items() if not os.path.exists(file)]
    # What the .deb depends on has to be here, to be found and tried.
    missing += [package for package, library in WAYLAND.items() if not loads(library)]
    # Debian's Python keeps the library that a bundle starts Python with in a package of its own.
    library = "python{}.{}".format(*sys.version_info)
    if sys.prefix == "/usr" and not loads(f"lib{library}.so.1.0"):
        missing.append(f"lib{library}")
    return missing


def root_prefix() -> list[str] | None:
    """What to put before a command to run it as root without a question; None: not possible."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
        if asked.returncode == 0:
            return ["sudo", "-n"]
    return None


def apt_install(packages: Sequence[str], reason: str) -> None:
    """Install Debian packages, or Stop with the command a person can type."""
    names = " ".join(packages)
    if not shutil.which("apt-get"):
        raise Stop(
            f"These are missing here {reason}: {names}. The names are Debian's; "
            "please install what your system calls them and try again."
        )
    by_hand = f"Please run\n\n    sudo apt-get install {names}\n\nand try again."
    prefix = root_prefix()
    if prefix is None:
        raise Stop(f"Some system packages are missing {reason}. {by_hand}")
    say(f"Installing system packages {reason}: {names} …")
    quiet = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    if quiet not in _updated:
        _updated.append(quiet)
        subprocess.run([*quiet, "update"], capture_output=True, check=False)
    install = [*quiet, "install", "-y", "--no-install-recommends", *packages]
    done = subprocess.run(install, capture_output=True, check=False)
    if done.returncode:
        raise Stop(f"The system packages could not be installed:\n{tail(done)}\n{by_hand}")


_updated: list[list[str]] = []  # apt's lists are fetched once in a run


def tail(ran: subprocess.CompletedProcess[bytes], lines: int = 12) -> str:
    """The last lines a finished program printed."""
    text = (ran.stdout + ran.stderr).decode(errors="replace")
    return "\n".join(text.strip().splitlines()[-lines:])


def prepare_system(for_tests: bool) -> None:
    """Install the libraries Qt needs and, for tests, a screen; only on Linux."""
    if not LINUX:
        return
    missing = missing_libraries()
    if for_tests:
        missing += missing_programs() + missing_for_packages()
    if missing:
        apt_install(missing, "for Qt and the tests" if for_tests else "for Qt")


def prepare_fonts() -> None:
    """Install letters of more scripts where that is easy; asked for once per environment."""
    tried = VENV / "ifs-desktop-fonts-tried"
    fonts = [package for package, folder in FONTS.items() if not os.path.isdir(folder)]
    if not LINUX or not fonts or tried.exists():
        return
    tried.touch()
    if shutil.which("apt-get") and root_prefix() is not None:
        try:
            apt_install(fonts, "for letters of more scripts")
        except Stop:
            say("Going on without them; only some pictures will look poorer.")


def prepare(for_tests: bool) -> None:
    """All the set-up there is; quick when there is nothing to do."""
    prepare_system(for_tests)
    prepare_python()
    if for_tests:
        prepare_fonts()


# ---- the environment a program is started in


def utf8(env: dict[str, str]) -> dict[str, str]:
    """The same environment with a UTF-8 locale; a bare machine has none and Qt complains."""
    locale = env.get("LC_ALL") or env.get("LC_CTYPE") or env.get("LANG") or "C"
    if LINUX and locale in ("C", "POSIX"):
        return {**env, "LC_ALL": "C.UTF-8"}
    return env


def has_display(env: Mapping[str, str]) -> bool:
    """Whether a window can appear: any screen, or a platform the person chose themselves."""
    chosen = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not LINUX or any(env.get(name) for name in chosen)


@contextlib.contextmanager
def test_environment(screens: int = 1) -> Iterator[dict[str, str]]:
    """Where tests run: on Linux private screens and folders, gone afterwards."""
    env = {name: value for name, value in os.environ.items() if name not in UNWANTED}
    if not LINUX:
        yield env
        return
    with contextlib.ExitStack() as until_the_end:
        # short names: a socket's path has at most 108 letters, with those of pytest and of a test
        made = tempfile.TemporaryDirectory(prefix="ifs-", dir=quick_disk())
        folder = Path(until_the_end.enter_context(made))
        runtime, files = folder / "run", folder / "tmp"
        runtime.mkdir(0o700)
        for passed in (folder, files):  # by accounts without rights, which some tests need
            passed.mkdir(exist_ok=True)
            passed.chmod(0o711)
        displays = [until_the_end.enter_context(screen()) for _ in range(screens)]
        yield {
            **utf8(env),
            "DISPLAY": displays[0],
            SCREENS: " ".join(displays),
            "QT_QPA_PLATFORM": "xcb",
            "XDG_SESSION_TYPE": "x11",
            "XDG_RUNTIME_DIR": str(runtime),
            "TMPDIR": str(files),
        }


def quick_disk() -> str | None:
    """A folder for what is written and soon forgotten; None: where such files are kept anyway."""
    if "TMPDIR" in os.environ:
        return None  # somebody chose a place
    try:
        return IN_MEMORY if shutil.disk_usage(IN_MEMORY).free >= ROOM else None
    except OSError:
        return None


@contextlib.contextmanager
def screen() -> Iterator[str]:
    """A virtual screen of our own; it takes the first free number, so runs never collide."""
    answer, ask = os.pipe()
    command = ["Xvfb", "-displayfd", str(ask), "-screen", "0", SCREEN, "-nolisten", "tcp"]
    server = subprocess.Popen(
        command, pass_fds=[ask], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    os.close(ask)
    try:
        ready, _, _ = select.select([answer], [], [], 30)
        number = os.read(answer, 16).decode().strip() if ready else ""
        if not number:
            raise Stop("The virtual screen (Xvfb) did not start. Please try again.")
        yield f":{number}"
    finally:
        os.close(answer)
        server.terminate()
        server.wait()


# ---- the commands


def command_run(arguments: Sequence[str]) -> int:
    """Start the app; on Linux and macOS it takes this process's place."""
    if not has_display(os.environ):
        raise Stop(
            "There is no display here: neither DISPLAY nor WAYLAND_DISPLAY is set, so no window "
            "can appear.\nPlease run this inside a desktop session. The tests need no display: "
            "python3 packaging/dev.py test"
        )
    prepare(for_tests=False)
    program = [str(venv_python()), "-P", "-m", "ifs_desktop", *arguments]
    env = utf8(dict(os.environ))
    if WINDOWS:
        return subprocess.call(program, env=env)
    os.execve(program[0], program, env)


def workers() -> int:
    """How many processes the tests are spread over: one waits while the others work."""
    cores = len(os.sched_getaffinity(0)) if LINUX else os.cpu_count() or 1
    return min(cores + 1, MOST_WORKERS) if cores > 1 else 1


def spread(count: int, arguments: Sequence[str]) -> list[str]:
    """What makes pytest use several processes, unless it was told not to; a later -n wins."""
    alone = any(argument.endswith(("no:xdist", "--pdb", "--trace")) for argument in arguments)
    # worksteal: each begins with a half in the usual order, and nobody waits while work is left
    return [] if count == 1 or alone else [f"-n{count}", "--dist=worksteal"]


def command_test(arguments: Sequence[str]) -> int:
    """Lint, format, types and tests; all of them, whatever the first one says."""
    prepare(for_tests=True)
    module = [str(venv_python()), "-m"]
    results: dict[str, bool] = {}
    for name, stage in {
        "ruff check": ["ruff", "check", "-q", "--output-format=concise"],
        "ruff format": ["ruff", "format", "--check", "-q", "--output-format=concise"],
    }.items():
        say(f"{name} …")
        results[name] = subprocess.call([*module, *stage], cwd=ROOT) == 0
    package = [str(venv_python()), str(ROOT / "packaging" / "package.py"), "--try"]
    with contextlib.ExitStack() as behind:
        finish = behind.enter_context(meanwhile([*module, "mypy", "--no-error-summary"]))
        # Who asks for some tests only waits for no package.
        debian = LINUX and shutil.which("dpkg") and not (set(arguments) - {"--long"})
        finish_package = behind.enter_context(meanwhile(package)) if debian else None
        say("pytest, and behind it mypy and the package …")
        count = workers()
        chosen = ["pytest", "--ignore=tests/benchmarks", *spread(count, arguments), *arguments]
        with test_environment(count) as env:
            code, last = stream([*module, *chosen], env)
        results["pytest"] = code == 0
        say("mypy …")
        results["mypy"] = finish() == 0
        if finish_package:
            say("package …")
            results["package"] = finish_package() == 0
        else:
            say("The package for Linux is tried with all the tests, where dpkg is.")
    say("\n" + ", ".join(f"{name}: {'ok' if ok else 'FAILED'}" for name, ok in results.items()))
    say(last)
    return 0 if all(results.values()) else 1


def command_bench(arguments: Sequence[str]) -> int:
    """The benchmarks, alone on the machine as far as we can see to it."""
    prepare(for_tests=True)
    chosen = [str(venv_python()), "-m", "pytest", "-s", "--long", "tests/benchmarks"]
    with test_environment() as env:
        return subprocess.call([*chosen, *arguments], cwd=ROOT, env=env)


def command_package(arguments: Sequence[str]) -> int:
    """Build what people install; packaging/package.py does it, in the environment made here."""
    locked = [argument for argument in arguments if argument.startswith("--locked=")]
    if locked:
        python = locked_python(locked[-1].partition("=")[2])
    else:
        prepare(for_tests=True)
        python = venv_python()
    asked = [argument for argument in arguments if argument not in locked]
    program = [str(python), str(ROOT / "packaging" / "package.py"), *asked]
    # The app itself is not installed where all is locked.
    env = {**utf8(dict(os.environ)), "PYTHONPATH": str(ROOT)}
    return subprocess.call(program, cwd=ROOT, env=env)


def stream(command: Sequence[str], env: Mapping[str, str]) -> tuple[int, str]:
    """Run a program, pass on what it prints as it comes; its exit code and its last line."""
    if sys.stdout.isatty() and "NO_COLOR" not in env:
        env = {**env, "FORCE_COLOR": "1"}
    program = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE)
    pipe = program.stdout
    assert pipe is not None
    kept = bytearray()

    def pass_on() -> None:
        while chunk := os.read(pipe.fileno(), 65536):
            sys.stdout.buffer.write(chunk)
            sys.stdout.buffer.flush()
            kept[:] = (kept + chunk)[-20_000:]

    reader = threading.Thread(target=pass_on, daemon=True)
    reader.start()
    code = program.wait()
    reader.join(5)  # something a test left running may hold the pipe open for ever
    if not reader.is_alive():
        pipe.close()
    lines = kept.decode(errors="replace").strip().splitlines()
    return code, lines[-1] if lines else "pytest stopped before it began"


@contextlib.contextmanager
def meanwhile(command: Sequence[str]) -> Iterator[Callable[[], int]]:
    """A program that works where others leave it time; what finishes it prints what it had to say.

    It is ended if that is not waited for.
    """
    with tempfile.TemporaryFile() as said:
        program = subprocess.Popen(
            command,
            cwd=ROOT,
            stdout=said,
            stderr=subprocess.STDOUT,
            preexec_fn=None if WINDOWS else stand_back,
        )

        def finish() -> int:
            code = program.wait()
            said.seek(0)
            sys.stdout.buffer.write(said.read())
            sys.stdout.buffer.flush()
            return code

        try:
            yield finish
        finally:
            program.kill()
            program.wait()


def stand_back() -> None:
    """Let other programs go first."""
    os.nice(5)  # at 10 it would be at work long after the tests


def main(arguments: Sequence[str]) -> int:
    """Do what was asked; the answer is the exit code."""
    commands = {
        "run": command_run,
        "test": command_test,
        "bench": command_bench,
        "package": command_package,
    }
    if not arguments or arguments[0] in ("-h", "--help"):
        print(USAGE, end="")
        return 0 if arguments else 2
    if arguments[0] not in commands:
        print(f"dev.py: there is no command {arguments[0]}\n\n{USAGE}", end="", file=sys.stderr)
        return 2
    try:
        if sys.version_info < OLDEST:
            return subprocess.call([newer_python(), __file__, *arguments])
        return commands[arguments[0]](arguments[1:])
    except Stop as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
