"""A synthesis asked for on the page is made by a worker, once, and every figure in it is right."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from tests.consultation.conftest import AT, ON
from tests.consultation.themes import numbered

from danvan.consultation import actions, jobs
from danvan.consultation.models import (
    CountingPolicy,
    CountingRule,
    Evidence,
    Opinion,
    Statement,
    Submission,
    Synthesis,
    Theme,
)
from danvan.consultation.models.recount import check_synthesis
from danvan.ledger.actions import SYSTEM
from danvan.sense.drafts.citations import resolve_label
from danvan.sense.intake import draft
from danvan.work.jobs import run_next
from danvan.work.models import Job

SAID = (
    "Bố cục dự thảo hợp lý, nội dung rõ ràng, khoa học.",
    "Đề nghị đánh giá sâu hơn về công tác bảo vệ môi trường.",
    "Phần du lịch còn chung chung; đề nghị bổ sung thêm số liệu về kết quả phát triển du lịch.",
    "Không đồng ý với nhận định về thu gom rác thải ở mọi xã, thực tế nhiều xã chưa có.",
    "Nhất trí với dự thảo.",
)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "uploads"


@pytest.fixture
def said(send):
    send(*SAID[:3], key="khoa-thu-nhat-0123456789", may_publish=True)
    send(*SAID[3:], key="khoa-thu-hai-01234567890")


@pytest.fixture
def ask(asked, analyst):
    return lambda: actions.ask_synthesis(by=analyst, consultation=asked, at=AT)


def work() -> Job:
    return run_next(jobs.KINDS, at=Job.objects.order_by("-not_before").first().not_before)


@pytest.fixture
def made(said, ask):
    synthesis = ask()
    job = work()
    assert job is not None
    synthesis.refresh_from_db()
    job.refresh_from_db()
    assert job.state == "done", job.said
    return synthesis


def test_it_works(made, settings):
    """S26, S69: what people said of one draft is collected and synthesised."""
    assert made.submissions == len(SAID)
    assert made.opinions_count == Opinion.objects.count() >= len(SAID)
    assert Theme.objects.count() > 1
    assert check_synthesis(made) == []
    kept = {path.name for path in (settings.MEDIA_ROOT / made.folder).iterdir()}
    assert {"report.docx", "report.pdf", "appendix.xlsx", "state.npz"} <= kept
    assert "submissions.parquet" not in kept


def test_each_sentence_has_its_numbers_and_its_opinions(made):
    """S70, S75, S87: a quantity word stands with figures that lead to the opinions."""
    for statement in Statement.objects.all():
        behind = statement.evidence.values_list("opinion__submission__text", flat=True)
        assert behind
        assert f"{statement.count}" in statement.text
        assert statement.text.lower().startswith(statement.quantifier)


def test_what_is_quoted_stands_in_the_text(made):
    for row in Evidence.objects.filter(end__gt=0).select_related("opinion__submission"):
        assert row.opinion.submission.text[row.start : row.end].strip()


def test_asked_twice_it_is_one(said, ask):
    assert ask() == ask()
    assert Synthesis.objects.count() == Job.objects.count() == 1


def test_a_worker_killed_on_the_way_leaves_nothing_and_the_next_makes_it_once(
    said, ask, monkeypatch
):
    synthesis = ask()

    class Killed(BaseException):
        pass

    def die(*_):
        raise Killed

    with monkeypatch.context() as broken:
        broken.setattr("danvan.consultation.actions.syntheses._take_over", die)
        with pytest.raises(Killed):
            work()
    assert not Opinion.objects.exists()
    assert not Theme.objects.exists()

    job = Job.objects.get()
    run_next(jobs.KINDS, at=job.claimed_until + timedelta(seconds=1))
    synthesis.refresh_from_db()
    once = Opinion.objects.count()
    assert (synthesis.made_at is not None, once) == (True, synthesis.opinions_count)
    jobs.KINDS["consultation.synthesize"](Job.objects.get(), lambda *_: None)
    assert Opinion.objects.count() == once


def test_cancelled_it_ends_and_keeps_nothing(said, ask, analyst, monkeypatch):
    from danvan.work.actions import cancel_job

    ask()
    real = actions.syntheses._keep_opinions

    def cancelled(*args):
        cancel_job(by=analyst, job=Job.objects.get())
        return real(*args)

    monkeypatch.setattr("danvan.consultation.actions.syntheses._keep_opinions", cancelled)
    work()
    assert Job.objects.get().state == "cancelled"
    assert not Opinion.objects.exists()


def test_figures_that_do_not_add_up_are_not_kept(said, ask, monkeypatch):
    ask()
    monkeypatch.setattr(
        "danvan.consultation.actions.syntheses.check_synthesis", lambda _: ["C1: ghi 3, đếm lại 2."]
    )
    job = work()

    job.refresh_from_db()
    assert job.state == "asked"  # it is tried again
    assert not Statement.objects.exists()


def test_what_is_corrected_withdrawn_spam_or_of_no_count_is_left_aside_and_counted(
    asked, said, ask, send, province, analyst
):
    """S86: nothing is lost on the way; what is not read is counted by its reason."""
    first, second, third, *_ = Submission.objects.order_by("pk")
    way = actions.Through("web", province, ON)
    actions.correct(submission=first, said=actions.Said("Bố cục hợp lý."), through=way, at=AT)
    actions.withdraw(submission=second, on=ON)
    actions.hide(by=analyst, submission=third, reason="spam", note="quảng cáo", on=ON)
    actions.submit(
        consultation=asked,
        said=[actions.Said("", stance="agree"), actions.Said("Gọi điện góp ý về du lịch")],
        key="khoa-thu-ba-012345678901",
        through=actions.Through("phone", province, ON),
        at=AT,
    )
    policy = CountingPolicy.objects.create(consultation=asked, number=1, made_on=ON)
    CountingRule.objects.create(policy=policy, channel="phone", treatment="reference")
    synthesis = ask()
    assert work().state
    synthesis.refresh_from_db()

    assert synthesis.submissions == 3  # two of the second sending, and the correction
    assert synthesis.rules["apart"] == {
        "reference": 2, "left_out": 0, "spam": 1, "removed": 1, "wordless": 0,
    }  # fmt: skip


def test_what_arrives_after_it_was_asked_for_waits_for_the_next(said, ask, send):
    synthesis = ask()
    send("Đến sau khi đã giao", key="khoa-den-sau-012345678901")
    work()
    synthesis.refresh_from_db()

    assert synthesis.submissions == len(SAID)


def test_a_text_withdrawn_later_still_counts(made):
    actions.withdraw(submission=Submission.objects.order_by("pk").first(), on=ON)

    assert check_synthesis(made) == []


def test_only_who_approves_publishes_and_only_once(made, asked, analyst, approver):
    from django.core.exceptions import PermissionDenied

    numbered(made)
    with pytest.raises(PermissionDenied):
        actions.publish_synthesis(by=analyst, synthesis=made, at=AT)
    actions.publish_synthesis(by=approver, synthesis=made, at=AT)
    with pytest.raises(ValidationError, match="đã công bố"):
        actions.publish_synthesis(by=approver, synthesis=made, at=AT)
    assert Synthesis.objects.published().get() == made


def test_one_that_is_not_done_is_not_published(said, ask, approver):
    with pytest.raises(ValidationError, match="chưa xong"):
        actions.publish_synthesis(by=approver, synthesis=ask(), at=AT)


def test_nothing_said_nothing_synthesised(ask):
    with pytest.raises(ValidationError, match="Chưa có góp ý"):
        ask()


def test_a_collector_does_not_ask(said, asked, employ, province):
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied):
        actions.ask_synthesis(by=employ("thu", province), consultation=asked, at=AT)


def test_the_sections_of_the_version_are_those_of_the_file(set_up):
    """S69, S74, S80, S83: rows of a version make the draft that its file was read as, and each key
    that a sender names is found in it."""
    read = draft(Path(__file__).parents[2] / "src/danvan/site/demo/draft.md")
    made = actions.import_version(
        by=SYSTEM, consultation=set_up, draft=read, source="draft.md", sha256="c" * 64, at=AT
    )

    assert made.as_told() == read
    assert [resolve_label(read, s.key) for s in read.sections] == [*range(len(read.sections))]
