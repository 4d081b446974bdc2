"""Backpropagation as data: a program becomes a graph, the graph becomes a trace.

>>> import engine
>>> trace = engine.run("L = (x + y) ** 2", {"x": 1, "y": 2})
>>> trace.value_of("L"), trace.gradient("x")
(9.0, 6.0)
"""

import engine.ops  # noqa: F401 - fills the registry
from engine.builder import Builder
from engine.check import gradient_check
from engine.errors import EngineError, InputError, LimitError, Problem, ProgramError, ShapeError, Span
from engine.evaluate import evaluate, run, updated
from engine.expand import expand
from engine.explain import Formula, formula
from engine.graph import Graph, Limits
from engine.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss
from engine.nets import TwoLayerNet
from engine.op import OPS, Op
from engine.parse import parse
from engine.show import Picture, show
from engine.steps import Step, steps
from engine.trace import Trace, Update
from engine.warn import warnings

__all__ = [
    "OPS",
    "Affine",
    "Builder",
    "EngineError",
    "Formula",
    "Graph",
    "InputError",
    "LimitError",
    "Limits",
    "Op",
    "Picture",
    "Problem",
    "ProgramError",
    "Relu",
    "ShapeError",
    "Sigmoid",
    "SoftmaxWithLoss",
    "Span",
    "Step",
    "Trace",
    "TwoLayerNet",
    "Update",
    "evaluate",
    "expand",
    "formula",
    "gradient_check",
    "parse",
    "run",
    "show",
    "steps",
    "updated",
    "warnings",
]
