"""Programs send what their users say: once, whole, without a name."""

import json

import pytest

from danvan.consultation.models import Receipt, Submission

HERE = "/api/v1/consultations/van-kien-xix/submissions"
KEY = "k" * 22


@pytest.fixture
def post(asked, client):
    def send(*opinions, key=KEY, **more):
        body = {"opinions": [{"text": o} if isinstance(o, str) else o for o in opinions], **more}
        headers = {"Idempotency-Key": key} if key else {}
        return client.post(HERE, json.dumps(body), "application/json", headers=headers)

    return send


def test_a_sending_is_kept_and_answered_with_its_code(post, client):
    answer = post(
        {"text": "Đề nghị bổ sung", "section": "I.1", "quote": "Rác thải", "stance": "object"},
        "Góp ý chung",
        may_publish=True,
    )

    assert answer.status_code == 201
    first, second = Submission.objects.order_by("pk")
    assert (first.text, first.section_key, first.stance) == ("Đề nghị bổ sung", "I.1", "object")
    assert (first.anchor.exact, first.channel, first.may_publish) == ("Rác thải", "app", True)
    assert second.section_key == ""
    code = answer.json()["code"]
    assert client.post("/bien-nhan/tep/", {"code": code}).status_code == 200


def test_the_same_again_has_the_same_code(post):
    first, again = post("Nhất trí"), post("Nhất trí")

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    assert Submission.objects.count() == 1


def test_other_words_under_the_key_are_refused_and_the_first_remain(post):
    post("Nhất trí")
    answer = post("Không nhất trí")

    assert answer.status_code == 409
    assert "khóa mới" in answer.json()["sentence"]
    assert Submission.objects.get().text == "Nhất trí"


@pytest.mark.parametrize(
    ("opinion", "said"),
    [
        ({"text": "a", "section": "IX"}, "Mục này không có"),
        ({"text": "a", "section": "I.1", "quote": "không có chữ này"}, "Không thấy đúng cụm từ"),
        ({"text": "a", "stance": "loyal"}, "một trong"),
        ({"text": "a" * 100_001}, "100000"),
        ({"text": "  "}, "Chưa có nội dung"),
        ({"text": 5}, "kiểu dữ liệu"),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence(post, opinion, said):
    answer = post(opinion)

    assert answer.status_code == 422
    assert said in json.dumps(answer.json(), ensure_ascii=False)
    assert not Receipt.objects.exists()


@pytest.mark.parametrize("key", ["", "ngan", "k" * 101, "k" * 21 + " "])
def test_without_a_key_of_chance_nothing_is_taken(post, key):
    assert post("Nhất trí", key=key).status_code == 422
    assert not Receipt.objects.exists()


def test_a_closed_consultation_says_when_it_was_open(post, asked):
    asked.closes_on = "2020-06-30"
    asked.save()
    answer = post("Muộn")

    assert answer.status_code == 422
    assert "30/06/2020" in answer.json()["sentence"]


def test_no_json_is_told(asked, client):
    answer = client.post(HERE, b"{", "application/json", headers={"Idempotency-Key": KEY})

    assert answer.status_code == 400
    assert "JSON" in answer.json()["sentence"]


def test_too_much_at_once_is_told(post):
    answer = post("a", "b" * 11_000_000)

    assert answer.status_code == 413
    assert "chia làm nhiều lần" in answer.json()["sentence"]


def test_sendings_are_limited_apart_from_reading(post, client, settings):
    settings.LIMITS = {**settings.LIMITS, "sending": ((1, 60),)}
    assert post("một").status_code == 201
    answer = post("hai", key="n" * 22)

    assert answer.status_code == 429
    assert client.get(HERE).status_code == 200
