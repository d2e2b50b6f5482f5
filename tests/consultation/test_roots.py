"""Each day's submissions are sealed once, and a receipt proves that its own are among them."""

import json
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import pytest
from django.db import DatabaseError, transaction
from tests.consultation.conftest import AT, KEY, ON

from danvan.consultation import actions
from danvan.consultation.models import DayRoot, Submission
from danvan.consultation.models import roots as tree
from danvan.consultation.models.roots import blocks_of, entered_on, path_over, root_over
from danvan.consultation.models.sealing import said_in
from danvan.consultation.queries import roots as queries
from danvan.ledger.actions import SYSTEM
from danvan.ledger.models import Entry
from danvan.sense.receipts.files import BEFORE_ALL, Day, chained, content_of
from danvan.sense.receipts.tree import is_included, leaf, path, root

NEXT = date(2020, 7, 2)
FILE = "/bien-nhan/tep/"
DAYS = "/gop-y/van-kien-xix/dau-van/"


def seal(on=NEXT, at=AT + timedelta(days=30)):
    return actions.seal_days(by=SYSTEM, at=at, on=on)


@pytest.fixture
def send_at(asked, province):
    def make(*texts, at=AT, key=KEY):
        way = actions.Through("web", province, ON)
        said = [actions.Said(text, "I.1", stance="object") for text in texts]
        return actions.submit(consultation=asked, said=said, key=key, through=way, at=at)

    return make


def test_a_seal_is_the_leaf_of_all_that_was_said(send_at):
    send_at("Đề nghị bổ sung số liệu")
    row = Submission.objects.get()

    assert row.seal == leaf(content_of(said_in(row))).hex()
    assert said_in(row).stance == "object"


def test_a_day_is_sealed_over_all_of_it_in_order(send, send_at):
    send_at("một", "hai", "ba")
    seals = list(Submission.objects.order_by("pk").values_list("seal", flat=True))

    assert seal() == 1
    day = DayRoot.objects.get()
    assert day.root == root([bytes.fromhex(each) for each in seals]).hex()
    assert (day.day, day.size, day.last) == (ON, 3, Submission.objects.latest("pk").pk)
    assert day.chain == chained("van-kien-xix", Day(ON, 3, day.root), BEFORE_ALL)
    assert Entry.objects.filter(verb="seal_day").get().why == day.chain


def test_a_day_is_that_of_vietnam_and_over_before_it_is_sealed(send_at):
    """23:30 and 00:30 in Vietnam are two days, though one day in Greenwich."""
    send_at("trước nửa đêm", at=datetime(2020, 7, 1, 16, 30, tzinfo=UTC))
    send_at("sau nửa đêm", at=datetime(2020, 7, 1, 17, 30, tzinfo=UTC), key="n" * 22)
    midnight = datetime(2020, 7, 1, 17, 0, tzinfo=UTC)

    assert seal(at=midnight + timedelta(minutes=30)) == 0  # what was being written still may be
    assert seal(at=midnight + timedelta(hours=2)) == 1
    assert seal(on=date(2020, 7, 3)) == 1
    assert [(day.day, day.size) for day in DayRoot.objects.all()] == [(ON, 1), (NEXT, 1)]


def test_sealed_again_nothing_is_new(send_at):
    send_at("một")
    assert [seal(), seal()] == [1, 0]
    assert Entry.objects.filter(verb="seal_day").count() == 1


def test_who_comes_second_seals_nothing(send_at, asked):
    """Two workers that found the same day: the row can exist once, and the second one sees it."""
    send_at("một")
    seal()

    assert actions.roots._seal(asked, ON, by=SYSTEM) is False
    assert DayRoot.objects.count() == 1


def test_days_without_submissions_have_no_root_and_days_are_chained(send_at):
    send_at("một")
    send_at("hai", at=AT + timedelta(days=5), key="n" * 22)
    assert seal(on=date(2020, 7, 20)) == 2

    first, second = DayRoot.objects.order_by("day")
    assert second.day - first.day == timedelta(days=5)
    line = Day(second.day, 1, second.root)
    assert second.chain == chained("van-kien-xix", line, first.chain)


def test_the_database_refuses_to_change_a_root(send_at):
    send_at("một")
    seal()

    for change in (DayRoot.objects.all().delete, lambda: DayRoot.objects.update(root="0" * 64)):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.parametrize("count", [1, 3, 4, 5, 8, 11, 16, 17])
def test_the_tree_in_blocks_is_the_tree(send_at, asked, monkeypatch, count):
    """In blocks of four, root and paths are those of the tree over all leaves."""
    monkeypatch.setattr(tree, "BLOCK", 4)
    send_at(*(f"góp ý {n}" for n in range(count)))
    said = entered_on(asked.pk, ON)
    leaves = [bytes.fromhex(each.seal) for each in said]
    blocks = blocks_of(said)

    assert root_over(blocks) == root(leaves).hex()
    for place, row in enumerate(said):
        index, way = path_over(asked.pk, ON, blocks, row.pk)
        assert (index, tuple(way)) == (place, path(leaves, place))
        assert is_included(leaves[place], index, count, way, root(leaves))


