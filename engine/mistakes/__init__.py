"""The mistakes lab: backward passes with one line that is wrong, to be found by the gradient check."""

from engine.mistakes.broken import traced
from engine.mistakes.bugs import BUGS, Bug, Choice
from engine.mistakes.fixtures import Fixture
from engine.mistakes.lab import Examined, Fix, examined, pointed, trained
from engine.mistakes.lines import Line

__all__ = [
    "BUGS",
    "Bug",
    "Choice",
    "Examined",
    "Fix",
    "Fixture",
    "Line",
    "examined",
    "pointed",
    "traced",
    "trained",
]
