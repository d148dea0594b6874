"""What Windows, macOS and Flatpak are told about the app. The long trials run by dev.py package."""

from __future__ import annotations

import plistlib
import re
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from common import facts
from macos import info
from windows import version_info

from tests.tools.source import ROOT

PACKAGING = ROOT / "packaging"
INSTALLER = (PACKAGING / "windows" / "installer.nsi").read_text("utf-8")


def commands() -> list[str]:
    """The installer's lines, joined where they go on, without comments."""
    joined = INSTALLER.replace("\\\n", "")
    lines = [line.strip() for line in joined.splitlines()]
    return [line for line in lines if line and not line.startswith(";")]


# ---- Windows


def test_the_installer_asks_for_no_administrator_and_writes_for_one_person_only() -> None:
    assert "RequestExecutionLevel user" in commands()
    assert not re.search(r"HKLM|HKCR|HKEY_|SHCTX|SetShellVarContext|\$PROGRAMFILES", INSTALLER)
    folder = next(line for line in commands() if line.startswith("InstallDir "))
    assert folder == 'InstallDir "$LOCALAPPDATA\\Programs\\${NAME}"'


def test_the_installer_deletes_nothing_but_what_it_put_there() -> None:
    deleting = {line for line in commands() if re.match(r"(Delete|RMDir|DeleteRegKey)\b", line)}
    assert {line for line in deleting if not line.startswith("DeleteReg")} == {
        'Delete "$INSTDIR\\${EXE}"',
        'Delete "$INSTDIR\\journal.ico"',
        'Delete "$INSTDIR\\uninstall.exe"',
        'Delete "$SMPROGRAMS\\${NAME}.lnk"',
        'RMDir /r "$INSTDIR\\_internal"',
        'RMDir "$INSTDIR"',
    }
    # What belongs to nobody else, whatever folder was chosen: only if our program is there.
    removal = INSTALLER.partition("!macro RemoveProgram")[2].partition("!macroend")[0]
    assert removal.index('${If} ${FileExists} "$INSTDIR\\${EXE}"') < removal.index("RMDir /r")


def test_whoever_removes_the_program_is_told_where_the_journals_are() -> None:
    told = [line for line in commands() if "UNCONFIRMPAGE_TEXT_TOP" in line]
    told += [line for line in commands() if "FINISHPAGE_TEXT" in line and "removed" not in line][1:]
    assert len(told) == 2
    for text in told:
        assert "${ENDING}" in text
        assert "Documents" in text
        assert "$LOCALAPPDATA\\${APP}" in text


def test_a_journal_has_its_program_and_its_own_icon_on_windows() -> None:
    text = "\n".join(commands())
    assert '"${CLASSES}\\${PROGID}\\shell\\open\\command" "" \'"$INSTDIR\\${EXE}" "%1"\'' in text
    assert '"${CLASSES}\\${PROGID}\\DefaultIcon" "" "$INSTDIR\\journal.ico"' in text
    assert '"${CLASSES}\\${ENDING}" "" "${PROGID}"' in text


def test_every_name_the_installer_uses_is_given_by_its_builder() -> None:
    from windows import build

    source = (PACKAGING / "windows" / "build.py").read_text("utf-8")
    given = set(re.findall(r'^ +"([A-Z]+)": ', source, re.MULTILINE))
    own = set(re.findall(r"!define (\w+)", INSTALLER))
    used = set(re.findall(r"\$\{([A-Z]{2,})\}", INSTALLER))
    assert used - own == given
    assert build.HERE == PACKAGING / "windows"


@pytest.mark.parametrize(
    ("version", "numbers"),
    [("0.1.0", (0, 1, 0, 0)), ("1.20.3", (1, 20, 3, 0)), ("2.0.0rc1", (2, 0, 0, 0))],
)
def test_windows_shows_the_version(version: str, numbers: tuple[int, ...]) -> None:
    def kept(**values: Any) -> dict[str, Any]:
        return values

    def named(name: str, values: Any) -> tuple[str, Any]:
        return name, values

    names = SimpleNamespace(VSVersionInfo=kept, FixedFileInfo=kept)
    shapes = {**vars(names), "StringFileInfo": list, "VarFileInfo": list}
    shapes |= dict.fromkeys(("StringTable", "StringStruct", "VarStruct"), named)
    made = eval(version_info.text(version), shapes)
    assert made["ffi"]["filevers"] == made["ffi"]["prodvers"] == numbers
    table = dict(made["kids"][0][0][1])
    assert table["ProductName"] == facts.NAME
    assert table["FileVersion"] == table["ProductVersion"] == version


def test_the_program_asks_windows_for_no_rights_and_is_sharp() -> None:
    manifest = (PACKAGING / "windows" / "app.manifest").read_text("utf-8")
    assert 'level="asInvoker" uiAccess="false"' in manifest
    assert "PerMonitorV2" in manifest
    assert ">UTF-8</activeCodePage>" in manifest


# ---- macOS


def test_the_app_for_macos_may_do_one_unusual_thing_and_none_with_a_network() -> None:
    asked = plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())
    assert asked == {"com.apple.security.cs.allow-unsigned-executable-memory": True}


def test_macos_knows_a_journal_by_its_ending_and_gives_it_to_the_app() -> None:
    told = plistlib.loads(plistlib.dumps(info.PLIST))
    (kind,) = told["UTExportedTypeDeclarations"]
    (document,) = told["CFBundleDocumentTypes"]
    assert document["LSItemContentTypes"] == [kind["UTTypeIdentifier"]] == [facts.UTI]
    assert document["LSHandlerRank"] == "Owner"
    tags = kind["UTTypeTagSpecification"]
    assert tags["public.filename-extension"] == ["ifsjournal"]
    assert tags["public.mime-type"] == [facts.MIME]
    assert told["CFBundleShortVersionString"] == facts.version()
    # The one file of the plist that the recipe has to bring along.
    assert f'"{info.JOURNAL_ICON}"' in (PACKAGING / "app.spec").read_text("utf-8")
    assert "ifs_desktop.ui.file_open" in (ROOT / "ifs_desktop" / "app.py").read_text("utf-8")


def test_the_disk_image_shows_the_app_beside_applications() -> None:
    text = (PACKAGING / "macos" / "dmg_settings.py").read_text("utf-8")
    names: dict[str, Any] = {"defines": {"app": "/made/IFS Desktop.app", "icon": "/made/app.icns"}}
    exec(compile(text, "dmg_settings.py", "exec"), names)
    assert names["files"] == ["/made/IFS Desktop.app"]
    assert set(names["icon_locations"]) == {"IFS Desktop.app", *names["symlinks"]}


# ---- Flatpak


def test_the_flatpak_sees_no_network_and_no_home() -> None:
    manifest = yaml.safe_load((PACKAGING / "flatpak" / f"{facts.ID}.yml").read_text("utf-8"))
    assert manifest["id"] == facts.ID
    assert manifest["finish-args"] == [
        "--socket=wayland",
        "--socket=fallback-x11",
        "--share=ipc",
        "--device=dri",
        "--persist=.",
    ]
    text = str(manifest)
    for wider in ("--share=network", "--filesystem", "--talk-name", "--own-name", "=session-bus"):
        assert wider not in text
