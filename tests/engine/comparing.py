"""Two traces side by side."""

import numpy as np
from numpy.typing import NDArray

import engine

Array = NDArray[np.float64]


def gradients(trace: engine.Trace) -> dict[str, Array | None]:
    """Return the gradient of every name, None where there is none."""
    found = {name: trace.gradient(name) for name in trace.named_values}
    return {name: None if grad is None else np.asarray(grad) for name, grad in found.items()}


def same_trace(one: engine.Trace, other: engine.Trace, rtol: float = 0.0, atol: float = 0.0) -> None:
    """Compare values and gradients of the names that both have; NaN equals NaN."""
    left, right = gradients(one), gradients(other)
    for name in set(one.named_values) & set(other.named_values):
        np.testing.assert_allclose(
            one.value_of(name), other.value_of(name), rtol, atol, err_msg=f"value of {name}"
        )
        a, b = left[name], right[name]
        assert (a is None) == (b is None), name
        if a is not None and b is not None:
            assert a.shape == b.shape, name
            np.testing.assert_allclose(a, b, rtol, atol, err_msg=f"gradient of {name}")
