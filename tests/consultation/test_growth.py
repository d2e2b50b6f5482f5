"""What has come in since the last synthesis, and when another is proposed."""

from datetime import timedelta

import pytest
from tests.consultation.conftest import AT, KEY, ON
from tests.consultation.themes import synthesised

from danvan.consultation import actions
from danvan.consultation.models import Submission, Synthesis
from danvan.consultation.queries import growth
from danvan.consultation.queries.growth import Waiting, waiting

PAGE = "/dieu-hanh/gop-y/van-kien-xix/tong-hop/"


@pytest.fixture
def heard(send, version):
    """A run that heard twenty submissions."""
    send(*(f"Làm đường {number}" for number in range(20)))
    rows = [*Submission.objects.order_by("pk")]
    synthesised(version, {("I.1", "Đường"): rows}, last=rows[-1].pk)
    return rows


@pytest.fixture
def now_waiting(analyst, asked):
    return lambda: waiting(officer=analyst, consultation=asked)


def counts(found):
    return found.new, found.corrected, found.withdrawn


def test_before_the_first_run_all_that_counts_waits(send, now_waiting):
    assert now_waiting() == Waiting(None, 0, 0, 0)
    assert not now_waiting().is_proposed
    send("Một", "Hai")
    assert counts(now_waiting()) == (2, 0, 0)
    assert now_waiting().is_proposed


def test_new_corrected_and_withdrawn_ones_are_told_apart(heard, send, province, now_waiting):
    assert counts(now_waiting()) == (0, 0, 0)
    send("Mới", key=f"{KEY}2")
    way = actions.Through("web", province, ON)
    actions.correct(submission=heard[0], said=actions.Said("Sửa"), through=way, at=AT)
    actions.withdraw(submission=heard[1], on=ON + timedelta(days=1))

    assert counts(now_waiting()) == (1, 1, 1)


def test_what_the_run_never_heard_is_not_taken_from_it(heard, send, analyst, now_waiting):
    """New and withdrawn at once, or hidden as spam: nothing of it waits."""
    send("Đến rồi rút", "Quảng cáo", key=f"{KEY}3")
    gone, spam = Submission.objects.order_by("pk")[20:]
    actions.withdraw(submission=gone, on=ON)
    actions.hide(by=analyst, submission=spam, reason="spam", note="quảng cáo", on=ON)

    assert counts(now_waiting()) == (0, 0, 0)


def test_a_correction_of_what_no_run_has_heard_is_new(heard, send, province, now_waiting):
    send("Mới", key=f"{KEY}4")
    way = actions.Through("web", province, ON)
    late = Submission.objects.latest("pk")
    actions.correct(submission=late, said=actions.Said("Sửa"), through=way, at=AT)

    assert counts(now_waiting()) == (1, 0, 0)


def test_a_run_of_a_part_hears_nothing_for_the_whole(heard, send, version, now_waiting):
    send("Mới", key=f"{KEY}5")
    synthesised(version, {}, 2, only={"channels": ["web"]}, last=2**40)

    assert counts(now_waiting()) == (1, 0, 0)


@pytest.mark.parametrize(
    ("submissions", "changed", "proposed"),
    [(20, 0, False), (20, 1, True), (21, 1, False), (100_000, 199, False), (100_000, 200, True),
     (1000, 49, False), (1000, 50, True), (0, 0, False)],
)  # fmt: skip
def test_a_new_run_is_proposed_at_a_twentieth_or_at_two_hundred(submissions, changed, proposed):
    assert (growth.SHARE, growth.COUNT) == (0.05, 200)
    latest = Synthesis(submissions=submissions)
    for counted in ((changed, 0, 0), (0, changed, 0), (0, 0, changed)):
        assert Waiting(latest, *counted).is_proposed is proposed


@pytest.mark.usefixtures("two_factors")
def test_the_page_proposes_with_its_one_primary_button(client, heard, send, analyst):
    client.force_login(analyst)
    before = client.get(PAGE).content.decode()
    assert before.count("btn-primary") == 1
    assert "Nên tổng hợp lại" not in before
    send("Mới", key=f"{KEY}6")
    after = client.get(PAGE).content.decode()

    assert "1 lượt góp ý mới, 0 lượt sửa lại" in after
    assert "Nên tổng hợp lại" in after
    assert '<button class="btn btn-primary">Tổng hợp những gì đã nhận' in after
    assert after.count("btn-primary") == 1


@pytest.mark.usefixtures("two_factors")
def test_a_stranger_is_told_nothing(heard, stranger, asked):
    assert waiting(officer=stranger, consultation=asked).latest is None
