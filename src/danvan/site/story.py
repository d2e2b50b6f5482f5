"""How the demonstration goes on once a worker has made its synthesis: it is published, some of
its themes are answered, and a second draft takes up what was said."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext

from danvan.consultation import actions
from danvan.consultation.actions import Answer
from danvan.consultation.models import Consultation, Synthesis, Theme
from danvan.sense.records import Draft, Section
from danvan.units.models import Officer, now, today
from danvan.work.actions.jobs import Progress
from danvan.work.models import Job

FINISH = "demo.finish"
PLACE = "Bắc Giang"
NOTE = "Văn bản trình diễn, không phải văn bản thật"
REWORDED = (  # the second version, because of what was said of the first
    ("Du lịch có bước khởi sắc", "Du lịch có bước khởi sắc rõ nét nhưng chưa tương xứng tiềm năng"),
    ("Phong trào xây dựng nông thôn mới lan tỏa rộng khắp.", ""),
)
ANSWERS = (  # disposition, what is said, and a word of the label of the theme that it answers
    ("accepted", "Tiếp thu; đã bổ sung vào bản dự thảo lần 2.", "du lịch"),
    (
        "partly",
        "Tiếp thu phần chủ trương; số liệu cụ thể sẽ nêu trong kế hoạch chuyên đề.",
        "trẻ mầm non",
    ),
    (
        "explained",
        "Giải trình: mốc thời gian theo quy định chung của ngành, tỉnh đã chuyển kiến nghị.",
        "mốc xóa",
    ),
)


def finish(job: Job, progress: Progress) -> str:
    """Once the synthesis is there: published, some themes answered, the draft reworded."""
    synthesis = Synthesis.objects.filter(made_at__isnull=False).order_by("pk").first()
    if synthesis is None:
        return gettext("Chưa có bản tổng hợp để công bố.")
    names = ("tong-hop", "duyet", "van-thu")
    analyst, approver, clerk = (Officer.objects.get(username=f"demo-{n}") for n in names)
    consultation, at = synthesis.consultation, now()
    if synthesis.published_at is None:
        report = actions.submit_report(by=analyst, synthesis=synthesis, at=at)
        actions.approve_report(by=approver, report=report)
        actions.number_report(by=clerk, report=report, symbol="TD", on=today(), place=PLACE)
        actions.publish_synthesis(by=approver, synthesis=synthesis, at=at)
    progress("answer", 1, 3)
    if not consultation.responses.exists():
        for disposition, text, word in ANSWERS:
            answer = Answer(disposition, text, themes=[about(synthesis, word)])
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


def about(synthesis: Synthesis, word: str) -> Theme:
    """The largest theme with the word in its label; else the largest of all."""
    found = synthesis.themes.order_by("-submissions", "position")
    return found.filter(label__icontains=word).first() or found[0]


def reworded(consultation: Consultation) -> Draft:
    """The draft with some of its words changed."""
    draft = consultation.versions.get(number=1).as_told()
    return replace(draft, sections=tuple(map(with_other_words, draft.sections)))


def with_other_words(section: Section) -> Section:
    text = section.text
    for before, after in REWORDED:
        text = text.replace(before, after)
    return replace(section, text=text)
