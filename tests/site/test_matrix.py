"""Every address × every role: what is not allowed is refused or not there, never half a page.

A new address without a line in MATRIX fails. Officers of the unit, of a unit above, of a neighbour
and of another province are asked; what a page holds of the unit is looked for in each answer.
"""

from datetime import date

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from danvan.ledger.actions import SYSTEM
from danvan.work.actions import Assignment, ask_extension, ask_job, assign, recur
from danvan.work.models import Recurrence

SECRET = "Việc chỉ của Tân Hưng"
OPEN, OURS, ADMINS, ANY_OFFICER, LIBRARY = "open", "ours", "admins", "officers", "library"
OUR_ADMINS = "our admins"  # those over the unit, or the officer; others of ours are refused
NOBODY_ELSE = "nobody else"  # what one session holds for itself

# Address name → method, who may. `ours`: the unit's officers and those above; others find nothing.
MATRIX = {
    "home": ("get", OPEN),
    "privacy": ("get", OPEN),
    "health-live": ("get", OPEN),
    "health-ready": ("get", OPEN),
    "metrics": ("get", OPEN),
    "set_language": ("post", OPEN),
    "today": ("get", ANY_OFFICER),
    "units:tree": ("get", ANY_OFFICER),
    "units:unit": ("get", OURS),
    "units:act-for": ("post", ANY_OFFICER),
    "units:export": ("get", ANY_OFFICER),
    "units:found": ("get", OUR_ADMINS),
    "units:rename": ("get", OUR_ADMINS),
    "units:move": ("get", OUR_ADMINS),
    "units:close": ("get", OUR_ADMINS),
    "units:succeed": ("get", OUR_ADMINS),
    "units:assign": ("get", OUR_ADMINS),
    "units:congress": ("get", OUR_ADMINS),
    "units:term": ("get", OUR_ADMINS),
    "units:officers": ("get", ADMINS),
    "units:open-account": ("get", ADMINS),
    "units:officer": ("get", OUR_ADMINS),
    "units:appoint": ("get", OUR_ADMINS),
    "units:relieve": ("get", OUR_ADMINS),
    "units:reset-password": ("get", OUR_ADMINS),
    "units:close-account": ("get", OUR_ADMINS),
    "reset-second-factor": ("get", OUR_ADMINS),
    "units:import-units": ("get", ADMINS),
    "units:import-successions": ("get", ADMINS),
    "units:template-units": ("get", ANY_OFFICER),
    "units:template-successions": ("get", ANY_OFFICER),
    "units:look-units": ("get", NOBODY_ELSE),
    "units:look-successions": ("get", NOBODY_ELSE),
    "ledger:lines": ("get", ANY_OFFICER),
    "ledger:export": ("get", ANY_OFFICER),
    "work:tasks": ("get", ANY_OFFICER),
    "work:export": ("get", ANY_OFFICER),
    "work:new": ("get", ANY_OFFICER),
    "work:task": ("get", OURS),
    "work:start": ("post", OURS),
    "work:close": ("post", OURS),
    "work:drop": ("post", OURS),
    "work:extend": ("post", OURS),
    "work:carry-over": ("post", OURS),
    "work:decide": ("post", OURS),
    "work:recurrences": ("get", ANY_OFFICER),
    "work:recur": ("get", ANY_OFFICER),
    "work:end-recurrence": ("post", OURS),
    "work:calendar": ("get", ANY_OFFICER),
    "work:mark-day": ("post", ANY_OFFICER),
    "work:load-holidays": ("post", ANY_OFFICER),
    "work:jobs": ("get", ANY_OFFICER),
    "work:check-ledger": ("post", ADMINS),
    "work:job": ("get", OURS),
    "work:follow": ("get", OURS),
    "work:cancel": ("post", OURS),
}
ROLES = ("collector", "analyst", "approver", "clerk", "editor", "admin")
NOT_HERE = {403, 404}
ANSWERED = {200, 302, 403, 422}  # 403 is a refused deed on a page one may see


