"""A trace as a file: one module a format, with NAME, MEDIA_TYPE, SUFFIX and export(trace, lang) → bytes.

A module put into this folder is found by itself; the tests say what it lacks.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from app.language import Language
from engine.trace import Trace


class Exporter(Protocol):
    """What a module of this folder provides."""

    NAME: str
    MEDIA_TYPE: str
    SUFFIX: str

    def export(self, trace: Trace, lang: Language) -> bytes:
        """The file."""


def _found() -> Mapping[str, Exporter]:
    modules = sorted(module.name for module in iter_modules(__path__) if not module.name.startswith("_"))
    exporters = (cast("Exporter", import_module(f"{__name__}.{name}")) for name in modules)
    return {exporter.NAME: exporter for exporter in exporters}


EXPORTERS = _found()
