"""What a step says: the op's own words where an op acts, the language's `steps` texts elsewhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from engine.explain import reduced_count
from engine.numerals import numeral
from engine.steps import Step
from engine.trace import DESCENT, Trace
from engine.values import shape_of

LOCALES = Path(__file__).parent / "content" / "locales"
LONGEST_LABEL = 12
LONGEST_LIST = 30

Blanks = Mapping[str, object]
Told = tuple[str, Blanks]


@cache
def locale(lang: str) -> Mapping[str, Any]:
    """Every text of a language, section by section."""
    found: Mapping[str, Any] = json.loads((LOCALES / f"{lang}.json").read_text(encoding="utf-8"))
    return found


def texts(lang: str) -> Mapping[str, str]:
    """The `steps` texts of a language."""
    steps: Mapping[str, str] = locale(lang)["steps"]
    return steps


def sentence(trace: Trace, step: Step, lang: str) -> str:
    """One sentence for one step, with this trace's names and numbers in it."""
    if step.kind == "forward" or (step.kind == "backward" and not _apart(trace, step)):
        return _op_words(trace, step, lang)
    key, blanks = TELLERS[step.kind](trace, step, lang)
    return texts(lang)[key].format_map(blanks)


def _apart(trace: Trace, step: Step) -> bool:
    """Whether a contribution of this step is not what the op's words say."""
    return any(edge in part for part in trace.apart for edge in step.edges)


def label(trace: Trace, i: int, lang: str) -> str:
    """Node i by its name or short text; a long name becomes words, so that a sentence stays a sentence."""
    found = trace.graph.label(i)
    return found if len(found) <= LONGEST_LABEL else texts(lang)["unnamed"]


def _op_words(trace: Trace, step: Step, lang: str) -> str:
    i = step.node
    op = trace.graph.ops[i]
    assert op is not None
    words = op.words[lang]
    if step.kind == "forward":
        template = words.forward
    else:
        template = words.backward[op.parts.index(step.part) if step.part else 0]
    blanks = {p: label(trace, a, lang) for p, a in zip(op.params, trace.graph.args[i], strict=True)}
    return template.format_map({**blanks, "n": reduced_count(trace, i)})


def _inputs(trace: Trace, _step: Step, lang: str) -> Told:
    names = list(trace.graph.inputs)
    if not names:
        return "inputs_none", {}
    joined = ("、" if lang == "zh-CN" else ", ").join(names)
    if len(joined) > LONGEST_LIST:
        return "inputs_many", {"n": len(names)}
    return "inputs", {"names": joined}


def _fork(trace: Trace, step: Step, lang: str) -> Told:
    return "fork", {"x": label(trace, step.node, lang), "k": len(step.edges)}


def _loss(trace: Trace, step: Step, lang: str) -> Told:
    name, value = label(trace, step.node, lang), trace.values[step.node]
    if trace.given_upstream or shape_of(value):
        return "loss_upstream", {"z": name}
    return "loss", {"L": name, "v": numeral(float(value))}


def _seed(trace: Trace, step: Step, lang: str) -> Told:
    name = label(trace, step.node, lang)
    if not trace.given_upstream:
        return "seed", {"L": name}
    if shape_of(trace.upstream):
        return "seed_upstream_tensor", {"z": name}
    return "seed_upstream", {"z": name, "g": numeral(float(trace.upstream))}


def _backward(_trace: Trace, _step: Step, _lang: str) -> Told:
    return "backward_apart", {}


def _accumulate(trace: Trace, step: Step, lang: str) -> Told:
    (edge,) = step.edges
    have, need = trace.ledger.have[edge], trace.ledger.need[step.node]
    blanks = {"x": label(trace, step.node, lang), "i": have, "k": need}
    if edge in trace.ledger.overwrites:
        return "accumulate_overwritten", blanks
    return ("accumulate_last" if have == need else "accumulate_partial"), blanks


def _unbroadcast(trace: Trace, step: Step, lang: str) -> Told:
    return "unbroadcast_name", {"x": label(trace, step.node, lang)}


def _update(trace: Trace, step: Step, lang: str) -> Told:
    assert trace.update is not None
    descends = trace.update.rule == DESCENT
    return ("update" if descends else "update_otherwise"), {"p": label(trace, step.node, lang)}


def _zero(_trace: Trace, _step: Step, _lang: str) -> Told:
    return "zero", {}


def _done(trace: Trace, step: Step, _lang: str) -> Told:
    assert trace.update is not None
    before, after = trace.values[step.node], trace.update.output
    if shape_of(before):
        return "done_tensor", {}
    return "done", {"a": numeral(float(before)), "b": numeral(float(after))}


TELLERS: Mapping[str, Callable[[Trace, Step, str], Told]] = {
    "inputs": _inputs,
    "fork": _fork,
    "loss": _loss,
    "seed": _seed,
    "backward": _backward,
    "accumulate": _accumulate,
    "unbroadcast": _unbroadcast,
    "update": _update,
    "zero": _zero,
    "done": _done,
}
