"""`danvan synthesize` at the desk: what it writes, what it refuses, and how it stops."""

import csv
import json
import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from danvan.sense.job import Order, run
from danvan.sense.proof.folder import FILES, SUMS
from danvan.site.cli import app

COMMAND = [sys.executable, "-m", "danvan"]
GOOD = "Mã,Nội dung góp ý,Phần,Kênh,Số lượt\n" + "".join(
    f'k{at},"{text}",{part},{channel},{1 + at % 2}\n'
    for at, (text, part, channel) in enumerate(
        [
            ("Tôi nhất trí với dự thảo.", "", "web"),
            ("Đề nghị bổ sung số liệu về du lịch.", "I", "web"),
            ("Tôi không đồng ý sáp nhập trường tiểu học.", "II", "letter"),
            ("Bao giờ xã có xe buýt?", "", ""),
            ("Nhất trí, tuy nhiên cần nêu rõ nguồn kinh phí.", "I", "conference"),
            ("Cần bán máy dập.", "", "web"),
        ]
        * 2
    )
)
DRAFT = "# Phần I. Kết quả\n\nDu lịch.\n\n# Phần II. Nhiệm vụ\n\nTrường học.\n"
SUBMISSIONS = {
    "submission_id": pa.string(),
    "source": pa.string(),
    "text": pa.string(),
    "weight": pa.int64(),
    "family_id": pa.string(),
    "is_reference": pa.bool_(),
    "remark": pa.string(),
    "channel": pa.string(),
    "unit": pa.string(),
    "group": pa.string(),
    "received_at": pa.string(),
}
OPINIONS = {
    "opinion_id": pa.string(),
    "submission_id": pa.string(),
    "start": pa.int64(),
    "end": pa.int64(),
    "section_key": pa.string(),
    "section_how": pa.string(),
    "section_top3": pa.list_(pa.string()),
    "stance": pa.string(),
    "theme_id": pa.string(),
}


