"""What everybody may read of a draft, and how a long one is cut."""

from datetime import date

import pytest
from tests.consultation.conftest import AT, DRAFT

from danvan.consultation import actions
from danvan.consultation.models import DiscussionQuestion
from danvan.consultation.views.reading import contents, paragraphs, whole_words
from danvan.ledger.actions import SYSTEM
from danvan.sense.records import Draft, Section

HERE = "/gop-y/van-kien-xix/"
HOSTILE = "<script>alert(1)</script> \u202eđảo\u0007 =1+1 " + "x" * 300


def page(citizen, address: str) -> str:
    answer = citizen.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def shown_by_the_rules(asked) -> None:
    """Masks what came, without asking the model of names."""
    actions.mask(submissions=[*asked.submissions.all()], finder=lambda texts: [[] for _ in texts])


def test_the_list_says_what_is_asked_by_whom_and_until_when(citizen, asked):
    shown = page(citizen, "/gop-y/")

    assert "Góp ý văn kiện Đại hội XIX" in shown
    assert "Tỉnh Bắc Giang" in shown
    assert "đến hết ngày 31/07/2020" in shown
    assert "Góp ý văn kiện Đại hội XIX" in page(citizen, "/")


def test_nothing_is_shown_before_it_is_opened(citizen, version):
    assert citizen.get(HERE).status_code == 404
    assert "Góp ý văn kiện" not in page(citizen, "/gop-y/")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2020, 5, 31), "Sẽ mở từ 01/06/2020"),
        (date(2020, 7, 31), "Đang lấy ý kiến"),
        (date(2020, 8, 1), "Đã đóng"),
    ],
)
def test_every_page_says_where_it_stands(citizen, asked, settings, day, said):
    """Announced, open and closed are told apart, and only the open one takes opinions."""
    settings.TODAY = day

    assert said in page(citizen, "/gop-y/")
    assert said in page(citizen, HERE)
    takes = "Tiếp: xem lại và gửi" in page(citizen, f"{HERE}muc/I.1/")
    assert takes == (said == "Đang lấy ý kiến")


def test_the_draft_stands_whole_with_a_button_at_each_section(citizen, asked):
    """S80: Part II with its title; the draft is read as it is, and each section has its page."""
    shown = page(citizen, HERE)

    for section in DRAFT.sections:
        assert section.title in shown
        assert f'href="{HERE}muc/{section.key}/#gop-y"' in shown
        assert all(words in shown for words in section.text.split("\n"))


def test_a_section_shows_its_words_what_is_under_it_and_what_is_asked(citizen, asked):
    DiscussionQuestion.objects.create(
        consultation=asked, position=1, section_key="I.1", text="Rác thu gom đã đủ chưa?"
    )

    shown = page(citizen, f"{HERE}muc/I.1/")
    first = DRAFT.sections[1].text.index("\n")
    assert f'data-start="{first + 1}"' in shown  # the second paragraph, in code points
    assert "Rác thu gom đã đủ chưa?" in shown
    assert f'href="{HERE}muc/I.2/"' in page(citizen, f"{HERE}muc/I/")
    assert citizen.get(f"{HERE}muc/khong-co/").status_code == 404


def test_words_named_in_the_address_stand_in_the_form(citizen, asked):
    """Whole words, though the selection began inside one."""
    shown = page(citizen, f"{HERE}muc/I.2/?tu=4&den=20")

    assert ">\nlịch có bước phát</textarea>" in shown


@pytest.mark.parametrize("address", ["?tu=5", "?tu=-1&den=4", "?tu=9999&den=99999", "?tu=a&den=b"])
def test_places_that_are_none_are_no_fault(citizen, asked, address):
    page(citizen, f"{HERE}muc/I.2/{address}&truoc=x")


