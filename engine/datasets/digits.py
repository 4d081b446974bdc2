"""The ten thousand digits that come with the product; `engine/data/README.md` says whose they are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from engine.datasets.samples import DataSet, Samples

PATH = Path(__file__).parent.parent / "data" / "digits.npz"
TRAIN = 8_000
FACTS: Mapping[str, Any] = {
    "title": ("Ten thousand handwritten digits", "一万个手写数字"),
    "source": "MNIST, by Y. LeCun, C. Cortes and C. Burges",
    "licence": "CC BY-SA 3.0",
    "samples": 10_000,
    "train": TRAIN,
    "test": 10_000 - TRAIN,
    "rows": 28,
    "columns": 28,
    "classes": 10,
}
"""What is known without reading them; the title in English and in Chinese."""


def digit_samples() -> Samples:
    """Ten thousand, 28×28, shuffled once and for all."""
    with np.load(PATH, allow_pickle=False) as file:
        x, y = file["x"], file["y"]
    return Samples(x.reshape(len(x), -1), y.astype(np.uint8), x.shape[1], x.shape[2], TRAIN)


def digits() -> DataSet:
    """The first 8,000 for training, the last 2,000 for testing; 63 MB, read anew at every call."""
    return digit_samples().data_set()
