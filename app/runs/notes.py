"""What travels between a run and its process."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, Protocol

from engine.errors import EngineError


class Asked(NamedTuple):
    """A command or question; `number` tells its reply from others."""

    number: int
    name: str
    arguments: Mapping[str, Any]


class Note(NamedTuple):
    """An event of the run: progress, epoch, state or end."""

    name: str
    data: Mapping[str, Any]


class Reply(NamedTuple):
    """What was asked for."""

    number: int
    data: Any


class Begun(NamedTuple):
    """The first thing said: what is known of the work before any of it is done."""

    facts: Mapping[str, Any]


class Failed(NamedTuple):
    """The work cannot be begun, or cannot go on."""

    error: EngineError


Said = Note | Reply | Begun | Failed


class Work(Protocol):
    """What a process does: a slice at a time, listening between two slices."""

    @property
    def facts(self) -> Mapping[str, Any]:
        """Sizes and counts, known from the beginning."""
        ...

    def wait(self) -> float | None:
        """Seconds until there is something to do; None: nothing until asked."""
        ...

    def go(self) -> Iterator[Note | Reply]:
        """One slice of the work."""
        ...

    def asked(self, asked: Asked) -> Iterator[Note | Reply]:
        """Do as told, or answer."""
        ...


def joined(notes: list[Note]) -> Iterator[tuple[int, Note]]:
    """The notes with neighbouring progress made one; each with the index of the last that is in it."""
    held: Note | None = None
    for index, note in enumerate(notes):
        if held is not None and note.name == "progress":
            held = Note("progress", _both(held.data, note.data))
        elif note.name == "progress":
            held = note
        if held is None:
            yield index, note
        elif index + 1 == len(notes) or notes[index + 1].name != "progress":
            yield index, held
            held = None


def _both(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    """One progress after the other: lists go on, `from` stays, of all else the later holds."""
    rows = {name: first[name] + value for name, value in second.items() if isinstance(value, list)}
    kept = {"from": first["from"]} if "from" in first else {}
    return {**second, **rows, **kept}
