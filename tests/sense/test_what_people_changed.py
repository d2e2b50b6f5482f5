"""What people changed in a synthesis stands in the next one, and nothing else moves."""

import json
from pathlib import Path

import pyarrow as pa
import pytest

from danvan.sense import intake, job
from danvan.sense.folder import Unproven
from danvan.sense.heads.store import shipped
from danvan.sense.policy import Policy
from danvan.sense.synthesis import MEMBERS, Edits, KeptTheme, Options, synthesize

DEMO = Path(__file__).parents[2] / "src/danvan/site/demo"
NAMED, SPLIT = "Tên do người đặt", "Phần tách ra"
WORDS = "đề nghị nói rõ hơn"


def quiet(*_):
    pass


def members(rows):
    return pa.table([list(column) for column in zip(*rows, strict=True)], schema=MEMBERS)


def places(made):
    told = made.opinions.select(["submission_id", "start", "theme_id"]).to_pylist()
    return {(row["submission_id"], row["start"]): row["theme_id"] for row in told}


@pytest.fixture(scope="module")
def given():
    return intake.read([DEMO / "opinions.csv"], quiet), intake.draft(DEMO / "draft.md")


@pytest.fixture(scope="module")
def run(given):
    read, draft = given

    def make(edits=None, table=read.table):
        options = Options(edits=edits) if edits else Options()
        return synthesize(table, draft, Policy(), shipped(), options, quiet)

    return make


@pytest.fixture(scope="module")
def before(run):
    return run()


@pytest.fixture(scope="module")
def edits(before):
    """Of the two largest themes, one is named anew and a third of it split off; of the other, all
    stand alone; ten opinions without a section go to one."""
    large = sorted(
        (t for t in before.document["themes"] if t["kind"] in {"main", "small"}),
        key=lambda theme: (-theme["opinions"], theme["id"]),
    )
    first, second, third = (theme["id"] for theme in large[:3])
    section = first.rpartition("/")[0]
    named, split, sent = (
        KeptTheme("k1-1", section, NAMED),
        KeptTheme("k1-2", section, SPLIT, True),
        KeptTheme("k1-3", "II", "Chuyển sang Phần II"),
    )
    said = places(before)
    of_first = sorted(place for place, theme in said.items() if theme == first)
    rows = [(*p, (split if at % 3 == 0 else named).id) for at, p in enumerate(of_first)]
    alone = f"{second.rpartition('/')[0]}/other"
    rows += [(*p, alone) for p, theme in sorted(said.items()) if theme == second]
    rows += [(*p, sent.id) for p, theme in sorted(said.items()) if theme == third][:10]
    return Edits(
        (named, split, sent), members(rows), {(named.id, "add"): WORDS}, frozenset({of_first[4]})
    )


@pytest.fixture(scope="module")
def after(run, edits):
    return run(edits)


def test_every_opinion_that_somebody_placed_is_there(edits, after):
    said = places(after)
    rows = zip(*edits.members.to_pydict().values(), strict=True)
    assert {(owner, start): said[owner, start] for owner, start, _ in rows} == {
        (owner, start): theme
        for owner, start, theme in zip(*edits.members.to_pydict().values(), strict=True)
    }


def test_names_marks_wordings_and_quotes_are_people_s(edits, after):
    themes = {theme["id"]: theme for theme in after.document["themes"]}
    named, split, sent = (themes[kept.id] for kept in edits.themes)
    assert [named["label"], split["label"]] == [NAMED, SPLIT]
    assert split["minority"]
    assert split["marked"]
    assert sent["section_key"] == "II"
    worded = [s for s in after.document["statements"] if s.get("wording")]
    assert [s["theme_id"] for s in worded] == [named["id"]]
    assert WORDS in worded[0]["text"]
    assert worded[0]["text"].lower().startswith(worded[0]["quantifier"])
    pinned = [q for s in after.document["statements"] for q in s["quotes"] if q.get("pinned")]
    assert len(pinned) == 1


def test_no_other_opinion_moves(before, edits, after):
    placed = set(
        zip(*edits.members.select(["submission_id", "start"]).to_pydict().values(), strict=True)
    )
    touched = {places(before)[place] for place in placed}
    was = {p: theme for p, theme in places(before).items() if theme not in touched}
    assert {p: theme for p, theme in places(after).items() if p in was} == was
    assert len(after.opinions) == len(before.opinions)


def test_the_order_of_rows_changes_nothing(given, run, edits, after):
    table = given[0].table
    again = run(edits, table.sort_by([("text", "descending"), ("submission_id", "ascending")]))
    assert json.dumps(again.document) == json.dumps(after.document)


def test_kept_once_more_it_is_the_same(run, edits, after):
    """A run that takes over what the run before took over: nothing moves."""
    rows = [
        (owner, start, theme)
        for (owner, start), theme in places(after).items()
        if "/k1-" in theme or (owner, start, theme) in set(
            zip(*edits.members.to_pydict().values(), strict=True)
        )
    ]  # fmt: skip
    again = run(Edits(edits.themes, members(rows), edits.wordings, edits.pins))
    assert places(again) == places(after)


def test_one_of_equal_texts_is_moved_alone(given, run, before):
    texts = given[0].table["text"].to_pylist()
    ids = given[0].table["submission_id"].to_pylist()
    twice = next(text for text in texts if texts.count(text) > 2)
    same = [one for one, text in zip(ids, texts, strict=True) if text == twice]
    said = {place: theme for place, theme in places(before).items() if place[0] in same}
    place = next(p for p in said if p[0] == same[1])
    kept = KeptTheme("k9-1", said[place].rpartition("/")[0], "Một mình")
    found = places(run(Edits((kept,), members([(*place, kept.id)]))))
    assert [p for p, theme in found.items() if theme == kept.id] == [place]


def test_a_text_that_is_gone_is_passed_over(given, run, edits):
    table = given[0].table
    gone = edits.members["submission_id"][0].as_py()
    rest = table.filter(pa.compute.not_equal(table["submission_id"], gone))
    made = run(edits, rest)
    assert made.document["base"]["submissions"] == len(table) - 1


def test_the_report_of_it_is_proved(given, edits, tmp_path):
    read, draft = given
    known = job.Given(read, draft, Policy(), edits=edits)
    made = job.made(job.Order((), tmp_path / "ket-qua"), known, quiet)
    assert made["made"]["edits"] == edits.digest()


def test_a_wording_cannot_change_its_figures(given, edits, tmp_path, monkeypatch):
    """The proof reads the sentence: without its bracket it is refused."""
    read, draft = given
    known = job.Given(read, draft, Policy(), edits=edits)
    monkeypatch.setattr("danvan.sense.statements.bracket", lambda *_: "(9/9 ý kiến; 100 %)")
    with pytest.raises(Unproven):
        job.made(job.Order((), tmp_path / "ket-qua"), known, quiet)
