"""The program as sent: places in it, 1-based and in characters, and the text that stands there."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import Protocol

from engine.errors import Problem, ProgramError, Span

NEWLINE = re.compile(r"\r\n|\r|\n")
HEAD, TAIL, MOST = 40, 15, 56
LISTED = 20


class Located(Protocol):
    """What the syntax tree knows of a place: lines from 1, columns from 0 and in bytes of UTF-8."""

    lineno: int
    col_offset: int
    end_lineno: int | None
    end_col_offset: int | None


class Source:
    """A program's text. Lines end where Python ends them: at LF, CR LF or CR, nowhere else."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = NEWLINE.split(text) if "\r" in text else text.split("\n")
        self.ascii = text.isascii()
        self._columns: dict[int, list[int]] = {}

    def span(self, place: Located) -> Span:
        """Where a piece of the syntax tree stands."""
        line, end_line = place.lineno, place.end_lineno or place.lineno
        column, end_column = place.col_offset, place.end_col_offset or place.col_offset
        if not self.ascii:
            column, end_column = self._characters(line, column), self._characters(end_line, end_column)
        return Span(line, column + 1, end_line, end_column + 1)

    def _characters(self, line: int, offset: int) -> int:
        if line not in self._columns:
            text = self.lines[line - 1]
            widths = (len(character.encode()) for character in text)
            self._columns[line] = [k for k, width in enumerate(widths) for _ in range(width)] + [len(text)]
        return self._columns[line][offset]

    def at(self, start: int, end: int) -> Span:
        """Where the characters from `start` to `end` (0-based, in the whole text) stand."""
        return Span(*self._place(start), *self._place(end))

    def _place(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    @cached_property
    def starts(self) -> list[int]:
        """The offset at which each line begins."""
        return [0, *(match.end() for match in NEWLINE.finditer(self.text))]

    def before(self, offset: int) -> str:
        """The text of the line up to `offset`."""
        return self.text[self.starts[bisect_right(self.starts, offset) - 1] : offset]

    def refusal(
        self, code: str, place: Located | Span, edit: str | None = None, **params: object
    ) -> ProgramError:
        """The error of one thing that cannot stand at a place."""
        span = place if isinstance(place, Span) else self.span(place)
        return ProgramError(Problem(code, params, span, edit=edit))

    def slice(self, span: Span) -> str:
        """The text at a place."""
        if span.line == span.end_line:
            return self.lines[span.line - 1][span.column - 1 : span.end_column - 1]
        between = self.lines[span.line : span.end_line - 1]
        last = self.lines[span.end_line - 1][: span.end_column - 1]
        return "\n".join((self.lines[span.line - 1][span.column - 1 :], *between, last))

    def short(self, span: Span) -> str:
        """The text at a place, on one line; of a long one its beginning and its end.

        Never longer than a message shows, so that the sources of a deep expression take space
        in proportion to its nodes.
        """
        first, last = self.lines[span.line - 1], self.lines[span.end_line - 1]
        start, end = span.column - 1, span.end_column - 1
        if span.line == span.end_line:
            return (
                first[start:end]
                if end - start <= MOST
                else f"{first[start : start + HEAD]}…{first[end - TAIL : end]}"
            )
        if span.end_line - span.line < HEAD:
            return shortened(" ".join(self.slice(span).split()))
        return f"{first[start:].strip()[:HEAD]}…{last[:end].strip()[-TAIL:]}"


def shortened(text: str) -> str:
    """A long text's beginning and end."""
    return text if len(text) <= MOST else f"{text[:HEAD]}…{text[-TAIL:]}"


class Names(tuple[str, ...]):
    """Names as a message lists them, each short enough, and not too many."""

    __slots__ = ()

    def __str__(self) -> str:
        listed = ", ".join(f"`{shortened(name)}`" for name in self[:LISTED])
        return listed if len(self) <= LISTED else f"{listed} …"


class Others(Names):
    """The names beside the one that a message is about; nothing where there are none."""

    __slots__ = ()

    def __str__(self) -> str:
        return f" (+ {super().__str__()})" if self else ""
