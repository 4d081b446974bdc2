"""/mistakes: backward passes with one line that is wrong, to be found, pointed at and mended."""

from __future__ import annotations

from typing import Annotated

import orjson
from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from app import lab_schema, lab_wire, schema
from app.desk import desk_of
from app.errors import refuse
from app.language import chosen
from app.mistakes import told
from app.openapi import list_of, operation, ref
from app.responses import respond
from app.routes.choices import Lang, Layout, Tensors
from app.work import Answer
from engine.mistakes import BUGS, Bug

router = APIRouter(prefix="/mistakes", tags=["mistakes"])
Id = Annotated[str, Path(description="The id of a mistake.", examples=["B2"])]
CHECK = {"fix": {"line": "dA1", "text": "dA1 = dZ2 @ W2.T"}}
POINT = {"line": "dA1"}


@router.get("", summary="All mistakes", **operation(list_of(lab_schema.Mistake)))
async def mistakes(request: Request, lang: Lang = None) -> Response:
    """What each looks like from outside, and the lines to point at. What is wrong is not said."""
    language = chosen(lang, request.headers.get("accept-language"))
    return respond(Answer(orjson.dumps([told(bug, language) for bug in BUGS.values()])))


@router.post(
    "/{id}/check",
    summary="Check the gradients of a mistake",
    **operation(ref(lab_schema.MistakeReport), body=ref(lab_wire.MistakeCheck), example=CHECK),
)
async def check(request: Request, id: Id, lang: Lang = None) -> Response:  # noqa: A002
    """As it is, or with a fix: one of three choices, or a line written anew (read, never executed)."""
    return await desk_of(request).answer(request, "mistake_check", lang, id=_known(id).id)


@router.post(
    "/{id}/trace",
    summary="The trace of a mistake",
    **operation(ref(schema.Trace), body=ref(lab_wire.MistakeMend), example=CHECK),
)
async def trace(
    request: Request,
    id: Id,  # noqa: A002
    tensors: Tensors = "nested",
    layout: Layout = "rows",
    lang: Lang = None,
) -> Response:
    """Values and steps like any other trace, with the gradients that the lines of the copy make."""
    return await desk_of(request).answer(
        request, "mistake_trace", lang, id=_known(id).id, tensors=tensors, layout=layout
    )


@router.post(
    "/{id}/point",
    summary="Point at the line at fault",
    **operation(ref(lab_schema.MistakePointed), body=ref(lab_wire.MistakePoint), example=POINT),
)
async def point(request: Request, id: Id, lang: Lang = None) -> Response:  # noqa: A002
    """Why a line is right, or the choices of a fix for the one that is not."""
    return await desk_of(request).answer(request, "mistake_point", lang, id=_known(id).id)


@router.get(
    "/{id}/run", summary="Train with a mistake", **operation(ref(lab_schema.MistakeRun), refused=(422, 429))
)
async def run(
    request: Request,
    id: Id,  # noqa: A002
    steps: Annotated[int, Query(ge=1, le=500, description="Steps of gradient descent.")] = 100,
    lang: Lang = None,
) -> Response:
    """The loss before every step and after the last, with the mistake and without it."""
    bug = _known(id)
    if bug.fixture.batch is None:
        raise refuse("mistake_still", id=id)
    return await desk_of(request).answer(request, "mistake_run", lang, id=bug.id, steps=str(steps))


def _known(id: str) -> Bug:  # noqa: A002
    if id not in BUGS:
        raise refuse("mistake_unknown", id=id, names=", ".join(BUGS))
    return BUGS[id]
