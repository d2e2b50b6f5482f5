"""The demonstration says what the article of 14 July 2020 says, each sentence with its opinions."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

DEMO = Path(__file__).parents[2] / "src/danvan/site/demo"


@pytest.fixture(scope="module")
def planted():
    return json.loads((DEMO / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def said(demonstration):
    return json.loads((demonstration / "synthesis.json").read_text(encoding="utf-8"))


def behind(statement) -> set[str]:
    return {name.rpartition(".")[0] for name in statement["opinion_ids"]}


def best(said, wanted: set[str], section: str, acts: set[str]):
    """The sentence whose evidence meets the planted opinions best, with precision and recall."""
    found = [s for s in said["statements"] if s["section_key"] == section and s["act"] in acts]
    meets = [(len(wanted & behind(s)), -len(behind(s)), s["id"], s) for s in found]
    met, _, _, statement = max(meets, key=lambda m: (2 * m[0] / (len(wanted) - m[1]), m[2]))
    return statement, met / len(behind(statement)), met / len(wanted)


ASKED = [
    ("environment_deeper", "I", "đánh giá sâu hơn về môi trường"),  # S74 S76
    ("tourism_results", "I", "du lịch"),  # S77
    ("new_rural_figures", "I", "bổ sung số liệu về nông thôn mới"),  # S78 S79
    ("cadres_more_specific", "II", "nêu cụ thể hơn về công tác cán bộ"),  # S80 S81 S82
    ("tourism_task", "IV", "bổ sung nhiệm vụ về phát triển du lịch"),  # S83 S84
]


@pytest.mark.parametrize(("finding", "section", "words"), ASKED)
def test_what_the_article_reports_of_a_part_stands_as_one_sentence(
    said, planted, finding, section, words
):
    """S74, S76, S77, S78, S79, S80, S82, S83, S84: the request, with most who made it behind it."""
    wanted = {*planted["findings"][finding]["ids"]}
    statement, precision, recall = best(said, wanted, section, {"add", "change"})
    assert words in statement["text"]
    assert statement["text"].lower().startswith(("một số ", "nhiều ", "có "))
    assert precision >= 0.75
    assert recall >= 0.6


@pytest.mark.parametrize("aspect", ["structure", "content", "theme"])
def test_most_opinions_praise_structure_content_and_theme(said, planted, aspect):
    """S70, S71, S72, S73: "hầu hết các ý kiến", of those that speak of this side of the draft."""
    findings = planted["findings"]
    wanted = {name for side in ("structure", "content", "theme") for name in findings[side]["ids"]}
    (statement,) = [
        s
        for s in said["statements"]
        if s["theme_id"] == f"general/{aspect}" and s["act"] == "agree"
    ]
    assert statement["text"].startswith("Hầu hết các ý kiến cho rằng")
    assert {*findings[aspect]["ids"]} & behind(statement)
    assert len(wanted & behind(statement)) >= 0.6 * len(behind(statement))


def test_nobody_spoke_of_part_three(said, demonstration):
    """S85: silence is printed."""
    part = {s["key"] for s in said["sections"] if s["key"].split(".")[0] == "III"}
    assert part
    assert not [s for s in said["statements"] if s["section_key"] in part]
    assert "chưa có ý kiến" in (demonstration / "report.html").read_text(encoding="utf-8")


def test_tourism_is_shown_once_with_both_its_parts(said):
    """S84: one matter in Parts I and IV."""
    parts = {
        s["section_key"]
        for s in said["statements"]
        if s["scope"] == "mention" and "du lịch" in s["phrase"]
    }
    assert {"I", "IV"} <= parts


def test_a_campaign_is_one_family_and_remarks_are_found(demonstration, planted):
    rows = pq.read_table(demonstration / "submissions.parquet").to_pylist()
    family = {row["submission_id"]: row["family_id"] for row in rows}
    remark = {row["submission_id"]: row["remark"] for row in rows}
    for campaign in planted["campaigns"].values():
        ids = [member["id"] for member in campaign["members"]]
        homes = [family[name] for name in ids]
        assert max(homes.count(home) for home in homes) >= 0.95 * len(ids)
        added = [m for m in campaign["members"] if m["remark"]]
        assert sum(bool(remark[m["id"]]) for m in added) >= 0.9 * len(added)


def test_most_objections_are_called_objections(demonstration, planted):
    """S75: of the planted objections few are lost, and all are behind some sentence."""
    opinions = pq.read_table(demonstration / "opinions.parquet").to_pylist()
    stances: dict[str, set[str]] = {}
    for row in opinions:
        stances.setdefault(row["submission_id"], set()).add(row["stance"])
    planted_ids = {name for subject in planted["objections"].values() for name in subject["ids"]}
    assert sum("object" in stances[name] for name in planted_ids) >= 0.7 * len(planted_ids)


def test_the_demonstration_ends_with_its_findings_and_its_report(tmp_path):
    """Two commands for a newcomer; the first ends by itself."""
    done = subprocess.run(
        [sys.executable, "-m", "danvan", "demo", "--no-serve"],
        capture_output=True,
        text=True,
        env={**os.environ, "DANVAN_HOME": str(tmp_path)},
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert "bổ sung nhiệm vụ về phát triển du lịch" in done.stdout
    assert "Chưa có ý kiến." in done.stdout
    page = (tmp_path / "trinh-dien" / "report.html").read_text(encoding="utf-8")
    assert "VĂN BẢN TRÌNH DIỄN" in page
