"""The grammar of expressions as a small automaton over tokens: operands and operators in turn."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import Problem, Span
from engine.source import Source
from engine.tokens import CLOSE, Token

ASSIGNS = frozenset(("=", "+=", "-=", "*=", "/=", "@=", "**="))
BINARY = frozenset(("+", "-", "*", "/", "@", "**"))


class Stop(Exception):
    """The first thing that does not fit."""

    def __init__(self, code: str, span: Span, edit: str | None = None, **params: object) -> None:
        self.problem = Problem(code, params, span, edit=edit)


@dataclass
class Frame:
    """An open bracket: what it is, and what its arguments are so far."""

    opener: Token
    kind: str
    start: int = -1
    keyword: bool = False
    keywords: bool = False


class Expression:
    """Operands and operators in turn, inside brackets that are known to match."""

    def __init__(self, source: Source, pieces: list[Token], before: Token | None) -> None:
        self.source, self.pieces, self.before = source, pieces, before
        self.frames: list[Frame] = []

    def read(self) -> None:
        """Raises Stop at the first piece that does not fit."""
        wanted, last = True, self.before
        for piece in self.pieces:
            if self.frames and self.frames[-1].start < 0:
                self.frames[-1].start = piece.start
            wanted = self._operator(piece, last) if not wanted and last else self._operand(piece, last)
            last = piece
        if wanted and last is not None and not (last.text == "," and len(self.pieces) > 1):
            span = self.source.at(last.end, last.end)
            raise Stop("operand_missing_after", span, before=last.text)

    def _at(self, piece: Token) -> Span:
        return self.source.at(piece.start, piece.end)

    def _operand(self, piece: Token, last: Token | None) -> bool:
        """Where an operand must come: True if it is still to come."""
        text, before = piece.text, last.text if last else ""
        if piece.kind == "name" or (before != "." and piece.kind == "number"):
            return False
        if before != "." and text in ("+", "-"):
            return True
        if before != "." and text in ("(", "["):
            self.frames.append(Frame(piece, "group" if text == "(" else "list"))
            return True
        if self.frames and last is not None:
            frame = self.frames[-1]
            subscript = frame.kind == "subscript"
            first = last is frame.opener
            if text in CLOSE and (
                before == "," or (first and not subscript) or (before == ":" and subscript)
            ):
                return self._close()
            if subscript and (text == ":" or (text == "," and before == ":")):
                return True
            if text in ("*", "**") and not subscript and (first or before == ","):
                raise Stop("star_argument", self._at(piece), sign=text)
        if last is None:
            raise Stop("operand_missing_before", self._at(piece), after=text)
        raise Stop("operand_missing", self._at(piece), before=before, after=text)

    def _operator(self, piece: Token, last: Token) -> bool:
        """Where an operator may come: True if an operand must follow."""
        text, frame = piece.text, self.frames[-1] if self.frames else None
        if text in BINARY or text == ".":
            return True
        if text in ("(", "["):
            self.frames.append(Frame(piece, "call" if text == "(" else "subscript"))
            return True
        if text == ",":
            self._argument(piece)
            return True
        if text in CLOSE:
            self._argument(piece)
            return self._close()
        if text == ":":
            if frame and frame.kind == "subscript":
                return True
            raise Stop("colon", self._at(piece))
        if text in ASSIGNS:
            if text == "=" and frame and frame.kind == "call" and last.start == frame.start:
                frame.keyword = frame.keywords = last.kind == "name"
            if text == "=" and frame and frame.keyword:
                return True
            raise Stop("assign_misplaced", self._at(piece))
        raise Stop("operator_missing", self._at(piece), f"* {text}", before=last.text, after=text)

    def _argument(self, end: Token) -> None:
        """An argument of a call ends: after one with a keyword, all have one."""
        if not self.frames:
            return
        frame = self.frames[-1]
        if frame.kind == "call" and frame.keywords and not frame.keyword:
            raise Stop("argument_order", self.source.at(frame.start, end.start))
        frame.start, frame.keyword = -1, False

    def _close(self) -> bool:
        self.frames.pop()
        return False
