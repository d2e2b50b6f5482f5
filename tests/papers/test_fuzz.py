"""Damaged files of every kind: each is read or refused in a sentence, whatever was done to it."""

from __future__ import annotations

import csv
import io
import json
import tempfile
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import docx
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from danvan.papers import workbook
from danvan.papers.draft import read_draft
from danvan.papers.errors import Unreadable
from danvan.papers.minutes import read_minutes
from danvan.papers.pdf_in import read_pdf
from danvan.papers.tables import read_tables
from danvan.site.bench.damage import DAMAGES, damaged

TEXTS = ("Đề nghị làm cầu.", "Không đồng ý sáp nhập trường.", "Tôi nhất trí, tuy nhiên cần vốn.")
ROWS = [("Mã", "Nội dung góp ý", "Số lượt"), *((f"m{n}", t, n + 1) for n, t in enumerate(TEXTS))]


def tries(count: int) -> settings:
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
    return settings(max_examples=count, deadline=None, suppress_health_check=slow)


READERS = (read_tables, read_minutes, read_draft)


def as_csv() -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(ROWS)
    return out.getvalue().encode()


def as_jsonl() -> bytes:
    return "\n".join(json.dumps({"id": f"m{n}", "text": t}) for n, t in enumerate(TEXTS)).encode()


def as_parquet() -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table({"text": [*TEXTS], "count": [1, 2, 3]}), out)
    return out.getvalue()


def as_xlsx() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        workbook.write(path, [workbook.SheetOut("Góp ý", ("Mã", "Nội dung góp ý"), ROWS[1:])])
        return path.read_bytes()


def as_docx() -> bytes:
    paper = docx.Document()
    paper.add_paragraph("BIÊN BẢN")
    paper.add_heading("II. Ý kiến góp ý", 1)
    for text in TEXTS:
        paper.add_paragraph(text, style="List Number")
    grid = paper.add_table(2, 2)
    grid.cell(0, 0).text, grid.cell(1, 0).text = "Nội dung góp ý", TEXTS[0]
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def as_ods() -> bytes:
    cells = "".join(
        f"<r:table-row>{''.join(f'<r:table-cell><t:p>{c}</t:p></r:table-cell>' for c in row)}"
        "</r:table-row>"
        for row in ROWS
    )
    space = "urn:oasis:names:tc:opendocument:xmlns"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f'<o:document-content xmlns:o="{space}:office:1.0" xmlns:r="{space}:table:1.0"'
            f' xmlns:t="{space}:text:1.0"><o:body><o:spreadsheet><r:table r:name="A">{cells}'
            "</r:table></o:spreadsheet></o:body></o:document-content>",
        )
    return out.getvalue()


MADE: dict[str, Callable[[], bytes]] = {
    ".csv": as_csv,
    ".txt": lambda: "\n".join(f"{n}. {t}" for n, t in enumerate(TEXTS, 1)).encode(),
    ".jsonl": as_jsonl,
    ".parquet": as_parquet,
    ".xlsx": as_xlsx,
    ".docx": as_docx,
    ".ods": as_ods,
    ".md": lambda: b"# Ph\xe1\xba\xa7n I\n\n## 1. A\n\nCh\xe1\xbb\xaf.\n",
    ".html": lambda: "<h1>Phần I</h1><p>Chữ</p><h2>1. Hai</h2><ul><li>a</li></ul>".encode(),
}


@cache
def sample(suffix: str) -> bytes:
    return MADE[suffix]()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


def survives(place: Path, suffix: str, raw: bytes) -> None:
    """No reader lets anything but its refusal out, and the refusal names the file in one line."""
    path = place / f"a{suffix}"
    path.write_bytes(raw)
    for reader in READERS:
        refused = ""
        try:
            reader(path)
        except Unreadable as wrong:
            refused = str(wrong)
        assert not refused or refused.startswith(path.name)
        assert "\n" not in refused


