"""Every refusal is a problem: its place, its words in both languages, and never a fault of the server."""

from __future__ import annotations

import re
import string
from typing import Any

import httpx
import pytest

from app.errors import RULES, RequestFault, refuse
from app.work import refused
from tests.app.conftest import post

pytestmark = pytest.mark.anyio
KEYS = {"code", "message", "fix", "line", "column", "end_line", "end_column", "node", "field", "edit"}
FORBIDDEN = re.compile(r"invalid|illegal|oops|!|非法|无效|糟糕", re.IGNORECASE)

# program, inputs, (line, column) of the first error or None, a piece of its message or field
PROGRAMS: list[tuple[str, dict[str, Any], tuple[int, int] | None, str]] = [
    ("", {}, (1, 1), "no statement"),
    ("# only words", {}, (1, 1), "no statement"),
    ("x + 1\ny = x", {"x": 1}, (1, 1), "no name"),
    ("y = 1\nx * 2", {"x": 1}, (2, 1), "no name"),
    (
        "y = x * a + b\nz = c",
        {"x": 1},
        (1, 9),
        "Give it one to run forward. (+ `b`, `c`)",
    ),
    ("x = x + 1", {}, (1, 5), "`x`"),
    ("y = sigmiod(x)", {"x": 1}, (1, 5), "`sigmiod`"),
    ("y = sum(x, axis=0, axis=0)", {"x": [1]}, (1, 20), "axis"),
    ("exp = x * 2\ny = exp(x)", {"x": 1}, (2, 5), "exp"),
    ("y = sum(x, axis=3)", {"x": [1, 2]}, (1, 5), "no axis 3"),
    ("y = x + max(z)", {"x": 1, "z": []}, (1, 9), "empty"),
    ("y = min(x, axis=1)", {"x": [[], []]}, (1, 5), "empty"),
    ("y = x @ w", {"x": [[1, 2, 3]], "w": [[1, 2, 3]]}, (1, 5), "1×3"),
    ("y = sum(x + w)", {"x": [1, 2, 3], "w": [1, 2]}, (1, 9), "broadcast"),
    ("y = x * 2", {"x": [1, 2]}, (1, 5), "one number"),
    ("L = softmax_with_loss(a, t)", {"a": [1, 2], "t": -1}, (1, 26), "−1"),
    ("L = softmax_with_loss(a, t)", {"a": [1, 2], "t": 2}, (1, 26), "2"),
    ("L = softmax_with_loss(a, t)", {"a": [1, 2], "t": 0.5}, (1, 26), "0.5"),
    ("y = x ^ 2", {"x": 1}, (1, 7), "**"),
    ("y = x *", {"x": 1}, None, "operand"),
    ("import os", {}, (1, 1), "import"),
    ("y = x.real", {"x": 1}, (1, 5), "`.T`"),
    ("y = __import__('os')", {}, None, ""),
    ("y = [[1, 2], [3]]", {}, None, ""),
    ("y = x[5]", {"x": [1, 2]}, (1, 5), "5"),
    ("y = reshape(x, (-1, -1))", {"x": [1, 2]}, (1, 5), "reshape"),
    ("y = 1e400 * x", {"x": 1}, (1, 5), "1e400"),
    ("y = " + "(" * 200 + "x" + ")" * 200, {"x": 1}, None, "nested"),
    ("y = " + "+".join(["x"] * 3000), {"x": 1}, None, "nested"),
    ("y = " + "-" * 5000 + "x", {"x": 1}, None, "nested"),
    ("y = " + "[" * 300 + "]" * 300, {}, None, ""),
    ("y = x\x00", {"x": 1}, (1, 6), "U+0000"),
    ("a = 1\r\ny = a + é", {}, (2, 9), "`é`"),
    ("名 = 2\ny = 名 * z", {}, (2, 9), "`z`"),
]
VALUES: list[tuple[Any, str]] = [
    (None, "null"),
    (True, "true or false"),
    ({}, "object"),
    ("1", "text"),
    ("nan", "text"),
    ([1, None], "null"),
    ([1, [2]], "lengths"),
    ([[1, 2], [3]], "lengths"),
    ([[[1]], [1]], "lengths"),
    (10**400, "too large"),
    ([-(10**400)], "too large"),
    ([[0.0] * 2, [1, "x"]], "text"),
]


