"""The shape of the code is held here, so that plain pytest fails when it breaks.

import-linter holds the layers (its contracts stand in pyproject.toml). What it cannot say is
checked below over the parsed source. Each check is a function from modules to findings, and the
last test shows that each of them bites.
"""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.tools.source import ROOT, Module, reaching_qt, read_package

Modules = dict[str, Module]
Check = Callable[[Modules], Iterator[str]]

NOT_FEATURES = {
    *("", "__main__", "app", "publishing", "resources_path", "settings", "several", "file_lock"),
    *("hardening", "shell", "ui", "store", "vault"),
}
# Names that always are an inside, in whatever feature they stand.
INSIDE_NAMES = {
    *("edits", "queries", "permissions", "guide", "mediation", "catalogue", "frontmatter"),
    *("run", "geometry", "names", "strength"),
}
# The widgets a feature lends to every other: who a part is looks the same everywhere.
SHARED_FACES = {
    "ifs_desktop.parts." + name
    for name in (
        *("portrait", "picker", "profile", "rows", "gate", "mention", "keeping", "agreed"),
        *("chips", "answers", "profile_group", "dropping", "feelings", "noticed"),
        *("looks", "relation_row", "profile_colours"),
    )
}
# Which library may be imported where.
KEEPERS: dict[str, Callable[[Module], bool]] = {
    "sqlalchemy": lambda m: (
        m.room in ("store", "vault") or m.last in ("edits", "queries", "permissions")
    ),
    "alembic": lambda m: m.room == "store",
    "sqlcipher3": lambda m: m.room == "vault",
    "cryptography": lambda m: m.room == "vault",
}
NETWORK = {
    "socket",
    "socketserver",
    "ssl",
    "http",
    "urllib.request",
    "urllib.error",
    "urllib.robotparser",
    "asyncio",
    "ftplib",
    "smtplib",
    "poplib",
    "imaplib",
    "nntplib",
    "telnetlib",
    "xmlrpc",
    "wsgiref",
    "webbrowser",
    "multiprocessing",
    "requests",
    "httpx",
    "aiohttp",
    "PySide6.QtNetwork",
    "PySide6.QtNetworkAuth",
    "PySide6.QtWebSockets",
    "PySide6.QtWebEngineCore",
    "PySide6.QtWebEngineWidgets",
    "PySide6.QtHttpServer",
}
# Calls that leak what people wrote, endanger the file or reach out of the app.
FORBIDDEN = {
    "set_trace_callback": "prints statements with their values",
    "enable_load_extension": "runs foreign code inside the database",
    "rekey": "destroys the file on a full disk",
    "sqlcipher_export": "loses the version of the tables",
    "openUrl": "opens a browser or another program",
    "QLocalServer": "is part of QtNetwork",
}
FORBIDDEN_WORDS = re.compile(r"\b(rekey|sqlcipher_export)\b", re.IGNORECASE)
POOR_NAMES = re.compile(r"(Manager|Helper|Utils?)s?$|^Base[A-Z]|Base$")
LONGEST_CLASS, LONGEST_FUNCTION = 400, 60


def features(modules: Modules) -> Modules:
    """The modules that belong to a feature folder."""
    return {name: module for name, module in modules.items() if module.room not in NOT_FEATURES}


# ---- who may import what


def a_face_imports_no_other_features_face(modules: Modules) -> Iterator[str]:
    """Pages meet only in shell/window.py."""
    faces = reaching_qt(modules) & set(features(modules))
    others = faces - SHARED_FACES
    for name in sorted(faces):
        for node, target in modules[name].imports():
            if target in others and modules[target].room != modules[name].room:
                yield modules[name].at(node, f"the face {name} imports the face {target}")


def an_inside_does_not_reach_qt(modules: Modules) -> Iterator[str]:
    """Verbs, nouns and logic run without a display."""
    for name in sorted(reaching_qt(modules) & set(features(modules))):
        if modules[name].last in INSIDE_NAMES:
            yield modules[name].at(modules[name].tree, f"the inside {name} reaches PySide6")


