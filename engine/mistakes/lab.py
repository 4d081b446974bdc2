"""A planted mistake under the gradient check: found, pointed at, mended, or trained with as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile

import numpy as np

from engine.check import CheckReport, check
from engine.evaluate import evaluate
from engine.mistakes.bugs import BUGS, Bug
from engine.mistakes.fixtures import Fixture, Given
from engine.mistakes.lines import Line, Made, Said, run
from engine.mistakes.single import checked_in_single
from engine.values import Value

H = 1e-5
CLOSE = 1e-9


@dataclass(frozen=True)
class Fix:
    """A line, by its id, and its new text: all of it or its right-hand side."""

    line: str
    text: str


@dataclass(frozen=True, eq=False)
class Examined:
    """planted: the mistake was in force. solved: it is not, and gradients, update and check are right.

    values: what each line made, once for each of its places. sentence: why this choice does not mend it.
    single: the same check in float32, where the mistake is of that kind.
    """

    report: CheckReport
    planted: bool
    solved: bool
    passes: int
    lines: tuple[Line, ...]
    values: Mapping[str, Sequence[Value]]
    sentence: Said | None
    single: CheckReport | None


def lines_of(bug: Bug, fix: Fix | None = None) -> tuple[Line, ...]:
    """The backward pass with the mistake in it, one line read anew if a fix is given."""
    planted = (replace(line, text=bug.text) if line.id == bug.line else line for line in bug.fixture.lines)
    return tuple(line.reading(fix.text) if fix and fix.line == line.id else line for line in planted)


def examined(
    bug: Bug, fix: Fix | None = None, *, h: float | None = None, passes: int | None = None
) -> Examined:
    """The gradient check of the broken copy, mended or not. Raises EngineError where a fix cannot be read."""
    fixture, lines, passes = bug.fixture, lines_of(bug, fix), passes or bug.passes
    right, expected = passed(fixture, fixture.lines, passes)
    names, values = passed(fixture, lines, passes, expected)
    step = h if h is not None else float(names.get("h", H))
    trace = evaluate(fixture.graph, fixture.inputs)
    grads = list(trace.grads)
    for name in fixture.checked:
        grads[fixture.graph.inputs[name]] = names[f"d{name}"]
    trace = replace(trace, grads=grads)
    report = check(trace, h=step, names=fixture.checked)
    text = next(line.text for line in lines if line.id == bug.line)
    fair = passes >= bug.passes and (h is None or bug.right.stage != "check")
    return Examined(
        report=report,
        planted=text == bug.text,
        solved=fair and text != bug.text and report.passed and updated(fixture, names, right),
        passes=passes,
        lines=lines,
        values=values,
        sentence=bug.why_not(text) if fix else None,
        single=checked_in_single(trace, fixture.checked) if fixture.single else None,
    )


def updated(fixture: Fixture, names: Given, right: Given) -> bool:
    """After the pass the parameters are what they should be, however that was written."""
    return all(np.allclose(names[name], right[name], CLOSE, CLOSE) for name in fixture.checked)


def pointed(bug: Bug, line: str) -> Said | None:
    """What is said of a line that is right; None for the one at fault."""
    remarks = {each.id: each.remark for each in bug.fixture.lines}
    return None if line == bug.line else remarks[line]


def trained(bug: Bug | None, fixture: Fixture, steps: int) -> list[float]:
    """The loss before every step and after the last."""
    return list(_losses(fixture, lines_of(bug) if bug else fixture.lines, steps))


@lru_cache(maxsize=32)
def both_losses(bug_id: str, steps: int) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """(with the mistake, without it)."""
    bug = BUGS[bug_id]
    return tuple(trained(bug, bug.fixture, steps)), tuple(trained(None, bug.fixture, steps))


def _losses(fixture: Fixture, lines: Sequence[Line], steps: int) -> Iterator[float]:
    inputs, before = fixture.inputs, fixture.cleared()
    with np.errstate(all="ignore"):
        for _ in range(steps):
            names = fixture.names(inputs, before)
            yield float(names[fixture.output])
            after, _made = run(lines, names)
            inputs = {name: after[name] for name in fixture.inputs}
            before = {name: after[name] for name in before}
        yield float(fixture.names(inputs, before)[fixture.output])


def passed(
    fixture: Fixture, lines: Sequence[Line], passes: int, expected: Made | None = None
) -> tuple[dict[str, Value], Made]:
    """The last of several passes at the same place: (names after it and its update, what each line made).

    expected: what the lines make when all are right, by which shapes are judged.
    """
    with np.errstate(all="ignore"):
        before: Given = fixture.cleared()
        backward = [line for line in lines if line.stage != "update"]
        for _ in range(passes - 1):
            after, _made = run(backward, fixture.names(fixture.inputs, before), expected)
            before = {name: after[name] for name in before}
        return run(lines, fixture.names(fixture.inputs, before), expected)


def speakable(bug: Bug) -> list[str]:
    """What the line at fault may speak of: its own names, the program's, and those made before it."""
    fixture = bug.fixture
    before = takewhile(lambda line: line.id != bug.line, fixture.lines)
    own = (name for place in bug.right.each for name in place)
    earlier = (place.get(line.target, line.target) for line in before for place in line.each)
    return list(dict.fromkeys((*own, *fixture.names(fixture.inputs, {}), *earlier)))