def test_what_others_said_comes_newest_first_in_pages_of_twenty(citizen, asked, send):
    for at in range(22):
        send(f"Ý kiến số {at:02}.", key=f"{at:022}", section_key="I.1", may_publish=True)
    shown_by_the_rules(asked)

    first = page(citizen, f"{HERE}muc/I.1/")
    assert first.index("Ý kiến số 21.") < first.index("Ý kiến số 02.")
    assert "Ý kiến số 01." not in first
    assert '<span class="count">22</span>' in first
    older = asked.submissions.get(text="Ý kiến số 02.").pk
    rest = page(citizen, f"{HERE}muc/I.1/?truoc={older}")
    assert "Ý kiến số 01." in rest
    assert "Ý kiến số 02." not in rest


def test_only_what_its_sender_agreed_to_show_is_shown(citizen, asked, send):
    send("Không đồng ý đăng", section_key="I.1")
    send("Gọi tôi 0912345678", key="k" * 22, section_key="I.1", may_publish=True)
    shown_by_the_rules(asked)

    shown = page(citizen, f"{HERE}muc/I.1/")
    assert "Không đồng ý đăng" not in shown
    assert "0912345678" not in shown
    assert "Gọi tôi" in shown


def test_hostile_texts_show_as_plain_words(citizen, asked, send):
    """No markup of a sender's becomes a page's."""
    send(HOSTILE, section_key="I.1", may_publish=True)
    shown_by_the_rules(asked)

    shown = page(citizen, f"{HERE}muc/I.1/")
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)" in shown


def test_a_citizen_reads_without_a_session(citizen, asked):
    citizen.get(f"{HERE}muc/I.1/")

    assert "sessionid" not in citizen.cookies


def test_the_poster_is_a_paper(citizen, asked):
    answer = citizen.get(f"{HERE}to-roi.pdf")

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


# ---------------------------------------------------------------- how a draft is cut


def told(*sections):
    return [
        type("S", (), {"key": key, "parent_key": parent, "title": key, "length": length})()
        for key, parent, length in sections
    ]


def test_a_short_draft_stands_on_one_page_and_a_long_one_by_its_parts():
    short = told(("I", "", 10), ("I.1", "I", 100), ("II", "", 100))
    long = told(("I", "", 10), ("I.1", "I", 30_000), ("II", "", 30_000), ("III", "", 5))

    assert [line.page for line in contents(short)] == [1, 1, 1]
    assert [line.page for line in contents(long)] == [1, 1, 2, 3]


def test_a_part_that_is_long_itself_goes_on():
    long = told(("I", "", 0), *((f"I.{n}", "I", 15_000) for n in range(6)))

    assert [line.page for line in contents(long)] == [1, 1, 1, 1, 2, 2, 2]


def test_a_long_draft_is_paged(citizen, set_up):
    sections = tuple(Section(str(n), 1, "", f"Phần {n}", None, "Lời. " * 6000) for n in (1, 2, 3))
    made = actions.import_version(
        by=SYSTEM,
        consultation=set_up,
        draft=Draft("Dài", sections),
        source="x",
        sha256="b" * 64,
        at=AT,
    )
    actions.publish_version(by=SYSTEM, version=made, at=AT)
    actions.open_to_public(by=SYSTEM, consultation=set_up, at=AT)

    shown = page(citizen, HERE)
    assert 'href="?trang=2#muc-2"' in shown
    assert 'id="muc-2"' not in shown
    assert 'id="muc-2"' in page(citizen, f"{HERE}?trang=2")


def test_paragraphs_know_where_they_begin():
    text = "Một.\n\n  \nHai 𝟚.\nBa."

    assert [(each.start, text[each.start :][:2]) for each in paragraphs(text)] == [
        (0, "Mộ"),
        (9, "Ha"),
        (16, "Ba"),
    ]


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [(1, 5, "Rác thải"), (0, 3, "Rác"), (3, 4, ""), (4, 99, "thải, đất"), (50, 60, "")],
)
def test_a_selection_takes_whole_words(start, end, words):
    text = "Rác thải, đất"
    first, last = whole_words(text, start, end)

    assert text[first:last] == words
