"""Who sees a consultation: its office and those over it; once open, also those who collect."""

from datetime import date

import pytest

from danvan.consultation.models import Consultation, Submission
from danvan.ledger.actions import SYSTEM
from danvan.units.actions import assign_function
from danvan.units.models import Function


@pytest.fixture
def sees(set_up):
    def ask(officer) -> bool:
        return Consultation.objects.visible_to(officer).filter(pk=set_up.pk).exists()

    return ask


def test_officers_of_the_unit_see_it_before_it_opens(sees, provincial_officer):
    assert sees(provincial_officer)


def test_an_office_below_sees_it_once_it_is_open(sees, commune_officer, request):
    assert not sees(commune_officer)
    request.getfixturevalue("asked")
    assert sees(commune_officer)


def test_an_officer_of_another_province_never_sees_it(sees, stranger, asked):
    assert not sees(stranger)


def test_an_office_below_collects_for_a_board_that_serves_the_place_above(
    asked, found, province, centre, commune_officer, sees
):
    board = found("bdv-24", "Ban Dân vận Tỉnh ủy", "province", centre)
    Consultation.objects.update(unit=board)
    assert not sees(commune_officer)
    assign_function(
        by=SYSTEM,
        unit=board,
        place=province,
        work=Function.Work.MOBILISATION,
        on=date(2020, 1, 1),
    )
    assert sees(commune_officer)


def test_what_came_by_the_province_is_not_the_commune_s_to_read(send, commune_officer):
    send("Góp ý qua mạng của tỉnh")

    assert not Submission.objects.visible_to(commune_officer).exists()
