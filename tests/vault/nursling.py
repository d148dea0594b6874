"""What the nursery's children do until they are killed; they say aloud what was acknowledged.

    python -m tests.vault.nursling

Reads one line for each child: the name of a function below and its words, separated by tabs.
"""

from __future__ import annotations

import os
import resource
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ifs_desktop import vault
from ifs_desktop.store import Store
from ifs_desktop.store.schema import Part
from ifs_desktop.vault import Vault, code
from ifs_desktop.vault.errors import AlreadyOpen
from tests.vault.journals import CHEAP, CODE, NEW, PASSWORD, add_table, new, write

MOST = 300  # things a child writes, so that a journal does not grow without end
CALLS = ("open", "fsync", "replace", "link", "rename", "unlink", "mkdir", "rmdir")


def say(text: object) -> None:
    os.write(1, f"{text}\n".encode())


def publish_on(opened: Vault) -> None:
    """Publish again and again beside the writing, as fast as both can."""

    def publish() -> None:
        while True:
            opened.publish()
            time.sleep(0.001)

    threading.Thread(target=publish, daemon=True).start()


def until_killed() -> None:
    while True:
        time.sleep(1)


# ---- killed at a random moment


def edit(path: str, data_dir: str) -> None:
    opened = vault.unlock(path, PASSWORD, data_dir=data_dir)
    say(f"{os.getpid()} {opened.arrival}")
    publish_on(opened)
    for number in range(MOST):
        text = f"{os.getpid()} {number} "
        write(opened, text + "x" * (number % 3000))
        say(text)
    until_killed()


def store(path: str, data_dir: str) -> None:
    opened = vault.unlock(path, PASSWORD, data_dir=data_dir)
    kept = Store.open(opened)
    say(f"{os.getpid()} {opened.arrival}")
    publish_on(opened)
    for number in range(MOST):
        text = f"{os.getpid()} {number}"
        with kept.edit("Add a part") as session:
            session.add(Part(name=text))
        say(f"part {text}")
        kept.keep_draft("dialogue:1", text)
        say(f"draft {text}")
    until_killed()


def change(path: str, data_dir: str, password: str, given: str) -> None:
    """Password, code and text in turn; ``given`` is the code in hex, perhaps none."""
    opened = vault.unlock(path, password, data_dir=data_dir)
    say(f"{os.getpid()} {opened.arrival}")
    for number in range(MOST):
        following = f"password {os.getpid()} {number}"
        say(f"begins {following}")
        opened.change_password(following, current=password, kdf=CHEAP)
        password = following
        say(f"done {password}")
        fresh = code.new()
        say(f"begins code {fresh.hex()}")
        opened.change_code(fresh)
        say(f"done code {fresh.hex()}")
        text = f"text {os.getpid()} {number} "
        write(opened, text)
        say(text)
    until_killed()


def back_up(path: str, data_dir: str) -> None:
    opened = vault.unlock(path, PASSWORD, data_dir=data_dir)
    say(f"{os.getpid()} {opened.arrival}")
    for number in range(MOST):
        text = f"{os.getpid()} {number} "
        write(opened, text)
        say(text)
        say(f"backup {opened.backup(vault.backup.DAILY)}")
    until_killed()


def keep(path: str, data_dir: str) -> None:
    say(f"{os.getpid()} -")
    opened = vault.create_temporary(data_dir=data_dir)
    add_table(opened)
    write(opened, "before keeping")
    opened.keep_as(path, PASSWORD, CHEAP)
    say("before keeping")
    for number in range(MOST):
        text = f"{os.getpid()} {number} "
        write(opened, text)
        say(text)
        opened.publish()
    until_killed()


def resume(path: str, data_dir: str) -> None:
    say(f"{os.getpid()} -")
    opened = vault.unlock(path, PASSWORD, data_dir=data_dir)
    text = f"{os.getpid()} "
    write(opened, text)
    say(text)
    opened.close()
    until_killed()


