"""A folder given to `danvan synthesize`: every file read or set aside with its reason, every row
accounted for, and nothing of our own taken for an opinion."""

from __future__ import annotations

import csv
import json
import os
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from danvan.sense.folder.reconciliation import NAME
from danvan.sense.intake import SeveralUnreadable, read
from danvan.sense.proof import seal
from danvan.sense.proof.folder import write_checksums
from danvan.site.cli import app

TABLE = "Mã,Nội dung góp ý,Số lượt\na1,Đề nghị làm cầu.,1\na2,,1\na3,Tôi nhất trí.,2\nCộng,,4\n"
LIST = "1. Đề nghị bổ sung số liệu.\n2. Không đồng ý sáp nhập trường.\n"


def fill(inbox: Path) -> Path:
    """Three good files, one of them below, and the awkward things that stand beside them."""
    (inbox / "xã A").mkdir(parents=True)
    (inbox / "bang.csv").write_text(TABLE, encoding="utf-8")
    (inbox / "xã A" / "bang.csv").write_text(TABLE.replace("a", "b"), encoding="utf-8")
    (inbox / "danh-sach.txt").write_text(LIST, encoding="utf-8")
    (inbox / "rong.csv").write_bytes(b"")
    (inbox / "ghi-chu.json").write_text("{}", encoding="utf-8")
    (inbox / "~$bang.xlsx").write_bytes(b"\x07khoa")
    (inbox / ".an.csv").write_text(TABLE, encoding="utf-8")
    (inbox / ".git").mkdir()
    (inbox / ".git" / "x.csv").write_text(TABLE, encoding="utf-8")
    return inbox


