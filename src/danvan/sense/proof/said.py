"""Sentences and quotes, held against the opinions they name."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from danvan.sense.proof.counts import cells, in_submissions
from danvan.sense.proof.folder import Folder
from danvan.sense.proof.words import expected_bracket, expected_phrase

Found = Iterator[tuple[str, str]]

ALLOWED = {
    "agree": {"agree"},
    "add": {"propose"},
    "change": {"propose"},
    "wording": {"propose"},
    "object": {"object"},
    "question": {"question"},
    "inform": {"inform"},
    "unclear": {"unclear"},
}
NOUNS = {"opinions": "ý kiến", "submissions": "đại biểu"}


@dataclass(frozen=True)
class Evidence:
    """What the tables say of each opinion that a statement names, one list a column."""

    submission: list[str]
    theme: list[str]
    stance: list[str]
    channel: list[str | None]
    weight: list[int]
    cell: list[str]

    def part(self, low: int, high: int) -> Evidence:
        span = slice(low, high)
        return Evidence(
            self.submission[span], self.theme[span], self.stance[span], self.channel[span],
            self.weight[span], self.cell[span],
        )  # fmt: skip


@dataclass(frozen=True)
class Totals:
    """What shares are taken of: by part of the draft, by theme, and by part among conference
    submissions. `part_of` names the top section over each section."""

    part_of: dict[str, str]
    part: Counter[str]
    theme: Counter[str]
    conference: Counter[str]


def statements(folder: Folder) -> Found:
    """Each opinion stands behind exactly one sentence; each sentence counts what it names."""
    all_said = folder.document["statements"]
    named = pa.array([i for s in all_said for i in s["opinion_ids"]], pa.string())
    at = pc.index_in(named, value_set=folder.opinions["opinion_id"].combine_chunks())
    if at.null_count:
        strange = named.filter(pc.is_null(at))[0].as_py()
        yield str(strange), "câu dẫn một ý kiến không có"
        return
    own = pa.array(
        [i for s in all_said if s["scope"] == "theme" for i in s["opinion_ids"]], pa.string()
    )
    if len(own) != len(folder.opinions) or pc.count_distinct(own).as_py() != len(own):
        yield "statements", "mỗi ý kiến phải đứng sau đúng một câu của nhóm mình"
    rows = pc.take(in_submissions(folder), at)
    if rows.null_count:
        return
    evidence = Evidence(
        pc.take(folder.opinions["submission_id"], at).to_pylist(),
        pc.take(folder.opinions["theme_id"], at).to_pylist(),
        pc.take(folder.opinions["stance"], at).to_pylist(),
        pc.take(folder.submissions["channel"], rows).to_pylist(),
        pc.take(folder.submissions["weight"], rows).to_pylist(),
        cells(folder).take(at).to_pylist(),
    )
    totals = totals_of(folder)
    yield from mentions(folder, at, rows)
    low = 0
    for statement in all_said:
        high = low + len(statement["opinion_ids"])
        yield from one(statement, evidence.part(low, high), totals, folder.document)
        low = high


def mentions(folder: Folder, at: pa.Array, rows: pa.Array) -> Found:
    """Each opinion behind a sentence about some words holds these words, marked or not."""
    low = 0
    for statement in folder.document["statements"]:
        high = low + len(statement["opinion_ids"])
        if statement["scope"] == "mention":
            wanted = f" {bare(statement['phrase'])} "
            span = slice(low, high)
            texts = pc.take(folder.submissions["text"], rows[span]).to_pylist()
            starts = pc.take(folder.opinions["start"], at[span]).to_pylist()
            ends = pc.take(folder.opinions["end"], at[span]).to_pylist()
            for text, start, end in zip(texts, starts, ends, strict=True):
                if wanted not in f" {bare(text[start:end])} ":
                    yield statement["id"], f"có ý kiến không nhắc đến “{statement['phrase']}”"
                    break
        low = high


def bare(text: str) -> str:
    """Letters and digits in lower case without marks, blanks between the rest."""
    parts = unicodedata.normalize("NFD", text.lower().replace("đ", "d").replace("ð", "d"))
    kept = (c for c in parts if not 0x300 <= ord(c) <= 0x36F)
    return " ".join("".join(c if c.isalnum() else " " for c in kept).split())


def totals_of(folder: Folder) -> Totals:
    weighted = folder.document["made"]["policy"]["tallies"]
    rows = in_submissions(folder)
    weight = pc.take(folder.submissions["weight"], rows).to_pylist()
    cell, theme = cells(folder).to_pylist(), folder.opinions["theme_id"].to_pylist()
    channel = pc.take(folder.submissions["channel"], rows).to_pylist()
    submission = folder.opinions["submission_id"].to_pylist()
    parts = part_of(folder.document["sections"])
    part: Counter[str] = Counter()
    by_theme: Counter[str] = Counter()
    conference: Counter[str] = Counter()
    met: set[tuple[str, str]] = set()
    for c, t, ch, s, w in zip(cell, theme, channel, submission, weight, strict=True):
        n = w if weighted else 1
        top = parts.get(c, c)
        part[top] += n
        by_theme[t] += n
        if ch == "conference" and (top, s) not in met:
            met.add((top, s))
            conference[top] += n
    return Totals(parts, part, by_theme, conference)


def part_of(sections: list[dict[str, Any]]) -> dict[str, str]:
    parent = {section["key"]: section["parent"] for section in sections}
    parts = {}
    for key in parent:
        top = key
        while (above := parent.get(top)) is not None:
            top = above
        parts[key] = top
    return parts


def one(
    statement: dict[str, Any], evidence: Evidence, totals: Totals, document: dict[str, Any]
) -> Found:
    name, policy = statement["id"], document["made"]["policy"]
    if statement["scope"] == "theme" and {*evidence.theme} - {statement["theme_id"]}:
        yield name, "dẫn ý kiến của nhóm khác"
    parts = {totals.part_of.get(cell) for cell in evidence.cell}
    if parts != {totals.part_of.get(statement["section_key"])}:
        yield name, "dẫn ý kiến của phần khác"
    if len({*statement["opinion_ids"]}) != len(statement["opinion_ids"]):
        yield name, "dẫn một ý kiến hai lần"
    if {*evidence.stance} - ALLOWED[statement["act"]]:
        yield name, "dẫn ý kiến có thái độ khác với câu"
    count = counted(statement, evidence, weighted=policy["tallies"])
    base = base_of(statement, totals)
    if statement["count"] != count:
        yield name, f"ghi {statement['count']}, đếm lại được {count}"
    if statement["base"] != base:
        yield name, f"cơ số ghi {statement['base']}, đếm lại được {base}"
    if statement["unit"] == "submissions" and {*evidence.channel} != {"conference"}:
        yield name, "gọi là đại biểu nhưng có ý kiến ngoài hội nghị"
    yield from wording(statement, count, base, policy)


def counted(statement: dict[str, Any], evidence: Evidence, *, weighted: bool) -> int:
    if statement["unit"] == "submissions":
        weights = dict(zip(evidence.submission, evidence.weight, strict=True))
        return sum(weights.values()) if weighted else len(weights)
    return sum(evidence.weight) if weighted else len(evidence.weight)


def base_of(statement: dict[str, Any], totals: Totals) -> int:
    if statement["base_of"] == "theme":
        return totals.theme[statement["theme_id"]]
    source = totals.part if statement["base_of"] == "part" else totals.conference
    return source[totals.part_of[statement["section_key"]]]


def wording(statement: dict[str, Any], count: int, base: int, policy: dict[str, Any]) -> Found:
    noun = NOUNS[statement["unit"]]
    phrase = expected_phrase(count, base, policy, noun)
    text = statement["text"]
    if statement["quantifier"] != phrase or not text.lower().startswith(phrase):
        yield statement["id"], f"lượng từ phải là “{phrase}”"
    if base >= policy["small_base"] and expected_bracket(count, base, noun) not in text:
        yield statement["id"], f"thiếu số liệu {expected_bracket(count, base, noun)}"


def quotes(folder: Folder) -> Found:
    """Each quote stands word for word in its opinion, which is of its sentence's evidence."""
    wanted: list[tuple[str, dict[str, Any], set[str] | None]] = [
        (s["id"], q, {*s["opinion_ids"]})
        for s in folder.document["statements"]
        for q in s["quotes"]
    ]
    wanted += [(t["id"], q, None) for t in folder.document["themes"] for q in t["representatives"]]
    if not wanted:
        return
    ids = pa.array([quote["opinion_id"] for _, quote, _ in wanted], pa.string())
    at = pc.index_in(ids, value_set=folder.opinions["opinion_id"].combine_chunks())
    rows = pc.take(in_submissions(folder), at)
    texts = pc.take(folder.submissions["text"], rows).to_pylist()
    for (name, quote, evidence), text in zip(wanted, texts, strict=True):
        if text is None or text[quote["start"] : quote["end"]] != quote["quote"]:
            yield name, f"trích dẫn của ý kiến {quote['opinion_id']} không đúng nguyên văn"
        if not quote["quote"]:
            yield name, f"trích dẫn của ý kiến {quote['opinion_id']} bị trống"
        if evidence is not None and quote["opinion_id"] not in evidence:
            yield name, f"trích dẫn ý kiến {quote['opinion_id']} không thuộc câu"
