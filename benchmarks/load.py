"""A load generator: keep-alive connections on the loopback, each sending its next request at the answer."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from itertools import cycle
from time import perf_counter

HEAD = (
    b"POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
)


def request(path: str, body: bytes) -> bytes:
    """A request as it travels."""
    return HEAD % (path.encode(), len(body), body)


class _Connection(asyncio.Protocol):
    """Sends, awaits the whole answer, counts it, sends again; until told to stop."""

    def __init__(self, requests: Iterator[bytes]) -> None:
        self.requests = requests
        self.answers = 0
        self.stopping = False
        self.closed = asyncio.get_running_loop().create_future()
        self._missing = 0
        self._head = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        transport.write(next(self.requests))

    def data_received(self, data: bytes) -> None:
        if self._missing:
            self._missing -= len(data)
        else:
            head, found, body = (self._head + data).partition(b"\r\n\r\n")
            if not found:
                self._head = head
                return
            self._head = b""
            if not head.startswith(b"HTTP/1.1 200"):
                self.closed.set_exception(RuntimeError(f"answered with {head.decode()}: {body.decode()}"))
                self._transport.close()
                return
            length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
            self._missing = int(length) - len(body)
        if self._missing == 0:
            self.answers += 1
            if self.stopping:
                self._transport.close()
            else:
                self._transport.write(next(self.requests))

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - the protocol's own
        if not self.closed.done():
            self.closed.set_result(None)


async def _load(port: int, requests: Sequence[bytes], connections: int, seconds: float) -> float:
    loop, supply = asyncio.get_running_loop(), cycle(requests)
    made = [
        (await loop.create_connection(lambda: _Connection(supply), "127.0.0.1", port))[1]
        for _ in range(connections)
    ]
    before, start = sum(each.answers for each in made), perf_counter()
    await asyncio.sleep(seconds)
    rate = (sum(each.answers for each in made) - before) / (perf_counter() - start)
    for each in made:
        each.stopping = True
    await asyncio.wait_for(asyncio.gather(*(each.closed for each in made)), timeout=10.0)
    return rate


def load(port: int, requests: Sequence[bytes], connections: int, seconds: float) -> float:
    """Answers a second; raises when one is not 200."""
    return asyncio.run(_load(port, requests, connections, seconds))
