"""The news in a real browser: an article read, commented on while others read, and written."""

import json
from urllib.request import Request, urlopen

import pytest
from django.test import Client
from tests.news.conftest import AT, KEY, ON, TEXT, picture
from tests.site.conftest import migrated, served  # noqa: F401 - fixtures

from danvan.ledger.actions import SYSTEM
from danvan.news import actions
from danvan.news.models import Article, Comment

LONG = actions.Text(
    "Tin", "Tiêu đề rất dài " * 12, "Dẫn " * 200, body="x" * 300, keywords="a; " + "b" * 120
)


@pytest.fixture
def article(transactional_db, province, settings, tmp_path):
    settings.TODAY, settings.MEDIA_ROOT = ON, tmp_path
    version = actions.write(by=SYSTEM, unit=province, text=TEXT, at=AT)
    actions.add_photo(by=SYSTEM, version=version, content=picture(), caption="Chú thích một")
    actions.add_photo(by=SYSTEM, version=version, content=None, caption="Chưa có ảnh hai")
    actions.relate(by=SYSTEM, version=version, title="Bài khác", summary="Ngày 13/7, họp.")
    for each in (version, actions.write(by=SYSTEM, unit=province, text=LONG, at=AT)):
        actions.submit(by=SYSTEM, version=each)
        actions.approve(by=SYSTEM, version=each, at=AT)
    return Article.objects.get(pk=version.article_id)


def said(article, text, key=KEY, parent=None):
    return actions.post(article=article, text=text, key=key + text, on=ON, parent=parent)


@pytest.fixture
def writer(site, article, employ, province, live_server):
    client = Client()
    client.force_login(employ("bien-tap", province, "editor"))
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    site.context.add_cookies([{**cookie, "url": live_server.url}])
    return site


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (360, "light"), (1440, "light")])
def test_every_page_is_readable_at_every_width(writer, readable, article, width, scheme):
    top = said(article, "Bình luận " + "y" * 200)
    said(article, "Trả lời", parent=top)
    hidden = said(article, "Mua ngay")
    actions.hide(by=SYSTEM, comment=hidden, reason="spam", note="Quảng cáo", on=ON)
    draft = actions.correct(by=SYSTEM, article=article, note="Sửa ngày họp", at=AT)
    own, page = f"/dieu-hanh/tin/{article.pk}/", article.get_absolute_url()
    writer.set_viewport_size({"width": width, "height": 800})
    writer.emulate_media(color_scheme=scheme)
    officers = ("", "sua/", "anh/", "lien-quan/", "binh-luan/")
    public = ("/tin/", "/tin/?q=khong-co", page, f"{page}binh-luan/{top.pk}/")
    long = Article.objects.exclude(pk=article.pk).get().get_absolute_url()
    for address in (*public, long, "/dieu-hanh/tin/", *(own + each for each in officers)):
        writer.goto(address)
        readable()
    writer.goto("/dieu-hanh/tin/moi/")
    readable()
    assert draft.state == "draft"


def test_every_element_of_the_article_stands_on_its_page(site, article, readable):
    """S1, S3, S4, S11, S12, S88, S101, S104 as a reader sees them."""
    site.goto(article.get_absolute_url())
    shown = site.locator("article")
    assert shown.locator("h1").inner_text() == TEXT.headline
    assert shown.locator(".article-topic").inner_text() == TEXT.topic
    assert "14:01 | 14/07/2020" in shown.locator(".article-stamp").inner_text()
    assert shown.locator(".article-lead").inner_text() == f"(BGĐT)- {TEXT.lead}"
    picture = shown.locator("img")
    assert picture.get_attribute("alt") == TEXT.keywords
    picture.scroll_into_view_if_needed()
    site.wait_for_function("document.querySelector('article img').naturalWidth > 0")
    assert shown.get_by_role("img", name="Chưa có ảnh").is_visible()
    assert shown.locator("figcaption").all_inner_texts() == ["Chú thích một", "Chưa có ảnh hai"]
    assert shown.locator(".related").get_by_text("Ngày 13/7, họp.").is_visible()
    assert shown.locator(".article-byline").inner_text() == TEXT.byline
    tags = shown.locator(".article-tags .chip").all_inner_texts()
    assert "; ".join(sorted(tags)) == "; ".join(sorted(TEXT.keywords.split("; ")))


