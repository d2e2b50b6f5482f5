"""The benchmarks' runner: it names what it cannot measure, and what it prints can be read back."""

import json
import math
import sys
from collections import Counter
from io import StringIO
from pathlib import Path
from unicodedata import normalize

import numpy as np
import pytest
from rich.console import Console
from typer import Exit
from typer.testing import CliRunner

from danvan.site.bench import run as runner
from danvan.site.bench.figure import Figure
from danvan.site.bench.gold import closest
from danvan.site.bench.laws import Counts, moved, resized
from danvan.site.bench.markdown import HEAD, as_json, from_json, main, markdown
from danvan.site.bench.measure import measured
from danvan.site.bench.minority import SHOWN
from danvan.site.bench.peers.environment import environment
from danvan.site.bench.scores import accuracy, b_cubed, macro_f1
from danvan.site.cli import app
from danvan.site.cli import stop as stopped

FIGURES = [
    Figure("themes", "a.jsonl", 12_345, "NMI", 0.72341, "≥ 0.72", True, "", 3.25, 300 * 1024**2),
    Figure("topics", "b.jsonl", 10, "times our CPU", 4.0, "≥ 5", False, "BERTopic | 10"),
    Figure("routing", "–", 0, "bỏ qua: thiếu dữ liệu", float("nan")),
]


# ---------------------------------------------------------------- figures in words


def test_every_figure_is_one_line_of_the_markdown_table():
    lines = markdown(FIGURES).splitlines()
    assert lines[0] == f"| {' | '.join(HEAD)} |"
    assert lines[2] == "| themes | a.jsonl | 12,345 | NMI | 0.723 | ≥ 0.72 | yes | – | 3.2 | 300 |"
    assert lines[3].split(" | ")[4:8] == ["4", "≥ 5", "no", "BERTopic \\| 10"]
    assert lines[4].split(" | ")[2:7] == ["–", "bỏ qua: thiếu dữ liệu", "–", "–", "–"]
    assert len(lines) == 2 + len(FIGURES)


def test_json_reads_back_as_the_same_figures_and_holds_no_nan():
    text = as_json({"cores": 2}, FIGURES)
    json.loads(text, parse_constant=pytest.fail)
    machine, figures = from_json(text)
    assert machine == {"cores": 2}
    assert figures[:2] == FIGURES[:2]
    assert math.isnan(figures[2].value)


def test_the_markdown_program_prints_the_table_of_a_json_file(tmp_path, capsys):
    file = tmp_path / "số liệu.json"
    file.write_text(as_json({"cores": 2, "Python": "3.11"}, FIGURES), encoding="utf-8")
    main(str(file))
    assert capsys.readouterr().out == f"cores 2, Python 3.11\n\n{markdown(FIGURES)}"


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"machine": {}, "figures": [{"a": 1}]}'])
def test_a_file_that_holds_no_figures_is_named_in_one_line(tmp_path, content):
    file = tmp_path / "khác.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(SystemExit, match=r"khác\.json: không đọc được"):
        main(str(file))


# ---------------------------------------------------------------- what a program costs


def test_a_program_is_charged_for_its_memory_and_its_children(tmp_path):
    child = "x = bytearray(80_000_000); import time; time.sleep(.6)"
    parent = (
        "import subprocess, sys; y = bytearray(80_000_000);"
        f" subprocess.run([sys.executable, '-c', {child!r}]); print('xong')"
    )
    spent = measured([sys.executable, "-c", parent])
    assert (spent.code, spent.last) == (0, "xong")
    assert 160_000_000 < spent.memory < 220_000_000
    assert spent.wall >= 0.6


def test_processor_seconds_of_a_child_that_ended_are_counted():
    busy = "import time\nwhile time.process_time() < .3: pass"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {busy!r}])"
    assert 0.3 <= measured([sys.executable, "-c", parent]).cpu < 3


def test_a_program_that_fails_tells_its_code_and_last_line():
    spent = measured([sys.executable, "-c", "import sys; sys.exit('không chạy được')"])
    assert (spent.code, spent.last) == (1, "không chạy được")


def test_one_thread_is_asked_of_every_library():
    show = "import os; print(os.environ['OMP_NUM_THREADS'], os.environ['NUMBA_NUM_THREADS'])"
    assert measured([sys.executable, "-c", show], one_thread=True).last == "1 1"


# ---------------------------------------------------------------- the command


def test_an_unknown_name_is_refused_with_the_names_that_exist():
    done = CliRunner().invoke(app, ["bench", "nhanh"])
    assert done.exit_code == 2
    assert len(done.output.splitlines()) == 1
    for name in ("nhanh", "quality", "speed", *runner.JOBS):
        assert name in done.output


def test_a_folder_that_is_missing_is_said_before_anything_is_measured(tmp_path):
    file = tmp_path / "chưa có" / "a.json"
    done = CliRunner().invoke(app, ["bench", "laws", "--json", str(file)])
    assert done.exit_code == 2
    assert "không có thư mục này" in done.output.replace("\n", " ")


def test_groups_name_jobs_that_exist_and_all_is_every_job():
    grouped = {job for jobs in runner.GROUPS.values() for job in jobs}
    assert grouped == {*runner.JOBS}
    assert runner.chosen(None, stopped) == [*runner.JOBS]


