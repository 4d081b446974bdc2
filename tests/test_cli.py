"""The command says where it serves, and what is wrong in a sentence."""

from __future__ import annotations

import socket
from collections.abc import Callable

import pytest

from app import __version__, cli
from app.assets import BundleMissingError
from app.settings import Settings

Refuse = Callable[..., str]


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> Refuse:
    """Run the command with these arguments, as far as the server; the sentence with which it leaves."""

    def run(*arguments: str, app: Callable[[Settings], object] = lambda _settings: None) -> str:
        monkeypatch.setattr(cli, "create_app", app)
        with pytest.raises(SystemExit) as left:
            cli.main(arguments)
        return str(left.value)

    return run


def test_any_free_port_is_taken_and_named() -> None:
    with cli.listen("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        assert cli.address_of(listener) == f"http://127.0.0.1:{port}"


def test_an_address_for_all_is_shown_as_this_machine() -> None:
    with cli.listen("0.0.0.0", 0) as listener:
        assert cli.address_of(listener).startswith("http://127.0.0.1:")


def test_a_taken_port_is_named_with_the_remedy(refused: Refuse) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        message = refused("--port", port)
    assert f"port {port}" in message
    assert "choose another with --host or --port" in message


def test_a_missing_bundle_is_named_with_the_remedy(refused: Refuse) -> None:
    def create_app(_: Settings) -> object:
        raise BundleMissingError("no front end: run `make run`")

    assert refused(app=create_app) == "backprop-visualizer: no front end: run `make run`"


def test_workers_are_a_setting_like_any_other(refused: Refuse) -> None:
    message = refused("--workers", "none")
    assert "BACKPROP_WORKERS is 'none'" in message


def test_the_number_of_workers_reaches_the_app(refused: Refuse) -> None:
    seen = []

    def create_app(settings: Settings) -> object:
        seen.append(settings.workers)
        raise BundleMissingError("enough")

    refused("--workers", "3", app=create_app)
    assert seen == [3]


@pytest.mark.parametrize("port", ["70000", "65536", "-1", "abc", "", "9" * 5000])
def test_a_port_that_is_none_is_refused(
    capsys: pytest.CaptureFixture[str], refused: Refuse, port: str
) -> None:
    refused(f"--port={port}")
    (*_, said) = capsys.readouterr().err.splitlines()
    assert said.endswith(f"argument --port: {port[:20]!r} is no port; use a number from 0 to 65535")


def test_the_version_is_the_package_s(capsys: pytest.CaptureFixture[str], refused: Refuse) -> None:
    refused("--version")
    assert __version__ in capsys.readouterr().out
