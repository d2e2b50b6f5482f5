"""The door: who must show a second factor, what ends a session, what every answer carries."""

import time
from datetime import date

import pytest
from allauth.mfa import app_settings as mfa
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.urls import reverse

from danvan.ledger.actions import SYSTEM
from danvan.units.actions import appoint, open_account, relieve

PASSWORD = "một-mật-khẩu-thật-dài"
LOGIN = "/dieu-hanh/tai-khoan/login/"
KEY = "JBSWY3DPEHPK3PXP"
SINCE = date(2020, 1, 1)


@pytest.fixture(autouse=True)
def _fresh_counters():
    cache.clear()


def opened(unit, password):
    return open_account(
        by=SYSTEM, username="can-bo", full_name="Cán bộ", password=password, unit=unit, on=SINCE
    )


@pytest.fixture
def account(commune):
    def make(role="collector"):
        officer = open_account(
            by=SYSTEM,
            username="can-bo",
            full_name="Cán bộ",
            password=PASSWORD,
            unit=commune,
            on=SINCE,
        )
        appoint(by=SYSTEM, officer=officer, role=role, unit=commune, on=SINCE)
        return officer

    return make


def sign_in(client, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": "can-bo", "password": password})


def code() -> str:
    return totp.format_hotp_value(totp.hotp_value(KEY, int(time.time()) // mfa.TOTP_PERIOD))


def test_an_officer_signs_in_with_name_and_password(client, account):
    account()

    assert sign_in(client).url == reverse("today")
    assert client.get(reverse("today")).status_code == 200


@pytest.mark.parametrize("role", ["approver", "clerk", "admin"])
def test_some_roles_set_up_a_second_factor_first(client, account, role):
    account(role)
    sign_in(client)

    assert client.get(reverse("today")).url == reverse("mfa_activate_totp")


@pytest.mark.parametrize("role", ["collector", "analyst", "editor"])
def test_the_others_need_none_unless_the_setting_asks_it(client, account, role, settings):
    account(role)
    sign_in(client)
    assert client.get(reverse("today")).status_code == 200

    settings.SECOND_FACTOR_FOR_ALL = True
    assert client.get(reverse("today")).url == reverse("mfa_activate_totp")


def test_with_a_second_factor_the_password_alone_opens_nothing(client, account):
    totp.TOTP.activate(account("approver"), KEY)

    assert sign_in(client).url == reverse("mfa_authenticate")
    assert client.get(reverse("today")).status_code == 302
    assert client.post(reverse("mfa_authenticate"), {"code": code()}).url == reverse("today")
    assert client.get(reverse("today")).status_code == 200


def test_a_wrong_code_is_refused_in_words(client, account):
    totp.TOTP.activate(account("approver"), KEY)
    sign_in(client)

    answer = client.post(reverse("mfa_authenticate"), {"code": "000000"})

    assert answer.status_code == 200
    assert "Mã không đúng" in answer.content.decode()


def test_a_wrong_password_says_so_without_saying_which(client, account):
    account()

    answer = sign_in(client, "sai")

    assert "Tên đăng nhập hoặc mật khẩu không đúng" in answer.content.decode()


def test_after_five_wrong_passwords_the_right_one_waits(client, account):
    account()
    for _ in range(5):
        sign_in(client, "sai")

    answer = sign_in(client)

    assert answer.status_code == 200
    assert "Sai quá nhiều lần" in answer.content.decode()


def test_nobody_signs_up(client, db):
    assert client.get("/dieu-hanh/tai-khoan/signup/").status_code in {302, 404}
    assert "signup" not in str(client.get(reverse("account_login")).content)


CODES = "/dieu-hanh/tai-khoan/2fa/recovery-codes/"


def test_spare_codes_that_are_not_made_yet_lead_to_where_they_are_made(client, account):
    officer = account()
    sign_in(client)
    assert client.get(CODES).url == reverse("mfa_index")

    totp.TOTP.activate(officer, KEY)
    assert client.get(CODES).url == reverse("mfa_generate_recovery_codes")

    RecoveryCodes.activate(officer)
    assert client.get(CODES).url.startswith(reverse("account_reauthenticate"))


@pytest.mark.parametrize("page", ["account_change_password", "mfa_index", "account_reauthenticate"])
def test_the_pages_of_one_s_account_stand_in_the_officer_s_frame(client, account, page):
    account()
    sign_in(client)

    assert 'class="rail"' in client.get(reverse(page)).content.decode()


def test_before_the_door_lets_one_through_they_show_no_places_behind_it(client, account):
    account("approver")
    sign_in(client)

    page = client.get(reverse("mfa_activate_totp"), follow=True)

    assert page.status_code == 200
    assert 'class="rail"' not in page.content.decode()


@pytest.mark.parametrize("change", ["appoint", "relieve"])
def test_a_session_ends_when_a_role_changes(client, account, commune, change):
    officer = account()
    sign_in(client)
    assert client.get(reverse("today")).status_code == 200

    if change == "appoint":
        appoint(by=SYSTEM, officer=officer, role="editor", unit=commune, on=SINCE)
    else:
        relieve(by=SYSTEM, duty=officer.roles.get(), on=date(2026, 1, 1))

    assert client.get(reverse("today")).url.startswith(reverse("account_login"))


def test_an_account_that_was_closed_opens_nothing(client, account):
    from danvan.units.actions import close_account

    officer = account()
    sign_in(client)
    close_account(by=SYSTEM, officer=officer, on=date(2026, 1, 1), why="thôi việc")

    assert client.get(reverse("today")).status_code == 302
    assert sign_in(client).url == reverse("account_inactive")


@pytest.mark.parametrize("password", ["ngắn", "123456789012", "password1234"])
def test_a_weak_password_is_refused(account, commune, password):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        open_account(
            by=SYSTEM,
            username="can-bo",
            full_name="Cán bộ",
            password=password,
            unit=commune,
            on=SINCE,
        )


@pytest.mark.parametrize(
    "address", ["/", "/khong-co", "/dieu-hanh/tai-khoan/login/", "/health/live"]
)
def test_every_answer_forbids_what_comes_from_elsewhere(client, db, address):
    headers = client.get(address).headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"


def test_no_page_asks_anything_of_elsewhere(client, account):
    import re

    account()
    sign_in(client)
    for address in ("/", "/dieu-hanh/", "/dieu-hanh/don-vi/", "/khong-co"):
        page = client.get(address).content.decode()
        assert re.findall(r"""(?:src|href|action)=["'](?:https?:)?//""", page) == []
        assert " style=" not in page
        assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []


def test_the_log_holds_no_address_and_no_name(client, account, capfd):
    from danvan.site import logs

    logs.set_up()
    account()
    sign_in(client)
    client.get("/dieu-hanh/don-vi/?q=Nguyen")

    said = capfd.readouterr().err
    assert "can-bo" not in said
    assert "Nguyen" not in said


def test_metrics_count_pages_not_people(client, account):
    account()
    sign_in(client)
    client.get(reverse("today"))

    said = client.get(reverse("metrics")).content.decode()
    assert 'danvan_requests_total{method="GET",status="200",view="today"}' in said
    assert "can-bo" not in said


def test_not_ready_while_the_database_is_of_another_version(client, db):
    from django.db.migrations.recorder import MigrationRecorder

    assert client.get("/health/ready").json() == {"ready": True}
    MigrationRecorder.Migration.objects.filter(app="work").delete()

    answer = client.get("/health/ready")

    assert answer.status_code == 503
