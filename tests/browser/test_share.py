"""What leaves the page: links, commands, pictures, the handout, and links with fewer controls."""

from __future__ import annotations

import base64
import json
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Download, expect

from tests.browser.conftest import OpenPage, Workbench

FORK = "#program=f = x * y + x&in.x=3&in.y=-4&step=7"
SVG = "{http://www.w3.org/2000/svg}"
NEURONS = "#program=Z = affine(X, W, b)&in.X=[[1,2]]&in.W=[[1],[-1]]&in.b=[0]&parameters=W,b&view=net"
PICTURE = b"\x21\xf9\x04"
"""What every picture of a GIF begins with."""
ALLOWED = {"permissions": ["clipboard-read", "clipboard-write"]}


def shared(bench: Workbench) -> Workbench:
    bench.page.locator('[data-action="share"]').first.click()
    expect(bench.page.locator("#share")).to_be_visible()
    return bench


def copied(bench: Workbench, name: str) -> str:
    bench.page.locator(f'#share [data-copy="{name}"]').click()
    expect(bench.page.locator("#share")).to_contain_text("Copied.")
    text: str = bench.page.evaluate("navigator.clipboard.readText()")
    return text


def saved(bench: Workbench, name: str, folder: Path) -> tuple[Path, Download]:
    with bench.page.expect_download(timeout=60_000) as told:
        bench.page.locator(f'[data-save="{name}"]').click()
    path = folder / name
    told.value.save_as(path)
    return path, told.value


def test_a_link_opens_at_the_same_step_in_the_same_words(open_page: OpenPage) -> None:
    bench = open_page(f"{FORK}&lang=zh-CN&notation=grad", **ALLOWED)
    sentence = bench.band.locator(".sentence").inner_text()
    bench.page.locator('[data-action="share"]').first.click()
    bench.page.locator('#share [data-copy="link"]').click()
    expect(bench.page.locator("#share")).to_contain_text("已复制")
    link = bench.page.evaluate("navigator.clipboard.readText()")
    other = open_page(link.removeprefix(f"{bench.service}/"))
    other.at(7)
    expect(other.band.locator(".sentence")).to_have_text(sentence)


def test_the_curl_command_gives_what_the_page_shows(open_page: OpenPage) -> None:
    command = copied(shared(open_page(FORK, **ALLOWED)), "curl")
    answer = json.loads(subprocess.run(["sh", "-c", command], capture_output=True, check=True).stdout)
    assert answer["gradients"] == {"x": -3.0, "y": 3.0, "f": 1.0}


@pytest.mark.parametrize(
    ("name", "piece"), [("numpy", "import numpy"), ("pytorch", "import torch"), ("latex", r"\frac")]
)
def test_programs_and_formulas_are_copied_as_the_service_writes_them(
    open_page: OpenPage, name: str, piece: str
) -> None:
    assert piece in copied(shared(open_page(FORK, **ALLOWED)), name)


def test_without_a_clipboard_the_text_stands_selected(open_page: OpenPage) -> None:
    bench = open_page(FORK)
    bench.page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    shared(bench).page.locator('#share [data-copy="link"]').click()
    expect(bench.page.locator("#share")).to_contain_text("press Ctrl+C")
    selected = bench.page.evaluate("getSelection().toString()")
    assert selected.startswith(f"{bench.service}/#program=f%20=%20x%20*%20y%20+%20x")


def test_a_saved_svg_needs_nothing_beside_it(open_page: OpenPage, tmp_path: Path) -> None:
    bench = shared(open_page(FORK))
    path, download = saved(bench, "svg", tmp_path)
    assert download.suggested_filename == "f-7.svg"
    root = ET.parse(path).getroot()
    texts = [text.text for text in root.iter(f"{SVG}text")]
    for number in ("3", "−4", "−12", "−9", "1"):
        assert number in texts
    assert any("∂f/∂y = " in text for text in texts if text)
    content = path.read_text(encoding="utf-8")
    assert "url(data:font/woff2;base64," in content
    assert "http" not in content.replace("http://www.w3.org/2000/svg", "")
    assert "class=" not in content
    colours = {shape.get("fill") for shape in root.iter() if shape.get("fill")}
    assert all(colour == "none" or colour.startswith("#") for colour in colours if colour)


