"""Small syntheses for rules about the whole pipeline, in process and mostly without a folder."""

import csv
from collections.abc import Callable, Iterable
from pathlib import Path

import pyarrow as pa
import pytest

from danvan.sense.heads.store import shipped
from danvan.sense.intake import SCHEMA
from danvan.sense.job import Order, run
from danvan.sense.policy import Policy
from danvan.sense.records import Draft, Section
from danvan.sense.synthesis import Options, Synthesis, synthesize

HEAD = shipped()
PARTS = Draft(
    "Dự thảo báo cáo",
    (
        Section(
            "I", 1, "Phần I", "Phần I. Kết quả thực hiện", None, "Du lịch, môi trường, giáo dục."
        ),
        Section("II", 1, "Phần II", "Phần II. Hạn chế và nguyên nhân", None, "Công tác cán bộ."),
        Section("III", 1, "Phần III", "Phần III. Dự báo tình hình", None, "Dân số, khí hậu."),
        Section("IV", 1, "Phần IV", "Phần IV. Nhiệm vụ trọng tâm", None, "Phát triển du lịch."),
    ),
)


def no_progress(_stage: str, _done: int, _total: int) -> None:
    pass


def rows_of(given: Iterable[object]) -> pa.Table:
    """Texts, or mappings of columns, as the rows intake would give; ids `a1`, `a2` … where none."""
    rows = [row if isinstance(row, dict) else {"text": row} for row in given]
    usual = {"weight": 1, "counted": "submissions"}
    return pa.Table.from_pylist(
        [
            usual | {"submission_id": f"a{at}", "source": f"tep.csv#{at + 1}"} | row
            for at, row in enumerate(rows, 1)
        ],
        SCHEMA,
    )


@pytest.fixture(scope="session")
def synthesised() -> Callable[..., Synthesis]:
    """Texts (or rows) into tables and document, nothing written."""

    def made(
        rows: Iterable[object],
        *,
        draft: Draft | None = None,
        policy: Policy | None = None,
        **options: int,
    ) -> Synthesis:
        return synthesize(
            rows_of(rows),
            draft or Draft(),
            policy or Policy(),
            HEAD,
            Options(**options),
            no_progress,
        )

    return made


@pytest.fixture(scope="session")
def four_parts() -> Draft:
    """A draft of four parts, of which nobody need speak of the third."""
    return PARTS


@pytest.fixture(scope="session")
def written(tmp_path_factory) -> Callable[..., Path]:
    """Rows through the whole job, from a file to a proved folder."""

    def made(rows: Iterable[dict[str, object]], *, draft: str = "", **order: object) -> Path:
        place = tmp_path_factory.mktemp("synthesis")
        rows = list(rows)
        with (place / "y-kien.csv").open("w", encoding="utf-8", newline="") as target:
            sheet = csv.DictWriter(
                target, list(dict.fromkeys(name for row in rows for name in row))
            )
            sheet.writeheader()
            sheet.writerows(rows)
        if draft:
            (place / "du-thao.md").write_text(draft, encoding="utf-8")
            order["draft"] = place / "du-thao.md"
        run(Order([place / "y-kien.csv"], place / "ket-qua", **order), no_progress)
        return place / "ket-qua"

    return made
