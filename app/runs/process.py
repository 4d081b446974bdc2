"""A process that does one piece of work, and the pipe to it.

It is spawned, imports what it needs, and waits for an order; it ends when it is killed or its pipe closes,
however the server ended. A thread listens to it and hands on what it says; the event loop waits for nothing.
"""

from __future__ import annotations

import contextlib
import logging
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from threading import Thread

from app.pool import SPAWN
from app.runs.notes import Asked, Begun, Failed, Said, Work
from engine.errors import EngineError

Order = Callable[[], Work]
Listener = Callable[[Said | None], None]

log = logging.getLogger(__name__)


def drive(pipe: Connection, work: Work) -> None:
    """Work and listen in turn until the pipe closes."""
    pipe.send(Begun(work.facts))
    while True:
        while pipe.poll(work.wait()):
            asked: Asked = pipe.recv()
            for said in work.asked(asked):
                pipe.send(said)
        for said in work.go():
            pipe.send(said)


def _serve(pipe: Connection) -> None:
    """The life of the process. Ctrl-C is the server's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(EOFError, OSError):
        try:
            order: Order = pipe.recv()
            drive(pipe, order())
        except EngineError as error:
            pipe.send(Failed(error))


class Process:
    """Starts when it is made; `order` gives it its work, and `listener` hears all it says, then None."""

    def __init__(self) -> None:
        self._pipe, theirs = SPAWN.Pipe()
        self._process = SPAWN.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        self._listener: Thread | None = None
        theirs.close()

    def order(self, order: Order, listener: Listener) -> None:
        """Begin the work. Once."""
        self.tell(order)
        self._listener = Thread(target=self._listen, args=(listener,), daemon=True, name="run")
        self._listener.start()

    def tell(self, message: Asked | Order) -> None:
        """Send it; a process that has ended hears nothing."""
        with contextlib.suppress(OSError):
            self._pipe.send(message)

    def kill(self) -> None:
        """End it at once; whoever listens is told."""
        with contextlib.suppress(ValueError):  # given back already
            self._process.kill()

    def close(self) -> None:
        """End it and give back what it held; blocks for as long as that takes."""
        self._pipe.close()
        self._process.kill()
        self._process.join()
        with contextlib.suppress(ValueError):  # another thread reaps it at this very moment
            self._process.close()

    def wait(self) -> None:
        """Until one that was killed has given back all it held: Python, as it ends, trips over half of it."""
        if self._listener:
            self._listener.join()

    def _listen(self, listener: Listener) -> None:
        with contextlib.suppress(EOFError, OSError):
            while True:
                listener(self._pipe.recv())
        listener(None)
        self.close()
