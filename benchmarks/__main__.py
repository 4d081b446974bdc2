"""`python -m benchmarks [section …] [--quick]`: measure, and print tables in Markdown."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping

from benchmarks import check, http, net, scalars, training
from benchmarks.browser import lighthouse, page
from benchmarks.contenders import missing
from benchmarks.machine import machine
from benchmarks.targets import Target, verdicts

# section → (its title, what measures it)
SECTIONS: Mapping[str, tuple[str, Callable[..., Iterator[str | Target]]]] = {
    "tiny": ("Tiny expressions", scalars.tiny),
    "random": ("Random scalar graphs", scalars.random_graphs),
    "chains": ("Deep chains", scalars.chains),
    "parsing": ("Parsing", scalars.parsing),
    "net": ("Two-layer net", net.gradient_step),
    "training": ("Training", training.training),
    "check": ("Gradient check", check.gradient_check),
    "http": ("HTTP", http.service),
    "browser": ("The page", page),
    "lighthouse": ("Lighthouse", lighthouse),
}


def main() -> None:
    """Print the sections asked for, each as soon as it is measured, and the targets last."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("sections", nargs="*", metavar="section", help=f"among: {', '.join(SECTIONS)}")
    parser.add_argument("--quick", action="store_true", help="small and once: proves that all of it runs")
    options = parser.parse_args()
    unknown = [name for name in options.sections if name not in SECTIONS]
    if unknown:
        parser.error(f"there is no section {unknown[0]!r}; there are {', '.join(SECTIONS)}")
    print(machine(), flush=True)
    for package in missing():
        print(f"{package} is not installed, so it is left out; `make bench` installs it.", file=sys.stderr)
    targets: list[Target] = []
    for name in options.sections or SECTIONS:
        title, measured = SECTIONS[name]
        print(f"\n### {title}", flush=True)
        for found in measured(quick=options.quick):
            if isinstance(found, Target):
                targets.append(found)
            else:
                print(f"\n{found}", flush=True)
    if targets:
        print(f"\n### Targets\n\n{verdicts(targets)}")


if __name__ == "__main__":
    main()
