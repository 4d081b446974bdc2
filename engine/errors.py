"""Everything the engine refuses, as one small tree.

EngineError            one or more Problems; str() is the first one in English
├── ProgramError       the text: syntax, names, calls, literals
├── ShapeError         shapes that do not fit together
├── InputError         a value given for a name
├── LimitError         more than the limits allow
└── DataError          a data set that cannot be read; a span is its row and column

A Problem is a code with parameters, a place in the program, and the words for it in
`messages.py`; so the same refusal reads well in the terminal, on the page and in JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from engine.messages import words_for


class Span(NamedTuple):
    """A stretch of the program as sent: 1-based, in characters; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Word(NamedTuple):
    """A parameter that is itself a word of the language."""

    en: str
    zh: str


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong. `edit` is the text that, put at `span`, would mend it."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)
    span: Span | None = None
    field: str | None = None
    node: str | None = None
    edit: str | None = None

    def message(self, lang: str = "en") -> str:
        return words_for(self.code, lang)[0].format(**_told(self.params, lang))

    def fix(self, lang: str = "en") -> str:
        return words_for(self.code, lang)[1].format(**_told(self.params, lang))


def _told(params: Mapping[str, object], lang: str) -> dict[str, object]:
    """The parameters as a message of the language says them."""
    return {
        name: (value.zh if lang == "zh-CN" else value.en) if isinstance(value, Word) else _short(value)
        for name, value in params.items()
    }


def _short(value: object, limit: int = 60) -> object:
    """Long names and texts keep their beginning and their end."""
    if isinstance(value, str) and len(value) > limit:
        return f"{value[: limit // 2]}…{value[-limit // 4 :]}"
    return value


class EngineError(Exception):
    """A refusal; `problems` are sorted by place, so the first is the earliest."""

    def __init__(self, *problems: Problem) -> None:
        far = Span(1 << 30, 0, 0, 0)
        self.problems = tuple(sorted(problems, key=lambda problem: problem.span or far))
        super().__init__(self.problems[0].message())

    @property
    def code(self) -> str:
        return self.problems[0].code


class ProgramError(EngineError):
    """The text cannot be read as a program."""


class ShapeError(EngineError):
    """Shapes do not fit the operation."""


class InputError(EngineError):
    """A value is missing or is not a number or a rectangular list of numbers."""


class LimitError(EngineError):
    """The request is larger than the limits."""


class DataError(EngineError):
    """A file is no data set. A problem's span holds row and column of the number meant, from 1."""


class Misfit(Exception):
    """Raised by a shape rule: code and parameters; whoever knows the place makes a ShapeError of it."""

    def __init__(self, code: str, slot: int | None = None, **params: object) -> None:
        self.code, self.slot, self.params = code, slot, params
        super().__init__(code)
