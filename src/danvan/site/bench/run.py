"""`danvan bench`: chosen jobs one after another, their figures as a table and as JSON."""

from __future__ import annotations

import os
import platform as system
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.table import Table

from danvan.site.bench import (
    classifiers,
    duplicates,
    fuzz,
    gold,
    laws,
    minority,
    office,
    placing,
    platform,
    printing,
    redaction,
    routing,
    speed,
    themes,
    topics,
    web,
)
from danvan.site.bench.figure import Figure
from danvan.site.bench.markdown import NUMBERS, as_json, cells
from danvan.site.settings import HOME

Stop = Callable[[int, str], typer.Exit]
Job = Callable[[Path, Path], Iterator[Figure]]

UNUSABLE, STOPPED = 2, 130
CHECKOUT = Path(__file__).resolve().parents[4]
CACHE = HOME / "bench"
NARROWEST = 200  # columns of the table where the output is no terminal
HEAD = tuple("phép đo|dữ liệu|dòng|chỉ số|kết quả|ngưỡng|đạt|so với|CPU (s)|bộ nhớ (MB)".split("|"))
MET = {True: "đạt", False: "chưa", None: "–"}


def alone(measure: Callable[[Path], Iterator[Figure]]) -> Job:
    """A job that keeps nothing between two runs."""
    return lambda shared, _: measure(shared)


JOBS: dict[str, Job] = {
    "duplicates": duplicates.run,
    "classifiers": alone(classifiers.run),
    "routing": alone(routing.run),
    "themes": alone(themes.run),
    "gold": alone(gold.run),
    "placing": alone(placing.run),
    "minority": minority.run,
    "laws": alone(laws.run),
    "redaction": redaction.run,
    "office": office.run,
    "pdf": printing.run,
    "fuzz": fuzz.run,
    "speed": speed.run,
    "topics": topics.run,
    "platform": lambda shared, cache: platform.run(),
    "web": lambda shared, cache: web.run(),
}
# Near copies are measured against gates and against peers by one job, which stands in both groups.
GROUPS = {
    "quality": (
        "duplicates",
        "classifiers",
        "routing",
        "themes",
        "gold",
        "placing",
        "minority",
        "laws",
        "redaction",
    ),
    "papers": ("office", "pdf", "fuzz"),
    "speed": ("speed", "duplicates", "topics", "platform", "web"),
}


def run(
    name: str | None, json: Path | None, console: Console, stop: Stop, checkout: Path = CHECKOUT
) -> None:
    """Measures `name` (a group, a job; None: all), prints, and writes all of `json` or none."""
    jobs = chosen(name, stop)
    if json is not None and not json.absolute().parent.is_dir():
        raise stop(UNUSABLE, f"{json}: không có thư mục này; hãy tạo trước khi ghi số liệu vào.")
    about = machine()
    console.print(", ".join(f"{key} {value}" for key, value in about.items()), markup=False)
    try:
        figures = [*measured(jobs, shared_beside(checkout), console)]
    except KeyboardInterrupt:
        raise stop(STOPPED, "Đã dừng theo yêu cầu; không ghi gì.") from None
    wide_enough(console).print(table(figures))
    if json is not None:
        written(json, as_json(about, figures), stop)


def chosen(name: str | None, stop: Stop) -> list[str]:
    """The jobs of a name; `speed` is the group."""
    if name is None:
        return list(JOBS)
    if name in GROUPS:
        return list(GROUPS[name])
    if name in JOBS:
        return [name]
    known = ", ".join(dict.fromkeys([*GROUPS, *JOBS]))
    raise stop(UNUSABLE, f"Không có phép đo {name}; hãy chọn một trong: {known}.")


def shared_beside(checkout: Path) -> Path | None:
    """The folder of data for measuring beside a checkout; None where there is none."""
    shared = checkout.parent / "shared"
    return (
        shared if (checkout / "pyproject.toml").is_file() and (shared / "data").is_dir() else None
    )


def measured(jobs: list[str], shared: Path | None, console: Console) -> Iterator[Figure]:
    """The figures of each job as they come; a job that cannot be done is named."""
    if shared is None:
        console.print(
            "Không có thư mục dữ liệu đo ../shared/data cạnh thư mục mã nguồn;"
            f" bỏ qua: {', '.join(jobs)}.",
            markup=False,
        )
        yield from (Figure(job, "–", 0, "bỏ qua: thiếu dữ liệu", float("nan")) for job in jobs)
        return
    CACHE.mkdir(parents=True, exist_ok=True)
    for number, job in enumerate(jobs, 1):
        console.print(f"· {job} ({number}/{len(jobs)})", markup=False)
        try:
            yield from JOBS[job](shared, CACHE)
        except (OSError, subprocess.SubprocessError) as wrong:
            console.print(f"  {job}: bỏ dở ({wrong})", markup=False)
            yield Figure(job, "–", 0, f"bỏ dở: {wrong}", float("nan"), good=False)


def machine() -> dict[str, Any]:
    """What the figures were measured on; never its name."""
    return {
        "cores": os.cpu_count() or 1,
        "CPU": processor(),
        "Python": system.python_version(),
        "system": f"{system.system()} {system.machine()}",
    }


def processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else system.processor() or system.machine()


def table(figures: list[Figure]) -> Table:
    shown = Table(box=None, pad_edge=False)
    for at, title in enumerate(HEAD):
        shown.add_column(title, justify="right" if at in NUMBERS else "left", overflow="fold")
    for figure in figures:
        shown.add_row(*cells(figure, MET))
    return shown


def wide_enough(console: Console) -> Console:
    """The same output; a file or a pipe has no width that the table must keep to."""
    if console.is_terminal:
        return console
    return Console(file=console.file, width=NARROWEST, highlight=False)


def written(file: Path, text: str, stop: Stop) -> None:
    """The file is complete from the first moment it has its name."""
    part = file.with_name(f".{file.name}.part")
    try:
        part.write_text(text, encoding="utf-8")
        part.replace(file)
    except OSError as wrong:
        part.unlink(missing_ok=True)
        raise stop(UNUSABLE, f"{file}: không ghi được ({wrong.strerror}).") from None
