"""Scalar graphs: build, forward, backward, and the trace as JSON, against the peers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from math import isclose

from benchmarks.contenders import contenders
from benchmarks.contenders.contender import Contender
from benchmarks.contenders.engine import COLUMNS, NUMBERS, ROWS, WIDE, built
from benchmarks.contenders.engine import run as numbers_of
from benchmarks.contenders.names import MICROGRAD, TAPE
from benchmarks.graphs import TINY, Spec, chain, random_graph
from benchmarks.rounds import FULL, LARGE, QUICK, Effort, Times, measure
from benchmarks.table import duration, ratio, table
from benchmarks.targets import Target
from engine import parse

SIZES = (10, 100, 1_000, 10_000, 100_000)
CHAINS = (500, 1_000, 100_000)
SHORT = 200
Found = dict[str, Times]


class Disagreement(Exception):
    """Two contenders found different gradients for one graph."""


def agree(spec: Spec, among: Sequence[Contender]) -> None:
    """All contenders that can recurse deep enough find the same gradients. Raises Disagreement."""
    reference: Sequence[float] = ()
    for contender in among:
        try:
            found = list(contender.gradients(spec, contender.run(spec)))
        except RecursionError:
            continue
        reference = reference or found
        if not all(isclose(a, b, rel_tol=1e-9, abs_tol=1e-12) for a, b in zip(reference, found, strict=True)):
            raise Disagreement(f"{spec.title}: {contender.name} differs from {among[0].name}")


def compare(specs: Sequence[Spec], *, quick: bool) -> tuple[str, list[Found]]:
    """The table of all contenders on these graphs, and their times."""
    among = contenders()
    found: list[Found] = []
    for spec in specs:
        agree(spec, among)
        found.append(
            measure({each.name: partial(each.run, spec) for each in among}, _effort(spec, quick=quick))
        )
    rows = [[each.name, *(_cell(times, each.name) for times in found)] for each in among]
    return table(["ratio to the plain tape", *(spec.title for spec in specs)], rows), found


def _effort(spec: Spec, *, quick: bool) -> Effort:
    return QUICK if quick else FULL if len(spec) <= 10_000 else LARGE


def _cell(times: Found, name: str) -> str:
    mine, tape = times[name], times[TAPE]
    if mine.failed:
        return mine.failed
    return f"1 ({duration(tape.best)})" if name == TAPE else ratio(mine.over(tape))


def tiny(*, quick: bool) -> Iterator[str | Target]:
    """The expressions that a lesson starts with."""
    yield compare(TINY, quick=quick)[0]


def random_graphs(*, quick: bool) -> Iterator[str | Target]:
    """Random graphs of all sizes, and what was to be reached on them."""
    sizes = [size for size in SIZES if not quick or size <= SHORT]
    text, found = compare([random_graph(size) for size in sizes], quick=quick)
    yield text
    by_size = dict(zip(sizes, found, strict=True))
    rows = [
        [name, *(_growth(by_size, size, name) for size in sizes)] for name in (TAPE, NUMBERS, COLUMNS, ROWS)
    ]
    yield table(["time a node", *(f"{size:,} nodes" for size in sizes)], rows)
    middle = {size: times for size, times in by_size.items() if 100 <= size <= 10_000}
    for size, times in middle.items():
        yield Target(f"numbers / plain tape, {size:,} nodes", times[NUMBERS].over(times[TAPE]), 1.8)
    for size, times in middle.items():
        if MICROGRAD in times:
            yield Target(
                f"micrograd / numbers, {size:,} nodes", times[MICROGRAD].over(times[NUMBERS]), 4.0, floor=True
            )
    for size, times in middle.items():
        if MICROGRAD in times:
            for layout in (COLUMNS, ROWS):
                title = f"{layout.removeprefix('engine: ')} / micrograd's gradients, {size:,} nodes"
                yield Target(title, times[layout].over(times[MICROGRAD]), 1.0)
    if 100_000 in by_size:
        small, large = by_size[1_000], by_size[100_000]
        growth = {name: large[name].best / small[name].best for name in (TAPE, NUMBERS)}
        yield Target(
            "growth of numbers / growth of the tape, 1,000 to 100,000 nodes",
            growth[NUMBERS] / growth[TAPE],
            1.3,
        )


def _growth(by_size: dict[int, Found], size: int, name: str) -> str:
    return duration(by_size[size][name].best / size)


def chains(*, quick: bool) -> Iterator[str | Target]:
    """Each operation upon the one before: who recurses, fails."""
    yield compare([chain(size) for size in ((SHORT,) if quick else CHAINS)], quick=quick)[0]


def parsing(*, quick: bool) -> Iterator[str | Target]:
    """Text to graph, beside what is done with the graph."""
    rows: list[list[str]] = []
    for size in (10, SHORT) if quick else (10, 100, 1_000, 10_000):
        spec = random_graph(size)
        runs: dict[str, Callable[[], object]] = {
            "parse": partial(_parsed, spec.text, dict.fromkeys(spec.leaves, ())),
            "graph": partial(built, spec),
            "numbers": partial(numbers_of, spec),
        }
        times = measure(runs, _effort(spec, quick=quick))
        each = [duration(times[name].best / size) for name in runs]
        rows.append([f"{size:,} nodes", *each, ratio(times["parse"].over(times["numbers"]))])
    yield table(
        ["time a node", "parse", "build the graph", "graph, forward, backward", "parse / these"], rows
    )


def _parsed(text: str, shapes: dict[str, tuple[int, ...]]) -> object:
    return parse(text, shapes, limits=WIDE)
