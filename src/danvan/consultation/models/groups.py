"""Contributor groups: by work and age, never by faith, ethnicity or membership of anybody."""

from __future__ import annotations

import re

from danvan.sense.words.fold import fold

LONGEST = 80
LABELS = re.compile(
    r"\b(co dao|ton giao|tin do|giao dan|chuc sac|chuc viec|phat tu|cong giao|tin lanh|hoa hao"
    r"|cao dai|dan toc|dang vien|ngoai dang|quan chung"
    r"|nguoi (kinh|tay|nung|dao|mong|hmong|hoa|thai|muong|san diu|cao lan|khmer|cham))\b"
)


def neutral(group: str) -> str:
    """The group as it is kept: none where it would label people by what the system keeps of
    nobody (D3). The text of the opinion is not touched."""
    shown = " ".join(group.split())[:LONGEST]
    return "" if LABELS.search(fold(shown)) else shown
