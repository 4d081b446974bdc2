"""Each mistake shows in exactly the parameters it should, can be mended, and stays where it is planted."""

from __future__ import annotations

import math

import numpy as np
import pytest

from engine import OPS, gradient_check, run
from engine.check import CheckReport
from engine.errors import EngineError
from engine.explain import formula
from engine.mistakes import BUGS, Bug, Fix, examined, pointed, traced, trained
from engine.mistakes.fixtures import RATE
from engine.mistakes.lab import both_losses, speakable
from engine.mistakes.lines import made
from engine.nets import PARAMETERS
from engine.printers import spoken
from engine.ratio import ratio
from engine.steps import steps
from engine.trace import DESCENT

# interaction.md §9: the worst difference over the larger gradient; None where the parameter passes.
PRINTED: dict[str, dict[str, float | None]] = {
    "B1": {"x": 0.25, "y": None},
    "B2": {"W1": 1.1, "b1": 1.1, "W2": None, "b2": None},
    "B3": {"W1": None, "b1": None, "W2": None, "b2": 0.75},
    "B4": {"W1": 0.75, "b1": 0.75, "W2": 0.75, "b2": 0.75},
    "B5": {"W1": 2, "b1": 1.4, "W2": None, "b2": None},
    "B5b": {"W1": 0.94, "b1": 0.46, "W2": None, "b2": None},
    "B6": {"W1": 1.2, "b1": 1.1, "W2": None, "b2": None},
    "B7": {"apple": 0.98, "count": 0.98, "tax": None},
    "B8": {"W1": 0.5, "b1": 0.5, "W2": 0.5, "b2": 0.5},
    "B9": {"W1": 2, "b1": 2, "W2": 2, "b2": 2},
    "B10": {"W1": None, "b1": None, "W2": None, "b2": None},
    "B11": {"x": 1.0},
    "B12": {"W1": 1.1, "b1": 0.75, "W2": 1.8, "b2": 1.3},
    "B13": {"x": 0.14, "a": None},
    "B14": {"W1": 3.4e-2, "b1": 9.7e-4, "W2": 1.6e-3, "b2": 1.7e-2},
}
HINTS = {"B3": {"inverse_batch"}, "B4": {"batch"}, "B8": {"pass"}, "B9": {"sign"}}
CORRECT = 0.0227
LOSSES = {"B2": 0.0037, "B3": 0.0717, "B4": 0.0046, "B5": 0.3638, "B5b": 0.0041, "B14": CORRECT}
ALL = pytest.mark.parametrize("bug", BUGS.values(), ids=BUGS)


def over_the_larger(report: CheckReport, name: str) -> float:
    """The worst error as the design measured it."""
    checked = report.parameters[name]
    a, n = checked.analytic_all, checked.numeric_all
    with np.errstate(all="ignore"):
        return float(np.nanmax(np.abs(a - n) / np.maximum(np.abs(a), np.abs(n))))


def test_the_table_is_that_of_the_design() -> None:
    assert list(BUGS) == list(PRINTED)


@ALL
def test_exactly_the_right_parameters_fail(bug: Bug) -> None:
    found = examined(bug)
    failing = {name for name, each in found.report.parameters.items() if not each.max_relative_error < 1e-5}
    assert failing == {name for name, printed in PRINTED[bug.id].items() if printed is not None}
    assert set(found.report.parameters) == set(PRINTED[bug.id])
    assert (found.planted, found.solved, found.sentence) == (True, False, None)
    for name in failing - ({"W1", "b1"} if bug.id == "B11" else set()):
        assert over_the_larger(found.report, name) == pytest.approx(PRINTED[bug.id][name], rel=0.05)


@ALL
def test_a_constant_ratio_is_hinted_at_where_there_is_one(bug: Bug) -> None:
    found = examined(bug)
    hints = {
        hint.meaning
        for checked in found.report.parameters.values()
        if (hint := ratio(checked, batch=bug.fixture.batch, passes=found.passes))
    }
    assert hints == HINTS.get(bug.id, set())


def test_kept_gradients_are_as_many_times_too_large_as_there_were_passes() -> None:
    for passes in (2, 3):
        checked = examined(BUGS["B8"], passes=passes).report.parameters["W1"]
        hint = ratio(checked, batch=4, passes=passes)
        assert hint is not None
        assert hint == (passes, "pass")
    assert examined(BUGS["B8"], passes=1).report.passed


