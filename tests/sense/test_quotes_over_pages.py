"""A quotation that a page cuts in two is still proved whole: every sign, in order."""

import pytest

from danvan.sense.proof.verify import goes_on

PAGES = ["Nhóm1“đườngliênxãChưagiảitrình", "Nhómtiếptheoxuốngcấpđãlâu", "nhiềunăm”hết"]
WORDS = "“đườngliênxãxuốngcấpđãlâunhiềunăm”"


def test_it_goes_on_below_the_head_of_the_next_pages():
    assert goes_on(PAGES, WORDS)


@pytest.mark.parametrize(
    "words",
    [
        WORDS.replace("xuống", "lên"),
        WORDS.replace("xã", ""),
        WORDS.replace("đãlâu", ""),
        WORDS + "thêm",
        "khác" + WORDS,
    ],
)
def test_a_sign_that_was_changed_lost_or_added_is_noticed(words):
    assert not goes_on(PAGES, words)


def test_pages_do_not_change_places():
    assert not goes_on(PAGES[::-1], WORDS)


def test_no_page_is_skipped():
    assert not goes_on([PAGES[0], "trangkhác", *PAGES[1:]], WORDS)
