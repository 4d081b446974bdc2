"""The tasks of the labs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

import orjson

from app.body import parse_json
from app.encode import trace_bytes
from app.errors import Refusal, RequestFault
from app.lab_wire import ChainRequest, CurveRequest, MistakeCheck, MistakeMend, MistakePoint, WideRequest
from app.limits import DRAWN, EXAMINED, PRODUCT, TRAINED, cost_of, cost_of_reading, limits_of
from app.mistakes import examined_told, pointed_told
from app.numbers import clean
from app.settings import Settings
from app.wire import validated
from app.work import Answer, Job, Room, Task, encoding
from engine.curve import STEPS, curve
from engine.evaluate import evaluate
from engine.mistakes import BUGS, Bug, Fix, examined, pointed, traced
from engine.mistakes.fixtures import RATE
from engine.mistakes.lab import both_losses
from engine.parse import parse
from engine.values import as_values, shape_of
from engine.vanishing import chain, wide


def check_curve(job: Job, settings: Settings, room: Room) -> Answer:
    """One gradient against differences over many steps."""
    request = validated(CurveRequest, parse_json(job.body))
    room.take(cost_of_reading(request.program))
    values = as_values(request.inputs)
    shapes = {name: shape_of(value) for name, value in values.items()}
    limits = limits_of(settings, full=False)
    graph = parse(request.program, shapes, output=request.output, limits=limits)
    steps = request.steps or STEPS
    room.take(cost_of(graph) * (1 + len(steps)))
    found = curve(evaluate(graph, values, request.upstream), request.name, request.index, steps)
    told = {
        "name": found.name,
        "index": found.index,
        "analytic": found.analytic,
        "points": [point._asdict() for point in found.points],
        "best": {"central": found.best_central, "one_sided": found.best_one_sided},
    }
    return Answer(orjson.dumps(clean(told)))


def vanishing_chain(job: Job, _settings: Settings, _room: Room) -> Answer:
    """What is left of a gradient after a chain of equal layers."""
    asked = validated(ChainRequest, parse_json(job.body))
    found = chain(asked.activation, asked.depth, asked.weight, asked.input)
    return Answer(orjson.dumps(clean(asdict(found))))


def vanishing_wide(job: Job, _settings: Settings, room: Room) -> Answer:
    """The same for layers of many units."""
    asked = validated(WideRequest, parse_json(job.body))
    room.take(asked.depth * asked.width * (3 * asked.batch * asked.width * PRODUCT + asked.width * DRAWN))
    layers = wide(asked.activation, asked.depth, asked.width, asked.batch, asked.init, asked.seed)
    return Answer(orjson.dumps(clean({"layers": [asdict(layer) for layer in layers]})))


def mistake_check(job: Job, _settings: Settings, room: Room) -> Answer:
    """A mistake under the gradient check, as it is or mended."""
    asked = validated(MistakeCheck, parse_json(job.body))
    bug = BUGS[job.choices["id"]]
    room.take(EXAMINED)
    found = examined(bug, _fix_of(bug, asked), h=asked.h, passes=asked.passes)
    return Answer(orjson.dumps(examined_told(bug, found, job.lang)))


def mistake_trace(job: Job, settings: Settings, room: Room) -> Answer:
    """The trace of the broken copy."""
    asked = validated(MistakeMend, parse_json(job.body))
    bug = BUGS[job.choices["id"]]
    room.take(EXAMINED)
    return Answer(trace_bytes(traced(bug, _fix_of(bug, asked)), detail="full", **encoding(job, settings)))


def mistake_point(job: Job, _settings: Settings, _room: Room) -> Answer:
    """What is said of the line pointed at."""
    bug = BUGS[job.choices["id"]]
    line = _line_of(bug, validated(MistakePoint, parse_json(job.body)).line, "line")
    return Answer(orjson.dumps(pointed_told(bug, pointed(bug, line), job.lang)))


def mistake_run(job: Job, _settings: Settings, room: Room) -> Answer:
    """The loss with a mistake and without it."""
    steps = int(job.choices["steps"])
    room.take(steps * TRAINED)
    planted, correct = both_losses(job.choices["id"], steps)
    return Answer(orjson.dumps(clean({"rate": RATE, "planted": planted, "correct": correct})))


def _fix_of(bug: Bug, asked: MistakeMend) -> Fix | None:
    """The fix that a request brings or chooses. Raises Refusal."""
    if asked.fix:
        return Fix(_line_of(bug, asked.fix.line, "fix.line"), asked.fix.text)
    return Fix(bug.line, bug.choices[asked.choice]) if asked.choice else None


def _line_of(bug: Bug, line: str, field: str) -> str:
    """The id of one of a mistake's lines. Raises Refusal."""
    ids = [each.id for each in bug.fixture.lines]
    if line not in ids:
        raise Refusal(RequestFault("field_choice", {"field": field, "want": ", ".join(ids)}, field))
    return line


LAB_TASKS: Mapping[str, Task] = {
    task.__name__: task
    for task in (
        check_curve,
        vanishing_chain,
        vanishing_wide,
        mistake_check,
        mistake_trace,
        mistake_point,
        mistake_run,
    )
}
