"""The officers' pages in a real browser: by key, on a phone, in the dark, without scripts."""

import gzip
from datetime import date

import pytest
from django.test import Client

from danvan.ledger.actions import SYSTEM
from danvan.units.actions import appoint, open_account
from danvan.work.actions import Assignment, assign

PASSWORD = "một-mật-khẩu-thật-dài"
SINCE = date(2020, 1, 1)


@pytest.fixture
def officer(site, province, commune):
    made = open_account(
        by=SYSTEM, username="can-bo", full_name="Cán bộ", password=PASSWORD, unit=province, on=SINCE
    )
    appoint(by=SYSTEM, officer=made, role="analyst", unit=province, on=SINCE, title="Chuyên viên")
    appoint(by=SYSTEM, officer=made, role="collector", unit=commune, on=SINCE)
    for n, title in enumerate(("Báo cáo sơ kết", "Rất dài " * 30, "x" * 250)):
        assign(by=SYSTEM, what=Assignment(title, commune, date(2020, 2, 1 + n)), on=SINCE)
    return made


@pytest.fixture
def signed_in(site, officer, live_server):
    """Signed in without the form, which has a test of its own."""
    officer.refresh_from_db()  # a role given ends sessions of before
    client = Client()
    client.force_login(officer)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    site.context.add_cookies([{**cookie, "url": live_server.url}])
    site.goto("/dieu-hanh/")
    return site


PAGES = (
    "/",
    "/quyen-rieng-tu/",
    "/dieu-hanh/",
    "/dieu-hanh/cong-viec/",
    "/dieu-hanh/cong-viec/?trang_thai=late&q=khong-co",
    "/dieu-hanh/cong-viec/moi/",
    "/dieu-hanh/cong-viec/viec-nen/",
    "/dieu-hanh/cong-viec/dinh-ky/",
    "/dieu-hanh/cong-viec/dinh-ky/moi/",
    "/dieu-hanh/cong-viec/lich/",
    "/dieu-hanh/don-vi/",
    "/dieu-hanh/nhat-ky/",
    "/dieu-hanh/tim/?q=tan+hung",
    "/dieu-hanh/tai-khoan/password/change/",
    "/dieu-hanh/tai-khoan/2fa/",
)


@pytest.mark.parametrize(
    ("width", "scheme"), [(360, "dark"), (360, "light"), (768, "light"), (1440, "dark")]
)
def test_every_page_is_readable_at_every_width(signed_in, readable, width, scheme):
    signed_in.set_viewport_size({"width": width, "height": 800})
    signed_in.emulate_media(color_scheme=scheme)
    for address in PAGES:
        signed_in.goto(address)
        readable()


def test_signing_in_is_readable(site, readable):
    site.set_viewport_size({"width": 360, "height": 740})
    site.goto("/dieu-hanh/")
    readable()
    site.get_by_label("Tên đăng nhập").fill("ai-do")
    site.get_by_label("Mật khẩu").fill("sai")
    site.get_by_role("button", name="Đăng nhập").click()
    site.get_by_role("alert").wait_for()
    readable()


def test_a_task_is_given_and_closed_by_key_alone(signed_in, readable, commune):
    keys = signed_in.keyboard
    signed_in.goto("/dieu-hanh/cong-viec/moi/")
    signed_in.get_by_label("Nhiệm vụ", exact=True).focus()
    keys.type("Gửi báo cáo tháng 7")
    keys.press("Tab")
    keys.type("Xã Tân Hưng")
    signed_in.get_by_label("Hoặc số ngày làm việc kể từ hôm nay").focus()
    keys.type("5")
    keys.press("Enter")
    signed_in.get_by_role("heading", name="Gửi báo cáo tháng 7").wait_for()
    readable()
    signed_in.get_by_label("Kết quả, sản phẩm đã có").focus()
    keys.type("Đã gửi")
    keys.press("Tab")
    keys.press("Enter")
    signed_in.get_by_text("hoàn thành đúng hạn").wait_for()
    readable()


def test_a_form_that_was_refused_says_why_and_keeps_what_was_typed(signed_in, readable):
    signed_in.goto("/dieu-hanh/cong-viec/moi/")
    signed_in.get_by_label("Nhiệm vụ", exact=True).fill("Việc không có hạn")
    signed_in.get_by_label("Đơn vị chủ trì").fill("tan hung")
    signed_in.get_by_role("radio", name="Xã Tân Hưng").check()
    signed_in.get_by_role("button", name="Giao nhiệm vụ").click()

    alert = signed_in.get_by_role("alert")
    alert.wait_for()
    assert "Hãy ghi hạn" in alert.inner_text()
    assert signed_in.get_by_label("Nhiệm vụ", exact=True).input_value() == "Việc không có hạn"
    readable()
    alert.get_by_role("link").first.click()
    assert signed_in.evaluate("document.activeElement.name") == "due_on"
    signed_in.wrong[:] = [said for said in signed_in.wrong if "422" not in said]


