"""`danvan template`: an empty office form where there was no file before."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import typer

from danvan.papers.profile import profile
from danvan.papers.templates import write_minutes, write_opinions

Stop = Callable[[int, str], typer.Exit]

UNUSABLE = 2
SUFFIXES = {"opinions": ".xlsx", "minutes": ".docx"}


def laid_out(kind: str, out: Path, papers: str, stop: Stop) -> None:
    """Writes the form; the file is complete from the first moment it has its name."""
    if out.suffix.lower() != SUFFIXES[kind]:
        raise stop(UNUSABLE, f"{out}: biểu mẫu {kind} cần một tên tệp {SUFFIXES[kind]}.")
    if out.exists():
        raise stop(UNUSABLE, f"{out}: đã có tệp này; hãy chọn tên khác cho --out.")
    if not out.absolute().parent.is_dir():
        raise stop(UNUSABLE, f"{out}: không có thư mục này; hãy tạo trước khi ghi vào.")
    write = write_opinions if kind == "opinions" else partial(write_minutes, form=profile(papers))
    part = out.with_name(f".{out.name}.part{SUFFIXES[kind]}")
    try:
        write(part)
        part.replace(out)
    except OSError as wrong:
        raise stop(UNUSABLE, f"Không ghi được {out}: {wrong.strerror}.") from None
    finally:
        part.unlink(missing_ok=True)
