"""Pages of units and officers in a real browser: every width, both schemes, by key, refused too."""

from datetime import date

import pytest
from django.test import Client

from danvan.ledger.actions import SYSTEM
from danvan.units.actions import appoint, assign_function, close_unit, open_account, succeed
from danvan.units.actions.terms import Sitting, record_congress

SINCE, JULY = date(2020, 1, 1), date(2025, 7, 1)
HEAD = "code,kind,tier,parent,name,short_name,designation,symbol,valid_from,valid_to"


def account(username, full_name, unit, role):
    made = open_account(
        by=SYSTEM,
        username=username,
        full_name=full_name,
        password="một-mật-khẩu-thật-dài",
        unit=unit,
        on=SINCE,
    )
    appoint(by=SYSTEM, officer=made, role=role, unit=unit, on=SINCE, title="x" * 150)
    made.refresh_from_db()  # the role has ended the sessions of before
    return made


@pytest.fixture
def admin(site, live_server, monkeypatch, province, tmp_path, settings):
    """The province's admin, past the door; the door itself has its own tests."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("danvan.site.gate.is_mfa_enabled", lambda officer: True)
    client = Client()
    client.force_login(account("quan-tri", "Quản trị", province, "admin"))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    site.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    return site


@pytest.fixture
def pages(found, province, commune, neighbour):
    """Addresses of a unit that is, one that was, and of an officer; some names are very long."""
    heir = found("xa-moi", "Xã " + "Rất Dài " * 30, "commune", province, JULY)
    succeed(by=SYSTEM, before=neighbour, after=heir, kind="merge", on=JULY)
    close_unit(by=SYSTEM, unit=neighbour, on=JULY, why="sáp nhập")
    assign_function(by=SYSTEM, unit=commune, place=province, work="situation", on=SINCE)
    sitting = Sitting(date(2020, 10, 14), date(2020, 10, 16))
    record_congress(by=SYSTEM, unit=province, ordinal=19, sitting=sitting, label="2020-2025")
    officer = account("dai", "x" * 150, commune, "clerk")
    unit = f"/dieu-hanh/don-vi/{province.pk}"
    who = f"/dieu-hanh/don-vi/can-bo/{officer.pk}"
    return [
        "/dieu-hanh/don-vi/",
        f"/dieu-hanh/don-vi/?duoi={province.pk}",
        "/dieu-hanh/don-vi/?q=khong-co&on=sai",
        f"{unit}/",
        f"/dieu-hanh/don-vi/{neighbour.pk}/?on=2026-01-01",
        *(f"{unit}/{deed}/" for deed in ("lap", "doi-ten", "chuyen", "ket-thuc", "ke-tiep")),
        *(f"{unit}/{deed}/" for deed in ("chuc-nang", "dai-hoi", "nhiem-ky")),
        "/dieu-hanh/don-vi/can-bo/",
        "/dieu-hanh/don-vi/can-bo/moi/",
        *(f"{who}/{deed}" for deed in ("", "vai-tro/", "mat-khau/", "dong/", "buoc-hai/")),
        f"/dieu-hanh/don-vi/vai-tro/{officer.roles.get().pk}/thoi/",
        "/dieu-hanh/don-vi/nhap/",
        "/dieu-hanh/don-vi/nhap/ke-tiep/",
    ]


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (768, "light"), (1440, "dark")])
def test_every_page_is_readable_at_every_width(admin, readable, pages, width, scheme):
    admin.set_viewport_size({"width": width, "height": 800})
    admin.emulate_media(color_scheme=scheme)
    for address in pages:
        admin.goto(address)
        readable()


def test_a_unit_is_moved_by_key_alone_and_a_refusal_keeps_the_words(
    admin, readable, commune, neighbour
):
    keys = admin.keyboard
    admin.goto(f"/dieu-hanh/don-vi/{commune.pk}/chuyen/")
    admin.get_by_label("Trực thuộc đơn vị mới").focus()
    keys.type("Xã Không Có")
    admin.get_by_label("Lý do").focus()
    keys.type("NQ 1")
    keys.press("Enter")

    admin.get_by_role("alert").wait_for()
    readable()
    admin.wrong[:] = [said for said in admin.wrong if "422" not in said]
    assert admin.get_by_label("Lý do").input_value() == "NQ 1"
    admin.get_by_role("alert").get_by_role("link").click()
    assert admin.evaluate("document.activeElement.name") == "parent"
    keys.press("Control+A")
    keys.type("Xã Hương Sơn")
    keys.press("Enter")
    admin.get_by_role("status").get_by_text("Đã ghi").wait_for()
    readable()
    assert "Xã Hương Sơn" in admin.get_by_role("navigation", name="Đơn vị cấp trên").inner_text()


def test_a_file_is_chosen_understood_and_confirmed(admin, readable, commune):
    def chosen(*lines: str) -> None:
        admin.goto("/dieu-hanh/don-vi/nhap/")
        content = "\n".join((HEAD, *lines)).encode()
        admin.get_by_label("Tệp .csv").set_input_files(
            {"name": "don-vi.csv", "mimeType": "text/csv", "buffer": content}
        )
        admin.get_by_role("button", name="Xem trước").click()
        admin.get_by_role("heading", name="Xem trước").wait_for()
        readable()

    chosen("xa-7,lang,commune,tinh-24," + "x" * 300 + ",,,,2020-01-01,")
    assert admin.get_by_role("button", name="Nhập").count() == 0
    chosen("xa-7,place,commune,tinh-24,Xã Bảy,,xã,,2020-01-01,")
    admin.get_by_role("button", name="Nhập 1 đơn vị").click()
    admin.get_by_text("Đã nhập: 1 mới").wait_for()
    readable()


def test_an_account_is_opened_and_its_password_shown(admin, readable, commune):
    admin.goto(f"/dieu-hanh/don-vi/can-bo/moi/?don_vi={commune.pk}")
    assert admin.get_by_label("Tại đơn vị").input_value() == "Xã Tân Hưng · xa-1"
    admin.get_by_label("Họ và tên").fill("Nguyễn Văn Ví Dụ")
    admin.get_by_label("Tên đăng nhập").fill("vi-du")
    admin.get_by_role("button", name="Mở tài khoản").click()
    admin.locator("code.secret").wait_for()
    readable()
    admin.get_by_role("link", name="Đã ghi lại, tiếp tục").click()
    admin.get_by_role("heading", name="Nguyễn Văn Ví Dụ").wait_for()
    admin.get_by_text("Ai đã làm gì").click()
    readable()
