"""What may be sent to the labs, as in `wire.py`."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from app.run_wire import Scale
from app.wire import Name, ProgramRequest, Request

Activation = Literal["sigmoid", "tanh", "relu", "none"]
Depth = Annotated[int, Field(ge=1, le=20)]
Step = Annotated[float, Field(gt=0, le=1, allow_inf_nan=False)]


class CurveRequest(ProgramRequest):
    """A program, and one element of an input whose gradient is to be held against many differences."""

    name: Name = Field(description="The input.")
    index: list[Annotated[int, Field(ge=0)]] | None = Field(
        default=None, max_length=32, description="The element, from 0 along each axis; the first if absent."
    )
    steps: list[Step] | None = Field(
        default=None, min_length=1, max_length=100, description="The steps h; 1e-1 to 1e-14 if absent."
    )


class ChainRequest(Request):
    """Equal layers of one number each, a ← f(w · a)."""

    activation: Activation = Field(default="sigmoid", description="f; `none` leaves w · a as it is.")
    depth: Depth = Field(default=10, description="How many layers.")
    weight: float = Field(default=1.0, ge=-100, le=100, allow_inf_nan=False, description="w.")
    input: float = Field(
        default=0.5, ge=-1000, le=1000, allow_inf_nan=False, description="What the first layer is given."
    )


class WideRequest(Request):
    """Layers of many units, their weights drawn from a seed."""

    activation: Activation = Field(default="tanh", description="f; `none` leaves the products as they are.")
    depth: Depth = Field(default=10, description="How many layers.")
    width: int = Field(default=64, ge=1, le=256, description="Units of each layer.")
    batch: int = Field(default=32, ge=1, le=256, description="Samples.")
    init: Scale = Field(
        default="xavier",
        description="What normal weights are multiplied by: a number, 1/√width or √(2/width).",
    )
    seed: int = Field(default=0, ge=0, le=2**53, description="Of everything that is drawn.")


class MistakeFix(Request):
    """One line of the backward pass, written anew."""

    line: Name = Field(description="The id of the line.")
    text: str = Field(
        max_length=400, description="All of the line, or its right-hand side; in the language of programs."
    )


class MistakeMend(Request):
    """A mistake as it is, or mended. A fix stands before a choice."""

    choice: Literal["a", "b", "c"] | None = Field(default=None, description="One of the three fixes offered.")
    fix: MistakeFix | None = None


class MistakeCheck(MistakeMend):
    """How a mistake is checked."""

    h: Step | None = Field(default=None, description="How far each element is nudged; 1e-5 if absent.")
    passes: Annotated[int, Field(ge=1, le=9)] | None = Field(
        default=None, description="Which backward pass at the same place is checked."
    )


class MistakePoint(Request):
    """The line that is held to be at fault."""

    line: Name = Field(description="The id of the line.")
