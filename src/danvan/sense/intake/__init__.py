"""The door from the disk: files of opinions as one table, a draft as its sections."""

from __future__ import annotations

from danvan.papers.errors import Unreadable
from danvan.sense.intake.drafts import draft
from danvan.sense.intake.reading import Intake, SeveralUnreadable, read
from danvan.sense.intake.rows import SCHEMA

__all__ = ["SCHEMA", "Intake", "SeveralUnreadable", "Unreadable", "draft", "read"]
