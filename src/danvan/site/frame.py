"""What every page shows around its content: the rail, the unit one acts for, the day."""

from __future__ import annotations

import time
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from allauth.mfa import app_settings as mfa
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from danvan.site.demonstrators import SECRET
from danvan.site.gate import lacks_second_factor
from danvan.units.models import Officer

VERSION = version("danvan")


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
        "software_version": VERSION,
    }
    if settings.DEMONSTRATION and request.path.endswith("/2fa/authenticate/"):
        marks["demonstration_code"] = current_code()
    officer = getattr(request, "user", None)
    if not isinstance(officer, Officer) or not request.path.startswith("/dieu-hanh/"):
        return {"officer": None, "account_frame": "site/public.html", **marks}
    frame = account_frame(request.path, officer)
    return {"officer": officer, "rail": rail(request), "account_frame": frame, **marks}


def current_code() -> str:
    """What the demonstration's authenticator would show now."""
    counter = int(time.time()) // mfa.TOTP_PERIOD
    return str(totp.format_hotp_value(totp.hotp_value(SECRET, counter)))


def account_frame(path: str, officer: Officer) -> str:
    """What stands around the pages of one's own account: the officer's frame, once the door would
    let them through to the places that it shows."""
    is_account = path.startswith("/dieu-hanh/tai-khoan/")
    passes = is_account and bool(officer.duties) and not lacks_second_factor(officer)
    return "site/officer.html" if passes else "site/public.html"


def rail(request: HttpRequest) -> list[Stop]:
    """The officer's places, in their fixed order."""
    places = (
        ("today", gettext("Hôm nay"), "today", "h"),
        ("consulting:consultations", gettext("Góp ý"), "consultation", "g"),
        ("situation:rounds", gettext("Tình hình"), "situation", "b"),
        ("work:tasks", gettext("Công việc"), "work", "c"),
        ("newsroom:articles", gettext("Tin"), "news", "t"),
        ("units:tree", gettext("Đơn vị"), "units", "d"),
        ("ledger:lines", gettext("Nhật ký"), "ledger", "n"),
    )
    urls = [(reverse(name), *rest) for name, *rest in places]
    first = urls[0][0]  # all addresses begin with it: it is where one is only when nothing follows
    within = (
        u for u, *_ in urls if request.path == u or (u != first and request.path.startswith(u))
    )
    here = max(within, key=len, default="")
    return [Stop(url, label, icon, key, url == here) for url, label, icon, key in urls]
