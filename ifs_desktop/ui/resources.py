"""Reads the files that come with the app."""

from __future__ import annotations

from ifs_desktop.resources_path import path


def text(*parts: str) -> str:
    """A resource as text; OSError when it is missing."""
    with open(path(*parts), encoding="utf-8") as file:
        return file.read()


def data(*parts: str) -> bytes:
    """A resource as bytes; OSError when it is missing."""
    with open(path(*parts), "rb") as file:
        return file.read()


__all__ = ["data", "path", "text"]
