"""`danvan conform`: published syntheses against the official rules, a line for each finding."""

from __future__ import annotations

from collections.abc import Callable

import typer
from rich.console import Console

from danvan.consultation.models.conformance import FAILS, HOLDS
from danvan.consultation.queries.conformance import is_published, of_published

Stop = Callable[[int, str], typer.Exit]

NO, UNUSABLE = 1, 2
MARKS = {HOLDS: "✓", FAILS: "✗"}


def conformed(slug: str, console: Console, stop: Stop) -> None:
    """Ends with 1 where a rule fails, with 2 where there is nothing to look at."""
    if slug and not is_published(slug=slug):
        raise stop(UNUSABLE, f"{slug}: không có đợt lấy ý kiến đã công bố nào ở địa chỉ này.")
    seen = failed = 0
    for found in of_published(slug=slug):
        synthesis = found.synthesis
        name = f"{synthesis.consultation.slug}, lần {synthesis.number}"
        for rule, asks, finding in found.lines:
            mark = MARKS.get(finding.state, "–")
            said = f"{mark} {name} · {rule} {asks}: {finding.word}. {finding.said}"
            console.print(said, markup=False)
        seen += 1
        failed += found.failed
    if not seen:
        where = slug or "Bản cài đặt này"
        raise stop(UNUSABLE, f"{where}: chưa công bố bản tổng hợp nào để đối chiếu.")
    if failed:
        raise stop(NO, f"Không đạt: {failed} điều.")
