"""The page, plain and to be framed, the gallery and the labs: HTML around files of the bundle."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import orjson
from fastapi import APIRouter
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response

from app import __version__
from app.assets import TEMPLATES
from app.language import COOKIE, LANGUAGES, Language, chosen
from app.openapi import with_answers
from app.responses import respond, respond_to
from app.security import EMBED
from app.sentences import locale
from app.work import Answer

router = APIRouter(include_in_schema=False)
HTML = "text/html; charset=utf-8"
LABS = ("train", "check", "mistakes", "vanishing", "race", "compare")


def open_templates() -> Environment:
    """The page's templates; a name that a template misspells is an error."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, auto_reload=False
    )


def language_of_page(request: Request) -> Language:
    """`?lang`, else the cookie that the page's own switch sets, else what the browser prefers."""
    return chosen(
        request.query_params.get("lang"), request.headers.get("accept-language"), request.cookies.get(COOKIE)
    )


def page(request: Request, name: str, *, embed: bool = False, lab: str = "") -> Response:
    """A template, filled in with the language, its words, the bundle's addresses and what is asked."""
    state = request.app.state
    lang = language_of_page(request)
    text = state.templates.get_template(name).render(
        lang=lang,
        languages=LANGUAGES,
        bundle=state.bundle,
        embed=embed,
        lab=lab,
        words=locale(lang),
        version=__version__,
    )
    headers = {"Vary": "Accept-Language, Accept-Encoding, Cookie", "Content-Language": lang}
    return respond(Answer(text.encode(), media_type=HTML, headers=headers))


@router.get("/")
async def index(request: Request) -> Response:
    """The page."""
    return page(request, "index.html")


@router.get(EMBED)
async def embed(request: Request) -> Response:
    """The page for a frame in somebody's slides or notes: the only one that may be framed."""
    return page(request, "index.html", embed=True)


@router.get("/gallery")
async def gallery(request: Request) -> Response:
    """Every worked example in small."""
    return page(request, "gallery.html")


def lab_page(name: str) -> Callable[[Request], Awaitable[Response]]:
    """The route of one lab."""

    async def lab(request: Request) -> Response:
        return page(request, "lab.html", lab=name)

    return lab


for each in LABS:
    router.add_api_route(f"/{each}", lab_page(each), methods=["GET"], name=each)


@router.get("/openapi.json")
async def openapi(request: Request) -> Response:
    """The OpenAPI document; made once, with answers of this very app as its examples."""
    state = request.app.state
    if state.document is None:
        state.document = orjson.dumps(await with_answers(request.app.openapi(), request.app))
    return respond_to(request, Answer(state.document))
