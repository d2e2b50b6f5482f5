"""Whether a receipt's submissions stand in the published set, and in which words to say so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from danvan.sense.receipts.files import BEFORE_ALL, chained, content_of
from danvan.sense.receipts.reading import Receipt, Roots, read_receipt, read_roots
from danvan.sense.receipts.tree import is_included, leaf
from danvan.sense.words.numbers import print_count

_ENOUGH = 80  # signs of a text that are shown
_REPORT = "Nếu tải lại tệp mà vẫn vậy, xin báo cho cơ quan lấy ý kiến và giữ lại cả hai tệp."


@dataclass(frozen=True)
class Verdict:
    """`sentences`, in Vietnamese: what was proved, against what; or what is wrong, what to do."""

    ok: bool
    sentences: tuple[str, ...]


def verify(receipt: object, roots: object = None) -> Verdict:
    """Checks the content of a receipt file, and against the published fingerprints where given.

    Both as `json.loads` gives them. Raises reading.Unusable.
    """
    held = read_receipt(receipt)
    published = None if roots is None else read_roots(roots)
    faults = [*_unproved(held)]
    if published:
        faults += _unlike(held, published)
    if faults:
        return Verdict(ok=False, sentences=(*faults, _REPORT))
    return Verdict(ok=True, sentences=(*_said(held), *_against(held, published)))


def _unproved(held: Receipt) -> Iterator[str]:
    """What does not hold in the receipt alone."""
    day = held.day
    for number, each in enumerate(held.proved, 1):
        seal, root = leaf(content_of(each.sealed)), bytes.fromhex(day.root)
        if not is_included(seal, each.index, day.size, each.path, root):
            yield (
                f"Ý kiến {number} ({_glimpse(each.sealed.text)}) không khớp dấu vân ngày "
                f"{_on(day.day)}: chữ, nơi góp ý hay đường dẫn trong biên nhận đã khác lúc nhận."
            )
    if chained(held.asked.slug, day, held.previous) != held.chain:
        yield "Dòng ngày, số lượt hay chuỗi dấu vân trong biên nhận đã bị sửa."


def _unlike(held: Receipt, published: Roots) -> Iterator[str]:
    """Where the published list is not whole, or is not the one that the receipt belongs to."""
    slug, day = published.asked.slug, held.day
    if slug != held.asked.slug:
        yield (
            f"Tệp dấu vân là của đợt lấy ý kiến khác ({_glimpse(published.asked.title)}); "
            f"hãy tải tệp tại {_clean(held.asked.address)}."
        )
        return
    yield from _torn(published)
    line = next((line for line in published.lines if line[0].day == day.day), None)
    if line is None:
        yield (
            f"Tệp dấu vân chưa có ngày {_on(day.day)}; hãy tải tệp mới nhất tại "
            f"{_clean(held.asked.address)}."
        )
    elif line[0] != day:
        yield f"Dấu vân đã công bố của ngày {_on(day.day)} khác dấu vân ghi trong biên nhận."
    elif line[1] != held.previous:
        yield f"Dấu vân của một ngày trước {_on(day.day)} đã bị thay sau khi cấp biên nhận."


def _torn(published: Roots) -> Iterator[str]:
    """The first line of the list that does not seal the one before it."""
    days = [day.day for day, _ in published.lines]
    if any(one >= other for one, other in pairwise(days)):
        yield "Tệp dấu vân có ngày lặp lại hoặc sai thứ tự."
    chain = BEFORE_ALL
    for day, previous in published.lines:
        if previous != chain:
            yield f"Chuỗi dấu vân đứt ở ngày {_on(day.day)}: một ngày trước đó đã bị sửa hoặc bỏ."
            return
        chain = chained(published.asked.slug, day, previous)
    if chain != published.chain:
        yield "Chuỗi dấu vân đứt ở cuối: ngày cuối đã bị sửa hoặc bỏ."


def _said(held: Receipt) -> Iterator[str]:
    count, size = print_count(len(held.proved)), print_count(held.day.size)
    yield (
        f"Đạt: {count} ý kiến của biên nhận nằm trong {size} lượt góp ý ghi ngày "
        f"{_on(held.day.day)} của đợt lấy ý kiến {_glimpse(held.asked.title)}, đúng nguyên văn."
    )
    for number, each in enumerate(held.proved, 1):
        where = f"mục {_clean(each.sealed.section)}" if each.sealed.section else "góp ý chung"
        text = _glimpse(each.sealed.text or each.sealed.replacement)
        yield f"Ý kiến {number}, {where}, dự thảo lần {each.sealed.version}: {text}."


def _against(held: Receipt, published: Roots | None) -> Iterator[str]:
    where = _clean(held.asked.address)
    if published:
        yield f"Đã so với tệp dấu vân công bố: ngày {_on(held.day.day)}, {held.day.root}."
        yield f"Chuỗi dấu vân của cả tệp là {published.chain}; có thể so với trang {where}."
    else:
        yield f"Mới so với dấu vân ghi trong chính biên nhận: {held.day.root}."
        yield f"Hãy so dấu vân này với dấu vân ngày {_on(held.day.day)} công bố tại {where}."


def _on(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _glimpse(text: str) -> str:
    """The beginning of a text, in quotation marks."""
    clean = _clean(text)
    return f"“{clean[:_ENOUGH]}…”" if len(clean) > _ENOUGH else f"“{clean}”"


def _clean(text: str) -> str:
    """On one line, without signs that would command the terminal or turn the line around."""
    start = text[: 100 * _ENOUGH]
    return "".join(sign for sign in " ".join(start.split()) if sign.isprintable())
