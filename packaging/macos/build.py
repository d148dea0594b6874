"""The app for macOS on a disk image. On a Mac only; what is signed depends on who builds."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import dev
from common import bundle, content, facts

HERE = Path(__file__).resolve().parent
# Whose name stands on it, such as "Developer ID Application: …". Without one PyInstaller signs for
# this Mac alone: good for trying things.
IDENTITY = "CODESIGN_IDENTITY"
# Where notarytool finds the way to Apple: an App Store Connect key (file), its id, its issuer.
APPLE = ("APPLE_API_KEY", "APPLE_API_KEY_ID", "APPLE_API_ISSUER")


def build(dist: Path) -> Path:
    """Make the disk image; the answer is its file."""
    folder = bundle.make()
    content.check(folder, "macos")
    app = folder.with_name(f"{facts.NAME}.app")
    run(["codesign", "--verify", "--deep", "--strict", str(app)], "The app's signature is broken")
    image = disk_image(app, dist)
    if identity := os.environ.get(IDENTITY):
        sign = ["codesign", "--sign", identity, "--timestamp", str(image)]
        run(sign, "The disk image could not be signed")
        notarise(image)
    else:
        dev.say(f"Signed for this Mac alone: {IDENTITY} is not set.")
    return image


def disk_image(app: Path, dist: Path) -> Path:
    """The image with the app in it, as dmg_settings.py says."""
    image = dist / f"IFS-Desktop-{facts.version()}-{os.uname().machine}.dmg"
    command = [sys.executable, "-m", "dmgbuild", "-s", str(HERE / "dmg_settings.py")]
    command += ["-D", f"app={app}", "-D", f"icon={facts.ICONS / 'app.icns'}"]
    run([*command, facts.NAME, str(image)], "The disk image could not be made")
    return image


def notarise(image: Path) -> None:
    """Have Apple look at it, and keep the answer in the image, so that it opens offline too."""
    missing = [name for name in APPLE if not os.environ.get(name)]
    if missing:
        raise dev.Stop(f"To notarise, these are needed besides {IDENTITY}: {', '.join(missing)}.")
    key, number, issuer = (os.environ[name] for name in APPLE)
    dev.say("Apple is asked to notarise the image; this takes some minutes …")
    ask = ["xcrun", "notarytool", "submit", str(image), "--wait", "--timeout", "45m"]
    run([*ask, "--key", key, "--key-id", number, "--issuer", issuer], "Apple did not notarise it")
    run(["xcrun", "stapler", "staple", str(image)], "Apple's answer could not be attached")
    look = ["spctl", "--assess", "--type", "open", "--context", "context:primary-signature"]
    run([*look, str(image)], "macOS would not open the image")


def run(command: Sequence[str], failure: str) -> None:
    """Run a program, or Stop with what it said."""
    ran = subprocess.run(command, capture_output=True, check=False)
    if ran.returncode:
        raise dev.Stop(f"{failure}:\n{dev.tail(ran)}")
