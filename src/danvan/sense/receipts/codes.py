"""The receipt code: 80 bits of chance that a person can write down, read out and type.

Sixteen letters carry the chance, two more check them: 7K3M-9QRT-04WX-BC2H-5N. The check is a
Reed–Solomon code over the field of 32 elements (x⁵ + x² + 1): the letters sum to nothing, plain and
weighted by their places. So any one or two wrong letters are noticed, and any two that changed
places; of a single wrong one it is even known in which group it stands.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import accumulate, dropwhile, repeat
from operator import xor
from unicodedata import normalize

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
CHANCE, LENGTH, GROUP = 10, 18, 4  # bytes, letters, letters in a group
_READ_AS = str.maketrans("OIL", "011")
_LONGEST = 1000  # signs of a pasted text that are looked at
_WORD = re.compile(r"[^\W_]+")
_VALUES = {letter: value for value, letter in enumerate(ALPHABET)}


def _doubled(value: int, _: int) -> int:
    return value << 1 ^ (0b100101 if value & 16 else 0)


_POWERS = tuple(accumulate(repeat(1, 31), _doubled))
_LOGS = {power: place for place, power in enumerate(_POWERS)}


class Mistyped(ValueError):
    """What was typed is no receipt code; the message is a Vietnamese sentence that says what to do.

    `reason`: "missing", "short", "long", "letter" (one that no code has), "wrong" (the check
    fails), "swapped" (it fails as where two letters changed places).
    """

    def __init__(self, reason: str, sentence: str) -> None:
        self.reason = reason
        super().__init__(sentence)


def code_of(random: bytes) -> str:
    """The code of ten random bytes, in groups: "7K3M-9QRT-04WX-BC2H-5N".

    Raises ValueError where there are not ten.
    """
    if len(random) != CHANCE:
        raise ValueError(f"{CHANCE} random bytes, not {len(random)}")
    number = int.from_bytes(random)
    values = [number >> shift & 31 for shift in range(8 * CHANCE - 5, -1, -5)]
    plain, weighted = _sums(values)
    first, last = _POWERS[len(values)], _POWERS[len(values) + 1]
    second_check = _divided(weighted ^ _times(plain, first), first ^ last)
    return _grouped("".join(ALPHABET[v] for v in (*values, plain ^ second_check, second_check)))


def read_code(typed: str) -> str:
    """The code in what somebody typed or pasted, as `code_of` writes it.

    Small and full-width letters, O for 0, I and L for 1, other or no dashes, and words around it
    are all understood. Raises Mistyped.
    """
    text = normalize("NFKC", typed[:_LONGEST]).upper()
    near = ""
    for letters in _runs(_WORD.findall(text)):
        if not any(_sums([_VALUES[letter] for letter in letters])):
            return _grouped(letters)
        near = near or letters
    raise _wrong(near) if near else _unlike(text)


def hash_of(code: str, pepper: bytes) -> str:
    """What is stored instead of the code: HMAC-SHA256 of its letters, 64 hexadecimal digits.

    `pepper` is the installation's own secret, at least 16 bytes. Raises Mistyped, ValueError.
    """
    if len(pepper) < 16:
        raise ValueError("a pepper of at least 16 bytes")
    return hmac.new(pepper, read_code(code).encode(), "sha256").hexdigest()


def _grouped(letters: str) -> str:
    return "-".join(letters[at : at + GROUP] for at in range(0, len(letters), GROUP))


def _sums(values: Sequence[int]) -> tuple[int, int]:
    """The plain and the weighted sum; both are 0 for a whole code."""
    return reduce(xor, values), reduce(xor, map(_times, values, _POWERS))


def _times(one: int, other: int) -> int:
    return one and other and _POWERS[(_LOGS[one] + _LOGS[other]) % 31]


def _divided(one: int, other: int) -> int:
    return one and _POWERS[(_LOGS[one] - _LOGS[other]) % 31]


def _runs(words: Sequence[str]) -> Iterator[str]:
    """Each run of neighbouring words that together has a code's length and letters."""
    for start in range(len(words)):
        letters = ""
        for word in words[start:]:
            letters += word.translate(_READ_AS)
            if len(letters) >= LENGTH:
                break
        if len(letters) == LENGTH and _VALUES.keys() >= {*letters}:
            yield letters


def _wrong(letters: str) -> Mistyped:
    """Of a single wrong letter, the weighted sum is the plain one times the power of its place."""
    plain, weighted = _sums([_VALUES[letter] for letter in letters])
    if not plain:
        return Mistyped(
            "swapped",
            "Mã biên nhận có chỗ sai, có lẽ hai ký tự đã đổi chỗ cho nhau; "
            "xin so lại từng nhóm với biên nhận.",
        )
    place = _LOGS[_divided(weighted, plain)] if weighted else LENGTH
    if place >= LENGTH:
        return Mistyped(
            "wrong",
            "Mã biên nhận sai nhiều hơn một ký tự; xin so lại từng nhóm với biên nhận.",
        )
    group = place // GROUP
    shown = letters[group * GROUP : (group + 1) * GROUP]
    return Mistyped(
        "wrong",
        f"Mã biên nhận sai một ký tự, có lẽ ở nhóm thứ {group + 1} (“{shown}”); "
        "xin so lại nhóm ấy với biên nhận, rồi các nhóm khác.",
    )


def _unlike(text: str) -> Mistyped:
    """Why nothing in the text has the length and letters of a code."""
    meant = text.rpartition(":")[2]
    words = dropwhile(_is_said_around, _WORD.findall(meant))
    letters = "".join(words).translate(_READ_AS)
    if not letters:
        return Mistyped("missing", "Chưa có mã biên nhận; xin nhập mã ghi trên biên nhận.")
    strange = next((letter for letter in letters if letter not in _VALUES), "")
    if strange:
        return Mistyped(
            "letter",
            f"Mã biên nhận không có ký tự “{strange}”; mã chỉ có chữ số và chữ cái không dấu, xin "
            "tắt bộ gõ tiếng Việt rồi nhập lại.",
        )
    reason, what = ("short", "thiếu") if len(letters) < LENGTH else ("long", "thừa")
    return Mistyped(
        reason,
        f"Mã biên nhận {what} ký tự: mã có {LENGTH} ký tự, ở đây có {len(letters)}; "
        "xin nhập lại đúng như trên biên nhận.",
    )


def _is_said_around(word: str) -> bool:
    """A Vietnamese word before the code: letters that no code has, and no figure."""
    is_code = _VALUES.keys() >= {*word.translate(_READ_AS)}
    return not is_code and not any(sign.isdigit() for sign in word)
