"""Every format is a file of its kind, and the scripts run and print the numbers of the trace."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
import math
import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest

from app.examples import load_examples
from app.exporters import EXPORTERS
from engine.op import OPS, Op
from tests.app.conftest import ROOT, post

pytestmark = pytest.mark.anyio
EXAMPLES = load_examples()
FORMATS = ("csv", "dot", "json", "latex", "mermaid", "numpy", "pytorch")
TORCH = importlib.util.find_spec("torch") is not None

PROGRAMS: dict[str, dict[str, Any]] = {
    "names": {
        "program": "np = x * 2\nsum = np + range\nd_x = sum * x\nx = d_x + x # \\ \"\"\" '''\ny = x + inf",
        "inputs": {"x": 1.5, "range": 2, "inf": 1, "unused": [[1, 2], [3, 4]]},
    },
    "unicode": {"program": "名 = é * 2\r\nL = 名 ** 2", "inputs": {"é": 3}},
    "same": {"program": "a = x\nb = a * x\ny = b - a", "inputs": {"x": 3}},
    "constants": {
        "program": "k = 1 / 0\nt = [[1, 2]]\ny = sum(x * t) + (-2) ** 2 - -3",
        "inputs": {"x": [[3], [4]]},
    },
    "not finite": {"program": "y = log(x) + w ** 0.5 + 1e308 * 10 * x", "inputs": {"x": 0, "w": -8}},
    "infinite inputs": {
        "program": "y = x * w + sum(v)",
        "inputs": {"x": "Infinity", "w": "NaN", "v": [1, "-Infinity"]},
    },
    "tiny": {"program": "y = x / w", "inputs": {"x": 1e-200, "w": 1e-200}},
    "turned number": {"program": "y = x.T * transpose(w)", "inputs": {"x": 2, "w": 3}},
    "impossible class": {
        "program": "L = softmax_with_loss(a, t)",
        "inputs": {"a": [[1, "-Infinity", 2], [1e308, -1e308, 0]], "t": [[0.5, 0, 0.5], [1, 0, 0]]},
    },
    "one vector": {
        "program": "y = x @ w @ v",
        "inputs": {"x": [1, 2], "w": [[1, 2, 3], [4, 5, 6]], "v": [1, 0, 2]},
    },
    "stack": {"program": "y = sum(x @ w)", "inputs": {"x": [[[1, 2]], [[3, 4]]], "w": [[1], [2]]}},
    "stack of both": {"program": "y = sum(x @ w)", "inputs": {"x": [[1, 2]], "w": [[[1], [2]], [[3], [5]]]}},
    "one sample": {
        "program": "L = softmax_with_loss(affine(x, W, b), t)",
        "inputs": {"x": [1, 2], "W": [[1, 2], [3, 4]], "b": [[0.5, 1]], "t": 1},
    },
    "images": {
        "program": "y = sum(affine(x, W, b) ** 2)",
        "inputs": {"x": [[[1], [2]], [[3], [4]]], "W": [[1, 2], [3, 4]], "b": [0.5, 1]},
    },
    "activations": {
        "program": "\n".join(
            f"{name}_ = {name}(x)"
            for name in ("relu", "sigmoid", "tanh", "softplus", "gelu", "elu", "abs", "leaky_relu")
        )
        + "\ny = sum(relu_ + sigmoid_ * tanh_ + softplus_ + gelu_ * elu_ + abs_ - leaky_relu_)",
        "inputs": {"x": [-2, 0, 0.5, 3]},
    },
    "bounds": {
        "program": "y = sum(clip(x, -1, 1) + maximum(x, 0.5) * minimum(x, w))",
        "inputs": {"x": [-2, 0.5, 1], "w": 0.5},
    },
    "functions": {
        "program": "y = exp(sin(x)) + cos(x) / tan(x) - sqrt(x) + log(x) + neg(x) + pow(x, w)",
        "inputs": {"x": 0.7, "w": 2},
    },
    "zero powers": {"program": "y = x ** w + w ** x", "inputs": {"x": 0, "w": 3}},
    "reductions": {
        "program": "a = max(x, axis=0) * mean(x, axis=0)\n"
        "y = sum(a) + min(x) + sum(sum(x, axis=(0, 1), keepdims=True))",
        "inputs": {"x": [[1, 5, 2], [1, 0, 5]]},
    },
    "shapes": {
        "program": "c = concat(x.T, x.T, axis=1)\n"
        "y = sum(reshape(x, (3, -1)) @ x) + x[0, -1] + sum(c[:, 1:3]) + sum(transpose(x)[1:])",
        "inputs": {"x": [[1, 5, 2], [1, 0, 5]]},
    },
    "softmaxes": {
        "program": "p = softmax(x, axis=0) * log_softmax(x)\n"
        "y = sum(p) + cross_entropy_error(softmax(x), t) + mse(x, w)",
        "inputs": {"x": [[1, 5, 2], [1, 0, 5]], "t": [0, 2], "w": [[1, 1, 1], [0, 0, 0]]},
    },
    "given upstream": {
        "program": "y = x * w",
        "inputs": {"x": [1, 2], "w": [[3], [4]]},
        "upstream": [[1, 2], [3, 4]],
    },
    "opened": {
        "program": "L = softmax_with_loss(affine(X, W, b), t) + sigmoid(s) + sum(softmax(W))",
        "inputs": {"X": [[1, 2]], "W": [[1, -1], [0.5, 2]], "b": [0, 1], "t": [1], "s": -800},
        "expand": "all",
    },
}


def sample_request(op: Op) -> dict[str, Any]:
    """A call of an op on its first sample, so that a new op is exported without a new test."""
    sample = op.samples[0]
    inputs = {f"in{k}": value for k, value in enumerate(sample.inputs)}
    arguments = ", ".join([*inputs, *(f"{name}={value!r}" for name, value in sample.attrs.items())])
    return {"program": f"y = sum({op.name}({arguments}))", "inputs": inputs}


SAMPLES = {f"sample of {op.name}": sample_request(op) for op in OPS.values() if op.callable}
REQUESTS = {**{slug: example.request for slug, example in EXAMPLES.items()}, **PROGRAMS, **SAMPLES}


async def exported(client: httpx.AsyncClient, name: str, form: str, lang: str = "en") -> httpx.Response:
    answer = await post(client, f"export/{form}?lang={lang}", REQUESTS[name])
    assert answer.status_code == 200, answer.text
    return answer


def test_the_formats_of_the_contract_are_there() -> None:
    assert tuple(EXPORTERS) == FORMATS


def test_every_module_of_the_folder_is_an_exporter() -> None:
    folder = ROOT / "app" / "exporters"
    modules = {path.stem for path in folder.glob("*.py") if not path.stem.startswith("_")}
    lacking = {
        (name, needed)
        for name in modules
        for needed in ("NAME", "MEDIA_TYPE", "SUFFIX", "export")
        if not hasattr(import_module(f"app.exporters.{name}"), needed)
    }
    assert lacking == set()
    assert modules == {exporter.__name__.rpartition(".")[2] for exporter in EXPORTERS.values()}  # type: ignore[attr-defined]


@pytest.mark.parametrize("form", FORMATS)
async def test_a_file_has_a_name_and_a_type(client: httpx.AsyncClient, form: str) -> None:
    answer = await exported(client, "chain", form)
    exporter = EXPORTERS[form]
    assert answer.headers["content-type"].partition(";")[0] == exporter.MEDIA_TYPE
    assert answer.headers["content-disposition"] == f'attachment; filename="trace{exporter.SUFFIX}"'


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("lang", ["en", "zh-CN"])
async def test_every_program_can_be_exported(client: httpx.AsyncClient, form: str, lang: str) -> None:
    for name in REQUESTS:
        assert (await exported(client, name, form, lang)).text


async def test_json_is_the_answer_of_the_api(client: httpx.AsyncClient) -> None:
    for name in ("chain", "not finite"):
        assert (await exported(client, name, "json")).json() == (
            await post(client, "trace", REQUESTS[name])
        ).json()


async def test_csv_has_a_row_for_every_step(client: httpx.AsyncClient) -> None:
    rows = list(
        csv.DictReader(io.StringIO((await exported(client, "branch", "csv")).content.decode("utf-8-sig")))
    )
    steps = (await post(client, "trace", REQUESTS["branch"])).json()["steps"]
    assert [row["kind"] for row in rows] == [step["kind"] for step in steps]
    assert [row["sentence"] for row in rows] == [step["sentence"] for step in steps]
    assert [row["sent"] for row in rows if row["kind"] == "accumulate"] == ["-4.0"]


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
async def test_dot_is_understood_by_graphviz(client: httpx.AsyncClient) -> None:
    drawings = [(await exported(client, name, "dot")).content for name in REQUESTS]
    command = ["dot", "-Tcanon"]
    ran = subprocess.run(command, input=b"".join(drawings), check=True, capture_output=True)
    assert ran.stdout.count(b"digraph") == len(drawings)


async def test_dot_and_mermaid_draw_every_node_and_edge(client: httpx.AsyncClient) -> None:
    for name, request in REQUESTS.items():
        trace = (await post(client, "trace", request)).json()
        dot = (await exported(client, name, "dot")).text
        mermaid = (await exported(client, name, "mermaid")).text
        for edge in trace["edges"]:
            assert f"{edge['source']} -> {edge['target']}" in dot
            assert re.search(rf"{edge['source']} -->(\|.*\|)? {edge['target']}\b", mermaid)
        for node in trace["nodes"]:
            assert re.search(rf"^  {node['id']} \[.*label=\"", dot, re.MULTILINE)
            assert re.search(rf"^  {node['id']}[\[(]", mermaid, re.MULTILINE)


async def test_latex_is_balanced_and_complete(client: httpx.AsyncClient) -> None:
    for name in REQUESTS:
        text = (await exported(client, name, "latex")).text
        steps = (await post(client, "trace", REQUESTS[name])).json()["steps"]
        assert text.count(r"\item") == len(steps)
        assert text.count(r"\begin{") == text.count(r"\end{")
        assert len(re.findall(r"\\left\b", text)) == len(re.findall(r"\\right\b", text))
        bare = re.sub(r"\\[{}\\]", "", text)
        assert bare.count("{") == bare.count("}")


@pytest.mark.parametrize(
    ("program", "unused", "package"),
    [
        ("é = x * 2", "w", r"\usepackage[T1]{fontenc}"),
        ("名 = x * 2", "w", r"\usepackage[scheme=plain]{ctex}"),
        ("y = x * 2", "η", r"\usepackage[scheme=plain]{ctex}"),
    ],
)
async def test_english_latex_has_letters_for_the_names(
    client: httpx.AsyncClient, program: str, unused: str, package: str
) -> None:
    request = {"program": program, "inputs": {"x": 1, unused: 2}}
    answer = await post(client, "export/latex", request)

    assert answer.text.splitlines()[1] == package


@pytest.mark.parametrize(
    "form", ["numpy", pytest.param("pytorch", marks=pytest.mark.skipif(not TORCH, reason="no PyTorch"))]
)
async def test_scripts_print_the_numbers_of_the_trace(
    client: httpx.AsyncClient, tmp_path: Path, form: str
) -> None:
    """All of them in one process, each a file of its own."""
    for k, name in enumerate(REQUESTS):
        (tmp_path / f"{k}.py").write_bytes((await exported(client, name, form)).content)
    runner = "import runpy, sys\nfor k in range(int(sys.argv[1])): print('#', k) or runpy.run_path(f'{k}.py')"
    command = [sys.executable, "-X", "utf8", "-W", "error", "-c", runner, str(len(REQUESTS))]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stderr
    printed = ran.stdout.split("# ")[1:]
    for name, text in zip(REQUESTS, printed, strict=True):
        trace = (await post(client, "trace", REQUESTS[name])).json()
        stated = {**trace["values"], **{f"d_{key}": number for key, number in trace["gradients"].items()}}
        found = dict(line.split(" = ", 1) for line in text.splitlines()[1:])
        assert len(found) >= len(stated) - 1, name
        for key, number in stated.items():
            np.testing.assert_allclose(
                np.array(read(found[key]), float),
                np.array(number, float),
                rtol=1e-10,
                atol=1e-12,
                err_msg=f"{name}: {key}",
            )


@pytest.mark.parametrize("form", ["numpy", "pytorch"])
async def test_the_last_of_several_bindings_keeps_the_name(client: httpx.AsyncClient, form: str) -> None:
    body = {"program": "L = x * 2\nL = L + 1", "inputs": {"x": 1}}
    text = (await post(client, f"export/{form}", body)).text
    assert "L_2 = x * 2.0\nL = L_2 + 1.0\n" in text
    assert 'show("L", L)' in text


@pytest.mark.parametrize("form", ["numpy", "pytorch"])
async def test_scripts_are_python(client: httpx.AsyncClient, form: str) -> None:
    for name in REQUESTS:
        compile((await exported(client, name, form)).content, name, "exec")


def read(printed: str) -> Any:
    """A number or nested list as Python prints it."""
    return json.loads(re.sub(r"\binf\b", "Infinity", re.sub(r"\bnan\b", "NaN", printed)))


def test_reading_what_python_prints() -> None:
    assert read("[1.0, inf, -inf]") == [1.0, math.inf, -math.inf]
