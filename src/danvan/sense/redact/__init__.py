"""What of a text is somebody's own, and the masks that stand for it when it is shown.

Rules on one text at a time; text.md of the design names the detectors and the allow-list. A name
typed in small letters is not found.
"""

from danvan.sense.redact.finding import found
from danvan.sense.redact.hits import MASKS, Hit, Kind, Sure, apart
from danvan.sense.redact.masks import Decision, decided, dotted, masked
from danvan.sense.redact.unclear import agreed, unclear, window

__all__ = [
    "MASKS",
    "Decision",
    "Hit",
    "Kind",
    "Sure",
    "agreed",
    "apart",
    "decided",
    "dotted",
    "found",
    "masked",
    "unclear",
    "window",
]
