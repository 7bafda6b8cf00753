"""The portal served, a browser, and readers who complain of whatever the console or the network shows.

Fixtures are of package scope: Playwright keeps an event loop running, which would be in the way of other tests.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from builds import Build
from playwright.sync_api import Browser, expect, sync_playwright
from served import served

from browser.reader import Reader, Readers

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="package")
def portal(real: Build, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`kepu serve` on the build of the session; its address."""
    with served(real, tmp_path_factory.mktemp("served")) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where the system's Chromium is. Of session scope, so that its absence shows before anything is built."""
    found = shutil.which("chromium")
    if not found:
        pytest.fail("没有找到 chromium，先运行 make browser。Chromium is not installed: run `make browser`.", pytrace=False)
    return found


@pytest.fixture(scope="package")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser for all tests; Playwright brings none of its own."""
    expect.set_options(timeout=10_000)  # a busy machine is no fault of the page
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def reader(browser: Browser, portal: str) -> Iterator[Readers]:
    """Make readers; at the end of the test none may have seen an error or a request to another host."""
    readers: list[Reader] = []

    def come(width: int = 1440, height: int = 900, javascript: bool = True, **more: Any) -> Reader:
        settings: dict[str, Any] = {"viewport": {"width": width, "height": height}, "java_script_enabled": javascript, "locale": "zh-CN"}
        settings |= {"reduced_motion": "reduce", "service_workers": "block"}  # what is kept for later is a test's own matter
        readers.append(Reader(browser.new_context(**settings, **more), portal))
        return readers[-1]

    yield come
    for one in readers:
        one.context.close()
    assert not [complaint for one in readers for complaint in one.complaints]
