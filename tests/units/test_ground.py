"""A body works in the area of its place; a place is meant by the names that people write."""

from datetime import date

import pytest

from danvan.ledger.actions import SYSTEM
from danvan.units.actions import assign_function, found_unit
from danvan.units.actions.tree import Looks
from danvan.units.models import Function, ground, places_named

ON = date(2020, 7, 1)


@pytest.fixture
def body(tiers):
    def make(code, parent):
        return found_unit(
            by=SYSTEM,
            code=code,
            kind="advisory_board",
            looks=Looks(f"Ban {code}"),
            tier=tiers["province"],
            parent=parent,
            on=date(2020, 1, 1),
        )

    return make


def test_a_place_works_in_itself(province):
    assert ground(province, ON) == province.last_path


def test_a_body_works_in_the_nearest_place_above_it(province, body):
    committee = body("tu", province)
    board = body("bdv", committee)

    assert ground(board, ON) == province.last_path


def test_a_body_that_serves_a_place_works_there(province, commune, body):
    board = body("bdv", province)
    work = Function.Work.MOBILISATION
    assign_function(by=SYSTEM, unit=board, place=commune, work=work, on=date(2020, 1, 1))

    assert ground(board, ON) == commune.last_path


@pytest.mark.parametrize("name", ["Xã Tân Hưng", "xa tan hung", "XÃ TÂN HƯNG"])
def test_a_place_is_found_by_its_name_with_and_without_marks(province, commune, name):
    assert places_named([name], province.last_path, ON) == {name: commune}


def test_short_for_town_is_spelt_out(found, province):
    town = found("tp", "Thành phố Bắc Giang", "district", province)

    assert places_named(["TP Bắc Giang", "TP. Bắc Giang"], province.last_path, ON) == {
        "TP Bắc Giang": town,
        "TP. Bắc Giang": town,
    }


def test_of_two_of_one_name_the_higher_is_meant_and_of_two_alike_none(found, province):
    district = found("h", "Lục Nam", "district", province)
    found("x", "Lục Nam", "commune", district)
    assert places_named(["Lục Nam"], province.last_path, ON) == {"Lục Nam": district}
    found("h2", "Lục Nam", "district", province)
    assert places_named(["Lục Nam"], province.last_path, ON) == {}


def test_places_elsewhere_are_not_meant(province, other_province):
    assert places_named(["Tỉnh Lạng Sơn"], province.last_path, ON) == {}
