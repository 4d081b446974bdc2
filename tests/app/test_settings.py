"""Settings come from the environment, one row each, and a wrong one is named."""

from __future__ import annotations

import pytest

from app.settings import SettingError, Settings, rows


def test_without_an_environment_the_defaults_of_the_contract_hold() -> None:
    found = Settings.from_environment({})
    assert found == Settings()
    assert (found.max_program_bytes, found.max_body_bytes) == (256 * 1024, 16 * 1024 * 1024)
    assert (found.max_nodes, found.max_nodes_gradients) == (2_000, 20_000)
    assert (found.max_tensor_elements, found.max_trace_elements) == (1_000_000, 8_000_000)
    assert found.time_limit == 5.0
    assert found.cors_origins == ()


def test_the_environment_says_otherwise() -> None:
    found = Settings.from_environment(
        {
            "BACKPROP_MAX_NODES": "10",
            "BACKPROP_TIME_LIMIT": "0.5",
            "BACKPROP_ALLOWED_HOSTS": "a.example, *.b.example ,",
            "BACKPROP_LOG_LEVEL": "debug",
            "OTHER": "x",
        }
    )
    assert (found.max_nodes, found.time_limit, found.log_level) == (10, 0.5, "debug")
    assert found.allowed_hosts == ("a.example", "*.b.example")


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        ("BACKPROP_MAX_NODES", "many"),
        ("BACKPROP_MAX_NODES", "0"),
        ("BACKPROP_MAX_NODES", "2.5"),
        ("BACKPROP_TIME_LIMIT", "nan"),
        ("BACKPROP_TIME_LIMIT", "inf"),
        ("BACKPROP_TIME_LIMIT", "-1"),
        ("BACKPROP_LOG_LEVEL", "loud"),
    ],
)
def test_a_wrong_one_is_refused_by_its_name(variable: str, text: str) -> None:
    with pytest.raises(SettingError, match=variable):
        Settings.from_environment({variable: text})


def test_every_row_has_a_variable_of_its_own_and_a_sentence() -> None:
    found = list(rows())
    assert len({row.variable for row in found}) == len(found)
    assert all(row.help.endswith(".") for row in found)
