"""Memory for arrays that are made again and again."""

from __future__ import annotations

import numpy as np

KEPT_BYTES = 16 << 20


def keep_memory() -> None:
    """The memory of freed arrays of up to 16 MiB stays with this process.

    glibc takes the largest array that it has seen freed for the bound below which nothing is given back; to
    ask the system for the same pages at every step costs a third of the step. Harmless elsewhere.
    """
    np.empty(KEPT_BYTES, dtype=np.uint8)
