"""Which series a paper's number belongs to, and which number comes next in it.

Arithmetic alone (domain.md, P1 and P2): a register keeps what was taken. Open and secret papers
share a series, so a key knows no secrecy; a joint paper is numbered where its lead body is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from danvan.papers.profile import Profile


@dataclass(frozen=True)
class Congress:
    """A congress of a committee; its `first_plenum` where that sat before the close."""

    opened: date
    closed: date
    first_plenum: date | None = None

    def __post_init__(self) -> None:
        if self.closed < self.opened:
            raise ValueError("Ngày bế mạc đại hội trước ngày khai mạc; sửa lại hai ngày.")

    @property
    def term_begins(self) -> date:
        """The day from which papers of the new committee are numbered anew."""
        plenum = self.first_plenum
        if plenum is not None and self.opened <= plenum <= self.closed:
            return plenum
        return self.closed + timedelta(days=1)


@dataclass(frozen=True, order=True)
class SequenceKey:
    """A series of numbers: an `issuer`'s, of one `kind` ("" for all kinds), in a `period`.

    The period is a year ("2020"), a term by its first day ("nhiệm kỳ từ 2020-10-17") or a congress
    by its first day ("đại hội 2020-10-14").
    """

    issuer: str
    kind: str
    period: str


def key_of(
    form: Profile, issuers: Sequence[str], kind: str, on: date, congresses: Iterable[Congress] = ()
) -> SequenceKey:
    """The series of a paper issued `on` a day; the lead of joint `issuers` stands first.

    Where the profile counts by terms, `congresses` are those of the committee. Raises ValueError,
    in Vietnamese, where the paper bears no number of its own or the day falls in no known term.
    """
    known = form.kinds.get(kind)
    if known is None or not known.numbered:
        raise ValueError(f"Loại văn bản “{kind}” không lấy số riêng theo mẫu {form.mark}.")
    if not issuers:
        raise ValueError("Chưa ghi cơ quan ban hành; không xác định được dãy số.")
    by_kind = kind if "kind" in form.sequence["by"] else ""
    if form.sequence["period"] == "year":
        return SequenceKey(issuers[0], by_kind, f"{on.year}")
    return SequenceKey(issuers[0], by_kind, f"nhiệm kỳ từ {term_of(on, congresses)}")


def congress_key(committee: str, on: date, congresses: Iterable[Congress]) -> SequenceKey:
    """The one series of all papers that a congress itself issues. Raises ValueError outside one."""
    for held in congresses:
        if held.opened <= on <= held.closed:
            return SequenceKey(committee, "", f"đại hội {held.opened}")
    raise ValueError(f"Ngày {on:%d/%m/%Y} không có đại hội nào; chọn dãy số của cấp ủy.")


def term_of(on: date, congresses: Iterable[Congress]) -> date:
    """The first day of the term that `on` falls in. Raises ValueError before the first known."""
    begun = [held.term_begins for held in congresses if held.term_begins <= on]
    if not begun:
        raise ValueError(
            f"Chưa biết nhiệm kỳ của ngày {on:%d/%m/%Y}; ghi ngày bế mạc đại hội gần nhất trước đó."
        )
    return max(begun)


def next_after(taken: Iterable[int], first: int = 1) -> int:
    """The number after those `taken` in a series that begins with `first`.

    Raises ValueError, in Vietnamese, for a double or a gap: neither is filled or skipped silently.
    """
    counted = Counter(taken)
    doubled = sorted(number for number, times in counted.items() if times > 1)
    if doubled:
        raise ValueError(f"Số {doubled[0]:02} đã cấp hai lần; sửa sổ đăng ký trước khi cấp số mới.")
    expected = first + len(counted)
    strange = sorted(set(counted).symmetric_difference(range(first, expected)))
    if strange:
        word = "thiếu" if strange[0] not in counted else "có ngoài dãy"
        raise ValueError(f"Dãy số {word} số {strange[0]:02}; sửa sổ đăng ký trước khi cấp số mới.")
    return expected
