"""Steps on this machine: one process, or a few where there is enough to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

Part = TypeVar("Part")
Done = TypeVar("Done")


def mapped(step: Callable[[Part], Done], parts: Sequence[Part], workers: int) -> Iterator[Done]:
    """`step` of each part, in the order of the parts, whatever the number of workers."""
    if workers < 2 or len(parts) < 2:
        yield from map(step, parts)
        return
    pool = ProcessPoolExecutor(min(workers, len(parts)), mp_context=get_context("spawn"))
    try:
        yield from pool.map(step, parts)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
