"""GET /examples: worked examples, each with a request ready to be sent."""

from __future__ import annotations

from difflib import get_close_matches
from typing import Annotated

import orjson
from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import Response

from app import schema
from app.errors import refuse
from app.language import chosen
from app.openapi import list_of, operation, ref
from app.responses import respond, respond_to
from app.routes.choices import Lang
from app.work import Answer

router = APIRouter(prefix="/examples", tags=["examples"])
Slug = Annotated[str, Path(description="The short name of an example.", examples=["chain"])]


@router.get("", summary="All worked examples", **operation(list_of(schema.Example)))
async def examples(request: Request, lang: Lang = None) -> Response:
    """Every example, in the order of the chapter."""
    found = request.app.state.examples.values()
    language = chosen(lang, request.headers.get("accept-language"))
    return respond_to(request, Answer(orjson.dumps([example.told(language) for example in found])))


@router.get("/{slug}", summary="One worked example", **operation(ref(schema.Example)))
async def example(request: Request, slug: Slug, lang: Lang = None) -> Response:
    """One example by its short name."""
    found = request.app.state.examples
    if slug not in found:
        nearest = (get_close_matches(slug, found, 1, cutoff=0) or list(found))[0]
        raise refuse("example_unknown", slug=slug, nearest=nearest)
    return respond(
        Answer(orjson.dumps(found[slug].told(chosen(lang, request.headers.get("accept-language")))))
    )
