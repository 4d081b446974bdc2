"""The op tables. Importing this package fills the registry; one entry is one op."""

from engine.op import OPS
from engine.ops import arithmetic, elementwise, linear, loss, reduce, shape

__all__ = ["OPS", "arithmetic", "elementwise", "linear", "loss", "reduce", "shape"]
