"""The worked examples: one TOML file each in `content/examples`, named by its slug, checked at start-up."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.language import LANGUAGES, Language
from app.wire import TraceRequest

FOLDER = Path(__file__).parent / "content" / "examples"


class ExampleError(ValueError):
    """An example file does not hold what an example needs; the message names the file and the field."""


class Words(BaseModel):
    """One text in every language."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    en: str = Field(min_length=1)
    zh: str = Field(min_length=1, alias="zh-CN")

    def said(self, lang: Language) -> str:
        return self.zh if lang == LANGUAGES[1] else self.en


class Example(BaseModel):
    """A program worth stepping through, ready to be sent."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    slug: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    order: int
    section: str = Field(pattern=r"^3(\.\d+)*$", description="The section of the chapter.")
    source: str | None = None
    title: Words
    goal: Words
    request: dict[str, Any]

    def told(self, lang: Language) -> dict[str, object]:
        """The example as it is sent."""
        return {
            "slug": self.slug,
            "order": self.order,
            "section": self.section,
            "source": self.source,
            "title": self.title.said(lang),
            "goal": self.goal.said(lang),
            "request": self.request,
        }


def load_examples(folder: Path = FOLDER) -> Mapping[str, Example]:
    """Every example by its slug, in order. Raises ExampleError."""
    found = sorted((_load(path) for path in folder.glob("*.toml")), key=lambda example: example.order)
    for one, other in pairwise(found):
        if one.order == other.order:
            raise ExampleError(f"{other.slug}.toml: order {other.order} is taken by {one.slug}.toml")
    return {example.slug: example for example in found}


def _load(path: Path) -> Example:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        example = Example(slug=path.stem, **content)
        TraceRequest.model_validate(example.request)
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise ExampleError(f"{path.name}: {error}") from error
    return example
