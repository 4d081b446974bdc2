"""/runs: training and races, watched, paused, asked and ended."""

from __future__ import annotations

from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Depends, Path, Query
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from app import run_schema, run_wire
from app.body import parse_json, read_body
from app.desk import desk_of
from app.errors import refuse
from app.openapi import any_of, list_of, operation, ref
from app.responses import respond
from app.routes.choices import worded
from app.routes.data_sets import shelf_of
from app.runs.digits import checked_digit
from app.runs.orders import race_order, training_order
from app.runs.presets import PRESETS
from app.runs.run import Run
from app.runs.runs import Runs
from app.runs.shown import SHOWN, STREAM
from app.security import language_of
from app.wire import validated
from app.work import Answer
from engine.datasets.digits import FACTS

router = APIRouter(prefix="/runs", tags=["runs"], dependencies=[Depends(worded)])
Id = Annotated[str, Path(description="The id of a run.", examples=["k3yBqvJx1d2f0a_h"])]
EVENTS = "text/event-stream"
RUN = any_of(run_schema.TrainingRun, run_schema.EfficiencyRun)
STANDING = operation(ref(run_schema.RunStanding), shown=SHOWN["standing"], refused=(422,))


@router.get("/presets", summary="Runs worth starting with", **operation(list_of(run_schema.Preset)))
async def presets(request: Request) -> Response:
    """The chapter's training, one that does better, and races of three sizes."""
    runs_of(request).warm()
    return _told([preset.told(language_of(request.scope)) for preset in PRESETS])


@router.post(
    "",
    summary="Begin a run",
    **operation(
        RUN,
        status=201,
        body=any_of(run_wire.TrainingRequest, run_wire.EfficiencyRequest),
        example={"kind": "training", "epochs": 20, "updates_per_second": 10},
        shown=SHOWN["training"],
    ),
)
async def begin(request: Request) -> Response:
    """Training of the two-layer net, or the race of numerical gradients against backpropagation.

    It goes on by itself: listen to its events, and end it when it is no longer needed.
    """
    found = run_wire.validated_run(await _body(request))
    run = await (_race(request, found) if found.kind == "efficiency" else _training(request, found))
    place = {"Location": f"/api/v1/runs/{run.id}"}
    return _told(run.story.snapshot(language_of(request.scope)), 201, place)


async def _race(request: Request, found: run_wire.EfficiencyRequest) -> Run:
    order = race_order(found, desk_of(request).settings)
    return await runs_of(request).begin(found.model_dump(), order)


async def _training(request: Request, found: run_wire.TrainingRequest) -> Run:
    """A run that holds its data set until it is forgotten."""
    shelf = shelf_of(request)
    entry = shelf.hold(found.data)
    try:
        facts = entry.facts if entry else FACTS
        pixels = facts["rows"] * facts["columns"]
        order = training_order(
            found, entry.path if entry else None, facts["train"], pixels, desk_of(request).settings
        )
        return await runs_of(request).begin(found.model_dump(), order, lambda: shelf.release(entry))
    except BaseException:
        shelf.put_back(entry)
        raise


@router.get(
    "/{id}/events",
    summary="What a run tells",
    **operation(None, streams={EVENTS: STREAM}),
)
async def events(
    request: Request,
    id: Id,  # noqa: A002
    last_event_id: Annotated[
        str | None, Query(description="Go on after this event; the header `Last-Event-ID` says the same.")
    ] = None,
) -> Response:
    """Server-sent events, at most 60 a second: `snapshot`, then `progress`, `epoch` and `state` as they come.

    What comes faster is joined. After `end` the stream closes. A listener that was cut off goes on where it
    was, without a gap; after `end` it is answered with 204.
    """
    run = runs_of(request).find(id)
    after = _number(request.headers.get("last-event-id") or last_event_id)
    if run.story.ended and after == len(run.story.log) - 1:
        return Response(status_code=204)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(
        run.events(after, language_of(request.scope)), media_type=EVENTS, headers=headers
    )


@router.post("/{id}/pause", summary="Pause a training run", **STANDING)
async def pause(request: Request, id: Id) -> Response:  # noqa: A002
    """After the update that is being made."""
    return await _commanded(request, id, "pause")


@router.post("/{id}/resume", summary="Let a training run go on", **STANDING)
async def resume(request: Request, id: Id) -> Response:  # noqa: A002
    """To its end, at its pace."""
    return await _commanded(request, id, "resume")


