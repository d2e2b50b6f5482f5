"""A paper in .pdf has the words of its .docx, in one typeface, and keeps its profile's form."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.table import Table as DocxTable
from hypothesis import example, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from pdf_seen import Seen
from report_sample import BARS, paper

from danvan.papers import report_docx, report_pdf
from danvan.papers.blocks import (
    Bar,
    Bars,
    Block,
    Evidence,
    Heading,
    Paper,
    Paragraph,
    Quote,
    Sentence,
    Signature,
    Table,
)
from danvan.papers.fonts import VIETNAMESE, width_mm
from danvan.papers.pdf_text import running_text
from danvan.papers.profile import profile

SIGNED = Signature(("TRƯỞNG BAN",), "Nguyễn Văn A", ("Thường trực Tỉnh ủy", "Lưu: VT"))


@pytest.fixture(scope="module", params=["party", "state"])
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pdf")


@pytest.fixture(scope="module")
def seen(form: str, folder: Path) -> Seen:
    return printed(folder, paper(), form)


def printed(folder: Path, made: Paper, form: str = "state") -> Seen:
    report_pdf.write(made, folder / "report.pdf", profile(form))
    return Seen(folder / "report.pdf")


def of(*blocks: Block, annexes: tuple[Block, ...] = (), signature: Signature = SIGNED) -> Paper:
    return replace(paper(), blocks=blocks, annexes=annexes, signature=signature)


def filler(lines: int) -> list[Block]:
    return [Paragraph(f"Dòng thứ {n}.") for n in range(lines)]


def solid(text: str) -> str:
    return "".join(sign for sign in text if not sign.isspace() and sign not in "-\u00ad\u200b")


# ---------------------------------------------------------------- the same words as the .docx


def docx_lines(path: Path) -> list[str]:
    """Every line of the text, tables included, in reading order."""
    lines: list[str] = []
    for part in docx.Document(str(path)).iter_inner_content():
        if isinstance(part, DocxTable):
            lines += [cell.text for row in part.rows for cell in row.cells]
        else:
            lines.append(part.text)
    return [line for line in lines if line.strip()]


def test_every_line_of_the_docx_stands_in_the_pdf_in_the_same_order(
    form: str, folder: Path
) -> None:
    report_docx.write(paper(), folder / "report.docx", profile(form))
    report_pdf.write(paper(), folder / "report.pdf", profile(form))
    text, at = solid(running_text(folder / "report.pdf")), 0
    lines = docx_lines(folder / "report.docx")
    assert len(lines) > 30
    for line in lines:
        assert solid(line) in text[at:]
        at = text.index(solid(line), at)


def test_words_come_out_of_the_pdf_unbroken(folder: Path) -> None:
    words = "bảo vệ rừng; xoá đói, giảm nghèo; thuở ấy; ngoằn ngoèo; khuỷu; Đường Hùng Vương"
    found = printed(folder, of(Paragraph(f"{words}. " * 40), Quote(words), Heading(1, words)))
    read = " ".join(found.text.split())
    assert read.count(words) >= 40
    assert {*words.split()} <= {*read.split()}


def test_a_hyphen_at_the_end_of_a_line_is_a_hyphen(folder: Path) -> None:
    words = "Độc-lập-Tự-do-Hạnh-phúc-xã-phường-" * 12
    printed(folder, of(Paragraph(words)))
    assert words in "".join(running_text(folder / "report.pdf").split())


@given(
    text=st.text(alphabet=VIETNAMESE + "abcđegh ,.;:(){}[]#$*_`\\/@~<>'\"=+&%^|!?\n", min_size=1)
)
@example(text="#let x = 1 $x^2$ *đậm* _nghiêng_ `mã` \\u{41} <nhãn> @nhãn ~ -- --- ... // /* */")
@example(text='#import "@preview/x:1.0.0"; #read("/etc/passwd"); #panic("x")')
@example(text="= Đề mục\n- mục\n+ số\n/ từ: nghĩa\nhttps://example.org")
@settings(max_examples=60, deadline=None)
def test_no_text_is_read_as_markup(folder: Path, text: str) -> None:
    """Whatever somebody writes is printed as they wrote it."""
    made = of(Paragraph(text), signature=Signature())
    report_pdf.write(made, folder / "text.pdf", profile("state"))
    assert solid(text) in solid(running_text(folder / "text.pdf"))


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_text_anywhere_makes_a_pdf(one: str, other: str) -> None:
    made = Paper(
        title=one,
        subtitle=other,
        issuer=(other, one),
        place_date=one,
        number=other,
        blocks=[
            Heading(4, one),
            Sentence(one, other, one, Evidence(1)),
            Quote(one, other),
            Table((one, other), [(one, 1), (None, other)], title=one),
            Bars(one, [Bar(other, 1.5, one)], other),
        ],
        notice=one,
        signature=Signature((one,), other, (one, other)),
        annexes=[Heading(2, other), Table((one,), [(other,)], wide=True)],
    )
    assert report_pdf.pdf(made, profile("party")).startswith(b"%PDF-")


# ---------------------------------------------------------------- letters and pictures


def test_only_the_shipped_typeface_is_in_the_file_and_wholly(seen: Seen) -> None:
    assert {name.partition("+")[2].partition("-")[0] for name in seen.fonts} == {"Tinos"}
    assert all(seen.fonts.values())


def test_signs_the_typeface_lacks_are_shown_as_codes_and_come_back(folder: Path) -> None:
    said = "rất tốt 👍🏽 国会 ✓ xong"
    found = printed(folder, of(Quote(said, "a-1"), annexes=(Heading(1, "Phụ lục"),)))
    text = " ".join(found.text.split())
    assert "rất tốt [U+1F44D U+1F3FD] [U+56FD U+4F1A] [U+2713] xong" in text
    assert "chữ gốc xem ở bản .docx" in text
    assert f"“{said}” (a-1)" in " ".join(running_text(folder / "report.pdf").split())
    assert {name.partition("+")[2].partition("-")[0] for name in found.fonts} == {"Tinos"}


def test_no_code_no_note(folder: Path) -> None:
    assert "Ghi chú" not in printed(folder, of(Paragraph("Đủ chữ."))).text


def test_letters_that_turn_the_line_are_written_out(folder: Path) -> None:
    """ "5\u202e01" would be printed as "510"."""
    assert "5[U+202E]01" in printed(folder, of(Paragraph("số 5\u202e01"))).text


def test_the_picture_is_drawn_and_says_in_words_what_it_shows(seen: Seen) -> None:
    assert seen.alternatives == [BARS.description()]
    assert "Figure" in seen.tags
    assert "200 67 %" in seen.text


@pytest.mark.parametrize("text", ["ư" * 20_000, "#*_`$\\" * 3_000, "chữ\u00a0liền\u00a0" * 2_000])
def test_a_word_of_20000_letters_stays_on_the_page(folder: Path, text: str) -> None:
    found = printed(folder, of(Paragraph(text), Table(("a", "b"), [(text[:2000], text)], (1, 6))))
    assert solid(text) in solid(running_text(folder / "report.pdf"))
    for n in range(len(found.pages)):
        assert found.reach(n).left >= 29.5
        assert found.reach(n).right <= 195.3


# ---------------------------------------------------------------- the form


def test_pages_are_a4_and_a_wide_table_lies(seen: Seen) -> None:
    assert seen.sizes[0] == (210, 297)
    at = seen.page_of("Giải trình")
    assert seen.sizes[at] == (297, 210)
    assert "Phụ lục" in seen.pages[at]


def test_the_text_keeps_to_the_margins(folder: Path) -> None:
    found = printed(folder, replace(of(Paragraph("một đoạn dài " * 900)), notice=""))
    ink = found.reach(0)
    assert ink.left == pytest.approx(30, abs=0.5)
    assert ink.right == pytest.approx(195, abs=0.8)
    assert 19.5 <= ink.top <= 22
    assert 270 <= ink.bottom <= 277.5


@pytest.mark.parametrize("style", [Paragraph, Quote])
def test_every_line_but_the_last_reaches_both_margins(folder: Path, style: type) -> None:
    words = "doanh nghiệp: công nghiệp và các khu công nghiệp (4 ý kiến); thương mại, dịch vụ; "
    found = printed(folder, of(style(words * 2), *filler(1), signature=Signature()))
    lines = [line.strip() for line in found.pages[0].split("\r\n") if "công nghiệp và" in line]
    assert len(lines) == 2
    assert 194 <= found.place(lines[0]).right <= 195.1


def test_the_letterhead_stands_in_its_two_columns_and_does_not_wrap(seen: Seen, form: str) -> None:
    text = {"party": "ĐẢNG CỘNG SẢN VIỆT NAM", "state": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"}[form]
    left, right = profile(form).letterhead["columns"]
    place, size = seen.place(text), profile(form).zones["country"].size
    assert place.right - place.left == pytest.approx(width_mm(text, size, bold=True), abs=0.5)
    assert (place.left + place.right) / 2 == pytest.approx(30 + left + right / 2, abs=0.5)
    assert place.bottom - place.top < 7
    issuer = seen.place("BAN DÂN VẬN")
    assert (issuer.left + issuer.right) / 2 == pytest.approx(30 + left / 2, abs=0.5)


def test_number_and_date_stand_on_one_line_above_the_title(seen: Seen) -> None:
    number, date = seen.place("Số 12-BC/BDVTU"), seen.place("Bắc Giang, ngày 05")
    assert number.bottom == pytest.approx(date.bottom, abs=1.5)
    assert number.bottom < seen.place("BÁO CÁO").top


def test_pages_are_numbered_from_the_second_in_the_middle_of_the_top_margin(seen: Seen) -> None:
    assert not seen.pages[0].startswith("1")
    number = seen.place("2", 1)
    assert seen.pages[1].startswith("2")
    assert (number.left + number.right) / 2 == pytest.approx(30 + 165 / 2, abs=0.5)
    assert 10 <= number.top < number.bottom <= 17


def test_the_notice_stands_on_every_page(seen: Seen) -> None:
    assert all("VĂN BẢN TRÌNH DIỄN" in page for page in seen.pages)


def test_the_file_is_tagged_in_vietnamese_and_titled(seen: Seen) -> None:
    assert seen.language == "vi-VN"
    assert seen.title == "BÁO CÁO tổng hợp ý kiến góp ý"
    assert {"H1", "H2", "Table", "TH", "TD", "P"} <= {*seen.tags}


def test_headings_may_skip_a_level(folder: Path) -> None:
    found = printed(folder, of(Heading(3, "Ba"), Heading(1, "Một"), Heading(4, "Bốn")))
    assert [tag for tag in found.tags if tag[1:].isdigit()] == ["H1", "H1", "H2"]


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert report_pdf.pdf(paper(), profile("party")) == report_pdf.pdf(paper(), profile("party"))


# ---------------------------------------------------------------- what stays on one page


@pytest.mark.parametrize("lines", range(20, 40, 2))
def test_the_signature_stays_with_the_last_paragraph(folder: Path, lines: int) -> None:
    found = printed(folder, of(*filler(lines), Paragraph("Ban xin báo cáo.")))
    assert found.page_of("Nguyễn Văn A") == found.page_of("Ban xin báo cáo.")
    assert found.page_of("Nguyễn Văn A") == found.page_of("Nơi nhận:")


def test_the_last_paragraph_stands_as_far_from_the_others_as_they_from_each_other(
    folder: Path,
) -> None:
    found = printed(folder, of(*filler(3)))
    tops = [found.place(f"Dòng thứ {n}").top for n in range(3)]
    assert tops[2] - tops[1] == pytest.approx(tops[1] - tops[0], abs=0.1)


@pytest.mark.parametrize("rows", [1, 2, *range(10, 60, 5)])
def test_the_signature_stays_with_the_last_row_of_a_table(folder: Path, rows: int) -> None:
    """The row comes once; where its page is new, the table's head comes with it."""
    table = Table(("Cột", "Lời"), [(n, f"Dòng thứ {n}.") for n in range(rows)], wide=True)
    found = printed(folder, of(table))
    last = f"Dòng thứ {rows - 1}."
    assert found.page_of("Nguyễn Văn A") == found.page_of(last)
    assert found.text.count(last) == 1
    assert all("Cột Lời" in page for page in found.pages if "Dòng thứ" in page)
    assert found.pages[found.page_of(last)].count("Cột Lời") == 1


