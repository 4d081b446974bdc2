"""Python's syntax tree of a program, or the reason why there is none."""

from __future__ import annotations

import ast

from engine.errors import Problem, ProgramError, Span
from engine.screen import screen
from engine.source import Source
from engine.syntax import deepest, explain, unread
from engine.tokens import grown_together, too_deep


def tree(source: Source) -> list[ast.stmt]:
    """The statements, or the error that says why there are none."""
    screen(source)
    bracket = too_deep(source.text)
    if bracket is not None:
        raise ProgramError(Problem("nesting_too_deep", {}, source.at(bracket, bracket + 1)))
    grown = grown_together(source.text)
    if grown is not None:
        place = source.at(grown, grown + 1)
        raise explain(source, unread(source, place.line, place.column))
    try:
        body = ast.parse(source.text).body
    except SyntaxError as error:
        raise explain(source, unread(source, error.lineno, error.offset)) from None
    except (MemoryError, RecursionError):
        raise explain(source, deepest(source)) from None
    if not body:
        raise ProgramError(Problem("program_empty", {}, Span(1, 1, 1, 1)))
    return body
