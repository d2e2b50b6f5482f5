"""A point is counted once however long, or often, one submission makes it."""

import re

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # one example costs too much to shrink
OTHERS = [
    "Tôi nhất trí với dự thảo.",
    "Đề nghị bổ sung số liệu về du lịch.",
    "Không đồng ý sáp nhập trường tiểu học.",
    "Đề nghị làm rõ nguồn vốn của cầu Đông.",
    "Bao giờ khởi công đường tránh?",
    "Ruộng nhà tôi ngập hai vụ liền.",
] * 4
POINTS = (
    "Đề nghị bổ sung nhiệm vụ phát triển du lịch cộng đồng.",
    "Tôi không đồng ý sáp nhập trường tiểu học của xã.",
    "Cần đánh giá sâu hơn về bảo vệ môi trường ở khu công nghiệp.",
    "Tôi hoàn toàn nhất trí với bản dự thảo này.",
    "Bao giờ xã có xe buýt?",
)


def counts(made) -> tuple[object, ...]:
    """All that a reader would see counted; names of themes and quotes left out."""
    document = made.document
    return (
        {name: n for name, n in document["base"].items() if name != "families"},
        sorted((s["key"], s["opinions"], s["submissions"]) for s in document["sections"]),
        sorted(
            (t["section_key"], t["kind"], t["opinions"], sorted(t["stances"].items()))
            for t in document["themes"]
        ),
        sorted(
            (s["act"], s["quantifier"], s["count"], s["base"])
            for s in document["statements"]
            if s["scope"] == "theme"
        ),
    )


@settings(max_examples=12, deadline=None, phases=PHASES)
@given(st.sampled_from(POINTS), st.integers(2, 10), st.sampled_from([" ", "\n", "\n\n"]))
def test_a_submission_pasted_into_itself_changes_no_count(synthesised, point, times, between):
    once = synthesised([*OTHERS, point])
    often = synthesised([*OTHERS, between.join([point] * times)])
    assert counts(often) == counts(once)


@settings(max_examples=6, deadline=None, phases=PHASES)
@given(st.permutations(POINTS), st.integers(2, 10))
def test_many_points_said_again_and_again_are_as_many_points(synthesised, points, times):
    text = "\n".join(points)
    once = synthesised([*OTHERS, text])
    often = synthesised([*OTHERS, "\n".join([text] * times)])
    assert counts(often) == counts(once)


def test_repeating_a_point_in_capitals_or_without_marks_is_still_one(synthesised):
    point = "Đề nghị làm rõ nguồn vốn của cầu Đông."
    again = f"{point} {point.upper()} De nghi lam ro nguon von cua cau Dong."
    assert counts(synthesised([*OTHERS, again])) == counts(synthesised([*OTHERS, point]))


def test_no_quote_is_chosen_for_its_length(synthesised):
    """S87: of thirty like voices and one long one, the like voices are quoted first."""
    long = "Đề nghị bổ sung số liệu về du lịch, " + "và nhiều điều khác nữa, " * 60 + "xin cảm ơn."
    texts = [f"Đề nghị bổ sung số liệu về du lịch năm {at}." for at in range(2000, 2030)]
    made = synthesised([*texts, long])
    lead = [s["quotes"][0]["quote"] for s in made.document["statements"] if s["count"] > 5]
    assert lead
    assert not any(re.search("điều khác", quote) for quote in lead)
