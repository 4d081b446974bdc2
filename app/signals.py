"""What is done at once when a server is told to end: before it waits for its answers to come to theirs."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType

ENDING = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def on_ending(act: Callable[[], None]) -> Iterator[None]:
    """`act`, in the event loop, when a signal comes that the server handles; and then what the server does.

    Outside the main thread, to which signals do not come, nothing is done.
    """
    if current_thread() is not main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    handlers = {number: signal.getsignal(number) for number in ENDING}
    theirs = {number: handler for number, handler in handlers.items() if callable(handler)}

    def handle(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(act)
        theirs[signal.Signals(number)](number, frame)

    for number in theirs:
        signal.signal(number, handle)
    try:
        yield
    finally:
        for number, handler in theirs.items():
            if signal.getsignal(number) is handle:
                signal.signal(number, handler)
