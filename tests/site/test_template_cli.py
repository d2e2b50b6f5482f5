"""`danvan template`: empty forms that, filled in by hand, are read without a question."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import docx
import openpyxl
import pytest
from typer.testing import CliRunner

from danvan.papers.templates import CHANNELS
from danvan.papers.templates.opinions import COLUMNS, GROUPS
from danvan.sense.intake import Intake, Unreadable, read
from danvan.sense.intake.cells import CHANNELS as KNOWN
from danvan.sense.intake.cells import channel_of
from danvan.sense.intake.fields import recognised
from danvan.site.cli import app

FILLED = (
    ("P1", "=tổng số liệu này cần xem lại", "Phần II", "Hội nghị", "Xã A", "Nông dân", 3, 40),
    ("P2", "- Đề nghị làm đường.", "", "Trang web", "Xã B", "Nhóm khác", None, None),
    ("P3", "Không đồng ý.", "Điều 5", "Bản quét", "", "", 1, None),
)
SAID = (
    "Đại diện Hội Nông dân xã: Đề nghị bổ sung số liệu.",
    "Đồng chí Bí thư chi bộ thôn Đông: Không tán thành việc sáp nhập trường.",
)


def danvan(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, [*words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


def form(folder: Path, kind: str, name: str, *more: str) -> Path:
    code, said = danvan("template", kind, "--out", str(folder / name), *more)
    assert (code, [path.name for path in folder.iterdir()]) == (0, [name]), said
    return folder / name


def filled_table(path: Path) -> Path:
    book = openpyxl.load_workbook(path)
    sheet = book["Góp ý"]
    for row, (own, text, section, channel, unit, group, count, people) in enumerate(FILLED, 2):
        day = dt.date(2025, 7, row)
        cells = (own, text, section, channel, unit, group, day, count, people)
        for column, cell in enumerate(cells, 1):
            sheet.cell(row, column).value = cell
            if cell == text:
                sheet.cell(row, column).data_type = "s"  # typed into a cell of text
    book.save(path)
    return path


def filled_minutes(path: Path, said: tuple[str, ...] = SAID) -> Path:
    paper = docx.Document(str(path))
    free = [line for line in paper.paragraphs if line.style.name == "List Number"]
    for line, words in zip(free, said, strict=False):
        line.add_run(words)
    for line in paper.paragraphs:
        if line.text.startswith("Thời gian bắt đầu"):
            line.runs[0].text = "Thời gian bắt đầu: 8 giờ 00, ngày 14 tháng 7 năm 2025"
    paper.save(str(path))
    return path


def asked_nothing(found: Intake) -> bool:
    """No row was refused and no file was set aside."""
    return not found.rejects and not found.account.set_aside


def test_a_filled_table_is_read_as_it_was_typed(tmp_path):
    found = read([filled_table(form(tmp_path, "opinions", "gop-y.xlsx"))])
    assert asked_nothing(found)
    assert found.account.files[0].notes == ("“Hướng dẫn” không có cột nội dung góp ý, bỏ qua.",)
    rows = found.table.to_pylist()
    assert [(r["submission_id"], r["text"], r["unit"], r["group"]) for r in rows] == [
        (own, text, unit or None, group or None) for own, text, _, _, unit, group, _, _ in FILLED
    ]
    assert [r["channel"] for r in rows] == ["conference", "web", "scan"]
    assert [r["section"] for r in rows] == ["Phần II", None, "Điều 5"]
    assert [r["received_at"] for r in rows] == ["2025-07-02", "2025-07-03", "2025-07-04"]
    assert [(r["weight"], r["people"]) for r in rows] == [(3, 40), (1, None), (1, None)]


@pytest.mark.parametrize("papers", ["party", "state"])
def test_filled_minutes_are_read_with_the_office_of_each_speaker(tmp_path, papers):
    path = form(tmp_path, "minutes", "bien-ban.docx", "--papers", papers)
    found = read([filled_minutes(path)])
    assert asked_nothing(found)
    rows = found.table.to_pylist()
    assert [(r["text"], r["group"]) for r in rows] == [
        ("Đề nghị bổ sung số liệu.", "Đại diện Hội Nông dân xã"),
        ("Không tán thành việc sáp nhập trường.", "Bí thư chi bộ thôn Đông"),
    ]
    assert {r["channel"] for r in rows} == {"conference"}
    assert {r["received_at"] for r in rows} == {"2025-07-14"}


def test_filled_forms_are_synthesised_and_proved(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    table = filled_table(form(tmp_path / "a", "opinions", "gop-y.xlsx"))
    minutes = filled_minutes(form(tmp_path / "b", "minutes", "bien-ban.docx"))
    out = str(tmp_path / "ra")
    code, said = danvan("synthesize", str(table), str(minutes), "--out", out)
    assert (code, "5 dòng: 5 lượt góp ý, 0 dòng" in said) == (0, True), said
    assert danvan("verify", out)[0] == 0


def test_an_empty_form_holds_no_opinion(tmp_path):
    """What is printed in a form for guidance is nobody's opinion."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    with pytest.raises(Unreadable, match="chỉ có dòng tiêu đề"):
        read([form(tmp_path / "a", "opinions", "gop-y.xlsx")])
    with pytest.raises(Unreadable, match="không thấy ý kiến nào"):
        read([form(tmp_path / "b", "minutes", "bien-ban.docx")])


