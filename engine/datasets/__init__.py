"""Labelled images: the digits that come with the product, and readers of what people bring."""

from engine.datasets.digits import digit_samples, digits
from engine.datasets.kept import keep, kept
from engine.datasets.parts import HALVES, Half, Images, Labels, Part, joined, missing
from engine.datasets.read import Format, Found, read
from engine.datasets.samples import BOUNDS, Bounds, DataSet, Samples

__all__ = [
    "BOUNDS",
    "HALVES",
    "Bounds",
    "DataSet",
    "Format",
    "Found",
    "Half",
    "Images",
    "Labels",
    "Part",
    "Samples",
    "digit_samples",
    "digits",
    "joined",
    "keep",
    "kept",
    "missing",
    "read",
]
