"""A commune officer brings in a conference and a file, by keyboard, at every width."""

from datetime import date

import pytest
from django.test import Client
from tests.consultation.conftest import AT, DRAFT

from danvan.consultation import actions
from danvan.consultation.models import PositionTally, Submission
from danvan.ledger.actions import SYSTEM
from danvan.units.actions import appoint, open_account

SINCE = date(2020, 1, 1)
BASE = "/dieu-hanh/gop-y/van-kien"
FILE = "Nội dung góp ý,Mục,Số lượt\nBổ sung số liệu,Phần I mục 2,3\nNhất trí,Phần X,\n,I.1,\n"


@pytest.fixture
def asked(province):
    terms = actions.Terms("Góp ý văn kiện", date(2020, 6, 1), date(2099, 7, 31))
    made = actions.set_up(by=SYSTEM, unit=province, terms=terms, slug="van-kien")
    version = actions.import_version(
        by=SYSTEM, consultation=made, draft=DRAFT, source="a.docx", sha256="a" * 64, at=AT
    )
    actions.publish_version(by=SYSTEM, version=version, at=AT)
    actions.open_to_public(by=SYSTEM, consultation=made, at=AT)
    return made


@pytest.fixture
def commune_page(site, asked, commune, live_server, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    officer = open_account(
        by=SYSTEM, username="xa", full_name="Cán bộ", password="một-mật-khẩu-dài", unit=commune,
        on=SINCE,
    )  # fmt: skip
    appoint(by=SYSTEM, officer=officer, role="collector", unit=commune, on=SINCE)
    officer.refresh_from_db()
    client = Client()
    client.force_login(officer)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    site.context.add_cookies([{**cookie, "url": live_server.url}])
    return site


def test_three_opinions_of_a_conference_by_keyboard(commune_page, readable):
    """S9: without a mouse; 21 presses besides the words themselves."""
    page, presses = commune_page, 0
    page.goto("/dieu-hanh/gop-y/hoi-nghi/")

    def press(*keys):
        nonlocal presses
        for key in keys:
            page.keyboard.press(key)
            presses += 1

    def to(name):
        while page.evaluate("document.activeElement.name") != name:
            press("Tab")
            assert presses < 60, name

    page.keyboard.type("Hội nghị xã")
    to("attended")
    page.keyboard.type("50")
    to("y-0-office")
    for number, text in enumerate(("Nêu rõ chỉ tiêu", "Bổ sung số liệu", "Nhất trí")):
        page.keyboard.type("Trưởng thôn")
        to(f"y-{number}-section")
        page.keyboard.type("I.2")
        to(f"y-{number}-text")
        page.keyboard.type(text)
        if number < 2:
            press("Control+Enter")
            assert page.evaluate("document.activeElement.name") == f"y-{number + 1}-office"
    readable()
    press("Control+s")
    page.get_by_text("3 ý kiến vào 1 đợt").wait_for()

    assert [s.section_key for s in Submission.objects.all()] == ["I.2"] * 3
    assert presses <= 21


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (360, "dark"), (1440, "light")])
def test_the_pages_are_readable(commune_page, readable, asked, commune, width, scheme):
    way = actions.Through("sheet", commune, date(2020, 7, 1))
    counted = [actions.Counted("agree", 312, "I.1"), actions.Counted("object", 5)]
    tally, _ = actions.count_positions(
        by=SYSTEM, consultation=asked, counted=counted, through=way, source="BC 15"
    )
    actions.correct_tally(by=SYSTEM, tally=tally, count=300, why="Đếm lại", on=SINCE)
    rules = {"conference": "left_out"}
    actions.set_counting_policy(by=SYSTEM, consultation=asked, rules=rules, why="HD", on=SINCE)
    page = commune_page
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    for address in ("nhap-tep", "so-luot", "dau-moi", "tinh-dem", "doi-chieu"):
        page.goto(f"{BASE}/{address}/")
        readable()
        page.goto("/dieu-hanh/gop-y/hoi-nghi/")
    page.get_by_role("button", name="Thêm ý kiến").click()
    page.locator("summary", has_text="Thêm câu chữ").last.click()
    readable()
    page.keyboard.press("Control+s")
    page.wait_for_load_state()
    page.wait_for_selector(".notice.error")
    page.wrong.clear()  # the answer 422 to what was not filled in is told to the console
    readable()
    page.goto(f"{BASE}/nhap-tep/")
    page.set_input_files(
        "[name=chosen]", {"name": "y-kien.csv", "mimeType": "text/csv", "buffer": FILE.encode()}
    )
    page.get_by_role("button", name="Xem trước").click()
    page.get_by_role("button", name="Nhập 2 góp ý").wait_for()
    readable()
    page.get_by_role("button", name="Nhập 2 góp ý").click()
    page.get_by_text("đọc 3 dòng = nhận 2 + không nhận 1").first.wait_for()
    assert Submission.objects.count() == 2


@pytest.fixture
def plain(browser, commune_page, live_server):
    """The same officer, in a browser without scripts."""
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    context.add_cookies(commune_page.context.cookies())
    yield context.new_page()
    context.close()


def test_without_scripts_rows_are_added_and_kept(plain):
    plain.goto("/dieu-hanh/gop-y/hoi-nghi/")
    plain.get_by_label("Tên hội nghị").fill("Hội nghị xã")
    plain.get_by_label("Số đại biểu").fill("50")
    plain.locator("[name=y-0-text]").fill("Ý kiến thứ nhất")
    plain.get_by_role("button", name="Thêm ý kiến").click()
    plain.locator("[name=y-1-text]").fill("Ý kiến thứ hai")
    plain.get_by_role("button", name="Thêm dòng số lượt").click()
    plain.locator("[name=s-1-agree]").fill("45")
    plain.get_by_role("button", name="Lưu hội nghị").click()
    plain.get_by_text("2 ý kiến vào 1 đợt").wait_for(timeout=3000)

    assert Submission.objects.count() == 2
    assert PositionTally.objects.get().count == 45
