"""A small Debian made from files of the one we run on: to try a package where nothing else is."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import deque
from collections.abc import Sequence
from pathlib import Path

import dev
from linux import deb

FIELDS = ("binary:Package", "Package", "Essential", "Pre-Depends", "Depends", "Provides")
# What a desktop brings that has a menu and opens files by a double click.
DESKTOP = ("desktop-file-utils", "hicolor-icon-theme", "libglib2.0-bin", "shared-mime-info")
LEFT_OUT = re.compile(r"/usr/share/(doc|info|locale|man|perl5?|i18n|bash-completion)/")
PERSON = ("person", 1000)
HOME = "home/person"
PASSWD = "root:x:0:0::/root:/bin/sh\nperson:x:1000:1000::/home/person:/bin/sh\n"
GROUP = "root:x:0:\nperson:x:1000:\n"
SHARED = ("bin", "lib", "lib32", "lib64", "libx32", "sbin")  # links into /usr on today's Debian
MOUNTS = """\
set -e
mount -t proc proc "$1/proc"
mount --rbind /dev "$1/dev"
mkdir -p "$1/tmp/.X11-unix"
mount --bind /tmp/.X11-unix "$1/tmp/.X11-unix"
root=$1
user=$2
shift 2
exec chroot --userspec="$user" "$root" "$@"
"""

Record = dict[str, str]


def make(root: Path, package: Path) -> None:
    """Fill ``root`` with dpkg, a little of a desktop, and what the package depends on."""
    clear(root)
    root.mkdir(parents=True)
    for name in SHARED:
        if os.path.islink(f"/{name}"):
            (root / name).symlink_to(os.readlink(f"/{name}"))
            (root / os.readlink(f"/{name}")).mkdir(parents=True, exist_ok=True)
    known = installed()
    first = [one["Package"] for one in known.values() if one["Essential"] == "yes"]
    depends = deb.output(["dpkg-deb", "-f", str(package), "Depends"])
    wanted = closure(known, [*first, *DESKTOP, *alternatives(known, depends)])
    copy_files(root, wanted)
    copy_records(root, wanted)
    (root / "etc/passwd").write_text(PASSWD, "utf-8")
    (root / "etc/group").write_text(GROUP, "utf-8")
    for folder in ("proc", "dev", "tmp", "root", "var/lib/dpkg/updates", "var/log", HOME):
        (root / folder).mkdir(parents=True, exist_ok=True)
    (root / "tmp").chmod(0o1777)
    os.chown(root / HOME, PERSON[1], PERSON[1])
    inside(root, ["ldconfig"])
    inside(root, ["update-mime-database", "/usr/share/mime"])


def clear(root: Path) -> None:
    """Remove it; never while anything of this system is mounted there, which would go as well."""
    if any(os.path.ismount(root / name) for name in ("dev", "proc", "tmp/.X11-unix")):
        raise dev.Stop(f"Something is mounted in {root}; please unmount it and try again.")
    shutil.rmtree(root, ignore_errors=True)


def installed() -> dict[str, Record]:
    """Every package that is installed here, by its name."""
    asked = "\\t".join(f"${{{field}}}" for field in (*FIELDS, "db:Status-Abbrev")) + "\\n"
    found = {}
    for line in deb.output(["dpkg-query", "-W", "-f", asked]).splitlines():
        *values, status = line.split("\t")
        if status.startswith("ii"):
            record = dict(zip(FIELDS, values, strict=True))
            found[record["Package"]] = record
    return found


def closure(known: dict[str, Record], first: Sequence[str]) -> list[Record]:
    """These packages with all they depend on."""
    waiting, found = deque(first), dict[str, Record]()
    while waiting:
        name = waiting.popleft()
        if name in known and name not in found:
            found[name] = known[name]
            for field in ("Pre-Depends", "Depends"):
                waiting.extend(alternatives(known, known[name][field]))
    return [found[name] for name in sorted(found)]


def alternatives(known: dict[str, Record], depends: str) -> list[str]:
    """Of each thing depended on, the package here that is it."""
    found = []
    for one in depends.split(","):
        names = [re.split(r"[ (:]", name.strip())[0] for name in one.split("|")]
        for name in names:
            provided = [p for p, record in known.items() if provides(record, name)]
            if name in known or provided:
                found.append(name if name in known else provided[0])
                break
    return found


def provides(record: Record, name: str) -> bool:
    """Whether a package stands in for another of that name."""
    return name in re.findall(r"[a-z0-9][a-z0-9+.-]+", record["Provides"])


def copy_files(root: Path, wanted: Sequence[Record]) -> None:
    """The packages' files, without their manuals."""
    names = []
    for record in wanted:
        listed = Path(f"/var/lib/dpkg/info/{record['binary:Package']}.list")
        names += [line for line in listed.read_text("utf-8").splitlines() if line != "/."]
    kept = [name[1:] for name in dict.fromkeys(names) if not LEFT_OUT.match(name)]
    kept = [name for name in kept if os.path.lexists(f"/{name}") and name not in SHARED]
    packing = subprocess.Popen(
        ["tar", "-C", "/", "--no-recursion", "--null", "-T-", "-cf-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    unpack = ["tar", "-C", str(root), "--keep-directory-symlink", "-xf-"]
    unpacking = subprocess.Popen(unpack, stdin=packing.stdout, stderr=subprocess.DEVNULL)
    assert packing.stdin is not None and packing.stdout is not None
    packing.stdout.close()
    packing.stdin.write("\0".join(kept).encode())
    packing.stdin.close()
    if unpacking.wait() or packing.wait():
        raise dev.Stop("The files for a clean root could not be copied; is the disk full?")


def copy_records(root: Path, wanted: Sequence[Record]) -> None:
    """What dpkg has to know about them."""
    here = Path("/var/lib/dpkg")
    place = root / "var/lib/dpkg"
    shutil.rmtree(place, ignore_errors=True)
    (place / "info").mkdir(parents=True)
    for record in wanted:
        for file in (here / "info").glob(f"{record['binary:Package']}.*"):
            shutil.copyfile(file, place / "info" / file.name)
            shutil.copymode(file, place / "info" / file.name)
    shutil.copyfile(here / "info/format", place / "info/format")
    names = {record["Package"] for record in wanted}
    stanzas = (here / "status").read_text("utf-8").split("\n\n")
    kept = [one for one in stanzas if one.partition("\n")[0].removeprefix("Package: ") in names]
    (place / "status").write_text("\n\n".join(kept) + "\n", "utf-8")
    shutil.copytree(here / "triggers", place / "triggers")
    shutil.copytree(here / "alternatives", place / "alternatives")
    for name in ("etc/alternatives", "etc/fonts"):
        shutil.rmtree(root / name, ignore_errors=True)
        shutil.copytree(f"/{name}", root / name, symlinks=True)
    for choice in (here / "alternatives").iterdir():
        link = choice.read_text("utf-8").splitlines()[1]  # such as /usr/bin/which
        chosen = os.readlink(f"/etc/alternatives/{choice.name}")
        if (root / chosen[1:]).exists() and not os.path.lexists(root / link[1:]):
            (root / link[1:]).symlink_to(f"/etc/alternatives/{choice.name}")


def inside(
    root: Path,
    command: Sequence[str],
    *,
    person: bool = False,
    env: dict[str, str] | None = None,
) -> str:
    """Run a program there, as root or as the person, until it ends; what it said."""
    started = start(root, command, person=person, env=env)
    said = started.communicate(timeout=120)[0].decode(errors="replace")
    if started.returncode:
        raise dev.Stop(f"In the clean root, {' '.join(command)} did not work:\n{said}")
    return said


def start(
    root: Path,
    command: Sequence[str],
    *,
    person: bool = False,
    env: dict[str, str] | None = None,
    before: Sequence[str] = (),
    network: bool = True,
) -> subprocess.Popen[bytes]:
    """Begin a program there; its mounts are gone when it ends."""
    user = PERSON[1] if person else 0
    clean = {"PATH": "/usr/bin:/usr/sbin:/bin:/sbin", "LC_ALL": "C.UTF-8"}
    clean["HOME"] = f"/{HOME}" if person else "/root"
    alone = ["unshare", "--mount", *([] if network else ["--net"])]
    return subprocess.Popen(
        [*before, *alone, "sh", "-c", MOUNTS, "sh", str(root), f"{user}:{user}", *command],
        env={**clean, **(env or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
