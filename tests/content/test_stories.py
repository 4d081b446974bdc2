"""Every worked example as it is told: short sentences, well set, and formulas whose every number is there."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from app.examples import load_examples
from app.language import LANGUAGES, Language
from app.settings import Settings
from app.tasks import trace
from app.work import Job, Room
from tests.content.wording import Text, faults, is_short

STORIES = [(slug, expand) for slug in load_examples() for expand in ("closed", "all")]


class Story(NamedTuple):
    """An example's trace, told in every language."""

    told: dict[str, dict[str, Any]]

    def steps(self) -> Iterator[tuple[str, dict[str, Any]]]:
        for language, answer in self.told.items():
            for step in answer["steps"]:
                yield language, step


@pytest.fixture(scope="module", params=STORIES, ids="-".join)
def story(request: pytest.FixtureRequest) -> Story:
    slug, expand = request.param
    asked = dict(load_examples()[slug].request)
    if expand == "all":
        asked["expand"] = "all"
    return Story({language: answer(asked, language) for language in LANGUAGES})


def answer(asked: dict[str, Any], language: Language) -> dict[str, Any]:
    """What `POST /trace` answers."""
    choices = {"tensors": "nested", "layout": "rows"}
    job = Job("trace", json.dumps(asked).encode(), language, choices)
    found: dict[str, Any] = json.loads(trace(job, Settings(), Room()).body)
    return found


def test_a_sentence_can_be_read_at_a_glance(story: Story) -> None:
    for language, step in story.steps():
        assert is_short(step["sentence"], language), step["sentence"]


def test_what_is_told_follows_the_house_wording(story: Story) -> None:
    for language, step in story.steps():
        assert not faults(Text("", language, step["sentence"])), step["sentence"]


def test_no_number_is_printed_with_a_hyphen_or_an_e(story: Story) -> None:
    for _, step in story.steps():
        formula = step["formula"] or {"plain": ""}
        for said in (step["sentence"], formula["plain"]):
            assert not re.search(r"(?<![\w)\]] )-\d|\de-?\d", said), said


def test_every_number_that_a_formula_speaks_of_is_in_the_answer(story: Story) -> None:
    held = set(numbers(story.told["en"]))
    spoken = {ref for _, step in story.steps() if step["formula"] for ref in refs(step["formula"])}
    assert not spoken - held


def test_numbers_and_steps_do_not_depend_on_the_language(story: Story) -> None:
    english, chinese = ({**told, "steps": bare(told["steps"])} for told in story.told.values())
    for told in (english, chinese):
        told.pop("warnings")
    assert english == chinese


def bare(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Steps without their words."""
    found = []
    for step in steps:
        formula = step["formula"] and {key: step["formula"][key] for key in ("symbolic", "numeric")}
        found.append({**step, "sentence": None, "formula": formula})
    return found


def refs(tree: Any) -> Iterator[str]:
    """Every reference in a formula."""
    if isinstance(tree, dict):
        if "ref" in tree:
            yield tree["ref"]
        for part in tree.values():
            yield from refs(part)
    elif isinstance(tree, list):
        for part in tree:
            yield from refs(part)


def numbers(told: dict[str, Any]) -> Iterator[str]:
    """Every number of an answer under the name by which a formula may speak of it, as the page finds it."""
    for part in (*told["nodes"], *told["edges"]):
        yield from _fields(part["id"], part, ("value", "grad", "kept", "local"))
    for step in told["steps"]:
        for sent in step.get("contributions", ()):
            yield from _fields(sent["edge"], sent, ("raw", "before", "after"))
        if step["kind"] == "accumulate":
            yield from _fields(step["edges"][0], step, ("before", "after"))
        if step["kind"] == "update":
            yield from _fields(step["node"], step, ("after",))


def _fields(part: str, record: dict[str, Any], names: tuple[str, ...]) -> Iterator[str]:
    return (f"{part}.{name}" for name in names if record.get(name) is not None)


def test_t1_one_loss_one_seed_and_no_node_is_left_before_all_has_come_to_it(story: Story) -> None:
    found = story.told["en"]
    kinds = [step["kind"] for step in found["steps"]]
    assert kinds.count("loss") == kinds.count("seed") == 1
    assert kinds.index("loss") < kinds.index("seed") < kinds.index("backward")
    graded = [edge for edge in found["edges"] if edge["grad"] is not None]
    missing = Counter(edge["source"] for edge in graded)
    left: list[str] = []
    for step in found["steps"]:
        if step["kind"] != "backward":
            continue
        assert missing[step["node"]] == 0, step["node"]
        left.append(step["node"])
        missing.subtract(sent["to"] for sent in step["contributions"])
    assert not any(missing.values())
    # Who reads a node is left before it.
    assert all(
        left.index(edge["target"]) < left.index(edge["source"]) for edge in graded if edge["source"] in left
    )


def test_t2_the_steps_are_as_many_as_the_graph_says(story: Story) -> None:
    found = story.told["en"]
    operations = {node["id"]: node["view"] for node in found["nodes"] if node["kind"] == "operation"}
    graded = [edge for edge in found["edges"] if edge["grad"] is not None]
    # A product sends to each operand in a step of its own, every other operation to all in one.
    products = [edge for edge in graded if operations[edge["target"]] == "product"]
    others = {edge["target"] for edge in graded if operations[edge["target"]] != "product"}
    arrivals = Counter(edge["source"] for edge in graded)
    expected = {
        "inputs": 1,
        "forward": len(operations),
        "loss": 1,
        "seed": 1,
        "backward": len(products) + len(others),
        "accumulate": sum(count - 1 for count in arrivals.values()),
    }
    told = Counter(step["kind"] for step in found["steps"] if step["level"] == "node")
    assert {kind: told[kind] for kind in expected} == expected
    assert set(told) <= {*expected, "unbroadcast", "update", "zero", "done"}
    assert sum(told.values()) == found["counts"]["steps"]
