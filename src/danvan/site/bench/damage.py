"""Files damaged by chance: bytes flipped, cut, doubled; of archives also inside a part."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

MOST = 20  # bytes flipped at once
INSIDE = 0.5  # share of archives that are damaged inside a part
PIECE = 400  # bytes of a piece that is lost, doubled or blanked

Damage = Callable[[random.Random, bytearray], bytearray]


def flipped(chance: random.Random, raw: bytearray) -> bytearray:
    for _ in range(chance.randint(1, MOST)):
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    return raw


def replaced(chance: random.Random, raw: bytearray) -> bytearray:
    for _ in range(chance.randint(1, MOST)):
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    return raw


def cut(chance: random.Random, raw: bytearray) -> bytearray:
    return raw[: chance.randrange(len(raw)) + 1]


def lost(chance: random.Random, raw: bytearray) -> bytearray:
    start = chance.randrange(len(raw))
    del raw[start : start + chance.randint(1, PIECE)]
    return raw


def doubled(chance: random.Random, raw: bytearray) -> bytearray:
    start = chance.randrange(len(raw))
    piece = raw[start : start + chance.randint(1, PIECE)]
    raw[start:start] = piece * chance.randint(1, 4)
    return raw


def blanked(chance: random.Random, raw: bytearray) -> bytearray:
    start = chance.randrange(len(raw))
    end = min(start + chance.randint(1, PIECE), len(raw))
    raw[start:end] = bytes(end - start)
    return raw


DAMAGES: tuple[Damage, ...] = (flipped, flipped, replaced, cut, lost, doubled, blanked)


def damaged(raw: bytes, seed: int) -> bytes:
    """A damaged copy; the same bytes for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    if chance.random() < INSIDE and zipfile.is_zipfile(io.BytesIO(raw)):
        return inside(raw, chance)
    return bytes(chance.choice(DAMAGES)(chance, bytearray(raw)))


def inside(raw: bytes, chance: random.Random) -> bytes:
    """An archive with one part damaged and packed again, so that its parser is reached."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(target, "w") as made:
        names = [part.filename for part in source.infolist() if part.file_size]
        spoilt = chance.choice(names)
        for name in names:
            content = source.read(name)
            if name == spoilt:
                content = bytes(chance.choice(DAMAGES)(chance, bytearray(content)))
            made.writestr(name, content, zipfile.ZIP_DEFLATED)
    return target.getvalue()
