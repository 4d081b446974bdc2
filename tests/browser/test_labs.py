"""What all labs have: a head that leads on, both languages and themes, and nothing for axe to find."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from app.routes.pages import LABS
from tests.browser.conftest import OpenLab, OpenPage


@pytest.mark.parametrize("lab", LABS)
@pytest.mark.parametrize(("language", "scheme"), [("en", "dark"), ("zh-CN", "light")])
def test_axe_finds_nothing_in_a_lab(open_lab: OpenLab, lab: str, language: str, scheme: str) -> None:
    page = open_lab(lab, locale=language, color_scheme=scheme)
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("html")).to_have_attribute("data-theme", scheme)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("lab", LABS)
@pytest.mark.parametrize("width", [1366, 320])
def test_a_lab_needs_no_scrolling_sideways(open_lab: OpenLab, lab: str, width: int) -> None:
    page = open_lab(lab, viewport={"width": width, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_pages_lead_to_each_other(open_page: OpenPage) -> None:
    page = open_page("?lang=zh-CN").page
    page.locator(".places > button").click()
    page.locator('#places a[href^="/race"]').click()
    expect(page.locator("h1")).to_have_text("赛跑")
    page.get_by_role("navigation").get_by_role("link", name="梯度检查").click()
    expect(page.locator("h1")).to_have_text("梯度检查")
    page.get_by_role("link", name="工作台").click()
    expect(page.locator(".card").first).to_be_visible()


def test_a_narrow_page_has_the_way_to_the_others_in_a_menu(open_lab: OpenLab) -> None:
    page = open_lab("race", viewport={"width": 390, "height": 664})
    page.locator(".places-menu > button").click()
    expect(page.locator("#places-menu a").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Train")


def test_another_language_keeps_the_address_and_the_focus(open_lab: OpenLab) -> None:
    page = open_lab("train#theme=dark")
    page.get_by_role("button", name="中文").click()
    expect(page.locator("html[data-whole]")).to_have_attribute("lang", "zh-CN")
    expect(page.get_by_role("button", name="English")).to_be_focused()
    assert page.url.endswith("/train#theme=dark")


def test_the_theme_is_in_the_address(open_lab: OpenLab) -> None:
    page = open_lab("check", color_scheme="light")
    page.get_by_role("button", name="Light or dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.wait_for_url("**/check#theme=dark")
    page.reload()
    expect(page.locator("html[data-whole]")).to_have_attribute("data-theme", "dark")
