"""How far the work is: bars with the time left on a terminal, plain lines elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

Report = Callable[[str, int, int], None]

STAGES = {
    "read": "Đọc tệp",
    "normalise": "Chuẩn hóa văn bản",
    "families": "Tìm bản trùng, gần trùng",
    "units": "Tách thành từng ý",
    "place": "Gắn vào từng phần",
    "stance": "Nhận biết thái độ",
    "features": "Dựng không gian so sánh",
    "semantic": "So sánh theo nghĩa",
    "themes": "Gộp nhóm vấn đề",
    "opinions": "Đếm ý kiến",
    "statements": "Viết câu có dẫn chứng",
    "papers": "Ghi báo cáo và phụ lục",
    "proof": "Kiểm chứng từng con số",
}


@contextmanager
def shown(console: Console) -> Iterator[Report]:
    """Gives a function `(stage, done, total)`; `total` 0 is unknown."""
    if not console.is_terminal:
        yield plain(console)
        return
    columns = (
        TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[rows]}"),
        TimeElapsedColumn(), TimeRemainingColumn(),
    )  # fmt: skip
    with Progress(*columns, console=console) as bars:
        yield Bars(bars)


class Bars:
    """One bar a stage; the bar before is full when the next begins."""

    def __init__(self, bars: Progress) -> None:
        self.bars = bars
        self.tasks: dict[str, TaskID] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage not in self.tasks:
            self.finish()
            name = STAGES.get(stage, stage)
            self.tasks[stage] = self.bars.add_task(name, total=total or None, rows="")
        rows = f"{done:,}".replace(",", ".") if done else ""
        self.bars.update(self.tasks[stage], completed=done, total=total or None, rows=rows)

    def finish(self) -> None:
        for task in self.tasks.values():
            self.bars.update(task, total=1, completed=1)


def plain(console: Console) -> Report:
    """A line when a stage begins."""
    begun: set[str] = set()

    def report(stage: str, done: int, total: int) -> None:
        if stage not in begun:
            begun.add(stage)
            console.print(f"· {STAGES.get(stage, stage)}", highlight=False)

    return report
