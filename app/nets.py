"""The numbers of a two-layer net, as they were sent or drawn from a seed, and what the net is judged by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from app.wire import NetSizes, NetValues
from engine.nets import PARAMETERS, TwoLayerNet, drawn_samples
from engine.op import Shape
from engine.trace import Trace
from engine.values import Value, as_value


class Score(NamedTuple):
    """probabilities: one row a sample; accuracy: the share of samples whose likeliest class is the label."""

    loss: Value
    accuracy: float
    probabilities: Value


def given(values: NetValues) -> Mapping[str, Value]:
    """The numbers sent. Raises InputError, naming the field."""
    return {name: as_value(getattr(values, name), name, field=name) for name in ("X", "t", *PARAMETERS)}


def shapes_of(sizes: NetSizes) -> Mapping[str, Shape]:
    """The shapes of all inputs, before any is drawn."""
    return {
        "X": (sizes.batch_size, sizes.input_size),
        "t": (sizes.batch_size,),
        "W1": (sizes.input_size, sizes.hidden_size),
        "b1": (sizes.hidden_size,),
        "W2": (sizes.hidden_size, sizes.output_size),
        "b2": (sizes.output_size,),
    }


def drawn(sizes: NetSizes) -> Mapping[str, Value]:
    """Samples and labels, and the parameters that the chapter's net draws from the same seed."""
    net = TwoLayerNet(
        sizes.input_size,
        sizes.hidden_size,
        sizes.output_size,
        sizes.weight_init_std,
        sizes.seed,
        sizes.activation,
    )
    X, t = drawn_samples(sizes.batch_size, sizes.input_size, sizes.output_size, sizes.seed)
    return {"X": X, "t": t, **net.params}


def score(trace: Trace) -> Score:
    """Loss, accuracy and probabilities of a net's trace."""
    loss, labels = (trace.graph.bindings[name] for name in ("L", "t"))
    probabilities, marked = trace.stashes[loss], np.asarray(trace.values[labels])
    classes = marked.argmax(axis=-1) if marked.ndim == probabilities.ndim else marked
    right = probabilities.argmax(axis=-1) == classes
    return Score(trace.values[loss], float(np.mean(right)), probabilities)