def test_what_is_masked_is_masked_in_files_too(open_page: OpenPage, tmp_path: Path) -> None:
    path, _ = saved(shared(open_page(f"{FORK}&mask=on")), "svg", tmp_path)
    texts = [text.text for text in ET.parse(path).getroot().iter(f"{SVG}text")]
    assert "−12" in texts
    assert "?" in texts
    assert [text for text in texts if text and text.startswith("=")] == ["= ? × (−4) = ?; ? × 3 = ?"]
    assert "1" not in texts


def test_a_saved_png_is_twice_as_large_and_not_blank(open_page: OpenPage, tmp_path: Path) -> None:
    bench = shared(open_page(f"{FORK}&theme=dark"))
    path, _ = saved(bench, "png", tmp_path)
    data = path.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = (int.from_bytes(data[at : at + 4], "big") for at in (16, 20))
    assert width >= 1280
    assert height > 400
    assert len(data) > 20_000


def test_the_service_writes_the_json_and_the_table(open_page: OpenPage, tmp_path: Path) -> None:
    bench = shared(open_page(FORK))
    path, _ = saved(bench, "json", tmp_path)
    assert json.loads(path.read_text(encoding="utf-8"))["gradients"]["x"] == -3.0
    path, _ = saved(bench, "csv", tmp_path)
    assert "accumulate" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_the_handout_has_every_step_and_nothing_of_the_page(open_page: OpenPage, language: str) -> None:
    bench = open_page(f"{FORK}&lang={language}&theme=dark")
    steps = bench.steps
    handout = bench.page.locator(".handout")
    expect(handout).to_be_attached()
    bench.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    bench.page.emulate_media(media="print")
    expect(handout).to_be_visible()
    for part in ("#band", "#canvas", "#transport", ".header"):
        expect(bench.page.locator(part)).to_be_hidden()
    expect(handout.locator("li")).to_have_count(steps)
    expect(handout.locator("svg .card")).to_have_count(4)
    expect(handout.locator("li").nth(6)).to_contain_text("−4")
    assert handout.evaluate("element => getComputedStyle(element).color") == "rgb(22, 32, 44)"
    bench.page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(handout.locator("li")).to_have_count(0)


def test_in_the_neuron_view_the_handout_shows_neurons(open_page: OpenPage) -> None:
    bench = open_page(NEURONS)
    expect(bench.page.locator("#net .unit").first).to_be_visible()
    bench.page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    picture = bench.page.locator(".handout .handout-graph")
    expect(picture.locator(".unit").first).to_be_attached()
    expect(picture.locator(".card")).to_have_count(0)


def test_in_the_neuron_view_the_film_shows_neurons(open_page: OpenPage, tmp_path: Path) -> None:
    """Other pictures than those of the graph, and as many of them."""
    films = []
    for view in ("net", "graph"):
        bench = shared(open_page(NEURONS.replace("view=net", f"view={view}")))
        path, _ = saved(bench, "gif", tmp_path)
        films.append(path.read_bytes())
    net, graph = films
    assert net.count(PICTURE) == graph.count(PICTURE) > 15
    assert net != graph


def test_a_link_for_students_leaves_out_what_is_not_ticked(open_page: OpenPage) -> None:
    bench = shared(open_page(FORK, **ALLOWED))
    for name in ("edit", "notation", "share"):
        bench.page.locator(f'[data-control="{name}"]').uncheck()
    link = copied(bench, "students")
    other = open_page(link.removeprefix(f"{bench.service}/"))
    for part in (".rail", '[data-action="notation"]', '[data-action="share"]'):
        expect(other.page.locator(part).first).to_be_hidden()
    expect(other.page.locator(".examples")).to_be_visible()
    other.page.keyboard.press("t")
    expect(other.band.locator("mfrac").first).to_be_visible()
    other.page.keyboard.press("?")
    expect(other.page.get_by_role("dialog")).not_to_contain_text("Change the notation")


