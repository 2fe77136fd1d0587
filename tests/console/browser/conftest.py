"""A real browser on a real server: Debian's chromium, driven by Playwright.

Without chromium a test skips, saying so; with MAILBOT_REQUIRE_SERVICES set (CI) it fails instead.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from mailbot.config import Office
from mailbot.console import serving
from tests.console.conftest import PASSWORD

CHROMIUM = Path("/usr/bin/chromium")
READY_WITHIN = 10  # seconds


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        if os.environ.get("MAILBOT_REQUIRE_SERVICES"):
            pytest.fail(f"{CHROMIUM} is not installed, and MAILBOT_REQUIRE_SERVICES is set")
        pytest.skip(f"{CHROMIUM} is not installed on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def address(office: Office) -> Iterator[str]:
    """The console of this test's own office, on a free port."""
    with serving.listening("127.0.0.1", 0) as ear:
        server = serving.server(office)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [ear]}, daemon=True)
        thread.start()
        end = time.monotonic() + READY_WITHIN
        while not server.started and time.monotonic() < end:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{ear.getsockname()[1]}"
        server.should_exit = True
        thread.join(READY_WITHIN)


Open = Callable[..., Page]


@pytest.fixture
def browse(chromium: Browser, address: str) -> Iterator[Open]:
    """A window of its own for this person; whatever the browser complains of fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_window(
        name: str = "", *, scripts: bool = True, width: int = 1280, height: int = 900
    ) -> Page:
        context = chromium.new_context(
            base_url=address,
            locale="fr-CA",
            java_script_enabled=scripts,
            viewport={"width": width, "height": height},
        )
        context.set_default_timeout(8000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complain(said.type, said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        if name:
            enter(page, name)
        return page

    def complain(sort: str, words: str) -> None:
        expected = "Failed to load resource: the server responded with a status of 4"
        if sort in ("error", "warning") and not words.startswith(expected):
            complaints.append(words)

    yield open_window
    for context in contexts:
        context.close()
    assert complaints == []


def enter(page: Page, name: str) -> None:
    page.goto("/connexion")
    page.get_by_label("Nom du compte").fill(name)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    page.wait_for_url("**/affaires")
