"""The thresholds a consultation may change, and the words for quantities they give.

No official threshold was found for the quantity words; these are defaults, and every report prints
the table it used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any


@dataclass(frozen=True)
class Phrase:
    """A quantity word: said when the share reaches `share` (or passes it) and the count `least`."""

    words: str
    share: float
    least: int
    above: bool = False  # the share must be passed, not only reached


PHRASES = (
    Phrase("tất cả các ý kiến", 1.0, 10),
    Phrase("hầu hết các ý kiến", 0.80, 10),
    Phrase("đa số ý kiến", 0.50, 5, above=True),
    Phrase("nhiều ý kiến", 0.20, 5),
    Phrase("một số ý kiến", 0.02, 3),
    Phrase("có ý kiến", 0.0, 1),
)


class BadPolicy(ValueError):
    """A policy file says something the engine does not know; the message is one sentence."""


@dataclass(frozen=True)
class Policy:
    """What may be set per consultation.

    `phrases`: quantity words, widest first. `small_base`: under it the figures stand alone.
    `tallies`: whether a row's tally (its `count`) weighs in the counts of sentences. `suppress`:
    cells of tables with fewer contributors are withheld. `evidence`: opinions shown in the report
    under one sentence (all of them stand in `opinions.parquet`).
    """

    phrases: tuple[Phrase, ...] = PHRASES
    small_base: int = 5
    tallies: bool = False
    suppress: int = 5
    evidence: int = 40

    def as_mapping(self) -> dict[str, Any]:
        return asdict(self)


def policy_of(given: Mapping[str, Any]) -> Policy:
    """A policy from the content of a TOML file; what is not given keeps its default.

    Raises BadPolicy with a sentence in Vietnamese.
    """
    known = {f.name for f in fields(Policy)}
    if unknown := sorted(set(given) - known):
        raise BadPolicy(
            f"không hiểu mục “{unknown[0]}”; các mục dùng được: {', '.join(sorted(known))}"
        )
    plain = {name: value for name, value in given.items() if name != "phrases"}
    for name, value in plain.items():
        if type(value) is not type(getattr(Policy(), name)) or (type(value) is int and value < 1):
            wanted = "true hoặc false" if name == "tallies" else "một số nguyên từ 1 trở lên"
            raise BadPolicy(f"giá trị của “{name}” không dùng được: {value!r}; cần {wanted}")
    if "phrases" in given:
        return replace(Policy(**plain), phrases=phrases_of(given["phrases"]))
    return Policy(**plain)


def phrases_of(given: object) -> tuple[Phrase, ...]:
    """The table of quantity words, complete: from the widest down to one that fits any count."""
    rows = tuple(map(phrase_of, given)) if isinstance(given, list) else ()
    shares = [row.share for row in rows]
    if not rows or shares != sorted(shares, reverse=True):
        raise BadPolicy("cần các mục [[phrases]] xếp từ share lớn xuống nhỏ")
    if (rows[-1].share, rows[-1].least, rows[-1].above) != (0, 1, False):
        raise BadPolicy(
            "mục [[phrases]] cuối phải có share = 0.0 và least = 1 để không sót ý kiến nào"
        )
    return rows


def phrase_of(given: object) -> Phrase:
    try:
        phrase = Phrase(**given)  # type: ignore[arg-type]
    except TypeError as wrong:
        raise BadPolicy("mỗi [[phrases]] cần words, share (0 đến 1) và least") from wrong
    kinds = [type(value) for value in (phrase.words, phrase.share, phrase.least, phrase.above)]
    if kinds not in ([str, float, int, bool], [str, int, int, bool]):
        raise BadPolicy(f"“{phrase.words}”: words là chữ, share là số, least là số nguyên")
    if not 0 <= phrase.share <= 1 or phrase.least < 1 or not is_said(phrase.words):
        raise BadPolicy(
            f"“{phrase.words}”: share từ 0 đến 1, least từ 1,"
            " words viết thường và kết thúc bằng “ý kiến”"
        )
    return phrase


def is_said(words: str) -> bool:
    """Words that can stand before a sentence and be found in it again."""
    return words.endswith("ý kiến") and words == " ".join(words.lower().split())
