"""How often one network may ask: counted apart from what is said, and forgotten.

Nothing of this is written down. The cache counts under a keyed hash of the address; the key is
chance, lives in the cache only and is another one each day, so that nobody, not even the keeper of
the site, can later tell which address asked, or follow one from day to day.
"""

from __future__ import annotations

import hmac
import ipaddress
import math
import secrets
import time
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

View = Callable[..., HttpResponse]

DAY = 86_400  # seconds
NETWORK = 64  # leading bits of an IPv6 address that name a household or an office
SAFE = ("GET", "HEAD", "OPTIONS")
COUNTED = {  # which requests of a view count; of other kinds, all do
    "sending": lambda request: request.method not in SAFE,
    "lookup": lambda request: request.method not in SAFE,
    "upload": lambda request: bool(request.FILES),
}


def limited(kind: str) -> Callable[[View], View]:
    """Lets a view be asked so often from one network: `kind` is a key of settings.LIMITS.

    Looking at a form is never limited; "upload" counts requests that carry a file. Over the limit
    the answer is 429 with Retry-After, and what was typed stands in it, to be sent again.
    """

    def limiting(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *given: object, **named: object) -> HttpResponse:
            seconds = wait(request, kind)
            return too_many(request, seconds) if seconds else view(request, *given, **named)

        return guarded

    return limiting


def wait(request: HttpRequest, kind: str) -> int:
    """Counts the request. 0: it may be answered; else the seconds until the next one may be."""
    counts = COUNTED.get(kind)
    if counts and not counts(request):
        return 0
    now = time.time()
    place = f"{kind}:{_hashed(address(request), now)}"
    waits = (_waits(place, most, span, now) for most, span in settings.LIMITS[kind])
    return next(filter(None, waits), 0)  # what a short span refuses is not counted in a long one


def too_many(request: HttpRequest, seconds: int) -> HttpResponse:
    """The page that says so; it holds what was typed, and sends it again where it was going."""
    typed = [
        (name, text)
        for name, texts in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for text in texts
    ]
    context = {
        "said": said(seconds),
        "typed": typed,
        "written": [text for _, text in typed if " " in text.strip() or "\n" in text.strip()],
        "has_files": bool(request.FILES),
    }
    answer = render(request, "consultation/too_many.html", context, status=429)
    answer.headers["Retry-After"] = str(seconds)
    return answer


def said(seconds: int) -> str:
    """The sentence, with the time in the larger unit."""
    if seconds <= 90:
        return gettext("Từ mạng này vừa có quá nhiều lượt; xin chờ %d giây rồi thử lại.") % seconds
    minutes = math.ceil(seconds / 60)
    return gettext("Từ mạng này vừa có quá nhiều lượt; xin chờ %d phút rồi thử lại.") % minutes


def address(request: HttpRequest) -> str:
    """Where the request comes from: as the last of our own proxies saw it, where there are any.

    What stands further left in X-Forwarded-For was written by the caller and is not believed.
    """
    seen = request.META.get("REMOTE_ADDR", "")
    if settings.PROXIES:
        told = [each.strip() for each in request.headers.get("X-Forwarded-For", "").split(",")]
        seen = (told[-settings.PROXIES :] or [seen])[0] or seen
    try:
        found = ipaddress.ip_address(seen)
    except ValueError:
        return "unknown"
    if found.version == 4:
        return str(found)
    return str(ipaddress.ip_network((found, NETWORK), strict=False))


def _hashed(seen: str, now: float) -> str:
    """The address under the key of the day, which is chance and only in the cache."""
    place = f"limits-key:{int(now // DAY)}"
    key = cache.get_or_set(place, lambda: secrets.token_hex(32), DAY)
    return hmac.new(str(key).encode(), seen.encode(), "sha256").hexdigest()[:32]


def _waits(place: str, most: int, span: int, now: float) -> int:
    """Seconds to the end of the span under way where `most` were counted in it already."""
    window = int(now // span)
    counter = f"{place}:{span}:{window}"
    if cache.add(counter, 1, span + 1):
        return 0
    try:
        count = cache.incr(counter)
    except ValueError:  # dropped between the two: the cache was full
        return 0
    return math.ceil((window + 1) * span - now) or 1 if count > most else 0
