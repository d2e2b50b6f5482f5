"""One sentence for one act on one theme: neutral, counted, in the order of a report."""

import re
from collections import Counter
from itertools import product

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from danvan.sense.policy import Policy
from danvan.sense.statements import (
    ACTS,
    ADD,
    AGREE,
    CHANGE,
    QUESTION,
    REQUESTS,
    WORDING,
    Group,
    act_of,
    sentence,
)

PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # one example costs too much to shrink
KINDS = ("agreement", "aspect", "main", "small", "other", "mention")
JUDGING = (
    "cá biệt", "lệch lạc", "thiếu thiện chí", "tiêu cực", "chống đối", "xuyên tạc", "phản động",
    "thiểu số cực đoan", "chỉ có", "tuy nhiên chỉ", "không đáng kể", "bức xúc", "kích động",
)  # fmt: skip
FIGURES = re.compile(r"\((\d[\d.]*)/(\d[\d.]*) (ý kiến|đại biểu); \d+(,\d)? %\)\.$")


def group(act: int, kind: str = "main", *, lane: int = -1, label: str = "du lịch", **over) -> Group:
    usual = {"changes": Counter(), "size": 9, "count": 9, "base": 120, "delegates": False}
    return Group(act=act, kind=kind, lane=lane, label=label, **usual | over)


def groups() -> st.SearchStrategy[Group]:
    bases = st.integers(1, 5000)
    counts = bases.flatmap(lambda base: st.tuples(st.integers(1, base), st.just(base)))
    return st.builds(
        lambda act, kind, lane, change, counted, delegates: group(
            act,
            kind,
            lane=lane if kind == "aspect" else -1,
            changes=Counter({change: counted[0]}),
            size=counted[0],
            count=counted[0],
            base=counted[1],
            delegates=delegates,
        ),
        st.sampled_from(range(len(ACTS) - 3)),
        st.sampled_from(KINDS),
        st.integers(1, 4),
        st.sampled_from(sorted(REQUESTS)),
        counts,
        st.booleans(),
    )


@settings(max_examples=50, deadline=None)
@given(groups())
def test_every_sentence_carries_its_count_and_its_base(one):
    """S87: no sentence without figures: in brackets, or on a small base as its very words."""
    made = sentence(one, Policy())
    assert made.text.lower().startswith(made.quantifier)
    assert made.text.endswith(".")
    if one.base < 5:
        assert made.quantifier.startswith(f"{one.count} trong {one.base} ")
    else:
        shown = FIGURES.search(made.text)
        assert shown
        assert [int(shown[at].replace(".", "")) for at in (1, 2)] == [one.count, one.base]
        assert shown[3] == ("đại biểu" if one.delegates else "ý kiến")


def test_no_sentence_judges_an_opinion():
    """Wording stays neutral whatever is disagreed with, and by however few."""
    for act, kind, lane, change in product(range(len(ACTS)), KINDS, (-1, 1, 4), [*REQUESTS, ""]):
        if kind == "mention" and act > QUESTION:
            continue
        changes = Counter({change: 9} if change else {})
        text = sentence(group(act, kind, lane=lane, changes=changes, count=1), Policy()).text
        assert not [word for word in JUDGING if word in text.lower()]


@pytest.mark.parametrize(
    ("act", "change", "said"),
    [
        (ADD, "deepen", "đề nghị đánh giá sâu hơn về du lịch"),
        (ADD, "data", "đề nghị bổ sung số liệu về du lịch"),
        (ADD, "specific", "đề nghị nêu cụ thể hơn về du lịch"),
        (ADD, "task", "đề xuất bổ sung nhiệm vụ về du lịch"),
        (ADD, "add", "đề nghị bổ sung nội dung về du lịch"),
        (ADD, "clarify", "đề nghị làm rõ nội dung về du lịch"),
        (CHANGE, "remove", "đề nghị bỏ nội dung về du lịch"),
        (WORDING, "wording", "đề nghị chỉnh sửa câu chữ trong nội dung về du lịch"),
    ],
)
def test_a_request_is_named_by_its_kind(act, change, said):
    """S76, S78, S82, S84: deepen, add data, be specific, add a task."""
    made = sentence(group(act, changes=Counter({change: 9})), Policy())
    assert said in made.text


