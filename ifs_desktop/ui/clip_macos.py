"""macOS: mark what is on the clipboard as concealed (nspasteboard.org); Qt cannot name the type."""

from __future__ import annotations

import ctypes
import ctypes.util

CONCEALED = b"org.nspasteboard.ConcealedType"


def conceal() -> None:
    """Add the mark to what this app has put there; its words and its owner stay as they are."""
    pointer, text = ctypes.c_void_p, ctypes.c_char_p
    runtime = ctypes.CDLL(ctypes.util.find_library("objc"))
    runtime.objc_getClass.restype = runtime.sel_registerName.restype = pointer
    runtime.objc_getClass.argtypes = runtime.sel_registerName.argtypes = [text]
    address = ctypes.cast(runtime.objc_msgSend, pointer).value
    assert address is not None

    def send(receiver: int, selector: bytes, *arguments: int | bytes) -> int:
        """One message; on arm64 each is called by its own types, so they are spelled out."""
        kinds = [text if isinstance(one, bytes) else pointer for one in arguments]
        call = ctypes.CFUNCTYPE(pointer, pointer, pointer, *kinds)(address)
        return call(receiver, runtime.sel_registerName(selector), *arguments) or 0

    string = runtime.objc_getClass(b"NSString")
    mark = send(string, b"stringWithUTF8String:", CONCEALED)
    board = send(runtime.objc_getClass(b"NSPasteboard"), b"generalPasteboard")
    types = send(runtime.objc_getClass(b"NSArray"), b"arrayWithObject:", mark)
    send(board, b"addTypes:owner:", types, 0)
    empty = send(string, b"stringWithUTF8String:", b"")
    send(board, b"setString:forType:", empty, mark)
