"""The parts of an official paper, found by what they say and where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from danvan.papers.lint.foot import Foot, foot_of
from danvan.papers.lint.head import Head, head_of
from danvan.papers.lint.lines import Line
from danvan.papers.lint.typescript import Typescript
from danvan.papers.profile import Profile

SMALL = {"Note", "Evidence"}  # styles of small print that our own papers use


@dataclass(frozen=True)
class Paper:
    """A typescript with its parts. `body` is the text between head and foot, outside tables."""

    typescript: Typescript
    head: Head
    foot: Foot
    form: Profile

    @property
    def body(self) -> Sequence[Line]:
        lines = self.typescript.lines[self.head.end : self.foot.start]
        return [line for line in lines if line.text and line.cell is None]

    @property
    def annex(self) -> Sequence[Line]:
        return self.typescript.lines[self.foot.end :]

    def zones(self) -> Iterator[tuple[str, Line]]:
        """Every line that stands in a zone of the profile, with the zone's name."""
        head, foot = self.head, self.foot
        named = {"country": head.country, "motto": head.motto, "symbol": head.number}
        named |= {"place_date": head.place_date, "kind": head.kind, "addressee": head.addressee}
        named |= {"letter_abstract": head.matter, "recipients_heading": foot.heading}
        yield from ((zone, line) for zone, line in named.items() if line is not None)
        for line in head.issuers:
            yield ("issuer" if is_of(line, head.issuers[-1]) else "superior"), line
        yield from (("abstract", line) for line in head.abstract)
        yield from (("recipients", line) for line in foot.recipients)
        for signer in foot.signers:
            yield from (("office", line) for line in signer.office)
            if signer.name is not None:
                yield "name", signer.name


def is_of(line: Line, last: Line) -> bool:
    """Whether a line belongs to the last issuing body's name, which may run over several."""
    weight = [line.inked[0].look.bold, last.inked[0].look.bold]
    return line.place == last.place and weight[0] == weight[1]


def paper_of(typescript: Typescript, form: Profile) -> Paper:
    head = head_of(typescript.lines, [kind.title for kind in form.kinds.values()])
    return Paper(typescript, head, foot_of(typescript.lines, head.end), form)
