"""What may be sent: the requests, and their refusals by field. What is sent back is declared in `schema.py`.

Numbers are not checked here: `app.numbers` decodes them, naming the field of any that is none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    TypeAdapter,
    ValidationError,
)
from pydantic_core import CoreSchema, core_schema
from typing_extensions import TypeAliasType

from app.errors import Refusal, RequestFault

Number = TypeAliasType("Number", float | Literal["NaN", "Infinity", "-Infinity"])
Nested = TypeAliasType("Nested", Number | list["Nested"])  # type: ignore[misc]


class _Unread:
    """Shown in the schema as nested numbers, and passed on unread: the codec is faster and says more."""

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.any_schema()

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return handler(TypeAdapter(Nested).core_schema)


Value = Annotated[Any, _Unread]
Name = Annotated[str, Field(max_length=200)]
# "all" alone is one name in a list: a union would report every mistake twice.
Names = Annotated[
    list[Name],
    Field(max_length=1000),
    BeforeValidator(
        lambda found: [found] if found == "all" else found, json_schema_input_type=list[Name] | Literal["all"]
    ),
]


class Request(BaseModel):
    """Strict: a field is of its own type or refused, and unknown fields are refused."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Update(Request):
    """One step of gradient descent, shown after the backward pass."""

    rate: float = Field(description="The learning rate.", allow_inf_nan=False)


class ProgramRequest(Request):
    """A program and the numbers to run it with."""

    program: str = Field(description="The program: one assignment a line, or one bare expression.")
    inputs: dict[str, Value] = Field(
        default={}, description="A number or nested list for each input of the program."
    )
    output: Name | None = Field(
        default=None, description="The name to differentiate; the last one assigned if absent."
    )
    upstream: Value | None = Field(
        default=None, description="The gradient that arrives at the output, of its shape; 1 if absent."
    )


class TraceRequest(ProgramRequest):
    """What a trace is made of."""

    parameters: list[Name] = Field(default=[], max_length=1000, description="Inputs to treat as parameters.")
    expand: Names = Field(default=[], description='Ops or groups to open into primitive nodes, or "all".')
    update: Update | None = Field(default=None, description="Adds the update of every parameter.")
    detail: Literal["full", "gradients"] = Field(
        default="full", description="The whole trace, or the numbers alone."
    )


class CheckRequest(ProgramRequest):
    """A program whose gradients are to be compared with central differences."""

    h: float = Field(
        default=1e-5,
        gt=0,
        le=1,
        allow_inf_nan=False,
        description="How far each element is nudged either way.",
    )
    names: list[Name] | None = Field(
        default=None, max_length=1000, description="The inputs to check; all if absent."
    )


Activation = Literal["relu", "sigmoid"]
Size = Annotated[int, Field(ge=1, le=100_000)]


class NetValues(Request):
    """The two-layer net of the chapter with all its numbers."""

    X: Value = Field(description="Samples, one a row.")
    t: Value = Field(description="Labels: class numbers, or rows.")
    W1: Value = Field(description="Weights of the first layer, (inputs, hidden).")
    b1: Value = Field(description="Biases of the first layer, (hidden,).")
    W2: Value = Field(description="Weights of the second layer, (hidden, classes).")
    b2: Value = Field(description="Biases of the second layer, (classes,).")
    activation: Activation = "relu"


class NetSizes(Request):
    """The two-layer net of the chapter with numbers drawn from a seed, and returned."""

    input_size: Size
    hidden_size: Size
    output_size: Size
    batch_size: Size
    weight_init_std: float = Field(default=0.01, ge=0, le=1e6, allow_inf_nan=False)
    seed: Annotated[int, Field(ge=0, lt=1 << 63)]
    activation: Activation = "relu"


NetRequest = NetValues | NetSizes
MOST_FAULTS = 100
Model = TypeVar("Model", bound=Request)


def validated(model: type[Model], found: Any) -> Model:
    """`found` as a request. Raises Refusal, naming the fields that are wrong, the first hundred at most."""
    try:
        return model.model_validate(found)
    except ValidationError as error:
        errors = error.errors(include_url=False, include_context=True, include_input=False)
        raise Refusal(*faults_of(errors[:MOST_FAULTS])) from None


def validated_net(found: Any) -> NetRequest:
    """The net's request, in the form that most of its fields speak of."""
    keys = found.keys() if isinstance(found, dict) else set()
    sizes = len(keys & NetSizes.model_fields.keys()) > len(keys & NetValues.model_fields.keys())
    return validated(NetSizes, found) if sizes else validated(NetValues, found)


Kind = tuple[str, str]
KINDS: Mapping[str, Kind] = {
    "string_type": ("a text", "文本"),
    "int_type": ("a whole number", "整数"),
    "float_type": ("a number", "数"),
    "finite_number": ("a finite number", "有限的数"),
    "bool_type": ("true or false", " true 或 false"),
    "list_type": ("a list", "列表"),
    "dict_type": ("an object with a field for each name", "对象，每个名字一个字段"),
    "model_type": ("an object", "对象"),
    "scale": ('"xavier", "he", or a number from 0 to 1000000', ' "xavier"、"he" 或 0 到 1000000 的数'),
}
BOUNDS: Mapping[str, tuple[str, str, str]] = {
    "greater_than": ("greater than {}", "大于 {}", "gt"),
    "greater_than_equal": ("at least {}", "不小于 {}", "ge"),
    "less_than": ("less than {}", "小于 {}", "lt"),
    "less_than_equal": ("at most {}", "不大于 {}", "le"),
    "too_long": ("no longer than {} entries", "不超过 {} 项", "max_length"),
    "too_short": ("at least {} entries long", "不少于 {} 项", "min_length"),
    "string_too_long": ("no longer than {} characters", "不超过 {} 个字符", "max_length"),
}


def faults_of(errors: Sequence[Any]) -> list[RequestFault]:
    """Pydantic's findings as faults, one a field, in the words of this service."""
    found = {path_of(error["loc"]): error for error in reversed(errors)}
    return [_fault(path, error) for path, error in reversed(found.items())]


def path_of(location: Sequence[str | int]) -> str:
    """`update.rate`, `parameters[2]`: as it would be written to reach the value."""
    path = ""
    for part in location:
        if isinstance(part, int):
            path += f"[{part}]"
        elif part not in BRANCHES:
            path += f".{part}" if path else part
    return path


# FastAPI's word for where in the request; the field has no such part.
BRANCHES = frozenset({"body", "query", "path"})


def _fault(path: str, error: Mapping[str, Any]) -> RequestFault:
    kind, context = error["type"], error.get("ctx", {})
    field = path or "body"
    if kind == "missing":
        return RequestFault("field_missing", {"field": field}, path or None)
    if kind == "extra_forbidden":
        return RequestFault("field_unknown", {"field": field}, path)
    if kind == "literal_error":
        expected = context["expected"]
        return RequestFault(
            "field_choice", {"field": field, "want": expected.replace(" or ", ", ").replace("'", '"')}, path
        )
    if kind in BOUNDS:
        en, zh, bound = BOUNDS[kind]
        found = context[bound]
        limit = int(found) if float(found).is_integer() else found
        return RequestFault(
            "field_range", {"field": field, "want": (en.format(limit), zh.format(limit))}, path
        )
    return RequestFault(
        "field_type",
        {"field": field, "want": KINDS.get(kind, ("of another kind", "另一种类型"))},
        path or None,
    )
