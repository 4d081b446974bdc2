"""What is sent back, declared for the OpenAPI document. Nothing here runs when a request is answered.

Answers are written by `encode.py` and the routes; the tests hold them against these models.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.wire import Nested, Number, TraceRequest
from engine.op import View


class Model(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Tensor(Model):
    """An array as the base64 of its little-endian doubles, in row order."""

    shape: list[int]
    dtype: Literal["<f8"]
    base64: str


class TensorReference(Model):
    """Stands for an entry of `tensors` (`?tensors=base64`)."""

    tensor: str


class Summary(Model):
    """Stands for an array of more than 1,024 elements (`?tensors=summary`)."""

    shape: list[int]
    min: Number
    max: Number
    mean: Number
    norm: Number
    zeros: int
    sample: Nested


Value = Nested | TensorReference | Summary


class FormulaTree(BaseModel):
    """An operator with its arguments, or a leaf; any part may point at a number of the trace."""

    op: str | None = None
    args: list[FormulaTree] | None = None
    num: Number | None = None
    name: str | None = None
    text: str | None = None
    over: str | None = None
    ref: str | None = Field(
        default=None,
        description="The number meant. Of a node: `n3.value`, `n3.grad`, `n3.kept`, `n3.after` its update. "
        "Of an edge: `e4.local`, `e4.grad`, `e4.raw`, and `e4.before`, `e4.after` its contribution is added.",
    )
    role: Literal["value", "upstream", "local", "downstream", "contribution"] | None = None


class Printed(Model):
    latex: str
    tree: FormulaTree


class Formula(Model):
    """One equation: with letters, with the numbers of this trace, and as it is spoken."""

    symbolic: Printed
    numeric: Printed
    plain: str


class Node(Model):
    id: str
    key: str = Field(
        description="The identity that survives edits: the name bound, then the path in its expression."
    )
    kind: Literal["input", "parameter", "label", "constant", "operation"]
    op: str | None
    name: str | None = Field(description="The name bound to it; null for the parts of an expression.")
    label: str = Field(description="What a person calls it: its name, its number, its text if short.")
    symbol: str | None
    inputs: list[str]
    shape: list[int]
    value: Value
    grad: Value | None = Field(description="Null for labels, constants, and what depends on no input.")
    requires_grad: bool
    group: str | None
    expandable: bool
    view: View | None = Field(description="How a page may picture it: see the operation.")
    attributes: dict[str, Any] = Field(description="Its literal arguments, such as an axis.")
    line: int | None
    column: int | None
    end_line: int | None
    end_column: int | None
    uses: int
    kept: Value | None = Field(description="What the op keeps beside its value, such as the probabilities.")


class Edge(Model):
    id: str
    source: str
    target: str
    slot: int
    local: Value | None = Field(description="The local derivative, where it is elementwise or scalar.")
    grad: Value | None = Field(description="The contribution that travelled along the edge.")


class Group(Model):
    id: str
    op: str
    label: str
    symbol: str
    expanded: bool


class Counts(Model):
    steps: int = Field(description="Steps without the details.")


class Contribution(Model):
    edge: str
    to: str
    local: Value | None
    grad: Value
    raw: Value | None = None
    before: Value | None
    after: Value | None
    have: int
    need: int


class Step(Model):
    """One step of the story; which fields it has depends on its kind."""

    index: int
    phase: Literal["forward", "loss", "backward", "update"]
    kind: Literal[
        "inputs",
        "forward",
        "fork",
        "loss",
        "seed",
        "backward",
        "unbroadcast",
        "accumulate",
        "update",
        "zero",
        "done",
    ]
    level: Literal["node", "detail"]
    sentence: str
    formula: Formula | None
    node: str | None = None
    nodes: list[str] | None = None
    op: str | None = None
    part: str | None = None
    edges: list[str] | None = None
    upstream: Value | None = None
    contributions: list[Contribution] | None = None
    raw: Value | None = None
    grad: Value | None = None
    contribution: Value | None = None
    before: Value | None = None
    after: Value | None = None
    have: int | None = None
    need: int | None = None
    rate: Number | None = None
    uses: int | None = None
    value: Value | None = None
    given: bool | None = Field(
        default=None, description="Whether the upstream gradient came with the request."
    )


class WarningEntry(Model):
    """Where NaN or infinity first appears."""

    code: Literal["nan", "infinity"]
    node: str
    name: str | None
    line: int | None
    column: int | None
    step: int | None
    phase: Literal["forward", "loss", "backward", "update"]
    message: str


Columns = Annotated[
    dict[str, Any], Field(description="The same records column by column (`?layout=columns`).")
]


class Gradients(Model):
    """A trace with `detail: gradients`."""

    version: Literal[1]
    output: str
    values: dict[str, Value]
    gradients: dict[str, Value]
    warnings: list[WarningEntry]
    tensors: dict[str, Tensor] | None = None


class Trace(Gradients):
    """A whole trace."""

    program: str
    nodes: list[Node] | Columns
    edges: list[Edge] | Columns
    groups: list[Group]
    steps: list[Step] | Columns
    counts: Counts


class NetTrace(Trace):
    """The trace of the two-layer net, and what it is judged by."""

    loss: Number
    accuracy: Number
    probabilities: Value
    inputs: dict[str, Value] | None = Field(
        default=None, description="The numbers drawn, where sizes were sent."
    )


class CheckedInput(Model):
    """One input's gradient against central differences, at its worst element."""

    max_relative_error: Number = Field(
        description="The largest |n − a| / (|n| + |a|); 0 where both are below 1e-8, and where a difference "
        "of at most 1e-8 is what rounding the output leaves of (f(x + h) − f(x − h)) / 2h."
    )
    worst_index: list[int]
    analytic: Number
    numeric: Number
    verdict: Literal["very good", "acceptable", "check", "bug"]
    kinks: int = Field(description="Elements whose nudge crosses a kink: shown, not judged.")
    mean_absolute_difference: Number


