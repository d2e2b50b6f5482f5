"""The tree through time: nothing is moved, every question has a day."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from danvan.ledger.actions import SYSTEM
from danvan.units.actions import close_unit, found_unit, move_unit, rename_unit, succeed
from danvan.units.actions.tree import Looks
from danvan.units.models import Unit, UnitVersion

JULY = date(2025, 7, 1)


def name(unit: Unit, on: date) -> str | None:
    found = unit.versions.held(on).first()
    return found.name if found else None


def test_a_unit_bears_the_name_it_had_on_that_day(province):
    """S6."""
    rename_unit(by=SYSTEM, unit=province, looks=Looks("Tỉnh Kinh Bắc"), on=JULY, why="đổi tên")

    assert name(province, JULY - timedelta(days=1)) == "Tỉnh Bắc Giang"
    assert name(province, JULY) == "Tỉnh Kinh Bắc"


def test_what_stands_under_a_unit_moves_with_it(province, commune, other_province):
    move_unit(by=SYSTEM, unit=province, parent=other_province, on=JULY, why="thử")

    before = commune.versions.held(JULY - timedelta(days=1)).get()
    after = commune.versions.held(JULY).get()
    assert after.path == other_province.versions.get().path + f"{province.pk}/{commune.pk}/"
    assert before.path != after.path
    assert after.parent == province


def test_a_unit_never_stands_under_itself(province, commune):
    with pytest.raises(ValidationError, match="trực thuộc chính nó"):
        move_unit(by=SYSTEM, unit=province, parent=commune, on=JULY, why="thử")


def test_successions_never_go_in_a_circle(province, other_province):
    succeed(by=SYSTEM, before=province, after=other_province, kind="merge", on=JULY)

    with pytest.raises(ValidationError, match="vòng tròn"):
        succeed(by=SYSTEM, before=other_province, after=province, kind="merge", on=JULY)


def test_shares_never_come_to_more_than_the_whole(province, commune, neighbour, other_province):
    succeed(by=SYSTEM, before=province, after=commune, kind="split", on=JULY, share=Decimal("0.7"))

    with pytest.raises(ValidationError, match="lớn hơn 1"):
        succeed(
            by=SYSTEM, before=province, after=neighbour, kind="split", on=JULY, share=Decimal("0.4")
        )


def test_a_unit_with_units_under_it_is_not_closed(province, commune):
    with pytest.raises(ValidationError, match="Còn 1 đơn vị trực thuộc"):
        close_unit(by=SYSTEM, unit=province, on=JULY, why="thử")


def test_a_closed_unit_is_there_for_the_days_before(commune):
    close_unit(by=SYSTEM, unit=commune, on=JULY, why="sáp nhập")

    assert name(commune, JULY - timedelta(days=1)) == "Xã Tân Hưng"
    assert name(commune, JULY) is None


def test_a_code_is_given_once(province, tiers):
    with pytest.raises(ValidationError, match="đã có"):
        found_unit(
            by=SYSTEM,
            code=province.code,
            kind="place",
            looks=Looks("Khác"),
            tier=tiers["commune"],
            parent=province,
            on=JULY,
        )


def test_who_is_no_admin_there_changes_nothing(employ, commune, neighbour):
    admin = employ("quan-tri", neighbour, "admin")

    with pytest.raises(PermissionDenied):
        rename_unit(by=admin, unit=commune, looks=Looks("Khác"), on=JULY, why="thử")


def test_an_admin_changes_units_below_their_own(employ, province, commune):
    admin = employ("quan-tri", province, "admin")

    rename_unit(by=admin, unit=commune, looks=Looks("Khác"), on=JULY, why="thử")

    assert name(commune, JULY) == "Khác"


def test_an_officer_sees_their_unit_and_those_below(commune_officer, provincial_officer, commune):
    seen = UnitVersion.objects.visible_to(commune_officer)
    assert {version.unit for version in seen} == {commune}
    assert commune in {v.unit for v in UnitVersion.objects.visible_to(provincial_officer)}


def test_a_stranger_sees_nothing_of_ours(stranger, province, commune):
    assert (
        not UnitVersion.objects.visible_to(stranger).filter(unit__in=(province, commune)).exists()
    )


def test_who_follows_sees_what_came_before(employ, found, centre, province, commune):
    heir = found("tinh-27", "Tỉnh Bắc Ninh", "province", centre, JULY)
    succeed(by=SYSTEM, before=province, after=heir, kind="unite", on=JULY)
    officer = employ("tinh-moi", heir)

    assert commune in {v.unit for v in UnitVersion.objects.visible_to(officer)}