@router.post(
    "/{id}/step",
    summary="Make some updates, then pause",
    **operation(
        ref(run_schema.RunStanding),
        body=ref(run_wire.StepRequest),
        example={"steps": 1},
        shown=SHOWN["standing"],
    ),
)
async def step(request: Request, id: Id) -> Response:  # noqa: A002
    """One batch, or as many as asked for; answered when they are made."""
    found = validated(run_wire.StepRequest, await _body(request, empty={}))
    return await _commanded(request, id, "step", steps=found.steps)


@router.get(
    "/{id}/network",
    summary="The weights of a training run",
    **operation(ref(run_schema.Network), shown=SHOWN["network"], refused=(422,)),
)
async def network(request: Request, id: Id) -> Response:  # noqa: A002
    """As they are now, as a file."""
    name = {"Content-Disposition": 'attachment; filename="network.json"'}
    return respond(Answer(await _trainee(request, id).ask("network"), headers=name))


@router.get(
    "/{id}/samples",
    summary="Samples, and what the net takes them for",
    **operation(ref(run_schema.Samples), shown=SHOWN["samples"], refused=(422,)),
)
async def samples(
    request: Request,
    id: Id,  # noqa: A002
    set: Annotated[run_wire.Side, Query(description="Which samples.")] = "test",  # noqa: A002
    wrong: Annotated[bool, Query(description="Only those that it is wrong about.")] = False,
    offset: Annotated[int, Query(ge=0, le=1 << 40, description="The first sample, from 0.")] = 0,
    limit: Annotated[int, Query(ge=0, le=500, description="How many at most.")] = 50,
) -> Response:
    """By the weights as they are now."""
    run = _trainee(request, id)
    return respond(Answer(await run.ask("samples", set=set, wrong=wrong, offset=offset, limit=limit)))


@router.post(
    "/{id}/predict",
    summary="What the net makes of one digit",
    **operation(
        ref(run_schema.Prediction),
        body=any_of(run_wire.StoredDigit, run_wire.DrawnDigit),
        example={"set": "test", "index": 0},
        shown=SHOWN["prediction"],
    ),
)
async def predict(request: Request, id: Id) -> Response:  # noqa: A002
    """Probabilities, and the gradient of the loss by every pixel, and by every weight into a hidden unit."""
    run = _trainee(request, id)
    asked = run_wire.validated_digit(await _body(request))
    found = checked_digit(asked, run.story.facts["data"], run.story.request["hidden_size"])
    return respond(Answer(await run.ask("predict", **found.model_dump())))


@router.get("/{id}", summary="One run", **operation(RUN, shown=SHOWN["training"]))
async def run(request: Request, id: Id) -> Response:  # noqa: A002
    """All that is known of it."""
    return _told(runs_of(request).find(id).story.snapshot(language_of(request.scope)))


@router.patch(
    "/{id}",
    summary="Set the pace of a training run",
    **operation(
        ref(run_schema.RunStanding),
        body=ref(run_wire.PaceRequest),
        example={"updates_per_second": 10},
        shown=SHOWN["standing"],
    ),
)
async def pace(request: Request, id: Id) -> Response:  # noqa: A002
    """Updates a second, or null for as many as it can."""
    found = validated(run_wire.PaceRequest, await _body(request))
    return await _commanded(request, id, "pace", **found.model_dump())


@router.delete("/{id}", summary="End a run", **operation(None, status=204))
async def end(request: Request, id: Id) -> Response:  # noqa: A002
    """At once; nothing of it is kept."""
    runs_of(request).end(id)
    return Response(status_code=204)


def runs_of(request: Request) -> Runs:
    """The runs of the app that a request came to."""
    runs: Runs = request.app.state.runs
    return runs


def _trainee(request: Request, name: str) -> Run:
    """A training run. Raises Refusal: run_unknown, run_kind."""
    found = runs_of(request).find(name)
    if found.story.kind != "training":
        raise refuse("run_kind", id=name)
    return found


async def _commanded(request: Request, name: str, command: str, **arguments: Any) -> Response:
    return _told(await _trainee(request, name).ask(command, **arguments))


async def _body(request: Request, empty: Any = None) -> Any:
    """The JSON sent; `empty` where nothing was and that may be. Raises Refusal."""
    body = await read_body(request, desk_of(request).settings.max_body_bytes)
    return empty if empty is not None and not body else parse_json(body)


def _number(text: str | None) -> int | None:
    """The number of an event, if it is one."""
    try:
        return int(text or "")
    except ValueError:
        return None


def _told(tree: Any, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    return respond(Answer(orjson.dumps(tree), status, headers=headers or {}))
