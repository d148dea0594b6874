"""Tool tips of what people wrote. Qt takes words that look like HTML for HTML, pictures and all."""

from __future__ import annotations


def plain(text: str) -> str:
    """A tool tip that shows these words as they were written, and loads nothing."""
    if "<" not in text and "&" not in text:
        return text
    from html import escape

    return "<p>" + escape(text).replace("\n", "<br>") + "</p>"
