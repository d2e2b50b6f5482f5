"""What every page shows around its content: the rail, the unit one acts for, the day."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from allauth.mfa import app_settings as mfa
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from danvan.site.demonstrators import SECRET
from danvan.units.models import Officer


@dataclass(frozen=True)
class Stop:
    """A place on the rail."""

    url: str
    label: str
    icon: str
    key: str
    is_here: bool


def around(request: HttpRequest) -> dict[str, Any]:
    marks: dict[str, Any] = {
        "demonstration_day": settings.TODAY,
        "is_demonstration": settings.DEMONSTRATION,
    }
    if settings.DEMONSTRATION and request.path.endswith("/2fa/authenticate/"):
        marks["demonstration_code"] = current_code()
    officer = getattr(request, "user", None)
    if not isinstance(officer, Officer) or not request.path.startswith("/dieu-hanh/"):
        return {"officer": None, **marks}
    return {"officer": officer, "rail": rail(request), **marks}


def current_code() -> str:
    """What the demonstration's authenticator would show now."""
    counter = int(time.time()) // mfa.TOTP_PERIOD
    return str(totp.format_hotp_value(totp.hotp_value(SECRET, counter)))


def rail(request: HttpRequest) -> list[Stop]:
    """The officer's places, in their fixed order."""
    places = (
        ("today", gettext("Hôm nay"), "today", "h"),
        ("work:tasks", gettext("Công việc"), "work", "c"),
        ("units:tree", gettext("Đơn vị"), "units", "d"),
        ("ledger:lines", gettext("Nhật ký"), "ledger", "n"),
    )
    urls = [(reverse(name), *rest) for name, *rest in places]
    here = max((url for url, *_ in urls if request.path.startswith(url)), key=len, default="")
    return [Stop(url, label, icon, key, url == here) for url, label, icon, key in urls]