@pytest.fixture
def desk(tmp_path, monkeypatch) -> Path:
    """A folder with an opinions file and a draft, where the command is run."""
    (tmp_path / "y-kien.csv").write_text(GOOD, encoding="utf-8")
    (tmp_path / "du-thao.md").write_text(DRAFT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def handlers():
    """The command sets a handler for SIGTERM; a test leaves none behind."""
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


def danvan(*words: str) -> tuple[int, str, str]:
    """Exit code, what was said, and what was said of an error."""
    result = CliRunner().invoke(app, ["synthesize", *words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def refused(*words: str) -> str:
    """The one line of a command that could not use what it was given, and wrote nothing."""
    before = sorted(Path.cwd().rglob("*"))
    code, _, error = danvan(*words)
    assert code == 2, error
    assert error.count("\n") == 1, error
    assert sorted(Path.cwd().rglob("*")) == before
    return error


def encrypted() -> bytes:
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    )


def cut_workbook(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>" * 500)
    path.write_bytes(path.read_bytes()[:400])


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"text\nx\n")
        file.truncate((8 << 30) + 1)  # a hole: takes no room


WRONG = {
    "empty.csv": lambda p: p.write_bytes(b""),
    "blank.csv": lambda p: p.write_text(" \n\n"),
    "only-headings.csv": lambda p: p.write_text("Mã,Nội dung góp ý\n", "utf-8"),
    "no-text-column.csv": lambda p: p.write_text("Họ tên,Tuổi\nA,3\n", "utf-8"),
    "nothing-left.csv": lambda p: p.write_text('Mã,Nội dung góp ý\n1," "\n2,\n', "utf-8"),
    "cut.xlsx": cut_workbook,
    "no-workbook.xlsx": lambda p: p.write_bytes(b"PK not a zip"),
    "locked.xlsx": lambda p: p.write_bytes(encrypted()),
    "locked.docx": lambda p: p.write_bytes(encrypted()),
    "cut.parquet": lambda p: p.write_bytes(b"PAR1" + b"\0" * 40),
    "no-parquet.parquet": lambda p: p.write_bytes(b"hello"),
    "broken.jsonl": lambda p: p.write_text('{"text": \n[1,2\n', "utf-8"),
    "scan.pdf": lambda p: p.write_bytes(b"%PDF-1.7 ..."),
    "photo.csv": lambda p: p.write_bytes(b"\x89PNG\r\n\x1a\n...."),
    "old.doc": lambda p: p.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    "strange.xyz": lambda p: p.write_text("text\nxin chào\n", "utf-8"),
    "bytes.csv": lambda p: p.write_bytes(bytes(range(256)) * 20),
    "huge.csv": huge,
}


@pytest.mark.parametrize("name", WRONG)
def test_a_file_that_cannot_be_used_is_named_in_one_line(desk, name):
    """S26: what is wrong, where, and what to do; nothing is written."""
    WRONG[name](desk / name)
    error = refused(name, "--out", "ra")
    assert error.startswith(f"{name}")
    assert ";" in error or "." in error


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["khong-co.csv", "--out", "ra"], "khong-co.csv"),
        (["y-kien.csv", "--draft", "khong-co.md", "--out", "ra"], "khong-co.md"),
        (["y-kien.csv", "--policy", "khong-co.toml", "--out", "ra"], "khong-co.toml"),
        (["y-kien.csv", "khong-co.csv", "--out", "ra"], "khong-co.csv"),
        (["y-kien.csv", "--themes", "3", "--draft", "du-thao.md", "--out", "ra"], "--themes"),
        (["y-kien.csv", "--themes", "0", "--out", "ra"], "--themes"),
        (["y-kien.csv", "--seed", "-1", "--out", "ra"], "--seed"),
        (["y-kien.csv", "--seed", "99999999999", "--out", "ra"], "--seed"),
        (["y-kien.csv", "--out", "y-kien.csv"], "y-kien.csv"),
        (["y-kien.csv", "--out", "y-kien.csv/ra"], "y-kien.csv"),
        (["y-kien.csv", "--draft", ".", "--out", "ra"], "."),
    ],
)
def test_arguments_that_cannot_be_used_are_named_in_one_line(desk, words, named):
    assert named in refused(*words)


@pytest.mark.parametrize("text", ["", "Không có tiêu đề nào ở đây.\n"])
def test_a_draft_without_headings_is_refused(desk, text):
    (desk / "trang.md").write_text(text, encoding="utf-8")
    assert refused("y-kien.csv", "--draft", "trang.md", "--out", "ra").startswith("trang.md")


@pytest.mark.parametrize("kept", ["ghi-chu.txt", "report.docx", "synthesis.json", ".an"])
def test_a_folder_that_holds_other_things_is_left_alone(desk, kept):
    (desk / "ra").mkdir()
    (desk / "ra" / kept).write_text("của tôi", encoding="utf-8")
    assert refused("y-kien.csv", "--out", "ra").startswith("ra: ")
    assert (desk / "ra" / kept).read_text("utf-8") == "của tôi"


def test_a_note_laid_into_an_older_synthesis_is_not_lost_with_it(desk):
    assert danvan("y-kien.csv", "--out", "ra")[0] == 0
    (desk / "ra" / "ghi-chu.txt").write_text("của tôi", encoding="utf-8")
    refused("y-kien.csv", "--out", "ra")
    assert (desk / "ra" / "ghi-chu.txt").exists()


def test_an_older_synthesis_is_replaced_whole(desk):
    assert danvan("y-kien.csv", "--draft", "du-thao.md", "--out", "ra")[0] == 0
    before = (desk / "ra" / "synthesis.json").read_bytes()
    (desk / "y-kien.csv").write_text("text\nTôi nhất trí.\n", encoding="utf-8")
    assert danvan("y-kien.csv", "--out", "ra")[0] == 0
    assert (desk / "ra" / "synthesis.json").read_bytes() != before
    assert pq.read_table(desk / "ra" / "submissions.parquet").num_rows == 1
    assert sorted(path.name for path in desk.iterdir()) == ["du-thao.md", "ra", "y-kien.csv"]
    assert CliRunner().invoke(app, ["verify", "ra"]).exit_code == 0


