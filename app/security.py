"""What stands between the network and the routes, as plain ASGI: headers, hosts, HEAD, the last resort."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from http import HTTPMethod

from starlette.datastructures import Headers, QueryParams
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.errors import refuse
from app.language import Language, chosen
from app.responses import respond
from app.work import refused

EMBED = "/embed"
POLICY = {
    "default-src": "'self'",
    "img-src": "'self' data: blob:",
    "media-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}

log = logging.getLogger("app")


def policy(ancestors: Sequence[str]) -> str:
    """The Content-Security-Policy: nothing inline, nothing from elsewhere, framed by `ancestors` alone."""
    # `*` would still refuse slides opened from a disk and notebooks in an editor: it means http and https.
    anyone = "*" in ancestors
    rules = POLICY if anyone else {**POLICY, "frame-ancestors": " ".join(ancestors) or "'none'"}
    return "; ".join(f"{name} {sources}" for name, sources in rules.items())


def _raw(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]


class SecurityHeaders:
    """Puts the headers on every answer; `/embed` alone may be framed."""

    def __init__(self, app: ASGIApp, embed_ancestors: Sequence[str]) -> None:
        self.app = app
        self._usual = _raw({**HEADERS, "Content-Security-Policy": policy(()), "X-Frame-Options": "DENY"})
        self._embed = _raw({**HEADERS, "Content-Security-Policy": policy(embed_ancestors)})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = self._embed if scope["path"] == EMBED else self._usual

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *headers]
            await send(message)

        await self.app(scope, receive, with_headers)


class LastResort:
    """A fault of our own becomes a log entry and a problem, never a traceback."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except ClientDisconnect:
            return  # nobody is there to be answered
        except Exception:
            if started:
                raise
            log.exception("%s %s", scope["method"], scope["path"])
            await respond(refused(refuse("internal"), language_of(scope)))(scope, receive, send)


class KnownHosts:
    """Answers only to the host names it was given: `*` is any, `*.example.org` a family."""

    def __init__(self, app: ASGIApp, hosts: Sequence[str]) -> None:
        self.app = app
        self.hosts = [host.lower() for host in hosts]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        host = host_of(scope) if scope["type"] == "http" else ""
        if scope["type"] != "http" or any(matches(host, pattern) for pattern in self.hosts):
            await self.app(scope, receive, send)
        else:
            await respond(refused(refuse("host_unknown", found=host), language_of(scope)))(
                scope, receive, send
            )


class HeadAsGet:
    """HEAD is answered as GET without the body."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != HTTPMethod.HEAD:
            await self.app(scope, receive, send)
            return

        async def without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self.app({**scope, "method": HTTPMethod.GET.value}, receive, without_body)


def language_of(scope: Scope) -> Language:
    """The language of any request, known before it is routed."""
    query = QueryParams(scope["query_string"])
    return chosen(query.get("lang"), Headers(scope=scope).get("accept-language"))


def host_of(scope: Scope) -> str:
    """The host name asked for, in lower case, without its port and without an address's brackets."""
    host = Headers(scope=scope).get("host", "").lower()
    name, _, port = host.rpartition(":")
    return (name if name and port.isdigit() else host).strip("[]")


def matches(host: str, pattern: str) -> bool:
    return pattern in ("*", host) or (pattern.startswith("*.") and host.endswith(pattern[1:]))
