"""What the workers of the tests do; in a module of its own, because worker processes import it by name."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from app.pool import Work
from app.work import Answer, Job


def make() -> Work:
    """A worker that does as the job's name says."""
    return work


def work(job: Job) -> Answer:
    if job.task == "hang":
        if job.body:
            Path(job.body.decode()).write_text("begun")
        threading.Event().wait()
    if job.task == "die":
        os._exit(1)
    if job.task == "fail":
        raise MemoryError
    if job.task == "err":
        raise ValueError("a fault of the product's own")
    return Answer(job.body[::-1])
