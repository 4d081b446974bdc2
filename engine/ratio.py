"""What a constant ratio between two gradients tells: the factor that was forgotten or put in twice."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np

from engine.check import TINY, Checked

Meaning = Literal["batch", "inverse_batch", "sign", "pass"]
SPREAD = 1e-6


class Ratio(NamedTuple):
    """analytic / numeric, the same for every element, and what that number is."""

    value: float
    meaning: Meaning


def ratio(checked: Checked, *, batch: int | None = None, passes: int = 1) -> Ratio | None:
    """The hint for one input; batch: how many samples, passes: which pass it is. None where there is none."""
    judged = ~checked.kinks_all & (np.abs(checked.numeric_all) > TINY)
    with np.errstate(all="ignore"):
        ratios = checked.analytic_all[judged] / checked.numeric_all[judged]
    if not ratios.size or not np.isfinite(ratios).all():
        return None
    value = float(ratios.mean())
    if not value or np.ptp(ratios) >= SPREAD * abs(value):
        return None
    known: dict[Meaning, float] = {"sign": -1.0}
    if passes > 1:
        known["pass"] = float(passes)
    if batch is not None and batch > 1:
        known |= {"batch": float(batch), "inverse_batch": 1.0 / batch}
    return next((Ratio(k, name) for name, k in known.items() if abs(value / k - 1) < SPREAD), None)
