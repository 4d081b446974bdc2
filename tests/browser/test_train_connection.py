"""Training over a connection that breaks: the run goes on, and the page goes on where it was."""

from __future__ import annotations

import contextlib
import csv
import re
import socket
import threading
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import OpenLab

ENDLESS = "train#hidden=4&epochs=400&batch=4000&pace=10"


class Relay:
    """A way to the service that can be cut."""

    target: tuple[str, int]

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: set[socket.socket] = set()
        self.passing = True
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """End all connections, and take no new ones until `passing` is set."""
        self.passing = False
        for end in list(self._open):
            _end(end)

    def close(self) -> None:
        self.cut()
        _end(self._listener)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                if not self.passing:
                    _end(near)
                    continue
                far = socket.create_connection(self.target)
                self._open |= {near, far}
                for source, sink in ((near, far), (far, near)):
                    threading.Thread(target=self._carry, args=(source, sink), daemon=True).start()

    def _carry(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(65536):
                sink.sendall(piece)
        for end in (source, sink):
            _end(end)
            self._open.discard(end)


def _end(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()


@pytest.fixture
def relay() -> Iterator[Relay]:
    found = Relay()
    yield found
    found.close()


@pytest.fixture
def service(service: str, relay: Relay) -> str:
    """The service, by way of the relay."""
    place = urlsplit(service)
    relay.target = (place.hostname or "", place.port or 0)
    return relay.address


def step_of(page: Page) -> int:
    found = re.search(r"update (\d+) of", page.locator(".run-position").inner_text())
    return int(found[1]) if found else 0


def further(page: Page) -> None:
    """Wait for some more updates."""
    page.wait_for_function(
        "least => Number(/update (\\d+) of/.exec(document.body.innerText)?.[1]) > least",
        arg=step_of(page) + 2,
    )


def test_a_listener_that_was_cut_off_goes_on_without_a_gap(open_lab: OpenLab, relay: Relay) -> None:
    page = open_lab(ENDLESS)
    resumed: list[str | None] = []

    def noted(request: Request) -> None:
        if "/events" in request.url:
            resumed.append(request.headers.get("last-event-id"))

    page.on("request", noted)
    page.locator('[data-command="start"]').click()
    further(page)
    relay.cut()
    expect(page.locator(".troubles")).to_contain_text("Connection lost. The run goes on")
    relay.passing = True
    expect(page.locator(".troubles")).to_be_empty()
    further(page)
    page.locator('[data-command="start"]').click()
    expect(page.locator(".run-bar")).to_have_attribute("data-state", "paused")
    assert resumed[0] is None
    assert resumed[-1] is not None
    with page.expect_download() as saved:
        page.locator('[data-save="curves"]').click()
    rows = list(csv.reader(saved.value.path().read_text(encoding="utf-8-sig").splitlines()))
    assert [int(row[0]) for row in rows[1:]] == list(range(1, step_of(page) + 1))
    assert all(row[1] for row in rows[1:])
    page.locator('[data-command="stop"]').click()
    expect(page.locator(".run-bar")).to_have_attribute("data-state", "stopped")


def test_a_command_without_a_connection_is_said_to_have_failed(open_lab: OpenLab, relay: Relay) -> None:
    page = open_lab(ENDLESS)
    relay.cut()
    page.locator('[data-command="start"]').click()
    expect(page.locator(".troubles")).to_contain_text("The server does not answer")
    relay.passing = True
    page.locator('[data-command="start"]').click()
    expect(page.locator(".run-bar")).to_have_attribute("data-state", "running")
    expect(page.locator(".troubles")).to_be_empty()
    page.locator('[data-command="stop"]').click()
    expect(page.locator(".run-bar")).to_have_attribute("data-state", "stopped")
