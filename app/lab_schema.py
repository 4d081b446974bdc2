"""What data sets and labs send back, declared for the OpenAPI document, as in `schema.py`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field
from typing_extensions import TypeAliasType

from app.schema import CheckedInput, CheckReport, Model
from app.wire import Nested, Number

Unjudged = TypeAliasType("Unjudged", Number | list["Unjudged"] | None)  # type: ignore[misc]
Flags = TypeAliasType("Flags", bool | list["Flags"])  # type: ignore[misc]


class DataSet(Model):
    """Labelled images to train on."""

    id: str
    format: Literal["csv", "idx", "npz"]
    complete: bool
    missing: Literal["images", "labels"] | None = Field(
        description="What the other IDX file holds that is still to be sent."
    )
    samples: int
    train: int | None = Field(description="The first samples are for training …")
    test: int | None = Field(description="… and the last for testing: null while a half is missing.")
    rows: int | None
    columns: int | None
    classes: int | None = Field(description="Labels go from 0 to one less.")
    title: str | None
    source: str | None
    licence: str | None
    expires: str | None = Field(
        description="When it is deleted unless it is used; null while a run holds it, and for what stays."
    )


class DataSample(Model):
    index: int
    set: Literal["train", "test"]
    label: int
    pixels: str = Field(description="Base64 of rows × columns bytes, 0 to 255, row by row.")


class DataSamples(Model):
    """Some of a data set's samples."""

    total: int
    rows: int
    columns: int
    samples: list[DataSample]


class Cells(Model):
    """Every element of one input, each as nested lists of its shape."""

    analytic: Nested
    numeric: Nested
    errors: Unjudged = Field(description="Relative errors; null where a kink is crossed.")
    kinks: Flags


class Ratio(Model):
    """All elements have one ratio of the gradient to its difference, and it is a known number."""

    value: Number
    meaning: Literal["batch", "inverse_batch", "sign", "pass"]


class CheckedCells(CheckedInput):
    """The same with every element."""

    cells: Cells
    ratio: Ratio | None


class CellReport(CheckReport):
    """A gradient check with `?cells=true`."""

    parameters: dict[str, CheckedCells]  # type: ignore[assignment]


class CurvePoint(Model):
    h: Number
    central: Number
    one_sided: Number
    central_error: Number = Field(description="|n − a| / (|n| + |a|).")
    one_sided_error: Number


class BestSteps(Model):
    central: Number
    one_sided: Number


class CheckCurve(Model):
    """One element's gradient, and differences over many steps."""

    name: str
    index: list[int]
    analytic: Number
    points: list[CurvePoint]
    best: BestSteps = Field(description="The steps of the least errors.")


class ChainLink(Model):
    index: int
    input: Number
    output: Number
    local: Number = Field(description="|∂a_k/∂a_(k−1)|.")
    gradient: Number = Field(description="|∂a_n/∂a_(k−1)|.")


class Chain(Model):
    """A chain from its first layer to its last."""

    layers: list[ChainLink]
    gradient: Number = Field(description="|∂a_n/∂a_0|.")
    bound: Number | None = Field(description="For the sigmoid, whose slope is at most 1/4: (w/4)ⁿ.")
    saturation: list[Number] = Field(description="Each layer's slope of f over the largest it can be.")


class WideLayer(Model):
    index: int
    activation_std: Number
    gradient_norm: Number = Field(description="Of a gradient that had length 1 at the last layer.")
    share_saturated: Number | None = Field(
        description="Units with less than a tenth of the largest slope; null without an activation."
    )


class WideNet(Model):
    """A wide net from its first layer to its last."""

    layers: list[WideLayer]


class MistakeLine(Model):
    """One line of a backward pass."""

    id: str
    text: str
    each: list[dict[str, str]] = Field(
        description="A rule for several places: what its names stand for in each, such as P for W1."
    )
    stage: Literal["backward", "update", "check"]


class Mistake(Model):
    """What can be seen of a mistake before it is found."""

    id: str
    title: str
    symptom: str
    program: str = Field(description="The forward pass.")
    inputs: dict[str, Nested]
    checked: list[str] = Field(description="The inputs whose gradients are checked; that of x is called dx.")
    batch: int | None = Field(description="Samples in a batch; null where nothing is trained.")
    passes: int = Field(description="The backward pass that is checked unless another is asked for.")
    lines: list[MistakeLine] = Field(description="The backward pass with the mistake in it.")
    names: list[str] = Field(description="What the line at fault may speak of.")
    loss_curve: bool


class MadeLine(MistakeLine):
    """A line, and what it made."""

    values: list[Nested] = Field(description="Once for each of its places.")


class MistakeReport(CellReport):
    """The gradient check of a mistake, as it is or mended."""

    passes: int
    planted: bool = Field(description="The mistake was in force.")
    solved: bool = Field(description="It was not, and gradients, update and check are as they should be.")
    sentence: str | None = Field(description="Why the choice does not mend it.")
    lesson: str | None = Field(description="What there is to be learnt, once it is solved.")
    lines: list[MadeLine]
    single: CheckReport | None = Field(
        description="The same check in float32, where the check itself is what is broken."
    )


class MistakeChoice(Model):
    id: Literal["a", "b", "c"]
    text: str


class MistakePointed(Model):
    """Whether the line is at fault."""

    right: bool
    sentence: str
    choices: list[MistakeChoice] | None = Field(description="Three fixes, where the right line was found.")


class MistakeRun(Model):
    """The loss before every step and after the last."""

    rate: Number
    planted: list[Number]
    correct: list[Number]