def test_a_kind_that_few_of_the_group_ask_for_does_not_name_it():
    made = sentence(group(ADD, changes=Counter(data=2), size=9), Policy())
    assert "số liệu" not in made.text


@pytest.mark.parametrize(
    ("lane", "said"),
    [
        (1, "bố cục dự thảo hợp lý"),
        (2, "rõ ràng, khoa học"),
        (3, "chủ đề dự thảo thể hiện rõ mục tiêu"),
    ],
)
def test_praise_of_an_aspect_is_said_in_the_usual_words(lane, said):
    """S71, S72, S73: structure, content, theme of the draft."""
    assert said in sentence(group(AGREE, "aspect", lane=lane), Policy()).text


@pytest.mark.parametrize(
    ("stance", "change", "act"),
    [
        ("propose", "wording", "wording"),
        ("propose", "remove", "change"),
        ("propose", "data", "add"),
        ("propose", None, "add"),
        ("object", "change", "object"),
        ("agree", None, "agree"),
        ("inform", None, "inform"),
        ("unclear", "add", "unclear"),
    ],
)
def test_what_an_opinion_does_follows_from_its_stance_first(stance, change, act):
    assert ACTS[act_of(stance, change)] == act


DELEGATES = [
    {"text": f"Đề nghị đánh giá công tác cán bộ ở xã {at} cụ thể hơn.", "section": "II"}
    for at in range(6)
]
RESIDENTS = [
    {"text": f"Không đồng ý cắt tuyến xe buýt số {at}.", "section": "IV"} for at in range(6)
]


def test_delegates_are_named_where_all_evidence_is_theirs(synthesised, four_parts):
    """S81: the noun is "đại biểu" for a conference's opinions, "ý kiến" as soon as one is not."""
    spoken = [row | {"channel": "conference"} for row in DELEGATES]
    made = synthesised([*spoken, *RESIDENTS], draft=four_parts).document
    by_part = {
        key: [s for s in made["statements"] if s["section_key"] == key] for key in ("II", "IV")
    }
    assert by_part["II"]
    assert all("đại biểu" in s["quantifier"] for s in by_part["II"])
    assert all(s["unit"] == "submissions" for s in by_part["II"])
    assert all("ý kiến" in s["quantifier"] for s in by_part["IV"])
    mixed = [*spoken[:-1], DELEGATES[-1], *RESIDENTS]
    named = [
        s
        for s in synthesised(mixed, draft=four_parts).document["statements"]
        if "a6.1" in s["opinion_ids"]
    ]
    assert named
    assert not [s for s in named if "đại biểu" in s["text"]]


def test_sentences_of_a_section_come_in_the_order_of_a_report(synthesised, four_parts):
    """Agreement, additions, changes, disagreement, questions, wording; general before the parts."""
    rows = [
        {"text": text, "section": "I"}
        for text in (
            ["Tôi không đồng ý với số liệu du lịch."] * 5
            + ["Bao giờ mở tuyến du lịch?"] * 5
            + ["Tôi nhất trí với phần I."] * 5
            + ["Đề nghị bổ sung số liệu về du lịch."] * 5
            + ["Đề nghị bỏ câu về du lịch."] * 5
        )
    ]
    made = synthesised([*rows, {"text": "Tôi nhất trí."}], draft=four_parts).document
    said = [s for s in made["statements"] if s["scope"] == "theme"]
    acts = [ACTS.index(s["act"]) for s in said if s["section_key"] == "I"]
    assert acts == sorted(acts)
    assert {ACTS[at] for at in acts} >= {"agree", "add", "object", "question"}
    assert said[0]["section_key"] == "general"
    assert [s["id"] for s in made["statements"]] == [
        f"S{at}"
        for at in range(1, len(made["statements"]) + 1)  # addresses, not requirements
    ]


