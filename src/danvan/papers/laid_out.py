"""A paper with all that its profile decides filled in: heading numbers, blanks for the clerk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from danvan.papers.blocks import Block, Heading, Paper
from danvan.papers.docx_styles import roman
from danvan.papers.profile import Profile
from danvan.papers.symbol import blank_symbol


def laid_out(paper: Paper, form: Profile) -> Paper:
    """`paper` as `form` asks; what it states itself stays. Doing it again changes nothing."""
    return replace(
        paper,
        number=paper.number or blank_symbol(paper.kind, form),
        place_date=paper.place_date or form.place_date["blank"],
        blocks=list(numbered(paper.blocks, form, paper.outline or form.headings["levels"])),
        annexes=list(numbered(paper.annexes, form, ("annex", *form.headings["levels"]))),
    )


def numbered(blocks: Iterable[Block], form: Profile, levels: Sequence[str]) -> Iterator[Block]:
    """The blocks, each heading with its number in its level's series; deeper ones have none."""
    counts = [0] * len(levels)
    for block in blocks:
        if not isinstance(block, Heading) or block.number is not None:
            yield block
            continue
        if block.level > len(levels):
            yield replace(block, number="")
            continue
        counts[block.level - 1] += 1
        counts[block.level :] = [0] * (len(levels) - block.level)
        yield replace(block, number=_number(counts[: block.level], levels, form))


def in_series(series: str, n: int, form: Profile) -> str:
    """The `n`-th number of a series, as the profile writes it: "1-", "II.", "a)"."""
    return _number([n], [series], form)


def _number(counts: Sequence[int], levels: Sequence[str], form: Profile) -> str:
    """The number of the last of `counts`, as its series writes it."""
    series, letters = levels[len(counts) - 1], form.headings["letters"]
    letter = _letter(counts[-1], letters)
    number: str = form.headings["series"][series].format(
        n=counts[-1],
        roman=roman(counts[-1]),
        letter=letter,
        small=letter.lower(),
        dotted=".".join(map(str, counts[_whole(counts, levels) :])),
    )
    return number


def _whole(counts: Sequence[int], levels: Sequence[str]) -> int:
    """Where a dotted number begins: at the nearest level above that is a plain number."""
    above = [n for n in range(len(counts) - 1) if levels[n] == "arabic"]
    return above[-1] if above else len(counts) - 1


def _letter(n: int, letters: str) -> str:
    """ "A" for 1; after the last letter "A1", "B1" …"""
    round_, place = divmod(n - 1, len(letters))
    return letters[place] + (str(round_) if round_ else "")
