"""Templates and bundle are found, hashed names looked up, and files sent to be kept."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from app.assets import TEMPLATES, URL, Bundle, BundleFiles, BundleMissingError, load_bundle
from app.language import LANGUAGES
from app.routes.pages import open_templates

pytestmark = pytest.mark.anyio
SCRIPT = b"console.log(1)\n" * 100


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def bundle(tmp_path: Path) -> Bundle:
    (tmp_path / "main-A.js").write_bytes(SCRIPT)
    (tmp_path / "main-A.js.gz").write_bytes(gzip.compress(SCRIPT))
    (tmp_path / "font-B.woff2").write_bytes(b"wOF2")
    content = {
        "sources": "0",
        "files": {"main.js": "main-A.js", "font.woff2": "font-B.woff2"},
        "imports": {"main.js": ["chunks/c-D.js"]},
    }
    (tmp_path / "manifest.json").write_text(json.dumps(content))
    return load_bundle(tmp_path)


@pytest.fixture
def client(bundle: Bundle) -> httpx.AsyncClient:
    served = Starlette(routes=[Mount("/static", BundleFiles(bundle))])
    transport = httpx.ASGITransport(served)
    return httpx.AsyncClient(transport=transport, base_url="http://test")


def test_a_plain_name_gives_the_hashed_address(bundle: Bundle) -> None:
    assert bundle.url("main.js") == "/static/main-A.js"
    assert bundle.preloads("main.js") == ["/static/chunks/c-D.js"]
    assert bundle.preloads("font.woff2") == []
    with pytest.raises(KeyError):
        bundle.url("absent.js")


def test_a_missing_bundle_names_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(BundleMissingError, match="make run"):
        load_bundle(tmp_path / "dist")


async def test_a_browser_that_unpacks_gets_the_twin(client: httpx.AsyncClient) -> None:
    answer = await client.get("/static/main-A.js", headers={"Accept-Encoding": "br, gzip"})
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert int(answer.headers["content-length"]) < len(SCRIPT)
    assert answer.content == SCRIPT


async def test_one_that_does_not_gets_the_file(client: httpx.AsyncClient) -> None:
    answer = await client.get("/static/main-A.js", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in answer.headers
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.content == SCRIPT


async def test_a_hashed_file_is_kept_for_ever_and_asked_for_once(client: httpx.AsyncClient) -> None:
    answer = await client.get("/static/font-B.woff2")
    assert answer.headers["content-type"] == "font/woff2"
    assert "immutable" in answer.headers["cache-control"]
    again = await client.get("/static/font-B.woff2", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


async def test_nothing_outside_the_bundle_is_served(client: httpx.AsyncClient) -> None:
    answer = await client.get("/static/%2e%2e/pyproject.toml")
    assert answer.status_code == 404


def first_load(built: Bundle, language: str) -> set[Path]:
    """The scripts that the page's HTML asks for, and those that the first words cannot start without."""
    page = open_templates().get_template("index.html")
    html = page.render(lang=language, bundle=built, embed=False)
    asked = re.findall(rf'{URL}/([^"]+\.js)"', html.replace(built.url("worker.js"), ""))
    return {built.folder / file for file in (*asked, *built.imports[f"words/{language}.js"])}


def packed(files: list[Path]) -> float:
    """Kilobytes as they travel."""
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files) / 1000


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_first_picture_waits_for_is_small(language: str) -> None:
    built = load_bundle()
    scripts = first_load(built, language)
    fonts = [built.folder / file for name, file in built.files.items() if name.endswith(".woff2")]

    assert built.folder / built.files["main.js"] in scripts
    assert packed(list(scripts)) <= 60
    assert packed([built.folder / built.files["main.css"], TEMPLATES / "index.html"]) <= 15
    assert sum(font.stat().st_size for font in fonts) <= 110_000
