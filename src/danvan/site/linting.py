"""`danvan lint-paper`: the findings on an official paper, errors apart from warnings."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import Any

import typer
from rich.console import Console

from danvan.papers.errors import Unreadable
from danvan.papers.lint import CHECKS, Finding, Lint, lint
from danvan.papers.profile import Profile, profile

Stop = Callable[[int, str], typer.Exit]

NO, UNUSABLE = 1, 2
SECRET = 15  # the check that an installation apart from all networks does without
SCHEMA = "danvan.lint/1"


def linted(
    file: Path,
    form: str,
    *,
    render: bool,
    out: Path | None,
    isolated: Callable[[], bool],
    console: Console,
    stop: Stop,
) -> None:
    """Checks `file` against the profile `form`; prints, writes `out` as JSON, and ends as it found.

    `isolated` is asked only where a paper is stamped secret, so that linting needs no installation.
    """
    if out is not None and not out.absolute().parent.is_dir():
        raise stop(UNUSABLE, f"{out}: không có thư mục này; hãy tạo trước khi ghi vào.")
    rules = profile(form)
    try:
        found = lint(file, rules, render=render)
        if any(finding.check == SECRET for finding in found.findings) and isolated():
            found = lint(file, rules, isolated=True, render=render)
    except Unreadable as wrong:
        raise stop(UNUSABLE, str(wrong)) from None
    say(file, rules, found, console)
    if out is not None:
        written(out, as_data(file, rules, found), stop)
    if found.errors:
        raise stop(NO, f"Không đạt: {totals(found)}.")
    console.print(f"Đạt: {totals(found)}.", markup=False)


def say(file: Path, form: Profile, found: Lint, console: Console) -> None:
    console.print(f"{file.name}: thể thức {form.mark}", markup=False)
    group("LỖI (phải sửa trước khi ban hành)", found.errors, console)
    group("LƯU Ý (nên xem lại)", found.warnings, console)
    if found.skipped:
        console.print("\nCHƯA KIỂM TRA", markup=False)
    for reason, parts in groupby(found.skipped, key=lambda part: part.reason):
        names = "; ".join(f"{part.check}. {CHECKS[part.check]}" for part in parts)
        console.print(f"  {names}: {reason}", markup=False)
    console.print()


def group(title: str, findings: Sequence[Finding], console: Console) -> None:
    if findings:
        console.print(f"\n{title}", markup=False)
    for check, parts in groupby(findings, key=lambda finding: finding.check):
        console.print(f"  {check}. {CHECKS[check]}", markup=False)
        for part in parts:
            console.print(
                f"     - {part.found}. Cần: {part.wanted}. Tại: {part.place}.", markup=False
            )


def totals(found: Lint) -> str:
    skipped = len({part.check for part in found.skipped})
    rest = f", {skipped} mục chưa kiểm tra được đủ" if skipped else ""
    return f"{len(found.errors)} lỗi, {len(found.warnings)} lưu ý{rest}"


def as_data(file: Path, form: Profile, found: Lint) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "file": file.name,
        "profile": form.name,
        "version": form.version,
        "errors": len(found.errors),
        "warnings": len(found.warnings),
        "findings": [
            {"name": CHECKS[finding.check], **vars(finding)} for finding in found.findings
        ],
        "skipped": [{"name": CHECKS[part.check], **vars(part)} for part in found.skipped],
    }


def written(out: Path, content: dict[str, Any], stop: Stop) -> None:
    """The file is complete from the first moment it has its name."""
    part = out.with_name(f".{out.name}.part")
    try:
        part.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        part.replace(out)
    except OSError as wrong:
        raise stop(UNUSABLE, f"Không ghi được {out}: {wrong.strerror}.") from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
