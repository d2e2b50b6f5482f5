"""A citizen on a phone: opinions given in several places, kept on the device, sent and followed."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from danvan.consultation import actions
from danvan.ledger.actions import SYSTEM
from danvan.sense.intake import draft
from danvan.units.models import today

PHONE = {"width": 360, "height": 740}
HERE = "/gop-y/van-kien/"
SECTION = f"{HERE}muc/I.1.1/"
DEMO = Path(__file__).parents[2] / "src/danvan/site/demo/draft.md"
PICK = """([from, to]) => {
  const words = document.querySelector('[data-words$="/muc/I.1.1/"] p').firstChild;
  const range = document.createRange();
  range.setStart(words, from);
  range.setEnd(words, to);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.fixture
def asked(site, province, commune):
    """The demonstration's draft, open from yesterday for a week."""
    site.set_viewport_size(PHONE)
    on, at = today(), timezone.now()
    purpose = "Để nhân dân góp ý trước khi trình Đại hội."
    terms = actions.Terms("Góp ý văn kiện", on - timedelta(1), on + timedelta(7), purpose=purpose)
    made = actions.set_up(by=SYSTEM, unit=province, terms=terms, slug="van-kien")
    publish(made, draft(DEMO), "a" * 64, at)
    actions.open_to_public(by=SYSTEM, consultation=made, at=at)
    return made


def publish(consultation, read, digest, at):
    version = actions.import_version(
        by=SYSTEM, consultation=consultation, draft=read, source="draft.md", sha256=digest, at=at
    )
    actions.publish_version(by=SYSTEM, version=version, at=at)


@pytest.fixture
def without_script(browser, live_server, asked):
    context = browser.new_context(
        base_url=live_server.url, java_script_enabled=False, viewport=PHONE, locale="vi-VN"
    )
    yield context.new_page()
    context.close()


def say(page, text: str) -> None:
    page.get_by_label("Nội dung góp ý").fill(text)


def sent(page) -> str:
    """Sends what stands on the review page; the receipt's code."""
    page.get_by_role("button", name="Gửi góp ý").click()
    page.wait_for_url("**/da-nhan/")
    return page.locator("#ma").inner_text()


@pytest.mark.usefixtures("asked")
def test_a_citizen_gives_two_opinions_and_follows_them(site, readable):
    """S26: on a phone, about words and about the whole, kept until sent, corrected and seen."""
    site.goto("/")
    readable()
    site.get_by_role("link", name="Góp ý văn kiện").click()
    readable()
    site.evaluate(PICK, [3, 30])
    site.get_by_role("button", name="Góp ý cụm từ này").click()
    site.wait_for_url(f"**{SECTION}?tu=3&den=30#gop-y")
    assert site.get_by_label("Nói về cụm từ").input_value() == "Công nghiệp là động lực chính"
    readable()
    say(site, "Đề nghị nêu rõ số lao động tại chỗ.")
    site.get_by_label("tán thành có điều kiện").check()
    site.get_by_role("button", name="Để đó, góp ý thêm mục khác").click()
    site.get_by_text("1 góp ý chưa gửi").wait_for()
    readable()

    site.goto(f"{HERE}chung/")
    say(site, "Nhất trí với dự thảo.")
    site.reload()  # a connection that was lost, a browser that was closed
    assert site.get_by_label("Nội dung góp ý").input_value() == "Nhất trí với dự thảo."
    site.get_by_role("button", name="Tiếp: xem lại và gửi").click()
    site.get_by_role("group", name="Góp ý 2").wait_for()
    readable()
    code = sent(site)
    readable()
    assert site.evaluate("localStorage.length") == 0

    site.reload()
    assert site.locator("#ma").inner_text() == code
    site.goto(f"/bien-nhan/#{code}")
    assert "#" not in site.url
    readable()
    site.get_by_role("button", name="Xem", exact=True).click()
    site.get_by_role("heading", name="Góp ý 2").wait_for()
    readable()
    site.get_by_text("Sửa góp ý 1").click()
    readable()
    site.get_by_label("Nội dung góp ý").first.fill("Đề nghị nêu số lao động đến tháng 6.")
    site.get_by_role("button", name="Gửi lời đã sửa").first.click()
    site.get_by_text("Đã ghi nhận góp ý đã sửa").wait_for()
    site.get_by_text("Đề nghị nêu số lao động đến tháng 6.").first.wait_for()
    readable()


@pytest.mark.usefixtures("asked")
def test_what_waits_on_the_device_is_deleted_and_taken_back(site, readable):
    site.goto(SECTION)
    say(site, "Chưa gửi")
    site.get_by_role("button", name="Để đó, góp ý thêm mục khác").click()
    site.goto(HERE)
    site.get_by_role("button", name="Xóa khỏi máy này").click()
    assert site.evaluate("localStorage.length") == 0
    readable()
    site.get_by_role("button", name="Lấy lại").click()
    site.get_by_text("1 góp ý chưa gửi").wait_for()
    site.get_by_role("button", name="Xem lại và gửi").click()
    assert site.get_by_label("Nội dung góp ý").input_value() == "Chưa gửi"


@pytest.mark.usefixtures("asked")
def test_going_back_doubles_nothing(site):
    site.goto(SECTION)
    say(site, "Một lần")
    site.get_by_role("button", name="Tiếp: xem lại và gửi").click()
    site.wait_for_url("**/gui/")
    site.go_back()
    site.wait_for_url(f"**{SECTION}")
    assert site.get_by_label("Nội dung góp ý").input_value() == ""
    site.get_by_role("button", name="Xem lại và gửi", exact=True).click()
    site.wait_for_url("**/gui/")
    assert site.locator("[data-entry]").count() == 1


@pytest.mark.usefixtures("asked")
def test_the_review_page_opened_anew_holds_what_waits(site):
    """A bookmark, a second tab, a page that the browser dropped."""
    site.goto(SECTION)
    say(site, "Còn đây")
    site.get_by_role("button", name="Để đó, góp ý thêm mục khác").click()
    site.goto(f"{HERE}gui/")
    site.get_by_role("group", name="Góp ý 1").wait_for()
    site.get_by_label("Nội dung góp ý").fill("Còn đây, sửa thêm")
    site.goto(f"{HERE}gui/")
    site.get_by_role("group", name="Góp ý 1").wait_for()
    assert site.get_by_label("Nội dung góp ý").input_value() == "Còn đây, sửa thêm"


def test_a_version_that_came_meanwhile_is_told_in_the_page(site, readable, asked):
    site.goto(f"{SECTION}?tu=0&den=29")
    say(site, "Đúng vậy")
    read = draft(DEMO)
    changed = [
        type(each)(each.key, each.level, each.number, each.title, each.parent, f"Nay {each.text}")
        for each in read.sections
    ]
    publish(asked, type(read)(read.title, tuple(changed)), "b" * 64, timezone.now())
    site.get_by_role("button", name="Tiếp: xem lại và gửi").click()
    site.get_by_text("nay đã có bản 2").wait_for()
    readable()
    site.get_by_label("Gửi về bản 2").check()
    sent(site)
    assert asked.submissions.get().anchor.start == 4


def test_a_file_is_read_and_looked_at_before_it_is_sent(site, readable, asked):
    site.goto(f"{HERE}gui/")
    remarks = "1. Đề nghị bổ sung số liệu về rác.\n2. Đề nghị làm rõ nguồn vốn.\n"
    file = {"name": "y-kien.txt", "mimeType": "text/plain", "buffer": remarks.encode()}
    site.get_by_label("Tệp .docx").set_input_files(file)
    site.get_by_role("button", name="Đọc tệp").click()
    site.get_by_text("Đã đọc được 2 góp ý từ tệp").wait_for()
    readable()
    assert not asked.submissions.exists()
    large = {"name": "to.txt", "mimeType": "text/plain", "buffer": b"a" * (11 << 20)}
    site.get_by_label("Tệp .docx").set_input_files(large)
    site.get_by_text("to.txt: lớn hơn 10 MB").wait_for()
    site.get_by_role("button", name="Bỏ góp ý 1").click()
    site.get_by_role("group", name="Góp ý 2").wait_for(state="detached")
    sent(site)
    assert asked.submissions.get().text == "Đề nghị làm rõ nguồn vốn."


def test_all_of_it_goes_without_a_script(without_script, asked):
    page = without_script
    page.goto(SECTION)
    assert not page.get_by_role("button", name="Để đó").is_visible()
    page.get_by_text("Góp ý riêng một cụm từ").click()
    page.get_by_label("Nói về cụm từ").fill("không có trong mục")
    say(page, "Lời thứ nhất")
    page.get_by_role("button", name="Tiếp: xem lại và gửi").click()
    page.get_by_label("Thêm góp ý về").select_option("I.2")
    page.get_by_role("button", name="Thêm góp ý").click()
    page.get_by_role("group", name="Góp ý 2").get_by_label("Nội dung góp ý").fill("Lời thứ hai")
    page.get_by_role("button", name="Gửi góp ý").click()
    page.get_by_role("alert").get_by_role("link", name="Không thấy đúng cụm từ").click()
    page.get_by_label("Nói về cụm từ").first.fill("")
    code = sent(page)
    page.goto("/bien-nhan/")
    page.get_by_label("Mã biên nhận").fill(code)
    page.get_by_role("button", name="Xem", exact=True).click()
    page.get_by_text("Rút lại góp ý 2").click()
    page.get_by_role("button", name="Rút lại, không lấy lại được").click()
    page.get_by_text("Đã rút lại: nội dung đã xóa").wait_for()
    assert asked.submissions.filter(removed="withdrawn").count() == 1


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1440, "light")])
def test_every_page_is_readable_in_every_width_and_light(site, readable, asked, width, scheme):
    asked.questions.create(position=1, text="x" * 300)
    site.set_viewport_size({"width": width, "height": 800})
    site.emulate_media(color_scheme=scheme)
    for address in ("/", "/gop-y/", HERE, SECTION, f"{HERE}chung/", f"{HERE}gui/", "/bien-nhan/"):
        site.goto(address)
        readable()
