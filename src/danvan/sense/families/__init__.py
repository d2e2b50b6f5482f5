"""Near copies: campaigns found by what their copies share, and the words each sender added."""

from __future__ import annotations

from danvan.sense.families.campaigns import families, parted
from danvan.sense.families.near import near_duplicates

__all__ = ["families", "near_duplicates", "parted"]
