"""The workbench shows what the engine found with the edits over it, and every opinion once."""

from collections import Counter
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.consultation.conftest import AT
from tests.consultation.themes import synthesised

from danvan.consultation import actions
from danvan.consultation.models import Opinion, Submission
from danvan.consultation.models.bench import bench_of
from danvan.ledger.actions import SYSTEM

SAID = [f"Ý kiến thứ {number} về rác và du lịch" for number in range(14)]


@pytest.fixture
def synthesis(version, send):
    send(*SAID)
    rows = [*Submission.objects.order_by("pk")]
    synthesised(
        version,
        {
            ("I.1", "Thu gom rác"): rows[:5],
            ("I.1", "Nước thải"): rows[5:8],
            ("I.1", "other"): rows[8:10],
            ("I.2", "Du lịch"): rows[9:12],
            ("general", "agreement"): rows[12:],
            ("unplaced", "Chuyện khác"): rows[:1],
        },
    )
    return version.consultation.syntheses.get()


@pytest.fixture
def edit(synthesis):
    """Does an edit: `edit("rename_theme", theme="T0", text="Rác")`."""

    def make(what, **told):
        return getattr(actions, what)(by=SYSTEM, synthesis=synthesis, at=AT, **told)

    return make


def numbers(bench, code):
    return [*bench.members(code).order_by("pk").values_list("pk", flat=True)]


def shown(synthesis):
    """All of it that a screen shows."""
    bench = bench_of(synthesis)
    return {
        code: (one.section_key, one.label, one.is_minority, one.is_touched, one.opinions,
               dict(one.stances), one.days, numbers(bench, code))
        for code, one in bench.themes.items()
    }  # fmt: skip


def assert_whole(synthesis):
    """Every opinion is in one theme, and each figure is that of the members."""
    bench = bench_of(synthesis)
    assert sum(one.opinions for one in bench.themes.values()) == synthesis.opinions_count
    held = Counter()
    for code, one in bench.themes.items():
        rows = [*bench.members(code).select_related("submission")]
        assert bench.members(code).count() == len(rows) == one.opinions
        assert Counter(row.stance for row in rows) == one.stances
        assert Counter(f"{row.submission.received_on}" for row in rows) == one.days
        assert {bench.home(row) for row in rows} <= {code}
        held.update(row.pk for row in rows)
    assert len(held) == synthesis.opinions_count
    assert set(held.values()) == {1}


def test_without_edits_it_is_what_the_engine_found(synthesis):
    bench = bench_of(synthesis)

    assert [(one.code, one.label, one.opinions) for one in bench.themes.values()] == [
        *synthesis.themes.values_list("code", "label", "opinions_count")
    ]
    assert not any(one.is_touched for one in bench.themes.values())
    assert (bench.last, bench.pins, bench.wordings) == (0, set(), {})
    assert_whole(synthesis)


def test_a_chain_of_edits_counts_right_and_undone_leaves_nothing(synthesis, edit):
    before = shown(synthesis)
    first = numbers(bench_of(synthesis), "T0")

    edit("rename_theme", theme="T0", text="Rác thải")
    edit("merge_themes", theme="T0", target="T1")
    assert numbers(bench_of(synthesis), "T1")[:5] == first
    code = edit("split_theme", theme="T1", text="Rác ở chợ", opinions=first[:3])
    assert code == f"I.1/k{synthesis.pk}-3"
    edit("move_opinions", opinions=first[:1], target="T1")
    edit("move_opinions", opinions=first[1:2], target="T3")
    edit("send_theme", theme=code, section="II")
    assert_whole(synthesis)

    bench = bench_of(synthesis)
    assert "T0" not in bench.themes
    assert (bench.themes[code].section_key, numbers(bench, code)) == ("II", first[2:3])
    assert bench.themes["T1"].opinions == 6
    assert first[1] in numbers(bench, "T3")

    while actions.undo(by=SYSTEM, synthesis=synthesis, at=AT):
        assert_whole(synthesis)
    assert shown(synthesis) == before


def test_opinions_moved_into_a_theme_go_on_with_it(synthesis, edit):
    """Moved in, then merged away, then sent: they are where the theme went."""
    far = numbers(bench_of(synthesis), "T3")[0]
    edit("move_opinions", opinions=[far], target="T0")
    edit("merge_themes", theme="T0", target="T1")
    edit("send_theme", theme="T1", section="III")
    bench = bench_of(synthesis)

    assert far in numbers(bench, "T1")
    assert bench.themes["T1"].section_key == "III"
    assert bench.themes["T1"].code == "T1"
    assert_whole(synthesis)


