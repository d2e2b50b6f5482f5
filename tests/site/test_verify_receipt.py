"""`danvan verify-receipt` at the desk: proved, not proved, not usable; no network, no Django."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from danvan.site.cli import app

sys.path.insert(0, str(Path(__file__).parents[1] / "sense"))
from receipt_sample import DAYS, receipt, roots


@pytest.fixture
def desk(tmp_path, monkeypatch) -> Path:
    """A folder with a receipt and the published list, where the command is run."""
    written(tmp_path / "bien-nhan.json", receipt())
    written(tmp_path / "dau-van.json", roots())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(path: Path, content: object) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def danvan(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["verify-receipt", *map(str, words)])


def test_a_receipt_in_the_published_set_ends_with_nought(desk):
    done = danvan("bien-nhan.json", "--roots", "dau-van.json")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("Đạt: 2 ý kiến của biên nhận nằm trong 11 lượt góp ý")
    assert DAYS[1].root in done.stdout


def test_without_the_list_it_says_what_is_left_to_do(desk):
    done = danvan("bien-nhan.json")
    assert done.exit_code == 0
    assert "Hãy so dấu vân này với dấu vân ngày 14/07/2020 công bố tại" in done.stdout


def test_a_changed_word_ends_with_one(desk):
    content = receipt()
    content["opinions"][0]["text"] = "Tôi hoàn toàn nhất trí."
    written(desk / "bien-nhan.json", content)
    done = danvan("bien-nhan.json", "--roots", "dau-van.json")
    assert done.exit_code == 1
    assert "Ý kiến 1 (“Tôi hoàn toàn nhất trí.”) không khớp" in done.stdout
    assert done.stderr == "Không đạt: biên nhận không chứng minh được.\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "không phải tệp JSON"),
        (b"{", "không phải tệp JSON"),
        (b"\xff\xfe\x00", "không phải tệp JSON"),
        (b"[" * 100_000, "không phải tệp JSON"),
        (b"9" * 5000, "không phải tệp JSON"),
        (b"null", "không phải tệp"),
        (b'{"schema": "danvan.synthesis/1"}', "không phải tệp"),
    ],
    ids=["empty", "torn", "bytes", "deep", "number", "null", "another"],
)
@pytest.mark.parametrize("place", ["bien-nhan.json", "dau-van.json"])
def test_an_unusable_file_is_one_sentence_and_two(desk, place, content, said):
    (desk / place).write_bytes(content)
    done = danvan("bien-nhan.json", "--roots", "dau-van.json")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"{place}: {said}")
    assert done.stderr.count("\n") == 1


def test_a_missing_file_and_a_folder_are_told(desk):
    assert danvan("khong-co.json").stderr.startswith("khong-co.json: không có tệp này; hãy")
    assert danvan(desk).stderr.startswith(f"{desk}: không mở được; hãy")
    assert danvan("khong-co.json").exit_code == danvan(desk).exit_code == 2


def test_a_file_saved_by_an_office_computer_is_read(desk):
    """With the mark that some editors put before the first letter."""
    content = (desk / "bien-nhan.json").read_bytes()
    (desk / "bien-nhan.json").write_bytes(b"\xef\xbb\xbf" + content)
    assert danvan("bien-nhan.json").exit_code == 0


def test_it_needs_no_network_no_django_and_no_home(desk):
    code = (
        "import socket, sys\n"
        "def refused(*_): raise AssertionError('network')\n"
        "socket.socket = socket.create_connection = refused\n"
        "from danvan.site.cli import app\n"
        "app(['verify-receipt', 'bien-nhan.json', '--roots', 'dau-van.json'],"
        " standalone_mode=False)\n"
        "print([m for m in sys.modules if m.split('.')[0] == 'django'])"
    )
    home = desk / "home"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "DANVAN_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "[]"
    assert not home.exists()
