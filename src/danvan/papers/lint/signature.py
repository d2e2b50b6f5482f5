"""Checks 8 and 9: who signs in whose name by his rank, and who receives the paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from danvan.papers.lint.finding import Finding, Note, Skipped, error, warning
from danvan.papers.lint.foot import Signer
from danvan.papers.lint.letterhead import placeholder
from danvan.papers.lint.lines import Line
from danvan.papers.lint.number_date import unnumbered
from danvan.papers.lint.zones import Paper
from danvan.papers.plain import plain
from danvan.papers.profile import Profile

END = "cuối văn bản"
PREFIX = re.compile(
    r"(K\s?/?\s?T|T\s?/?\s?M|T\s?/?\s?L|T\s?/?\s?UQ)\s?[./]*\s+(?=\S)|(Q)\.\s*(?=\S)"
)
MODES = {"KT": "deputy", "TM": "collective", "TL": "delegate", "TUQ": "mandate", "Q": "acting"}
DEPUTY = ("pho ", "thu truong")
# Bodies that decide together: somebody signs on their behalf.
COMMITTEES = (
    *(
        "ban chap hanh",
        "ban thuong vu",
        "thuong vu",
        "ban thuong truc",
        "thuong truc",
        "ban bi thu",
    ),
    *("bo chinh tri", "dang uy", "chi uy", "tinh uy", "thanh uy", "huyen uy", "quan uy", "thi uy"),
    *("dang doan", "ban can su", "uy ban", "hoi dong", "doan chu tich", "ban chi dao", "tieu ban"),
    *("to cong tac", "doan kiem tra", "doan giam sat", "doan cong tac", "chinh phu", "quoc hoi"),
    *("chi bo", "dang bo", "ubnd", "hdnd"),
)
HEADED = ("uy ban nhan dan", "ubnd", "chinh phu")  # of these, a deputy signs for the head
# Boards of the party that advise and do not decide: their head signs bare.
ADVISORY = (
    *("ban dan van", "ban tuyen giao", "ban to chuc", "ban noi chinh", "ban kinh te"),
    *("ban doi ngoai", "ban chinh sach", "van phong"),
)
DASHES = "-–—+•*"
LAST = re.compile(rf"[{DASHES}\s]*")


@dataclass(frozen=True)
class Office:
    """One line above a signature: how it is signed ("" for the signer's own office), for what."""

    mode: str
    prefix: str
    words: str
    line: Line

    @property
    def plain(self) -> str:
        return plain(self.words)


def check_signature(paper: Paper) -> Iterator[Note]:
    kind = unnumbered(paper)
    if not paper.foot.signers and kind:
        yield Skipped(8, f"{kind} được ký ở văn bản mà nó kèm theo")
    elif not paper.foot.signers:
        yield error(8, "không thấy chức vụ và chữ ký", "chức vụ người ký, chữ in hoa", END)
    for signer in paper.foot.signers:
        yield from signed(signer, paper.form)


def signed(signer: Signer, form: Profile) -> Iterator[Finding]:
    for line in signer.office:
        yield from placeholder(8, line)
    offices = [office for line in signer.office for office in offices_in(line)]
    for office in offices:
        yield from spelled(office, form)
    yield from for_whom(offices, form)
    if signer.name is None:
        where = signer.office[0].where
        yield warning(8, "chưa ghi họ tên người ký", "họ tên người ký", where)
    else:
        yield from placeholder(8, signer.name)


def offices_in(line: Line) -> list[Office]:
    """ "K/T TRƯỞNG BAN" and "PHÓ TRƯỞNG BAN", also where both stand on one line."""
    found = PREFIX.match(line.text)
    if found is None:
        return [Office("", "", line.text, line)]
    letters = re.sub(r"[^A-Z]", "", found[0])
    whose, deputy, rest = line.text[found.end() :].partition(" PHÓ ")
    first = Office(MODES[letters], found[0].strip(), whose, line)
    return [first, Office("", "", (deputy + rest).strip(), line)] if deputy else [first]


def spelled(office: Office, form: Profile) -> Iterator[Finding]:
    """The sign itself, "K/T" or "KT.", is the profile's."""
    if not office.mode or office.mode == "acting":
        return
    wanted = form.signing["prefixes"].get(office.mode)
    if wanted is None:
        yield warning(8, f"“{office.prefix}”", "mẫu này không có cách ký đó", office.line.where)
    elif office.prefix != wanted:
        asked = f"“{wanted} {office.words}”"
        yield error(8, f"“{office.line.text}”", asked, office.line.where)


def for_whom(offices: Sequence[Office], form: Profile) -> Iterator[Finding]:
    """The rank of the signer decides in whose name the paper is signed."""
    own = [office for office in offices if not office.mode or office.mode == "acting"]
    by_mode = {office.mode: office for office in offices}
    first = offices[0]
    prefixes = form.signing["prefixes"]
    if not first.mode and first.plain.startswith(COMMITTEES) and len(offices) > 1:
        asked = f"“{prefixes['collective']} {first.words}”"
        yield error(
            8, f"“{first.words}”, là tập thể, không có người ký thay mặt", asked, first.line.where
        )
    if not own:
        asked = "thêm dòng chức vụ của chính người ký"
        yield error(8, f"chỉ có “{offices[-1].line.text}”", asked, first.line.where)
        return
    yield from headed(own[-1], by_mode, form)
    if own[-1].plain.startswith(DEPUTY):
        yield from deputised(own[-1], by_mode, form)
    elif "deputy" in by_mode and by_mode["deputy"].plain == own[-1].plain:
        found = f"“{by_mode['deputy'].line.text}” rồi lại ký “{own[-1].words}”"
        yield error(8, found, "cấp trưởng ký không đề ký thay", own[-1].line.where)


def headed(own: Office, by_mode: dict[str, Office], form: Profile) -> Iterator[Finding]:
    """A head of an advisory board of the party signs bare; a secretary signs for the committee."""
    collective = by_mode.get("collective")
    if form.name != "party":
        return
    if collective and collective.plain.startswith(ADVISORY):
        found = f"“{collective.line.text}”: ban tham mưu không ký thay mặt"
        yield error(8, found, f"chỉ ghi “{own.words}”", collective.line.where)
    if own.plain.startswith(("bi thu", "pho bi thu")) and not by_mode.keys() - {"", "acting"}:
        asked = f"“{form.signing['prefixes']['collective']} BAN THƯỜNG VỤ” hoặc tên cấp ủy ở trên"
        yield warning(8, f"“{own.words}” ký một mình", asked, own.line.where)


def deputised(own: Office, by_mode: dict[str, Office], form: Profile) -> Iterator[Finding]:
    """A deputy signs for the head, or on behalf of a body that decides together."""
    head = own.words.removeprefix("PHÓ ")
    asked = f"“{form.signing['prefixes']['deputy']} {head}” ở dòng trên"
    for_head, collective = by_mode.get("deputy"), by_mode.get("collective")
    if for_head is not None:
        mine, named = plain(head), for_head.plain
        if own.plain.startswith("pho ") and not (mine.startswith(named) or named.startswith(mine)):
            found = f"“{for_head.line.text}” nhưng người ký là “{own.words}”"
            yield error(8, found, asked, for_head.line.where)
    elif collective is not None and not collective.plain.startswith(HEADED):
        return
    elif own.plain.startswith("pho bi thu"):
        return  # told as a secretary's
    elif "delegate" in by_mode or "mandate" in by_mode or collective is not None:
        yield warning(8, f"“{own.words}” ký không có ký thay", asked, own.line.where)
    else:
        yield error(8, f"“{own.words}” ký không có ký thay", asked, own.line.where)


def check_recipients(paper: Paper) -> Iterator[Note]:
    foot, form = paper.foot, paper.form
    heading = form.zones["recipients_heading"].text
    kind = unnumbered(paper)
    if foot.heading is None and kind:
        yield Skipped(9, f"{kind} gửi theo văn bản mà nó kèm theo")
    elif foot.heading is None:
        yield error(9, "không thấy “Nơi nhận:”", f"“{heading}” và danh sách nơi nhận", END)
    elif not foot.recipients:
        yield error(9, f"“{heading}” không có ai", "ít nhất một nơi nhận", foot.heading.where)
    else:
        yield from listed(foot.heading, foot.recipients, form)


def listed(heading: Line, recipients: Sequence[Line], form: Profile) -> Iterator[Finding]:
    wanted = form.zones["recipients_heading"].text
    if heading.text != wanted:
        yield warning(9, f"“{heading.text}”", f"“{wanted}”", heading.where)
    for line in recipients:
        yield from placeholder(9, line)
    items = [line for line in recipients if line.text[:1] in DASHES]
    last, asked = (items or recipients)[-1], form.recipients["last"]  # a typist's mark may follow
    text = LAST.sub("", last.text, count=1)
    if not asked or text.startswith(asked):
        return
    make = warning if text.startswith(asked.split(":")[0]) else error
    yield make(9, f"dòng cuối của nơi nhận: “{last.text}”", f"“- {asked}, …”", last.where)
