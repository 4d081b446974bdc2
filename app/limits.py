"""How much a request may ask for, and what that costs: both known from shapes, before any number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import prod

from app.settings import Settings
from engine.graph import Graph, Limits

# About microseconds, on the slower of the machines measured.
READING = 5.0  # a character of program, where it must be told why it cannot be read
NUMBERS = 3.0  # a node, forward and backward
STORY = 60.0  # a node's steps with sentence and formula
ELEMENT = 0.02  # an element of a tensor, forward and backward
PRINTED = 0.3  # an element written out as text
ROUND = 100.0  # an operation over many runs at once
EXAMINED = 10_000.0  # a planted mistake under the gradient check
TRAINED = 1_500.0  # a step of training, with a mistake and without it
FILE = 50_000.0  # a data set, read from its file
PRODUCT = 0.002  # a multiplication inside a matrix product
DRAWN = 0.03  # a number drawn from a seed


def limits_of(settings: Settings, *, full: bool) -> Limits:
    """The engine's limits for a request in full detail, or for numbers alone."""
    return Limits(
        program=settings.max_program_bytes,
        nodes=settings.max_nodes if full else settings.max_nodes_gradients,
        elements=settings.max_tensor_elements,
        total=settings.max_trace_elements,
    )


def cost_of_reading(program: str) -> float:
    """From text to a graph, or to the reason why there is none."""
    return len(program) * READING


def cost_of(graph: Graph) -> float:
    """One forward and one backward pass through the graph."""
    elements = sum(map(prod, graph.shapes)) if any(graph.shapes) else 0
    return len(graph) * NUMBERS + elements * ELEMENT + sum(_products(graph)) * PRODUCT


def cost_of_story(graph: Graph, *, full: bool) -> float:
    """Writing the trace down: every tensor as text, and the steps in words where they are wanted."""
    elements = sum(map(prod, graph.shapes))
    return elements * PRINTED + (len(graph) * STORY if full else 0.0)


def cost_of_check(graph: Graph, names: Sequence[str]) -> float:
    """Two runs for each element of the inputs named; many go through an operation at once."""
    runs = 2 * sum(prod(graph.shapes[graph.inputs[name]]) for name in names if name in graph.inputs)
    elements = sum(map(prod, graph.shapes))
    return len(graph) * ROUND + runs * (elements * ELEMENT + sum(_products(graph)) * PRODUCT)


def _products(graph: Graph) -> Iterator[int]:
    """Multiplications of each matrix product: forward, and for each of its two gradients."""
    if graph.scalar:
        return
    for op, args, shape in zip(graph.ops, graph.args, graph.shapes, strict=True):
        if op is not None and not op.elementwise and len(args) > 1 and graph.shapes[args[0]]:
            yield 3 * graph.shapes[args[0]][-1] * prod(shape)