def test_an_empty_folder_is_filled_and_missing_parents_are_made(desk):
    (desk / "trong").mkdir()
    assert danvan("y-kien.csv", "--out", "trong")[0] == 0
    assert danvan("y-kien.csv", "--out", "a/b/c")[0] == 0
    assert {path.name for path in (desk / "a/b/c").iterdir()} == {*FILES, SUMS}


def test_the_folder_holds_the_files_of_the_contract_and_verifies(desk):
    """S26, S69: one synthesis for one draft, proved as it is written."""
    code, said, error = danvan("y-kien.csv", "--draft", "du-thao.md", "--out", "ra")
    assert (code, error) == (0, "")
    assert {path.name for path in (desk / "ra").iterdir()} == {*FILES, SUMS}
    assert "report.html" in said
    assert CliRunner().invoke(app, ["verify", "ra"]).exit_code == 0


def test_the_tables_have_the_columns_of_the_contract(desk):
    danvan("y-kien.csv", "--draft", "du-thao.md", "--out", "ra")
    for name, wanted in (("submissions", SUBMISSIONS), ("opinions", OPINIONS)):
        schema = pq.read_schema(desk / "ra" / f"{name}.parquet")
        assert {column: schema.field(column).type for column in wanted} == wanted
        assert schema.names[:7] == [*wanted][:7]
    opinions = pq.read_table(desk / "ra" / "opinions.parquet")
    assert opinions["theme_id"].null_count == 0
    assert {len(near) <= 3 for near in opinions["section_top3"].to_pylist()} == {True}
    assert pq.read_table(desk / "ra" / "submissions.parquet")["submission_id"].to_pylist() == [
        f"k{at}" for at in range(12)
    ]


def test_the_document_has_the_fields_of_the_contract(desk):
    """S87: each statement has a count, a base, and the ids it counts."""
    danvan("y-kien.csv", "--draft", "du-thao.md", "--out", "ra")
    document = json.loads((desk / "ra" / "synthesis.json").read_text("utf-8"))
    assert document["schema"] == "danvan.synthesis/1"
    assert {"engine", "seed", "policy", "inputs"} <= {*document["made"]}
    wanted = {
        "sections": "key number title level parent opinions submissions",
        "themes": "id section_key label opinions submissions families stances minority "
        "representatives",
        "statements": "id section_key theme_id text quantifier count base unit opinion_ids quotes",
    }
    assert {*document["base"]} >= {
        *"rows submissions tallied people opinions families rejected".split()
    }
    for name, fields in wanted.items():
        assert document[name]
        for record in document[name]:
            assert {*fields.split()} <= {*record}
    quotes = [quote for s in document["statements"] for quote in s["quotes"]]
    assert {*quotes[0]} >= {"opinion_id", "start", "end", "quote"}


def test_themes_of_agreement_and_of_the_rest_have_fixed_addresses(desk):
    danvan("y-kien.csv", "--draft", "du-thao.md", "--out", "ra")
    document = json.loads((desk / "ra" / "synthesis.json").read_text("utf-8"))
    for theme in document["themes"]:
        cell, _, name = theme["id"].rpartition("/")
        assert cell == theme["section_key"]
        assert (name == "agreement") == (theme["kind"] == "agreement")
        assert (name == "other") == (theme["kind"] == "other")
    assert "general/agreement" in {theme["id"] for theme in document["themes"]}


