"""However an opinion is typed, it goes to the same section, stance and theme, as one family."""

import unicodedata

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from danvan.sense.words.fold import fold, nfc

PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # one example costs too much to shrink
OPINIONS = (
    "Ở phần I, đề nghị đánh giá sâu hơn kết quả xoá đói giảm nghèo, hoà giải ở cơ sở.",
    "Tôi không đồng ý với việc uỷ quyền thu phí, vì thuỷ lợi là việc chung.",
    "Đề nghị phần IV bổ sung nhiệm vụ phát triển du lịch; khoẻ mạnh, hoà thuận.",
)
COMPANY = [
    "Đề nghị bổ sung số liệu về du lịch ở phần I.",
    "Tôi nhất trí với dự thảo.",
    "Không đồng ý sáp nhập trường tiểu học.",
    "Bao giờ làm đường tránh qua xã Đông?",
    "Phần II cần nêu rõ nguyên nhân của hạn chế trong công tác cán bộ.",
    "Ruộng nhà tôi ngập hai vụ liền, mong tỉnh quan tâm.",
] * 3
NEW_MARKS = {"oá": "óa", "oà": "òa", "uỷ": "ủy", "oẻ": "ỏe", "oè": "òe", "uý": "úy"}


def tones_moved(text: str) -> str:
    for old, new in NEW_MARKS.items():
        text = text.replace(old, new)
    return text


def without_signs(text: str) -> str:
    return "".join(" " if unicodedata.category(sign)[0] == "P" else sign for sign in text)


WAYS = {
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "other tone marks": tones_moved,
    "capitals": str.upper,
    "no marks": fold,
    "no marks, capitals": lambda text: fold(text).upper(),
    "NFD, other tone marks": lambda text: unicodedata.normalize("NFD", tones_moved(text)),
}


def place(made, name: str) -> list[tuple[str | None, str, str]]:
    rows = [row for row in made.opinions.to_pylist() if row["submission_id"] == name]
    return [(row["section_key"], row["stance"], row["theme_id"]) for row in rows]


def family(made, name: str) -> str:
    rows = made.submissions.to_pylist()
    return next(row["family_id"] for row in rows if row["submission_id"] == name)


def row(name: str, text: str) -> dict[str, str]:
    return {"submission_id": name, "text": nfc(text)}


@settings(max_examples=6, deadline=None, phases=PHASES)
@given(st.sampled_from(OPINIONS), st.permutations(sorted(WAYS)))
def test_in_one_file_all_ways_of_typing_meet(synthesised, four_parts, opinion, ways):
    """S105: composed or not, old or new tones, capitals or no marks: one opinion, one place."""
    rows = [row("first", opinion), *(row(way, WAYS[way](opinion)) for way in ways)]
    made = synthesised([*rows, *COMPANY], draft=four_parts)
    for way in ways:
        assert place(made, way) == place(made, "first")
        assert family(made, way) == family(made, "first")


@pytest.mark.parametrize("opinion", OPINIONS)
def test_in_files_that_differ_in_nothing_else_it_goes_to_the_same_place(
    synthesised, four_parts, opinion
):
    """S105: the same opinion typed otherwise in another run is counted alike."""
    first = place(synthesised([row("o", opinion), *COMPANY], draft=four_parts), "o")
    for way in WAYS.values():
        made = synthesised([row("o", way(opinion)), *COMPANY], draft=four_parts)
        assert place(made, "o") == first


@pytest.mark.parametrize("opinion", OPINIONS)
def test_without_punctuation_it_is_still_of_the_same_family(synthesised, four_parts, opinion):
    """S105: commas and full stops are no words; they may only change where a text is cut."""
    bare = " ".join(without_signs(opinion).split())
    made = synthesised([row("first", opinion), row("bare", bare), *COMPANY], draft=four_parts)
    assert family(made, "bare") == family(made, "first")
    assert place(made, "bare") == place(made, "first")
