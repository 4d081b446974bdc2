"""Digits as Kaggle writes them: a head or none, then rows of a label and its pixels.

Nearly every row is whole numbers of up to three figures between commas, and whole blocks of such rows become
numbers at once. Any other block is read field by field, which takes decimals, quotes and blanks as well, and
names the row and column of what cannot be read.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from engine.datasets.samples import HIGHEST, Bounds, Samples, at, bounded, shuffled, sides
from engine.datasets.stream import Stream
from engine.errors import DataError, Problem, Span

COMMA, NEWLINE = b","[0], b"\n"[0]
FIGURES = 3
LONGEST = 1 << 20
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

Block = NDArray[np.uint8]


def read_csv(stream: Stream, bounds: Bounds) -> Samples:
    """The samples of a CSV, shuffled. Raises DataError."""
    blocks: list[Block] = []
    width, count = 0, 0
    for first, text in _lines(stream):
        row, rows = first, text
        if not width:
            row, rows, width = _begun(first, text)
        if rows:
            block = _plain(rows, width)
            blocks.append(_exact(rows, width, row) if block is None else block)
            count += len(blocks[-1])
            bounded(count * (width - 1), bounds)
    if not count:
        raise DataError(Problem("data_empty"))
    table = np.concatenate(blocks)
    return shuffled(table[:, 1:], table[:, 0], *sides(width - 1))


def _lines(stream: Stream) -> Iterator[tuple[int, bytes]]:
    """(the row it begins at, whole lines, each ended by one \\n). Raises DataError for a line without end."""
    left, row = b"", 1
    for chunk in stream.chunks():
        block = left + chunk
        end = block.rfind(b"\n") + 1
        whole, left = block[:end], block[end:]
        if whole:
            yield row, whole.replace(b"\r\n", b"\n")
        row += whole.count(b"\n")
        if len(left) > LONGEST:
            raise DataError(Problem("data_long_row", {"row": row, "limit": LONGEST}, Span(row, 1, row, 2)))
    if left:
        yield row, left + b"\n"


def _begun(row: int, text: bytes) -> tuple[int, bytes, int]:
    """(row, lines, columns) from the first sample on: blank lines and a head are passed over."""
    lines = text.removeprefix(BYTE_ORDER_MARK).lstrip(b"\n")
    row += text.count(b"\n") - lines.count(b"\n")
    first, _, after = lines.partition(b"\n")
    if not first:
        return row, b"", 0
    fields = first.split(b",")
    width = len(fields)
    try:
        sides(width - 1)
    except DataError:
        place = Span(row, 1, row, width + 1)
        raise DataError(Problem("data_columns", {"found": width}, place)) from None
    return (row + 1, after, width) if all(map(_is_name, fields)) else (row, lines, width)


def _is_name(field: bytes) -> bool:
    try:
        float(field.strip(b'" '))
    except ValueError:
        return bool(field)
    return False


def _plain(text: bytes, width: int) -> Block | None:
    """A block of rows of plain whole numbers; None where anything in it is not that plain."""
    signs = np.frombuffer(text, dtype=np.uint8)
    ends = np.flatnonzero((signs == COMMA) | (signs == NEWLINE))
    lengths = np.diff(ends, prepend=-1) - 1
    figures = signs - np.uint8(48)
    if (
        len(ends) % width
        or (signs[ends[width - 1 :: width]] != NEWLINE).any()
        or text.count(b"\n") * width != len(ends)
        or lengths.min() < 1
        or lengths.max() > FIGURES
        or int((figures < 10).sum()) + len(ends) != len(signs)
    ):
        return None
    values = figures[ends - 1].astype(np.uint16)
    for place in range(1, FIGURES):
        longer = np.flatnonzero(lengths > place)
        values[longer] += np.uint16(10**place) * figures[ends[longer] - 1 - place]
    return values.astype(np.uint8).reshape(-1, width) if values.max() <= HIGHEST else None


def _exact(text: bytes, width: int, row: int) -> Block:
    """A block of rows, read field by field. Raises DataError, naming row and column."""
    rows: list[Block] = []
    for number, line in enumerate(text.replace(b'"', b"").split(b"\n"), row):
        if not line.strip():
            continue
        fields = line.split(b",")
        if len(fields) != width:
            place = Span(number, 1, number, len(fields) + 1)
            params: dict[str, object] = {"row": number, "found": len(fields), "want": width}
            raise DataError(Problem("data_width", params, place))
        values = _numbers(fields, number)
        wrong = np.flatnonzero(~((values >= 0) & (values <= HIGHEST) & (values == np.floor(values))))
        if len(wrong):
            column = int(wrong[0])
            found = fields[column].strip().decode(errors="replace")
            raise at("data_pixel" if column else "data_label", number, column + 1, found=found)
        rows.append(values.astype(np.uint8))
    return np.array(rows, dtype=np.uint8).reshape(-1, width)


def _numbers(fields: list[bytes], row: int) -> NDArray[np.float64]:
    try:
        return np.fromiter(map(float, fields), dtype=np.float64, count=len(fields))
    except ValueError:
        for column, field in enumerate(fields, 1):
            try:
                float(field)
            except ValueError:
                found = field.strip().decode(errors="replace")
                raise at("data_number", row, column, found=found) from None
        raise
