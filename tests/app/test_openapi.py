"""The OpenAPI document is whole, its examples are answers, and whatever is sent is answered as it says."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import jsonschema
import pytest
import schemathesis
from anyio.from_thread import start_blocking_portal
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.generation.modes import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from app.assets import Bundle
from app.examples import load_examples
from app.exporters import EXPORTERS
from app.factory import create_app
from app.settings import Settings
from engine.mistakes import BUGS
from tests.app.conftest import PATIENCE, client_of

pytestmark = pytest.mark.anyio
Send = Callable[..., httpx.Response]
EXAMPLES = load_examples()
API = "/api/v1"
PROMISED = {
    ("get", "/healthz"),
    ("get", "/version"),
    ("post", f"{API}/trace"),
    ("post", f"{API}/gradient-check"),
    ("post", f"{API}/gradient-check/curve"),
    ("post", f"{API}/two-layer-net/trace"),
    ("post", f"{API}/two-layer-net/gradient-check"),
    ("get", f"{API}/examples"),
    ("get", f"{API}/examples/{{slug}}"),
    ("get", f"{API}/operations"),
    ("post", f"{API}/export/{{format}}"),
    ("get", f"{API}/mistakes"),
    ("post", f"{API}/mistakes/{{id}}/check"),
    ("post", f"{API}/mistakes/{{id}}/trace"),
    ("post", f"{API}/mistakes/{{id}}/point"),
    ("get", f"{API}/mistakes/{{id}}/run"),
    ("get", f"{API}/data-sets"),
    ("post", f"{API}/data-sets"),
    ("get", f"{API}/data-sets/{{id}}"),
    ("post", f"{API}/data-sets/{{id}}"),
    ("delete", f"{API}/data-sets/{{id}}"),
    ("get", f"{API}/data-sets/{{id}}/samples"),
    ("post", f"{API}/vanishing"),
    ("post", f"{API}/vanishing/wide"),
    ("get", f"{API}/runs/presets"),
    ("post", f"{API}/runs"),
    ("get", f"{API}/runs/{{id}}"),
    ("patch", f"{API}/runs/{{id}}"),
    ("delete", f"{API}/runs/{{id}}"),
    ("get", f"{API}/runs/{{id}}/events"),
    ("post", f"{API}/runs/{{id}}/pause"),
    ("post", f"{API}/runs/{{id}}/resume"),
    ("post", f"{API}/runs/{{id}}/step"),
    ("get", f"{API}/runs/{{id}}/network"),
    ("get", f"{API}/runs/{{id}}/samples"),
    ("post", f"{API}/runs/{{id}}/predict"),
}


@asynccontextmanager
async def running(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with app.router.lifespan_context(app), client_of(app) as client:
        yield client


@pytest.fixture(scope="module")
def send(bundle: Bundle) -> Iterator[Send]:
    """Sends a request from a test that is not asynchronous, as those of Hypothesis are not."""
    app = create_app(Settings(workers=1, time_limit=PATIENCE, runs=3, run_patience=PATIENCE), bundle)
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(running(app)) as client:

        def request(method: str, path: str, **parts: Any) -> httpx.Response:
            return portal.call(lambda: client.request(method, path, **parts))

        yield request


@pytest.fixture(scope="module")
def document(send: Send) -> dict[str, Any]:
    found: dict[str, Any] = send("GET", "/openapi.json").json()
    return found


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            yield method, path, told


def test_a_stream_is_no_json(document: dict[str, Any]) -> None:
    answers = document["paths"][f"{API}/runs/{{id}}/events"]["get"]["responses"]
    assert list(answers["200"]["content"]) == ["text/event-stream"]


def checker(document: dict[str, Any], schema: dict[str, Any]) -> Callable[[Any], None]:
    """Raises ValidationError for a value that is not as `schema`, a part of the document, says."""
    validator = jsonschema.Draft202012Validator({**schema, "components": document["components"]})
    return validator.validate


def trace_schema(document: dict[str, Any]) -> dict[str, Any]:
    answers = document["paths"][f"{API}/trace"]["post"]["responses"]
    schema: dict[str, Any] = answers["200"]["content"]["application/json"]["schema"]
    return schema


def test_every_promised_operation_is_there(document: dict[str, Any]) -> None:
    assert {(method, path) for method, path, _ in operations(document)} == PROMISED


def test_the_document_itself_is_a_schema(document: dict[str, Any]) -> None:
    for name, schema in document["components"]["schemas"].items():
        jsonschema.Draft202012Validator.check_schema(schema)
        assert "HTTP" not in name


def test_every_operation_has_words_and_examples_that_fit(document: dict[str, Any]) -> None:
    for _, path, told in operations(document):
        assert told["summary"], path
        assert told["description"], path
        for content in told.get("requestBody", {}).get("content", {}).values():
            checker(document, content["schema"])(content["example"])
        good = next(answer for status, answer in told["responses"].items() if status.startswith("2"))
        content = good.get("content", {})
        assert any("example" in body for body in content.values()) or not content, path
        for body in content.values():
            if "example" in body:
                checker(document, body["schema"])(body["example"])


@pytest.mark.parametrize(("lang", "tensors"), [("en", "nested"), ("zh-CN", "summary"), ("en", "base64")])
def test_answers_to_every_example_fit_their_schema(
    send: Send, document: dict[str, Any], lang: str, tensors: str
) -> None:
    check = checker(document, trace_schema(document))
    for example in EXAMPLES.values():
        for detail in ("full", "gradients"):
            request = {**example.request, "detail": detail}
            check(
                send("POST", f"{API}/trace", json=request, params={"lang": lang, "tensors": tensors}).json()
            )


def test_column_answers_fit_too(send: Send, document: dict[str, Any]) -> None:
    answer = send("POST", f"{API}/trace?layout=columns", json=EXAMPLES["scalar-net"].request)
    checker(document, trace_schema(document))(answer.json())


MODES = [
    (method, path, mode)
    for method, path in sorted(PROMISED)
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    if method in ("post", "patch") or mode is GenerationMode.POSITIVE
]
PROGRAMS = [
    *(example.request["program"] for example in EXAMPLES.values()),
    "y = log(x) / x",
    "y = x ** x",
    "y = exp(x) * x",
    "y = sum(x @ x)",
    "y = x[0]",
    "y = sum(softmax(x, axis=0))",
    "L = softmax_with_loss(x, t)",
]
SIZES = {"input_size", "hidden_size", "output_size", "batch_size"}
PLACES = {
    "id": st.sampled_from(["digits", *BUGS]),
    "slug": st.sampled_from(list(EXAMPLES)),
    "format": st.sampled_from(list(EXPORTERS)),
}


@pytest.fixture(scope="module")
def finished(send: Send) -> str:
    """The id of a run that has come to its end, so that whoever listens to it is not kept."""
    request = {"kind": "training", "epochs": 1, "hidden_size": 2}
    name: str = send("POST", f"{API}/runs", json=request).json()["id"]
    assert "event: end" in send("GET", f"{API}/runs/{name}/events").text
    return name


def slowed(body: Any) -> Any:
    """The same request for a run, such that it does not go on in the background."""
    if isinstance(body, dict) and "kind" in body:
        body.update({"paused": True} if body["kind"] == "training" else {"seconds": 0.01})
    return body


@pytest.mark.parametrize(("method", "path", "mode"), MODES, ids=lambda part: getattr(part, "value", part))
def test_whatever_is_sent_is_answered_as_the_document_says(
    send: Send, document: dict[str, Any], finished: str, method: str, path: str, mode: GenerationMode
) -> None:
    """Schemathesis makes the requests, right ones and wrong ones; now and then with a program that is one."""
    schema = schemathesis.openapi.from_dict(document)
    operation: Any = schema[path][method]
    places = {**PLACES, "id": st.just(finished)} if "/runs/" in path else PLACES
    cases = operation.as_strategy(generation_mode=mode)

    @settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
    @given(st.data())
    def sent(data: st.DataObject) -> None:
        case = data.draw(cases)
        if isinstance(case.body, dict) and "program" in case.body and data.draw(st.booleans()):
            case.body["program"] = data.draw(st.sampled_from(PROGRAMS))
        # A wrong request stays as it was made: to mend its place could make it a right one.
        if mode is GenerationMode.POSITIVE:
            for name in SIZES & set(case.body if isinstance(case.body, dict) else ()):
                case.body[name] = min(case.body[name], 9)
            case.body = slowed(case.body)
            for name in set(places) & set(case.path_parameters or {}):
                if data.draw(st.booleans()):
                    case.path_parameters[name] = data.draw(places[name])
        parts = case.as_transport_kwargs(base_url="http://test")
        answer = send(
            parts["method"],
            parts["url"],
            params=parts.get("params"),
            headers=dict(parts.get("headers") or {}),
            **({"json": parts["json"]} if "json" in parts else {"content": parts.get("data")}),
        )
        # A text that fits the schema of a program need not be one.
        case.validate_response(answer, excluded_checks=[positive_data_acceptance])

    sent()
