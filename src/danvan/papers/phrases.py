"""The words that every printed paper says in the same way, whatever file it becomes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from danvan.papers.blocks import Cell, Paragraph, Quote, Sentence, spelled
from danvan.papers.profile import Profile


def addressed(names: Sequence[str], form: Profile) -> Iterator[str]:
    """ "Kính gửi:" and one body beside it, or several below."""
    words = form.recipients["addressee"]
    if len(names) == 1:
        yield f"{words} {names[0].rstrip('.,;')}"
    elif names:
        yield words
        yield from listed(names, form)


def listed(names: Sequence[str], form: Profile) -> Iterator[str]:
    """The names as a list of recipients is written: "- Thường trực Tỉnh ủy,"."""
    shape = form.recipients
    for n, name in enumerate(names, 1):
        end = shape["end"] if n == len(names) else shape["between"]
        yield f"{shape['item']}{name.rstrip('.,;')}{end}"


def running(block: Paragraph) -> str:
    """A paragraph's text; a line of a list begins with a dash."""
    return f"- {block.text}" if block.style == "item" else block.text


def quotation(block: Quote) -> str:
    """Somebody's words between quotation marks, and their source in brackets."""
    return f"“{block.text}”" + (f" ({block.source})" if block.source else "")


def evidence_line(block: Sentence, most: int) -> str:
    """The small line under a sentence: the first `most` opinions behind it; where others are."""
    evidence = block.evidence
    named = [item.id for item in evidence.shown[:most]]
    rest = evidence.total - len(named)
    text = f"Dẫn chứng {block.id}: {', '.join(named)}" if named else f"Dẫn chứng {block.id}"
    text += f" và {spelled(rest)} ý kiến khác." if named and rest > 0 else "."
    return f"{text} {evidence.more}".rstrip()


def printed(content: Cell) -> str:
    """What stands in a cell: words as they are, figures as papers print them."""
    if content is None:
        return ""
    return content if isinstance(content, str) else spelled(content)
