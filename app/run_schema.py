"""What runs send back, declared for the OpenAPI document, as in `schema.py`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from app.run_wire import EfficiencyRequest, TrainingRequest
from app.schema import Model, Problem, Tensor
from app.wire import Activation, Number

State = Literal["running", "paused", "done", "stopped", "failed"]


class RunData(Model):
    """The data set of a run: samples for training and testing, pixels, classes."""

    id: str
    train: int
    test: int
    input_size: int
    rows: int
    columns: int
    classes: int


class Measure(Model):
    """One parameter at an update. update_ratio: how large the change was beside the parameter."""

    gradient_norm: Number
    weight_norm: Number
    update_ratio: Number


class Measures(Model):
    """The parameters at an update, and the share of hidden units that no sample of its batch opened."""

    step: int
    W1: Measure
    b1: Measure
    W2: Measure
    b2: Measure
    dead: float | None = Field(description="Null for a sigmoid, which never shuts.")


class Accuracies(Model):
    """The shares of training and test samples that are classified rightly after an epoch."""

    epoch: int
    step: int
    train: float
    test: float


class RunStanding(Model):
    """Where a training run is; also the data of its events `state` and `end`."""

    state: State
    step: int
    epoch: int = Field(description="The one begun last, from 1.")
    elapsed: float = Field(description="Seconds, pauses left out.")
    remaining: float | None = Field(description="Seconds, at the pace so far.")
    updates_per_second: float | None


class TrainingRun(RunStanding):
    """All that is known of a training run; also the data of its event `snapshot`."""

    id: str
    kind: Literal["training"]
    request: TrainingRequest
    created: str
    steps: int
    epochs: int
    data: RunData
    loss: list[Number] = Field(description="Of every update's batch, where its gradient was taken.")
    smoothed: list[Number] = Field(description="A mean of these in which older batches fade.")
    measures: list[Measures] = Field(description="Up to 60 a second, not of every update.")
    accuracies: list[Accuracies]
    problem: Problem | None


class RunProgress(Model):
    """The data of the event `progress` of a training run: what has come since the one before."""

    step: int
    epoch: int
    elapsed: float
    remaining: float | None
    first: int = Field(alias="from", description="The update that the lists begin with.")
    loss: list[Number]
    smoothed: list[Number]
    measures: list[Measures]


class Evaluations(Model):
    done: int
    total: int = Field(description="Two for every parameter.")


class Backprop(Model):
    """forward, backward: passes; seconds: the median of `from` measurements."""

    forward: int
    backward: int
    seconds: float
    measured: int = Field(alias="from")


class Measured(Model):
    evaluations: int
    seconds: float


class Estimated(Model):
    """What all evaluations would take, from as many measured ones as `from` says."""

    seconds: float
    measured: int = Field(alias="from")


class Numerical(Model):
    measured: Measured
    estimated: Estimated | None = Field(description="Null where all of it has been measured.")


class Ratio(Model):
    """How many times as long the numerical gradient takes."""

    value: float
    estimated: bool


class RaceStanding(Model):
    """How a race stands; also the data of its events `progress` and `end`."""

    state: State
    elapsed: float
    evaluations: Evaluations
    backprop: Backprop
    numerical: Numerical
    worst_relative_error: Number | None = Field(
        description="Between the gradients compared so far, kinks left out."
    )
    ratio: Ratio | None


class EfficiencyRun(RaceStanding):
    """All that is known of a race; also the data of its event `snapshot`."""

    id: str
    kind: Literal["efficiency"]
    request: EfficiencyRequest
    created: str
    parameters: int
    problem: Problem | None


class NetParameters(Model):
    W1: Tensor
    b1: Tensor
    W2: Tensor
    b2: Tensor


class Network(Model):
    """The weights of a training run as they are now."""

    step: int
    epoch: int
    activation: Activation
    program: str = Field(description="The net for samples X, labels t and these parameters.")
    parameters: NetParameters


class Sample(Model):
    """A digit and what the net takes it for."""

    index: int
    label: int
    predicted: int
    probability: Number
    pixels: str = Field(description="Base64 of rows × columns bytes, 0 to 255, row by row.")


class Samples(Model):
    """total: of those asked for; wrong: of all in the set."""

    set: Literal["train", "test"]
    total: int
    wrong: int
    step: int
    samples: list[Sample]


class Prediction(Model):
    """What the net makes of one digit, and how the loss would change with each of its pixels."""

    step: int
    probabilities: list[Number]
    predicted: int
    label: int | None
    loss: Number
    gradient: Tensor
    unit_gradient: Tensor | None = Field(description="Of the weights into the hidden unit asked about.")
    hidden: list[Number]
    pixels: str = Field(description="Base64 of rows × columns bytes, 0 to 255, row by row.")


class Preset(Model):
    slug: str
    title: str
    goal: str
    request: TrainingRequest | EfficiencyRequest = Field(description="Ready to be sent to `/api/v1/runs`.")
