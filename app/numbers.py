"""The one number codec: JSON in, floats and float64 arrays; numbers and arrays out, strictly valid JSON.

NaN and the infinities travel as the texts "NaN", "Infinity" and "-Infinity". Arrays travel as
nested lists, or by the caller's choice as summaries or as base64, each array then once.
"""

from __future__ import annotations

import math
from base64 import b64encode
from collections.abc import Iterable, Mapping
from typing import Any, Literal

import numpy as np
import orjson

from app.errors import Refusal, refuse
from engine.op import Array
from engine.values import Value, as_value

Tensors = Literal["nested", "summary", "base64"]

SUMMARY_FROM = 1024
BASE64_FROM = 64
CORNER = 8


def decode(raw: Any, name: str, field: str | None = None) -> Value:
    """A number or nested list of a request. Raises InputError, naming the field."""
    return as_value(raw, name, field)


def spelled(x: float) -> float | str:
    """x, or its name where JSON has no number for it."""
    if math.isfinite(x):
        return x
    return "NaN" if x != x else "Infinity" if x > 0 else "-Infinity"


def clean(tree: Any) -> Any:
    """A tree of JSON values with every number that is not finite spelled out; arrays are left alone."""
    if isinstance(tree, float):
        return spelled(tree)
    if isinstance(tree, dict):
        return {key: clean(value) for key, value in tree.items()}
    if isinstance(tree, list | tuple):
        return [clean(value) for value in tree]
    return tree


def all_finite(numbers: Iterable[object]) -> bool:
    """No float among them is NaN or infinite; arrays and None are not looked at."""
    return floats_finite(x for x in numbers if isinstance(x, float))


def floats_finite(numbers: Iterable[float | None]) -> bool:
    """None of them is NaN or infinite.

    A finite sum has only finite terms; a sum that overflows merely says "look closer".
    """
    return math.isfinite(sum(filter(None, numbers)))


def nested(x: Array) -> bytes:
    """An array as JSON, NaN and infinities spelled."""
    if x.ndim == 0:
        return orjson.dumps(spelled(float(x)))
    if np.isfinite(x).all():
        return orjson.dumps(np.ascontiguousarray(x), option=orjson.OPT_SERIALIZE_NUMPY)
    return orjson.dumps(clean(x.tolist()))


def summary(x: Array) -> dict[str, object]:
    """What a large array is like: shape, extremes, mean, norm, zeros, and a corner of it."""
    with np.errstate(all="ignore"):
        facts = {"min": x.min(), "max": x.max(), "mean": x.mean(), "norm": np.sqrt((x * x).sum())}
    corner = x[tuple(slice(0, CORNER) for _ in range(x.ndim))]
    return {
        "shape": list(x.shape),
        **{name: spelled(float(value)) for name, value in facts.items()},
        "zeros": int(np.count_nonzero(x == 0)),
        "sample": orjson.Fragment(nested(corner)),
    }


class Encoder:
    """Trees with numbers and arrays → bytes. `names`: what each array is called when sent once.

    Raises Refusal once arrays of more than `limit` bytes are written: small programs can ask for gigabytes.
    """

    def __init__(
        self,
        tensors: Tensors = "nested",
        names: Mapping[int, str] | None = None,
        limit: float = math.inf,
    ) -> None:
        self.tensors, self.names, self.limit = tensors, names or {}, limit
        self.written = 0
        self.sent: dict[str, Array] = {}

    def dump(self, tree: Any) -> bytes:
        """Strictly valid JSON; floats in `tree` must be finite or spelled."""
        try:
            return orjson.dumps(tree, default=self._array, option=orjson.OPT_NON_STR_KEYS)
        except orjson.JSONEncodeError as error:
            raise (error.__cause__ if isinstance(error.__cause__, Refusal) else error) from None

    def dump_tensors(self) -> bytes:
        """The arrays that `dump` only named, by name."""
        return orjson.dumps(
            {
                name: {
                    "shape": list(x.shape),
                    "dtype": "<f8",
                    "base64": b64encode(x.astype("<f8").tobytes()).decode(),
                }
                for name, x in self.sent.items()
            }
        )

    def _array(self, x: Any) -> Any:
        if isinstance(x, np.floating):
            return spelled(float(x))
        if not isinstance(x, np.ndarray):
            raise TypeError(f"not a JSON value: {type(x).__name__}")
        if self.tensors == "summary" and x.size > SUMMARY_FROM:
            return summary(x)
        name = self.names.get(id(x))
        if self.tensors == "base64" and x.size > BASE64_FROM and name is not None:
            self.sent[name] = x
            return {"tensor": name}
        text = nested(x)
        self.written += len(text)
        if self.written > self.limit:
            raise refuse("answer_too_large", limit=self.limit)
        return orjson.Fragment(text)
