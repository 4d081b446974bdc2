"""The OpenAPI document: what each route says of itself, the models, and examples that the app answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import orjson
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from starlette.responses import StreamingResponse
from starlette.types import ASGIApp, Message, Scope

from app import lab_schema, lab_wire, run_schema, run_wire, schema, wire
from app.errors import MEDIA_TYPE

REF = "#/components/schemas/{model}"
JSON = "application/json"
ALWAYS = (400, 404, 405)
WITH_BODY = (413, 422, 429)
STATUS = {
    200: "The answer",
    201: "It is made; Location says where",
    204: "It is done",
    400: "The request cannot be read",
    404: "Nothing is at this address",
    405: "Another method is needed",
    413: "The body is too large",
    422: "The request, its program or its values do not make sense yet, or are beyond the limits",
    429: "The server is busy; Retry-After says when to try again",
}
REQUESTS: tuple[type[BaseModel], ...] = (
    wire.TraceRequest,
    wire.CheckRequest,
    wire.NetValues,
    wire.NetSizes,
    lab_wire.CurveRequest,
    lab_wire.MistakeMend,
    lab_wire.MistakeCheck,
    lab_wire.MistakePoint,
    lab_wire.ChainRequest,
    lab_wire.WideRequest,
    run_wire.TrainingRequest,
    run_wire.EfficiencyRequest,
    run_wire.PaceRequest,
    run_wire.StepRequest,
    run_wire.StoredDigit,
    run_wire.DrawnDigit,
)
ANSWERS: tuple[type[BaseModel], ...] = (
    schema.Trace,
    schema.Gradients,
    schema.NetTrace,
    schema.CheckReport,
    schema.Example,
    schema.Operation,
    schema.Health,
    schema.Version,
    schema.Problem,
    lab_schema.DataSet,
    lab_schema.DataSamples,
    lab_schema.CellReport,
    lab_schema.CheckCurve,
    lab_schema.Mistake,
    lab_schema.MistakeReport,
    lab_schema.MistakePointed,
    lab_schema.MistakeRun,
    lab_schema.Chain,
    lab_schema.WideNet,
    run_schema.TrainingRun,
    run_schema.EfficiencyRun,
    run_schema.RunStanding,
    run_schema.RaceStanding,
    run_schema.RunProgress,
    run_schema.Accuracies,
    run_schema.Network,
    run_schema.Samples,
    run_schema.Prediction,
    run_schema.Preset,
)


Schema = Mapping[str, Any]


def ref(model: type[BaseModel]) -> dict[str, Any]:
    return {"$ref": REF.format(model=model.__name__)}


def any_of(*models: type[BaseModel]) -> dict[str, Any]:
    return {"anyOf": [ref(model) for model in models]}


def list_of(model: type[BaseModel]) -> dict[str, Any]:
    return {"type": "array", "items": ref(model)}


def operation(
    answer: Schema | None,
    *,
    status: int = 200,
    body: Schema | None = None,
    kind: str = JSON,
    example: Any = None,
    shown: Any = None,
    texts: tuple[str, ...] = (),
    streams: Mapping[str, str] = {},
    refused: tuple[int, ...] = (),
) -> dict[str, Any]:
    """What a route says of itself, for its decorator: schemas of answer and body, and an example to send.

    kind: the media type of the body. shown: an example of the answer, where the app is not asked for one.
    texts: the media types in which the answer may also come, as text. streams: those of one that goes on,
    each with an example. refused: with which status too.
    """
    schemas = {JSON: answer, **{kind: {"type": "string"} for kind in texts if kind != JSON}} if answer else {}
    refusals = ALWAYS + (WITH_BODY if body else ()) + refused
    good: dict[str, Any] = {"description": STATUS[status]}
    if schemas:
        good["content"] = {kind: {"schema": dict(told)} for kind, told in schemas.items()}
    if streams:
        good["content"] = {
            kind: {"schema": {"type": "string"}, "example": told} for kind, told in streams.items()
        }
    if shown is not None:
        good["content"][JSON]["example"] = orjson.dumps(shown).decode()  # as text: FastAPI drops what is null
    responses: dict[int, dict[str, Any]] = {
        status: good,
        **{
            refusal: {
                "description": STATUS[refusal],
                "content": {MEDIA_TYPE: {"schema": ref(schema.Problem)}},
            }
            for refusal in refusals
        },
    }
    told: dict[str, Any] = {"responses": responses, "status_code": status}
    if streams:
        told["response_class"] = StreamingResponse  # which is no JSON
    if body:
        content = {kind: {"schema": dict(body), "example": example}}
        told["openapi_extra"] = {"requestBody": {"required": True, "content": content}}
    return told


def document(app: FastAPI) -> dict[str, Any]:
    """The document without the examples of answers."""
    found = get_openapi(
        title=app.title,
        version=app.version,
        summary=app.summary,
        description=app.description,
        routes=app.routes,
    )
    _, models = models_json_schema([(model, "validation") for model in REQUESTS + ANSWERS], ref_template=REF)
    schemas = found.setdefault("components", {}).setdefault("schemas", {})
    for fastapi_own in ("HTTPValidationError", "ValidationError"):
        schemas.pop(fastapi_own, None)
    schemas.update(models["$defs"])
    for told in _operations(found):
        if MEDIA_TYPE not in told["responses"].get("422", {}).get("content", {MEDIA_TYPE: None}):
            del told["responses"]["422"]  # FastAPI's own; no choice of these addresses can be wrong
        for answer in told["responses"].values():
            shown = answer.get("content", {}).get(JSON, {})
            if "example" in shown:
                shown["example"] = orjson.loads(shown["example"])
    return found


def _operations(found: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for methods in found["paths"].values():
        yield from methods.values()


def _unanswered(told: Mapping[str, Any]) -> bool:
    """Whether an operation has an answer to give and no example of it."""
    content = told["responses"].get("200", {}).get("content", {})
    return bool(content) and not any("example" in body for body in content.values())


async def with_answers(found: dict[str, Any], app: ASGIApp) -> dict[str, Any]:
    """The document with an example of every answer, as the app gives it."""
    for path, methods in found["paths"].items():
        for method, told in methods.items():
            if not _unanswered(told):
                continue
            sent = told.get("requestBody", {}).get("content", {}).get(JSON, {}).get("example")
            parts = {
                p["name"]: p["schema"]["examples"][0] for p in told.get("parameters", ()) if p["in"] == "path"
            }
            address = path.format(**parts)
            status, kind, body = await call(app, method.upper(), address, orjson.dumps(sent) if sent else b"")
            if status != 200:
                raise RuntimeError(f"the example of {method} {path} is answered with {body.decode()}")
            example = orjson.loads(body) if kind == JSON else body.decode()
            told["responses"]["200"]["content"][kind]["example"] = example
    return found


async def call(app: ASGIApp, method: str, path: str, body: bytes = b"") -> tuple[int, str, bytes]:
    """One request to the app without a network: (status, media type, body)."""
    headers = [(b"content-type", JSON.encode()), (b"host", b"localhost")]
    scope: Scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": headers,
        "client": None,
        "server": None,
        "app": app,
    }
    status, kind, parts = 0, "", []

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Message) -> None:
        nonlocal status, kind
        if message["type"] == "http.response.start":
            status = message["status"]
            kind = dict(message["headers"]).get(b"content-type", b"").decode().partition(";")[0]
        else:
            parts.append(message.get("body", b""))

    await app(scope, receive, send)
    return status, kind, b"".join(parts)
