"""The words, numbers and signs of a program, for finding what cannot stand in it.

Python's own parser reads the programs; this scan reads only those that look odd, or that
Python refused, so as to say in the product's words what is wrong, alike in every Python version.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Kind = Literal["number", "name", "sign", "newline", "other"]

TOKEN = re.compile(
    r"""
    (?P<skip>\#[^\r\n\0\ud800-\udfff]*|[ \t]+|\\(?:\r\n|\r|\n))
  | (?P<newline>\r\n|\r|\n)
  | (?P<number>0[xX][0-9a-fA-F_]*|0[bB][0-9_]*|0[oO][0-9_]*
      |(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:[eE][+-]?[0-9][0-9_]*)?[jJ]?)
  | (?P<name>[^\W\d]\w*)
  | (?P<sign>\*\*=|//=|<<=|>>=|\.\.\.|\*\*|//|<<|>>|:=|->|[=!<>+\-*/@%&|^]=|[=+\-*/@%&|^~<>()\[\]{},:;.!])
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)

OPEN = {"(": ")", "[": "]", "{": "}"}
CLOSE = {close: opened for opened, close in OPEN.items()}
DEEPEST = 128


class Token(NamedTuple):
    """A piece of the program; `start` counts characters from 0."""

    kind: Kind
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def tokens(text: str) -> Iterator[Token]:
    """The pieces in order, without blanks and comments. Combining marks, and what may follow
    them in a name, belong to the name, as in Python. A comment ends where Python could not read
    on: at a NUL or half a surrogate pair."""
    kind, start, end, grows = "skip", 0, 0, False
    for match in TOKEN.finditer(text):
        found, piece = match.lastgroup or "", match.group()
        if grows and end == match.start() and ("a" + piece).isidentifier():
            end = match.end()
            continue
        if kind != "skip":
            yield Token(kind, text[start:end], start)  # type: ignore[arg-type]  # the groups are the kinds
        kind, start, end, grows = found, match.start(), match.end(), piece.isidentifier()
    if kind != "skip":
        yield Token(kind, text[start:end], start)  # type: ignore[arg-type]


BRACKETS = re.compile(r"[()\[\]{}]|\#[^\r\n]*")


def too_deep(text: str) -> int | None:
    """The offset of the first bracket that opens more than DEEPEST others inside each other.

    Python's parser has its own bound, which differs by version; this one comes first.
    """
    if text.count("(") + text.count("[") + text.count("{") <= DEEPEST:
        return None
    depth = 0
    for match in BRACKETS.finditer(text):
        if match.group() in OPEN:
            depth += 1
            if depth > DEEPEST:
                return match.start()
        elif match.group() in CLOSE:
            depth = max(0, depth - 1)
    return None


GROWN = re.compile(r"(?<![\w.])[.\d]\w*[^\W\d_]")


def grown_together(text: str) -> int | None:
    """Where a name stands right behind a number (`10in1`); Python's parser would only warn of some."""
    if not GROWN.search(text):
        return None
    last: Token | None = None
    for token in tokens(text):
        if last and last.kind == "number" and token.kind == "name" and last.end == token.start:
            return token.start
        last = token
    return None
