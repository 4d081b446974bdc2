"""What steps say: one short sentence each, with this trace's names and numbers, in both languages."""

from __future__ import annotations

import pytest

from app.examples import load_examples
from app.language import LANGUAGES
from app.sentences import sentence
from engine.evaluate import run
from engine.steps import Step, steps
from engine.trace import Trace

EXAMPLES = load_examples()
LONG = "an_input_with_a_name_that_nobody_would_like_to_read_in_a_sentence"


def traced(program: str, **inputs: object) -> Trace:
    return run(program, inputs)


def said(trace: Trace, kind: str, lang: str = "en") -> list[str]:
    return [sentence(trace, step, lang) for step in steps(trace) if step.kind == kind]


def short(text: str, lang: str) -> bool:
    return len(text) <= 40 if lang == "zh-CN" else len(text) <= 110 and len(text.split()) <= 18


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("slug", EXAMPLES)
def test_every_sentence_of_every_example_is_short(slug: str, lang: str) -> None:
    request = EXAMPLES[slug].request
    trace = run(
        request["program"],
        request["inputs"],
        upstream=request.get("upstream"),
        parameters=request.get("parameters", ()),
        expanded=request.get("expand", ()),
        rate=request.get("update", {}).get("rate"),
    )
    for step in steps(trace):
        text = sentence(trace, step, lang)
        assert short(text, lang), text
        assert "{" not in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_long_names_and_many_inputs_do_not_lengthen_a_sentence(lang: str) -> None:
    program = f"{LONG} = {LONG} * {LONG} ** 2\nL = " + " + ".join([LONG, *(f"x{k}" for k in range(40))])
    trace = traced(program, **{LONG: 2}, **dict.fromkeys((f"x{k}" for k in range(40)), 1))
    for step in steps(trace):
        assert short(sentence(trace, step, lang), lang)


def test_the_inputs_are_named_or_counted() -> None:
    assert said(traced("y = x * w", x=1, w=2), "inputs") == ["Start with the numbers we know: x, w."]
    assert said(traced("y = x * w", x=1, w=2), "inputs", "zh-CN") == ["先写下已知的数：x、w。"]
    assert (
        "40"
        in said(
            traced("y = " + "+".join(f"x{k}" for k in range(40)), **{f"x{k}": 1 for k in range(40)}), "inputs"
        )[0]
    )
    assert said(traced("y = 2 * 3"), "inputs") == ["There are no inputs: the program holds every number."]


def test_a_branch_says_how_often_it_is_read_and_how_far_it_has_come() -> None:
    trace = traced("y = x * x * x", x=2)
    assert said(trace, "fork") == ["x is used in 3 places. Remember that for the way back."]
    assert said(trace, "accumulate") == [
        "x was used 3 times. This is contribution 2 of 3; add it.",
        "All 3 contributions are in. Their sum is the gradient of x.",
    ]


def test_the_end_of_the_way_forward_and_a_given_upstream() -> None:
    assert said(traced("L = x * 2", x=3), "loss") == [
        "The forward pass ends in one number: L = 6. What would change it?"
    ]
    given = run("z = x * 2", {"x": 3}, upstream=1.5)
    assert said(given, "loss") == ["The forward pass ends in z."]
    assert said(given, "seed") == ["The gradient arriving at z is given: 1.5."]
    wide = run("z = x * 2", {"x": [3, 4]}, upstream=[1, 2])
    assert said(wide, "seed") == ["The gradient arriving at z is given, one number for each of its elements."]


def test_each_part_of_a_layer_has_a_sentence_of_its_own() -> None:
    trace = run("Y = affine(X, W, b)", {"X": [[1]], "W": [[2]], "b": [0]}, upstream=[[1]])
    assert len(set(said(trace, "backward"))) == 3


def test_every_kind_of_step_has_words() -> None:
    trace = run("L = sum(x * w + x)", {"x": [1, 2], "w": 2}, parameters=["w"], rate=0.1)
    kinds = {step.kind for step in steps(trace)}
    assert kinds == {
        *("inputs", "forward", "fork", "loss", "seed", "backward"),
        *("unbroadcast", "accumulate", "update", "zero", "done"),
    }
    assert all(sentence(trace, step, lang) for step in steps(trace) for lang in LANGUAGES)
    assert isinstance(next(iter(steps(trace))), Step)
