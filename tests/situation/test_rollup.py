"""Roll-up: a unit's total is its own figure and its children's, at every tier and date (S28)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.situation.sending import month, send

from danvan.ledger.actions import SYSTEM
from danvan.situation.models import Figure, Indicator
from danvan.situation.models.rollup import (
    Span,
    rollup,
    rollup_by_period,
    rollup_of_children,
)
from danvan.units.actions import close_unit, move_unit, succeed
from danvan.units.models import Unit

JANUARY = Span("monthly", date(2020, 1, 1), date(2020, 1, 31))
MERGED = date(2020, 7, 1)
YEAR = Span("monthly", date(2020, 1, 1), date(2020, 12, 31))


@pytest.fixture
def meetings(db) -> Indicator:
    return Indicator.objects.create(
        code="hoi-nghi", label="Hội nghị", measure="cuộc", rollup="additive"
    )


@pytest.fixture
def solved(meetings) -> tuple[Indicator, Indicator, Indicator]:
    """Solved, raised, and the share of the one in the other."""
    part, whole = (
        Indicator.objects.create(code=code, label=code, measure="việc", rollup="additive")
        for code in ("da-giai-quyet", "phat-sinh")
    )
    rate = Indicator.objects.create(
        code="ty-le", label="Tỷ lệ", measure="%", rollup="rate", numerator=part, denominator=whole
    )
    return part, whole, rate


@pytest.fixture
def people(db) -> Indicator:
    return Indicator.objects.create(
        code="so-nguoi", label="Số người", measure="người", rollup="distinct"
    )


@pytest.fixture
def land(centre, province, commune, neighbour, found) -> dict[str, Any]:
    district = found("huyen-1", "Huyện Lục Nam", "district", province)
    deep = found("xa-3", "Xã Bình Sơn", "commune", district)
    return {
        "centre": centre,
        "province": province,
        "district": district,
        "communes": [commune, neighbour, deep],
    }


def test_a_total_is_what_each_unit_sent_added_up(land, tiers, meetings):
    period = month(land["province"], tiers["commune"], 2020, 1)
    for count, unit in enumerate((*land["communes"], land["district"], land["province"]), start=1):
        send(period, unit, {meetings: count})

    assert rollup(land["province"], JANUARY)["hoi-nghi"].value == 15
    assert rollup(land["district"], JANUARY)["hoi-nghi"].value == 3 + 4
    assert rollup(land["communes"][0], JANUARY)["hoi-nghi"].value == 1
    children = rollup_of_children(land["province"], JANUARY)
    assert {pk: total["hoi-nghi"].value for pk, total in children.items()} == {
        land["communes"][0].pk: 1,
        land["communes"][1].pk: 2,
        land["district"].pk: 7,
        land["province"].pk: 5,
    }


def test_zero_nothing_to_report_and_not_reported_stay_three_things(land, tiers, meetings):
    period = month(land["province"], tiers["commune"], 2020, 1)
    none, nothing, zero = land["communes"]
    send(period, none, {})
    send(period, nothing, {meetings: None})

    assert rollup(none, JANUARY) == {}
    alone = rollup(nothing, JANUARY)["hoi-nghi"]
    assert (alone.value, alone.told, alone.nothing) == (None, 0, 1)

    send(period, zero, {meetings: 0})
    whole = rollup(land["province"], JANUARY)["hoi-nghi"]
    assert (whole.value, whole.told, whole.nothing) == (0, 1, 1)


def test_a_rate_is_recomputed_and_distinct_people_are_never_summed(land, tiers, solved, people):
    part, whole, rate = solved
    period = month(land["province"], tiers["commune"], 2020, 1)
    send(period, land["communes"][0], {part: 1, whole: 1, people: 40})
    send(period, land["communes"][1], {part: 1, whole: 9, people: 60})

    found = rollup(land["province"], JANUARY)
    assert found[rate.code].value == 20, "not the mean of 100 % and 11 %"
    assert found[people.code].value is None
    assert found[people.code].told == 2


def test_a_correction_counts_once_and_the_past_can_still_be_asked_for(land, tiers, meetings):
    period = month(land["province"], tiers["commune"], 2020, 1)
    first = datetime(2020, 2, 1, tzinfo=UTC)
    send(period, land["communes"][0], {meetings: 4}, at=first)
    send(period, land["communes"][0], {meetings: 6}, at=first + timedelta(days=9))

    assert rollup(land["province"], JANUARY)["hoi-nghi"].value == 6
    then = rollup(land["province"], JANUARY, at=first + timedelta(days=1))
    assert then["hoi-nghi"].value == 4
    assert rollup(land["province"], JANUARY, at=first - timedelta(days=1)) == {}


def test_a_unit_that_took_in_others_whole_stands_for_them_before(land, tiers, meetings, found):
    old = land["communes"][:2]
    new = found("xa-moi", "Xã Tân Hương", "commune", land["province"], MERGED)
    for unit in old:
        send(month(land["province"], tiers["commune"], 2020, 6), unit, {meetings: 5})
        succeed(by=SYSTEM, before=unit, after=new, kind="merge", share=Decimal(1), on=MERGED)
        close_unit(by=SYSTEM, unit=unit, on=MERGED, why="sáp nhập")
    send(month(land["province"], tiers["commune"], 2020, 7), new, {meetings: 3})

    assert rollup(new, YEAR)["hoi-nghi"].value == 13
    assert rollup(land["province"], YEAR)["hoi-nghi"].value == 13, "nothing is counted twice"
    by_month = rollup_by_period(land["province"], YEAR)
    assert [total["hoi-nghi"].value for total in by_month.values()] == [10, 3]


VALUES = st.one_of(st.none(), st.decimals(0, 10**9, places=2))
SENT = st.dictionaries(
    st.tuples(st.integers(0, 5), st.integers(1, 3)),
    st.lists(VALUES, min_size=1, max_size=3),
    max_size=12,
)


@pytest.fixture
def moving(land) -> dict[str, Any]:
    """The same land, of which a commune leaves its district for the province in February."""
    deep = land["communes"][2]
    on = date(2020, 2, 1)
    move_unit(by=SYSTEM, unit=deep, parent=land["province"], on=on, why="sắp xếp lại")
    return land


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(sent=SENT)
def test_every_total_is_the_sum_of_its_parts(sent, moving, tiers, meetings):
    """Whatever is sent, corrected or left out: own and children give the unit, months the year."""
    land = moving
    units = [*land["communes"], land["district"], land["province"], land["centre"]]
    with transaction.atomic():
        point = transaction.savepoint()
        for (place, number), values in sent.items():
            period = month(land["centre"], tiers["commune"], 2020, number)
            for value in values:
                send(period, units[place], {meetings: value})
        for unit in units:
            _holds(unit, meetings)
        transaction.savepoint_rollback(point)


def _holds(unit: Unit, meetings: Indicator) -> None:
    months = rollup_by_period(unit, YEAR)
    year = rollup(unit, YEAR).get("hoi-nghi")
    assert _sum(total["hoi-nghi"].value for total in months.values()) == (year and year.value)
    for first_on, totals in months.items():
        span = Span("monthly", first_on, first_on + timedelta(days=30))
        parts = rollup_of_children(unit, span)
        assert _sum(part["hoi-nghi"].value for part in parts.values()) == totals["hoi-nghi"].value
        assert sum(part["hoi-nghi"].told for part in parts.values()) == totals["hoi-nghi"].told
        assert rollup(unit, span)["hoi-nghi"] == totals["hoi-nghi"]


def _sum(values: Any) -> Decimal | None:
    given = [value for value in values if value is not None]
    return sum(given, Decimal(0)) if given else None


def test_only_the_last_version_has_figures_that_count(land, tiers, meetings):
    period = month(land["province"], tiers["commune"], 2020, 1)
    for value in (1, 2, 3):
        send(period, land["communes"][0], {meetings: value})

    assert Figure.objects.count() == 3
    assert rollup(land["centre"], JANUARY)["hoi-nghi"].told == 1
