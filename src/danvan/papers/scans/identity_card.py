"""Whether a recognised page shows an identity card, which nobody asks for and nobody keeps.

A card is told by what is printed on it and on no opinion: its title on a line of its own, a number
of nine or twelve digits and two of the fixed words beside its fields; or the lines that machines
read on its back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from danvan.papers.errors import Unreadable
from danvan.papers.plain import plain

TITLE = re.compile(
    r"\W*(the |giay )?(can cuoc( cong dan)?|chung minh nhan dan|(citizen )?identity card)\b.{0,24}"
)
NUMBER = re.compile(r"(?<!\d)(?:\d{12}|\d{9})(?!\d)")
GAP = re.compile(r"(?<=\d)[ .](?=\d)")
FIELDS = tuple(
    re.compile(words)
    for words in (
        r"ho (va |, )?ten|full name",
        r"(ngay,? )?(thang,? nam )?sinh( ngay)?\b|date of birth",
        r"gioi tinh|\bsex\b",
        r"quoc tich|nationality",
        r"que quan|nguyen quan|place of origin",
        r"noi (thuong tru|dkhk|cu tru)|place of residence",
        r"gia tri den|date of expiry",
        r"dac diem nhan dang|personal identification",
    )
)
ENOUGH = 2  # fields beside title and number
BACK = re.compile(r"IDVNM[0-9O]{9}")


def refuse_identity_card(file: str, page: int, lines: Iterable[str]) -> None:
    """Raises Unreadable where the lines are those of a card; what stands on it is not repeated."""
    if is_identity_card(lines):
        raise Unreadable(
            file,
            "có ảnh thẻ căn cước hoặc chứng minh nhân dân, phần mềm không nhận giấy tờ tùy thân",
            "hãy bỏ ảnh này ra khỏi tệp, chỉ gửi phần ý kiến",
            f"trang {page}",
        )


def is_identity_card(lines: Iterable[str]) -> bool:
    texts = list(lines)
    if any(BACK.search(text.replace(" ", "")) for text in texts):
        return True
    known = [plain(text) for text in texts]
    titled = any(TITLE.fullmatch(text) for text in known)
    numbered = any(NUMBER.search(GAP.sub("", text)) for text in known)
    whole = "\n".join(known)
    return titled and numbered and sum(bool(field.search(whole)) for field in FIELDS) >= ENOUGH
