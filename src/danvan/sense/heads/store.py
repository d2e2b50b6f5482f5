"""A head as bytes and back: one .npz of integers, floats and class names, nothing executable."""

from __future__ import annotations

from dataclasses import astuple
from importlib.resources import files
from io import BytesIO
from zipfile import BadZipFile

import numpy as np

from danvan.sense.learn import Head, Recipe

MAKE = 1  # of the features: a head of another make would read its columns wrongly
NUMBERS = ("idf", "extra", "bias", "calibration", "lean")


class UnreadableHead(Exception):
    """The bytes are no head of this make; the message is one sentence for the user."""


def pack(head: Head) -> bytes:
    """The same head gives the same bytes; weights are kept as f16, as they were trained."""
    file = BytesIO()
    np.savez_compressed(
        file,
        make=np.array([MAKE], dtype=np.int64),
        classes=np.array(head.classes),
        column=head.column.astype(np.uint32),
        weights=head.weights.astype(np.float16),
        recipe=np.array(astuple(head.recipe), dtype=np.float64),
        **{name: getattr(head, name) for name in NUMBERS},
    )
    return file.getvalue()


def recipe_of(numbers: list[float]) -> Recipe:
    """Each number in the type its field has by default."""
    usual = astuple(Recipe())
    return Recipe(*(type(value)(number) for value, number in zip(usual, numbers, strict=True)))


def unpack(content: bytes) -> Head:
    """The head that was packed. UnreadableHead if it was not, or by another make."""
    try:
        with np.load(BytesIO(content), allow_pickle=False) as stored:
            if int(stored["make"][0]) != MAKE:
                raise UnreadableHead("Tệp đầu phân loại thuộc phiên bản khác; hãy huấn luyện lại.")
            return Head(
                classes=tuple(str(name) for name in stored["classes"]),
                column=stored["column"].astype(np.int64),
                weights=stored["weights"].astype(np.float32),
                recipe=recipe_of(stored["recipe"].tolist()),
                **{name: stored[name] for name in NUMBERS},
            )
    except (BadZipFile, EOFError, KeyError, OSError, TypeError, ValueError) as fault:
        raise UnreadableHead("Tệp đầu phân loại bị hỏng; hãy chép lại tệp gốc.") from fault


def shipped(name: str = "stance") -> Head:
    """A head of the package."""
    return unpack(files("danvan.sense.heads").joinpath(f"{name}.npz").read_bytes())
