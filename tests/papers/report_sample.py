"""A small paper with one block of every kind and some hostile text."""

from __future__ import annotations

from danvan.papers.blocks import (
    Bar,
    Bars,
    Evidence,
    Heading,
    Item,
    Mark,
    Paper,
    Paragraph,
    Quote,
    Sentence,
    Signature,
    Table,
)

HOSTILE = '<script>alert("1")</script><img src="https://example.org/x.png" onerror=x>\x00\x1b'
OBJECT = Mark("Không tán thành", "cross", 3)


def item(n: int, quote: str = "đề nghị mở thêm tuyến xe buýt") -> Item:
    return Item(f"A-{n}.1", "Tôi ", quote, ", xin hết.", "Phần I", "theo nội dung", OBJECT, 4)


def sentence(n: int, shown: int = 3, total: int = 12) -> Sentence:
    items = tuple(item(n * 100 + k) for k in range(shown))
    text = f"Nhiều ý kiến (12/40 ý kiến; 30 %) nêu việc số {n}."
    return Sentence(f"S{n}", text, "(12/40 ý kiến; 30 %)", Evidence(total, items, "Còn ở phụ lục."))


BARS = Bars(
    "Du lịch được nhắc ở Phần I nhiều gấp đôi Phần IV",
    (
        Bar("Phần I", 200, "67 %"),
        Bar("Phần IV", 100, "33 %", 1),
        Bar("Phần III", 0, "chưa có ý kiến"),
    ),
    "ý kiến",
)
TABLE = Table(("Kênh", "Ý kiến"), (("Hội nghị", 1243), (HOSTILE, 94.5)), (3, 1), "Theo kênh")
HOSTILE_SENTENCE = Sentence(
    "S9", f"Có ý kiến {HOSTILE}", "(1/40 ý kiến)", Evidence(1, (item(9, HOSTILE),))
)


def paper(notice: str = "VĂN BẢN TRÌNH DIỄN", sentences: int = 3) -> Paper:
    return Paper(
        title="BÁO CÁO",
        subtitle="tổng hợp ý kiến góp ý",
        issuer=("TỈNH ỦY BẮC GIANG", "BAN DÂN VẬN"),
        place_date="Bắc Giang, ngày 05 tháng 02 năm 2026",
        number="Số 12-BC/BDVTU",
        notice=notice,
        blocks=[
            Heading(1, "TÌNH HÌNH"),
            Paragraph("Đợt lấy ý kiến kéo dài một tháng."),
            TABLE,
            BARS,
            Heading(2, "Góp ý chung"),
            *(sentence(n) for n in range(1, sentences + 1)),
            HOSTILE_SENTENCE,
            Quote("giữ nguyên cụm từ này", "thư số 7"),
            Paragraph("Ban xin báo cáo."),
        ],
        signature=Signature(("K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"), "Lê Thị B", ("Thường trực",)),
        annexes=[
            Heading(1, "Phụ lục"),
            Table(("Nhóm", "Chủ thể", "Góp ý", "Giải trình"), (("1", "2", "3", "4"),), wide=True),
        ],
    )