def test_a_unit_is_found_while_one_types_by_keys_alone(signed_in, readable):
    signed_in.goto("/dieu-hanh/cong-viec/moi/")
    owner, partners = (signed_in.get_by_label(f"Đơn vị {w}") for w in ("chủ trì", "phối hợp"))
    owner.press_sequentially("tan")
    signed_in.get_by_role("radio", name="Xã Tân Hưng").wait_for()
    readable()
    assert "1" in signed_in.locator("#owner_so").inner_text()
    owner.press("Tab")
    signed_in.keyboard.press("Space")
    partners.press_sequentially("tinh bac")
    signed_in.get_by_role("checkbox", name="Tỉnh Bắc Giang").check()
    partners.fill("")
    signed_in.get_by_label("Nhiệm vụ", exact=True).fill("Việc tìm đơn vị")
    signed_in.get_by_label("Hoặc số ngày làm việc kể từ hôm nay").fill("5")
    signed_in.keyboard.press("Enter")
    signed_in.get_by_role("heading", name="Việc tìm đơn vị").wait_for()
    facts = signed_in.locator("main dl.facts").inner_text()
    assert "Xã Tân Hưng" in facts
    assert "Tỉnh Bắc Giang" in facts


def test_everything_is_searched_from_every_page_by_keys(signed_in, readable):
    signed_in.keyboard.press("Control+k")
    signed_in.keyboard.type("tan hung")
    signed_in.keyboard.press("Enter")
    signed_in.get_by_role("heading", name="Tìm “tan hung”").wait_for()
    readable()
    signed_in.keyboard.press("j")
    signed_in.keyboard.press("Enter")
    signed_in.get_by_role("heading", name="Xã Tân Hưng").wait_for()
    signed_in.keyboard.press("/")
    assert signed_in.evaluate("document.activeElement.id") == "tim"


def test_one_acts_for_another_unit_of_one_s_own(signed_in, readable):
    signed_in.locator("details.acting > summary").click()
    readable()
    signed_in.get_by_role("button", name="Xã Tân Hưng").click()

    assert "Xã Tân Hưng" in signed_in.locator(".acting-unit").inner_text()


def test_the_tree_is_walked_to_a_commune_as_at_a_day(signed_in, readable):
    signed_in.goto("/dieu-hanh/don-vi/")
    signed_in.get_by_role("link", name="Tỉnh Bắc Giang").click()
    signed_in.get_by_role("link", name="Xã Tân Hưng").click()
    signed_in.get_by_role("heading", name="Xã Tân Hưng").wait_for()
    readable()
    signed_in.get_by_label("Tại ngày").fill("2019-01-01")
    signed_in.get_by_role("button", name="Xem").click()
    signed_in.get_by_text("không tồn tại vào ngày 01/01/2019").wait_for()
    readable()


def test_english_is_one_press_away_and_back(signed_in, readable):
    signed_in.get_by_role("button", name="English").click()
    signed_in.get_by_role("heading", name="Today").wait_for()
    assert signed_in.locator("html").get_attribute("lang") == "en"
    readable()
    signed_in.get_by_role("button", name="Tiếng Việt").click()
    signed_in.get_by_role("heading", name="Hôm nay").wait_for()


def test_without_scripts_everything_works(browser, live_server, officer):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/dieu-hanh/")
    page.get_by_label("Tên đăng nhập").fill("can-bo")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    page.get_by_role("link", name="Công việc").click()
    page.get_by_role("link", name="Quá hạn").click()
    page.get_by_role("link", name="Báo cáo sơ kết").click()
    page.get_by_label("Kết quả, sản phẩm đã có").fill("Đã xong")
    page.get_by_role("button", name="Hoàn thành").click()
    page.get_by_text("hoàn thành quá hạn").wait_for()
    context.close()


def test_the_policy_stops_what_is_inline(browser, live_server, officer):
    """The header itself: the other tests go round it, for axe's sake."""
    context = browser.new_context(base_url=live_server.url)
    page = context.new_page()
    refused = []
    page.on("console", lambda m: refused.append(m.text) if m.type == "error" else None)
    page.goto("/")
    assert refused == []
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=window.ran=1>')"
    )
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran") is None
    assert any("Content Security Policy" in said for said in refused)
    context.close()


def test_the_first_page_weighs_little(site):
    """≤ 100 kB without fonts, as the design asks, packed as `danvan serve` packs them."""
    loaded = []
    site.on("response", lambda answer: loaded.append(answer))
    site.goto("/", wait_until="networkidle")

    sizes = {r.url: len(gzip.compress(r.body())) for r in loaded if "woff2" not in r.url}
    assert len(sizes) > 3
    assert sum(sizes.values()) <= 100_000, sizes


def test_the_keys_are_listed_and_lead_where_they_say(signed_in, readable):
    keys = signed_in.keyboard
    keys.press("?")
    signed_in.get_by_role("dialog", name="Phím tắt").wait_for()
    readable()
    keys.press("Escape")
    signed_in.get_by_role("dialog", name="Phím tắt").wait_for(state="hidden")
    signed_in.locator("main").focus()
    keys.press("g")
    keys.press("c")
    signed_in.wait_for_url("**/dieu-hanh/cong-viec/")
    keys.press("/")
    assert signed_in.evaluate("document.activeElement.name") == "q"
    signed_in.locator("body").click(position={"x": 1, "y": 1})
    keys.press("j")
    keys.press("j")
    keys.press("Enter")
    signed_in.wait_for_url("**/cong-viec/*/")
    readable()


def test_keys_can_be_turned_off(signed_in):
    keys = signed_in.keyboard
    keys.press("?")
    signed_in.get_by_label("Dùng phím tắt trên máy này").uncheck()
    keys.press("Escape")
    keys.press("g")
    keys.press("c")
    signed_in.wait_for_timeout(200)
    assert signed_in.url.endswith("/dieu-hanh/")


def test_the_first_tab_skips_to_the_content(signed_in):
    signed_in.keyboard.press("Tab")
    signed_in.keyboard.press("Enter")
    assert signed_in.evaluate("document.activeElement.id") == "noi-dung"
