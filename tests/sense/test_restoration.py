"""Text typed without marks gets them back for comparing meanings, and for nothing else."""

from __future__ import annotations

import json
from hashlib import blake2b
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danvan.sense.heads import accents, make_accents
from danvan.sense.runners.embed import Restoring
from danvan.sense.words.fold import clean, fold, nfc
from danvan.sense.words.placement import placed
from danvan.sense.words.restore import Learnt, Restorer, is_unmarked, learnt
from danvan.sense.words.syllable import WORDS, is_syllable

SENTENCES = (
    "Đề nghị làm rõ trách nhiệm của từng cơ quan",
    "Tôi không đồng ý với mức thu này, vì bà con còn nghèo",
    "ĐỀ NGHỊ BỔ SUNG KINH PHÍ cho nhà văn hóa xã",
)


@pytest.fixture(scope="module")
def restorer() -> Restorer:
    return Restorer(accents.shipped())


def without_marks(text: str) -> str:
    """As its writer might have typed it: the capitals stay."""
    pairs = zip(fold(text), text, strict=True)
    return "".join(bare.upper() if letter.isupper() else bare for bare, letter in pairs)


def right(restorer: Restorer, texts: list[str]) -> tuple[int, float, float]:
    """Syllables of marked texts, and the share that is right restored and as it stands."""
    total = found = raw = 0
    for text in (placed(nfc(text)) for text in texts):
        typed = without_marks(text)
        shown = restorer.shadow(typed)
        for word in WORDS.finditer(text):
            if is_syllable(word[0]):
                total += 1
                found += shown[word.start() : word.end()] == word[0]
                raw += typed[word.start() : word.end()] == word[0]
    return total, found / total, raw / total


@pytest.mark.parametrize("text", SENTENCES)
def test_the_marks_come_back_over_the_same_letters(restorer: Restorer, text: str) -> None:
    assert restorer.shadow(without_marks(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        *SENTENCES,
        "De nghi bỏ muc nay di",  # one mark: its writer has them
        "De nghi lam",  # too short to tell
        "We should keep the library open until nine at night",
        "この案に賛成ですがもう少し短くしてください",
        "1234567890123",
        "",
    ],
)
def test_what_has_marks_or_is_no_vietnamese_stays(restorer: Restorer, text: str) -> None:
    assert restorer.shadow(text) == text
    assert not is_unmarked(text) or not WORDS.search(text)


@given(
    st.lists(
        st.sampled_from([*" .,;\n-?", "de", "nghi", "XOA", "Hoa", "ubnd", "k", "2020", "xyz", "ao"])
    ).map(" ".join)
)
@settings(max_examples=100, deadline=None)
def test_only_marks_are_added(text: str) -> None:
    shown = Restorer(accents.shipped()).shadow(text)
    assert len(shown) == len(text)
    assert without_marks(shown) == text


def test_a_field_of_life_never_seen_is_mostly_right() -> None:
    """What is learnt from four files restores the fifth: .85 of 58,685 syllables over all five."""
    files = sorted((Path(make_accents.__file__).parent / "train").glob("*.jsonl"))
    texts = [
        [json.loads(line)["text"] for line in file.read_text(encoding="utf-8").splitlines()]
        for file in files
    ]
    taught = Restorer(learnt([text for part in texts[1:] for text in part], []))
    unseen = [text for text in texts[0][:150] if clean(nfc(text)) != fold(nfc(text))]
    total, share, raw = right(taught, unseen)
    assert total > 2_000
    assert raw < 0.2
    assert share > 0.75


def test_what_documents_repeat_counts_once() -> None:
    counts = learnt(["đường xã"], ["nước sạch. nước sạch", "đường xã"])
    times = dict(zip(counts.words, counts.times.tolist(), strict=True))
    assert times == {"": 2, ".": 2, "nước": 1, "sạch": 1, "xã": 2, "đường": 2}


def test_texts_of_people_never_seen_are_mostly_right(restorer: Restorer, shared: Path) -> None:
    """A set for measuring only; every fifth text by hash."""
    rows = (shared / "data/opinions/vsfc.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [nfc(json.loads(row)["text"]) for row in rows]
    fifth = [text for text in texts if blake2b(text.encode(), digest_size=2).digest()[0] % 5 == 0]
    marked = [text for text in fifth if clean(text) != fold(text)][:600]
    _, share, raw = right(restorer, marked)
    assert raw < 0.15
    assert share > 0.78


def test_the_shipped_counts_are_small_and_come_from_the_texts_named(shared: Path) -> None:
    made = accents.pack(make_accents.made(shared / "data/drafts"))
    kept = accents.pack(accents.shipped())
    assert made == kept
    assert len(kept) < 1_000_000


def test_counts_are_kept_whole() -> None:
    counts = learnt(SENTENCES, [])
    back = accents.unpack(accents.pack(counts))
    assert back.words == counts.words
    for name in ("times", "pairs", "pair_times"):
        assert (getattr(back, name) == getattr(counts, name)).all()
    assert isinstance(back, Learnt)


def test_the_model_of_meaning_reads_marks_and_offsets_stay(restorer: Restorer) -> None:
    heard: list[str] = []

    def embed(texts):
        heard.extend(texts)
        return np.zeros((len(texts), 2), dtype=np.float32)

    given_texts = [without_marks(SENTENCES[0]), SENTENCES[1]]
    assert Restoring(embed, restorer.shadow)(given_texts).shape == (2, 2)
    assert heard == [SENTENCES[0], SENTENCES[1]]
    assert given_texts == [without_marks(SENTENCES[0]), SENTENCES[1]]
