"""What a receipt code opens: what was sent, what became of it, and what its holder may do."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.consultation.conftest import AT, DRAFT, ON
from tests.consultation.themes import synthesised

from danvan.consultation import actions
from danvan.consultation.actions import Answer, Said, Through
from danvan.consultation.models import Contact, Submission, Synthesis
from danvan.consultation.models.locking import locked
from danvan.ledger.actions import SYSTEM
from danvan.ledger.models import Entry
from danvan.sense.drafts.anchors import quote_of
from danvan.sense.records import Draft

HERE = "/bien-nhan/"
TEXT = "Đề nghị bổ sung số liệu về rác"


@pytest.fixture
def sent(asked, province):
    """Two texts, the first about words of a section, with a contact."""
    said = [
        Said(TEXT, "I.1", quote_of(DRAFT.sections[1], 9, 26), stance="conditional"),
        Said("Nhất trí"),
    ]
    return actions.submit(
        consultation=asked,
        said=said,
        key="khoa-cua-trang-0123456789",
        through=Through("web", province, ON, may_publish=True),
        at=AT,
        contact=locked("an@example.vn"),
    )


@pytest.fixture
def rows(sent):
    return [*Submission.objects.order_by("pk")]


@pytest.fixture
def post(citizen, sent):
    def make(address: str = "", status: int = 200, **posted) -> str:
        answer = citizen.post(HERE + address, {"code": sent.code, **posted})
        assert answer.status_code == status, answer.content.decode()
        assert answer["Cache-Control"] == "no-store"
        return answer.content.decode()

    return make


# ---------------------------------------------------------------- the code


def test_the_code_opens_what_was_sent(post):
    shown = post()

    assert TEXT in shown
    assert "bảo vệ môi trường</blockquote>" in shown
    assert "tán thành có điều kiện" in shown
    assert "bản 1" in shown
    assert "1. Bảo vệ môi trường" in shown


def test_it_is_read_however_it_is_typed(post, sent):
    assert TEXT in post(code=f"  Mã biên nhận: {sent.code.lower().replace('-', ' ')} ")


def test_a_mistyped_letter_is_told_from_an_unknown_code(citizen, sent):
    wrong = ("0" if sent.code[0] != "0" else "1") + sent.code[1:]
    other = actions.submissions.code_of(b"0123456789")

    for code, said in (
        (wrong, "sai một ký tự"),
        (other, "Không có biên nhận nào"),
        ("", "Chưa có mã biên nhận"),
    ):
        answer = citizen.post(HERE, {"code": code})
        assert answer.status_code == 422
        assert said in answer.content.decode()
        assert TEXT not in answer.content.decode()


def test_the_code_never_opens_by_the_address(citizen, sent):
    """A code in an address would stand in a log."""
    assert TEXT not in citizen.get(f"{HERE}?code={sent.code}").content.decode()


def test_another_s_text_is_not_reached(post, send, citizen):
    other = send("Của người khác", key="k" * 22)
    theirs = Submission.objects.get(receipt=other.receipt)

    assert "không có góp ý ấy" in post("rut/", submission=str(theirs.pk), status=422)
    theirs.refresh_from_db()
    assert theirs.text == "Của người khác"


def test_many_texts_take_no_more_questions(asked, province, citizen):
    """The page asks the database as often for fifty texts as for two."""

    def count(size: int) -> int:
        way = Through("web", province, ON)
        said = [Said(f"Ý {n}", "I.1") for n in range(size)]
        sent = actions.submit(consultation=asked, said=said, key=f"{size:022}", through=way, at=AT)
        with CaptureQueriesContext(connection) as asked_for:
            citizen.post(HERE, {"code": sent.code})
        return len(asked_for)

    assert count(50) == count(2)


# ---------------------------------------------------------------- what became of it


def test_it_says_in_which_theme_it_was_counted_and_what_was_answered(
    post, rows, version, asked, analyst, approver
):
    """S26: the sender sees where the text went and what was said to it; not before publication."""
    themes = synthesised(version, {("I.1", "Thu gom rác"): [rows[0]]})
    answer = Answer("accepted", "Đã bổ sung số liệu", themes=[themes["Thu gom rác"]])
    response = actions.draft_response(by=analyst, consultation=asked, answer=answer, at=AT)
    shown = post()
    assert "Thu gom rác" not in shown
    assert "Đã bổ sung số liệu" not in shown

    Synthesis.objects.update(published_at=AT)
    actions.submit_response(by=analyst, response=response)
    actions.approve_response(by=approver, response=response)
    actions.publish_responses(by=approver, consultation=asked, at=AT, on=ON)
    shown = post()
    assert "đã đếm trong “<bdi>Thu gom rác</bdi>” (1 ý kiến)" in shown
    assert "tiếp thu</strong>" in shown
    assert "Đã bổ sung số liệu" in shown
    assert "chưa có bản tổng hợp công bố" in shown  # of the other text


def test_a_text_corrected_after_the_synthesis_shows_what_came_of_the_earlier(post, rows, version):
    synthesised(version, {("I.1", "Thu gom rác"): [rows[0]]})
    Synthesis.objects.update(published_at=AT)

    shown = post("sua/", submission=str(rows[0].pk), **{f"{rows[0].pk}-text": "Lời mới"})
    assert "đã đếm trong “<bdi>Thu gom rác</bdi>”" in shown
    assert "Đếm theo lời trước khi sửa" in shown


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (DRAFT.sections[1].text, "cụm từ còn nguyên chỗ"),
        ("Rác thải được thu gom ở mọi xã.", "cụm từ không còn"),
    ],
)
@pytest.mark.usefixtures("rows")
def test_it_says_where_the_words_stand_in_the_next_version(post, asked, text, said):
    first, second, *rest = DRAFT.sections
    changed = type(second)(second.key, 2, "1", second.title, "I", text)
    made = actions.import_version(
        by=SYSTEM,
        consultation=asked,
        draft=Draft("Bản hai", (first, changed, *rest)),
        source="hai.docx",
        sha256="d" * 64,
        at=AT,
    )
    actions.publish_version(by=SYSTEM, version=made, at=AT)

    shown = " ".join(post().split())
    assert f"bản 1; ở bản 2, {said}" in shown
    assert "nay đã có bản 2" in shown  # of the text about the whole draft


# ---------------------------------------------------------------- what its holder may do


def test_a_correction_stands_in_place_and_the_earlier_stays(post, rows, version):
    """Both are kept; the new one is about the same words of the same version."""
    number = str(rows[0].pk)
    given = {"text": "Lời mới", "stance": "agree", "replacement": "câu mới", "may_publish": "on"}
    shown = post("sua/", submission=number, **{f"{number}-{k}": v for k, v in given.items()})

    assert "Đã ghi nhận góp ý đã sửa" in shown
    assert "Lời đã gửi trước khi sửa" in shown
    new = Submission.objects.get(supersedes=rows[0])
    assert (new.text, new.stance, new.replacement) == ("Lời mới", "agree", "câu mới")
    assert (new.anchor, new.version, new.section_key) == (rows[0].anchor, version, "I.1")
    assert new.may_publish
    assert Submission.objects.get(pk=rows[0].pk).text == TEXT


def test_consent_may_be_taken_back_with_a_correction(post, rows):
    post("sua/", submission=str(rows[0].pk), **{f"{rows[0].pk}-text": TEXT})

    assert not Submission.objects.get(supersedes=rows[0]).may_publish


def test_nothing_is_corrected_after_the_close_but_taken_back_it_can_be(post, rows, settings):
    settings.TODAY = date(2020, 8, 1)
    number = str(rows[0].pk)

    assert "Sửa góp ý 1" not in post()
    shown = post("sua/", submission=number, status=422, **{f"{number}-text": "Muộn"})
    assert "nay không nhận góp ý" in shown
    assert not Submission.objects.filter(supersedes=rows[0]).exists()
    post("rut/", submission=number)
    rows[0].refresh_from_db()
    assert rows[0].removed == "withdrawn"


def test_what_is_taken_back_is_gone_and_its_place_remains(post, rows):
    shown = post("rut/", submission=str(rows[0].pk))

    assert TEXT not in shown
    assert "số đếm vẫn còn" in shown
    assert Submission.objects.count() == 2
    assert "đã được rút lại" in post("rut/", submission=str(rows[0].pk), status=422)


def test_a_hidden_text_says_why_and_takes_one_appeal(post, rows, analyst):
    """Hidden is not erased, and somebody else looks again."""
    row = rows[0]
    actions.hide(by=analyst, submission=row, reason="personal", note="có số điện thoại", on=ON)

    shown = post()
    assert "dữ liệu cá nhân" in shown
    assert "có số điện thoại" in shown
    assert "Góp ý vẫn được đếm" in shown
    assert TEXT in shown
    number = str(row.pk)
    assert "Hãy ghi vì sao" in post("xem-lai/", submission=number, status=422)
    shown = post("xem-lai/", submission=number, **{f"{number}-appeal": "Không có số nào"})
    assert "Đã gửi đề nghị xem lại" in shown
    assert row.hidings.get().appeal == "Không có số nào"
    shown = post("xem-lai/", submission=number, status=422, **{f"{number}-appeal": "Lần nữa"})
    assert "đã đề nghị xem lại" in shown


def test_a_contact_is_taken_away_before_its_day(post):
    assert "29/10/2020" in post()

    assert "Đã xóa liên hệ" in post("xoa-lien-he/")
    assert not Contact.objects.exists()
    assert "Không còn liên hệ nào" in post("xoa-lien-he/", status=422)


def test_the_ledger_says_what_was_done_and_by_nobody(post, rows):
    post("sua/", submission=str(rows[0].pk), **{f"{rows[0].pk}-text": "Mới"})
    post("rut/", submission=str(rows[1].pk))
    post("xoa-lien-he/")

    lines = Entry.objects.filter(
        verb__in=("correct_submission", "withdraw_submission", "remove_contact")
    )
    assert lines.count() == 3
    assert {(line.actor, line.post) for line in lines} == {(None, actions.SENDER.post)}


@pytest.mark.parametrize("address", ["sua/", "rut/", "xem-lai/", "xoa-lien-he/"])
def test_nothing_is_done_without_the_code(citizen, rows, address):
    answer = citizen.post(HERE + address, {"code": "sai", "submission": str(rows[0].pk)})

    assert answer.status_code == 422
    assert Contact.objects.exists()
    assert {row.removed for row in Submission.objects.all()} == {""}
    assert citizen.get(HERE + address).status_code == 405


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 30])
def test_a_number_that_is_none_is_told(post, number):
    assert "không có góp ý ấy" in post("rut/", submission=number, status=422)
