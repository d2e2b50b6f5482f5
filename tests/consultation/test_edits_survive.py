"""What people changed survives every later run: three runs, three hundred edits, new opinions."""

import csv
import random
from pathlib import Path

import pytest
from tests.consultation.conftest import AT

from danvan.consultation import actions, jobs
from danvan.consultation.models import Edit, Evidence, Opinion, Statement, Synthesis, Theme
from danvan.consultation.models.bench import bench_of
from danvan.consultation.models.recount import check_synthesis
from danvan.work.jobs import run_next
from danvan.work.models import Job

DEMO = Path(__file__).parents[2] / "src/danvan/site/demo/opinions.csv"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "uploads"


@pytest.fixture
def texts():
    with DEMO.open(encoding="utf-8-sig") as lines:
        return sorted({row["Nội dung góp ý"] for row in csv.DictReader(lines)})[:400]


@pytest.fixture
def run(asked, analyst):
    def make() -> Synthesis:
        synthesis = actions.ask_synthesis(by=analyst, consultation=asked, at=AT)
        run_next(jobs.KINDS, at=Job.objects.latest("pk").not_before)
        synthesis.refresh_from_db()
        assert synthesis.made_at, Job.objects.latest("pk").said
        assert check_synthesis(synthesis) == []
        return synthesis

    return make


@pytest.fixture
def said(send, texts):
    for at in range(0, 360, 40):
        send(*texts[at : at + 40], key=f"khoa-lan-{at:04}-0123456789012", section_key="I.1")


def where(synthesis):
    """The theme, by name and section, that each opinion stands in with all edits."""
    bench, found = bench_of(synthesis), {}
    for code, theme in bench.themes.items():
        for place in bench.members(code).values_list("submission", "start"):
            found[place] = (theme.section_key, theme.label)
    return found


def lost(expected, found):
    """Opinions that are not where they were put. Two of one text that people put into one theme, by
    the same stance, are one point: then the first of them stands for both."""
    of_text = {}
    for (owner, _), name in found.items():
        of_text.setdefault(owner, set()).add(name)
    return {
        place: name
        for place, name in expected.items()
        if found.get(place, name) != name or name not in of_text[place[0]]
    }


def own(synthesis):
    return [code for code, theme in bench_of(synthesis).themes.items() if not theme.lane]


class Editing:
    """Steps of all kinds where they make sense; what is touched gets a name of its own."""

    def __init__(self, synthesis, analyst, chance):
        self.synthesis, self.chance = synthesis, chance
        self.told = {"by": analyst, "synthesis": synthesis, "at": AT}

    def until(self, count):
        steps = [self.rename, self.move, self.split, self.merge, self.send, self.place]
        while (number := Edit.objects.count()) < count:
            self.bench = bench_of(self.synthesis)
            themes = self.bench.themes.items()
            self.codes = sorted(c for c, theme in themes if not theme.lane and theme.opinions)
            code = self.chance.choice(self.codes)
            rows = [*self.bench.members(code).order_by("pk").values_list("pk", flat=True)]
            steps[number % len(steps)](code, rows, f"Tên {number}")

    def rename(self, code, rows, name):
        actions.rename_theme(theme=code, text=name, **self.told)

    def move(self, code, rows, name):
        target = self.chance.choice([one for one in self.codes if one != code])
        actions.move_opinions(opinions=rows[:2], target=target, **self.told)
        self.rename(target, rows, name)

    def split(self, code, rows, name):
        if len(rows) > 3:
            actions.split_theme(theme=code, text=name, opinions=rows[:2], **self.told)
        self.rename(code, rows, f"{name}, còn lại")

    def merge(self, code, rows, name):
        section = self.bench.themes[code].section_key
        same = [c for c in self.codes if c != code and self.bench.themes[c].section_key == section]
        if same and len(self.codes) > 12:
            actions.merge_themes(theme=code, target=same[0], **self.told)
            code = same[0]
        self.rename(code, rows, f"{name}, gộp")

    def send(self, code, rows, name):
        section = self.chance.choice(["I.2", "II", "III"])
        if self.bench.themes[code].section_key != section:
            actions.send_theme(theme=code, section=section, **self.told)
        self.rename(code, rows, f"{name}, sang mục khác")

    def place(self, code, rows, name):
        actions.place_opinions(opinions=rows[:1], section="II", **self.told)
        self.rename(code, rows, name)


def test_three_hundred_edits_survive_three_runs(said, run, analyst, send, texts):
    """S75: what an analyst put right stays right, whatever arrives later."""
    chance, first = random.Random(7), run()  # noqa: S311 - the same edits each time
    Editing(first, analyst, chance).until(200)
    expected = where(first)
    assert len({name for name in expected.values() if name[1].startswith("Tên ")}) > 5

    second = run()
    assert second.follows == first
    assert lost(expected, where(second)) == {}

    Editing(second, analyst, chance).until(300)
    expected = where(second)
    send(*texts[360:], key="khoa-den-sau-0123456789012", section_key="I.1")
    third = run()
    found = where(third)
    assert lost(expected, found) == {}
    assert len(found) > len(expected)


def test_wordings_marks_and_pins_are_in_the_next_report(said, run, analyst):
    first = run()
    told = {"by": analyst, "synthesis": first, "at": AT}
    statement = Statement.objects.filter(scope="theme", theme__code__in=own(first)).first()
    pinned = statement.evidence.filter(end=0).first() or statement.evidence.first()
    code = statement.theme.code
    actions.word_statement(theme=code, act=statement.act, text="đề nghị nói rõ", **told)
    actions.mark_theme(theme=code, is_minority=not statement.theme.is_minority, **told)
    actions.pin_opinion(opinion=pinned.opinion_id, **told)

    for _ in range(2):
        found = run()
        worded = Statement.objects.get(synthesis=found, wording="đề nghị nói rõ")
        assert "đề nghị nói rõ" in worded.text
        assert worded.theme.is_minority is not statement.theme.is_minority
        first_quoted = Evidence.objects.get(statement__synthesis=found, is_pinned=True)
        assert first_quoted.opinion.submission_id == pinned.opinion.submission_id


def test_without_edits_the_next_run_finds_the_same(said, run):
    first, second = run(), run()
    assert [*Theme.objects.filter(synthesis=first).values_list("code", "label", "days")] == [
        *Theme.objects.filter(synthesis=second).values_list("code", "label", "days")
    ]
    assert sum(sum(theme.days.values()) for theme in first.themes.all()) == first.opinions_count
    assert Opinion.objects.filter(synthesis=second, theme__is_kept=True).count() == 0
