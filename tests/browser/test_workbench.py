"""From the first synthesis to the published report: an analyst, an approver and a clerk."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from danvan.consultation import actions
from danvan.consultation.models import AuditReading, Edit, Statement, Synthesis
from danvan.consultation.models.bench import bench_of
from danvan.consultation.models.recount import check_synthesis
from danvan.consultation.models.waiting import Brought
from danvan.ledger.actions import SYSTEM
from danvan.papers.lint import lint
from danvan.papers.profile import profile
from danvan.sense.intake import draft
from danvan.site.schedule import KINDS
from danvan.units.models import today
from danvan.work.jobs import run_next

DEMO = Path(actions.__file__).parents[2] / "site/demo"
OFFICE, HERE = "/dieu-hanh/gop-y/van-kien/tong-hop/", "/gop-y/van-kien/ket-qua/"
FOUND = (  # the seed article's findings: Part, words of the sentence
    ("I", "đánh giá sâu hơn về môi trường"),
    ("I", "bổ sung số liệu về nông thôn mới"),
    ("I", "du lịch"),
    ("II", "nêu cụ thể hơn về công tác cán bộ"),
    ("IV", "bổ sung nhiệm vụ về phát triển du lịch"),
)


@pytest.fixture
def asked(province, settings, tmp_path):
    """A consultation with all that the demonstration's people said."""
    settings.MEDIA_ROOT = tmp_path
    on, at = today(), timezone.now()
    terms = actions.Terms("Góp ý văn kiện", on - timedelta(1), on + timedelta(7))
    made = actions.set_up(by=SYSTEM, unit=province, terms=terms, slug="van-kien")
    version = actions.import_version(
        by=SYSTEM,
        consultation=made,
        draft=draft(DEMO / "draft.md"),
        source="draft.md",
        sha256="a" * 64,
        at=at,
    )
    actions.publish_version(by=SYSTEM, version=version, at=at)
    actions.open_to_public(by=SYSTEM, consultation=made, at=at)
    brought = Brought(made, province, "sheet", on, may_publish=True)
    actions.take_in_file(by=SYSTEM, file=DEMO / "opinions.csv", brought=brought, at=at)
    actions.ask_for_masks(by=SYSTEM, consultation=made)
    return made


