"""Counts of syllables and pairs, which restoring marks needs: as bytes, back, and as they ship."""

from __future__ import annotations

from importlib.resources import files
from io import BytesIO

import numpy as np

from danvan.sense.words.restore import Learnt


def pack(counts: Learnt) -> bytes:
    """The same counts give the same bytes: integers and letters, nothing executable."""
    file = BytesIO()
    np.savez_compressed(
        file,
        words=np.frombuffer(" ".join(counts.words).encode(), dtype=np.uint8),
        times=counts.times.astype(np.uint32),
        gaps=np.diff(counts.pairs, prepend=0).astype(np.uint32),
        pair_times=counts.pair_times.astype(np.uint32),
    )
    return file.getvalue()


def unpack(content: bytes) -> Learnt:
    """The counts that were packed."""
    with np.load(BytesIO(content), allow_pickle=False) as stored:
        return Learnt(
            words=tuple(stored["words"].tobytes().decode().split(" ")),
            times=stored["times"].astype(np.int64),
            pairs=np.cumsum(stored["gaps"], dtype=np.int64),
            pair_times=stored["pair_times"].astype(np.int64),
        )


def shipped() -> Learnt:
    """The counts of the package."""
    return unpack(files("danvan.sense.heads").joinpath("accents.npz").read_bytes())
