"""What programs may ask of this room, below /api/v1/consultations."""

from danvan.consultation.api import importing, reading, sending
from danvan.consultation.api.answering import Limited, router, speak

__all__ = ["Limited", "importing", "reading", "router", "sending", "speak"]