def insides_form_no_circle(modules: Modules) -> Iterator[str]:
    """Features may use each other's verbs and nouns, one way only."""
    insides = set(features(modules)) - reaching_qt(modules)
    uses: dict[str, set[str]] = {}
    for name in insides:
        rooms = {modules[target].room for _, target in modules[name].imports() if target in insides}
        uses.setdefault(modules[name].room, set()).update(rooms - {modules[name].room})

    def reachable(room: str) -> set[str]:
        found: set[str] = set()
        waiting = [room]
        while waiting:
            fresh = uses.get(waiting.pop(), set()) - found
            found |= fresh
            waiting += fresh
        return found

    circle = sorted(room for room in uses if room in reachable(room))
    if circle:
        yield f"the insides of these features import each other in a circle: {', '.join(circle)}"


def a_library_stays_with_its_keepers(modules: Modules) -> Iterator[str]:
    """A page never sees a session or a mapped object, a key never leaves the vault."""
    for module in modules.values():
        for node, target in module.imports():
            library = target.split(".")[0]
            if library in KEEPERS and not KEEPERS[library](module):
                yield module.at(node, f"{library} is not for {module.name}")


def nothing_imports_a_network_module(modules: Modules) -> Iterator[str]:
    """The journal never talks to anyone."""
    for module in modules.values():
        for node, target in module.imports():
            if any(target == name or target.startswith(name + ".") for name in NETWORK):
                yield module.at(node, f"{target} is a network module")


def names_are_imported_one_by_one(modules: Modules) -> Iterator[str]:
    """A star makes the first window slow and the reader guess."""
    for module in modules.values():
        for node in module.nodes:
            if isinstance(node, ast.ImportFrom) and any(a.name == "*" for a in node.names):
                yield module.at(node, f"import * from {node.module}")


# ---- what the code may do


def no_forbidden_call(modules: Modules) -> Iterator[str]:
    """Each of these has leaked or destroyed something before."""
    for module in modules.values():
        for node in module.nodes:
            name = getattr(node, "attr", None) or getattr(node, "id", None)
            if name in FORBIDDEN and not isinstance(node, ast.arg):
                yield module.at(node, f"{name} {FORBIDDEN[name]}")
            if isinstance(node, ast.keyword) and node.arg == "echo":
                yield module.at(node.value, "echo prints what people wrote")
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("eval", "exec"):
                yield module.at(node, "runs text as code")
        for string in module.strings():
            if FORBIDDEN_WORDS.search(str(string.value)):
                yield module.at(string, f"forbidden inside SQL: {string.value!r}")


def mentions_self(node: ast.AST) -> bool:
    """Whether ``self`` stands anywhere below."""
    return any(isinstance(n, ast.Name) and n.id == "self" for n in ast.walk(node))


def a_connection_keeps_no_page_alive(modules: Modules) -> Iterator[str]:
    """A lambda, a partial or an inner function over self outlives the lock, with its text."""
    for module in modules.values():
        inner = {
            node.name
            for outer in module.nodes
            if isinstance(outer, ast.FunctionDef)
            for node in ast.walk(outer)
            if isinstance(node, ast.FunctionDef) and node is not outer and mentions_self(node)
            if not any(argument.arg == "self" for argument in node.args.args)
        }
        for node in module.nodes:
            if not (isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "connect"):
                continue
            for argument in node.args:
                called = isinstance(argument, ast.Lambda | ast.Call)
                if called and mentions_self(argument):
                    yield module.at(node, "connects a lambda or partial over self")
                if isinstance(argument, ast.Name) and argument.id in inner:
                    yield module.at(node, f"connects {argument.id}, an inner function over self")


# ---- how the code is kept


def names_say_what_a_thing_is(modules: Modules) -> Iterator[str]:
    """Manager, Helper, Utils and Base say nothing."""
    for module in modules.values():
        if re.search(r"(manager|helpers?|utils?|base)$", module.last):
            yield module.at(module.tree, f"the file name {module.last} says little")
        for node in module.nodes:
            if isinstance(node, ast.ClassDef) and POOR_NAMES.search(node.name):
                yield module.at(node, f"the class name {node.name} says little")


def classes_and_functions_stay_short(modules: Modules) -> Iterator[str]:
    """What grows longer wants a room of its own."""
    for module in modules.values():
        for node in module.nodes:
            lines = (getattr(node, "end_lineno", 0) or 0) - getattr(node, "lineno", 0) + 1
            if isinstance(node, ast.ClassDef) and lines > LONGEST_CLASS:
                yield module.at(node, f"class {node.name} has {lines} lines")
            if isinstance(node, ast.FunctionDef) and lines > LONGEST_FUNCTION:
                if ".migrations.versions." in module.name:
                    continue  # a step of a migration is a flat list of tables and columns
                yield module.at(node, f"function {node.name} has {lines} lines")


