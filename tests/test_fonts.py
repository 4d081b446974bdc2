"""Every sign that the page may print is in a font that it brings; Chinese is left to the system."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import engine

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "static"
FONTS = STATIC / "fonts"
COMMENT = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*", re.DOTALL)
RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?")
# Chinese characters, their punctuation and their full-width forms.
CHINESE = [range(0x3000, 0xA000), range(0xFF00, 0xFFF0)]


def named(text: str) -> set[str]:
    """The characters that ranges such as `U+0041-005A` name."""
    pairs = [(int(first, 16), int(last or first, 16)) for first, last in RANGE.findall(text)]
    return {chr(code) for first, last in pairs for code in range(first, last + 1)}


def in_fonts() -> set[str]:
    """The characters of the fonts in the bundle."""
    latin = STATIC / "node_modules" / "@fontsource" / "ibm-plex-sans" / "unicode.json"
    lists = [(FONTS / name).read_text(encoding="utf-8") for name in ("math.txt", "raised.txt")]
    return named("\n".join([json.loads(latin.read_text(encoding="utf-8"))["latin"], *lists]))


def printed() -> Iterator[tuple[str, str]]:
    """Where text that reaches the page comes from, and the text."""
    for path in sorted((STATIC / "src").rglob("*.ts")):
        if not path.name.endswith(".test.ts") and not {"fixtures", "testing"} & set(path.parts):
            yield path.name, COMMENT.sub("", path.read_text(encoding="utf-8"))
    for folder in (ROOT / "app" / "content", ROOT / "templates"):
        for path in sorted(folder.rglob("*.*")):
            yield path.name, path.read_text(encoding="utf-8")
    for op in engine.OPS.values():
        yield (
            op.name,
            "".join([op.symbol, *(text for words in op.words.values() for text in map(str, words))]),
        )


def test_every_sign_of_the_page_is_in_its_fonts() -> None:
    have = in_fonts()
    missing = {
        (place, character)
        for place, text in printed()
        for character in text
        if ord(character) > 126
        and character not in have
        and not any(ord(character) in chinese for chinese in CHINESE)
    }
    assert sorted(missing) == []
