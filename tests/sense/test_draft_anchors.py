"""An opinion stands where its quoted words stand, or beside the version it was given on."""

import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.sense.drafts.anchors import CONTEXT, Place, Quote, find, find_all, quote_of
from danvan.sense.records import Draft, Section

ROADS = "Nâng cấp tuyến đường liên xã từ trung tâm đến các thôn vùng cao trong hai năm tới."
SCHOOLS = "Xây thêm phòng học cho trường mầm non và trả lương giáo viên hợp đồng đúng kỳ hạn."
WATER = "Đưa nước sạch về mười hai thôn còn dùng giếng khoan, kiểm tra chất lượng mỗi quý."
MARKET = "Di dời chợ cũ khỏi lòng đường, bố trí chỗ ngồi cho tiểu thương theo thứ tự bốc thăm."
HEALTH = "Trạm y tế có bác sĩ trực cả ngày nghỉ, tủ thuốc được bổ sung theo bệnh của từng mùa."


def section(key: str, *paragraphs: str) -> Section:
    return Section(key, 1, key, f"{key}. Mục", None, "\n".join(paragraphs))


def draft(*sections: Section) -> Draft:
    return Draft("Dự thảo", sections)


FIRST = draft(section("I", ROADS, SCHOOLS), section("II", WATER, MARKET))


def quoted(version: Draft, key: str, words: str, *, time: int = 0) -> Quote:
    own = next(each for each in version.sections if each.key == key)
    start = [found.start() for found in re.finditer(re.escape(words), own.text)][time]
    return quote_of(own, start, start + len(words))


def words_at(version: Draft, place: Place | None) -> str:
    assert place
    own = next(each for each in version.sections if each.key == place.section_key)
    return own.text[place.start : place.end]


# ---------------------------------------------------------------- what a quote keeps


