"""`danvan preview`: what was understood of each file, before anything is imported."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from danvan.sense.intake import read
from danvan.sense.intake.preview import preview
from danvan.site.cli import app

TABLE = (
    "BẢNG TỔNG HỢP,,,,\n"
    "Mã,Nội dung góp ý,Kênh,Họ và tên,Số lượt\n"
    "a1,Đề nghị làm cầu.,Hội nghị,A,1\n"
    "a2,,web,B,1\n"
    "a3,[bold]Tôi nhất trí.[/bold],,C,nhiều\n"
    "Cộng,,,,2\n"
)


@pytest.fixture
def desk(tmp_path, monkeypatch) -> Path:
    (tmp_path / "bang.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "rong.csv").write_bytes(b"")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def danvan(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["preview", *words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def as_data(*words: str) -> dict[str, Any]:
    assert danvan(*words, "--json", "p.json")[0] == 0
    found: dict[str, Any] = json.loads(Path("p.json").read_text("utf-8"))
    return found


def test_every_column_is_said_with_what_it_was_taken_for(desk):
    (file,) = as_data("bang.csv")["files"]
    (table,) = file["tables"]
    assert (file["kind"], table["encoding"], table["heading_row"]) == ("csv", "utf-8", 2)
    assert table["columns"] == [
        ["Mã", "id"],
        ["Nội dung góp ý", "text"],
        ["Kênh", "channel"],
        ["Họ và tên", None],
        ["Số lượt", "count"],
    ]


def test_rows_rejects_and_rows_left_out_are_counted_and_named(desk):
    (table,) = as_data("bang.csv")["files"][0]["tables"]
    assert (table["read"], table["accepted"], table["rejected"], table["left"]) == (3, 1, 2, 3)
    assert [(r["row"], r["reason"]) for r in table["rejects"]] == [
        ("4", "không có nội dung góp ý"),
        ("5", "số lượt không phải số nguyên từ 1 trở lên"),
    ]
    assert [(r["row"], r["text"][:4]) for r in table["left_out"]] == [
        ("1", "BẢNG"),
        ("2", "Mã |"),
        ("6", "Cộng"),
    ]
    assert table["first"] == "Đề nghị làm cầu."


def test_the_terminal_says_the_same_in_words(desk):
    code, said, error = danvan("bang.csv")
    assert (code, error) == (0, "")
    for words in (
        "“Nội dung góp ý” là nội dung; “Kênh” là kênh",
        "Cột không dùng",
        "“Họ và tên”",
        "đọc 3: nhận 1, không nhận 2",
        "dòng 6",
        "[bold]Tôi nhất trí.[/bold]",
    ):
        assert words in said


def test_what_preview_says_is_what_the_job_does(desk):
    """Nothing is read otherwise in the preview than in the synthesis."""
    (table,) = preview([desk / "bang.csv"]).files[0].tables
    found = read([desk / "bang.csv"])
    assert (table.accepted, table.rejected) == (found.table.num_rows, len(found.rejects))
    assert table.left == found.account.files[0].left_out


def test_a_file_that_cannot_be_used_is_shown_beside_those_that_can(desk):
    files = as_data("rong.csv", "bang.csv")["files"]
    assert [(f["file"], bool(f["refused"])) for f in files] == [
        ("rong.csv", True),
        ("bang.csv", False),
    ]
    assert "tệp rỗng; hãy chọn tệp có nội dung" in danvan("rong.csv", "bang.csv")[1]


def test_a_folder_is_gone_through(desk):
    (desk / "ghi-chu.json").write_text("{}", encoding="utf-8")
    files = {f["file"]: f["known"] for f in as_data(".")["files"]}
    assert files == {"bang.csv": True, "rong.csv": True, "ghi-chu.json": False}


def test_the_draft_is_shown_as_a_tree_of_sections(desk):
    (desk / "d.md").write_text("# Phần I. Kết quả\n\n## 1. Du lịch\n\nChữ.\n", encoding="utf-8")
    draft = as_data("bang.csv", "--draft", "d.md")["draft"]
    assert draft["sections"] == [[1, "Phần I", "Phần I. Kết quả"], [2, "1", "1. Du lịch"]]
    (desk / "d.md").write_text("Không có đề mục.\n", encoding="utf-8")
    code, said, _ = danvan("bang.csv", "--draft", "d.md")
    assert (code, "không thấy đề mục nào" in said) == (0, True)


@pytest.mark.parametrize("words", [["rong.csv"], ["khong-co.csv"], ["bang.csv", "--draft", "x.md"]])
def test_where_nothing_is_usable_the_answer_is_two(desk, words):
    code, _, error = danvan(*words)
    assert (code, error.count("\n")) == (2, 1)


def test_nothing_is_written_but_what_was_asked_for(desk):
    danvan("bang.csv")
    assert sorted(path.name for path in desk.iterdir()) == ["bang.csv", "rong.csv"]
    code, _, error = danvan("bang.csv", "--json", "khong-co/p.json")
    assert (code, "không ghi được" in error) == (2, True)


def test_what_is_shown_of_texts_is_masked(desk):
    text = "Đề nghị gọi số 0912345678."
    (desk / "so.csv").write_text(f"id,text,count\n1,{text},1\n2,{text},x\n", encoding="utf-8")
    code, said, _ = danvan("so.csv", "--json", "p.json")
    shown = said + Path("p.json").read_text("utf-8")
    assert (code, "0912345678" in shown, shown.count("[số điện thoại]")) == (0, False, 4)


def test_signs_that_steer_a_terminal_are_not_passed_on(desk):
    (desk / "la.csv").write_text("id,text\n1,a\x1b[31mđỏ\x07 b\n", encoding="utf-8")
    said = danvan("la.csv")[1]
    assert "\x1b[31m" not in said
    assert "đỏ" in said