def create(path: str, data_dir: str) -> None:
    say(f"{os.getpid()} -")
    new(Path(path), Path(data_dir), "first")


def publish(path: str, data_dir: str) -> None:
    """Tell after each publish how many texts it holds for sure."""
    opened = vault.unlock(path, PASSWORD, data_dir=data_dir)
    say(f"{os.getpid()} {opened.arrival}")
    written = [0]

    def edit_on() -> None:
        for number in range(10 * MOST):
            write(opened, f"{number} " + "x" * (number % 500))
            written[0] = number + 1
            time.sleep(0.002)

    threading.Thread(target=edit_on, daemon=True).start()
    while True:
        before = written[0]
        opened.publish()
        say(before)


# ---- dead at one call into the system


def die(path: str, data_dir: str, step: str, what: str) -> None:
    """Prepare, then stop dead at the ``step``-th call into the system of ``ACTS[what]``."""
    opened = None if what in _UNOPENED else vault.unlock(path, PASSWORD, data_dir=data_dir)
    if opened is not None:
        write(opened, f"step {step}")
    say(f"{os.getpid()} {'-' if opened is None else opened.arrival}")
    left = int(step)

    def stopping(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **more: Any) -> Any:
            nonlocal left
            left -= 1
            if left == 0:
                os._exit(1)
            return real(*arguments, **more)

        return call

    for name in CALLS:
        setattr(os, name, stopping(getattr(os, name)))
    ACTS[what](opened, path, data_dir)


def _keep_sample(_: Vault | None, path: str, data_dir: str) -> None:
    sample = vault.create_temporary(data_dir=data_dir)
    add_table(sample)
    sample.keep_as(path, PASSWORD, CHEAP)


def _renew(opened: Vault, _path: str, _data_dir: str) -> None:
    opened.close(opened.prepare_renewal(NEW, CODE, current=PASSWORD, kdf=CHEAP))


_UNOPENED = {"unlock", "keep"}
ACTS: dict[str, Callable[[Any, str, str], object]] = {
    "publish": lambda opened, _path, _data: opened.publish(),
    "close": lambda opened, _path, _data: opened.close(),
    "password": lambda opened, _path, _data: opened.change_password(
        NEW, current=PASSWORD, kdf=CHEAP
    ),
    "code": lambda opened, _path, _data: opened.change_code(CODE),
    "renewal": _renew,
    "backup": lambda opened, _path, _data: opened.backup(vault.backup.DAILY),
    "unlock": lambda _none, path, data: vault.unlock(path, PASSWORD, data_dir=data),
    "keep": _keep_sample,
}


# ---- all at once


def crowd(path: str, data_dir: str, count: str) -> None:
    """Many processes want the journal at one moment; each gets its turn, one after the other.

    They say when they came in and went, and how often they were told that it is open already.
    """
    say(f"{os.getpid()} -")
    moment = time.time() + 0.5 + int(count) / 200
    children = []
    for number in range(int(count)):
        child = os.fork()
        if child == 0:
            _take_a_turn(path, data_dir, number, moment)
            os._exit(0)
        children.append(child)
    for child in children:
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if status != 0:
            say(f"failed {status}")


def _take_a_turn(path: str, data_dir: str, number: int, moment: float) -> None:
    refused = 0
    while time.time() < moment:
        time.sleep(max(0, moment - time.time()))
    while True:
        try:
            opened = vault.unlock(path, PASSWORD, data_dir=data_dir)
        except AlreadyOpen:
            refused += 1
            time.sleep(0.02 + number % 50 / 250)
            continue
        say(f"in {number}")
        write(opened, f"turn {number}")
        say(f"out {number} {refused}")
        opened.close()
        return


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for line in sys.stdin:
        name, *words = line.rstrip("\n").split("\t")
        child = os.fork()  # nothing is open here
        if child == 0:
            try:
                globals()[name](*words)
            except BaseException as error:
                say(f"raised {error!r}")
                os._exit(2)
            os._exit(0)
        say(f"ended {os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}")


if __name__ == "__main__":
    main()
