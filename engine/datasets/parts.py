"""IDX, MNIST's own format: images in one file, their labels in another."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from engine.datasets.samples import Bounds, ClassNumbers, Pixels, Samples, bounded, counted, shuffled
from engine.datasets.stream import Stream
from engine.errors import DataError, Problem, Word

IMAGES, LABELS = 0x0803, 0x0801


@dataclass(frozen=True, eq=False)
class Images:
    """The half with the pixels: (N, rows · columns)."""

    images: Pixels
    rows: int
    columns: int


@dataclass(frozen=True, eq=False)
class Labels:
    """The half with the class numbers: (N,)."""

    labels: ClassNumbers


Part = Images | Labels
Half = Literal["images", "labels"]
HALVES: Mapping[Half, Word] = {"images": Word("images", "图像"), "labels": Word("labels", "标签")}


def read_idx(stream: Stream, bounds: Bounds) -> Part:
    """One half. What its head says is checked before the rest is read. Raises DataError."""
    magic, count = _integers(stream, 2)
    if magic == LABELS:
        return Labels(np.frombuffer(_rest(stream, count, 8), dtype=np.uint8))
    if magic != IMAGES:
        raise DataError(Problem("data_idx_kind", {"found": f"{magic:08X}"}))
    rows, columns = _integers(stream, 2)
    size = count * rows * columns
    bounded(size, bounds)
    if not size:
        raise DataError(Problem("data_empty"))
    pixels = np.frombuffer(_rest(stream, size, 16), dtype=np.uint8)
    return Images(pixels.reshape(count, rows * columns), rows, columns)


def missing(part: Part) -> Half:
    """What the other half holds."""
    return "labels" if isinstance(part, Images) else "images"


def joined(first: Part, second: Part | Samples) -> Samples:
    """Both halves, shuffled. Raises DataError: two of one kind, or of different lengths."""
    match first, second:
        case (Images() as images, Labels() as labels) | (Labels() as labels, Images() as images):
            counted(len(images.images), len(labels.labels))
            return shuffled(images.images, labels.labels, images.rows, images.columns)
    raise DataError(Problem("data_idx_pair", {"want": HALVES[missing(first)]}))


def _integers(stream: Stream, count: int) -> tuple[int, ...]:
    head = stream.read(4 * count)
    if len(head) < 4 * count:
        raise DataError(Problem("data_idx_size", {"found": len(head), "want": 4 * count}))
    return struct.unpack(f">{count}I", head)


def _rest(stream: Stream, size: int, head: int) -> bytes:
    """The bytes after the head: as many as it says."""
    data = stream.read(size + 1)
    if len(data) != size:
        found = f"> {size + head}" if len(data) > size else str(len(data) + head)
        raise DataError(Problem("data_idx_size", {"found": found, "want": size + head}))
    return data
