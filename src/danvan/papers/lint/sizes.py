"""Check 3: the size of the letters of every zone, and whether they are bold, italic, capitals."""

from __future__ import annotations

from collections.abc import Iterator

from danvan.papers.lint.finding import Finding, error, warning
from danvan.papers.lint.head import is_capitals
from danvan.papers.lint.lines import Line
from danvan.papers.lint.page import ranged, shown
from danvan.papers.lint.zones import SMALL, Paper
from danvan.papers.profile import Zone

NAMES = {
    "country": "tiêu đề, quốc hiệu",
    "motto": "tiêu ngữ",
    "superior": "tên cơ quan cấp trên",
    "issuer": "tên cơ quan ban hành",
    "symbol": "số, ký hiệu",
    "place_date": "địa danh, ngày tháng",
    "kind": "tên loại văn bản",
    "abstract": "trích yếu",
    "letter_abstract": "trích yếu công văn",
    "addressee": "kính gửi",
    "body": "nội dung",
    "office": "chức vụ người ký",
    "name": "họ tên người ký",
    "recipients_heading": "“Nơi nhận:”",
    "recipients": "danh sách nơi nhận",
    "page_number": "số trang",
}
WAYS = {"bold": "đậm", "italic": "nghiêng"}


def check_sizes(paper: Paper) -> Iterator[Finding]:
    form = paper.form
    for name, line in paper.zones():
        if name in form.zones:
            yield from sizes(line, form.zones[name].sizes, NAMES[name])
            yield from weights(line, form.zones[name], NAMES[name])
    small = (form.body["evidence"], form.zones["body"].sizes[1])
    for line in paper.body:
        if line is not paper.head.addressee:
            range_ = small if line.style in SMALL else form.zones["body"].sizes
            yield from sizes(line, range_, NAMES["body"])
    yield from page_numbers(paper)


def page_numbers(paper: Paper) -> Iterator[Finding]:
    least, most = paper.form.zones["page_number"].sizes
    for part in paper.typescript.furniture.values():
        if part.number is not None and not least <= part.number.look.size <= most:
            found = f"số trang cỡ {shown(part.number.look.size)}"
            yield warning(3, found, f"cỡ {ranged((least, most))}", "đầu hoặc chân trang")


def sizes(line: Line, range_: tuple[float, float], name: str) -> Iterator[Finding]:
    least, most = range_
    for piece in line.inked:
        if not least <= piece.look.size <= most:
            found = f"{name}: cỡ chữ {shown(piece.look.size)}"
            yield error(3, found, f"cỡ {ranged(range_)}", line.where)


def weights(line: Line, zone: Zone, name: str) -> Iterator[Finding]:
    """The style of letters is told as a warning: the size alone sends a paper back."""
    for way, word in WAYS.items():
        wanted = getattr(zone, way)
        if any(getattr(piece.look, way) != wanted for piece in line.inked):
            asked = f"chữ {word}" if wanted else f"không {word}"
            yield warning(3, f"{name}: {'không ' if wanted else 'chữ '}{word}", asked, line.where)
    if zone.capitals and not is_capitals(line.text):
        yield warning(3, f"{name}: chữ thường", "chữ in hoa", line.where)
