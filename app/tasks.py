"""The tasks, by name: each turns the body of a request into an answer, asking for room before it computes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import orjson

from app.body import parse_json
from app.data_tasks import DATA_TASKS
from app.encode import trace_bytes
from app.exporters import EXPORTERS
from app.lab_tasks import LAB_TASKS
from app.limits import cost_of, cost_of_check, cost_of_reading, cost_of_story, limits_of
from app.nets import drawn, given, score, shapes_of
from app.reports import report_of
from app.settings import Settings
from app.wire import CheckRequest, NetSizes, TraceRequest, validated, validated_net
from app.work import Answer, Job, Room, Task, encoding
from engine.check import check
from engine.evaluate import evaluate, updated
from engine.expand import expand
from engine.graph import Graph
from engine.nets import PARAMETERS, two_layer_program
from engine.op import Shape
from engine.parse import parse
from engine.trace import Trace
from engine.values import Value, as_values, shape_of


def trace(job: Job, settings: Settings, room: Room) -> Answer:
    """The trace of a program."""
    request = validated(TraceRequest, parse_json(job.body))
    found = _traced(request, settings, room, full=request.detail == "full")
    return Answer(trace_bytes(found, detail=request.detail, **encoding(job, settings)))


def export(job: Job, settings: Settings, room: Room) -> Answer:
    """The trace of a program as a file."""
    request = validated(TraceRequest, parse_json(job.body))
    exporter = EXPORTERS[job.choices["format"]]
    found = _traced(request, settings, room, full=True)
    headers = {"Content-Disposition": f'attachment; filename="trace{exporter.SUFFIX}"'}
    return Answer(exporter.export(found, job.lang), media_type=exporter.MEDIA_TYPE, headers=headers)


def gradient_check(job: Job, settings: Settings, room: Room) -> Answer:
    """The gradients of a program against central differences."""
    request = validated(CheckRequest, parse_json(job.body))
    room.take(cost_of_reading(request.program))
    values = as_values(request.inputs)
    limits = limits_of(settings, full=False)
    graph = parse(request.program, _shapes(values), output=request.output, limits=limits)
    room.take(cost_of_check(graph, request.names or tuple(graph.inputs)))
    report = check(evaluate(graph, values, request.upstream), h=request.h, names=request.names)
    return Answer(orjson.dumps(report_of(report, cells=_wants_cells(job))))


def net_trace(job: Job, settings: Settings, room: Room) -> Answer:
    """The trace of the two-layer net, and what it is judged by."""
    found, sizes = _net(job, settings, room, lambda graph: cost_of(graph) + cost_of_story(graph, full=True))
    extra = score(found)._asdict()
    if sizes is not None:
        extra["inputs"] = {name: found.value_of(name) for name in found.graph.inputs}
    return Answer(trace_bytes(found, detail="full", extra=extra, **encoding(job, settings)))


def net_check(job: Job, settings: Settings, room: Room) -> Answer:
    """The gradients of the two-layer net against central differences."""
    found, _ = _net(job, settings, room, lambda graph: cost_of_check(graph, PARAMETERS))
    batch = found.graph.shapes[found.graph.inputs["X"]][0]
    report = report_of(check(found, names=PARAMETERS), cells=_wants_cells(job), batch=batch)
    return Answer(orjson.dumps(report))


TASKS: Mapping[str, Task] = {
    **{task.__name__: task for task in (trace, export, gradient_check, net_trace, net_check)},
    **DATA_TASKS,
    **LAB_TASKS,
}


def _traced(request: TraceRequest, settings: Settings, room: Room, *, full: bool) -> Trace:
    """Forward, backward and update, as the request asks. Raises EngineError, Heavy."""
    limits = limits_of(settings, full=full)
    room.take(cost_of_reading(request.program))
    values = as_values(request.inputs)
    graph = parse(
        request.program, _shapes(values), output=request.output, parameters=request.parameters, limits=limits
    )
    graph = expand(graph, request.expand, limits)
    room.take(cost_of(graph) + cost_of_story(graph, full=full))
    found = evaluate(graph, values, request.upstream)
    return found if request.update is None else updated(found, values, request.update.rate)


def _net(
    job: Job, settings: Settings, room: Room, cost: Callable[[Graph], float]
) -> tuple[Trace, NetSizes | None]:
    """The net's trace, and the sizes if its numbers were drawn; sizes are checked before any is."""
    request = validated_net(parse_json(job.body))
    sizes = request if isinstance(request, NetSizes) else None
    values = {} if isinstance(request, NetSizes) else given(request)
    shapes = _shapes(values) if sizes is None else shapes_of(sizes)
    limits = limits_of(settings, full=True)
    graph = parse(two_layer_program(request.activation), shapes, parameters=PARAMETERS, limits=limits)
    room.take(cost(graph))
    return evaluate(graph, values if sizes is None else drawn(sizes)), sizes


def _shapes(values: Mapping[str, Value]) -> Mapping[str, Shape]:
    return {name: shape_of(value) for name, value in values.items()}


def _wants_cells(job: Job) -> bool:
    return job.choices["cells"] == "true"
