"""Reads the app's own source for the tests about it: modules, their imports, what reaches Qt."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "ifs_desktop"


@dataclass(frozen=True)
class Module:
    """One file of source, parsed. ``room`` is the folder or file directly inside the package."""

    name: str
    file: Path
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The parsed source."""
        return ast.parse(self.text)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Everything in the tree: walking it takes longer than reading the file."""
        return list(ast.walk(self.tree))

    @property
    def room(self) -> str:
        """``ifs_desktop.map.page`` stands in the room ``map``."""
        return self.name.partition(".")[2].partition(".")[0]

    @property
    def last(self) -> str:
        """The last part of the dotted name."""
        return self.name.rpartition(".")[2]

    def at(self, node: ast.AST, text: str) -> str:
        """A finding about a place in this module, as people and editors read it."""
        return f"{self.file}:{getattr(node, 'lineno', 1)}: {text}"

    def imports(self) -> list[tuple[ast.AST, str]]:
        """Every imported name in full, wherever the import stands: ``a.b`` and ``a.b.c``."""
        return self._imports

    @cached_property
    def _imports(self) -> list[tuple[ast.AST, str]]:
        return list(self._each_import())

    def _each_import(self) -> Iterator[tuple[ast.AST, str]]:
        for node in self.nodes:
            if isinstance(node, ast.Import):
                yield from ((node, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = node.module or ""
                if node.level:
                    parts = self.name.split(".")
                    is_package = self.file.name == "__init__.py"
                    kept = parts[: len(parts) - node.level + is_package]
                    base = ".".join([*kept, *filter(None, [node.module])])
                yield node, base
                yield from ((node, f"{base}.{alias.name}") for alias in node.names)

    def strings(self) -> Iterator[ast.Constant]:
        """Every string in the code, without the docstrings."""
        docstrings = {
            id(node.body[0].value)
            for node in self.nodes
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        for node in self.nodes:
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield from [node] if id(node) not in docstrings else []


def read_package(folder: Path = ROOT / PACKAGE) -> dict[str, Module]:
    """All modules of the package by their dotted names."""
    modules = {}
    for file in sorted(folder.rglob("*.py")):
        parts = file.relative_to(folder.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        modules[name] = Module(name, file.relative_to(ROOT), file.read_text("utf-8"))
    return modules


def reaching_qt(modules: Mapping[str, Module]) -> set[str]:
    """The names of the modules that import PySide6, themselves or through another of ours."""
    uses = {
        name: {target for _, target in module.imports() if target in modules and target != name}
        for name, module in modules.items()
    }
    found = {
        name
        for name, module in modules.items()
        if any(target.split(".")[0] in ("PySide6", "shiboken6") for _, target in module.imports())
    }
    while more := {name for name in modules if name not in found and uses[name] & found}:
        found |= more
    return found
