"""Redaction: names on news that labels them, generated numbers, and how many texts a second.

PhoNER_COVID19 (research only) labels patients and those they met, not officials or speakers: its
clean sentences hold names, too, so the share that is touched is an upper bound of false alarms.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from vn_ident import PROVINCES

from danvan.sense.redact import Hit, agreed, apart, found, unclear, window
from danvan.sense.runners.people import people
from danvan.sense.words.fold import nfc
from danvan.site.bench.figure import Figure
from danvan.site.bench.load import load, rows_of

JOB = "redaction"
SEED = 43
GENERATED = 5000  # sentences of each kind
RECALL, TOUCHED, SPEED = 0.93, 0.02, 20_000
BEFORE = ("", "Gọi ", "Số của tôi: ", "so dien thoai ", "CCCD ", "gửi về ", "- ")
NAMED = ("CMND ", "Chứng minh nhân dân số: ", "so cmnd ", "giấy tờ tùy thân ")
AFTER = ("", ".", " nhé", ", cảm ơn", ")", "; hết")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
GROUPS = ((10,), (4, 3, 3), (3, 3, 4), (4, 6), (2, 2, 2, 2, 2), (5, 5), (3, 4, 3))

Row = dict[str, Any]
Hits = list[list[Hit]]


def run(shared: Path, cache: Path) -> Iterator[Figure]:
    rows = rows_of(shared / "data/pii/phoner_dev.jsonl")
    texts = [row["text"] for row in rows]
    rules = [masking(found(text)) for text in texts]
    yield from named(rows, rules, "rules")
    yield from named(rows, with_model(texts, rules), "rules and model")
    yield from numbers()
    yield speed(shared, cache)


def masking(hits: Sequence[Hit]) -> list[Hit]:
    return [hit for hit in hits if hit.sure != "left"]


def with_model(texts: Sequence[str], rules: Hits) -> Hits:
    """What the rules leave open, where the model sees a person, beside what they find."""
    runs = [
        (at, hit, *window(text, hit))
        for at, text in enumerate(texts)
        for hit in unclear(text, found(text))
    ]
    seen = people([texts[at][low:high] for at, _, low, high in runs])
    both = [[*hits] for hits in rules]
    for (at, hit, low, _), spans in zip(runs, seen, strict=True):
        if agreed(hit, low, spans):
            both[at] = apart([*both[at], hit])
    return both


def named(rows: Sequence[Row], hits: Hits, by: str) -> Iterator[Figure]:
    """Recall of labelled names: all their letters masked, or some; sentences without one touched by
    a mask of a name, or by any."""
    data, names = f"phoner_dev.jsonl, {by}", [spans_of(row) for row in rows]
    each = [
        covered(row["text"], span, own)
        for row, spans, own in zip(rows, names, hits, strict=True)
        for span in spans
    ]
    clean = [own for spans, own in zip(names, hits, strict=True) if not spans]
    whole = sum(share == 1 for share in each) / len(each)
    part = sum(share > 0 for share in each) / len(each)
    touched = sum(any(hit.kind == "name" for hit in own) for own in clean) / len(clean)
    gate = f"≥ {RECALL}"
    yield Figure(JOB, data, len(each), "names recall, covered", whole, gate, whole >= RECALL)
    yield Figure(JOB, data, len(each), "names recall, overlapped", part)
    gate = f"≤ {TOUCHED}"
    yield Figure(JOB, data, len(clean), "clean touched by [tên]", touched, gate, touched <= TOUCHED)
    anything = sum(map(bool, clean)) / len(clean)
    yield Figure(JOB, data, len(clean), "clean touched by any mask", anything)


def spans_of(row: Row) -> list[tuple[int, int]]:
    return [(start, end) for start, end, kind in row["entities"] if kind == "NAME"]


def covered(text: str, span: tuple[int, int], hits: Sequence[Hit]) -> float:
    """The share of the letters and digits of a span that lie under masks."""
    letters = [at for at in range(*span) if text[at].isalnum()]
    under = sum(any(hit.start <= at < hit.end for hit in hits) for at in letters)
    return under / max(len(letters), 1)


def numbers() -> Iterator[Figure]:
    """Numbers typed in many ways, in sentences of their own."""
    chance = random.Random(SEED)  # noqa: S311 - test input, no secret
    makers = (
        ("phones", phone),
        ("identity numbers", citizen),
        ("old ones", old),
        ("e-mails", email),
    )
    for kind, make in makers:
        right = 0
        for _ in range(GENERATED):
            words, before = make(chance), chance.choice(NAMED if make is old else BEFORE)
            text = f"{before}{words}{chance.choice(AFTER)}"
            span = len(before), len(before) + len(words)
            right += covered(text, span, masking(found(text))) == 1
        recall = right / GENERATED
        yield Figure(JOB, f"generated {kind}", GENERATED, "recall", recall, "1", recall == 1)


def digits(chance: random.Random, many: int) -> str:
    return "".join(chance.choices("0123456789", k=many))


def typed(chance: random.Random, number: str, sizes: Sequence[int]) -> str:
    parts, at = [], 0
    for size in sizes:
        parts.append(number[at : at + size])
        at += size
    written = chance.choice(("", " ", ".", "-", " - ")).join(filter(None, parts))
    return written.translate(WIDE) if chance.random() < 0.2 else written


def phone(chance: random.Random) -> str:
    if chance.random() < 0.2:
        return f"(0204) {typed(chance, '3' + digits(chance, 6), (4, 3))}"
    number = chance.choice("35789") + digits(chance, 8)
    if chance.random() < 0.3:
        return (
            f"{chance.choice(('+84', '+84 ', '(+84) ', '0084'))}{typed(chance, number, (3, 3, 3))}"
        )
    return typed(chance, "0" + number, chance.choice(GROUPS))


def old(chance: random.Random) -> str:
    """An identity number of nine digits, which is told by the words before it alone."""
    return typed(chance, digits(chance, 9), chance.choice(((9,), (3, 3, 3))))


def citizen(chance: random.Random) -> str:
    number = chance.choice(PROVINCES)[0] + chance.choice("0123") + digits(chance, 8)
    return typed(chance, number, chance.choice(((12,), (3, 3, 3, 3), (4, 4, 4), (6, 6))))


def email(chance: random.Random) -> str:
    def word(least: int) -> str:
        return "".join(chance.choices("abcdeghiklmnopqrstuvxy", k=chance.randint(least, 8)))

    name = chance.choice((word(2), f"{word(2)}.{word(2)}", f"{word(2)}_{digits(chance, 3)}"))
    at, end = chance.choice(("@", " @ ", "＠")), chance.choice(("vn", "com", "gov.vn"))
    return f"{name}{at}{word(2)}.{end}"


def speed(shared: Path, cache: Path) -> Figure:
    """Patterns and rules on the texts of a generated load, one core."""
    opinions, _ = load(shared, cache, 100_000, 41)
    texts = [nfc(row["text"]) for row in rows_of(opinions)]
    start = time.process_time()
    for text in texts:
        found(text)
    spent = time.process_time() - start
    rate = len(texts) / spent
    data = "make_load.py seed 41"
    return Figure(JOB, data, len(texts), "texts/s", rate, f"≥ {SPEED:,}", rate >= SPEED, cpu=spent)