def every_file_says_what_it_is_for(modules: Modules) -> Iterator[str]:
    """A docstring at the top of each file that holds anything."""
    for module in modules.values():
        if module.tree.body and not ast.get_docstring(module.tree):
            yield module.at(module.tree, "has no docstring")


def edit_labels(module: Module) -> Iterator[ast.Constant]:
    """The literal labels given to ``….edit("Label", …)``, where an undo step comes of it."""
    for node in module.nodes:
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "edit" and node.args:
            if any(keyword.arg == "undoable" for keyword in node.keywords):
                continue
            for part in ast.walk(node.args[0]):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part


def every_undo_label_is_listed_for_translation(modules: Modules) -> Iterator[str]:
    """Insides know no tr(); ui/labels.py lists their labels by QT_TRANSLATE_NOOP."""
    if "ifs_desktop.ui.labels" not in modules:
        return
    listed = {
        node.args[1].value
        for node in ast.walk(modules["ifs_desktop.ui.labels"].tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "QT_TRANSLATE_NOOP"
        if isinstance(node.args[1], ast.Constant)
    }
    for module in features(modules).values():
        for label in edit_labels(module):
            if label.value not in listed:
                yield module.at(label, f"{label.value!r} is not listed in ui/labels.py")


CHECKS: list[Check] = [
    a_face_imports_no_other_features_face,
    an_inside_does_not_reach_qt,
    insides_form_no_circle,
    a_library_stays_with_its_keepers,
    nothing_imports_a_network_module,
    names_are_imported_one_by_one,
    no_forbidden_call,
    a_connection_keeps_no_page_alive,
    names_say_what_a_thing_is,
    classes_and_functions_stay_short,
    every_file_says_what_it_is_for,
    every_undo_label_is_listed_for_translation,
]


@pytest.fixture(scope="module")
def modules() -> Modules:
    """The whole package, parsed once."""
    return read_package()


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_code_keeps_its_shape(modules: Modules, check: Check) -> None:
    findings = list(check(modules))
    assert not findings, "\n" + "\n".join(findings)


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """import-linter over the package in a folder, by the contracts beside it."""
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_layers_hold() -> None:
    ran = lint_imports(ROOT)
    assert ran.returncode == 0, ran.stdout[-3000:] + ran.stderr[-3000:]


@pytest.mark.parametrize(
    ("file", "line", "said"),
    [
        ("vault/errors.py", "import PySide6.QtCore", "ifs_desktop.vault.errors -> PySide6"),
        ("ui/theme.py", "import ifs_desktop.shell", "ifs_desktop.ui is not allowed to import"),
        ("stray.py", "", "stray"),
    ],
)
def test_a_broken_layer_is_found(tmp_path: Path, file: str, line: str, said: str) -> None:
    leave = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "ifs_desktop", tmp_path / "ifs_desktop", ignore=leave)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / "ifs_desktop" / file).open("a", encoding="utf-8") as broken:
        broken.write(f"\n{line}\n")
    ran = lint_imports(tmp_path)
    assert ran.returncode == 1
    assert said in " ".join(ran.stdout.split())


def committed_texts() -> Iterator[tuple[str, str]]:
    """Path and text of every file that git keeps; without git, of what a checkout has."""
    paths: list[str] = []
    if shutil.which("git"):
        command = ["git", "-C", str(ROOT), "ls-files", "-z"]
        listed = subprocess.run(command, capture_output=True, check=False)
        paths = [path for path in listed.stdout.decode().split("\0") if path]
    if not paths:
        folders = ("ifs_desktop", "resources", "packaging", "tests")
        files = [file for folder in folders for file in (ROOT / folder).rglob("*")]
        paths = [file.relative_to(ROOT).as_posix() for file in [*files, *ROOT.glob("*.*")]]
    for path in paths:
        try:
            yield path, (ROOT / path).read_text("utf-8")
        except (UnicodeDecodeError, OSError):
            continue  # a folder, a picture, or a file just moved


def test_no_unfinished_work_and_no_foreign_folder_is_mentioned() -> None:
    unfinished = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
    foreign = re.compile(r"(?<![\w-])sha" + r"red/|(?<![\w.])/wo" + r"rk/")
    findings = [
        f"{path}:{number}: {line.strip()[:100]}"
        for path, text in committed_texts()
        if path != "LICENSE" and "/words/" not in path
        for number, line in enumerate(text.splitlines(), 1)
        if unfinished.search(line) or foreign.search(line)
    ]
    assert not findings, "\n" + "\n".join(findings)


