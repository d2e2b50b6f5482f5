"""`danvan lint-paper` at the desk: what it prints, how it ends, and what it refuses."""

import json
import os
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.shared import Mm
from typer.testing import CliRunner, Result

from danvan.papers import report_docx
from danvan.papers.blocks import Paper, Paragraph, Signature
from danvan.papers.lint import CHECKS, lint
from danvan.papers.profile import profile
from danvan.sense.folder.report import Report
from danvan.site.cli import app
from danvan.site.demo.papers import Made

PAPER = Paper(
    title="THÔNG BÁO",
    subtitle="kết luận hội nghị giao ban",
    issuer=("TỈNH ỦY BẮC GIANG", "BAN DÂN VẬN"),
    place_date="Bắc Giang, ngày 05 tháng 02 năm 2026",
    number="Số 07-TB/BDVTU",
    kind="TB",
    blocks=[Paragraph("Hội nghị đã thống nhất các việc sau.")],
    signature=Signature(("TRƯỞNG BAN",), "Người Ký Thử", ("Các phòng", "Lưu Văn phòng Ban")),
)


def written(path: Path, *changes) -> Path:
    report_docx.write(PAPER, path, profile("party"))
    document = docx.Document(str(path))
    for change in changes:
        change(document)
    document.save(str(path))
    return path


def shifted(document: Document) -> None:
    document.sections[0].left_margin = Mm(25)


def stamped(document: Document) -> None:
    document.paragraphs[0].insert_paragraph_before("MẬT", style="Letterhead")


def danvan(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["lint-paper", *map(str, words)])


def installed(*words: str | Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, with settings of its own."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("DANVAN_", "DATABASE_"))}
    return subprocess.run(
        [sys.executable, "-m", "danvan", "lint-paper", *map(str, words)],
        env=clean | settings,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_good_paper_passes_with_a_line_of_totals(tmp_path):
    done = danvan(written(tmp_path / "tốt.docx"), "--profile", "party")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "tốt.docx: thể thức party 36-HD/VPTW 3/4/2018"
    assert done.stdout.splitlines()[-1] == "Đạt: 0 lỗi, 0 lưu ý, 2 mục chưa kiểm tra được đủ."


def test_errors_end_with_one_and_are_told_before_warnings(tmp_path):
    def doubtful(document: Document) -> None:
        shifted(document)
        document.sections[0].header.paragraphs[0].runs[1].font.size = Mm(3)

    done = danvan(written(tmp_path / "a.docx", doubtful), "--profile", "party")
    assert done.exit_code == 1
    errors, warnings, skipped = (
        done.stdout.index(head) for head in ("LỖI", "LƯU Ý", "CHƯA KIỂM TRA")
    )
    assert errors < done.stdout.index(CHECKS[1]) < warnings < done.stdout.index(CHECKS[3])
    assert warnings < skipped
    assert "lề trái 25 mm. Cần: lề trái 30 mm. Tại: phần 1." in done.stdout
    assert done.stderr == "Không đạt: 1 lỗi, 1 lưu ý, 2 mục chưa kiểm tra được đủ.\n"


def test_the_findings_are_written_as_data_where_asked(tmp_path):
    paper, out = written(tmp_path / "a.docx", shifted), tmp_path / "kết quả.json"
    assert danvan(paper, "--profile", "party", "--json", out).exit_code == 1
    told = json.loads(out.read_text(encoding="utf-8"))
    assert told["schema"] == "danvan.lint/1"
    assert (told["profile"], told["errors"], told["warnings"]) == ("party", 1, 0)
    assert told["findings"] == [
        {
            "name": CHECKS[1],
            "check": 1,
            "severity": "error",
            "found": "lề trái 25 mm",
            "wanted": "lề trái 30 mm",
            "place": "phần 1",
        }
    ]
    assert [part["check"] for part in told["skipped"]] == [12, 13]
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.docx", b"", "a.docx: tệp rỗng; hãy chọn tệp có nội dung."),
        ("a.docx", b"PK\x03\x04", "a.docx: tệp bị cắt cụt hoặc hỏng; hãy lấy lại tệp từ nơi gửi."),
        ("a.pdf", b"%PDF-1.7", "a.pdf: tệp PDF bị cắt cụt hoặc hỏng;"),
        ("a.csv", b"a,b", "a.csv: không phải tệp Word (.docx) hay PDF;"),
    ],
)
def test_what_is_no_paper_ends_with_two_and_one_sentence(tmp_path, name, content, words):
    (tmp_path / name).write_bytes(content)
    done = danvan(tmp_path / name, "--profile", "state")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(words)
    assert done.stderr.count("\n") == 1


def test_a_place_that_is_not_there_is_said_before_the_work(tmp_path):
    paper = written(tmp_path / "a.docx")
    done = danvan(paper, "--profile", "party", "--json", tmp_path / "không có" / "a.json")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "không có thư mục này" in done.stderr


def test_a_profile_has_to_be_named(tmp_path):
    done = danvan(written(tmp_path / "a.docx"))
    assert done.exit_code == 2
    assert "--profile" in done.stderr


def test_a_secret_paper_passes_only_where_no_network_is(tmp_path):
    paper, home = written(tmp_path / "a.docx", stamped), str(tmp_path / "home")
    done = installed(paper, "--profile", "party", DANVAN_HOME=home)
    assert done.returncode == 1
    assert "dấu “MẬT”. Cần: chỉ soạn và giữ trên máy cách ly" in done.stdout
    for other in ("lan", "isolated"):
        assert installed(paper, "--profile", "party", DANVAN_PROFILE=other).returncode == 1
    done = installed(paper, "--profile", "party", DANVAN_HOME=home, DANVAN_PROFILE="isolated-lan")
    assert done.returncode == 0
    assert "MẬT" not in done.stdout


def test_linting_needs_no_installation(tmp_path):
    (tmp_path / "tệp").touch()
    done = installed(
        written(tmp_path / "a.docx"), "--profile", "party", DANVAN_HOME=str(tmp_path / "tệp")
    )
    assert done.returncode == 0


@pytest.mark.parametrize("form", ["party", "state"])
def test_the_report_of_a_synthesis_passes_with_its_blanks_as_warnings(
    demonstration, tmp_path, form
):
    made = Made.of(demonstration)
    report = Report(made.document, made.submissions, made.opinions, "dự thảo báo cáo").paper()
    path = tmp_path / "report.docx"
    report_docx.write(report, path, profile(form))
    found = lint(path, profile(form))
    assert found.errors == ()
    assert {finding.check for finding in found.warnings} <= {4, 6, 7, 8, 9}
