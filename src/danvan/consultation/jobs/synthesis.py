"""A synthesis is made: the engine reads what stands, and what it finds is kept with its proof."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any

import pyarrow as pa
from django.conf import settings
from django.utils.translation import gettext

from danvan.consultation.actions.syntheses import Found, keep_synthesis
from danvan.consultation.actions.synthesizing import KIND
from danvan.consultation.jobs.carried import carried
from danvan.consultation.models import Consultation, Synthesis
from danvan.consultation.models.hearing import Hearing, batches, hearing
from danvan.ledger.actions import SYSTEM
from danvan.sense.intake import SCHEMA, Intake
from danvan.sense.job import Given, Order, made
from danvan.sense.policy import Policy
from danvan.sense.records import Account, FileAccount
from danvan.units.models import now
from danvan.work.actions.jobs import Progress, Work
from danvan.work.models import Job

NAME = "gop-y"  # what papers call the place that rows come from
EVERY = 1.0  # seconds between two lines of progress
AT_ONCE = 5000  # rows put into the engine's table in one go


def synthesize(job: Job, progress: Progress) -> str:
    """Makes the synthesis that `job.subject` names, once."""
    synthesis = Synthesis.objects.get(pk=int(job.subject.partition(":")[2]))
    consultation = synthesis.consultation
    if synthesis.made_at is None:
        tell = Telling(progress)
        heard = hearing(consultation, synthesis.last, synthesis.only)
        home = Path(settings.MEDIA_ROOT) / "tong-hop"
        home.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".", dir=home) as place:
            found = _found(synthesis, heard, Path(place) / "ket-qua", tell)
            keep_synthesis(by=SYSTEM, synthesis=synthesis, found=found, at=now(), progress=tell)
        synthesis.refresh_from_db()
    return gettext("%(submissions)d lượt góp ý, %(opinions)d ý kiến; số liệu khớp.") % {
        "submissions": synthesis.submissions,
        "opinions": synthesis.opinions_count,
    }


class Telling:
    """Tells how far the work is, at most once a second; a new stage is told at once."""

    def __init__(self, progress: Progress) -> None:
        self.progress, self.stage, self.last = progress, "", 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage != self.stage or monotonic() - self.last >= EVERY:
            self.stage, self.last = stage, monotonic()
            self.progress(stage, done, total)


def _found(synthesis: Synthesis, heard: Hearing, out: Path, progress: Progress) -> Found:
    consultation = synthesis.consultation
    table = pa.Table.from_batches(_batches(heard, progress), SCHEMA)
    rows = FileAccount(NAME, "csv", len(table), 0)
    given = Given(
        Intake(table, (), Account((rows,))),
        synthesis.version.as_told(),
        policy_of(consultation),
        edits=carried(synthesis.follows),
    )
    order = Order((), out, seed=synthesis.seed, papers=consultation.papers, keeps=True)
    document = made(order, given, progress)
    rules = {
        "phrases": document["made"]["policy"]["phrases"],
        "channels": heard.treatments,
        "apart": heard.apart(len(table)),
    }
    return Found(document, out, rules)


def _batches(heard: Hearing, progress: Progress) -> Iterator[pa.RecordBatch]:
    done = 0
    for rows in batches(heard.rows(), AT_ONCE):
        done += len(rows)
        progress("read", done, 0)
        yield pa.RecordBatch.from_pylist([_row(row) for row in rows], SCHEMA)


def _row(told: dict[str, Any]) -> dict[str, Any]:
    """A row of the engine's table; its place is the number of the submission."""
    source = f"{NAME}#{told['submission_id']}"
    return {"source": source, "page": None, "counted": "submissions", **told}


def policy_of(consultation: Consultation) -> Policy:
    """The quantity words as they come, and the consultation's threshold for small cells."""
    return Policy(suppress=consultation.suppress)


KINDS: Mapping[str, Work] = {KIND: synthesize}
