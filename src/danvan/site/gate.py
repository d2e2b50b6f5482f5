"""What stands before every page: headers that let nothing in, and a door that officers pass."""

from __future__ import annotations

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.cache import patch_vary_headers

from danvan.units.models import Officer

Answer = Callable[[HttpRequest], HttpResponse]

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
DOORS = tuple(
    f"/dieu-hanh/tai-khoan/{page}/"
    for page in ("login", "logout", "inactive", "2fa", "reauthenticate")
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def security_headers(answer: Answer) -> Answer:
    """Nothing is loaded from elsewhere, nothing runs inline, no other page frames ours."""

    def guarded(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return guarded


def in_their_language(answer: Answer) -> Answer:
    """Vietnamese, unless somebody chose otherwise: many an office's browser speaks English."""

    def translated(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(known):
            response = answer(request)
        response.headers.setdefault("Content-Language", known)
        patch_vary_headers(response, ("Cookie",))
        return response

    return translated


def officers_only(answer: Answer) -> Answer:
    """Everything under /dieu-hanh/ asks for an officer, and of some roles for a second factor."""

    def guarded(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/dieu-hanh/") or is_door(request.path):
            return answer(request)
        officer = request.user
        if not isinstance(officer, Officer):
            return redirect_to_login(request.get_full_path())
        if lacks_second_factor(officer):
            return redirect("mfa_activate_totp")
        return answer(request)

    return guarded


def is_door(path: str) -> bool:
    """The pages on which one signs in, or sets up what the door asks for."""
    return path.startswith(DOORS)


def lacks_second_factor(officer: Officer) -> bool:
    asked = settings.SECOND_FACTOR_FOR_ALL or officer.needs_second_factor
    return asked and not is_mfa_enabled(officer)
