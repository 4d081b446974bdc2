"""The service without a network and without a built front end: requests go straight to the app."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from app.assets import TEMPLATES, Bundle, load_bundle
from app.factory import create_app
from app.language import LANGUAGES
from app.settings import Settings

PATIENCE = 300.0
NAMES = {
    "main.js",
    "docs/swagger-ui.css",
    "docs/swagger-ui-bundle.js",
    *(f"words/{language}{part}.js" for language in LANGUAGES for part in ("", "-more", "-labs")),
    *(
        name
        for template in TEMPLATES.glob("*.html")
        for name in re.findall(r"bundle\.url\('([^']+)'\)", template.read_text(encoding="utf-8"))
    ),
}
# As the build does it: a hash before the suffix.
FILES = {name: re.sub(r"(\.\w+)$", r"-AAAA\1", name) for name in NAMES}


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    """A bundle of the right names and little in it."""
    folder = tmp_path_factory.mktemp("dist")
    for name in FILES.values():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(f"/* {name} */")
    (folder / "manifest.json").write_text(json.dumps({"sources": "0", "files": FILES, "imports": {}}))
    return load_bundle(folder)


@pytest.fixture(scope="session")
def app(bundle: Bundle) -> FastAPI:
    """The service with its defaults, but one worker, and time even on a busy machine."""
    return create_app(Settings(workers=1, time_limit=PATIENCE), bundle)


@pytest.fixture(scope="session")
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the running service."""
    async with app.router.lifespan_context(app), client_of(app) as found:
        yield found


def client_of(app: FastAPI) -> httpx.AsyncClient:
    """A client that hands requests to the app; a fault of the app fails the test."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test")


async def post(client: httpx.AsyncClient, path: str, body: object = None, **more: Any) -> httpx.Response:
    """POST a JSON body under /api/v1."""
    return await client.post(f"/api/v1/{path}", json=body, **more)


ROOT = Path(__file__).resolve().parents[2]
