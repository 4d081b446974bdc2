"""npz, NumPy's archive: pairs of images and labels by their usual names, no pickles.

An array's size is known from its head before any of it is unpacked, and no more than that is read.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from math import prod
from typing import Any, BinaryIO, NamedTuple

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from engine.datasets.samples import (
    HIGHEST,
    Bounds,
    ClassNumbers,
    Pixels,
    Samples,
    as_given,
    at,
    bounded,
    counted,
    shuffled,
    sides,
)
from engine.datasets.stream import Stream
from engine.errors import DataError, Problem, Word
from engine.shapes import shown
from engine.source import Names

PAIRS = (("x_train", "y_train"), ("x", "y"), ("X", "y"), ("images", "labels"), ("data", "target"))
TEST = ("x_test", "y_test")
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How NumPy packs; others can unpack a great deal at once."""
END, END_64, END_SIZE, DIRECTORY = b"PK\x05\x06", b"PK\x06\x07", 22, 1 << 16
HEADS = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}


class Pair(NamedTuple):
    """Images and labels that belong together; `side`: rows and columns."""

    images: Pixels
    labels: ClassNumbers
    side: tuple[int, int]


def read_npz(file: BinaryIO, bounds: Bounds) -> Samples:
    """The samples of an archive: as it divides them, else shuffled. Raises DataError."""
    with _archive(file) as archive:
        names = {name.removesuffix(".npy"): name for name in archive.namelist() if name.endswith(".npy")}
        pair = next((pair for pair in PAIRS if set(pair) <= names.keys()), None)
        if pair is None:
            raise DataError(Problem("data_npz_names", {"names": Names(names) if names else "∅"}))
        reader = _Reader(archive, names, bounds)
        found = reader.pair(*pair)
        if pair == PAIRS[0] and set(TEST) <= names.keys():
            test = reader.pair(*TEST)
            if test.side == found.side and test.images.dtype == found.images.dtype:
                bounded(found.images.size + test.images.size, bounds)
                return as_given(found[:2], test[:2], found.side)
    return shuffled(found.images, found.labels, *found.side)


@contextmanager
def _archive(file: BinaryIO) -> Iterator[zipfile.ZipFile]:
    """The archive, if its directory is short. Raises DataError, also for damage found later."""
    file.seek(0, 2)
    file.seek(max(0, file.tell() - END_SIZE - len(END_64) - 16 - (1 << 16)))
    tail = file.read()
    end = tail.rfind(END)
    directory = int.from_bytes(tail[end + 12 : end + 16], "little")
    if end < 0 or directory > DIRECTORY or END_64 in tail[max(0, end - 20) : end]:
        raise DataError(Problem("data_packed"))
    try:
        with zipfile.ZipFile(file) as archive:
            yield archive
    except (zipfile.BadZipFile, RuntimeError, UnicodeError):
        raise DataError(Problem("data_packed")) from None


class _Reader:
    """Reads arrays by name, all together within the bounds."""

    def __init__(self, archive: zipfile.ZipFile, names: Mapping[str, str], bounds: Bounds) -> None:
        self.archive, self.names, self.bounds = archive, names, bounds
        self.left = bounds.unpacked

    def pair(self, images: str, labels: str) -> Pair:
        """Images and labels by their names, checked. Raises DataError."""
        x, side = _images(self._array(images), images, self.bounds)
        t = _labels(self._array(labels), labels)
        counted(len(x), len(t))
        return Pair(x, t, side)

    def _array(self, name: str) -> NDArray[Any]:
        info = self.archive.getinfo(self.names[name])
        if info.compress_type not in METHODS:
            raise DataError(Problem("data_packed"))
        if info.file_size > self.left:
            raise DataError(Problem("data_unpacked_size", {"limit": self.bounds.unpacked}))
        self.left -= info.file_size
        with self.archive.open(info) as file:
            return _npy(Stream(file, info.file_size), name, info.file_size)


def _npy(stream: Stream, name: str, size: int) -> NDArray[Any]:
    """One array. Raises DataError: damaged, or of anything but numbers."""
    try:
        head: Any = stream
        shape, by_column, kind = HEADS[npy.read_magic(head)](head)
    except (KeyError, ValueError):
        raise DataError(Problem("data_packed")) from None
    if kind.kind not in "uif" or kind.itemsize > 8:
        found = Word("objects of Python", "Python 对象") if kind.hasobject else str(kind)
        raise DataError(Problem("data_npz_kind", {"name": name, "found": found}))
    want = prod(shape) * kind.itemsize
    if want > size or min(shape, default=0) < 0:
        raise DataError(Problem("data_packed"))
    data = np.frombuffer(stream.read(want), dtype=kind)
    return data.reshape(shape[::-1]).T if by_column else data.reshape(shape)


def _images(x: NDArray[Any], name: str, bounds: Bounds) -> tuple[Pixels, tuple[int, int]]:
    """(N, rows · columns), (rows, columns): whole numbers to 255 as bytes, floats to 1 as they are."""
    bounded(x.size, bounds)
    if x.ndim == 4:
        x = x[..., 0] if x.shape[-1] == 1 else x[:, 0] if x.shape[1] == 1 else x
    if x.ndim not in (2, 3) or not x.size:
        raise DataError(Problem("data_npz_shape", {"name": name, "found": shown(x.shape)}))
    side = (x.shape[1], x.shape[2]) if x.ndim == 3 else sides(x.shape[1])
    x = x.reshape(len(x), -1)
    if x.dtype.kind == "f" and x.max() <= 1:
        _within(x, name, (x >= 0) & (x <= 1), Word("numbers from 0 to 1", " 0 到 1 的数"))
        return x, side
    fits = (x >= 0) & (x <= HIGHEST) & (np.floor(x) == x)
    _within(
        x,
        name,
        fits,
        Word("whole numbers from 0 to 255, or decimals from 0 to 1", " 0 到 255 的整数，或 0 到 1 的小数"),
    )
    return x.astype(np.uint8), side


def _labels(t: NDArray[Any], name: str) -> ClassNumbers:
    """(N,) class numbers."""
    if t.ndim == 2 and t.shape[1] == 1:
        t = t[:, 0]
    if t.ndim != 1:
        raise DataError(Problem("data_npz_shape", {"name": name, "found": shown(t.shape)}))
    fits = (t >= 0) & (t <= HIGHEST) & (np.floor(t) == t)
    _within(t[:, None], name, fits[:, None], Word("whole numbers from 0 to 255", " 0 到 255 的整数"))
    return t.astype(np.uint8)


def _within(x: NDArray[Any], name: str, fits: NDArray[np.bool_], want: Word) -> None:
    """Raises DataError at the first number that does not fit; NaN fits nothing."""
    if not fits.all():
        row, column = (int(k) for k in np.unravel_index(int(fits.argmin()), fits.shape))
        raise at("data_npz_value", row + 1, column + 1, name=name, found=f"{x[row, column]:g}", want=want)
