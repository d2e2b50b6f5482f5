"""Units come in from a file: looked at first, then all of it or nothing."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from danvan.ledger.actions import SYSTEM
from danvan.ledger.models import Entry
from danvan.units.actions import import_successions, import_units
from danvan.units.models import Plan, Unit, UnitVersion

HEAD = "code,kind,tier,parent,name,short_name,designation,symbol,valid_from,valid_to"
TOP = "t,place,province,,Tỉnh T,T,tỉnh,,2020-01-01,"
BELOW = "x,place,commune,t,Xã X,X,xã,,2020-01-01,2025-07-01"

A_UNDER_B = "a,place,province,b,A,,,,2020-01-01,"
B_UNDER_A = "b,place,province,a,B,,,,2020-01-01,"


def plan(*lines: str) -> Plan:
    return Plan.of([HEAD, *lines])


def test_what_is_in_the_file_is_kept_with_its_place_in_the_tree(tiers):
    assert import_units(by=SYSTEM, plan=plan(TOP, BELOW)) == 2

    version = UnitVersion.objects.get(unit__code="x")
    top = Unit.objects.get(code="t")
    assert version.path == f"/{top.pk}/{version.unit_id}/"
    assert (version.valid_from, version.valid_to) == (date(2020, 1, 1), date(2025, 7, 1))
    assert Entry.objects.filter(verb="import_units", why="2").count() == 1


def test_the_order_of_lines_does_not_matter(tiers):
    assert import_units(by=SYSTEM, plan=plan(BELOW, TOP)) == 2
    assert UnitVersion.objects.get(unit__code="x").path.count("/") == 3


def test_importing_twice_adds_nothing(tiers):
    import_units(by=SYSTEM, plan=plan(TOP, BELOW))

    assert import_units(by=SYSTEM, plan=plan(TOP, BELOW)) == 0
    assert UnitVersion.objects.count() == 2


@pytest.mark.parametrize(
    ("lines", "line", "said"),
    [
        ([BELOW], 2, "Không có đơn vị cấp trên mã “t”"),
        ([TOP.replace(",,2020-01-01,", ",,1/7/2020,")], 2, "không đọc được"),
        ([TOP.replace("2020-01-01,", "2020-01-01,2019-01-01")], 2, "phải sau ngày bắt đầu"),
        ([TOP.replace("province", "vùng")], 2, "Cấp “vùng” không có"),
        ([TOP.replace("place", "làng")], 2, "Loại “làng” không có"),
        ([TOP, BELOW.replace("2020-01-01,2025-07-01", "2019-01-01,")], 3, "không tồn tại suốt"),
        ([TOP, BELOW, BELOW.replace("2020-01-01,2025-07-01", "2024-01-01,")], 4, "chồng lên"),
        ([TOP, BELOW, BELOW.replace("2020-01-01,2025-07-01", "2026-01-01,")], 4, "khoảng trống"),
        (
            ["a,place,province,b,A,,,,2020-01-01,", "b,place,province,a,B,,,,2020-01-01,"],
            2,
            "chính nó",
        ),
        ([",place,province,,Tỉnh,,,,2020-01-01,"], 2, "Thiếu mã hoặc tên"),
    ],
)
def test_a_fault_is_named_with_its_line_and_nothing_is_written(tiers, lines, line, said):
    found = plan(*lines)

    assert any(fault.line == line and said in fault.said for fault in found.faults), found.faults
    with pytest.raises(ValidationError, match="chưa nhập gì"):
        import_units(by=SYSTEM, plan=found)
    assert not Unit.objects.exists()


def test_a_file_without_the_columns_says_which(tiers):
    assert "Thiếu cột: code, kind" in Plan.of(["mã,tên", "1,A"]).faults[0].said


def test_only_an_admin_of_the_whole_imports(employ, province):
    with pytest.raises(PermissionDenied):
        import_units(by=employ("qt", province, "admin"), plan=plan(TOP))


@pytest.fixture
def both_trees(tiers):
    """Bắc Giang's three tiers of 2020, the two tiers of 2025, and what went into what."""
    import csv

    from danvan.units.models.plan import DATA

    import_units(by=SYSTEM, plan=Plan.shipped("bac-giang-2020"))
    import_units(by=SYSTEM, plan=Plan.shipped("vn-2025"))
    with (DATA / "succession-2025.csv").open(encoding="utf-8") as file:
        edges = [
            (row["before"], row["after"], row["kind"], None, date.fromisoformat(row["on"]))
            for row in csv.DictReader(file)
        ]
    import_successions(by=SYSTEM, edges=edges)


def count(on: date, tier: str, within: str = "/") -> int:
    return UnitVersion.objects.held(on).below(within).filter(tier__code=tier).count()


def test_both_trees_have_the_numbers_that_the_sources_give(both_trees):
    then, now = date(2020, 7, 14), date(2026, 7, 25)

    assert [count(then, tier) for tier in ("province", "district", "commune")] == [1, 10, 209]
    assert [count(now, tier) for tier in ("province", "district", "commune")] == [34, 0, 3321]
    wards = UnitVersion.objects.held(now).filter(designation="phường").count()
    assert wards == 697
    assert UnitVersion.objects.held(date(2025, 7, 1)).filter(designation="phường").count() == 687


def test_the_old_province_is_seen_from_the_new_one(both_trees, employ):
    """U4: asked as at today, a report of 2020 from Lục Nam belongs to Bắc Ninh."""
    officer = employ("bac-ninh", Unit.objects.get(code="2025/24"))
    luc_nam = Unit.objects.get(code="2020/218")

    assert luc_nam in Unit.objects.visible_to(officer)
    assert luc_nam not in Unit.objects.visible_to(
        employ("ha-noi", Unit.objects.get(code="2025/01"))
    )
