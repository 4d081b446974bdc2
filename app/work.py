"""One piece of work: a Job goes in, an Answer comes out, in this process or in a worker.

    body ──▶ Job ──perform──▶ Answer ──▶ response
                     │
                     └─ Heavy: more than the room given; the job goes to a worker process, with all the room

`perform` is a pure function of the job and the settings, so where it runs changes nothing but who waits.
"""

from __future__ import annotations

import gzip
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

import numpy as np

from app.encode import Layout
from app.errors import MEDIA_TYPE, Refusal, problem, refuse, status_of
from app.language import Language
from app.numbers import Tensors
from app.settings import Settings
from engine.errors import EngineError

GZIP_FROM = 4096
GZIP_LEVEL = 1  # 112 kB of trace: 0.7 ms and 31 kB at level 1, 2.4 ms and 26 kB at level 6


@dataclass(frozen=True, slots=True)
class Job:
    """A request as it came: the name of a task, the body unread, and the choices of its address."""

    task: str
    body: bytes
    lang: Language = "en"
    choices: Mapping[str, str] = field(default_factory=dict)
    gzip: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """A response ready to be sent."""

    body: bytes
    status: int = 200
    media_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)


class Heavy(Exception):
    """The job needs more room than it was given."""


@dataclass(frozen=True, slots=True)
class Room:
    """How much work may be done here: about microseconds."""

    size: float = math.inf

    def take(self, cost: float) -> None:
        """Raises Heavy when `cost` does not fit."""
        if cost > self.size:
            raise Heavy


ALL_ROOM = Room()
Task = Callable[[Job, Settings, Room], Answer]


def perform(tasks: Mapping[str, Task], settings: Settings, job: Job, room: Room = ALL_ROOM) -> Answer:
    """The answer to a job, refusals included. Raises Heavy, and nothing else that an input could cause."""
    try:
        with np.errstate(all="ignore"):  # NaN and infinity are what a trace may show, not a fault
            answer = tasks[job.task](job, settings, room)
    except (EngineError, Refusal) as error:
        return refused(error, job.lang)
    if len(answer.body) > settings.max_answer_bytes:
        limit = refuse("answer_too_large", limit=settings.max_answer_bytes)
        return refused(limit, job.lang)
    return packed(answer) if job.gzip else answer


def packed(answer: Answer) -> Answer:
    """The answer gzipped, unless it is too short to gain by it."""
    if len(answer.body) < GZIP_FROM:
        return answer
    body = gzip.compress(answer.body, GZIP_LEVEL, mtime=0)
    return replace(answer, body=body, headers={**answer.headers, "Content-Encoding": "gzip"})


def refused(error: EngineError | Refusal, lang: Language) -> Answer:
    """A refusal as an answer."""
    headers = error.headers if isinstance(error, Refusal) else {}
    return Answer(problem(error, lang), status_of(error), MEDIA_TYPE, headers)


def encoding(job: Job, settings: Settings) -> dict[str, Any]:
    """The choices of the address, the language and the limit, as the encoder takes them."""
    tensors, layout = cast("Tensors", job.choices["tensors"]), cast("Layout", job.choices["layout"])
    return {"tensors": tensors, "layout": layout, "lang": job.lang, "limit": settings.max_answer_bytes}
