"""What seals a submission, and when it is said to have come."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from danvan.sense.receipts.files import Sealed, content_of
from danvan.sense.receipts.tree import leaf

if TYPE_CHECKING:
    from danvan.consultation.models.submissions import Submission


def minute(at: datetime) -> datetime:
    """Without seconds: a moment must not lead from an opinion to a line of a network's log."""
    return at.replace(second=0, microsecond=0)


def said_in(submission: Submission) -> Sealed:
    """What the sender said, as the seal stands for it."""
    return Sealed(
        text=submission.text,
        section=submission.section_key,
        version=submission.version.number or 0,
        salt=submission.salt,
        replacement=submission.replacement,
        stance=submission.stance,
        change_type=submission.change_type,
    )


def seal_of(submission: Submission) -> str:
    """The leaf that stands for a submission in its day's tree, as 64 hexadecimal digits."""
    return leaf(content_of(said_in(submission))).hex()
