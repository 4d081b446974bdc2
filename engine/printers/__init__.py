"""Formulas for the eye, for the ear, and for NumPy."""

from engine.printers.code import numpy_code
from engine.printers.latex import latex
from engine.printers.speech import spoken

__all__ = ["latex", "numpy_code", "spoken"]
