"""Bytes as they come off a file, never more of them than was allowed."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Protocol

from engine.errors import DataError, Problem

GZIP = b"\x1f\x8b"
CHUNK = 1 << 20


class Readable(Protocol):
    """A file read from its beginning."""

    def read(self, size: int, /) -> bytes: ...


class Stream:
    """A file, as it is or unpacked. Reading raises DataError past `limit` bytes, and where it is damaged."""

    def __init__(self, file: Readable, limit: int) -> None:
        self._file, self._limit, self._size = file, limit, 0

    def read(self, size: int) -> bytes:
        """Up to `size` bytes; fewer only at the end."""
        parts: list[bytes] = []
        while size:
            try:
                part = self._file.read(min(size, CHUNK))
            except (EOFError, OSError, zlib.error):
                raise DataError(Problem("data_packed")) from None
            if not part:
                break
            self._size += len(part)
            if self._size > self._limit:
                raise DataError(Problem("data_unpacked_size", {"limit": self._limit}))
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def chunks(self) -> Iterator[bytes]:
        """All that is left, a piece at a time."""
        while part := self.read(CHUNK):
            yield part


def opened(file: BinaryIO, limit: int) -> Stream:
    """The file from its beginning, its packing off."""
    file.seek(0)
    packed = file.read(len(GZIP)) == GZIP
    file.seek(0)
    return Stream(gzip.GzipFile(fileobj=file) if packed else file, limit)
