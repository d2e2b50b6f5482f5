"""Texts are looked up page by page: each once, and nothing that a mask hides."""

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.consultation.conftest import KEY

from danvan.consultation import actions
from danvan.consultation.models.words import pieces, shows
from danvan.consultation.queries import drafts, listing, search
from danvan.ledger.actions import SYSTEM


@pytest.fixture
def publish(send):
    """Sends texts that their sender lets others read, masked."""
    numbers = iter(range(10_000))

    def make(*texts: str, **where: str):
        sent = send(*texts, key=f"{KEY}{next(numbers)}", may_publish=True, **where)
        actions.mask_sent(by=SYSTEM, receipt=sent.receipt)
        return sent

    return make


@pytest.fixture
def found_page(client, asked):
    def get(**asking: str):
        return client.get(reverse("consultation:found", args=[asked.slug]), asking)

    return get


def test_it_works(publish, found_page):
    publish("Đề nghị thu gom rác thải <b>mỗi ngày</b>", "Nhất trí")
    page = found_page(q="rac thai").content.decode()

    assert "<mark>rác</mark> <mark>thải</mark> &lt;b&gt;mỗi ngày&lt;/b&gt;" in page
    assert "Nhất trí" not in page


def test_the_best_fitting_comes_first(publish, found_page):
    publish("rác " * 5)
    publish("một câu dài nói về nhiều việc khác nhau, trong đó có rác")
    rows = found_page(q="rac", xep="hop").context["listed"].rows

    assert [row.shown.text[:3] for row in rows] == ["rác", "một"]


@pytest.mark.parametrize("order", ["", "hop"])
def test_what_a_mask_hides_is_not_found(publish, found_page, order):
    publish("Liên hệ số 0912345678 để biết thêm")

    assert found_page(q="lien he", xep=order).context["listed"].rows
    assert found_page(q="0912345678", xep=order).context["listed"] == listing.Listed([])


@pytest.mark.parametrize(
    "asking", [{"q": "\0"}, {"q": '"'}, {"q": "x" * 5000}, {"truoc": "9" * 40}]
)
def test_odd_questions_find_nothing_and_break_nothing(publish, found_page, asking):
    publish("Nhất trí")

    assert found_page(**asking).status_code == 200


@given(st.lists(st.integers(0, 3), max_size=6), st.booleans())
@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_pages_show_each_text_once_whatever_is_added_meanwhile(
    monkeypatch, asked, publish, added, with_words
):
    """What came before the first page is shown once; what comes later is on no later page."""
    monkeypatch.setattr(listing, "ROWS", 3)
    monkeypatch.setattr(drafts, "ROWS", 3)
    publish(*["rác thải"] * 7)
    before, seen, first = None, [], None
    for more in [*added, *[0] * 40]:
        if with_words:
            page = listing.found(consultation=asked, words="rac", before=before)
        else:
            page = drafts.opinions(consultation=asked, key="", before=before)
        seen += [row.pk for row in page.rows]
        first = first or seen[0]
        if more:
            publish(*["rác thải"] * more)
        before = page.older
        if before is None:
            break
    whole = search.found_in_public(consultation=asked, words="rac").filter(pk__lte=first)

    assert seen == [row.pk for row in whole]


def test_a_page_passes_over_what_only_the_hidden_text_holds(monkeypatch, asked, publish):
    monkeypatch.setattr(listing, "ROWS", 2)
    texts = ["Gọi 0912345678 nhé", "Mã 0912345678", "Nói về rác", "Gọi 0912345678 về rác"]
    publish(*texts, "rác một", "rác hai")
    page = listing.found(consultation=asked, words="rac")
    rest = listing.found(consultation=asked, words="rac", before=page.older)

    assert [row.shown.text for row in page.rows] == ["rác hai", "rác một"]
    assert len(rest.rows) == 2
    assert rest.older is None


def test_an_officers_list_is_narrowed_by_what_is_asked(
    client, two_factors, analyst, asked, publish
):
    publish("Đề nghị bổ sung", section_key="I.1")
    publish("Nhất trí")
    client.force_login(analyst)
    address = reverse("consulting:submissions", args=[asked.slug])

    def rows(**asking: str) -> int:
        return len(client.get(address, asking).context["listed"].rows)

    assert rows() == 2
    assert (rows(muc="I.1"), rows(q="bo sung"), rows(kenh="letter")) == (1, 1, 0)
    assert (rows(ngay="2020-07-01"), rows(ngay="2020-07-02")) == (2, 0)
    assert (rows(don_vi=str(asked.unit_id)), rows(don_vi="999999")) == (2, 0)


@pytest.mark.parametrize(
    ("text", "asked", "held"),
    [
        ("Rác, thải", '"rac thai"', True),
        ("rác", "rac thai", False),
        ("trácrác", "rac", False),
        ("Đường", "DUONG", True),
    ],
)
def test_words_are_whole_and_marks_do_not_matter(text, asked, held):
    assert shows(text, asked) is held
    assert "".join(part for part, _ in pieces(text, asked)) == text
