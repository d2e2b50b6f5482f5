"""The printed papers are part of the proof: they are there, unaltered, and say what was counted."""

import json
import shutil
from pathlib import Path

import pytest

from danvan.papers import report_pdf
from danvan.papers.blocks import Paper, Paragraph
from danvan.papers.pdf_text import running_text
from danvan.papers.profile import profile
from danvan.sense.proof import Unusable, verify
from danvan.sense.proof.folder import pdf_pages, solid, write_checksums

PRINTED = ("report.pdf", "response.pdf")
ROWS = [
    {"text": "Đề nghị bổ sung số liệu về du lịch sinh thái, thu ngân sách 12,5 %."},
    {"text": "Không đồng ý cắt tuyến xe buýt 👍 về xã, 日本 cũng vậy."},
    {"text": "#let x = 1; $\\frac{1}{2}$ *không* _đồng ý_ `cắt` tuyến [U+1F44D] xe buýt."},
    {"text": "Bao giờ xây trường mầm non?\x07 ﬁ ﬂ e\u0301\u0323 ⸻ שלום \u202eđảo"},
    {"text": "Đường liên xã ổ gà, " * 40 + "đề nghị sửa."},
]


@pytest.fixture(scope="module")
def finished(written) -> Path:
    return written([{"id": f"v{n}"} | row for n, row in enumerate(ROWS)])


@pytest.fixture
def copy(finished, tmp_path) -> Path:
    return Path(shutil.copytree(finished, tmp_path / "ket-qua"))


def statements(place: Path) -> list[dict]:
    return json.loads((place / "synthesis.json").read_text("utf-8"))["statements"]


def of_file(name: str, faults: list) -> list[str]:
    return [fault.where for fault in faults if name in fault.what or name == fault.where]


def printed(path: Path, *lines: str) -> None:
    """A PDF that says `lines` instead."""
    blocks = [Paragraph(line) for line in lines]
    report_pdf.write(Paper("BÁO CÁO", "", blocks=blocks), path, profile("state"))


def test_hostile_opinions_are_proved_in_print_too(finished):
    assert verify(finished) == []


def test_every_sentence_stands_in_both_printed_papers(finished):
    for name in PRINTED:
        text = "".join(pdf_pages(finished / name))
        assert all(solid(s["text"]) in text for s in statements(finished) if s["scope"] == "theme")


@pytest.mark.parametrize("name", PRINTED)
def test_a_printed_paper_that_lacks_a_sentence_is_found(copy, name):
    first, *others = [s for s in statements(copy) if s["scope"] == "theme"]
    printed(copy / name, *(s["text"] for s in others))
    write_checksums(copy)
    assert first["id"] in of_file(name, verify(copy))


@pytest.mark.parametrize("name", PRINTED)
def test_a_printed_paper_with_another_figure_is_found(copy, name):
    said = [s for s in statements(copy) if s["scope"] == "theme"]
    quotes = [f"“{q['quote']}” ({q['opinion_id']})" for s in said for q in s["quotes"]]
    texts = [s["text"] for s in said]
    printed(copy / name, *texts, *quotes)
    write_checksums(copy)
    assert of_file(name, verify(copy)) == []
    printed(copy / name, texts[0].replace("1", "2", 1), *texts[1:], *quotes)
    write_checksums(copy)
    assert of_file(name, verify(copy)) == [said[0]["id"]]


def test_a_printed_report_with_another_quote_is_found(copy):
    said = statements(copy)
    quoted = next(s for s in said if s["quotes"])
    words = quoted["quotes"][0]["quote"]
    lines = [running_text(copy / "report.pdf").replace("\r\n", " ").replace(words[:12], "Khác")]
    printed(copy / "report.pdf", *(s["text"] for s in said), *lines)
    write_checksums(copy)
    assert quoted["id"] in of_file("report.pdf", verify(copy))


@pytest.mark.parametrize("name", PRINTED)
def test_an_altered_printed_paper_is_found_by_its_checksum(copy, name):
    with (copy / name).open("ab") as target:
        target.write(b"\n%")
    assert of_file(name, verify(copy)) == [name]


@pytest.mark.parametrize("name", PRINTED)
def test_a_missing_printed_paper_is_said_in_one_sentence(copy, name):
    (copy / name).unlink()
    with pytest.raises(Unusable, match=rf"{name}: thiếu tệp; hãy chạy lại"):
        verify(copy)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 cut", b"\xff\xfe"])
def test_a_broken_pdf_is_a_fault_and_no_traceback(copy, content):
    (copy / "report.pdf").write_bytes(content)
    write_checksums(copy)
    assert any("không mở được tệp PDF" in fault.what for fault in verify(copy))


@pytest.mark.parametrize("papers", ["party", "state"])
def test_the_papers_are_written_in_the_asked_form(written, papers):
    place = written(ROWS[:1], papers=papers)
    words = {"party": "ĐẢNG CỘNG SẢN VIỆT NAM", "state": "Độc lập - Tự do - Hạnh phúc"}[papers]
    assert all(words in running_text(place / name) for name in PRINTED)


def test_the_notice_stands_in_both_printed_papers(written):
    place = written(ROWS[:1], notice="VĂN BẢN TRÌNH DIỄN")
    assert all(b"/Lang(vi-VN)" in (place / name).read_bytes() for name in PRINTED)
    assert (place / "response.docx").is_file()


def test_progress_counts_every_file_that_is_written(written, tmp_path):
    from danvan.sense.job import Order, run

    (tmp_path / "y.csv").write_text("text\nĐề nghị làm cầu.\n", encoding="utf-8")
    seen = []
    run(Order([tmp_path / "y.csv"], tmp_path / "ra"), lambda *step: seen.append(step))
    steps = [step for step in seen if step[0] == "papers"]
    assert steps == [("papers", n, 6) for n in range(6)]
