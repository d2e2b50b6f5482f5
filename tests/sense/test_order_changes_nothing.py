"""Row order, a second run, and the size of the working parts change not one byte."""

import json
import random

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from danvan.sense.runners.local import mapped
from danvan.sense.split import split
from danvan.sense.synthesis.forms import distinct_texts, forms
from danvan.sense.synthesis.reading import Part, joined, read
from danvan.sense.words.tokens import some_tokens

PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # one example costs too much to shrink
ASKED = ("xe buýt", "đèn đường", "bác sĩ", "du lịch", "môi trường", "trường mầm non", "chợ đầu mối")
PLACES = ("xã Đông", "xã Tây", "thôn Hạ", "thôn Thượng", "huyện Lục Nam")
SHAPES = (
    "Đề nghị bổ sung {} cho {}.",
    "{1} cần thêm {0}, đề nghị đánh giá sâu hơn.",
    "Không đồng ý cắt {} của {}.",
    "Nhất trí với phần về {}, tuy nhiên {} còn thiếu.",
    "Bao giờ {1} có {0}?",
    "Ở phần IV đề nghị nêu rõ {} tại {}",
)
ROWS = [
    {
        "submission_id": f"bg-{at:03}",
        "text": SHAPES[at % 6].format(ASKED[at % 7], PLACES[at % 5]) if at % 4 else "Tôi nhất trí",
        "channel": ("web", "conference", None)[at % 3],
        "weight": 1 + at % 3,
    }
    for at in range(90)
]


def as_bytes(made) -> str:
    return json.dumps(made.document, ensure_ascii=False, sort_keys=True)


@settings(max_examples=6, deadline=None, phases=PHASES)
@given(st.randoms(use_true_random=False))
def test_shuffled_rows_give_the_same_document(synthesised, four_parts, chance: random.Random):
    """S26: the synthesis is of the opinions, not of the order in which they came."""
    shuffled = chance.sample(ROWS, len(ROWS))
    first = synthesised(ROWS, draft=four_parts)
    again = synthesised(shuffled, draft=four_parts)
    assert as_bytes(again) == as_bytes(first)
    for name, key in (("opinions", "opinion_id"), ("submissions", "submission_id")):
        one, two = (getattr(made, name).sort_by(key) for made in (first, again))
        kept = [column for column in one.column_names if column != "source"]
        assert two.select(kept).equals(one.select(kept))


def test_the_written_file_is_the_same_to_the_byte_in_any_order(written):
    rows = [{"id": row["submission_id"], "text": row["text"]} for row in ROWS]
    turned = rows[::-1]
    first, again, second = written(rows), written(turned), written(rows)
    assert (first / "synthesis.json").read_bytes() == (again / "synthesis.json").read_bytes()
    assert (first / "synthesis.json").read_bytes() == (second / "synthesis.json").read_bytes()


def test_another_seed_is_recorded(synthesised):
    assert synthesised(ROWS, seed=7).document["made"]["seed"] == 7


def test_how_the_texts_are_parted_changes_no_reading():
    texts = [row["text"] for row in ROWS[:31]] + ["👍", "1. Về đường:\n- Làm cầu.\n- Sửa cống."]
    none = 0 * split(texts).text[:1]

    def parted(size: int):
        parts = [texts[at : at + size] for at in range(0, len(texts), size)]
        blank = [none.repeat(len(part)) for part in parts]
        done = [read(Part(p, b, b)) for p, b in zip(parts, blank, strict=True)]
        return joined(done, [len(part) for part in parts])

    whole = parted(len(texts))
    for size in (1, 3, 8):
        some = parted(size)
        for name in ("text", "start", "end", "kind", "under"):
            assert (getattr(some.units, name) == getattr(whole.units, name)).all()
        assert (some.change == whole.change).all()
        assert (some.signs == whole.signs).all()
        assert some.cited == whole.cited


def test_two_workers_give_what_one_gives_in_the_same_order():
    parts = [[row["text"]] for row in ROWS[:6]]
    one, two = list(mapped(split, parts, 1)), list(mapped(split, parts, 2))
    assert [units.end.tolist() for units in one] == [units.end.tolist() for units in two]


def test_forms_are_numbered_by_what_they_say(synthesised):
    import numpy as np
    import pyarrow as pa

    def said(texts: list[str]) -> list[str]:
        distinct, at = distinct_texts(pa.chunked_array([texts]))
        nowhere = np.full(len(texts), -1)
        return list(forms(distinct, at, some_tokens(distinct), nowhere).texts)

    texts = [row["text"] for row in ROWS]
    assert said(texts) == said(texts[::-1])
