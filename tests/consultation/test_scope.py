"""A synthesis of a part of a consultation: what it hears, how it is asked for, what it says."""

from datetime import timedelta

import pytest
from tests.consultation.conftest import AT, ON
from tests.consultation.themes import synthesised

from danvan.consultation import actions
from danvan.consultation.forms.asking import Scope
from danvan.consultation.models import CountingPolicy, CountingRule, Submission, Synthesis
from danvan.consultation.models.hearing import hearing
from danvan.consultation.queries.scope import published_scope, scopes
from danvan.consultation.queries.tiers import rungs
from danvan.units.models import now
from danvan.work.actions import beat_job, claim_job
from danvan.work.models import Job

PAGE = "/dieu-hanh/gop-y/van-kien-xix/tong-hop/"
LAST = 2**62


@pytest.fixture
def collected(asked, province, commune, neighbour, found):
    """Texts of a province, two communes and a hamlet of one, through two channels, on two days."""
    hamlet = found("thon-1", "Thôn Chùa", "commune", commune)
    number = 0

    def send(unit, channel="web", on=ON, text="Làm đường vào thôn"):
        nonlocal number
        number += 1
        way = actions.Through(channel, unit, on)
        said = [actions.Said(f"{text} {number}", "I.1")]
        actions.submit(consultation=asked, said=said, key=f"khoa-{number:020}", through=way, at=AT)
        return Submission.objects.latest("pk")

    for unit, n in ((province, 1), (commune, 2), (hamlet, 3), (neighbour, 4)):
        for _ in range(n):
            send(unit)
    send(commune, "sheet", ON + timedelta(days=3))
    send.units = (province, commune, hamlet, neighbour)
    return send


def heard(asked, **only):
    return hearing(asked, LAST, only).heard().count()


def test_nothing_told_is_all_of_it(asked, collected):
    assert heard(asked) == hearing(asked, LAST).heard().count() == 11


def test_a_unit_is_heard_with_all_below_it(asked, collected):
    province, commune, hamlet, neighbour = (unit.pk for unit in collected.units)

    assert heard(asked, unit=province) == 11
    assert heard(asked, unit=commune) == 6
    assert heard(asked, unit=hamlet) == 3
    assert heard(asked, unit=neighbour) == 4


def test_units_below_one_unit_share_none_of_what_they_heard_when_one_moved(
    asked, collected, found, province
):
    """A unit that went from one to another stands below the other only: sums stay sums."""
    from danvan.units.models import UnitVersion

    _, commune, hamlet, neighbour = collected.units
    held = hamlet.versions.get()
    UnitVersion.objects.filter(pk=held.pk).update(valid_to=ON)
    under = neighbour.versions.get()
    UnitVersion.objects.create(
        unit=hamlet,
        parent=neighbour,
        tier=held.tier,
        name=held.name,
        short_name=held.short_name,
        folded=held.folded,
        path=f"{under.path}{hamlet.pk}/",
        valid_from=ON,
    )

    assert heard(asked, unit=commune.pk) == 3
    assert heard(asked, unit=neighbour.pk) == 7


def test_channels_and_days_narrow_it_together(asked, collected):
    late = (ON + timedelta(days=1)).isoformat()

    assert heard(asked, channels=["sheet"]) == heard(asked, since=late) == 1
    assert heard(asked, until=ON.isoformat()) == heard(asked, channels=["web"]) == 10
    assert heard(asked, channels=["web"], since=late) == 0
    assert heard(asked, channels=["web", "sheet"], unit=collected.units[1].pk) == 6


def test_what_is_left_aside_is_counted_within_the_part(asked, collected, analyst):
    """Heard + apart = standing, in every part as in the whole."""
    _, commune, *_ = collected.units
    collected(commune, "phone")
    spam = collected(commune)
    gone = collected(commune)
    ticked, way = [actions.Said("", stance="agree")], actions.Through("web", commune, ON)
    actions.submit(
        consultation=asked, said=ticked, key="khoa-chi-chon-thai-do-0123", through=way, at=AT
    )
    actions.hide(by=analyst, submission=spam, reason="spam", note="quảng cáo", on=ON)
    actions.withdraw(submission=gone, on=ON)
    policy = CountingPolicy.objects.create(consultation=asked, number=1, made_on=ON)
    CountingRule.objects.create(policy=policy, channel="phone", treatment="reference")
    for only in ({}, {"unit": commune.pk}, {"channels": ["web"]}, {"since": ON.isoformat()}):
        part = hearing(asked, LAST, only)
        read = part.heard().count()
        assert read + sum(part.apart(read).values()) == part.standing().count() > 0

    assert hearing(asked, LAST, {"unit": commune.pk}).apart(6) == {
        "reference": 1, "left_out": 0, "spam": 1, "removed": 1, "wordless": 1,
    }  # fmt: skip


