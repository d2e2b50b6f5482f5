"""What was read from a picture counts in no figure until a person has compared it with the page."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from PIL import Image, ImageDraw, ImageFont
from typer.testing import CliRunner

from danvan.papers import fonts
from danvan.papers.confirm import CONFIRMED, FILE_NAME, HEAD, TEXT
from danvan.sense.folder.reconciliation import NAME
from danvan.sense.intake import read
from danvan.site.cli import app

LINES = ("PHIẾU GÓP Ý", "1. Đề nghị bổ sung số liệu về du lịch.", "2. Tôi không tán thành dự thảo.")
TABLE = "Mã,Nội dung góp ý\na1,Đề nghị làm cầu.\na2,Tôi nhất trí.\n"

SIZE = (1100, 420)  # dots of a slip of paper

pytestmark = pytest.mark.skipif(not shutil.which("tesseract"), reason="no Tesseract here")


def picture(path: Path) -> Path:
    """A printed page, as a scanner with 200 dots an inch sees it."""
    page = Image.new("L", SIZE, 255)
    pen = ImageDraw.Draw(page)
    letters = ImageFont.truetype(str(Path(fonts.__file__).parent / "fonts/Tinos-Regular.ttf"), 40)
    for row, line in enumerate(LINES):
        pen.text((100, 60 + 110 * row), line, fill=0, font=letters)
    page.save(path, dpi=(200, 200))
    return path


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Path:
    place = tmp_path_factory.mktemp("ban-chup")
    picture(place / "phieu.png")
    (place / "bang.csv").write_text(TABLE, encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def waiting(desk) -> Path:
    """The synthesis of a table and a picture that nobody has confirmed."""
    out = desk / "ra"
    code, _, error = danvan("synthesize", desk / "bang.csv", desk / "phieu.png", "--out", out)
    assert (code, error) == (0, "")
    return out


def danvan(*words: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, [*map(str, words)])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def test_unconfirmed_rows_are_rejected_with_how_sure_their_letters_are(waiting):
    with (waiting / "rejects.csv").open(encoding="utf-8-sig", newline="") as source:
        rows = [*csv.DictReader(source)]
    assert [row["text"] for row in rows] == [line[3:] for line in LINES[1:]]
    for row in rows:
        assert row["reason"].startswith("bản chụp chờ người xác nhận (độ tin cậy ")
        assert row["source"] == "phieu.png"


def test_unconfirmed_rows_are_in_no_figure_but_their_own(waiting):
    document = json.loads((waiting / "synthesis.json").read_text("utf-8"))
    base = document["base"]
    assert (base["rows"], base["submissions"], base["rejected"], base["unconfirmed"]) == (
        4,
        2,
        2,
        2,
    )
    assert pq.read_table(waiting / "submissions.parquet")["source"].to_pylist() == [
        "bang.csv#2",
        "bang.csv#3",
    ]
    assert danvan("verify", waiting)[0] == 0


def test_the_report_and_the_reconciliation_say_what_waits(waiting):
    page = (waiting / "report.html").read_text("utf-8")
    assert "2 dòng đọc từ bản chụp còn chờ người xác nhận" in page
    assert "Dòng từ bản chụp chờ người xác nhận (chưa tính)" in page
    sheet = openpyxl.load_workbook(waiting / "appendix.xlsx")[NAME]
    by_name = {row[0]: row for row in reversed([*sheet.iter_rows(values_only=True)])}
    assert by_name["phieu.png"][2:6] == (2, 0, 2, 2)
    assert by_name["Cộng các tệp"][2:6] == (4, 2, 2, 2)


def test_a_word_of_the_person_at_the_desk_counts_them_all(desk, tmp_path):
    out = tmp_path / "ra"
    code, _, _ = danvan("synthesize", desk / "phieu.png", "--scans-confirmed", "--out", out)
    assert code == 0
    rows = pq.read_table(out / "submissions.parquet").to_pylist()
    assert [row["text"] for row in rows] == [line[3:] for line in LINES[1:]]
    assert [(row["page"], row["channel"]) for row in rows] == [(1, "scan")] * 2
    assert json.loads((out / "synthesis.json").read_text("utf-8"))["base"]["unconfirmed"] == 0


def test_where_every_row_waits_nothing_is_written_and_the_way_on_is_said(desk, tmp_path):
    out = tmp_path / "ra"
    code, _, error = danvan("synthesize", desk / "phieu.png", "--out", out)
    assert (code, out.exists(), error.count("\n")) == (2, False, 1)
    assert "2 dòng đều là bản chụp chờ người xác nhận" in error
    assert "--confirm" in error


def test_preview_says_what_waits(desk):
    code, said, _ = danvan("preview", desk / "phieu.png")
    assert (code, "đọc 2: nhận 0, không nhận 0, 2 chờ xác nhận" in said) == (0, True)


# ---------------------------------------------------------------- the person confirms


@pytest.fixture(scope="module")
def asked(desk, tmp_path_factory) -> Path:
    """What `preview --confirm` writes of the picture."""
    place = tmp_path_factory.mktemp("xac-nhan") / "c"
    code, said, _ = danvan("preview", desk / "phieu.png", "--confirm", place)
    assert (code, "2 dòng chờ xác nhận" in said) == (0, True)
    return place


def confirmed(asked: Path, place: Path, *marks: str, text: str = "") -> Path:
    """The workbook with a mark in each row, and other words in the first."""
    path = Path(shutil.copy(asked / FILE_NAME, place / FILE_NAME))
    book = openpyxl.load_workbook(path)
    sheet = book.active
    for row, mark in enumerate(marks, 3):
        sheet.cell(row, HEAD.index(CONFIRMED) + 1).value = mark
    if text:
        sheet.cell(3, HEAD.index(TEXT) + 1).value = text
    book.save(path)
    return path


def texts_of(out: Path) -> list[tuple[str, str, int]]:
    rows = pq.read_table(out / "submissions.parquet").to_pylist()
    return [(row["source"], row["text"], row["page"]) for row in rows]


def test_what_a_person_needs_to_confirm_is_written_whole_and_private(asked):
    assert sorted(path.name for path in asked.iterdir()) == [FILE_NAME, "pages"]
    (page,) = (asked / "pages").iterdir()
    with Image.open(page) as seen:
        assert seen.size == SIZE
    assert [path.stat().st_mode & 0o77 for path in (asked / FILE_NAME, asked / "pages")] == [0, 0]


def test_confirmed_rows_count_with_their_own_source_page_and_corrected_words(asked, tmp_path):
    book = confirmed(asked, tmp_path, "x", "", text="Đề nghị bổ sung số liệu du lịch.")
    out = tmp_path / "ra"
    assert danvan("synthesize", book, "--out", out)[0] == 0
    assert texts_of(out) == [("phieu.png#2", "Đề nghị bổ sung số liệu du lịch.", 1)]
    document = json.loads((out / "synthesis.json").read_text("utf-8"))
    base = document["base"]
    assert (base["rows"], base["submissions"], base["unconfirmed"]) == (2, 1, 1)
    assert danvan("verify", out)[0] == 0


def test_beside_its_scan_a_confirmation_takes_the_place_of_the_same_rows(desk, asked, tmp_path):
    """No row is counted twice, and one that is not confirmed goes on waiting."""
    book = confirmed(asked, tmp_path, "x", "chưa")
    for more, counts in ((), (2, 1, 1)), (("--scans-confirmed",), (2, 2, 0)):
        out = tmp_path / f"ra{len(more)}"
        order = ["synthesize", desk / "phieu.png", book, *more, "--out", out]
        assert danvan(*order)[0] == 0
        base = json.loads((out / "synthesis.json").read_text("utf-8"))["base"]
        assert (base["rows"], base["submissions"], base["unconfirmed"]) == counts
        assert danvan("verify", out)[0] == 0


def test_two_confirmations_of_one_row_count_it_once(asked, tmp_path):
    """Two people may share the work: whoever confirms a row confirms it, and nobody twice."""
    for name in ("một", "hai"):
        (tmp_path / name).mkdir()
    first = confirmed(asked, tmp_path / "một", "x", "")
    second = confirmed(asked, tmp_path / "hai", "x", "x", text="Lời sửa khác.")
    found = read([first, second])
    assert found.table["text"].to_pylist() == [line[3:] for line in LINES[1:]]
    assert found.rejects == ()
    notes = [note for one in found.account.files for note in one.notes]
    assert "1 dòng đã có trong bảng xác nhận khác, chỉ tính một lần." in notes


def test_a_synthesis_hands_on_what_still_waits(desk, waiting):
    assert (waiting / FILE_NAME).is_file()
    assert len([*(waiting / "pages").iterdir()]) == 1
    assert danvan("verify", waiting)[0] == 0


def test_a_workbook_that_a_person_has_begun_to_fill_is_never_written_over(desk, waiting, tmp_path):
    """Nothing of a person's work is lost, and what they write is no forgery to the proof."""
    place = Path(shutil.copytree(waiting, tmp_path / "ra"))
    order = ("synthesize", desk / "bang.csv", "--out", place)
    confirmed(place, tmp_path, "x", "x").replace(place / FILE_NAME)
    code, _, error = danvan(*order)
    assert (code, "đã có nội dung khác" in error) == (2, True)
    assert danvan("verify", place)[0] == 0
    shutil.copy(waiting / FILE_NAME, place / FILE_NAME)
    assert danvan(*order)[0] == 0
    assert not (place / FILE_NAME).exists()


def test_the_pictures_beside_a_workbook_in_a_folder_are_not_read_again(asked):
    code, said, _ = danvan("preview", asked)
    assert code == 0
    assert "Không phải tệp ý kiến, không đọc: pages/." in said


@pytest.mark.parametrize("held", ["a.txt", ""])
def test_the_place_to_confirm_is_new_or_empty(desk, tmp_path, held):
    place = tmp_path / "c"
    place.mkdir()
    (place / "a.txt").write_text("của tôi", encoding="utf-8")
    code, _, error = danvan("preview", desk / "phieu.png", "--confirm", place / held)
    assert (code, "đã có nội dung" in error) == (2, True)
    assert [path.name for path in place.iterdir()] == ["a.txt"]


def test_without_a_scan_nothing_is_written_to_confirm(desk, tmp_path):
    code, said, _ = danvan("preview", desk / "bang.csv", "--confirm", tmp_path / "c")
    assert (code, "Không có dòng nào chờ xác nhận" in said) == (0, True)
    assert not (tmp_path / "c").exists()
