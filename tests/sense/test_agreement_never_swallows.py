"""Those who differ in one small word are never counted among those who agree."""

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # one example costs too much to shrink
PAIRS = (
    ("Tôi đồng ý với việc sáp nhập trường", "Tôi không đồng ý với việc sáp nhập trường"),
    ("Chúng tôi nhất trí với phương án thu phí", "Chúng tôi chưa nhất trí với phương án thu phí"),
    ("Tôi tán thành việc đóng cửa bãi rác cũ", "Tôi không tán thành việc đóng cửa bãi rác cũ"),
    (
        "Tôi cơ bản đồng ý với phương án tuyến đường tránh đi qua cánh đồng trước làng của xã",
        "Tôi không đồng ý với phương án tuyến đường tránh đi qua cánh đồng trước làng của xã",
    ),
)
CAMPAIGN = (
    (
        "Nhân dân thôn Đông nhất trí cao với chủ trương làm khu công nghiệp "
        "tại cánh đồng trước làng",
        "Nhân dân thôn Đông không nhất trí với chủ trương làm khu công nghiệp "
        "tại cánh đồng trước làng",
    ),
)
EXTRA = ["Đề nghị bổ sung số liệu về du lịch.", "Bao giờ làm xong cầu Đông?"] * 3


def rows_of(agree: str, differ: str, many: int, few: int) -> list[dict[str, str]]:
    said = [("d", differ)] * few + [("a", agree)] * many + [("x", text) for text in EXTRA]
    return [{"submission_id": f"{kind}{at}", "text": text} for at, (kind, text) in enumerate(said)]


def kinds(ids: list[str]) -> set[str]:
    return {name[0] for name in ids} & {"a", "d"}


def apart(made) -> None:
    """The two sides share no family, no theme with one stance, and no sentence."""
    families: dict[str, set[str]] = {}
    for row in made.submissions.to_pylist():
        families.setdefault(row["family_id"], set()).add(row["submission_id"][0])
    cells: dict[tuple[str, str], set[str]] = {}
    for row in made.opinions.to_pylist():
        cells.setdefault((row["theme_id"], row["stance"]), set()).add(row["submission_id"][0])
    both = {"a", "d"}
    assert not [kind for kind in families.values() if both <= kind]
    assert not [kind for kind in cells.values() if both <= kind]
    assert not [s["id"] for s in made.document["statements"] if kinds(s["opinion_ids"]) == both]


@settings(max_examples=8, deadline=None, phases=PHASES)
@given(st.sampled_from(PAIRS), st.integers(5, 60), st.integers(1, 4))
def test_a_few_who_differ_stand_apart_from_the_many(synthesised, pair, many, few):
    """S75: the view of few is kept, in a family, a theme and a sentence of its own side."""
    made = synthesised(rows_of(*pair, many, few))
    apart(made)
    objects = [s for s in made.document["statements"] if s["act"] == "object"]
    assert sum(s["count"] for s in objects if s["scope"] == "theme") == few


@pytest.mark.parametrize("pair", PAIRS)
def test_capitals_and_missing_marks_hide_no_objection(synthesised, pair):
    agree, differ = pair
    from danvan.sense.words.fold import fold

    apart(synthesised(rows_of(agree.upper(), fold(differ), 30, 2)))
    apart(synthesised(rows_of(fold(agree), differ.upper(), 30, 2)))


@pytest.mark.parametrize("pair", CAMPAIGN)
def test_a_campaign_takes_in_nobody_who_answers_no(synthesised, pair):
    apart(synthesised(rows_of(*pair, 30, 2)))


@pytest.mark.parametrize(
    "text",
    [
        "Không đồng ý với số liệu du lịch.",
        "Phản đối số liệu này.",
        "Không đồng ý cắt xe buýt",
        "Tôi phản đối.",
        "Chưa nhất trí với chỉ tiêu giảm nghèo.",
    ],
)
def test_a_short_no_is_an_objection(synthesised, text):
    """S75: few words are enough to disagree."""
    made = synthesised([{"submission_id": "d", "text": text}, *EXTRA])
    assert stances(made, "d") == {"object"}


def stances(made, kind: str) -> set[str]:
    rows = made.opinions.to_pylist()
    return {row["stance"] for row in rows if row["submission_id"].startswith(kind)}


def test_a_denied_objection_is_no_objection(synthesised):
    twice = "Không phải tôi không đồng ý với việc sáp nhập trường"
    made = synthesised(rows_of("Tôi đồng ý với việc sáp nhập trường", twice, 20, 2))
    assert "object" not in stances(made, "d")


def test_agreement_with_a_but_is_two_opinions(synthesised):
    """S75: what follows "nhưng" is an opinion of its own and is not lost in the agreement."""
    but = "Tôi đồng ý với việc sáp nhập trường nhưng đề nghị giữ lại điểm lẻ ở thôn xa"
    made = synthesised(rows_of("Tôi đồng ý với việc sáp nhập trường", but, 20, 2))
    rows = [row for row in made.opinions.to_pylist() if row["submission_id"] == "d0"]
    texts = [but[row["start"] : row["end"]] for row in rows]
    assert len(rows) == 2
    assert "giữ lại điểm lẻ" in texts[1]
    assert rows[1]["stance"] != "agree"
