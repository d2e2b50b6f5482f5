"""Writes one paper of every kind from the demonstration, in both profiles."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from danvan.papers import report_docx, report_pdf
from danvan.papers.blocks import Paper
from danvan.papers.forms import conclusions, letter, minutes, submission
from danvan.papers.forms.conclusions import Conclusion, Notice
from danvan.papers.forms.issue import Issue, issued
from danvan.papers.forms.letter import Letter
from danvan.papers.forms.minutes import Minutes, Remark
from danvan.papers.forms.responses import Answer
from danvan.papers.forms.submission import Point, Submission
from danvan.papers.profile import Profile, profile
from danvan.sense.folder.masks import Masks
from danvan.sense.folder.report import Report
from danvan.sense.folder.responses import response_paper
from danvan.sense.words.numbers import print_count

TITLE = "dự thảo Báo cáo chính trị trình Đại hội đại biểu Đảng bộ tỉnh Bắc Giang"
HEAD = ("number", "on", "recipients")  # what a paper's text says of its issue
Content = dict[str, Any]


@dataclass(frozen=True)
class Made:
    """A synthesis as read back from its folder."""

    document: Content
    submissions: pa.Table
    opinions: pa.Table

    @classmethod
    def of(cls, folder: Path) -> Made:
        """Raises what a missing or broken file raises."""
        document = json.loads((folder / "synthesis.json").read_text(encoding="utf-8"))
        tables = (pq.read_table(folder / f"{n}.parquet") for n in ("submissions", "opinions"))
        return cls(document, *tables)


def write_papers(
    out: Path, synthesis: Path, profiles: Sequence[str] = ("party", "state")
) -> list[Path]:
    """Every kind of paper as .docx and .pdf in `out`, from the folder of a synthesis.

    Returns the files written, "party-letter.docx" and so on. Raises what the disk raises.
    """
    made = Made.of(synthesis)
    out.mkdir(parents=True, exist_ok=True)
    written = []
    for name in profiles:
        form = profile(name)
        for kind, paper in demonstration(made, form):
            for writer, ending in ((report_docx.write, "docx"), (report_pdf.write, "pdf")):
                path = out / f"{name}-{kind}.{ending}"
                writer(paper, path, form)
                written.append(path)
    return written


def demonstration(made: Made, form: Profile) -> Iterator[tuple[str, Paper]]:
    """Each kind's name and its paper in the format `form`."""
    texts = Texts.of(made.document["base"], form)
    yield "report", texts.report(made)
    yield "responses", texts.responses(made)
    yield "letter", letter.paper(Letter(**texts.content("letter")), texts.issue("letter"), form)
    memo = texts.content("submission")
    memo["points"] = tuple(Point(**point) for point in memo["points"])
    yield "submission", submission.paper(Submission(**memo), texts.issue("submission"), form)
    notice = texts.content("conclusions")
    notice["conclusions"] = tuple(Conclusion(**line) for line in notice["conclusions"])
    yield "conclusions", conclusions.paper(Notice(**notice), texts.issue("conclusions"), form)
    held = texts.content("minutes")
    held["remarks"] = tuple(Remark(**remark) for remark in held["remarks"])
    yield "minutes", minutes.paper(Minutes(**held), texts.issue("minutes"), form)


@dataclass(frozen=True)
class Texts:
    """The texts of the demonstration's papers, for one profile."""

    said: Content
    form: Profile

    @classmethod
    def of(cls, base: Content, form: Profile) -> Texts:
        """Read from `papers.toml`, with bodies and the counts of a synthesis in their places."""
        source = files("danvan.site.demo").joinpath("papers.toml").read_text(encoding="utf-8")
        said = tomllib.loads(source)
        names = said["bodies"][form.name]
        names |= {name: print_count(base[name]) for name in ("submissions", "opinions", "rejected")}
        return cls(filled(said, names), form)

    def content(self, kind: str) -> Content:
        return {name: value for name, value in self.said[kind].items() if name not in HEAD}

    def issue(self, kind: str) -> Issue:
        own = {name: self.said[kind][name] for name in HEAD if name in self.said[kind]}
        return Issue(**self.said["issue"][self.form.name] | own, notice=self.said["notice"])

    def report(self, made: Made) -> Paper:
        masks = Masks(made.submissions)
        paper = Report(made.document, made.submissions, made.opinions, TITLE, masks).paper()
        return issued(paper, self.issue("report"), self.form)

    def responses(self, made: Made) -> Paper:
        found = ((s["id"], self.answer(s)) for s in made.document["statements"])
        return response_paper(
            Masks(made.submissions).shown(made.document),
            made.submissions,
            made.opinions,
            title=TITLE,
            answers={name: answer for name, answer in found if answer},
            issue=self.issue("responses"),
            form=self.form,
        )

    def answer(self, statement: Content) -> Answer | None:
        """The first answer whose section holds the statement's and whose act is the statement's."""
        place = f"{statement['section_key']}."
        for rule in self.said["responses"]["answers"]:
            below = place.startswith(f"{rule['section']}.") if "section" in rule else True
            if below and rule["act"] == statement["act"]:
                return Answer(rule["disposition"], rule.get("text", ""))
        return None


def filled(value: Any, names: dict[str, str]) -> Any:
    """`value` with the names in its texts filled in, and tuples for lists."""
    if isinstance(value, str):
        return value.format_map(names)
    if isinstance(value, list):
        return tuple(filled(one, names) for one in value)
    if isinstance(value, dict):
        return {name: filled(one, names) for name, one in value.items()}
    return value
