"""The whole trace as the API answers it."""

from __future__ import annotations

from app.encode import trace_bytes
from app.language import Language
from engine.trace import Trace

NAME = "json"
MEDIA_TYPE = "application/json"
SUFFIX = ".json"


def export(trace: Trace, lang: Language) -> bytes:
    """Every number in full."""
    return trace_bytes(trace, detail="full", tensors="nested", lang=lang, layout="rows")
