"""The tasks of data sets: a file is known by its path, and only pictures of it leave the worker."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import orjson

from app.limits import FILE
from app.settings import Settings
from app.work import Answer, Job, Room, Task
from engine.datasets import (
    Bounds,
    Images,
    Labels,
    Part,
    Samples,
    digit_samples,
    joined,
    keep,
    kept,
    missing,
    read,
)
from engine.datasets.samples import HIGHEST, scaled


def read_data_set(job: Job, settings: Settings, room: Room) -> Answer:
    """The facts of the file at `path`, joined to the half at `first` if there is one; kept at `to`."""
    room.take(FILE)
    with Path(job.choices["path"]).open("rb") as file:
        found = read(file, Bounds(unpacked=settings.max_unpacked_bytes))
    content = found.content
    if job.choices["first"]:
        first = kept(Path(job.choices["first"]))
        assert not isinstance(first, Samples)
        content = joined(first, content)
    keep(content, Path(job.choices["to"]))
    return Answer(orjson.dumps({"format": found.format, **facts_of(content)}))


def data_samples(job: Job, _: Settings, room: Room) -> Answer:
    """Some samples of a complete data set; without a path, of the digits."""
    room.take(FILE)
    path = job.choices["path"]
    found = kept(Path(path)) if path else digit_samples()
    assert isinstance(found, Samples)
    start = int(job.choices["offset"])
    end = start + int(job.choices["limit"])
    images = np.rint(scaled(found.images[start:end]) * HIGHEST).astype(np.uint8)
    rows = [
        {
            "index": k,
            "set": "train" if k < found.train else "test",
            "label": int(label),
            "pixels": b64encode(image.tobytes()).decode(),
        }
        for k, (label, image) in enumerate(zip(found.labels[start:end], images, strict=True), start)
    ]
    head = {"total": len(found), "rows": found.rows, "columns": found.columns}
    return Answer(orjson.dumps({**head, "samples": rows}))


def facts_of(found: Samples | Part) -> dict[str, Any]:
    """What is told of a data set, or of the half of one."""
    half: dict[str, Any] = {"complete": False, "train": None, "test": None, "classes": None}
    match found:
        case Samples(rows=rows, columns=columns, train=train):
            told = {"train": train, "test": len(found) - train, "classes": found.classes}
            return {
                "complete": True,
                "missing": None,
                "samples": len(found),
                "rows": rows,
                "columns": columns,
                **told,
            }
        case Images(rows=rows, columns=columns):
            return {
                **half,
                "missing": missing(found),
                "samples": len(found.images),
                "rows": rows,
                "columns": columns,
            }
        case Labels():
            return {
                **half,
                "missing": missing(found),
                "samples": len(found.labels),
                "rows": None,
                "columns": None,
            }


DATA_TASKS: Mapping[str, Task] = {task.__name__: task for task in (read_data_set, data_samples)}
