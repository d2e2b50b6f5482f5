"""A unit's page: what it is as at a day, where it stands, what it was, who works there."""

from datetime import date
from decimal import Decimal

import pytest

from danvan.ledger.actions import SYSTEM
from danvan.units.actions import (
    assign_function,
    close_unit,
    move_unit,
    rename_unit,
    succeed,
)
from danvan.units.actions.terms import Sitting, record_congress
from danvan.units.actions.tree import Looks

JULY = date(2025, 7, 1)


def page(client, unit, on="2026-01-01"):
    return client.get(f"/dieu-hanh/don-vi/{unit.pk}/?on={on}")


def test_a_unit_bears_the_name_and_place_of_the_day_asked(
    client, admin, words, found, province, commune
):
    """U4: as at 2020 the commune stands in its district of then, whatever came later."""
    district = found("huyen-218", "Huyện Lục Nam", "district", province)
    move_unit(by=SYSTEM, unit=commune, parent=district, on=date(2020, 6, 1), why="đầu kỳ")
    move_unit(by=SYSTEM, unit=commune, parent=province, on=JULY, why="bỏ cấp huyện")
    close_unit(by=SYSTEM, unit=district, on=JULY, why="bỏ cấp huyện")
    rename_unit(by=SYSTEM, unit=commune, looks=Looks("Xã Lục Sơn"), on=JULY, why="đổi tên")
    rename_unit(by=SYSTEM, unit=province, looks=Looks("Tỉnh Kinh Bắc"), on=JULY, why="đổi tên")

    then, now = words(page(client, commune, "2020-07-14")), words(page(client, commune))

    assert "Tỉnh Bắc Giang › Huyện Lục Nam Xã Tân Hưng" in then
    assert "Tỉnh Kinh Bắc Xã Lục Sơn" in now
    assert "01/06/2020 – trước 01/07/2025" in now


def test_a_unit_that_is_no_more_says_in_what_it_goes_on(
    client, admin, words, found, province, commune, neighbour
):
    heir = found("xa-moi", "Xã Sơn Động", "commune", province, JULY)
    for old, share in ((commune, "0.596"), (neighbour, None)):
        part = Decimal(share) if share else None
        succeed(by=SYSTEM, before=old, after=heir, kind="merge", on=JULY, share=part)
        close_unit(by=SYSTEM, unit=old, on=JULY, why="sáp nhập")

    answer = page(client, commune)

    assert "không tồn tại vào ngày 01/01/2026: đã kết thúc từ ngày 01/07/2025" in words(answer)
    assert "Tiếp tục trong: Xã Sơn Động (59,6 %)" in words(answer)
    assert f'href="/dieu-hanh/don-vi/{heir.pk}/?on=2026-01-01"' in answer.content.decode()
    came = words(page(client, heir))
    assert "Đến từ 2" in came
    assert "Xã Tân Hưng sáp nhập · 59,6 % · 01/07/2025" in came


def test_before_its_first_day_a_unit_says_when_it_begins(client, admin, words, found, province):
    heir = found("xa-moi", "Xã Sơn Động", "commune", province, JULY)

    assert "lập từ ngày 01/07/2025" in words(page(client, heir, "2020-01-01"))


def test_a_unit_above_that_one_may_not_open_is_a_name_without_a_way(
    client, employ, commune, province, words
):
    client.force_login(employ("xa", commune))

    answer = page(client, commune)

    assert "Tỉnh Bắc Giang" in words(answer)
    assert f"/dieu-hanh/don-vi/{province.pk}/" not in answer.content.decode()


def test_who_does_the_work_and_since_when(client, admin, words, found, province):
    board = found("ban", "Ban Dân vận Tỉnh ủy", "province", province)
    assign_function(by=SYSTEM, unit=board, place=province, work="mobilisation", on=date(2020, 3, 1))

    assert "Ban Dân vận Tỉnh ủy làm công tác dân vận · 01/03/2020 – nay" in words(
        page(client, province)
    )
    assert "Đơn vị này làm việc cho Tỉnh Bắc Giang" in words(page(client, board))


