"""What became of the themes between two syntheses."""

from datetime import timedelta

import pytest
from django.db import connection
from tests.consultation.conftest import AT, KEY, ON
from tests.consultation.themes import synthesised

from danvan.consultation import actions
from danvan.consultation.models import Submission, Synthesis, Theme
from danvan.consultation.queries.comparing import _overlaps, comparison

PAGE = "/dieu-hanh/gop-y/van-kien-xix/tong-hop/"


@pytest.fixture
def rows(send):
    send(*(f"Đề nghị thứ {number}" for number in range(40)))
    return [*Submission.objects.order_by("pk")]


@pytest.fixture
def compare(analyst, asked, version, rows):
    """What became of themes: label → submissions, before and after."""

    def told(before, after):
        synthesised(version, {("I.1", k): v for k, v in before.items()}, 1, last=rows[-1].pk)
        synthesised(version, {("I.1", k): v for k, v in after.items()}, 2, last=rows[-1].pk)
        found = comparison(officer=analyst, consultation=asked, numbers=(2, 1))
        return {
            (matter.kind, labels(matter.before), labels(matter.after)): matter
            for matter in found.matters
        }

    return told


def labels(themes):
    return " + ".join(theme.label for theme in themes)


def test_what_is_the_same_and_what_has_another_name(compare, rows):
    found = compare(
        {"Đường": rows[:5], "Rác": rows[5:10]}, {"Đường": rows[:5], "Rác thải": rows[5:10]}
    )

    assert {*found} == {("same", "Đường", "Đường"), ("renamed", "Rác", "Rác thải")}


def test_what_came_anew_and_what_is_no_longer_there(compare, rows):
    found = compare({"Đường": rows[:5]}, {"Rác": rows[5:10]})

    assert {*found} == {("closed", "Đường", ""), ("born", "", "Rác")}


def test_one_that_became_several_and_several_that_became_one(compare, rows):
    found = compare(
        {"Đường": rows[:10], "Rác": rows[10:14], "Nước": rows[14:20]},
        {"Đường xã": rows[:6], "Đường thôn": rows[6:10], "Môi trường": rows[10:20]},
    )

    assert {*found} == {
        ("split", "Đường", "Đường xã + Đường thôn"),
        ("merged", "Nước + Rác", "Môi trường"),
    }


def test_a_piece_of_one_that_went_into_what_another_became_regroups_them(compare, rows):
    found = compare(
        {"A": rows[:10], "B": rows[10:14]},
        {"C": rows[:6], "D": [*rows[6:10], *rows[10:13]]},
    )

    assert {*found} == {("regrouped", "A + B", "D + C")}


def test_a_theme_that_grew_is_the_same_and_a_few_strays_split_nothing(compare, rows):
    """The old opinions tell who it is; what only one of the two has read tells nothing."""
    found = compare(
        {"Đường": rows[:4], "Rác": rows[4:12]},
        {"Đường": rows[:4] + rows[8:9] + rows[20:38], "Rác": rows[4:8] + rows[9:12]},
    )

    assert {*found} == {("same", "Đường", "Đường"), ("same", "Rác", "Rác")}
    assert found["same", "Đường", "Đường"].counts == (4, 23)


def test_one_that_is_mostly_new_was_born_though_a_few_came_from_another(compare, rows):
    """A fifth of all that it holds is the least."""
    found = compare({"Đường": rows[:10]}, {"Đường": rows[:8], "Cầu": rows[8:10] + rows[20:29]})

    assert {*found} == {("same", "Đường", "Đường"), ("born", "", "Cầu")}


def test_every_theme_is_in_one_matter_and_shared_opinions_add_up(compare, rows):
    found = compare(
        {f"T{n}": rows[n * 5 : n * 5 + 5] for n in range(8)},
        {f"U{n}": rows[n * 7 : n * 7 + 7] for n in range(5)},
    )
    told = [theme.pk for one in found.values() for theme in (*one.before, *one.after)]

    assert sorted(told) == sorted(Theme.objects.values_list("pk", flat=True))
    assert sum(one.shared for one in found.values()) <= 35


def test_counts_and_stances_are_told_before_and_after(compare, rows):
    matter = compare({"Đường": rows[:5]}, {"Đường": rows[:8]})["same", "Đường", "Đường"]

    assert matter.counts == (5, 8)
    assert matter.stances == [("đề nghị", 5, 8)]
    assert matter.shared == 5


