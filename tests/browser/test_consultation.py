"""A consultation from the first opinion to the answer, as each of those who take part sees it."""

from datetime import timedelta
from io import BytesIO

import docx
import openpyxl
import pytest
from django.utils import timezone
from tests.consultation.conftest import DRAFT

from danvan.consultation import actions
from danvan.consultation.models import AnchorPlace, Opinion, Submission
from danvan.ledger.actions import SYSTEM
from danvan.papers.profile import profile
from danvan.papers.templates.minutes import write_minutes
from danvan.site.schedule import KINDS
from danvan.units.models import today
from danvan.work.jobs import run_next

PHONE = {"width": 360, "height": 740}
HERE, OFFICE = "/gop-y/van-kien/", "/dieu-hanh/gop-y/van-kien/"
SAID = (
    "Đại diện Hội Nông dân xã: Đề nghị bổ sung số liệu về thu gom rác thải ở các thôn.",
    "Đại diện Đoàn Thanh niên: Đề nghị bổ sung nhiệm vụ phát triển du lịch cộng đồng.",
)
SECOND = """# DỰ THẢO BÁO CÁO CHÍNH TRỊ

## Phần I. Kết quả thực hiện nghị quyết

### 1. Bảo vệ môi trường

Công tác bảo vệ môi trường được quan tâm. Rác thải được thu gom ở mọi xã, 92 % số thôn.

### 2. Phát triển du lịch

Du lịch có bước phát triển khá.

## Phần II. Hạn chế, khuyết điểm

Còn một số hạn chế.

## Phần III. Bài học kinh nghiệm

Bốn bài học.
"""


