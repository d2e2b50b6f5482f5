"""The response table of a synthesis: a row for each group of opinions, its answer beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

import numpy as np
import pyarrow as pa

from danvan.papers.blocks import Paper
from danvan.papers.forms.issue import Issue
from danvan.papers.forms.responses import Answer, Response, ResponseTable, paper
from danvan.papers.profile import Profile
from danvan.sense.disclose import withheld
from danvan.sense.folder.evidence import Sources, sources
from danvan.sense.folder.report import CHANNELS, place_name
from danvan.sense.records import Ints
from danvan.sense.words.numbers import print_count

UNANSWERED = Answer("unanswered")
HIDDEN = "Ẩn danh"


def response_paper(
    document: dict[str, Any],
    submissions: pa.Table,
    opinions: pa.Table,
    *,
    title: str,
    answers: Mapping[str, Answer],
    issue: Issue,
    form: Profile,
    columns: Literal["four", "three"] = "four",
) -> Paper:
    """The table as a paper; `answers` by statement id or, for a whole theme, by theme id.

    Quotes stand as `document` has them: hand in what `Masks.shown` makes of it.

    A group without an answer is `unanswered`: no answer is guessed from what the opinions say. The
    rows add up to the opinions of the synthesis. Raises what `papers.forms.responses` raises.
    """
    base = document["base"]
    rows = list(_rows(document, submissions, opinions, answers))
    about = f"đối với {title}" if title else "đối với các nội dung được lấy ý kiến"
    table = ResponseTable(about, base["submissions"], base["opinions"], rows, columns=columns)
    return paper(table, issue, form)


def _rows(
    document: dict[str, Any],
    submissions: pa.Table,
    opinions: pa.Table,
    answers: Mapping[str, Answer],
) -> Iterator[Response]:
    places = {s["key"]: place_name(s) for s in document["sections"]}
    own = [n for n, s in enumerate(document["statements"]) if s["scope"] == "theme"]
    said = _subjects(sources(document, submissions, opinions), submissions, own)
    for number, subject in zip(own, said, strict=True):
        statement = document["statements"][number]
        quotes = "".join(f"\n“{quote['quote']}”" for quote in statement["quotes"][:1])
        yield Response(
            group=places[statement["section_key"]],
            subject=subject,
            content=f"{statement['text']}{quotes} [{statement['id']}]",
            answer=answers.get(statement["id"]) or answers.get(statement["theme_id"]) or UNANSWERED,
            opinions=len(statement["opinion_ids"]),
        )


def _subjects(found: Sources, submissions: pa.Table, own: list[int]) -> Iterator[str]:
    """Who spoke, for each row: channels above the threshold of the synthesis, never a person."""
    coded = submissions["channel"].combine_chunks().dictionary_encode()
    names = [CHANNELS.get(name, name) for name in coded.dictionary.to_pylist()]
    channel = coded.indices.fill_null(len(names)).to_numpy(zero_copy_only=False)
    counts = np.zeros((len(own), len(names) + 1), dtype=np.int64)
    for place, number in enumerate(own):
        rows = found.rows[found.first[number] : found.first[number + 1]]
        counts[place] = np.bincount(channel[found.submission[rows]], minlength=len(names) + 1)
    hidden = withheld(counts, found.document["made"]["policy"]["suppress"])
    hidden[:, -1] = True  # no channel is known of these
    for line, hide in zip(counts, hidden, strict=True):
        yield _subject(names, line, np.flatnonzero(~hide & (line > 0)))


def _subject(names: list[str], counts: Ints, shown: Ints) -> str:
    order = sorted(shown.tolist(), key=lambda n: (-counts[n], names[n]))
    parts = [f"{names[n]} ({print_count(int(counts[n]))} ý kiến)" for n in order]
    if counts[shown].sum() < counts.sum():
        parts.append(HIDDEN)
    return "; ".join(parts)
