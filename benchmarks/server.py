"""Servers to be measured, each a process of its own: `python -m benchmarks.server service|ready|page`."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import orjson
import uvicorn
from typing_extensions import override

import build_frontend
from app.assets import TEMPLATES, Bundle
from app.body import parse_json
from app.cli import Server, address_of, listen
from app.desk import Desk
from app.factory import create_app
from app.settings import Settings
from app.wire import TraceRequest, validated
from app.work import Answer, Job

SERVICE, READY, PAGE = "service", "ready", "page"
# The largest graph that the page is measured with is beyond what the service draws by default.
WIDE = Settings(workers=1, max_nodes=20_000, time_limit=60.0)
NO_PAGE = Bundle(TEMPLATES, {}, {})


class ReadyDesk(Desk):
    """The yardstick: requests are read and validated as ever, and answered with bytes that lie ready."""

    @override
    def here(self, job: Job) -> Answer:
        """The same numbers for everybody."""
        validated(TraceRequest, parse_json(job.body))
        return READY_ANSWER


NUMBERS = {f"v{k}": 0.123456789012345 + k for k in range(20)}
READY_ANSWER = Answer(
    orjson.dumps({"version": 1, "output": "v17", "values": NUMBERS, "gradients": NUMBERS, "warnings": []})
)


def serve(kind: str) -> None:
    """Serve until killed, as the command `backprop-visualizer` does it."""
    if kind == PAGE:
        # What is measured is what the sources say now.
        build_frontend.build()
    app = create_app(WIDE) if kind == PAGE else create_app(Settings(workers=1), NO_PAGE)
    if kind == READY:
        app.state.desk = ReadyDesk(*app.state.desk)
    config = uvicorn.Config(app, log_config=None, log_level="warning", access_log=False, server_header=False)
    with listen("127.0.0.1", 0) as listener:
        Server(config, address_of(listener), app.state.runs, show=False).run([listener])


class Running(NamedTuple):
    """A server process and the port that it listens on."""

    process: subprocess.Popen[str]
    port: int

    def cpu(self) -> float | None:
        """Seconds of processor time so far, where the system tells."""
        stat = Path(f"/proc/{self.process.pid}/stat")
        if not stat.is_file():
            return None
        fields = stat.read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def running(kind: str) -> Iterator[Running]:
    """A server of this kind, ready for requests; ended at the end."""
    command = [sys.executable, "-m", "benchmarks.server", kind]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            address = process.stdout.readline().split()[2]
            yield Running(process, int(address.rpartition(":")[2]))
        finally:
            process.terminate()


if __name__ == "__main__":
    serve(sys.argv[1])