@ALL
def test_the_lines_without_the_mistake_are_the_engine(bug: Bug) -> None:
    """To the last digit but a few: what is written out for reading is what the engine computes."""
    fixture = bug.fixture
    trace = run(fixture.program, fixture.inputs)
    found = examined(bug, Fix(bug.line, bug.right.text))
    for name, checked in found.report.parameters.items():
        expected = np.asarray(trace.gradient(name), dtype=np.float64)
        assert checked.analytic_all == pytest.approx(expected, rel=1e-13, abs=1e-16)


@ALL
def test_one_choice_mends_it_and_the_others_say_why_not(bug: Bug) -> None:
    assert sorted(bug.choices) == ["a", "b", "c"]
    outcomes = {text: examined(bug, Fix(bug.line, text)) for text in bug.choices.values()}
    assert [text for text, found in outcomes.items() if found.solved] == [bug.right.text]
    for text, found in outcomes.items():
        assert not found.planted
        assert (found.sentence is None) == (text == bug.right.text)


def test_the_right_choice_is_not_always_in_one_place() -> None:
    places = [list(bug.choices.values()).index(bug.right.text) for bug in BUGS.values()]
    assert set(places) == {0, 1, 2}


@ALL
def test_only_the_line_at_fault_is_at_fault(bug: Bug) -> None:
    for line in bug.fixture.lines:
        assert (pointed(bug, line.id) is None) == (line.id == bug.line)
    assert bug.text != bug.right.text


@pytest.mark.parametrize("bug_id", LOSSES)
def test_the_loss_after_a_hundred_steps_is_the_one_printed(bug_id: str) -> None:
    planted, correct = both_losses(bug_id, 100)
    assert len(planted) == len(correct) == 101
    assert round(planted[0], 4) == round(correct[0], 4) == 2.1639
    assert round(planted[100], 4) == LOSSES[bug_id]
    assert round(correct[100], 4) == CORRECT


@pytest.mark.parametrize("bug_id", ["B9", "B10"])
def test_uphill_the_loss_diverges(bug_id: str) -> None:
    planted, _ = both_losses(bug_id, 100)
    assert [round(loss, 4) for loss in planted[:2]] == [2.1639, 4.5400]
    assert planted[100] > 1e10


def test_the_diagonal_alone_ends_in_nan() -> None:
    planted, _ = both_losses("B12", 100)
    assert not math.isnan(planted[10])
    assert math.isnan(planted[50])


def test_the_net_with_sigmoid_starts_where_it_should() -> None:
    planted, correct = both_losses("B6", 20)
    assert round(planted[0], 4) == round(correct[0], 4) == 1.5110
    assert correct[20] < correct[0]


def test_the_correct_run_is_that_of_the_engine() -> None:
    fixture = BUGS["B2"].fixture
    values = dict(fixture.inputs)
    for _ in range(10):
        trace = run(fixture.program, values)
        for name in PARAMETERS:
            values[name] = np.asarray(values[name]) - RATE * np.asarray(trace.gradient(name))
    last = run(fixture.program, values).value_of("L")
    assert trained(None, fixture, 10)[10] == pytest.approx(last, rel=1e-12)


def test_a_broken_check_is_healed_by_its_step() -> None:
    bug = BUGS["B14"]
    assert not examined(bug).report.passed
    assert examined(bug, h=1e-5).report.passed
    assert not examined(bug, h=1e-5).solved
    assert examined(bug, Fix("h", "1e-6")).solved


def test_a_check_in_single_precision_fails_right_code_as_printed() -> None:
    """§9, B14, the figures in brackets."""
    found = examined(BUGS["B14"]).single
    assert found is not None
    assert (found.h, found.passed) == (1e-4, False)
    worst = {name: over_the_larger(found, name) for name in found.parameters}
    assert worst == pytest.approx({"W1": 0.26, "b1": 2.0e-3, "W2": 7.2e-3, "b2": 0.085}, rel=0.05)
    assert {bug.id for bug in BUGS.values() if examined(bug).single is not None} == {"B14"}


def test_nothing_leaks_into_the_engine() -> None:
    before = {name: (id(op), op.forward, op.local, op.vjp, op.scalar) for name, op in OPS.items()}
    for bug in BUGS.values():
        examined(bug)
        examined(bug, Fix(bug.line, bug.wrong[0].text))
        if bug.fixture.batch:
            both_losses(bug.id, 3)
    assert {name: (id(op), op.forward, op.local, op.vjp, op.scalar) for name, op in OPS.items()} == before
    for fixture in {id(bug.fixture): bug.fixture for bug in BUGS.values()}.values():
        assert gradient_check(fixture.program, fixture.inputs, names=fixture.checked).passed