@pytest.mark.parametrize("papers", ["party", "state"])
def test_empty_minutes_keep_to_their_format(tmp_path, papers):
    """The form that is handed out passes the checks of its own profile; blanks are no errors."""
    path = form(tmp_path, "minutes", "bien-ban.docx", "--papers", papers)
    assert danvan("lint-paper", str(path), "--profile", papers)[0] == 0


def test_every_heading_and_channel_of_the_form_is_known():
    assert [recognised(column.heading).field for column in COLUMNS] == [
        "id", "text", "section", "channel", "unit", "group", "received_at", "count", "people",
    ]  # fmt: skip
    assert [channel_of(name) for name in CHANNELS] == [*KNOWN]


def test_the_table_helps_whoever_fills_it(tmp_path):
    """Lists for channel and group, days as days, texts as texts, the heading always in sight."""
    book = openpyxl.load_workbook(form(tmp_path, "opinions", "gop-y.xlsx"))
    sheet, guide = book["Góp ý"], book["Hướng dẫn"]
    assert sheet.freeze_panes == "A2"
    rules = {
        span.min_col: rule
        for rule in sheet.data_validations.dataValidation
        for span in rule.sqref.ranges
    }
    lists = {4: CHANNELS, 6: GROUPS}
    for column, choices in lists.items():
        place = rules[column].formula1.split("!")[1].replace("$", "")
        assert [cell.value for (cell,) in guide[place]] == [*choices]
    assert (rules[7].type, rules[8].type) == ("date", "whole")
    assert sheet.column_dimensions["B"].width > 60


@pytest.mark.parametrize(("kind", "name"), [("opinions", "a.xlsx"), ("minutes", "a.docx")])
def test_a_form_is_one_whole_file_without_macros_or_links(tmp_path, kind, name):
    with zipfile.ZipFile(form(tmp_path, kind, name)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        for part in names:
            if part.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(part))  # noqa: S314 - our own file
    assert not [part for part in names if "vba" in part.lower() or "external" in part.lower()]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["opinions", "--out", "da-co.xlsx"], "da-co.xlsx: đã có tệp này"),
        (["opinions", "--out", "a.docx"], "cần một tên tệp .xlsx"),
        (["minutes", "--out", "a.xlsx"], "cần một tên tệp .docx"),
        (["minutes", "--out", "khong-co/a.docx"], "không có thư mục này"),
        (["letters", "--out", "a.docx"], "'opinions', 'minutes'"),
        (["opinions"], "thiếu --out"),
    ],
)
def test_a_form_is_never_laid_over_a_file_or_under_a_wrong_name(
    tmp_path, monkeypatch, words, named
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "da-co.xlsx").write_text("của tôi", encoding="utf-8")
    code, said = danvan("template", *words)
    assert (code, said.count("\n")) == (2, 1)
    assert named in said
    assert [path.name for path in tmp_path.iterdir()] == ["da-co.xlsx"]
    assert (tmp_path / "da-co.xlsx").read_text("utf-8") == "của tôi"
