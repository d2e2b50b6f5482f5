"""Names of font families as .docx and .pdf write them, and which are drawn on the same metrics."""

from __future__ import annotations

import re

# Drawn on the metrics of Times New Roman, so that lines break where they do in it.
SAME_METRICS = {
    "timesnewroman",
    "tinos",
    "liberationserif",
    "nimbusroman",
    "times",
    "texgyretermes",
}
SIGNS = {"symbol", "wingdings", "wingdings2", "wingdings3", "webdings", "opensymbol"}
SIGNS |= {"segoeuisymbol", "segoeuiemoji", "msgothic", "cambriamath"}
LEGACY = (".vn", "vni-", "vni ", "vntime", "abc-", "uvn")
SUBSET = re.compile(r"^[A-Z]{6}\+")
STYLE = re.compile(r"[-,].*|(?:PS)?(?:MT)?$")


def family_in_pdf(name: str) -> str:
    """ "ABCDEF+TimesNewRomanPS-BoldMT" → "TimesNewRoman"."""
    return STYLE.sub("", SUBSET.sub("", name).replace(" ", ""))


def key_of(family: str) -> str:
    return family.replace(" ", "").lower()


def is_like_times(family: str) -> bool:
    return key_of(family) in SAME_METRICS


def is_for_signs(family: str) -> bool:
    """Bullets, ticks and arrows come from fonts of their own."""
    return key_of(family) in SIGNS


def is_legacy(family: str) -> bool:
    """A font of the encodings before Unicode: TCVN3 or VNI."""
    return family.lower().startswith(LEGACY)
