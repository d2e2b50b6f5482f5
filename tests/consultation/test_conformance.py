"""A synthesis beside the official rules: each holds on whole rows, and fails on rows that break it.

Rows of a synthesis never change, so broken ones are made broken.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from tests.consultation.conftest import AT, ON

from danvan.consultation.actions import Said, Through, keep
from danvan.consultation.models import (
    ChannelOwner,
    Evidence,
    Intake,
    Opinion,
    RejectedRow,
    Report,
    Statement,
    Submission,
    Synthesis,
    Theme,
)
from danvan.consultation.models.conformance import RULES, conformance, due_on, failing
from danvan.work.models import Conference

NOTHING_APART = {"reference": 0, "left_out": 0, "spam": 0, "removed": 0, "wordless": 0}
OBJECTS = "Không đồng ý với nhận định về thu gom rác thải ở mọi xã."


@dataclass(frozen=True)
class Told:
    """A theme of its own with a sentence that tells what `rows` say; an opinion is all of a text,
    or ends at `end`."""

    section: str
    act: str
    rows: list[Submission]
    stance: str = "propose"
    unit: str = "opinions"
    wording: str = ""
    label: str = "Nhóm"
    is_kept: bool = False
    end: int | None = None
    is_silent: bool = False


def made(version: Any, *told: Told, **fields: Any) -> Synthesis:
    """A synthesis whose sentences are told in the given order, whole unless made otherwise."""
    rows = {row.pk for one in told for row in one.rows}
    given = {
        "number": 1,
        "last": Submission.objects.order_by("-pk").first().pk,
        "submissions": len(rows),
        "tallied": len(rows),
        "opinions_count": sum(len(one.rows) for one in told),
        "rules": {"apart": NOTHING_APART, "channels": {}},
        "asked_at": AT,
        "made_at": AT,
    }
    consultation = version.consultation
    held = Synthesis.objects.create(
        consultation=consultation, version=version, **{**given, **fields}
    )
    parts: dict[str, int] = {}
    for one in told:
        part = one.section.split(".")[0]
        parts[part] = parts.get(part, 0) + len(one.rows)
    for position, one in enumerate(told):
        tell(held, position, one, parts[one.section.split(".")[0]])
    return held


def tell(held: Synthesis, position: int, told: Told, base: int) -> None:
    count = len(told.rows)
    theme = Theme.objects.create(
        synthesis=held, code=f"{told.section}/{position}", section_key=told.section,
        label=told.label, opinions_count=count, submissions=count, families=count,
        position=position, is_kept=told.is_kept,
    )  # fmt: skip
    ordinals = [Opinion.objects.filter(submission=row).count() + 1 for row in told.rows]
    opinions = Opinion.objects.bulk_create(
        Opinion(
            synthesis=held, submission=row, ordinal=ordinal, start=0,
            end=len(row.text or row.replacement) if told.end is None else told.end,
            section_key=told.section, section_how="cited", stance=told.stance, theme=theme,
        )
        for row, ordinal in zip(told.rows, ordinals, strict=True)
    )  # fmt: skip
    if told.is_silent:
        return
    statement = Statement.objects.create(
        synthesis=held, code=f"S{position + 1}", position=position, section_key=told.section,
        theme=theme, scope="theme", act=told.act, text="Có ý kiến.", quantifier="có ý kiến",
        count=count, base=base, unit=told.unit, wording=told.wording,
    )  # fmt: skip
    Evidence.objects.bulk_create(Evidence(statement=statement, opinion=one) for one in opinions)


@pytest.fixture
def said(version, province):
    """Keeps texts: `said("Nhất trí", Said(…), channel="letter")` → their rows."""

    def make(*texts: Any, channel: str = "web", **through: Any) -> list[Submission]:
        words = [text if isinstance(text, Said) else Said(text) for text in texts]
        way = Through(channel, province, ON, **through)
        return keep(version=version, said=words, through=way, at=AT)

    return make


@pytest.fixture
def whole(said) -> list[Told]:
    """What a synthesis without a fault tells: of all, of two sections, and a lonely objection."""
    general, more, other, against = said(
        "Bố cục dự thảo hợp lý.", "Đề nghị thêm số liệu môi trường.", "Thêm về du lịch.", OBJECTS
    )
    return [
        Told("general", "agree", [general], stance="agree"),
        Told("I.1", "add", [more]),
        Told("I.2", "add", [other]),
        Told("II", "object", [against], stance="object"),
    ]


@pytest.fixture
def meeting(province):
    def make(**told: Any) -> Conference:
        given = {"title": "Hội nghị", "folded": "hoi nghi", "held_on": ON, "unit": province}
        given |= {"part_of_day": "morning", "attended": 120, "spoke": 2}
        return Conference.objects.create(**{**given, **told})

    return make


def state(synthesis: Synthesis) -> dict[str, str]:
    return {one.rule: one.state for one in conformance(synthesis)}


def what(synthesis: Synthesis, rule: str) -> tuple[str, str]:
    (found,) = [one for one in conformance(synthesis) if one.rule == rule]
    return found.state, found.said


def test_a_whole_synthesis_fails_nothing_and_what_cannot_be_judged_is_not_asked(version, whole):
    held = made(version, *whole)

    assert failing(held) == []
    assert state(held) == {
        **dict.fromkeys(RULES, "holds"), "R5": "not asked", "R6": "not asked",
        "R8": "not asked", "R9": "not asked",
    }  # fmt: skip


# ---------------------------------------------------------------- R1


def test_r1_rows_kept_and_apart_are_the_rows_received(version, whole, said):
    said("Đến trước khi giao mà không đâu có")
    lost = made(version, *whole)
    apart = {**NOTHING_APART, "spam": 1}
    found = made(version, *whole, number=2, rules={"apart": apart, "channels": {}})

    assert what(lost, "R1") == (
        "fails", "Đã nhận 5 lượt, nhưng tổng hợp 4 và để riêng 0 lượt."
    )  # fmt: skip
    assert what(found, "R1")[1].startswith("Đã nhận 5 lượt = tổng hợp 4 + để riêng 1.")


def test_r1_rows_kept_and_rejected_are_the_rows_read(version, whole, said, province):
    intake = Intake.objects.create(
        consultation=version.consultation, unit=province, channel="sheet", source="a.xlsx",
        sha256="a" * 64, rows=2, accepted=1, rejected=1, made_at=AT,
    )  # fmt: skip
    rows = said("Từ tệp", channel="sheet", intake=intake)
    held = made(version, *whole, Told("III", "add", rows))
    assert what(held, "R1") == ("fails", "1 tệp có 2 dòng, nhưng giữ 1 và không nhận 0 dòng.")

    RejectedRow.objects.create(intake=intake, row="a.xlsx#3", reason="trống", text="")
    assert "1 tệp: 2 dòng = giữ 1 + không nhận 1." in what(held, "R1")[1]


def test_r1_sentences_stand_in_the_draft_s_order(version, whole):
    general, first, second, third = whole
    held = made(version, general, second, first, third)

    assert what(held, "R1") == ("fails", "1 câu không theo thứ tự đề mục của dự thảo (S3).")


def test_r1_every_sentence_is_on_a_section_of_the_draft(version, whole, said):
    held = made(version, *whole, Told("IX", "add", said("Về mục không có")))

    assert what(held, "R1") == ("fails", "1 câu nằm ngoài các mục của dự thảo (S5).")


def test_r1_a_run_that_left_no_account_is_not_asked(version, whole):
    assert state(made(version, *whole, rules={}))["R1"] == "not asked"


# ---------------------------------------------------------------- R2


def test_r2_a_theme_of_one_voice_has_its_sentence(version, whole):
    *rest, lonely = whole
    held = made(version, *rest, replace(lonely, is_silent=True))

    state_, words = what(held, "R2")
    assert state_ == "fails"
    assert "1 ý kiến không đứng sau câu nào" in words
    assert "1 nhóm vấn đề không có câu nào." in words


def test_r2_an_objection_is_told_as_one(version, whole):
    *rest, against = whole
    held = made(version, *rest, replace(against, act="inform"))

    assert what(held, "R2") == (
        "fails", "1 ý kiến không tán thành nhưng chỉ 0 có câu nói rõ."
    )  # fmt: skip


@pytest.mark.parametrize("where", ["wording", "label"])
def test_r2_who_words_it_judges_nothing(version, whole, where):
    *rest, against = whole
    words = {where: "nêu ý phiến diện về thu gom rác", "is_kept": True}
    held = made(version, *rest, replace(against, **words))

    assert what(held, "R2") == (
        "fails", "“phiến diện” trong “nêu ý phiến diện về thu gom rác” không có ở ý kiến nào."
    )  # fmt: skip


def test_r2_a_judgement_that_people_made_themselves_stays(version, whole, said):
    rows = said("Đánh giá này còn phiến diện.")
    own = Told("III", "object", rows, stance="object", wording="cho rằng đánh giá còn phiến diện")

    assert state(made(version, *whole, own))["R2"] == "holds"


# ---------------------------------------------------------------- R3


def reported(synthesis: Synthesis, province: Any, **fields: Any) -> None:
    given = {"state": "published", "year": 2020, "number": synthesis.number, "issued_on": ON}
    Report.objects.create(synthesis=synthesis, unit=province, **{**given, **fields})


def test_r3_one_report_of_a_draft_unless_it_says_what_it_corrects(version, whole, province):
    first, second = made(version, *whole), made(version, *whole, number=2)
    reported(first, province)
    assert what(second, "R3")[0] == "fails"

    reported(second, province, note="Số liệu mục II", state="numbered")
    assert state(second)["R3"] == state(first)["R3"] == "holds"
    assert state(made(version, *whole, number=3, only={"channels": ["web"]}))["R3"] == "holds"


def test_r3_the_due_day_is_ten_days_after_the_last_and_late_is_said(version, whole, province):
    held = made(version, *whole)
    assert due_on(held) == date(2020, 8, 10)
    assert what(held, "R3")[1].endswith("Hạn gửi 10/08/2020; chưa gửi.")

    reported(held, province, issued_on=date(2020, 8, 13))
    said = what(held, "R3")[1]
    assert said.endswith("Hạn gửi 10/08/2020; gửi 13/08/2020, muộn 3 ngày.")


# ---------------------------------------------------------------- R4


def test_r4_general_remarks_contents_and_proposals_are_told(version, whole):
    general, first, second, against = whole
    silent = replace(general, is_silent=True)
    words = what(made(version, silent, first, second, against), "R4")
    assert words == ("fails", "Mục I: 1 ý kiến về toàn dự thảo mà không có câu nào.")

    silent = replace(second, is_silent=True)
    state_, words = what(made(version, general, first, silent, against, number=2), "R4")
    assert (state_, "1 mục của dự thảo có ý kiến mà không có câu (I.2)" in words) == ("fails", True)

    told_as_praise = replace(first, act="agree")
    words = what(made(version, general, told_as_praise, second, against, number=3), "R4")
    assert words == ("fails", "Mục III: 2 ý kiến đề nghị nhưng chỉ 1 có câu đề xuất.")


# ---------------------------------------------------------------- R5


def test_r5_a_conference_prints_speakers_against_delegates(version, whole, said, meeting):
    rows = said("Phát biểu một", "Phát biểu hai", channel="conference", conference=meeting())
    held = made(version, *whole, Told("III", "add", rows, unit="submissions"))

    assert what(held, "R5") == ("holds", "2 phát biểu / 120 đại biểu ở 1 hội nghị.")


def test_r5_delegates_are_only_counted_at_conferences(version, whole, said, meeting):
    spoken = said("Phát biểu", channel="conference", conference=meeting())
    mixed = Told("III", "add", [*spoken, *said("Trên mạng")], unit="submissions")
    words = what(made(version, *whole, mixed), "R5")
    assert words == ("fails", "1 câu đếm đại biểu mà có ý kiến ngoài hội nghị (S5).")

    plain = replace(mixed, rows=spoken, unit="opinions")
    state_, words = what(made(version, *whole, plain, number=2), "R5")
    assert (state_, words.startswith("1 câu chỉ có ý kiến tại hội nghị")) == ("fails", True)


def test_r5_a_conference_without_delegates_fails_and_one_not_written_down_is_not_asked(
    version, whole, said, meeting
):
    empty = said("Phát biểu", channel="conference", conference=meeting(attended=0, spoke=0))
    told = Told("III", "add", empty, unit="submissions")
    assert state(made(version, *whole, told))["R5"] == "fails"

    unknown = replace(told, rows=said("Phát biểu", channel="conference"))
    assert state(made(version, *whole, unknown, number=2))["R5"] == "not asked"


# ---------------------------------------------------------------- R6


def test_r6_a_change_of_wording_keeps_its_words_and_its_place(version, whole, said):
    rows = said(
        Said("Sửa “khá” thành “tốt”", "I.2", change_type="wording"), Said("", replacement="tốt")
    )
    told = Told("unplaced", "wording", rows)
    held = made(version, *whole, told)
    words = "2 góp ý câu chữ giữ nguyên văn; 1 góp ý không nêu vị trí."
    assert what(held, "R6") == ("holds", words)

    broken = made(version, *whole, replace(told, end=0), number=2)
    assert what(broken, "R6") == ("fails", "2 góp ý câu chữ không còn lời nguyên văn.")


def test_r6_what_is_read_as_a_change_of_wording_is_one(version, whole, said):
    read_so = Told("III", "wording", said("Sửa lỗi chính tả ở bài học thứ hai"))
    words = "1 góp ý câu chữ giữ nguyên văn; 0 góp ý không nêu vị trí."

    assert what(made(version, *whole, read_so), "R6") == ("holds", words)


def test_r6_a_place_is_one_of_the_draft(version, whole, said):
    rows = said(Said("Sửa chữ", "IX.9", change_type="wording"))
    held = made(version, *whole, Told("III", "wording", rows))

    assert what(held, "R6") == ("fails", "1 góp ý câu chữ ghi vị trí không có trong dự thảo.")


# ---------------------------------------------------------------- R7


@pytest.mark.parametrize("end", [0, 9999])
def test_r7_an_objection_is_read_in_full(version, whole, end):
    *rest, against = whole
    assert what(made(version, *rest, replace(against, end=end)), "R7") == (
        "fails", "1 ý kiến không tán thành không đọc được trọn vẹn trong bài gốc."
    )  # fmt: skip


def test_r7_an_objection_opens_from_a_sentence(version, whole):
    *rest, against = whole
    held = made(version, *rest, replace(against, is_silent=True))

    assert what(held, "R7") == ("fails", "1 ý kiến không tán thành không mở ra được từ câu nào.")


# ---------------------------------------------------------------- R8


def test_r8_two_owners_of_one_cell_would_count_twice(version, whole, province, commune):
    of_it = {"consultation": version.consultation, "unit": province, "channel": "web"}
    ChannelOwner.objects.create(**of_it, collector=province, group="Nông dân")
    held = made(version, *whole)
    words = "1 ô có một đầu mối; 1 ô có góp ý mà chưa giao đầu mối."
    assert what(held, "R8") == ("holds", words)

    ChannelOwner.objects.create(**of_it, collector=commune, group="nông dân")
    state_, words = what(held, "R8")
    assert (state_, words) == ("fails", "1 ô (đơn vị, kênh, đối tượng) có hai đầu mối.")


def test_r8_what_does_not_count_is_not_in_it(version, whole, said):
    rows = said("Gọi điện", channel="phone")
    rules = {"apart": NOTHING_APART, "channels": {"phone": "reference"}}
    held = made(version, *whole, Told("III", "add", rows), rules=rules)

    assert what(held, "R8") == ("fails", "1 lượt của kênh không được tính vẫn nằm trong số.")


def test_r8_a_conference_written_down_twice_is_said(version, whole, said, meeting):
    rows = [
        *said("Phát biểu", channel="conference", conference=meeting()),
        *said("Phát biểu", channel="conference", conference=meeting()),
    ]
    held = made(version, *whole, Told("III", "add", rows, unit="submissions"))

    assert "Có thể cộng hai lần: 1 hội nghị trùng tên, ngày" in what(held, "R8")[1]


# ---------------------------------------------------------------- R9


@pytest.fixture
def by_ministry(version, set_up):
    set_up.outline = "ministry_2441"
    set_up.save()
    version.consultation.outline = "ministry_2441"
    return version


def test_r9_the_ministry_s_outline_has_its_conferences(by_ministry, whole, said, meeting):
    rows = said("Phát biểu", channel="conference", conference=meeting(attended=1200))
    held = made(by_ministry, *whole, Told("III", "add", rows, unit="submissions"))
    found = state(held)

    assert (found["R9"], found["R4"]) == ("holds", "not asked")
    assert "1 hội nghị, 1.200 đại biểu, 2 phát biểu" in what(held, "R9")[1]


def test_r9_conferences_that_nobody_wrote_down_fail(by_ministry, whole, said, meeting):
    told = Told("III", "add", said("Phát biểu", channel="conference"), unit="submissions")
    held = made(by_ministry, *whole, told)
    assert state(held)["R9"] == "fails"

    cell = {"consultation": held.consultation, "unit": meeting().unit, "channel": "conference"}
    held.consultation.tallies.create(
        **{k: v for k, v in cell.items() if k != "consultation"},
        conference=Conference.objects.get(), position="agree", count=1, counted_on=ON,
    )  # fmt: skip
    assert state(held)["R9"] == "holds"


def test_r9_conferences_have_their_attendance(by_ministry, whole, said, meeting):
    empty = meeting(attended=0, spoke=0)
    rows = said("Phát biểu", channel="conference", conference=empty)
    held = made(by_ministry, *whole, Told("III", "add", rows, unit="submissions"))

    assert what(held, "R9") == ("fails", "1 hội nghị không ghi số đại biểu.")


# ---------------------------------------------------------------- the proof, the page


def test_the_proof_counts_again(version, whole):
    held = made(version, *whole, tallied=99)

    assert what(held, "proof")[0] == "fails"
    assert failing(held) == ["proof: 1 chỗ không khớp: Số lượt cộng dồn: ghi 99, đếm lại được 4."]


def test_nothing_is_published_while_a_rule_fails(version, whole, asked, approver, province):
    from django.core.exceptions import ValidationError

    from danvan.consultation.actions import publish_synthesis

    general, first, second, third = whole
    held = made(version, general, second, first, third)
    reported(held, province, state="numbered")

    with pytest.raises(ValidationError, match="R1: 1 câu không theo thứ tự"):
        publish_synthesis(by=approver, synthesis=held, at=AT)
    held.refresh_from_db()
    assert held.published_at is None


def test_the_page_says_each_rule_with_a_word_and_its_figures(
    client, version, whole, analyst, two_factors
):
    held = made(version, *whole, tallied=99)
    client.force_login(analyst)
    page = client.get(reverse("consulting:conformance", args=[held.consultation.slug, 1]))
    words = page.content.decode()

    assert page.status_code == 200
    assert words.count('class="row-item"') == len(RULES)
    assert "Chưa đạt: 1 điều." in words
    assert "ghi 99, đếm lại được 4" in words
    assert all(word in words for word in ("đạt</span>", "chưa đạt</span>", "không xét</span>"))


def test_a_run_that_is_not_done_says_so(client, version, analyst, two_factors):
    Synthesis.objects.create(
        consultation=version.consultation, version=version, number=1, asked_at=AT
    )
    client.force_login(analyst)
    slug = version.consultation.slug

    page = client.get(reverse("consulting:conformance", args=[slug, 1]))
    assert "chưa xong" in page.content.decode()
    assert client.get(reverse("consulting:conformance", args=[slug, 9])).status_code == 404