def test_a_link_for_students_can_do_without_the_labs_or_the_check(open_page: OpenPage) -> None:
    bench = shared(open_page(FORK, **ALLOWED))
    bench.page.locator('[data-control="check"]').uncheck()
    unchecked = open_page(copied(bench, "students").removeprefix(f"{bench.service}/")).page
    unchecked.keyboard.press("k")
    unchecked.locator(".places > button").click()
    expect(unchecked.locator("#places a").first).to_be_focused()
    expect(unchecked.locator('#places [href^="/check"]')).to_have_count(0)
    for _ in range(3):
        unchecked.keyboard.press("ArrowDown")
    expect(unchecked.locator('#places [href^="/race"]')).to_be_focused()
    bench.page.locator('[data-control="labs"]').uncheck()
    alone = open_page(copied(bench, "students").removeprefix(f"{bench.service}/")).page
    expect(alone.locator(".places")).to_be_hidden()
    expect(alone.locator(".examples")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_no_two_buttons_of_the_dialog_are_called_the_same(open_page: OpenPage, language: str) -> None:
    bench = shared(open_page(f"{FORK}&lang={language}"))
    names = bench.page.locator("#share button:visible").all_inner_texts()
    assert len(names) > 10
    assert sorted(set(names)) == sorted(names)


PLAYED = """async (address) => {
    const video = document.createElement("video");
    video.src = address;
    await new Promise((resolve, reject) => { video.oncanplay = resolve; video.onerror = reject; });
    const { videoWidth, videoHeight, duration } = video;
    await new Promise((resolve) => { video.onseeked = resolve; video.currentTime = duration - 0.1; });
    return [videoWidth, videoHeight, duration];
}"""


@pytest.mark.parametrize("kind", ["mp4", "webm"])
def test_a_saved_film_plays_to_its_end(open_page: OpenPage, tmp_path: Path, kind: str) -> None:
    bench = shared(open_page("#program=z = x * y&in.x=2&in.y=3"))
    path, download = saved(bench, kind, tmp_path)
    assert download.suggested_filename == f"z.{kind}"
    data = base64.b64encode(path.read_bytes()).decode()
    bench.page.goto("about:blank")
    width, height, seconds = bench.page.evaluate(PLAYED, f"data:video/{kind};base64,{data}")
    assert (width, height) == (1280, 720)
    assert 8 < seconds < 12  # five steps


def test_an_animation_has_a_picture_for_every_moment(open_page: OpenPage, tmp_path: Path) -> None:
    bench = shared(open_page("#program=z = x * y&in.x=2&in.y=3&theme=dark"))
    path, _ = saved(bench, "gif", tmp_path)
    data = path.read_bytes()
    assert data[:6] == b"GIF89a"
    assert (int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")) == (960, 540)
    assert data.count(PICTURE) > 15


def test_without_web_codecs_the_film_is_recorded(open_page: OpenPage, tmp_path: Path) -> None:
    bench = shared(open_page("#program=z = x&in.x=2"))
    bench.page.evaluate("delete window.VideoEncoder")
    path, download = saved(bench, "mp4", tmp_path)
    assert download.suggested_filename == "z.webm"
    assert path.read_bytes()[:4] == b"\x1a\x45\xdf\xa3"


def test_a_film_in_the_making_can_be_stopped(open_page: OpenPage) -> None:
    bench = shared(open_page(FORK))
    bench.page.locator('[data-save="gif"]').click()
    bench.page.locator('[data-save="stop"]').click()
    expect(bench.page.locator("#share")).to_contain_text("Stopped.")
    expect(bench.page.locator("#share progress")).to_be_hidden()


@pytest.mark.parametrize(
    ("name", "piece"),
    [("pytorch", "import torch"), ("numpy", "import numpy"), ("latex", r"\frac"), ("curl", "curl ")],
)
def test_the_inspector_copies_the_program_in_other_words(open_page: OpenPage, name: str, piece: str) -> None:
    bench = open_page(FORK, viewport={"width": 1920, "height": 1080}, **ALLOWED)
    bench.page.locator(f'#inspector [data-copy="{name}"]').click()
    expect(bench.page.locator("#inspector")).to_contain_text("Copied.")
    assert piece in bench.page.evaluate("navigator.clipboard.readText()")
