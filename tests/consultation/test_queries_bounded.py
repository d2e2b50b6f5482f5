"""A page of the room asks the database as often for fifty rows of anything as for five."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.consultation.conftest import AT, KEY, ON
from tests.consultation.themes import synthesised

from danvan.consultation import actions
from danvan.consultation.actions import Answer, Counted, Fed
from danvan.consultation.models import Evidence, Opinion, RejectedRow, Statement, Submission
from danvan.ledger.actions import SYSTEM
from danvan.work.actions import Held

SLUG = "van-kien-xix"
PUBLIC, OFFICE = f"/gop-y/{SLUG}", f"/dieu-hanh/gop-y/{SLUG}"
MOST = 60  # questions of one page
BY_EVERYBODY = (
    "/", "/ket-qua/", "/gop-y/", f"{PUBLIC}/", f"{PUBLIC}/muc/I.1/", f"{PUBLIC}/chung/",
    f"{PUBLIC}/gui/", f"{PUBLIC}/dau-van/", f"{PUBLIC}/ket-qua/", f"{PUBLIC}/ket-qua/phan/I/",
    f"{PUBLIC}/ket-qua/cau/S1/", f"{PUBLIC}/ket-qua/tra-loi/", f"{PUBLIC}/du-lieu/",
    f"{PUBLIC}/du-lieu/y-kien.csv", f"{PUBLIC}/du-lieu/y-kien.json",
    f"{PUBLIC}/du-lieu/so-lieu.csv",
)  # fmt: skip
BY_OFFICERS = (
    "/dieu-hanh/", "/dieu-hanh/gop-y/", "/dieu-hanh/gop-y/hoi-nghi/", "/dieu-hanh/gop-y/khoa/",
    "/dieu-hanh/tim/?q=van+kien", f"{OFFICE}/", f"{OFFICE}/sua/", f"{OFFICE}/goi-y/",
    f"{OFFICE}/du-thao/", f"{OFFICE}/nhap-tep/", f"{OFFICE}/so-luot/", f"{OFFICE}/tinh-dem/",
    f"{OFFICE}/dau-moi/", f"{OFFICE}/doi-chieu/", f"{OFFICE}/tong-hop/", f"{OFFICE}/luu-giu/",
    f"{OFFICE}/kiem-duyet/", f"{OFFICE}/kiem-duyet/?trang_thai=appealed", f"{OFFICE}/tra-loi/",
    f"{OFFICE}/tra-loi/?trang_thai=approved", f"{OFFICE}/doi-chieu/tep.csv",
)  # fmt: skip

pytestmark = pytest.mark.usefixtures("two_factors")


@pytest.fixture
def grow(asked, version, send, commune):
    """Adds `count` of everything that stands in rows: texts, hidings, answers, themes, counts."""
    made = []

    def more(count):
        made.append(count)
        start = sum(made[:-1])
        for number in range(start, start + count):
            send(f"Thêm thùng rác {number}", key=f"{KEY}{number}", section_key="I.1",
                 may_publish=True, group="nông dân", place=commune)  # fmt: skip
        rows = [*Submission.objects.filter(channel="web").order_by("pk")[start:]]
        actions.mask(submissions=rows)
        themes = synthesised(version, {("I.1", f"Rác {row.pk}"): [row] for row in rows}, len(made))
        synthesis = asked.syntheses.get(number=len(made))
        state(synthesis, themes)
        for row, theme in zip(rows, themes.values(), strict=True):
            settle(asked, themes=[theme])
            settle(asked, submissions=[row], is_published=False)
        for row in rows[: count // 2]:
            actions.hide(by=SYSTEM, submission=row, reason="personal", note="x", on=ON)
            actions.appeal(submission=row, text="x", on=ON)
        hold(asked, commune, count)
        bring(asked, version, commune, count)
        other_consultations(asked, count)

    return more


def state(synthesis, themes):
    """One sentence over all opinions, published."""
    sentence = Statement.objects.create(
        synthesis=synthesis, code="S1", position=1, section_key="I.1", text="Nhiều ý kiến",
        quantifier="nhiều", count=len(themes), base=len(themes), unit="opinions", scope="section",
    )  # fmt: skip
    Statement.objects.bulk_create(
        Statement(
            synthesis=synthesis, code=f"S{at}", position=at, section_key="I.1", text=f"Câu {at}",
            quantifier="có", count=1, base=1, unit="opinions", scope="theme", theme=theme,
        )
        for at, theme in enumerate(themes.values(), 2)
    )  # fmt: skip
    Evidence.objects.bulk_create(
        Evidence(statement=sentence, opinion=opinion)
        for opinion in Opinion.objects.filter(synthesis=synthesis)
    )
    synthesis.published_at = AT
    synthesis.save()


def settle(asked, *, is_published=True, **about):
    answer = Answer("accepted", "Tiếp thu", **about)
    made = actions.draft_response(by=SYSTEM, consultation=asked, answer=answer, at=AT)
    actions.submit_response(by=SYSTEM, response=made)
    actions.approve_response(by=SYSTEM, response=made)
    if is_published:
        actions.publish_responses(by=SYSTEM, consultation=asked, at=AT, on=ON)


def hold(asked, commune, count):
    """A conference with as many opinions and counts."""
    spoken = [actions.Said(f"Ý kiến {n}", "I.2", office="Chủ tịch") for n in range(count)]
    counted = [Counted("agree", n + 1, "I.2") for n in range(count)]
    what = Held(f"Hội nghị {count}", ON, "morning", attended=count)
    actions.bring_in_conference(
        by=SYSTEM, unit=commune, what=what, feeds=[Fed(asked, spoken, counted)], at=AT
    )


def bring(asked, version, commune, count):
    """Files with rejected rows, and keepers of channels."""
    for number in range(count):
        name = f"{count}-{number}"
        intake = asked.intakes.create(
            unit=commune, channel="sheet", source=f"{name}.csv", sha256=name, rows=1, accepted=0,
            rejected=1, made_at=AT,
        )  # fmt: skip
        RejectedRow.objects.create(intake=intake, row="1", reason="trống", text="")
        asked.channel_owners.create(unit=commune, channel="phone", group=name, collector=commune)
        asked.questions.create(position=100 * count + number, text=name)


def other_consultations(asked, count):
    for number in range(count):
        terms = actions.Terms(f"Góp ý văn kiện {count} {number}", asked.opens_on, asked.closes_on)
        made = actions.set_up(by=SYSTEM, unit=asked.unit, terms=terms, slug=f"d-{count}-{number}")
        actions.import_version(
            by=SYSTEM, consultation=made, draft=asked.versions.get().as_told(), source="x",
            sha256="b" * 64, at=AT,
        )  # fmt: skip
        actions.publish_version(by=SYSTEM, version=made.versions.get(), at=AT)
        actions.open_to_public(by=SYSTEM, consultation=made, at=AT)


def questions(client, address):
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
        assert answer.status_code == 200, address
        if answer.streaming:
            b"".join(answer.streaming_content)
    return len(asked)


def differing(client, grow, addresses):
    """Addresses with how often they ask for five and for fifty, where these differ; and of those
    that ask too often."""
    grow(5)
    for address in addresses:
        questions(client, address)  # what is asked once only
    few = {address: questions(client, address) for address in addresses}
    grow(45)
    many = {address: questions(client, address) for address in addresses}
    return {at: (few[at], many[at]) for at in few if few[at] != many[at] or many[at] > MOST}


def test_everybody_s_pages(client, grow):
    assert differing(client, grow, BY_EVERYBODY) == {}


def test_officers_pages(client, grow, approver):
    client.force_login(approver)

    assert differing(client, grow, BY_OFFICERS) == {}


def test_a_receipt_of_one_and_of_fifty_texts(client, send):
    from danvan.consultation.actions.submissions import _chance
    from danvan.sense.receipts.codes import code_of

    def asked(count):
        key = f"{KEY}{count}"
        send(*(f"Ý {n}" for n in range(count)), key=key)
        with CaptureQueriesContext(connection) as found:
            assert client.post("/bien-nhan/", {"code": code_of(_chance(key))}).status_code == 200
        return len(found)

    asked(1)
    assert asked(2) == asked(50)
