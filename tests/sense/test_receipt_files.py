"""A receipt proves offline that its opinions are in the published set; any change is told (D16)."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, replace
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from receipt_sample import ASKED, DAYS, SAID, receipt, roots

from danvan.sense.receipts.files import content_of
from danvan.sense.receipts.reading import Unusable
from danvan.sense.receipts.tree import leaf
from danvan.sense.receipts.verify import verify


def told(content: dict, published: dict | None = None) -> str:
    """What is said of a receipt that proves nothing."""
    verdict = verify(content, published)
    assert not verdict.ok
    assert "báo cho cơ quan lấy ý kiến" in verdict.sentences[-1]
    return " ".join(verdict.sentences)


# ---------------------------------------------------------------- what is proved


def test_a_receipt_is_proved_against_the_published_list():
    verdict = verify(receipt(), roots())
    assert verdict.ok
    assert verdict.sentences[0] == (
        "Đạt: 2 ý kiến của biên nhận nằm trong 11 lượt góp ý ghi ngày 14/07/2020 của đợt lấy ý "
        "kiến “Dự thảo văn kiện Đại hội XIX”, đúng nguyên văn."
    )
    assert "mục II.3, dự thảo lần 1: “Đề nghị bổ sung số liệu thứ 7.”" in verdict.sentences[1]
    assert "góp ý chung" in verdict.sentences[2]
    assert DAYS[1].root in verdict.sentences[-2]
    assert roots()["chain"] in verdict.sentences[-1]


@pytest.mark.parametrize("place", range(DAYS[1].size))
def test_every_submission_of_a_day_is_proved(place):
    assert verify(receipt(place), roots()).ok


def test_without_the_list_it_says_what_is_still_to_be_compared_and_where():
    verdict = verify(receipt())
    assert verdict.ok
    assert verdict.sentences[-2].startswith("Mới so với dấu vân ghi trong chính biên nhận")
    assert verdict.sentences[-1] == (
        "Hãy so dấu vân này với dấu vân ngày 14/07/2020 công bố tại https://gopy.example/ket-qua/."
    )


def test_later_days_change_nothing_for_an_earlier_receipt():
    assert verify(receipt(), roots(DAYS[:2])).ok
    assert verify(receipt(), roots(DAYS)).ok


def test_letters_composed_or_not_are_the_same_words():
    content = receipt()
    for each in content["opinions"]:
        each["text"] = normalize("NFD", each["text"])
    assert verify(content, roots()).ok


def test_the_content_of_a_leaf_is_known_to_the_byte():
    """So that anyone can compute it with other software."""
    said = replace(SAID[0], text='Không "đồng ý"\n', stance="object")
    assert content_of(said).decode() == (
        '{"change_type":"","replacement":"","salt":"00000000000000000000000000000000","section":"",'
        '"stance":"object","text":"Không \\"đồng ý\\"\\n","version":1}'
    )


# ---------------------------------------------------------------- what is not


@pytest.mark.parametrize("name", [*asdict(SAID[0])])
def test_no_part_of_what_was_said_can_be_changed(name):
    content = receipt()
    part = content["opinions"][1]
    part[name] = part[name] + (1 if name == "version" else ".")
    assert "Ý kiến 2" in told(content, roots())
    assert "không khớp dấu vân ngày 14/07/2020" in told(content)


def test_a_root_made_for_another_text_is_not_the_published_one():
    """Whoever forges a whole receipt, tree and all, is found out by the published list."""
    content = receipt(0)
    forged = replace(SAID[3], text="Tôi hoàn toàn nhất trí.")
    content["opinions"] = [{**asdict(forged), "index": 0, "path": []}]
    content |= {"size": 1, "root": leaf(content_of(forged)).hex()}
    assert "chuỗi dấu vân trong biên nhận đã bị sửa" in told(content)
    assert "khác dấu vân ghi trong biên nhận" in told(content, roots())


def test_an_earlier_day_cannot_be_replaced_silently():
    """The list is whole in itself again; the receipt still holds what stood before its day."""
    other = replace(DAYS[0], root="ab" * 32)
    assert "một ngày trước 14/07/2020 đã bị thay" in told(receipt(), roots([other, *DAYS[1:]]))
    assert "một ngày trước 14/07/2020 đã bị thay" in told(receipt(), roots(DAYS[1:]))


def test_the_receipt_s_own_day_cannot_be_replaced():
    other = replace(DAYS[1], size=10)
    assert "ngày 14/07/2020 khác" in told(receipt(), roots([DAYS[0], other, DAYS[2]]))


@pytest.mark.parametrize(("at", "name"), [(0, "size"), (0, "root"), (1, "day"), (2, "previous")])
def test_a_list_whose_chain_is_torn_is_told(at, name):
    published = roots()
    published["days"][at] |= {name: {"size": 4, "day": "2020-07-12"}.get(name, "ab" * 32)}
    assert "Chuỗi dấu vân đứt" in told(receipt(), published)


def test_a_last_day_left_out_is_told():
    published = roots()
    published["days"].pop()
    assert "đứt ở cuối" in told(receipt(), published)


def test_days_stand_in_order():
    assert "sai thứ tự" in told(receipt(), roots([DAYS[0], DAYS[2], DAYS[1]]))


def test_an_old_list_and_another_consultation_s_are_told_apart():
    assert "chưa có ngày 14/07/2020; hãy tải tệp mới nhất" in told(receipt(), roots(DAYS[:1]))
    other = replace(ASKED, slug="khac", title="Đợt khác")
    assert "của đợt lấy ý kiến khác (“Đợt khác”)" in told(receipt(), roots(asked=other))


# ---------------------------------------------------------------- what it holds


def test_a_receipt_holds_what_was_said_and_nothing_of_who():
    content = receipt()
    said = {"text", "replacement", "section", "version", "stance", "change_type", "salt"}
    assert content.keys() == {
        "schema", "consultation", "day", "size", "root", "previous", "chain", "opinions",
    }  # fmt: skip
    assert content["consultation"].keys() == {"slug", "title", "address"}
    assert all(each.keys() == said | {"index", "path"} for each in content["opinions"])


@pytest.mark.parametrize(
    "broken",
    [
        None,
        [],
        {"schema": "danvan.roots/1"},
        {**receipt(), "opinions": []},
        {**receipt(), "opinions": [3]},
        {**receipt(), "opinions": "x"},
        {**receipt(), "day": "ngày 14"},
        {**receipt(), "size": True},
        {**receipt(), "size": 1 << 70},
        {**receipt(), "root": "AB" * 32},
        {**receipt(), "consultation": None},
        {**receipt(), "opinions": [{**receipt()["opinions"][0], "path": ["0"]}]},
        {**receipt(), "opinions": [{**receipt()["opinions"][0], "path": ["00" * 32] * 65}]},
        {**receipt(), "opinions": [{**receipt()["opinions"][0], "text": "\ud800"}]},
        {**receipt(), "opinions": [{**receipt()["opinions"][0], "index": -1}]},
    ],
)
def test_what_is_no_receipt_is_refused_with_a_sentence(broken):
    with pytest.raises(Unusable, match="; hãy "):
        verify(broken)


NAMES = [*{**receipt(), **roots()}]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(NAMES), inner),
    max_leaves=5,
)


@given(st.sampled_from(NAMES), JSON)
def test_any_value_in_any_place_gives_a_verdict_or_a_sentence(name, value):
    """In the receipt, and in the published list where it has such a place."""
    for files in (({**receipt(), name: value}, roots()), (receipt(), {**roots(), name: value})):
        try:
            said = " ".join(verify(*files).sentences)
        except Unusable as wrong:
            said = str(wrong)
        assert "Đạt: " in said or "hãy " in said or "báo cho" in said


def test_what_is_shown_commands_no_terminal():
    said = "\x1b[31mĐỏ\u202e\nhai " + "x" * 200
    content = receipt()
    content["opinions"][0]["text"] = said
    content["consultation"]["title"] = said
    shown = "".join(verify(content).sentences)
    assert shown.isprintable()
    assert "x" * 100 not in shown


def test_the_files_are_plain_json():
    assert json.loads(json.dumps(receipt())) == receipt()
