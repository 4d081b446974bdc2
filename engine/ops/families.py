"""What the tables share: one maker for elementwise ops, and sentences said by whole families."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from engine import shapes
from engine.op import OPS, Op, Sample, Words

SAME_SHAPE = ("The output has the shape of the input.", "输出与输入同形。")
BROADCAST = (
    "Shapes are broadcast: sizes compared from the right are equal, or one of them is 1.",
    "形状按广播规则：从右往左比较，大小相等或其中一个是 1。",
)
REDUCED = (
    "The axis is summed away; without an axis the result is one number.",
    "该轴消失；不写轴时结果是一个数。",
)


def words(
    title: tuple[str, str],
    forward: tuple[str, str],
    backward: tuple[str | tuple[str, ...], str | tuple[str, ...]],
    shape: tuple[str, str],
    watch: tuple[str, str] = ("", ""),
    trouble: tuple[str, str] = ("", ""),
) -> Mapping[str, Words]:
    """The words of an op: each argument is (English, Chinese)."""
    columns = zip(title, forward, backward, shape, watch, trouble, strict=True)
    return {
        lang: Words(name, ahead, (back,) if isinstance(back, str) else back, rule, caution, why)
        for lang, (name, ahead, back, rule, caution, why) in zip(("en", "zh-CN"), columns, strict=True)
    }


def elementwise(
    name: str,
    params: str,
    symbol: str,
    forward: Callable[..., Any],
    local: tuple[Callable[..., Any], ...],
    scalar: Callable[..., tuple[float, ...]],
    *,
    value: str,
    gradients: tuple[str, ...],
    words: Mapping[str, Words],
    samples: tuple[Sample, ...],
    **more: Any,
) -> Op:
    """Register an op that works element by element; `gradients` are its local derivatives."""
    names = tuple(params.split())
    return OPS.add(
        Op(
            name=name,
            params=names,
            symbol=symbol,
            forward=forward,
            local=local,
            scalar=scalar,
            shape=shapes.same if len(names) == 1 else shapes.broadcast,
            value=value,
            gradients=gradients,
            words=words,
            samples=samples,
            result="y" if len(names) == 1 else "z",
            **more,
        )
    )
