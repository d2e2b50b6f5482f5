"""Figures as rows of words: for the terminal's table, and as a Markdown table for the documents.

python -m danvan.site.bench.markdown figures.json
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from danvan.site.bench.figure import Figure

HEAD = ("job", "data", "rows", "metric", "value", "gate", "met", "peer", "CPU s", "memory MB")
MET = {True: "yes", False: "no", None: "–"}
NUMBERS = {2, 4, 8, 9}
MB = 1024**2


def cells(figure: Figure, met: dict[bool | None, str]) -> tuple[str, ...]:
    """One figure in words, in the order of HEAD; "–" where there is nothing."""
    return (
        figure.job,
        figure.data,
        f"{figure.rows:,}" if figure.rows else "–",
        figure.metric,
        number(figure.value),
        figure.gate or "–",
        met[figure.good],
        figure.peer or "–",
        "–" if figure.cpu is None else f"{figure.cpu:.1f}",
        "–" if figure.memory is None else f"{figure.memory / MB:,.0f}",
    )


def number(value: float) -> str:
    """
    >>> number(0.72341), number(1.0), number(28171.4), number(float("nan"))
    ('0.723', '1', '28,171', '–')
    """
    if math.isnan(value):
        return "–"
    if value == int(value) or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3f}" if abs(value) < 10 else f"{value:.1f}"


def markdown(figures: Sequence[Figure]) -> str:
    """A table with one line for each figure."""
    sides = ["--:" if at in NUMBERS else ":--" for at in range(len(HEAD))]
    rows = [HEAD, sides, *(cells(figure, MET) for figure in figures)]
    lines = [" | ".join(cell.replace("|", "\\|") for cell in row) for row in rows]
    return "".join(f"| {line} |\n" for line in lines)


def as_json(machine: dict[str, Any], figures: Sequence[Figure]) -> str:
    """The machine and its figures; what was not measured is null."""
    rows = [asdict(figure) for figure in figures]
    for row in rows:
        row["value"] = None if math.isnan(row["value"]) else row["value"]
    whole = {"machine": machine, "figures": rows}
    return json.dumps(whole, ensure_ascii=False, indent=1, default=plain) + "\n"


def plain(value: Any) -> bool | int | float:
    """A NumPy number or truth value as Python's own."""
    return value.item()  # type: ignore[no-any-return]


def from_json(text: str) -> tuple[dict[str, Any], list[Figure]]:
    """What `as_json` wrote. Raises ValueError, KeyError or TypeError where it is something else."""
    read = json.loads(text)
    nothing = float("nan")
    figures = [
        Figure(**row | {"value": nothing if row["value"] is None else row["value"]})
        for row in read["figures"]
    ]
    return read["machine"], figures


def main(file: str) -> None:
    try:
        machine, figures = from_json(Path(file).read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError):
        sys.exit(f"{file}: không đọc được; cần tệp do danvan bench --json ghi.")
    about = ", ".join(f"{name} {value}" for name, value in machine.items())
    sys.stdout.write(f"{about}\n\n{markdown(figures)}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "figures.json")
