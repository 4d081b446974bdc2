"""The service under load, against the same route returning bytes that lie ready."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

import orjson

from benchmarks.graphs import random_graph
from benchmarks.load import load, request
from benchmarks.server import READY, SERVICE, Running, running
from benchmarks.table import duration, ratio, table
from benchmarks.targets import Target

PATH = "/api/v1/trace"
CONNECTIONS = 16
BODIES = 500
GRADIENTS, FULL, FULL_COLUMNS = "detail: gradients", "detail: full", "detail: full, in columns"
YARDSTICK = "ready bytes"


class Turn(NamedTuple):
    """One contender in one round. cpu: of the server, seconds an answer."""

    rate: float
    cpu: float | None


def requests(detail: str, path: str = PATH) -> Sequence[bytes]:
    """A 20-node program with other values each time."""
    spec, rng = random_graph(20), random.Random(3)
    bodies = (
        {"program": spec.text, "inputs": {name: rng.uniform(-1, 1) for name in spec.leaves}, "detail": detail}
        for _ in range(BODIES)
    )
    return [request(path, orjson.dumps(body)) for body in bodies]


def turn(server: Running, sent: Sequence[bytes], seconds: float) -> Turn:
    """Load a server for some seconds."""
    before = server.cpu()
    rate = load(server.port, sent, CONNECTIONS, seconds)
    after = server.cpu()
    used = None if before is None or after is None else (after - before) / (rate * seconds)
    return Turn(rate, used)


def service(*, quick: bool) -> Iterator[str | Target]:
    """Rates of all, in turn within a round."""
    rounds, seconds = (1, 1.0) if quick else (7, 2.0)
    with running(READY) as ready, running(SERVICE) as served:
        contenders = {
            YARDSTICK: (ready, requests("gradients")),
            GRADIENTS: (served, requests("gradients")),
            FULL: (served, requests("full")),
            FULL_COLUMNS: (served, requests("full", f"{PATH}?layout=columns")),
        }
        for server, sent in contenders.values():
            load(server.port, sent, CONNECTIONS, seconds)
        found: dict[str, list[Turn]] = {name: [] for name in contenders}
        for _ in range(rounds):
            for name, (server, sent) in contenders.items():
                found[name].append(turn(server, sent, seconds))
    yardstick = found[YARDSTICK]
    rates = {
        name: median(mine.rate / other.rate for mine, other in zip(turns, yardstick, strict=True))
        for name, turns in found.items()
    }
    yield table(
        [
            f"20-node program, {CONNECTIONS} connections",
            "answers/s, best",
            "rate",
            "server CPU",
            "CPU an answer",
        ],
        [
            [name, f"{max(each.rate for each in turns):,.0f}", ratio(rates[name]), *_cpu(turns, yardstick)]
            for name, turns in found.items()
        ],
    )
    if not quick:
        yield Target("rate of detail: gradients / ready bytes", rates[GRADIENTS], 0.5, floor=True)


def _cpu(turns: Sequence[Turn], yardstick: Sequence[Turn]) -> tuple[str, str]:
    """(the median ratio to the yardstick, the least)."""
    pairs = [(mine.cpu, other.cpu) for mine, other in zip(turns, yardstick, strict=True)]
    known = [(mine, other) for mine, other in pairs if mine is not None and other]
    if not known:
        return "–", "–"
    return ratio(median(mine / other for mine, other in known)), duration(min(mine for mine, _ in known))
