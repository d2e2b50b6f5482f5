"""What a consultation may set, and how a mistake in it is said."""

import json

import pyarrow.parquet as pq
import pytest

from danvan.sense.job import Order, Unusable, run
from danvan.sense.policy import BadPolicy, Policy, policy_of

LAST = {"words": "có ý kiến", "share": 0.0, "least": 1}
ASKED = "Đề nghị bổ sung số liệu về du lịch ở xã {}."
ROWS = [
    {"id": f"p{at}", "text": ASKED.format(at), "count": 1 + 9 * (at < 2)} for at in range(8)
] + [{"id": "q", "text": "Không đồng ý sáp nhập trường.", "count": 3}]


def test_an_empty_policy_is_the_default():
    assert policy_of({}) == Policy()


def test_a_policy_survives_being_written_and_read():
    """The report prints the table it used; given back, it is the same policy."""
    assert policy_of(json.loads(json.dumps(Policy().as_mapping()))) == Policy()


@pytest.mark.parametrize(
    "given",
    [
        {"tally": True},
        {"tallies": "yes"},
        {"tallies": 1},
        {"small_base": 0},
        {"small_base": True},
        {"suppress": -5},
        {"evidence": 2.5},
        {"phrases": []},
        {"phrases": 5},
        {"phrases": "có ý kiến"},
        {"phrases": ["có ý kiến"]},
        {"phrases": [{"words": "có ý kiến"}]},
        {"phrases": [LAST | {"share": 2}]},
        {"phrases": [LAST | {"share": float("nan")}]},
        {"phrases": [LAST | {"words": "vài người"}]},
        {"phrases": [LAST | {"words": "Có ý kiến"}]},
        {"phrases": [LAST | {"words": "có  ý kiến"}]},
        {"phrases": [LAST | {"least": 1.5}]},
        {"phrases": [LAST | {"colour": "red"}]},
        {"phrases": [LAST, LAST | {"share": 0.5}]},
        {"phrases": [LAST | {"share": 0.2}, LAST | {"share": 0.5}, LAST]},
        {"phrases": [LAST | {"share": 0.5}]},
        {"phrases": [LAST | {"least": 3}]},
    ],
)
def test_a_mistake_is_one_sentence(given):
    with pytest.raises(BadPolicy) as caught:
        policy_of(given)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) > 20


@pytest.mark.parametrize(
    "text", ["tallies = ", "phrases = []", "khac = 1", "[[phrases]]\nwords = 'ý kiến'", "\x00"]
)
def test_a_bad_file_is_named_and_nothing_is_written(tmp_path, text):
    (tmp_path / "y.csv").write_text("text\nTôi nhất trí\n", encoding="utf-8")
    (tmp_path / "quy-tac.toml").write_text(text, encoding="utf-8")
    order = Order([tmp_path / "y.csv"], tmp_path / "ra", policy=tmp_path / "quy-tac.toml")
    with pytest.raises(Unusable, match=r"^quy-tac\.toml: "):
        run(order, lambda *_: None)
    assert not (tmp_path / "ra").exists()


def written_with(written, tmp_path, text: str):
    (tmp_path / "quy-tac.toml").write_text(text, encoding="utf-8")
    place = written(ROWS, policy=tmp_path / "quy-tac.toml")
    document = json.loads((place / "synthesis.json").read_text("utf-8"))
    return document, (place / "report.html").read_text("utf-8"), place


def test_tallies_weigh_only_where_the_policy_says_so(written, tmp_path):
    """S87: a tally of thirty adds nothing to a sentence unless the report says that it does."""
    plain, plain_page, _ = written_with(written, tmp_path, "")
    heavy, heavy_page, place = written_with(written, tmp_path, "tallies = true")
    assert {plain["base"]["tallied"], heavy["base"]["tallied"]} == {26 + 3}
    assert "Số kiểm phiếu không cộng" in plain_page
    assert "Số kiểm phiếu có cộng" in heavy_page
    weight = dict(zip(*pq.read_table(place / "submissions.parquet").select([0, 3]), strict=True))
    weight = {str(name): number.as_py() for name, number in weight.items()}
    for statement in heavy["statements"]:
        names = [name.rpartition(".")[0] for name in statement["opinion_ids"]]
        assert statement["count"] == sum(weight[name] for name in names)
        assert statement["weighted"]
    for statement in plain["statements"]:
        assert statement["count"] == len(statement["opinion_ids"])
        assert not statement["weighted"]


def test_own_words_and_an_own_threshold_are_used_and_printed(written, tmp_path):
    """S70: the report prints the table of quantity words that it used."""
    rows = '[[phrases]]\nwords = "đông đảo ý kiến"\nshare = 0.07\nleast = 2\n'
    rows += '[[phrases]]\nwords = "có ý kiến"\nshare = 0.0\nleast = 1\n'
    document, page, _ = written_with(written, tmp_path, f"small_base = 2\n{rows}")
    assert "đông đảo ý kiến" in {s["quantifier"] for s in document["statements"]}
    assert "từ 7 %" in page
    assert "đa số ý kiến" not in page


def test_a_policy_leaves_its_mark_on_the_document(synthesised):
    made = synthesised(["Tôi nhất trí."], policy=Policy(suppress=9))
    assert made.document["made"]["policy"]["suppress"] == 9