def check(answer: httpx.Response, status: int) -> dict[str, Any]:
    """The first error of a well-formed problem."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem.keys() == {"type", "title", "status", "detail", "code", "errors"}
    assert problem["status"] == status
    first: dict[str, Any] = problem["errors"][0]
    assert (first["code"], first["message"]) == (problem["code"], problem["detail"])
    assert all(error.keys() == KEYS for error in problem["errors"])
    places = [(error["line"], error["column"]) for error in problem["errors"] if error["line"]]
    assert places == sorted(places)
    assert not FORBIDDEN.search(first["message"].replace("!=", "") + problem["title"])
    return first


@pytest.mark.parametrize(("program", "inputs", "place", "piece"), PROGRAMS, ids=lambda x: str(x)[:30])
async def test_a_program_is_refused_at_its_place(
    client: httpx.AsyncClient, program: str, inputs: dict[str, Any], place: tuple[int, int] | None, piece: str
) -> None:
    # Of numbers alone a program may have so many nodes that its depth is what it is refused for.
    body = {"program": program, "inputs": inputs, "detail": "gradients"}
    first = check(await post(client, "trace", body), 422)
    if place:
        assert (first["line"], first["column"]) == place
    assert first["line"] is not None
    assert piece in first["message"]
    other = check(await post(client, "trace?lang=zh-CN", body), 422)
    assert other["message"] != first["message"]
    assert {**other, "message": "", "fix": "", "edit": ""} == {**first, "message": "", "fix": "", "edit": ""}


@pytest.mark.parametrize(("value", "piece"), VALUES, ids=lambda x: str(x)[:20])
async def test_a_value_is_refused_by_its_field(client: httpx.AsyncClient, value: Any, piece: str) -> None:
    first = check(await post(client, "trace", {"program": "y = sum(x)", "inputs": {"x": value}}), 422)
    assert first["field"] == "inputs.x"
    assert piece in first["message"]


async def test_a_number_beyond_a_double_is_refused_by_its_field(client: httpx.AsyncClient) -> None:
    body = b'{"program": "y = sum(x)", "inputs": {"x": [1, 1e400]}}'
    answer = await client.post("/api/v1/trace", content=body, headers={"Content-Type": "application/json"})
    assert check(answer, 422)["field"] == "inputs.x"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "program"),
        ([], None),
        ({"program": 1}, "program"),
        ({"program": None}, "program"),
        ({"program": "y = 1", "inputs": []}, "inputs"),
        ({"program": "y = 1", "colour": 1}, "colour"),
        ({"program": "y = 1", "detail": "some"}, "detail"),
        ({"program": "y = 1", "parameters": "x"}, "parameters"),
        ({"program": "y = 1", "parameters": ["a", 2]}, "parameters[1]"),
        ({"program": "y = 1", "update": {}}, "update.rate"),
        ({"program": "y = 1", "update": {"rate": "0.1"}}, "update.rate"),
        ({"program": "y = 1", "update": {"rate": 10**400}}, "update.rate"),
        ({"program": "y = 1", "expand": "some"}, "expand"),
        ({"program": "y = 1", "expand": [None]}, "expand[0]"),
        ({"program": "y = 1", "output": 2}, "output"),
        ({"program": "y = 1", "output": "z"}, "output"),
        ({"program": "y = x", "inputs": {"x": 1}, "parameters": ["z"]}, "parameters"),
        ({"program": "y = x", "inputs": {"x": 1}, "upstream": [1, 2]}, "upstream"),
        ({"program": "y = x", "inputs": {"x": 1}, "upstream": "1"}, "upstream"),
    ],
    ids=str,
)
async def test_a_field_is_refused_by_its_path(
    client: httpx.AsyncClient, body: Any, field: str | None
) -> None:
    assert check(await post(client, "trace", body), 422)["field"] == field


async def test_every_wrong_field_is_named(client: httpx.AsyncClient) -> None:
    answer = await post(client, "trace", {"inputs": 1, "detail": 2, "extra": 3})
    assert {error["field"] for error in answer.json()["errors"]} == {"program", "inputs", "detail", "extra"}


async def test_what_stands_in_the_address_is_checked_too(client: httpx.AsyncClient) -> None:
    assert check(await post(client, "trace?tensors=big", {"program": "y = 1"}), 422)["field"] == "tensors"
    assert check(await post(client, "trace?layout=heap", {"program": "y = 1"}), 422)["field"] == "layout"


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nowhere", 404, "not_found"),
        ("GET", "/api/v1/nowhere", 404, "not_found"),
        ("GET", "/static/nothing.js", 404, "not_found"),
        ("GET", "/static/../pyproject.toml", 404, "not_found"),
        ("GET", "/static/%2e%2e/manifest.json%00", 404, "not_found"),
        ("GET", "/api/v1/examples/cain", 404, "example_unknown"),
        ("POST", "/api/v1/export/doc", 404, "format_unknown"),
        ("GET", "/api/v1/trace", 405, "method_not_allowed"),
        ("PUT", "/api/v1/trace", 405, "method_not_allowed"),
        ("OPTIONS", "/api/v1/trace", 405, "method_not_allowed"),
        ("POST", "/healthz", 405, "method_not_allowed"),
        ("DELETE", "/", 405, "method_not_allowed"),
        ("POST", "/static/main-AAAA.js", 405, "method_not_allowed"),
    ],
)
async def test_wrong_addresses_and_methods(
    client: httpx.AsyncClient, method: str, path: str, status: int, code: str
) -> None:
    answer = await client.request(method, path)
    assert check(answer, status)["code"] == code
    if status == 405:
        assert answer.headers["allow"]


async def test_a_misspelt_example_names_the_nearest(client: httpx.AsyncClient) -> None:
    assert "`chain`" in (await client.get("/api/v1/examples/cain")).json()["detail"]


@pytest.mark.parametrize("code", RULES)
def test_every_rule_has_the_same_blanks_in_both_languages(code: str) -> None:
    rule = RULES[code]
    blanks = [
        {name for _, name, _, _ in string.Formatter().parse("".join(words)) if name} for words in rule[1:]
    ]
    assert blanks[0] == blanks[1]
    for text in (*rule.en, *rule.zh):
        assert not FORBIDDEN.search(text)
    assert len(" ".join(rule.en).split()) <= 30
    assert len("".join(rule.zh)) <= 60 + sum(map(len, blanks[0]))


def test_long_texts_are_shortened() -> None:
    answer = refused(refuse("not_found", path="/" + "a" * 10_000), "en")
    assert len(answer.body) < 1_000


def test_a_word_of_a_fault_may_differ_by_language() -> None:
    fault = RequestFault("field_type", {"field": "x", "want": ("a list", "列表")}, "x")
    assert "a list" in fault.message("en")
    assert "列表" in fault.message("zh-CN")


async def test_not_more_is_said_than_anybody_reads(client: httpx.AsyncClient) -> None:
    answer = await post(client, "trace", {"program": "y = 1", **{f"f{k}": 1 for k in range(5000)}})
    assert [error["field"] for error in answer.json()["errors"]] == [f"f{k}" for k in range(100)]
