"""Examples of answers: those of a run on eight samples of four pixels, by a clock that stands still."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import numpy as np
import orjson

from app.run_wire import TrainingRequest
from app.runs.digits import answer_network, answer_predict, answer_samples
from app.runs.notes import Note
from app.runs.run import event
from app.runs.story import Story
from app.runs.training import TrainingWork
from engine.datasets import DataSet
from engine.train import Recipe

NAME = "k3yBqvJx1d2f0a_h"


def _data() -> DataSet:
    """Ink above, or ink below."""
    x = np.array([[0.8, 0.6, 0.0, 0.0], [0.0, 0.0, 0.6, 0.8]] * 4)
    t = np.array([0.0, 1.0] * 4)
    return DataSet(x[:6], t[:6], x[6:], t[6:], rows=2, columns=2, classes=2)


def _shown() -> tuple[Mapping[str, Any], str]:
    request = TrainingRequest(kind="training", data="two-by-two", hidden_size=2, epochs=1, batch_size=3)
    recipe = Recipe(hidden_size=2, epochs=1, batch_size=3)
    work = TrainingWork(_data(), request.data, recipe, clock=lambda: 0.0)
    story = Story(NAME, request.model_dump(), datetime(2026, 1, 1, tzinfo=UTC), dict(work.facts))
    events = [event("snapshot", -1, story.snapshot("en"))]
    for note in work.go():
        assert isinstance(note, Note)
        story.note(note)
        events.append(event(note.name, len(story.log) - 1, story.log[-1].data))
    answers = {
        "network": answer_network(work.training),
        "samples": answer_samples(work.training, "test", False, 0, 1),
        "prediction": answer_predict(work.training, set="test", index=0),
    }
    told = {"training": story.snapshot("en"), "standing": story.standing}
    return {**told, **{name: orjson.loads(answer) for name, answer in answers.items()}}, b"".join(
        events
    ).decode()


SHOWN, STREAM = _shown()
