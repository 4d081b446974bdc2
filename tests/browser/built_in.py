"""The built-in examples: how the page is asked for them, and which of their cards belong together."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import httpx


def examples(service: str, language: str) -> dict[str, dict[str, Any]]:
    found = httpx.get(f"{service}/api/v1/examples", params={"lang": language}).json()
    return {example["slug"]: example["request"] for example in found}


def address_of(request: dict[str, Any], **settings: str) -> str:
    """The address at which an example is shown."""

    def written(value: object) -> str:
        return quote(value if isinstance(value, str) else json.dumps(value))

    parts = [f"program={quote(request['program'])}"]
    parts += [f"in.{name}={written(value)}" for name, value in request.get("inputs", {}).items()]
    parts += [f"{name}={written(request[name])}" for name in ("output", "upstream") if request.get(name)]
    parts += [
        f"{name}={','.join([given] if isinstance(given, str) else given)}"
        for name in ("parameters", "expand")
        if (given := request.get(name))
    ]
    if request.get("update"):
        parts.append(f"rate={request['update']['rate']}")
    return "#" + "&".join([*parts, *(f"{name}={value}" for name, value in settings.items())])


def wires_of(service: str, request: dict[str, Any]) -> list[tuple[str, str]]:
    """Source and target of each wire."""
    trace = httpx.post(f"{service}/api/v1/trace", json=request).json()
    return [(edge["source"], edge["target"]) for edge in trace["edges"]]