def test_a_correction_out_of_the_part_takes_what_it_corrects_with_it(asked, collected):
    _, commune, *_ = collected.units
    first = Submission.objects.filter(unit=commune, channel="web").first()
    way = actions.Through("web", commune, ON + timedelta(days=5))
    actions.correct(submission=first, said=actions.Said("Sửa lại"), through=way, at=AT)

    assert heard(asked, unit=commune.pk, until=ON.isoformat()) == 4
    assert heard(asked, unit=commune.pk) == 6


# ---------------------------------------------------------------- the form


def given(analyst, **told):
    form = Scope(told, officer=analyst)
    return form, form.is_valid() and form.only()


def test_an_empty_form_asks_for_all(analyst):
    assert given(analyst)[1] == {}


def test_the_form_says_it_as_it_is_kept(analyst, commune):
    told = {"channels": ["web", "sheet"], "unit": "xa tan hung", "since": "01/07/2020"}
    _, only = given(analyst, **told, until="2020-07-31")

    assert only == {
        "channels": ["web", "sheet"],
        "unit": commune.pk,
        "since": "2020-07-01",
        "until": "2020-07-31",
    }


def test_days_in_the_wrong_order_and_units_of_others_are_refused(analyst, other_province):
    form, _ = given(analyst, since="2020-07-31", until="2020-07-01", unit="Tỉnh Lạng Sơn")

    assert {*form.errors} == {"until", "unit"}


# ---------------------------------------------------------------- in words


def test_a_part_is_said_in_words(analyst, version, collected):
    _, commune, *_ = collected.units
    only = {"channels": ["web"], "unit": commune.pk, "since": "2020-07-01", "until": "2020-07-31"}
    synthesised(version, {}, 1)
    synthesised(version, {}, 2, only=only)
    said = scopes(officer=analyst, syntheses=Synthesis.objects.all())

    assert [said[one.pk] for one in Synthesis.objects.order_by("number")] == [
        "",
        "kênh: trang mạng; Xã Tân Hưng và các đơn vị bên dưới; góp ý từ ngày 01/07/2020; "
        "đến hết ngày 31/07/2020",
    ]


def test_strangers_are_told_of_no_part(stranger, version, collected):
    synthesised(version, {}, only={"channels": ["web"]})

    assert scopes(officer=stranger, syntheses=Synthesis.objects.all()) == {}
    assert published_scope(synthesis=Synthesis.objects.get()) == ""


@pytest.mark.usefixtures("two_factors")
def test_the_public_reads_which_part_it_is(client, version, collected):
    synthesised(version, {}, only={"channels": ["web"]}, published_at=AT)
    page = client.get("/gop-y/van-kien-xix/ket-qua/").content.decode()

    assert "Chỉ gồm: kênh: trang mạng." in page


# ---------------------------------------------------------------- the page


@pytest.fixture
def signed(client, analyst, two_factors):
    client.force_login(analyst)
    return client


def test_a_part_is_asked_for_followed_and_stopped_on_the_page(signed, asked, collected):
    """S26: the work goes on in the background; the page says how far, also when loaded again."""
    _, commune, *_ = collected.units
    answer = signed.post(f"{PAGE}giao/", {"channels": ["web"], "unit": "xa-1"})
    assert answer.url == PAGE
    synthesis = Synthesis.objects.get()
    assert synthesis.only == {"channels": ["web"], "unit": commune.pk}
    beat_job(job=claim_job(at=Job.objects.get().not_before), stage="units", done=3, total=5)
    for _ in range(2):
        page = signed.get(PAGE).content.decode()
        assert "Đang tổng hợp lần 1: 5 lượt góp ý" in page
        assert "tách thành từng ý kiến" in page
        assert "3 / 5" in page
        assert "Chưa ước được" in page
    signed.post(f"/dieu-hanh/cong-viec/viec-nen/{Job.objects.get().pk}/dung/")
    assert "sẽ dừng ở bước kế tiếp" in signed.get(PAGE).content.decode()


def test_the_same_part_is_asked_for_again_by_the_number_of_the_run(signed, version, collected):
    synthesised(version, {}, 1, only={"channels": ["sheet"]})
    signed.post(f"{PAGE}giao/", {"nhu": "1"})

    assert Synthesis.objects.get(number=2).only == {"channels": ["sheet"]}