def test_a_comment_is_written_answered_and_liked(site, article, readable):
    """S103"""
    site.goto(article.get_absolute_url())
    site.get_by_label("Bình luận của ông/bà").fill("Lời thứ nhất")
    site.get_by_role("button", name="Gửi bình luận").click()
    site.get_by_text("Lời thứ nhất").wait_for()
    site.locator("summary", has_text="Trả lời").click()
    readable()
    site.get_by_label("Trả lời của ông/bà").fill("Lời đáp")
    site.get_by_role("button", name="Gửi trả lời").click()
    site.get_by_text("Lời đáp").wait_for()
    readable()
    before = site.url
    site.locator(".liking button").first.click()
    site.get_by_role("button", name="Bỏ thích").first.wait_for()
    readable()
    assert site.url == before
    assert Comment.objects.get(parent=None).likes == 1
    site.goto(f"{article.get_absolute_url()}?xep=hay")
    site.get_by_role("link", name="Hay nhất").and_(site.locator("[aria-current]")).wait_for()


def test_the_marks_are_written_by_buttons_and_looked_at(writer, readable):
    writer.goto("/dieu-hanh/tin/moi/")
    field = writer.get_by_label("Nội dung")
    field.fill("Lời đậm")
    field.press("Control+a")
    writer.get_by_role("button", name="Đậm").click()
    assert field.input_value() == "**Lời đậm**"
    writer.get_by_role("button", name="Xem thử").click()
    writer.locator("#xem-thu strong").wait_for()
    readable()


# ---------------------------------------------------------------- a comment in a second browser

PUBLISH = """
import django; django.setup()
from datetime import datetime, UTC
from danvan.ledger.actions import SYSTEM
from danvan.news import actions
from danvan.units.actions import found_unit
from danvan.units.actions.tree import Looks
from danvan.units.models import Tier
from datetime import date
tier = Tier.objects.create(code="province", label="Tỉnh", rank=0)
on = date(2020, 1, 1)
looks = Looks("Tỉnh")
unit = found_unit(
    by=SYSTEM, code="t", kind="place", looks=looks, tier=tier, parent=None, on=on
)
text = actions.Text("Tin", "Bài được đọc", "Dẫn nhập")
at = datetime(2020, 7, 14, tzinfo=UTC)
version = actions.write(by=SYSTEM, unit=unit, text=text, at=at)
actions.submit(by=SYSTEM, version=version)
actions.approve(by=SYSTEM, version=version, at=at)
"""


def test_a_comment_of_a_second_browser_is_told_and_loaded_without_a_reload(
    served,  # noqa: F811
    browser,
):
    """S102: by server-sent events, under the site's own policy, from the site as it is served."""
    address, made = served
    with made.started("-c", PUBLISH) as writing:
        assert writing.wait(60) == 0, made.said.read_text()
    context = browser.new_context(base_url=address, locale="vi-VN")
    page, wrong = context.new_page(), []
    page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
    page.goto("/tin/bai-duoc-doc/")
    linked = page.locator('script[type="application/ld+json"]').text_content()
    assert json.loads(linked)["headline"] == "Bài được đọc"
    page.evaluate("window.still = 'here'")
    link = page.locator(".live a")
    assert not link.is_visible()

    for number in (1, 2):
        body = f"text=Loi+{number}&key={KEY}".encode()
        urlopen(Request(f"{address}/tin/bai-duoc-doc/binh-luan/", data=body))  # noqa: S310
    page.get_by_text("Bình luận mới vừa được thêm vào: 2. Bấm để xem").wait_for()
    assert not page.get_by_text("Loi 1").is_visible()
    link.click()
    page.get_by_text("Loi 2").wait_for()

    assert page.evaluate("window.still") == "here"
    texts = page.locator("#danh-sach .comment-text").all_inner_texts()
    assert texts == ["Loi 2", "Loi 1"]
    assert not link.is_visible()
    assert wrong == []
    page.locator(".liking button").first.click()
    page.get_by_role("button", name="Bỏ thích").wait_for()
    context.close()


def test_without_scripts_one_reads_writes_and_likes(browser, live_server, article):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(article.get_absolute_url())
    page.get_by_label("Bình luận của ông/bà").fill("Không cần kịch bản")
    page.get_by_role("button", name="Gửi bình luận").click()
    page.get_by_role("button", name="Thích").click()
    page.get_by_role("button", name="Bỏ thích").wait_for()
    said(article, "Người khác viết")
    page.get_by_role("link", name="Tải lại bình luận mới nhất").click()
    page.get_by_text("Người khác viết").wait_for()
    context.close()
