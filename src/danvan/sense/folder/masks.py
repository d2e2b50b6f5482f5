"""The texts of a synthesis as its papers may show them, and what was masked in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from danvan.sense.records import LeftOut, Reject
from danvan.sense.redact import (
    Decision,
    Hit,
    agreed,
    apart,
    decided,
    found,
    masked,
    unclear,
    window,
)
from danvan.sense.runners.people import Finder, people

READ = 120  # runs of capitals that the model of names is asked about in one synthesis
MANY = 5000  # texts shown beyond which it is not asked: it would read few of them, and take long
Decisions = Mapping[str, Sequence[Decision]]


class Found(NamedTuple):
    """A hit in the text of a submission, or of a row that is none."""

    submission_id: str
    text: str
    hit: Hit


class Open(NamedTuple):
    """A run in the text of a row that the rules leave open, and the span to show to the model."""

    row: int
    hit: Hit
    low: int
    high: int


class Masks:
    """Cuts out of the stored texts, masked. What is found in a text is kept with its offsets.

    `decisions` of people, by submission, override what is found; `finder` is asked what the rules
    leave open, at most `READ` times and only where no more than `MANY` texts are shown: it is slow.
    """

    def __init__(
        self,
        submissions: pa.Table,
        decisions: Decisions | None = None,
        finder: Finder = people,
    ) -> None:
        self.ids = submissions["submission_id"].combine_chunks()
        self.texts = submissions["text"].combine_chunks()
        self.decisions = decisions or {}
        self.finder = finder
        self.budget = READ
        self.last = -1, ""  # a text is cut several times in a row
        self.told: tuple[object, dict[str, Any]] = (None, {})  # all papers show one document
        self.known: dict[int, list[Hit]] = {}
        self.others: dict[tuple[str, str], list[Hit]] = {}

    def read(self, groups: Iterable[Iterable[int]]) -> None:
        """Looks for what is somebody's in the texts of groups of rows.

        The model's budget goes to the first row of each group before the second of any.
        """
        rows = dict.fromkeys(row for turn in zip_longest(*groups) for row in turn)
        fresh = [row for row in rows if row is not None and row not in self.known]
        if len(self.known) + len(fresh) > MANY:
            self.budget = 0
        runs: list[Open] = []
        for row in fresh:
            text = self.text(row)
            hits = found(text)
            self.known[row] = self.after_people(row, hits)
            if len(runs) < self.budget:
                runs += [Open(row, hit, *window(text, hit)) for hit in unclear(text, hits)]
        self.ask(runs[: self.budget])

    def text(self, row: int) -> str:
        """The text of a submission as received."""
        if row != self.last[0]:
            self.last = row, self.texts[row].as_py()
        return self.last[1]

    def ask(self, runs: Sequence[Open]) -> None:
        """A run is a name where the model sees a person."""
        if not runs:
            return
        self.budget -= len(runs)
        shown = [self.text(run.row)[run.low : run.high] for run in runs]
        for run, seen in zip(runs, self.finder(shown), strict=True):
            if agreed(run.hit, run.low, seen):
                hits = apart([*self.known[run.row], run.hit])
                self.known[run.row] = self.after_people(run.row, hits)

    def after_people(self, row: int, hits: list[Hit]) -> list[Hit]:
        return decided(hits, self.decisions.get(self.ids[row].as_py(), ()))

    def hits(self, row: int) -> list[Hit]:
        if row not in self.known:
            self.read([[row]])
        return self.known[row]

    def cut(self, row: int, start: int, end: int) -> str:
        """A span of the text of a submission, in code points."""
        return masked(self.text(row), self.hits(row), start, end)

    def whole(self, row: int) -> str:
        return masked(self.text(row), self.hits(row))

    def other(self, name: str, text: str) -> str:
        """A text that is no submission's, known in the queue by a name of its own."""
        if (name, text) not in self.others:
            self.others[name, text] = decided(found(text), self.decisions.get(name, ()))
        return masked(text, self.others[name, text])

    def shown(self, document: dict[str, Any]) -> dict[str, Any]:
        """The document with masked quotes, and masked titles of sections that rows gave themselves;
        nothing else of it is changed."""
        if document is not self.told[0]:
            sections = [titled(section) for section in document["sections"]]
            statements = [*self.quoted(document["statements"])]
            self.told = document, document | {"statements": statements, "sections": sections}
        return self.told[1]

    def quoted(self, statements: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        quotes = [q for s in statements for q in s["quotes"]]
        cuts = (
            q | {"quote": self.cut(row, q["start"], q["end"])}
            for q, row in zip(quotes, self.rows_of(quotes), strict=True)
        )
        for statement in statements:
            yield statement | {"quotes": [next(cuts) for _ in statement["quotes"]]}

    def rows_of(self, quotes: Sequence[Mapping[str, Any]]) -> list[int]:
        """The row of the submission that each quote is from."""
        names = pa.array([q["opinion_id"].rpartition(".")[0] for q in quotes], pa.string())
        rows: list[int] = pc.index_in(names, value_set=self.ids).to_pylist()
        return rows

    def queue(self) -> Iterator[Found]:
        """Everything found in the texts that were shown."""
        for row, hits in self.known.items():
            text, name = self.text(row), self.ids[row].as_py()
            yield from (Found(name, text, hit) for hit in hits)
        for (name, text), hits in self.others.items():
            yield from (Found(name, text, hit) for hit in hits)


def titled(section: dict[str, Any]) -> dict[str, Any]:
    """A section whose title rows gave themselves may name somebody; a draft's says what it says."""
    title = section["title"]
    if title != section["key"]:
        return section
    return section | {"title": masked(title, found(title))}


def row_name(row: Reject | LeftOut) -> str:
    """What a row that is no submission is called in the queue."""
    return f"{row.source}#{row.row}"
