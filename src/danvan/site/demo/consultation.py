"""The demonstration's consultations: two drafts of two tiers, a conference that feeds both, what
people said; and, when a worker has made the synthesis, its publication, answers, a second draft."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib.resources import as_file, files
from pathlib import Path

from django.utils.translation import gettext

from danvan.consultation import actions
from danvan.consultation.actions import Answer, Counted, Fed, Said, Spoken, Terms
from danvan.consultation.models import Consultation, Synthesis, Theme
from danvan.consultation.models.waiting import Brought
from danvan.ledger.actions import Clockwork
from danvan.sense.intake import draft as read_draft
from danvan.sense.records import Draft, Section
from danvan.units.models import Officer, Unit, now, today
from danvan.work.actions import Held, ask_job
from danvan.work.jobs import Progress
from danvan.work.models import Job

KEEPER = Clockwork("Người dựng bản trình diễn")
OPENED = datetime(2020, 6, 1, 1, tzinfo=UTC)
TAKEN_IN = datetime(2020, 7, 13, 2, tzinfo=UTC)
FINISH = "demo.finish"
NOTE = "Văn bản trình diễn, không phải văn bản thật"
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
REWORDED = (  # the second version, because of what was said of the first
    ("Du lịch có bước khởi sắc", "Du lịch có bước khởi sắc rõ nét nhưng chưa tương xứng tiềm năng"),
    ("Phong trào xây dựng nông thôn mới lan tỏa rộng khắp.", ""),
)
ANSWERS = (
    ("accepted", "Tiếp thu; đã bổ sung vào bản dự thảo lần 2."),
    ("partly", "Tiếp thu phần số liệu; phần còn lại đã nêu trong kế hoạch chuyên đề."),
    ("explained", "Giải trình: nội dung này thuộc thẩm quyền của cơ quan khác và đã được chuyển."),
)


def fill() -> None:
    """What is there at once; the rest waits for a worker."""
    board = Unit.objects.get(code="2020/bdv/24")
    with as_file(files("danvan.site.demo")) as here:
        draft = here / "draft.md"
        province = begin(board, PROVINCE, read_draft(draft), digest(draft), "van-kien-xix")
        actions.ask_questions(by=KEEPER, consultation=province, lines=QUESTIONS)
        brought = Brought(province, board, "sheet", date(2020, 7, 13))
        actions.take_in_file(by=KEEPER, file=here / "opinions.csv", brought=brought, at=TAKEN_IN)
    centre = begin(Unit.objects.get(code="vn"), CENTRE, CENTRAL_DRAFT, "0" * 64, "van-kien-xiii")
    hold_conference(board, province, centre)
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
    said = [
        Spoken(Said(text, key, office=office, change_type=kind))
        for text, key, office, kind in SPOKEN
    ]
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
            Fed(centre, [Spoken(Said("Nhất trí với phương hướng.", "II"))], ()),
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


def finish(job: Job, progress: Progress) -> str:
    """Once the synthesis is there: published, its largest themes answered, the draft reworded."""
    synthesis = Synthesis.objects.filter(made_at__isnull=False).order_by("pk").first()
    if synthesis is None:
        return gettext("Chưa có bản tổng hợp để công bố.")
    analyst, approver = (Officer.objects.get(username=f"demo-{n}") for n in ("tong-hop", "duyet"))
    consultation, at = synthesis.consultation, now()
    if synthesis.published_at is None:
        actions.publish_synthesis(by=approver, synthesis=synthesis, at=at)
    progress("answer", 1, 3)
    if not consultation.responses.exists():
        for theme, (disposition, text) in zip(largest(synthesis), ANSWERS, strict=True):
            answer = Answer(disposition, text, themes=[theme])
            made = actions.draft_response(
                by=analyst, consultation=consultation, answer=answer, at=at
            )
            actions.submit_response(by=analyst, response=made)
            actions.approve_response(by=approver, response=made)
        actions.publish_responses(by=approver, consultation=consultation, at=at, on=today())
    progress("reword", 2, 3)
    if consultation.versions.count() == 1:
        second = actions.import_version(
            by=analyst,
            consultation=consultation,
            draft=reworded(consultation),
            source=f"{NOTE} (lần 2)",
            sha256="1" * 64,
            at=at,
        )
        actions.publish_version(by=approver, version=second, at=at)
    return gettext("Bản trình diễn đã đủ.")


def largest(synthesis: Synthesis) -> list[Theme]:
    """As many of the themes that ask for something as there are answers, the largest first."""
    named = synthesis.themes.exclude(code__contains="agreement").exclude(code__contains="other")
    return list(named.order_by("-submissions", "position")[: len(ANSWERS)])


def reworded(consultation: Consultation) -> Draft:
    """The draft with some of its words changed."""
    draft = consultation.versions.get(number=1).as_told()
    return replace(draft, sections=tuple(map(with_other_words, draft.sections)))


def with_other_words(section: Section) -> Section:
    text = section.text
    for before, after in REWORDED:
        text = text.replace(before, after)
    return replace(section, text=text)
