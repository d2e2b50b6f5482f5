"""Officers and roles: nobody gives more than they have, no account is taken from above."""

import re
from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied, ValidationError

from danvan.ledger.actions import SYSTEM
from danvan.ledger.models import Entry
from danvan.units.actions import appoint, close_account, relieve, reset_password
from danvan.units.models import Officer, RoleAssignment

BOOK = "/dieu-hanh/don-vi/can-bo/"
SINCE = date(2020, 1, 1)
NEW = {
    "full_name": "Nguyễn Văn Ví Dụ",
    "username": "vi-du",
    "role": "collector",
    "unit": "xa-1",
    "on": "01/07/2025",
    "title": "Phó Bí thư",
}


def shown_password(answer) -> str:
    return re.search(r'<code class="secret">([^<]+)</code>', answer.content.decode())[1]


# ---------------------------------------------------------------- accounts


def test_an_account_is_opened_with_its_role_and_a_password_shown_once(client, admin, commune):
    answer = client.post(f"{BOOK}moi/", NEW)

    password = shown_password(answer)
    officer = Officer.objects.get(username="vi-du")
    assert officer.check_password(password)
    assert (officer.roles.get().unit, officer.roles.get().title) == (commune, "Phó Bí thư")
    assert "không bắt buộc" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert password not in client.get(f"{BOOK}{officer.pk}/").content.decode()


def test_a_password_is_written_nowhere(client, admin, commune):
    password = shown_password(client.post(f"{BOOK}moi/", NEW))

    assert not Entry.objects.filter(why__contains=password).exists()
    assert all(password not in str(s.get_decoded()) for s in Session.objects.all())


def test_two_passwords_differ(client, admin, commune):
    first = shown_password(client.post(f"{BOOK}moi/", NEW))
    other = shown_password(client.post(f"{BOOK}moi/", NEW | {"username": "vi-du-2"}))

    assert first != other
    assert len(set(first + other)) > 8


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"username": "quan-tri"}, "Tên đăng nhập “quan-tri” đã có"),
        ({"username": "QUAN-TRI"}, "đã có"),
        ({"username": "có dấu cách"}, "Tên đăng nhập"),
        ({"full_name": ""}, "Họ và tên"),
        ({"unit": "tinh-20"}, "Không thấy đơn vị"),
        ({"unit": "xa-99"}, "Không thấy đơn vị"),
        ({"on": "01/01/2019"}, "Đơn vị không tồn tại vào ngày 01/01/2019"),
        ({"until": "01/07/2024"}, "Ngày thôi giữ vai trò phải sau ngày bắt đầu"),
        ({"role": "vua"}, "Vai trò"),
    ],
)
def test_a_refused_account_says_why_and_keeps_what_was_typed(
    client, admin, commune, other_province, words, change, said
):
    answer = client.post(f"{BOOK}moi/", NEW | change)

    assert answer.status_code == 422
    assert said in words(answer)
    assert 'value="Phó Bí thư"' in answer.content.decode()
    assert Officer.objects.count() == 1


# ---------------------------------------------------------------- roles


def test_a_further_role_from_one_day_to_another(client, admin, commune, neighbour, employ):
    officer = employ("xa", commune)
    said = {"role": "editor", "unit": "xa-2", "on": "01/07/2025", "until": "01/01/2030"}

    assert client.post(f"{BOOK}{officer.pk}/vai-tro/", said).status_code == 302

    duty = officer.roles.get(role="editor")
    assert (duty.valid_from, duty.valid_to) == (date(2025, 7, 1), date(2030, 1, 1))


@pytest.mark.parametrize(("on", "until"), [("01/07/2025", ""), ("01/01/2019", "02/01/2020")])
def test_a_role_is_never_held_twice_at_a_time(client, admin, commune, employ, words, on, until):
    """Overlapping validity, on either side."""
    officer = employ("xa", commune)
    commune.versions.update(valid_from=date(2018, 1, 1))
    said = {"role": "collector", "unit": "xa-1", "on": on, "until": until}

    answer = client.post(f"{BOOK}{officer.pk}/vai-tro/", said)

    assert "giữ vai trò này tại đơn vị từ 01/01/2020" in words(answer)
    assert officer.roles.count() == 1


def test_a_role_ends_with_its_reason(client, admin, commune, employ):
    officer = employ("xa", commune)
    duty = officer.roles.get()

    answer = client.post(
        f"/dieu-hanh/don-vi/vai-tro/{duty.pk}/thoi/", {"on": "01/07/2025", "why": "nghỉ hưu"}
    )

    assert answer.status_code == 302
    assert RoleAssignment.objects.get(pk=duty.pk).valid_to == date(2025, 7, 1)
    assert Entry.objects.filter(verb="relieve").last().why == "nghỉ hưu"


