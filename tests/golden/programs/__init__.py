"""The programs whose traces are golden: what to run, never what must come out (that is PyTorch's to say).

A section is a module of this folder whose `ROWS` are made with `row`; `SECTIONS` lists them in order.
To add a program, add a row, then run `make_goldens.py`.
"""

from tests.golden.programs import (
    broadcasting,
    chapter,
    classics,
    elementwise,
    indexing,
    keywords,
    language,
    layers,
    losses,
    nonfinite,
    operators,
    reductions,
    shapes,
    ties,
)
from tests.golden.programs.row import Row

SECTIONS: dict[str, tuple[Row, ...]] = {
    "operators": operators.ROWS,
    "elementwise": elementwise.ROWS,
    "broadcasting": broadcasting.ROWS,
    "reductions": reductions.ROWS,
    "ties": ties.ROWS,
    "shapes": shapes.ROWS,
    "indexing": indexing.ROWS,
    "layers": layers.ROWS,
    "losses": losses.ROWS,
    "nonfinite": nonfinite.ROWS,
    "language": language.ROWS,
    "keywords": keywords.ROWS,
    "chapter": chapter.ROWS,
    "classics": classics.ROWS,
}
