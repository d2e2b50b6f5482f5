"""E-mail addresses, links to somebody's own page, and plates of vehicles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from danvan.sense.redact.hits import Hit

ATS = ("@", "(at)", "[at]", " a còng ")
AT = r"(?:\s{0,2}(?:@|\((?i:at)\)|\[(?i:at)\])\s{0,2}| a còng )"
POINT = r"(?:\.|\s\.\s|\s?(?:\((?i:dot)\)|\[(?i:dot)\]| chấm )\s?)"
EMAIL = re.compile(rf"[\w.+%'&-]+{AT}[A-Za-z0-9_-]+(?:{POINT}[A-Za-z0-9-]+)*{POINT}[A-Za-z]{{2,}}")
NETWORKS: tuple[str, ...] = ("facebook", "fb", "zalo", "tiktok", "instagram", "youtube")
NETWORKS += ("twitter", "threads", "telegram", "linkedin", "viber", "t.me", "m.me")
NETWORK = rf"(?i:{'|'.join(re.escape(name) for name in NETWORKS)})"
OWN = re.compile(
    rf"(?:https?://)?(?:[\w-]+\.)*{NETWORK}(?:\.(?:com|me|vn|net))?/[^\s,;)\"”]*[\w/]"
    rf"|\b{NETWORK}(?: cá nhân| của tôi)?\s?[:=]\s?@?[A-Za-z][\w.]{{3,}}"
)
PATHS = "/:="
HANDLE = re.compile(r"(?<![\w.@])@[A-Za-z_][\w.]{3,}\w")
SERIES = r"\d{2}[ -]?(?:[A-Z]{1,2}\d?|MĐ\d)"
PLATE = re.compile(
    rf"(?<![\w/.-]){SERIES}(?:[ .-]{{0,2}}\d{{3}}[ .]?\d{{2}}|-\d{{4}})(?![\w/]|[.,]\d)"
)
PLATES = ("biển", "bien", "bks")
NAMED_PLATE = re.compile(
    r"(?i:biển kiểm soát|biển số|bien so|bks|biển)[^\d\n]{0,12}"
    r"(\d{2}[ -]?[A-Za-z]{1,2}\d?[ .-]{0,2}\d{3}[ .]?\d{0,2})(?!\w)"
)


def links(text: str, small: str) -> Iterator[Hit]:
    """E-mail addresses and pages, in a text in plain signs; `small`: the same in small letters."""
    if any(sign in small for sign in ATS):
        yield from (Hit(*met.span(), "email") for met in EMAIL.finditer(text))
        yield from (Hit(*met.span(), "link", "doubtful") for met in HANDLE.finditer(text))
    if any(sign in small for sign in PATHS) and any(name in small for name in NETWORKS):
        yield from (Hit(*met.span(), "link", "doubtful") for met in OWN.finditer(text))


def plates(text: str, small: str) -> Iterator[Hit]:
    """Plates of vehicles: in capitals by their shape, in small letters where they are named."""
    yield from (Hit(*met.span(), "plate") for met in PLATE.finditer(text))
    if any(word in small for word in PLATES):
        yield from (Hit(*met.span(1), "plate") for met in NAMED_PLATE.finditer(text))
