"""An office's program brings rows in by a key: all or none, once, for its own unit."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from danvan.consultation import actions
from danvan.consultation.models import ImportToken, Intake, Submission
from danvan.ledger.models import Entry

HERE = "/api/v1/consultations/van-kien-xix/imports"
ROW = {"text": "Đề nghị thu gom rác", "channel": "letter", "received_on": "2020-06-30"}


@pytest.fixture
def collector(commune_officer, commune):
    return commune_officer


@pytest.fixture
def key(collector, commune):
    return actions.make_token(
        by=collector, unit=commune, label="phần mềm xã", days=30, at=timezone.now()
    )[1]


@pytest.fixture
def post(asked, client):
    def send(rows, key, once="k" * 22):
        headers = {"Authorization": f"Bearer {key}", "Idempotency-Key": once}
        return client.post(HERE, json.dumps({"rows": rows}), "application/json", headers=headers)

    return send


def test_rows_are_kept_for_the_key_s_unit(post, key, commune, collector):
    answer = post([ROW, {**ROW, "section": "I.1", "count": 12, "channel": "sheet"}], key)

    assert answer.status_code == 201
    assert answer.json()["rows"] == 2
    first, second = Submission.objects.order_by("pk")
    assert (first.unit, first.channel, str(first.received_on)) == (commune, "letter", "2020-06-30")
    assert (second.channel, second.count, second.section_key) == ("sheet", 12, "I.1")
    assert first.intake == Intake.objects.get()
    line = Entry.objects.get(verb="import_submissions")
    assert (line.actor, line.unit_path) == (collector.pk, commune.last_path)


def test_the_same_again_is_kept_once_and_other_rows_are_refused(post, key):
    assert [post([ROW], key).status_code for _ in range(2)] == [201, 200]
    answer = post([{**ROW, "text": "khác"}], key)

    assert answer.status_code == 409
    assert Submission.objects.count() == 1


def test_one_wrong_row_and_none_is_kept(post, key):
    wrong = [{**ROW, "section": "IX"}, {**ROW, "received_on": "2020-07-02"}, {**ROW, "text": " "}]
    answer = post([ROW, *wrong], key)

    assert answer.status_code == 422
    where = [each["where"] for each in answer.json()["errors"]]
    assert where == ["body.rows.1", "body.rows.2", "body.rows.3"]
    assert not Submission.objects.exists()


def test_a_thousand_rows_and_not_one_more(post, key):
    assert post([ROW] * 1001, key).status_code == 422
    assert post([ROW] * 1000, key).status_code == 201
    assert Submission.objects.count() == 1000


def test_a_key_that_opens_nothing(post, key, collector):
    token = ImportToken.objects.get()
    assert post([ROW], "khong-phai").status_code == 401
    collector.roles.update(valid_to="2020-06-01")
    assert post([ROW], key).status_code == 401
    collector.roles.update(valid_to=None)
    actions.revoke_token(by=collector, token=token, at=timezone.now())

    answer = post([ROW], key)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert not Submission.objects.exists()


def test_a_key_ends_on_its_day(post, collector, commune):
    past = timezone.now() - timedelta(days=31)
    _, key = actions.make_token(by=collector, unit=commune, label="cũ", days=30, at=past)

    assert post([ROW], key).status_code == 401


def test_a_stranger_s_key_finds_no_consultation(post, stranger, other_province):
    _, key = actions.make_token(
        by=stranger, unit=other_province, label="khác", days=30, at=timezone.now()
    )

    assert post([ROW], key).status_code in {404, 422}
    assert not Submission.objects.exists()


# ---------------------------------------------------------------- the officers' page

PAGE = "/dieu-hanh/gop-y/khoa/"


@pytest.mark.usefixtures("two_factors")
def test_an_officer_makes_a_key_sees_it_once_and_revokes_it(client, collector, post):
    client.force_login(collector)
    answer = client.post(PAGE, {"label": "phần mềm một cửa", "days": "30"})
    shown = answer.context["key"]

    assert shown in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"
    assert shown not in client.get(PAGE).content.decode()
    assert shown not in str(ImportToken.objects.values().get())
    assert post([ROW], shown).status_code == 201

    token = ImportToken.objects.get()
    assert client.post(f"{PAGE}{token.pk}/thu-hoi/").status_code == 302
    assert post([ROW], shown, once="n" * 22).status_code == 401
    assert list(Entry.objects.filter(verb__endswith="_token").values_list("verb", flat=True))


@pytest.mark.usefixtures("two_factors")
def test_others_keys_are_not_theirs_to_revoke(client, key, employ, commune, neighbour):
    token = ImportToken.objects.get()
    client.force_login(employ("cung-xa", commune))
    assert client.post(f"{PAGE}{token.pk}/thu-hoi/").status_code == 403
    client.force_login(employ("xa-ben", neighbour))
    assert client.post(f"{PAGE}{token.pk}/thu-hoi/").status_code == 404
    client.force_login(employ("quan-tri", commune, "admin"))
    assert client.post(f"{PAGE}{token.pk}/thu-hoi/").status_code == 302
    assert ImportToken.objects.get().revoked_at


@pytest.mark.usefixtures("two_factors")
@pytest.mark.parametrize("days", ["0", "367", "nhiều"])
def test_a_key_s_life_is_bounded(client, collector, days):
    client.force_login(collector)
    answer = client.post(PAGE, {"label": "x", "days": days})

    assert answer.status_code == 422
    assert not ImportToken.objects.exists()
