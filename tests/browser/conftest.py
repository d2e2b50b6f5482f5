"""A real browser without a network. A page that logs an error or asks for anything else fails."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Playwright keeps an event loop in this thread; Django would refuse the database beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
OWN = ("file:", "data:", "blob:", "about:")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=FLAGS + ["--no-sandbox"] * root
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser) -> Iterator[Page]:
    """A page for files: `page.goto(path.as_uri())`."""
    context = browser.new_context(locale="vi-VN", offline=True, bypass_csp=True)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: wrong.append(str(e)))
    page.on("requestfailed", lambda r: wrong.append(f"{r.failure} {r.url}"))
    page.on("request", lambda r: None if r.url.startswith(OWN) else wrong.append(r.url))
    yield page
    context.close()
    assert wrong == []


@pytest.fixture
def accessible(page) -> Callable[[], None]:
    """Call it after each step that changes the page."""

    def look() -> None:
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()

    return look


@pytest.fixture
def site(browser, live_server, transactional_db) -> Iterator[Page]:
    """A page of the site itself; one that logs an error or asks for something missing fails."""
    context = browser.new_context(base_url=live_server.url, locale="vi-VN", bypass_csp=True)
    page = context.new_page()
    page.wrong = []
    page.on("console", lambda m: page.wrong.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda e: page.wrong.append(str(e)))
    page.on(
        "request",
        lambda r: None if r.url.startswith((live_server.url, *OWN)) else page.wrong.append(r.url),
    )
    yield page
    context.close()
    assert page.wrong == []


@pytest.fixture
def readable(site) -> Callable[[], None]:
    """Call it after each step that changes a page of the site: axe, and no sideways scrolling."""

    def look() -> None:
        found = Axe().run(site)
        assert found.violations_count == 0, found.generate_report()
        root = "document.documentElement"
        assert site.evaluate(f"{root}.scrollWidth - {root}.clientWidth") <= 0, site.url

    return look


@pytest.fixture
def desk(site, employ, live_server, monkeypatch) -> Iterator[Callable[..., Page]]:
    """The site as an officer sees it: `desk("analyst", unit)`. A script that fails is a failure."""
    monkeypatch.setattr("danvan.site.gate.is_mfa_enabled", lambda officer: True)
    opened, wrong = [], []

    def sit(role, unit):
        client = Client()
        client.force_login(employ(f"can-bo-{role}", unit, role))
        context = site.context.browser.new_context(base_url=live_server.url, locale="vi-VN")
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
        context.add_cookies([{**cookie, "url": live_server.url}])
        opened.append(context)
        page = context.new_page()
        page.on("pageerror", lambda e: wrong.append(f"{page.url}: {e}"))
        return page

    yield sit
    for context in opened:
        context.close()
    assert wrong == []
