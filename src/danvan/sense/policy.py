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
            raise BadPolicy(f"giá trị của “{name}” không dùng được: {value!r}; xem docs/policy.md")
    if "phrases" in given:
        return replace(Policy(**plain), phrases=tuple(map(phrase_of, given["phrases"])))
    return Policy(**plain)


def phrase_of(given: Mapping[str, Any]) -> Phrase:
    try:
        phrase = Phrase(
            words=str(given["words"]),
            share=float(given["share"]),
            least=int(given["least"]),
            above=bool(given.get("above", False)),
        )
    except (KeyError, TypeError, ValueError) as wrong:
        raise BadPolicy("mỗi [[phrases]] cần words, share (0 đến 1) và least") from wrong
    if not 0 <= phrase.share <= 1 or not phrase.words.endswith("ý kiến"):
        raise BadPolicy(f"“{phrase.words}”: share từ 0 đến 1, words kết thúc bằng “ý kiến”")
    return phrase
