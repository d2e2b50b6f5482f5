"""A paper as one page that needs nothing else: no network, no script, and every count opens."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any, TextIO

from danvan.papers.blocks import (
    Bars,
    Block,
    Cell,
    Evidence,
    Heading,
    Item,
    Paper,
    Paragraph,
    Quote,
    Sentence,
    Signature,
    Table,
    spelled,
)
from danvan.papers.chart import svg
from danvan.papers.palette import colour, contrast
from danvan.papers.printable import printable

_HERE = Path(__file__).parent
_NAMED_IN_PRINT = 5  # opinions that a printed page names under a sentence
_HOW_TO_READ = (
    "Bấm vào một câu để xem các ý kiến được đếm trong câu đó: lời góp ý, vị trí trong dự thảo và "
    "cách xác định vị trí."
)
_ICONS = {
    "check": "M6 12.5l4 4 8-9",
    "plus": "M12 6v12M6 12h12",
    "cross": "M7 7l10 10M17 7L7 17",
    "question": "M9 9.5a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.1-1.5 2.2M12 17.6v.2",
    "note": "M12 11v6M12 6.8v.2",
    "dash": "M7 12h10",
}


def write(paper: Paper, out: TextIO) -> None:
    """Write `paper` to `out` piece by piece, as UTF-8 HTML in Vietnamese.

    Only one block is in memory at a time. A sentence's address is "#" and its id. The page's own
    policy forbids every request and every script but its own small one.
    """
    for piece in _pieces(paper):
        out.write(piece)
        out.write("\n")


def _pieces(paper: Paper) -> Iterator[str]:
    yield _head(paper)
    yield _top(paper)
    yield '<div class="body">'
    yield from _contents(paper.headings())
    yield f'<main id="noi-dung">\n<p class="how">{_HOW_TO_READ}</p>'
    body = _Body()
    for block in paper.blocks:
        yield from body.write(block)
    yield from _signature(paper.signature)
    for block in paper.annexes:
        yield from body.write(block)
    script = (_HERE / "report_html.js").read_text(encoding="utf-8")
    yield f"</main>\n</div>\n</div>\n<script>{script}</script>\n</body>\n</html>"


def _head(paper: Paper) -> str:
    script = (_HERE / "report_html.js").read_text(encoding="utf-8")
    allowed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{allowed}'; "
        "base-uri 'none'; form-action 'none'"
    )
    style = (_HERE / "report_html.css").read_text(encoding="utf-8")
    style += _notice_in_print(paper.notice)
    icons = "".join(
        f'<symbol id="i-{name}" viewBox="0 0 24 24"><path d="{line}"/></symbol>'
        for name, line in _ICONS.items()
    )
    return (
        '<!doctype html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_safe(_full_title(paper))}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f'<svg class="defs" aria-hidden="true">{icons}</svg>\n'
        '<a class="skip" href="#noi-dung">Đến nội dung</a>'
    )


def _notice_in_print(notice: str) -> str:
    """The notice at the foot of each printed page, in CSS escapes, so that none can act."""
    if not notice:
        return ""
    text = "".join(f"\\{ord(letter):x} " for letter in printable(notice))
    return f'@page {{ @bottom-center {{ content: "{text}"; font: 700 9pt sans-serif; }} }}\n'


def _full_title(paper: Paper) -> str:
    return f"{paper.title}: {paper.subtitle}" if paper.subtitle else paper.title


def _top(paper: Paper) -> str:
    notice = f'<aside class="notice">{_safe(paper.notice)}</aside>\n' if paper.notice else ""
    issuers = "\n".join(f'<p class="issuer">{_safe(line)}</p>' for line in paper.issuer)
    dated = " · ".join(_safe(part) for part in (paper.number, paper.place_date) if part)
    return (
        f'{notice}<div class="frame">\n<header>\n<div>{issuers}</div>\n'
        f'<h1><span class="kind">{_safe(paper.title)}</span> '
        f'<span class="about">{_safe(paper.subtitle)}</span></h1>\n<p>{dated}</p>\n</header>'
    )


def _contents(headings: Iterable[Heading]) -> Iterator[str]:
    yield '<nav aria-labelledby="muc-luc">\n<h2 id="muc-luc">Mục lục</h2>\n<ul>'
    for n, heading in enumerate(headings, 1):
        yield (f'<li class="l{heading.level}"><a href="#muc-{n}">{_safe(heading.shown())}</a></li>')
    yield "</ul>\n</nav>"


class _Body:
    """Writes one block after another; counts headings and pictures for their addresses."""

    def __init__(self) -> None:
        self.headings = 0
        self.pictures = 0
        self.writers: dict[type, Callable[[Any], Iterator[str]]] = {
            Heading: self.heading,
            Paragraph: _paragraph,
            Sentence: _sentence,
            Quote: _quote,
            Table: _table,
            Bars: self.bars,
        }

    def write(self, block: Block) -> Iterator[str]:
        return self.writers[type(block)](block)

    def heading(self, block: Heading) -> Iterator[str]:
        self.headings += 1
        level = block.level + 1
        yield f'<h{level} id="muc-{self.headings}">{_safe(block.shown())}</h{level}>'

    def bars(self, block: Bars) -> Iterator[str]:
        self.pictures += 1
        yield (
            f"<figure>\n<figcaption><b>{_safe(block.title)}</b>"
            f"<span>Đơn vị: {_safe(block.unit)}</span></figcaption>"
        )
        yield svg(block, name=f"hinh-{self.pictures}")
        yield "<details><summary>Bảng số liệu của hình</summary>"
        rows = [(row.label, row.value, row.note) for row in block.rows]
        yield from _table(Table(("Nội dung", f"Số {block.unit}", "Ghi chú"), rows))
        yield "</details>\n</figure>"


def _paragraph(block: Paragraph) -> Iterator[str]:
    kind = "" if block.style == "body" else f' class="{block.style}"'
    yield f"<p{kind}>{_safe(block.text)}</p>"


def _quote(block: Quote) -> Iterator[str]:
    source = f"<footer>{_safe(block.source)}</footer>" if block.source else ""
    yield f"<blockquote>“{_safe(block.text)}”{source}</blockquote>"


def _sentence(block: Sentence) -> Iterator[str]:
    before, count, after = (_safe(part) for part in block.parts())
    yield (
        f'<details class="s"><summary>{before}<b>{count}</b>{after}'
        f'<span class="seen">{_safe(_in_print(block))}</span></summary>\n'
        # The address lies inside, so that a browser opens the sentence without a script.
        f'<div class="e"><a id="{_safe(block.id)}"></a>'
    )
    yield from _evidence(block.evidence)
    yield "</div></details>"


def _in_print(block: Sentence) -> str:
    named = ", ".join(item.id for item in block.evidence.shown[:_NAMED_IN_PRINT])
    more = " …" if block.evidence.total > _NAMED_IN_PRINT else ""
    text = f"Dẫn chứng {block.id}: {spelled(block.evidence.total)} ý kiến"
    return f"{text}, gồm {named}{more}" if named else text


def _evidence(evidence: Evidence) -> Iterator[str]:
    shown = len(evidence.shown)
    if shown < evidence.total:
        yield f"<p>Hiện {spelled(shown)} trong {spelled(evidence.total)} ý kiến.</p>"
    yield "<ol>"
    for item in evidence.shown:
        yield _item(item)
    yield "</ol>"
    if evidence.more:
        yield f"<p>{_safe(evidence.more)}</p>"


def _item(item: Item) -> str:
    stance = item.stance
    fill = colour(stance.colour)
    pale = " pale" if contrast(fill, "#ffffff") > contrast(fill, "#000000") else ""
    repeats = f"{spelled(item.repeats)} lượt cùng nội dung" if item.repeats > 1 else ""
    placed = f"{item.place} ({item.how})" if item.how else item.place
    facts = "".join(f" · {_safe(fact)}" for fact in (placed, repeats, item.id) if fact)
    return (
        f"<li><p>{_safe(item.before)}<mark>{_safe(item.quote)}</mark>{_safe(item.after)}</p>"
        f'<p class="w"><svg class="k{pale}" style="background:{fill}" aria-hidden="true">'
        f'<use href="#i-{stance.icon}"/></svg><i>{_safe(stance.word)}</i>{facts}</p></li>'
    )


def _table(block: Table) -> Iterator[str]:
    title = _safe(block.title or "Bảng số liệu")
    size = " big" if block.wide else ""
    yield f'<div class="t{size}" role="region" aria-label="{title}" tabindex="0">\n<table>'
    if block.title:
        yield f"<caption>{title}</caption>"
    if block.widths:
        columns = "".join(f'<col style="width:{share:.1%}">' for share in block.shares())
        yield f"<colgroup>{columns}</colgroup>"
    figures = _figure_columns(block)
    heads = "".join(
        f'<th scope="col"{_figure_class(n in figures)}>{_safe(head)}</th>'
        for n, head in enumerate(block.head)
    )
    yield f"<thead><tr>{heads}</tr></thead>\n<tbody>"
    for row in block.rows:
        yield f"<tr>{''.join(_cell(cell) for cell in row)}</tr>"
    yield "</tbody>\n</table>\n</div>"


def _figure_columns(block: Table) -> set[int]:
    first = block.rows[0] if block.rows else ()
    return {n for n, cell in enumerate(first) if isinstance(cell, int | float)}


def _figure_class(is_figure: bool) -> str:  # noqa: FBT001 - a state, not a mode
    return ' class="f"' if is_figure else ""


def _cell(cell: Cell) -> str:
    if cell is None:
        return "<td></td>"
    if isinstance(cell, str):
        return f"<td>{_safe(cell)}</td>"
    return f'<td class="f">{spelled(cell)}</td>'


def _signature(signature: Signature) -> Iterator[str]:
    if not (signature.office or signature.name or signature.recipients):
        return
    recipients = "".join(f"<li>- {_safe(line)}</li>" for line in signature.recipients)
    if recipients:
        recipients = f"<ul><li><b>Nơi nhận:</b></li>{recipients}</ul>"
    office = "".join(f"<p>{_safe(line)}</p>" for line in (*signature.office, signature.name))
    yield f'<div class="sign">{recipients}<div>{office}</div></div>'


def _safe(text: str) -> str:
    return escape(printable(text))
