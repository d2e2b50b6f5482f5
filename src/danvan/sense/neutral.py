"""What may stand in a sentence that people word: no figures of their own, no judging of opinions.

A report tells what was said. Its quantity words, figures and quotes are filled in; words that judge
are marked unless somebody's opinion holds them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from danvan.sense.quantity import NOUN, bracket
from danvan.sense.statements import DELEGATES
from danvan.sense.words.fold import clean, fold, nfc
from danvan.sense.words.number_words import WORDS

JUDGING = (
    *("xác đáng", "tâm huyết", "trách nhiệm cao", "sâu sắc", "sắc sảo", "xuất sắc", "rất tốt"),
    *("rất hay", "rất đúng", "đúng đắn", "chính xác", "hợp tình hợp lý", "thuyết phục", "quý báu"),
    *("đáng trân trọng", "đáng ghi nhận", "thấu đáo", "toàn diện", "tích cực", "xây dựng"),
    *("thiếu xây dựng", "phiến diện", "sai lệch", "sai trái", "lệch lạc", "vô lý", "vô căn cứ"),
    *("thiếu căn cứ", "không có cơ sở", "thiếu hiểu biết", "thiếu thiện chí", "tiêu cực"),
    *("cực đoan", "quá khích", "chủ quan", "cảm tính", "không đúng", "không phù hợp", "hời hợt"),
    *("vụn vặt", "xuyên tạc", "bức xúc thái quá", "đáng tiếc", "đòi hỏi quá mức"),
)
# Also said of what opinions are about: "đầu tư xây dựng trường". They judge beside an opinion.
BESIDE = {"xây dựng", "tích cực", "toàn diện", "chính xác", "tiêu cực", "chủ quan"}
NOUNS = "ý kiến|góp ý|đại biểu"
COUNTED = rf"(?:{NOUNS}|lượt|người|cử tri|phần trăm)"
NUMBERS = "|".join(sorted({*WORDS} - {"không"}, key=len, reverse=True))
SAID_NUMBER = re.compile(rf"(?<!\w)((?:(?:{NUMBERS})\s+)+{COUNTED})(?!\w)")
SHARES = ("đa số", "hầu hết", "phần lớn", "phần đông", "quá nửa", "số đông", "phần trăm")
FIGURE = re.compile(r"\w*\d[\w.,/%-]*")
QUOTES = re.compile('["“”„‟«»]')


@dataclass(frozen=True)
class Parted:
    """A sentence: its quantity word, what it says, its figures ("" on a small base)."""

    quantifier: str
    wording: str
    figures: str


def parted(text: str, quantifier: str, count: int, base: int) -> Parted:
    """What of a sentence is filled in, and what between may be worded.

    >>> parted("Một số ý kiến góp ý về du lịch (9/120 ý kiến; 7,5 %).", "một số ý kiến", 9, 120)
    Parted(quantifier='Một số ý kiến', wording='góp ý về du lịch', figures='(9/120 ý kiến; 7,5 %)')
    """
    head, rest = text[: len(quantifier)], text[len(quantifier) :].removesuffix(".").strip()
    for noun in (NOUN, DELEGATES):
        figures = bracket(count, base, noun)
        if rest.endswith(figures):
            return Parted(head, rest.removesuffix(figures).strip(), figures)
    return Parted(head, rest, "")


def judgements(wording: str, sources: Iterable[str]) -> list[str]:
    """Words of `wording` that judge, and that stand in none of the opinions behind it.

    Marks and capitals do not matter. The sources are read only as far as needed.

    >>> judgements("đề nghị tâm huyết về du lịch", ["Cần làm du lịch cộng đồng"])
    ['tâm huyết']
    """
    said = fold(nfc(wording))
    left = {words: fold(words) for words in JUDGING if _judges(words, said)}
    for source in sources if left else ():
        text = fold(nfc(source))
        left = {words: folded for words, folded in left.items() if not _holds(text, folded)}
        if not left:
            break
    longest = [words for words in left if not any(words != o and words in o for o in left)]
    return sorted(longest, key=lambda words: said.index(left[words]))


def typed_over(wording: str, phrases: Iterable[str], own: str = "") -> list[str]:
    """What of `wording` is filled in and may not be typed: figures, numbers of opinions, quantity
    words (`phrases` are those of the report), quotation marks; figures that the engine's own words,
    `own`, hold ("Nghị quyết 35") may stay."""
    text = clean(nfc(wording))
    kept = {*FIGURE.findall(clean(nfc(own)))}
    found = [figure for figure in FIGURE.findall(text) if figure not in kept]
    found += [match[1] for match in SAID_NUMBER.finditer(text)]
    words = {*SHARES, *(noun for phrase in phrases for noun in _said_of_all(phrase))}
    found += [phrase for phrase in sorted(words) if _holds(text, phrase)]
    found += QUOTES.findall(nfc(wording))
    longest = [one for one in found if not any(one != other and one in other for other in found)]
    return [*dict.fromkeys(longest)]


def _said_of_all(phrase: str) -> tuple[str, ...]:
    """A quantity word with each noun that it may be said of."""
    words = clean(nfc(phrase))
    return tuple(words.replace("ý kiến", noun) for noun in NOUNS.split("|"))


def _judges(words: str, said: str) -> bool:
    folded = fold(words)
    if words not in BESIDE:
        return _holds(said, folded)
    return any(_holds(said, f"{fold(noun)} {folded}") for noun in NOUNS.split("|"))


def _holds(text: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None
