"""What everybody reads of results: right, count by count, and nothing that was not agreed to."""

from dataclasses import replace

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections
from tests.consultation.conftest import AT, DRAFT, ON
from tests.consultation.making import synthesised

from danvan.consultation import actions, jobs
from danvan.consultation.models import (
    Evidence,
    Opinion,
    PositionTally,
    Response,
    ResponseTarget,
    Statement,
    Submission,
)
from danvan.consultation.models.marks import marked
from danvan.ledger.actions import SYSTEM
from danvan.sense.records import Draft
from danvan.work.jobs import run_next
from danvan.work.models import Job

AGREED = (
    "Bố cục dự thảo hợp lý, nội dung rõ ràng.",
    "Đề nghị đánh giá sâu hơn về công tác bảo vệ môi trường, gọi tôi số 0912 345 678.",
    "<script>alert(1)</script> Không đồng ý với nhận định về thu gom rác thải.",
)
KEPT_BACK = ("Đề nghị bổ sung thêm số liệu về kết quả phát triển du lịch.",)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "uploads"


@pytest.fixture
def synthesis(asked, send, tmp_path):
    """A published one, of texts of which one is not to be shown."""
    send(*AGREED, key="khoa-thu-nhat-0123456789", section_key="I.1", may_publish=True)
    send(*KEPT_BACK, key="khoa-thu-hai-01234567890", section_key="I.2")
    return synthesised(asked, tmp_path / "ket-qua")


@pytest.fixture
def read(client, synthesis):
    def get(place: str = "", status: int = 200) -> str:
        answer = client.get(f"/gop-y/van-kien-xix/ket-qua/{place}")
        assert answer.status_code == status
        return answer.content.decode()

    return get


def test_before_it_is_published_the_page_says_so(client, asked):
    answer = client.get("/gop-y/van-kien-xix/ket-qua/")
    assert "Chưa công bố bản tổng hợp nào" in answer.content.decode()


def test_a_consultation_that_is_not_open_has_no_results(client, set_up):
    assert client.get("/gop-y/van-kien-xix/ket-qua/").status_code == 404


def test_the_counts_are_those_of_the_rows(read, synthesis, asked, province):
    """S69: what was asked and what was heard, each count under its own name."""
    PositionTally.objects.create(
        consultation=asked, position="agree", count=312, channel="sheet", unit=province,
        counted_on=ON,
    )  # fmt: skip
    page = read()

    assert f'<span class="sum">{Submission.objects.count()}</span> lượt góp ý' in page
    assert f'<span class="sum">{Opinion.objects.count()}</span> ý kiến' in page
    assert '<span class="sum">312</span> lượt ý kiến: tán thành' in page


def test_a_part_that_nobody_spoke_about_is_named(read):
    """S85: "Phần III: chưa có ý kiến"."""
    page = read()
    after = page[page.index("Phần III. Bài học kinh nghiệm") :]

    assert "chưa có ý kiến" in after[: after.index("</li>")]


def test_every_sentence_opens_its_opinions(read):
    """S70, S75, S81, S87: no sentence without its figures and the opinions behind it."""
    assert Statement.objects.exists()
    for statement in Statement.objects.all():
        page = read(f"cau/{statement.code}/")
        assert f"{statement.count} trên {statement.base}" in page
    parts = read("phan/I/") + (read("phan/general/") if "phan/general/" in read() else "")
    parts += read("phan/unplaced/") if "phan/unplaced/" in read() else ""
    for statement in Statement.objects.all():
        assert f"/cau/{statement.code}/" in parts


def test_nothing_of_the_answers_is_cut(read):
    """S86: what is shown and what is not add up to what is counted."""
    from danvan.consultation.queries.evidence import behind

    for statement in Statement.objects.select_related("synthesis__consultation"):
        found = behind(statement=statement, after=None)
        assert found.count == found.shown + sum(found.unshown.values())
        assert len(found.voices) == found.shown


def page_of(read, text: str) -> str:
    row = Evidence.objects.filter(opinion__submission__text=text).select_related("statement")
    return read(f"cau/{row.first().statement.code}/")


def test_what_was_not_agreed_to_is_counted_and_not_shown(read):
    page = page_of(read, KEPT_BACK[0])

    assert "1 ý kiến không đăng nguyên văn theo lựa chọn của người gửi" in page
    assert KEPT_BACK[0] not in page


def test_texts_are_shown_masked_and_marked(read):
    page = page_of(read, AGREED[1])

    assert "0912" not in page
    assert "<mark>" in page


def test_a_text_is_never_a_part_of_the_page(read):
    page = page_of(read, AGREED[2])

    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_a_text_taken_back_later_is_counted_and_gone(read):
    """The sentence's figures stay; the words do not."""
    row = Submission.objects.get(text=AGREED[0])
    code = Evidence.objects.filter(opinion__submission=row).first().statement.code
    actions.withdraw(submission=row, on=ON)
    page = read(f"cau/{code}/")

    assert "[đã rút lại]" in page
    assert AGREED[0] not in page


