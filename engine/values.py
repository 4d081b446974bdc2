"""Values as the engine holds them: a Python float for a number, a float64 array for the rest."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping
from keyword import iskeyword
from typing import Any

import numpy as np

from engine.errors import InputError, Problem, Word
from engine.op import Array, Shape

Value = float | Array

NON_FINITE = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}
MAX_RANK = 32


class _Refused(Exception):
    """(code, found): why a value is refused."""


def as_value(raw: Any, name: str, field: str | None = None) -> Value:
    """A number, a rectangular nested list of numbers, or an array, as a float or float64 array.

    The texts "NaN", "Infinity" and "-Infinity" stand for those numbers. Raises InputError.
    """
    try:
        if isinstance(raw, np.ndarray):
            return _from_array(raw)
        if isinstance(raw, list | tuple):
            return np.array(_numbers(raw, 1), dtype=np.float64)
        return _number(raw)
    except _Refused as refused:
        code, found = refused.args
        raise InputError(
            Problem(code, {"name": name, "found": found}, field=field or f"inputs.{name}")
        ) from None


def as_values(raw: Mapping[str, Any]) -> dict[str, Value]:
    """Every value of a mapping, by the name as a program reads it; the first refusal is raised."""
    values: dict[str, Value] = {}
    for name, value in raw.items():
        read = normal(name)
        if not read.isidentifier() or iskeyword(read):
            raise InputError(Problem("value_name", {"name": name}, field=f"inputs.{name}"))
        if read in values:
            raise InputError(Problem("value_twice", {"name": name, "read": read}, field=f"inputs.{name}"))
        values[read] = as_value(value, name)
    return values


def normal(name: str) -> str:
    """A name as Python's parser sees it: in Unicode form NFKC."""
    return name if name.isascii() else unicodedata.normalize("NFKC", name)


def shape_of(value: Value) -> Shape:
    return () if isinstance(value, float) else value.shape


def _from_array(raw: np.ndarray[Any, Any]) -> Value:
    if raw.dtype.kind not in "iuf":
        raise _Refused("value_not_numeric", Word(f"an array of {raw.dtype}", f"{raw.dtype} 数组"))
    return float(raw) if raw.ndim == 0 else np.array(raw, dtype=np.float64)


def _number(raw: Any) -> float:
    kind = type(raw)
    if kind is float:
        return float(raw)
    if kind is str and raw in NON_FINITE:
        return NON_FINITE[raw]
    if kind is int or isinstance(raw, np.integer | np.floating):
        try:
            return float(raw)
        except OverflowError:
            raise _Refused("value_too_large", "") from None
    raise _Refused(
        "value_not_numeric", FOUND.get(kind, Word(f"of type {kind.__name__}", f" {kind.__name__} 类型"))
    )


FOUND = {
    str: Word("text", "文本"),
    bool: Word("true or false", "true 或 false"),
    type(None): Word("null", "null"),
    dict: Word("an object", "对象"),
    complex: Word("a complex number", "复数"),
}


def _numbers(rows: list[Any] | tuple[Any, ...], depth: int) -> list[Any]:
    """The nested list with every leaf a float; all rows of one length."""
    if depth > MAX_RANK:
        raise _Refused(
            "value_not_numeric", Word(f"nested deeper than {MAX_RANK} lists", f"超过 {MAX_RANK} 层的列表")
        )
    if set(map(type, rows)) == {float}:
        return list(rows)
    nested = [isinstance(row, list | tuple) for row in rows]
    if not any(nested):
        return [_number(row) for row in rows]
    if not all(nested):
        raise _Refused("value_ragged", "")
    out = [_numbers(row, depth + 1) for row in rows]
    if len({_form(row) for row in out}) > 1:
        raise _Refused("value_ragged", "")
    return out


def _form(rows: list[Any]) -> Shape:
    """The shape of a nested list already known to be rectangular."""
    shape: list[int] = []
    here: Any = rows
    while isinstance(here, list):
        shape.append(len(here))
        here = here[0] if here else None
    return tuple(shape)
