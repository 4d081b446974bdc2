"""What was read, on disk between two uses: written by `keep` alone, so read back unchecked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from engine.datasets.parts import Images, Labels, Part
from engine.datasets.samples import Samples


def keep(content: Samples | Part, path: Path) -> None:
    """Write samples, or a half of them."""
    arrays = {name: np.asarray(value) for name, value in vars(content).items()}
    with path.open("wb") as file:
        np.savez(file, allow_pickle=False, **arrays)


def kept(path: Path) -> Samples | Part:
    """Read back what `keep` wrote."""
    with np.load(path, allow_pickle=False) as file:
        found: dict[str, Any] = {name: x if x.ndim else x.item() for name, x in file.items()}
    kind = Samples if "train" in found else Images if "images" in found else Labels
    return kind(**found)