def names(patterns=None, space: str = "") -> set[str]:
    found = set()
    for pattern in patterns or get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            found |= names(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            found.add(f"{space}{pattern.name}")
    return found


def test_every_address_has_its_line():
    library = {name for name in names() if name.startswith(("account_", "mfa_"))}
    assert names() - library == MATRIX.keys()


@pytest.fixture
def ours(commune, province, employ):
    """A commune, an officer of it, its task, job and extension, by the page that asks for them."""
    day = date(2020, 7, 1)
    task = assign(by=SYSTEM, what=Assignment(SECRET, commune, date(2099, 1, 1)), on=day)
    asked = ask_extension(by=SYSTEM, task=task, on=day, until=date(2099, 2, 1), reason="lũ")
    job = ask_job(by=SYSTEM, kind="work.clock", unit=commune)
    monthly = recur(
        by=SYSTEM,
        recurrence=Recurrence(title=SECRET, owner=commune, rhythm="month", day=20, begins_on=day),
    )
    officer = employ("nguoi-cua-ta", commune)
    officer.full_name = SECRET
    officer.save()
    return {
        **dict.fromkeys(
            (n for n, (_, who) in MATRIX.items() if n.startswith("units:") and who in OF_UNIT),
            commune.pk,
        ),
        **dict.fromkeys(OF_OFFICERS, officer.pk),
        "units:relieve": officer.roles.get().pk,
        **dict.fromkeys(("units:look-units", "units:look-successions"), "khong-phai-cua-ta"),
        "work:decide": asked.pk,
        **dict.fromkeys(("work:job", "work:follow", "work:cancel"), job.pk),
        **dict.fromkeys(
            ("work:task", "work:start", "work:close", "work:drop", "work:extend"), task.pk
        ),
        "work:carry-over": task.pk,
        "work:end-recurrence": monthly.pk,
    }


OF_UNIT = {OURS, OUR_ADMINS}
OF_OFFICERS = (
    "units:officer",
    "units:appoint",
    "units:reset-password",
    "units:close-account",
    "reset-second-factor",
)


def address(name: str, ours: dict[str, int]) -> str:
    return reverse(name, args=[ours[name]] if name in ours else [])


def content(answer) -> str:
    if answer.streaming:
        return "" if answer.is_async else b"".join(answer.streaming_content).decode()
    return answer.content.decode()


@pytest.fixture
def asks(client, ours):
    def ask(name, officer=None):
        method, _ = MATRIX[name]
        if officer is None:
            client.logout()
        else:
            client.force_login(officer)
        return getattr(client, method)(address(name, ours))

    return ask


@pytest.fixture
def two_factors(monkeypatch):
    """As if every officer had set up what the door asks for; tests/site/test_gate.py asks it."""
    monkeypatch.setattr("danvan.site.gate.is_mfa_enabled", lambda officer: True)


def test_who_has_no_account_sees_what_is_public(asks):
    for name, (_, who) in MATRIX.items():
        answer = asks(name)
        if who == OPEN:
            assert answer.status_code in {200, 302}, name
        else:
            assert answer.url.startswith("/dieu-hanh/tai-khoan/login/"), name
        assert SECRET not in content(answer), name


def test_an_account_without_a_role_opens_nothing(asks):
    from danvan.units.models import Officer

    nobody = Officer.objects.create(username="cu", full_name="Không vai trò")
    for name, (_, who) in MATRIX.items():
        answer = asks(name, nobody)
        assert who == OPEN or answer.status_code == 403, name
        assert SECRET not in content(answer), name


@pytest.mark.usefixtures("two_factors")
@pytest.mark.parametrize("role", ROLES)
def test_a_stranger_and_a_neighbour_find_nothing_of_ours(
    role, asks, employ, other_province, neighbour
):
    for officer in (employ("la", other_province, role), employ("ben", neighbour, role)):
        for name, (_, who) in MATRIX.items():
            answer = asks(name, officer)
            assert who not in OF_UNIT or answer.status_code in NOT_HERE, name
            assert SECRET not in content(answer), name


@pytest.mark.usefixtures("two_factors")
@pytest.mark.parametrize("role", ROLES)
def test_officers_of_the_unit_and_above_are_answered(role, asks, employ, commune, province):
    for officer in (employ("xa-ta", commune, role), employ("tinh-ta", province, role)):
        for name, (method, who) in MATRIX.items():
            answer = asks(name, officer)
            assert answer.status_code in (NOT_HERE if who == NOBODY_ELSE else ANSWERED), name
            if method == "get" and who in {OURS, ANY_OFFICER}:
                assert answer.status_code == 200, name
            if who in {ADMINS, OUR_ADMINS}:
                assert (answer.status_code in {200, 302}) == (role == "admin"), name


@pytest.mark.usefixtures("two_factors")
def test_the_unit_s_own_officer_sees_the_secret(asks, employ, commune):
    """So that the tests above can fail."""
    assert SECRET in content(asks("work:task", employ("xa-ta", commune)))
    assert SECRET in content(asks("units:officers", employ("qt-ta", commune, "admin")))


@pytest.mark.usefixtures("two_factors")
def test_a_role_that_has_ended_opens_nothing(asks, employ, commune):
    officer = employ("het-han", commune)
    officer.roles.update(valid_to=date(2021, 1, 1))

    assert asks("work:task", officer).status_code == 403
