"""The demonstration's report in a browser: each sentence opens, on a phone, by key, on paper."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

SECOND = "S2"  # the address of a sentence, not a requirement
PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def report(demonstration) -> Path:
    return demonstration / "report.html"


@pytest.fixture(scope="module")
def statements(demonstration) -> list[dict]:
    return json.loads((demonstration / "synthesis.json").read_text("utf-8"))["statements"]


@pytest.fixture
def opened(page, report) -> Page:
    page.set_viewport_size(PHONE)
    page.goto(report.as_uri())
    return page


@pytest.fixture
def without_script(browser: Browser, report) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, offline=True, viewport=PHONE)
    page = context.new_page()
    page.goto(report.as_uri())
    yield page
    context.close()


def overflow(page: Page) -> int:
    root = "document.documentElement"
    return page.evaluate(f"{root}.scrollWidth - {root}.clientWidth")


def test_a_phone_never_scrolls_sideways(opened):
    assert overflow(opened) <= 0
    for sentence in opened.locator("details.s > summary").all()[:3]:
        sentence.click()
    assert overflow(opened) <= 0


def test_every_statement_stands_in_the_page(opened, statements):
    """S87: each sentence has its address and its evidence."""
    ids = opened.locator("details.s .e > a[id]").evaluate_all("list => list.map(a => a.id)")
    assert sorted(ids) == sorted(statement["id"] for statement in statements)
    texts = opened.locator("details.s > summary").all_inner_texts()
    assert len(texts) == len(statements)
    assert all(" ý kiến" in text or " đại biểu" in text for text in texts)


def test_a_click_opens_the_opinions_behind_a_sentence(opened, statements):
    """S70, S87: the figures lead to the opinions."""
    first = opened.locator("details.s").first
    evidence = first.locator("li")
    assert not evidence.first.is_visible()
    first.locator("summary").click()
    assert evidence.first.is_visible()
    shown = evidence.first.locator(".w").inner_text()
    by_text = {s["id"]: s for s in statements}
    name = first.locator(".e > a[id]").get_attribute("id")
    assert any(i in shown for i in by_text[name]["opinion_ids"])


def test_the_keyboard_opens_and_closes_a_sentence(opened):
    """Nothing needs a mouse."""
    first = opened.locator("details.s").first
    first.locator("summary").focus()
    opened.keyboard.press("Enter")
    assert first.locator("li").first.is_visible()
    opened.keyboard.press("Space")
    assert not first.locator("li").first.is_visible()


def test_the_tabulator_reaches_a_sentence(opened):
    for _ in range(200):
        opened.keyboard.press("Tab")
        if opened.evaluate("document.activeElement.matches('details.s > summary')"):
            return
    pytest.fail("no sentence in two hundred steps")


def test_a_sentence_opens_without_a_script(without_script):
    """The evidence is in the page itself; the script only makes it handier."""
    first = without_script.locator("details.s").first
    first.locator("summary").click()
    assert first.locator("li").first.is_visible()
    without_script.keyboard.press("Enter")
    assert not first.locator("li").first.is_visible()


@pytest.mark.parametrize("script", [True, False])
def test_the_address_of_a_sentence_opens_it(browser, report, script):
    """An address leads straight to the second sentence and its opinions."""
    context = browser.new_context(java_script_enabled=script, offline=True, viewport=PHONE)
    page = context.new_page()
    page.goto(f"{report.as_uri()}#{SECOND}")
    sentence = page.locator("details.s", has=page.locator(f'a[id="{SECOND}"]'))
    sentence.locator("li").first.wait_for(state="visible", timeout=5000)
    assert sentence.get_attribute("open") is not None
    assert page.locator("details.s[open]").count() == 1
    context.close()


def test_a_reader_of_the_screen_finds_no_barrier(opened, accessible):
    accessible()
    for sentence in opened.locator("details.s > summary").all()[:5]:
        sentence.click()
    accessible()


def test_paper_shows_every_sentence_and_names_its_evidence(opened, statements):
    """S87: a printed report still says which opinions a sentence counts."""
    opened.emulate_media(media="print")
    summaries = opened.locator("details.s > summary")
    hidden = summaries.evaluate_all(
        "list => list.filter(one => !one.getClientRects().length"
        " || getComputedStyle(one).visibility !== 'visible').length"
    )
    assert hidden == 0
    seen = opened.locator("details.s .seen")
    assert seen.count() == len(statements)
    assert seen.first.is_visible()
    named = seen.evaluate_all("list => list.map(one => one.innerText)")
    assert all(f"Dẫn chứng S{at}:" in text for at, text in zip(order(opened), named, strict=True))
    assert overflow(opened) <= 0


def order(page: Page) -> list[int]:
    ids = page.locator("details.s .e > a[id]").evaluate_all("list => list.map(a => a.id)")
    return [int(name[1:]) for name in ids]


def test_every_part_of_the_draft_has_its_heading(opened):
    headings = opened.locator("h3, h4").all_inner_texts()
    parts = [text.split(".")[0] for text in headings if text.startswith("Phần ")]
    assert parts == ["Phần I", "Phần II", "Phần III", "Phần IV"]
