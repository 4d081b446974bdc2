"""Random programs of the language, drawn together with their inputs."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

Array = NDArray[np.float64]
Shape = tuple[int, ...]

# The same examples every time, and no clock: a busy machine fails no test.
UNHURRIED = settings(deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
MODEST = settings(UNHURRIED, max_examples=80)
MANY = settings(UNHURRIED, max_examples=250)

SCALARS: Mapping[str, Shape] = {"x": (), "y": (), "z": ()}
# Every two of these can meet by broadcasting; W is for `@` and affine alone.
TENSORS: Mapping[str, Shape] = {"s": (), "v": (3,), "c": (2, 1), "m": (2, 3)}
SQUARE: Mapping[str, Shape] = {"W": (3, 3)}

# Smooth everywhere, and slow to grow, so that central differences are sharp.
SMOOTH_ONE = (
    "-{a}",
    "0.5 * {a}",
    "sin({a})",
    "cos({a})",
    "tanh({a})",
    "sigmoid({a})",
    "softplus({a})",
    "gelu({a})",
    "exp(-{a} ** 2)",
    "log(1 + {a} ** 2)",
    "sqrt(1 + {a} ** 2)",
    "(1.5 + sin({a})) ** -1.5",
)
SMOOTH_TWO = (
    "{a} + {b}",
    "{a} - {b}",
    "{a} * sin({b})",
    "tanh({a}) * {b}",
    "{a} / (1 + {b} ** 2)",
    "(1.5 + cos({a})) ** sin({b})",
)
# Text and the axis that goes, or None where the shape stays.
SMOOTH_ROWS = (
    ("softmax({a})", None),
    ("log_softmax({a}, axis=0)", None),
    ("transpose({a}).T", None),
    ("mean({a}, axis=-1, keepdims=True)", -1),
    ("sum({a}, axis=0, keepdims=True)", 0),
)
MATRIX = ("{a} @ W", "affine({a}, W, v)")

# Rounded the same way by every IEEE machine: the results must agree to the last bit.
EXACT_ONE = ("-{a}", "abs({a})", "sqrt({a})", "relu({a})", "clip({a}, -1, 2)", "leaky_relu({a}, 0.5)", "{a}")
EXACT_TWO = ("{a} + {b}", "{a} - {b}", "{a} * {b}", "{a} / {b}", "maximum({a}, {b})", "minimum({a}, {b})")


class Line(NamedTuple):
    """`name = text`, which reads the names in `reads`."""

    name: str
    text: str
    reads: frozenset[str]


class RandomProgram(NamedTuple):
    """Lines in an order that runs, the inputs, and the name of the last line's value."""

    lines: tuple[Line, ...]
    inputs: dict[str, Array]

    @property
    def text(self) -> str:
        return as_text(self.lines)

    @property
    def output(self) -> str:
        return self.lines[-1].name


def as_text(lines: Sequence[Line]) -> str:
    """Return lines as a program."""
    return "\n".join(f"{line.name} = {line.text}" for line in lines)


def _line(name: str, template: str, a: str, b: str = "") -> Line:
    reads = {a, b, *(extra for extra in ("W", "v") if extra in template.replace("{a}", ""))} - {""}
    return Line(name, template.format(a=a, b=b), frozenset(reads))


@st.composite
def smooth_programs(draw: st.DrawFn, shapes: Mapping[str, Shape] = SCALARS, most: int = 7) -> RandomProgram:
    """Draw a program with one number as its output, smooth in all inputs, with shared and unused names."""
    known = dict(shapes)
    tensors = any(shapes.values())
    numbers = st.floats(-2, 2).map(lambda number: round(number, 3))
    lines: list[Line] = []
    for i in range(draw(st.integers(1, most))):
        name = f"h{i}"
        a, b = draw(st.sampled_from(list(known))), draw(st.sampled_from(list(known)))
        kinds = [
            "one",
            "two",
            *(["rows"] if known[a] else []),
            *(["matrix"] if known[a][-1:] == (3,) else []),
        ]
        match draw(st.sampled_from(kinds)):
            case "one":
                lines.append(_line(name, draw(st.sampled_from(SMOOTH_ONE)), a))
                known[name] = known[a]
            case "two":
                lines.append(_line(name, draw(st.sampled_from(SMOOTH_TWO)), a, b))
                known[name] = np.broadcast_shapes(known[a], known[b])
            case "rows":
                template, axis = draw(st.sampled_from(SMOOTH_ROWS))
                lines.append(_line(name, template, a))
                gone = None if axis is None else axis % len(known[a])
                known[name] = tuple(1 if k == gone else size for k, size in enumerate(known[a]))
            case _:
                lines.append(_line(name, draw(st.sampled_from(MATRIX)), a))
                known[name] = known[a]
    last = lines[-1].name
    lines.append(_line("L", "mean({a})" if tensors else "{a} * 2", last))
    given = {**shapes, **(SQUARE if tensors else {})}
    inputs = {
        name: np.array(draw(st.lists(numbers, min_size=n, max_size=n)), dtype=np.float64).reshape(shape)
        for name, shape in given.items()
        for n in [int(np.prod(shape))]
    }
    return RandomProgram(tuple(lines), inputs)


@st.composite
def exact_programs(draw: st.DrawFn) -> RandomProgram:
    """Draw a scalar program of exactly rounded operations on any floats, non-finite ones included."""
    known = list(SCALARS)
    lines: list[Line] = []
    for i in range(draw(st.integers(1, 6))):
        a, b = draw(st.sampled_from(known)), draw(st.sampled_from(known))
        template = draw(st.sampled_from(EXACT_ONE + EXACT_TWO))
        lines.append(_line(f"h{i}", template, a, b if "{b}" in template else ""))
        known.append(f"h{i}")
    return RandomProgram(tuple(lines), {name: np.array(draw(st.floats())) for name in SCALARS})


@st.composite
def reordered(draw: st.DrawFn, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Draw another order of the lines in which every line still comes after those it reads."""
    waiting, done = list(lines), list[Line]()
    while waiting:
        open_names = {line.name for line in waiting}
        ready = [line for line in waiting if not line.reads & open_names]
        line = draw(st.sampled_from(ready))
        waiting.remove(line)
        done.append(line)
    return tuple(done)
