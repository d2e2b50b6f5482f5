"""Conservation: every row and every opinion is somewhere, in exactly one place, and it adds up."""

import json
from collections import Counter

import pyarrow.parquet as pq
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # one example costs too much to shrink
POINTS = (
    "Tôi nhất trí với dự thảo.",
    "Đề nghị bổ sung số liệu về du lịch ở phần I.",
    "Không đồng ý sáp nhập trường.",
    "Bao giờ làm đường thôn Đông?",
    "Nhất trí, tuy nhiên cần nêu rõ nguồn kinh phí cho xe buýt.",
    "De nghi lam ro muc tieu phan IV",
    "1. Về môi trường:",
    "Kính gửi Ban soạn thảo.",
)
ODD = ("👍👍", "x", "...!?", "Phần I", "1.", "đ", "🙂 ok", "a\nb\n\nc", "\u200b.\u200b", "“”", "-")
TEXTS = st.one_of(
    st.sampled_from(POINTS + ODD),
    st.lists(st.sampled_from(POINTS), min_size=1, max_size=4).map(" ".join),
    st.text(min_size=1, max_size=60).filter(lambda text: not text.isspace()),
)


def adds_up(made) -> None:
    """Opinions over themes give the section, over sections the base, over sentences the base."""
    document, base = made.document, made.document["base"]
    in_theme, in_section = Counter(), Counter()
    for theme in document["themes"]:
        in_theme[theme["section_key"]] += theme["opinions"]
        assert theme["opinions"] == sum(theme["stances"].values())
    for section in document["sections"]:
        in_section[section["key"]] = section["opinions"]
    assert +in_theme == +in_section
    assert in_section.total() == base["opinions"] == made.opinions.num_rows


def is_in_one_place(made) -> None:
    """Each opinion has one theme of its section, and stands behind one sentence of that theme."""
    document, opinions = made.document, made.opinions.to_pylist()
    section_of = {theme["id"]: theme["section_key"] for theme in document["themes"]}
    own = [s for s in document["statements"] if s["scope"] == "theme"]
    said = {i: s["theme_id"] for s in own for i in s["opinion_ids"]}
    assert sum(len(s["opinion_ids"]) for s in own) == len(opinions)
    assert said == {row["opinion_id"]: row["theme_id"] for row in opinions}
    for row in opinions:
        assert section_of[row["theme_id"]] == (row["section_key"] or row["section_how"])


def speaks(made) -> None:
    """Every submission has an opinion, and each opinion is a stretch of its submission's text."""
    text = dict(
        zip(
            made.submissions["submission_id"].to_pylist(),
            made.submissions["text"].to_pylist(),
            strict=True,
        )
    )
    assert {*made.opinions["submission_id"].to_pylist()} == {*text}
    for row in made.opinions.to_pylist():
        assert 0 <= row["start"] < row["end"] <= len(text[row["submission_id"]])


@settings(max_examples=20, deadline=None, phases=PHASES)
@given(st.lists(TEXTS, min_size=1, max_size=12))
@example(["👍"])
@example(["x"])
@example(["?!…"])
@example(["Phần I. Kết quả thực hiện"])
@example(["Kính gửi Ban soạn thảo."])
def test_every_submission_keeps_an_opinion_and_every_opinion_one_place(
    synthesised, four_parts, texts
):
    """S26: nothing that people sent is lost on the way into the synthesis."""
    made = synthesised(texts, draft=four_parts)
    assert made.document["base"]["submissions"] == len(texts)
    adds_up(made)
    is_in_one_place(made)
    speaks(made)


def test_a_text_of_twenty_thousand_signs_is_read_to_its_end(synthesised):
    long = " ".join(f"Đề nghị xã {at} làm thêm cầu số {at * 7} qua suối." for at in range(500))[
        :20_000
    ]
    made = synthesised([long, "Tôi nhất trí."])
    adds_up(made)
    speaks(made)


