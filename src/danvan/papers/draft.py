"""A draft as a tree of sections, from headings in markup or from numbers at the head of lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from danvan.papers.draft_headings import Heading, headings_of, is_list_of_titles, title_of
from danvan.papers.draft_keys import Keys
from danvan.papers.draft_lines import DraftLine, draft_lines
from danvan.papers.errors import Unreadable
from danvan.papers.letters import Letters, PlainLetters


@dataclass(frozen=True)
class Node:
    """One section. `title` is the whole heading as printed, `number` its number as printed
    ("Phần I", "1.1", "Điều 5"; "" where none); `text` its own text without its children's."""

    key: str
    level: int
    number: str
    title: str
    parent: str | None
    text: str


@dataclass(frozen=True)
class Outline:
    """A draft: its title and its sections in reading order."""

    title: str
    nodes: tuple[Node, ...]


def read_draft(path: Path, letters: Letters | None = None) -> Outline:
    """Raises Unreadable: broken, empty, or running text without one heading."""
    lines = draft_lines(path, letters or PlainLetters())
    if not lines:
        raise Unreadable(path.name, "dự thảo không có chữ nào", "hãy chọn tệp có nội dung")
    if is_list_of_titles(lines):
        return Outline("", tuple(listed(lines)))
    headings = headings_of(lines)
    if not headings:
        raise Unreadable(
            path.name,
            "không thấy đề mục nào trong dự thảo (Phần, Chương, Mục, Điều, I-, 1., a))",
            "hãy thêm đề mục đánh số hoặc dùng kiểu Heading của Word",
        )
    return Outline(title_of(lines, headings), tuple(nodes_of(lines, headings)))


def listed(lines: Sequence[DraftLine]) -> list[Node]:
    return [
        Node(str(place), 1, "", line.text, None, "") for place, line in enumerate(lines, start=1)
    ]


def nodes_of(lines: Sequence[DraftLine], headings: Sequence[Heading]) -> list[Node]:
    """Each heading under the nearest one before it of a higher rank."""
    keys = Keys(headings)
    above: list[tuple[int, Node]] = []
    nodes: list[Node] = []
    for place, heading in enumerate(headings):
        while above and above[-1][0] >= heading.rank:
            above.pop()
        parent = above[-1][1] if above else None
        end = headings[place + 1].start if place + 1 < len(headings) else len(lines)
        node = Node(
            key=keys.next_key(heading.number, heading.title, parent.key if parent else None),
            level=len(above) + 1,
            number=heading.number.shown,
            title=heading.title,
            parent=parent.key if parent else None,
            text="\n".join(line.text for line in lines[heading.end : end]),
        )
        nodes.append(node)
        above.append((heading.rank, node))
    return nodes