@pytest.mark.parametrize("lines", range(20, 40, 2))
def test_a_heading_is_never_the_last_line_of_a_page(folder: Path, lines: int) -> None:
    found = printed(folder, of(*filler(lines), Heading(2, "Phần sau"), Paragraph("Chữ sau.")))
    assert found.page_of("Phần sau") == found.page_of("Chữ sau.")


@pytest.mark.parametrize("lines", range(20, 40, 2))
def test_a_sentence_stays_with_its_evidence_and_its_quote(folder: Path, lines: int) -> None:
    said = Sentence("câu-1", "Có ý kiến về cầu.", "", Evidence(1))
    found = printed(folder, of(*filler(lines), said, Quote("làm cầu", "a-1"), *filler(2)))
    assert found.page_of("Có ý kiến về cầu") == found.page_of("làm cầu")
    assert found.page_of("Dẫn chứng câu-1") == found.page_of("làm cầu")


def test_a_long_table_repeats_its_head_and_tears_no_row(folder: Path) -> None:
    words = "một hai ba bốn năm sáu bảy tám chín mười " * 6
    rows = [(f"đầu-{n}", f"{words} cuối-{n}") for n in range(30)]
    found = printed(folder, of(annexes=(Table(("Mã", "Nội dung"), rows, (1, 4)),)))
    pages = [page for page in found.pages if "đầu-" in page]
    assert len(pages) > 2
    assert all("Mã Nội dung" in page for page in pages)
    for n in range(30):
        assert found.page_of(f"đầu-{n} một") == found.page_of(f"cuối-{n}\r")