def test_an_objection_is_listed_once_more_under_other_opinions(written):
    """S75: "C- Ý kiến khác" is never empty while anybody objects."""
    rows = [{"id": f"k{at}", "text": "Tôi nhất trí với dự thảo."} for at in range(40)]
    place = written([*rows, {"id": "o", "text": "Không đồng ý sáp nhập trường tiểu học."}])
    page = (place / "report.html").read_text("utf-8")
    part = page.rpartition("C- Ý kiến khác, không tán thành</h")[2].partition("D- Ý kiến")[0]
    assert "Có 1 ý kiến không tán thành" in part
    assert "không tán thành hoặc có ý kiến khác" in part
    assert "(1/41 ý kiến; 2,4 %)" in part


DRAFT = "".join(
    f"# Phần {number}. {title}\n\n{title} của tỉnh.\n\n"
    for number, title in (
        ("I", "Kết quả du lịch"),
        ("II", "Hạn chế"),
        ("III", "Dự báo tình hình"),
        ("IV", "Nhiệm vụ"),
    )
)


@pytest.fixture(scope="module")
def page(written) -> str:
    asked = [("I", "số liệu"), ("IV", "nhiệm vụ"), ("II", "giải pháp")]
    rows = [
        {"id": f"c{at}", "section": part, "text": f"Đề nghị bổ sung {what} về du lịch ở xã {at}."}
        for at, (part, what) in enumerate(asked * 6)
    ]
    return (written(rows, draft=DRAFT) / "report.html").read_text("utf-8")


def test_a_part_that_nobody_spoke_of_is_named(page):
    """S85: coverage is printed: "Phần III …: chưa có ý kiến"."""
    silent = re.findall(r"<p>([^<]*): chưa có ý kiến\.</p>", page)
    assert [name for name in silent if name.startswith("Phần")] == ["Phần III. Dự báo tình hình"]


def test_a_matter_met_in_two_parts_is_shown_once_with_both(page):
    """S84, S77: tourism is seen across Part I and Part IV."""
    part = page.rpartition("E- Nội dung được nêu ở nhiều phần</h")[2]
    found = re.search(r"<p[^>]*>([^<]*du lịch[^<]*)</p>", part)
    assert found
    assert "Phần I." in found[1]
    assert "Phần IV." in found[1]


def test_the_words_of_the_parts_are_found_as_matters(synthesised, four_parts):
    """S76, S77, S78, S79: environment and tourism are matters; indicators are quoted as named."""
    named = "tỷ lệ thôn đạt thôn nông thôn mới kiểu mẫu, xã đạt nông thôn mới nâng cao"
    asked = [
        f"Đề nghị đánh giá sâu hơn về bảo vệ môi trường ở {place}."
        for place in ("nhà máy", "làng nghề", "sông Cầu", "chợ", "bãi rác", "bến xe", "trạm bơm")
    ]
    asked += [f"Đề nghị bổ sung thêm số liệu về {named} năm {at}." for at in range(2015, 2020)]
    others = [f"Không đồng ý cắt tuyến xe buýt số {at} của huyện." for at in range(20)]
    others += [f"Bao giờ trường mầm non thôn {at} có giáo viên?" for at in range(20)]
    given = [{"text": text, "section": "I"} for text in asked]
    given += [{"text": text, "section": "IV"} for text in others]
    made = synthesised(given, draft=four_parts).document
    texts = " ".join(s["text"] for s in made["statements"])
    assert "đánh giá sâu hơn" in texts
    assert "môi trường" in texts
    assert "bổ sung số liệu" in texts
    quotes = " ".join(q["quote"] for s in made["statements"] for q in s["quotes"])
    assert named in quotes


@settings(max_examples=4, deadline=None, phases=PHASES)
@given(
    st.permutations(["Không đồng ý cắt {} {}.", "Tôi phản đối {} {}.", "{} {} sai hết rồi, bỏ đi!"])
)
def test_disagreement_is_reported_in_neutral_words(synthesised, shapes):
    rows = [shape.format("xe buýt", at) for shape in shapes for at in range(4)]
    for statement in synthesised(rows).document["statements"]:
        assert not [word for word in JUDGING if word in statement["text"].lower()]
