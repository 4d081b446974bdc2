"""A gradient check as JSON: a line for each input, and all its elements where they are asked for."""

from __future__ import annotations

from typing import Any

import numpy as np
import orjson

from app.numbers import clean, nested, spelled
from engine.check import Checked, CheckReport
from engine.ratio import Ratio, ratio


def report_of(
    report: CheckReport, *, cells: bool = False, batch: int | None = None, passes: int = 1
) -> dict[str, Any]:
    """Ready for orjson. batch, passes: what a constant ratio may be (with the cells)."""
    parameters = {
        name: {**_told(checked), **(_cells(checked, batch, passes) if cells else {})}
        for name, checked in report.parameters.items()
    }
    head = {"passed": report.passed, "h": report.h, "evaluations": report.evaluations}
    return {**head, "parameters": parameters}


def _told(checked: Checked) -> dict[str, Any]:
    return {
        "max_relative_error": spelled(checked.max_relative_error),
        "worst_index": checked.worst_index,
        "analytic": spelled(checked.analytic),
        "numeric": spelled(checked.numeric),
        "verdict": checked.verdict,
        "kinks": checked.kinks,
        "mean_absolute_difference": spelled(checked.mean_absolute_difference),
    }


def _cells(checked: Checked, batch: int | None, passes: int) -> dict[str, Any]:
    """Every element: both gradients, the error (null where unjudged), and whether it crosses a kink."""
    errors = checked.errors.astype(object)
    errors[checked.kinks_all & np.isnan(checked.errors)] = None
    cells = {
        "analytic": orjson.Fragment(nested(checked.analytic_all)),
        "numeric": orjson.Fragment(nested(checked.numeric_all)),
        "errors": clean(errors.tolist()),
        "kinks": checked.kinks_all.tolist(),
    }
    return {"cells": cells, "ratio": _ratio(ratio(checked, batch=batch, passes=passes))}


def _ratio(found: Ratio | None) -> dict[str, Any] | None:
    return found and found._asdict()
