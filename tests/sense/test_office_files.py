"""Awkward office files give the rows, rejects and texts that stand beside them, or a refusal."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from danvan.papers.minutes import read_minutes
from danvan.papers.tables import read_tables
from danvan.sense.intake import Intake, Unreadable, read
from danvan.sense.intake.body import REASONS, Body, body_of
from danvan.sense.words.fold import nfc
from danvan.sense.words.legacy import OldLetters

SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "office"
SCANS = "text recognition"
FILES = [
    path.name.removesuffix(".expected.json")
    for path in sorted(SHARED.glob("*.expected.json"))
    if SCANS not in path.read_text(encoding="utf-8")
]
ENCODINGS = {
    "gop_y_tcvn3.txt": "tcvn3",
    "gop_y_vni.txt": "vni",
    "gop_y_windows1258.csv": "windows-1258",
    "gop_y_utf16.csv": "utf-16",
    "gop_y_utf8_bom.csv": "utf-8",
    "gop_y_nfd.csv": "utf-8",
}
RESAVED = {"bang_tong_hop.xlsx": "ods", "bien_ban_danh_so_tu_dong.docx": "doc"}


@pytest.fixture(scope="session")
def office(shared: Path) -> Path:
    return shared / "data" / "office"


def expected_of(office: Path, name: str) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(
        (office / f"{name}.expected.json").read_text(encoding="utf-8")
    )
    return said


def column(found: Intake, name: str) -> list[Any]:
    held: list[Any] = found.table[name].to_pylist()
    return held


def check(found: Intake, expected: dict[str, Any]) -> None:
    texts = column(found, "text")
    assert found.table.num_rows == (expected["accepted"] or expected["may_accept"])
    assert found.read == len(texts) + len(found.rejects)
    if not expected["ok"]:
        return
    assert found.read == expected["rows_read"]
    assert [int(reject.row) for reject in found.rejects] == [r["row"] for r in expected["rejects"]]
    assert (texts[0], texts[-1]) == (expected["first_text"], expected["last_text"])
    assert texts == expected["texts"]
    assert all(text == nfc(text) for text in texts)
    for name in ("channel", "received_at"):
        if name in expected:
            assert set(column(found, name)) == {expected[name]}
    if "units" in expected:
        assert [nfc(unit) for unit in expected["units"]] == column(found, "unit")
        assert sum(column(found, "weight")) == expected["people"]
    assert not set(expected.get("never_opinions", ())) & set(texts)


@pytest.mark.parametrize("name", FILES)
def test_each_file_is_read_or_refused_as_it_should_be(office: Path, name: str) -> None:
    expected = expected_of(office, name)
    if not expected["ok"] and "may_accept" not in expected:
        with pytest.raises(Unreadable) as refusal:
            read([office / name])
        assert str(refusal.value).startswith(name)
        assert "\n" not in str(refusal.value)
        return
    check(read([office / name]), expected)


@pytest.mark.parametrize("name", ENCODINGS)
def test_each_text_file_says_its_encoding(office: Path, name: str) -> None:
    reader = read_minutes if name.endswith(".txt") else read_tables
    assert {sheet.encoding for sheet in reader(office / name, OldLetters())} == {ENCODINGS[name]}


def test_the_total_row_is_left_out_by_name(office: Path) -> None:
    expected = expected_of(office, "bang_tong_hop.xlsx")
    sheet = read_tables(office / "bang_tong_hop.xlsx", OldLetters())[0]
    found = body_of(sheet, sheet.file)
    assert isinstance(found, Body)
    totals = [left for left in found.passed if left.reason == REASONS["total"]]
    assert [(left.row, left.text) for left in totals] == [(str(expected["total_row"]), "Tổng cộng")]
    heads = [int(left.row) for left in found.passed if left.reason == REASONS["heading"]]
    assert heads == expected["heading_rows"]


@pytest.mark.parametrize("name", RESAVED)
def test_another_program_saves_it_and_it_reads_the_same(
    office: Path, tmp_path: Path, name: str
) -> None:
    program = shutil.which("soffice") or pytest.skip("LibreOffice is not installed here")
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [
            *(program, f"-env:UserInstallation={profile}", "--headless"),
            *("--convert-to", RESAVED[name], "--outdir", tmp_path, office / name),
        ],
        check=True,
        capture_output=True,
    )
    check(read([(tmp_path / name).with_suffix(f".{RESAVED[name]}")]), expected_of(office, name))