def test_a_bad_row_is_put_aside_and_the_rest_is_synthesised(desk):
    """S86: a row that cannot be read is listed with its number and its reason."""
    text = GOOD + 'x1,"Đề nghị làm cầu.",I,web,nhiều lắm\nx2,,I,web,1\n'
    (desk / "y-kien.csv").write_text(text, encoding="utf-8")
    assert danvan("y-kien.csv", "--out", "ra")[0] == 0
    with (desk / "ra" / "rejects.csv").open(encoding="utf-8-sig", newline="") as source:
        rows = [*csv.reader(source)]
    assert rows[0] == ["source", "row", "reason", "text"]
    assert [(row[0], row[1], row[3]) for row in rows[1:]] == [
        ("y-kien.csv", "14", "Đề nghị làm cầu."),
        ("y-kien.csv", "15", ""),
    ]
    assert all(row[2] for row in rows[1:])
    assert pq.read_table(desk / "ra" / "submissions.parquet").num_rows == 12


def test_a_number_of_themes_can_be_fixed(desk):
    assert danvan("y-kien.csv", "--themes", "2", "--out", "ra")[0] == 0
    document = json.loads((desk / "ra" / "synthesis.json").read_text("utf-8"))
    of_section: dict[str, int] = {}
    for theme in document["themes"]:
        if theme["kind"] not in {"agreement", "aspect"}:
            of_section[theme["section_key"]] = of_section.get(theme["section_key"], 0) + 1
    assert max(of_section.values()) <= 2


def test_two_files_are_one_synthesis(desk):
    (desk / "them.jsonl").write_text('{"id": "j1", "text": "Tôi nhất trí."}\n', encoding="utf-8")
    assert danvan("y-kien.csv", "them.jsonl", "--out", "ra")[0] == 0
    document = json.loads((desk / "ra" / "synthesis.json").read_text("utf-8"))
    assert document["base"]["submissions"] == 13
    assert len(document["made"]["inputs"]) == 2


def test_a_stopped_run_leaves_nothing_behind(tmp_path):
    """Ctrl-C after the second stage: exit code 130, one line, no folder and no hidden one."""
    rows = "".join(
        f"{at},Đề nghị bổ sung số liệu năm {at} về xã {at * 7}.\n" for at in range(20_000)
    )
    (tmp_path / "y.csv").write_text(f"id,text\n{rows}", encoding="utf-8")
    command = [*COMMAND, "synthesize", "y.csv", "--out", "ra"]
    usual = os.environ | {"PYTHONUNBUFFERED": "1", "OMP_NUM_THREADS": "1"}
    with subprocess.Popen(
        command, cwd=tmp_path, env=usual, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        stages = 0
        for line in running.stdout:
            stages += line.startswith("·")
            if stages == 2:
                running.send_signal(signal.SIGINT)
                break
        _, error = running.communicate(timeout=60)
    assert running.returncode == 130
    assert error.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["y.csv"]


@pytest.mark.parametrize("stage", ["papers", "proof"])
def test_a_run_stopped_while_it_writes_leaves_the_older_synthesis_whole(desk, stage):
    assert danvan("y-kien.csv", "--out", "ra")[0] == 0
    before = {path.name: path.read_bytes() for path in (desk / "ra").iterdir()}

    def stopped(name: str, _done: int, _total: int) -> None:
        if name == stage:
            raise KeyboardInterrupt

    (desk / "y-kien.csv").write_text("text\nTôi nhất trí.\n", encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        run(Order([desk / "y-kien.csv"], desk / "ra"), stopped)
    assert {path.name: path.read_bytes() for path in (desk / "ra").iterdir()} == before
    assert sorted(path.name for path in desk.iterdir()) == ["du-thao.md", "ra", "y-kien.csv"]


def test_help_is_quick_and_loads_neither_django_nor_sklearn():
    code = (
        "import sys; from typer.testing import CliRunner; from danvan.site.cli import app\n"
        "assert CliRunner().invoke(app, ['synthesize', '--help']).exit_code == 0\n"
        "print([name for name in ('django', 'sklearn', 'scipy', 'pyarrow') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_program_runs_as_a_module():
    done = subprocess.run([*COMMAND, "--help"], capture_output=True, text=True, check=True)
    assert "synthesize" in done.stdout
