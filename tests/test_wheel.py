"""The wheel, made from the sdist and installed where there is nothing else, serves the page and the API.

No Node is on PATH there, no checkout is near, and whatever npm would fetch is out of reach.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin
from urllib.request import ProxyHandler, Request, build_opener

import pytest

import build_frontend

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = "Scripts" if os.name == "nt" else "bin"
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
LINK = re.compile(r"""<(?:script|link|img)[^>]*?(?:src|href)=["']([^"'#]+)["']""")
STYLE_URL = re.compile(r"""url\(["']?([^"')]+)["']?\)""")
PROGRAM = {"program": "L = (x + y) ** 2", "inputs": {"x": 1, "y": 2}}


class Answer(NamedTuple):
    """What the server sent."""

    kind: str
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def run(*command: str | Path, env: Mapping[str, str] | None = None, cwd: Path | None = None) -> str:
    """What the command printed; the test fails with it when the command does."""
    done = subprocess.run(command, env=env, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def build(source: Path, out: Path) -> subprocess.CompletedProcess[str]:
    """Make an sdist, and a wheel from it, with the tools of this environment; npm can fetch nothing."""
    cut_off = {
        "npm_config_cache": str(out / "npm-cache"),
        "npm_config_fetch_retries": "0",
        "npm_config_registry": "http://127.0.0.1:9",
    }
    command: list[str | Path] = [sys.executable, "-m", "build", "--no-isolation", "--outdir", out, source]
    return subprocess.run(command, env={**os.environ, **cut_off}, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the sdist of this checkout and of the wheel made from that sdist."""
    build_frontend.build()
    out = tmp_path_factory.mktemp("built")
    done = build(ROOT, out)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The variables of a machine that has nothing on its PATH."""
    needed = ("HOME", "PIP_", "SYSTEMROOT", "USERPROFILE")
    kept = {name: value for name, value in os.environ.items() if name.upper().startswith(needed)}
    return {**kept, "PATH": str(tmp_path_factory.mktemp("nothing"))}


@pytest.fixture(scope="module")
def installed(built: Path, bare: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the commands of an environment that holds the wheel and what it asks for."""
    place = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "venv", place)
    [wheel] = built.glob("*.whl")
    commands = place / SCRIPTS
    run(commands / "python", "-m", "pip", "install", "--quiet", wheel, env=bare, cwd=place)
    return commands


@pytest.fixture(scope="module")
def address(installed: Path, bare: dict[str, str]) -> Iterator[str]:
    """Where the installed command serves."""
    command: list[str | Path] = [installed / "backprop-visualizer", "--port", "0"]
    with subprocess.Popen(command, env=bare, cwd=installed, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            line = server.stdout.readline()
            found = ADDRESS.search(line)
            assert found, f"no address in {line!r}"
            yield found[0]
        finally:
            server.terminate()


def fetch(url: str, body: object = None) -> Answer:
    """GET, or POST of a body as JSON, through no proxy; an HTTPError when the answer is not good."""
    data = None if body is None else json.dumps(body).encode()
    request = Request(url, data, {"Content-Type": "application/json"} if data else {})
    with build_opener(ProxyHandler({})).open(request, timeout=30) as answer:
        return Answer(answer.headers.get_content_type(), answer.read())


def test_the_page_and_all_it_links_to_come_from_the_wheel(address: str) -> None:
    page = fetch(address)
    assert page.kind == "text/html"
    linked = {url: fetch(urljoin(address, url)) for url in LINK.findall(page.text)}
    assert all(url.startswith("/") for url in linked), "the page asks another server"
    assert {"text/javascript", "text/css"} <= {answer.kind for answer in linked.values()}
    styles = [urljoin(address, url) for url, answer in linked.items() if answer.kind == "text/css"]
    fonts = [urljoin(style, url) for style in styles for url in STYLE_URL.findall(fetch(style).text)]
    fonts = [url for url in fonts if url.endswith(".woff2")]
    assert len(fonts) >= 3
    assert {fetch(url).body[:4] for url in fonts} == {b"wOF2"}


def test_a_trace_comes_from_the_wheel(address: str) -> None:
    trace = json.loads(fetch(f"{address}/api/v1/trace", PROGRAM).body)
    assert trace["gradients"] == {"x": 6.0, "y": 6.0, "L": 1.0}
    assert trace["steps"]


def test_the_documentation_of_the_api_comes_from_the_wheel(address: str) -> None:
    page = fetch(f"{address}/docs")
    linked = {url: fetch(urljoin(address, url)) for url in LINK.findall(page.text)}
    assert all(url.startswith("/") for url in linked), "the page asks another server"
    assert {"text/javascript", "text/css"} <= {answer.kind for answer in linked.values()}


def test_the_terminal_reader_comes_with_the_wheel(installed: Path, bare: dict[str, str]) -> None:
    printed = run(
        installed / "python", "-m", "engine", "L = (x + y) ** 2", "x=1", "y=2", env=bare, cwd=installed
    )
    assert "L" in printed
    assert "6" in printed


def test_the_wheel_holds_the_packages_and_the_page_and_no_more(built: Path) -> None:
    [wheel] = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"app", "engine"}
    assert {
        "app/_assets/static/dist/manifest.json",
        "engine/data/digits.npz",
        "engine/data/README.md",
    } <= set(names)
    assert [name for name in names if name.startswith("app/_assets/templates/")]
    assert not [name for name in names if name.endswith((".ts", ".mjs", ".pyc")) or "node_modules" in name]


def test_the_same_sdist_gives_the_same_wheel(built: Path, tmp_path: Path) -> None:
    [sdist] = built.glob("*.tar.gz")
    run(sys.executable, "-m", "pip", "wheel", "--no-build-isolation", "--no-deps", "-w", tmp_path, sdist)
    [first], [second] = built.glob("*.whl"), tmp_path.glob("*.whl")
    assert first.read_bytes() == second.read_bytes()


def test_without_its_bundle_there_is_no_wheel_at_all(tmp_path: Path) -> None:
    source = tmp_path / "source"
    unwanted = shutil.ignore_patterns(".*", "dist", "node_modules", "__pycache__")
    shutil.copytree(ROOT, source, ignore=unwanted)
    done = build(source, tmp_path / "out")
    assert done.returncode != 0
    assert "npm" in done.stdout + done.stderr
    assert not list((tmp_path / "out").glob("*.whl"))
