"""What a net in training makes of digits: its numbers, its verdicts, its gradient on one of them."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from typing import Any

import numpy as np
import orjson

from app.errors import Refusal, RequestFault
from app.numbers import clean
from app.run_wire import DrawnDigit, StoredDigit
from engine.op import Array
from engine.ops.loss import softmax
from engine.train import Training


def told(tree: Any) -> bytes:
    """JSON, with NaN and the infinities spelled."""
    return orjson.dumps(clean(tree))


def base64_of(x: Array) -> dict[str, Any]:
    """An array as the base64 of its little-endian doubles."""
    return {
        "shape": list(x.shape),
        "dtype": "<f8",
        "base64": b64encode(np.ascontiguousarray(x, dtype="<f8").tobytes()).decode(),
    }


def answer_network(training: Training) -> bytes:
    """Every parameter as it is now."""
    return told(
        {
            "step": training.step,
            "epoch": training.epoch,
            "activation": training.recipe.activation,
            "program": training.net.program,
            "parameters": {name: base64_of(value) for name, value in training.net.params.items()},
        }
    )


def answer_samples(training: Training, set: str, wrong: bool, offset: int, limit: int) -> bytes:  # noqa: A002
    """Samples beside what the net takes them for, all or those it is wrong about."""
    x, t = side(training, set)
    probabilities = probabilities_of(training, x)
    predicted = probabilities.argmax(axis=1)
    missed = predicted != t
    among = np.flatnonzero(missed) if wrong else np.arange(len(t))
    return told(
        {
            "set": set,
            "total": len(among),
            "wrong": int(missed.sum()),
            "step": training.step,
            "samples": [
                {
                    "index": k,
                    "label": int(t[k]),
                    "predicted": int(predicted[k]),
                    "probability": float(probabilities[k, predicted[k]]),
                    "pixels": b64encode(np.rint(x[k] * 255).astype(np.uint8).tobytes()).decode(),
                }
                for k in map(int, among[offset : offset + limit])
            ],
        }
    )


def answer_predict(
    training: Training,
    pixels: list[float] | None = None,
    label: int | None = None,
    set: str = "test",  # noqa: A002
    index: int = 0,
    unit: int | None = None,
) -> bytes:
    """One digit, by its pixels or its place: probabilities, and the loss's gradient by every pixel, and by
    every weight into a hidden unit.
    """
    if pixels is None:
        images, labels = side(training, set)
        x, label = images[index : index + 1], int(labels[index])
    else:
        x = np.array([pixels])
    predicted = int(probabilities_of(training, x)[0].argmax())
    trace = training.net.trace(x, [predicted if label is None else label])
    (probabilities,) = trace.stashes.values()
    gradient, hidden = np.asarray(trace.gradient("X")), np.asarray(trace.value_of("A1"))
    return told(
        {
            "step": training.step,
            "probabilities": probabilities[0].tolist(),
            "predicted": predicted,
            "label": label,
            "loss": float(np.asarray(trace.value_of("L"))),
            "gradient": base64_of(gradient[0]),
            "unit_gradient": None if unit is None else base64_of(np.asarray(trace.gradient("W1"))[:, unit]),
            "hidden": hidden[0].tolist(),
            "pixels": b64encode(np.rint(x[0] * 255).astype(np.uint8).tobytes()).decode(),
        }
    )


def checked_digit(
    found: DrawnDigit | StoredDigit, data: Mapping[str, Any], hidden_size: int
) -> DrawnDigit | StoredDigit:
    """A digit that a run on this data set can be asked about. Raises Refusal."""
    _within("unit", found.unit or 0, hidden_size)
    if isinstance(found, StoredDigit):
        _within("index", found.index, data[found.set])
    else:
        size = data["input_size"]
        if len(found.pixels) != size:
            want = (f"{size} numbers", f"是 {size} 个数")
            raise Refusal(RequestFault("field_range", {"field": "pixels", "want": want}, "pixels"))
        _within("label", found.label or 0, data["classes"])
    return found


def _within(field: str, value: int, count: int) -> None:
    if value >= count:
        want = (f"at most {count - 1}", f"不大于 {count - 1}")
        raise Refusal(RequestFault("field_range", {"field": field, "want": want}, field))


def side(training: Training, name: str) -> tuple[Array, Array]:
    """Images and labels of the training or of the test set."""
    data = training.data
    return (data.x_train, data.t_train) if name == "train" else (data.x_test, data.t_test)


def probabilities_of(training: Training, x: Array) -> Array:
    """(N, classes) by the weights as they are now."""
    with np.errstate(all="ignore"):
        return softmax(training.net.predict(x))