def test_opinions_at_another_place_of_the_same_text_are_others(version, rows):
    """Two opinions of one submission never count for each other."""
    first = synthesised(version, {("I.1", "Đường"): rows[:3], ("I.2", "Cầu"): rows[3:6]}, 1)
    second = synthesised(version, {("I.1", "Đường"): rows[:3]}, 2)
    one, other = Synthesis.objects.order_by("number")

    assert _overlaps(one, other) == {(first["Đường"].pk, second["Đường"].pk): 3}
    assert _overlaps(other, one) == {(second["Đường"].pk, first["Đường"].pk): 3}


def test_what_both_read_is_counted_where_the_rows_are(version, rows, django_assert_num_queries):
    """One question, grouped; each row of one finds its other by an index."""
    synthesised(version, {("I.1", "Đường"): rows}, 1)
    synthesised(version, {("I.1", "Đường"): rows}, 2)
    one, other = Synthesis.objects.order_by("number")
    with django_assert_num_queries(1) as asked:
        _overlaps(one, other)
    said = asked.captured_queries[0]["sql"]

    assert "GROUP BY" in said
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {said}")
            plan = " | ".join(row[3] for row in cursor.fetchall())
        assert "SCAN" not in plan
        assert "synthesis_id=? AND submission_id=?" in plan


def test_what_came_in_between_is_told_in_numbers(send, asked, version, province, analyst, rows):
    synthesised(version, {("I.1", "Đường"): rows}, 1, last=rows[-1].pk)
    send("Mới", key=f"{KEY}9")
    actions.withdraw(submission=rows[0], on=ON + timedelta(days=1))
    way = actions.Through("web", province, ON)
    actions.correct(submission=rows[1], said=actions.Said("Sửa"), through=way, at=AT)
    late = [*Submission.objects.order_by("pk")[40:]]
    synthesised(version, {("I.1", "Đường"): rows[2:] + late}, 2, last=late[-1].pk)
    found = comparison(officer=analyst, consultation=asked, numbers=(1, 2))

    assert (found.between.new, found.between.corrected, found.between.withdrawn) == (1, 1, 1)
    assert found.shared == 38


def test_only_runs_that_are_done_and_one_s_own_are_compared(
    asked, version, analyst, stranger, rows
):
    synthesised(version, {("I.1", "Đường"): rows}, 1)
    synthesised(version, {("I.1", "Đường"): rows}, 2)
    Synthesis.objects.create(consultation=asked, version=version, number=3, asked_at=AT)

    assert comparison(officer=analyst, consultation=asked, numbers=(1, 2))
    assert comparison(officer=analyst, consultation=asked, numbers=(1, 3)) is None
    assert comparison(officer=analyst, consultation=asked, numbers=(1, 1)) is None
    assert comparison(officer=stranger, consultation=asked, numbers=(1, 2)) is None


# ---------------------------------------------------------------- the page


@pytest.fixture
def signed(client, analyst, two_factors):
    client.force_login(analyst)
    return client


def test_the_page_compares_with_the_run_before(signed, version, rows):
    found = {("I.1", "Đường"): rows[:5], ("III", "Bài học"): rows[5:9]}
    synthesised(version, found, 1)
    synthesised(version, {("I.1", "Đường xã"): rows[:6], ("III", "Bài học"): rows[6:9]}, 2)
    page = signed.get(f"{PAGE}2/so-sanh/").content.decode()

    assert "đổi tên" in page
    assert "5 → 6" in page
    assert page.index("Bảo vệ môi trường") < page.index("Phần III. Bài học kinh nghiệm")
    assert signed.get(f"{PAGE}1/so-sanh/?voi=2").content.decode().count("5 → 6") == 2
    one_kind = signed.get(f"{PAGE}2/so-sanh/?loai=same").content.decode()
    assert "Đường xã" not in one_kind
    assert signed.get(f"{PAGE}2/so-sanh/?voi=7").status_code == 404
    assert signed.get(f"{PAGE}7/so-sanh/").status_code == 404


def test_alone_the_page_says_what_it_is_for(signed, version, rows):
    synthesised(version, {("I.1", "Đường"): rows}, 1)

    assert "Mới có một lần tổng hợp" in signed.get(f"{PAGE}1/so-sanh/").content.decode()


def test_runs_of_other_parts_are_told_to_be_so(signed, version, rows):
    synthesised(version, {("I.1", "Đường"): rows}, 1)
    synthesised(version, {("I.1", "Đường"): rows[:9]}, 2, only={"channels": ["web"]})
    page = signed.get(f"{PAGE}2/so-sanh/").content.decode()

    assert "hai phạm vi khác nhau" in page
    assert "Chỉ gồm: kênh: trang mạng." in page