@pytest.fixture
def asked(province, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    on, at = today(), timezone.now()
    terms = actions.Terms("Góp ý văn kiện", on - timedelta(1), on + timedelta(7))
    made = actions.set_up(by=SYSTEM, unit=province, terms=terms, slug="van-kien")
    version = actions.import_version(
        by=SYSTEM, consultation=made, draft=DRAFT, source="a.docx", sha256="a" * 64, at=at
    )
    actions.publish_version(by=SYSTEM, version=version, at=at)
    actions.open_to_public(by=SYSTEM, consultation=made, at=at)
    return made


def give_two_opinions(page) -> str:
    """As a citizen on a phone; the receipt's code."""
    page.set_viewport_size(PHONE)
    page.goto(f"{HERE}muc/I.1/")
    page.get_by_text("Góp ý riêng một cụm từ").click()
    page.get_by_label("Nói về cụm từ").fill("Rác thải được thu gom ở mọi xã.")
    page.get_by_label("Nội dung góp ý").fill("Đề nghị bổ sung số liệu về rác thải nông thôn.")
    page.get_by_role("button", name="Để đó, góp ý thêm mục khác").click()
    page.goto(f"{HERE}muc/I.2/")
    page.get_by_label("Nội dung góp ý").fill("Đề nghị bổ sung nhiệm vụ phát triển du lịch.")
    page.get_by_role("button", name="Tiếp: xem lại và gửi").click()
    page.get_by_role("group", name="Góp ý 2").wait_for()
    page.get_by_label("Đồng ý đăng nguyên văn").check()
    page.get_by_role("button", name="Gửi góp ý").click()
    page.wait_for_url("**/da-nhan/")
    return page.locator("#ma").inner_text()


def enter_conference(page) -> None:
    page.goto("/dieu-hanh/gop-y/hoi-nghi/")
    page.get_by_label("Tên hội nghị").fill("Hội nghị lấy ý kiến xã")
    page.get_by_label("Số đại biểu").fill("50")
    page.locator("[name=y-0-office]").fill("Bí thư chi bộ thôn")
    page.locator("[name=y-0-section]").fill("I.2")
    page.locator("[name=y-0-text]").fill("Không tán thành đánh giá về du lịch.")
    page.locator("[name=s-0-agree]").fill("45")
    page.get_by_role("button", name="Lưu hội nghị").click()
    page.get_by_text("1 ý kiến vào 1 đợt").wait_for()


def import_minutes(page, folder) -> None:
    path = folder / "bien-ban.docx"
    write_minutes(path, profile("party"))
    paper = docx.Document(str(path))
    free = [line for line in paper.paragraphs if line.style.name == "List Number"]
    for line, words in zip(free, SAID, strict=False):
        line.add_run(words)
    paper.save(str(path))
    page.goto(f"{OFFICE}nhap-tep/")
    page.set_input_files("[name=chosen]", str(path))
    page.get_by_label("Kênh").select_option("conference")
    page.get_by_role("button", name="Xem trước").click()
    page.get_by_role("button", name="Nhập 2 góp ý").click()
    page.get_by_text("đọc 2 dòng = nhận 2 + không nhận 0").first.wait_for()


def bring_out_second_version(page) -> None:
    page.goto(f"{OFFICE}du-thao/")
    file = {"name": "lan-2.md", "mimeType": "text/markdown", "buffer": SECOND.encode()}
    page.set_input_files("[name=file]", file)
    page.get_by_role("button", name="Nhập và xem lại").click()
    page.get_by_role("button", name="Công bố, không sửa được nữa").click()
    page.get_by_text("Đã công bố bản lần 2.").wait_for()


def synthesise(analyst, approver, clerk) -> None:
    analyst.goto(f"{OFFICE}tong-hop/")
    analyst.get_by_role("button", name="Tổng hợp những gì đã nhận").click()
    while run_next(KINDS, at=timezone.now()):
        pass
    report = f"{OFFICE}tong-hop/1/bao-cao/"
    for page, button, done in (
        (analyst, "Trình duyệt báo cáo", "Đã trình duyệt."),
        (approver, "Duyệt", "Đã duyệt; chờ văn thư cấp số."),
    ):
        page.goto(report)
        page.get_by_role("button", name=button, exact=True).click()
        page.get_by_text(done).wait_for()
    clerk.goto(report)
    clerk.get_by_label("Ký hiệu của cơ quan").fill("BDVTU")
    clerk.get_by_label("Địa danh").fill("Bắc Giang")
    clerk.get_by_role("button", name="Cấp số", exact=True).click()
    clerk.get_by_text("Đã cấp số.").wait_for()
    approver.goto(report)
    approver.get_by_role("button", name="Công bố", exact=True).click()
    approver.get_by_text("Đã công bố.").wait_for()


def press(page, name) -> None:
    """The button, and the page to which it leads is there."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def answer_all(analyst, approver) -> None:
    analyst.goto(f"{OFFICE}tra-loi/")
    for box in analyst.locator("input[name=nhom]").all():
        box.check()
    analyst.get_by_role("button", name="Soạn trả lời cho nhóm đã chọn").click()
    analyst.get_by_label("Kết quả").select_option("accepted")
    analyst.get_by_label("Nội dung", exact=False).last.fill("Tiếp thu, bổ sung ở bản lần 2.")
    press(analyst, "Lưu nháp")
    press(analyst, "Lưu và trình duyệt")
    approver.goto(f"{OFFICE}tra-loi/")
    approver.locator("td a", has_text="tiếp thu").first.click()
    press(approver, "Duyệt")
    approver.goto(f"{OFFICE}tra-loi/")
    approver.get_by_role("button", name="Công bố tất cả").click()
    approver.get_by_text("Đã công bố 1 trả lời.").wait_for()


def test_from_the_first_opinion_to_the_answer(site, asked, desk, province, commune, tmp_path):
    """S9, S26: two opinions of a citizen, a conference, minutes, a second version, answers."""
    code = give_two_opinions(site)
    collector = desk("collector", commune)
    enter_conference(collector)
    import_minutes(collector, tmp_path)
    analyst, approver = desk("analyst", province), desk("approver", province)
    synthesise(analyst, approver, desk("clerk", province))
    answer_all(analyst, approver)
    bring_out_second_version(approver)

    assert Submission.objects.filter(consultation=asked).standing().count() == 5
    assert AnchorPlace.objects.get().how in {"exact", "reworded"}
    site.goto("/bien-nhan/")
    site.get_by_label("Mã biên nhận").fill(code.lower().replace("-", " "))
    press(site, "Xem")
    site.get_by_text("Tiếp thu, bổ sung ở bản lần 2.").first.wait_for()
    count_the_results(site)
    count_the_table(approver)


def count_the_results(page) -> None:
    page.goto(f"{HERE}ket-qua/")
    words = " ".join(page.locator("main").inner_text().split())
    assert "5 lượt góp ý" in words
    assert f"{Opinion.objects.count()} ý kiến" in words
    assert "45 lượt ý kiến: tán thành" in words
    assert "Phần III. Bài học kinh nghiệm chưa có ý kiến" in words


def count_the_table(page) -> None:
    """Every opinion stands in the response table once, under its one disposition."""
    answer = page.request.get(f"{OFFICE}bang-tiep-thu.xlsx")
    book = openpyxl.load_workbook(BytesIO(answer.body()))
    said = " ".join(
        str(cell)
        for sheet in book
        for row in sheet.iter_rows(values_only=True)
        for cell in row
        if cell
    )
    assert "Tiếp thu, bổ sung ở bản lần 2." in said
    assert f"{Opinion.objects.count()} ý kiến" in said
