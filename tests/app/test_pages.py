"""The page in both languages, the frame, the documentation, and what the service says of itself."""

from __future__ import annotations

import json
import re
from pathlib import Path

import httpx
import pytest

from app import __version__
from app.assets import Bundle
from app.language import LANGUAGES
from app.routes.pages import LABS
from app.settings import Settings, rows
from engine.op import OPS
from tests.app.conftest import ROOT

pytestmark = pytest.mark.anyio
ELSEWHERE = re.compile(r"""(?:src|href)=["'](?:https?:)?//|url\((?:https?:)?//""")
INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>\s*[^<\s]|\son\w+=|\sstyle=", re.IGNORECASE)


@pytest.mark.parametrize(
    ("query", "headers", "lang"),
    [
        ("", {}, "en"),
        ("", {"Accept-Language": "zh-CN"}, "zh-CN"),
        ("?lang=zh-CN", {"Accept-Language": "en"}, "zh-CN"),
        ("?lang=en", {"Cookie": "lang=zh-CN"}, "en"),
        ("", {"Cookie": "lang=zh-CN", "Accept-Language": "en"}, "zh-CN"),
        ("", {"Cookie": "lang=<script>", "Accept-Language": "fr"}, "en"),
    ],
)
@pytest.mark.parametrize("path", ["/", "/embed", "/gallery", *(f"/{lab}" for lab in LABS)])
async def test_the_page_speaks_the_language_chosen(
    client: httpx.AsyncClient, path: str, query: str, headers: dict[str, str], lang: str
) -> None:
    answer = await client.get(path + query, headers=headers)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert f'<html lang="{lang}"' in answer.text
    assert answer.headers["content-language"] == lang
    assert {"cookie", "accept-language"} <= set(answer.headers["vary"].lower().split(", "))


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_the_page_says_what_it_is_before_any_script_runs(client: httpx.AsyncClient, lang: str) -> None:
    words = json.loads((ROOT / "app" / "content" / "locales" / f"{lang}.json").read_text(encoding="utf-8"))
    body = (await client.get(f"/?lang={lang}")).text.partition("<body>")[2]
    assert f">{words['app']['name']}<" in body
    assert f">{words['app']['loading']}<" in body


async def test_only_the_embedded_page_may_be_framed(client: httpx.AsyncClient) -> None:
    page, frame = await client.get("/"), await client.get("/embed")
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
    assert page.headers["x-frame-options"] == "DENY"
    assert "frame-ancestors" not in frame.headers["content-security-policy"]
    assert "x-frame-options" not in frame.headers
    assert "data-embed" in frame.text
    assert "data-embed" not in page.text


@pytest.mark.parametrize("path", ["/", "/embed", "/gallery", "/train", "/docs"])
async def test_a_page_needs_nothing_inline_and_nothing_from_elsewhere(
    client: httpx.AsyncClient, path: str
) -> None:
    page = (await client.get(path)).text
    assert not ELSEWHERE.search(page)
    assert not INLINE.search(page)
    addresses = re.findall(r"""(?:src|href)="(/[^"]*)\"""", page)
    assert addresses
    for address in addresses:
        assert (await client.get(address)).status_code == 200, address


async def test_the_documentation_starts_without_a_network(client: httpx.AsyncClient) -> None:
    start = await client.get("/docs/start.js")
    assert start.headers["content-type"].startswith("text/javascript")
    assert "/openapi.json" in start.text
    assert not re.search(r"https?://", start.text)


async def test_hashed_files_are_kept_for_ever(client: httpx.AsyncClient, bundle: Bundle) -> None:
    answer = await client.get(bundle.url("main.js"))
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-security-policy"]


async def test_health_and_version(client: httpx.AsyncClient) -> None:
    assert (await client.get("/healthz")).json() == {"status": "ok"}
    found = (await client.get("/version")).json()
    assert (found["name"], found["version"]) == ("backprop-visualizer", __version__)
    assert found["limits"]["max_nodes"] == Settings().max_nodes
    assert found["limits"].keys() == {row.name for row in rows() if isinstance(row.default, int | float)}


@pytest.mark.parametrize("lang", ["en", "zh-CN"])
async def test_the_op_table_is_told_whole(client: httpx.AsyncClient, lang: str) -> None:
    found = (await client.get(f"/api/v1/operations?lang={lang}")).json()
    assert [entry["name"] for entry in found] == list(OPS)
    for entry in found:
        op = OPS[entry["name"]]
        assert entry["title"] == op.words[lang].title
        assert entry["shape"] == op.words[lang].shape
        assert entry["value"]["latex"]
        assert entry["value"]["plain"]
        assert [gradient["operand"] for gradient in entry["gradients"]] == list(op.params)
        assert all(gradient["latex"] and gradient["plain"] for gradient in entry["gradients"])
        assert entry["arity"] == len(op.params)


async def test_the_gradients_of_mul_are_the_other_input(client: httpx.AsyncClient) -> None:
    found = (await client.get("/api/v1/operations")).json()
    mul = next(entry for entry in found if entry["name"] == "mul")
    assert [gradient["plain"] for gradient in mul["gradients"]] == ["g times y", "g times x"]


def test_what_the_pages_are_made_of_names_no_other_server() -> None:
    for path in [*(ROOT / "templates").glob("*.html"), *(ROOT / "app").rglob("*.py")]:
        text = Path(path).read_text(encoding="utf-8")
        assert not re.search(r"https?://(?!localhost|127\.0\.0\.1|\{|\[)", text), path
