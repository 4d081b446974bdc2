"""The mistakes over REST: shown, checked, pointed at, mended, and trained with."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from engine.mistakes import BUGS
from tests.app.conftest import post
from tests.content.wording import Text, faults, is_short

pytestmark = pytest.mark.anyio
PATH = "/api/v1/mistakes"


async def told(client: httpx.AsyncClient, lang: str = "en") -> dict[str, dict[str, Any]]:
    found = (await client.get(PATH, params={"lang": lang})).json()
    return {each["id"]: each for each in found}


async def test_the_list_shows_everything_but_the_answer(client: httpx.AsyncClient) -> None:
    found = await told(client)
    assert list(found) == list(BUGS)
    for bug in BUGS.values():
        each = found[bug.id]
        assert bug.text in [line["text"] for line in each["lines"]]
        assert bug.right.text not in [line["text"] for line in each["lines"]]
        assert not {"line", "right", "choices", "lesson"} & set(each)
        assert each["loss_curve"] == (bug.fixture.batch is not None)
    assert found["B10"]["lines"][-1]["each"][0] == {"P": "W1", "dP": "dW1"}
    assert {"dZ2", "W2", "N"} <= set(found["B2"]["names"])


@pytest.mark.parametrize("lang", ["en", "zh-CN"])
async def test_its_words_are_short_and_of_the_house(client: httpx.AsyncClient, lang: str) -> None:
    said = [
        words for each in (await told(client, lang)).values() for words in (each["title"], each["symptom"])
    ]
    index = int(lang == "zh-CN")
    for bug in BUGS.values():
        said += [bug.lesson[index], *(choice.why[index] for choice in bug.wrong)]
        said += [line.remark[index] for line in bug.fixture.lines]
    for words in said:
        assert words
        assert faults(Text("mistakes", lang, words)) == []
        assert is_short(words, lang), words


async def test_one_is_found_pointed_at_and_mended(client: httpx.AsyncClient) -> None:
    report = (await post(client, "mistakes/B2/check", {})).json()
    assert (report["passed"], report["planted"], report["solved"]) == (False, True, False)
    assert report["parameters"]["W2"]["verdict"] == "very good"
    assert report["parameters"]["W1"]["verdict"] == "bug"
    assert len(report["parameters"]["W1"]["cells"]["errors"]) == 3
    assert [len(line["values"]) for line in report["lines"]] == [1] * 7 + [4]
    miss = (await post(client, "mistakes/B2/point", {"line": "dW2"})).json()
    assert (miss["right"], miss["choices"]) == (False, None)
    assert miss["sentence"]
    hit = (await post(client, "mistakes/B2/point", {"line": "dA1"})).json()
    assert hit["right"] is True
    right = next(each["id"] for each in hit["choices"] if each["text"] == "dA1 = dZ2 @ W2.T")
    for choice in ("a", "b", "c"):
        tried = (await post(client, "mistakes/B2/check?lang=zh", {"choice": choice})).json()
        assert tried["solved"] == tried["passed"] == (choice == right)
        assert (tried["sentence"] is None) == (choice == right)
        assert (tried["lesson"] is None) == (choice != right)
    written = {"fix": {"line": "dA1", "text": "dZ2 @ W2.T"}}
    assert (await post(client, "mistakes/B2/check", written)).json()[
        "lesson"
    ] == "Falling loss proves nothing."


async def test_a_broken_check_is_told_in_float32_too(client: httpx.AsyncClient) -> None:
    single = (await post(client, "mistakes/B14/check", {})).json()["single"]
    assert (single["h"], single["passed"]) == (1e-4, False)
    assert set(single["parameters"]) == {"W1", "b1", "W2", "b2"}
    assert (await post(client, "mistakes/B2/check", {})).json()["single"] is None


@pytest.mark.parametrize(
    ("bug_id", "kind", "words"),
    [("B1", "accumulate", "takes the place"), ("B10", "update", "another rule")],
)
async def test_the_steps_of_a_copy_say_what_it_does(
    client: httpx.AsyncClient, bug_id: str, kind: str, words: str
) -> None:
    trace = (await post(client, f"mistakes/{bug_id}/trace?lang=en", {})).json()
    told = [step["sentence"] for step in trace["steps"] if step["kind"] == kind]
    assert told
    assert all(words in sentence for sentence in told)


async def test_a_ratio_is_told(client: httpx.AsyncClient) -> None:
    ratios = {
        bug_id: (await post(client, f"mistakes/{bug_id}/check", body)).json()["parameters"]["b2"]["ratio"]
        for bug_id, body in (("B3", {}), ("B4", {}), ("B8", {"passes": 3}), ("B9", {}), ("B10", {}))
    }
    assert ratios == {
        "B3": {"value": 0.25, "meaning": "inverse_batch"},
        "B4": {"value": 4.0, "meaning": "batch"},
        "B8": {"value": 3.0, "meaning": "pass"},
        "B9": {"value": -1.0, "meaning": "sign"},
        "B10": None,
    }


async def test_a_fix_that_cannot_be_read_is_refused_in_place(client: httpx.AsyncClient) -> None:
    body = {"fix": {"line": "dA1", "text": "dA1 = dZ2 @ V.T"}}
    answer = await post(client, "mistakes/B2/check", body)
    entry = answer.json()["errors"][0]
    assert (answer.status_code, entry["code"], entry["field"]) == (422, "line_name", "fix.text")
    assert (entry["line"], entry["column"]) == (1, 13)
    assert "`W2`" in entry["fix"]


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("B99/check", {}, 404, "mistake_unknown"),
        ("B2/point", {"line": "dX"}, 422, "field_choice"),
        ("B2/point", {}, 422, "field_missing"),
        ("B2/check", {"fix": {"line": "q", "text": "1"}}, 422, "field_choice"),
        ("B2/check", {"choice": "d"}, 422, "field_choice"),
        ("B2/check", {"passes": 0}, 422, "field_range"),
        ("B2/check", {"h": 0}, 422, "field_range"),
        ("B2/check", {"fix": {"line": "dA1", "text": "x" * 401}}, 422, "field_range"),
    ],
)
async def test_a_wrong_request_is_told_so(
    client: httpx.AsyncClient, path: str, body: dict[str, Any], status: int, code: str
) -> None:
    answer = await post(client, f"mistakes/{path}", body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_both_runs_are_told(client: httpx.AsyncClient) -> None:
    found = (await client.get(f"{PATH}/B12/run", params={"steps": 50})).json()
    assert found["rate"] == 0.5
    assert len(found["planted"]) == len(found["correct"]) == 51
    assert found["planted"][50] == "NaN"
    assert found["correct"][50] < found["correct"][0]
    answer = await client.get(f"{PATH}/B1/run")
    assert (answer.status_code, answer.json()["code"]) == (404, "mistake_still")
    assert (await client.get(f"{PATH}/B2/run", params={"steps": 0})).status_code == 422


@pytest.mark.parametrize("bug_id", BUGS)
async def test_the_broken_copy_can_be_stepped_through(client: httpx.AsyncClient, bug_id: str) -> None:
    checked = (await post(client, f"mistakes/{bug_id}/check", {})).json()
    found = (await post(client, f"mistakes/{bug_id}/trace", {})).json()
    for name, report in checked["parameters"].items():
        assert found["gradients"][name] == report["cells"]["analytic"]
    assert found["steps"][-1]["kind"] == ("done" if bug_id == "B10" else found["steps"][-1]["kind"])
    assert all(step["sentence"] for step in found["steps"])
    columns = await post(client, f"mistakes/{bug_id}/trace?layout=columns&tensors=base64&lang=zh", {})
    assert columns.status_code == 200


async def test_a_mended_copy_can_be_stepped_through(client: httpx.AsyncClient) -> None:
    body = {"fix": {"line": "dA1", "text": "dZ2 @ W2.T"}}
    mended = (await post(client, "mistakes/B2/trace", body)).json()
    plain = (
        await post(
            client,
            "trace",
            {
                "program": mended["program"],
                "inputs": {
                    name: value
                    for name, value in mended["values"].items()
                    if name in ("X", "T", "W1", "b1", "W2", "b2")
                },
            },
        )
    ).json()
    assert mended["gradients"]["W1"] == [pytest.approx(row) for row in plain["gradients"]["W1"]]
    assert (await post(client, "mistakes/B2/trace", {"fix": {"line": "q", "text": "1"}})).status_code == 422
