"""The door from the disk: files of opinions as one table, a draft as its sections.

What stands behind it is loaded when first asked for by `intake.name`: each process of a site holds
this door, and few ever open it; the readers of every kind of file take 70 MB and a second.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from danvan.papers.errors import Unreadable
    from danvan.sense.intake.drafts import draft
    from danvan.sense.intake.given import Given, listed
    from danvan.sense.intake.one_file import FileRead, file_read
    from danvan.sense.intake.preview import FEW, FileSeen, file_seen, hidden
    from danvan.sense.intake.reading import Intake, Progress, SeveralUnreadable, gone_through, read
    from danvan.sense.intake.rows import SCHEMA

__all__ = [
    "FEW",
    "SCHEMA",
    "FileRead",
    "FileSeen",
    "Given",
    "Intake",
    "Progress",
    "SeveralUnreadable",
    "Unreadable",
    "draft",
    "file_read",
    "file_seen",
    "gone_through",
    "hidden",
    "listed",
    "read",
]
BEHIND = {
    "danvan.papers.errors": ("Unreadable",),
    "danvan.sense.intake.drafts": ("draft",),
    "danvan.sense.intake.given": ("Given", "listed"),
    "danvan.sense.intake.one_file": ("FileRead", "file_read"),
    "danvan.sense.intake.preview": ("FEW", "FileSeen", "file_seen", "hidden"),
    "danvan.sense.intake.reading": (
        "Intake",
        "Progress",
        "SeveralUnreadable",
        "gone_through",
        "read",
    ),
    "danvan.sense.intake.rows": ("SCHEMA",),
}
HOMES = {name: module for module, names in BEHIND.items() for name in names}

if not TYPE_CHECKING:  # a checker knows the names from above, and tells those that are not there

    def __getattr__(name: str) -> Any:
        if name not in HOMES:
            raise AttributeError(name)
        return getattr(import_module(HOMES[name]), name)
