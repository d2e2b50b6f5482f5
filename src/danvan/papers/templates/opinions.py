"""The empty table of opinions: headings that are recognised, lists to choose from, a guide."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

ROWS = 5_000  # rows that the lists and checks reach
FIRST_DAY = dt.date(2000, 1, 1)
CHANNELS = ("Trang web", "Hội nghị", "Thư", "Điện thoại", "Phiếu giấy", "Bản quét", "Ứng dụng")
GROUPS = (
    "Cán bộ, công chức, viên chức",
    "Người lao động, công nhân",
    "Nông dân",
    "Doanh nghiệp, hộ kinh doanh",
    "Trí thức",
    "Thanh niên, học sinh, sinh viên",
    "Phụ nữ",
    "Cựu chiến binh",
    "Người cao tuổi, hưu trí",
    "Lực lượng vũ trang",
    "Đồng bào dân tộc thiểu số",
    "Chức sắc, tín đồ tôn giáo",
    "Khác",
)
BRAND = "#F3ECE2"


@dataclass(frozen=True)
class Column:
    """A heading, its width in characters, what its cells look like, and what they may hold.

    `hint` is shown while a cell of the column is chosen; `rule` as the library takes it.
    """

    heading: str
    width: float
    form: str
    hint: str
    rule: dict[str, Any] = field(default_factory=dict)


WHOLE = {
    "validate": "integer",
    "criteria": ">=",
    "value": 1,
    "error_title": "Chưa đúng",
    "error_message": "Hãy ghi một số nguyên từ 1 trở lên, hoặc để trống.",
}
DAY = {
    "validate": "date",
    "criteria": ">=",
    "value": FIRST_DAY,
    "error_title": "Chưa đúng",
    "error_message": "Hãy ghi ngày theo dạng ngày/tháng/năm, ví dụ 14/7/2025, hoặc để trống.",
}
COLUMNS = (
    Column("Mã phiếu", 12, "text", "Không bắt buộc. Mỗi dòng một mã khác nhau."),
    Column(
        "Nội dung góp ý",
        70,
        "text",
        "Bắt buộc. Ghi nguyên văn, không sửa, không ghi họ tên, số điện thoại.",
    ),
    Column("Phần, mục", 18, "text", "Góp ý vào phần, mục, điều nào của dự thảo. Có thể để trống."),
    Column("Kênh tiếp nhận", 16, "text", "Chọn trong danh sách.", {"validate": "list"}),
    Column("Đơn vị", 28, "text", "Đơn vị tiếp nhận hoặc tổng hợp."),
    Column(
        "Đối tượng",
        30,
        "text",
        "Chọn trong danh sách hoặc ghi nhóm khác. Không ghi tên người.",
        {"validate": "list", "error_type": "information"},
    ),
    Column("Ngày nhận", 13, "day", "Ngày/tháng/năm.", DAY),
    Column("Số lượt", 10, "whole", "Số lượt góp ý mà dòng này thay cho; để trống là 1.", WHOLE),
    Column("Số người", 10, "whole", "Số người đứng sau dòng này, nếu biết.", WHOLE),
)
GUIDE = (
    "Cách ghi",
    "Ghi ở trang “Góp ý”, mỗi lượt góp ý một dòng, từ dòng 2 trở xuống.",
    "Chỉ cột thứ hai là bắt buộc; các cột khác để trống nếu không biết.",
    "Chép nguyên văn lời người góp ý: không sửa chữ, không tóm tắt, không bỏ ý phản đối.",
    "Một lượt có nhiều ý thì vẫn ghi một dòng; phần mềm tự tách từng ý.",
    "Một dòng thay cho nhiều lượt giống nhau thì ghi con số vào cột “Số lượt”.",
    "Không ghi họ tên, số điện thoại, địa chỉ, số giấy tờ của người góp ý.",
    "Không đổi tên các cột ở dòng 1; có thể đổi chỗ, thêm cột riêng hoặc bỏ cột không dùng.",
    "Không cần dòng cộng; nếu có, phần mềm bỏ qua và nêu tên dòng đó khi đọc.",
    "Đọc thử trước khi tổng hợp: danvan preview TÊN-TỆP.xlsx",
)


def write_opinions(path: Path) -> None:
    """Writes the form as an .xlsx. Raises what the disk raises."""
    content = BytesIO()  # the library's own error at a full disk is no OSError
    with xlsxwriter.Workbook(content) as book:
        text = {"valign": "top", "text_wrap": True, "font_name": "Times New Roman", "font_size": 12}
        forms = {
            # "@" keeps a text that begins with = + - @ what it is.
            "text": book.add_format({**text, "num_format": "@"}),
            "day": book.add_format({**text, "num_format": "dd/mm/yyyy", "align": "center"}),
            "whole": book.add_format({**text, "num_format": "#,##0"}),
            "head": book.add_format(
                {**text, "bold": True, "align": "center", "valign": "vcenter", "bg_color": BRAND}
                | {"border": 1}
            ),
            "title": book.add_format({**text, "bold": True, "font_size": 14}),
            "guide": book.add_format(text),
        }
        sheet = book.add_worksheet("Góp ý")
        guide = book.add_worksheet("Hướng dẫn")
        write_guide(guide, forms)
        for place, column in enumerate(COLUMNS):
            sheet.set_column(place, place, column.width, forms[column.form])
            sheet.write_string(0, place, column.heading, forms["head"])
            sheet.data_validation(1, place, ROWS, place, rule_of(column))
        sheet.set_row(0, 34)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    path.write_bytes(content.getvalue())


def rule_of(column: Column) -> dict[str, Any]:
    """What a cell may hold; an empty one is always right."""
    rule = {"validate": "any"} | column.rule
    if rule["validate"] == "list":
        letter, choices = LISTS[column.heading]
        rule["source"] = f"='Hướng dẫn'!${letter}$2:${letter}${len(choices) + 1}"
        rule.setdefault("error_message", "Hãy chọn một giá trị trong danh sách.")
        rule.setdefault("error_title", "Chưa đúng")
    return rule | {"input_title": column.heading, "input_message": column.hint}


LISTS = {"Kênh tiếp nhận": ("C", CHANNELS), "Đối tượng": ("D", GROUPS)}


def write_guide(guide: Any, forms: dict[str, Any]) -> None:
    """How to fill the form, and the lists it chooses from, on a sheet that holds no opinions."""
    guide.set_column(0, 0, 90)
    guide.set_column(2, 3, 32)
    for row, line in enumerate(GUIDE):
        guide.write_string(row, 0, line, forms["guide" if row else "title"])
    for heading, (letter, choices) in LISTS.items():
        place = ord(letter) - ord("A")
        guide.write_string(0, place, f"Để chọn ở cột “{heading}”", forms["title"])
        for row, choice in enumerate(choices, start=1):
            guide.write_string(row, place, choice, forms["guide"])
