#!/usr/bin/env python3
"""Lists what is inside a release, as a CycloneDX bill of materials.

    python3 packaging/sbom.py linux FILE     # from packaging/requirements/linux.txt

The libraries come from the lock, without the tools that only build; Python and what the wheels
carry inside are added. The hash of each file stands in the lock. The same commit gives the same
bytes.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from common import facts

REQUIREMENTS = facts.PACKAGING / "requirements"
# What a wheel carries inside: the wheel, the library, and how its supplier calls it.
INSIDE = (
    ("pyside6-essentials", "Qt", "pkg:generic/qt"),
    ("sqlcipher3", "SQLCipher", "pkg:generic/sqlcipher"),
    ("cryptography", "OpenSSL", "pkg:generic/openssl"),
    ("nh3", "ammonia", "pkg:cargo/ammonia"),
    ("pyyaml", "libyaml", "pkg:generic/libyaml"),
)
PYTHON = "3.11"
_PIN = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s\\;]+)")
_NAME = re.compile(r"[\w.-]+")


@dataclass
class Pin:
    """One package of a lock."""

    name: str
    version: str
    asked_by: list[str]


def pins(text: str) -> dict[str, Pin]:
    """The packages of a lock that uv wrote, by name."""
    found: dict[str, Pin] = {}
    pin: Pin | None = None
    for line in text.splitlines():
        if start := _PIN.match(line):
            pin = Pin(start["name"].lower(), start["version"], [])
            found[pin.name] = pin
        elif pin is not None and line.strip().startswith("#"):
            asked = line.strip().removeprefix("#").strip().removeprefix("via").strip()
            pin.asked_by += [asked.partition(" ")[0].lower()] if asked else []
    return found


def shipped(locked: Mapping[str, Pin], wanted: Sequence[str]) -> list[Pin]:
    """What the app itself needs, directly or not; build tools are not shipped."""
    names = {name for name in wanted if name in locked}
    while more := {pin.name for pin in locked.values() if names & set(pin.asked_by)} - names:
        names |= more
    return [locked[name] for name in sorted(names)]


def wanted() -> list[str]:
    """The names in pyproject.toml's dependencies."""
    project = tomllib.loads((facts.ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return [name_of(line) for line in project["dependencies"]]


def name_of(requirement: str) -> str:
    """The name in a line such as "PySide6-Essentials>=6.8; …"."""
    found = _NAME.match(requirement)
    assert found, requirement
    return found[0].lower()


def components(packages: Sequence[Pin]) -> Iterator[dict[str, object]]:
    """Each package, and what it carries inside."""
    yield component("CPython", PYTHON, f"pkg:generic/python@{PYTHON}")
    for pin in packages:
        made = component(pin.name, pin.version, f"pkg:pypi/{pin.name}@{pin.version}")
        inside = [component(name, "", url) for wheel, name, url in INSIDE if wheel == pin.name]
        if inside:
            made["components"] = inside
        yield made


def component(name: str, version: str, url: str) -> dict[str, object]:
    """One entry. A library inside a wheel goes by the wheel's version."""
    made: dict[str, object] = {"type": "library", "name": name, "purl": url, "bom-ref": url}
    return {**made, "version": version} if version else made


def bill(text: str) -> dict[str, object]:
    """The bill for a lock."""
    version = facts.version()
    listed = list(components(shipped(pins(text), wanted())))
    mark = uuid.uuid5(uuid.NAMESPACE_URL, f"{facts.ID} {version} {json.dumps(listed)}")
    app = component(facts.APP, version, f"pkg:generic/{facts.APP}@{version}")
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{mark}",
        "version": 1,
        "metadata": {"component": {**app, "type": "application"}},
        "components": listed,
    }


def main(arguments: Sequence[str]) -> int:
    """Write the bill of one system."""
    if len(arguments) != 2 or not (REQUIREMENTS / f"{arguments[0]}.txt").is_file():
        print(__doc__, file=sys.stderr)
        return 2
    text = (REQUIREMENTS / f"{arguments[0]}.txt").read_text("utf-8")
    Path(arguments[1]).write_text(json.dumps(bill(text), indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
