"""What the README says is so: its commands, calls, settings, functions, code and files."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

import engine
from app.cli import parser
from app.factory import create_app
from app.settings import Settings, rows

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
SHELL = "".join(text for language, text in BLOCKS if language == "sh")
PYTHON = [text for language, text in BLOCKS if language == "python"]
CALLS = [shlex.split(line) for line in SHELL.replace("\\\n", " ").splitlines() if line.startswith("curl ")]


def section(title: str) -> str:
    """The text under a heading."""
    return README.split(f"\n## {title}\n")[1].split("\n## ")[0]


def run(*command: str) -> str:
    """What Python prints for these arguments, run at the root; the test fails with it when it fails."""
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def client(anyio_backend: str) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(Settings())
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1:8000") as client,
    ):
        yield client


def test_every_make_target_is_named_and_every_named_one_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):.*## ", MAKEFILE, re.MULTILINE))
    assert set(re.findall(r"(?:`|^)make ([a-z-]+)", README, re.MULTILINE)) == targets


def test_the_options_are_those_of_the_command() -> None:
    options = {option for action in parser()._actions for option in action.option_strings}
    named = set(re.findall(r"`(--[a-z]+)`", section("Two commands")))
    assert named == options - {"-h", "--help"}


@pytest.mark.anyio
@pytest.mark.parametrize("words", CALLS, ids=lambda words: urlsplit(words[2]).path)
async def test_a_curl_call_answers(client: httpx.AsyncClient, words: list[str]) -> None:
    curl, silent, url, header_option, header, data_option, data = words
    assert (curl, silent, header_option, data_option) == ("curl", "-s", "-H", "-d")
    name, _, value = header.partition(": ")
    answer = await client.post(url, content=data, headers={name: value})
    assert answer.status_code == 200, answer.text
    assert answer.content


def test_three_calls_are_shown() -> None:
    assert len(CALLS) == 3


@pytest.mark.anyio
async def test_the_documentation_of_the_api_is_where_it_says(client: httpx.AsyncClient) -> None:
    [url] = re.findall(r"http://\S+/docs", README)
    assert (await client.get(url)).status_code == 200


def test_the_settings_are_those_of_the_table() -> None:
    defaults = (
        (row, ",".join(row.default) if isinstance(row.default, tuple) else row.default) for row in rows()
    )
    lines = [
        f"| `{row.variable}` | {f'`{default}`' if default != '' else 'none'} | {row.help} |"
        for row, default in defaults
    ]
    assert [line for line in section("Settings").splitlines() if line.startswith("| `")] == lines


def test_the_functions_are_of_the_language() -> None:
    table = section("The program language").split("| functions |")[1]
    named = re.findall(r"`(\w+)(?:`|\([a-zX][^`]*`)", table)
    assert len(named) > 30
    assert [name for name in named if name not in engine.OPS.functions] == []


def test_the_program_shown_is_a_program() -> None:
    [program] = [text for text in PYTHON if "affine(" in text]
    shapes = {"X": (4, 2), "W": (2, 3), "b": (3,), "t": (4, 3)}
    graph = engine.parse(program, shapes)
    assert graph.shapes[graph.output] == ()


def test_the_engine_answers_as_shown() -> None:
    [code] = [text for text in PYTHON if text.startswith("import engine")]
    run("-c", code)
    [command] = [line for line in SHELL.splitlines() if line.startswith("python -m engine")]
    assert "6" in run(*shlex.split(command)[1:])


def test_the_op_shown_works_once_it_is_added() -> None:
    [code] = [text for text in PYTHON if "elementwise(" in text]
    asked = 'import engine\nprint(json.dumps(engine.run("y = cube(x)", {"x": 2}).gradient("x")))'
    assert json.loads(run("-c", f"import json\n{code}\n{asked}")) == 12.0


def test_what_it_points_at_is_there() -> None:
    linked = re.findall(r"\]\(([^):#]+)\)", README)
    listed = re.findall(r"^\| (`[^|]*/`[^|]*) \|", section("The code"), re.MULTILINE)
    folders = [name for cell in listed for name in re.findall(r"`([^`]+)`", cell)]
    assert linked
    assert folders
    assert [name for name in [*linked, *folders] if not (ROOT / name).exists()] == []
