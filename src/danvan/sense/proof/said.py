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
DISTINCT = ("theme", "cell", "stance", "channel")
STEP = 200_000  # opinion ids looked up at once
NOUNS = {"opinions": "ý kiến", "submissions": "đại biểu"}


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
    known = folder.opinions["opinion_id"].combine_chunks()
    totals = totals_of(folder)
    columns = joined_columns(folder)
    behind = [pa.array([], pa.int32())]
    for some in batches(all_said):
        named = pa.array([i for s in some for i in s["opinion_ids"]], pa.string())
        at = pc.index_in(named, value_set=known)
        if at.null_count:
            yield str(named.filter(pc.is_null(at))[0].as_py()), "câu dẫn một ý kiến không có"
            return
        table = columns.take(at)
        low = 0
        for statement in some:
            size = len(statement["opinion_ids"])
            yield from one(statement, table.slice(low, size), totals, folder.document)
            yield from mention(statement, folder, at.slice(low, size))
            if statement["scope"] == "theme":
                behind.append(at.slice(low, size))
            low += size
    own = pa.concat_arrays(behind)
    if len(own) != len(known) or pc.count_distinct(own).as_py() != len(own):
        yield "statements", "mỗi ý kiến phải đứng sau đúng một câu của nhóm mình"


def batches(all_said: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Statements a few at a time, by the opinions they name."""
    some: list[dict[str, Any]] = []
    size = 0
    for statement in all_said:
        some.append(statement)
        size += len(statement["opinion_ids"])
        if size >= STEP:
            yield some
            some, size = [], 0
    yield some


def joined_columns(folder: Folder) -> pa.Table:
    """What the tables say of each opinion and of its submission."""
    rows = in_submissions(folder)
    return pa.table(
        {
            "submission": folder.opinions["submission_id"],
            "theme": folder.opinions["theme_id"].dictionary_encode(),
            "stance": folder.opinions["stance"].dictionary_encode(),
            "cell": cells(folder).dictionary_encode(),
            "channel": pc.take(folder.submissions["channel"], rows).dictionary_encode(),
            "weight": pc.take(folder.submissions["weight"], rows),
        }
    )


def mention(statement: dict[str, Any], folder: Folder, at: pa.Array) -> Found:
    """Each opinion behind a sentence about some words holds these words, marked or not."""
    if statement["scope"] != "mention":
        return
    wanted = f" {bare(statement['phrase'])} "
    some = folder.opinions.select(["submission_id", "start", "end"]).take(at)
    rows = pc.index_in(
        some["submission_id"], value_set=folder.submissions["submission_id"].combine_chunks()
    )
    texts = pc.take(folder.submissions["text"], rows).to_pylist()
    spans = zip(texts, some["start"].to_pylist(), some["end"].to_pylist(), strict=True)
    if any(wanted not in f" {bare((text or '')[start:end])} " for text, start, end in spans):
        yield statement["id"], f"có ý kiến không nhắc đến “{statement['phrase']}”"


def bare(text: str) -> str:
    """Letters and digits in lower case without marks, blanks between the rest."""
    parts = unicodedata.normalize("NFD", text.lower().replace("đ", "d").replace("ð", "d"))
    kept = (c for c in parts if not 0x300 <= ord(c) <= 0x36F)
    return " ".join("".join(c if c.isalnum() else " " for c in kept).split())


def totals_of(folder: Folder) -> Totals:
    parts = part_of(folder.document["sections"])
    table = joined_columns(folder)
    if not folder.document["made"]["policy"]["tallies"]:
        table = table.set_column(5, "weight", pa.array([1] * len(table), pa.int64()))
    part = Counter[str]()
    for cell, weight in sums(table, "cell"):
        part[parts.get(cell, cell)] += weight
    top = [parts.get(cell, cell) for cell in table["cell"].unique().to_pylist()]
    where = pc.index_in(
        table["cell"].cast(pa.string()), value_set=table["cell"].unique().cast(pa.string())
    )
    spoken = table.append_column("part", pc.take(pa.array(top, pa.string()), where))
    spoken = spoken.filter(pc.equal(table["channel"].cast(pa.string()), "conference"))
    once = spoken.group_by(["part", "submission"]).aggregate([("weight", "max")])
    once = once.rename_columns(["part", "submission", "weight"])
    return Totals(
        parts, part, Counter(dict(sums(table, "theme"))), Counter(dict(sums(once, "part")))
    )


def sums(table: pa.Table, by: str) -> list[tuple[str, int]]:
    """The weights of each value of a column."""
    found = table.group_by(by).aggregate([("weight", "sum")])
    names = found[by].cast(pa.string()).to_pylist()
    return list(zip(names, found["weight_sum"].to_pylist(), strict=True))


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
    statement: dict[str, Any], evidence: pa.Table, totals: Totals, document: dict[str, Any]
) -> Found:
    name, policy = statement["id"], document["made"]["policy"]
    met = {column: {*evidence[column].unique().to_pylist()} for column in DISTINCT}
    if statement["scope"] == "theme" and met["theme"] - {statement["theme_id"]}:
        yield name, "dẫn ý kiến của nhóm khác"
    parts = {totals.part_of.get(cell) for cell in met["cell"]}
    if parts != {totals.part_of.get(statement["section_key"])}:
        yield name, "dẫn ý kiến của phần khác"
    if len({*statement["opinion_ids"]}) != len(statement["opinion_ids"]):
        yield name, "dẫn một ý kiến hai lần"
    if met["stance"] - ALLOWED[statement["act"]]:
        yield name, "dẫn ý kiến có thái độ khác với câu"
    count = counted(statement, evidence, weighted=policy["tallies"])
    base = base_of(statement, totals)
    if statement["count"] != count:
        yield name, f"ghi {statement['count']}, đếm lại được {count}"
    if statement["base"] != base:
        yield name, f"cơ số ghi {statement['base']}, đếm lại được {base}"
    if statement["unit"] == "submissions" and met["channel"] != {"conference"}:
        yield name, "gọi là đại biểu nhưng có ý kiến ngoài hội nghị"
    yield from wording(statement, count, base, policy)


def counted(statement: dict[str, Any], evidence: pa.Table, *, weighted: bool) -> int:
    if statement["unit"] == "submissions":
        evidence = evidence.group_by("submission").aggregate([("weight", "max")])
        evidence = evidence.rename_columns(["submission", "weight"])
    return int(pc.sum(evidence["weight"]).as_py() or 0) if weighted else len(evidence)


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
