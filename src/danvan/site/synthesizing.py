"""The main job at the command line: progress, the findings in a few lines, and how it ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import typer
from rich.console import Console

from danvan.papers.confirm import FILE_NAME
from danvan.sense.folder import Unproven
from danvan.sense.job import Order, Unusable, run
from danvan.sense.words.numbers import print_count
from danvan.site.progress import shown
from danvan.site.stopping import heeded

Stop = Callable[[int, str], typer.Exit]

NO, UNUSABLE, STOPPED = 1, 2, 130


def synthesized(order: Order, console: Console, stop: Stop) -> dict[str, Any]:
    """Runs the job; says what came of it, or in one line why nothing did."""
    try:
        with shown(console) as progress, heeded(progress) as report:
            document = run(order, report)
    except Unusable as wrong:
        raise stop(UNUSABLE, str(wrong)) from None
    except Unproven as wrong:
        raise stop(NO, f"Không ghi gì: bản tổng hợp không qua kiểm chứng ({wrong}).") from None
    except KeyboardInterrupt:
        raise stop(STOPPED, "Đã dừng theo yêu cầu; không ghi gì.") from None
    except OSError as wrong:
        raise stop(UNUSABLE, f"Không ghi được vào {order.out}: {wrong.strerror}.") from None
    say(document, order, console)
    return document


def not_counted(document: dict[str, Any], workbook: Path) -> Iterator[str]:
    """What was given and stands behind no figure."""
    if waiting := document["base"]["unconfirmed"]:
        yield f"{print_count(waiting)} dòng từ bản chụp chờ người xác nhận, chưa tính."
        if workbook.is_file():
            yield f"Ghi x cho dòng đã so với ảnh trang rồi đưa vào lần sau: {workbook}"
    for aside in document["made"]["set_aside"]:
        if aside["known"]:
            yield f"Để riêng {aside['file']}: {aside['reason']}."


def say(document: dict[str, Any], order: Order, console: Console) -> None:
    base = document["base"]
    console.print(
        f"{print_count(base['rows'])} dòng: {print_count(base['submissions'])} lượt góp ý, "
        f"{print_count(base['rejected'] - base['unconfirmed'])} dòng không đọc được (rejects.csv); "
        f"{print_count(base['opinions'])} ý kiến, {print_count(len(document['themes']))} nhóm, "
        f"{print_count(len(document['statements']))} câu có dẫn chứng.",
        markup=False,
    )
    for line in not_counted(document, order.out / FILE_NAME):
        console.print(line, markup=False)
    console.print(f"Báo cáo: {order.out / 'report.html'}", markup=False)
