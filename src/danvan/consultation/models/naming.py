"""A section of the draft named by its number, its key or its title, as people write it."""

from __future__ import annotations

from danvan.consultation.models.drafts import DraftVersion
from danvan.sense.drafts.citations import resolve_label
from danvan.sense.records import Draft, Section


def as_draft(version: DraftVersion) -> Draft:
    """The version as the engine's tree."""
    rows = version.sections.values_list("key", "level", "number", "title", "parent_key", "text")
    return Draft(
        version.title,
        tuple(
            Section(key, level, number, title, parent or None, text)
            for key, level, number, title, parent, text in rows
        ),
    )


def section_named(draft: Draft, label: str) -> str | None:
    """The key of the section that is meant: "" for none at all, None where none is found."""
    if not label.strip():
        return ""
    found = resolve_label(draft, label)
    return draft.sections[found].key if found >= 0 else None
