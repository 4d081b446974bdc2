"""Any file that people bring: its format is found by its content."""

from __future__ import annotations

import tempfile
from typing import BinaryIO, Literal, NamedTuple

from engine.datasets.csv import read_csv
from engine.datasets.npz import read_npz
from engine.datasets.parts import Part, read_idx
from engine.datasets.samples import BOUNDS, Bounds, Samples
from engine.datasets.stream import opened
from engine.errors import DataError, Problem

Format = Literal["csv", "idx", "npz"]
ZIP, IDX = b"PK", b"\0\0"


class Found(NamedTuple):
    """What a file holds: samples, or the half of them that one IDX file is."""

    format: Format
    content: Samples | Part


def read(file: BinaryIO, bounds: Bounds = BOUNDS) -> Found:
    """A file of samples, packed by gzip or not, every number of it checked. Raises DataError."""
    head = opened(file, bounds.unpacked).read(len(ZIP))
    if not head:
        raise DataError(Problem("data_empty"))
    stream = opened(file, bounds.unpacked)
    if head == ZIP:
        with tempfile.TemporaryFile() as unpacked:
            for chunk in stream.chunks():
                unpacked.write(chunk)
            return Found("npz", read_npz(unpacked, bounds))
    if head == IDX:
        return Found("idx", read_idx(stream, bounds))
    if any(sign < 9 for sign in head) or (max(head) > 127 and head != b"\xef\xbb"):
        raise DataError(Problem("data_unknown"))
    return Found("csv", read_csv(stream, bounds))
