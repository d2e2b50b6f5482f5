"""The keys of a new version's sections: opinions hang on them, so they follow the words."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.sense.drafts.align import keyed
from danvan.sense.records import Draft, Section

ROADS = "Nâng cấp đường liên xã từ trung tâm đến các thôn vùng cao, cứng hoá mặt đường nội đồng."
SCHOOLS = "Xây thêm phòng học cho trường mầm non, trả lương giáo viên hợp đồng đúng kỳ hạn."
WATER = "Đưa nước sạch về mười hai thôn còn dùng giếng khoan, kiểm tra chất lượng mỗi quý."
MARKET = "Di dời chợ cũ khỏi lòng đường, bố trí chỗ ngồi cho tiểu thương theo thứ tự bốc thăm."
CADRES = "Cán bộ xã tiếp dân vào sáng thứ ba hằng tuần và trả lời kiến nghị trong mười ngày."
HEALTH = "Trạm y tế có bác sĩ trực cả ngày nghỉ, tủ thuốc được bổ sung theo bệnh của từng mùa."


def part(
    key: str, number: str, name: str, text: str = "", parent: str | None = None, level: int = 1
) -> Section:
    return Section(key, level, number, f"{number}. {name}".strip(". "), parent, text)


def version(*sections: Section) -> Draft:
    return Draft("Dự thảo", sections)


FIRST = version(
    part("I", "Phần I", "Kết quả"),
    part("I.1", "1", "Giao thông", ROADS, "I", 2),
    part("I.2", "2", "Giáo dục", SCHOOLS, "I", 2),
    part("II", "Phần II", "Nhiệm vụ"),
    part("II.1", "1", "Nước sạch", WATER, "II", 2),
    part("II.2", "2", "Chợ", MARKET, "II", 2),
)


def keys(draft: Draft) -> list[str]:
    return [section.key for section in draft.sections]


def tree(draft: Draft) -> list[tuple[str, str | None]]:
    return [(section.key, section.parent) for section in draft.sections]


def test_the_same_draft_keeps_every_key() -> None:
    assert keyed(FIRST, FIRST) == FIRST


def test_a_part_inserted_before_renumbers_all_and_changes_no_key() -> None:
    second = version(
        part("I", "Phần I", "Bối cảnh", HEALTH),
        part("II", "Phần II", "Kết quả"),
        part("II.1", "1", "Giao thông", ROADS, "II", 2),
        part("II.2", "2", "Giáo dục", SCHOOLS, "II", 2),
        part("III", "Phần III", "Nhiệm vụ"),
        part("III.1", "1", "Nước sạch", WATER, "III", 2),
        part("III.2", "2", "Chợ", MARKET, "III", 2),
    )
    assert tree(keyed(FIRST, second)) == [
        ("I~2", None),
        ("I", None),
        ("I.1", "I"),
        ("I.2", "I"),
        ("II", None),
        ("II.1", "II"),
        ("II.2", "II"),
    ]


def edited(draft: Draft, at: int, **change: str) -> Draft:
    sections = list(draft.sections)
    sections[at] = replace(sections[at], **change)
    return replace(draft, sections=tuple(sections))


def test_a_retitled_section_is_known_by_its_text() -> None:
    second = edited(FIRST, 1, title="1. Hạ tầng đi lại ở vùng cao")
    assert keys(keyed(FIRST, second)) == keys(FIRST)


def test_a_rewritten_section_is_known_by_its_title_in_the_same_place() -> None:
    assert keys(keyed(FIRST, edited(FIRST, 1, text=HEALTH))) == keys(FIRST)


def test_a_retitled_heading_without_text_is_known_by_what_stands_under_it() -> None:
    second = edited(FIRST, 3, title="Phần II. Việc cần làm ngay")
    assert keys(keyed(FIRST, second)) == keys(FIRST)


def test_another_section_under_the_same_number_is_another_section() -> None:
    second = edited(FIRST, 1, title="1. Cán bộ", text=CADRES)
    assert keys(keyed(FIRST, second)) == ["I", "I.1~2", "I.2", "II", "II.1", "II.2"]


def test_a_moved_section_keeps_its_key_under_its_new_parent() -> None:
    one, roads, schools, two, water, market = FIRST.sections
    second = version(one, schools, two, water, replace(roads, key="II.2", parent="II"), market)
    assert ("I.1", "II") in tree(keyed(FIRST, second))
    assert sorted(keys(keyed(FIRST, replace(second, sections=second.sections[:5])))) == sorted(
        {*keys(FIRST)} - {"II.2"}
    )


def test_of_a_split_section_the_greater_part_keeps_the_key() -> None:
    long = edited(FIRST, 4, text=f"{WATER} {CADRES} {HEALTH}")
    second = list(edited(FIRST, 4, text=f"{WATER} {CADRES}").sections)
    second.insert(5, part("II.1b", "1b", "Trạm y tế", HEALTH, "II", 2))
    assert keys(keyed(long, version(*second))) == ["I", "I.1", "I.2", "II", "II.1", "II.1b", "II.2"]


def test_merged_sections_go_on_under_the_key_of_one() -> None:
    sections = list(FIRST.sections)
    sections[4:] = [replace(sections[4], title="1. Nước sạch, chợ", text=f"{WATER}\n{MARKET}")]
    assert keys(keyed(FIRST, version(*sections))) == ["I", "I.1", "I.2", "II", "II.1"]


def test_equal_titles_are_told_apart_by_their_parents() -> None:
    """ "Hạn chế" stands in every part of a report; without text only the parent tells which."""
    first = version(
        part("I", "I", "Kinh tế"),
        part("I.1", "1", "Hạn chế", "", "I", 2),
        part("II", "II", "Văn hoá"),
        part("II.1", "1", "Hạn chế", "", "II", 2),
    )
    second = version(
        part("I", "I", "Văn hoá"),
        part("I.1", "1", "Hạn chế", "", "I", 2),
        part("II", "II", "Kinh tế"),
        part("II.1", "1", "Hạn chế", "", "II", 2),
    )
    assert keys(keyed(first, second)) == ["II", "II.1", "I", "I.1"]


def test_a_key_that_has_ended_is_never_given_again() -> None:
    without = version(*FIRST.sections[:5])
    again = edited(FIRST, 5, title="2. Cán bộ", text=CADRES)
    assert keys(keyed(without, again))[-1] == "II.2"
    assert keys(keyed(without, again, used=keys(FIRST)))[-1] == "II.2~2"
    assert keys(keyed(without, again, used=[*keys(FIRST), "II.2~2"]))[-1] == "II.2~3"


def test_a_thousand_sections_of_one_name_keep_their_keys() -> None:
    many = version(
        *(
            part(str(at), str(at), "Tổ chức thực hiện", f"Thôn {at} họp dân bàn việc số {at + 7}.")
            for at in range(1000)
        )
    )
    renamed = version(*(replace(each, key=f"x{each.key}") for each in many.sections))
    assert keys(keyed(many, renamed)) == keys(many)


WORDINGS = st.sampled_from(["", ROADS, SCHOOLS, WATER, MARKET, CADRES, HEALTH, ROADS[:40]])
NAMES = st.sampled_from(["", "Hạn chế", "Giao thông", "Giáo dục", "Chợ"])


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    sections: list[Section] = []
    for at in range(draw(st.integers(0, 8))):
        above = draw(st.sampled_from([None, *(section.key for section in sections)]))
        number = draw(st.sampled_from(["", "1", "2", "I"]))
        sections.append(part(f"k{at}", number, draw(NAMES), draw(WORDINGS), above))
    return version(*sections)


@settings(deadline=None)
@given(drafts(), drafts())
def test_keys_are_unique_and_the_tree_stays_a_tree(before: Draft, after: Draft) -> None:
    found = keyed(before, after, used={"k0", "k1~2"})
    assert len({*keys(found)}) == len(found.sections)
    old = {section.key: section.parent for section in after.sections}
    renamed = dict(zip(keys(after), keys(found), strict=True)) | {None: None}
    assert [each.parent for each in found.sections] == [renamed[up] for up in old.values()]
    assert [(each.title, each.text) for each in found.sections] == [
        (each.title, each.text) for each in after.sections
    ]
    fresh = {*keys(found)} - {*keys(before)}
    assert not fresh & {"k0", "k1~2"}
    assert keyed(before, after, used={"k0", "k1~2"}) == found


@pytest.mark.parametrize("empty", [(Draft(), FIRST), (FIRST, Draft())])
def test_an_empty_version_breaks_nothing(empty: tuple[Draft, Draft]) -> None:
    assert keyed(*empty) == empty[1]