def test_who_holds_a_number_goes_on_from_it(read, asked, send, client, tmp_path):
    """Pages go on after a number, however many came before."""
    send(*(f"Nhất trí với dự thảo, ý {n}." for n in range(40)), key="khoa-dong-0123456789012",
         may_publish=True)  # fmt: skip
    made = synthesised(asked, tmp_path / "lan-hai")
    most = max(Statement.objects.filter(synthesis=made), key=lambda s: s.evidence.count())
    address = f"/gop-y/van-kien-xix/ket-qua/cau/{most.code}/"
    seen, after = [], ""
    while True:
        behind = client.get(address + after).context["behind"]
        seen += [voice.number for voice in behind.voices]
        if not behind.next:
            break
        after = f"?sau={behind.next}"
    shown = Evidence.objects.filter(statement=most, opinion__submission__may_publish=True)

    assert sorted(seen) == sorted(shown.values_list("opinion__submission", flat=True))
    assert client.get(address + "?sau=khong").status_code == 200


def test_answers_are_counted_and_read(read, asked, province, synthesis):
    given = Response.objects.create(
        consultation=asked, unit=province, disposition="partly", text="Đã bổ sung số liệu.",
        state="published", made_at=AT, published_at=AT,
    )  # fmt: skip
    ResponseTarget.objects.create(response=given, theme=synthesis.themes.first())

    assert '<span class="sum">1</span> tiếp thu một phần' in read()
    assert "Đã bổ sung số liệu." in read("tra-loi/")


def test_what_changed_opens_the_opinions_on_it(read, asked):
    """A7: the words that came and went, and how many had spoken about the place."""
    sections = [
        replace(one, text=one.text.replace("ở mọi xã", "ở 90% số xã")) for one in DRAFT.sections
    ]
    version = actions.import_version(
        by=SYSTEM, consultation=asked, draft=Draft(DRAFT.title, tuple(sections)),
        source="lan-2.docx", sha256="b" * 64, at=AT,
    )  # fmt: skip
    actions.publish_version(by=SYSTEM, version=version, at=AT)
    page = read("thay-doi/")
    n = Opinion.objects.filter(section_key="I.1").count()

    assert n
    assert f"{n} ý kiến về mục này" in page
    assert "<ins>" in page
    assert "<del>" in page
    assert "2. Phát triển du lịch" not in page  # it stayed as it was


def test_without_a_later_version_there_is_nothing_to_compare(read):
    read("thay-doi/", 404)


@pytest.mark.parametrize("place", ["phan/khong-co/", "cau/S999/"])
def test_what_is_not_there_is_not_found(read, place):
    read(place, 404)


def test_words_are_marked_in_the_masked_text():
    text = "Tôi là Hùng, số 0912345678, đề nghị làm đường. Cảm ơn."
    shown = "Tôi là [tên], số [số điện thoại], đề nghị làm đường. Cảm ơn."
    start = text.index("đề nghị")
    low, high = marked(text, shown, start, start + 17)

    assert shown[low:high] == text[start : start + 17]
    assert marked(text, "Một nội dung khác hẳn", 0, 3) is None


@pytest.mark.usefixtures("two_factors")
def test_officers_ask_follow_and_publish(client, asked, send, analyst, approver, settings):
    send("Nhất trí với dự thảo.")
    client.force_login(analyst)
    page = "/dieu-hanh/gop-y/van-kien-xix/tong-hop/"
    client.post(f"{page}giao/")
    assert "theo dõi" in client.get(page).content.decode()
    run_next(jobs.KINDS, at=Job.objects.latest("pk").not_before)
    listed = client.get(page).content.decode()
    assert "report.docx" in listed
    assert "Công bố</button>" not in listed
    paper = client.get(f"{page}1/report.pdf")
    assert b"".join(paper.streaming_content).startswith(b"%PDF")
    request_finished.disconnect(close_old_connections)  # it would end the test's own connection
    paper.close()
    request_finished.connect(close_old_connections)
    assert client.get(f"{page}1/synthesis.json").status_code == 404
    assert client.post(f"{page}1/cong-bo/").status_code == 403

    client.force_login(approver)
    assert client.get(page).content.decode().count("btn-primary") == 1
    client.post(f"{page}1/cong-bo/")
    assert "đã công bố" in client.get(page).content.decode()


@pytest.mark.usefixtures("two_factors")
def test_strangers_find_no_run(client, synthesis, stranger):
    client.force_login(stranger)
    page = "/dieu-hanh/gop-y/van-kien-xix/tong-hop/"

    assert client.get(page).status_code == 404
    assert client.get(f"{page}1/report.pdf").status_code == 404
    assert client.post(f"{page}1/cong-bo/").status_code == 404
