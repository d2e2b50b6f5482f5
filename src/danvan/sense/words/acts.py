"""What kind of change a text asks for, and which side of the whole draft it speaks of.

Read on the folded text by fixed phrases; of several kinds a text gets the most exact one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, cast

from danvan.sense.words.edits import edits
from danvan.sense.words.fold import fold
from danvan.sense.words.phrases import Phrases, phrases
from danvan.sense.words.tokens import chunks

Change = Literal[
    "add", "change", "remove", "clarify", "specific", "deepen", "data", "task", "wording"
]
Aspect = Literal["structure", "content", "theme", "style"]

ADDING = (
    "{bo sung|bo xung|bs|them|bo sung them|ghi them|neu them|dua them|dua vao|can co|nen co"
    "|can them|nen them|co them|viet them}"
)
ASKING = "{nen|can|phai|xin|de nghi|kien nghi|mong|hay}"
SOME = "{|cac |mot so |mot |nhung |nhom |phan |muc |ro |day du }"

# the more exact kinds come first: where two are found, the first of this order is meant
CHANGES: dict[str, tuple[str, ...]] = {
    "wording": (
        "{bo sung|thay|sua|bo|them|chen|go} {|cac |mot so |lai |luon }{cum tu|cum|tu ngu}",
        "{bo sung|thay|sua|bo|them|chen|go} {|cac |mot so |lai |luon }{cau chu|cau tu}",
        "{bo sung|thay|sua|bo|them|chen|go} {|cac |mot so |lai |luon }{chu|loi chinh ta}",
        "{loi chinh ta|loi danh may|cau chu|dien dat lai}",
        "{viet lai cau|dung tu|chinh ta|loi van|sai chinh ta}",
        "{thay|sua} {tu|cau}",
    ),
    "data": (
        f"{ADDING} {SOME}{{so lieu|ty le|ti le|con so|chi so|thong ke|dan chung}}",
        f"{ADDING} {SOME}{{minh chung|so sanh|bang bieu|so luong|so vu|so ho|so nguoi}}",
        "{so lieu|ty le|con so} {cu the|chung minh|minh chung|chi tiet|day du|kem theo}",
        "{ghi|neu|cong bo} {ro |cu the |them |}{so lieu|ty le|con so|bao nhieu}",
        "{thieu|chua co|can|kem} so lieu",
        "bang so lieu",
    ),
    "task": (
        f"{ADDING} {SOME}{{nhiem vu|giai phap|bien phap|chuong trinh|de an}}",
        f"{ADDING} {SOME}{{chi tieu nhiem vu|nhiem vu giai phap|nhiem vu trong tam}}",
        f"{ADDING} {SOME}{{khau dot pha|co che|chinh sach}}",
        "{nhiem vu|giai phap} moi",
    ),
    "deepen": (
        "{danh gia|phan tich|lam|nhin nhan|noi|nghien cuu} {sau|ky|sau sac|sau sat|sau them} {hon}",
        "{danh gia|phan tich|lam} {sau|ky|sau sac|sau sat|sau them} {them}",
        "{nhin nhan|noi|nghien cuu} {sau|ky|sau sac|sau sat|sau them} {them}",
        "{danh gia|phan tich|kiem diem|mo xe} {sau|ky|sau sac}",
        "{sau hon|sau sac hon|ky hon|sau them|sau rong hon|toan dien hon}",
    ),
    "specific": (
        "{cu the hon|chi tiet hon|cu the hoa|luong hoa}",
        "{ro nguoi ro viec|cho cu the|that cu the|cu the them}",
        f"{ASKING} {{neu |ghi |danh gia |quy dinh |co |dat |noi |viet |}}{{cu the|chi tiet}}",
        f"{ASKING} {{co |dat |ghi |neu |}}{{moc thoi gian|lo trinh}}",
        "{ghi|neu|quy dinh|noi|viet} {that |}cu the",
        "{chung chung|chua cu the|thieu cu the|con chung}",
    ),
    "clarify": (
        "{lam ro|noi ro|ghi ro|neu ro|giai thich|lam sang to|phan biet ro}",
        "{xac dinh ro|quy dinh ro|ro hon|lam ro them}",
        "{thong nhat cach hieu|can ro|giai trinh|chu thich}",
        "{chua ro|khong ro|kho hieu}",
    ),
    "remove": (
        "bo {muc|phan|cum|quy dinh|noi dung|chi tieu|cau|han|luon|dieu|khoan|y|doan|viec|cai|phi}",
        "bo {thu tuc|tieu chi|dieu kien|chu|tu|cum tu|cac|bot|di}",
        "{bai bo|go bo|huy bo|luoc bo|loai bo|rut bot|xoa bo|cat bo|bo han}",
        "khong {nen|can} {co|dua|ghi|neu|giu|quy dinh} {|them |nua |vao |lai }{muc|phan}",
        "khong {nen|can} {co|dua|ghi|neu|giu|quy dinh} {|them |nua |vao |lai }{noi dung|chi tieu}",
    ),
    "add": (
        f"{ADDING}",
        "{nhac them|mo them|bo tri them|tang cuong them|kem them|xin them}",
        "{noi them|chua de cap|chua nhac|chua neu|chua thay|con thieu|khong nhac}",
        "{them|kem} {mot|cac|hai|noi dung|y|phan|muc|doan|chi tieu|quy dinh|khoan|diem|dieu}",
    ),
    "change": (
        "{sua|sua doi|sua lai|dieu chinh|chinh sua|chinh ly|xem xet lai|can nhac|xem lai|rut ngan}",
        "{keo dai|gia han|gop lai|tinh lai|sap xep lai}",
        "{thay bang|thay vi|thay cho|thay the|doi thanh}",
        "{nang|ha|giam|tang} {len|xuong|muc|chi tieu|con|ty le}",
        f"{ASKING} {{nang|ha|giam|tang|doi|chuyen|gop|tach|thay|rut|chia|ap dung|giu|dat|dua}}",
        f"{ASKING} {{quan tam|uu tien|tap trung|day manh|tiep tuc}}",
        f"{ASKING} {{ho tro|mo|lap|dau tu|xay|bo tri}}",
        f"{ASKING} {{giao|co co che|co che|chu trong|khac phuc|xu ly|to chuc|cho|tao dieu kien}}",
    ),
}
# words that hold a phrase above and ask for nothing
OTHERWISE = (
    "them nua",
    "{them|tang|giam} {thu nhap|gia|truong}",
    "{da|duoc} {tang|giam|nang|doi|chuyen|them|bo sung}",
    "{thay doi|tang truong|giam ngheo|chuyen doi|doi moi|doi song|doi thoai|tang gia|nang cao}",
    "{chuyen doi so|tach roi|ha tang|ha noi|chuyen nay|chuyen gi|chuyen biet}",
    "{ban doi|quan doi|bo doi|doi ngu|doi voi|trao doi}",
    "{can bo|cac bo|toan bo|noi bo|dong bo|tien bo|thay vi}",
    "{giam doc|giam sat|giam dinh|tang lop|tang tang}",
    "{nang luc|nang luong|gop y|gop phan|dong gop|gop von}",
    "{chuyen dich|chuyen bien|chuyen mon|van chuyen|chuyen giao|doi tuong|thay co|thay giao}",
)
CHANGE_WORDS: Phrases = phrases({"": OTHERWISE, **CHANGES})
CHANGE_ORDER = {name: at for at, name in enumerate(CHANGES)}

ASPECTS: dict[str, tuple[str, ...]] = {
    "theme": (
        "{chu de|tieu de|ten goi|ten bao cao|phuong cham|chu de dai hoi|ten du thao|ten van kien}",
    ),
    "structure": (
        "{bo cuc|ket cau|cau truc|trinh tu|cach sap xep}",
        "{cach chia|cac phan|chia thanh|do dai|dung luong|so trang}",
    ),
    "style": (
        "{van phong|cau chu|loi van|cach viet|cach dien dat|cach hanh van|chinh ta}",
        "{ngan gon|de doc|de hieu|ngon ngu|hanh van|tu ngu|trinh bay}",
    ),
    "content": (
        "{noi dung|so lieu|danh gia|nhan dinh|toan dien|khoa hoc}",
        "{ro rang|day du|khach quan|sat thuc te|cong phu|khai quat}",
    ),
}
ASPECT_WORDS = phrases(ASPECTS)
ASPECT_ORDER = {name: at for at, name in enumerate(ASPECTS)}

PAPER = (
    "(?:du thao|bao cao(?: chinh tri)?|van kien|de cuong|ban (?:nay|bao cao|du thao)|to trinh"
    "|nghi quyet)"
)
# after the name of the paper: it speaks, so what it says is meant; or it is part of another name
PAPER_SPEAKS = (
    r"(?! (?:noi|viet|ghi|neu|dat|bao|khen|dua|xep|cho|luat|so|phan|muc|dieu|nghi dinh|lai|goi|chua"
    r"|khong co|co|dam|thay|la hoan|cua thon|nam nao)\b)"
)
WHOLE = re.compile(
    rf"\b(?:(?:toan bo|toan|ca) {PAPER}|toan van|{PAPER}\b{PAPER_SPEAKS})"
    r"|\b(?:bo cuc|ket cau|van phong|chinh ta|chu de dai hoi|tieu de bao cao)\b"
    r"|\b(?:nhin chung|ve tong the|tong the|danh gia chung|phan nao cung)\b"
    r"|\b(?:nhat tri|dong y|thong nhat|tan thanh)(?: cao| hoan toan)?(?: voi)?"
    r" (?:toan bo|tat ca|cac noi dung|noi dung|chu de|ket cau|bo cuc)\b"
    # "Nội dung rõ ràng", "Chủ đề xuyên suốt": with nothing else named, the paper's own are meant
    r"|(?:^|[.,;] )\W*(?:ve )?noi dung(?: [a-z]+){0,4}?"
    r" (?:ro|khoa hoc|toan dien|day du|de hieu|sat|co dinh huong)\b"
    r"|(?:^|[.,;] )\W*(?:ve )?(?:tieu de va )?chu de (?!nam|thi dua|sinh hoat|cua nam)"
)
NOT_WHOLE = re.compile(
    r"\b(?:doc|(?<!chu )(?<!tieu )de|trong|trinh|xin|vao"
    r"|gui) (?:bao cao|du thao|to trinh|nghi quyet)\b"
)
PLACED = re.compile(
    r"\b(?:phan|muc|dieu|khoan|chuong|diem) (?:[ivx]+\b|\d|mot|hai|ba|bon|thu|han che|nhiem vu)"
)
SPEAKER = (
    r"(?:(?:toi|em|minh|tui|chung|ban|than|tap|the|to|chi|bo|doc|va|nghe|roi|hoan|toan|co|rat|xin"
    r"|ca|nha|ba|con|deu|cung|ok|oke|oki|phan|khoi|ong|bao|a|da|vang|xa|thon|khong|y|kien|gi|them"
    r"|cao|nhat|tri|chuyen|mon|truong)\W+)"
)
YES = re.compile(
    rf"\W*{SPEAKER}{{0,10}}"
    r"(?:dong y|nhat tri|thong nhat|tan thanh|ung ho|dong tinh|oke?|nhat chi|ung het"
    r"|khong (?:co )?y kien(?: gi)?(?: them)?)"
    r"(?: (?:cao|a|nhe|het|ca|hoan toan|thoi|luon|roi|100%?|co ban|dai hoi"
    r"|(?:voi|theo|nhu) (?:dang|nha nuoc|cac|nhieu|moi|y kien|gia lang|tren)[\w ]{0,30}))*\W*$"
)


def ranked(found: Iterator[tuple[int, int, str]], order: dict[str, int]) -> str | None:
    named = [label for _, _, label in found if label]
    return min(named, key=order.__getitem__) if named else None


def change_type(text: str) -> Change | None:
    """The kind of change an NFC text asks for, or None where it asks for none.

    >>> change_type("nên đánh giá sâu hơn về công tác bảo vệ môi trường")
    'deepen'
    """
    if edits(text):
        return "wording"
    return cast(Change | None, ranked(CHANGE_WORDS.find(fold(text)), CHANGE_ORDER))


def some_changes(texts: Sequence[str]) -> Iterator[Change | None]:
    joined = "\0".join(texts)
    best: list[str | None] = [None] * len(texts)
    bounds = text_starts(texts)
    at = 0
    for start, _, label in CHANGE_WORDS.find(fold(joined)):
        while bounds[at + 1] <= start:
            at += 1
        so_far = best[at]
        if label and (so_far is None or CHANGE_ORDER[label] < CHANGE_ORDER[so_far]):
            best[at] = label
    for text, found in zip(texts, best, strict=True):
        yield "wording" if edits(text) else cast(Change | None, found)


def text_starts(texts: Sequence[str]) -> list[int]:
    """Where each text starts in the joined chunk, and where the last ends."""
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text) + 1)
    return starts


def change_types(texts: Sequence[str]) -> list[Change | None]:
    """`change_type` of each text, in one pass over all of them."""
    return [change for part in chunks(texts) for change in some_changes(part)]


def speaks_of_whole(text: str) -> bool:
    """True where the draft as a whole is meant, not a place or a measure in it."""
    folded = fold(text)
    if PLACED.search(folded):
        return False
    if YES.match(folded):
        return True
    return WHOLE.search(folded) is not None and not NOT_WHOLE.search(folded)


def aspect(text: str) -> Aspect | None:
    """Which side of the whole draft a text speaks of; None where it does not speak of the whole.

    >>> aspect("bố cục dự thảo hợp lý")
    'structure'
    """
    if not speaks_of_whole(text):
        return None
    return cast(Aspect | None, ranked(ASPECT_WORDS.find(fold(text)), ASPECT_ORDER))
