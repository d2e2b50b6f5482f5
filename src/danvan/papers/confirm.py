"""The workbook in which a person confirms what was recognised.

`write_confirmation` writes FILE_NAME with one row for each recognised remark, and beside it
`pages/<file>-<page>.png`, the pictures to compare with. The person corrects the text, writes x
under "Xác nhận" and gives the workbook to the next run like any other file; `papers.confirmed`
reads it back. Its columns:

- "Nội dung góp ý": the text; "Đối tượng", "Kênh tiếp nhận", "Ngày nhận": as the remark had them;
- "Nguồn": the file and the row that the remark has there, "phieu.pdf#3" (a text too long for a
  cell goes on in rows with "phieu.pdf#3 (phần 2/3)"); "Trang": its page;
- "Độ tin cậy (%)": how sure recognition was; "Từ cần xem": words below `pages.sheets.LOOK`;
- "Xác nhận": x, v, có, đúng, đã xác nhận, 1, true or ✓ is a yes; anything else is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from danvan.papers.blocks import Cell
from danvan.papers.pages import page_picture
from danvan.papers.pages.sheets import DOUBTFUL
from danvan.papers.scans import side_by_side
from danvan.papers.tables.sheet import Sheet
from danvan.papers.workbook import SheetOut, write

FILE_NAME = "can-xac-nhan.xlsx"
PICTURES = "pages"
TEXT, GROUP, CHANNEL, RECEIVED = "Nội dung góp ý", "Đối tượng", "Kênh tiếp nhận", "Ngày nhận"
SOURCE, PAGE, SURE, PICTURE = "Nguồn", "Trang", "Độ tin cậy (%)", "Ảnh trang"
CONFIRMED = "Xác nhận"
HEAD = (TEXT, CONFIRMED, DOUBTFUL, SURE, SOURCE, PAGE, PICTURE, GROUP, CHANNEL, RECEIVED)
WIDTHS = (80, 11, 28, 12, 24, 8, 28, 20, 16, 14)
FIELDS = {"text": TEXT, "group": GROUP, "channel": CHANNEL, "received_at": RECEIVED}
NOTE = (
    "So từng dòng với ảnh trang trong thư mục pages, sửa chữ nhận dạng sai, rồi ghi x vào cột"
    " “Xác nhận”.\nLưu tệp và đưa vào lần tổng hợp sau; dòng chưa ghi x không được tính."
)
CELL = 30_000  # characters of a text in one cell: Excel takes 32,767
UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


@dataclass(frozen=True)
class Scanned:
    """A PDF or a picture and the sheet read from it; rows with a confidence were recognised."""

    path: Path
    sheet: Sheet


def write_confirmation(folder: Path, scanned: Sequence[Scanned]) -> int:
    """Writes the workbook and the pictures of its pages into `folder`; how many remarks wait.

    Nothing is written where none does. Raises what the disk raises, and Unreadable where a file can
    no longer be opened.
    """
    waiting = [(one, rows) for one in scanned if (rows := waiting_rows(one.sheet))]
    if not waiting:
        return 0
    (folder / PICTURES).mkdir(parents=True, exist_ok=True)
    wanted = [(one, page) for one, rows in waiting for page in pages_of(one.sheet, rows)]
    with side_by_side() as pool:
        list(pool.map(lambda each: save_picture(folder, *each), wanted))
    lines = (cells for one, rows in waiting for cells in lines_of(one.sheet, rows))
    write(folder / FILE_NAME, [SheetOut("Cần xác nhận", HEAD, lines, WIDTHS, NOTE)])
    return sum(len(rows) for _, rows in waiting)


def waiting_rows(sheet: Sheet) -> list[int]:
    """The places of the rows that were recognised."""
    if sheet.confidence is None:
        return []
    return np.flatnonzero(~np.isnan(sheet.confidence)).tolist()


def pages_of(sheet: Sheet, rows: Iterable[int]) -> list[int]:
    return sorted({page_of(sheet, row) for row in rows})


def page_of(sheet: Sheet, row: int) -> int:
    return 1 if sheet.pages is None else int(sheet.pages[row])


def save_picture(folder: Path, one: Scanned, page: int) -> None:
    (folder / picture_name(one.sheet.file, page)).write_bytes(page_picture(one.path, page))


def picture_name(file: str, page: int) -> str:
    return f"{PICTURES}/{UNSAFE.sub('_', file)}-{page}.png"


def lines_of(sheet: Sheet, rows: Iterable[int]) -> Iterator[list[Cell]]:
    """The cells of rows as they stand below HEAD."""
    confidence = sheet.confidence if sheet.confidence is not None else ()
    table = sheet.table
    for row in rows:
        held = {FIELDS.get(name, name): table[name][row].as_py() for name in table.column_names}
        page = page_of(sheet, row)
        held |= {PAGE: page, PICTURE: picture_name(sheet.file, page)}
        held |= {SURE: int(confidence[row])}  # whole percent, never rounded up
        source = f"{sheet.file}#{sheet.at[row]}"
        pieces = pieces_of(held[TEXT])
        for number, piece in enumerate(pieces, start=1):
            part = f" (phần {number}/{len(pieces)})" if len(pieces) > 1 else ""
            held |= {TEXT: piece, SOURCE: source + part}
            yield [held.get(name) for name in HEAD]


def pieces_of(text: str) -> list[str]:
    return [text[start : start + CELL] for start in range(0, len(text), CELL)] or [""]
