"""Opinions looked at, sent once, and never lost on the way."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.consultation.conftest import AT, DRAFT, KEY

from danvan.consultation import actions
from danvan.consultation.models import Contact, Receipt, Submission
from danvan.consultation.models.locking import Unopenable, locked, unlocked
from danvan.consultation.views.sending import MASK
from danvan.ledger.actions import SYSTEM
from danvan.papers.qr import qr_svg
from danvan.sense.records import Draft, Section

HERE = "/gop-y/van-kien-xix/"
REVIEW, SEND = f"{HERE}gui/", f"{HERE}da-nhan/"
SAID = "Đề nghị bổ sung số liệu\r\nvề rác thải"


def typed(*entries: dict, **around: str) -> dict:
    """What a page of the site posts."""
    posted = {"version": "1", "key": KEY, "entries-TOTAL_FORMS": str(len(entries)), **around}
    for at, entry in enumerate(entries):
        posted |= {f"entries-{at}-{name}": value for name, value in entry.items()}
    return posted


ONE = {"section_key": "I.1", "text": SAID}
QUOTED = {**ONE, "start": "9", "exact": "bảo vệ môi trường"}


@pytest.fixture
def post(citizen, asked):
    def make(address: str, posted: dict, status: int = 200, **headers) -> str:
        answer = citizen.post(address, posted, **headers)
        assert answer.status_code == status, answer.content.decode()
        return answer.content.decode()

    return make


def codes(shown: str) -> str:
    return shown.partition('id="ma">')[2].partition("<")[0]


# ---------------------------------------------------------------- sent


def test_what_is_sent_is_kept_with_its_words_and_place(post, province, commune):
    """S26: words, stance, kind, replacement and area are kept as they were given."""
    entry = {
        **QUOTED,
        "stance": "conditional",
        "change_type": "add",
        "replacement": " có \r\n thay ",
    }
    post(SEND, typed(entry, place=str(commune.pk), group="nông dân", may_publish="on"))

    row = Submission.objects.get()
    assert (row.text, row.replacement) == ("Đề nghị bổ sung số liệu\nvề rác thải", " có \n thay ")
    assert (row.stance, row.change_type) == ("conditional", "add")
    assert (row.place, row.group, row.may_publish) == (commune, "nông dân", True)
    assert (row.channel, row.unit) == ("web", province)
    assert (row.anchor.exact, row.anchor.start) == ("bảo vệ môi trường", 9)


def test_several_go_in_one_sending_with_one_code(post):
    shown = post(SEND, typed(ONE, {"section_key": "", "text": "Nhất trí"}, {"text": "  "}))

    assert Submission.objects.count() == 2
    assert Receipt.objects.count() == 1
    assert len(codes(shown)) == 22


def test_the_code_leads_on_in_the_fragment_and_no_copy_lies_about(citizen, asked):
    answer = citizen.post(SEND, typed(ONE))

    assert answer["Cache-Control"] == "no-store"
    shown = answer.content.decode()
    address = f"http://testserver/bien-nhan/#{codes(shown)}"
    assert qr_svg(address, "Mã QR mở trang biên nhận", mask=MASK) in shown
    assert address not in shown


def test_pressed_twice_gone_back_or_sent_again_it_is_one(post):
    """The same page has the same receipt, whatever happened to the answer."""
    first, again = post(SEND, typed(ONE)), post(SEND, typed(ONE))

    assert codes(first) == codes(again) != ""
    assert Submission.objects.count() == 1


def test_other_words_from_the_same_page_wait_as_a_sending_of_their_own(post):
    code = codes(post(SEND, typed(ONE)))
    other = typed({**ONE, "text": "Lời khác"})

    shown = post(SEND, other, status=409)
    assert code in shown  # of the first one, whose answer was perhaps lost
    assert "Lời khác" in shown
    fresh = shown.partition('name="key" value="')[2].partition('"')[0]
    assert fresh != KEY
    assert codes(post(SEND, {**other, "key": fresh})) not in ("", code)
    assert Submission.objects.count() == 2


def test_another_site_s_page_only_gets_as_far_as_the_review(post):
    for headers in ({"HTTP_SEC_FETCH_SITE": "cross-site"}, {"HTTP_ORIGIN": "https://la.example"}):
        assert SAID.split("\r")[0] in post(SEND, typed(ONE), **headers)
    assert not Submission.objects.exists()


def test_no_cookie_is_needed(asked):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    assert strict.post(SEND, typed(ONE)).status_code == 200
    assert "sessionid" not in strict.cookies


# ---------------------------------------------------------------- looked at


def test_nothing_is_kept_before_it_is_sent(post):
    shown = post(REVIEW, typed(QUOTED))

    assert "1. Bảo vệ môi trường" in shown
    assert SAID.partition("\r")[0] in shown
    assert not Submission.objects.exists()


def test_entries_are_taken_out_and_added_without_losing_others(post):
    two = typed(ONE, {"section_key": "I.2", "text": "Du lịch"})

    shown = post(REVIEW, {**two, "remove": "0"})
    assert SAID.partition("\r")[0] not in shown
    assert "Du lịch</textarea>" in shown
    shown = post(REVIEW, {**two, "add": "1", "section": "II"})
    assert "Góp ý 3" in shown
    assert "Phần II. Hạn chế" in shown
    assert KEY in shown


@pytest.mark.parametrize("total", ["", "x", "-1", "9" * 5000, "²"])
def test_a_count_that_is_none_is_no_fault(post, total):
    post(REVIEW, {**typed(ONE), "entries-TOTAL_FORMS": total})


def test_words_that_do_not_stand_there_are_told_and_kept(post):
    """The quoted words are checked in the version; typed text stays."""
    shown = post(SEND, typed({**ONE, "exact": "không có cụm từ này"}), status=422)

    assert "Không thấy đúng cụm từ này" in shown
    assert "không có cụm từ này</textarea>" in shown
    assert SAID.partition("\r")[0] in shown
    assert not Submission.objects.exists()


@pytest.mark.parametrize("start", ["", "0", "9", "9999"])
def test_words_copied_by_hand_are_found(post, start):
    post(SEND, typed({**ONE, "exact": " bảo vệ môi trường\r\n", "start": start}))

    assert Submission.objects.get().anchor.start == 9


def test_nothing_said_is_no_sending(post):
    assert "Chưa có nội dung nào" in post(SEND, typed({"section_key": "I.1", "text": " "}), 422)


def test_a_consultation_that_closed_meanwhile_takes_nothing_and_loses_nothing(post, settings):
    settings.TODAY = date(2020, 8, 1)

    shown = post(SEND, typed(ONE), status=422)
    assert "nay không nhận góp ý" in shown
    assert SAID.partition("\r")[0] in shown
    assert "data-send" not in shown
    assert not Submission.objects.exists()


def test_an_area_outside_the_consultation_is_refused(post, other_province):
    post(SEND, typed(ONE, place=str(other_province.pk)), status=422)

    assert not Submission.objects.exists()


# ---------------------------------------------------------------- another version meanwhile


@pytest.fixture
def second(asked):
    """The section got new words; the quoted ones moved on by one word."""
    section = DRAFT.sections[1]
    text = "Nay công tác bảo vệ môi trường được quan tâm hơn.\nRác thải được thu gom."
    changed = Section(section.key, section.level, section.number, section.title, "I", text)
    draft = Draft(DRAFT.title, (DRAFT.sections[0], changed, *DRAFT.sections[2:4]))
    made = actions.import_version(
        by=SYSTEM, consultation=asked, draft=draft, source="hai.docx", sha256="c" * 64, at=AT
    )
    actions.publish_version(by=SYSTEM, version=made, at=AT)
    return made


@pytest.mark.usefixtures("second")
def test_a_new_version_is_told_with_old_and_new_words(post):
    shown = post(SEND, typed(QUOTED), status=422)

    assert "Ông/bà đã đọc bản 1; nay đã có bản 2" in shown
    assert "<ins>" in shown
    assert "<del>" in shown
    assert not Submission.objects.exists()


@pytest.mark.usefixtures("second")
def test_one_speaks_of_the_version_one_read(post, version):
    post(SEND, typed(QUOTED, about="read"))

    row = Submission.objects.get()
    assert (row.version, row.anchor.version, row.anchor.start) == (version, version, 9)


def test_or_of_the_new_one_where_the_words_stand_now(post, second):
    post(SEND, typed(QUOTED, about="now"))

    row = Submission.objects.get()
    assert (row.version, row.anchor.exact, row.anchor.start) == (second, "bảo vệ môi trường", 13)


@pytest.mark.usefixtures("second")
def test_a_section_that_is_gone_is_told(post):
    gone = {"section_key": "III", "text": "Bài học"}

    assert "Mục này không có trong bản" in post(SEND, typed(gone, about="now"), status=422)
    post(SEND, typed(gone, about="read"))
    assert Submission.objects.get().section_key == "III"


# ---------------------------------------------------------------- files


def file(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


REMARKS = "1. Đề nghị bổ sung số liệu về rác.\n2. Đề nghị làm rõ nguồn vốn.\n".encode()


@pytest.mark.parametrize("address", [REVIEW, SEND])
def test_a_file_is_read_to_be_looked_at_and_not_sent(post, address):
    """What was understood is shown before anything is kept, and the file is not."""
    shown = post(address, {**typed(ONE), "files": [file("y-kien.txt", REMARKS)]})

    assert "Đã đọc được 2 góp ý từ tệp" in shown
    assert "Đề nghị làm rõ nguồn vốn" in shown
    assert SAID.partition("\r")[0] in shown
    assert not Submission.objects.exists()


def test_a_file_that_cannot_be_read_is_told_in_a_sentence(post):
    files = [
        file("anh.png", b"\x89PNG\r\n\x1a\n" + b"0" * 99),
        file("hong.docx", b"PK\x03\x04 hong"),
    ]

    shown = post(REVIEW, {**typed(ONE), "files": files})
    assert "anh.png: là ảnh chụp" in shown
    assert "hong.docx" in shown
    assert SAID.partition("\r")[0] in shown


def test_a_file_of_fifty_megabytes_is_refused_and_nothing_is_lost(post):
    shown = post(REVIEW, {**typed(ONE), "files": [file("to.txt", b"a" * (50 << 20))]})

    assert "to.txt: lớn hơn 10 MB" in shown
    assert SAID.partition("\r")[0] in shown


def test_more_than_one_sending_holds_is_cut_and_told(post):
    many = "".join(f"{n}. Đề nghị xem xét việc thứ {n}.\n" for n in range(1, 81)).encode()

    shown = post(REVIEW, {**typed(ONE), "files": [file("nhieu.txt", many)]})
    assert "đã đưa vào 49 góp ý đầu" in shown


def test_more_than_the_site_takes_is_a_page_with_a_sentence(post, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

    assert "nút quay lại" in post(SEND, typed({**ONE, "text": "a" * 2000}), status=413)


# ---------------------------------------------------------------- a contact


def test_a_contact_is_locked_and_lies_apart(post):
    """The address is in no row of an opinion, and only its own key opens it."""
    post(SEND, typed(ONE, contact="an@example.vn"))

    kept = Contact.objects.get()
    assert b"an@example.vn" not in bytes(kept.locked)
    assert unlocked(kept.locked) == "an@example.vn"
    assert kept.purge_on == date(2020, 10, 29)
    assert not [f for f in Submission._meta.fields if f.related_model is Contact]


def test_an_address_that_is_none_is_told(post):
    assert "an@" in post(SEND, typed(ONE, contact="an@"), status=422)
    assert not Submission.objects.exists()


def test_another_key_opens_nothing(settings):
    kept = locked("an@example.vn")
    settings.CONTACT_KEY = "khóa khác"

    with pytest.raises(Unopenable):
        unlocked(kept)


def test_a_locked_contact_tells_no_moment():
    """The library writes the second in clear; a second leads to a line of a network's log."""
    import base64

    assert base64.urlsafe_b64decode(locked("an@example.vn"))[1:9] == bytes(8)
