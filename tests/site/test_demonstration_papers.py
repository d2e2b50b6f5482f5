"""Every kind of paper comes out of the demonstration in both profiles as a clerk takes it."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pypdfium2 as pdfium
import pytest

from danvan.papers.forms.responses import WORDS
from danvan.papers.lint import lint
from danvan.papers.profile import profile
from danvan.site.demo.papers import Made, Texts, write_papers
from danvan.site.demo.papers import demonstration as papers_of

KINDS = ["report", "responses", "letter", "submission", "conclusions", "minutes"]
NOTICE = "DỮ LIỆU TRÌNH DIỄN"


@pytest.fixture(scope="module")
def folder(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("papers") / "van-ban"
    written = write_papers(out, demonstration)
    assert sorted(path.name for path in written) == sorted(path.name for path in out.iterdir())
    return out


@pytest.mark.parametrize("form", ["party", "state"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_paper_passes_the_linter_without_error(folder: Path, form: str, kind: str) -> None:
    found = lint(folder / f"{form}-{kind}.docx", profile(form))
    assert [finding for finding in found.findings if finding.severity == "error"] == []


@pytest.mark.parametrize("form", ["party", "state"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_page_says_that_it_is_a_demonstration(folder: Path, form: str, kind: str) -> None:
    document = pdfium.PdfDocument(str(folder / f"{form}-{kind}.pdf"))
    for page in document:
        assert NOTICE in page.get_textpage().get_text_range()
    document.close()
    section = docx.Document(str(folder / f"{form}-{kind}.docx")).sections[0]
    for foot in (section.first_page_footer, section.footer):
        assert foot.paragraphs[0].text.startswith(NOTICE)


def test_the_response_table_holds_every_opinion_and_its_counts_add_up(
    demonstration: Path, folder: Path
) -> None:
    base = json.loads((demonstration / "synthesis.json").read_text(encoding="utf-8"))["base"]
    written = docx.Document(str(folder / "party-responses.docx"))
    closing = next(p.text for p in written.paragraphs if p.text.startswith("Cộng "))
    figures = [int(part.rpartition(": ")[2].rstrip(".").replace(".", ""))
               for part in closing.partition("trong đó: ")[2].split(";")]  # fmt: skip
    assert len(figures) == len(WORDS)
    assert sum(figures) == base["opinions"]


def test_no_count_of_contributors_below_the_threshold_is_named(demonstration: Path) -> None:
    made = Made.of(demonstration)
    least = made.document["made"]["policy"]["suppress"]
    paper = Texts.of(made.document["base"], profile("party")).responses(made)
    rows = next(block for block in paper.blocks if hasattr(block, "rows")).rows
    subjects = [part for row in rows for part in row[1].split("; ") if "(" in part]
    assert subjects
    for part in subjects:
        assert int(part.rpartition("(")[2].split()[0].replace(".", "")) >= least
    assert any("Ẩn danh" in row[1] for row in rows)


def test_nobody_is_named_in_the_papers(demonstration: Path) -> None:
    made = Made.of(demonstration)
    for form in ("party", "state"):
        for _, paper in papers_of(made, profile(form)):
            assert (paper.signature.name, paper.signature.beside_name) == ("", "")
