"""A paper bears the names that its bodies had on its day."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from danvan.ledger.actions import SYSTEM
from danvan.units.actions import close_unit, found_unit
from danvan.units.actions.tree import Looks
from danvan.units.queries import letterhead


@pytest.fixture
def body(tiers):
    def make(code, name, tier, parent):
        return found_unit(
            by=SYSTEM,
            code=code,
            kind="party_committee",
            looks=Looks(name),
            tier=tiers[tier],
            parent=parent,
            on=date(2020, 1, 1),
        )

    return make


@pytest.fixture
def luc_nam(found, province):
    return found("huyen-218", "Huyện Lục Nam", "district", province)


def test_a_commune_of_2020_prints_its_district_committee(found, body, province, luc_nam, employ):
    """U4: a report of 2020 prints "Huyện ủy Lục Nam", whatever came later."""
    body("tinh-uy", "Tỉnh ủy Bắc Giang", "province", province)
    body("huyen-uy", "Huyện ủy Lục Nam", "district", luc_nam)
    xa = found("xa-7448", "Xã Đông Hưng", "commune", luc_nam)
    dang_uy = body("dang-uy", "Đảng ủy xã Đông Hưng", "commune", xa)
    officer = employ("xa-dh", dang_uy)
    for unit in (dang_uy, xa):
        close_unit(by=SYSTEM, unit=unit, on=date(2025, 7, 1), why="sáp nhập")

    printed = letterhead(officer=officer, unit=dang_uy, on=date(2020, 7, 14))

    assert printed == ("Huyện ủy Lục Nam", "Đảng ủy xã Đông Hưng")
    with pytest.raises(ValidationError, match="không tồn tại"):
        letterhead(officer=officer, unit=dang_uy, on=date(2026, 1, 1))


def test_where_no_district_stands_between_the_province_does(found, body, province, employ):
    body("tinh-uy", "Tỉnh ủy Bắc Ninh", "province", province)
    dang_uy = body(
        "dang-uy", "Đảng ủy phường X", "commune", found("p", "Phường X", "commune", province)
    )

    printed = letterhead(officer=employ("p", dang_uy), unit=dang_uy, on=date(2026, 1, 1))

    assert printed[0] == "Tỉnh ủy Bắc Ninh"