@pytest.fixture
def desk(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return fill(tmp_path / "hop-thu")


@pytest.fixture(scope="module")
def finished(tmp_path_factory) -> tuple[Path, str]:
    """The synthesis of the folder, and what was said while it was made."""
    place = tmp_path_factory.mktemp("folder")
    out = place / "ra"
    code, said = danvan("synthesize", str(fill(place / "hop-thu")), "--out", str(out))
    assert code == 0
    return out, said


def danvan(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, [*words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


def made(place: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((place / "synthesis.json").read_text("utf-8"))
    return document


def reconciled(place: Path) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(place / "appendix.xlsx")
    return [*book[NAME].iter_rows(values_only=True)]


def test_every_file_is_read_or_set_aside_and_the_sums_are_the_base(finished):
    document = made(finished[0])
    files = document["made"]["files"]
    assert [(f["file"], f["rows"], f["accepted"], f["rejected"]) for f in files] == [
        ("bang.csv", 3, 2, 1),
        ("danh-sach.txt", 2, 2, 0),
        ("xã A/bang.csv", 3, 2, 1),
    ]
    assert [(a["file"], a["known"]) for a in document["made"]["set_aside"]] == [
        ("rong.csv", True),
        ("ghi-chu.json", False),
    ]
    base = document["base"]
    assert (base["rows"], base["submissions"], base["rejected"]) == (8, 6, 2)
    assert danvan("verify", str(finished[0]))[0] == 0


def test_two_files_of_one_name_are_told_apart_in_every_row(finished):
    sources = pq.read_table(finished[0] / "submissions.parquet")["source"].to_pylist()
    assert sources == [
        "bang.csv#2",
        "bang.csv#4",
        "danh-sach.txt#1",
        "danh-sach.txt#2",
        "xã A/bang.csv#2",
        "xã A/bang.csv#4",
    ]
    with (finished[0] / "rejects.csv").open(encoding="utf-8-sig", newline="") as source:
        assert [row["source"] for row in csv.DictReader(source)] == ["bang.csv", "xã A/bang.csv"]


def test_the_reconciliation_sheet_has_a_line_for_each_file_and_each_row_left_out(finished):
    rows = reconciled(finished[0])
    by_name = {row[0]: row for row in reversed(rows)}
    assert by_name["bang.csv"][1:7] == ("csv", 3, 2, 1, 0, 2)
    assert by_name["rong.csv"][7] == "để riêng: tệp rỗng"
    assert by_name["ghi-chu.json"][7].startswith("không đọc: ")
    assert by_name["Cộng các tệp"][2:7] == (8, 6, 2, 0, 4)
    assert by_name["Số liệu chung của báo cáo"][2:6] == (8, 6, 2, 0)
    assert by_name["Số liệu chung của báo cáo"][7] == "khớp"
    assert not [row for row in rows if row[7] == "KHÔNG KHỚP"]
    left = [row for row in rows if row[0] == "bang.csv" and isinstance(row[1], str) and row[7]]
    assert any(row[1] == "5" and "Cộng" in row[7] for row in left)


def test_the_report_names_what_was_set_aside(finished):
    page = (finished[0] / "report.html").read_text("utf-8")
    assert "1 tệp để riêng, chưa đọc được" in page
    assert "rong.csv: tệp rỗng." in page
    assert "1 mục khác trong thư mục không phải tệp ý kiến (.json), không đọc." in page


def test_the_terminal_names_what_was_set_aside(finished):
    assert "Để riêng rong.csv: tệp rỗng." in finished[1]


def test_the_draft_and_an_older_result_in_the_folder_are_no_opinions(desk):
    draft = desk / "du-thao.txt"
    draft.write_text("Phần I. Du lịch\nPhát triển du lịch.\n", encoding="utf-8")
    order = ["synthesize", "hop-thu", "--draft", str(draft), "--out"]
    assert danvan(*order, "hop-thu/ra")[0] == 0
    first = made(desk / "ra")
    for out in ("hop-thu/ra", "khac"):
        assert danvan(*order, out)[0] == 0
        again = made(Path(out))
        assert again["base"] == first["base"]
        aside = {a["file"] for a in again["made"]["set_aside"]}
        assert aside == {"rong.csv", "ghi-chu.json", "du-thao.txt", "ra/"}


def test_a_file_named_twice_is_read_once_and_the_same_bytes_twice(desk):
    """The same file is one; the same text by two channels is two, and the report says so."""
    (desk / "ban-sao.csv").write_text(TABLE, encoding="utf-8")
    found = read([desk, desk / "bang.csv"])
    notes = {one.file: one.notes for one in found.account.files}
    assert found.table.num_rows == 8
    assert "tệp được nêu nhiều lần, chỉ đọc một lần." in notes["bang.csv"]
    assert notes["bang.csv"][-1].startswith("giống hệt tệp ban-sao.csv")


def test_every_file_asked_for_by_name_that_cannot_be_used_is_named(desk):
    (desk / "khoa.csv").write_text("Họ tên\nA\n", encoding="utf-8")
    words = [str(desk / name) for name in ("bang.csv", "rong.csv", "khoa.csv")]
    code, said = danvan("synthesize", *words, "--out", "ra")
    lines = [line for line in said.splitlines() if ";" in line]
    assert (code, [line.split(":")[0] for line in lines]) == (2, ["rong.csv", "khoa.csv"])
    assert not Path("ra").exists()
    with pytest.raises(SeveralUnreadable):
        read([desk / "rong.csv", desk / "khoa.csv"])


@pytest.mark.parametrize("names", [[], ["rong.csv"], ["ghi-chu.json"]])
def test_a_folder_without_a_usable_file_is_refused_in_one_line(desk, tmp_path, names):
    (tmp_path / "trống").mkdir()
    for name in names:
        (tmp_path / "trống" / name).write_bytes((desk / name).read_bytes())
    code, said = danvan("synthesize", "trống", "--out", "ra")
    assert (code, said.splitlines()[-1].startswith("trống: không có tệp ý kiến nào")) == (2, True)
    assert not Path("ra").exists()


def test_links_and_pipes_of_a_folder_do_not_stop_or_hang_it(desk):
    (desk / "vòng").symlink_to(desk, target_is_directory=True)
    (desk / "mất.csv").symlink_to(desk / "khong-co.csv")
    os.mkfifo(desk / "ống.csv")
    found = read([desk])
    aside = {one.file: one.reason for one in found.account.set_aside}
    assert aside["vòng/"] == "là liên kết tới thư mục khác, không đi theo"
    assert aside["mất.csv"] == aside["ống.csv"] == "không mở được tệp"
    assert found.table.num_rows == 6


def test_a_name_of_torn_bytes_is_shown_and_written(desk):
    (desk / os.fsdecode(b"t\xe2p.csv")).write_text(TABLE.replace("a", "c"), encoding="utf-8")
    assert danvan("synthesize", "hop-thu", "--out", "ra")[0] == 0
    assert "t\ufffdp.csv" in [one["file"] for one in made(Path("ra"))["made"]["files"]]
    assert danvan("verify", "ra")[0] == 0


FORGED = {
    "a file's accepted rows": lambda files: files[0].update(accepted=9),
    "a file's rejected rows": lambda files: files[0].update(rejected=0),
    "a file's rows": lambda files: files[0].update(rows=4),
    "a file's waiting rows": lambda files: files[0].update(unconfirmed=1),
    "a file left out of the list": lambda files: files.pop(0),
    "a file that gave no row": lambda files: files.append(files[0] | {"file": "z.csv"}),
    "a file listed twice": lambda files: files.append(dict(files[0])),
}


@pytest.mark.parametrize("what", FORGED)
def test_verify_counts_every_file_again(finished, tmp_path, what):
    place = Path(shutil.copytree(finished[0], tmp_path / "ra"))
    document = made(place)
    FORGED[what](document["made"]["files"])
    document["made"]["seal"] = seal(document)
    text = json.dumps(document, ensure_ascii=False, indent=1)
    (place / "synthesis.json").write_text(text, encoding="utf-8")
    write_checksums(place)
    code, said = danvan("verify", str(place))
    assert code == 1
    assert any(name in said for name in ("bang.csv", "z.csv", "made.files"))