WRITTEN = [
    ("B2", "dA1", "dZ2 @ transpose(W2)", True),
    ("B2", "dA1", "dA1 = (W2 @ dZ2.T).T", True),
    ("B2", "dA1", "dZ2 @ W2", False),
    ("B2", "dW2", "dW2 = A1.T @ dZ2 * 1", False),
    ("B4", "dZ2", "(y - T) / 4", True),
    ("B5", "dZ1", "dA1 * minimum(1, maximum(0, Z1 * 1e9))", True),
    ("B1", "second", "dx + G * y", True),
    ("B1", "second", "dx += G * y", True),
    ("B7", "factors", "da * y", True),
    ("B10", "update", "P - dP * rate", True),
    ("B11", "dr", "M * G", True),
    ("B13", "early", "0 * db", True),
    ("B8", "keep", "keep = 1 - 1", True),
]


@pytest.mark.parametrize(("bug_id", "line", "text", "solved"), WRITTEN)
def test_a_fix_may_be_written(bug_id: str, line: str, text: str, solved: bool) -> None:
    found = examined(BUGS[bug_id], Fix(line, text))
    assert found.solved is solved
    assert found.sentence is None


REFUSED = [
    ("dZ2 @ V.T", "line_name"),
    ("dZ2 @ W2.T @", "operand_missing_after"),
    ("W2 @ dZ2.T", "line_shape"),
    ("A9 = dZ2 @ W2.T", "line_target"),
    ("__import__('os').system('true')", "text_literal"),
    ("dZ2 @ W2[0:2]", "inner_sizes"),
    ("sum(dZ2) + sum(reshape(dZ2, (1000000, 1000000)))", "reshape_size"),
    ("sum(dZ2 + zeros)", "line_name"),
    ("(" * 300 + "dZ2" + ")" * 300, "nesting_too_deep"),
    ("dZ2 + " * 200 + "dZ2", "too_many_nodes"),
    ("", "operand_missing_after"),
]


@pytest.mark.parametrize(("text", "code"), REFUSED)
def test_a_fix_that_cannot_be_is_refused_in_words(text: str, code: str) -> None:
    with pytest.raises(EngineError) as refused:
        examined(BUGS["B2"], Fix("dA1", text))
    for problem in refused.value.problems:
        assert problem.field == "fix.text"
        for lang in ("en", "zh-CN"):
            assert "{" not in problem.message(lang) + problem.fix(lang)
    assert refused.value.code == code


@ALL
def test_the_names_that_are_offered_can_be_used(bug: Bug) -> None:
    offered = speakable(bug)
    assert len(offered) == len(set(offered))
    head = bug.right.target
    for name in offered:
        assert outcome(bug, f"{head} = {name}") in {"read", "line_shape"}, name


def outcome(bug: Bug, text: str) -> str:
    """What becomes of a fix: its code if it is refused."""
    try:
        examined(bug, Fix(bug.line, text))
    except EngineError as error:
        return error.code
    return "read"


def test_names_are_found_whole() -> None:
    assert made("x1 = x + 1", {"x": 2.0}) == {"x1": 3.0}


@pytest.mark.parametrize(("text", "column"), [("dZ2 @ V.T", 7), ("dA1 = dZ2 @ V.T", 13), ("V", 1)])
def test_a_place_is_counted_in_what_was_sent(text: str, column: int) -> None:
    with pytest.raises(EngineError) as refused:
        examined(BUGS["B2"], Fix("dA1", text))
    span = refused.value.problems[0].span
    assert span is not None
    assert (span.line, span.column, span.end_column) == (1, column, column + 1)


@ALL
def test_the_trace_of_a_copy_has_the_gradients_of_its_lines(bug: Bug) -> None:
    """Every contribution is on its edge too: what is drawn is what is checked."""
    trace, found = traced(bug), examined(bug)
    graph = trace.graph
    for name, checked in found.report.parameters.items():
        gradient = np.asarray(trace.gradient(name))
        np.testing.assert_array_equal(gradient, checked.analytic_all, err_msg=name)
        edges = [
            graph.first_edge[i] + slot
            for i, args in enumerate(graph.args)
            for slot, a in enumerate(args)
            if a == graph.inputs[name]
        ]
        arrived = np.sum([np.asarray(trace.edges.grad[edge]) for edge in edges], axis=0)
        assert np.allclose(arrived, gradient) == (bug.id != "B1" or name != "x")
        assert np.asarray(trace.ledger.after[edges[0]]) == pytest.approx(gradient)
    assert (trace.update is not None) == (bug.id == "B10")
    assert trace.graph.program == bug.fixture.program