# ---- the checks themselves

QT = "from PySide6.QtWidgets import QWidget"
LONG = "def f():\n" + "    pass\n" * 61
BAD: list[tuple[Check, dict[str, str]]] = [
    (
        a_face_imports_no_other_features_face,
        {"map.page": QT, "dialogue.page": "import ifs_desktop.map.page"},
    ),
    (
        a_face_imports_no_other_features_face,
        {"map.items": QT, "parts.page": f"{QT}\nfrom ifs_desktop.map import items"},
    ),
    (
        a_face_imports_no_other_features_face,
        {"map.items": QT, "parts.page": f"{QT}\nfrom ..map import items"},
    ),
    (an_inside_does_not_reach_qt, {"map.edits": QT}),
    (
        an_inside_does_not_reach_qt,
        {"ui.theme": QT, "map.run": "def f():\n from ifs_desktop.ui import theme"},
    ),
    (
        insides_form_no_circle,
        {
            "map.edits": "import ifs_desktop.parts.edits",
            "parts.edits": "import ifs_desktop.map.edits",
        },
    ),
    (a_library_stays_with_its_keepers, {"map.page": "from sqlalchemy import select"}),
    (a_library_stays_with_its_keepers, {"store.store": "import sqlcipher3.dbapi2"}),
    (nothing_imports_a_network_module, {"ui.work": "import socket"}),
    (nothing_imports_a_network_module, {"ui.work": "from urllib import request"}),
    (nothing_imports_a_network_module, {"ui.work": "from PySide6 import QtNetwork"}),
    (names_are_imported_one_by_one, {"ui.work": "from PySide6.QtCore import *"}),
    (no_forbidden_call, {"vault.vault": "c.set_trace_callback(print)"}),
    (no_forbidden_call, {"vault.vault": "create_engine('x', echo=True)"}),
    (no_forbidden_call, {"vault.vault": "c.execute('PRAGMA rekey = 1')"}),
    (no_forbidden_call, {"ui.markdown": "QDesktopServices.openUrl(url)"}),
    (no_forbidden_call, {"ui.markdown": "eval(text)"}),
    (a_connection_keeps_no_page_alive, {"map.page": "b.clicked.connect(lambda: self.f())"}),
    (a_connection_keeps_no_page_alive, {"map.page": "b.clicked.connect(partial(self.f, 1))"}),
    (
        a_connection_keeps_no_page_alive,
        {"map.page": "def m(self):\n def g():\n  self.f()\n b.clicked.connect(g)"},
    ),
    (names_say_what_a_thing_is, {"ui.x": "class ThemeManager: pass"}),
    (names_say_what_a_thing_is, {"ui.x": "class BasePage: pass"}),
    (names_say_what_a_thing_is, {"ui.utils": ""}),
    (classes_and_functions_stay_short, {"ui.x": LONG}),
    (classes_and_functions_stay_short, {"ui.x": "class C:\n" + "    a = 1\n" * 401}),
    (every_file_says_what_it_is_for, {"ui.x": "a = 1"}),
    (
        every_undo_label_is_listed_for_translation,
        {"ui.labels": "", "map.edits": "store.edit('Move')"},
    ),
]


def sample(sources: dict[str, str]) -> Modules:
    """A package made of a few lines."""
    return {
        (name := f"ifs_desktop.{short}"): Module(name, Path(f"{short}.py"), text)
        for short, text in sources.items()
    }


@pytest.mark.parametrize(("check", "sources"), BAD)
def test_each_check_bites(check: Check, sources: dict[str, str]) -> None:
    assert list(check(sample(sources)))


def test_every_check_is_shown_to_bite() -> None:
    assert {check.__name__ for check, _ in BAD} == {check.__name__ for check in CHECKS}


def test_what_is_allowed_passes() -> None:
    good = sample(
        {
            "parts.picker": f'"""Picks."""\n{QT}',
            "map.edits": '"""Verbs."""\nimport sqlalchemy\nimport ifs_desktop.parts.queries',
            "parts.queries": '"""Nouns."""\nfrom urllib.parse import quote',
            "map.page": f'"""Face."""\n{QT}\nfrom ifs_desktop.parts import picker, queries\n'
            "class Page:\n    def m(self):\n        b.clicked.connect(self.moved)",
        }
    )
    assert [finding for check in CHECKS for finding in check(good)] == []
