"""Edits of wording that a text asks for: add “X” before “Y”, put “X” for “Y”, remove “X”.

Read on the folded text, with any quotes. An edit without quoted words is none: the proposal then
stays a proposal, and only loses its span in the draft.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from danvan.sense.words.fold import fold

Op = Literal["add", "replace", "remove"]
Span = tuple[int, int]

QUOTED = r'(?:"([^"\n]{1,400})"|\'([^\'\n]{1,400})\')'
QUOTE = re.compile(QUOTED)
UNIT = (
    r"(?:(?:mot |cac |nhung |them |luon |di |han |ca )*"
    r"(?:cum tu|cum|tu|chu|cau|doan|y|noi dung|dong|cac tu))?\s?:?\s?"
)
ASKS = r"(?:nen |can |de nghi |xin |phai |duoc )*"
ADDS = re.compile(
    r"\b(?:bo sung|bs|them|ghi them|viet them|chen|nen them|dua)(?: them| vao| nua)*\s?:?\s?"
    rf"{UNIT}$"
)
REMOVES = re.compile(
    r"\b(?:bo|bo di|go|go bo|xoa|xoa bo|luoc|luoc bo|cat|loai bo|bo bot)\s?" rf"{UNIT}$"
)
REPLACES = re.compile(
    r"\b(?:thay|thay the|thay doi|sua|sua doi|sua lai|doi|dieu chinh|chinh)\s?(?:lai )?" rf"{UNIT}$"
)
INTO = re.compile(
    rf"^[,.]?\s?{ASKS}(?:thay |sua |doi |viet |dieu chinh |ghi )?(?:lai )?"
    rf"(?:bang|thanh|the bang|boi|la|nen viet la)\s?(?:lai |la )?{UNIT}$"
)
PUT_BEFORE = re.compile(rf"\b(?:vao |len )?(?:phia |ngay )?truoc\s?{UNIT}$")
PUT_AFTER = re.compile(rf"\b(?:vao |tiep )?(?:phia |ngay )?sau\s?{UNIT}$")
ADDED_TO = re.compile(
    rf"^[,.:]?\s?{ASKS}(?:bo sung|them|ghi them|viet them|chen)(?: them)?\s?:?\s?{UNIT}$"
)
TRIGGER = re.compile(r"[\"“”„‟«»'‘’]")
NEAR = 60  # letters between a verb of editing and the words it edits


@dataclass(frozen=True)
class Edit:
    """Spans are `[start, end)` in code points of the text, without the quotes.

    `new` is what shall stand, `old` what shall go, `before` or `after` the words beside which `new`
    shall stand; None where the text does not say.
    """

    op: Op
    new: Span | None = None
    old: Span | None = None
    before: Span | None = None
    after: Span | None = None


@dataclass(frozen=True)
class Words:
    """A quotation: the span inside its quotes, and the words since the quotation before it."""

    inside: Span
    lead: str


def quotations(folded: str) -> list[Words]:
    found, last = [], 0
    for match in QUOTE.finditer(folded):
        group = 1 if match[1] is not None else 2
        lead = folded[max(last, match.start() - NEAR) : match.start()]
        found.append(Words(match.span(group), lead))
        last = match.end()
    return found


def beside(words: Words) -> str:
    """Whether a quotation is the place of an addition: "before", "after" or ""."""
    if PUT_BEFORE.search(words.lead):
        return "before"
    return "after" if PUT_AFTER.search(words.lead) else ""


def added(words: Words, following: Words | None, place: Words | None) -> Edit:
    """An addition, with the place named before it or after it."""
    chosen = following if following and beside(following) else place
    side = beside(chosen) if chosen else ""
    where = chosen.inside if chosen else None
    return Edit(
        "add",
        new=words.inside,
        before=where if side == "before" else None,
        after=where if side == "after" else None,
    )


def edit_at(found: list[Words], at: int) -> tuple[Edit | None, int]:
    """The edit that starts with quotation `at`, and how many quotations it uses."""
    words = found[at]
    following = found[at + 1] if at + 1 < len(found) else None
    if following and INTO.search(following.lead):
        return Edit("replace", new=following.inside, old=words.inside), 2
    if following and beside(words) and ADDS.search(following.lead):
        return added(following, None, words), 2
    if ADDS.search(words.lead):
        uses = 2 if following and beside(following) else 1
        return added(words, following, None), uses
    if REMOVES.search(words.lead):
        return Edit("remove", old=words.inside), 1
    if following and ADDED_TO.search(following.lead):
        return Edit("add", new=following.inside, after=words.inside), 2
    if REPLACES.search(words.lead):
        return Edit("replace", old=words.inside), 1
    return None, 1


def edits(text: str) -> tuple[Edit, ...]:
    """The edits an NFC text asks for, in order.

    >>> [edit.op for edit in edits("Đề nghị thay “khá” bằng “tốt”, bỏ cụm từ “cơ bản”")]
    ['replace', 'remove']
    """
    if not TRIGGER.search(text):
        return ()
    found = quotations(fold(text))
    out, at = [], 0
    while at < len(found):
        edit, uses = edit_at(found, at)
        if edit:
            out.append(edit)
        at += uses
    return tuple(out)
