"""The choices that an address may carry."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import Query

Lang = Annotated[
    str | None,
    Query(
        description="Language of the words: any `zh…` is zh-CN, all others are English.",
        examples=["en", "zh-CN"],
    ),
]


async def worded(lang: Lang = None) -> None:
    """An address whose refusals alone depend on `?lang` takes it too."""


Tensors = Annotated[
    Literal["nested", "summary", "base64"],
    Query(description="Arrays as nested lists, the larger ones as a summary, or as base64 under `tensors`."),
]
Cells = Annotated[
    Literal["true", "false"],
    Query(description="With every element of both gradients, and a hint where their ratio is constant."),
]
Layout = Annotated[
    Literal["rows", "columns"],
    Query(
        description="Nodes, edges and steps one by one, or column by column, which is shorter for big graphs."
    ),
]
