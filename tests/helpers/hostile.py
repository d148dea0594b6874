"""Texts that try to reach out of the app: every shape of link or picture with every address."""

from __future__ import annotations

from collections.abc import Callable, Iterator

# What all of them want to reach. Whoever watches the program looks for this word.
BAIT = "qbait"
# An address for each way a program could be led outside.
ADDRESSES = (
    f"javascript:alert('{BAIT}')",
    f"vbscript:msgbox('{BAIT}')",
    f"file:///tmp/{BAIT}.png",
    f"file://localhost/tmp/{BAIT}.png",
    f"/tmp/{BAIT}.png",
    f"../../../../../../tmp/{BAIT}.png",
    f"//{BAIT}.example/share/a.png",
    f"\\\\{BAIT}.example\\share\\a.png",
    f"http://{BAIT}.example/a.png",
    f"https://{BAIT}.example/?a=1&b=2",
    f"ftp://{BAIT}.example/x",
    f"smb://{BAIT}.example/x",
    f"mailto:a@{BAIT}.example",
    f"data:text/html;base64,PHNjcmlwdD4={BAIT}",
    f"qrc:/{BAIT}",
    f"ms-settings:{BAIT}",
    f"search-ms:query={BAIT}",
)
# Ways to write an address so that a filter may not know it.
DISGUISES: dict[str, Callable[[str], str]] = {
    "as it is": lambda a: a,
    "in mixed case": lambda a: "".join(c.upper() if i % 2 else c for i, c in enumerate(a)),
    "with a tab": lambda a: a[:3] + "\t" + a[3:],
    "with a line break": lambda a: a[:3] + "\n" + a[3:],
    "with a null": lambda a: a[:3] + "\0" + a[3:],
    "in decimal entities": lambda a: "".join(f"&#{ord(c)};" for c in a),
    "in hex entities": lambda a: "".join(f"&#x{ord(c):x}" + ";" for c in a),
    "with a named colon": lambda a: a.replace(":", "&colon;"),
    "in percent": lambda a: a.replace(":", "%3A").replace("/", "%2F"),
    "after a space": lambda a: " \u00a0" + a,
    "after a control sign": lambda a: "\x01" + a,
    "with a soft hyphen": lambda a: a[:2] + "\u00ad" + a[2:],
}
SHAPES = (
    "[label]({})",
    "[label](<{}>)",
    '[label]({} "title")',
    "[label]( {} )",
    "![picture]({})",
    "![picture](<{}> 'title')",
    "[![picture]({0})]({0})",
    "[label][1]\n\n[1]: {}",
    "[label][1]\n\n[1]: <{}> 'title\" onclick=alert(1)'",
    "![picture][1]\n\n[1]: {}",
    "<{}>",
    "> - **[label]({})**",
    "# [label]({})",
    "| a |\n|---|\n| ![x]({}) |",
    "```html\n<img src={}>\n```",
    "    <img src={}>",
    "`<img src={}>`",
    '<a href="{}">x</a>',
    "<a href={}>x</a>",
    "<a xlink:href='{}'>x</a>",
    '<img src="{}">',
    "<img/src={}/onerror=alert(1)>",
    "<IMG SRC='{}' ONERROR='alert(1)'>",
    "<image xlink:href='{}'>",
    "<svg><image href='{}'/><use href='{}'/></svg>",
    "<svg/onload=\"location='{}'\">",
    "<script src='{}'></script>",
    "<script>location='{}'</script>",
    "<style>@import url({});</style>",
    "<style>body{{background:url({})}}</style>",
    "<div style=\"background:url('{}')\">x</div>",
    "<p style='list-style-image:url({})'>x</p>",
    "<iframe src='{}'></iframe>",
    "<object data='{}'></object>",
    "<embed src='{}'>",
    "<link rel=stylesheet href='{}'>",
    "<base href='{}'><a href=x>x</a>",
    "<meta http-equiv=refresh content='0;url={}'>",
    "<body background='{}'>",
    "<table background='{}'><tr><td background='{}'>x</table>",
    "<form action='{}'><input type=image src='{}'></form>",
    "<video src='{}' poster='{}' autoplay></video>",
    "<audio src='{}' autoplay></audio>",
    "<math><mi xlink:href='{}'>x</mi></math>",
    "<!-- <img src='{}'> -->",
    "<!--><img src='{}'>-->",
    "<![CDATA[<img src='{}'>]]>",
    "<?xml-stylesheet href='{}'?>",
    "<!DOCTYPE html [<!ENTITY x SYSTEM '{}'>]>&x;",
    "<noscript><img src='{}'></noscript>",
    "<template><img src='{}'></template>",
    "<xmp><img src='{}'></xmp>",
    "<textarea><img src='{}'></textarea>",
    "<title><img src='{}'></title>",
    "<qt><img src='{}'></qt>",
    "&lt;img src='{}'&gt;",
    "&#60;img src='{}'&#62;",
)
# What is hostile by its form alone.
ALONE = (
    "<<script>script>alert(1)<</script>/script>",
    "<scr\x00ipt>alert(1)</script>",
    "<img src=x\nonerror=alert(1)>",
    "<b onclick=alert(1)>x</b>",
    '[a](<javascript:alert(1)> "onmouseover=alert(1)")',
    '[x](https://x.example "" onclick="alert(1)")',
    "``` {.x onclick=alert(1)}\n<img src=//x.example>\n```",
    "\x02wzxhzdk:0\x03 \x02klzzwxh:0000\x03 <img src=//x.example>",
    "<?php echo 1 ?>",
    "> " * 600 + "deep",
    "*" * 4000,
    "[" * 1000,
    "![" * 500,
    "<" * 2000,
    "&" * 2000,
    "<a " * 800,
    "[a](" * 400,
    "`" * 3001,
    "| " * 900 + "\n" + "|-" * 900,
)
# What would keep a converter busy, or a layout.
SLOW = (
    "[" * 3000,
    "![" * 3000,
    "[a](<" * 2000,
    "[a](((" * 1000,
    "[a " * 1000 + "]" * 1000,
    "*a**b " * 2000,
    "***a* " * 2000,
    "_a__b_*" * 2000,
    "*_" * 4000,
    " ".join("`" * length for length in range(1, 160)),
    "\\*" * 8000,
    "&amp;" * 8000,
    "<http://a.b>" * 2000,
    "[a](b)" * 2000,
    "* " * 3000 + "x",
    "1. " * 3000 + "x",
    "> " * 2000 + "x",
    "> - " * 400 + "x",
    "\n".join("    " * depth + "- x" for depth in range(200)),
    "> > > > > > > > x\n" * 2000,
    "\n---\n".join(["words"] * 1500),
    "\n# x" * 3000,
    "\n===" * 3000,
    "```\n" * 3000,
    "```\nx\n```\n\n" * 1500,
    "a|b|c|d\n-|-|-|-\n" + "x|y|z|w\n" * 5000,
    "|a" * 2000 + "|\n" + "|-" * 2000 + "|\n" + "|x" * 2000,
    "- words\n" * 5000,
    "words\n\n" * 5000,
    "words *and* more\n" * 5000,
    "".join(f"[a{number}]: http://x\n\n" for number in range(3000)),
    "\n" * 200_000,
    " " * 400_000,
    "\t" * 100_000,
    "word " * 120_000,
    "w" * 400_000,
    "\u202e" * 5000 + "x",
    "\u2067a\u2066b" * 5000,
)
# Words that would read as others: turned around, joined, hidden, or over other lines.
TURNED = (
    "\u202emoc.elpmaxe//:sptth\u202c",
    "[\u202ekcilc\u202c](https://{}.example/\u202egro)",
    "\u2066[x](https://{}.example)\u2069\u2067",
    "a\u200bb\u200d\ufeff\u00ad[x]({})",
    "\u05d0\u05d1 [\u05d2](https://{}.example) \u05d3",
    "Z\u0351\u036b" * 300 + "{}",
    "\ufffc\ufffc{}",
    "\u2028\u2029{}\u0085\x0b\x0c",
)


def cases() -> list[str]:
    """Every shape with every address, and every disguise in every shape."""
    return list(dict.fromkeys([*_plain(), *_disguised(), *ALONE, *_turned()]))


def every_case() -> list[str]:
    """Every shape with every address in every disguise."""
    made = (
        _filled(shape, disguise(address))
        for shape in SHAPES
        for address in ADDRESSES
        for disguise in DISGUISES.values()
    )
    return list(dict.fromkeys([*made, *ALONE, *_turned()]))


def _turned() -> list[str]:
    return [text.replace("{}", BAIT) for text in TURNED]


def _plain() -> Iterator[str]:
    for shape in SHAPES:
        for address in ADDRESSES:
            yield _filled(shape, address)


def _disguised() -> Iterator[str]:
    for number, shape in enumerate(SHAPES):
        for offset, disguise in enumerate(DISGUISES.values()):
            yield _filled(shape, disguise(ADDRESSES[(number + offset) % len(ADDRESSES)]))


def _filled(shape: str, address: str) -> str:
    return shape.format(*[address] * shape.count("{}") or [address])