@tries(150)
@given(suffix=st.sampled_from(sorted(MADE)), seed=st.integers(0, 1 << 32))
def test_a_damaged_file_of_any_kind_is_read_or_refused(place: Path, suffix: str, seed: int) -> None:
    survives(place, suffix, damaged(sample(suffix), seed))


@tries(60)
@given(suffix=st.sampled_from([".xlsx", ".docx", ".ods"]), data=st.data())
def test_an_archive_damaged_inside_a_part_is_read_or_refused(
    place: Path, suffix: str, data: st.DataObject
) -> None:
    """The part is packed again with a right checksum, so that its parser meets the damage."""
    with zipfile.ZipFile(io.BytesIO(sample(suffix))) as source:
        names = source.namelist()
        spoilt = data.draw(st.sampled_from(names))
        damage = data.draw(st.sampled_from(DAMAGES))
        chance = data.draw(st.randoms(use_true_random=False))
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as target:
            for name in names:
                content = source.read(name)
                if name == spoilt and content:
                    content = bytes(damage(chance, bytearray(content)))
                target.writestr(name, content)
    survives(place, suffix, made.getvalue())


@tries(60)
@given(
    head=st.sampled_from(
        [
            b"PK\x03\x04",
            b"PAR1",
            b"%PDF-1.7\n",
            b"\x89PNG\r\n\x1a\n",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"\xff\xfe",
            b"{",
            b"",
        ]
    ),
    raw=st.binary(max_size=400),
    suffix=st.sampled_from(sorted(MADE)),
)
@example(head=b"", raw=b"\r\n\r\n\x00,", suffix=".csv")
def test_bytes_after_any_file_s_first_signs_are_read_or_refused(
    place: Path, head: bytes, raw: bytes, suffix: str
) -> None:
    survives(place, suffix, head + raw)


def small_pdf() -> bytes:
    """One page with a numbered line, written by hand."""
    said = b"BT /F 12 Tf 72 720 Td (1. De nghi lam cau.) Tj ET"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(said), said),
    ]
    body, places = b"%PDF-1.4\n", b""
    for number, part in enumerate(parts, 1):
        places += b"%010d 00000 n \n" % len(body)
        body += b"%d 0 obj%sendobj\n" % (number, part)
    table = b"xref\n0 5\n0000000000 65535 f \n%s" % places
    return body + table + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(body)


def test_the_pdf_that_is_damaged_is_whole_before(place: Path) -> None:
    (place / "a.pdf").write_bytes(small_pdf())
    assert read_pdf(place / "a.pdf")[0].table["text"].to_pylist() == ["De nghi lam cau."]


@tries(10)
@given(seed=st.integers(0, 1 << 32))
def test_a_damaged_pdf_is_read_or_refused(place: Path, seed: int) -> None:
    """Few tries, each in a process of its own; `danvan bench fuzz` makes many."""
    path = place / "a.pdf"
    path.write_bytes(damaged(small_pdf(), seed))
    try:
        read_pdf(path)
    except Unreadable as refused:
        path = place / refused.file
    assert path.name == "a.pdf"


CELL = st.text(st.characters(codec="utf-8"), max_size=12)


@tries(60)
@given(st.lists(st.lists(CELL, max_size=5), max_size=8), st.sampled_from(",;\t|"))
def test_any_cells_in_any_shape_are_a_table_or_refused(
    place: Path, rows: list[list[str]], separator: str
) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    survives(place, ".csv", out.getvalue().encode())


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | CELL,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(CELL, inner, max_size=3),
    max_leaves=8,
)


@tries(60)
@given(st.lists(JSON, max_size=6))
def test_any_lines_of_json_are_rows_faults_or_refused(place: Path, lines: list[object]) -> None:
    survives(place, ".jsonl", "\n".join(map(json.dumps, lines)).encode())


@tries(60)
@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=60), max_size=12))
def test_any_lines_of_text_are_remarks_or_refused(place: Path, lines: list[str]) -> None:
    survives(place, ".txt", "\n".join(lines).encode())
