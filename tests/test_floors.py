"""Every file imports only what lies on a lower floor. A new file is given its floor here."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from engine import OPS

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "static" / "src"

# From the ground up: each imports only what stands before it; the files of one folder may import each other.
ENGINE = """
    memory numerals tokens program_messages data_messages messages errors source
    op shapes values ops
    datasets
    formula exact snippets printers
    record graph builder trace
    literals calls grammar syntax screen refusals tree parse
    expand forward backward evaluate
    steps explain warn
    runs numeric check curve ratio layers nets mistakes vanishing
    train race
    pretty picture show __init__ __main__
"""
APP = """
    __init__ settings accept assets language errors
    numbers sentences graph_rows step_rows encode
    wire run_wire exporters content examples
    lab_wire reports mistakes limits body work nets data_tasks lab_tasks tasks pool runs
    schema lab_schema run_schema openapi responses security desk shelf signals
    routes factory main cli
"""
FRONT = "wire text model layout scene view gallery labs main"

# Names of ops that mean something else there: an element of HTML, the operators of a formula's tree, what a
# request may say.
ELSEWHERE = {
    "view": {"div"},
    "model/equation.ts": {"add", "index", "mul", "neg"},
    "model/labs/training.ts": {"relu", "sigmoid"},
    "model/labs/vanishing.ts": {"relu", "sigmoid", "tanh"},
    "wire/nets.ts": {"relu", "sigmoid"},
    "text/operations.ts": {
        *("abs", "add", "div", "exp", "index", "matmul", "max", "mean"),
        *("min", "mul", "neg", "pow", "sqrt", "sub", "sum", "transpose"),
    },
}

# What a floor may not know, however it is called.
FOREIGN = {"engine": {"app", "fastapi", "jinja2", "orjson", "pydantic", "starlette", "uvicorn"}, "app": set()}

COMMENT = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*", re.DOTALL)
IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["']([^"']+)["']""")
STRING = re.compile(r""""([^"\\\n]*)"|'([^'\\\n]*)'|`([^`\\]*)`""")


class Import(NamedTuple):
    """One file's use of another, both named as the floors name them."""

    user: str
    used: str
    place: str


def climbing(imports: Iterable[Import], building: str) -> list[str]:
    """The imports that do not lead down, and the files that have no floor."""
    order = building.split()
    assert len(set(order)) == len(order), "a name stands twice"
    floors = {name: floor for floor, name in enumerate(order)}
    found = set()
    for user, used, place in imports:
        if user not in floors:
            found.add(f"{user} has no floor")
        elif floors.get(used, 0) > floors[user]:
            found.add(f"{place}: {user} imports {used}")
    return sorted(found)


def python_modules(node: ast.AST) -> list[str]:
    """The modules that one import statement may name."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return []


def python_imports(package: str) -> Iterator[Import]:
    """Who in `package` uses whom in it; every file at least itself, so that none goes unnamed."""
    folder = ROOT / package
    known = {path.stem for path in folder.iterdir()}
    for path in sorted(folder.rglob("*.py")):
        user, place = path.relative_to(folder).parts[0].removesuffix(".py"), str(path.relative_to(ROOT))
        yield Import(user, user, place)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            used = [module.split(".") for module in python_modules(node)]
            inside = {parts[1] for parts in used if parts[0] == package and len(parts) > 1} & known
            if not inside and [package] in used:
                inside = {"__init__"}
            yield from (Import(user, name, f"{place}:{node.lineno}") for name in inside)  # type: ignore[attr-defined]


def front_files() -> list[Path]:
    """The files of the front end, without tests, their helpers and what is made from OpenAPI."""
    return [
        path
        for path in sorted(SOURCES.rglob("*.ts"))
        if not path.name.endswith((".gen.ts", ".test.ts")) and not {"fixtures", "testing"} & set(path.parts)
    ]


def code_of(path: Path) -> str:
    """The text of a TypeScript file without its comments."""
    return COMMENT.sub("", path.read_text(encoding="utf-8"))


def front_imports() -> Iterator[Import]:
    """Which folder of the front end uses which."""
    for path in front_files():
        user, place = path.relative_to(SOURCES).parts[0].removesuffix(".ts"), str(path.relative_to(ROOT))
        yield Import(user, user, place)
        for target in IMPORT.findall(code_of(path)):
            used = (path.parent / target).resolve()
            if target.endswith(".ts") and SOURCES in used.parents:
                used = used.relative_to(SOURCES)
                yield Import(user, used.parts[0].removesuffix(".ts"), place)


@pytest.mark.parametrize(("package", "building"), [("engine", ENGINE), ("app", APP)])
def test_a_module_imports_only_lower_ones(package: str, building: str) -> None:
    assert climbing(python_imports(package), building) == []


def test_a_folder_of_the_front_end_imports_only_lower_ones() -> None:
    assert climbing(front_imports(), FRONT) == []


@pytest.mark.parametrize("package", FOREIGN)
def test_the_engine_knows_numpy_and_nothing_of_the_web(package: str) -> None:
    used = {
        module.split(".")[0]
        for path in (ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for module in python_modules(node)
    }
    assert used & FOREIGN[package] == set()


def test_only_the_view_and_the_wiring_touch_the_document() -> None:
    touching = {
        path.relative_to(SOURCES).parts[0]
        for path in front_files()
        if re.search(r"\bdocument\b", code_of(path))
    }
    assert touching <= {"view", "gallery.ts", "labs.ts", "main.ts"}


def test_no_file_of_the_front_end_names_an_op() -> None:
    named = [
        (name, word)
        for path in front_files()
        for name in [path.relative_to(SOURCES).as_posix()]
        for words in STRING.findall(code_of(path))
        for word in set(OPS) & set(words)
        if word not in ELSEWHERE.get(name, ELSEWHERE.get(name.split("/")[0], set()))
    ]
    assert named == []
