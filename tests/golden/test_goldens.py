"""The engine against PyTorch: every value and every gradient of every golden program."""

import ast
import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import engine
from tests.golden.programs import SECTIONS

FOLDER = Path(__file__).parent / "goldens"
FEWEST = 150
# The functions that the language promises; an op added later brings samples of its own.
LANGUAGE = """
exp log sqrt sin cos tan tanh sigmoid relu softplus abs neg leaky_relu gelu elu clip
add sub mul div pow matmul maximum minimum sum mean max min softmax log_softmax
softmax_with_loss cross_entropy cross_entropy_error mse affine reshape transpose concat
"""
WORDS = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}


def _records(section: str) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = json.loads((FOLDER / f"{section}.json").read_text(encoding="utf-8"))
    return records


GOLDENS = {section: _records(section) for section in SECTIONS}
# One unused vector, and nothing in the graph is a plain float any more.
ARRAYS = {"not_used": np.zeros(1)}


def _cases(finite: bool = False) -> list[Any]:
    """Return every golden as a test case, or only those whose inputs are finite."""
    return [
        pytest.param(record, id=f"{section}: {record['name']}")
        for section, records in GOLDENS.items()
        for record in records
        if not (finite and '"' in json.dumps(list(record["inputs"].values())))
    ]


def _numbers(value: Any) -> Any:
    """Return a golden value with the words for non-finite numbers replaced by floats."""
    if isinstance(value, list):
        return [_numbers(each) for each in value]
    return WORDS[value] if isinstance(value, str) else value


def _same(actual: Any, expected: Any, what: str) -> None:
    """Compare shape exactly, non-finite numbers exactly, the others to 1e-10."""
    want = np.asarray(_numbers(expected), dtype=np.float64)
    have = np.asarray(actual, dtype=np.float64)
    assert have.shape == want.shape, f"{what}: shape {have.shape}, not {want.shape}"
    np.testing.assert_allclose(have, want, rtol=1e-10, atol=1e-12, equal_nan=True, err_msg=what)


def _run(record: dict[str, Any], **how: Any) -> engine.Trace:
    given = {name: _numbers(value) for name, value in record["inputs"].items()}
    upstream = _numbers(record["upstream"]) if "upstream" in record else None
    more = how.pop("more", {})
    return engine.run(record["program"], given | more, output=record.get("output"), upstream=upstream, **how)


def _compare(trace: engine.Trace, record: dict[str, Any]) -> None:
    """Compare every name's value and gradient; constants and labels must have none."""
    for name, value in record["values"].items():
        _same(trace.value_of(name), value, f"value of {name}")
        gradient = trace.gradient(name)
        if name in record["gradients"]:
            assert gradient is not None, f"{name} has no gradient"
            _same(gradient, record["gradients"][name], f"gradient of {name}")
        else:
            assert gradient is None, f"{name} is a constant or a label, yet has a gradient"


@pytest.mark.parametrize("record", _cases())
def test_values_and_gradients_are_those_of_pytorch(record: dict[str, Any]) -> None:
    trace = _run(record)

    assert set(trace.named_values) == set(record["values"])
    _compare(trace, record)


@pytest.mark.parametrize("record", _cases())
def test_arrays_in_place_of_floats_change_nothing(record: dict[str, Any]) -> None:
    _compare(_run(record, more=ARRAYS), record)


@pytest.mark.parametrize("record", _cases(finite=True))
def test_opened_layers_change_nothing(record: dict[str, Any]) -> None:
    _compare(_run(record, expanded="all"), record)


def test_names_of_goldens_are_unique_and_their_number_is_as_promised() -> None:
    names = [record["name"] for records in GOLDENS.values() for record in records]

    assert len(set(names)) == len(names)
    assert len(names) >= FEWEST


def test_every_function_of_the_language_has_a_golden() -> None:
    called = {
        node.func.id
        for records in GOLDENS.values()
        for record in records
        for node in ast.walk(ast.parse(record["program"]))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }

    assert set(LANGUAGE.split()) <= called


@pytest.mark.parametrize("section", SECTIONS)
def test_goldens_are_those_of_the_programs_beside_them(section: str) -> None:
    asked = ("name", "program", "inputs", "output", "upstream", "labels", "why")
    rows = [
        {key: value for key, value in row._asdict().items() if value not in (None, ())}
        for row in SECTIONS[section]
    ]
    stored = [{key: record[key] for key in asked if key in record} for record in GOLDENS[section]]

    assert stored == json.loads(json.dumps(rows)), "run python -m tests.golden.make_goldens"
