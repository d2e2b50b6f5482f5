"""What changed between two wordings, and between two versions of a draft."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal

from danvan.sense.drafts.likeness import name_of
from danvan.sense.drafts.order import chain
from danvan.sense.drafts.pieces import Piece, paragraph_changes, pieces
from danvan.sense.records import Draft, Section

Status = Literal["same", "changed", "added", "removed", "moved"]


@dataclass(frozen=True)
class SectionChange:
    """What became of one section; `before` or `after` is None where it did not stand.

    "moved" says that it stands elsewhere among the others, whether or not its words changed, too:
    that is `is_reworded`. A section whose number alone changed is "same" and `is_renumbered`.
    """

    key: str
    status: Status
    before: Section | None
    after: Section | None
    title: tuple[Piece, ...]
    text: tuple[Piece, ...]

    @property
    def is_reworded(self) -> bool:
        old, new = self.before, self.after
        return old is None or new is None or (name_of(old), old.text) != (name_of(new), new.text)

    @property
    def is_renumbered(self) -> bool:
        return bool(self.before and self.after and self.before.number != self.after.number)


def changes(before: str, after: str) -> tuple[Piece, ...]:
    """Pieces in reading order; without the added ones they are `before`, without the removed ones
    `after`, letter for letter. Between two pieces that stayed, what went stands before what came.

    >>> [(piece.kind, piece.text) for piece in changes("Tăng trưởng khá.", "Tăng trưởng tốt.")]
    [('same', 'Tăng trưởng'), ('removed', ' khá'), ('added', ' tốt'), ('same', '.')]
    """
    if before == after:
        return (Piece("same", before),) if before else ()
    return pieces(paragraph_changes(before, after))


def compare(before: Draft, after: Draft) -> tuple[SectionChange, ...]:
    """Every section of both versions once, by its stable key (`align.keyed`).

    In the order of `after`; a removed section stands after the one that it followed in `before`.
    """
    old = {section.key: section for section in before.sections}
    new = {section.key: section for section in after.sections}
    moved = moved_keys(before, after)
    gone = removed_after(before, new, moved)
    found = [removed(section) for section in gone.get(None, [])]
    for section in after.sections:
        found.append(change_of(old.get(section.key), section, moved))
        found += [removed(each) for each in gone.get(section.key, [])]
    return tuple(found)


def change_of(before: Section | None, after: Section, moved: Collection[str]) -> SectionChange:
    title, text = (before.title, before.text) if before else ("", "")
    change = SectionChange(
        after.key,
        "moved" if after.key in moved else "same",
        before,
        after,
        changes(title, after.title),
        changes(text, after.text),
    )
    if before is None:
        return replace(change, status="added")
    if change.status == "same" and change.is_reworded:
        return replace(change, status="changed")
    return change


def removed(section: Section) -> SectionChange:
    title, text = changes(section.title, ""), changes(section.text, "")
    return SectionChange(section.key, "removed", section, None, title, text)


def moved_keys(before: Draft, after: Draft) -> set[str]:
    """Sections of both versions under another parent, or out of order among those that stayed.

    As few as can be: of siblings in a new order, the longest run in the old order did not move.
    """
    old = {section.key: (at, section.parent) for at, section in enumerate(before.sections)}
    moved: set[str] = set()
    siblings: dict[str | None, list[tuple[int, int, float]]] = defaultdict(list)
    for at, section in enumerate(after.sections):
        place, parent = old.get(section.key, (-1, None))
        if place >= 0 and parent != section.parent:
            moved.add(section.key)
        elif place >= 0:
            siblings[section.parent].append((place, at, 1.0))
    for group in siblings.values():
        stayed = {at for _, at in chain(group)}
        moved |= {after.sections[at].key for _, at, _ in group if at not in stayed}
    return moved


def removed_after(
    before: Draft, still: Collection[str], moved: Collection[str]
) -> dict[str | None, list[Section]]:
    """Removed sections by the section they followed that stayed in its place; None: at the head."""
    gone: dict[str | None, list[Section]] = defaultdict(list)
    last: str | None = None
    for section in before.sections:
        if section.key not in still:
            gone[last].append(section)
        elif section.key not in moved:
            last = section.key
    return gone
