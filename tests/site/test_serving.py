"""The site is not opened to others as a demonstration, nor with details of errors."""

import pytest

from danvan.ledger.actions import SYSTEM
from danvan.site.demonstrators import PASSWORD
from danvan.site.serving import faults
from danvan.units.actions import open_account

OUT = "0.0.0.0"  # noqa: S104 - the address is what is tested


@pytest.fixture
def set_up(settings):
    settings.DEBUG = False
    settings.TODAY, settings.DEMONSTRATION = None, False
    settings.ALLOWED_HOSTS = [*settings.OWN_HOSTS, "gop-y.example"]
    settings.SECRET_KEY = "k" * 60
    return settings


@pytest.fixture
def demonstrator(commune):
    from datetime import date

    return open_account(
        by=SYSTEM,
        username="demo-duyet",
        full_name="Trình diễn",
        password=PASSWORD,
        unit=commune,
        on=date(2020, 1, 1),
    )


def test_a_site_that_is_set_up_is_opened(db, set_up):
    assert list(faults(OUT)) == []


def test_demonstration_passwords_keep_it_shut(set_up, demonstrator):
    assert "mật khẩu đã công bố" in " ".join(faults(OUT))


def test_a_demonstration_account_with_another_password_does_not(set_up, demonstrator):
    demonstrator.set_password("một-mật-khẩu-khác-hẳn")
    demonstrator.save()

    assert list(faults(OUT)) == []


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("DEBUG", True, "DANVAN_DEBUG"),
        ("SECRET_KEY", "ngan", "Khóa bí mật"),
        ("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"], "DANVAN_HOSTS"),
        ("DEMONSTRATION", True, "DANVAN_DEMO"),
    ],
)
def test_each_setting_that_is_not_safe_is_named(db, set_up, name, value, said):
    setattr(set_up, name, value)

    assert said in " ".join(faults(OUT))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_on_this_machine_alone_it_opens_as_it_is(set_up, demonstrator, host):
    set_up.DEBUG = True

    assert list(faults(host)) == []
