"""Linux: memory that is neither dumped nor read by others, and a kernel that refuses the network.

The calls go through ``_ctypes``, the C half of ctypes: the whole of it would cost each start 2 ms.
Sources: prctl(2), seccomp(2), linux/filter.h, linux/audit.h, linux/seccomp.h.
"""

from __future__ import annotations

import errno
import os
import struct
import sys
from collections.abc import Callable

PR_GET_DUMPABLE, PR_SET_DUMPABLE = 3, 4
PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 22, 2
PR_SET_NO_NEW_PRIVS = 38
AF_UNIX, AF_INET, SOCK_DGRAM = 1, 2, 2
NO_FAMILY = 1000  # no kernel has such sockets: it says so (EAFNOSUPPORT), our filter before it

# The machine's name for itself in seccomp, and its numbers of socket, socketpair, io_uring_setup.
MACHINES = {
    "x86_64": (0xC000003E, 41, 53, 425),
    "aarch64": (0xC00000B7, 198, 199, 425),
}
X32 = 0x40000000  # from here on: the second set of numbers that x86-64 kernels know

LOAD, IF_EQUAL, IF_AT_LEAST, ANSWER = 0x20, 0x15, 0x35, 0x06
ALLOW, KILL, REFUSE = 0x7FFF0000, 0x80000000, 0x00050000
NUMBER, MACHINE, FIRST_ARGUMENT = 0, 4, 16  # where these stand in what the filter is shown

Call = Callable[..., int]


def close_up() -> None:
    """Close what can be closed; ``live`` tells what holds."""
    try:
        prctl = c_function("prctl")
    except (ImportError, OSError):  # a Python without libffi, a system without a C library to load
        return
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    program = network_filter(os.uname().machine)
    # After a lock this is a new program in the same process, and the filter is there: they stack.
    if program and c_function("socket")(NO_FAMILY, SOCK_DGRAM, 0) != -errno.EACCES:
        prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        install(prctl, program)


def network_filter(machine: str) -> bytes:
    """A seccomp program that lets only AF_UNIX sockets be made; b"" for an unknown machine."""
    if machine not in MACHINES or sys.maxsize < 2**32 or sys.byteorder != "little":
        return b""
    name, socket, socketpair, io_uring = MACHINES[machine]
    steps = [
        (LOAD, 0, 0, MACHINE),
        (IF_EQUAL, 1, 0, name),
        (ANSWER, 0, 0, KILL),
        (LOAD, 0, 0, NUMBER),
        (IF_AT_LEAST, 0, 1, X32 if machine == "x86_64" else 0xFFFFFFFF),
        (ANSWER, 0, 0, REFUSE | errno.ENOSYS),
        (IF_EQUAL, 0, 1, io_uring),  # it makes sockets without calling socket
        (ANSWER, 0, 0, REFUSE | errno.ENOSYS),
        (IF_EQUAL, 2, 0, socket),
        (IF_EQUAL, 1, 0, socketpair),
        (ANSWER, 0, 0, ALLOW),
        (LOAD, 0, 0, FIRST_ARGUMENT),
        (IF_EQUAL, 0, 1, AF_UNIX),
        (ANSWER, 0, 0, ALLOW),
        (ANSWER, 0, 0, REFUSE | errno.EACCES),
    ]
    return b"".join(struct.pack("<HBBI", *step) for step in steps)


def install(prctl: Call, program: bytes) -> None:
    """Hand the program to the kernel. It holds until the process ends, and for its children."""
    import _ctypes

    class Octet(_ctypes._SimpleCData):  # type: ignore[type-arg]
        _type_ = "B"

    class Program(_ctypes.Array):  # type: ignore[type-arg]
        _type_ = Octet
        _length_ = len(program)

    class Header(_ctypes.Array):  # type: ignore[type-arg]
        _type_ = Octet
        _length_ = struct.calcsize("HP")

    steps = Program.from_buffer_copy(program)
    length = len(program) // struct.calcsize("HBBI")
    header = Header.from_buffer_copy(struct.pack("HP", length, _ctypes.addressof(steps)))
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, _ctypes.addressof(header), 0, 0)


def c_function(name: str) -> Call:
    """A function of the C library that takes whole numbers; it answers -errno where it fails."""
    import _ctypes

    class Long(_ctypes._SimpleCData):  # type: ignore[type-arg]
        _type_ = "l"

    class Int(_ctypes._SimpleCData):  # type: ignore[type-arg]
        _type_ = "i"

    class Function(_ctypes.CFuncPtr):
        _flags_ = _ctypes.FUNCFLAG_CDECL | _ctypes.FUNCFLAG_USE_ERRNO
        _restype_ = Int

    program = _ctypes.dlopen(None, 0)  # type: ignore[arg-type]  # None: what is loaded already
    function = Function(_ctypes.dlsym(program, name))

    def call(*arguments: int) -> int:
        answer = function(*(Long(argument) for argument in arguments))
        return -_ctypes.get_errno() if answer < 0 else int(answer)

    return call
