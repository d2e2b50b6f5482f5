"""The empty office forms that are read back without questions: a table of opinions, minutes."""

from __future__ import annotations

from danvan.papers.templates.minutes import write_minutes
from danvan.papers.templates.opinions import CHANNELS, write_opinions

__all__ = ["CHANNELS", "write_minutes", "write_opinions"]
