"""What is done with consultations, drafts and what people say."""

from danvan.consultation.actions.consultations import (
    KEEPERS,
    Terms,
    amend,
    open_to_public,
    set_up,
)
from danvan.consultation.actions.drafts import import_version, publish_version
from danvan.consultation.actions.submissions import (
    SENDER,
    AnotherSending,
    Said,
    Sent,
    Through,
    correct,
    keep,
    purge,
    submit,
    withdraw,
)

__all__ = [
    "KEEPERS",
    "SENDER",
    "AnotherSending",
    "Said",
    "Sent",
    "Terms",
    "Through",
    "amend",
    "correct",
    "import_version",
    "keep",
    "open_to_public",
    "publish_version",
    "purge",
    "set_up",
    "submit",
    "withdraw",
]
