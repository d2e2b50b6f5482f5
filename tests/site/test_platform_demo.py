"""The demonstration's database: whole, for every role, marked as what it is, and never public."""

import pytest
from rich.console import Console

from danvan.ledger.models import NOWHERE, Entry
from danvan.site.demo import platform
from danvan.site.demo import site as demo
from danvan.site.demonstrators import ACCOUNTS
from danvan.site.serving import faults
from danvan.units.models import Officer, Role, RoleAssignment, Unit
from danvan.work.models import Task

QUIET = Console(quiet=True)


@pytest.fixture
def filled(db, settings):
    settings.DEMONSTRATION, settings.TODAY = True, platform.TODAY
    demo.fill(QUIET)
    return settings


def counts() -> list[int]:
    return [model.objects.count() for model in (Unit, Officer, RoleAssignment, Task, Entry)]


def test_the_demonstration_is_whole_marked_and_never_public(filled, client):
    """One filling, for it takes seconds: every rule about the demonstration's data."""
    before = counts()
    demo.fill(QUIET)
    assert counts() == before, "filling twice changes nothing"

    roles = {*RoleAssignment.objects.values_list("role", flat=True)}
    assert roles == {*Role.values}, "every role has an account"
    held = RoleAssignment.objects.select_related("unit")
    tiers = {duty.unit.version_on(platform.TODAY).tier.code for duty in held}
    assert len(tiers) >= 2, "of two tiers at least"
    assert Entry.objects.first_fault() is None
    assert not Entry.objects.filter(unit_path=NOWHERE).exists(), "every line has its place"
    assert len({task.state(platform.TODAY) for task in Task.objects.all()}) >= 3

    for account in ACCOUNTS:
        client.force_login(Officer.objects.get(username=account.username))
        for page in ("/", "/dieu-hanh/", "/dieu-hanh/don-vi/", "/dieu-hanh/cong-viec/", "/la"):
            assert "Bản trình diễn" in client.get(page).content.decode(), (account.username, page)
        journal = client.get("/dieu-hanh/nhat-ky/").context["page"]
        assert journal.paginator.count > len(platform.TASKS), account.username

    filled.DEMONSTRATION, filled.TODAY = False, None
    assert "mật khẩu đã công bố" in " ".join(faults("0.0.0.0"))  # noqa: S104


def test_a_database_with_other_data_is_left_alone(commune):
    before = counts()

    with pytest.raises(demo.Occupied, match="DANVAN_HOME"):
        demo.fill(QUIET)
    assert counts() == before


def test_a_demonstration_that_breaks_half_way_leaves_nothing(db, monkeypatch):
    monkeypatch.setattr(platform, "TASKS", [("Thiếu hạn", "", None)])

    with pytest.raises(TypeError):
        demo.fill(QUIET)

    assert counts() == [0, 0, 0, 0, 0]