def test_terms_and_congresses_stand_there_with_their_days(client, admin, words, province):
    """S24."""
    record_congress(
        by=SYSTEM,
        unit=province,
        ordinal=19,
        sitting=Sitting(date(2020, 10, 14), date(2020, 10, 16)),
        label="2020-2025",
    )

    said = words(page(client, province))
    assert "Nhiệm kỳ 2020-2025 17/10/2020 – nay" in said
    assert "Đại hội lần thứ XIX 14/10/2020 – 16/10/2020" in said


def test_only_an_admin_over_the_unit_sees_its_officers(client, employ, province, commune, words):
    employ("can-bo-xa", commune)
    client.force_login(employ("phan-tich", province, "analyst"))
    assert "Cán bộ can-bo-xa" not in words(page(client, commune))
    assert "Lập đơn vị trực thuộc" not in words(page(client, commune))

    client.force_login(employ("xa-khac", province, "collector"))
    assert "Cán bộ can-bo-xa" not in words(page(client, commune))


@pytest.mark.usefixtures("two_factors")
def test_an_admin_sees_officers_and_what_may_be_done(client, employ, province, commune, words):
    employ("can-bo-xa", commune)
    client.force_login(employ("qt", province, "admin"))

    said = words(page(client, commune))

    assert "Cán bộ can-bo-xa nhập liệu, tiếp nhận" in said
    assert "Lập đơn vị trực thuộc" in said


def test_who_did_what_to_the_unit_stands_there(client, admin, words, commune):
    from danvan.units.actions import rename_unit

    rename_unit(by=admin, unit=commune, looks=Looks("Xã Mới"), on=JULY, why="NQ 1")

    assert "đổi tên đơn vị – NQ 1" in words(page(client, commune))


@pytest.mark.parametrize("asked", ["2020-13-45", "hôm qua"])
def test_a_day_that_cannot_be_read_is_said_and_today_shown(client, admin, commune, words, asked):
    answer = page(client, commune, asked)

    assert answer.status_code == 200
    assert "Xã Tân Hưng" in words(answer)
    assert "Nhập một ngày hợp lệ" in words(answer) or "hợp lệ" in words(answer)


@pytest.mark.parametrize(
    "address",
    [
        "/dieu-hanh/don-vi/99999999999999999999/",
        "/dieu-hanh/don-vi/99999999999999999999/chuyen/",
        "/dieu-hanh/don-vi/can-bo/99999999999999999999/",
        "/dieu-hanh/don-vi/can-bo/99999999999999999999/buoc-hai/",
        "/dieu-hanh/don-vi/vai-tro/99999999999999999999/thoi/",
    ],
)
def test_a_number_that_no_database_holds_is_not_there(client, admin, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/dieu-hanh/don-vi/?duoi=99999999999999999999&on=0001-01-01",
        "/dieu-hanh/don-vi/?on=9999-12-31&trang=0",
        "/dieu-hanh/don-vi/?cap=khong&loai=khong&q=%00",
        "/dieu-hanh/don-vi/can-bo/?don_vi=99999999999999999999&vai_tro=vua",
        "/dieu-hanh/don-vi/can-bo/moi/?don_vi=99999999999999999999",
    ],
)
def test_an_address_typed_by_hand_never_breaks_a_page(client, admin, address):
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_days_at_the_ends_of_the_calendar_are_refused(client, admin, commune, words, day):
    said = {"way": "after", "other": "xa-1", "kind": "merge", "share": "", "on": day}
    answer = client.post(f"/dieu-hanh/don-vi/{commune.pk}/ke-tiep/", said)
    assert "từ năm 1800 đến năm 2999" in words(answer)

    sat = {"ordinal": 1, "opens_on": day, "closes_on": day}
    answer = client.post(f"/dieu-hanh/don-vi/{commune.pk}/dai-hoi/", sat)
    assert "từ năm 1800 đến năm 2999" in words(answer)
