"""`danvan verify-receipt`: whether what somebody sent stands in the published set, offline."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import typer
from rich.console import Console

from danvan.sense.receipts.reading import Unusable, read_receipt, read_roots
from danvan.sense.receipts.verify import verify

Stop = Callable[[int, str], typer.Exit]

NO, UNUSABLE = 1, 2
LARGEST = 50_000_000  # bytes; a receipt has some thousands


def checked(file: Path, roots: Path | None, console: Console, stop: Stop) -> None:
    """Says what was proved and against what, or what is wrong; ends with 1 where not proved."""
    receipt = usable(file, read_receipt, stop)
    published = None if roots is None else usable(roots, read_roots, stop)
    verdict = verify(receipt, published)
    for sentence in verdict.sentences:
        console.print(sentence, markup=False)
    if not verdict.ok:
        raise stop(NO, "Không đạt: biên nhận không chứng minh được.")


def usable(file: Path, read: Callable[[object], object], stop: Stop) -> dict[str, Any]:
    """The content of a file of the proof; else the command ends with one sentence."""
    try:
        if file.stat().st_size > LARGEST:
            raise Unusable("lớn hơn 50 MB; hãy chọn đúng tệp đã tải về")
        content: dict[str, Any] = json.loads(file.read_text(encoding="utf-8-sig"))
        read(content)
    except OSError as wrong:
        cause = "không có tệp này" if isinstance(wrong, FileNotFoundError) else "không mở được"
        raise stop(UNUSABLE, f"{file}: {cause}; hãy chỉ đúng tệp đã tải về.") from None
    except Unusable as wrong:
        raise stop(UNUSABLE, f"{file}: {wrong}.") from None
    except (ValueError, RecursionError):
        cause = "không phải tệp JSON, hoặc đã hỏng; hãy tải lại từ trang biên nhận"
        raise stop(UNUSABLE, f"{file}: {cause}.") from None
    return content
