"""A backward pass written out in the language of programs, line by line, and run as it is written.

So what is shown is what runs, a planted bug is one line that reads differently, and none of it can reach the
rules of the engine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

import numpy as np

from engine.errors import EngineError, InputError, Problem, Span
from engine.forward import forward
from engine.graph import Graph, Limits
from engine.op import Shape
from engine.parse import parse
from engine.shapes import shown
from engine.source import Names
from engine.values import Value, shape_of

Said = tuple[str, str]
"""English, Chinese."""
Stage = Literal["backward", "update", "check"]
Made = Mapping[str, list[Value]]
LIMITS = Limits(program=2_000, nodes=100, elements=1_000, total=10_000)
NAME = re.compile(r"[^\W\d]\w*")
ASSIGNED = re.compile(r"\s*[^\W\d]\w*\s*(?:[-+*/@]|\*\*)?=(?!=)")
FIELD = "fix.text"


@dataclass(frozen=True)
class Line:
    """One line. remark: what is said of it to who points at it though it is right.

    each: where a line is a rule for several places, its names there; it runs once for each.
    stage: part of the backward pass; of the update after it; or of the check, which reads its step h.
    target: the name that it is there to assign, also when it is read anew; added: how many characters were
    put before what was sent then.
    """

    id: str
    text: str
    remark: Said
    each: tuple[Mapping[str, str], ...] = ({},)
    stage: Stage = "backward"
    target: str = ""
    added: int = 0

    def __post_init__(self) -> None:
        if not self.target:
            object.__setattr__(self, "target", NAME.match(self.text)[0])  # type: ignore[index]

    @property
    def head(self) -> str:
        """What stands before the right-hand side."""
        found = ASSIGNED.match(self.text)
        return found[0] if found else ""

    @property
    def written_out(self) -> str:
        """What the target becomes: of `x -= y`, `x - (y)`."""
        head = self.head.strip()
        added = head[len(self.target) : -1].strip()
        value = self.text[len(self.head) :].strip()
        return f"{self.target} {added} ({value})" if added else value

    def reading(self, text: str) -> Line:
        """The line with another text: all of it, or its right-hand side alone."""
        if ASSIGNED.match(text):
            return replace(self, text=text)
        return replace(self, text=f"{self.head} {text}", added=len(self.head) + 1)


def run(
    lines: Iterable[Line], names: Mapping[str, Value], expected: Made | None = None
) -> tuple[dict[str, Value], Made]:
    """(all names afterwards, what each line made, by its id). Raises EngineError.

    expected: made by the lines when all are right; a value of another shape is refused.
    """
    known, found = dict(names), dict[str, list[Value]]()
    for line in lines:
        found[line.id] = []
        for k, place in enumerate(line.each):
            given = {**known, **{local: known[name] for local, name in place.items() if name in known}}
            changed = made(line.text, given, line.added)
            if line.target not in changed:
                raise InputError(Problem("line_target", {"want": line.target}, field=FIELD))
            if expected:
                _fit(line.target, changed[line.target], expected[line.id][k])
            known |= {place.get(name, name): value for name, value in changed.items()}
            found[line.id].append(changed[line.target])
    return known, found


def made(text: str, names: Mapping[str, Value], added: int = 0) -> dict[str, Value]:
    """The names that a text assigns. Raises EngineError: it cannot be read, or speaks of other names.

    added: so many characters of it are not the sender's.
    """
    spoken = dict.fromkeys(name for name in NAME.findall(text) if name in names)
    try:
        graph = _graph(text, tuple((name, shape_of(names[name])) for name in spoken))
        ahead = forward(graph, {name: names[name] for name in spoken})
    except EngineError as error:
        raise type(error)(*(_placed(problem, names, added) for problem in error.problems)) from None
    return {
        name: _value(ahead.values[i]) for name, i in graph.bindings.items() if graph.inputs.get(name) != i
    }


@lru_cache(maxsize=256)
def _graph(text: str, shapes: tuple[tuple[str, Shape], ...]) -> Graph:
    return parse(text, dict(shapes), limits=LIMITS)


def _value(x: Value) -> Value:
    return float(x) if np.ndim(x) == 0 else x


def _placed(problem: Problem, names: Mapping[str, Value], added: int) -> Problem:
    """A problem of a line: its place in what was sent, and the names that a line may use."""
    span = problem.span
    if span and span.line == 1:
        end = span.end_column - (added if span.end_line == 1 else 0)
        span = Span(1, max(1, span.column - added), span.end_line, max(1, end))
    if problem.code == "value_missing":
        params = {"name": problem.params["name"], "names": Names(names)}
        return Problem("line_name", params, span, field=FIELD)
    return replace(problem, span=span, field=FIELD)


def _fit(name: str, found: Value, right: Value) -> None:
    if shape_of(found) != shape_of(right):
        shapes = {"found": shown(shape_of(found)), "want": shown(shape_of(right))}
        raise InputError(Problem("line_shape", {"name": name, **shapes}, field=FIELD))
