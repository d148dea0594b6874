"""What the program closes off about itself. A filter is for ever: it is put on in children only."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from ifs_desktop import hardening
from ifs_desktop.hardening import linux, live

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="a seccomp filter is Linux's own")
known_machine = pytest.mark.skipif(
    sys.platform != "linux" or os.uname().machine not in linux.MACHINES,
    reason="the filter is written for x86-64 and arm64",
)
# The real program up to its first page on the screen; there it runs what it is given instead of
# loading the rest.
PROGRAM = """
import os, sys
import ifs_desktop.app
from ifs_desktop.__main__ import main
def look(app):
    exec(sys.argv[1], globals())
    sys.stdout.flush()
    os._exit(0)
ifs_desktop.app.App._preload = look
sys.exit(main(sys.argv[2:]))
"""
STATE = "import dataclasses, json; from ifs_desktop import hardening\n"
STATE += "print(json.dumps(dataclasses.asdict(hardening.state())))"
FAMILIES = {"AF_INET": 2, "AF_INET6": 10, "AF_NETLINK": 16, "AF_PACKET": 17, "AF_VSOCK": 40}
# Root may look into everything: such a test is made by a root that has given up its rights.
WITHOUT_ROOTS_RIGHTS = """
import ctypes, struct
assert ctypes.CDLL(None).capset(struct.pack("Ii", 0x20080522, 0), bytes(24)) == 0
"""


def program(code: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Start the app and run some code in it once its first page is there."""
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, code, *arguments],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        env={**os.environ, **environment},
    )


def told(code: str) -> Any:
    """What the program printed, as JSON."""
    ran = program(code)
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr == ""
    return json.loads(ran.stdout)


@known_machine
def test_the_running_app_is_closed_off_and_says_so() -> None:
    state = told(STATE)
    assert state["dumpable"] is False
    assert state["core_limit"] == 0
    assert (state["seccomp_mode"], state["seccomp_filters"]) == (2, 1 + filters_here())
    assert state["network_refused"] is True
    assert state["network_sockets"] == 0
    assert state["network_modules"] == []
    assert state["network_libraries"] == []


@known_machine
def test_no_socket_that_leaves_this_computer_can_be_made_by_it_or_its_children() -> None:
    code = (
        "import subprocess\n"
        f"code = '''import json; from ifs_desktop.hardening.live import attempt\n"
        f"print(json.dumps([attempt(n) for n in {[1, *FAMILIES.values()]}]))'''\n"
        "exec(code)\n"
        "print(subprocess.run([sys.executable, '-c', code], capture_output=True, text=True).stdout)"
    )
    ran = program(code)
    assert ran.returncode == 0, ran.stderr
    itself, child = (json.loads(line) for line in ran.stdout.split("\n") if line)
    assert itself == child == ["", *["EACCES"] * len(FAMILIES)]


@known_machine
def test_nor_by_the_other_ways_into_the_kernel() -> None:
    """The numbers are given to the kernel raw: libc has no function for io_uring."""
    code = (
        "import ctypes, errno, json\n"
        "libc = ctypes.CDLL(None, use_errno=True)\n"
        "def ask(*arguments):\n"
        "    answer = libc.syscall(*(ctypes.c_long(one) for one in arguments))\n"
        "    return 0 if answer >= 0 else ctypes.get_errno()\n"
        "pair = (ctypes.c_int * 2)()\n"
        "at = ctypes.addressof(pair)\n"
        f"numbers = {linux.MACHINES.get(os.uname().machine)}\n"
        "print(json.dumps([ask(numbers[2], 2, 1, 0, at), ask(numbers[2], 1, 1, 0, at),"
        " ask(numbers[3], 1, 0)]))"
    )
    eacces, enosys = 13, 38
    assert told(code) == [eacces, 0, enosys]


@pytest.mark.skipif(
    sys.platform != "linux" or os.uname().machine != "x86_64", reason="x32 is x86-64's own"
)
def test_nor_by_the_second_set_of_numbers_of_x86() -> None:
    """Not left to the kernel: most are built without x32, and answer the same by themselves."""
    assert run_filter("x86_64", linux.X32 + 41, 2) == ("refused", 38)
    assert run_filter("x86_64", linux.X32 + 0, 0) == ("refused", 38)


@pytest.mark.parametrize("machine", list(linux.MACHINES))
def test_the_filter_of_each_machine_refuses_what_it_is_for_and_nothing_else(machine: str) -> None:
    _, socket, pair, io_uring = linux.MACHINES[machine]
    for number in (socket, pair):
        assert run_filter(machine, number, linux.AF_UNIX) == ("allowed", 0)
        for family in (0, *FAMILIES.values(), 2**32 - 1):
            assert run_filter(machine, number, family) == ("refused", 13)
    assert run_filter(machine, io_uring, 1) == ("refused", 38)
    for number in set(range(500)) - {socket, pair, io_uring}:
        assert run_filter(machine, number, 2) == ("allowed", 0)
    assert run_filter(machine, socket, 1, machine=0x40000003) == ("killed", 0)  # 32-bit x86


def run_filter(
    program: str, number: int, first: int, *, machine: int | None = None
) -> tuple[str, int]:
    """What the kernel would make of a call: the filter's few kinds of step, as linux/bpf.h says."""
    import struct

    name = linux.MACHINES[program][0] if machine is None else machine
    seen = struct.pack("<iIQ6Q", number & 0x7FFFFFFF, name, 0, first, 0, 0, 0, 0, 0)
    steps = list(struct.iter_unpack("<HBBI", linux.network_filter(program)))
    at, held = 0, 0
    while True:
        what, yes, no, value = steps[at]
        at += 1
        if what == linux.LOAD:
            (held,) = struct.unpack_from("<I", seen, value)
        elif what == linux.IF_EQUAL:
            at += yes if held == value else no
        elif what == linux.IF_AT_LEAST:
            at += yes if held >= value else no
        else:
            kinds = {linux.ALLOW: "allowed", linux.KILL: "killed", linux.REFUSE: "refused"}
            return kinds[value & 0xFFFF0000], value & 0xFFFF


