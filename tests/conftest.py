"""What every test stands on: big matrices on demand, the browser last, and no clock for Hypothesis."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

ALL = os.environ.get("BACKPROP_TEST_ALL") == "1"

settings.register_profile("quick", deadline=None, derandomize=True, max_examples=50)
settings.register_profile("all", deadline=None, max_examples=500)
settings.load_profile("all" if ALL else "quick")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what is marked slow, unless everything is asked for; drive the browser when all else is done.

    Playwright leaves an event loop running in this thread, in which no test of asyncio can run its own.
    """
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)
    if not ALL:
        for item in items:
            if item.get_closest_marker("slow"):
                item.add_marker(pytest.mark.skip(reason="slow: make test-all"))
