"""The report page: the official order, fields that nobody types, and the way to the public."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.consultation.conftest import AT
from tests.consultation.test_conformance import Told, made
from tests.consultation.themes import published

from danvan.consultation import actions
from danvan.consultation.models import Report, Statement, Submission

PAGE = "/dieu-hanh/gop-y/van-kien-xix/tong-hop/1/bao-cao/"
PUBLIC = "/gop-y/van-kien-xix/ket-qua/"
SAID = ("Bố cục hợp lý.", "Đề nghị thêm số liệu rác thải.", "Không đồng ý về du lịch.",
        "Thêm du lịch ở bài học.")  # fmt: skip

pytestmark = pytest.mark.usefixtures("two_factors")


@pytest.fixture
def run(send, version, monkeypatch):
    """A whole synthesis: `run(2)`; nothing is said on part II."""
    send(*SAID, may_publish=True)
    rows = [*Submission.objects.order_by("pk")]
    actions.mask(submissions=rows)
    create = Statement.objects.create

    def worded(**told):
        words = f"Có ý kiến {told['theme'].label} (1/{told['base']} ý kiến; 100 %)."
        if told["base"] > 1:
            words = f"Có ý kiến {told['theme'].label} (1/{told['base']} ý kiến; 50 %)."
        return create(**{**told, "text": words})

    monkeypatch.setattr(Statement.objects, "create", worded)
    theme = ("tán thành bố cục", "đề nghị về rác thải", "không tán thành về du lịch", "về du lịch")
    where = (("general", "agree", "agree"), ("I.1", "add", "propose"), ("I.2", "object", "object"),
             ("III", "add", "propose"))  # fmt: skip
    told = [
        Told(section, act, [row], stance=stance, label=label)
        for (section, act, stance), row, label in zip(where, rows, theme, strict=True)
    ]
    return lambda number=1: made(version, *told, number=number)


@pytest.fixture
def synthesis(run):
    return run()


@pytest.fixture
def clerk(employ, province):
    return employ("van-thu", province, "clerk")


@pytest.fixture
def page(client, synthesis):
    """The page as an officer sees it: `page(analyst, phan="I")`."""

    def ask(officer, address=PAGE, **query):
        client.force_login(officer)
        return client.get(address, query).content.decode()

    return ask


@pytest.fixture
def press(client, synthesis):
    """A button pressed: `press(analyst, "trinh")`."""

    def post(officer, step, query="", **told):
        client.force_login(officer)
        return client.post(f"{PAGE}{query}", {"buoc": step, **told})

    return post


def test_chapters_stand_in_the_official_order_and_silence_is_said(page, analyst):
    """S74, S80: general, by part, differing views, what has no place, requests; none is skipped."""
    told = page(analyst, phan="II")
    order = ["Góp ý chung", "Phần I.", "Phần II.", "Phần III.", "Ý kiến khác, không tán thành",
             "Ngoài các phần của dự thảo", "Đề nghị, đề xuất"]  # fmt: skip
    found = [told.index(f"<bdi>{name}") for name in order]
    assert found == sorted(found)
    assert "Phần II. Hạn chế, khuyết điểm: chưa có ý kiến." in told


def test_figures_and_quantity_words_are_fields_that_lead_to_the_opinions(page, analyst):
    """S70, S75: what is counted stands apart from what may be worded."""
    told = page(analyst, phan="I")
    assert '<span class="fixed">Có ý kiến</span> <bdi>đề nghị về rác thải</bdi>' in told
    assert f'href="{PAGE}S2/">(1/2 ý kiến; 50 %)</a>' in told.replace("50,0", "50")
    assert ">đề nghị về rác thải</textarea>" in told


def test_what_differs_and_what_is_asked_for_is_gathered_again(page, analyst):
    assert "không tán thành về du lịch</bdi>" in page(analyst, phan="khac")
    asked = page(analyst, phan="de-nghi")
    assert "đề nghị về rác thải</bdi>" in asked
    assert "không tán thành về du lịch</bdi>" not in asked


def test_one_matter_is_followed_through_all_parts(page, analyst):
    """Tourism in Parts I and III, found with marks or without."""
    told = page(analyst, chu_de="Du lich")
    assert [told.count(f"<h4><bdi>Phần {n}.") for n in ("I", "II", "III")] == [1, 0, 1]
    assert "rác thải</bdi>" not in told
    assert "thử ít chữ hơn" in page(analyst, chu_de="giao thông")


def test_other_words_wait_for_the_next_run(page, press, analyst):
    answer = press(analyst, "loi", "?phan=I", cau="S2", text="đề nghị thêm về rác thải")
    assert answer.url == f"{PAGE}?phan=I#S2"
    told = page(analyst, phan="I")
    assert "Sẽ vào bản tổng hợp sau:" in told
    assert "1 bước biên tập chưa vào bản này" in told
    assert "Trình duyệt báo cáo" not in told

    press(analyst, "loi", cau="S2", text="")
    assert "lấy lại lời của máy" in page(analyst, phan="I")


def test_what_may_not_be_typed_is_refused_where_it_was_typed(press, analyst):
    answer = press(analyst, "loi", "?phan=I", cau="S2", text="hầu hết đề nghị về rác")
    told = answer.content.decode()
    assert answer.status_code == 422
    assert "Không ghi được: hầu hết" in told
    assert ">hầu hết đề nghị về rác</textarea>" in told
    assert "<details open>" in told


def test_words_that_judge_are_marked_not_refused(page, press, analyst):
    assert press(analyst, "loi", cau="S2", text="góp ý tâm huyết về rác thải").status_code == 302
    assert "Lời nhận xét không ý kiến nào nêu: tâm huyết" in page(analyst, phan="I")


def test_the_report_goes_its_way_button_by_button(
    client, page, press, analyst, approver, clerk, synthesis
):
    assert "Duyệt</button>" not in page(approver)
    press(analyst, "trinh")
    assert "Sửa lời" not in page(analyst)
    assert "Cấp số</button>" not in page(clerk)
    press(approver, "duyet")
    assert "Cấp số</button>" not in page(approver)
    wrong = press(clerk, "cap-so", symbol="bdv", on="2020-07-01", place="Bắc Giang")
    assert wrong.status_code == 422
    assert 'value="bdv"' in wrong.content.decode()
    press(clerk, "cap-so", symbol="BDVTU", on="2020-07-01", place="Bắc Giang")
    assert "Số 01-BC/BDVTU, 01/07/2020" in page(approver)
    press(approver, "cong-bo")

    assert Report.objects.get().state == "published"
    shown = client.get(PUBLIC).content.decode()
    assert "Số 01-BC/BDVTU, ngày 01/07/2020" in shown
    assert "Bản đính chính" not in shown


def test_four_eyes_on_the_page(press, page, employ, province):
    both = employ("ca-hai", province, "analyst", "approver")
    press(both, "trinh")
    answer = press(both, "duyet")
    assert answer.status_code == 422
    assert "người khác phải duyệt" in answer.content.decode()


def test_what_is_returned_says_why(press, page, analyst, approver):
    press(analyst, "trinh")
    press(approver, "tra-lai", said="Thiếu phần III")
    told = page(analyst)
    assert "Thiếu phần III" in told
    assert "Trình duyệt báo cáo" in told


def test_a_correction_asks_for_its_note_and_shows_it(client, run, synthesis, analyst):
    published(synthesis)
    later = run(2)
    address = PAGE.replace("/1/", "/2/")
    client.force_login(analyst)
    assert "Bản này đính chính điều gì" in client.get(address).content.decode()
    assert client.post(address, {"buoc": "trinh", "note": ""}).status_code == 422
    published(later, note="Số liệu phần II")
    for shown in (PUBLIC, f"{PUBLIC}phan/I/", f"{PUBLIC}cau/S2/"):
        assert "Số liệu phần II" in client.get(shown).content.decode()


@pytest.mark.parametrize("step", ["", "xoa"])
def test_no_other_step_is_known(press, analyst, step):
    assert press(analyst, step).status_code == 404


def test_officers_open_the_opinions_behind_a_sentence_before_it_is_published(
    client, page, analyst, stranger
):
    """S75, S87: the count leads to the words, masked, with the opinion marked."""
    told = page(analyst, f"{PAGE}S2/")
    assert f"<mark>{SAID[1]}</mark>" in told
    client.force_login(stranger)
    assert client.get(f"{PAGE}S2/").status_code == 404
    assert client.get(PUBLIC + "cau/S2/").status_code == 404


def test_many_opinions_are_read_page_by_page(client, page, analyst, synthesis, monkeypatch):
    monkeypatch.setattr("danvan.consultation.queries.evidence.ROWS", 1)
    row = Statement.objects.get(code="S2")
    others = synthesis.opinions.exclude(pk__in=row.evidence.values("opinion"))
    row.evidence.bulk_create(row.evidence.model(statement=row, opinion=one) for one in others)
    seen, address = [], f"{PAGE}S2/"
    while address:
        told = page(analyst, address)
        seen += [said for said in SAID if said in told]
        address = told.partition('rel="next" href="')[2].partition('"')[0]
        address = address and f"{PAGE}S2/{address}"
    assert sorted(seen) == sorted(SAID)


def test_a_text_that_was_taken_back_is_not_shown(page, analyst):
    actions.withdraw(submission=Submission.objects.order_by("pk")[1], on=AT.date())
    told = page(analyst, f"{PAGE}S2/")
    assert SAID[1] not in told
    assert "Nội dung đã được rút" in told


def test_today_leads_each_to_the_step_that_waits_for_them(
    page, press, analyst, approver, clerk, synthesis
):
    steps = {"báo cáo chờ duyệt": approver, "báo cáo chờ cấp số": clerk,
             "báo cáo đã cấp số, chờ công bố": approver}  # fmt: skip

    def waits():
        told = {said: page(officer, "/dieu-hanh/") for said, officer in steps.items()}
        return [said for said, shown in told.items() if said in shown and PAGE in shown]

    assert "1 bản tổng hợp xong, chưa công bố" in page(analyst, "/dieu-hanh/")
    report = actions.submit_report(by=analyst, synthesis=synthesis, at=AT)
    assert waits() == ["báo cáo chờ duyệt"]
    assert "báo cáo chờ duyệt" not in page(analyst, "/dieu-hanh/")
    assert "bản tổng hợp xong, chưa công bố" not in page(analyst, "/dieu-hanh/")
    actions.approve_report(by=approver, report=report)
    assert waits() == ["báo cáo chờ cấp số"]
    actions.number_report(by=clerk, report=report, symbol="BDVTU", on=AT.date())
    assert waits() == ["báo cáo đã cấp số, chờ công bố"]


def test_more_sentences_ask_no_more(page, analyst, run, synthesis):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            page(analyst, phan="I")
        return len(queries)

    page(analyst, phan="I")
    before = asked()
    row = Statement.objects.get(code="S2")
    for number in range(10, 30):
        row.pk, row.code, row.position = None, f"S{number}", number
        row.save(force_insert=True)
    assert asked() == before < 40