# ---------------------------------------------------------------- pages


def test_the_page_and_the_file_tell_the_same(send_at, client):
    send_at("một")
    seal()
    day = DayRoot.objects.get()
    page = client.get(DAYS).content.decode()
    file = client.get("/gop-y/van-kien-xix/dau-van.json").json()

    assert day.root in page
    assert day.chain in page
    assert (file["schema"], file["chain"]) == ("danvan.roots/1", day.chain)
    assert [line["root"] for line in file["days"]] == [day.root]
    assert file["consultation"]["address"] == f"http://testserver{DAYS}"


def test_before_the_first_day_is_over_the_page_says_so(asked, client):
    assert "sau nửa đêm" in client.get(DAYS).content.decode()


def test_an_unopened_consultation_shows_no_roots(version, client):
    assert client.get(DAYS).status_code == 404


def verified(tmp_path, receipt, roots):
    """`danvan verify-receipt` in a process that knows nothing of the site."""
    for name, content in (("r.json", receipt), ("d.json", roots)):
        (tmp_path / name).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    command = ["-m", "danvan", "verify-receipt", str(tmp_path / "r.json")]
    done = subprocess.run(
        [sys.executable, *command, "--roots", str(tmp_path / "d.json")],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_sent_sealed_downloaded_and_proved(send_at, client, tmp_path):
    """Whoever holds the file proves, without the site, that the words are in the set."""
    sent = send_at("Đề nghị bổ sung số liệu", "Không tán thành mục này")
    send_at("của người khác", key="n" * 22)
    seal()
    answer = client.post(FILE, {"code": sent.code})
    receipt, roots = answer.json(), client.get(DAYS[:-1] + ".json").json()

    assert "attachment" in answer.headers["Content-Disposition"]
    assert [each["text"] for each in receipt["opinions"]] == [
        "Đề nghị bổ sung số liệu",
        "Không tán thành mục này",
    ]
    code, said = verified(tmp_path, receipt, roots)
    assert code == 0, said
    assert "Đạt" in said

    tampered = json.loads(json.dumps(receipt))
    tampered["opinions"][1]["text"] = "Tán thành mục này"
    code, said = verified(tmp_path, tampered, roots)
    assert code == 1
    assert "không khớp dấu vân" in " ".join(said.split())

    without = {**roots, "days": [], "chain": BEFORE_ALL}
    code, said = verified(tmp_path, receipt, without)
    assert code == 1
    assert "chưa có ngày 01/07/2020" in " ".join(said.split())


def test_a_withdrawn_text_is_not_in_the_file_and_its_seal_stays_in_the_day(send_at, client):
    sent = send_at("giữ lại", "xin rút lại")
    seal()
    withdrawn = Submission.objects.latest("pk")
    actions.withdraw(submission=withdrawn, on=ON)
    receipt = client.post(FILE, {"code": sent.code}).json()

    assert [each["text"] for each in receipt["opinions"]] == ["giữ lại"]
    assert receipt["size"] == 2
    actions.withdraw(submission=Submission.objects.earliest("pk"), on=ON)
    page = client.post(FILE, {"code": sent.code}).content.decode()
    assert "2 góp ý đã được rút" in page


def test_not_sealed_yet_is_said(send_at, client):
    sent = send_at("một")

    page = client.post(FILE, {"code": sent.code}).content.decode()
    assert "01/07/2020" in page
    assert "hôm sau" in page


def test_a_receipt_of_two_days_gives_a_file_for_each(send_at, asked, province, client):
    sent = send_at("một")
    way = actions.Through("web", province, ON)
    actions.correct(
        submission=Submission.objects.get(),
        said=actions.Said("một, sửa lại"),
        through=way,
        at=AT + timedelta(days=1),
    )
    seal(on=date(2020, 7, 5))

    page = client.post(FILE, {"code": sent.code}).content.decode()
    assert "Tải tệp ngày 01/07/2020" in page
    file = client.post(FILE, {"code": sent.code, "day": "2020-07-02"}).json()
    assert [each["text"] for each in file["opinions"]] == ["một, sửa lại"]


def test_a_set_that_no_longer_fits_its_root_is_said(send_at, asked):
    """Were a row changed behind the database's guard, no file would cover it up."""
    sent = send_at("một")
    false = sha256(b"khac").hexdigest()
    day = {"consultation": asked, "day": ON, "size": 1, "last": 10**6, "chain": false}
    DayRoot.objects.create(**day, root=false)

    assert queries.proof(receipt=sent.receipt, day=ON, address="") is None


@pytest.mark.parametrize("code", ["", "7K3M", "7K3M-9QRT-04WX-BC2H-5N", "đây không phải mã"])
def test_a_code_that_opens_nothing_is_told_what_is_wrong(send_at, client, code):
    send_at("một")
    answer = client.post(FILE, {"code": code})

    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