def test_a_quote_keeps_its_words_and_their_neighbours() -> None:
    quote = quoted(FIRST, "I", "giáo viên hợp đồng")
    assert quote.prefix == SCHOOLS.split("giáo viên")[0][-CONTEXT:]
    assert quote.suffix == " đúng kỳ hạn."
    assert find(quote, FIRST) == Place("I", quote.start, quote.start + 18, "exact")


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (5, 4), (0, 10_000)])
def test_what_is_no_stretch_of_the_text_is_no_quote(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no stretch"):
        quote_of(FIRST.sections[0], start, end)


def test_an_opinion_on_a_section_follows_its_key() -> None:
    whole = quote_of(FIRST.sections[1], 4, 4)
    assert find(whole, draft(section("II", "Lời khác."))) == Place("II", 0, 0, "exact")
    assert find(whole, draft(section("I", WATER, MARKET))) is None


# ---------------------------------------------------------------- where it stands now


def test_words_pushed_down_are_found_at_their_new_place() -> None:
    second = draft(section("I", HEALTH, ROADS, SCHOOLS), FIRST.sections[1])
    place = find(quoted(FIRST, "I", "giáo viên hợp đồng"), second)
    assert (words_at(second, place), place and place.how) == ("giáo viên hợp đồng", "exact")


def test_words_of_a_paragraph_in_another_section_have_moved() -> None:
    second = draft(section("I", ROADS), section("II", WATER, SCHOOLS, MARKET))
    place = find(quoted(FIRST, "I", "giáo viên hợp đồng"), second)
    assert (place and place.section_key, place and place.how) == ("II", "moved")
    assert words_at(second, place) == "giáo viên hợp đồng"


EDITED = [
    ("các thôn vùng cao trong hai năm tới", "các thôn vùng sâu trong hai năm tới"),
    ("các thôn vùng cao trong hai năm tới", "các thôn, bản vùng cao trong hai năm tới"),
    ("tuyến đường liên xã", "tuyến đường liên thôn"),
    ("Nâng cấp tuyến đường liên xã", "Mở rộng tuyến đường liên xã"),
    (ROADS, ROADS.replace("hai năm", "ba năm").replace("trung tâm", "trung tâm huyện")),
]


@pytest.mark.parametrize(("words", "edited"), EDITED)
def test_lightly_edited_words_are_the_same_place_reworded(words: str, edited: str) -> None:
    second = draft(section("I", ROADS.replace(words, edited), SCHOOLS), FIRST.sections[1])
    place = find(quoted(FIRST, "I", words), second, FIRST)
    assert (words_at(second, place), place and place.how) == (edited, "reworded")


def test_capitals_and_tone_marks_alone_are_a_rewording() -> None:
    first = draft(section("I", "Tỉnh xoá nhà tạm, hoà giải ở cơ sở trong năm nay."))
    second = draft(section("I", "Tỉnh xóa nhà tạm, HÒA giải ở cơ sở trong năm nay."))
    place = find(quoted(first, "I", "xoá nhà tạm, hoà giải"), second)
    assert (words_at(second, place), place and place.how) == ("xóa nhà tạm, HÒA giải", "reworded")


def test_the_same_words_twice_are_told_apart_by_their_neighbours() -> None:
    text = "Xã họp dân mỗi quý một lần. Thôn họp dân mỗi tháng một lần."
    first, second = draft(section("I", text)), draft(section("I", HEALTH, text))
    for time, before in enumerate(("Xã ", "Thôn ")):
        place = find(quoted(first, "I", "họp dân mỗi", time=time), second)
        assert place
        assert second.sections[0].text[: place.start].endswith(before)


def test_of_equal_places_the_nearest_counts() -> None:
    line = "Chủ tịch xã chịu trách nhiệm."
    first = draft(section("I", line, SCHOOLS, line, ROADS, line))
    for time in range(3):
        quote = quoted(first, "I", "Chủ tịch xã", time=time)
        assert find(quote, first) == Place("I", quote.start, quote.start + 11, "exact")


# ---------------------------------------------------------------- what must not be taken for it

GONE = [
    # a phrase of every page, elsewhere in its section
    ("Nhiệm vụ phát triển kinh tế đặt lên đầu.", "phát triển kinh tế", "Muốn phát triển kinh tế."),
    # a sentence of the same make about another body
    (
        "Uỷ ban nhân dân xã chịu trách nhiệm tổ chức thực hiện việc cấp nước sạch.",
        "Uỷ ban nhân dân xã chịu trách nhiệm tổ chức thực hiện",
        "Hội Nông dân huyện chịu trách nhiệm tổ chức kiểm tra việc cho vay vốn.",
    ),
    # the one word that was meant is gone
    ("Kết quả rất khá.", "khá", "Kết quả rất tốt."),
    # a part of a longer word is not the word
    ("Mỗi xã cử cán bộ đi lập tổ hoà giải.", "tổ", "Mỗi xã cử cán bộ đi lập tổng đài cấp cứu."),
    # half of the words are others
    (
        "Mỗi thôn có một đội trông coi rừng.",
        "một đội trông coi rừng",
        "Mỗi thôn có một người thu gom rác.",
    ),
]


@pytest.mark.parametrize(("before", "words", "after"), GONE)
@pytest.mark.parametrize("with_former", [True, False])
def test_what_only_looks_alike_is_not_the_place(
    before: str, words: str, after: str, with_former: bool
) -> None:
    first = draft(section("I", ROADS, before, SCHOOLS))
    second = draft(section("I", ROADS, SCHOOLS, after))
    assert find(quoted(first, "I", words), second, first if with_former else None) is None


def test_a_twin_that_stood_there_before_is_not_the_place() -> None:
    """The same formula closes two articles; the first is struck out, the second never moved."""
    formula = "Bộ trưởng chịu trách nhiệm hướng dẫn, kiểm tra việc thi hành Điều này trong cả nước."
    first = draft(section("I", ROADS, formula), section("II", MARKET, formula))
    second = draft(section("I", ROADS), section("II", MARKET, formula))
    for words in (formula, "hướng dẫn, kiểm tra"):
        assert find(quoted(first, "I", words), second, first) is None
    moved = draft(section("I", ROADS), section("II", formula, MARKET, formula))
    place = find(quoted(first, "I", formula), moved, first)
    assert place
    assert (place.section_key, place.how) == ("II", "moved")


def test_a_neighbour_of_the_same_make_that_stood_there_before_is_not_the_place() -> None:
    makes = [f"{sign}) Lương của {who} trả chậm nhất ngày mười hằng tháng." for sign, who in (
        ("a", "giáo viên mầm non"), ("b", "giáo viên tiểu học"))]  # fmt: skip
    first = draft(section("I", ROADS, *makes))
    assert find(quoted(first, "I", makes[0]), draft(section("I", ROADS, makes[1])), first) is None


# ---------------------------------------------------------------- nothing is lost


@pytest.mark.parametrize("removed", [0, 1, 2])
def test_removing_a_paragraph_removes_no_opinion(removed: int) -> None:
    """A peer lost 10 of 30 comments so. Here 10 stand with version 1, and 20 where they stood."""
    paragraphs = [ROADS, WATER, HEALTH]
    first = draft(section("I", *paragraphs))
    quotes = []
    for paragraph in paragraphs:
        at = first.sections[0].text.index(paragraph)
        quotes += [quote_of(first.sections[0], at + 3 * n, at + 3 * n + 20) for n in range(10)]
    second = draft(section("I", *(text for n, text in enumerate(paragraphs) if n != removed)))
    places = find_all(quotes, second, first)
    assert len(places) == 30
    told = ["version 1" if place is None else place.how for place in places]
    assert Counter(told) == {"exact": 20, "version 1": 10}
    assert told[10 * removed : 10 * removed + 10] == ["version 1"] * 10
    for quote, place in zip(quotes, places, strict=True):
        assert place is None or words_at(second, place) == quote.exact


SYLLABLES = (
    "đường xã trường học nước sạch chợ thôn vốn rừng dân lúa đò trạm họp thu nhà của và".split()
)
PARAGRAPHS = st.lists(
    st.lists(st.sampled_from(SYLLABLES), min_size=4, max_size=14).map(" ".join),
    min_size=2,
    max_size=6,
    unique=True,
)
Laid = list[list[str]]  # the paragraphs of each section


def laid_out(sections: Laid) -> Draft:
    return draft(*(section(str(at), *paragraphs) for at, paragraphs in enumerate(sections)))


@st.composite
def edits(draw: st.DrawFn, sections: Laid) -> Laid:
    """A few edits: a paragraph dropped, put in, moved, reworded."""
    now = [list(paragraphs) for paragraphs in sections]
    for _ in range(draw(st.integers(0, 5))):
        own = now[draw(st.integers(0, len(now) - 1))]
        there = now[draw(st.integers(0, len(now) - 1))]
        kind = draw(st.sampled_from(["drop", "insert", "move", "reword"]))
        at = draw(st.integers(0, max(len(own) - 1, 0)))
        if kind == "insert":
            own.insert(at, " ".join(draw(st.lists(st.sampled_from(SYLLABLES), max_size=9))))
        elif own and kind == "reword":
            words = own[at].split(" ")
            words[draw(st.integers(0, len(words) - 1))] = draw(st.sampled_from(["", "khác", "mới"]))
            own[at] = " ".join(words)
        elif own:
            paragraph = own.pop(at)
            if kind == "move":
                there.insert(draw(st.integers(0, len(there))), paragraph)
    return now


def likeness(one: str, other: str) -> float:
    """Counted apart from the code in question: words in common, whatever their order."""
    mine, theirs = (Counter(re.findall(r"\w+", text.casefold())) for text in (one, other))
    return 2 * (mine & theirs).total() / max(mine.total() + theirs.total(), 1)


def whole_words(text: str, start: int, end: int) -> str:
    """A stretch with the words it cuts: reworded, a quote is known by whole words."""
    low = text.rfind(" ", 0, start + 1) + 1
    high = text.find(" ", end - 1)
    return text[low : high if high >= 0 else None] if text[start:end].strip() else ""


@settings(deadline=None, max_examples=150)
@given(st.data(), st.lists(PARAGRAPHS, min_size=1, max_size=3), st.booleans())
def test_no_quote_is_lost_and_none_is_put_elsewhere(
    data: st.DataObject, sections: Laid, with_former: bool
) -> None:
    first, now = laid_out(sections), data.draw(edits(sections))
    second = laid_out(now)
    quotes, own = [], []
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(sections) - 1))
        paragraph = data.draw(st.sampled_from(sections[at]))
        start = data.draw(st.integers(0, len(paragraph) - 1))
        end = data.draw(st.integers(start + 1, len(paragraph)))
        before = sections[at][: sections[at].index(paragraph)]
        shift = sum(len(each) + 1 for each in before)
        quotes.append(quote_of(first.sections[at], shift + start, shift + end))
        own.append((at, paragraph, whole_words(paragraph, start, end)))
    places = find_all(quotes, second, first if with_former else None)
    assert len(places) == len(quotes)
    stands = Counter(paragraph for paragraphs in now for paragraph in paragraphs)
    stood = Counter(paragraph for paragraphs in sections for paragraph in paragraphs)
    for quote, place, (at, paragraph, words) in zip(quotes, places, own, strict=True):
        if place is None:
            untouched = paragraph in now[at] or stands[paragraph] >= stood[paragraph]
            assert not untouched, "an untouched quote is found"
        elif place.how == "reworded":
            assert likeness(words, words_at(second, place)) >= 0.6
        else:
            assert words_at(second, place) == quote.exact
            assert (place.how == "exact") == (place.section_key == quote.section_key)


