"""The tasks of the labs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

import orjson

from app.body import parse_json
from app.lab_wire import ChainRequest, CurveRequest, WideRequest
from app.limits import DRAWN, PRODUCT, cost_of, cost_of_reading, limits_of
from app.numbers import clean
from app.settings import Settings
from app.wire import validated
from app.work import Answer, Job, Room, Task
from engine.curve import STEPS, curve
from engine.evaluate import evaluate
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


LAB_TASKS: Mapping[str, Task] = {
    task.__name__: task for task in (check_curve, vanishing_chain, vanishing_wide)
}
