"""Drafts put before people, what people say of them, and what is said back."""

from danvan.consultation.models.audits import Audit, AuditItem, AuditReading
from danvan.consultation.models.consultations import Channel, Consultation, DiscussionQuestion
from danvan.consultation.models.contacts import Contact, Notice
from danvan.consultation.models.drafts import Anchor, AnchorPlace, DraftVersion, Section
from danvan.consultation.models.edits import Edit, MovedOpinion
from danvan.consultation.models.intake import (
    ChannelOwner,
    CountingPolicy,
    CountingRule,
    Intake,
    Position,
    PositionTally,
    RejectedRow,
)
from danvan.consultation.models.moderation import Hiding
from danvan.consultation.models.reports import Report
from danvan.consultation.models.responses import Response, ResponseTarget
from danvan.consultation.models.roots import DayRoot
from danvan.consultation.models.submissions import (
    ChangeType,
    Receipt,
    ShownText,
    Stance,
    Submission,
)
from danvan.consultation.models.syntheses import Evidence, Opinion, Statement, Synthesis, Theme
from danvan.consultation.models.tokens import ImportToken
from danvan.consultation.models.words import Holds

__all__ = [
    "Anchor",
    "AnchorPlace",
    "Audit",
    "AuditItem",
    "AuditReading",
    "ChangeType",
    "Channel",
    "ChannelOwner",
    "Consultation",
    "Contact",
    "CountingPolicy",
    "CountingRule",
    "DayRoot",
    "DiscussionQuestion",
    "DraftVersion",
    "Edit",
    "Evidence",
    "Hiding",
    "Holds",
    "ImportToken",
    "Intake",
    "MovedOpinion",
    "Notice",
    "Opinion",
    "Position",
    "PositionTally",
    "Receipt",
    "RejectedRow",
    "Report",
    "Response",
    "ResponseTarget",
    "Section",
    "ShownText",
    "Stance",
    "Statement",
    "Submission",
    "Synthesis",
    "Theme",
]
