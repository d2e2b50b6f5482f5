"""One measured figure beside its gate and, where there is one, its peer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`good` is None without a gate; `cpu` in seconds of one core, `memory` in bytes (peak)."""

    job: str
    data: str
    rows: int
    metric: str
    value: float
    gate: str = ""
    good: bool | None = None
    peer: str = ""
    cpu: float | None = None
    memory: int | None = None