def test_a_row_higher_than_a_page_is_torn_and_not_lost(folder: Path) -> None:
    words = " ".join(f"chữ{n}." for n in range(3000))
    found = printed(folder, of(annexes=(Table(("Mã", "Nội dung"), [("a", words)], (1, 4)),)))
    text = "".join(page.partition("Nội dung")[2] for page in found.pages)
    assert solid(words) in solid(text.replace("VĂN BẢN TRÌNH DIỄN", ""))


@pytest.mark.parametrize("lines", range(16, 34, 3))
def test_a_picture_is_kept_whole(folder: Path, lines: int) -> None:
    few = Bars("Ít dòng", [Bar(f"dòng {n}:", n) for n in range(12)], "ý kiến")
    kept = printed(folder, of(*filler(lines), few))
    assert kept.page_of("Ít dòng") == kept.page_of("dòng 11:")


def test_a_picture_higher_than_a_page_is_torn_and_not_lost(folder: Path) -> None:
    many = Bars("Nhiều dòng", [Bar(f"dòng {n}:", n) for n in range(120)], "ý kiến")
    torn = printed(folder, of(many)).text
    assert all(f"dòng {n}: {n}" in torn for n in range(120))


def test_a_pile_of_marks_fills_no_pages():
    """Hundreds of marks on one letter, as codes, would stretch over pages and not be read back."""
    from danvan.papers.pdf_letters import shown

    assert shown("ạ" + "\u0301\u0302" * 200).count("U+") == 8
    assert shown("ạ" + "\u0301\u0302") == "ạ[U+0301 U+0302]"