def test_an_expired_role_is_not_made_longer_by_ending_it(client, admin, commune, employ, words):
    officer = employ("xa", commune)
    officer.roles.update(valid_to=date(2021, 1, 1))

    answer = client.post(
        f"/dieu-hanh/don-vi/vai-tro/{officer.roles.get().pk}/thoi/",
        {"on": "01/07/2025", "why": "x"},
    )

    assert "đã hết từ ngày 01/01/2021; muốn giữ tiếp, hãy giao vai trò mới" in words(answer)
    assert officer.roles.get().valid_to == date(2021, 1, 1)


@pytest.mark.parametrize("deed", ["relieve", "close"])
def test_the_last_admin_of_the_whole_is_not_taken_away(admin, employ, commune, deed):
    other = employ("qt-xa", commune, "admin")
    on = date(2025, 7, 1)
    take_away = {
        "relieve": lambda: relieve(by=admin, duty=admin.roles.get(), on=on),
        "close": lambda: close_account(by=SYSTEM, officer=admin, on=on, why="x"),
    }[deed]

    with pytest.raises(ValidationError, match="người quản trị cuối cùng"):
        take_away()
    assert admin.roles.get().valid_to is None
    assert Officer.objects.get(pk=admin.pk).is_active

    relieve(by=admin, duty=other.roles.get(), on=on)  # others may go


def test_where_another_is_an_admin_above_one_may_go(admin, employ, centre):
    employ("qt-tw", centre, "admin")

    relieve(by=admin, duty=admin.roles.get(), on=date(2025, 7, 1))

    assert admin.roles.get().valid_to == date(2025, 7, 1)


def test_an_admin_whose_account_is_closed_is_none(admin, employ, centre):
    other = employ("qt-tw", centre, "admin")
    Officer.objects.filter(pk=other.pk).update(is_active=False)

    with pytest.raises(ValidationError, match="người quản trị cuối cùng"):
        relieve(by=admin, duty=admin.roles.get(), on=date(2025, 7, 1))


def test_no_admin_gives_roles_outside_their_own_units(employ, commune, neighbour, province):
    admin, officer = employ("qt-xa", commune, "admin"), employ("ai-do", commune)
    for unit in (neighbour, province):
        with pytest.raises(PermissionDenied):
            appoint(by=admin, officer=officer, role="editor", unit=unit, on=date(2025, 7, 1))


def test_nor_through_the_page_where_it_is_said_in_the_form(
    client, employ, two_factors, commune, province, words
):
    """One sees the province as its collector, and is an admin of the commune alone."""
    both = employ("hai-vai", commune, "admin")
    RoleAssignment.objects.create(officer=both, unit=province, role="collector", valid_from=SINCE)
    client.force_login(both)

    answer = client.post(f"{BOOK}moi/", NEW | {"unit": "tinh-24", "role": "admin"})

    assert answer.status_code == 422
    assert "không giữ vai trò cần cho việc này" in words(answer)
    assert not Officer.objects.filter(username="vi-du").exists()


# ---------------------------------------------------------------- what touches the whole account


@pytest.fixture
def reaching_higher(employ, commune, province):
    """Works in the commune, and is an admin of the province."""
    officer = employ("cao-hon", commune)
    RoleAssignment.objects.create(officer=officer, unit=province, role="admin", valid_from=SINCE)
    return officer


@pytest.mark.parametrize("deed", ["mat-khau", "dong", "buoc-hai"])
def test_an_account_that_reaches_further_is_not_one_s_to_take(
    client, employ, two_factors, commune, reaching_higher, words, deed
):
    client.force_login(employ("qt-xa", commune, "admin"))
    before = Officer.objects.get(pk=reaching_higher.pk).password

    answer = client.post(
        f"{BOOK}{reaching_higher.pk}/{deed}/", {"why": "chiếm quyền", "on": "01/07/2025"}
    )

    assert answer.status_code == 422
    assert "không giữ vai trò cần cho việc này" in words(answer)
    now = Officer.objects.get(pk=reaching_higher.pk)
    assert (now.password, now.is_active, now.epoch) == (before, True, 0)
    said = words(client.get(f"{BOOK}{reaching_higher.pk}/"))
    assert "còn giữ 1 vai trò ngoài các đơn vị của ông/bà" in said


def test_a_password_is_reset_and_sessions_end(client, admin, commune, employ, django_user_model):
    officer = employ("xa", commune)
    theirs = type(client)()
    theirs.force_login(officer)
    assert theirs.get("/dieu-hanh/").status_code == 200

    answer = client.post(f"{BOOK}{officer.pk}/mat-khau/", {"why": "quên"})

    assert Officer.objects.get(pk=officer.pk).check_password(shown_password(answer))
    assert theirs.get("/dieu-hanh/").status_code == 302
    assert Entry.objects.filter(verb="reset_password").last().why == "quên"