class CheckReport(Model):
    passed: bool
    h: Number
    evaluations: int
    parameters: dict[str, CheckedInput]


class Example(Model):
    slug: str
    order: int
    section: str = Field(description="The section of the chapter that it belongs to.")
    source: str | None = Field(description="Where a classic comes from.")
    title: str
    goal: str
    request: TraceRequest = Field(description="Ready to be sent to `/api/v1/trace`.")


class PrintedText(Model):
    latex: str
    plain: str


class OperandGradient(PrintedText):
    operand: str


class Attribute(Model):
    name: str
    kind: str
    default: Any = None
    required: bool


class Operation(Model):
    """An entry of the op table."""

    name: str
    aliases: list[str]
    arity: int
    operands: list[str]
    attributes: list[Attribute]
    symbol: str
    infix: str | None = Field(description="The operator it is written with, if it has one.")
    callable: bool
    title: str
    value: PrintedText
    gradients: list[OperandGradient]
    shape: str
    keeps: list[str]
    watch: str
    expandable: bool
    view: View | None = Field(
        description="How a page may picture it. product: rows meet columns. mask: some elements pass. "
        "jacobian: every element moves every other. bars: probabilities beside labels. difference: and "
        "prediction minus label. saturation: a slope of at most 1/4. copy, average: one gradient for many."
    )


class Health(Model):
    status: Literal["ok"]


class Version(Model):
    name: str
    version: str
    limits: dict[str, float]


class ProblemEntry(Model):
    code: str
    message: str
    fix: str
    line: int | None = Field(description="1-based, in characters of the program as sent.")
    column: int | None
    end_line: int | None
    end_column: int | None = Field(description="The first column after the place.")
    node: str | None
    field: str | None = Field(description="The path of the field meant, such as `inputs.x`.")
    edit: str | None = Field(description="The text that, put at the place, would mend it.")


class Problem(Model):
    """RFC 9457. `errors` is sorted by place, so the first is the earliest."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: list[ProblemEntry]
