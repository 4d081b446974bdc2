"""/data-sets: the digits that come with the product, and files that people bring."""

from __future__ import annotations

from typing import Annotated

import orjson
from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from app import lab_schema
from app.desk import desk_of
from app.language import chosen
from app.openapi import list_of, operation, ref
from app.responses import respond
from app.routes.choices import Lang
from app.shelf import DIGITS, Entry, Shelf, told_of_digits
from app.work import Answer

router = APIRouter(prefix="/data-sets", tags=["data sets"])
Id = Annotated[str, Path(description="The id of a data set.", examples=[DIGITS])]
FILE = "application/octet-stream"
BODY = {"type": "string", "format": "binary"}
EXAMPLE = "label,pixel0,pixel1,pixel2,pixel3\n0,0,9,0,9\n1,9,0,9,0\n0,0,8,0,8\n1,8,0,8,0\n0,0,7,0,7\n"
HALF = "labels-idx1-ubyte, as it is or in gzip"
SHOWN = {
    "id": "hMk3yBqvJx1d2f0a",
    "format": "csv",
    "complete": True,
    "missing": None,
    "samples": 5,
    "train": 4,
    "test": 1,
    "rows": 2,
    "columns": 2,
    "classes": 2,
    "title": None,
    "source": None,
    "licence": None,
    "expires": "2026-01-01T12:15:00+00:00",
}


@router.get("", summary="The data sets of the product", **operation(list_of(lab_schema.DataSet)))
async def data_sets(request: Request, lang: Lang = None) -> Response:
    """What comes with the product; an uploaded one is known to who has its id, and to nobody else."""
    language = chosen(lang, request.headers.get("accept-language"))
    return respond(Answer(orjson.dumps([told_of_digits(language)])))


@router.post(
    "",
    summary="Upload a data set",
    **operation(ref(lab_schema.DataSet), status=201, body=BODY, kind=FILE, example=EXAMPLE, shown=SHOWN),
)
async def upload(request: Request, lang: Lang = None) -> Response:
    """The body is the file itself, and its content tells its format. Errors name row and column.

    A digit CSV (label first, then pixels), one of the two MNIST IDX files, or an npz; as it is or in gzip.
    """
    found = await shelf_of(request).add(request, chosen(lang, request.headers.get("accept-language")))
    return _told(*found, 201)


@router.get("/{id}", summary="One data set", **operation(ref(lab_schema.DataSet)))
async def data_set(request: Request, id: Id, lang: Lang = None) -> Response:  # noqa: A002
    """What is known of it."""
    language = chosen(lang, request.headers.get("accept-language"))
    told = told_of_digits(language) if id == DIGITS else shelf_of(request).find(id).told()
    return respond(Answer(orjson.dumps(told)))


@router.post(
    "/{id}",
    summary="Upload the second IDX file",
    **operation(
        ref(lab_schema.DataSet), body=BODY, kind=FILE, example=HALF, shown={**SHOWN, "format": "idx"}
    ),
)
async def upload_half(request: Request, id: Id, lang: Lang = None) -> Response:  # noqa: A002
    """The labels of images, or the images of labels."""
    language = chosen(lang, request.headers.get("accept-language"))
    return _told(*await shelf_of(request).complete(request, language, id), 200)


@router.delete("/{id}", summary="Delete a data set", **operation(None, status=204, refused=(422,)))
async def delete(request: Request, id: Id, lang: Lang = None) -> Response:  # noqa: A002, ARG001 - for refusals
    """Its file is deleted at once, or with the run that uses it."""
    shelf_of(request).delete(id)
    return Response(status_code=204)


@router.get(
    "/{id}/samples",
    summary="Samples of a data set",
    **operation(ref(lab_schema.DataSamples), refused=(422, 429)),
)
async def samples(
    request: Request,
    id: Id,  # noqa: A002
    offset: Annotated[int, Query(ge=0, le=1 << 40, description="The first sample, from 0.")] = 0,
    limit: Annotated[int, Query(ge=0, le=500, description="How many at most.")] = 50,
    lang: Lang = None,
) -> Response:
    """Images and labels, in the order in which they were divided into training and testing."""
    entry = shelf_of(request).whole(id)
    path = str(entry.path) if entry else ""
    return await desk_of(request).answer(
        request, "data_samples", lang, path=path, offset=str(offset), limit=str(limit)
    )


def shelf_of(request: Request) -> Shelf:
    """The shelf of the app that a request came to."""
    shelf: Shelf = request.app.state.shelf
    return shelf


def _told(entry: Entry, answer: Answer, status: int) -> Response:
    """What a reader found, or why it did not."""
    if answer.status != 200:
        return respond(answer)
    place = {"Location": f"/api/v1/data-sets/{entry.id}"} if status == 201 else {}
    return respond(Answer(orjson.dumps(entry.told()), status, headers=place))