@ALL
def test_the_trace_of_a_mended_copy_is_that_of_the_engine(bug: Bug) -> None:
    trace, right = traced(bug, Fix(bug.line, bug.right.text)), run(bug.fixture.program, bug.fixture.inputs)
    for name, i in right.graph.bindings.items():
        gradient = right.grad(i)
        if gradient is not None:
            np.testing.assert_allclose(
                np.asarray(trace.grad(i)), np.asarray(gradient), 1e-12, 1e-15, err_msg=name
            )
    for mine, theirs in zip(trace.edges.grad, right.edges.grad, strict=True):
        assert (mine is None) == (theirs is None)
        if mine is not None:
            np.testing.assert_allclose(np.asarray(mine), np.asarray(theirs), 1e-12, 1e-15)
    assert [op and op.gradients for op in trace.graph.ops] == [op and op.gradients for op in right.graph.ops]


def test_an_overwritten_contribution_leaves_what_came_last() -> None:
    trace = traced(BUGS["B1"])
    assert trace.gradient("x") == -4.0
    (last,) = [step for step in steps(trace) if step.kind == "accumulate"]
    (edge,) = last.edges
    assert (trace.ledger.before[edge], trace.ledger.after[edge]) == (1.0, -4.0)


def test_what_is_overwritten_is_not_called_a_sum() -> None:
    trace = traced(BUGS["B1"])
    (last,) = [step for step in steps(trace) if step.kind == "accumulate"]
    told = formula(trace, last)
    assert told is not None
    assert told.symbolic.op == "assign"
    assert told.numeric.value == -4.0
    mended = traced(BUGS["B1"], Fix("second", "dx += G * y"))
    assert not mended.ledger.overwrites


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("P = P + rate * dP", "p + η * g"),
        ("P - rate * dP", DESCENT),
        ("P -= dP * rate", DESCENT),
        ("P -= dP", "p - (g)"),
        ("P = P - dP; P = P + dP", "f(p, g)"),
    ],
)
def test_an_update_is_told_as_it_is_done(text: str, rule: str) -> None:
    update = traced(BUGS["B10"], Fix("update", text)).update
    assert update is not None
    assert update.rule == rule


def test_the_planted_update_is_told_uphill() -> None:
    update = traced(BUGS["B10"]).update
    assert update is not None
    assert update.rule == "p + η * g"


@pytest.mark.parametrize(
    ("bug_id", "wording"),
    [
        ("B2", "g @ W"),
        ("B3", "mean(g, axis=0)"),
        ("B5", "relu(g)"),
        ("B7", "g * x"),
        ("B9", "(labels - y) / N"),
    ],
)
def test_the_rule_is_worded_as_it_was_planted(bug_id: str, wording: str) -> None:
    worded = [text for op in traced(BUGS[bug_id]).graph.ops if op for text in op.gradients]
    assert wording in worded
    assert all(wording not in op.gradients for op in OPS.values())


@ALL
def test_a_step_back_is_told_by_its_rule_where_the_copy_keeps_to_it(bug: Bug) -> None:
    """The planted line is in the backward pass, and overwrites nothing: some step must say so."""
    expected = bug.right.stage == "backward" and bug.id != "B1"
    assert any(traced(bug).apart) == expected or bug.id == "B8"
    assert any(traced(BUGS["B8"]).apart)
    assert not any(traced(bug, Fix(bug.line, bug.right.text)).apart)


@pytest.mark.parametrize("bug_id", ["B7", "B13"])
def test_a_product_that_is_written_out_comes_out(bug_id: str) -> None:
    """`3 times 1 is about 4` would be read where the contribution is not what the rule makes."""
    bug = BUGS[bug_id]
    for text in (bug.text, *bug.choices.values()):
        trace = traced(bug, Fix(bug.line, text))
        for step in steps(trace):
            if step.kind == "backward":
                told = formula(trace, step)
                assert told is not None
                assert "is about" not in spoken(told.numeric)
