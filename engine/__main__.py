"""`python -m engine "L = (x + y) ** 2" x=1 y=2`: the trace of a program as a table."""

from __future__ import annotations

import argparse
import io
import json
import math
import sys
from collections.abc import Sequence
from typing import Any

from engine.check import check
from engine.errors import EngineError
from engine.evaluate import run
from engine.pretty import show, show_check, show_error

LANGUAGES = {"en": "en", "zh": "zh-CN", "zh-CN": "zh-CN"}


def main(argv: Sequence[str] | None = None) -> int:
    """The exit code: 0, 1 for a gradient check that failed, 2 for what could not be run."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not stream.encoding.lower().startswith("utf"):
            stream.reconfigure(encoding="utf-8")
    options = _parser().parse_args(argv)
    lang = LANGUAGES[options.lang]
    try:
        trace = run(
            options.program,
            dict(options.values),
            output=options.output,
            upstream=options.upstream,
            expanded=[name for names in options.expand for name in names.split(",")],
        )
        print(show(trace, lang))
        if not options.check:
            return 0
        report = check(trace)
    except EngineError as error:
        print(show_error(error, options.program, lang), file=sys.stderr)
        return 2
    print(f"\n{show_check(report, lang)}")
    return 0 if report.passed else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m engine",
        description="Run a program forward and backward, and print every step.",
        epilog="example: python -m engine \"Y = X @ W\" X='[[1, 2]]' W='[[1], [0]]' --upstream '[[1]]'",
    )
    parser.add_argument("program", help='such as "L = (x + y) ** 2"; lines are parted by ; or by line breaks')
    parser.add_argument(
        "values", nargs="*", type=_assignment, metavar="name=value", help="a number or a nested list"
    )
    parser.add_argument("--output", metavar="NAME", help="the name to differentiate; the last one if absent")
    parser.add_argument(
        "--upstream", type=_value, metavar="VALUE", help="the gradient at the output; 1 if absent"
    )
    parser.add_argument(
        "--expand",
        action="append",
        default=[],
        metavar="NAMES",
        help="layers to open, such as softmax_with_loss, or all",
    )
    parser.add_argument("--check", action="store_true", help="compare the gradients with central differences")
    parser.add_argument("--lang", choices=sorted(LANGUAGES), default="en")
    return parser


def _assignment(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"{text!r} gives no value: write it like x=2")
    return name.strip(), _value(value)


def _number(text: str) -> float:
    """Raises ArgumentTypeError for digits that no double holds; infinity is written as a word."""
    number = float(text)
    if math.isinf(number) and any(map(str.isdigit, text)):
        raise argparse.ArgumentTypeError(
            f"{text!r} is too large for a 64-bit float: use numbers up to 1.8e308, or Infinity"
        )
    return number


def _value(text: str) -> Any:
    """A number as Python writes it, or a nested list as JSON does."""
    try:
        return _number(text)
    except ValueError:
        pass
    try:
        return json.loads(text, parse_float=_number)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a number or a list of numbers: write it like 2 or [[1, 2], [3, 4]]"
        ) from None


if __name__ == "__main__":
    sys.exit(main())
