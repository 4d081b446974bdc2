"""What is known of a run: what was asked for, what its process has said, and how it ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import orjson

from app.errors import Refusal, problem
from app.language import Language
from app.numbers import clean
from app.runs.notes import Note
from engine.errors import EngineError

ROWS = ("loss", "smoothed", "measures")
STANDING = {
    "training": ("state", "step", "epoch", "elapsed", "remaining", "updates_per_second"),
    "efficiency": (
        "state",
        "elapsed",
        "evaluations",
        "backprop",
        "numerical",
        "worst_relative_error",
        "ratio",
    ),
}


@dataclass(eq=False)
class Story:
    """All notes are in `log`, so it can be told from any place; facts: sizes, and where the run is."""

    id: str
    request: Mapping[str, Any]
    created: datetime = field(default_factory=lambda: datetime.now(UTC))
    facts: dict[str, Any] = field(default_factory=dict)
    log: list[Note] = field(default_factory=list)
    failure: EngineError | Refusal | None = None

    @property
    def kind(self) -> str:
        return str(self.request["kind"])

    @property
    def ended(self) -> bool:
        return bool(self.log) and self.log[-1].name == "end"

    def note(self, note: Note) -> None:
        """One more; none comes after the end."""
        if not self.ended:
            data = clean(note.data)  # here, a little at a time: a snapshot may hold a million numbers
            self.facts.update({name: value for name, value in data.items() if name in self.facts})
            self.log.append(Note(note.name, data))

    def end(self, state: str, failure: EngineError | Refusal | None = None) -> None:
        """It was stopped, or it failed."""
        if not self.ended:
            self.failure = failure
            self.facts["state"] = state
            self.log.append(Note("end", self.standing))

    @property
    def standing(self) -> dict[str, Any]:
        """Where it is."""
        return {name: self.facts[name] for name in STANDING[self.kind] if name in self.facts}

    def snapshot(self, lang: Language) -> dict[str, Any]:
        """All that is known of it."""
        head = {
            "id": self.id,
            "kind": self.kind,
            "request": self.request,
            "created": self.created.isoformat(timespec="seconds"),
            "problem": orjson.Fragment(problem(self.failure, lang)) if self.failure else None,
        }
        return {**head, **self.facts, **(self._rows() if self.kind == "training" else {})}

    def _rows(self) -> dict[str, Any]:
        """Every loss, measure and accuracy so far."""
        progress = [note.data for note in self.log if note.name == "progress"]
        rows = {name: [row for data in progress for row in data[name]] for name in ROWS}
        return {**rows, "accuracies": [note.data for note in self.log if note.name == "epoch"]}