def test_an_unknown_machine_goes_without_a_filter() -> None:
    assert linux.network_filter("riscv64") == b""


@known_machine
def test_the_program_that_takes_its_place_at_lock_has_one_filter_and_is_as_closed() -> None:
    code = (
        "sys.stdout.flush(); os.execv(sys.executable,"
        f" [sys.executable, '-c', {PROGRAM!r}, {STATE!r}])"
    )
    state = told(code)
    assert state["seccomp_filters"] == 1 + filters_here()
    assert state["dumpable"] is False
    assert state["core_limit"] == 0
    assert state["network_refused"] is True


@linux_only
def test_what_is_open_is_counted_as_it_is() -> None:
    """An open network socket is found, bound or not; so are the modules and libraries."""
    code = (
        "import socket, dataclasses, json\n"
        "from ifs_desktop import hardening\n"
        "kept = [socket.socket(socket.AF_INET), socket.socket(socket.AF_INET6)]\n"
        "local = socket.socketpair()\n"
        "from PySide6 import QtNetwork\n"
        "print(json.dumps(dataclasses.asdict(hardening.state())))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    state = json.loads(ran.stdout)
    assert state["network_sockets"] == 2
    assert {"socket", "_socket", "PySide6.QtNetwork"} <= set(state["network_modules"])
    assert any(name.startswith("libQt6Network") for name in state["network_libraries"])
    assert state["dumpable"] is True  # this one was not closed off
    assert state["network_refused"] is False


@linux_only
def test_nobody_of_the_same_account_can_look_into_its_memory() -> None:
    def attach(target: str) -> int:
        """Try as a debugger would; the answer is the system's reason to refuse, or 0."""
        running = start([sys.executable, "-c", target])
        try:
            assert running.stdout is not None
            assert running.stdout.readline() == "ready\n"
            code = WITHOUT_ROOTS_RIGHTS + (
                "import sys; libc = ctypes.CDLL(None, use_errno=True)\n"
                "print(0 if libc.ptrace(16, int(sys.argv[1]), None, None) == 0"
                " else ctypes.get_errno())"
            )
            debugger = start([sys.executable, "-c", code, str(running.pid)])
            said, _ = debugger.communicate(timeout=30)
            return int(said)
        finally:
            running.kill()
            running.communicate()

    def start(command: list[str]) -> subprocess.Popen[str]:
        return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)

    wait = "print('ready', flush=True); import time; time.sleep(60)"
    if attach(WITHOUT_ROOTS_RIGHTS + wait):
        pytest.skip("this system lets nobody look into any program")
    close = "from ifs_desktop import hardening; hardening.close_up(); "
    assert attach(WITHOUT_ROOTS_RIGHTS + close + wait) == 1


def filters_here() -> int:
    """The filters that a container has put on the tests themselves."""
    return live.read().seccomp_filters or 0


# ---- screens that are reached over a network


@pytest.mark.parametrize("value", ["vnc", "vnc:size=800x600", "VNC", "xcb;vnc:port=1", "webgl"])
def test_a_screen_that_listens_on_the_network_is_refused_before_qt_is_loaded(value: str) -> None:
    said = refused(QT_QPA_PLATFORM=value)
    assert "QT_QPA_PLATFORM" in said
    assert "opens no connection" in said


def test_so_are_touches_that_come_over_a_network() -> None:
    assert "QT_QPA_GENERIC_PLUGINS" in refused(QT_QPA_GENERIC_PLUGINS="TuioTouch:udp=1")


def test_so_is_a_screen_named_as_an_argument() -> None:
    ran = program("", "-platform", "vnc")
    assert ran.returncode == 2
    assert "unknown option -platform" in ran.stderr


@linux_only
@pytest.mark.parametrize("screen", ["localhost:10.0", "10.0.0.1:0", "tcp/elsewhere:0", "[::1]:0"])
def test_an_x11_screen_over_the_network_is_refused_in_a_sentence(screen: str) -> None:
    said = refused(DISPLAY=screen, QT_QPA_PLATFORM="", WAYLAND_DISPLAY="")
    assert screen in said
    assert "in a desktop session on this computer" in said


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"DISPLAY": ":0"},
        {"DISPLAY": "unix:0.0"},
        {"DISPLAY": "/private/tmp/com.apple.launchd.x/org.xquartz:0"},
        {"QT_QPA_PLATFORM": "wayland;xcb"},
        {"QT_QPA_PLATFORM": "wayland", "DISPLAY": "localhost:10.0"},
        {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": "localhost:10.0"},
    ],
)
def test_every_screen_of_this_computer_is_welcome(environment: dict[str, str]) -> None:
    assert hardening.refusal(environment) == ""


def refused(**environment: str) -> str:
    """The sentence of a start that is refused, by a program that has not loaded Qt."""
    code = (
        "import sys; from ifs_desktop.__main__ import main; code = main([]);"
        "assert 'PySide6' not in sys.modules; sys.exit(code)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
        env={**os.environ, **environment},
    )
    assert ran.returncode == 2, ran.stderr
    assert len(ran.stderr.splitlines()) == 1
    return ran.stderr