def test_what_was_typed_stays_where_it_is_refused(signed, asked, collected):
    answer = signed.post(f"{PAGE}giao/", {"unit": "Xã không có", "channels": ["phone"]})
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "Xã không có" in page
    assert page.count("checked") == 1
    assert not Job.objects.exists()
    empty = signed.post(f"{PAGE}giao/", {"channels": ["phone"]})
    assert "Chưa có góp ý nào" in empty.content.decode()


def test_the_time_left_is_told_by_the_pace_of_the_last_run(signed, asked, version, collected):
    rows = [*Submission.objects.all()]
    made = {"asked_at": now() - timedelta(days=1), "made_at": now() - timedelta(days=1, hours=-1)}
    synthesised(version, {("I.1", "Đường"): rows}, 1)
    Synthesis.objects.update(**made)
    signed.post(f"{PAGE}giao/", {"channels": ["web"]})
    page = signed.get(PAGE).content.decode()

    assert "còn khoảng 54" in page  # ten of eleven, at eleven an hour


def test_the_step_that_is_followed_says_how_long_it_takes():
    from danvan.work.views.jobs import Pace

    job, pace = Job(stage="units", done=10, total=100), Pace()
    assert pace.left(job, 0) is None
    job.done = 20
    assert pace.left(job, 1.0) is None  # too soon
    assert pace.left(job, 5.0) == 40
    job.stage, job.done = "themes", 1
    assert pace.left(job, 9.0) is None  # another step


# ---------------------------------------------------------------- tiers


def layer(version, number, unit, rows, **told):
    only = {"unit": unit.pk} if unit else {}
    told = {"last": 100} | told
    synthesised(version, {("I.1", "Đường"): rows}, number, only=only, **told)


def of(*units):
    return [*Submission.objects.filter(unit__in=units)]


def test_a_unit_s_counts_are_the_sum_of_those_below_and_of_what_came_elsewhere(
    analyst, asked, version, collected
):
    """What is above equals the sum of what is below, through every tier."""
    _province, commune, hamlet, neighbour = collected.units
    layer(version, 1, None, of(*collected.units))
    layer(version, 2, commune, of(commune, hamlet))
    layer(version, 3, neighbour, of(neighbour))
    layer(version, 4, hamlet, of(hamlet))
    top, under = rungs(officer=analyst, consultation=asked)

    assert (top.own, top.parts, top.elsewhere) == ((11, 11), (10, 10), (1, 1))
    assert (under.own, under.parts, under.elsewhere) == ((6, 6), (3, 3), (3, 3))
    assert top.holds
    assert under.holds
    assert [rung.name for rung in top.below] == ["Xã Tân Hưng", "Xã Hương Sơn"]


def test_what_does_not_add_up_says_by_how_much_and_which_was_asked_at_another_time(
    analyst, asked, version, collected
):
    _province, commune, hamlet, neighbour = collected.units
    layer(version, 1, None, of(*collected.units))
    layer(version, 2, commune, of(commune, hamlet)[1:], last=90)
    layer(version, 3, neighbour, of(neighbour))
    (top,) = rungs(officer=analyst, consultation=asked)

    assert top.apart == (1, 1)
    assert [rung.synthesis.number for rung in top.asked_at_other_times] == [2]


def test_runs_of_channels_or_days_are_of_no_tier(analyst, asked, version, collected, stranger):
    _, commune, *_ = collected.units
    layer(version, 1, None, of(*collected.units))
    synthesised(version, {}, 2, only={"unit": commune.pk, "channels": ["web"]})

    assert rungs(officer=analyst, consultation=asked) == []
    layer(version, 3, commune, of(commune))
    assert len(rungs(officer=analyst, consultation=asked)) == 1
    assert rungs(officer=stranger, consultation=asked) == []


def test_the_page_shows_the_tiers(signed, version, collected):
    _, commune, hamlet, _ = collected.units
    layer(version, 1, None, of(*collected.units))
    layer(version, 2, commune, of(commune, hamlet)[1:], last=90)
    page = signed.get(PAGE).content.decode()

    assert "Tỉnh Bắc Giang: lệch 1 lượt góp ý, 1 ý kiến." in page
    assert "Hãy tổng hợp lại các phần cùng một lúc." in page
    assert "Chỉ gồm: Xã Tân Hưng và các đơn vị bên dưới." in page
