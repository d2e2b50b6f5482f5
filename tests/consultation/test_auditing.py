"""Officers read a sample without the engine's answer; what came of it stands beside the results."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from tests.consultation.conftest import AT
from tests.consultation.themes import synthesised

from danvan.consultation import actions
from danvan.consultation.models import AuditItem, AuditReading, Submission, Synthesis
from danvan.consultation.queries import auditing as queries

PAGE = "/dieu-hanh/gop-y/van-kien-xix/tong-hop/1/kiem-tra/"

pytestmark = pytest.mark.usefixtures("two_factors")


@pytest.fixture
def themes(send, version):
    for lot in range(4):
        send(*(f"Góp ý số {lot}{n} về rác" for n in range(10)), key=f"khoa-{lot}-0123456789012345")
    rows = [*Submission.objects.order_by("pk")]
    actions.mask(submissions=rows)
    of = {("I.1", "Thu gom rác"): rows[:20], ("I.1", "Xử lý nước"): rows[20:38]}
    return synthesised(version, {**of, ("general", "Bố cục"): rows[38:]})


@pytest.fixture
def audit(themes, analyst):
    return actions.draw_audit(by=analyst, synthesis=Synthesis.objects.get(), at=AT)


def read(officer, audit, theme=None, stance="propose"):
    item = queries.next_item(officer=officer, audit=audit)
    code = theme or item.opinion.theme.code
    return actions.read_item(by=officer, item=item, theme=code, stance=stance, at=AT)


def test_a_keeper_draws_once_from_every_theme(audit, themes, analyst, employ, province):
    assert {i.opinion.theme_id for i in AuditItem.objects.all()} == {t.pk for t in themes.values()}
    with pytest.raises(ValidationError, match="chỉ rút một lần"):
        actions.draw_audit(by=analyst, synthesis=audit.synthesis, at=AT)
    with pytest.raises(PermissionDenied):
        actions.draw_audit(by=employ("thu-thap", province), synthesis=audit.synthesis, at=AT)


def test_an_opinion_is_read_once_by_each_and_by_two_at_most(audit, analyst, approver, employ):
    done = read(analyst, audit)
    said = {"theme": done.theme, "stance": "agree", "at": AT}
    with pytest.raises(ValidationError, match="đã đọc"):
        actions.read_item(by=analyst, item=done.item, **said)
    actions.read_item(by=approver, item=done.item, **said)
    third = employ("thu-thap", audit.synthesis.consultation.unit)
    with pytest.raises(ValidationError, match="hai người"):
        actions.read_item(by=third, item=done.item, **said)


def test_only_what_is_offered_can_be_read(audit, analyst):
    item = queries.next_item(officer=analyst, audit=audit)
    for theme, stance in (("khac", "agree"), (item.opinion.theme.code, "loyal")):
        with pytest.raises(ValidationError):
            actions.read_item(by=analyst, item=item, theme=theme, stance=stance, at=AT)
    assert not AuditReading.objects.exists()


def test_the_page_is_blind_and_leads_on(client, audit, analyst, approver):
    read(approver, audit, queries.ELSEWHERE, "object")
    client.force_login(analyst)
    page = client.get(f"{PAGE}doc/").content.decode()
    assert "checked" not in page
    assert "Góp ý số" in page
    item = queries.next_item(officer=analyst, audit=audit)
    said = {"position": item.position, "theme": item.opinion.theme.code, "stance": "propose"}
    wrong = client.post(f"{PAGE}doc/", {**said, "stance": ""})
    assert (wrong.status_code, wrong.content.decode().count("checked")) == (422, 1)
    assert client.post(f"{PAGE}doc/", said).url == f"{PAGE}doc/"
    assert AuditReading.objects.filter(officer=analyst).count() == 1
    assert "100" in client.get(PAGE).content.decode()


def test_the_public_reads_it_from_thirty_opinions_on_without_small_classes(
    client, audit, analyst, themes
):
    Synthesis.objects.update(published_at=AT)
    address = f"/gop-y/{audit.synthesis.consultation.slug}/ket-qua/"
    for _ in range(29):
        read(analyst, audit)
    assert queries.published_figures(synthesis=audit.synthesis) is None
    for _ in range(11):
        read(analyst, audit)
    told = queries.published_figures(synthesis=audit.synthesis)
    assert {line.label for line in told.themes} == {"Thu gom rác", "Xử lý nước"}
    assert (told.read, told.unshown, told.theme.share.value) == (40, 1, 1)
    page = client.get(address).content.decode()
    assert "Máy đọc đúng đến đâu" in page
    Synthesis.objects.update(published_at=None)
    assert queries.published_figures(synthesis=audit.synthesis) is None
