"""Labelled images as they are kept, in few bytes, and as a net takes them, in doubles."""

from __future__ import annotations

from dataclasses import dataclass
from math import isqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.errors import DataError, Problem, Span
from engine.op import Array

Pixels = NDArray[np.uint8] | NDArray[np.floating[Any]]
"""0 to 255 as bytes, or 0 to 1 as floats."""
ClassNumbers = NDArray[np.uint8]

HIGHEST = 255
FEWEST = 5
TEST_SHARE = 5
SEED = 0


@dataclass(frozen=True)
class Bounds:
    """unpacked: bytes of a file once it is unpacked; elements: pixels of all images together."""

    unpacked: int = 256 << 20
    elements: int = 64 << 20


BOUNDS = Bounds()


@dataclass(frozen=True, eq=False)
class DataSet:
    """What a net trains on: x (N, rows · columns) in 0 to 1, t (N,) class numbers below `classes`."""

    x_train: Array
    t_train: Array
    x_test: Array
    t_test: Array
    rows: int
    columns: int
    classes: int


@dataclass(frozen=True, eq=False)
class Samples:
    """images (N, rows · columns), labels (N,); the first `train` are for training, the others for testing."""

    images: Pixels
    labels: ClassNumbers
    rows: int
    columns: int
    train: int

    def __len__(self) -> int:
        return len(self.labels)

    @property
    def classes(self) -> int:
        """Class numbers go from 0 to the highest label."""
        return int(self.labels.max()) + 1

    def data_set(self) -> DataSet:
        """The same in doubles."""
        k = self.train
        x, t = scaled(self.images), self.labels.astype(np.float64)
        return DataSet(x[:k], t[:k], x[k:], t[k:], self.rows, self.columns, self.classes)


def scaled(images: Pixels) -> Array:
    """Pixels from 0 to 1."""
    x = images.astype(np.float64)
    if images.dtype == np.uint8:
        x /= HIGHEST
    return x


def shuffled(images: Pixels, labels: ClassNumbers, rows: int, columns: int) -> Samples:
    """All samples in an order drawn from a fixed seed, the last fifth for testing. Raises DataError."""
    _enough(labels)
    order = np.random.default_rng(SEED).permutation(len(labels))
    return Samples(images[order], labels[order], rows, columns, len(labels) - len(labels) // TEST_SHARE)


def as_given(
    train: tuple[Pixels, ClassNumbers], test: tuple[Pixels, ClassNumbers], side: tuple[int, int]
) -> Samples:
    """Samples that the file has divided already. Raises DataError."""
    images: Any = np.concatenate((train[0], test[0]))
    labels = np.concatenate((train[1], test[1]))
    _enough(labels)
    return Samples(images, labels, *side, len(train[1]))


def _enough(labels: ClassNumbers) -> None:
    if not len(labels):
        raise DataError(Problem("data_empty"))
    if len(labels) < FEWEST:
        raise DataError(Problem("data_few", {"found": len(labels), "want": FEWEST}))
    if (labels == labels[0]).all():
        raise DataError(Problem("data_classes", {"label": int(labels[0])}))


def sides(pixels: int) -> tuple[int, int]:
    """(rows, columns) of a square image. Raises DataError."""
    side = isqrt(pixels)
    if not pixels or side * side != pixels:
        raise DataError(Problem("data_square", {"pixels": pixels}))
    return side, side


def counted(images: int, labels: int) -> None:
    """Raises DataError unless each image has its label."""
    if images != labels:
        raise DataError(Problem("data_counts", {"images": images, "labels": labels}))


def bounded(size: int, bounds: Bounds) -> None:
    """Raises DataError for more pixels than the bounds allow; asked before they are read."""
    if size > bounds.elements:
        raise DataError(Problem("data_elements", {"size": size, "limit": bounds.elements}))


def at(code: str, row: int, column: int, **params: object) -> DataError:
    """A refusal of one number, by its row and column from 1."""
    place = Span(row, column, row, column + 1)
    return DataError(Problem(code, {"row": row, "column": column, **params}, place))
