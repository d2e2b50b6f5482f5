"""The head of a paper never wraps: every line is measured and broken by rule."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.papers.blocks import Paper
from danvan.papers.fonts import width_mm
from danvan.papers.laid_out import laid_out
from danvan.papers.letterhead import Letterhead, Line, addressees, heading, letterhead
from danvan.papers.profile import Profile, profile

WORDS = (
    "ban bảo trợ các chấp chỉ chính chức công dân dựng đảng đạo giáo hành hiệp hội huyện khuynh "
    "liên mặt nghiêng ngoại nhân nông phát phòng phường quốc quyền sở tác tầng thành thôn "
    "thường tỉnh tổ trận triển truyền trưởng trung tuyên ủy và văn vận việt vụ xã xây ương"
).split()
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
FORMS = st.sampled_from([profile("party"), profile("state")])
BARE = Paper("BÁO CÁO", "", [], ("TỈNH ỦY BẮC GIANG", "BAN DÂN VẬN"), kind="BC")


def head_of(form: Profile, **given_: object) -> Letterhead:
    return letterhead(laid_out(replace(BARE, **given_), form), form)  # type: ignore[arg-type]


def widths(line: Line, form: Profile) -> list[float]:
    zone = form.zones[line.zone]
    return [width_mm(text, line.size, bold=zone.bold, italic=zone.italic) for text in line.lines]


@given(form=FORMS, issuer=st.lists(NAMES, min_size=1, max_size=3), place=NAMES, lies=st.booleans())
def test_no_line_is_wider_than_its_column(
    form: Profile, issuer: list[str], place: str, lies: bool
) -> None:
    dated = f"{place}, ngày 14 tháng 7 năm 2020"
    head = head_of(form, issuer=tuple(issuer), place_date=dated, lies=lies)
    left, right = head.columns
    for lines, room in (
        ((*head.left, *head.left_low), left),
        ((*head.right, *head.right_low), right),
    ):
        assert all(width <= room for line in lines for width in widths(line, form))
    assert head.left_rule <= left
    assert head.right_rule <= right
    assert sum(head.columns) == pytest.approx(297 - 45 if lies else 165)


@given(form=FORMS, issuer=NAMES, about=NAMES)
def test_breaking_loses_no_word_and_no_size_leaves_its_range(
    form: Profile, issuer: str, about: str
) -> None:
    head = head_of(form, issuer=(issuer,), subtitle=about, kind="CV")
    lines = (*head.left, *head.left_low, *head.right)
    assert head.left[0].text == issuer.upper()
    assert about in [line.text for line in head.left_low]
    for line in lines:
        least, most = form.zones[line.zone].sizes
        assert least <= line.size <= most


def test_a_word_wider_than_its_column_is_cut_and_kept() -> None:
    form = profile("state")
    head = head_of(form, issuer=("W" * 60,))
    assert "".join(head.left[0].lines) == "W" * 60
    assert max(widths(head.left[0], form)) <= head.columns[0]


@pytest.mark.parametrize(
    ("name", "issuer", "lines"),
    [
        ("party", "BAN TUYÊN GIÁO VÀ DÂN VẬN", ["BAN TUYÊN GIÁO VÀ DÂN VẬN"]),
        ("state", "BAN TUYÊN GIÁO VÀ DÂN VẬN", ["BAN TUYÊN GIÁO", "VÀ DÂN VẬN"]),
        ("party", "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM", ["ỦY BAN MẶT TRẬN", "TỔ QUỐC VIỆT NAM"]),
        ("state", "ỦY BAN NHÂN DÂN TỈNH BẮC GIANG", ["ỦY BAN NHÂN DÂN", "TỈNH BẮC GIANG"]),
    ],
)
def test_a_long_name_is_broken_where_a_clerk_would_break_it(
    name: str, issuer: str, lines: list[str]
) -> None:
    assert list(head_of(profile(name), issuer=(issuer,)).left[0].lines) == lines


def test_an_abstract_keeps_words_of_two_syllables_together() -> None:
    form = profile("party")
    about = "về việc thông qua kết quả tổng hợp ý kiến góp ý vào dự thảo Báo cáo chính trị"
    title = heading(replace(BARE, title="TỜ TRÌNH", subtitle=about, kind="TTr"), form)
    assert title.lines[1].lines[0].endswith("ý kiến")


def test_the_rules_are_as_long_as_the_profile_says() -> None:
    party, state = head_of(profile("party")), head_of(profile("state"))
    assert party.right_rule == pytest.approx(72.9, abs=0.1)
    assert party.left_rule == 0
    assert state.right_rule == pytest.approx(max(widths(state.right[-1], profile("state"))))
    text = max(widths(state.left[-1], profile("state")))
    assert text / 3 <= state.left_rule <= text / 2


def test_a_party_paper_shows_its_star_and_a_letter_its_matter_under_the_number() -> None:
    head = head_of(profile("party"), kind="CV", subtitle="V/v lấy ý kiến", draft="Dự thảo lần 2")
    assert head.left[-1].text == "*"
    assert [line.zone for line in head.left_low] == ["symbol", "letter_abstract", "draft"]
    assert not heading(replace(BARE, kind="CV", subtitle="V/v"), profile("party")).lines


@given(form=FORMS, names=st.lists(NAMES, min_size=1, max_size=4))
def test_the_addressees_stand_one_under_the_other_in_the_middle(
    form: Profile, names: list[str]
) -> None:
    left, lines = addressees(replace(BARE, addressees=tuple(names)), form)
    widest = max(width_mm(line, form.zones["addressee"].size) for line in lines)
    assert left == pytest.approx(max(165 - widest, 0) / 2)
    assert lines[0].startswith("Kính gửi:")
