"""Words are found with and without their marks, in order of time or of fit, by those who may."""

import pytest
from tests.consultation.conftest import ON

from danvan.consultation import actions
from danvan.consultation.models import Submission
from danvan.consultation.queries import search


@pytest.fixture
def texts(send):
    send(
        "Đề nghị bảo vệ môi trường nước",
        "de nghi lam sach moi truong",
        "Du lịch cần môi giới, trường học cần sân chơi",
        "Bố cục hợp lý",
    )


@pytest.fixture
def finds(asked, provincial_officer):
    def look(words: str) -> list[str]:
        rows = search.found(officer=provincial_officer, consultation=asked, words=words)
        return [row.text for row in rows]

    return look


@pytest.mark.parametrize("words", ['"môi trường"', '"moi truong"', "“MÔI TRƯỜNG”"])
def test_words_in_quotation_marks_stand_together(texts, finds, words):
    assert finds(words) == ["de nghi lam sach moi truong", "Đề nghị bảo vệ môi trường nước"]


def test_words_without_quotation_marks_stand_anywhere(texts, finds):
    assert len(finds("trường môi")) == 3


@pytest.mark.parametrize("words", ["", '"', "***", "AND", "NEAR(", "a' OR 1=1 --", "^x:y"])
def test_what_means_something_to_an_index_is_only_words_here(texts, finds, words):
    assert finds(words) == []


def test_the_best_fitting_comes_first(send, asked, provincial_officer):
    send("rác " * 5, key="mot-khoa-khac-0123456789")
    send("một câu dài nói về nhiều việc khác nhau, trong đó có rác")
    rows = search.fitting(officer=provincial_officer, consultation=asked, words="rac")

    assert [row.text[:3] for row in rows] == ["rác", "một"]


def test_what_was_withdrawn_is_found_no_more(texts, finds):
    actions.withdraw(submission=Submission.objects.get(text="Bố cục hợp lý"), on=ON)

    assert finds("bố cục") == []


def test_a_stranger_finds_nothing(texts, asked, stranger):
    assert not search.found(officer=stranger, consultation=asked, words="rác").exists()
    assert search.fitting(officer=stranger, consultation=asked, words="môi") == []


def test_the_public_finds_only_what_was_published(texts, asked):
    assert not search.found_in_public(consultation=asked, words="môi").exists()
    assert search.fitting_in_public(consultation=asked, words="môi") == []
