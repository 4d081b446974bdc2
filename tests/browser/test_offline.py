"""A service that is gone, busy or slow loses no text, and the page says what it does about it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import OpenPage

TRACE = "**/api/v1/trace*"


def test_without_a_connection_the_steps_go_on_and_the_text_catches_up(open_page: OpenPage) -> None:
    bench = open_page()
    bench.page.context.set_offline(True)
    bench.program.fill("L = x * y")
    notices = bench.page.locator("#notices")
    expect(notices).to_contain_text("Connection lost. You can keep stepping; we will catch up.")
    bench.page.keyboard.press("Escape")
    bench.page.keyboard.press("PageDown")
    bench.at(2)
    bench.page.context.set_offline(False)
    expect(bench.graph).to_have_attribute("data-program", "L = x * y")
    expect(notices).not_to_contain_text("Connection lost")


def test_the_reader_may_try_again_at_once(open_page: OpenPage) -> None:
    bench = open_page()
    bench.page.clock.install()
    bench.page.route(TRACE, lambda route: route.abort("connectionrefused"))
    bench.program.fill("L = x * y")
    bench.page.clock.run_for(100)
    retry = bench.page.get_by_role("button", name="Try again")
    expect(retry).to_be_visible()
    bench.page.unroute(TRACE)
    retry.click()
    bench.page.clock.run_for(1)
    expect(bench.graph).to_have_attribute("data-program", "L = x * y")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            [
                "The server is busy. Trying again in 2 seconds; your text is kept.",
                "The server is busy. Trying again in 1 second; your text is kept.",
            ],
        ),
        (
            "zh-CN",
            [
                "服务器正忙，2 秒后重试；你的内容不会丢。",
                "服务器正忙，1 秒后重试；你的内容不会丢。",
            ],
        ),
    ],
)
def test_a_busy_server_is_counted_down_to(open_page: OpenPage, language: str, said: list[str]) -> None:
    bench = open_page(f"#lang={language}")
    bench.page.clock.install()
    busy(bench.page)
    bench.program.fill("L = x * y")
    bench.page.clock.run_for(100)
    notices = bench.page.locator("#notices")
    for words in said:
        expect(notices).to_contain_text(words)
        bench.page.unroute(TRACE)
        bench.page.clock.run_for(1_000)
    expect(bench.graph).to_have_attribute("data-program", "L = x * y")
    expect(notices).not_to_contain_text(said[-1])


def busy(page: Page) -> None:
    page.route(TRACE, lambda route: route.fulfill(status=429, headers={"Retry-After": "2"}))


def test_a_slow_answer_is_said_to_be_slow(open_page: OpenPage) -> None:
    bench = open_page()
    bench.page.clock.install()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    bench.page.route(TRACE, hold)
    bench.page.get_by_label("Value of x").fill("3")
    bench.page.clock.run_for(3_000)
    notices = bench.page.locator("#notices")
    expect(notices).to_contain_text("The answer takes long. Your text is kept.")
    held[0].continue_()
    expect(bench.value("x")).to_have_text("3")
    expect(notices).not_to_contain_text("takes long")


def test_an_answer_that_cannot_be_read_offers_to_reload_and_keeps_the_text(open_page: OpenPage) -> None:
    bench = open_page()
    bench.page.route(TRACE, lambda route: route.fulfill(status=200, body="<p>Log in to the network</p>"))
    bench.program.fill("L = x * y")
    expect(bench.page.locator("#notices")).to_contain_text("an answer that this page cannot read")
    bench.page.unroute(TRACE)
    bench.page.get_by_role("button", name="Reload the page").click()
    expect(bench.program).to_have_value("L = x * y")
    expect(bench.graph).to_have_attribute("data-program", "L = x * y")


def test_a_state_too_long_for_an_address_outlives_a_reload(open_page: OpenPage) -> None:
    bench = open_page()
    program = "L = x * y  # " + "long " * 4_000
    bench.program.fill(program)
    expect(bench.graph).to_have_attribute("data-program", program)
    bench.page.reload()
    expect(bench.program).to_have_value(program)
    bench.program.fill("L = x + y")
    bench.page.reload()
    expect(bench.program).to_have_value("L = x + y")
