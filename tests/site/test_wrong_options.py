"""A command asked for in a way it does not know answers in one Vietnamese sentence."""

import pytest
from typer.testing import CliRunner

from danvan.site.cli import app

WRONG = [
    (["synthesize"], "danvan synthesize: thiếu OPINIONS"),
    (["synthesize", "a"], "danvan synthesize: thiếu --out"),
    (["synthesize", "a", "--out"], "--out cần một giá trị đi kèm"),
    (["synthesize", "a", "--ou", "x"], "không có tùy chọn --ou (gần nhất: --out)"),
    (["synthesize", "a", "--out", "x", "--seed", "abc"], "--seed có giá trị không dùng được"),
    (["synthesize", "a", "--out", "x", "--papers", "y"], "(chọn một trong: 'party', 'state')"),
    (["khong-co"], "không có lệnh khong-co"),
    (["verify"], "thiếu FOLDER"),
    (["verify", "a", "b"], "thừa b"),
    (["--khong-co"], "không có tùy chọn --khong-co"),
]


@pytest.mark.parametrize(
    ("words", "named"), WRONG, ids=lambda value: value if isinstance(value, str) else ""
)
def test_what_is_wrong_is_named_with_where_to_read_on(words, named):
    result = CliRunner().invoke(app, words)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert named in result.stderr
    assert result.stderr.endswith(" --help.\n")


@pytest.mark.parametrize("words", [["--help"], ["synthesize", "--help"], ["template", "--help"]])
def test_help_is_given_where_it_is_asked_for(words):
    result = CliRunner().invoke(app, words)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Usage" in result.stdout


def test_without_a_command_the_list_of_commands_is_shown():
    result = CliRunner().invoke(app, [])
    assert result.exit_code == 2
    assert "synthesize" in result.output
