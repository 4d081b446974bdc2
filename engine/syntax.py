"""Why Python cannot read a program, in the product's words.

A small automaton goes through the tokens and finds the first thing that does not fit: it is
asked only after Python refused, and its places do not depend on Python's version.
"""

from __future__ import annotations

import re

from engine.errors import Problem, ProgramError, Span
from engine.grammar import ASSIGNS, Expression, Stop
from engine.source import Source
from engine.tokens import CLOSE, OPEN, Token, tokens

RESERVED = frozenset(("True", "False", "None"))
NUMBER = re.compile(
    r"0[xX](_?[0-9a-fA-F])+|0[bB](_?[01])+|0[oO](_?[0-7])+|0(_?0)*|[1-9](_?[0-9])*"
    r"|(([0-9](_?[0-9])*)?\.[0-9](_?[0-9])*|[0-9](_?[0-9])*\.?)([eE][+-]?[0-9](_?[0-9])*)?[jJ]?"
)
ZEROS = re.compile(r"0[0-9_]*[1-9][0-9_]*")
DIGITS = 4300


def explain(source: Source, otherwise: Problem) -> ProgramError:
    """The error of a program that Python refuses: the first thing that does not fit, if one is found."""
    try:
        _read(source)
    except Stop as stop:
        return ProgramError(located(source, stop.problem))
    return ProgramError(located(source, otherwise))


def unread(source: Source, line: int | None, column: int | None) -> Problem:
    """That Python could not read on at a place."""
    line = min(max(line or 1, 1), len(source.lines))
    column = min(max(column or 1, 1), len(source.lines[line - 1]) + 1)
    return Problem("syntax", {}, Span(line, column, line, column))


def located(source: Source, problem: Problem) -> Problem:
    """The problem with its place among its parameters, for messages that begin "I stopped at"."""
    span = problem.span or Span(1, 1, 1, 1)
    text = source.lines[span.line - 1].strip()
    params = {"line": span.line, "column": span.column, "text": text, **problem.params}
    return Problem(problem.code, params, span, edit=problem.edit)


def deepest(source: Source) -> Problem:
    """That a statement nests too deeply for Python: the one with the most tokens."""
    size = longest = head = found = 0
    for token in tokens(source.text):
        if token.kind == "newline" or token.text == ";":
            size = 0
            continue
        if not size:
            head = token.start
        size += 1
        if size > longest:
            longest, found = size, head
    return Problem("nesting_too_deep", {}, source.at(found, found + 1))


def _read(source: Source) -> None:
    pieces = list(tokens(source.text))
    _brackets(source, pieces)
    _numbers(source, pieces)
    statement: list[Token] = []
    depth = line_start = 0
    for piece in pieces:
        depth += (piece.text in OPEN) - (piece.text in CLOSE)
        if depth == 0 and (piece.kind == "newline" or piece.text == ";"):
            if statement:
                _statement(source, statement)
            elif piece.text == ";":
                raise Stop("statement_missing", source.at(piece.start, piece.end), "")
            statement = []
            line_start = piece.end if piece.kind == "newline" else -1
        elif piece.kind != "newline":
            if not statement and 0 <= line_start < piece.start:
                raise Stop("indented", source.at(line_start, piece.start), "")
            statement.append(piece)
    if statement:
        _statement(source, statement)


def _brackets(source: Source, pieces: list[Token]) -> None:
    """Every bracket has its partner."""
    opened: list[Token] = []
    for piece in pieces:
        if piece.kind != "sign":
            continue
        if piece.text in OPEN:
            opened.append(piece)
        elif piece.text in CLOSE:
            span = source.at(piece.start, piece.end)
            if not opened:
                raise Stop("bracket_unopened", span, "", bracket=piece.text, open=CLOSE[piece.text])
            partner = opened.pop()
            if OPEN[partner.text] != piece.text:
                raise Stop("bracket_other", span, OPEN[partner.text], open=partner.text, close=piece.text)
    if opened:
        piece = opened[-1]
        span = source.at(piece.start, piece.end)
        raise Stop("bracket_unclosed", span, bracket=piece.text, close=OPEN[piece.text])


def _numbers(source: Source, pieces: list[Token]) -> None:
    """Every number is one of Python's."""
    for piece in pieces:
        if piece.kind != "number":
            continue
        span = source.at(piece.start, piece.end)
        if ZEROS.fullmatch(piece.text):
            raise Stop("number_zeros", span, piece.text.lstrip("0_"), number=piece.text)
        if not NUMBER.fullmatch(piece.text):
            raise Stop("number_form", span, number=piece.text)
        if len(piece.text) > DIGITS and piece.text.replace("_", "").isdecimal():
            raise Stop("number_too_large", span, number=piece.text)


def _statement(source: Source, pieces: list[Token]) -> None:
    """name = expression, or an expression alone."""
    depth = 0
    start = 0
    for k, piece in enumerate(pieces):
        depth += (piece.text in OPEN) - (piece.text in CLOSE)
        if depth == 0 and piece.text == ":" and start == 0:
            raise Stop("annotation", source.at(pieces[0].start, pieces[-1].end))
        if depth == 0 and piece.text in ASSIGNS:
            _target(source, pieces[start:k], piece)
            if start and piece.text != "=":
                raise Stop("assign_misplaced", source.at(piece.start, piece.end))
            start = k + 1
    Expression(source, pieces[start:], pieces[start - 1] if start else None).read()


def _target(source: Source, target: list[Token], assign: Token) -> None:
    """On the left of `=` stands one name."""
    if not target:
        raise Stop("name_missing", source.at(assign.start, assign.end), sign=assign.text)
    span = source.at(target[0].start, target[-1].end)
    text = source.short(span)
    match [piece for piece in target if piece.text not in ("(", ")")]:
        case [Token(kind="name", text=name)] if name in RESERVED:
            raise Stop("name_reserved", span, name=name)
        case [Token(kind="name")]:
            return
        case [_, Token(text=","), *_]:
            raise Stop("target_tuple", span, target=text)
        case [Token(kind="name", text=name), Token(text="[" | "."), *_]:
            raise Stop("target_item", span, target=text, name=name)
    Expression(source, target, None).read()
    raise Stop("target_expression", span, target=text)
