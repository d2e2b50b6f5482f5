"""A published synthesis without its papers, whose setting takes longer than all the rest."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from tests.consultation.conftest import AT
from tests.consultation.themes import published

from danvan.consultation import actions
from danvan.consultation.actions import syntheses
from danvan.consultation.jobs.synthesis import _batches, policy_of
from danvan.consultation.models import Submission
from danvan.consultation.models.hearing import hearing
from danvan.ledger.actions import SYSTEM
from danvan.sense.folder.write import completed
from danvan.sense.heads.store import shipped
from danvan.sense.intake import SCHEMA
from danvan.sense.records import Account
from danvan.sense.synthesis import Options, synthesize


def silent(*_: object) -> None:
    """Progress that nobody follows."""


def synthesised(consultation: Any, place: Path) -> Any:
    """All that arrived is masked, synthesised and published."""
    actions.mask(submissions=Submission.objects.filter(shown=None, removed=""))
    asked = actions.ask_synthesis(by=SYSTEM, consultation=consultation, at=AT)
    heard = hearing(consultation, asked.last)
    table = pa.Table.from_batches(_batches(heard, silent), SCHEMA)
    draft, policy = asked.version.as_told(), policy_of(consultation)
    made = synthesize(table, draft, policy, shipped(), Options(), silent)
    place.mkdir(parents=True)
    pq.write_table(made.opinions, place / "opinions.parquet")
    pq.write_table(made.submissions, place / "submissions.parquet")
    document = completed(made, (), Account())
    rules = {"phrases": document["made"]["policy"]["phrases"], "channels": heard.treatments}
    rules |= {"apart": heard.apart(len(table))}
    found = syntheses.Found(document, place, rules)
    syntheses.keep_synthesis(by=SYSTEM, synthesis=asked, found=found, at=AT, progress=silent)
    asked.refresh_from_db()
    published(asked, note="Bản sau")  # kept where it corrects one
    asked.refresh_from_db()
    return asked
