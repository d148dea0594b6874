"""The words in a PDF that Qt wrote: glyphs are looked up in the table each font brings along."""

from __future__ import annotations

import re
import zlib

Table = dict[int, str]


def text_of(pdf: bytes) -> str:
    """All words, in the order in which they are drawn; a line for each piece of text."""
    objects = {
        int(number): body for number, body in re.findall(rb"(\d+) 0 obj\s(.*?)endobj", pdf, re.S)
    }
    tables = {
        number: _table(_stream(objects[int(found[1])]))
        for number, body in objects.items()
        if (found := re.search(rb"/ToUnicode (\d+) 0 R", body))
    }
    drawn = [_stream(body) for body in objects.values() if b"stream" in body]
    return "\n".join(_said(one, tables) for one in drawn if b" Tj" in one)


def _said(drawn: bytes, tables: dict[int, Table]) -> str:
    said, table = [], Table()
    for font, glyph, begin in re.findall(rb"/F(\d+) |<([0-9A-Fa-f]{4})> Tj|(\bBT\b)", drawn):
        if begin:
            said.append("\n")
        elif font:
            table = tables[int(font)]
        else:
            said.append(table[int(glyph, 16)])
    return "".join(said).replace("\t", " ")  # as which Qt lists the glyph of a space


def _table(stream: bytes) -> Table:
    table = Table()
    for first, letters in re.findall(rb"<(\w{4})> <\w{4}> \[(.*?)\]", stream, re.S):
        for place, letter in enumerate(re.findall(rb"<(\w{4})>", letters)):
            table[int(first, 16) + place] = chr(int(letter, 16))
    return table


def _stream(body: bytes) -> bytes:
    found = re.search(rb"stream\r?\n(.*)endstream", body, re.S)
    if found is None:
        return b""
    return zlib.decompress(found[1]) if b"/FlateDecode" in body.split(b"stream")[0] else found[1]
