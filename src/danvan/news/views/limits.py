"""How often one network may write below articles: counted apart from what is written, forgotten.

Nothing of this is stored. The cache counts under a hash of the network, keyed with chance that only
the cache holds and that is another one each day.
"""

from __future__ import annotations

import hmac
import ipaddress
import math
import secrets
import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext

DAY = 86_400  # seconds
HOUSEHOLD = 64  # leading bits of an IPv6 address that name a household or an office
OWN = {"same-origin", "none"}  # what a browser says of a request that our own page makes


def wait(request: HttpRequest, kind: str) -> int:
    """Counts the request under `kind`, a key of settings.LIMITS. 0: it may be answered; else the
    seconds until the next one may be."""
    now = time.time()
    place = f"news:{kind}:{_network(request, now)}"
    spans = settings.LIMITS.get(kind, ())
    return next(filter(None, (_waits(place, most, span, now) for most, span in spans)), 0)


def too_often(seconds: int) -> str:
    minutes = math.ceil(seconds / 60)
    return gettext("Từ mạng này vừa có quá nhiều lượt; xin chờ %d phút rồi thử lại.") % minutes


def is_from_our_page(request: HttpRequest) -> bool:
    """No cookie is asked of who writes, so there is none that another site's page could borrow;
    what such a page sends is still not taken."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site in OWN
    origin = request.headers.get("Origin")
    return origin is None or origin == f"{request.scheme}://{request.get_host()}"


def _network(request: HttpRequest, now: float) -> str:
    """What the last of our own proxies saw, hashed."""
    seen = request.META.get("REMOTE_ADDR", "")
    if settings.PROXIES:
        told = [each.strip() for each in request.headers.get("X-Forwarded-For", "").split(",")]
        seen = (told[-settings.PROXIES :] or [seen])[0] or seen
    try:
        found = ipaddress.ip_address(seen)
        wide = HOUSEHOLD if found.version == 6 else 32
        seen = str(ipaddress.ip_network((found, wide), strict=False))
    except ValueError:
        seen = "unknown"
    of_day = f"news:limits-key:{int(now // DAY)}"
    key = cache.get_or_set(of_day, lambda: secrets.token_hex(32), DAY)
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