HOSTILE = st.text(alphabet=st.sampled_from("a ạ\n\x00\uffff\ud800.😀\u0300"), max_size=12)


@settings(deadline=None)
@given(HOSTILE, HOSTILE, HOSTILE, HOSTILE, st.integers(-5, 50), st.lists(HOSTILE, max_size=3))
def test_whatever_is_asked_and_wherever_it_never_raises(
    key: str, exact: str, prefix: str, suffix: str, start: int, texts: list[str]
) -> None:
    second = draft(*(section(str(at), text) for at, text in enumerate(texts)))
    for name in (key, "0"):
        place = find(Quote(name, exact, prefix, suffix, start), second, second)
        if place and exact and place.how != "reworded":
            assert words_at(second, place) == exact


def test_many_quotes_are_found_as_each_alone() -> None:
    second = draft(section("I", SCHOOLS, ROADS.replace("hai", "ba")), section("II", MARKET, HEALTH))
    quotes = [
        quote_of(own, start, min(start + size, len(own.text)))
        for own in FIRST.sections
        for start in range(0, len(own.text), 9)
        for size in (5, 24, 70)
    ]
    assert find_all(quotes, second, FIRST) == tuple(find(each, second, FIRST) for each in quotes)
    other = replace(quotes[0], section_key="không có")
    assert len(find_all([other, *quotes], second)) == len(quotes) + 1
