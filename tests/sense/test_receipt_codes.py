"""A receipt code survives being written down and typed; a mistake in it is always noticed."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danvan.sense.receipts.codes import ALPHABET, LENGTH, Mistyped, code_of, hash_of, read_code

CHANCE = st.binary(min_size=10, max_size=10)
PEPPER = b"p" * 16
SAMPLE = bytes.fromhex("0102030405060708090a")
CODE = code_of(SAMPLE)
LETTERS = CODE.replace("-", "")


def is_refused(letters: str) -> bool:
    try:
        read_code(letters)
    except Mistyped as wrong:
        return wrong.reason in {"wrong", "swapped"}
    return False


def reason(typed: str) -> str:
    with pytest.raises(Mistyped) as wrong:
        read_code(typed)
    assert str(wrong.value).endswith(".")
    return wrong.value.reason


@given(CHANCE)
def test_every_code_is_read_as_it_was_written(chance):
    code = code_of(chance)
    assert [len(group) for group in code.split("-")] == [4, 4, 4, 4, 2]
    assert {*code} <= {*ALPHABET, "-"}
    assert read_code(code) == code


def test_the_chance_is_in_the_code_whole():
    """80 bits in, 16 letters of 5 bits out: nothing of them is lost or doubled."""
    seeds = [1 << bit for bit in range(80)]
    heads = {code_of(seed.to_bytes(10)).replace("-", "")[:16] for seed in seeds}
    assert len(heads) == 80
    values = [ALPHABET.index(letter) for letter in LETTERS[:16]]
    assert sum(v << 5 * n for n, v in enumerate(reversed(values))).to_bytes(10) == SAMPLE


@pytest.mark.parametrize("size", [0, 9, 11])
def test_other_than_ten_bytes_make_no_code(size):
    with pytest.raises(ValueError, match="10 random bytes"):
        code_of(bytes(size))


def test_no_letter_is_taken_for_another_of_the_alphabet():
    assert len(ALPHABET) == len({*ALPHABET}) == 32
    assert not {*"ILOU"} & {*ALPHABET}


# ---------------------------------------------------------------- mistakes


@pytest.mark.parametrize("chance", [bytes(10), b"\xff" * 10, SAMPLE, b"0123456789"])
def test_every_single_wrong_letter_is_noticed_at_every_place(chance):
    letters = code_of(chance).replace("-", "")
    for place in range(LENGTH):
        for letter in {*ALPHABET} - {letters[place]}:
            assert is_refused(letters[:place] + letter + letters[place + 1 :]), (place, letter)


def test_every_swap_of_two_neighbours_is_noticed_at_every_place():
    """Each pair of different letters at each place, the check letters' too."""
    drawn = random.Random(1)  # noqa: S311 - the same draw each time
    seen = set()
    while len(seen) < (LENGTH - 1) * 32 * 31:
        letters = code_of(drawn.randbytes(10)).replace("-", "")
        for at in range(LENGTH - 1):
            one, other = letters[at : at + 2]
            if one != other and (at, one, other) not in seen:
                seen.add((at, one, other))
                assert is_refused(letters[:at] + other + one + letters[at + 2 :])


def test_letters_farther_apart_that_changed_places_are_noticed():
    for one, other in combinations(range(LENGTH), 2):
        if LETTERS[one] != LETTERS[other]:
            moved = [*LETTERS]
            moved[one], moved[other] = moved[other], moved[one]
            assert is_refused("".join(moved))


def test_two_wrong_letters_side_by_side_are_noticed():
    """A drawn part of all that two neighbours could become."""
    drawn = random.Random(2)  # noqa: S311 - the same draw each time
    for at in range(LENGTH - 1):
        for _ in range(60):
            one, other = drawn.choice(ALPHABET), drawn.choice(ALPHABET)
            changed = LETTERS[:at] + one + other + LETTERS[at + 2 :]
            assert changed == LETTERS or is_refused(changed)


@pytest.mark.parametrize("place", range(LENGTH))
def test_the_sentence_names_the_group_of_a_single_wrong_letter(place):
    letter = ALPHABET[(ALPHABET.index(LETTERS[place]) + 5) % 32]
    with pytest.raises(
        Mistyped, match=rf"sai một ký tự, có lẽ ở nhóm thứ {place // 4 + 1} "
    ) as wrong:
        read_code(LETTERS[:place] + letter + LETTERS[place + 1 :])
    assert wrong.value.reason == "wrong"


def test_two_letters_that_changed_places_are_called_so():
    assert reason(LETTERS[:2] + LETTERS[3] + LETTERS[2] + LETTERS[4:]) == "swapped"


def test_what_is_missing_too_much_or_cannot_be_is_said():
    assert reason("") == reason("  —  ") == reason("Mã: ") == "missing"
    assert reason(CODE[:-1]) == reason("Mã: " + CODE[:9]) == reason("MÃ SỐ " + CODE[:9]) == "short"
    assert reason(CODE + "7") == reason(LETTERS + LETTERS) == "long"
    assert reason(LETTERS[:-1] + "U") == "letter"
    with pytest.raises(Mistyped, match=r"không có ký tự “Ă”.*tắt bộ gõ tiếng Việt"):
        read_code("0Ă" + LETTERS[2:])


# ---------------------------------------------------------------- ways to type


@pytest.mark.parametrize(
    "typed",
    [
        CODE.lower(),
        LETTERS,
        " ".join(LETTERS),
        CODE.replace("-", " "),
        CODE.replace("-", " – "),
        CODE.replace("-", "‑"),  # the dash that does not break
        CODE.replace("-", "\u200b\u200f-"),
        CODE.replace("0", "O").replace("1", "I"),
        CODE.replace("0", "o").replace("1", "l"),
        "".join(chr(ord(sign) + 0xFEE0) for sign in CODE),  # full-width
        f"Mã: {CODE}",
        f"Mã biên nhận của tôi là {CODE}, gửi ngày 14/7/2020.",
        f"\nBiên nhận\t{CODE}\n",
        f"(“{CODE}”)",
        f"_{CODE}_",
    ],
)
def test_a_code_is_understood_however_it_is_typed(typed):
    assert read_code(typed) == CODE
    assert hash_of(typed, PEPPER) == hash_of(CODE, PEPPER)


def test_the_sample_has_the_letters_that_are_mixed_up():
    assert "0" in CODE
    assert "1" in CODE


@given(st.text())
def test_any_text_is_read_or_refused_with_a_sentence(typed):
    try:
        said = read_code(typed) + "."
    except Mistyped as wrong:
        said = str(wrong)
    assert said.endswith(".")


# ---------------------------------------------------------------- what is stored


def test_only_a_hash_is_stored_and_it_hangs_on_the_installation_s_secret():
    stored = hash_of(CODE, PEPPER)
    assert stored != hash_of(CODE, b"q" * 16)
    assert len(stored) == 64
    assert not {CODE, LETTERS} & {stored, stored.upper()}


def test_a_short_secret_is_refused():
    with pytest.raises(ValueError, match="16 bytes"):
        hash_of(CODE, b"short")


def test_no_hash_is_made_of_what_is_no_code():
    with pytest.raises(Mistyped):
        hash_of(CODE[:-1], PEPPER)
