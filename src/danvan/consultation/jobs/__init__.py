"""What workers do for this room; a file for each kind of work."""

from __future__ import annotations

from collections.abc import Mapping

from danvan.consultation.jobs import clockwork, importing, masking, synthesis
from danvan.consultation.jobs.masking import masks_wait
from danvan.work.actions.jobs import Work

KINDS: Mapping[str, Work] = {
    **clockwork.KINDS,
    **importing.KINDS,
    **masking.KINDS,
    **synthesis.KINDS,
}

__all__ = ["KINDS", "masks_wait"]