def test_rows_accepted_and_rejected_are_the_rows_read(written):
    """S86: rows read = rows kept + rows rejected, in the folder as it is written."""
    rows = [
        {"id": f"m{at}", "text": text, "count": count}
        for at, (text, count) in enumerate(
            [("Tôi nhất trí.", 1), ("", 1), ("Đề nghị làm cầu.", "nhiều"), ("👍", 2), ("x", "")]
        )
    ]
    place = written(rows)
    base = json.loads((place / "synthesis.json").read_text("utf-8"))["base"]
    rejected = (place / "rejects.csv").read_text("utf-8-sig").splitlines()[1:]
    kept = pq.read_table(place / "submissions.parquet")
    assert (base["rows"], base["submissions"], base["rejected"]) == (5, 3, 2)
    assert (kept.num_rows, len(rejected)) == (3, 2)
    assert kept["submission_id"].to_pylist() == ["m0", "m3", "m4"]


def test_the_appendix_says_that_it_all_adds_up(written):
    """S86: the reconciliation sheet holds for each sum, also where sentences run through a part."""
    from openpyxl import load_workbook

    rows = [
        {"id": f"d{at}", "text": f"Đề nghị bổ sung {what} về du lịch ở xã {at}."}
        for at, what in enumerate(["số liệu", "nhiệm vụ", "giải pháp"] * 5)
    ]
    place = written(rows, draft="# Phần I. Du lịch\n\nDu lịch.\n\n## 1. Suối\n\nSố liệu suối.\n")
    book = load_workbook(place / "appendix.xlsx", read_only=True)
    rows = [*book["Đối chiếu"].iter_rows(min_row=2, values_only=True)]
    verdicts = [row[7] for row in rows if str(row[7]).casefold().endswith("khớp")]
    assert verdicts == ["khớp"] * 5


def test_an_emoji_and_a_lone_letter_pass_the_whole_job(written):
    place = written(
        [{"id": "a", "text": "👍"}, {"id": "b", "text": "x"}, {"id": "c", "text": "?!"}]
    )
    assert pq.read_table(place / "opinions.parquet").num_rows == 3


def test_the_appendix_cuts_no_opinion_short(written):
    """S86: what no section was found for stands in the appendix word for word, however long."""
    from openpyxl import load_workbook

    long = "Cần bán gấp máy dập sáu mươi tấn còn chạy tốt tại nhà " * 40
    place = written(
        [{"id": f"k{at}", "text": f"{long.strip()} {at}"} for at in range(3)],
        draft="# Phần I. Du lịch\n\nPhát triển du lịch.\n\n# Phần II. Giáo dục\n\nTrường lớp.\n",
    )
    book = load_workbook(place / "appendix.xlsx", read_only=True)
    shown = [row[1] for row in book["Chưa gắn mục"].iter_rows(min_row=2, values_only=True)]
    opinions = pq.read_table(place / "opinions.parquet").to_pylist()
    text = {f"k{at}": f"{long.strip()} {at}" for at in range(3)}
    wanted = [
        text[row["submission_id"]][row["start"] : row["end"]]
        for row in opinions
        if row["section_how"] == "unplaced"
    ]
    assert wanted
    assert [cell for cell in shown if cell in wanted] == wanted


def test_ten_opinions_on_two_matters_are_not_each_on_its_own(synthesised, four_parts):
    """S76, S78: "each on a matter of its own" is not said of five who ask for the same."""
    places = ("chợ", "bến xe", "bãi rác")
    rows = [f"Đề nghị đánh giá sâu hơn về bảo vệ môi trường ở {place}." for place in places]
    rows += [f"Đề nghị bổ sung thêm số liệu về du lịch năm {at}." for at in range(2015, 2020)]
    made = synthesised([{"text": t, "section": "I"} for t in rows], draft=four_parts)
    other = [t["opinions"] for t in made.document["themes"] if t["kind"] == "other"]
    assert sum(other) < 3


def test_the_name_of_a_place_is_no_opinion(synthesised):
    """Five who write one sentence, each with a place of three syllables, hold five opinions."""
    places = ("khu công nghiệp", "lưu vực sông Cầu", "làng nghề mộc", "chợ đầu mối", "bãi rác cũ")
    asked = [f"Đề nghị đánh giá sâu hơn về công tác bảo vệ môi trường ở {p}." for p in places]
    assert synthesised(asked).document["base"]["opinions"] == 5