def test_the_last_move_that_stands_holds(synthesis, edit):
    one = numbers(bench_of(synthesis), "T0")[0]
    edit("move_opinions", opinions=[one], target="T1")
    edit("move_opinions", opinions=[one], target="T3")
    assert bench_of(synthesis).homes == {one: "T3"}
    edit("undo")
    assert bench_of(synthesis).homes == {one: "T1"}
    assert_whole(synthesis)


def test_two_themes_of_two_sections_join_in_one_of_them(synthesis, edit):
    """A merge may lead to a theme that was sent; its code stays."""
    edit("send_theme", theme="T3", section="I.1")
    edit("merge_themes", theme="T0", target="T3")
    bench = bench_of(synthesis)

    assert (bench.themes["T3"].section_key, bench.themes["T3"].opinions) == ("I.1", 8)
    assert [one.code for one in bench.of_section("I.1")] == ["T3", "T1", "I.1/other"]
    assert bench.of_section("I.2") == []
    assert_whole(synthesis)


def test_pins_words_and_marks_are_shown_and_move_nothing(synthesis, edit):
    one = numbers(bench_of(synthesis), "T0")[0]
    edit("pin_opinion", opinion=one)
    edit("word_statement", theme="T1", act="add", text="đề nghị xử lý nước thải")
    edit("mark_theme", theme="T3", is_minority=True)
    bench = bench_of(synthesis)

    assert bench.pins == {one}
    assert bench.wordings == {("T1", "add"): "đề nghị xử lý nước thải"}
    assert bench.themes["T3"].is_minority
    assert {code for code, theme in bench.themes.items() if theme.is_touched} == {"T0", "T1", "T3"}
    assert bench.homes == {}
    assert_whole(synthesis)


def test_what_a_theme_said_ends_when_it_is_merged(synthesis, edit):
    edit("word_statement", theme="T0", act="add", text="x")
    edit("merge_themes", theme="T0", target="T1")

    assert bench_of(synthesis).wordings == {}


def test_a_section_of_which_nothing_was_left_shows_what_is_placed_there(synthesis, edit):
    odd = numbers(bench_of(synthesis), "T5")
    edit("place_opinions", opinions=odd, section="III")
    bench = bench_of(synthesis)

    assert [(one.code, one.opinions) for one in bench.of_section("III")] == [("III/other", 1)]
    assert bench.themes["T5"].opinions == 0
    assert_whole(synthesis)


def test_a_text_taken_out_still_counts_and_is_edited(synthesis, edit):
    one = numbers(bench_of(synthesis), "T0")[0]
    actions.withdraw(submission=Opinion.objects.get(pk=one).submission, on=AT.date())
    edit("move_opinions", opinions=[one], target="T1")

    assert_whole(synthesis)


def test_it_asks_three_questions_however_large_the_themes_are(synthesis, edit):
    for number in range(6):
        edit("rename_theme", theme="T0", text=f"Tên {number}")
    edit("move_opinions", opinions=numbers(bench_of(synthesis), "T0"), target="T1")
    with CaptureQueriesContext(connection) as asked:
        bench_of(synthesis)

    assert len(asked) == 3


STEPS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 50), st.integers(0, 50)), max_size=12)


def step(synthesis, what, one, other):
    """Some edit; what makes no sense is refused and changes nothing."""
    bench = bench_of(synthesis)
    codes = [*bench.themes, "III/other"]
    theme, target = codes[one % len(codes)], codes[other % len(codes)]
    every = [*synthesis.opinions.order_by("pk").values_list("pk", flat=True)]
    few = sorted({every[one % len(every)], every[other % len(every)], every[(one * other) % 9]})
    section = ("general", "I.1", "I.2", "II")[other % 4]
    own = numbers(bench, theme)[: 1 + other % 3] if theme in bench.themes else few
    steps = (
        ("rename_theme", {"theme": theme, "text": f"Tên {other}"}),
        ("merge_themes", {"theme": theme, "target": target}),
        ("split_theme", {"theme": theme, "text": "Nhóm mới", "opinions": own}),
        ("move_opinions", {"opinions": few, "target": target}),
        ("send_theme", {"theme": theme, "section": section}),
        ("pin_opinion", {"opinion": few[0]}),
        ("place_opinions", {"opinions": few, "section": section}),
        ("undo", {}),
    )
    name, told = steps[what]
    with suppress(ValidationError), transaction.atomic():
        getattr(actions, name)(by=SYSTEM, synthesis=synthesis, at=AT, **told)


@given(STEPS)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_after_any_edits_every_opinion_is_in_one_theme_and_undone_all_is_as_found(synthesis, steps):
    with transaction.atomic():
        before = shown(synthesis)
        for what, one, other in steps:
            step(synthesis, what, one, other)
            assert_whole(synthesis)
        while actions.undo(by=SYSTEM, synthesis=synthesis, at=AT):
            pass
        assert shown(synthesis) == before
        transaction.set_rollback(True)
