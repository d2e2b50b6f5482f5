"""A draft document as the engine's tree of sections."""

from __future__ import annotations

from pathlib import Path

from danvan.papers.draft import read_draft
from danvan.sense.records import Draft, Section
from danvan.sense.words.fold import nfc
from danvan.sense.words.legacy import OldLetters, decoded


def draft(path: Path) -> Draft:
    """Raises Unreadable: broken, empty, or without one heading."""
    outline = read_draft(path, OldLetters())
    sections = tuple(
        Section(
            key=nfc(node.key),
            level=node.level,
            number=nfc(node.number),
            title=decoded(node.title),
            parent=nfc(node.parent) if node.parent else None,
            text=decoded(node.text),
        )
        for node in outline.nodes
    )
    return Draft(decoded(outline.title), sections)
