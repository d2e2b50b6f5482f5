"""A format profile is data: it says how papers look, and a paper stays tied to its version."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.papers import report_docx
from danvan.papers.blocks import Heading, Paper, Paragraph
from danvan.papers.laid_out import laid_out
from danvan.papers.profile import _FOLDER, profile, profile_of, read_profile
from danvan.papers.symbol import blank_symbol, place_date, signing, symbol

FORMS = ["party", "state"]
DAYS = st.dates(date(1930, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize("name", FORMS)
def test_every_size_and_margin_written_is_within_what_is_tolerated(name: str) -> None:
    form = profile(name)
    for zone in form.zones.values():
        assert zone.sizes[0] <= zone.size <= zone.sizes[1]
    for side, (least, most) in form.page.tolerated.items():
        assert least <= getattr(form.page, side) <= most


@pytest.mark.parametrize("name", FORMS)
def test_every_zone_has_a_style_of_its_own(name: str) -> None:
    styles = [zone.style for zone in profile(name).zones.values()]
    assert len(set(styles)) == len(styles)


@pytest.mark.parametrize("name", FORMS)
def test_every_component_of_the_grid_is_a_zone(name: str) -> None:
    found = {zone.component for zone in profile(name).zones.values()}
    assert {"1", "2", "3", "4", "5a", "5b", "6", "7a", "7b", "7c", "8"} <= found
    assert {"9a", "9b", "10a", "10b", "12", "13"} <= found
    assert ({"11a", "11b"} if name == "party" else {"11"}) <= found


@pytest.mark.parametrize("name", FORMS)
def test_the_columns_of_the_letterhead_fill_the_width_of_the_text(name: str) -> None:
    form = profile(name)
    assert sum(form.letterhead["columns"]) == form.page.text_width


@given(name=st.sampled_from(FORMS), number=st.integers(1, 99_999), data=st.data())
def test_every_number_fits_the_pattern_of_its_profile(
    name: str, number: int, data: st.DataObject
) -> None:
    form = profile(name)
    kind = data.draw(st.sampled_from([code for code, k in form.kinds.items() if k.numbered]))
    unit = data.draw(st.sampled_from(["BDVTU", "BTGDVTW-BCĐ", "TU", "UBND", "VPTW"]))
    assert re.search(form.symbol["pattern"], symbol(number, kind, unit, form))


@given(name=st.sampled_from(FORMS), on=DAYS)
def test_every_date_fits_the_pattern_of_its_profile(name: str, on: date) -> None:
    form = profile(name)
    written = place_date("Bắc Giang", on, form)
    assert re.search(form.place_date["pattern"], written)
    assert [int(figure) for figure in re.findall(r"\d+", written)] == [on.day, on.month, on.year]


@pytest.mark.parametrize(
    "written",
    ["Bắc Giang, ngày 5 tháng 02 năm 2026", "Bắc Giang, ngày 05 tháng 2 năm 2026",
     "Bắc Giang, ngày 05 tháng 07 năm 2026", "Bắc Giang ngày 05 tháng 7 năm 2026"],
)  # fmt: skip
def test_a_date_with_a_zero_too_few_or_too_many_does_not_fit(written: str) -> None:
    for name in FORMS:
        assert not re.search(profile(name).place_date["pattern"], written)


def test_numbers_are_written_as_each_profile_writes_them() -> None:
    party, state = profile("party"), profile("state")
    assert symbol(127, "BC", "BDVTU", party) == "Số 127-BC/BDVTU"
    assert symbol(1, "BC", "BDVTU", party) == "Số 01-BC/BDVTU"
    assert symbol(156, "BC", "UBND", state) == "Số: 156/BC-UBND"


def test_a_letter_bears_its_type_code_in_the_party_alone() -> None:
    assert symbol(234, "CV", "BTGTU", profile("party")) == "Số 234-CV/BTGTU"
    assert symbol(12, "CV", "UBND", profile("state")) == "Số: 12/UBND"


def test_an_unnumbered_kind_leaves_no_place_for_a_number() -> None:
    form = profile("party")
    assert blank_symbol("BTH", form) == ""
    assert blank_symbol("BC", form, "BDVTU") == "Số …-BC/BDVTU"
    with pytest.raises(ValueError, match="không lấy số riêng"):
        symbol(1, "BTH", "BDVTU", form)
    with pytest.raises(ValueError, match="từ 1 trở lên"):
        symbol(0, "BC", "BDVTU", form)


def test_a_signer_signs_by_rank() -> None:
    party, state = profile("party"), profile("state")
    assert signing("head", "Trưởng ban", party) == ("TRƯỞNG BAN",)
    assert signing("collective", "Bí thư", party, body="Ban Thường vụ") == (
        "T/M BAN THƯỜNG VỤ", "BÍ THƯ",
    )  # fmt: skip
    assert signing("deputy", "Phó Trưởng ban", party, head="Trưởng ban") == (
        "K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN",
    )  # fmt: skip
    assert signing("delegate", "Chánh Văn phòng", party, head="Ban Thường vụ")[0].startswith("T/L ")
    assert signing("collective", "Chủ tịch", state, body="Ủy ban nhân dân")[0].startswith("TM. ")
    assert signing("mandate", "Trưởng phòng", state, head="Giám đốc")[0] == "TUQ. GIÁM ĐỐC"


def test_a_way_of_signing_that_the_profile_lacks_is_refused() -> None:
    with pytest.raises(ValueError, match="không có cách ký"):
        signing("mandate", "Trưởng phòng", profile("party"), head="Trưởng ban")
    with pytest.raises(ValueError, match="ký thay"):
        signing("deputy", "Phó Trưởng ban", profile("party"))


TREE = [Heading(1, "A"), Heading(2, "B"), Heading(3, "C"), Heading(3, "D"), Heading(4, "E"),
        Heading(2, "F"), Heading(1, "G"), Heading(2, "H")]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("party", ["I-", "1-", "1.1-", "1.2-", "a)", "2-", "II-", "1-"]),
        ("state", ["I.", "1.", "a)", "b)", "-", "2.", "II.", "1."]),
    ],
)
def test_the_profile_numbers_the_headings(name: str, numbers: list[str]) -> None:
    paper = laid_out(Paper("BÁO CÁO", "", TREE), profile(name))
    assert [heading.number for heading in paper.headings()] == numbers


def test_a_paper_may_letter_its_second_level() -> None:
    paper = Paper("BÁO CÁO", "", [Heading(1, "A"), *[Heading(2, "B")] * 5],
                  outline=("roman", "letter"))  # fmt: skip
    shown = [heading.number for heading in laid_out(paper, profile("party")).headings()]
    assert shown == ["I-", "A-", "B-", "C-", "D-", "Đ-"]


def test_a_heading_with_a_number_of_its_own_keeps_it_and_counts_nothing() -> None:
    own = [Heading(1, "A"), Heading(1, "Phần thứ nhất", number=""), Heading(1, "B")]
    paper = laid_out(Paper("BÁO CÁO", "", own, annexes=[Heading(1, "X")]), profile("party"))
    assert [heading.shown() for heading in paper.headings()] == [
        "I- A", "Phần thứ nhất", "II- B", "PHỤ LỤC 1- X",
    ]  # fmt: skip


def test_laying_out_twice_changes_nothing() -> None:
    for name in FORMS:
        once = laid_out(Paper("BÁO CÁO", "", TREE, kind="BC"), profile(name))
        assert laid_out(once, profile(name)) == once


def test_a_paper_says_which_version_it_was_written_in(tmp_path: Path) -> None:
    for name in FORMS:
        path = tmp_path / f"{name}.docx"
        report_docx.write(Paper("BÁO CÁO", "", [Paragraph("Một.")], kind="BC"), path, profile(name))
        about = docx.Document(str(path)).core_properties
        assert about.category == f"{name} {profile(name).version}"
        assert profile_of(about.category) == profile(name)
        assert about.keywords == "BC"


def test_versions_stand_side_by_side_and_the_newest_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = (_FOLDER / "party.toml").read_text(encoding="utf-8")
    new = old.replace("36-HD/VPTW 3/4/2018", "99-HD/VPTW").replace("2018-04-03", "2030-01-01")
    for file, text in (("party.toml", old), ("party-2030.toml", new)):
        (tmp_path / file).write_text(text, encoding="utf-8")
    kept = tuple(sorted(map(read_profile, tmp_path.glob("*.toml")), key=lambda form: form.since))
    monkeypatch.setattr("danvan.papers.profile._profiles", lambda: kept)
    assert profile("party").version == "99-HD/VPTW"
    assert profile("party", "36-HD/VPTW 3/4/2018").since == date(2018, 4, 3)
    assert profile_of(kept[0].mark) == kept[0]
    with pytest.raises(ValueError, match=re.escape("không có bản “1-HD”")):
        profile("party", "1-HD")
