"""What the figures were measured on."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version

PACKAGES = ("numpy", "orjson", "fastapi", "uvicorn", "uvloop", "httptools", "micrograd", "autograd", "torch")


def machine() -> str:
    """Python, processors and packages in one line each."""
    packages = ", ".join(f"{name} {found}" for name in PACKAGES if (found := _version(name)))
    python = f"{platform.python_implementation()} {platform.python_version()}"
    system = f"{python}, {platform.system()} {platform.machine()}, {os.cpu_count()} processors; "
    return f"{system}one BLAS thread\n\n{packages}"


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
