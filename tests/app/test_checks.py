"""The gradient check with its cells, and the curve over many steps."""

from __future__ import annotations

import httpx
import pytest

from tests.app.conftest import post

pytestmark = pytest.mark.anyio
KINKED = {"program": "L = sum(relu(x) * w)", "inputs": {"x": [[1, 0], [-2, 3]], "w": [[1, 2], [3, 4]]}}


async def test_cells_come_where_they_are_asked_for(client: httpx.AsyncClient) -> None:
    plain = (await post(client, "gradient-check", KINKED)).json()
    assert not {"cells", "ratio"} & set(plain["parameters"]["x"])
    told = (await post(client, "gradient-check?cells=true", KINKED)).json()
    found = told["parameters"]["x"]
    assert found["cells"]["analytic"] == [[1.0, 0.0], [0.0, 4.0]]
    assert found["cells"]["numeric"][0][1] == pytest.approx(1.0)
    assert found["cells"]["kinks"] == [[False, True], [False, False]]
    assert found["cells"]["errors"][0][1] is None
    assert found["cells"]["errors"][1][1] < 1e-9
    assert found["ratio"] is None
    assert told["passed"] == plain["passed"]


async def test_cells_of_a_number_are_numbers(client: httpx.AsyncClient) -> None:
    body = {"program": "y = log(x) * abs(k)", "inputs": {"x": -1, "k": 0}}
    told = (await post(client, "gradient-check?cells=true", body)).json()["parameters"]
    assert told["x"]["cells"]["numeric"] == "NaN"
    assert told["x"]["cells"]["errors"] == "NaN"
    assert told["k"]["cells"]["kinks"] is True


async def test_the_net_is_checked_cell_by_cell(client: httpx.AsyncClient) -> None:
    sizes = {"input_size": 3, "hidden_size": 4, "output_size": 2, "batch_size": 5, "seed": 1}
    told = (await post(client, "two-layer-net/gradient-check?cells=true", sizes)).json()
    cells = told["parameters"]["W1"]["cells"]
    assert [len(cells[name]) for name in ("analytic", "numeric", "errors", "kinks")] == [3] * 4
    assert [len(row) for row in cells["errors"]] == [4] * 3


async def test_a_bound_is_told_as_people_write_it(client: httpx.AsyncClient) -> None:
    body = {"program": "f = x", "inputs": {"x": 2}}
    told = [
        (await post(client, "gradient-check", {**body, "h": h})).json()["errors"][0]["message"]
        for h in (0, 2)
    ]
    assert told == ["`h` must be greater than 0.", "`h` must be at most 1."]


async def test_the_curve_is_answered(client: httpx.AsyncClient) -> None:
    body = {"program": "f = x ** 3", "inputs": {"x": 2}, "name": "x"}
    told = (await post(client, "gradient-check/curve", body)).json()
    assert (told["analytic"], told["index"], len(told["points"])) == (12.0, [], 14)
    assert told["best"]["one_sided"] < told["best"]["central"]
    chosen = await post(client, "gradient-check/curve", {**body, "steps": [1e-3]})
    assert [point["h"] for point in chosen.json()["points"]] == [1e-3]


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"name": "q"}, "check_name", "name"),
        ({"index": [1]}, "check_index", "index"),
        ({"steps": [0]}, "field_range", "steps[0]"),
        ({"steps": []}, "field_range", "steps"),
        ({"name": None}, "field_type", "name"),
    ],
)
async def test_a_wrong_request_is_told_so(
    client: httpx.AsyncClient, change: dict[str, object], code: str, field: str
) -> None:
    body = {"program": "f = x ** 3", "inputs": {"x": 2}, "name": "x", **change}
    answer = await post(client, "gradient-check/curve", body)
    entry = answer.json()["errors"][0]
    assert (answer.status_code, entry["code"], entry["field"]) == (422, code, field)
