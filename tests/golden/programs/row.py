"""One golden program and the numbers given to it."""

import random
from typing import Any, NamedTuple

# A number, one of the strings "NaN", "Infinity", "-Infinity", or a nested list of these.
Value = Any


class Row(NamedTuple):
    """A program, its inputs, and (where the default will not do) its output and upstream gradient.

    `labels` names the inputs that are class labels, which have no gradient; `why` says which convention
    the row pins where libraries differ.
    """

    name: str
    program: str
    inputs: dict[str, Value]
    output: str | None = None
    upstream: Value | None = None
    labels: tuple[str, ...] = ()
    why: str | None = None


def row(
    name: str,
    program: str,
    /,
    *,
    output: str | None = None,
    upstream: Value | None = None,
    labels: str = "",
    why: str | None = None,
    **inputs: Value,
) -> Row:
    """Return a `Row`; every other keyword is an input, `labels` is a space-separated list of names."""
    return Row(name, program, inputs, output, upstream, tuple(labels.split()), why)


def tensor(seed: int, *shape: int, low: float = -2.0, high: float = 2.0) -> Value:
    """Return nested lists of two-decimal numbers between `low` and `high`, the same for the same seed.

    Zero is left out, so that no number falls on the kink of relu or abs by chance.
    """
    source = random.Random(seed)

    def fill(rest: tuple[int, ...]) -> Value:
        if not rest:
            return round(source.uniform(low, high), 2) or 0.01
        return [fill(rest[1:]) for _ in range(rest[0])]

    return fill(shape)
