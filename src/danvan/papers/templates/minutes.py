"""The empty minutes of a meeting on a draft: what is left blank is read as no opinion."""

from __future__ import annotations

from pathlib import Path

import docx
from docx.document import Document
from docx.shared import Mm, Pt

from danvan.papers import report_docx
from danvan.papers.blocks import Block, Heading, Paper, Paragraph, Signature, Table
from danvan.papers.profile import Profile

OPINIONS = "Ý kiến góp ý (mỗi ý kiến một số, không ghi họ tên)"
LIST = "List Number"  # the style whose numbers Word counts itself
FREE = 10  # numbers ready to be written beside
UNITS = 6  # rows of the table of who attended

BODY: tuple[Block, ...] = (
    Heading(1, "Thời gian, địa điểm"),
    Paragraph("Thời gian bắt đầu: … giờ …, ngày … tháng … năm …"),
    Paragraph("Địa điểm: …"),
    Heading(1, "Thành phần"),
    Paragraph("Chủ trì: …"),
    Paragraph("Thư ký: …"),
    Table(("Đơn vị", "Có mặt", "Vắng mặt"), [("", "", "")] * UNITS, (4, 1, 1)),
    Paragraph("Tổng số người dự: …"),
    Heading(1, "Nội dung"),
    Paragraph("Chủ trì nêu mục đích, yêu cầu, giới thiệu dự thảo và những nội dung xin ý kiến."),
    Heading(1, OPINIONS),
    Heading(1, "Kết luận"),
    Paragraph("…"),
    Paragraph("Hội nghị kết thúc vào … giờ … cùng ngày; biên bản đã được đọc lại và thông qua."),
)
GUIDE: tuple[Block, ...] = (
    Heading(1, "Hướng dẫn ghi (bỏ trang này khi ban hành)", number=""),
    Paragraph("Ở mục ý kiến góp ý, ghi mỗi ý kiến sau một số; hết số thì xuống dòng, máy tự đánh."),
    Paragraph(
        "Đầu mỗi ý kiến ghi “Đồng chí” hoặc “Đại diện”, chức vụ hoặc đơn vị của người phát biểu, "
        "dấu hai chấm, rồi lời phát biểu, ví dụ: Đại diện Hội Nông dân xã: Đề nghị bổ sung số liệu."
    ),
    Paragraph("Ghi đúng lời phát biểu, kể cả ý không tán thành; một ý kiến có thể gồm nhiều đoạn."),
    Paragraph("Giữ nguyên tên các mục; phần mềm chỉ đọc ý kiến ở mục ý kiến góp ý."),
    Paragraph("Đọc thử trước khi tổng hợp: danvan preview TÊN-TỆP.docx"),
)


def write_minutes(path: Path, form: Profile) -> None:
    """Writes the form as a .docx in the format `form`. Raises what the disk raises."""
    paper = Paper(
        title="BIÊN BẢN",
        subtitle="Hội nghị lấy ý kiến góp ý vào dự thảo …",
        issuer=("[CƠ QUAN CẤP TRÊN]", "[CƠ QUAN LẬP BIÊN BẢN]"),
        place_date="",
        number="",
        blocks=BODY,
        signature=Signature(
            office=("CHỦ TRÌ",), beside=("THƯ KÝ",), recipients=("Như thành phần dự", "Lưu: VT")
        ),
        annexes=GUIDE,
        kind="BB",
    )
    report_docx.write(paper, path, form)
    document = docx.Document(str(path))
    lay_list(document, form)
    document.save(str(path))


def lay_list(document: Document, form: Profile) -> None:
    """Empty numbered paragraphs under the heading of the opinions."""
    style = document.styles[LIST]
    style.font.name, style.font.size = form.font, Pt(form.zones["body"].size)
    style.paragraph_format.space_before = Pt(form.body["before"])
    style.paragraph_format.line_spacing = form.body["line"]
    after = next(p for p in document.paragraphs if p.text.endswith(OPINIONS))
    for _ in range(FREE):
        line = document.add_paragraph(style=LIST)
        line.paragraph_format.left_indent = Mm(form.body["indent"])
        after._p.addnext(line._p)
        after = line
