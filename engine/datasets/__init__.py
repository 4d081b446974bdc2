"""Labelled images: the digits that come with the product, and readers of what people bring."""

from engine.datasets.digits import digits
from engine.datasets.kept import keep, kept
from engine.datasets.parts import Images, Labels, Part, joined
from engine.datasets.read import Format, Found, read
from engine.datasets.samples import BOUNDS, Bounds, DataSet, Samples

__all__ = [
    "BOUNDS",
    "Bounds",
    "DataSet",
    "Format",
    "Found",
    "Images",
    "Labels",
    "Part",
    "Samples",
    "digits",
    "joined",
    "keep",
    "kept",
    "read",
]