def test_data_that_is_not_there_is_said_once_and_every_job_is_named(tmp_path):
    file, words = tmp_path / "a.json", StringIO()
    runner.run("quality", file, Console(file=words, width=400), stopped, checkout=tmp_path)
    said = [line for line in words.getvalue().splitlines() if "../shared/data" in line]
    assert len(said) == 1
    assert all(job in said[0] for job in runner.GROUPS["quality"])
    _, figures = from_json(file.read_text(encoding="utf-8"))
    assert [figure.job for figure in figures] == [*runner.GROUPS["quality"]]
    assert all(math.isnan(figure.value) and figure.good is None for figure in figures)


def test_data_is_looked_for_beside_a_checkout_only(tmp_path):
    checkout = tmp_path / "main"
    (tmp_path / "shared/data").mkdir(parents=True)
    checkout.mkdir()
    assert runner.shared_beside(checkout) is None
    (checkout / "pyproject.toml").touch()
    assert runner.shared_beside(checkout) == tmp_path / "shared"


def test_the_machine_is_described_without_its_name():
    about = runner.machine()
    assert about["cores"] >= 1
    assert about["CPU"]
    assert {*about} == {"cores", "CPU", "Python", "system"}


def test_a_place_that_cannot_be_written_is_said_and_leaves_nothing(tmp_path):
    with pytest.raises(Exit):
        runner.written(tmp_path, "{}", stopped)
    assert [*tmp_path.parent.glob(".*.part")] == []


def test_an_environment_whose_packages_cannot_be_had_is_none_and_leaves_nothing(tmp_path):
    missing = str(tmp_path / "không-có.whl")
    assert environment(tmp_path, "peer", [missing]) is None
    assert [*tmp_path.iterdir()] == []


def test_an_environment_is_made_once(tmp_path):
    home = tmp_path / "env-peer"
    home.mkdir()
    (home / "packages.txt").write_text("one\ntwo", encoding="utf-8")
    assert environment(tmp_path, "peer", ["one"], ["two"]) == home / "bin" / "python"
    assert [file.name for file in home.iterdir()] == ["packages.txt"]


# ---------------------------------------------------------------- scores


def test_b_cubed_by_hand():
    precision, recall, f = b_cubed("aaab", "xxyy")
    assert precision == pytest.approx((1 + 1 + 0.5 + 0.5) / 4)
    assert recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert f == pytest.approx(2 * precision * recall / (precision + recall))


def test_accuracy_finds_the_best_match_of_names():
    assert accuracy(np.array([0, 0, 1, 2]), np.array([2, 2, 0, 0])) == 0.75


def test_macro_f1_counts_what_was_missed():
    assert macro_f1(["a", "a", "b"], ["a", "", "b"]) == pytest.approx((2 / 3 + 1) / 2)


def test_a_point_is_met_by_the_opinion_that_shares_most_of_it():
    said = [{"start": 0, "end": 10}, {"start": 10, "end": 30}]
    text = "x" * 40
    assert closest(text, {"start": 5, "end": 20}, said) == said[1]
    assert closest(text, {"start": 5, "end": 15}, said) == said[0]
    assert closest(text, {"start": 30, "end": 40}, said) is None
    assert closest(text, {"start": 0, "end": 4}, []) is None


def test_a_point_in_decomposed_text_is_looked_up_where_it_stands_once_composed():
    text = normalize("NFD", "Đề nghị làm đường")
    said = [{"start": 0, "end": 7}, {"start": 8, "end": 12}, {"start": 13, "end": 17}]
    assert closest(text, {"start": text.index("l"), "end": text.index("m") + 1}, said) == said[1]


def test_what_moved_between_two_runs_is_counted_both_ways():
    one = Counts(Counter({("a", "I", "agree"): 2}), Counter({"I/1": 2}), b"", proven=True)
    other = Counts(
        Counter({("a", "I", "agree"): 1, ("a", "II", "agree"): 1}),
        Counter({"I/1": 1, "II/1": 1}),
        b"",
        proven=True,
    )
    assert moved(one, other) == 2
    assert resized(one, other) == 2
    assert moved(one, one) == resized(one, one) == 0


def test_opinions_shown_in_a_page_are_found_by_what_the_page_writes(tmp_path):
    """The pattern reads the real report, so a change of the page is noticed here."""
    opinions = tmp_path / "ý kiến.csv"
    opinions.write_text(
        "id,text\na-1,Đề nghị mở thêm lớp mầm non ở thôn Hạ\nb 2,Không tán thành việc thu phí\n",
        encoding="utf-8",
    )
    out = tmp_path / "ra"
    done = CliRunner().invoke(app, ["synthesize", str(opinions), "--out", str(out)])
    assert done.exit_code == 0, done.output
    page = (out / "report.html").read_text(encoding="utf-8")
    assert {"a-1.1", "b 2.1"} == {*SHOWN.findall(page)}


def test_the_checkout_is_where_the_project_is_described():
    assert (runner.CHECKOUT / "pyproject.toml").is_file()
    assert Path(runner.__file__).is_relative_to(runner.CHECKOUT)
