"""What may be sent to the labs, as in `wire.py`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from app.wire import Name, Request, Value

Step = Annotated[float, Field(gt=0, le=1, allow_inf_nan=False)]


class CurveRequest(Request):
    """A program, and one element of an input whose gradient is to be held against many differences."""

    program: str = Field(description="The program, as for a trace.")
    inputs: dict[str, Value] = Field(
        default={}, description="A number or nested list for each input of the program."
    )
    output: Name | None = Field(
        default=None, description="The name to differentiate; the last one assigned if absent."
    )
    upstream: Value | None = Field(
        default=None, description="The gradient that arrives at the output, of its shape; 1 if absent."
    )
    name: Name = Field(description="The input.")
    index: list[Annotated[int, Field(ge=0)]] | None = Field(
        default=None, max_length=32, description="The element, from 0 along each axis; the first if absent."
    )
    steps: list[Step] | None = Field(
        default=None, min_length=1, max_length=100, description="The steps h; 1e-1 to 1e-14 if absent."
    )
