"""What can be set: one row a setting, with its type, default and help.

`BACKPROP_` and the name in capitals is the environment variable; the README's table and `/version` are
made from the same rows.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple

PREFIX = "BACKPROP_"
KIB = 1024
MIB = 1024 * KIB


class Row(NamedTuple):
    """One setting, as the README and `--help` print it."""

    name: str
    variable: str
    default: object
    help: str


class SettingError(ValueError):
    """A variable of the environment holds what its setting cannot be."""


def _row(default: Any, text: str, *, minimum: float | None = None, among: tuple[str, ...] = ()) -> Any:
    return field(default=default, metadata={"help": text, "minimum": minimum, "among": among})


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """Everything about the service that its owner may change; lists are separated by commas."""

    max_body_bytes: int = _row(16 * MIB, "Largest body of a request, in bytes.", minimum=1)
    max_program_bytes: int = _row(256 * KIB, "Longest program, in bytes of UTF-8.", minimum=1)
    max_nodes: int = _row(2_000, "Most nodes of a program in full detail.", minimum=1)
    max_nodes_gradients: int = _row(20_000, 'Most nodes with `"detail": "gradients"`.', minimum=1)
    max_tensor_elements: int = _row(1_000_000, "Most elements of one tensor.", minimum=1)
    max_trace_elements: int = _row(8_000_000, "Most elements of all tensors of a trace together.", minimum=1)
    max_answer_bytes: int = _row(128 * MIB, "Largest answer, in bytes before it is packed.", minimum=1)
    max_upload_bytes: int = _row(128 * MIB, "Largest file of a data set, in bytes as it is sent.", minimum=1)
    max_unpacked_bytes: int = _row(
        256 * MIB, "Largest file of a data set, in bytes once unpacked.", minimum=1
    )
    data_sets: int = _row(8, "Uploaded data sets at one time; the next one is told to retry.", minimum=0)
    data_set_patience: float = _row(
        900.0, "Seconds after which an uploaded data set that nobody uses is deleted.", minimum=0
    )
    time_limit: float = _row(5.0, "Seconds of work a request may take; then it is stopped.", minimum=0)
    upload_time_limit: float = _row(30.0, "Seconds that reading an uploaded file may take.", minimum=0)
    runs: int = _row(
        8, "Training runs and races at once; one that is over gives way to a new one.", minimum=1
    )
    run_age: float = _row(3600.0, "Seconds after which a run is ended, whoever watches.", minimum=0)
    run_patience: float = _row(
        120.0, "Seconds after which a run is ended that nobody has watched or asked about.", minimum=0
    )
    run_steps: int = _row(200_000, "Most updates of a training run.", minimum=1)
    workers: int = _row(2, "Worker processes for the heavier requests.", minimum=1)
    queue: int = _row(
        32, "Heavier requests that may wait for a worker; the next one is told to retry.", minimum=0
    )
    queue_patience: float = _row(
        20.0, "Seconds that a heavier request may wait for a worker; then it is told to retry.", minimum=0
    )
    retry_after: int = _row(3, "Seconds after which a request turned away may try again.", minimum=0)
    allowed_hosts: tuple[str, ...] = _row(
        ("*",), "Host names answered to: `*` for any, `*.example.org` for a family."
    )
    cors_origins: tuple[str, ...] = _row(
        (), "Origins whose pages may call the API; none by default, `*` for any."
    )
    embed_ancestors: tuple[str, ...] = _row(("*",), "Origins whose pages may frame `/embed`.")
    log_level: str = _row(
        "info", "How much is logged.", among=("critical", "error", "warning", "info", "debug")
    )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """The defaults, with what the environment says instead. Raises SettingError, naming the variable."""
        given: dict[str, Any] = {}
        for row in fields(cls):
            variable = variable_of(row.name)
            if variable in environment:
                given[row.name] = _read(variable, environment[variable], row.default, row.metadata)
        return cls(**given)


def variable_of(name: str) -> str:
    """The environment variable of a setting."""
    return PREFIX + name.upper()


def rows() -> Iterator[Row]:
    """Every setting, in the order of the table."""
    for row in fields(Settings):
        yield Row(row.name, variable_of(row.name), row.default, row.metadata["help"])


def _read(variable: str, text: str, default: object, rules: Mapping[str, Any]) -> object:
    if isinstance(default, tuple):
        return tuple(part.strip() for part in text.split(",") if part.strip())
    if isinstance(default, str):
        if rules["among"] and text not in rules["among"]:
            raise SettingError(f"{variable} is {text!r}; it must be one of {', '.join(rules['among'])}.")
        return text
    kind, words = (int, "a whole number") if isinstance(default, int) else (float, "a number")
    try:
        number = kind(text)
    except ValueError:
        raise SettingError(f"{variable} is {text!r}; it must be {words}.") from None
    if not rules["minimum"] <= number < float("inf"):
        raise SettingError(f"{variable} is {text}; it must be at least {rules['minimum']}.")
    return number
