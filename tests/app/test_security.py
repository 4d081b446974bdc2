"""What every answer carries, which hosts are answered to, and HEAD."""

from __future__ import annotations

import httpx
import pytest
from fastapi import FastAPI

from app.assets import Bundle
from app.factory import create_app
from app.openapi import call
from app.security import host_of, matches
from app.settings import Settings
from tests.app.conftest import client_of

pytestmark = pytest.mark.anyio
PATHS = [
    "/healthz",
    "/version",
    "/docs",
    "/openapi.json",
    "/nowhere",
    "/static/main-AAAA.js",
    "/api/v1/examples",
]


@pytest.mark.parametrize("path", PATHS)
async def test_every_answer_carries_the_headers(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("path", PATHS)
async def test_head_is_get_without_a_body(client: httpx.AsyncClient, path: str) -> None:
    head, get = await client.head(path), await client.get(path)
    assert (head.status_code, head.content) == (get.status_code, b"")
    assert head.headers["content-length"] == get.headers["content-length"]


async def test_the_body_of_head_is_dropped_here_not_by_the_client(
    app: FastAPI, client: httpx.AsyncClient
) -> None:
    assert await call(app, "HEAD", "/healthz") == (200, "application/json", b"")
    assert await call(app, "GET", "/healthz") == (200, "application/json", b'{"status":"ok"}')


def made(bundle: Bundle, **settings: object) -> FastAPI:
    return create_app(Settings(**settings), bundle)  # type: ignore[arg-type]


async def test_other_hosts_are_refused(bundle: Bundle) -> None:
    async with client_of(made(bundle, allowed_hosts=("localhost", "*.example.org"))) as client:
        for host, status in [
            ("localhost", 200),
            ("LOCALHOST:8000", 200),
            ("a.example.org", 200),
            ("example.org", 400),
            ("evil.example", 400),
            ("localhost.evil.example", 400),
            ("", 400),
        ]:
            answer = await client.get("/healthz", headers={"Host": host})
            assert answer.status_code == status, host
            assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.json()["code"] == "host_unknown"


@pytest.mark.parametrize(
    ("host", "pattern", "fits"),
    [
        ("a", "*", True),
        ("a", "a", True),
        ("b.a", "*.a", True),
        ("a", "*.a", False),
        ("ba", "*.a", False),
        ("::1", "::1", True),
    ],
)
def test_patterns_of_hosts(host: str, pattern: str, *, fits: bool) -> None:
    assert matches(host, pattern) is fits


@pytest.mark.parametrize(
    ("header", "name"),
    [("a.b", "a.b"), ("A.b:80", "a.b"), ("[::1]:8000", "::1"), ("[::1]", "::1"), ("", "")],
)
def test_the_name_in_a_host_header(header: str, name: str) -> None:
    assert host_of({"type": "http", "headers": [(b"host", header.encode())]}) == name


async def test_other_origins_may_call_only_where_a_setting_says_so(bundle: Bundle) -> None:
    asked = {"Origin": "https://a.example", "Access-Control-Request-Method": "POST"}
    async with client_of(made(bundle, cors_origins=("https://a.example",))) as client:
        allowed = await client.options("/api/v1/trace", headers=asked)
        assert allowed.headers["access-control-allow-origin"] == "https://a.example"
        refused = await client.options("/api/v1/trace", headers={**asked, "Origin": "https://b.example"})
        assert "access-control-allow-origin" not in refused.headers


async def test_a_fault_of_our_own_is_a_problem_without_a_traceback(
    bundle: Bundle, caplog: pytest.LogCaptureFixture
) -> None:
    app = made(bundle)

    @app.get("/fault")
    async def fault() -> None:
        raise RuntimeError("a secret of the server")

    async with client_of(app) as client:
        answer = await client.get("/fault?lang=zh")
    assert answer.status_code == 500
    assert answer.json()["code"] == "internal"
    assert "secret" not in answer.text
    assert "content-security-policy" in answer.headers
    assert "a secret of the server" in caplog.text