def press(page, name) -> None:
    """The button, until the page after it is there."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def synthesise(analyst, name) -> Synthesis:
    press(analyst, name)
    while run_next(KINDS, at=timezone.now()):
        pass
    return Synthesis.objects.done().latest("number")


def themes(synthesis, section) -> list[str]:
    """Codes of its themes, the largest first."""
    found = bench_of(synthesis).of_section(section)
    return [theme.code for theme in found if not theme.lane]


def open_theme(page, synthesis, section, code) -> None:
    page.goto(f"{OFFICE}{synthesis.number}/ban-bien-tap/?muc={section}&nhom={code}")


def merge_split_and_move(page, synthesis) -> None:
    first, second, third, *_ = themes(synthesis, "unplaced")
    open_theme(page, synthesis, "unplaced", third)
    page.locator("summary", has_text="Gộp vào nhóm khác").click()
    page.locator("[name=target]").first.select_option(second)
    press(page, "Gộp")

    open_theme(page, synthesis, "unplaced", second)
    tick(page, 5)
    page.locator("summary", has_text="Tách thành nhóm mới").click()
    page.locator("#da-chon [name=text]").fill("Nhóm tách ra")
    press(page, "Tách")

    open_theme(page, synthesis, "unplaced", first)
    tick(page, 10)
    page.locator("summary", has_text="Chuyển sang nhóm khác").click()
    page.locator("#da-chon [name=target]").select_option(second)
    press(page, "Chuyển")


def tick(page, count) -> None:
    for box in page.locator("[name=opinions]").all()[:count]:
        box.check()


def edit_two_sentences(page, synthesis) -> None:
    for number in (1, 2):
        page.goto(f"{OFFICE}{synthesis.number}/bao-cao/?phan=I")
        line = page.locator(".report-lines li").filter(has_text="Sửa lời").nth(number)
        line.get_by_text("Sửa lời").click()
        line.get_by_label("Nội dung câu").fill(f"đề nghị viết rõ hơn, lời thứ {'ab'[number - 1]}")
        with page.expect_navigation():
            line.get_by_role("button", name="Lưu lời").click()
        page.get_by_text(f"lời thứ {'ab'[number - 1]}").first.wait_for()


def read_two_blind(page, synthesis) -> None:
    """Of the sample that the machine is judged by, by keys alone."""
    page.goto(f"{OFFICE}{synthesis.number}/kiem-tra/")
    press(page, "Rút mẫu")
    page.goto(f"{OFFICE}{synthesis.number}/kiem-tra/doc/")
    for read in range(2):
        page.get_by_text(f"Ông/bà đã đọc {read} ý kiến").wait_for()
        page.keyboard.press("d")
        page.keyboard.press("1")
        with page.expect_navigation():
            page.keyboard.press("Enter")
    assert AuditReading.objects.filter(stance="propose").count() == 2


def bring_out(analyst, approver, clerk, synthesis) -> None:
    place = f"{OFFICE}{synthesis.number}/bao-cao/"
    analyst.goto(place)
    press(analyst, "Trình duyệt báo cáo")
    approver.goto(place)
    press(approver, "Duyệt")
    clerk.goto(place)
    clerk.get_by_label("Ký hiệu của cơ quan").fill("BDVTU")
    clerk.get_by_label("Địa danh").fill("Bắc Giang")
    press(clerk, "Cấp số")
    approver.goto(place)
    press(approver, "Công bố")
    approver.get_by_role("link", name="Xem trang công bố").wait_for()


def test_people_and_engine_write_the_report_together(site, asked, desk, province, settings):
    """S70–S87: two themes merged, one split, ten opinions moved, two sentences worded, approved by
    somebody else, numbered, published; all that the article reports is there, with its counts."""
    analyst, approver, clerk = (desk(role, province) for role in ("analyst", "approver", "clerk"))
    analyst.goto(OFFICE)
    first = synthesise(analyst, "Tổng hợp những gì đã nhận")
    merge_split_and_move(analyst, first)
    edit_two_sentences(analyst, first)
    kinds = [*Edit.objects.values_list("kind", flat=True)]
    assert kinds == ["merge", "split", "move", "word", "word"]
    expected = {code: theme.opinions for code, theme in bench_of(first).themes.items()}

    open_theme(analyst, first, "unplaced", themes(first, "unplaced")[0])
    made = synthesise(analyst, "Tổng hợp lại với 5 sửa đổi")
    assert made.follows == first
    assert made.themes.get(label="Nhóm tách ra").opinions_count == 5
    assert made.opinions_count == sum(expected.values())
    assert Statement.objects.filter(synthesis=made).exclude(wording="").count() == 2

    read_two_blind(analyst, made)
    bring_out(analyst, approver, clerk, made)
    assert check_synthesis(made) == []
    paper = Path(settings.MEDIA_ROOT) / made.folder / "report.docx"
    assert lint(paper, profile("party")).errors == ()
    read_the_results(site, made)


def read_the_results(page, made) -> None:
    page.goto(HERE)
    assert "Phần III" in page.locator("main").inner_text()
    assert "chưa có ý kiến" in page.locator("main").inner_text()
    for part, words in FOUND:
        page.goto(f"{HERE}phan/{part}/")
        said = " ".join(page.locator("main").inner_text().split())
        assert re.search(rf"{words}[^.]*\(\d+/\d+ (?:ý kiến|đại biểu)", said), (part, words)
    page.goto(f"{HERE}phan/unplaced/")
    assert "Nhóm tách ra" in page.locator("main").inner_text()
