"""Runs the main job on the demonstration and says what it found."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import typer
from rich.console import Console

from danvan.sense.job import Order
from danvan.site.demo.papers import write_papers
from danvan.site.synthesizing import synthesized

Stop = Callable[[int, str], typer.Exit]

NOTICE = "VĂN BẢN TRÌNH DIỄN: dự thảo và ý kiến được soạn để minh họa, không phải văn bản thật"
LINES = 3  # findings said of each part on the terminal


def build(home: Path, console: Console, stop: Stop) -> None:
    """Writes the demonstration's report below `home` and tells its main findings."""
    out = home / "trinh-dien"
    with as_file(files("danvan.site.demo")) as here:
        order = Order(
            opinions=[here / "opinions.csv"],
            out=out,
            draft=here / "draft.md",
            notice=NOTICE,
            semantic=0,
        )
        console.print(NOTICE, markup=False)
        document = synthesized(order, console, stop)
    for line in findings(document):
        console.print(line, markup=False)
    written = write_papers(home / "van-ban", out)
    console.print(f"Văn bản mẫu, {len(written)} tệp: {home / 'van-ban'}", markup=False)


def findings(document: dict[str, Any]) -> list[str]:
    """The main sentences of each part, as a leader would read them first."""
    lines: list[str] = []
    for section in document["sections"]:
        if section["level"] != 1 and section["key"] != "general":
            continue
        lines += ["", section["title"]]
        said = [s for s in document["statements"] if s["section_key"] == section["key"]]
        scope = "theme" if section["key"] == "general" else "mention"
        first = [s for s in said if s["scope"] == scope and s["act"] in {"agree", "add"}]
        largest = sorted(first, key=lambda s: (-s["count"], s["id"]))[: LINES + 1]
        lines += [f"  {s['id']}  {s['text']}" for s in largest] or ["  Chưa có ý kiến."]
    differ = sum(
        s["count"] for s in document["statements"] if (s["act"], s["scope"]) == ("object", "theme")
    )
    return [*lines, "", f"Ý kiến khác, không tán thành: {differ}, liệt kê đủ ở phần C của báo cáo."]
