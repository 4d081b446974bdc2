"""What Lighthouse thinks of the pages, where its command is on the path: `npm install -g lighthouse`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median

import orjson

from benchmarks.browser.chromium import ARGUMENTS, CHROMIUM
from benchmarks.server import PAGE, running
from benchmarks.table import table
from benchmarks.targets import Target

COMMAND = "lighthouse"
PATHS = ("", "train", "embed")
FORMS: Mapping[str, tuple[str, ...]] = {"mobile": (), "desktop": ("--preset=desktop",)}
CATEGORIES = ("performance", "accessibility", "best-practices")
ROUNDS = 3


def scores(command: str, address: str, form: str) -> list[float]:
    """Of 100 each, in the order of the categories."""
    with tempfile.TemporaryDirectory() as profile:
        flags = ["--headless=new", *ARGUMENTS, f"--user-data-dir={profile}"]
        options = [
            *FORMS[form],
            f"--only-categories={','.join(CATEGORIES)}",
            f"--chrome-flags={' '.join(flags)}",
            "--output=json",
            "--quiet",
        ]
        environment = {**os.environ, **({"CHROME_PATH": str(CHROMIUM)} if CHROMIUM.exists() else {})}
        done = subprocess.run(
            [command, address, *options], env=environment, capture_output=True, check=True, cwd=Path(profile)
        )
    found = orjson.loads(done.stdout)["categories"]
    return [100 * found[name]["score"] for name in CATEGORIES]


def lighthouse(*, quick: bool) -> Iterator[str | Target]:
    """Medians over rounds, since a busy machine costs points; nothing where the command is missing."""
    command = shutil.which(COMMAND)
    if command is None:
        print(f"{COMMAND} is not installed, so it is left out.", file=sys.stderr)
        return
    rows: list[list[str]] = []
    worst = dict.fromkeys(CATEGORIES, 100.0)
    with running(PAGE) as server:
        for path in PATHS[:1] if quick else PATHS:
            for form in FORMS:
                address = f"http://127.0.0.1:{server.port}/{path}"
                rounds = [scores(command, address, form) for _ in range(1 if quick else ROUNDS)]
                found = dict(zip(CATEGORIES, map(median, zip(*rounds, strict=True)), strict=True))
                rows.append([f"`/{path}`, {form}", *(f"{score:.0f}" for score in found.values())])
                worst = {name: min(worst[name], score) for name, score in found.items()}
    yield table(["Lighthouse, of 100", *CATEGORIES], rows)
    if not quick:
        for name, score in worst.items():
            yield Target(f"Lighthouse, {name}, the least of these", score, 95, floor=True)
