"""One search over everything that one may see, by names, with or without marks, without scripts."""

from datetime import date

import pytest
from django.utils.html import escape

from danvan.ledger.actions import SYSTEM
from danvan.site import searching
from danvan.work.actions import Assignment, assign

SEARCH = "/dieu-hanh/tim/"
DAY = date(2020, 7, 1)


@pytest.fixture(autouse=True)
def _past_the_door(monkeypatch):
    monkeypatch.setattr("danvan.site.gate.is_mfa_enabled", lambda officer: True)


@pytest.fixture
def task(commune):
    what = Assignment("Khảo sát mô hình Tân Hưng", commune, date(2099, 1, 1))
    return assign(by=SYSTEM, what=what, on=DAY)


def kinds(client, officer, words: str) -> dict[str, list[str]]:
    client.force_login(officer)
    found = client.get(SEARCH, {"q": words}).context["found"]
    return {str(kind.label): [hit.title for hit in kind.hits] for kind in found}


@pytest.mark.parametrize("words", ["Tân Hưng", "tan hung", " TÂN   hưng "])
def test_units_and_tasks_are_found_with_or_without_marks(client, commune_officer, task, words):
    assert kinds(client, commune_officer, words) == {
        "Nhiệm vụ": ["Khảo sát mô hình Tân Hưng"],
        "Đơn vị": ["Xã Tân Hưng"],
    }


def test_nobody_finds_what_they_may_not_see(client, stranger, task):
    assert kinds(client, stranger, "Tân Hưng") == {}
    assert kinds(client, stranger, "Cán bộ") == {}


def test_officers_are_found_by_admins_of_their_units_only(
    client, employ, province, commune_officer
):
    admin = employ("quan-tri", province, "admin")

    assert kinds(client, admin, "cán bộ xa") == {"Cán bộ": ["Cán bộ xa"]}
    assert kinds(client, admin, "can bo XA") == {"Cán bộ": ["Cán bộ xa"]}
    assert kinds(client, commune_officer, "cán bộ xa") == {}


@pytest.mark.parametrize("words", ["", "   ", "%", "'; drop", "\0", "x" * 3000, "<b>"])
def test_strange_words_find_nothing_and_break_nothing(client, commune_officer, task, words):
    client.force_login(commune_officer)

    answer = client.get(SEARCH, {"q": words})

    assert answer.status_code == 200
    assert answer.context["found"] == []
    assert "<b>" not in answer.content.decode()


def test_the_page_asks_the_same_few_questions_of_5_and_of_60_hits(
    client, commune_officer, commune, django_assert_max_num_queries
):
    client.force_login(commune_officer)
    for count in (5, 55):
        for n in range(count):
            what = Assignment(f"Việc chung {n}", commune, date(2099, 1, 1))
            assign(by=SYSTEM, what=what, on=DAY)
        with django_assert_max_num_queries(20):
            page = client.get(SEARCH, {"q": "viec chung"})
    (tasks,) = page.context["found"]
    assert (len(tasks.hits), tasks.is_more) == (searching.FIRST, True)
    assert "Còn nữa" in page.content.decode()


def test_every_officer_s_page_has_the_box_and_it_needs_no_script(client, commune_officer):
    client.force_login(commune_officer)

    page = client.get("/dieu-hanh/").content.decode()

    assert f'action="{SEARCH}" method="get" role="search"' in page
    assert escape("Tìm (Ctrl-K)") in page


def test_consultations_and_conferences_are_found_by_their_names(client, commune_officer, commune):
    from danvan.consultation.actions import Terms, set_up
    from danvan.work.actions import Held, hold_conference

    terms = Terms("Góp ý văn kiện Đại hội", DAY, date(2020, 7, 31))
    made = set_up(by=SYSTEM, unit=commune, terms=terms, slug="van-kien")
    held = Held("Hội nghị văn kiện", DAY, "morning", attended=9)
    hold_conference(by=SYSTEM, unit=commune, what=held)

    assert kinds(client, commune_officer, "van kien") == {
        "Đợt lấy ý kiến": [made.title],
        "Hội nghị": ["Hội nghị văn kiện"],
    }


def test_consultations_of_others_are_not_found(client, stranger, commune):
    from danvan.consultation.actions import Terms, set_up

    terms = Terms("Góp ý văn kiện Đại hội", DAY, date(2020, 7, 31))
    set_up(by=SYSTEM, unit=commune, terms=terms, slug="van-kien")

    assert kinds(client, stranger, "van kien") == {}
