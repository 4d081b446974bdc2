"""What may be sent to start a run, to set its pace, and to ask what its net makes of a digit."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, PlainValidator
from pydantic_core import PydanticCustomError

from app.errors import Refusal, RequestFault
from app.wire import Activation, Name, Request, Size, validated

Seed = Annotated[int, Field(ge=0, lt=1 << 63)]
Pace = Annotated[float, Field(gt=0, le=1000, allow_inf_nan=False)]
Factor = Annotated[float, Field(ge=0, le=1e6, allow_inf_nan=False)]


def _scale(found: Any) -> Any:
    if found in ("xavier", "he") or (type(found) in (int, float) and 0 <= found <= 1e6):
        return found
    raise PydanticCustomError("scale", "a scale")


# Checked in one: a union would report every mistake twice.
Scale = Annotated[
    float | Literal["xavier", "he"],
    PlainValidator(_scale, json_schema_input_type=Factor | Literal["xavier", "he"]),
]
Side = Literal["train", "test"]


class TrainingRequest(Request):
    """A two-layer net to be trained; the defaults are the chapter's."""

    kind: Literal["training"]
    data: Name = Field(default="digits", description="The id of a data set.")
    hidden_size: int = Field(default=50, ge=1, le=1000)
    activation: Activation = "relu"
    weight_init: Scale = Field(
        default=0.01, description="The scale of the normal weights: 1/√n is xavier, √(2/n) is he."
    )
    epochs: int = Field(default=20, ge=1, le=10_000)
    batch_size: int = Field(default=100, ge=1, le=10_000)
    rate: Factor = 0.1
    momentum: float = Field(default=0, ge=0, lt=1, allow_inf_nan=False)
    weight_decay: float = Field(default=0, ge=0, le=1, allow_inf_nan=False, description="Of weights alone.")
    seed: Seed = Field(default=0, description="Draws the weights and the order of the samples.")
    updates_per_second: Pace | None = Field(default=None, description="As fast as it can if null.")
    paused: bool = Field(default=False, description="Wait for `step` or `resume` before the first update.")


class EfficiencyRequest(Request):
    """The gradients of one batch, numerically and by backpropagation, against the clock."""

    kind: Literal["efficiency"]
    input_size: Size = 784
    hidden_size: Size = 50
    output_size: Size = 10
    batch_size: int = Field(default=10, ge=1, le=1000)
    seed: Seed = 0
    seconds: float = Field(default=10, gt=0, le=60, description="How long the numerical lane may run.")


class PaceRequest(Request):
    """How fast a training run goes on."""

    updates_per_second: Pace | None = Field(description="As fast as it can if null.")


class StepRequest(Request):
    """How far a training run goes before it pauses."""

    steps: int = Field(default=1, ge=1, le=10_000)


class Digit(Request):
    """What is asked of every digit."""

    unit: int | None = Field(
        default=None, ge=0, description="A hidden unit: the gradient of its weights is told too."
    )


class DrawnDigit(Digit):
    """A digit by its pixels, row by row, 0 is empty and 1 is ink."""

    pixels: list[Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]] = Field(max_length=100_000)
    label: int | None = Field(default=None, ge=0, description="The predicted class stands for it if null.")


class StoredDigit(Digit):
    """A digit of the run's own data set."""

    set: Side
    index: int = Field(ge=0)


RunRequest = TrainingRequest | EfficiencyRequest
KINDS: dict[str, type[TrainingRequest] | type[EfficiencyRequest]] = {
    "training": TrainingRequest,
    "efficiency": EfficiencyRequest,
}


def validated_run(found: Any) -> RunRequest:
    """The request for a run, of the kind that it names. Raises Refusal."""
    if not isinstance(found, dict) or "kind" not in found:
        return validated(TrainingRequest, found)
    kind = found["kind"]
    if not isinstance(kind, str) or kind not in KINDS:
        want = ", ".join(f'"{each}"' for each in KINDS)
        raise Refusal(RequestFault("field_choice", {"field": "kind", "want": want}, "kind"))
    return validated(KINDS[kind], found)


def validated_digit(found: Any) -> DrawnDigit | StoredDigit:
    """The digit asked about, in the form that its fields speak of. Raises Refusal."""
    stored = isinstance(found, dict) and not found.keys().isdisjoint(("set", "index"))
    return validated(StoredDigit, found) if stored else validated(DrawnDigit, found)
