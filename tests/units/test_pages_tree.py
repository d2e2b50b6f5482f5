"""The list of units: as at a day, by words, by tier, below a unit; and the same as a file."""

import csv
import io
from datetime import date

import pytest

from danvan.ledger.actions import SYSTEM
from danvan.units.actions import close_unit, import_units
from danvan.units.models import Plan, Unit, UnitVersion

TREE, FILE = "/dieu-hanh/don-vi/", "/dieu-hanh/don-vi/xuat.csv"


def rows_of(answer) -> list[dict[str, str]]:
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def listed(client, **asked) -> set[str]:
    """The names that the file holds; that the page holds the same is asked apart."""
    return {row["name"] for row in rows_of(client.get(FILE, asked))}


def test_with_nothing_asked_the_top_of_what_one_may_see(client, admin, commune, neighbour):
    assert listed(client) == {"Tỉnh Bắc Giang"}


def test_an_officer_of_two_units_sees_each_once(client, employ, commune, neighbour, province):
    officer = employ("hai-noi", commune)
    officer.roles.create(unit=neighbour, role="editor", valid_from=date(2020, 1, 1))
    client.force_login(officer)

    assert listed(client) == {"Xã Tân Hưng", "Xã Hương Sơn"}


@pytest.mark.parametrize("typed", ["huong son", "Hương Sơn", "HƯƠNG", "xa-2", "Hu\u031bo\u031bng"])
def test_units_are_found_with_and_without_marks_and_by_code(
    client, admin, commune, neighbour, typed
):
    assert listed(client, q=typed) == {"Xã Hương Sơn"}


def test_all_below_a_unit_through_all_tiers(client, admin, province, commune, found):
    found("thon-1", "Thôn Đông", "commune", commune)

    assert listed(client, duoi=province.pk) == {"Xã Tân Hưng", "Thôn Đông"}
    assert listed(client, duoi=commune.pk) == {"Thôn Đông"}


def test_a_tier_and_a_kind_narrow_the_list(client, admin, commune, neighbour):
    assert listed(client, cap="commune") == {"Xã Tân Hưng", "Xã Hương Sơn"}
    assert listed(client, loai="front") == set()


def test_the_list_is_as_at_the_day_in_the_address(client, admin, commune):
    close_unit(by=SYSTEM, unit=commune, on=date(2025, 7, 1), why="sáp nhập")

    assert listed(client, q="Tân Hưng", on="2025-06-30") == {"Xã Tân Hưng"}
    assert listed(client, q="Tân Hưng", on="2025-07-01") == set()


def test_the_file_holds_what_the_page_lists_and_can_be_brought_in_again(
    client, admin, commune, neighbour, words
):
    asked = {"cap": "commune", "on": "2021-01-01"}
    said, rows = words(client.get(TREE, asked)), rows_of(client.get(FILE, asked))

    assert all(row["name"] in said for row in rows)
    assert len(rows) == 2
    plan = Plan.of(["﻿" + ",".join(rows[0]), *(",".join(row.values()) for row in rows)])
    assert plan.faults == []
    assert plan.kept == {"xa-1", "xa-2"}


def test_a_unit_of_elsewhere_has_nothing_below_it(client, admin, other_province, found):
    found("xa-la", "Xã Lạ", "commune", other_province)

    assert listed(client, duoi=other_province.pk) == set()


def test_formulas_in_names_stay_words_in_the_file(client, admin, province, found):
    found("xa-3", "=1+1", "commune", province)

    assert listed(client, q="1+1") == {"'=1+1"}


# ---------------------------------------------------------------- as many questions for 60 as for 5


@pytest.fixture
def many(province, tiers):
    """A unit with so many below it, each with an officer, a succession and a function."""
    from danvan.units.models import Function, Officer, RoleAssignment, UnitSuccession

    def make(count: int) -> Unit:
        lines = [f"n{n},place,commune,tinh-24,Xã số {n},,xã,,2020-01-01," for n in range(count)]
        head = "code,kind,tier,parent,name,short_name,designation,symbol,valid_from,valid_to"
        import_units(by=SYSTEM, plan=Plan.of([head, *lines]))
        units = list(Unit.objects.filter(code__startswith="n"))
        since = date(2020, 1, 1)
        officers = Officer.objects.bulk_create(
            Officer(username=f"cb{n}", full_name=f"Cán bộ {n}") for n in range(count)
        )
        RoleAssignment.objects.bulk_create(
            RoleAssignment(officer=o, unit=u, role="collector", valid_from=since)
            for o, u in zip(officers, units, strict=True)
        )
        RoleAssignment.objects.bulk_create(
            RoleAssignment(officer=o, unit=province, role="editor", valid_from=since)
            for o in officers
        )
        Function.objects.bulk_create(
            Function(unit=province, place=u, work="collection", channel="web", valid_from=since)
            for u in units
        )
        UnitSuccession.objects.bulk_create(
            UnitSuccession(before=u, after=province, kind="merge", on=date(2025, 7, 1))
            for u in units
        )
        return province

    return make


PAGES = {
    "/dieu-hanh/don-vi/?cap=commune": 15,
    "/dieu-hanh/don-vi/?q=xa": 15,
    "/dieu-hanh/don-vi/?duoi={pk}": 18,
    "/dieu-hanh/don-vi/xuat.csv?cap=commune": 15,
    "/dieu-hanh/don-vi/{pk}/": 30,
    "/dieu-hanh/don-vi/{pk}/chuyen/": 15,
    "/dieu-hanh/don-vi/can-bo/": 15,
    "/dieu-hanh/don-vi/can-bo/?don_vi={pk}": 21,
}


@pytest.mark.parametrize("count", [5, 60])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_asks_no_more_for_sixty_rows_than_for_five(
    client, admin, many, address, count, django_assert_max_num_queries
):
    """The bound is the same for both; what is measured with 5 is written down above."""
    url = address.format(pk=many(count).pk)

    with django_assert_max_num_queries(PAGES[address]):
        answer = client.get(url)
        content = b"".join(answer) if answer.streaming else answer.content

    assert answer.status_code == 200
    assert content.decode().count("Xã số") >= min(count, 5) or "can-bo" in url or "chuyen" in url


@pytest.mark.parametrize(
    ("path", "is_under"),
    [
        ("/1/25/", True),
        ("/1/25/3/", True),
        ("/1/25/99/7/", True),
        ("/1/250/", False),
        ("/1/26/", False),
        ("/1/2/", False),
        ("/1/", False),
        ("/11/25/", False),
    ],
)
def test_below_a_path_is_what_begins_with_it(commune, path, is_under):
    """Each database has its own way to ask this by its index; the answer is the same."""
    UnitVersion.objects.filter(unit=commune).update(path=path)

    assert UnitVersion.objects.below("/1/25/").filter(unit=commune).exists() == is_under
