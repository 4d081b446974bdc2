"""Who is measured on scalar graphs: the engine, and the peers that are installed."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from benchmarks.contenders.contender import Contender

# module of this package → the package it needs, None where it needs none
PEERS = {"tape": None, "engine": None, "micrograd": "micrograd", "autograd": "autograd", "torch": "torch"}


def contenders() -> list[Contender]:
    """Those whose packages are installed, the plain tape first."""
    found: list[Contender] = []
    for module, package in PEERS.items():
        if package is None or find_spec(package):
            found += import_module(f"{__name__}.{module}").CONTENDERS
    return found


def missing() -> list[str]:
    """The packages that are not installed."""
    return [package for package in PEERS.values() if package and not find_spec(package)]
