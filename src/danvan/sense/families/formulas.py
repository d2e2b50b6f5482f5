"""Syllables that opinions on any draft are made of: a run of these alone shows no common source."""

from __future__ import annotations

import numpy as np

from danvan.sense.families.shingles import Flags
from danvan.sense.words.tokens import Hashes, grams, hash_word

SYLLABLES = """
    toi chung em minh ta ca nhan nguoi dan cu tri ong ba anh chi quy vi cac nhung moi tat hoi vien
    kinh gui thua trinh ban soan thao to bien tap chi dao co quan cap tren uy tinh trung uong dang
    xin duoc rat mong muon de nghi kien xuat y co gop nhu sau day la
    xem xet nghien cuu bo sung sua doi chinh lam ro them tiep thu ghi nhan quan tam giai trinh
    cam on tran trong chan thanh cong hoa xa hoi chu nghia viet nam doc lap tu do hanh phuc
    hoan toan nhat tri dong tan thanh ung ho nghe phan doi khong dong thuan
    du thao van kien bao cao chinh tri nghi quyet luat thong dinh noi dung muc phan dieu khoan diem
    doc ky qua theo voi ve cua va cho trong tai o tuy nhien song nhung con da se thi nay do nen can
""".split()


def pairs_of(words: list[str]) -> Hashes:
    """The shingle codes of every ordered pair of the words, sorted."""
    syllables = np.unique(np.array([hash_word(word) for word in words], dtype=np.uint64))
    left, right = np.repeat(syllables, len(syllables)), np.tile(syllables, len(syllables))
    return np.unique(grams(np.stack([left, right], axis=1).ravel(), 2)[::2])


FORMULAS = pairs_of(SYLLABLES)


def formulas(code: Hashes) -> Flags:
    """Which shingles are made of such syllables alone."""
    return np.isin(code, FORMULAS)
