"""`danvan preview`: what was understood of each file, as tables on the terminal and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.table import Table

from danvan.papers.confirm import FILE_NAME
from danvan.papers.errors import Unreadable
from danvan.sense.folder import write_waiting
from danvan.sense.intake.preview import DraftSeen, FileSeen, Preview, TableSeen, preview
from danvan.sense.records import LeftOut, Reject
from danvan.sense.words.numbers import print_count
from danvan.site.progress import shown

Stop = Callable[[int, str], typer.Exit]

UNUSABLE, STOPPED = 2, 130
NARROWEST = 110  # columns of the tables where the output is no terminal
LONGEST = 160  # characters of a text that are shown
FIELDS = {
    "text": "nội dung",
    "id": "mã",
    "section": "phần, mục",
    "channel": "kênh",
    "unit": "đơn vị",
    "group": "đối tượng",
    "received_at": "ngày",
    "count": "số lượt",
    "people": "số người",
}

Line = tuple[str, str]


@dataclass(frozen=True)
class Asked:
    """A draft to show, and what to write: all as `json`, what scans need to be confirmed."""

    draft: Path | None = None
    json: Path | None = None
    confirm: Path | None = None


def previewed(paths: list[Path], asked: Asked, console: Console, stop: Stop) -> Preview:
    """Shows what was understood, writes what was asked; stops with 2 where nothing is usable."""
    check(paths, asked, stop)
    try:
        with shown(console) as progress:
            found = preview(paths, asked.draft, lambda rows: progress("read", rows, 0))
    except KeyboardInterrupt:
        raise stop(STOPPED, "Đã dừng theo yêu cầu; không ghi gì.") from None
    told(found, wide_enough(console))
    if asked.json is not None:
        written(asked.json, found, stop)
    if asked.confirm is not None:
        to_confirm(found, asked.confirm, console, stop)
    if not found.usable:
        raise stop(UNUSABLE, "Không có tệp nào dùng được; xem lý do ở từng tệp trên đây.")
    return found


def check(paths: list[Path], asked: Asked, stop: Stop) -> None:
    for path in [*paths, *filter(None, [asked.draft])]:
        if not path.exists():
            raise stop(UNUSABLE, f"{path}: không có tệp này; hãy kiểm tra lại tên và đường dẫn.")
    place = asked.confirm
    if place and place.exists() and not (place.is_dir() and not any(place.iterdir())):
        raise stop(UNUSABLE, f"{place}: đã có nội dung; hãy chọn thư mục mới cho --confirm.")


def to_confirm(found: Preview, place: Path, console: Console, stop: Stop) -> None:
    """Writes the workbook in which a person confirms what was recognised, and the pages."""
    try:
        count = write_waiting(found.waiting, place)
    except Unreadable as wrong:
        raise stop(UNUSABLE, str(wrong)) from None
    except OSError as wrong:
        raise stop(UNUSABLE, f"{place}: không ghi được ({wrong.strerror}).") from None
    if not count:
        console.print("Không có dòng nào chờ xác nhận; không ghi gì.")
        return
    console.print(
        f"{print_count(count)} dòng chờ xác nhận: {place / FILE_NAME}. So với ảnh trang, sửa chữ"
        " sai, ghi x vào cột “Xác nhận”, rồi đưa tệp này vào danvan synthesize cùng các tệp khác.",
        markup=False,
    )


def wide_enough(console: Console) -> Console:
    if console.is_terminal:
        return console
    return Console(file=console.file, width=NARROWEST, highlight=False)


def told(found: Preview, console: Console) -> None:
    for file in found.files:
        if file.known:
            console.print(two_columns(file.file, lines_of(file)))
    others = [file.file for file in found.files if not file.known]
    if others:
        console.print(f"Không phải tệp ý kiến, không đọc: {', '.join(others)}.", markup=False)
    if found.draft:
        console.print(two_columns(found.draft.file, lines_of_draft(found.draft)))


def two_columns(title: str, lines: Iterator[Line]) -> Table:
    table = Table(title=plain(title), title_justify="left", show_header=False, expand=True)
    table.add_column(width=20)
    table.add_column(ratio=1, overflow="fold")
    for name, said in lines:
        table.add_row(name, plain(said))
    return table


def plain(text: str) -> str:
    """A text from a file is no markup of the terminal's, and holds no signs that steer it."""
    shown = "".join(sign if sign.isprintable() else " " for sign in text)
    return shown.replace("[", r"\[")


def lines_of(file: FileSeen) -> Iterator[Line]:
    if file.refused:
        yield "Không dùng được", file.refused
        return
    yield "Loại tệp", file.kind
    for table in file.tables:
        yield from lines_of_table(table)
    for note in file.notes:
        yield "Ghi chú", note


def lines_of_table(table: TableSeen) -> Iterator[Line]:
    if table.name:
        yield "Trang, bảng", table.name
    if table.encoding:
        yield "Bảng mã", table.encoding
    yield from lines_of_columns(table)
    waiting = f", {print_count(table.unconfirmed)} chờ xác nhận" if table.unconfirmed else ""
    yield (
        "Dòng",
        f"đọc {print_count(table.read)}: nhận {print_count(table.accepted)}, "
        f"không nhận {print_count(table.rejected - table.unconfirmed)}{waiting}",
    )
    for reject in table.rejects:
        yield f"  dòng {reject.row}", said_of(reject)
    if table.left:
        yield "Bỏ qua", f"{print_count(table.left)} dòng không phải ý kiến"
    for row in table.left_out:
        yield f"  dòng {row.row}" if row.row else "", said_of(row)
    yield "Ý kiến đầu tiên", short(table.first)


def lines_of_columns(table: TableSeen) -> Iterator[Line]:
    """The columns of a table with headings; in minutes nobody chose any."""
    if table.heading_row is not None:
        used = [f"“{name}” là {FIELDS[field]}" for name, field in table.columns if field]
        yield "Dòng tên cột", f"dòng {table.heading_row}"
        yield "Cột dùng", "; ".join(used)
    spare = [f"“{name}”" for name, field in table.columns if name.strip() and not field]
    if spare:
        yield "Cột không dùng", "; ".join(spare)


def said_of(row: Reject | LeftOut) -> str:
    return f"{row.reason}: “{short(row.text)}”" if row.text.strip() else row.reason


def short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rsplit(' ', 1)[0]}…"


def lines_of_draft(draft: DraftSeen) -> Iterator[Line]:
    if draft.refused:
        yield "Không dùng được", draft.refused
        return
    yield "Dự thảo", draft.title or "(không có tên)"
    yield "Số mục", print_count(len(draft.sections))
    for level, number, title in draft.sections[:40]:
        yield "", f"{'  ' * (level - 1)}{title or number}"
    if len(draft.sections) > 40:
        yield "", f"và {print_count(len(draft.sections) - 40)} mục nữa"


def as_data(found: Preview) -> dict[str, Any]:
    """What was understood as plain data; the scans that wait are counted in their tables."""
    return asdict(replace(found, waiting=()))


def written(file: Path, found: Preview, stop: Stop) -> None:
    """The same as data; the file is complete from the first moment it has its name."""
    part = file.with_name(f".{file.name}.part")
    try:
        part.write_text(json.dumps(as_data(found), ensure_ascii=False, indent=1), encoding="utf-8")
        part.replace(file)
    except OSError as wrong:
        part.unlink(missing_ok=True)
        raise stop(UNUSABLE, f"{file}: không ghi được ({wrong.strerror}).") from None
