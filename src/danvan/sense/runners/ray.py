"""Steps on many machines: Daft's plan on a Ray cluster. The same parts give the same answers.

What is mapped is normalising and reading, the steps that grow with the text. Families, fits and
counting stay where the command was given.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

Part = TypeVar("Part")
Done = TypeVar("Done")


class NoCluster(Exception):
    """The cluster or the extra is not there; the message is one sentence in Vietnamese."""


def mapped(step: Callable[[Part], Done], parts: Sequence[Part], address: str) -> Iterator[Done]:
    """`step` of each part on the cluster at `address` ("auto" for one on this machine), in order.

    Raises NoCluster where the extra `scale` or the cluster is missing.
    """
    daft = started(address)
    packed = [pickle.dumps(part, protocol=5) for part in parts]
    frame = daft.from_pydict({"number": list(range(len(packed))), "part": packed})

    def done_parts(column: Any) -> list[bytes]:
        return [pickle.dumps(step(pickle.loads(part)), protocol=5) for part in column.to_pylist()]  # noqa: S301

    run = daft.udf(return_dtype=daft.DataType.binary())(done_parts)
    frame = frame.into_partitions(max(len(packed), 1)).select("number", run(daft.col("part")))
    done = frame.to_pydict()
    answers = dict(zip(done["number"], done["part"], strict=True))
    for number in range(len(packed)):
        yield pickle.loads(answers[number])  # noqa: S301 - our own bytes, made above


def started(address: str) -> Any:
    try:
        import daft
        import ray
    except ImportError as missing:
        raise NoCluster(
            "--runner ray cần phần mở rộng “scale”: hãy cài bằng pip install 'danvan[scale]'."
        ) from missing
    try:
        if not ray.is_initialized():
            ray.init(None if address == "auto" else address, log_to_driver=False)
        daft.set_runner_ray(
            address=None if address == "auto" else address, noop_if_initialized=True
        )
    except Exception as wrong:
        raise NoCluster(
            f"--ray-address {address}: không nối được tới cụm Ray; hãy kiểm tra địa chỉ và cổng."
        ) from wrong
    return daft
