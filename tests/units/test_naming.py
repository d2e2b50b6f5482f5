"""A unit is asked for by its name or code: what fits one is taken, of several one is chosen, and no
form lists all units. Without scripts the same choices come with the refusal."""

from datetime import date

import pytest
from django import forms
from django.http import QueryDict

from danvan.ledger.actions import SYSTEM
from danvan.units.actions import import_units
from danvan.units.forms.fields import Asking, UnitNamed, UnitsNamed
from danvan.units.models import Plan

HINTS = "/dieu-hanh/don-vi/goi-y/"


class One(Asking):
    unit = UnitNamed(label="Đơn vị")


class Some(Asking):
    units = UnitsNamed(label="Các đơn vị", required=False)


def asked(form: type[Asking], officer, sent: str) -> forms.Form:
    filled = form(QueryDict(sent), officer=officer)
    filled.is_valid()
    return filled


@pytest.fixture
def officer(provincial_officer):
    return provincial_officer


@pytest.fixture
def namesake(found, province, neighbour):
    """Another Xã Hương Sơn, and one whose name only begins so."""
    found("xa-3", "Xã Hương Sơn Đông", "commune", province)
    return found("xa-9", "Xã Hương Sơn", "commune", province)


@pytest.mark.parametrize("typed", ["Xã Tân Hưng", "xa tan hung", "XA-1", "Xã Tân Hưng · xa-1"])
def test_a_whole_name_or_a_code_is_taken_with_or_without_marks(officer, commune, typed):
    assert asked(One, officer, f"unit={typed}").cleaned_data["unit"] == commune


@pytest.mark.parametrize("typed", ["tan", "hưng", "xa-"])
def test_a_part_of_a_name_is_refused_and_offers_what_fits(officer, commune, neighbour, typed):
    form = asked(One, officer, f"unit={typed}")

    assert "hãy chọn trong danh sách" in form.errors["unit"][0]
    assert 'type="radio" name="unit_la" value="xa-1"' in form.as_p()
    assert f'value="{typed}"' in form.as_p()


def test_of_units_of_one_name_one_is_chosen(officer, namesake):
    form = asked(One, officer, "unit=xa huong son")
    assert "Có 3 đơn vị khớp" in form.errors["unit"][0]

    chosen = asked(One, officer, "unit=xa huong son&unit_la=xa-9")
    assert chosen.cleaned_data["unit"] == namesake
    assert 'value="xa-9" checked' in chosen.as_p()


def test_a_longer_name_can_be_chosen_although_a_shorter_one_fits_exactly(officer, namesake, found):
    chosen = asked(One, officer, "unit=Xã Hương Sơn&unit_la=xa-3")

    assert chosen.cleaned_data["unit"].code == "xa-3"


def test_a_choice_that_does_not_fit_what_was_typed_since_is_forgotten(officer, commune, neighbour):
    assert asked(One, officer, "unit=Xã Tân Hưng&unit_la=xa-2").cleaned_data["unit"] == commune


def test_nobody_names_or_chooses_what_they_may_not_see(commune_officer, neighbour):
    for sent in ("unit=Xã Hương Sơn", "unit=xa-2", "unit=xa huong&unit_la=xa-2"):
        form = asked(One, commune_officer, sent)
        assert "Không thấy đơn vị" in form.errors["unit"][0]
        assert "unit_la" not in form.as_p()
    assert asked(Some, commune_officer, "units_la=xa-2").cleaned_data["units"] == []


@pytest.mark.parametrize("sent", ["", "unit=", "unit_la=xa-1", "unit=%00"])
def test_nothing_typed_is_said_to_be_missing(officer, commune, sent):
    assert "unit" in asked(One, officer, sent).errors


def test_several_units_are_typed_and_chosen_together(officer, commune, neighbour):
    form = asked(Some, officer, "units=Xã Tân Hưng; huong son&units_la=xa-2")

    assert form.cleaned_data["units"] == [neighbour, commune]


def test_of_several_the_unclear_ones_are_named_and_the_chosen_ones_kept(officer, commune, namesake):
    form = asked(Some, officer, "units=huong son;không có&units_la=xa-1")

    assert len(form.errors["units"]) == 2
    assert 'value="xa-1" checked' in form.as_p()
    assert 'type="checkbox" name="units_la" value="xa-9"' in form.as_p()


def test_no_several_are_an_empty_list(officer):
    assert asked(Some, officer, "units=").cleaned_data["units"] == []


def test_a_form_of_a_large_tree_lists_no_units_and_asks_few_questions(
    officer, province, django_assert_max_num_queries
):
    head = "code,kind,tier,parent,name,short_name,designation,symbol,valid_from,valid_to"
    lines = [f"n{n},place,commune,tinh-24,Xã số {n},,xã,,2020-01-01," for n in range(300)]
    import_units(by=SYSTEM, plan=Plan.of([head, *lines]))

    with django_assert_max_num_queries(0):
        assert "Xã số" not in One(officer=officer).as_p()
    with django_assert_max_num_queries(12):
        form = asked(One, officer, "unit=xa so")
        assert form.as_p().count("unit_la") == 20
    assert "Hơn 20 đơn vị khớp" in form.errors["unit"][0]


def test_suggestions_come_while_one_types_twenty_at_most(client, officer, commune, namesake):
    client.force_login(officer)

    page = client.get(HINTS, {"o": "owner", "owner": "huong son"}).content.decode()

    assert [page.count(f'name="owner_la" value="{code}"') for code in ("xa-2", "xa-3", "xa-9")] == [
        1,
        1,
        1,
    ]
    assert "xa-1" not in page
    assert 'id="owner_so"' in page


def test_suggestions_for_several_keep_what_is_chosen(client, officer, commune, neighbour):
    client.force_login(officer)
    sent = {"o": "p", "nhieu": "1", "p": "Xã Tân Hưng; huong", "p_la": ["xa-1"]}

    page = client.get(HINTS, sent).content.decode()

    assert 'type="checkbox" name="p_la" value="xa-1" checked' in page
    assert 'value="xa-2">' in page


@pytest.mark.parametrize("sent", [{}, {"o": '"><b>'}, {"o": "x"}, {"o": "x", "x": "\0"}])
def test_a_request_that_asks_nothing_is_answered_with_nothing(client, officer, commune, sent):
    client.force_login(officer)

    answer = client.get(HINTS, sent)

    assert answer.status_code == 200
    assert "xa-1" not in answer.content.decode()
    assert "<b>" not in answer.content.decode()


def test_a_unit_that_ended_is_found_by_its_whole_name_only(officer, commune, found, province):
    found("xa-cu", "Xã Cũ", "commune", province)
    from danvan.units.actions import close_unit
    from danvan.units.models import Unit

    old = Unit.objects.get(code="xa-cu")
    close_unit(by=SYSTEM, unit=old, on=date(2021, 1, 1), why="thử")

    assert asked(One, officer, "unit=xa cu").cleaned_data["unit"] == old
    assert "Không thấy" in asked(One, officer, "unit=a cu").errors["unit"][0]
