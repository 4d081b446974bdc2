"""The digits of the product, and files that people bring: read whole, or refused by row and column."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.datasets import BOUNDS, Bounds, Images, Labels, Samples, digits, joined, keep, kept, read
from engine.errors import DataError, Problem
from engine.nets import TwoLayerNet

COUNT, SIDE = 10, 4
PIXELS = np.random.default_rng(1).integers(256, size=(COUNT, SIDE * SIDE)).astype(np.uint8)
LABELS = (np.arange(COUNT) % 3).astype(np.uint8)
HEAD = "label," + ",".join(f"pixel{k}" for k in range(SIDE * SIDE)) + "\n"


def csv_of(images: Any = PIXELS, labels: Any = LABELS, head: str = HEAD, end: str = "\n") -> bytes:
    rows = (",".join(map(str, (label, *row))) for label, row in zip(labels, images, strict=True))
    return (head + end.join(rows) + end).encode()


def idx_of(array: NDArray[np.uint8]) -> bytes:
    return struct.pack(f">{1 + array.ndim}I", 0x0800 + array.ndim, *array.shape) + array.tobytes()


def npz_of(save: Callable[..., None] = np.savez_compressed, **arrays: Any) -> bytes:
    file = io.BytesIO()
    save(file, **arrays)
    return file.getvalue()


def samples(data: bytes, bounds: Bounds = BOUNDS) -> Samples:
    content = read(io.BytesIO(data), bounds).content
    assert isinstance(content, Samples)
    return content


def halves(images: bytes, labels: bytes) -> Samples:
    first, second = (read(io.BytesIO(data)).content for data in (images, labels))
    assert isinstance(first, Images)
    assert isinstance(second, Labels)
    return joined(second, first)


def refused(data: bytes, bounds: Bounds = BOUNDS) -> Problem:
    with pytest.raises(DataError) as caught:
        samples(data, bounds)
    problem = caught.value.problems[0]
    for lang in ("en", "zh-CN"):
        assert "{" not in problem.message(lang) + problem.fix(lang)
    return problem


def content_of(found: Samples) -> list[tuple[int, ...]]:
    """All samples, whatever their order."""
    return sorted((int(t), *x.tolist()) for t, x in zip(found.labels, found.images, strict=True))


EXPECTED = sorted((int(t), *x.tolist()) for t, x in zip(LABELS, PIXELS, strict=True))
CUBE = PIXELS.reshape(COUNT, SIDE, SIDE)
GOOD = {
    "csv": csv_of(),
    "csv without a head": csv_of(head=""),
    "csv of Windows": csv_of(end="\r\n", head="\ufeff" + HEAD.strip() + "\r\n"),
    "csv with quotes": csv_of().replace(b"label", b'"label"').replace(b"0,", b'"0",'),
    "csv with decimals and blank lines": b"\n" + csv_of(PIXELS.astype(float)) + b"\n \n",
    "csv without its last line break": csv_of()[:-1],
    "csv in gzip": gzip.compress(csv_of()),
    "npz": npz_of(x=CUBE, y=LABELS),
    "npz not packed": npz_of(np.savez, images=PIXELS.astype(np.int64), labels=LABELS.astype(float)),
    "npz by columns": npz_of(X=np.asfortranarray(CUBE[..., None]), y=LABELS[:, None]),
    "npz in gzip": gzip.compress(npz_of(data=PIXELS.astype(">f4"), target=LABELS)),
}  # fmt: skip


@pytest.mark.parametrize("data", GOOD.values(), ids=GOOD)
def test_every_form_gives_the_same_samples(data: bytes) -> None:
    found = samples(data)
    assert content_of(found) == EXPECTED
    assert found.images.dtype == np.uint8
    assert (found.rows, found.columns, found.classes, found.train) == (SIDE, SIDE, 3, 8)


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_two_idx_files_are_one_set(pack: Callable[[bytes], bytes]) -> None:
    found = halves(pack(idx_of(CUBE)), pack(idx_of(LABELS)))
    assert content_of(found) == EXPECTED
    assert (found.rows, found.columns) == (SIDE, SIDE)


def test_the_order_is_drawn_once_and_the_last_fifth_is_for_testing() -> None:
    found = samples(GOOD["csv"])
    assert not np.array_equal(found.labels, LABELS)
    np.testing.assert_array_equal(found.images, samples(GOOD["npz"]).images)
    data = found.data_set()
    assert [len(part) for part in (data.x_train, data.t_train, data.x_test, data.t_test)] == [8, 8, 2, 2]
    np.testing.assert_allclose(np.concatenate((data.x_train, data.x_test)) * 255, found.images)


def test_decimals_of_an_npz_stay_as_they_are() -> None:
    found = samples(npz_of(x=PIXELS / 255, y=LABELS))
    assert found.images.dtype == np.float64
    np.testing.assert_allclose(found.data_set().x_train * 255, samples(GOOD["csv"]).images[:8])


def test_an_npz_that_is_divided_stays_so() -> None:
    found = samples(npz_of(x_train=CUBE[:7], y_train=LABELS[:7], x_test=CUBE[7:], y_test=LABELS[7:]))
    np.testing.assert_array_equal(found.images, PIXELS)
    assert found.train == 7


def test_many_rows_are_read_in_blocks_and_counted_through() -> None:
    images = np.random.default_rng(2).integers(256, size=(9_000, 256))
    labels = np.arange(9_000) % 10
    data = csv_of(images, labels, head="")
    assert len(data) > 4 << 20
    found = samples(data)
    assert int(found.images.astype(int).sum()) == images.sum()
    np.testing.assert_array_equal(np.bincount(found.labels), np.full(10, 900))
    lines = data.split(b"\n")
    lines[8_765] = lines[8_765].replace(b",", b",x", 1)
    problem = refused(b"\n".join(lines))
    assert (problem.code, problem.span and problem.span[:2]) == ("data_number", (8_766, 2))


def changed(row: int, column: int, text: str) -> bytes:
    """The CSV with one field changed, by row and column from 1."""
    lines = csv_of().decode().split("\n")
    fields = lines[row - 1].split(",")
    fields[column - 1] = text
    lines[row - 1] = ",".join(fields)
    return "\n".join(lines).encode()


WRONG_CSV = [
    (changed(4, 9, "256"), "data_pixel", 4, 9),
    (changed(4, 9, "-1"), "data_pixel", 4, 9),
    (changed(11, 17, "3.5"), "data_pixel", 11, 17),
    (changed(2, 5, "nan"), "data_pixel", 2, 5),
    (changed(2, 5, "inf"), "data_pixel", 2, 5),
    (changed(3, 1, "1.5"), "data_label", 3, 1),
    (changed(3, 1, "9999"), "data_label", 3, 1),
    (changed(3, 17, ""), "data_number", 3, 17),
    (changed(2, 2, "one"), "data_number", 2, 2),
    (changed(5, 2, "1,2"), "data_width", 5, 1),
    (changed(1, 2, "a,b"), "data_columns", 1, 1),
    (HEAD.replace("label,", "").encode(), "data_columns", 1, 1),
    (b"1;2;3\n", "data_columns", 1, 1),
    (csv_of() + b"1" * (3 << 20), "data_long_row", 12, 1),
]


@pytest.mark.parametrize(("data", "code", "row", "column"), WRONG_CSV, ids=lambda part: str(part)[-30:])
def test_a_wrong_field_is_named_by_row_and_column(data: bytes, code: str, row: int, column: int) -> None:
    problem = refused(data)
    assert problem.span is not None
    assert (problem.code, *problem.span[:2]) == (code, row, column)


def zip_of(name: str, data: bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        archive.writestr(name, data)
        archive.writestr("y.npy", b"")
    return file.getvalue()


def npy_head(shape: str, kind: str = "|u1") -> bytes:
    text = f"{{'descr': '{kind}', 'fortran_order': False, 'shape': {shape}}}\n".encode()
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text


FLIPPED = bytearray(GOOD["npz not packed"])
FLIPPED[300] ^= 255
WRONG = {
    "data_empty": [b"", gzip.compress(b""), HEAD.encode(), b"\n\n", idx_of(np.zeros((0, 2, 2), np.uint8))],
    "data_few": [csv_of(PIXELS[:4], LABELS[:4])],
    "data_classes": [csv_of(labels=LABELS * 0 + 7)],
    "data_unknown": [b"\x89PNG....", b"\xff\xfe1\x002\x00"],
    "data_packed": [
        gzip.compress(csv_of())[:-20],
        b"\x1f\x8b not gzip",
        GOOD["npz"][:200],
        b"PK\x03\x04" + b"0" * 100,
        bytes(FLIPPED),
        zip_of("x.npy", b"no array"),
        zip_of("x.npy", npy_head("(9, 16)")),
        zip_of("x.npy", npy_head("(-1, 16)")),
        zip_of("x.npy", npy_head("(9, 16)") + bytes(144), zipfile.ZIP_LZMA),
    ],
    "data_idx_kind": [struct.pack(">II", 0x0B03, 1), struct.pack(">II", 0x0802, 1)],
    "data_idx_size": [idx_of(CUBE)[:-1], idx_of(CUBE) + b"0", b"\0\0\x08", b"\0\0\x08\x03\0\0\0\1\0\0"],
    "data_elements": [struct.pack(">IIII", 0x0803, 1 << 31, 28, 28)],
    "data_npz_names": [npz_of(a=PIXELS, b=LABELS), npz_of(x=PIXELS), zip_of("x.txt", b"")],
    "data_npz_kind": [
        npz_of(x=np.array([{}]), y=LABELS),
        npz_of(x=PIXELS > 3, y=LABELS),
        npz_of(x=PIXELS.astype(complex), y=LABELS),
        npz_of(x=PIXELS, y=LABELS.astype(str)),
    ],
    "data_npz_shape": [
        npz_of(x=PIXELS[0], y=LABELS),
        npz_of(x=np.stack((CUBE, CUBE), -1), y=LABELS),
        npz_of(x=PIXELS, y=np.eye(COUNT)),
    ],
    "data_npz_value": [
        npz_of(x=PIXELS.astype(int) * 2, y=LABELS),
        npz_of(x=PIXELS / 100, y=LABELS),
        npz_of(x=PIXELS / np.nan, y=LABELS),
        npz_of(x=PIXELS / -255, y=LABELS),
        npz_of(x=PIXELS, y=LABELS - 1.0),
    ],
    "data_counts": [npz_of(x=PIXELS, y=LABELS[1:])],
    "data_square": [npz_of(x=PIXELS[:, 1:], y=LABELS)],
}  # fmt: skip


@pytest.mark.parametrize(("code", "data"), [(code, data) for code, rows in WRONG.items() for data in rows])
def test_what_is_no_data_set_is_refused(code: str, data: bytes) -> None:
    assert refused(data).code == code


def test_a_wrong_number_of_an_npz_is_named_by_sample() -> None:
    images = PIXELS.astype(int)
    images[6, 2] = 300
    problem = refused(npz_of(x=images, y=LABELS))
    assert problem.span is not None
    assert problem.span[:2] == (7, 3)
    assert "300" in problem.message()


def test_halves_of_one_kind_or_of_different_lengths_do_not_join() -> None:
    images = read(io.BytesIO(idx_of(CUBE))).content
    labels = read(io.BytesIO(idx_of(LABELS[1:]))).content
    assert isinstance(images, Images)
    assert isinstance(labels, Labels)
    for second, code in ((images, "data_idx_pair"), (labels, "data_counts")):
        with pytest.raises(DataError) as caught:
            joined(images, second)
        assert caught.value.code == code


@pytest.mark.parametrize(
    "pack", [gzip.compress, lambda data: npz_of(x=np.frombuffer(data, np.uint8), y=LABELS)]
)
def test_a_bomb_is_not_unpacked(pack: Callable[[bytes], bytes]) -> None:
    bomb = pack(b"1," * (4 << 20))
    assert len(bomb) < 1 << 17
    problem = refused(bomb, Bounds(unpacked=1 << 20))
    assert (problem.code, problem.params["limit"]) == ("data_unpacked_size", 1 << 20)


@pytest.mark.parametrize("data", [GOOD["csv"], GOOD["npz"], idx_of(CUBE)])
def test_more_pixels_than_allowed_are_refused(data: bytes) -> None:
    assert refused(data, Bounds(elements=100)).code == "data_elements"


def test_an_archive_with_a_long_directory_is_not_listed() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for k in range(2_000):
            archive.writestr(f"{k}.npy", b"")
    assert refused(file.getvalue()).code == "data_packed"


@pytest.mark.parametrize("name", ["csv", "npz"])
def test_what_is_kept_comes_back(tmp_path: Path, name: str) -> None:
    found = samples(GOOD[name])
    keep(found, tmp_path / "kept")
    again = kept(tmp_path / "kept")
    assert isinstance(again, Samples)
    assert (again.rows, again.columns, again.train) == (found.rows, found.columns, found.train)
    np.testing.assert_array_equal(again.images, found.images)
    for data, kind in ((idx_of(CUBE), Images), (idx_of(LABELS), Labels)):
        part = read(io.BytesIO(data)).content
        keep(part, tmp_path / "half")
        assert isinstance(kept(tmp_path / "half"), kind)


def test_ten_thousand_digits_come_with_the_product() -> None:
    found = digits()
    assert (found.x_train.shape, found.x_test.shape) == ((8_000, 784), (2_000, 784))
    assert (found.rows, found.columns, found.classes) == (28, 28, 10)
    assert (found.x_train.min(), found.x_train.max()) == (0.0, 1.0)
    for labels in (found.t_train, found.t_test):
        shares = np.bincount(labels.astype(int)) / len(labels)
        assert shares.min() > 0.08
        assert shares.max() < 0.13


def test_the_net_learns_from_them() -> None:
    found = digits()
    net = TwoLayerNet(784, 10, 10, seed=3)
    x, t = found.x_train[:500], found.t_train[:500]
    for _ in range(30):
        for name, gradient in net.gradient(x, t).items():
            net.params[name] -= 0.5 * gradient
    assert net.accuracy(found.x_test, found.t_test) > 0.5
