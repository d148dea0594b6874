"""The modules of packaging/ as package.py sees them: from their own folder."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from types import ModuleType

import pytest

from tests.tools.source import ROOT

Module = Callable[[str], ModuleType]


@pytest.fixture
def ours(monkeypatch: pytest.MonkeyPatch) -> Iterator[Module]:
    """Import one by its name there, such as "linux.deb"; afterwards none of them is known."""
    before = set(sys.modules)
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    yield importlib.import_module
    for name in set(sys.modules) - before:
        if name.partition(".")[0] in ("common", "dev", "linux", "macos", "package", "windows"):
            del sys.modules[name]