def test_one_s_own_password_and_factor_are_not_reset_here(client, admin, words):
    for deed in ("mat-khau", "buoc-hai"):
        answer = client.post(f"{BOOK}{admin.pk}/{deed}/", {"why": "x"})
        assert "tự đổi ở trang tài khoản" in words(answer)


def test_a_second_factor_that_was_lost_is_forgotten_and_sessions_end(
    client, admin, commune, employ
):
    officer = employ("duyet", commune, "approver")
    TOTP.activate(officer, "JBSWY3DPEHPK3PXP")

    assert client.post(f"{BOOK}{officer.pk}/buoc-hai/", {"why": "mất máy"}).status_code == 302

    assert not Authenticator.objects.filter(user=officer).exists()
    assert Officer.objects.get(pk=officer.pk).epoch == 1
    assert Entry.objects.filter(verb="reset_second_factor").last().why == "mất máy"


def test_a_factor_is_kept_where_the_right_is_missing(employ, commune, neighbour):
    from danvan.site.accounts import forget_second_factor

    officer = employ("duyet", neighbour, "approver")
    TOTP.activate(officer, "JBSWY3DPEHPK3PXP")

    with pytest.raises(PermissionDenied):
        forget_second_factor(by=employ("qt", commune, "admin"), officer=officer, why="x")
    assert Authenticator.objects.filter(user=officer).exists()


def test_an_account_is_closed_with_all_its_roles(client, admin, commune, employ):
    officer = employ("xa", commune, "collector", "editor")
    RoleAssignment.objects.create(
        officer=officer, unit=commune, role="clerk", valid_from=date(2099, 1, 1)
    )

    answer = client.post(f"{BOOK}{officer.pk}/dong/", {"on": "01/07/2025", "why": "thôi việc"})

    assert answer.status_code == 302
    assert not Officer.objects.get(pk=officer.pk).is_active
    assert not officer.roles.overlapping(date(2025, 7, 1), None).exists()


def test_one_does_not_close_one_s_own_account(admin, employ, centre):
    employ("qt-tw", centre, "admin")
    with pytest.raises(ValidationError, match="Không tự đóng"):
        close_account(by=admin, officer=admin, on=date(2025, 7, 1), why="x")


def test_a_closed_account_gets_no_role_and_no_password(admin, commune, employ):
    officer = employ("xa", commune)
    close_account(by=admin, officer=officer, on=date(2025, 7, 1), why="x")

    with pytest.raises(ValidationError, match="đã đóng"):
        appoint(by=admin, officer=officer, role="editor", unit=commune, on=date(2025, 8, 1))
    with pytest.raises(ValidationError, match="đã đóng"):
        reset_password(by=admin, officer=officer)


def test_an_account_without_a_role_is_nobody_s_to_close_but_the_keeper_s(employ, commune):
    """Before, anybody could."""
    left = Officer.objects.create(username="cu", full_name="Không vai trò")

    with pytest.raises(PermissionDenied):
        close_account(by=employ("xa", commune), officer=left, on=date(2025, 7, 1), why="x")


# ---------------------------------------------------------------- the list


def test_the_list_shows_officers_of_one_s_units_and_no_others(
    client, admin, commune, employ, other_province, words
):
    employ("xa", commune)
    employ("la", other_province)

    said = words(client.get(BOOK))
    assert "Cán bộ xa" in said
    assert "nhập liệu, tiếp nhận tại Xã Tân Hưng" in said
    assert "Cán bộ la" not in said


def test_the_list_is_narrowed_by_words_role_unit_and_state(
    client, admin, commune, neighbour, employ, words
):
    employ("an", commune)
    employ("binh", neighbour, "editor")
    closed = employ("cuong", neighbour)
    close_account(by=SYSTEM, officer=closed, on=date(2025, 7, 1), why="x")

    def names(**asked):
        said = words(client.get(BOOK, asked))
        return {name for name in ("an", "binh", "cuong") if f"Cán bộ {name} {name}" in said}

    assert names() == {"an", "binh"}
    assert names(q="binh") == {"binh"}
    assert names(vai_tro="editor") == {"binh"}
    assert names(don_vi=commune.pk) == {"an"}
    assert names(dong="on") == {"cuong"}


def test_who_moved_away_is_no_longer_one_s_own(
    client, admin, commune, employ, other_province, words
):
    """The unit once stood here; its officers are the other province's now."""
    from danvan.units.actions import move_unit

    officer = employ("xa", commune)
    yesterday = date.today() - timedelta(days=1)  # noqa: DTZ011
    move_unit(by=SYSTEM, unit=commune, parent=other_province, on=yesterday, why="x")

    assert "Cán bộ xa" not in words(client.get(BOOK))
    assert client.get(f"{BOOK}{officer.pk}/").status_code == 404
    with pytest.raises(PermissionDenied):
        appoint(by=admin, officer=officer, role="editor", unit=commune, on=date(2024, 1, 1))
