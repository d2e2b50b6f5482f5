"""The demonstration's consultations: two drafts of two tiers, a conference that feeds both, what
people said. What comes of the synthesis is told by `site.story`."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from importlib.resources import as_file, files
from pathlib import Path

from danvan.consultation import actions
from danvan.consultation.actions import Counted, Fed, Said, Terms
from danvan.consultation.models import Consultation
from danvan.consultation.models.waiting import Brought
from danvan.ledger.actions import Clockwork
from danvan.sense.intake import draft as read_draft
from danvan.sense.records import Draft, Section
from danvan.site.story import FINISH, NOTE
from danvan.units.models import Unit
from danvan.work.actions import Held, ask_job

KEEPER = Clockwork("Người dựng bản trình diễn")
OPENED = datetime(2020, 6, 1, 1, tzinfo=UTC)
TAKEN_IN = datetime(2020, 7, 13, 2, tzinfo=UTC)
PROVINCE = Terms(
    "Góp ý dự thảo Báo cáo chính trị Đại hội XIX Đảng bộ tỉnh",
    date(2020, 6, 1),
    date(2020, 7, 31),
    occasion="Đại hội đại biểu Đảng bộ tỉnh lần thứ XIX",
    purpose="Dự thảo nói về năm năm qua và năm năm tới của tỉnh. Mỗi góp ý được đọc, được đếm và"
    " được trả lời.",
)
CENTRE = Terms(
    "Góp ý dự thảo văn kiện Đại hội XIII của Đảng",
    date(2020, 7, 1),
    date(2020, 9, 30),
    occasion="Đại hội đại biểu toàn quốc lần thứ XIII",
    purpose="Dự thảo trình diễn của cấp Trung ương, để thấy hai đợt của hai cấp chạy song song.",
)
QUESTIONS = (
    "Bố cục dự thảo đã hợp lý chưa?",
    "I: Kết quả nào cần đánh giá sâu hơn?",
    "II: Nguyên nhân nào của hạn chế còn thiếu?",
    "IV: Nhiệm vụ, giải pháp nào cần bổ sung?",
)
CENTRAL_DRAFT = Draft(
    "DỰ THẢO BÁO CÁO (trình diễn)",
    (
        Section("I", 1, "Phần I", "Phần I. Tình hình năm năm qua", None, f"{NOTE}: kết quả."),
        Section("II", 1, "Phần II", "Phần II. Phương hướng", None, f"{NOTE}: phương hướng."),
    ),
)


def fill() -> None:
    """What is there at once; the rest waits for a worker."""
    board = Unit.objects.get(code="2020/bdv/24")
    with as_file(files("danvan.site.demo")) as here:
        draft = here / "draft.md"
        province = begin(board, PROVINCE, read_draft(draft), digest(draft), "van-kien-xix")
        actions.ask_questions(by=KEEPER, consultation=province, lines=QUESTIONS)
        brought = Brought(province, board, "sheet", date(2020, 7, 13), may_publish=True)
        actions.take_in_file(by=KEEPER, file=here / "opinions.csv", brought=brought, at=TAKEN_IN)
    centre = begin(Unit.objects.get(code="vn"), CENTRE, CENTRAL_DRAFT, "0" * 64, "van-kien-xiii")
    hold_conference(board, province, centre)
    actions.ask_for_masks(by=KEEPER, consultation=province)
    actions.ask_synthesis(by=KEEPER, consultation=province, at=TAKEN_IN)
    ask_job(by=KEEPER, kind=FINISH, unit=board)


def begin(unit: Unit, terms: Terms, draft: Draft, sha256: str, slug: str) -> Consultation:
    """A consultation with its first version, open."""
    made = actions.set_up(by=KEEPER, unit=unit, terms=terms, slug=slug)
    version = actions.import_version(
        by=KEEPER, consultation=made, draft=draft, source=NOTE, sha256=sha256, at=OPENED
    )
    actions.publish_version(by=KEEPER, version=version, at=OPENED)
    actions.open_to_public(by=KEEPER, consultation=made, at=OPENED)
    return made


def hold_conference(board: Unit, province: Consultation, centre: Consultation) -> None:
    """The briefing of the seed article: one conference, two drafts (S9)."""
    said = [Said(text, key, office=office, change_type=kind) for text, key, office, kind in SPOKEN]
    counted = [Counted("agree", 41), Counted("other", 3)]
    actions.bring_in_conference(
        by=KEEPER,
        unit=board,
        what=Held(
            "Hội nghị giao ban công tác dân vận sáu tháng đầu năm",
            date(2020, 7, 14),
            "morning",
            attended=46,
            spoke=len(SPOKEN),
            venue="Trụ sở Tỉnh ủy",
        ),
        feeds=[
            Fed(province, said, counted),
            Fed(centre, [Said("Nhất trí với phương hướng.", "II")], ()),
        ],
        at=TAKEN_IN,
    )


SPOKEN = (
    (
        "Phần I nên đánh giá sâu hơn về công tác bảo vệ môi trường.",
        "I",
        "Trưởng Ban Dân vận Huyện ủy Lục Nam",
        "clarify",
    ),
    (
        "Đề nghị bổ sung số liệu về tỷ lệ thôn đạt chuẩn nông thôn mới kiểu mẫu.",
        "I",
        "Trưởng Ban Dân vận Huyện ủy Yên Dũng",
        "figures",
    ),
    (
        "Đề nghị bổ sung nhiệm vụ về phát triển du lịch.",
        "IV",
        "Trưởng Ban Dân vận Huyện ủy Sơn Động",
        "add",
    ),
)


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
