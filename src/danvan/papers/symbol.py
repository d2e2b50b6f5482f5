"""The number and symbol of a paper, its date and its signer's lines, as a profile writes them."""

from __future__ import annotations

from datetime import date
from typing import Literal

from danvan.papers.profile import Profile

Rank = Literal["head", "collective", "deputy", "delegate", "mandate"]


def symbol(number: int, kind: str, unit: str, form: Profile) -> str:
    """ "Số 127-BC/BDVTU" (party), "Số: 156/BC-UBND" (state); "01" for one, a code where one is due.

    `kind` is a code of the profile ("BC"), `unit` the issuer's symbol. Raises ValueError, in
    Vietnamese, for a number below one, an unknown kind, and a kind that bears no number.
    """
    known = form.kinds.get(kind)
    if known is None:
        raise ValueError(f"Mẫu {form.mark} không có loại văn bản “{kind}”.")
    if not known.numbered:
        raise ValueError(f"{known.title} không lấy số riêng: ghi theo văn bản mà nó kèm theo.")
    if number < 1:
        raise ValueError(f"Số văn bản phải từ 1 trở lên, không phải {number}.")
    return _symbol(f"{number:0{form.symbol['digits']}}", kind, unit, form)


def blank_symbol(kind: str, form: Profile, unit: str = "") -> str:
    """The number's place left open for the clerk; "" for a kind that bears none."""
    known = form.kinds.get(kind)
    if known is None or not known.numbered:
        return ""
    blank = form.symbol["blank"]
    return _symbol(blank, kind, unit or blank, form)


def _symbol(number: str, kind: str, unit: str, form: Profile) -> str:
    shape = form.symbol["coded" if form.kinds[kind].coded else "bare"]
    return str(shape.format(number=number, code=kind, unit=unit))


def place_date(place: str, on: date, form: Profile) -> str:
    """ "Bắc Giang, ngày 05 tháng 02 năm 2026": a zero before days below ten and months 1, 2."""
    zero = on.month in form.place_date["months_with_zero"]
    month = f"{on.month:02}" if zero else str(on.month)
    return str(form.place_date["shape"].format(place=place, day=on.day, month=month, year=on.year))


def signing(
    rank: Rank, office: str, form: Profile, *, head: str = "", body: str = ""
) -> tuple[str, ...]:
    """The lines above a signature, by the signer's rank.

    A head signs bare; `collective` signs for `body` (a committee), the others for the `head`.
    Raises ValueError, in Vietnamese, where the profile knows no such way of signing.
    """
    if rank == "head":
        return (office.upper(),)
    prefix = form.signing["prefixes"].get(rank)
    whose = body if rank == "collective" else head
    if not prefix or not whose:
        raise ValueError(
            f"Mẫu {form.mark} không có cách ký “{rank}”, hoặc chưa ghi ký thay mặt, ký thay cho ai."
        )
    return (f"{prefix} {whose.upper()}", office.upper())
