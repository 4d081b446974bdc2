"""The benchmarks run, with the contenders that are installed, and all of those find the same gradients."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import httpx
import pytest

from app.factory import create_app
from app.settings import Settings
from benchmarks.__main__ import SECTIONS
from benchmarks.contenders import contenders
from benchmarks.contenders.contender import Contender
from benchmarks.contenders.engine import NUMBERS
from benchmarks.contenders.names import TAPE
from benchmarks.graphs import TINY, Spec, chain, random_graph
from benchmarks.http import PATH
from benchmarks.rounds import QUICK, Times, measure
from benchmarks.scalars import Disagreement, agree
from benchmarks.server import NO_PAGE, READY_ANSWER, ReadyDesk
from benchmarks.targets import Target, verdicts
from engine import run

GRAPHS = [*TINY, *(random_graph(size, seed) for size in (3, 10, 100) for seed in (1, 2)), chain(50)]


@pytest.mark.parametrize("spec", GRAPHS, ids=lambda spec: spec.title)
def test_all_contenders_find_the_same_gradients(spec: Spec) -> None:
    agree(spec, contenders())


def test_one_that_differs_is_found() -> None:
    def wrong(spec: Spec, _found: Any) -> Sequence[float]:
        return [0.0] * (len(spec.leaves) - len(spec.constants))

    with pytest.raises(Disagreement, match="wrong differs"):
        agree(TINY[0], [*contenders(), Contender("wrong", len, wrong)])


@pytest.mark.parametrize("spec", GRAPHS, ids=lambda spec: spec.title)
def test_a_graph_has_the_size_and_the_text_that_it_says(spec: Spec) -> None:
    tape = next(each for each in contenders() if each.name == TAPE)
    trace = run(spec.text, spec.leaves)

    assert len(trace.graph) == len(spec)
    wanted = [name for k, name in enumerate(spec.leaves) if k not in spec.constants]
    assert [trace.gradient(name) for name in wanted] == pytest.approx(tape.gradients(spec, tape.run(spec)))


@pytest.mark.parametrize("size", [10, 100, 1_000])
def test_every_leaf_of_a_random_graph_is_used_and_no_value_grows(size: int) -> None:
    spec = random_graph(size)
    trace = run(spec.text, spec.leaves)

    assert len(spec) == size
    assert min(trace.graph.uses[:-1]) >= 1
    assert max(abs(float(x)) for x in trace.values) < size


@pytest.mark.parametrize("name", [name for name in SECTIONS if name not in {"http", "browser", "lighthouse"}])
def test_a_section_prints_tables(name: str) -> None:
    _, measured = SECTIONS[name]
    tables = [found for found in measured(quick=True) if isinstance(found, str)]

    assert tables
    for table in tables:
        head, *rows = table.splitlines()
        assert {row.count("|") for row in rows} == {head.count("|")}
        assert len(rows) >= 2


@pytest.mark.slow
def test_the_service_answers_under_load() -> None:
    _, measured = SECTIONS["http"]

    assert "detail: gradients" in next(iter(measured(quick=True)))


@pytest.mark.slow
def test_the_page_is_measured() -> None:
    _, measured = SECTIONS["browser"]
    text = "\n".join(str(found) for found in measured(quick=True))

    for title in ("first paint", "script a step", "8 steps a second", "layout, cold"):
        assert title in text


def test_lighthouse_is_left_out_where_it_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    _, measured = SECTIONS["lighthouse"]

    assert list(measured(quick=True)) == []
    assert "lighthouse is not installed" in capsys.readouterr().err


def test_ready_bytes_are_sent_for_valid_requests_alone() -> None:
    """The route of the service, its desk exchanged."""
    app = create_app(Settings(workers=1), NO_PAGE)
    app.state.desk = ReadyDesk(*app.state.desk)

    async def sent(body: object) -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
            return await client.post(PATH, json=body)

    assert asyncio.run(sent({"program": "y = x", "inputs": {"x": 1}})).content == READY_ANSWER.body
    assert asyncio.run(sent({"program": 1})).status_code == 422


def test_who_cannot_recurse_deep_enough_is_named() -> None:
    def fall() -> object:
        return fall()

    times = measure({"deep": fall, "flat": int}, QUICK)

    assert list(times) == ["deep", "flat"]
    assert times["deep"].failed == "recursion limit"
    assert times["flat"].best > 0


def test_ratios_are_taken_round_by_round() -> None:
    """A round in which the machine was slow for both says as much as the others."""
    assert Times((1.0, 20.0, 3.0)).over(Times((1.0, 10.0, 1.0))) == 2.0


def test_targets_say_what_was_missed() -> None:
    found = verdicts([Target("low", 1.2, 1.0), Target("high", 4.5, 4.0, floor=True)]).splitlines()

    assert found[2:] == ["| low | ≤ 1 | 1.20 | missed |", "| high | ≥ 4 | 4.50 | reached |"]


def test_the_engine_is_among_those_measured() -> None:
    assert NUMBERS in {each.name for each in contenders()}
