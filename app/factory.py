"""The app, made from its settings: two apps with different settings can live in one process."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response

from app import __version__, openapi
from app.assets import URL, Bundle, BundleFiles, load_bundle
from app.desk import Desk, open_pool
from app.errors import Refusal, refuse
from app.examples import load_examples
from app.responses import respond
from app.routes import (
    checks,
    data_sets,
    docs,
    examples,
    export,
    mistakes,
    nets,
    operations,
    pages,
    runs,
    service,
    trace,
    vanishing,
)
from app.runs.runs import Runs
from app.security import HeadAsGet, KnownHosts, LastResort, SecurityHeaders, language_of
from app.settings import Settings
from app.shelf import Shelf
from app.signals import on_ending
from app.wire import faults_of
from app.work import refused
from engine.errors import EngineError

API = "/api/v1"
DESCRIPTION = """\
A program goes in; every value, every gradient and every step between them comes out.

Errors are `application/problem+json`, with the place in the program and what to do about it.
Words come in English or Chinese (`?lang`, else `Accept-Language`); numbers are full doubles,
and NaN and the infinities travel as text.
"""


def create_app(settings: Settings | None = None, bundle: Bundle | None = None) -> FastAPI:
    """The service. Raises SettingError, BundleMissingError, ExampleError: it starts whole or not at all."""
    settings = settings or Settings.from_environment()
    pool = open_pool(settings)
    desk = Desk(settings, pool)
    shelf, going = Shelf(desk), Runs(settings)

    def end() -> None:
        going.end_all()
        pool.begin_nothing()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with pool, shelf.opened(), going:
            with on_ending(end):
                yield

    app = FastAPI(
        title="Backprop Visualizer",
        summary="Every value forward, every gradient back",
        description=DESCRIPTION,
        version=__version__,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
        middleware=_middleware(settings),
        exception_handlers={
            Refusal: _refused,
            EngineError: _refused,
            HTTPException: _http_exception,
            RequestValidationError: _validation_error,
        },
    )
    app.openapi = lambda: openapi.document(app)  # type: ignore[method-assign]
    app.state.desk, app.state.shelf, app.state.runs = desk, shelf, going
    app.state.bundle = bundle or load_bundle()
    app.state.examples = load_examples()
    app.state.templates = pages.open_templates()
    app.state.document = None
    for module in (trace, checks, nets, examples, operations, export, data_sets, mistakes, runs, vanishing):
        app.include_router(module.router, prefix=API)
    for module in (service, pages, docs):
        app.include_router(module.router)
    app.mount(URL, BundleFiles(app.state.bundle))
    return app


def _middleware(settings: Settings) -> list[Middleware]:
    """From the network inwards."""
    found = [
        Middleware(SecurityHeaders, settings.embed_ancestors),
        Middleware(LastResort),
        Middleware(KnownHosts, settings.allowed_hosts),
    ]
    if settings.cors_origins:
        found.append(
            Middleware(
                CORSMiddleware,
                allow_origins=settings.cors_origins,
                allow_methods=["GET", "POST", "PATCH", "DELETE"],
                allow_headers=["*"],
            )
        )
    return [*found, Middleware(HeadAsGet)]


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal | EngineError)
    return respond(refused(error, language_of(request.scope)))


async def _validation_error(request: Request, error: Exception) -> Response:
    """Only what stands in the address is checked by FastAPI; bodies are checked by the tasks."""
    assert isinstance(error, RequestValidationError)
    return await _refused(request, Refusal(*faults_of(error.errors())))


async def _http_exception(request: Request, error: Exception) -> Response:
    """What the router or the static files refuse."""
    assert isinstance(error, HTTPException)
    headers: Mapping[str, str] = error.headers or {}
    path, method = request.url.path, request.method
    if error.status_code == 405:
        refusal = refuse(
            "method_not_allowed",
            headers=headers,
            path=path,
            method=method,
            allowed=headers.get("Allow", "GET"),
        )
    else:
        refusal = refuse("not_found", path=path)
    return await _refused(request, refusal)
