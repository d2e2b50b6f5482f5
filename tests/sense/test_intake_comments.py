"""A draft that reviewers commented on comes in as their comments, and every paragraph is told."""

from __future__ import annotations

from pathlib import Path

import docx

from danvan.sense.intake import read

NAMES = ("Nguyễn Thị Thử", "Trần Văn Mẫu")


def reviewed(folder: Path, *lines: tuple[str, str, str]) -> Path:
    """A document of lines, each with its style and a comment on it, "" for none."""
    paper = docx.Document()
    for n, (text, style, said) in enumerate(lines):
        paragraph = paper.add_paragraph(text, style=style or None)
        if said:
            paper.add_comment(paragraph.runs, text=said, author=NAMES[n % 2], initials="X")
    paper.save(str(folder / "du-thao.docx"))
    return folder / "du-thao.docx"


DRAFT = (
    ("Phần I. KẾT QUẢ", "Heading 1", ""),
    ("Kinh tế tăng trưởng khá.", "", "Đề nghị bổ sung số liệu."),
    ("Phần II. NHIỆM VỤ", "Heading 1", "Nên đổi tên phần này."),
    ("Chăm lo đời sống Nhân dân.", "", ""),
)


def test_it_works(tmp_path: Path) -> None:
    found = read([reviewed(tmp_path, *DRAFT)])
    names = ["submission_id", "text", "section"]
    assert found.table.select(names).to_pylist() == [
        {
            "submission_id": "du-thao.docx#2",
            "text": "Đề nghị bổ sung số liệu.",
            "section": "Phần I. KẾT QUẢ",
        },
        {
            "submission_id": "du-thao.docx#3",
            "text": "Nên đổi tên phần này.",
            "section": "Phần II. NHIỆM VỤ",
        },
    ]
    assert found.table["group"].null_count == 2
    assert not any(name in str(found.table.to_pylist()) for name in NAMES)


def test_the_drafts_own_paragraphs_are_accounted_for(tmp_path: Path) -> None:
    (account,) = read([reviewed(tmp_path, *DRAFT)]).account.files
    assert (account.accepted, account.rejected, account.left_out) == (2, 0, 4)
    assert any("4 đoạn của dự thảo không tính là ý kiến" in note for note in account.notes)


def test_comments_on_a_letter_are_read_beside_it(tmp_path: Path) -> None:
    letter = (("Đường thôn còn xấu.", "", "Xã đã ghi nhận."), ("Cần thêm đèn.", "", ""))
    found = read([reviewed(tmp_path, *letter)])
    assert dict(
        zip(*(found.table[name].to_pylist() for name in ("source", "text")), strict=True)
    ) == {
        "du-thao.docx#1": "Đường thôn còn xấu.",
        "du-thao.docx#2": "Cần thêm đèn.",
        "du-thao.docx/bình luận#1": "Xã đã ghi nhận.",
    }


def test_comments_on_one_paragraph_stay_apart(tmp_path: Path) -> None:
    path = reviewed(tmp_path, *DRAFT)
    paper = docx.Document(str(path))
    paper.add_comment(paper.paragraphs[1].runs, text="Không đồng ý.", author="Y", initials="Y")
    paper.save(str(path))
    ids = read([path]).table["submission_id"].to_pylist()
    assert len(ids) == len(set(ids)) == 3


def test_a_comment_without_words_is_a_reject(tmp_path: Path) -> None:
    lines = (*DRAFT[:3], ("Chăm lo đời sống Nhân dân.", "", " "))
    found = read([reviewed(tmp_path, *lines)])
    assert [(r.row, r.reason) for r in found.rejects] == [("4", "không có nội dung góp ý")]
    assert found.table.num_rows == 2
