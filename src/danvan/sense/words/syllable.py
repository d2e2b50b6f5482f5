"""The grammar of a Vietnamese syllable: onset × rime × tone. No word list: it knows new names."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from danvan.sense.words.fold import fold

TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
SHARP, HEAVY = "\u0301", "\u0323"  # the only tones of a syllable that ends in c, ch, p or t
STRANGE = re.compile(r"[^aeiouy\u0302\u0306\u031b][\u0300\u0301\u0303\u0309\u0323]")  # ñ
WORDS = re.compile(r"[^\W\d_]+")

ONSETS = "ngh ng nh gh gi g kh k ch c đ d b h l m n ph p qu r s th tr t v x".split()
FRONT = "eêiy"  # before these g, ng, c are written gh, ngh, k

RIMES = frozenset(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oc oi om on ong ooc oong op ot oa oac oach oai oam oan oang oanh oao oap oat oay
    oăc oăm oăn oăng oăt oe oen oeo oet
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uơ uôc uôi uôm uôn uông uôt
    uy uya uych uyn uynh uyp uyt uyu uyên uyêt
    ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    y yêm yên yêng yêt yêu
    """.split()
)
# After "qu" the glide is in the onset: "quyên" is qu + yên, "quốc" is qu + ốc.
QU_RIMES = frozenset(
    """
    a ac ach ai an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc ân âng ât âu ây e en eo et
    ê ên êt êch ênh i ia it in inh ich ơ ơn ơt y yên yêt yt ynh ych yu ôc
    """.split()
)


def is_syllable(word: str) -> bool:
    """Whether a word as written, marks and all, could be a Vietnamese syllable.

    >>> [is_syllable(word) for word in ("nghiêng", "Quyết", "giếng", "tổ", "Neân", "những", "fan")]
    [True, True, True, True, False, True, False]
    """
    return valid(word.lower())


def is_folded_syllable(word: str) -> bool:
    """The same without marks: "duong" could be a syllable, "fan" could not."""
    return fold(word) in folded_syllables()


@lru_cache(maxsize=50_000)
def valid(word: str) -> bool:
    parts = unicodedata.normalize("NFD", word)
    tones = [mark for mark in parts if mark in TONES]
    if len(word) > 8 or len(tones) > 1 or STRANGE.search(parts):
        return False
    letters = unicodedata.normalize("NFC", "".join(c for c in parts if c not in TONES))
    if letters.endswith(("c", "ch", "p", "t")) and tones not in ([SHARP], [HEAVY]):
        return False
    return any(spelt(onset, letters[len(onset) :]) for onset in onsets_of(letters))


def onsets_of(letters: str) -> list[str]:
    return ["", *(onset for onset in ONSETS if letters.startswith(onset))]


def spelt(onset: str, rime: str) -> bool:
    """Whether onset and rime may stand together."""
    if onset == "qu":
        return rime in QU_RIMES
    if onset == "gi":
        return rime in RIMES and rime[0] not in "iy"
    if rime not in RIMES:
        return False
    if onset in ("gh", "ngh", "k"):
        return rime[0] in FRONT
    if onset in ("c", "ng"):
        return rime[0] not in FRONT
    return onset != "g" or rime[0] not in "eêy"  # "gì" and "giếng" are g + i…


@lru_cache(maxsize=1)
def folded_syllables() -> frozenset[str]:
    """Every syllable without its marks."""
    pairs = [("qu", rime) for rime in QU_RIMES]
    pairs += [(onset, rime) for onset in ["", *ONSETS] for rime in RIMES if spelt(onset, rime)]
    return frozenset(fold(onset + rime) for onset, rime in pairs)


def share_of_syllables(text: str) -> float:
    """The share of a text's words that are Vietnamese syllables as written; 0.0 without words."""
    words = WORDS.findall(text)
    return sum(map(is_syllable, words)) / len(words) if words else 0.0
