"""The mistakes lab as JSON, in the words of a language."""

from __future__ import annotations

from typing import Any

import numpy as np
import orjson

from app.language import LANGUAGES, Language
from app.numbers import nested
from app.reports import report_of
from engine.mistakes import Bug, Examined, Line
from engine.mistakes.lab import lines_of, speakable
from engine.mistakes.lines import Said
from engine.values import Value

FOUND: Said = ("That is the line. How should it read?", "就是这一行。它应该怎么写？")


def said(words: Said, lang: Language) -> str:
    """Words in a language."""
    return words[lang == LANGUAGES[1]]


def told(bug: Bug, lang: Language) -> dict[str, Any]:
    """What is known of a mistake before it is found."""
    fixture = bug.fixture
    return {
        "id": bug.id,
        "title": said(bug.title, lang),
        "symptom": said(bug.symptom, lang),
        "program": fixture.program,
        "inputs": {name: _numbers(value) for name, value in fixture.inputs.items()},
        "checked": fixture.checked,
        "batch": fixture.batch,
        "passes": bug.passes,
        "lines": [_line(line) for line in lines_of(bug)],
        "names": speakable(bug),
        "loss_curve": fixture.batch is not None,
    }


def pointed_told(bug: Bug, remark: Said | None, lang: Language) -> dict[str, Any]:
    """What is said of the line pointed at."""
    choices = [{"id": key, "text": text} for key, text in bug.choices.items()]
    right = remark is None
    return {"right": right, "sentence": said(remark or FOUND, lang), "choices": choices if right else None}


def examined_told(bug: Bug, found: Examined, lang: Language) -> dict[str, Any]:
    """The check's report, what each line made, and how far the fix mends it."""
    lines = [{**_line(line), "values": list(map(_numbers, found.values[line.id]))} for line in found.lines]
    return {
        **report_of(found.report, cells=True, batch=bug.fixture.batch, passes=found.passes),
        "passes": found.passes,
        "planted": found.planted,
        "solved": found.solved,
        "sentence": found.sentence and said(found.sentence, lang),
        "lesson": said(bug.lesson, lang) if found.solved else None,
        "lines": lines,
        "single": None if found.single is None else report_of(found.single),
    }


def _line(line: Line) -> dict[str, Any]:
    places = [place for place in line.each if place]
    return {"id": line.id, "text": line.text, "each": places, "stage": line.stage}


def _numbers(x: Value) -> orjson.Fragment:
    return orjson.Fragment(nested(np.asarray(x)))
